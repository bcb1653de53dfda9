/* Deny-only extras: read strictly, judged in three values, and never a way to permit more. */
#include "test.h"

#include "rules/maker.h"

static struct arena arena;
static struct rulebook floor_book;

static int read_floor(void **state)
{
    (void)state;
    maker_take_floor(&arena, &floor_book);
    return 0;
}

static int free_floor(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* XA's rulebook with lines 5 and on of the test's own. */
static bool parse(const char *lines, struct rulebook *out, struct error *error)
{
    return maker_parse_book(lines, &floor_book, &arena, out, error);
}

static void take(const char *lines, struct rulebook *out)
{
    struct error error;

    if (!parse(lines, out, &error))
        fail_msg("%u:%u %s", error.line, error.column, error.message);
}

static void what_is_written_is_kept(void **state)
{
    static struct rulebook book;
    const struct extra *one, *two;

    (void)state;
    take("deny = measure = interception and penalty < 10 years @ Act s. 1 \"too grave\"\n"
         "[content]\nduration = 5 days\ndeny.16 = targets > 3 and categories has content\n",
         &book);
    assert_int_equal(book.extra_count, 2);
    one = book.extras[0];
    two = book.extras[1];
    assert_string_equal(one->name, "rulebook.deny");
    assert_int_equal(one->measures, (1 << MEASURE_COUNT) - 1);
    assert_int_equal(one->count, 2);
    assert_int_equal(one->conditions[0].operand, MEASURE_INTERCEPTION);
    assert_int_equal(one->conditions[1].operand, 120);
    assert_true(slice_is(one->citation, "Act s. 1"));
    assert_true(slice_is(one->reason, "too grave"));
    assert_true(slice_is(one->said, "measure = interception and penalty < 10 years (too grave)"));
    assert_string_equal(two->name, "content.deny.16");
    assert_int_equal(two->measures, 1 << MEASURE_CONTENT);
    assert_true(slice_is(two->said, "targets > 3 and categories has content"));
    assert_int_equal(two->line, 8);
    assert_int_equal(two->column, 11);
}

static void what_is_wrong_has_its_place(void **state)
{
    static const struct {
        const char *lines;
        enum error_code code;
        uint32_t line, column;
    } cases[] = {
        {"[content]\ndeny = target > 3\n", ERROR_KEY_UNKNOWN, 6, 8},
        {"[content]\ndeny = freshness > 3 hours\n", ERROR_KEY_UNKNOWN, 6, 8},
        {"[content]\ndeny = available = yes\n", ERROR_KEY_UNKNOWN, 6, 8},
        {"[content]\ndeny = acknowledge > 3 days\n", ERROR_KEY_UNKNOWN, 6, 8},
        {"[content]\ndeny = targets > 3 and x = 1\n", ERROR_KEY_UNKNOWN, 6, 24},
        {"[content]\ndeny = targets > 3 or accounts > 3\n", ERROR_VALUE_UNIT, 6, 18},
        {"[content]\ndeny = targets has 3\n", ERROR_VALUE_TYPE, 6, 16},
        {"[content]\ndeny = targets => 3\n", ERROR_VALUE_TYPE, 6, 16},
        {"[content]\ndeny = targets\n", ERROR_VALUE_TYPE, 6, 15},
        {"[content]\ndeny = categories = content\n", ERROR_VALUE_TYPE, 6, 19},
        {"[content]\ndeny = categories has pictures\n", ERROR_VALUE_TYPE, 6, 23},
        {"[content]\ndeny = categories has {content}\n", ERROR_VALUE_TYPE, 6, 23},
        {"[content]\ndeny = measure has content\n", ERROR_VALUE_TYPE, 6, 16},
        {"[content]\ndeny = measure = contents\n", ERROR_VALUE_TYPE, 6, 18},
        {"[content]\ndeny = suspicion > no\n", ERROR_VALUE_TYPE, 6, 18},
        {"[content]\ndeny = duration > 3\n", ERROR_VALUE_UNIT, 6, 19},
        {"[content]\ndeny = duration > 3 hours\n", ERROR_VALUE_UNIT, 6, 19},
        {"[content]\ndeny = targets > 3 persons\n", ERROR_VALUE_UNIT, 6, 18},
        {"[content]\ndeny = targets > 3 and\n", ERROR_KEY_UNKNOWN, 6, 23},
        {"[content]\ndeny = and targets > 3\n", ERROR_KEY_UNKNOWN, 6, 8},
        {"[content]\ndeny.1 = targets > 3\n", ERROR_KEY_UNKNOWN, 6, 1},
        {"[content]\ndeny.02 = targets > 3\n", ERROR_KEY_UNKNOWN, 6, 1},
        {"[content]\ndeny.17 = targets > 3\n", ERROR_KEY_UNKNOWN, 6, 1},
        {"[content]\ndeny. = targets > 3\n", ERROR_KEY_UNKNOWN, 6, 1},
        {"[content]\ndenies = targets > 3\n", ERROR_KEY_UNKNOWN, 6, 1},
        {"[status]\ndeny = targets > 3\n", ERROR_KEY_UNKNOWN, 6, 1},
        {"[content]\ndeny = targets > 3\ndeny = targets > 4\n", ERROR_KEY_DUPLICATE, 7, 1},
        {"[content]\ndeny = targets > 3\ndeny.2 = targets > 3\n", ERROR_KEY_DUPLICATE, 7, 10},
        {"[content]\ndeny = targets > 1 and targets > 2 and targets > 3 and targets > 4 and "
         "targets > 5 and targets > 6 and targets > 7 and targets > 8 and targets > 9\n",
         ERROR_TOO_LARGE, 6, 160},
    };
    static struct rulebook book;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error;

        if (parse(cases[i].lines, &book, &error))
            fail_msg("accepted: %s", cases[i].lines);
        if (error.code != cases[i].code || error.line != cases[i].line ||
            (error.column != cases[i].column && cases[i].code != ERROR_TOO_LARGE) ||
            error.column == 0)
            fail_msg("%s%s at %u:%u", cases[i].lines, error_name(error.code), error.line,
                     error.column);
    }
}

