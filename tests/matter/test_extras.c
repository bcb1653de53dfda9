/* Extras and versions of rulebooks over a whole matter. */
#include "test.h"

#include "matter/story.h"

#define HEAD(state, from) "[rulebook]\nstate = " state "\nfrom = " from "\ntitle = Later\n"

/* A condition on what no act ever states would be a safeguard that is never asked about. */
static void every_field_is_stated_by_an_act(void **state)
{
    uint64_t stated = 0;

    (void)state;
    for (unsigned act = 0; act < MATTER_ACTS; act++)
        stated |= matter_acts.acts[act].tests;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (extra_fields & ~stated & PARAMETER_BIT(p))
            fail_msg("%s is no act's to state", parameter_table[p].key);
}

static void an_extra_refuses_what_the_limits_keep(void **state)
{
    struct story *story = *state;
    const struct finding *finding = NULL;
    const char *applied = story->applied;

    story_rulebook(
        story, "XB",
        HEAD("XB",
             "2026-02-01") "[content]\ndeny = categories has content and window >= 2 months and "
                           "offences has fraud @ Act s. 3 \"mail of fraud cases is old enough to "
                           "seize\"\n");
    CHECK(story, APPLICATION, DENIED);
    story->applied = story_named(story, "XA", "access-to-protected-system", "access", 144);
    ACCEPTS(story, APPLICATION);
    story->applied = applied;
    ACCEPTS(story, APPLICATION, .find = "\"traffic\",\"content\"", .put = "\"traffic\"");
    ACCEPTS(story, APPLICATION, .find = "2026-10-01", .put = "2026-10-25");
    ADD(story, APPLICATION);
    story_assert_refused(story, FINDING_DENIED);
    for (size_t i = 0; i < story->matter.statements.count; i++)
        if (story->matter.statements.items[i].code == FINDING_DENIED)
            finding = &story->matter.statements.items[i];
    assert_non_null(finding);
    assert_string_equal(finding->rule, "content.deny");
    assert_int_equal(finding->whose, WHOSE_EXECUTING);
    assert_string_equal(finding->where, "XA 1 application");
}

/* What two acts state between them is judged when the second one does. */
static void an_extra_joins_the_facts_of_several_acts(void **state)
{
    static const char *const lines[] = {
        "deny = targets >= 1 and judges < 2\n",
        "deny = judges < 2 and third-parties = 0 and accounts > 0\n",
    };
    struct story *story = *state;

    for (size_t i = 0; i < 2; i++) {
        story_end(story);
        story_begin(story, false);
        story_rulebook(story, "XB",
                       (const char *)arena_format(
                           &story->arena, HEAD("XB", "2026-02-01") "[content]\n%s", lines[i])
                           .data);
        ACCEPTS(story, APPLICATION);
        ADD(story, APPLICATION);
        CHECK(story, AUTHORISATION, DENIED);
        ACCEPTS(story, AUTHORISATION, .body = "{\"decision\":\"ask\",\"reasons\":%A88}");
        ACCEPTS(story, AUTHORISATION, .find = "\"reasons\"",
                .put = "\"with\":[\"xa.court-1.o2\"],\"reasons\"");
        ADD(story, AUTHORISATION, .find = "\"reasons\"",
            .put = "\"with\":[\"xa.court-1.o2\"],\"reasons\"");
        for (unsigned act = MATTER_REQUEST; act <= MATTER_APPROVAL; act++)
            story_add(story, act, (struct step){0});
        story_assert_permitted(story);
    }
}

/* The first and the last act: the assessment's and the approval's own facts come late. */
static void an_extra_waits_for_the_last_fact(void **state)
{
    struct story *story = *state;

    story_rulebook(
        story, "XA",
        HEAD("XA",
             "2026-02-01") "deny = privileged has intimate and grounds has R01 and targets > 0\n");
    story_until(story, MATTER_APPROVAL);
    assert_false(story_has(story, FINDING_DENIED));
    CHECK(story, APPROVAL, DENIED);
    story_rulebook(story, "XA",
                   HEAD("XA", "2026-03-01") "deny.2 = measure = content and judges >= 1\n");
    story_fold(story);
    story_assert_refused(story, FINDING_DENIED);
}

static void an_extra_for_all_measures(void **state)
{
    struct story *story = *state;

    story_rulebook(story, "XA", HEAD("XA", "2026-02-01") "deny.4 = measure = content\n");
    CHECK(story, APPLICATION, DENIED);
}

/* Later tightening reaches a running matter from its date; taking it back reaches none. */
static void a_later_extra_applies_from_its_date_and_stays(void **state)
{
    struct story *story = *state;
    instant from = instant_civil(2026, 11, 25, 0, 0, 0);

    story_rulebook(story, "XB", HEAD("XB", "2026-11-25") "[content]\ndeny = targets >= 1\n");
    story_rulebook(story, "XB", HEAD("XB", "2026-11-26"));
    story_until(story, MATTER_APPROVAL + 1);
    story->clock = from - 1;
    story_assert_permitted(story);
    story->clock = from;
    story_assert_refused(story, FINDING_DENIED);
    story->clock = from + 5 * DAY;
    story_assert_refused(story, FINDING_DENIED);
}

/* The rulebook in force at the application has ended since: it governs the matter all the same, and
 * a looser one that follows it loosens nothing here. */
static void a_version_that_ended_still_governs(void **state)
{
    struct story *story = *state;

    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-11-01\nto = 2026-11-24\ntitle = Short\n\n"
                   "[content]\npenalty = 5 years\ndeny = accounts > 1\n");
    story_rulebook(story, "XA", HEAD("XA", "2026-11-24"));
    ADD(story, APPLICATION);
    story->clock = instant_civil(2026, 11, 24, 12, 0, 0);
    for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_permitted(story);
    assert_int_equal(story->matter.rules.limits[PARAMETER_PENALTY], 60);
    assert_int_equal(story->matter.rules.extra_count, 1);
    story->offence = story_named(story, "XB", "preparation", "device-misuse", 24);
    CHECK(story, APPROVAL, LIMIT);
}

/* Between the end of one version and the adoption of the next nothing is in force. */
static void nothing_is_applied_for_in_a_gap(void **state)
{
    struct story *story = *state;

    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-11-01\nto = 2026-11-22\ntitle = Short\n");
    CHECK(story, APPLICATION, RULEBOOK_MISSING);
    story_rulebook(story, "XA", HEAD("XA", "2026-11-22"));
    story->states[0].books[2].from = story->clock + 3 * HOUR; /* adopted late */
    CHECK(story, APPLICATION, RULEBOOK_MISSING);
    story->clock += 3 * HOUR;
    ACCEPTS(story, APPLICATION);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_stated_by_an_act),
        TEST(an_extra_refuses_what_the_limits_keep),
        TEST(an_extra_joins_the_facts_of_several_acts),
        TEST(an_extra_waits_for_the_last_fact),
        TEST(an_extra_for_all_measures),
        TEST(a_later_extra_applies_from_its_date_and_stays),
        TEST(a_version_that_ended_still_governs),
        TEST(nothing_is_applied_for_in_a_gap),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
