#include "test.h"

#include "node/world.h"

static void the_story_ends_in_a_valid_writ(void **state)
{
    struct world world;
    struct bundle bundle;
    struct writ_answer answer;

    (void)state;
    world_open(&world);
    world_story(&world, 8);
    world_verify(&world, buffer_slice(&world.writ), &bundle, &answer);
    for (size_t i = 0; i < answer.findings.count; i++)
        print_message("%s [%s]\n", finding_name(answer.findings.items[i].code),
                      answer.findings.items[i].where);
    assert_true(answer.valid);
    writ_answer_free(&answer);
    world_close(&world);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_story_ends_in_a_valid_writ),
};

TEST_MAIN(tests)
