/* Content keys, attachments, what is in the clear. */
#include "fixture.h"

static void destroys_content(void **state)
{
    struct store *store = file_store(state), *other = NULL;
    struct statement next = sample(MATTER, "XA", 2, false, "{\"next\":1}");
    struct statement one = sample(MATTER, "XA", 1, false, "{\"secret\":\"Grüße\"}");
    struct slice file = SLICE("0123 attached secret");
    struct store_chain_row *chains;
    struct store_statement *rows;
    uint8_t salt[ENTRY_SALT] = {7};
    struct arena arena = {0};
    struct buffer out = {0}, entry = {0}, again = {0};
    uint64_t index, length;
    size_t count;
    bool known;

    assert_ok(store_begin(store, &failure));
    assert_ok(store_append(store, &one, SLICE("s"), START, salt, &index, &failure));
    assert_ok(store_put_attachment(store, SLICE(MATTER), sha256_of(file), file, &failure));
    assert_ok(store_put_attachment(store, SLICE(MATTER), sha256_of(file), file, &failure));
    assert_refused(store_put_attachment(store, SLICE(MATTER), one.hash, file, &failure),
                   ERROR_ATTACHMENT_WRONG);
    put_checkpoint(store, STORE_MATTERS, START);
    assert_ok(store_commit(store, &failure));
    assert_ok(store_open(&other, *state, &failure));
    assert_ok(store_attachment(store, SLICE(MATTER), sha256_of(file), &out, &failure));
    assert_true(slice_equal(buffer_slice(&out), file));
    assert_refused(store_attachment(store, SLICE(MATTER), one.hash, &out, &failure),
                   ERROR_ATTACHMENT_MISSING);
    assert_ok(store_entry(store, STORE_MATTERS, 0, &entry, &failure));

    assert_refused(store_destroy_content(store, SLICE("XA-2026-999999"), &failure),
                   ERROR_CHAIN_UNKNOWN);
    assert_ok(store_destroy_content(store, SLICE(MATTER), &failure));
    assert_refused(store_destroy_content(store, SLICE(MATTER), &failure), ERROR_CONTENT_DESTROYED);
    assert_refused(store_attachment(other, SLICE(MATTER), sha256_of(file), &out, &failure),
                   ERROR_CONTENT_DESTROYED);
    assert_refused(
        store_chain(other, SLICE(MATTER), STORE_CONTENT, &arena, &rows, &count, &failure),
        ERROR_CONTENT_DESTROYED);
    assert_ok(store_chain(other, SLICE(MATTER), STORE_ROWS, &arena, &rows, &count, &failure));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].payload.size, 0);
    assert_ok(
        store_knows_attachment(store, SLICE(MATTER), sha256_of(file), &known, &length, &failure));
    assert_true(known);
    assert_int_equal(length, file.size);
    assert_ok(store_entry(store, STORE_MATTERS, 0, &again, &failure));
    assert_true(slice_equal(buffer_slice(&entry), buffer_slice(&again)));
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 1);
    assert_ok(store_chains(store, (struct slice){0}, 9, &arena, &chains, &count, &failure));
    assert_true(chains[0].destroyed);

    /* No new key under the old name. */
    assert_ok(store_begin(other, &failure));
    assert_refused(store_append(other, &next, SLICE("s"), START, salt, &index, &failure),
                   ERROR_CONTENT_DESTROYED);
    store_rollback(other);
    buffer_free(&out);
    buffer_free(&entry);
    buffer_free(&again);
    arena_free(&arena);
    store_close(store);
    store_close(other);
}

/* Sealed content and salts are nowhere in the files in the clear. */
static void nothing_in_the_clear(void **state)
{
    static const char *const names[] = {"node.db", "node.db-wal"};
    struct store *store = file_store(state);
    struct statement one = sample(MATTER, "XA", 1, false, "{\"secret\":\"needle-in-hay\"}");
    struct slice file = SLICE("0123 needle-in-hay attached");
    uint8_t salt[ENTRY_SALT];
    uint64_t index;

    memset(salt, 'S', sizeof salt);
    assert_ok(store_begin(store, &failure));
    assert_ok(store_append(store, &one, SLICE("needle-in-hay"), START, salt, &index, &failure));
    assert_ok(store_put_attachment(store, SLICE(MATTER), sha256_of(file), file, &failure));
    put_checkpoint(store, STORE_MATTERS, START);
    assert_ok(store_commit(store, &failure));
    for (size_t i = 0; i < 2; i++) {
        char *path = path_of(*state, names[i]);
        struct buffer bytes = {0};

        assert_ok(files_read(path, 1 << 24, &bytes, &failure));
        assert_null(memmem(bytes.data, bytes.size, "needle-in-hay", 13));
        assert_null(memmem(bytes.data, bytes.size, "SSSSSSSS", 8));
        buffer_free(&bytes);
        free(path);
    }
    store_close(store);
}

