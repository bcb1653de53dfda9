/* Meet and decision: each parameter alone, at its boundary, and the laws over random rulebooks. */
#include "test.h"

#include "rules/maker.h"

enum { CASES = 100000 };

static struct arena arena;
static struct rulebook middle; /* every limit in the middle, every measure available */

static int read_middle(void **state)
{
    struct error error = {0};
    struct buffer text = {0};

    (void)state;
    maker_floor(NULL, &text);
    if (!rulebook_parse(buffer_slice(&text), NULL, &arena, &middle, &error))
        fail_msg("%u:%u %s", error.line, error.column, error.message);
    buffer_free(&text);
    return 0;
}

static int free_middle(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void meet(const struct rulebook *floor, const struct rulebook *requesting,
                 const struct rulebook *executing, enum measure measure, struct effective *out)
{
    const struct rulebooks books = {floor, requesting, executing};
    struct error error = {0};

    assert_true(rulebook_meet(&books, measure, out, &error));
}

/* A fact that fails the middle by as little as can be: one second, one month, one word. */
static int64_t failing_fact(enum parameter p)
{
    int64_t limit = parameter_scaled(p, maker_middle(p));

    switch (parameter_table[p].direction) {
    case AT_MOST:
        return limit + 1;
    case AT_LEAST:
        return limit - 1;
    case PERMITTED:
        return limit | 4;
    case REQUIRED:
        return limit & ~INT64_C(1);
    case DEMANDED:
        return limit - 1;
    default:
        return limit + 1;
    }
}

static void check_finding(const struct findings *findings, enum measure m, enum parameter p,
                          enum finding_code code, unsigned whose, int64_t limit)
{
    const struct finding *finding = &findings->items[0];

    assert_int_equal(findings->count, 1);
    assert_int_equal(finding->code, code);
    assert_string_equal(finding->rule, parameter_name(m, p));
    assert_string_equal(finding->row, parameter_table[p].row);
    assert_int_equal(finding->whose, whose);
    assert_int_equal(finding->limit.number, limit);
    assert_int_equal(finding->limit.kind, parameter_table[p].kind);
    assert_string_equal(finding->where, "XA 2 authorisation");
    assert_false(findings_permit(findings));
}

/* The fact moves over the limit, by the smallest step there is. */
static void check_boundary(enum measure m, enum parameter p)
{
    const unsigned all = WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING;
    struct circumstances facts;
    struct findings findings = {0};
    struct effective effective;

    meet(&middle, &middle, &middle, m, &effective);
    maker_facts_at(effective.limits, m, &facts);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    assert_int_equal(findings.count, 0);
    if (p == PARAMETER_AVAILABLE || (parameter_table[p].direction == DEMANDED))
        return; /* the middle has nothing to fail: check_rule_alone has */
    facts.facts[p] = failing_fact(p);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    check_finding(&findings, m, p, FINDING_LIMIT, all, maker_middle(p));
    assert_int_equal(findings.items[0].value.number, facts.facts[p]);
    findings.count = 0;
    facts.known &= ~PARAMETER_BIT(p);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    check_finding(&findings, m, p, FINDING_FACT_UNKNOWN, all, maker_middle(p));
    assert_int_equal(findings.items[0].outcome, OUTCOME_ASK);
    findings.count = 0;
    facts.relevant &= ~PARAMETER_BIT(p);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    assert_int_equal(findings.count, 0);
}

/* The facts stay, one State tightens this parameter alone: exactly this finding, and it is theirs.
 */
static void check_rule_alone(enum measure m, enum parameter p)
{
    struct rulebook tight;
    struct circumstances facts;
    struct findings findings = {0};
    struct effective effective;

    tight = middle;
    tight.limits[m][p] = maker_tighter(p);
    maker_facts_at(middle.limits[m], m, &facts);
    meet(&middle, &tight, &middle, m, &effective);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    check_finding(&findings, m, p, FINDING_LIMIT, WHOSE_REQUESTING, maker_tighter(p));
    findings.count = 0;
    meet(&middle, &middle, &tight, m, &effective);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    check_finding(&findings, m, p, FINDING_LIMIT, WHOSE_EXECUTING, maker_tighter(p));
}

/* The floor loosens this parameter alone: what failed is kept. */
static void check_rule_loosened(enum measure m, enum parameter p)
{
    struct rulebook loose;
    struct circumstances facts;
    struct findings findings = {0};
    struct effective effective;

    if (maker_looser(p) == maker_middle(p))
        return;
    loose = middle;
    loose.limits[m][p] = maker_looser(p);
    maker_facts_at(loose.limits[m], m, &facts);
    meet(&loose, &loose, &loose, m, &effective);
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 0);
    meet(&middle, &loose, &loose, m, &effective);
    decide(&effective, &facts, "XA 2 authorisation", &findings);
    check_finding(&findings, m, p, FINDING_LIMIT, WHOSE_FLOOR, maker_middle(p));
}

