/* Dual criminality: its laws on random offences and facts, samples, and the files of facts. */
#include "test.h"

#include "law/maker.h"

enum { ROUNDS = 100000 };

/* Near each other, so that every relation is frequent. */
static void random_pair(uint64_t *seed, struct provision *first, struct provision *second)
{
    *first = maker_provision(seed);
    *second = *first;
    for (uint64_t i = maker_random(seed) % 4; i; i--) {
        enum element e = (enum element)(maker_random(seed) % ELEMENT_COUNT);

        second->elements.values[e] = maker_random(seed) & 1
                                         ? maker_narrower(seed, e, second->elements.values[e])
                                         : maker_value(seed, e);
    }
    if (maker_random(seed) & 1)
        second->text = SLICE("Whoever does that.");
}

/* A fact that meets a value: the value itself; of what must not be, nothing. */
static struct fact meeting(enum element element, int64_t first, int64_t second)
{
    if (element_table[element].kind == ELEMENT_NONE_OF)
        return fact_known(0);
    if (element_table[element].kind == ELEMENT_DEGREE)
        return fact_known(first > second ? first : second);
    return fact_known(first | second);
}

/* Such that each verdict is frequent. */
static void random_facts(uint64_t *seed, const struct provision *first,
                         const struct provision *second, struct facts *out)
{
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        out->values[i] = maker_random(seed) % 8
                             ? meeting(i, first->elements.values[i], second->elements.values[i])
                             : maker_fact(seed, i);
}

static void it_is_reflexive(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision one = maker_provision(&seed);
        struct comparison comparison;

        compare_provisions(&one, &one, NULL, &comparison);
        assert_int_equal(comparison.verdict, TRUTH_YES);
        assert_int_equal(comparison.relation, COMPARISON_SAME);
        assert_int_equal(comparison.deciding, 0);
    }
}

/* With facts the verdict is the same either way round; without, the two never contradict. */
static void it_is_symmetric(void **state)
{
    static const enum comparison_relation mirror[] = {
        [COMPARISON_SAME] = COMPARISON_SAME,     [COMPARISON_WITHIN] = COMPARISON_AROUND,
        [COMPARISON_AROUND] = COMPARISON_WITHIN, [COMPARISON_CROSS] = COMPARISON_CROSS,
        [COMPARISON_APART] = COMPARISON_APART,
    };
    unsigned seen[3] = {0}, relations[5] = {0};
    uint64_t seed = 2;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision first, second;
        struct facts facts;
        struct comparison there, back;

        random_pair(&seed, &first, &second);
        random_facts(&seed, &first, &second, &facts);
        compare_provisions(&first, &second, &facts, &there);
        compare_provisions(&second, &first, &facts, &back);
        assert_int_equal(there.verdict, back.verdict);
        assert_int_equal(there.deciding, back.deciding);
        seen[there.verdict]++;
        compare_provisions(&first, &second, NULL, &there);
        compare_provisions(&second, &first, NULL, &back);
        assert_int_equal(mirror[there.relation], back.relation);
        assert_int_equal(there.verdict == TRUTH_NO, back.verdict == TRUTH_NO);
        relations[there.relation]++;
        for (unsigned e = 0; e < ELEMENT_COUNT; e++)
            assert_int_equal(there.elements[e].only_first, back.elements[e].only_second);
    }
    for (unsigned i = 0; i < 3; i++)
        assert_true(seen[i] > 100);
    for (unsigned i = 0; i < 5; i++)
        assert_true(relations[i] > 100);
}

/* Yes without facts is a promise about all facts: what meets the first meets the second. */
static void yes_without_facts_holds_for_all_facts(void **state)
{
    uint64_t seed = 3;
    unsigned promised = 0;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision first, second;
        struct facts facts;
        struct comparison blind, seeing;

        random_pair(&seed, &first, &second);
        random_facts(&seed, &first, &second, &facts);
        compare_provisions(&first, &second, NULL, &blind);
        compare_provisions(&first, &second, &facts, &seeing);
        if (blind.verdict != TRUTH_YES)
            continue;
        promised++;
        assert_true(seeing.first <= seeing.second);
        assert_int_equal(seeing.verdict, seeing.first);
    }
    assert_true(promised > 1000);
}

