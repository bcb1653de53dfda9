/* What an order reaches: every member of a scope, for every act; targets, offences, recipients, and
 * the limits of the rulebooks. */
#include "test.h"

#include "matter/story.h"

static const enum matter_act scoped[] = {MATTER_AUTHORISATION, MATTER_REQUEST, MATTER_APPROVAL};

static const struct {
    const char *member, *find, *put;
} wider[] = {
    {"measure", "\"measure\":\"content\"", "\"measure\":\"traffic\""},
    {"provider", "xb.mailhaus", "xb.otherhaus"},
    {"accounts", "[\"suspect@", "[\"other@mailhaus.example\",\"suspect@"},
    {"accounts", "suspect@mailhaus", "other@mailhaus"},
    {"accounts", "suspect@mailhaus", "Suspect@mailhaus"},
    {"accounts", "suspect@mailhaus", "suspect+x@mailhaus"}, /* counted as one, never reached as one */
    {"categories", "\"traffic\",\"content\"", "\"traffic\",\"content\",\"subscriber\""},
    {"from", "2026-10-01T00:00:00Z", "2026-09-30T23:59:59Z"},
    {"to", "2026-11-01T00:00:00Z", "2026-11-01T00:00:01Z"},
    {"until", "2026-12-10T00:00:00Z", "2026-12-10T00:00:01Z"},
};

static void widened(void **state)
{
    struct story *story = *state;

    for (size_t i = 0; i < sizeof scoped / sizeof *scoped; i++) {
        story_until(story, scoped[i]);
        for (size_t j = 0; j < sizeof wider / sizeof *wider; j++) {
            struct step step = {.find = wider[j].find, .put = wider[j].put};
            struct findings findings = {.count = 0};
            struct filed draft;
            bool named = false;

            story_assert_check(story, scoped[i], step, FINDING_SCOPE_WIDENED);
            story_draft(story, scoped[i], step, &draft);
            matter_check(&story->terms, story->filed, story->count, &draft, &findings);
            for (size_t k = 0; k < findings.count; k++)
                named = named || (findings.items[k].code == FINDING_SCOPE_WIDENED &&
                                  slice_is(findings.items[k].value.text, wider[j].member));
            assert_true(named);
            statement_free(&draft.statement);
            /* Appended all the same, as in a forged writ. */
            story_add(story, scoped[i], step);
            for (unsigned act = scoped[i] + 1; act <= MATTER_APPROVAL; act++)
                story_add(story, act, (struct step){0});
            story_assert_refused(story, FINDING_SCOPE_WIDENED);
            story_end(story);
            story_begin(story, false);
            story_until(story, scoped[i]);
        }
        story_end(story);
        story_begin(story, false);
    }
}

/* Each act may narrow; what is permitted is what all have in common. */
static void intersection(void **state)
{
    struct story *story = *state;
    const struct scope *scope = &story->matter.permit.scope;

    ADD(story, APPLICATION);
    ADD(story, AUTHORISATION, .find = "2026-10-01T00:00:00Z", .put = "2026-10-02T00:00:00Z");
    CHECK(story, REQUEST, SCOPE_WIDENED);
    ADD(story, REQUEST, .find = "2026-10-01T00:00:00Z", .put = "2026-10-03T00:00:00Z",
        .find2 = "2026-12-10T00:00:00Z", .put2 = "2026-12-09T00:00:00Z");
    ADD(story, RECEIPT);
    ADD(story, DUAL_CRIMINALITY);
    ADD(story, RIGHTS_ASSESSMENT);
    CHECK(story, APPROVAL, SCOPE_WIDENED, .find = "2026-10-01T00:00:00Z",
          .put = "2026-10-03T00:00:00Z");
    ADD(story, APPROVAL, .find = "2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z",
        .put = "2026-10-03T00:00:00Z\",\"to\":\"2026-10-20T00:00:00Z",
        .find2 = "2026-12-10T00:00:00Z", .put2 = "2026-12-08T00:00:00Z");
    story_assert_permitted(story);
    assert_int_equal(scope->from, instant_civil(2026, 10, 3, 0, 0, 0));
    assert_int_equal(scope->to, instant_civil(2026, 10, 20, 0, 0, 0));
    assert_int_equal(scope->until, instant_civil(2026, 12, 8, 0, 0, 0));
    /* A later narrowing that the court has not seen counts, too. */
    ADD(story, AUTHORISATION, .find = "2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z",
        .put = "2026-10-03T00:00:00Z\",\"to\":\"2026-10-10T00:00:00Z",
        .find2 = "2026-12-10T00:00:00Z", .put2 = "2026-12-01T00:00:00Z");
    story_assert_permitted(story);
    assert_int_equal(scope->to, instant_civil(2026, 10, 10, 0, 0, 0));
    assert_int_equal(scope->until, instant_civil(2026, 12, 1, 0, 0, 0));
    story->clock = instant_civil(2026, 12, 1, 0, 0, 0);
    story_assert_refused(story, FINDING_EXPIRED);
}