/* Every operator at its boundary; facts of hours and days are seconds. */
static void operators_compare_in_the_unit_of_the_facts(void **state)
{
    static const struct {
        const char *condition;
        enum parameter parameter;
        int64_t denied, silent;
    } cases[] = {
        {"targets = 3", PARAMETER_TARGETS, 3, 4},
        {"targets != 3", PARAMETER_TARGETS, 2, 3},
        {"targets < 3", PARAMETER_TARGETS, 2, 3},
        {"targets <= 3", PARAMETER_TARGETS, 3, 4},
        {"targets > 3", PARAMETER_TARGETS, 4, 3},
        {"targets >= 3", PARAMETER_TARGETS, 3, 2},
        {"duration > 3 days", PARAMETER_DURATION, 3 * DAY + 1, 3 * DAY},
        {"window > 1 year", PARAMETER_WINDOW, 13, 12},
        {"penalty < 4 years", PARAMETER_PENALTY, 47, 48},
        {"categories has traffic", PARAMETER_CATEGORIES, 1 << CATEGORY_TRAFFIC, 0},
        {"categories lacks traffic", PARAMETER_CATEGORIES, 0, 1 << CATEGORY_TRAFFIC},
        {"suspicion = no", PARAMETER_SUSPICION, 0, 1},
        {"suspicion != yes", PARAMETER_SUSPICION, 0, 1},
        {"authority has central-authority", PARAMETER_AUTHORITY, 1 << ROLE_CENTRAL_AUTHORITY,
         1 << ROLE_JUDGE},
    };
    static struct rulebook book;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t facts[PARAMETER_COUNT] = {0};
        uint64_t bit = PARAMETER_BIT(cases[i].parameter);
        const struct extra *extra;

        take((const char *)arena_format(&arena, "[content]\ndeny = %s\n", cases[i].condition).data,
             &book);
        extra = book.extras[0];
        facts[cases[i].parameter] = cases[i].denied;
        assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, bit, bit), EXTRA_DENIES);
        facts[cases[i].parameter] = cases[i].silent;
        assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, bit, bit), EXTRA_SILENT);
    }
}

