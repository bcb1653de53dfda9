/* The rulebooks over a whole matter: each parameter changed alone changes a finding; what the
 * parameters of time, authority and grounds keep out; what only preserves; clocks and deferrals. */
#include "test.h"

#include "matter/story.h"

/* One parameter over the story, `act` told as in `step`, the rest as it is, judged so long after.
 * Under `loose` no finding names it, under `tight` one does. */
struct row {
    int64_t loose, tight;
    enum matter_act act;
    struct step step;
    enum matter_act end; /* the first act that is not told */
    int64_t late;
    bool elsewhere; /* of a writ, a register or the texts at the court: tests/writ, tests/matter */
};

#define ALL_GROUNDS ((INT64_C(1) << GROUND_COUNT) - 1)
#define MASK(bit)   (INT64_C(1) << (bit))

static const struct row rows[PARAMETER_COUNT] = {
    [PARAMETER_AVAILABLE] = {1, 0},
    [PARAMETER_JUDGES] = {1, 2},
    [PARAMETER_AUTHORITY] = {MASK(ROLE_JUDGE), MASK(ROLE_CENTRAL_AUTHORITY)},
    [PARAMETER_APPROVAL] = {0, 1, .end = MATTER_APPROVAL},
    [PARAMETER_DUAL_CRIMINALITY] = {0,
                                    1,
                                    MATTER_DUAL_CRIMINALITY,
                                    {.body = "{\"verdict\":\"not-known\",\"reasons\":%Aee}"}},
    [PARAMETER_PENALTY] = {60, 61},
    [PARAMETER_OFFENCES] = {MASK(OFFENCE_FRAUD), MASK(OFFENCE_ACCESS)},
    [PARAMETER_DURATION] = {18, 17},
    [PARAMETER_WINDOW] = {2, 1},
    [PARAMETER_PERIOD] = {2, 1},
    [PARAMETER_TARGETS] = {1, 0},
    [PARAMETER_CASE_TARGETS] = {1, 0},
    [PARAMETER_ACCOUNT_MATTERS] = {1, 0},
    [PARAMETER_PERSON_MATTERS] = {1, 0},
    [PARAMETER_TOTAL] = {50, 49},
    [PARAMETER_THIRD_PARTIES] = {1,
                                 0,
                                 MATTER_APPLICATION,
                                 {.find = "suspect\",\"accounts",
                                  .put = "third-party\",\"accounts"}},
    [PARAMETER_ACCOUNTS] = {1, 0},
    [PARAMETER_SUSPICION] = {0,
                             1,
                             MATTER_APPLICATION,
                             {.find = "\"suspicion\"", .put = "\"justification\""}},
    [PARAMETER_CATEGORIES] = {MASK(CATEGORY_TRAFFIC) | MASK(CATEGORY_CONTENT),
                              MASK(CATEGORY_TRAFFIC)},
    [PARAMETER_PRIVILEGED] = {MASK(PRIVILEGE_LAWYER),
                              MASK(PRIVILEGE_LAWYER) | MASK(PRIVILEGE_COUNSELLING),
                              MATTER_APPROVAL,
                              {.find = "\"counselling\",", .put = ""}},
    [PARAMETER_GROUNDS] = {0,
                           MASK(GROUND_R07),
                           MATTER_RIGHTS_ASSESSMENT,
                           {.find = "\"R07\",", .put = ""}},
    [PARAMETER_REFUSE_ON] = {ALL_GROUNDS & ~MASK(GROUND_R11),
                             ALL_GROUNDS,
                             MATTER_RIGHTS_ASSESSMENT,
                             {.find = "\"answers\"", .put = "\"noted\":[\"R11\"],\"answers\""}},
    [PARAMETER_STATEMENTS] = {MASK(STATEMENT_SOUGHT),
                              MASK(STATEMENT_SOUGHT) | MASK(STATEMENT_OBSERVER)},
    [PARAMETER_ACKNOWLEDGE] = {7, 6, .end = MATTER_RECEIPT, .late = 7 * DAY - 2 * HOUR},
    [PARAMETER_DECIDE] = {30, 29, .end = MATTER_APPROVAL, .late = 30 * DAY - 3 * HOUR},
    [PARAMETER_FRESHNESS] = {.elsewhere = true},
    [PARAMETER_SKEW] = {1, 0},
    [PARAMETER_DELAY] = {.elsewhere = true},
    [PARAMETER_WORDS] = {.elsewhere = true},
    [PARAMETER_OVERLAP] = {.elsewhere = true},
};