static void disjoint(void **state)
{
    struct story *story = *state;

    story->scope = "{\"measure\":\"content\",\"provider\":\"xb.mailhaus\",\"accounts\":"
                   "[\"suspect@mailhaus.example\"],\"categories\":[\"traffic\",\"content\"],"
                   "\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\","
                   "\"until\":\"2026-12-10T00:00:00Z\"}";
    story_until(story, MATTER_APPROVAL);
    ADD(story, APPROVAL, .find = "2026-11-01", .put = "2026-10-10");
    /* Not in view of each other, and nothing in common. */
    ADD(story, AUTHORISATION, .find = "2026-10-01", .put = "2026-10-20", .seen = story->filed + 5);
    story_assert_refused(story, FINDING_SCOPE_EMPTY);
}

/* A scope must state every member: an absent one is an error, never "all". */
static void absent_member(void **state)
{
    static const struct {
        const char *find, *put;
    } cuts[] = {
        {"\"measure\":\"content\",", ""},
        {"\"provider\":\"xb.mailhaus\",", ""},
        {"\"accounts\":[\"suspect@mailhaus.example\"],\"categories\"", "\"categories\""},
        {"\"categories\":[\"traffic\",\"content\"],", ""},
        {"\"from\":\"2026-10-01T00:00:00Z\",", ""},
        {"\"to\":\"2026-11-01T00:00:00Z\",", ""},
        {",\"until\":\"2026-12-10T00:00:00Z\"", ""},
        {"[\"suspect@mailhaus.example\"],\"categories\"", "[],\"categories\""},
        {"[\"traffic\",\"content\"]", "[]"},
        {"[\"traffic\",\"content\"]", "[\"traffic\",\"traffic\"]"},
        {"[\"traffic\",\"content\"]", "\"all\""},
        {"[\"traffic\",\"content\"]", "[\"all\"]"},
        {"\"2026-10-01T00:00:00Z\"", "null"},
        {"\"2026-10-01T00:00:00Z\"", "\"\""},
        {"\"2026-10-01T00:00:00Z\"", "\"2026-10-01\""},
        {"\"measure\":\"content\"", "\"measure\":\"any\""},
        {"\"measure\":\"content\",", "\"measure\":\"content\",\"also\":1,"},
    };
    static const enum matter_act acts[] = {MATTER_APPLICATION, MATTER_AUTHORISATION, MATTER_REQUEST,
                                           MATTER_APPROVAL};
    const struct act_table *tables[] = {&matter_acts};
    struct story *story = *state;

    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        for (size_t j = 0; j < sizeof cuts / sizeof *cuts; j++) {
            struct error error = {0};
            struct statement statement;
            struct slice payload = story_payload(
                story, acts[i], (struct step){.find = cuts[j].find, .put = cuts[j].put});

            if (statement_parse(payload, tables, 1, &statement, &error))
                fail_msg("accepted: %.*s", SLICE_ARG(payload));
            assert_non_null(strstr(error.where, "scope"));
        }
    }
}

