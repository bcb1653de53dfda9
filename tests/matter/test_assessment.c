/* The answers of a rights assessment, held against the statement that names them (M4). */
#include "test.h"

#include "matter/assessment.h"
#include "story.h"

static const char salt[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
static const char person[] =
    "[person]\nasylum = no-indication\ndefender = no-indication\nminor = no-indication\n";

/* The answers of all grounds, but for one: `text` stands in its place. */
static struct slice answers(struct story *story, int other, const char *text, const char *end)
{
    struct buffer out = {0};
    struct slice kept;

    buffer_text(&out, salt);
    for (int i = 0; i < GROUND_COUNT; i++) {
        if (i == other)
            buffer_text(&out, text);
        else
            buffer_format(&out, "[%s]\nanswer = no-indication\nsources = the file\n",
                          words_ground.words[i]);
    }
    buffer_text(&out, end);
    kept = arena_copy(&story->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}

/* All but R11: a State's rulebook refuses on every other ground. */
static const uint64_t refuse_on = ((UINT64_C(1) << GROUND_COUNT) - 1) & ~(UINT64_C(1) << GROUND_R11);

static bool check_step(struct story *story, struct step step, struct slice text,
                       struct findings *findings, struct error *error)
{
    struct filed filed;
    bool ok;

    story_until(story, MATTER_RIGHTS_ASSESSMENT);
    story_draft(story, MATTER_RIGHTS_ASSESSMENT, step, &filed);
    findings->count = 0;
    *error = (struct error){0};
    ok = assessment_check(&filed.statement, text, refuse_on, "XB 2 rights-assessment", findings,
                          error);
    statement_free(&filed.statement);
    return ok;
}

/* What the check says to an assessment whose outcome is "clear". */
static bool check(struct story *story, struct slice text, struct findings *findings,
                  struct error *error)
{
    return check_step(story, (struct step){0}, text, findings, error);
}

static void a_clear_outcome_follows_from_clear_answers(void **state)
{
    static const struct {
        const char *text, *end;
        enum finding_code code; /* FINDING_COUNT: nothing is said */
    } cases[] = {
        {"[R03]\nanswer = no-indication\nsources = two reports\n", person, FINDING_COUNT},
        {"[R03]\nanswer = no-indication\nreasons = none seen\n", person, FINDING_COUNT},
        {"", person, FINDING_GROUND_UNANSWERED},
        {"[R03]\nanswer = no-indication\n", person, FINDING_GROUND_UNANSWERED},
        {"[R03]\nanswer = no-indication\nsources = x\n", "", FINDING_GROUND_UNANSWERED},
        {"[R03]\nanswer = yes\nreasons = a party's member\n", person, FINDING_RIGHTS},
        {"[R03]\nanswer = not-known\nsources = x\n", person, FINDING_GROUND_UNKNOWN},
        {"[R03]\nanswer = no-indication\nsources = x\n",
         "[person]\nasylum = not-known\ndefender = no-indication\nminor = no-indication\n",
         FINDING_GROUND_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static struct story story;
        struct findings findings;
        struct error error;

        story_begin(&story, false);
        assert_true(check(&story, answers(&story, GROUND_R03, cases[i].text, cases[i].end),
                          &findings, &error));
        if (cases[i].code == FINDING_COUNT) {
            assert_int_equal(findings.count, 0);
        } else {
            assert_int_equal(findings.count, 1);
            assert_int_equal(findings.items[0].code, cases[i].code);
            assert_int_equal(findings.items[0].outcome, OUTCOME_REFUSE);
        }
        story_end(&story);
    }
}

/* A yes on a ground that no rulebook refuses on is the court's to weigh, and the other State reads
 * which: no more and no less than the answers have (M4). */
static void what_no_rulebook_refuses_on_is_noted(void **state)
{
    static const char yes[] = "[R11]\nanswer = yes\nreasons = sixteen years old\n";
    static const char no[] = "[R11]\nanswer = no-indication\nsources = the file\n";
    static const char noted[] = "\"noted\":[\"R11\"],\"answers\"";
    static const char more[] = "\"noted\":[\"R11\",\"R12\"],\"answers\"";
    static const struct {
        const char *text, *outcome, *noted;
        enum finding_code code; /* FINDING_COUNT: nothing is said */
    } cases[] = {
        {yes, "clear", noted, FINDING_COUNT},
        {yes, "clear", "\"answers\"", FINDING_GROUND_NOT_NOTED},
        {yes, "clear", more, FINDING_GROUND_NOT_NOTED},
        {no, "clear", noted, FINDING_GROUND_NOT_NOTED},
        {yes, "unknown", noted, FINDING_RIGHTS},
        {yes, "adverse", "\"answers\"", FINDING_COUNT},
        {yes, "adverse", noted, FINDING_GROUND_NOT_NOTED},
        {no, "adverse", "\"answers\"", FINDING_RIGHTS},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static struct story story;
        struct findings findings;
        struct error error;
        struct step step = {.find = "clear",
                            .put = cases[i].outcome,
                            .find2 = "\"answers\"",
                            .put2 = cases[i].noted};

        story_begin(&story, false);
        assert_true(check_step(&story, step, answers(&story, GROUND_R11, cases[i].text, person),
                               &findings, &error));
        assert_int_equal(findings.count, cases[i].code != FINDING_COUNT);
        if (findings.count)
            assert_int_equal(findings.items[0].code, cases[i].code);
        story_end(&story);
    }
}

static void what_cannot_be_read_is_refused(void **state)
{
    static const struct {
        const char *text;
        enum error_code code;
    } cases[] = {
        {"[R99]\nanswer = yes\nsources = x\n", ERROR_SECTION_UNKNOWN},
        {"[R03]\nsources = x\n", ERROR_KEY_MISSING},
        {"[R03]\nanswer = perhaps\nsources = x\n", ERROR_VALUE_TYPE},
        {"[R03]\nanswer = no-indication\nsource = x\n", ERROR_KEY_UNKNOWN},
        {"[R04]\nanswer = yes\nsources = x\n", ERROR_SECTION_DUPLICATE},
    };
    static struct story story;
    struct findings findings;
    struct error error;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        story_begin(&story, false);
        assert_false(
            check(&story, answers(&story, GROUND_R03, cases[i].text, person), &findings, &error));
        assert_int_equal(error.code, cases[i].code);
        assert_true(error.line > 1);
        story_end(&story);
    }
    story_begin(&story, false);
    assert_false(check(&story, slice_from(answers(&story, -1, "", person), sizeof salt - 1),
                       &findings, &error));
    assert_int_equal(error.code, ERROR_ATTACHMENT_WRONG);
    story_end(&story);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_clear_outcome_follows_from_clear_answers),
    cmocka_unit_test(what_no_rulebook_refuses_on_is_noted),
    cmocka_unit_test(what_cannot_be_read_is_refused),
};

TEST_MAIN(tests)
