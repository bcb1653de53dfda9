/* What a measure rests on: the offence in the register, the law of the day, the standards L1 to L14
 * with the matter's answers (O1 to O9, P2). Each safeguard with the ways round it. */
#include "test.h"

#include "law/offence_findings.h"
#include "matter/story.h"

static const char conduct[] = "\"mens_rea\":\"dishonest-or-harmful-intent\"";

/* ---- a register of one offence, sound but for one line ---- */

static const char *const sound[][2] = {
    {"title", "Fraud"},
    {"cites", "Act s. 1"},
    {"text", "Whoever by deceit, and intending to defraud, causes another a loss of property by "
             "altering data commits an offence and is liable to imprisonment for a term not "
             "exceeding five years."},
    {"from", "2020-01-01"},
    {"act", "{fraud}"},
    {"object", "{property}"},
    {"authority", "law @ s. 1"},
    {"mens-rea", "dishonest-or-harmful-intent @ s. 1"},
    {"harm", "any @ s. 1"},
    {"system", "any"},
    {"exclusions", "{research, public-interest} @ s. 2"},
    {"ict-role", "means"},
    {"tool-purpose", "any"},
    {"penalty", "5 years"},
    {"undefined", "none"},
    {"covered-by", "none"},
    {"powers", "{}"},
    {"interpretation", "yes @ s. 3"},
};

/* XA adopts it on `from`, under that id; XB keeps what it has. */
static void adopt_as(struct story *story, const char *id, const char *key, const char *value,
                     instant from)
{
    struct buffer text = {0};

    buffer_format(&text,
                  "[register]\nstate = XA\nfrom = 2026-07-01\ntitle = Offences\nlanguage = "
                  "en\ninterpretation = no\n[offence %s]\n",
                  id);
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        buffer_format(&text, "%s = %s\n", sound[i][0],
                      key && strcmp(key, sound[i][0]) == 0 ? value : sound[i][1]);
    story_offences(story, "XA", buffer_string(&text), from);
    buffer_free(&text);
    story->applied = story_named(story, "XA", id, "fraud", 60);
}

static void adopt(struct story *story, const char *key, const char *value, instant from)
{
    adopt_as(story, "deceit", key, value, from);
}

static void adopt_now(struct story *story, const char *key, const char *value)
{
    adopt(story, key, value, instant_civil(2026, 7, 1, 0, 0, 0));
}

/* ---- L1 to L14 ---- */

static const struct {
    const char *key, *value;
    enum finding_code code;
    enum outcome unanswered, answered, denied;
} standards[] = {
    {"object", "{property, content}", FINDING_OFFENCE_CONTENT, OUTCOME_REFUSE, OUTCOME_REFUSE,
     OUTCOME_REFUSE},
    {"mens-rea", "reckless @ s. 1", FINDING_OFFENCE_MENTAL_ELEMENT, OUTCOME_REFUSE, OUTCOME_REFUSE,
     OUTCOME_REFUSE},
    {"mens-rea", "intent @ s. 1", FINDING_OFFENCE_NO_MALICE, OUTCOME_ASK, OUTCOME_NOTE,
     OUTCOME_REFUSE},
    {"authority", "contract-or-terms @ s. 1", FINDING_OFFENCE_TERMS_OF_USE, OUTCOME_REFUSE,
     OUTCOME_REFUSE, OUTCOME_REFUSE},
    {"exclusions", "{research} @ s. 2", FINDING_OFFENCE_NO_PUBLIC_INTEREST, OUTCOME_ASK,
     OUTCOME_NOTE, OUTCOME_REFUSE},
    {"exclusions", "{public-interest} @ s. 2", FINDING_OFFENCE_NO_RESEARCH, OUTCOME_ASK,
     OUTCOME_NOTE, OUTCOME_REFUSE},
    {"ict-role", "aggravator-only", FINDING_OFFENCE_ICT_AGGRAVATION, OUTCOME_REFUSE, OUTCOME_REFUSE,
     OUTCOME_REFUSE},
    {"undefined", "annoyance", FINDING_OFFENCE_VAGUE, OUTCOME_ASK, OUTCOME_NOTE, OUTCOME_REFUSE},
    {"harm", "none", FINDING_OFFENCE_NO_BARRIER, OUTCOME_ASK, OUTCOME_NOTE, OUTCOME_REFUSE},
    {NULL, NULL, FINDING_OFFENCE_PENALTY, OUTCOME_NOTE, OUTCOME_NOTE, OUTCOME_NOTE},
    {"covered-by", "Penal Code s. 263", FINDING_OFFENCE_COVERED, OUTCOME_NOTE, OUTCOME_NOTE,
     OUTCOME_NOTE},
    {"act", "{fraud, other}", FINDING_OFFENCE_OUTSIDE_CORE, OUTCOME_REFUSE, OUTCOME_REFUSE,
     OUTCOME_REFUSE},
    {"interpretation", "no", FINDING_OFFENCE_NO_INTERPRETATION, OUTCOME_ASK, OUTCOME_NOTE,
     OUTCOME_REFUSE},
    {"powers", "{blocking}", FINDING_OFFENCE_POWERS, OUTCOME_NOTE, OUTCOME_NOTE, OUTCOME_NOTE},
    {"text", "Whoever recklessly alters data of another commits an offence.",
     FINDING_OFFENCE_READ_OTHERWISE, OUTCOME_ASK, OUTCOME_NOTE, OUTCOME_REFUSE},
};