static void learning_changes_only_what_was_not_known(void **state)
{
    uint64_t seed = 4;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision first, second;
        struct facts facts, learnt;
        struct comparison before, after;

        random_pair(&seed, &first, &second);
        random_facts(&seed, &first, &second, &facts);
        learnt = facts;
        for (unsigned e = 0; e < ELEMENT_COUNT; e++)
            learnt.values[e] = maker_learnt(&seed, e, facts.values[e]);
        compare_provisions(&first, &second, &facts, &before);
        compare_provisions(&first, &second, &learnt, &after);
        if (before.verdict != TRUTH_UNKNOWN)
            assert_int_equal(before.verdict, after.verdict);
    }
}

static void narrowing_an_offence_never_raises_the_verdict(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision first, second, narrow;
        struct facts facts;
        struct comparison before, after;
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);

        random_pair(&seed, &first, &second);
        random_facts(&seed, &first, &second, &facts);
        narrow = second;
        narrow.elements.values[e] = maker_narrower(&seed, e, second.elements.values[e]);
        compare_provisions(&first, &second, &facts, &before);
        compare_provisions(&first, &narrow, &facts, &after);
        assert_true(after.verdict <= before.verdict);
        compare_provisions(&first, &second, NULL, &before);
        compare_provisions(&first, &narrow, NULL, &after);
        assert_true(after.verdict <= before.verdict);
    }
}

/* Two completions of the facts that differ in the answer: not known. */
static void never_yes_while_a_deciding_fact_is_unknown(void **state)
{
    uint64_t seed = 6;
    unsigned opened = 0;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision first, second;
        struct facts facts;
        struct comparison comparison;
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);

        random_pair(&seed, &first, &second);
        random_facts(&seed, &first, &second, &facts);
        compare_provisions(&first, &second, &facts, &comparison);
        if (comparison.verdict != TRUTH_YES)
            continue;
        facts.values[e] = fact_unknown(e);
        compare_provisions(&first, &second, &facts, &comparison);
        if (element_test(e, first.elements.values[e], facts.values[e]) == TRUTH_YES &&
            element_test(e, second.elements.values[e], facts.values[e]) == TRUTH_YES) {
            assert_int_equal(comparison.verdict, TRUTH_YES);
            continue;
        }
        assert_int_equal(comparison.verdict, TRUTH_UNKNOWN);
        assert_int_equal(comparison.deciding, 1u << e);
        opened++;
    }
    assert_true(opened > 100);
}

/* One element changed in the second offence: how the verdict follows, without facts. */
static const struct {
    enum element element;
    int64_t first, second;
    enum truth verdict;
    enum comparison_relation relation;
} samples[] = {
    {ELEMENT_AUTHORITY, AUTHORITY_BARRIER, AUTHORITY_LAW, TRUTH_YES, COMPARISON_WITHIN},
    {ELEMENT_AUTHORITY, AUTHORITY_LAW, AUTHORITY_BARRIER, TRUTH_UNKNOWN, COMPARISON_AROUND},
    {ELEMENT_MENS_REA, MENS_REA_MALICE, MENS_REA_STRICT, TRUTH_YES, COMPARISON_WITHIN},
    {ELEMENT_EXCLUSIONS, WORD_BIT(EXCLUSION_RESEARCH), 0, TRUTH_YES, COMPARISON_WITHIN},
    {ELEMENT_EXCLUSIONS, 0, WORD_BIT(EXCLUSION_RESEARCH), TRUTH_UNKNOWN, COMPARISON_AROUND},
    {ELEMENT_EXCLUSIONS, WORD_BIT(EXCLUSION_DUTY), WORD_BIT(EXCLUSION_RESEARCH), TRUTH_UNKNOWN,
     COMPARISON_CROSS},
    {ELEMENT_ACT, WORD_BIT(OFFENCE_ACCESS), WORD_BIT(OFFENCE_FRAUD), TRUTH_NO, COMPARISON_APART},
    {ELEMENT_OBJECT, WORD_BIT(OBJECT_PERSON), WORD_BIT(OBJECT_COMPUTER_DATA), TRUTH_NO,
     COMPARISON_APART},
    {ELEMENT_ACT, WORD_BIT(OFFENCE_EXPRESSION), WORD_BIT(OFFENCE_EXPRESSION), TRUTH_UNKNOWN,
     COMPARISON_SAME},
    {ELEMENT_ACT, WORD_BIT(OFFENCE_OTHER), WORD_BIT(OFFENCE_OTHER), TRUTH_UNKNOWN, COMPARISON_SAME},
};

