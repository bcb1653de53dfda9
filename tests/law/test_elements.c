/* The table of elements: orders that are orders, and tests of facts against every completion. */
#include "test.h"

#include "law/maker.h"

enum { ROUNDS = 200000 };

static void the_table_is_whole(void **state)
{
    (void)state;
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        const struct element_definition *row = &element_table[i];

        assert_int_equal(element_find(slice_text(row->key)), i);
        assert_true(row->question[strlen(row->question) - 1] == '?');
        for (unsigned word = 0; word < row->vocabulary->count; word++) {
            assert_int_equal(
                vocabulary_find(row->vocabulary, slice_text(row->vocabulary->words[word])), word);
            assert_true(strlen(element_meaning(i, word)) > 2);
        }
    }
    assert_int_equal(element_find(SLICE("intent")), ELEMENT_COUNT);
    assert_int_equal(element_find(SLICE("")), ELEMENT_COUNT);
}

static int64_t most_value(enum element element)
{
    const struct element_definition *row = &element_table[element];

    return row->kind == ELEMENT_DEGREE ? row->vocabulary->count - 1
                                       : (int64_t)vocabulary_all(row->vocabulary);
}

/* Exhaustive: reflexive, antisymmetric, and the relation is the mirror of its reverse. */
static void narrower_is_an_order(void **state)
{
    static const enum relation mirror[] = {
        [RELATION_SAME] = RELATION_SAME,
        [RELATION_NARROWER] = RELATION_WIDER,
        [RELATION_WIDER] = RELATION_NARROWER,
        [RELATION_NEITHER] = RELATION_NEITHER,
    };

    (void)state;
    for (unsigned e = 0; e < ELEMENT_COUNT; e++)
        for (int64_t a = 0; a <= most_value(e); a++)
            for (int64_t b = 0; b <= most_value(e); b++) {
                enum relation relation = element_relation(e, a, b);

                assert_int_equal(element_relation(e, b, a), mirror[relation]);
                assert_int_equal(relation == RELATION_SAME, a == b);
                assert_int_equal(relation == RELATION_SAME || relation == RELATION_NARROWER,
                                 element_within(e, a, b));
                if (element_table[e].kind == ELEMENT_DEGREE)
                    assert_int_not_equal(relation, RELATION_NEITHER);
            }
}

static void narrower_is_transitive(void **state)
{
    uint64_t seed = 11;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);
        int64_t a = maker_value(&seed, e), b = maker_narrower(&seed, e, a);
        int64_t c = maker_narrower(&seed, e, b);

        assert_true(element_within(e, b, a) && element_within(e, c, b) && element_within(e, c, a));
    }
}

/* Which way each element narrows, said by hand. */
static void the_directions_are_the_law(void **state)
{
    (void)state;
    assert_true(element_within(ELEMENT_AUTHORITY, AUTHORITY_BARRIER, AUTHORITY_LAW));
    assert_true(element_within(ELEMENT_AUTHORITY, AUTHORITY_LAW, AUTHORITY_TERMS));
    assert_true(element_within(ELEMENT_AUTHORITY, AUTHORITY_TERMS, AUTHORITY_ANY));
    assert_true(element_within(ELEMENT_MENS_REA, MENS_REA_MALICE, MENS_REA_INTENT));
    assert_true(element_within(ELEMENT_MENS_REA, MENS_REA_INTENT, MENS_REA_RECKLESS));
    assert_true(element_within(ELEMENT_MENS_REA, MENS_REA_NEGLIGENT, MENS_REA_STRICT));
    assert_true(element_within(ELEMENT_HARM, HARM_SERIOUS, HARM_ANY));
    assert_true(element_within(ELEMENT_HARM, HARM_ANY, HARM_NONE));
    assert_true(element_within(ELEMENT_SYSTEM, SYSTEM_CONNECTED, SYSTEM_ANY));
    assert_true(element_within(ELEMENT_ICT_ROLE, ICT_ESSENTIAL, ICT_MEANS));
    assert_true(element_within(ELEMENT_ICT_ROLE, ICT_MEANS, ICT_AGGRAVATOR));
    assert_true(element_within(ELEMENT_TOOL_PURPOSE, TOOL_CORE_OFFENCE, TOOL_DUAL_USE));
    assert_true(element_within(ELEMENT_ACT, WORD_BIT(OFFENCE_ACCESS),
                               WORD_BIT(OFFENCE_ACCESS) | WORD_BIT(OFFENCE_FRAUD)));
    assert_true(element_within(ELEMENT_EXCLUSIONS, WORD_BIT(EXCLUSION_RESEARCH), 0));
    assert_false(element_within(ELEMENT_EXCLUSIONS, 0, WORD_BIT(EXCLUSION_RESEARCH)));
}

/* What a whole fact says of an element: no third answer, but for acts that say too little. */
static bool meets(enum element element, int64_t value, int64_t whole)
{
    switch (element_table[element].kind) {
    case ELEMENT_DEGREE:
        return whole >= value;
    case ELEMENT_ANY_OF:
        return (whole & value) != 0;
    case ELEMENT_NONE_OF:
        break;
    }
    return (whole & value) == 0;
}

static bool is_open(enum element element, struct fact fact, int64_t whole)
{
    return fact_within(element, fact_known(whole), fact);
}

/* Against the definition: yes or no only where every completion of the fact says so. */
static void facts_are_tested_against_every_completion(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (unsigned i = 0; i < ROUNDS / 20; i++) {
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);
        int64_t value = maker_value(&seed, e);
        struct fact fact = maker_fact(&seed, e);
        bool all = true, none = true, told = true;
        enum truth found = element_test(e, value, fact);

        for (int64_t whole = 0; whole <= most_value(e); whole++) {
            if (!is_open(e, fact, whole))
                continue;
            all = all && meets(e, value, whole);
            none = none && !meets(e, value, whole);
        }
        if (e == ELEMENT_ACT)
            told = (fact.least & value & ~ACTS_UNSPECIFIC) != 0;
        if (all && told)
            assert_int_equal(found, TRUTH_YES);
        else
            assert_int_equal(found, none ? TRUTH_NO : TRUTH_UNKNOWN);
    }
}

static void narrowing_never_raises_the_answer(void **state)
{
    uint64_t seed = 6;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);
        int64_t value = maker_value(&seed, e), inner = maker_narrower(&seed, e, value);
        struct fact fact = maker_fact(&seed, e);

        assert_true(element_test(e, inner, fact) <= element_test(e, value, fact));
    }
}

static void learning_changes_only_what_was_not_known(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (unsigned i = 0; i < ROUNDS; i++) {
        enum element e = (enum element)(maker_random(&seed) % ELEMENT_COUNT);
        int64_t value = maker_value(&seed, e);
        struct fact fact = maker_fact(&seed, e), learnt = maker_learnt(&seed, e, fact);
        enum truth before = element_test(e, value, fact);

        assert_true(fact_within(e, learnt, fact));
        if (before != TRUTH_UNKNOWN)
            assert_int_equal(element_test(e, value, learnt), before);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_table_is_whole),
    cmocka_unit_test(narrower_is_an_order),
    cmocka_unit_test(narrower_is_transitive),
    cmocka_unit_test(the_directions_are_the_law),
    cmocka_unit_test(facts_are_tested_against_every_completion),
    cmocka_unit_test(narrowing_never_raises_the_answer),
    cmocka_unit_test(learning_changes_only_what_was_not_known),
};

TEST_MAIN(tests)