static void accounts_are_specific(void **state)
{
    static const char *const accounts[] = {
        "*@mailhaus.example",        "mailhaus.example",
        "@mailhaus.example",         "suspect@",
        "suspect@mailhaus",          "suspect@MAILHAUS.example",
        "a b@mailhaus.example",      "a@b@mailhaus.example",
        "s*@mailhaus.example",       "suspect@*.example",
        "suspect@mailhaus..example", "suspect@mailhaus.example."};
    struct story *story = *state;

    for (size_t i = 0; i < sizeof accounts / sizeof *accounts; i++) {
        struct slice both = arena_format(&story->arena, "%s", accounts[i]);

        CHECK(
            story, APPLICATION, ACCOUNT_NOT_SPECIFIC, .find = "suspect@mailhaus.example",
            .put = (const char *)both.data, .find2 = "\"accounts\":[\"suspect@mailhaus.example",
            .put2 =
                (const char *)arena_format(&story->arena, "\"accounts\":[\"%s", accounts[i]).data);
    }
    CHECK(story, APPLICATION, SCOPE_EMPTY, .find = "2026-11-01T00:00:00Z",
          .put = "2026-10-01T00:00:00Z");
    CHECK(story, APPLICATION, SCOPE_EMPTY, .find = "2026-11-01T00:00:00Z",
          .put = "2026-09-01T00:00:00Z");
}

static void targets(void **state)
{
    static const char third[] =
        "{\"role\":\"third-party\",\"accounts\":[\"suspect@mailhaus.example\"],\"suspicion\"";
    struct story *story = *state;
    const char *two = "\"accounts\":[\"suspect@mailhaus.example\",\"other@mailhaus.example\"],";
    const char *one = "\"accounts\":[\"suspect@mailhaus.example\"],";
    const char *categories = "\"categories\"", *suspicion = "\"suspicion\"";
    struct slice find = arena_format(&story->arena, "%s%s", one, categories);
    struct slice put = arena_format(&story->arena, "%s%s", two, categories);
    struct slice find2 = arena_format(&story->arena, "%s%s", one, suspicion);
    struct slice put2 = arena_format(&story->arena, "%s%s", two, suspicion);

    CHECK(story, APPLICATION, TARGET_MISSING, .find = (const char *)find.data,
          .put = (const char *)put.data);
    CHECK(story, APPLICATION, TARGET_MISSING, .find = (const char *)find2.data,
          .put = (const char *)put2.data);
    ACCEPTS(story, APPLICATION, .find = (const char *)find.data, .put = (const char *)put.data,
            .find2 = (const char *)find2.data, .put2 = (const char *)put2.data);
    /* A third party without a justification, a suspect without facts. */
    CHECK(story, APPLICATION, LIMIT,
          .find = "{\"role\":\"suspect\",\"accounts\":[\"suspect@mailhaus.example\"],\"suspicion\"",
          .put = third);
    CHECK(story, APPLICATION, LIMIT, .find = "\"suspicion\":{", .put = "\"justification\":{");
}

/* The limits of the meet: each fact just kept, and just not. */
static void limits(void **state)
{
    struct story *story = *state;
    const char *applied = story->applied;

    story->applied = story_named(story, "XA", "sale-of-credentials", "device-misuse", 60);
    ACCEPTS(story, APPLICATION);
    story->applied = story_named(story, "XA", "tools-for-crime", "device-misuse", 48);
    CHECK(story, APPLICATION, LIMIT);
    story->applied = applied;
    ACCEPTS(story, APPLICATION, .find = "2026-12-10T00:00:00Z", .put = "2026-12-13T10:00:00Z");
    CHECK(story, APPLICATION, LIMIT, .find = "2026-12-10T00:00:00Z", .put = "2026-12-13T10:00:01Z");
    ACCEPTS(story, APPLICATION, .find = "2026-10-01T00:00:00Z", .put = "1976-11-22T10:00:00Z");
    CHECK(story, APPLICATION, LIMIT, .find = "2026-10-01T00:00:00Z", .put = "1976-11-22T09:59:59Z");
    CHECK(story, APPLICATION, LIMIT, .find = "\"content\"]", .put = "\"content\",\"subscriber\"]");
    CHECK(story, APPLICATION, LIMIT, .find = "\"measure\":\"content\"",
          .put = "\"measure\":\"search\"");
    story_until(story, MATTER_APPROVAL);
    CHECK(story, APPROVAL, LIMIT, .find = ",\"intimate\"", .put = "");
    story->offence = story_named(story, "XB", "preparation", "device-misuse", 24);
    CHECK(story, APPROVAL, LIMIT);
}

