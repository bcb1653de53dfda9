/* A chain of floors: each the meet with those before it; State's rulebooks read against theirs. */
#include "test.h"

#include "rules/floors.h"
#include "rules/maker.h"

static struct arena arena;

/* A floor of middle limits but for content's duration, from a day of January 2026 on. */
static struct slice floor_text(int day, int64_t days)
{
    struct made_limit limit = {MEASURE_CONTENT, PARAMETER_DURATION, days};
    struct buffer text = {0};
    struct slice kept;
    char date[3];
    char *at;

    maker_floor(&limit, &text);
    buffer_byte(&text, '\0');
    at = strstr((char *)text.data, "2026-01-01");
    snprintf(date, sizeof date, "%02d", day % 100);
    memcpy(at + 8, date, 2);
    text.size--;
    kept = arena_copy(&arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

static int64_t duration_at(const struct floors *floors, int day)
{
    return floors_at(floors, instant_civil(2026, 1, day, 0, 0, 0))
        ->limits[MEASURE_CONTENT][PARAMETER_DURATION];
}

static void each_floor_counts_as_its_meet(void **state)
{
    const struct slice texts[] = {floor_text(20, 9), floor_text(1, 7), floor_text(10, 5)};
    struct floors floors;
    struct error error = {0};
    size_t at;

    (void)state;
    assert_true(floors_parse(texts, 3, &arena, &floors, &at, &error));
    assert_int_equal(floors.count, 3);
    assert_int_equal(duration_at(&floors, 1), 7);
    assert_int_equal(duration_at(&floors, 9), 7);
    assert_int_equal(duration_at(&floors, 10), 5);
    assert_int_equal(duration_at(&floors, 20), 5);
    assert_int_equal(floors_at(&floors, 0)->limits[MEASURE_CONTENT][PARAMETER_DURATION], 7);
}

static void extras_of_a_floor_stay(void **state)
{
    struct slice first = arena_format(&arena, "%.*s", SLICE_ARG(floor_text(1, 5)));
    struct slice second = floor_text(5, 5), texts[2];
    struct floors floors;
    struct error error = {0};
    size_t at;

    (void)state;
    texts[0] = arena_format(&arena, "[rulebook]\ndeny = targets > 4\n%.*s",
                            SLICE_ARG(slice_from(first, sizeof "[rulebook]")));
    texts[1] = second;
    assert_true(floors_parse(texts, 2, &arena, &floors, &at, &error));
    assert_int_equal(floors_at(&floors, instant_civil(2026, 2, 1, 0, 0, 0))->extra_count, 1);
}

/* A State's rulebook is read against the floor of its own date, and bound by the later one. */
static void a_rulebook_is_held_against_the_floor_of_its_time(void **state)
{
    static const char early[] = "[rulebook]\nstate = XA\nfrom = 2026-01-05\ntitle = A\n"
                                "[content]\nduration = 6 days\n";
    static const char late[] = "[rulebook]\nstate = XA\nfrom = 2026-01-10\ntitle = A\n"
                               "[content]\nduration = 6 days\n";
    const struct slice texts[] = {floor_text(1, 7), floor_text(10, 5)};
    static struct rulebook book;
    struct effective effective;
    struct floors floors;
    struct error error = {0};
    size_t at;

    (void)state;
    assert_true(floors_parse(texts, 2, &arena, &floors, &at, &error));
    assert_true(floors_rulebook(&floors, slice_text(early), &arena, &book, &error));
    assert_true(rulebook_meet(&(struct rulebooks){floors.met[1], &book, &book}, MEASURE_CONTENT,
                              &effective, &error));
    assert_int_equal(effective.limits[PARAMETER_DURATION], 5);
    assert_false(floors_rulebook(&floors, slice_text(late), &arena, &book, &error));
    assert_int_equal(error.code, ERROR_RULE_LOOSENED);
    assert_int_equal(error.line, 6);
}

static void a_wrong_floor_is_named(void **state)
{
    struct slice texts[] = {floor_text(1, 7), SLICE("[rulebook]\nstate = floor\n")};
    struct floors floors;
    struct error error = {0};
    size_t at;

    (void)state;
    assert_false(floors_parse(texts, 2, &arena, &floors, &at, &error));
    assert_int_equal(at, 1);
    texts[1] = arena_format(&arena, "[rulebook]\nto = 2026-03-01\n%.*s",
                            SLICE_ARG(slice_from(texts[0], sizeof "[rulebook]")));
    assert_false(floors_parse(texts, 2, &arena, &floors, &at, &error));
    assert_int_equal(error.code, ERROR_KEY_UNKNOWN); /* a floor has no end */
}

static int free_all(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_floor_counts_as_its_meet),
    cmocka_unit_test(extras_of_a_floor_stay),
    cmocka_unit_test(a_rulebook_is_held_against_the_floor_of_its_time),
    cmocka_unit_test(a_wrong_floor_is_named),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, free_all);
}
