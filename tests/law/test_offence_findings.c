/* The standards L1 to L14: each alone, its row, its effect, the answers that lift it. */
#include "test.h"

#include "base/files.h"
#include "law/folder.h"
#include "law/maker.h"
#include "law/offence_findings.h"

enum { ROUNDS = 100000 };

static const struct offence_answers unanswered = {TRUTH_UNKNOWN, TRUTH_UNKNOWN};
static const struct offence_answers answered = {TRUTH_YES, TRUTH_YES};

/* What is changed in a clean offence, and what it then fails: nothing else. */
struct change {
    enum element element; /* ELEMENT_COUNT: none */
    int64_t value;
    const char *undefined, *covered_by;
    int64_t penalty;
    uint64_t powers;
    bool no_clause;
    unsigned fails; /* mask */
};

#define FAILS(standard) (1u << STANDARD_##standard)
#define WITHOUT(exclusion)                                                                         \
    (((INT64_C(1) << EXCLUSION_COUNT) - 1) & ~WORD_BIT(EXCLUSION_##exclusion))

static const struct change changes[] = {
    {.element = ELEMENT_COUNT},
    {.element = ELEMENT_ACT,
     .value = WORD_BIT(OFFENCE_EXPRESSION),
     .fails = FAILS(L1) | FAILS(L12)},
    {.element = ELEMENT_OBJECT, .value = WORD_BIT(OBJECT_CONTENT), .fails = FAILS(L1)},
    {.element = ELEMENT_MENS_REA, .value = MENS_REA_STRICT, .fails = FAILS(L2) | FAILS(L3)},
    {.element = ELEMENT_MENS_REA, .value = MENS_REA_NEGLIGENT, .fails = FAILS(L2) | FAILS(L3)},
    {.element = ELEMENT_MENS_REA, .value = MENS_REA_RECKLESS, .fails = FAILS(L2) | FAILS(L3)},
    {.element = ELEMENT_MENS_REA, .value = MENS_REA_INTENT, .fails = FAILS(L3)},
    {.element = ELEMENT_AUTHORITY, .value = AUTHORITY_LAW, .fails = FAILS(L9)},
    {.element = ELEMENT_AUTHORITY, .value = AUTHORITY_TERMS, .fails = FAILS(L4) | FAILS(L9)},
    {.element = ELEMENT_AUTHORITY, .value = AUTHORITY_ANY, .fails = FAILS(L4) | FAILS(L9)},
    {.element = ELEMENT_EXCLUSIONS, .value = WITHOUT(PUBLIC_INTEREST), .fails = FAILS(L5)},
    {.element = ELEMENT_EXCLUSIONS, .value = WITHOUT(RESEARCH), .fails = FAILS(L6)},
    {.element = ELEMENT_EXCLUSIONS,
     .value = WORD_BIT(EXCLUSION_TESTING),
     .fails = FAILS(L5) | FAILS(L6)},
    {.element = ELEMENT_EXCLUSIONS, .value = 0, .fails = FAILS(L5) | FAILS(L6)},
    {.element = ELEMENT_ICT_ROLE, .value = ICT_AGGRAVATOR, .fails = FAILS(L7)},
    {.element = ELEMENT_ICT_ROLE, .value = ICT_MEANS},
    {.element = ELEMENT_COUNT, .undefined = "public order", .fails = FAILS(L8)},
    {.element = ELEMENT_HARM, .value = HARM_SERIOUS},
    {.element = ELEMENT_COUNT, .penalty = 47},
    {.element = ELEMENT_COUNT, .penalty = 48, .fails = FAILS(L10)},
    {.element = ELEMENT_COUNT, .penalty = PENALTY_LIFE, .fails = FAILS(L10)},
    {.element = ELEMENT_COUNT, .penalty = PENALTY_UNSTATED},
    {.element = ELEMENT_COUNT, .covered_by = "Penal Code s. 9", .fails = FAILS(L11)},
    {.element = ELEMENT_ACT,
     .value = WORD_BIT(OFFENCE_ACCESS) | WORD_BIT(OFFENCE_OTHER),
     .fails = FAILS(L12)},
    {.element = ELEMENT_ACT, .value = WORD_BIT(OFFENCE_DEVICE_MISUSE), .fails = FAILS(L12)},
    {.element = ELEMENT_ACT, .value = WORD_BIT(OFFENCE_FRAUD)},
    {.element = ELEMENT_COUNT, .no_clause = true, .fails = FAILS(L13)},
    {.element = ELEMENT_COUNT, .powers = 1 << POWER_SHUTDOWN, .fails = FAILS(L14)},
};

static struct provision changed(const struct change *change)
{
    struct provision provision = maker_clean();

    if (change->element < ELEMENT_COUNT)
        provision.elements.values[change->element] = change->value;
    provision.undefined = slice_text(change->undefined);
    provision.covered_by = slice_text(change->covered_by);
    if (change->penalty)
        provision.penalty = change->penalty;
    provision.powers = change->powers;
    provision.interpretation = !change->no_clause;
    return provision;
}

static void each_change_fails_its_standards_alone(void **state)
{
    unsigned seen = 0;

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct provision provision = changed(&changes[i]);
        struct findings findings = {.count = 0};
        size_t next = 0;

        provision_examine(&provision, &unanswered, "XA clean", &findings);
        for (unsigned s = 0; s < STANDARD_COUNT; s++) {
            if (standard_applies(s, &provision) != ((changes[i].fails >> s & 1) != 0))
                fail_msg("change %zu, %s", i, standard_table[s].code);
            if (!(changes[i].fails >> s & 1))
                continue;
            assert_int_equal(findings.items[next].code, standard_table[s].finding);
            assert_string_equal(findings.items[next].row, standard_table[s].row);
            assert_int_equal(findings.items[next].outcome, standard_table[s].effect);
            assert_string_equal(findings.items[next++].where, "XA clean");
        }
        assert_int_equal(findings.count, next);
        seen |= changes[i].fails;
    }
    assert_int_equal(seen, (1u << STANDARD_COUNT) - 1);
}

/* The table, the findings and DOMAIN's list say the same. */
static void effects_are_the_domains(void **state)
{
    static const char effects[] = "RRARAARAANNRAN"; /* L1 to L14: refuse, ask, note */

    (void)state;
    for (unsigned s = 0; s < STANDARD_COUNT; s++) {
        const struct standard_definition *row = &standard_table[s];
        char code[8];

        snprintf(code, sizeof code, "L%u", s + 1);
        assert_string_equal(row->code, code);
        assert_int_equal(row->effect, effects[s] == 'R'   ? OUTCOME_REFUSE
                                      : effects[s] == 'A' ? OUTCOME_ASK
                                                          : OUTCOME_NOTE);
        assert_int_equal(finding_outcome(row->finding), row->effect);
        assert_string_equal(finding_row(row->finding), row->row);
        assert_true(row->row[0] == 'O' && row->row[1] >= '1' && row->row[1] <= '9');
        assert_int_equal(row->answers != 0, row->effect == OUTCOME_ASK);
    }
}

/* A question is lifted by all of its answers, refused by a "no" to one, asked otherwise. */
static void answers_lift_questions_only(void **state)
{
    (void)state;
    for (unsigned s = 0; s < STANDARD_COUNT; s++)
        for (int malice = TRUTH_NO; malice <= TRUTH_YES; malice++)
            for (int none = TRUTH_NO; none <= TRUTH_YES; none++) {
                struct offence_answers answers = {(enum truth)malice, (enum truth)none};
                unsigned wanted = standard_table[s].answers;
                int least = TRUTH_YES;
                enum outcome outcome = standard_outcome(s, &answers);

                if (wanted & ANSWER_MALICE && malice < least)
                    least = malice;
                if (wanted & ANSWER_EXCLUSION && none < least)
                    least = none;
                if (!wanted)
                    assert_int_equal(outcome, standard_table[s].effect);
                else
                    assert_int_equal(outcome, least == TRUTH_YES  ? OUTCOME_NOTE
                                              : least == TRUTH_NO ? OUTCOME_REFUSE
                                                                  : OUTCOME_ASK);
            }
}

/* A zeroed struct of answers opens nothing. */
static void silence_is_no_answer(void **state)
{
    struct offence_answers zero = {0};
    struct provision provision = maker_clean();

    (void)state;
    provision.elements.values[ELEMENT_MENS_REA] = MENS_REA_INTENT;
    assert_int_equal(provision_outcome(&provision, &zero), OUTCOME_REFUSE);
    assert_int_equal(provision_outcome(&provision, &unanswered), OUTCOME_ASK);
    assert_int_equal(provision_outcome(&provision, &answered), OUTCOME_NOTE);
}

static void narrowing_never_makes_it_worse(void **state)
{
    uint64_t seed = 3;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision wide = maker_provision(&seed), narrow = wide;
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);
        struct offence_answers answers = {(enum truth)(maker_random(&seed) % 3),
                                          (enum truth)(maker_random(&seed) % 3)};

        narrow.elements.values[e] = maker_narrower(&seed, e, wide.elements.values[e]);
        assert_true(provision_outcome(&narrow, &answers) <= provision_outcome(&wide, &answers));
    }
}