/* One standard fails: refused at once, or asked until the application shows malice and the judge
 * finds that no exclusion applies; refused where one of them says no. */
static void each_standard_has_its_effect_in_the_matter(void **state)
{
    struct story *story = *state;

    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
        bool refuses = standards[i].unanswered == OUTCOME_REFUSE;
        struct step silent = {.find = conduct, .put = "\"harm\":\"at least any\""};

        story_again(story);
        adopt_now(story, standards[i].key, standards[i].value);
        if (refuses)
            story_assert_check(story, MATTER_APPLICATION, silent, standards[i].code);
        else
            story_assert_accepts(story, MATTER_APPLICATION, silent);
    }
}

static void each_answer_counts(void **state)
{
    struct story *story = *state;

    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
        struct step silent = {.find = ",\"mens_rea\":\"dishonest-or-harmful-intent\"", .put = ""};

        story_again(story);
        adopt_now(story, standards[i].key, standards[i].value);
        story_add(story, MATTER_APPLICATION, silent);
        story_assert_found(story, standards[i].code, standards[i].unanswered);
        ADD(story, AUTHORISATION, .find = "no-indication", .put = "not-known");
        story_assert_found(story, standards[i].code, standards[i].unanswered);

        story_again(story);
        adopt_now(story, standards[i].key, standards[i].value);
        ADD(story, APPLICATION, .find = conduct,
            .put = "\"mens_rea\":\"dishonest-or-harmful-intent\",\"exclusions\":\"{}\",\"harm\":"
                   "\"any\"");
        for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++)
            story_add(story, act, (struct step){0});
        story_assert_found(story, standards[i].code, standards[i].answered);
        if (standards[i].answered == OUTCOME_NOTE)
            story_assert_permitted(story);
        else
            story_assert_refused(story, standards[i].code);

        /* Malice denied, where the offence does without it; then an exclusion found. */
        story_again(story);
        adopt_now(story, standards[i].key, standards[i].value);
        if (standards[i].key && strcmp(standards[i].key, "mens-rea") == 0)
            ADD(story, APPLICATION, .find = "dishonest-or-harmful-intent", .put = "at most intent");
        else
            ADD(story, APPLICATION);
        ADD(story, AUTHORISATION, .find = "no-indication", .put = "yes");
        story_assert_found(story, standards[i].code, standards[i].denied);
    }
}

