/* Extras that can never refuse anything: told from those that can, also by trying every fact. */
#include "test.h"

#include "rules/explain.h"
#include "rules/maker.h"
#include "rules/reach.h"
#include "test_random.h"

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

static void take(const char *lines, struct rulebook *out)
{
    struct error error;

    if (!maker_parse_book(lines, &floor_book, &arena, out, &error))
        fail_msg("%u:%u %s in %s", error.line, error.column, error.message, lines);
}

static void one_that_never_bites_is_told(void **state)
{
    static const struct {
        const char *lines;
        enum reach reach;
    } cases[] = {
        {"[content]\ntargets = 3\ndeny = targets > 3\n", REACH_REFUSED},
        {"[content]\ntargets = 3\ndeny = targets > 2\n", REACH_BITES},
        {"[content]\ndeny = targets > 1 and targets < 2\n", REACH_NOTHING},
        {"[content]\ndeny = targets >= 1 and targets <= 2 and targets != 1 and targets != 2\n",
         REACH_NOTHING},
        {"[content]\ndeny = targets >= 1 and targets <= 3 and targets != 1 and targets != 2\n",
         REACH_BITES},
        {"[content]\ndeny = targets = 1 and targets = 2\n", REACH_NOTHING},
        {"[content]\ndeny = targets < 0\n", REACH_NOTHING},
        {"[content]\ndeny = categories has identity and categories lacks identity\n",
         REACH_NOTHING},
        {"[content]\ncategories = {identity}\ndeny = categories has subscriber\n", REACH_REFUSED},
        {"[content]\ndeny = categories lacks identity\n", REACH_BITES},
        {"[content]\ndeny = privileged lacks lawyer\n", REACH_REFUSED},
        {"[content]\nsuspicion = yes\ndeny = suspicion = no\n", REACH_REFUSED},
        {"[content]\ndeny = suspicion = no and suspicion = yes\n", REACH_NOTHING},
        {"[content]\nduration = 3 days\ndeny = duration > 3 days\n", REACH_REFUSED},
        {"[content]\nduration = 3 days\ndeny = duration >= 3 days\n", REACH_BITES},
        {"[content]\npenalty = 5 years\ndeny = penalty < 60 months\n", REACH_REFUSED},
        {"[content]\npenalty = 5 years\ndeny = penalty < 61 months\n", REACH_BITES},
        {"[content]\navailable = no\ndeny = targets > 1\n", REACH_REFUSED},
        {"[content]\ndeny = measure = traffic\n", REACH_NOTHING},
        {"deny = measure = traffic and measure = content\n[content]\ntargets = 1\n", REACH_NOTHING},
        {"deny = measure != traffic and targets > 1\n[content]\ntargets = 1\n", REACH_BITES},
        {"deny = measure = content and targets > 1\n[content]\ntargets = 1\n", REACH_REFUSED},
    };
    static struct rulebook book;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        take(cases[i].lines, &book);
        assert_int_equal(book.extra_count, 1);
        if (reach_of(book.extras[0], &book) != cases[i].reach)
            fail_msg("%s reaches %d", cases[i].lines, reach_of(book.extras[0], &book));
    }
}

/* Conditions on targets, categories and suspicion at random, in a space small enough to try all. */
static void a_random_one(struct test_random *random, char *out, size_t room)
{
    static const char *const numbers[] = {"=", "!=", "<", "<=", ">", ">="};
    static const char *const words[] = {"subscriber", "identity", "traffic", "content"};
    unsigned count = 1 + (unsigned)test_random_below(random, 4);
    int size = snprintf(out, room, "[content]\ntargets = 2\ncategories = {identity}\ndeny = ");

    for (unsigned i = 0; i < count; i++) {
        size += snprintf(out + size, room - (size_t)size, "%s", i ? " and " : "");
        switch (test_random_below(random, 3)) {
        case 0:
            size +=
                snprintf(out + size, room - (size_t)size, "targets %s %d",
                         numbers[test_random_below(random, 6)], (int)test_random_below(random, 5));
            break;
        case 1:
            size += snprintf(out + size, room - (size_t)size, "categories %s %s",
                             test_random_below(random, 2) ? "has" : "lacks",
                             words[test_random_below(random, 4)]);
            break;
        default:
            size += snprintf(out + size, room - (size_t)size, "suspicion %s %s",
                             test_random_below(random, 2) ? "=" : "!=",
                             test_random_below(random, 2) ? "yes" : "no");
        }
    }
    snprintf(out + size, room - (size_t)size, "\n");
}

