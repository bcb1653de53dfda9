/* The laws that script/prove proves, tried here as they are compiled: every value of small domains,
 * random ones over all 64 bits, and rows of every direction. */
#include "test.h"

#include "rules/laws.h"
#include "rules/maker.h"

enum { CASES = 200000, ROW = 9, DIRECTIONS = EQUAL + 1 };

/* The two ends and the middle of what an int64_t can be. */
static const int64_t corners[] = {INT64_MIN, INT64_MIN + 1, -2,       -1, 0, 1,
                                  2,         INT64_MAX - 1, INT64_MAX};

enum { CORNERS = sizeof corners / sizeof *corners };

static void check_limit_laws(enum direction direction, int64_t a, int64_t b, int64_t c)
{
    assert_true(law_within_is_partial_order(direction, a, b, c));
    assert_true(law_meet_is_greatest_lower_bound(direction, a, b, c));
    assert_true(law_meet_is_commutative(direction, a, b));
    assert_true(law_meet_is_associative(direction, a, b, c));
    assert_true(law_meet_is_idempotent(direction, a));
    assert_true(law_tighter_never_permits_more(direction, a, b, c));
    assert_true(law_meet_permits_what_both_permit(direction, a, b, c));
}

static void limits_keep_the_laws_in_small_domains(void **state)
{
    (void)state;
    for (unsigned d = 0; d < DIRECTIONS; d++)
        for (int64_t a = -16; a < 16; a++)
            for (int64_t b = -16; b < 16; b++)
                for (int64_t c = -16; c < 16; c++)
                    check_limit_laws(d, a, b, c);
}

static void limits_keep_the_laws_at_the_corners(void **state)
{
    (void)state;
    for (unsigned d = 0; d < DIRECTIONS; d++)
        for (unsigned i = 0; i < CORNERS * CORNERS * CORNERS; i++)
            check_limit_laws(d, corners[i % CORNERS], corners[i / CORNERS % CORNERS],
                             corners[i / CORNERS / CORNERS]);
}

static void random_limits_keep_the_laws(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (unsigned i = 0; i < CASES; i++) {
        int64_t a = (int64_t)maker_random(&seed), b = (int64_t)maker_random(&seed),
                c = (int64_t)maker_random(&seed);

        check_limit_laws(i % DIRECTIONS, a, b, c);
        check_limit_laws(i % DIRECTIONS, a & b & c, a & b, a);
        check_limit_laws(i % DIRECTIONS, a | b | c, a | b, a);
    }
}

static void the_strictest_is_within_all(void **state)
{
    (void)state;
    for (unsigned d = 0; d < EQUAL; d++)
        for (int64_t most = 0; most < 64; most++)
            for (int64_t limit = 0; limit <= most; limit++)
                if ((most | limit) == most)
                    assert_true(law_strictest_is_within_all(d, most, limit));
}

/* A row in which every direction occurs, some with units; the first is the availability. */
static const struct kernel_rule row_rules[ROW] = {
    {ALLOWED, 1},  {AT_MOST, 1},   {AT_MOST, 86400}, {AT_LEAST, 1}, {AT_LEAST, 3600},
    {REQUIRED, 1}, {PERMITTED, 1}, {DEMANDED, 1},    {EQUAL, 1},
};

static int64_t random_limit(uint64_t *seed, unsigned p)
{
    enum direction direction = row_rules[p].direction;
    int64_t number = (int64_t)(maker_random(seed) >> 40);

    return p == 0                                            ? number % 8 != 0
           : direction == DEMANDED                           ? number % 2
           : direction == EQUAL                              ? number % 8 == 0
           : direction == PERMITTED || direction == REQUIRED ? number % 16
                                                             : number % 6;
}

static void random_row(uint64_t *seed, int64_t row[ROW])
{
    for (unsigned p = 0; p < ROW; p++)
        row[p] = random_limit(seed, p);
}

/* Most facts are known and few matter, so that a good part of the cases is permitted. */
static void random_case(uint64_t *seed, int64_t facts[ROW], struct law_case *out)
{
    for (unsigned p = 0; p < ROW; p++)
        facts[p] =
            random_limit(seed, p) * row_rules[p].unit + (int64_t)(maker_random(seed) % 3) - 1;
    *out = (struct law_case){.rules = row_rules,
                             .count = ROW,
                             .facts = facts,
                             .known = maker_random(seed) | maker_random(seed) | maker_random(seed),
                             .relevant = maker_random(seed) & maker_random(seed),
                             .regardless = maker_random(seed)};
}