/* The executing State's own offence binds its approval, under the same answers. */
static void the_executing_offence_is_examined(void **state)
{
    struct story *story = *state;

    /* Content, terms of use, below intent, outside the core: whatever is answered. */
    static const struct {
        const char *id, *class;
        int months;
        enum finding_code code;
    } rows[] = {
        {"extremist-material", "expression", 72, FINDING_OFFENCE_CONTENT},
        {"breach-of-conditions", "access", 12, FINDING_OFFENCE_TERMS_OF_USE},
        {"spread-of-malware", "data-interference", 12, FINDING_OFFENCE_MENTAL_ELEMENT},
        {"receiving-data", "other", 36, FINDING_OFFENCE_OUTSIDE_CORE},
        {"extortion", "other", 180, FINDING_OFFENCE_ICT_AGGRAVATION},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        story_again(story);
        story->offence = story_named(story, "XB", rows[i].id, rows[i].class, rows[i].months);
        story_until(story, MATTER_DUAL_CRIMINALITY);
        story_assert_check(story, MATTER_DUAL_CRIMINALITY, (struct step){0}, rows[i].code);
        story_add(story, MATTER_DUAL_CRIMINALITY, (struct step){0});
        story_add(story, MATTER_RIGHTS_ASSESSMENT, (struct step){0});
        story_assert_check(story, MATTER_APPROVAL, (struct step){0}, rows[i].code);
        story_add(story, MATTER_APPROVAL, (struct step){0});
        story_assert_refused(story, rows[i].code);
    }
    /* Data of access: XA asks for malice and research, XB for a barrier; answered, and facts. */
    story_again(story);
    story->applied = story_named(story, "XA", "unlawful-access", "access", 60);
    story->offence = story_named(story, "XB", "grave-data-espionage", "access", 96);
    ADD(story, APPLICATION, .find = conduct,
        .put = "\"mens_rea\":\"dishonest-or-harmful-intent\",\"authority\":\"barrier-bypassed\","
               "\"harm\":\"serious\"");
    for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_permitted(story);
    story_assert_found(story, FINDING_OFFENCE_NO_BARRIER, OUTCOME_NOTE);
}

/* ---- the register, the day, what is stated ---- */

static void only_a_register_that_governed_then(void **state)
{
    struct story *story = *state;
    instant applied = story->clock + 120; /* its legal time */

    story->applied = story_named(story, "XA", "heresy", "fraud", 120);
    CHECK(story, APPLICATION, OFFENCE_UNKNOWN);
    /* Adopted a second too late, whatever date it states; in time. */
    adopt(story, NULL, NULL, applied + 1);
    CHECK(story, APPLICATION, OFFENCE_UNKNOWN);
    story_again(story);
    adopt(story, NULL, NULL, applied);
    ACCEPTS(story, APPLICATION);
    /* A newer register that lacks the offence repeals it; one that comes later does not. */
    story->applied = story_named(story, "XA", "computer-fraud", "fraud", 120);
    CHECK(story, APPLICATION, OFFENCE_UNKNOWN);
    story_again(story);
    adopt(story, NULL, NULL, applied + 1);
    story->applied = story_named(story, "XA", "computer-fraud", "fraud", 120);
    ACCEPTS(story, APPLICATION);
    /* No register at all, and another State's: no fallback. */
    story->applied = story_named(story, "XB", "computer-fraud", "fraud", 60);
    CHECK(story, APPLICATION, OFFENCE_UNKNOWN);
    story->applied = story_named(story, "XC", "computer-fraud", "fraud", 60);
    CHECK(story, APPLICATION, OFFENCE_UNKNOWN);
    story_again(story);
    story->known[0].offence_count = 0;
    CHECK(story, APPLICATION, OFFENCE_UNKNOWN);
    /* The executing State without one. */
    story_again(story);
    story->known[1].offence_count = 0;
    story_until(story, MATTER_DUAL_CRIMINALITY);
    CHECK(story, DUAL_CRIMINALITY, OFFENCE_UNKNOWN);
    story->offence = story_named(story, "XA", "computer-fraud", "fraud", 120);
    CHECK(story, DUAL_CRIMINALITY, OFFENCE_UNKNOWN);
}