static void read_register(const char *name, struct arena *arena, struct offence_register *out)
{
    struct error error = {0};
    struct buffer path = {0}, text = {0};

    buffer_format(&path, "%s/%s", LAW_FOLDER, name);
    assert_true(files_read(buffer_string(&path), LINES_BYTES, &text, &error) &&
                offence_register_parse(buffer_slice(&text), arena, out, &error));
    buffer_free(&path);
    buffer_free(&text);
}

/* DOMAIN: usable, with the answers. Fraud alone demands a dishonest intent. */
static void budapest_is_usable_with_answers(void **state)
{
    struct arena arena = {0};
    struct offence_register budapest;

    (void)state;
    read_register("budapest.offences", &arena, &budapest);
    assert_int_equal(budapest.count, 7);
    for (size_t i = 0; i < budapest.count; i++) {
        const struct provision *article = &budapest.provisions[i];

        assert_int_equal(provision_outcome(article, &unanswered), OUTCOME_ASK);
        assert_int_equal(provision_outcome(article, &answered), OUTCOME_NOTE);
        assert_int_equal(standard_applies(STANDARD_L3, article),
                         !slice_is(article->id, "article-8"));
        assert_true(standard_applies(STANDARD_L5, article));
        for (unsigned s = 0; s < STANDARD_COUNT; s++)
            assert_false(standard_applies(s, article) &&
                         standard_table[s].effect == OUTCOME_REFUSE);
    }
    arena_free(&arena);
}

