/* Invitations, login credentials and sessions as rows: each once, none twice, ends that stay. */
#include "fixture.h"

#include "store/accounts.h"

#define OFFICIAL "xa.court-1.o17"
#define OTHER    "xa.court-1.o18"

static struct digest numbered(int number)
{
    return sha256_of(slice_of(&number, sizeof number));
}

static void begin(struct store *store)
{
    assert_ok(store_begin(store, &failure));
}

static void commit(struct store *store)
{
    assert_ok(store_commit(store, &failure));
}

static void put_invitation(struct store *store, int number, const char *official)
{
    struct store_invitation invitation = {.token = numbered(number),
                                          .official = slice_text(official),
                                          .by = SLICE("xa.registry-1.o1"),
                                          .made = START,
                                          .until = START + 100};

    begin(store);
    assert_ok(store_put_invitation(store, &invitation, &failure));
    commit(store);
}

static void test_invitation(void **state)
{
    struct store *store = file_store(state);
    struct store_invitation found, *rows;
    struct arena arena = {0};
    bool there, first;
    size_t count;

    put_invitation(store, 1, OFFICIAL);
    put_invitation(store, 2, OTHER);
    store = reopen(state, store);
    assert_ok(store_invitation(store, numbered(3), &arena, &found, &there, &failure));
    assert_false(there);
    assert_ok(store_invitation(store, numbered(1), &arena, &found, &there, &failure));
    assert_true(there && slice_is(found.official, OFFICIAL) && !found.used);
    begin(store);
    assert_ok(store_use_invitation(store, numbered(1), START + 5, &first, &failure));
    assert_true(first);
    assert_ok(store_use_invitation(store, numbered(1), START + 6, &first, &failure));
    assert_false(first);
    assert_ok(store_end_invitations(store, SLICE(""), START + 7, &failure));
    commit(store);
    assert_ok(store_invitations(store, SLICE(""), 9, &arena, &rows, &count, &failure));
    assert_int_equal(2, count);
    assert_int_equal(START + 7, rows[0].until);
    assert_int_equal(START + 100, rows[1].until);
    assert_int_equal(START + 5, rows[1].used);
    arena_free(&arena);
    store_close(store);
}

static void test_credential(void **state)
{
    struct store *store = file_store(state);
    struct store_credential credential = {.hash = numbered(1),
                                          .official = SLICE(OFFICIAL),
                                          .line = SLICE("webauthn node.example AA== BB=="),
                                          .made = START},
                            found, *rows;
    struct arena arena = {0};
    struct digest hash = numbered(1);
    size_t ended, count;
    bool there, clash;

    begin(store);
    assert_ok(store_put_credential(store, &credential, &clash, &failure));
    assert_false(clash);
    credential.official = SLICE(OTHER);
    assert_ok(store_put_credential(store, &credential, &clash, &failure));
    assert_true(clash);
    assert_ok(store_use_credential(store, hash, 4000000000, START + 9, &failure));
    assert_ok(store_end_credentials(store, SLICE(OTHER), &hash, START, &ended, &failure));
    assert_int_equal(0, ended);
    commit(store);
    store = reopen(state, store);
    assert_ok(store_credential(store, hash, &arena, &found, &there, &failure));
    assert_true(there && slice_is(found.official, OFFICIAL) && !found.ended);
    assert_int_equal(4000000000, found.counter);
    begin(store);
    assert_ok(store_end_credentials(store, SLICE(OFFICIAL), NULL, START + 10, &ended, &failure));
    assert_int_equal(1, ended);
    assert_ok(store_end_credentials(store, SLICE(OFFICIAL), NULL, START + 11, &ended, &failure));
    assert_int_equal(0, ended);
    commit(store);
    assert_ok(store_credentials(store, SLICE(OFFICIAL), 9, &arena, &rows, &count, &failure));
    assert_true(count == 1 && rows[0].ended == START + 10);
    assert_ok(store_credentials(store, SLICE(OTHER), 9, &arena, &rows, &count, &failure));
    assert_int_equal(0, count);
    arena_free(&arena);
    store_close(store);
}

static bool put_session(struct store *store, int number, const char *official, int challenge)
{
    struct store_session session = {.id = numbered(number),
                                    .official = slice_text(official),
                                    .begun = START + number,
                                    .used = START + number};
    struct digest answered = numbered(1000 + challenge);
    bool clash;

    begin(store);
    assert_ok(store_put_session(store, &session, challenge ? &answered : NULL, &clash, &failure));
    commit(store);
    return !clash;
}

static void test_session(void **state)
{
    struct store *store = file_store(state);
    struct store_session found, *rows;
    struct arena arena = {0};
    struct digest id = numbered(1);
    size_t ended, count;
    bool there;

    assert_true(put_session(store, 1, OFFICIAL, 1));
    assert_false(put_session(store, 2, OFFICIAL, 1));
    assert_false(put_session(store, 1, OTHER, 2));
    assert_true(put_session(store, 3, OTHER, 0));
    assert_true(put_session(store, 4, OTHER, 0));
    begin(store);
    assert_ok(store_use_session(store, id, START + 50, &failure));
    assert_ok(store_end_sessions(store, SLICE(OTHER), &id, START + 60, &ended, &failure));
    assert_int_equal(0, ended);
    assert_ok(store_end_sessions(store, SLICE(OTHER), NULL, START + 60, &ended, &failure));
    assert_int_equal(2, ended);
    commit(store);
    store = reopen(state, store);
    assert_ok(store_session(store, id, &arena, &found, &there, &failure));
    assert_true(there && !found.ended && found.used == START + 50 && !found.rehearsal);
    assert_ok(store_sessions(store, SLICE(""), 2, &arena, &rows, &count, &failure));
    assert_true(count == 2 && rows[0].begun == START + 4 && rows[1].ended == START + 60);
    begin(store);
    assert_ok(store_forget_sessions(store, START + 4, &failure));
    commit(store);
    assert_ok(store_sessions(store, SLICE(""), 9, &arena, &rows, &count, &failure));
    assert_int_equal(1, count);
    arena_free(&arena);
    store_close(store);
}

static void test_only_in_a_transaction(void **state)
{
    struct store *store = file_store(state);
    struct store_session session = {.id = numbered(1), .official = SLICE(OFFICIAL)};
    bool clash;

    assert_refused(store_put_session(store, &session, NULL, &clash, &failure), ERROR_STORE);
    assert_refused(store_use_session(store, numbered(1), START, &failure), ERROR_STORE);
    store_close(store);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, folder_make, folder_remove)

static const struct CMUnitTest tests[] = {
    TEST(test_invitation),
    TEST(test_credential),
    TEST(test_session),
    TEST(test_only_in_a_transaction),
};

static int run_accounts(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_accounts);
}