/* Nullum crimen sine lege: the law of the day of the conduct, and none that has been repealed. */
static void the_law_of_the_day(void **state)
{
    static const char on[] = "2026-05-04T09:00:00Z";
    struct story *story = *state;

    CHECK(story, APPLICATION, OFFENCE_NOT_IN_FORCE, .find = on, .put = "2018-03-31T23:59:59Z");
    ACCEPTS(story, APPLICATION, .find = on, .put = "2018-04-01T00:00:00Z");
    CHECK(story, APPLICATION, TIME_AHEAD, .find = on, .put = "2026-11-22T10:02:01Z");
    ACCEPTS(story, APPLICATION, .find = on, .put = "2026-11-22T10:02:00Z");
    /* The second version of unlawful access is graver; who did it before had two years. */
    story->applied = story_named(story, "XA", "unlawful-access", "access", 60);
    ACCEPTS(story, APPLICATION, .find = on, .put = "2024-07-01T00:00:00Z");
    CHECK(story, APPLICATION, OFFENCE_MISSTATED, .find = on, .put = "2024-06-30T23:59:59Z");
    CHECK(story, APPLICATION, LIMIT, .find = on, .put = "2024-06-30T23:59:59Z");
    story->applied = story_named(story, "XA", "unlawful-access", "access", 24);
    CHECK(story, APPLICATION, LIMIT, .find = on, .put = "2024-06-30T23:59:59Z");
    /* Repealed between the day and the application. */
    adopt_now(story, "from", "2020-01-01\nto = 2026-11-22");
    CHECK(story, APPLICATION, OFFENCE_NOT_IN_FORCE);
    adopt(story, "from", "2020-01-01\nto = 2026-11-23", instant_civil(2026, 7, 2, 0, 0, 0));
    ACCEPTS(story, APPLICATION);
    /* Rewritten for the past: wider, graver, moved back; narrower and milder is no harm. */
    adopt(story, "harm", "none", instant_civil(2026, 7, 3, 0, 0, 0));
    CHECK(story, APPLICATION, OFFENCE_REWRITTEN);
    ACCEPTS(story, APPLICATION, .find = on, .put = "2026-07-03T00:00:00Z");
    story_again(story);
    adopt_now(story, "from", "2026-05-05");
    adopt(story, "from", "2020-01-01", instant_civil(2026, 7, 2, 0, 0, 0));
    CHECK(story, APPLICATION, OFFENCE_REWRITTEN);
    story_again(story);
    adopt_now(story, "penalty", "5 years");
    adopt(story, "penalty", "14 years", instant_civil(2026, 7, 2, 0, 0, 0));
    story->applied = story_named(story, "XA", "deceit", "fraud", 168);
    CHECK(story, APPLICATION, OFFENCE_REWRITTEN);
    story_again(story);
    adopt_now(story, "penalty", "14 years");
    adopt(story, "harm", "serious @ s. 1", instant_civil(2026, 7, 2, 0, 0, 0));
    ACCEPTS(story, APPLICATION);
}

/* The same law under a new id is held against what it was under the old one. */
static void a_new_id_rewrites_nothing(void **state)
{
    struct story *story = *state;
    const instant later = instant_civil(2026, 7, 2, 0, 0, 0);
    static const struct {
        const char *key, *value;
        bool rewritten;
    } rows[] = {
        {NULL, NULL, true},
        {"cites", "Act s. 9", true},                          /* the text is the same */
        {"text", "Whoever cheats commits an offence.", true}, /* the reference is */
        {"cites", "ACT,  S 1", true},
        {"cites", "Act s. 9\ntext.2 = And whoever helps.", false}, /* forgotten until now */
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        story_again(story);
        adopt_now(story, "penalty", "4 years");
        adopt_as(story, "swindle", rows[i].key, rows[i].value, later);
        if (rows[i].rewritten)
            CHECK(story, APPLICATION, OFFENCE_REWRITTEN);
        else
            ACCEPTS(story, APPLICATION);
    }
    /* As it stood, under whatever id. */
    story_again(story);
    adopt_now(story, NULL, NULL);
    adopt_as(story, "swindle", NULL, NULL, later);
    ACCEPTS(story, APPLICATION);
    /* Dated back to before it was in force under the old id. */
    story_again(story);
    adopt_now(story, "from", "2026-05-05");
    adopt_as(story, "swindle", NULL, NULL, later);
    CHECK(story, APPLICATION, OFFENCE_REWRITTEN);
}