static void each_parameter_alone_changes_the_findings(void **state)
{
    (void)state;
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            check_boundary(m, p);
            check_rule_alone(m, p);
            check_rule_loosened(m, p);
        }
}

static void all_failing_grounds_come_at_once(void **state)
{
    struct circumstances facts = {.measure = MEASURE_CONTENT};
    struct findings findings = {0};
    struct effective effective;
    struct rulebook strict;
    unsigned expected = 0;

    (void)state;
    strict = middle;
    strict.limits[MEASURE_CONTENT][PARAMETER_APPROVAL] = 1;
    strict.limits[MEASURE_CONTENT][PARAMETER_DUAL_CRIMINALITY] = 1;
    strict.limits[MEASURE_CONTENT][PARAMETER_SUSPICION] = 1;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        bool demanded = parameter_table[p].direction == DEMANDED;

        if (p != PARAMETER_AVAILABLE)
            circumstances_state(&facts, p, demanded ? 0 : failing_fact(p));
        expected += p != PARAMETER_AVAILABLE;
    }
    meet(&middle, &strict, &strict, MEASURE_CONTENT, &effective);
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, expected);
    for (unsigned p = 0, i = 0; p < PARAMETER_COUNT; p++)
        if (p != PARAMETER_AVAILABLE)
            assert_string_equal(findings.items[i++].rule, parameter_name(MEASURE_CONTENT, p));
    circumstances_ask(&facts, PARAMETER_DURATION);
    findings.count = 0;
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, expected);
    assert_true(findings_have(&findings, FINDING_FACT_UNKNOWN));
}

static void seconds_are_compared_exactly(void **state)
{
    struct circumstances facts = {.measure = MEASURE_CONTENT};
    struct findings findings = {0};
    struct effective effective;
    struct buffer text = {0};

    (void)state;
    meet(&middle, &middle, &middle, MEASURE_CONTENT, &effective);
    assert_int_equal(effective_seconds(&effective, PARAMETER_DURATION), 5 * DAY);
    circumstances_state(&facts, PARAMETER_DURATION, 5 * DAY);
    circumstances_state(&facts, PARAMETER_DELAY, 5 * HOUR);
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 0);
    circumstances_state(&facts, PARAMETER_DURATION, 5 * DAY + 1);
    circumstances_state(&facts, PARAMETER_DELAY, 5 * HOUR - 1);
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 2);
    value_format(&findings.items[0].value, &text);
    buffer_text(&text, " > ");
    value_format(&findings.items[0].limit, &text);
    assert_string_equal(buffer_string(&text), "432001 seconds > 5 days");
    buffer_free(&text);
}

