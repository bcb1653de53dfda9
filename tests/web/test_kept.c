/* Answers that are kept: found by their whole key alone, and given back when another takes their place. */
#include "test.h"

#include "web/kept.h"

static struct kept_answers answers;

static int empty(void **state)
{
    memset(&answers, 0, sizeof answers);
    (void)state;
    return 0;
}

static void found_by_the_whole_key(void **state)
{
    int first, second;
    void *replaced = &first;

    assert_null(kept_find(&answers, SLICE("1 host /en/")));
    assert_true(kept_put(&answers, SLICE("1 host /en/"), &first, "/", 7, &replaced));
    assert_null(replaced);
    assert_ptr_equal(kept_find(&answers, SLICE("1 host /en/"))->made, &first);
    assert_int_equal(kept_find(&answers, SLICE("1 host /en/"))->bytes, 7);
    assert_string_equal(kept_find(&answers, SLICE("1 host /en/"))->route, "/");
    assert_null(kept_find(&answers, SLICE("2 host /en/")));
    assert_null(kept_find(&answers, SLICE("1 host /en")));
    assert_null(kept_find(&answers, SLICE("")));
    assert_true(kept_put(&answers, SLICE("1 host /en/"), &second, "/", 8, &replaced));
    assert_ptr_equal(replaced, &first);
    (void)state;
}

/* Ten thousand keys in 256 places: what is found is always what was asked for. */
static void never_another_answer(void **state)
{
    static int made[10000];
    size_t returned = 0;

    for (int i = 0; i < 10000; i++) {
        char key[40];
        void *replaced;

        snprintf(key, sizeof key, "1 host /tile/%d", i);
        assert_true(kept_put(&answers, slice_text(key), &made[i], "/tile", (uint64_t)i, &replaced));
        returned += replaced != NULL;
    }
    assert_true(returned >= 10000 - KEPT_SLOTS);
    for (int i = 0; i < 10000; i++) {
        const struct kept_answer *kept;
        char key[40];

        snprintf(key, sizeof key, "1 host /tile/%d", i);
        kept = kept_find(&answers, slice_text(key));
        assert_true(!kept || kept->made == &made[i]);
    }
    (void)state;
}

static void too_long_a_key(void **state)
{
    char key[KEPT_KEY + 2];
    void *replaced;

    memset(key, 'a', sizeof key);
    assert_false(kept_put(&answers, slice_of(key, KEPT_KEY + 1), key, "/", 1, &replaced));
    assert_null(replaced);
    assert_null(kept_find(&answers, slice_of(key, KEPT_KEY + 1)));
    assert_true(kept_put(&answers, slice_of(key, KEPT_KEY), key, "/", 1, &replaced));
    assert_non_null(kept_find(&answers, slice_of(key, KEPT_KEY)));
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(found_by_the_whole_key, empty),
    cmocka_unit_test_setup(never_another_answer, empty),
    cmocka_unit_test_setup(too_long_a_key, empty),
};

TEST_MAIN(tests)