static void set_limit(struct story *story, enum parameter parameter, int64_t limit)
{
    story->floor.limits[MEASURE_CONTENT][parameter] = limit;
    story->states[0].books[0].limits[MEASURE_CONTENT][parameter] = limit;
    story->states[1].books[0].limits[MEASURE_CONTENT][parameter] = limit;
}

static bool names(const struct findings *findings, const char *rule)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].rule && strcmp(findings->items[i].rule, rule) == 0 &&
            findings->items[i].whose == (WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING))
            return true;
    return false;
}

/* Whether a finding of the matter names the parameter, under this limit of it. */
static bool is_named(enum parameter parameter, int64_t limit)
{
    static struct story story;
    const struct row *row = &rows[parameter];
    const char *rule = parameter_name(MEASURE_CONTENT, parameter);
    unsigned end = row->end ? row->end : MATTER_APPROVAL + 1;
    bool named;

    story_begin(&story, false);
    if (parameter == PARAMETER_PERIOD)
        story.scope = "{\"measure\":\"content\",\"provider\":\"xb.mailhaus\",\"accounts\":"
                      "[\"suspect@mailhaus.example\"],\"categories\":[\"content\"],"
                      "\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-24T00:00:00Z\","
                      "\"until\":\"2026-12-10T00:00:00Z\"}";
    set_limit(&story, parameter, limit);
    for (unsigned act = MATTER_APPLICATION; act < end; act++)
        story_add(&story, act, act == row->act ? row->step : (struct step){0});
    story.clock += row->late;
    story_fold(&story);
    named = names(&story.matter.open, rule) || names(&story.matter.statements, rule);
    story_end(&story);
    return named;
}

static void each_parameter_alone_changes_a_finding(void **state)
{
    (void)state;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        const struct row *row = &rows[p];

        if (row->elsewhere)
            continue;
        if (row->loose == row->tight)
            fail_msg("%s has no row", parameter_name(MEASURE_CONTENT, p));
        if (is_named(p, row->loose))
            fail_msg("%s: the loose limit is named", parameter_name(MEASURE_CONTENT, p));
        if (!is_named(p, row->tight))
            fail_msg("%s: the tight limit is not named", parameter_name(MEASURE_CONTENT, p));
    }
}

/* ---- the period ---- */

/* Adds the further texts that preservation and interception need to the application. */
static void add_texts(struct story *story)
{
    const char *body = story->bodies[MATTER_APPLICATION];
    const char *place = strstr(body, "\"protected_activity\"");

    assert_non_null(place);
    story->bodies[MATTER_APPLICATION] =
        (const char *)arena_format(
            &story->arena, "%.*s\"custodian\":%%Af1,\"follow_up\":%%Af2,\"technical\":%%Af3,%s",
            (int)(place - body), body, place)
            .data;
}

static const char *scope_of(struct story *story, const char *measure, const char *categories,
                            const char *from, const char *to)
{
    return (const char *)arena_format(
               &story->arena,
               "{\"measure\":\"%s\",\"provider\":\"xb.mailhaus\",\"accounts\":"
               "[\"suspect@mailhaus.example\"],\"categories\":[%s],\"from\":\"%s\",\"to\":\"%s\","
               "\"until\":\"2026-12-10T00:00:00Z\"}",
               measure, categories, from, to)
        .data;
}

/* An order for what is stored must not become an interception, at a lower threshold, by reaching
 * into the future: not by a second, and not by dating the application ahead. */