static void samples_are_judged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct provision first = maker_clean(), second = maker_clean();
        struct findings findings = {.count = 0};
        struct comparison comparison;

        second.text = SLICE("Other words.");
        first.elements.values[samples[i].element] = samples[i].first;
        second.elements.values[samples[i].element] = samples[i].second;
        compare_provisions(&first, &second, NULL, &comparison);
        assert_int_equal(comparison.verdict, samples[i].verdict);
        assert_int_equal(comparison.relation, samples[i].relation);
        assert_int_equal(comparison.deciding,
                         samples[i].verdict == TRUTH_YES ? 0 : 1u << samples[i].element);
        comparison_findings(&comparison, "XB 2", &findings);
        assert_int_equal(findings.count, samples[i].verdict != TRUTH_YES);
        if (findings.count)
            assert_int_equal(findings.items[0].outcome,
                             samples[i].verdict == TRUTH_NO ? OUTCOME_REFUSE : OUTCOME_ASK);
    }
}

/* What the facts answer they decide; what they leave open the elements decide; learning more never
 * turns one answer of the facts into another. */
static void a_case_is_the_allegation_and_its_facts(void **state)
{
    uint64_t seed = 7;
    unsigned seen[3] = {0};

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct provision first, second;
        struct comparison alleged, blind, seeing;
        struct facts facts, nothing;

        random_pair(&seed, &first, &second);
        random_facts(&seed, &first, &second, &facts);
        for (unsigned e = 0; e < ELEMENT_COUNT; e++)
            nothing.values[e] = fact_unknown(e);
        compare_provisions(&first, &second, &facts, &seeing);
        compare_provisions(&first, &second, NULL, &blind);
        compare_case(&first, &second, &facts, &alleged);
        if (seeing.verdict == TRUTH_NO || seeing.verdict == TRUTH_YES)
            assert_int_equal(alleged.verdict, seeing.verdict);
        if (blind.verdict == TRUTH_YES)
            assert_int_equal(alleged.verdict, seeing.verdict == TRUTH_NO ? TRUTH_NO : TRUTH_YES);
        seen[alleged.verdict]++;
        compare_case(&first, &second, NULL, &alleged);
        assert_int_equal(alleged.verdict, blind.verdict);
        compare_case(&first, &second, &nothing, &alleged);
        assert_true(alleged.verdict >= blind.verdict);
    }
    for (unsigned i = 0; i < 3; i++)
        assert_true(seen[i] > 100);
}

/* M1: the code, the row, and the elements on which it turns. */
static void a_comparison_has_its_finding(void **state)
{
    static const enum finding_code codes[] = {[TRUTH_NO] = FINDING_DUAL_CRIMINALITY_NONE,
                                              [TRUTH_UNKNOWN] = FINDING_DUAL_CRIMINALITY_UNKNOWN};
    struct comparison comparison = {.deciding = 1u << ELEMENT_ACT | 1u << ELEMENT_HARM};

    (void)state;
    for (enum truth verdict = TRUTH_NO; verdict <= TRUTH_YES; verdict++) {
        struct findings findings = {.count = 0};

        comparison.verdict = verdict;
        comparison_findings(&comparison, "XB 2", &findings);
        assert_int_equal(findings.count, verdict != TRUTH_YES);
        if (!findings.count)
            continue;
        assert_int_equal(findings.items[0].code, codes[verdict]);
        assert_int_equal(findings.items[0].outcome,
                         verdict == TRUTH_NO ? OUTCOME_REFUSE : OUTCOME_ASK);
        assert_string_equal(findings.items[0].row, "M1");
        assert_string_equal(findings.items[0].where, "XB 2");
        assert_int_equal(findings.items[0].value.kind, VALUE_SET);
        assert_int_equal(findings.items[0].value.number, comparison.deciding);
        assert_ptr_equal(findings.items[0].value.vocabulary, &words_element);
    }
}