/* "And" over three values: one that fails settles it, what is not known asks once it is due. */
static void what_is_not_known_asks_where_it_decides(void **state)
{
    static struct rulebook book;
    int64_t facts[PARAMETER_COUNT] = {0};
    uint64_t targets = PARAMETER_BIT(PARAMETER_TARGETS),
             accounts = PARAMETER_BIT(PARAMETER_ACCOUNTS), both = targets | accounts;
    const struct extra *extra;

    (void)state;
    take("[content]\ndeny = targets > 3 and accounts > 3 and measure = content\n", &book);
    extra = book.extras[0];
    facts[PARAMETER_TARGETS] = 4;
    facts[PARAMETER_ACCOUNTS] = 4;
    assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, both, both), EXTRA_DENIES);
    assert_int_equal(extra_judge(extra, MEASURE_SEARCH, facts, both, both), EXTRA_SILENT);
    assert_int_equal(extra_judge(extra, MEASURE_SEARCH, facts, 0, both), EXTRA_SILENT);
    assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, targets, both), EXTRA_ASKS);
    assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, targets, targets), EXTRA_SILENT);
    assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, 0, targets), EXTRA_ASKS);
    facts[PARAMETER_TARGETS] = 3;
    assert_int_equal(extra_judge(extra, MEASURE_CONTENT, facts, targets, both), EXTRA_SILENT);
}

static void findings_say_what_and_whose(void **state)
{
    static struct rulebook one, two, none;
    const struct rulebooks books = {&none, &one, &two};
    struct circumstances facts;
    struct effective effective;
    struct findings findings = {.count = 0};
    struct error error = {0};

    (void)state;
    take("", &none);
    take("[content]\ndeny = targets = 5 @ Act s. 1 \"not five\"\n[search]\ndeny = targets = 5\n",
         &one);
    take("[content]\ndeny.3 = targets = 5\ndeny = judges = 5\n", &two);
    assert_true(rulebook_meet(&books, MEASURE_CONTENT, &effective, &error));
    assert_int_equal(effective.extra_count, 2);
    maker_facts_at(effective.limits, MEASURE_CONTENT, &facts);
    decide(&effective, &facts, "XA 1 application", &findings);
    assert_int_equal(findings.count, 0); /* nothing is due: a step that extras do not judge */
    facts.due = UINT64_MAX;
    decide(&effective, &facts, "XA 1 application", &findings);
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0].code, FINDING_DENIED);
    assert_int_equal(findings.items[0].outcome, OUTCOME_REFUSE);
    assert_string_equal(findings.items[0].row, "P10");
    assert_string_equal(findings.items[0].rule, "content.deny");
    assert_int_equal(findings.items[0].whose, WHOSE_REQUESTING | WHOSE_EXECUTING);
    assert_true(slice_is(findings.items[0].limit.text, "targets = 5 (not five)"));
    assert_int_equal(findings.items[1].whose, WHOSE_EXECUTING);
    facts.known &= ~PARAMETER_BIT(PARAMETER_JUDGES);
    facts.relevant &= ~PARAMETER_BIT(PARAMETER_JUDGES);
    facts.carried = PARAMETER_BIT(PARAMETER_JUDGES);
    findings.count = 0;
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.count, 2);
    facts.carried = 0;
    findings.count = 0;
    decide(&effective, &facts, "", &findings);
    assert_int_equal(findings.items[1].outcome, OUTCOME_ASK);
}

