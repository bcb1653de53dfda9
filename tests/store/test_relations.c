/* The index of what belongs together: tags under a key of its own, of one State at a time. */
#include "fixture.h"

#include "store/relations.h"

static void relate(struct store *store, const char *chain, const char *first, const char *second)
{
    const struct slice keys[] = {slice_text(first), slice_text(second)};

    assert_ok(store_relate(store, slice_text(chain), keys, second ? 2 : 1, &failure));
}

static size_t related(struct store *store, const char *state, const char *key, size_t most,
                      struct slice **chains, struct arena *arena)
{
    size_t count;

    assert_ok(store_related(store, state, slice_text(key), most, arena, chains, &count, &failure));
    return count;
}

static bool are(struct store *store, const char *chain, const struct slice *keys, size_t count)
{
    bool same;

    assert_ok(store_relations_are(store, slice_text(chain), keys, count, &same, &failure));
    return same;
}

static void finds_what_belongs_together(struct store *store)
{
    const struct slice keys[] = {SLICE("case a"), SLICE("person p"), SLICE("case a")};
    struct arena arena = {0};
    struct slice *chains;

    assert_refused(store_relate(store, SLICE(MATTER), keys, 1, &failure), ERROR_STORE);
    assert_ok(store_begin(store, &failure));
    relate(store, "XA-2026-000001", "case a", "person p");
    relate(store, "XA-2026-000002", "case a", "person q");
    relate(store, "XA-2026-000002", "case a", NULL);
    relate(store, "XB-2026-000001", "case a", "person p");
    assert_ok(store_commit(store, &failure));
    assert_int_equal(related(store, "XA", "case a", 9, &chains, &arena), 2);
    assert_true(slice_is(chains[0], "XA-2026-000002"));
    assert_true(slice_is(chains[1], "XA-2026-000001"));
    assert_int_equal(related(store, "XA", "case a", 1, &chains, &arena), 1);
    assert_int_equal(related(store, "XA", "person p", 9, &chains, &arena), 1);
    assert_int_equal(related(store, "XB", "person p", 9, &chains, &arena), 1);
    assert_true(slice_is(chains[0], "XB-2026-000001"));
    assert_int_equal(related(store, "XC", "person p", 9, &chains, &arena), 0);
    assert_int_equal(related(store, "XA", "case", 9, &chains, &arena), 0);
    assert_true(are(store, "XA-2026-000001", keys, 2));
    assert_true(are(store, "XA-2026-000001", keys, 3));
    assert_false(are(store, "XA-2026-000001", keys, 1));
    assert_false(are(store, "XA-2026-000001", keys + 1, 1));
    assert_false(are(store, "XA-2026-000002", keys, 2));
    assert_true(are(store, "XA-2026-000009", keys, 0));
    assert_false(are(store, "XA-2026-000009", keys, 1));
    arena_free(&arena);
}

static void in_memory(void **state)
{
    struct store *store = memory_store();

    (void)state;
    finds_what_belongs_together(store);
    store_close(store);
}

static void in_files(void **state)
{
    struct store *store = file_store(state);
    struct arena arena = {0};
    struct slice *chains;

    finds_what_belongs_together(store);
    store = reopen(state, store);
    assert_false(store_relations_lost(store));
    assert_int_equal(related(store, "XA", "case a", 9, &chains, &arena), 2);
    arena_free(&arena);
    store_close(store);
}

static void rolled_back_with_its_transaction(void **state)
{
    struct store *store = file_store(state);
    struct arena arena = {0};
    struct slice *chains;

    assert_ok(store_begin(store, &failure));
    relate(store, MATTER, "case a", NULL);
    store_rollback(store);
    assert_int_equal(related(store, "XA", "case a", 9, &chains, &arena), 0);
    arena_free(&arena);
    store_close(store);
}

static void a_key_that_is_lost(void **state)
{
    struct store *store = file_store(state);
    char *key = path_of(*state, "keys/relations.key");
    struct arena arena = {0};
    struct slice *chains;
    struct stat status;

    assert_int_equal(stat(key, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_size, 32);
    assert_ok(store_begin(store, &failure));
    relate(store, MATTER, "case a", NULL);
    assert_ok(store_commit(store, &failure));
    assert_int_equal(unlink(key), 0);
    store = reopen(state, store);
    assert_true(store_relations_lost(store));
    assert_ok(store_begin(store, &failure));
    assert_ok(store_relations_clear(store, &failure));
    relate(store, MATTER, "case b", NULL);
    assert_ok(store_commit(store, &failure));
    store = reopen(state, store);
    assert_false(store_relations_lost(store));
    assert_int_equal(related(store, "XA", "case a", 9, &chains, &arena), 0);
    assert_int_equal(related(store, "XA", "case b", 9, &chains, &arena), 1);
    arena_free(&arena);
    store_close(store);
    free(key);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(in_memory),
    cmocka_unit_test_setup_teardown(in_files, folder_make, folder_remove),
    cmocka_unit_test_setup_teardown(rolled_back_with_its_transaction, folder_make, folder_remove),
    cmocka_unit_test_setup_teardown(a_key_that_is_lost, folder_make, folder_remove),
};

TEST_MAIN(tests)