static void what_is_stored_does_not_reach_into_the_future(void **state)
{
    static const char *const measures[][2] = {{"preservation", "\"content\""},
                                              {"subscriber", "\"subscriber\""},
                                              {"identity", "\"identity\""},
                                              {"traffic", "\"traffic\""},
                                              {"content", "\"content\""}};
    struct story *story = *state;

    add_texts(story);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        story->scope = scope_of(story, measures[i][0], measures[i][1], "2026-10-01T00:00:00Z",
                                "2026-11-22T10:00:00Z");
        if (strcmp(measures[i][0], "subscriber") == 0 || strcmp(measures[i][0], "identity") == 0)
            ACCEPTS(story, APPLICATION, .find = "2026-12-10", .put = "2026-12-05");
        else
            ACCEPTS(story, APPLICATION);
        story->scope = scope_of(story, measures[i][0], measures[i][1], "2026-10-01T00:00:00Z",
                                "2026-11-22T10:00:01Z");
        CHECK(story, APPLICATION, LIMIT);
        story->scope = scope_of(story, measures[i][0], measures[i][1], "2026-10-01T00:00:00Z",
                                "2026-11-22T20:00:00Z");
        CHECK(story, APPLICATION, LIMIT, .at = story->clock + 10 * HOUR, .late = -10 * HOUR);
    }
}

/* A grant that comes days later still reaches to where the application does, and no further. */
static void the_period_of_what_is_stored_counts_from_the_application(void **state)
{
    struct story *story = *state;

    story->scope =
        scope_of(story, "content", "\"content\"", "2026-10-01T00:00:00Z", "2026-11-22T10:00:00Z");
    ADD(story, APPLICATION);
    story->clock += 5 * DAY;
    ACCEPTS(story, AUTHORISATION);
    CHECK(story, AUTHORISATION, LIMIT, .find = "2026-11-22T10:00:00Z",
          .put = "2026-11-22T10:00:01Z");
}

/* Data to come: nothing of the past, and 30 days from each decision. */
static void prospective_measures_reach_thirty_days_on(void **state)
{
    static const char *const measures[][2] = {{"realtime", "\"traffic\""},
                                              {"interception", "\"content\""}};
    struct story *story = *state;

    for (size_t i = 0; i < 2; i++) {
        story_end(story);
        story_begin(story, false);
        add_texts(story);
        story->applied = story_named(story, "XA", "data-damage", "data-interference", 72);
        story->scope = scope_of(story, measures[i][0], measures[i][1], "2026-11-22T10:00:00Z",
                                "2026-12-22T10:00:00Z");
        ACCEPTS(story, APPLICATION);
        CHECK(story, APPLICATION, LIMIT, .find = "12-22T10:00:00", .put = "12-22T10:00:01");
        CHECK(story, APPLICATION, LIMIT, .find = "11-22T10:00:00", .put = "11-22T09:59:59");
    }
    story_end(story);
    story_begin(story, false);
    story->scope =
        scope_of(story, "realtime", "\"traffic\"", "2026-11-22T10:00:00Z", "2026-12-22T10:00:00Z");
    story_until(story, MATTER_APPROVAL + 1);
    story_assert_permitted(story);
}

/* ---- who may authorise, and what only preserves ---- */

static const char by_authority[] =
    "{\"decision\":\"grant\",\"scope\":%S,\"exclusions\":\"no-indication\",\"serious\":%A77,"
    "\"reasons\":%A88}";

static void preserve(struct story *story)
{
    add_texts(story);
    story->scope = scope_of(story, "preservation", "\"traffic\",\"content\"",
                            "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z");
}