static const struct {
    const char *file, *id;
    enum outcome outcome;
} samples[] = {
    {"arcadia.offences", "data-damage", OUTCOME_NOTE},
    {"arcadia.offences", "computer-fraud", OUTCOME_NOTE},
    {"arcadia.offences", "unlawful-access", OUTCOME_ASK},
    {"arcadia.offences", "false-news", OUTCOME_REFUSE},
    {"arcadia.offences", "reckless-damage", OUTCOME_REFUSE},
    {"arcadia.offences", "exceeding-permission", OUTCOME_REFUSE},
    {"arcadia.offences", "theft-by-computer", OUTCOME_REFUSE},
    {"belmora.offences", "data-espionage", OUTCOME_ASK},
    {"belmora.offences", "harmful-to-the-young", OUTCOME_REFUSE},
    {"belmora.offences", "liability-for-a-connection", OUTCOME_REFUSE},
    {"belmora.offences", "tools-of-concealment", OUTCOME_REFUSE},
    {"belmora.offences", "receiving-data", OUTCOME_REFUSE},
};

static void samples_have_their_effect(void **state)
{
    struct findings findings = {.count = 0};

    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct arena arena = {0};
        struct offence_register offences;
        const struct provision *found;

        read_register(samples[i].file, &arena, &offences);
        found = provision_choose(&offences, slice_text(samples[i].id),
                                 instant_civil(2026, 1, 1, 0, 0, 0), "", &findings);
        assert_non_null(found);
        if (provision_outcome(found, &unanswered) != samples[i].outcome)
            fail_msg("%s", samples[i].id);
        arena_free(&arena);
    }
    assert_int_equal(findings.count, 0);
}

static void only_law_in_force_is_chosen(void **state)
{
    struct arena arena = {0};
    struct offence_register belmora;
    struct findings findings = {.count = 0};

    (void)state;
    read_register("belmora.offences", &arena, &belmora);
    assert_null(provision_choose(&belmora, SLICE("rumours-in-a-crisis"),
                                 instant_civil(2024, 1, 1, 0, 0, 0), "XA 1", &findings));
    assert_null(provision_choose(&belmora, SLICE("heresy"), 0, "XA 1", &findings));
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0].code, FINDING_OFFENCE_NOT_IN_FORCE);
    assert_int_equal(findings.items[1].code, FINDING_OFFENCE_UNKNOWN);
    assert_false(findings_permit(&findings));
    arena_free(&arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_change_fails_its_standards_alone),
    cmocka_unit_test(effects_are_the_domains),
    cmocka_unit_test(answers_lift_questions_only),
    cmocka_unit_test(silence_is_no_answer),
    cmocka_unit_test(narrowing_never_makes_it_worse),
    cmocka_unit_test(budapest_is_usable_with_answers),
    cmocka_unit_test(samples_have_their_effect),
    cmocka_unit_test(only_law_in_force_is_chosen),
};

TEST_MAIN(tests)
