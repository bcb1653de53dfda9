/* The whole story permits. */
#include "test.h"

#include "matter/story.h"

static void assert_permitted(struct story *story)
{
    if (!story_permitted(story)) {
        struct slice text = story_canonical(story, &story->matter);

        fail_msg("not permitted:\n%.*s", SLICE_ARG(text));
    }
}

static void whole_story_permits(void **state)
{
    struct story *story = calloc(1, sizeof *story);

    (void)state;
    story_begin(story, false);
    story_until(story, MATTER_APPROVAL + 1);
    assert_permitted(story);
    story_end(story);
    story_begin(story, true);
    story_until(story, MATTER_APPROVAL + 1);
    assert_permitted(story);
    story_end(story);
    free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(whole_story_permits)};

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