static void a_central_authority_authorises_only_what_discloses_nothing(void **state)
{
    static const char ask[] = "{\"decision\":\"ask\",\"reasons\":%A88}";
    struct story *story = *state;

    ADD(story, APPLICATION);
    CHECK(story, AUTHORISATION, LIMIT, .by = "xa.authority.o2");
    CHECK(story, AUTHORISATION, LIMIT, .by = "xa.authority.o2", .body = ask);
    ACCEPTS(story, AUTHORISATION, .body = ask);
    ADD(story, AUTHORISATION, .by = "xa.authority.o2");
    for (unsigned act = MATTER_REQUEST; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_refused(story, FINDING_NO_JUDGE);
    story_end(story);
    story_begin(story, false);
    preserve(story);
    ADD(story, APPLICATION);
    CHECK(story, AUTHORISATION, SIGNER_ROLE, .by = "xa.prosecution.o2", .body = by_authority);
    CHECK(story, AUTHORISATION, SIGNER_STATE, .by = "xb.authority.o2", .seq = 1);
    ADD(story, AUTHORISATION, .by = "xa.authority.o2");
    CHECK(story, REQUEST, SAME_PERSON, .by = "xa.authority.o2");
    for (unsigned act = MATTER_REQUEST; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_permitted(story);
}

/* One State's rulebook is enough to keep preservation for judges (M3). */
static void every_rulebook_must_let_the_authority(void **state)
{
    struct story *story = *state;

    story_rulebook(story, "XB",
                   "[rulebook]\nstate = XB\nfrom = 2026-02-01\ntitle = Judges\n\n[preservation]\n"
                   "authority = {judge}\n");
    preserve(story);
    ADD(story, APPLICATION);
    CHECK(story, AUTHORISATION, LIMIT, .by = "xa.authority.o2");
    ACCEPTS(story, AUTHORISATION);
}

static void preservation_discloses_nothing(void **state)
{
    struct story *story = *state;

    preserve(story);
    story_until(story, MATTER_APPROVAL + 1);
    story_assert_permitted(story);
    assert_int_equal(story->matter.obligation_count, 0);
    assert_int_equal(matter_next(&story->matter), 0);
    CHECK(story, PRODUCTION, DISCLOSES_NOTHING);
    /* Nor does another measure's scope in a later act turn it into something else. */
    story->scope =
        scope_of(story, "content", "\"content\"", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z");
    CHECK(story, APPROVAL, SCOPE_WIDENED);
    CHECK(story, REQUEST, SCOPE_WIDENED);
}

/* ---- grounds ---- */

/* What a rulebook refuses on cannot be noted and passed on to the court. */
static void a_ground_of_refuse_on_bars_the_approval(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_RIGHTS_ASSESSMENT);
    CHECK(story, RIGHTS_ASSESSMENT, LIMIT, .find = "\"answers\"",
          .put = "\"noted\":[\"R03\"],\"answers\"");
    CHECK(story, RIGHTS_ASSESSMENT, LIMIT, .find = "\"answers\"",
          .put = "\"noted\":[\"R11\",\"R03\"],\"answers\"", .find2 = "clear", .put2 = "unknown");
    ADD(story, RIGHTS_ASSESSMENT, .find = "\"answers\"", .put = "\"noted\":[\"R11\"],\"answers\"");
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    story_rulebook(story, "XB",
                   "[rulebook]\nstate = XB\nfrom = 2026-11-23\ntitle = Minors\n\n[content]\n"
                   "refuse-on = {R02, R03, R04, R05, R06, R07, R08, R09, R10, R11, R14, R16}\n");
    story_assert_permitted(story);
    story->clock = instant_civil(2026, 11, 23, 0, 0, 0);
    story_assert_refused(story, FINDING_LIMIT);
    assert_true(story_has(story, FINDING_NO_ASSESSMENT));
}

/* ---- clocks and deferrals ---- */

static const struct finding *overdue(struct story *story)
{
    story_fold(story);
    for (size_t i = 0; i < story->matter.open.count; i++)
        if (story->matter.open.items[i].code == FINDING_OVERDUE)
            return &story->matter.open.items[i];
    return NULL;
}

static void what_is_late_is_said(void **state)
{
    static const struct {
        enum matter_act end;
        int64_t days;
        const char *rule;
    } clocks[] = {{MATTER_RECEIPT, 7, "content.acknowledge"},
                  {MATTER_DUAL_CRIMINALITY, 30, "content.decide"}};
    struct story *story = *state;

    for (size_t i = 0; i < 2; i++) {
        const struct finding *finding;
        instant since;

        story_end(story);
        story_begin(story, false);
        story_until(story, clocks[i].end);
        since = filed_legal(&story->filed[story->count - 1]);
        story->clock = since + clocks[i].days * DAY;
        assert_null(overdue(story));
        assert_int_equal(story->matter.obligations[0].due, story->clock);
        story->clock++;
        finding = overdue(story);
        assert_non_null(finding);
        assert_int_equal(finding->outcome, OUTCOME_NOTE);
        assert_string_equal(finding->rule, clocks[i].rule);
        assert_int_equal(finding->value.number, clocks[i].days * DAY + 1);
        assert_int_equal(finding->limit.number, clocks[i].days);
    }
}

static void preservation_is_decided_in_a_day(void **state)
{
    struct story *story = *state;

    preserve(story);
    story_until(story, MATTER_DUAL_CRIMINALITY);
    story_fold(story);
    assert_int_equal(story->matter.obligations[0].due,
                     filed_legal(&story->filed[story->count - 1]) + DAY);
}

#define DEFER(word, rest) "{\"decision\":\"" word "\"," rest "\"reasons\":%Aaa}"

/* A postponement or substitution permits nothing; the court may approve later all the same. */
static void deferrals(void **state)
{
    static const struct {
        const char *body;
        enum finding_code code; /* FINDING_COUNT: it is accepted */
    } cases[] = {
        {DEFER("postpone", "\"ground\":\"P01\","), FINDING_COUNT},
        {DEFER("postpone", "\"ground\":\"P02\","), FINDING_COUNT},
        {DEFER("postpone", ""), FINDING_GROUND_OTHER},
        {DEFER("postpone", "\"ground\":\"S01\","), FINDING_GROUND_OTHER},
        {DEFER("postpone", "\"ground\":\"R03\","), FINDING_GROUND_OTHER},
        {DEFER("substitute", "\"ground\":\"S01\",\"instead\":\"traffic\","), FINDING_COUNT},
        {DEFER("substitute", "\"ground\":\"S01\",\"instead\":\"content\","), FINDING_GROUND_OTHER},
        {DEFER("substitute", "\"ground\":\"S01\",\"instead\":\"interception\","),
         FINDING_GROUND_OTHER},
        {DEFER("substitute", "\"ground\":\"S01\","), FINDING_GROUND_OTHER},
        {DEFER("substitute", "\"ground\":\"P01\",\"instead\":\"traffic\","), FINDING_GROUND_OTHER},
    };
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct step step = {.body = cases[i].body};

        if (cases[i].code == FINDING_COUNT)
            story_assert_accepts(story, MATTER_APPROVAL, step);
        else
            story_assert_check(story, MATTER_APPROVAL, step, cases[i].code);
    }
    ADD(story, APPROVAL, .body = cases[0].body);
    story_assert_refused(story, FINDING_POSTPONED);
    assert_true(story_has(story, FINDING_NO_APPROVAL));
    assert_true(matter_next(&story->matter) & 1u << MATTER_APPROVAL);
    CHECK(story, PRODUCTION, NO_APPROVAL);
    ADD(story, APPROVAL, .by = "xb.court-2.o1", .body = cases[5].body);
    story_assert_refused(story, FINDING_SUBSTITUTED);
    assert_false(story_has(story, FINDING_POSTPONED));
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    CHECK(story, APPROVAL, ACT_OUT_OF_TURN, .body = cases[0].body);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_parameter_alone_changes_a_finding),
        TEST(what_is_stored_does_not_reach_into_the_future),
        TEST(the_period_of_what_is_stored_counts_from_the_application),
        TEST(prospective_measures_reach_thirty_days_on),
        TEST(a_central_authority_authorises_only_what_discloses_nothing),
        TEST(every_rulebook_must_let_the_authority),
        TEST(preservation_discloses_nothing),
        TEST(a_ground_of_refuse_on_bars_the_approval),
        TEST(what_is_late_is_said),
        TEST(preservation_is_decided_in_a_day),
        TEST(deferrals),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
