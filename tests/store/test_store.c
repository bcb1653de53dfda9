/* Statements and ledgers. */
#include "fixture.h"

static void creates_and_opens(void **state)
{
    struct store *store = file_store(state), *other = NULL;
    char *path = path_of(*state, "node.db"), *nowhere = path_of(*state, "nowhere");
    struct stat status;

    assert_string_equal(store_state(store), "XA");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_refused(store_create(&other, *state, "XA", &failure), ERROR_FILE_UNWRITABLE);
    store = reopen(state, store);
    assert_string_equal(store_state(store), "XA");
    store_close(store);
    assert_refused(store_open(&other, nowhere, &failure), ERROR_FILE_MISSING);
    assert_refused(store_create(&other, NULL, "xa", &failure), ERROR_USAGE);
    assert_ok(files_replace(path,
                            SLICE("no database at all, but long enough to be read as one, "
                                  "or so the reader of headers would think ........."),
                            0600, &failure));
    assert_refused(store_open(&other, *state, &failure), ERROR_STORE);
    free(path);
    free(nowhere);
}

/* A provider's journal is not a node, and a later schema is not this one. */
static void refuses_other_databases(void **state)
{
    struct journal *journal = NULL;
    struct store *store = NULL;
    char *from = path_of(*state, "journal.db"), *to = path_of(*state, "node.db");

    assert_ok(journal_open(&journal, *state, &failure));
    journal_close(journal);
    assert_int_equal(rename(from, to), 0);
    assert_refused(store_open(&store, *state, &failure), ERROR_STORE);
    free(from);
    free(to);
}

static void assert_chain_of_three(struct store *store, struct statement *statements)
{
    struct arena arena = {0};
    struct store_statement *rows, *one;
    struct store_head head;
    size_t count;

    assert_ok(store_chain(store, SLICE(MATTER), STORE_CONTENT, &arena, &rows, &count, &failure));
    assert_int_equal(count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(slice_equal(rows[i].payload, statements[i].bytes));
        assert_true(slice_is(rows[i].signatures, "signatures\n"));
        assert_true(rows[i].own);
        assert_true(rows[i].sealed);
        assert_int_equal(rows[i].entry, i);
        assert_int_equal(rows[i].entered, START + (instant)i);
        assert_int_equal(rows[i].moves, i != 2);
        assert_true(slice_is(rows[i].office, "xa.court-1"));
        assert_true(slice_is(rows[i].chain, MATTER));
        assert_true(slice_is(rows[i].type, i == 2 ? "suspension" : "request"));
    }
    assert_ok(store_head(store, SLICE(MATTER), "XA", &head, &failure));
    assert_int_equal(head.seq, 2);
    assert_memory_equal(head.hash.bytes, statements[1].hash.bytes, DIGEST_SIZE);
    assert_false(head.forked);
    assert_ok(store_statement(store, statements[2].hash, STORE_CONTENT, &arena, &one, &failure));
    assert_non_null(one);
    assert_true(slice_equal(one->payload, statements[2].bytes));
    assert_ok(store_statement(store, sha256_of(SLICE("?")), STORE_ROWS, &arena, &one, &failure));
    assert_null(one);
    arena_free(&arena);
}

static void appends_and_reads(struct store *store)
{
    struct statement statements[] = {
        sample(MATTER, "XA", 1, false, "{\"one\":1}"),
        sample(MATTER, "XA", 2, false, "{\"two\":2}"),
        sample(MATTER, "XA", 2, true, "{\"stop\":2}"),
    };
    uint8_t salt[ENTRY_SALT];
    instant last;
    uint64_t index;

    assert_ok(store_begin(store, &failure));
    assert_ok(store_ledger_time(store, STORE_MATTERS, &last, &failure));
    assert_int_equal(last, NEVER);
    for (uint64_t i = 0; i < 3; i++) {
        salt_of(i, salt);
        assert_ok(store_append(store, &statements[i], SLICE("signatures\n"), START + (instant)i,
                               salt, &index, &failure));
        assert_int_equal(index, i);
    }
    assert_chain_of_three(store, statements);
    put_checkpoint(store, STORE_MATTERS, START + 9);
    assert_ok(store_commit(store, &failure));
    assert_chain_of_three(store, statements);
    assert_ok(store_ledger_time(store, STORE_MATTERS, &last, &failure));
    assert_int_equal(last, START + 2);
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 3);
    assert_int_equal(assert_consistent(store, STORE_REGISTER), 0);
}

static void appends_in_memory(void **state)
{
    struct store *store = memory_store();

    (void)state;
    appends_and_reads(store);
    store_close(store);
}