static enum reach try_all(const struct rulebook *book)
{
    static const enum parameter fields[] = {PARAMETER_TARGETS, PARAMETER_CATEGORIES,
                                            PARAMETER_SUSPICION};
    const int64_t *limits = book->limits[MEASURE_CONTENT];
    int64_t facts[PARAMETER_COUNT] = {0};
    enum reach best = REACH_NOTHING;

    for (int n = 0; n < 8 * 16 * 2; n++) {
        bool kept = true;

        facts[PARAMETER_TARGETS] = n % 8;
        facts[PARAMETER_CATEGORIES] = n / 8 % 16;
        facts[PARAMETER_SUSPICION] = n / 128;
        if (extra_judge(book->extras[0], MEASURE_CONTENT, facts, UINT64_MAX, UINT64_MAX) !=
            EXTRA_DENIES)
            continue;
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            kept = kept && lattice_permits(parameter_table[fields[i]].direction, limits[fields[i]],
                                           facts[fields[i]]);
        if (kept)
            return REACH_BITES;
        best = REACH_REFUSED;
    }
    return best;
}

static void as_trying_every_fact_says(void **state)
{
    struct test_random random = {.seed = 20261122};
    static struct rulebook book;
    unsigned seen[3] = {0};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        char lines[512];
        enum reach wanted;

        a_random_one(&random, lines, sizeof lines);
        take(lines, &book);
        wanted = try_all(&book);
        seen[wanted]++;
        if (reach_of(book.extras[0], &book) != wanted)
            fail_msg("%s reaches %d, not %d", lines, reach_of(book.extras[0], &book), wanted);
    }
    assert_true(seen[REACH_BITES] > 100 && seen[REACH_REFUSED] > 100 && seen[REACH_NOTHING] > 100);
}

static void explained_with_their_measure(void **state)
{
    static struct rulebook book;
    static struct denials denials;
    struct rulebooks books = {.floor = &floor_book, .requesting = &book, .executing = &floor_book};
    struct buffer out = {0};
    struct error error = {0};

    (void)state;
    take("deny = measure = traffic and targets > 1\n[content]\ntargets = 2\n"
         "deny = targets > 2 @ Act s. 1 \"too many\"\ndeny.3 = accounts > 1\n",
         &book);
    assert_true(explain_is_denial(SLICE("content.deny")));
    assert_false(explain_is_denial(SLICE("content.duration")));
    assert_false(explain_is_denial(SLICE("nothing.deny")));
    assert_false(explain_is_denial(SLICE("deny")));
    assert_true(explain_denials(&books, SLICE("content.deny"), &denials, &error));
    explain_denials_format(&denials, &out);
    assert_non_null(
        strstr(buffer_string(&out),
               "* XA (requesting): content.deny: targets > 2 (too many); line 8; Act s. 1"));
    assert_non_null(strstr(buffer_string(&out), "never refuse anything here"));
    assert_non_null(strstr(buffer_string(&out), "content.deny.3"));
    assert_null(strstr(buffer_string(&out), "rulebook.deny"));
    buffer_clear(&out);
    assert_true(explain_denials(&books, SLICE("content.deny.3"), &denials, &error));
    explain_denials_format(&denials, &out);
    assert_null(strstr(buffer_string(&out), "targets > 2"));
    assert_non_null(strstr(buffer_string(&out), "accounts: how many accounts"));
    buffer_clear(&out);
    assert_true(explain_denials(&books, SLICE("search.deny"), &denials, &error));
    explain_denials_format(&denials, &out);
    assert_non_null(strstr(buffer_string(&out), "  none\n"));
    buffer_free(&out);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_that_never_bites_is_told),
    cmocka_unit_test(as_trying_every_fact_says),
    cmocka_unit_test(explained_with_their_measure),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, read_floor, free_floor);
}
