/* The laws of one limit, by trying every value of small domains. */
#include "test.h"

#include "rules/lattice.h"

static const struct {
    enum direction direction;
    int64_t first, last; /* all limits and facts tried */
} domains[] = {
    {AT_MOST, -3, 6}, {AT_LEAST, -3, 6}, {PERMITTED, 0, 15}, {REQUIRED, 0, 15},
    {ALLOWED, 0, 1},  {DEMANDED, 0, 1},  {EQUAL, -1, 4},
};

enum { DOMAINS = sizeof domains / sizeof *domains };

#define EACH(d, x) for (int64_t x = domains[d].first; x <= domains[d].last; x++)

static int64_t meet(size_t d, int64_t a, int64_t b, bool *exists)
{
    int64_t met = 77;

    *exists = lattice_meet(domains[d].direction, a, b, &met);
    if (!*exists)
        assert_int_equal(met, 77);
    return met;
}

static bool within(size_t d, int64_t a, int64_t b)
{
    return lattice_within(domains[d].direction, a, b);
}

static void within_is_a_partial_order(void **state)
{
    (void)state;
    for (size_t d = 0; d < DOMAINS; d++)
        EACH(d, a)
        {
            assert_true(within(d, a, a));
            EACH(d, b)
            {
                assert_true(a == b || !within(d, a, b) || !within(d, b, a));
                EACH(d, c)
                {
                    assert_true(!within(d, a, b) || !within(d, b, c) || within(d, a, c));
                }
            }
        }
}

static void meet_is_the_greatest_lower_bound(void **state)
{
    (void)state;
    for (size_t d = 0; d < DOMAINS; d++)
        EACH(d, a)
    EACH(d, b)
    {
        bool exists;
        int64_t met = meet(d, a, b, &exists);

        assert_int_equal(exists, domains[d].direction != EQUAL || a == b);
        if (!exists)
            continue;
        assert_true(within(d, met, a) && within(d, met, b));
        EACH(d, c)
        {
            assert_true(!within(d, c, a) || !within(d, c, b) || within(d, c, met));
        }
    }
}

static void meet_is_a_semilattice(void **state)
{
    (void)state;
    for (size_t d = 0; d < DOMAINS; d++)
        EACH(d, a)
    EACH(d, b)
    EACH(d, c)
    {
        bool ab, ba, bc, left, right;
        int64_t x = meet(d, a, b, &ab), y = meet(d, b, c, &bc);

        assert_int_equal(meet(d, b, a, &ba), x);
        assert_int_equal(ab, ba);
        if (!ab || !bc)
            continue;
        assert_int_equal(meet(d, x, c, &left), meet(d, a, y, &right));
        assert_int_equal(left, right);
        assert_int_equal(meet(d, a, a, &left), a);
    }
}

static void meet_permits_what_both_permit_and_nothing_else(void **state)
{
    (void)state;
    for (size_t d = 0; d < DOMAINS; d++)
        EACH(d, a)
    EACH(d, b)
    EACH(d, fact)
    {
        enum direction direction = domains[d].direction;
        bool exists;
        int64_t met = meet(d, a, b, &exists);

        if (exists)
            assert_int_equal(lattice_permits(direction, met, fact),
                             lattice_permits(direction, a, fact) &&
                                 lattice_permits(direction, b, fact));
    }
}

static void tightening_never_permits_more(void **state)
{
    (void)state;
    for (size_t d = 0; d < DOMAINS; d++)
        EACH(d, tighter)
    EACH(d, looser)
    EACH(d, fact)
    {
        enum direction direction = domains[d].direction;

        if (within(d, tighter, looser) && lattice_permits(direction, tighter, fact))
            assert_true(lattice_permits(direction, looser, fact));
    }
}

static void the_strictest_is_within_all(void **state)
{
    (void)state;
    for (size_t d = 0; d < DOMAINS; d++)
        EACH(d, a)
        {
            int64_t strictest = lattice_strictest(domains[d].direction, domains[d].last);

            if (a >= 0 && domains[d].direction != EQUAL)
                assert_true(within(d, strictest, a));
        }
}

static void each_direction_means_what_it_says(void **state)
{
    static const struct {
        enum direction direction;
        int64_t limit, keeps, fails;
    } cases[] = {
        {AT_MOST, 30, 30, 31},
        {AT_LEAST, 48, 48, 47},
        {PERMITTED, 6, 4, 5},
        {REQUIRED, 6, 7, 5},
        {ALLOWED, 0, 0, 1},
        {DEMANDED, 1, 1, 0},
        {EQUAL, 3, 3, 4},
        {AT_MOST, INT64_MAX, INT64_MAX, INT64_MAX},
        {AT_LEAST, 0, INT64_MAX, INT64_MIN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(lattice_permits(cases[i].direction, cases[i].limit, cases[i].keeps));
        if (cases[i].fails != cases[i].keeps)
            assert_false(lattice_permits(cases[i].direction, cases[i].limit, cases[i].fails));
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(within_is_a_partial_order),
    cmocka_unit_test(meet_is_the_greatest_lower_bound),
    cmocka_unit_test(meet_is_a_semilattice),
    cmocka_unit_test(meet_permits_what_both_permit_and_nothing_else),
    cmocka_unit_test(tightening_never_permits_more),
    cmocka_unit_test(the_strictest_is_within_all),
    cmocka_unit_test(each_direction_means_what_it_says),
};

TEST_MAIN(tests)