static void rows_keep_the_laws(void **state)
{
    uint64_t seed = 20261122;
    unsigned permitted = 0;

    (void)state;
    for (unsigned i = 0; i < CASES; i++) {
        int64_t a[ROW], b[ROW], c[ROW], met[ROW], facts[ROW];
        struct law_case question;

        random_case(&seed, facts, &question);
        random_row(&seed, a);
        random_row(&seed, b);
        random_row(&seed, c);
        assert_true(law_meet_permits_what_all_permit(&question, a, b, c, met));
        assert_true(law_tightening_never_permits(&question, a, b));
        if (kernel_meet(row_rules, ROW, a, b, b, met) == ROW) {
            permitted += law_permitted(&question, met);
            assert_true(law_tightening_never_permits(&question, met, a));
            assert_true(law_tightening_never_permits(&question, met, b));
        }
    }
    assert_in_range(permitted, CASES / 100, CASES); /* else nothing was tried */
}

/* One limit at a time moves over all of its domain, everything else is kept: a refusal stays one.
 */
static void tightening_one_limit_never_permits(void **state)
{
    static const int64_t kept[ROW] = {1, 5, 5, 5, 5, 3, 12, 0, 1};
    int64_t facts[ROW], tighter[ROW], looser[ROW];
    const struct law_case question = {row_rules, ROW, facts, UINT64_MAX, UINT64_MAX, 0};

    (void)state;
    for (unsigned p = 0; p < ROW; p++)
        for (int64_t i = 0; i < 16 * 16 * 16; i++) {
            for (unsigned q = 0; q < ROW; q++) {
                tighter[q] = looser[q] = kept[q];
                facts[q] = kept[q] * row_rules[q].unit;
            }
            tighter[p] = i % 16;
            looser[p] = i / 16 % 16;
            facts[p] = i / 256 * row_rules[p].unit;
            assert_true(law_tightening_never_permits(&question, tighter, looser));
        }
}

/* The bits are those of the parameters that stand in the way, and no others. */
static void judgements_name_the_parameters(void **state)
{
    const int64_t limits[ROW] = {1, 5, 5, 5, 5, 3, 12, 1, 1};
    int64_t facts[ROW];
    struct kernel_judgement judged;

    (void)state;
    for (unsigned p = 0; p < ROW; p++)
        facts[p] = limits[p] * row_rules[p].unit;
    judged = kernel_judge(row_rules, ROW, limits, facts, UINT64_MAX, UINT64_MAX, 0);
    assert_true(judged.asks == 0 && judged.fails == 0);
    facts[2]++;
    facts[4]--;
    judged = kernel_judge(row_rules, ROW, limits, facts, ~UINT64_C(8), UINT64_MAX, 0);
    assert_true(judged.asks == 8 && judged.fails == (4 | 16));
    judged = kernel_judge(row_rules, ROW, limits, facts, ~UINT64_C(8), ~UINT64_C(4), 0);
    assert_true(judged.asks == 8 && judged.fails == 16);
    judged = kernel_judge(row_rules, ROW, (int64_t[ROW]){0, 5, 5, 5, 5, 3, 12, 1, 1}, facts,
                          ~UINT64_C(8), UINT64_MAX, 4);
    assert_true(judged.asks == 0 && judged.fails == (1 | 4));
}

/* What the contracts of the kernel require of the table and of what a rulebook can say. */
static void the_table_keeps_what_the_kernel_requires(void **state)
{
    const int64_t most = INT64_C(12) * 1000000; /* value_parse reads no larger number */

    (void)state;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        const struct kernel_rule *rule = &parameter_rules[p];

        assert_int_equal(rule->direction, parameter_table[p].direction);
        assert_true(rule->unit >= 1 && rule->unit <= INT64_MAX / most);
        assert_true(rule->unit == 1 || rule->direction == AT_MOST || rule->direction == AT_LEAST);
        assert_true(parameter_strictest(p) >= 0);
        assert_true(parameter_strictest(p) <= INT64_MAX / rule->unit);
        assert_int_equal((parameters_general & PARAMETER_BIT(p)) != 0, parameter_is_general(p));
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(limits_keep_the_laws_in_small_domains),
    cmocka_unit_test(limits_keep_the_laws_at_the_corners),
    cmocka_unit_test(random_limits_keep_the_laws),
    cmocka_unit_test(the_strictest_is_within_all),
    cmocka_unit_test(rows_keep_the_laws),
    cmocka_unit_test(tightening_one_limit_never_permits),
    cmocka_unit_test(judgements_name_the_parameters),
    cmocka_unit_test(the_table_keeps_what_the_kernel_requires),
};

TEST_MAIN(tests)
