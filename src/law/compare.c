#include "law/compare.h"

static bool is_set(enum element element)
{
    return element_table[element].kind != ELEMENT_DEGREE;
}

static void compare_element(enum element element, int64_t first, int64_t second,
                            const struct facts *facts, struct comparison_element *out)
{
    *out = (struct comparison_element){
        .relation = element_relation(element, first, second),
        .only_first = is_set(element) ? first & ~second : 0,
        .only_second = is_set(element) ? second & ~first : 0,
        .first = facts ? element_test(element, first, facts->values[element]) : TRUTH_UNKNOWN,
        .second = facts ? element_test(element, second, facts->values[element]) : TRUTH_UNKNOWN,
    };
}

/* Nothing that one of them asks for can be what the other asks for. */
static bool is_apart(enum element element, const struct elements *first,
                     const struct elements *second)
{
    return element_table[element].kind == ELEMENT_ANY_OF &&
           (first->values[element] & second->values[element]) == 0;
}

static enum comparison_relation relate(const struct elements *first, const struct elements *second)
{
    bool within = elements_within(first, second), around = elements_within(second, first);

    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (is_apart(i, first, second))
            return COMPARISON_APART;
    if (within && around)
        return COMPARISON_SAME;
    if (within)
        return COMPARISON_WITHIN;
    return around ? COMPARISON_AROUND : COMPARISON_CROSS;
}

/* "Other" and "other" are the same conduct only where the law says the same of them. */
static bool acts_are_comparable(const struct provision *first, const struct provision *second)
{
    return (first->elements.values[ELEMENT_ACT] & ACTS_UNSPECIFIC) == 0 ||
           slice_equal(first->text, second->text);
}

/* What the elements alone can tell of conduct that the first offence punishes. */
static enum truth element_verdict(enum element element, const struct provision *first,
                                  const struct provision *second)
{
    if (is_apart(element, &first->elements, &second->elements))
        return TRUTH_NO;
    if (!element_within(element, first->elements.values[element], second->elements.values[element]))
        return TRUTH_UNKNOWN;
    return element == ELEMENT_ACT && !acts_are_comparable(first, second) ? TRUTH_UNKNOWN
                                                                         : TRUTH_YES;
}

static enum truth lesser(enum truth a, enum truth b)
{
    return a < b ? a : b;
}

/* A conjunction: the verdict is its least part, and turns on the parts that are the least. */
static void conclude(const enum truth each[ELEMENT_COUNT], struct comparison *out)
{
    out->verdict = TRUTH_YES;
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        out->verdict = lesser(out->verdict, each[i]);
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (each[i] == out->verdict && out->verdict != TRUTH_YES)
            out->deciding |= 1u << i;
}

/* `alleged`: where the facts leave an element open, the elements decide it. */
static void compare(const struct provision *first, const struct provision *second,
                    const struct facts *facts, bool alleged, struct comparison *out)
{
    enum truth each[ELEMENT_COUNT];

    *out = (struct comparison){
        .relation = relate(&first->elements, &second->elements),
        .has_facts = facts != NULL,
        .first = facts ? elements_test(&first->elements, facts) : TRUTH_UNKNOWN,
        .second = facts ? elements_test(&second->elements, facts) : TRUTH_UNKNOWN,
    };
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        compare_element(i, first->elements.values[i], second->elements.values[i], facts,
                        &out->elements[i]);
        each[i] = lesser(out->elements[i].first, out->elements[i].second);
        if (!facts || (alleged && each[i] == TRUTH_UNKNOWN))
            each[i] = element_verdict(i, first, second);
    }
    conclude(each, out);
}

void compare_provisions(const struct provision *first, const struct provision *second,
                        const struct facts *facts, struct comparison *out)
{
    compare(first, second, facts, false, out);
}

void compare_case(const struct provision *first, const struct provision *second,
                  const struct facts *facts, struct comparison *out)
{
    compare(first, second, facts, true, out);
}

void comparison_findings(const struct comparison *comparison, const char *where,
                         struct findings *out)
{
    struct finding *finding;

    if (comparison->verdict == TRUTH_YES)
        return;
    finding = findings_add(out,
                           comparison->verdict == TRUTH_NO ? FINDING_DUAL_CRIMINALITY_NONE
                                                           : FINDING_DUAL_CRIMINALITY_UNKNOWN,
                           where);
    finding->value = (struct value){
        .kind = VALUE_SET, .number = comparison->deciding, .vocabulary = &words_element};
}

const char *comparison_relation_name(enum comparison_relation relation)
{
    static const char *const names[] = {"same", "first-within-second", "second-within-first",
                                        "cross", "apart"};

    return names[relation];
}