static void appends_in_files(void **state)
{
    struct store *store = file_store(state);

    appends_and_reads(store);
    store = reopen(state, store);
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 3);
    store_close(store);
}

static void register_is_open(void **state)
{
    struct store *store = memory_store();
    struct buffer bytes = {0};
    struct arena arena = {0};
    struct store_statement *rows;
    struct entry entry;
    size_t count;

    (void)state;
    commit_numbered(store, STORE_REGISTER, 0, 5);
    assert_ok(store_entry(store, STORE_REGISTER, 3, &bytes, &failure));
    assert_ok(entry_parse(buffer_slice(&bytes), &entry, &failure));
    assert_int_equal(entry.kind, ENTRY_OPEN);
    assert_true(slice_is(entry.payload, "{\"number\":3}"));
    assert_refused(store_entry(store, STORE_REGISTER, 5, &bytes, &failure), ERROR_ENTRY_MISSING);
    assert_refused(store_entry(store, STORE_MATTERS, 0, &bytes, &failure), ERROR_ENTRY_MISSING);
    assert_ok(store_entries(store, STORE_REGISTER, (struct slice){0}, 1, 3, &arena, &rows, &count,
                            &failure));
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(rows[i].entry, i + 1);
    assert_refused(store_destroy_content(store, SLICE(PUBLIC), &failure), ERROR_STORE);
    assert_consistent(store, STORE_REGISTER);
    buffer_free(&bytes);
    arena_free(&arena);
    store_close(store);
}

static void refuses_statements(void **state)
{
    struct store *store = memory_store();
    struct statement one = sample(MATTER, "XA", 1, false, "{\"one\":1}");
    struct statement fork = sample(MATTER, "XA", 1, false, "{\"one\":2}");
    struct statement stop = sample(MATTER, "XA", 1, true, "{\"one\":3}");
    struct statement alien = sample(MATTER, "XB", 1, false, "{\"one\":4}");
    struct statement traversal = sample("../../evil", "XA", 1, false, "{\"one\":5}");
    struct statement large = sample(PUBLIC, "XA", 1, false, "{\"one\":6}");
    static uint8_t long_signatures[ENTRY_LIMIT];
    struct slice many = slice_of(long_signatures, sizeof long_signatures);
    uint8_t salt[ENTRY_SALT] = {0};
    uint64_t index;

    (void)state;
    assert_refused(store_append(store, &one, SLICE("s"), START, salt, &index, &failure),
                   ERROR_STORE); /* no transaction */
    assert_ok(store_begin(store, &failure));
    assert_ok(store_append(store, &one, SLICE("s"), START, salt, &index, &failure));
    assert_refused(store_append(store, &one, SLICE("s"), START, salt, &index, &failure),
                   ERROR_STATEMENT_KNOWN);
    assert_refused(store_put_foreign(store, &one, SLICE("s"), START, &failure),
                   ERROR_STATEMENT_KNOWN);
    assert_refused(store_append(store, &fork, SLICE("s"), START, salt, &index, &failure),
                   ERROR_CHAIN_SEQUENCE);
    assert_refused(store_append(store, &alien, SLICE("s"), START, salt, &index, &failure),
                   ERROR_STATEMENT_FORMAT);
    assert_refused(store_append(store, &traversal, SLICE("s"), START, salt, &index, &failure),
                   ERROR_CHAIN_UNKNOWN);
    assert_refused(store_append(store, &large, many, START, salt, &index, &failure),
                   ERROR_ENTRY_FORMAT);
    assert_refused(store_append(store, &stop, SLICE("s"), START - 1, salt, &index, &failure),
                   ERROR_CLOCK_BACK);
    assert_ok(store_append(store, &stop, SLICE("s"), START, salt, &index, &failure));
    assert_int_equal(index, 1);
    put_checkpoint(store, STORE_MATTERS, START);
    assert_ok(store_commit(store, &failure));
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 2);
    store_close(store);
}

static void needs_a_checkpoint(void **state)
{
    struct store *store = memory_store();
    struct note_signer signer = log_of(STORE_MATTERS);
    struct checkpoint checkpoint = {.origin = "proviso.xa/matters", .size = 1};
    struct buffer note = {0};
    uint64_t size;

    (void)state;
    assert_ok(store_begin(store, &failure));
    append_numbered(store, STORE_MATTERS, 0);
    assert_refused(store_commit(store, &failure), ERROR_STORE);
    assert_false(store_writing(store));
    assert_ok(store_ledger_size(store, STORE_MATTERS, &size, &failure));
    assert_int_equal(size, 0);

    assert_ok(store_begin(store, &failure));
    append_numbered(store, STORE_MATTERS, 0);
    assert_ok(checkpoint_sign(&checkpoint, &signer, &note, &failure));
    assert_refused(store_put_checkpoint(store, STORE_MATTERS, buffer_slice(&note), START, &failure),
                   ERROR_LEDGER_DIFFERS);
    put_checkpoint(store, STORE_MATTERS, START);
    append_numbered(store, STORE_MATTERS, 1);
    assert_refused(store_commit(store, &failure), ERROR_STORE); /* it is of the size before */
    commit_numbered(store, STORE_MATTERS, 0, 1);
    buffer_free(&note);
    store_close(store);
}