static void damaged_key_and_leftovers(void **state)
{
    struct store *store = file_store(state);
    char *key = path_of(*state, "keys/chains/XA-2026-000000.key");
    char *next = path_of(*state, "keys/chains/XA-2026-000001.key");
    struct store_statement *rows;
    struct arena arena = {0};
    struct stat status;
    size_t count;

    /* A part of a key and a whole one, as crashes may leave them before a commit. */
    assert_ok(files_create(key, SLICE("half"), 0600, &failure));
    assert_ok(files_create(next, SLICE("0123456789abcdef0123456789abcdef"), 0600, &failure));
    commit_numbered(store, STORE_MATTERS, 0, 20);
    assert_int_equal(stat(key, &status), 0);
    assert_int_equal(status.st_size, SEAL_KEY);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_ok(store_chain(store, SLICE("XA-2026-000001"), STORE_CONTENT, &arena, &rows, &count,
                          &failure));
    assert_int_equal(count, 10);

    /* Another key: the content is damaged, not silently other. */
    assert_ok(files_replace(next, SLICE("X123456789abcdef0123456789abcdef"), 0600, &failure));
    assert_refused(
        store_chain(store, SLICE("XA-2026-000001"), STORE_CONTENT, &arena, &rows, &count, &failure),
        ERROR_CONTENT_DAMAGED);
    assert_ok(files_replace(next, SLICE("short"), 0600, &failure));
    assert_refused(
        store_chain(store, SLICE("XA-2026-000001"), STORE_CONTENT, &arena, &rows, &count, &failure),
        ERROR_CONTENT_DAMAGED);

    /* Removed by hand: destroyed. */
    assert_int_equal(unlink(next), 0);
    assert_refused(
        store_chain(store, SLICE("XA-2026-000001"), STORE_CONTENT, &arena, &rows, &count, &failure),
        ERROR_CONTENT_DESTROYED);
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 20);
    arena_free(&arena);
    store_close(store);
    free(key);
    free(next);
}

static void keeps_what_belongs_to_chains(void **state)
{
    struct store *store = file_store(state);
    struct buffer out = {0};
    bool known;

    assert_ok(store_kept(store, SLICE(MATTER), "salt", &out, &known, &failure));
    assert_false(known);
    assert_refused(store_keep(store, SLICE(MATTER), "salt", SLICE("one"), &failure), ERROR_STORE);
    assert_ok(store_begin(store, &failure));
    assert_ok(store_keep(store, SLICE(MATTER), "salt", SLICE("one"), &failure));
    assert_ok(store_keep(store, SLICE(MATTER), "salt", SLICE("two"), &failure));
    assert_ok(store_keep(store, SLICE(PUBLIC), "bundle", SLICE("open"), &failure));
    assert_ok(store_commit(store, &failure));
    store = reopen(state, store);
    assert_ok(store_kept(store, SLICE(MATTER), "bundle", &out, &known, &failure));
    assert_false(known);
    assert_ok(store_kept(store, SLICE(MATTER), "salt", &out, &known, &failure));
    assert_true(known);
    assert_ok(store_kept(store, SLICE(PUBLIC), "bundle", &out, &known, &failure));
    assert_true(slice_is(buffer_slice(&out), "twoopen"));
    assert_ok(store_destroy_content(store, SLICE(MATTER), &failure));
    assert_refused(store_kept(store, SLICE(MATTER), "salt", &out, &known, &failure),
                   ERROR_CONTENT_DESTROYED);
    buffer_free(&out);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)
        FOLDER(destroys_content),
        FOLDER(nothing_in_the_clear),
        FOLDER(damaged_key_and_leftovers),
        FOLDER(keeps_what_belongs_to_chains),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
