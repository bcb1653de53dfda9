/* Dual criminality (M1): who compares, what follows, what rests on it. Each safeguard with the ways
 * round it. */
#include "test.h"

#include "matter/story.h"

static const char conduct[] = "\"mens_rea\":\"dishonest-or-harmful-intent\"";

static const char fraud_by_facts[] =
    "\"mens_rea\":\"dishonest-or-harmful-intent\",\"authority\":\"barrier-bypassed\","
    "\"system\":\"connected\",\"ict_role\":\"essential\"";

static void who_compares(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_RECEIPT);
    CHECK(story, DUAL_CRIMINALITY, NO_RECEIPT);
    ADD(story, RECEIPT);
    CHECK(story, DUAL_CRIMINALITY, SIGNER_ROLE, .by = "xb.rights.o2");
    CHECK(story, DUAL_CRIMINALITY, SIGNER_ROLE, .by = "xb.police.o2");
    CHECK(story, DUAL_CRIMINALITY, SIGNER_STATE, .by = "xa.authority.o2");
    CHECK(story, DUAL_CRIMINALITY, SIGNER_STATE, .by = "xa.court-1.o2");
    CHECK(story, DUAL_CRIMINALITY, SIGNER_STATE, .by = "xc.authority.o1");
    CHECK(story, DUAL_CRIMINALITY, SIGNER_KEY, .key = "nobody's key");
    CHECK(story, DUAL_CRIMINALITY, NOT_SEEN, .seen_nothing = true);
    CHECK(story, DUAL_CRIMINALITY, NOT_LOGGED, .unlogged = true);
    ACCEPTS(story, DUAL_CRIMINALITY, .by = "xb.authority.o2");
    /* The judge who compares may also approve; the reviewer's person may not compare. */
    ACCEPTS(story, DUAL_CRIMINALITY, .by = "xb.court-1.o1");
    ADD(story, DUAL_CRIMINALITY, .by = "xb.court-1.o1");
    ADD(story, RIGHTS_ASSESSMENT);
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    story_official(story, "xb.rights.o1")->person = story_official(story, "xb.court-1.o1")->person;
    story_assert_refused(story, FINDING_SAME_PERSON);
}

/* What is stated must follow: no kinder, and no harsher while it is still to be asked. */
static void a_verdict_that_does_not_follow(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_DUAL_CRIMINALITY);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_MISSTATED, .find = "\"yes\"",
          .put = "\"not-known\"");
    /* Narrower here, and the facts are not known: yes does not follow. */
    story->offence = story_named(story, "XB", "fraud-with-payment-instruments", "fraud", 72);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_MISSTATED);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_UNKNOWN);
    ACCEPTS(story, DUAL_CRIMINALITY, .find = "\"yes\"", .put = "\"not-known\"");
    /* Another crime altogether. */
    story->offence = story_named(story, "XB", "forgery-of-data", "forgery", 60);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_MISSTATED);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_NONE);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_MISSTATED, .find = "\"yes\"",
          .put = "\"not-known\"");
    /* A yes that names no offence. */
    CHECK(story, DUAL_CRIMINALITY, OFFENCE_UNKNOWN,
          .body = "{\"verdict\":\"yes\",\"reasons\":%Aee}");
    /* Appended all the same, as in a forged writ. */
    ADD(story, DUAL_CRIMINALITY);
    ADD(story, RIGHTS_ASSESSMENT);
    ADD(story, APPROVAL);
    story_assert_refused(story, FINDING_DUAL_CRIMINALITY_MISSTATED);
    assert_true(story_has(story, FINDING_NO_DUAL_CRIMINALITY));
}

/* Facts that the application states decide where the offences do not. */
static void facts_decide(void **state)
{
    struct story *story = *state;

    story->offence = story_named(story, "XB", "fraud-with-payment-instruments", "fraud", 72);
    ADD(story, APPLICATION, .find = conduct, .put = fraud_by_facts);
    for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_permitted(story);
}