/* P1: each text that the measure wants, and one that a State alone wants. */
static void further_statements(void **state)
{
    static const char *const wanted[] = {"\"sought\"",        "\"earlier_applications\"",
                                         "\"third_parties\"", "\"privilege_plan\"",
                                         "\"minimisation\"",  "\"notice_plan\""};
    struct story *story = *state;

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        CHECK(story, APPLICATION, LIMIT, .find = wanted[i], .put = "\"protocol\"");
        ACCEPTS(story, APPLICATION, .find = "\"protected_activity\"",
                .put =
                    "\"protocol\":{\"sha256\":\"0000000000000000000000000000000000000000000000000"
                    "000000000000000\",\"length\":90,\"language\":\"en\"},"
                    "\"protected_activity\"");
    }
    story_rulebook(story, "XB",
                   "[rulebook]\nstate = XB\nfrom = 2026-02-01\ntitle = More\n\n[content]\n"
                   "statements = {sought, earlier-applications, third-parties, privilege-plan, "
                   "minimisation, notice-plan, technical}\n");
    CHECK(story, APPLICATION, LIMIT);
    ACCEPTS(story, APPLICATION, .find = "\"protected_activity\"",
            .put = "\"technical\":{\"sha256\":\"00000000000000000000000000000000000000000000000000"
                   "00000000000000\",\"length\":90,\"language\":\"en\"},\"protected_activity\"");
}

/* What was within the window when it was applied for may be approved days later. */
static void window_counts_from_the_application(void **state)
{
    struct story *story = *state;

    story->scope = "{\"measure\":\"content\",\"provider\":\"xb.mailhaus\",\"accounts\":"
                   "[\"suspect@mailhaus.example\"],\"categories\":[\"traffic\",\"content\"],"
                   "\"from\":\"1976-11-22T10:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\","
                   "\"until\":\"2026-12-10T00:00:00Z\"}";
    ADD(story, APPLICATION);
    for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++) {
        story->clock += 2 * DAY;
        story_add(story, act, (struct step){0});
    }
    story_assert_permitted(story);
}

static void recipients(void **state)
{
    struct story *story = *state;
    struct recipient *police = story_recipient(story, "xa.police.r1");
    struct recipient *filter = story_recipient(story, "xb.filter.r1");
    struct state_register *xb = &story_state(story, "XB")->state_register;
    struct office *office = (struct office *)(uintptr_t)register_office(xb, SLICE("xb.filter"));
    struct age_recipient key = filter->key;
    instant legal;

    story_until(story, MATTER_APPROVAL);
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN, .find = "xa.police.r1", .put = "xa.police.r2");
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN, .find = "xa.police.r1", .put = "xc.police.r1");
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN, .find = "xa.police.r1", .put = "xa.filter.r1");
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN, .find = "xb.filter.r1", .put = "xb.police.r1");
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN, .find = "xb.filter.r1", .put = "xc.filter.r1");
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN, .find = "[\"xb.filter.r1\"]",
          .put = "[\"xb.filter.r1\",\"xb.filter.r9\"]");
    ACCEPTS(story, APPROVAL, .find = "xb.filter.r1", .put = "xa.filter.r1");
    filter->key = police->key;
    CHECK(story, APPROVAL, KEY_SHARED);
    filter->key = key;
    office->roles |= 1u << ROLE_INVESTIGATOR;
    CHECK(story, APPROVAL, RECIPIENT_UNKNOWN);
    office->roles = 1u << ROLE_FILTER;
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    legal = filed_legal(&story->filed[6]);
    police->until = legal;
    story_assert_refused(story, FINDING_RECIPIENT_UNKNOWN);
    police->until = story->clock;
    story_assert_refused(story, FINDING_RECIPIENT_UNKNOWN);
    police->until = story->clock + 1;
    story_assert_permitted(story);
    filter->from = legal + 1;
    story_assert_refused(story, FINDING_RECIPIENT_UNKNOWN);
    filter->from = legal;
    story_assert_permitted(story);
}