static void what_is_stated_is_what_the_register_has(void **state)
{
    struct story *story = *state;

    story->applied = story_named(story, "XA", "computer-fraud", "access", 120);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
    story->applied = story_named(story, "XA", "computer-fraud", "expression", 120);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
    story->applied = story_named(story, "XA", "computer-fraud", "fraud", 119);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
    /* Overstated so as to pass the threshold: it is the register's penalty that counts. */
    story->applied = story_named(story, "XA", "tools-for-crime", "device-misuse", 60);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
    CHECK(story, APPLICATION, LIMIT);
    /* Any of its acts may be stated; all of them count for the list of classes. */
    story->applied = story_named(story, "XA", "ransom", "data-interference", 168);
    ACCEPTS(story, APPLICATION);
    story->applied = story_named(story, "XA", "ransom", "system-interference", 168);
    ACCEPTS(story, APPLICATION);
    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-03-01\ntitle = Fewer\n\n[content]\n"
                   "offences = {system-interference}\n");
    CHECK(story, APPLICATION, LIMIT);
    /* Life is 1200 months. */
    story->applied = story_named(story, "XA", "election-systems", "system-interference", 1200);
    ACCEPTS(story, APPLICATION);
    story->applied = story_named(story, "XA", "election-systems", "system-interference", 1199);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
}

/* An application whose own facts leave its offence no room: no other State is needed to see it. */
static void the_facts_are_of_the_offence(void **state)
{
    static const char *const outside[] = {
        "\"mens_rea\":\"at most intent\"", "\"mens_rea\":\"negligent\"", "\"act\":\"{access}\"",
        "\"harm\":\"none\"", "\"exclusions\":\"at least {research}\""};
    static const char *const within[] = {
        "\"mens_rea\":\"dishonest-or-harmful-intent\"", "\"mens_rea\":\"at least negligent\"",
        "\"act\":\"at least {access}\"", "\"act\":\"{access, fraud}\"", "\"exclusions\":\"{}\""};
    struct story *story = *state;

    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        CHECK(story, APPLICATION, CONDUCT_OUTSIDE, .find = conduct, .put = outside[i]);
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        ACCEPTS(story, APPLICATION, .find = conduct, .put = within[i]);
    story->domestic = true;
    CHECK(story, APPLICATION, CONDUCT_OUTSIDE, .find = conduct, .put = outside[0]);
}

/* A treaty's offence: its penalty is the one that the law has; without the answers it asks. */
static void a_treaty_offence_needs_its_answers(void **state)
{
    struct story *story = *state;

    story->applied = story_named(story, "treaty", "article-8", "fraud", 60);
    story->offence = story_named(story, "treaty", "article-8", "fraud", 60);
    story_until(story, MATTER_APPROVAL + 1);
    story_assert_permitted(story);
    story_assert_found(story, FINDING_OFFENCE_NO_PUBLIC_INTEREST, OUTCOME_NOTE);
    story_assert_found(story, FINDING_PENALTY_UNSTATED, OUTCOME_NOTE);
    story_again(story);
    story->applied = story_named(story, "treaty", "article-8", "fraud", 1201);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
    story->applied = story_named(story, "treaty", "article-8", "fraud", 59);
    CHECK(story, APPLICATION, LIMIT);
    story_again(story);
    story->applied = story_named(story, "treaty", "article-5", "system-interference", 60);
    story->offence = story_named(story, "treaty", "article-5", "system-interference", 60);
    ADD(story, APPLICATION, .find = conduct, .put = "\"mens_rea\":\"at least intent\"");
    for (unsigned act = MATTER_AUTHORISATION; act <= MATTER_APPROVAL; act++)
        story_add(story, act, (struct step){0});
    story_assert_refused(story, FINDING_OFFENCE_NO_MALICE);
    story_assert_found(story, FINDING_OFFENCE_NO_MALICE, OUTCOME_ASK);
}

/* A treaty leaves the penalty open, not free: the State's own law for the same act is the limit, in
 * either State, and where it punishes no such act there is none. */
static void a_treaty_is_no_way_round_the_penalty(void **state)
{
    struct story *story = *state;
    size_t kept;

    story->applied = story_named(story, "treaty", "article-8", "fraud", 121);
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
    story->applied = story_named(story, "treaty", "article-8", "fraud", 120);
    ACCEPTS(story, APPLICATION);
    kept = story->known[0].offence_count;
    for (size_t i = 0; i < kept; i++) {
        const struct offence_register *offences = story->known[0].offences[i].offences;

        if (slice_is(offences->state, "XA"))
            ((struct offence_register *)offences)->count = 0;
    }
    CHECK(story, APPLICATION, OFFENCE_MISSTATED);
}