static void a_measure_that_the_floor_lacks_is_refused_once(void **state)
{
    struct circumstances facts;
    struct findings findings = {0};
    struct effective effective;
    struct rulebook floor, other;

    (void)state;
    floor = middle;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (!parameter_is_general(p))
            floor.limits[MEASURE_SEARCH][p] = parameter_strictest(p);
    maker_facts_at(middle.limits[MEASURE_SEARCH], MEASURE_SEARCH, &facts);
    meet(&floor, &floor, &floor, MEASURE_SEARCH, &effective);
    facts.facts[PARAMETER_FRESHNESS]++;
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[0].rule, "search.available");
    assert_string_equal(findings.items[1].rule, "status.freshness");
    findings.count = 0;
    other = middle;
    other.limits[MEASURE_SEARCH][PARAMETER_AVAILABLE] = 0;
    other.limits[MEASURE_SEARCH][PARAMETER_DURATION] = 1;
    meet(&middle, &other, &middle, MEASURE_SEARCH, &effective);
    facts.facts[PARAMETER_FRESHNESS]--;
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[0].rule, "search.available");
    assert_int_equal(findings.items[0].whose, WHOSE_REQUESTING);
    assert_string_equal(findings.items[1].rule, "search.duration");
}

static void availability_cannot_be_left_out(void **state)
{
    struct circumstances facts = {.measure = MEASURE_CONTENT};
    struct findings findings = {0};
    struct effective effective;
    struct rulebook shut;

    (void)state;
    shut = middle;
    shut.limits[MEASURE_CONTENT][PARAMETER_AVAILABLE] = 0;
    meet(&middle, &middle, &shut, MEASURE_CONTENT, &effective);
    circumstances_state(&facts, PARAMETER_AVAILABLE, 0);
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].rule, "content.available");
}

static void another_measures_circumstances_are_refused(void **state)
{
    struct circumstances facts = {.measure = MEASURE_INTERCEPTION};
    struct findings findings = {0};
    struct effective effective;

    (void)state;
    meet(&middle, &middle, &middle, MEASURE_CONTENT, &effective);
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].rule, "interception.available");
    assert_false(findings_permit(&findings));
}

static void a_full_list_still_refuses(void **state)
{
    struct circumstances facts;
    struct findings findings = {0};
    struct effective effective;

    (void)state;
    meet(&middle, &middle, &middle, MEASURE_CONTENT, &effective);
    maker_facts_at(effective.limits, MEASURE_CONTENT, &facts);
    while (findings.count < FINDINGS_MAX)
        findings_add(&findings, FINDING_ASKED, "")->outcome = OUTCOME_NOTE;
    facts.facts[PARAMETER_DURATION]++;
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, FINDINGS_MAX);
    assert_int_equal(findings.items[FINDINGS_MAX - 1].code, FINDING_TOO_MANY);
    assert_null(findings.items[FINDINGS_MAX - 1].rule);
    assert_false(findings_permit(&findings));
}

static void whose_says_who_holds_the_binding_limit(void **state)
{
    static const struct {
        enum parameter parameter;
        int64_t floor, requesting, executing, limit;
        unsigned whose;
    } cases[] = {
        {PARAMETER_DURATION, 30, 30, 30, 30, 7}, {PARAMETER_DURATION, 30, 21, 30, 21, 2},
        {PARAMETER_DURATION, 30, 21, 14, 14, 4}, {PARAMETER_DURATION, 30, 21, 21, 21, 6},
        {PARAMETER_PENALTY, 48, 48, 60, 60, 4},  {PARAMETER_PENALTY, 48, 48, 48, 48, 7},
        {PARAMETER_OFFENCES, 7, 3, 6, 2, 6},     {PARAMETER_OFFENCES, 7, 3, 1, 1, 4},
        {PARAMETER_OFFENCES, 7, 7, 3, 3, 4},     {PARAMETER_GROUNDS, 1, 3, 5, 7, 6},
        {PARAMETER_GROUNDS, 1, 2, 4, 7, 7},      {PARAMETER_OFFENCES, 9, 10, 12, 8, 7},
        {PARAMETER_APPROVAL, 0, 1, 0, 1, 2},     {PARAMETER_AVAILABLE, 1, 1, 0, 0, 4},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rulebook books[3] = {{.from = 0}};
        struct effective effective;

        books[0].limits[MEASURE_CONTENT][cases[i].parameter] = cases[i].floor;
        books[1].limits[MEASURE_CONTENT][cases[i].parameter] = cases[i].requesting;
        books[2].limits[MEASURE_CONTENT][cases[i].parameter] = cases[i].executing;
        meet(&books[0], &books[1], &books[2], MEASURE_CONTENT, &effective);
        assert_int_equal(effective.limits[cases[i].parameter], cases[i].limit);
        assert_int_equal(effective.whose[cases[i].parameter], cases[i].whose);
    }
}