/* What the executing State knows is added; where it contradicts the application nothing is known. */
static void the_executing_state_reads_the_facts(void **state)
{
    static const char reads[] = "\"conduct\":{\"authority\":\"barrier-bypassed\",\"system\":"
                                "\"connected\",\"ict_role\":\"essential\"},\"reasons\"";
    struct story *story = *state;

    story->offence = story_named(story, "XB", "fraud-with-payment-instruments", "fraud", 72);
    story_until(story, MATTER_DUAL_CRIMINALITY);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_MISSTATED);
    ADD(story, DUAL_CRIMINALITY, .find = "\"reasons\"", .put = reads);
    ADD(story, RIGHTS_ASSESSMENT);
    ADD(story, APPROVAL);
    story_assert_permitted(story);

    story_again(story);
    ADD(story, APPLICATION, .find = conduct,
        .put = "\"mens_rea\":\"dishonest-or-harmful-intent\",\"authority\":\"at most law\"");
    ADD(story, AUTHORISATION);
    ADD(story, REQUEST);
    ADD(story, RECEIPT);
    story->offence = story_named(story, "XB", "fraud-with-payment-instruments", "fraud", 72);
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_NONE); /* no barrier was overcome */
    CHECK(story, DUAL_CRIMINALITY, DUAL_CRIMINALITY_UNKNOWN, .find = "\"reasons\"", .put = reads);
}

/* Malice is the application's to show; the executing State's reading can only put it in doubt. */
static void malice_in_doubt(void **state)
{
    static const char lower[] = "\"conduct\":{\"mens_rea\":\"intent\"},\"reasons\"";
    static const char higher[] = "\"conduct\":{\"mens_rea\":\"dishonest-or-harmful-intent\"},"
                                 "\"reasons\"";
    struct story *story = *state;

    story->applied = story_named(story, "treaty", "article-5", "system-interference", 60);
    story->offence = story_named(story, "treaty", "article-5", "system-interference", 60);
    story_until(story, MATTER_DUAL_CRIMINALITY);
    ADD(story, DUAL_CRIMINALITY, .find = "\"reasons\"", .put = lower);
    story_assert_found(story, FINDING_OFFENCE_NO_MALICE, OUTCOME_ASK);
    ADD(story, DUAL_CRIMINALITY);
    story_assert_found(story, FINDING_OFFENCE_NO_MALICE, OUTCOME_NOTE);

    story_again(story);
    story->applied = story_named(story, "treaty", "article-5", "system-interference", 60);
    story->offence = story_named(story, "treaty", "article-5", "system-interference", 60);
    ADD(story, APPLICATION, .find = conduct, .put = "\"harm\":\"serious\"");
    ADD(story, AUTHORISATION);
    ADD(story, REQUEST);
    ADD(story, RECEIPT);
    ADD(story, DUAL_CRIMINALITY, .find = "\"reasons\"", .put = higher);
    story_assert_found(story, FINDING_OFFENCE_NO_MALICE, OUTCOME_ASK);
}

static void not_known_asks_until_it_is_known(void **state)
{
    static const char open[] = "{\"verdict\":\"not-known\",\"reasons\":%Aee}";
    struct story *story = *state;

    story_until(story, MATTER_DUAL_CRIMINALITY);
    ADD(story, DUAL_CRIMINALITY, .body = open);
    story_assert_refused(story, FINDING_DUAL_CRIMINALITY_UNKNOWN);
    assert_true(matter_next(&story->matter) & 1u << MATTER_DUAL_CRIMINALITY);
    CHECK(story, APPROVAL, NO_DUAL_CRIMINALITY);
    ADD(story, DUAL_CRIMINALITY);
    ADD(story, RIGHTS_ASSESSMENT);
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    /* A doubt that comes after the approval closes again. */
    ADD(story, DUAL_CRIMINALITY, .body = open);
    story_assert_refused(story, FINDING_DUAL_CRIMINALITY_UNKNOWN);
    ADD(story, DUAL_CRIMINALITY);
    story_assert_permitted(story);
}