static void rolls_back(void **state)
{
    struct store *store = file_store(state);
    char *key = path_of(*state, "keys/chains/XA-2026-000030.key");
    struct store_chain_row *chains;
    struct digest before, after;
    struct arena arena = {0};
    uint64_t size;
    size_t count;

    commit_numbered(store, STORE_MATTERS, 0, 300);
    assert_ok(store_ledger_root(store, STORE_MATTERS, &size, &before, &failure));
    assert_ok(store_begin(store, &failure));
    for (uint64_t i = 300; i < 700; i++)
        append_numbered(store, STORE_MATTERS, i);
    put_checkpoint(store, STORE_MATTERS, START);
    assert_true(files_exist(key));
    store_rollback(store);
    assert_false(files_exist(key));
    assert_ok(store_ledger_root(store, STORE_MATTERS, &size, &after, &failure));
    assert_int_equal(size, 300);
    assert_memory_equal(before.bytes, after.bytes, DIGEST_SIZE);
    assert_ok(store_chains(store, (struct slice){0}, 1000, &arena, &chains, &count, &failure));
    assert_int_equal(count, 30);
    assert_ok(
        store_chains(store, SLICE("XA-2026-000027"), 1000, &arena, &chains, &count, &failure));
    assert_int_equal(count, 2);

    /* The edge in memory was discarded too: appending goes on from what is stored. */
    commit_numbered(store, STORE_MATTERS, 300, 310);
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 310);
    store_close(store);
    free(key);
    arena_free(&arena);
}

/* Two processes: what one has in memory is old once the other has written. */
static void two_writers(void **state)
{
    struct store *one = file_store(state), *two = NULL;

    assert_ok(store_open(&two, *state, &failure));
    commit_numbered(one, STORE_MATTERS, 0, 3);
    commit_numbered(two, STORE_MATTERS, 3, 260);
    commit_numbered(one, STORE_MATTERS, 260, 261);
    commit_numbered(one, STORE_MATTERS, 261, 262);
    commit_numbered(two, STORE_MATTERS, 262, 600);
    assert_int_equal(assert_consistent(one, STORE_MATTERS), 600);
    assert_int_equal(assert_consistent(two, STORE_MATTERS), 600);
    store_close(one);
    store_close(two);
}

static void proofs_at_every_size(void **state)
{
    enum { COUNT = 600 };
    struct store *store = memory_store();
    struct recount recount = {0};
    struct merkle_source source;
    struct store_tree tree;

    (void)state;
    commit_numbered(store, STORE_MATTERS, 0, COUNT);
    assert_ok(store_scan_leaves(store, STORE_MATTERS, recount_leaf, &recount, &failure));
    assert_ok(store_tree_source(store, STORE_MATTERS, &tree, &source, &failure));
    assert_int_equal(tree.size, COUNT);
    for (uint64_t size = 1; size <= COUNT; size += size < 10 ? 1 : 37) {
        struct digest path[MERKLE_CONSISTENCY_LIMIT], root, wanted;
        uint64_t index = size * 5 / 7;
        size_t count;

        wanted = merkle_root_of(recount.leaves, size);
        assert_ok(merkle_source_root(&source, size, &root, &failure));
        assert_memory_equal(root.bytes, wanted.bytes, DIGEST_SIZE);
        assert_ok(merkle_prove_inclusion(&source, index, size, path, &count, &failure));
        assert_ok(merkle_verify_inclusion(index, size, recount.leaves[index], path, count, root,
                                          &failure));
        assert_ok(merkle_prove_consistency(&source, size, COUNT, path, &count, &failure));
        assert_ok(merkle_verify_consistency(
            size, COUNT, root, merkle_root_of(recount.leaves, COUNT), path, count, &failure));
    }
    free(recount.leaves);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)
        FOLDER(creates_and_opens),
        FOLDER(refuses_other_databases),
        cmocka_unit_test(appends_in_memory),
        FOLDER(appends_in_files),
        cmocka_unit_test(register_is_open),
        cmocka_unit_test(refuses_statements),
        cmocka_unit_test(needs_a_checkpoint),
        FOLDER(rolls_back),
        FOLDER(two_writers),
        cmocka_unit_test(proofs_at_every_size),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