static void random_facts(uint64_t *seed, enum measure measure, struct circumstances *out)
{
    *out = (struct circumstances){.measure = measure};
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        circumstances_state(out, p, parameter_scaled(p, maker_random_limit(seed, p)));
    out->known = maker_random(seed) | maker_random(seed) | maker_random(seed);
    out->relevant = maker_random(seed);
}

static uint64_t failing(const struct effective *effective, const struct circumstances *facts)
{
    struct findings findings;
    uint64_t failed = 0;

    findings.count = 0;
    decide(effective, facts, "", &findings);
    for (size_t i = 0; i < findings.count; i++) {
        enum measure measure;
        enum parameter parameter;

        assert_true(parameter_find(slice_text(findings.items[i].rule), &measure, &parameter));
        failed |= PARAMETER_BIT(parameter);
    }
    return failed;
}

/* promise 3: nothing that one book refuses is permitted by the meet, and the meet refuses nothing
 * that all permit. */
static void the_meet_permits_what_all_permit(void **state)
{
    uint64_t seed = 20261122;

    (void)state;
    for (unsigned i = 0; i < CASES; i++) {
        enum measure m = i % MEASURE_COUNT;
        struct rulebook books[3];
        struct circumstances facts;
        struct effective together;
        bool alone = true;

        random_facts(&seed, m, &facts);
        for (unsigned b = 0; b < 3; b++) {
            struct effective one;

            maker_random_book(&seed, &books[b]);
            meet(&books[b], &books[b], &books[b], m, &one);
            alone = failing(&one, &facts) == 0 && alone;
        }
        meet(&books[0], &books[1], &books[2], m, &together);
        assert_int_equal(failing(&together, &facts) == 0, alone);
    }
}

static void tightening_never_removes_a_refusal(void **state)
{
    uint64_t seed = 42;

    (void)state;
    for (unsigned i = 0; i < CASES; i++) {
        enum measure m = i % MEASURE_COUNT;
        struct rulebook floor, requesting, executing, tighter;
        struct circumstances facts;
        struct effective before, after;
        struct error error = {0};

        maker_random_book(&seed, &floor);
        maker_random_book(&seed, &requesting);
        maker_random_book(&seed, &executing);
        maker_random_book(&seed, &tighter);
        random_facts(&seed, m, &facts);
        meet(&floor, &requesting, &executing, m, &before);
        assert_true(rulebook_tighten(&tighter, &requesting, &error));
        assert_true(rulebook_within(&tighter, &requesting, NULL, NULL));
        meet(&floor, &tighter, &executing, m, &after);
        if (failing(&before, &facts))
            assert_true(failing(&after, &facts));
    }
}