static void too_many_are_refused_and_not_dropped(void **state)
{
    static struct rulebook book, more, full;
    struct rulebooks books = {&floor_book, &full, &full};
    struct effective effective;
    struct error error = {0};
    struct buffer lines = {0};

    (void)state;
    take("", &full);
    for (unsigned round = 0; round < RULEBOOK_EXTRAS / EXTRAS_SECTION + 1; round++) {
        buffer_clear(&lines);
        for (unsigned i = 0; i < EXTRAS_SECTION; i++) {
            if (i)
                buffer_format(&lines, "deny.%u = targets > %u\n", i + 1,
                              round * EXTRAS_SECTION + i);
            else
                buffer_format(&lines, "deny = targets > %u\n", round * EXTRAS_SECTION);
        }
        take(buffer_string(&lines), &more);
        book = full;
        if (round < RULEBOOK_EXTRAS / EXTRAS_SECTION) {
            assert_true(rulebook_tighten(&full, &more, &error));
            assert_true(rulebook_tighten(&full, &more, &error)); /* the same again adds none */
            assert_int_equal(full.extra_count, (round + 1) * EXTRAS_SECTION);
        } else {
            assert_false(rulebook_tighten(&full, &more, &error));
            assert_memory_equal(&book, &full, sizeof full);
        }
    }
    assert_false(rulebook_meet(&books, MEASURE_CONTENT, &effective, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    buffer_free(&lines);
}

/* promise 3: whatever extras a book has, they permit nothing that it refuses without them, and the
 * union of three books' extras refuses what any of them does. */
static void adding_an_extra_never_permits_more(void **state)
{
    static struct rulebook books[3], bare[3];
    static struct extra extras[3][4];
    uint64_t seed = 20261122;
    unsigned denied = 0;

    (void)state;
    for (unsigned i = 0; i < 50000; i++) {
        enum measure m = i % MEASURE_COUNT;
        struct circumstances facts = {.measure = m};
        struct effective with, without, alone;
        struct findings some, none, own;
        struct error error = {0};

        for (unsigned b = 0; b < 3; b++) {
            maker_random_book(&seed, &bare[b]);
            books[b] = bare[b];
            for (unsigned e = 0; e < 4; e++) {
                maker_random_extra(&seed, &extras[b][e]);
                books[b].extras[books[b].extra_count++] = &extras[b][e];
            }
        }
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            circumstances_state(&facts, p, parameter_scaled(p, maker_random_limit(&seed, p)));
        facts.known = maker_random(&seed) | maker_random(&seed);
        facts.relevant = maker_random(&seed) & maker_random(&seed);
        facts.carried = maker_random(&seed);
        facts.due = maker_random(&seed) | 1;
        some.count = none.count = own.count = 0;
        assert_true(
            rulebook_meet(&(struct rulebooks){&books[0], &books[1], &books[2]}, m, &with, &error));
        assert_true(
            rulebook_meet(&(struct rulebooks){&bare[0], &bare[1], &bare[2]}, m, &without, &error));
        decide(&with, &facts, "", &some);
        decide(&without, &facts, "", &none);
        assert_true(some.count >= none.count);
        for (size_t f = 0; f < none.count; f++)
            assert_true(some.items[f].code == none.items[f].code &&
                        some.items[f].outcome == none.items[f].outcome &&
                        some.items[f].rule == none.items[f].rule &&
                        some.items[f].whose == none.items[f].whose);
        assert_true(!findings_permit(&some) || findings_permit(&none));
        denied += findings_have(&some, FINDING_DENIED);
        assert_true(
            rulebook_meet(&(struct rulebooks){&bare[0], &books[1], &bare[2]}, m, &alone, &error));
        decide(&alone, &facts, "", &own);
        assert_true(!findings_have(&own, FINDING_DENIED) || findings_have(&some, FINDING_DENIED));
    }
    assert_true(denied > 1000 && denied < 49000);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_written_is_kept),
    cmocka_unit_test(what_is_wrong_has_its_place),
    cmocka_unit_test(operators_compare_in_the_unit_of_the_facts),
    cmocka_unit_test(what_is_not_known_asks_where_it_decides),
    cmocka_unit_test(findings_say_what_and_whose),
    cmocka_unit_test(too_many_are_refused_and_not_dropped),
    cmocka_unit_test(adding_an_extra_never_permits_more),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, read_floor, free_floor);
}