static void tightened_later(void **state)
{
    struct story *story = *state;
    instant from = instant_civil(2026, 11, 25, 0, 0, 0);

    story_rulebook(story, "XB",
                   "[rulebook]\nstate = XB\nfrom = 2026-11-25\ntitle = Later\n\n[content]\n"
                   "penalty = 8 years\n");
    story_until(story, MATTER_APPROVAL + 1);
    story->clock = from - 1;
    story_assert_permitted(story);
    story->clock = from;
    story_assert_refused(story, FINDING_LIMIT);
}

/* A rulebook that is looser than the one in force at the application changes nothing. */
static void loosened_later(void **state)
{
    struct story *story = *state;

    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-11-01\ntitle = Looser again\n");
    story->applied = story_named(story, "XA", "tools-for-crime", "device-misuse", 48);
    story->clock = instant_civil(2026, 10, 31, 22, 0, 0);
    CHECK(story, APPLICATION, LIMIT);
    story->clock = instant_civil(2026, 11, 1, 0, 0, 0);
    ACCEPTS(story, APPLICATION, .find = "2026-12-10", .put = "2026-11-15");
}

static void no_rulebook(void **state)
{
    struct story *story = *state;

    story->states[1].books[0].from = story->clock + 3 * HOUR;
    story_until(story, MATTER_APPROVAL + 1);
    story_assert_refused(story, FINDING_RULEBOOK_MISSING);
    story->known[1].rulebook_count = 0;
    story_assert_refused(story, FINDING_RULEBOOK_MISSING);
}

static void third_state(void **state)
{
    struct story *story = *state;

    ADD(story, APPLICATION, .find = "xb.mailhaus", .put = "xc.mailhaus");
    story_fold(story);
    assert_string_equal(story->matter.state[1], "XC");
    CHECK(story, RECEIPT, SIGNER_STATE);
    CHECK(story, SUSPENSION, SIGNER_STATE);
    ACCEPTS(story, SUSPENSION, .by = "xc.court-1.o1");
    CHECK(story, AUTHORISATION, SCOPE_WIDENED);
}

/* Across matters: exactly at the floor's cap, and one above; a number that no product with seconds
 * could hold. */
static void caps_across_matters(void **state)
{
    static const char *const caps[][3] = {
        {"\"case_targets\":1", "\"case_targets\":30", "\"case_targets\":31"},
        {"\"account_matters\":1", "\"account_matters\":8", "\"account_matters\":9"},
        {"\"person_matters\":1", "\"person_matters\":16", "\"person_matters\":17"},
        {"\"days\":50", "\"days\":180", "\"days\":181"},
        {"\"days\":50", "\"days\":180", "\"days\":9007199254740991"},
    };
    struct story *story = *state;

    for (size_t i = 0; i < sizeof caps / sizeof *caps; i++) {
        ACCEPTS(story, APPLICATION, .find = caps[i][0], .put = caps[i][1]);
        CHECK(story, APPLICATION, LIMIT, .find = caps[i][0], .put = caps[i][2]);
    }
    CHECK(story, APPLICATION, TALLY_MISSTATED, .find = "\"days\":50", .put = "\"days\":17");
    ACCEPTS(story, APPLICATION, .find = "\"days\":50", .put = "\"days\":18");
    CHECK(story, APPLICATION, TALLY_MISSTATED, .find = "\"case_targets\":1",
          .put = "\"case_targets\":0");
}

/* A writ is refused offline, too: the numbers are in the application. */
static void a_cap_that_was_passed_stays_so(void **state)
{
    struct story *story = *state;

    ADD(story, APPLICATION, .find = "\"account_matters\":1", .put = "\"account_matters\":9");
    for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_refused(story, FINDING_LIMIT);
    assert_true(story_has(story, FINDING_NO_APPLICATION));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(widened),
        TEST(intersection),
        TEST(disjoint),
        TEST(absent_member),
        TEST(accounts_are_specific),
        TEST(targets),
        TEST(limits),
        TEST(further_statements),
        TEST(window_counts_from_the_application),
        TEST(recipients),
        TEST(tightened_later),
        TEST(loosened_later),
        TEST(no_rulebook),
        TEST(third_state),
        TEST(caps_across_matters),
        TEST(a_cap_that_was_passed_stays_so),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