/* Two who know something know it together, in whichever order; or contradict each other. */
static void facts_meet(void **state)
{
    uint64_t seed = 8;
    unsigned agreed = 0;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        enum element e = (enum element)(i % ELEMENT_COUNT);
        struct fact one = maker_fact(&seed, e), other = maker_fact(&seed, e), there, back;
        bool agree = fact_meet(e, one, other, &there);
        struct fact open = fact_unknown(e);

        assert_int_equal(fact_meet(e, other, one, &back), agree);
        assert_memory_equal(&there, &back, sizeof there);
        if (agree)
            assert_true(fact_within(e, there, one) && fact_within(e, there, other));
        else
            assert_memory_equal(&there, &open, sizeof there);
        agreed += agree;
    }
    assert_true(agreed > 100 && agreed < ROUNDS - 100);
}

static bool parse(const char *text, struct conduct *out, struct error *error)
{
    static struct arena arena;
    bool good;

    *error = (struct error){0};
    good = conduct_parse(slice_text(text), &arena, out, error);
    arena_free(&arena);
    return good;
}

static void facts_are_read(void **state)
{
    static const char text[] = "[facts]\nat = 2025-03-14\nact = {access, fraud}\nobject = unknown\n"
                               "authority = at least law\nmens-rea = at most reckless\n"
                               "exclusions = at least {duty}\nharm = serious\n";
    static const char *const words[ELEMENT_COUNT] = {
        "{access, fraud}", "unknown",         "at least law", "at most reckless", "serious",
        "unknown",         "at least {duty}", "unknown",      "unknown",
    };
    struct conduct conduct;
    struct error error;

    (void)state;
    assert_true(parse(text, &conduct, &error));
    assert_true(conduct.has_at);
    assert_int_equal(conduct.at, instant_civil(2025, 3, 14, 0, 0, 0));
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        struct buffer out = {0};

        fact_format(i, conduct.facts.values[i], &out);
        assert_string_equal(buffer_string(&out), words[i]);
        buffer_free(&out);
    }
}

static const struct {
    const char *text;
    enum error_code code;
    uint32_t line, column;
} wrong[] = {
    {"", ERROR_KEY_MISSING, 0, 0},
    {"[fact]\n", ERROR_KEY_MISSING, 0, 0},
    {"act = {access}\n[facts]\n", ERROR_SECTION_UNKNOWN, 1, 1},
    {"[facts]\n[more]\n", ERROR_SECTION_UNKNOWN, 2, 2},
    {"[facts]\nacts = {access}\n", ERROR_KEY_UNKNOWN, 2, 1},
    {"[facts]\nact = access\n", ERROR_VALUE_TYPE, 2, 7},
    {"[facts]\nact = {acces}\n", ERROR_VALUE_TYPE, 2, 7},
    {"[facts]\nharm = {any}\n", ERROR_VALUE_TYPE, 2, 8},
    {"[facts]\nharm = at least\n", ERROR_VALUE_TYPE, 2, 8},
    {"[facts]\nharm = at least much\n", ERROR_VALUE_TYPE, 2, 8},
    {"[facts]\nharm = at least unknown\n", ERROR_VALUE_TYPE, 2, 8},
    {"[facts]\nharm = Unknown\n", ERROR_VALUE_TYPE, 2, 8},
    {"[facts]\nharm = any\nharm = any\n", ERROR_KEY_DUPLICATE, 3, 1},
    {"[facts]\nat = yesterday\n", ERROR_TIME_FORMAT, 2, 6},
};

static void wrong_facts_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct conduct conduct;
        struct error error;

        assert_false(parse(wrong[i].text, &conduct, &error));
        if (error.code != wrong[i].code || error.line != wrong[i].line ||
            error.column != wrong[i].column)
            fail_msg("%zu: %s %u:%u %s", i, error_name(error.code), error.line, error.column,
                     error.message);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_is_reflexive),
    cmocka_unit_test(it_is_symmetric),
    cmocka_unit_test(yes_without_facts_holds_for_all_facts),
    cmocka_unit_test(learning_changes_only_what_was_not_known),
    cmocka_unit_test(narrowing_an_offence_never_raises_the_verdict),
    cmocka_unit_test(never_yes_while_a_deciding_fact_is_unknown),
    cmocka_unit_test(samples_are_judged),
    cmocka_unit_test(a_case_is_the_allegation_and_its_facts),
    cmocka_unit_test(a_comparison_has_its_finding),
    cmocka_unit_test(facts_meet),
    cmocka_unit_test(facts_are_read),
    cmocka_unit_test(wrong_facts_are_refused),
};

TEST_MAIN(tests)