static void the_order_of_the_books_changes_nothing_but_whose(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (unsigned i = 0; i < CASES; i++) {
        enum measure m = i % MEASURE_COUNT;
        struct rulebook a, b, c, ab, bc;
        struct effective abc, cab, left, right, self;
        struct error error = {0};

        maker_random_book(&seed, &a);
        maker_random_book(&seed, &b);
        maker_random_book(&seed, &c);
        ab = a;
        bc = b;
        assert_true(rulebook_tighten(&ab, &b, &error) && rulebook_tighten(&bc, &c, &error));
        meet(&a, &b, &c, m, &abc);
        meet(&c, &a, &b, m, &cab);
        meet(&ab, &ab, &c, m, &left);
        meet(&a, &bc, &bc, m, &right);
        meet(&a, &a, &a, m, &self);
        assert_memory_equal(abc.limits, cab.limits, sizeof abc.limits);
        assert_memory_equal(abc.limits, left.limits, sizeof abc.limits);
        assert_memory_equal(abc.limits, right.limits, sizeof abc.limits);
        assert_memory_equal(self.limits, a.limits[m], sizeof self.limits);
    }
}

static void windows_count_calendar_months(void **state)
{
    static const struct {
        const char *from, *reference;
        int64_t months;
    } cases[] = {
        {"2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", 0},
        {"2027-01-01T00:00:00Z", "2026-11-22T10:00:00Z", 0},
        {"2026-11-22T09:59:59Z", "2026-11-22T10:00:00Z", 1},
        {"2026-10-22T10:00:00Z", "2026-11-22T10:00:00Z", 1},
        {"2026-10-22T09:59:59Z", "2026-11-22T10:00:00Z", 2},
        {"2025-11-22T10:00:00Z", "2026-11-22T10:00:00Z", 12},
        {"2025-11-22T09:59:59Z", "2026-11-22T10:00:00Z", 13},
        {"2026-02-28T00:00:00Z", "2026-03-31T00:00:00Z", 1},
        {"2026-02-27T23:59:59Z", "2026-03-31T00:00:00Z", 2},
        {"2024-02-29T00:00:00Z", "2024-03-31T00:00:00Z", 1},
        {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 96360},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {0};
        instant from, reference;

        assert_true(instant_parse(slice_text(cases[i].from), &from, &error));
        assert_true(instant_parse(slice_text(cases[i].reference), &reference, &error));
        assert_int_equal(window_months(from, reference), cases[i].months);
    }
    assert_int_equal(window_months(-1, 0), INT64_MAX);
    assert_int_equal(window_months(0, INT64_MAX), INT64_MAX);
    assert_int_equal(window_months(INT64_MIN, INT64_MAX), INT64_MAX);
    assert_int_equal(window_months(INT64_MAX, 0), INT64_MAX);
}

static void windows_are_the_least_that_reach(void **state)
{
    uint64_t seed = 99;

    (void)state;
    for (unsigned i = 0; i < CASES; i++) {
        instant from = (instant)(maker_random(&seed) % UINT64_C(4102444800));
        instant reference = (instant)(maker_random(&seed) % UINT64_C(4102444800));
        int64_t months = window_months(from, reference);

        assert_true(instant_add_months(reference, -months) <= from);
        assert_true(months == 0 || instant_add_months(reference, 1 - months) > from);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_parameter_alone_changes_the_findings),
    cmocka_unit_test(all_failing_grounds_come_at_once),
    cmocka_unit_test(seconds_are_compared_exactly),
    cmocka_unit_test(a_measure_that_the_floor_lacks_is_refused_once),
    cmocka_unit_test(availability_cannot_be_left_out),
    cmocka_unit_test(another_measures_circumstances_are_refused),
    cmocka_unit_test(a_full_list_still_refuses),
    cmocka_unit_test(whose_says_who_holds_the_binding_limit),
    cmocka_unit_test(the_meet_permits_what_all_permit),
    cmocka_unit_test(tightening_never_removes_a_refusal),
    cmocka_unit_test(the_order_of_the_books_changes_nothing_but_whose),
    cmocka_unit_test(windows_count_calendar_months),
    cmocka_unit_test(windows_are_the_least_that_reach),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, read_middle, free_middle);
}