/* A judge who has not found that no exclusion applies, and one who finds that one does. */
static void exclusions_are_the_judges_to_find(void **state)
{
    struct story *story = *state;

    for (int yes = 0; yes < 2; yes++) {
        story_again(story);
        adopt_now(story, "interpretation", "no");
        ADD(story, APPLICATION);
        ADD(story, AUTHORISATION, .find = "no-indication", .put = yes ? "yes" : "not-known");
        story_assert_found(story, FINDING_OFFENCE_NO_INTERPRETATION,
                           yes ? OUTCOME_REFUSE : OUTCOME_ASK);
        ADD(story, AUTHORISATION);
        story_assert_found(story, FINDING_OFFENCE_NO_INTERPRETATION, OUTCOME_NOTE);
    }
}

/* A register whose texts nobody has read asks, and no answer lifts it. */
static void an_unread_register_asks(void **state)
{
    struct story *story = *state;
    struct offence_register *offences = &story_state(story, "XA")->registers[0];

    for (size_t i = 0; i < offences->count; i++)
        offences->provisions[i].is_read = false;
    story_until(story, MATTER_APPROVAL + 1);
    story_assert_refused(story, FINDING_OFFENCE_READ_OTHERWISE);
}

static void facts_are_strict(void **state)
{
    static const struct {
        const char *put, *where;
    } rows[] = {
        {"\"mens_rea\":\"at least intend\"", "body.conduct.mens_rea"},
        {"\"mens_rea\":\"\"", "body.conduct.mens_rea"},
        {"\"mens-rea\":\"intent\"", "body.conduct.mens-rea"},
        {"\"act\":\"fraud\"", "body.conduct.act"},
        {"\"act\":\"{fraud\"", "body.conduct.act"},
        {"\"act\":\"{fraud, fraud}\"", "body.conduct.act"},
        {"\"harm\":\"{any}\"", "body.conduct.harm"},
        {"\"harm\":3", "body.conduct.harm"},
        {"\"exclusions\":\"none\"", "body.conduct.exclusions"},
        {"\"title\":\"x\"", "body.conduct.title"},
    };
    const struct act_table *tables[] = {&matter_acts};
    struct story *story = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        struct statement statement;
        struct slice payload = story_payload(story, MATTER_APPLICATION,
                                             (struct step){.find = conduct, .put = rows[i].put});

        if (statement_parse(payload, tables, 1, &statement, &error))
            fail_msg("accepted: %s", rows[i].put);
        assert_string_equal(error.where, rows[i].where);
    }
    ACCEPTS(story, APPLICATION, .find = conduct,
            .put = "\"exclusions\":\"{}\",\"act\":\"unknown\"");
}

static void offences_are_named_strictly(void **state)
{
    static const char *const names[][2] = {{"xa", "computer-fraud"},
                                           {"Treaty", "article-8"},
                                           {"XA", "Computer-Fraud"},
                                           {"XA", "computer fraud"},
                                           {"XA", ""}};
    const struct act_table *tables[] = {&matter_acts};
    struct story *story = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct error error = {0};
        struct statement statement;

        story->applied = story_named(story, names[i][0], names[i][1], "fraud", 120);
        assert_false(statement_parse(story_payload(story, MATTER_APPLICATION, (struct step){0}),
                                     tables, 1, &statement, &error));
        assert_non_null(strstr(error.where, "body.offence."));
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_standard_has_its_effect_in_the_matter),
        TEST(each_answer_counts),
        TEST(the_executing_offence_is_examined),
        TEST(only_a_register_that_governed_then),
        TEST(the_law_of_the_day),
        TEST(a_new_id_rewrites_nothing),
        TEST(what_is_stated_is_what_the_register_has),
        TEST(the_facts_are_of_the_offence),
        TEST(a_treaty_offence_needs_its_answers),
        TEST(a_treaty_is_no_way_round_the_penalty),
        TEST(exclusions_are_the_judges_to_find),
        TEST(an_unread_register_asks),
        TEST(facts_are_strict),
        TEST(offences_are_named_strictly),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