/* None means refusal (R06), in whatever order, from whoever may compare. */
static void no_ends_the_matter(void **state)
{
    static const char none[] = "{\"verdict\":\"no\",\"reasons\":%Aee}";
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, DUAL_CRIMINALITY, .body = none, .by = "xa.authority.o1");
    ADD(story, DUAL_CRIMINALITY, .body = none, .by = "xb.rights.o1");
    ADD(story, DUAL_CRIMINALITY, .body = none, .key = "nobody's key");
    story_assert_permitted(story);
    ADD(story, DUAL_CRIMINALITY, .body = none, .unlogged = true);
    story_assert_refused(story, FINDING_DUAL_CRIMINALITY_NONE);
    assert_int_equal(matter_next(&story->matter), 0);
    ADD(story, DUAL_CRIMINALITY);
    ADD(story, APPROVAL);
    story_assert_refused(story, FINDING_DUAL_CRIMINALITY_NONE);
    CHECK(story, REQUEST, DUAL_CRIMINALITY_NONE);
}

static void the_approval_rests_on_what_was_compared(void **state)
{
    struct story *story = *state;
    const char *compared = story->offence;
    const char *other = story_named(story, "treaty", "article-8", "fraud", 60);

    story_until(story, MATTER_APPROVAL);
    story->offence = other;
    CHECK(story, APPROVAL, NO_DUAL_CRIMINALITY);
    /* A comparison with another offence after the approval takes its ground away. */
    story->offence = compared;
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    story->offence = other;
    ADD(story, DUAL_CRIMINALITY);
    story_assert_refused(story, FINDING_NO_DUAL_CRIMINALITY);
    ADD(story, APPROVAL);
    story_assert_permitted(story);
}

/* One that the court has not seen, one of another matter, and the same again. */
static void a_comparison_out_of_place(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_RECEIPT + 1);
    story->chain = "XA-2026-000018";
    CHECK(story, DUAL_CRIMINALITY, CHAIN_BROKEN);
    story->chain = "XA-2026-000017";
    ADD(story, RIGHTS_ASSESSMENT);
    CHECK(story, APPROVAL, NO_DUAL_CRIMINALITY);
    ADD(story, DUAL_CRIMINALITY);
    CHECK(story, APPROVAL, CHAIN_BROKEN, .prev = &story->filed[4], .seq = 4);
    ADD(story, APPROVAL);
    story->filed[story->count] = story->filed[5];
    matter_fold(&story->terms, story->filed, story->count + 1, &story->matter);
    assert_true(story->matter.permitted);
}

/* Where the rulebooks do not demand it (a preservation, R06), and in one State alone. */
static void where_it_is_not_demanded(void **state)
{
    struct story *story = *state;

    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-03-01\ntitle = As the floor\n");
    story->floor.limits[MEASURE_CONTENT][PARAMETER_DUAL_CRIMINALITY] = 0;
    for (int i = 0; i < 2; i++)
        for (size_t b = 0; b < story->states[i].book_count; b++)
            story->states[i].books[b].limits[MEASURE_CONTENT][PARAMETER_DUAL_CRIMINALITY] = 0;
    for (unsigned act = MATTER_APPLICATION; act <= MATTER_APPROVAL; act++)
        if (act != MATTER_DUAL_CRIMINALITY)
            story_add(story, act, (struct step){0});
    story_assert_permitted(story);
    assert_true(matter_spares(&story->matter) & 1u << MATTER_DUAL_CRIMINALITY);
    /* Looked for all the same, what is found counts. */
    ADD(story, DUAL_CRIMINALITY, .body = "{\"verdict\":\"not-known\",\"reasons\":%Aee}");
    story_assert_refused(story, FINDING_DUAL_CRIMINALITY_UNKNOWN);
    /* One State that demands it is enough. */
    story->states[1].books[0].limits[MEASURE_CONTENT][PARAMETER_DUAL_CRIMINALITY] = 1;
    story_assert_refused(story, FINDING_NO_DUAL_CRIMINALITY);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_compares),
        TEST(a_verdict_that_does_not_follow),
        TEST(facts_decide),
        TEST(the_executing_state_reads_the_facts),
        TEST(malice_in_doubt),
        TEST(not_known_asks_until_it_is_known),
        TEST(no_ends_the_matter),
        TEST(the_approval_rests_on_what_was_compared),
        TEST(a_comparison_out_of_place),
        TEST(where_it_is_not_demanded),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
