/* Statements, ledgers, keys, what is exchanged. */
#include "fixture.h"

static struct store *memory_store(void)
{
    struct store *store = NULL;

    assert_ok(store_create(&store, NULL, "XA", &failure));
    return store;
}

static struct store *file_store(void **state)
{
    struct store *store = NULL;

    assert_ok(store_create(&store, *state, "XA", &failure));
    return store;
}

static struct store *reopen(void **state, struct store *store)
{
    store_close(store);
    assert_ok(store_open(&store, *state, &failure));
    return store;
}

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

static void foreign_statements(void **state)
{
    struct store *store = memory_store();
    struct statement one = sample(MATTER, "XB", 1, false, "{\"f\":1}");
    struct statement two = sample(MATTER, "XB", 1, false, "{\"f\":2}");
    struct statement own = sample(MATTER, "XA", 1, false, "{\"o\":1}");
    struct digest path[2] = {one.hash, two.hash};
    uint8_t salt[ENTRY_SALT] = {5}, other_salt[ENTRY_SALT] = {6};
    struct store_place place = {SLICE("proviso.xb/matters"), 7, START - 5, salt};
    struct store_place open = {SLICE("proviso.xb/matters"), 7, START - 5, NULL};
    struct store_statement *rows;
    struct arena arena = {0};
    struct store_head head;
    uint64_t index;
    size_t count;

    (void)state;
    assert_ok(store_begin(store, &failure));
    assert_ok(store_put_foreign(store, &one, SLICE("s1"), START, &failure));
    assert_ok(store_append(store, &own, SLICE("s"), START, salt, &index, &failure));
    put_checkpoint(store, STORE_MATTERS, START);
    assert_refused(store_put_proof(store, one.hash, 8, path, 2, &failure), ERROR_STATEMENT_FORMAT);
    assert_refused(store_put_place(store, two.hash, &place, &failure), ERROR_STATEMENT_FORMAT);
    assert_refused(store_put_place(store, own.hash, &place, &failure), ERROR_STATEMENT_FORMAT);
    assert_refused(store_put_place(store, one.hash, &open, &failure), ERROR_ENTRY_FORMAT);
    assert_ok(store_put_place(store, one.hash, &place, &failure));
    assert_ok(store_put_place(store, one.hash, &place, &failure));
    place.salt = other_salt;
    assert_refused(store_put_place(store, one.hash, &place, &failure), ERROR_CHECKPOINT_FORKED);
    place.salt = salt;
    place.index = 8;
    assert_refused(store_put_place(store, one.hash, &place, &failure), ERROR_CHECKPOINT_FORKED);
    place.index = 7;
    assert_ok(store_put_foreign(store, &two, SLICE("s2"), START, &failure));
    assert_refused(store_put_place(store, two.hash, &place, &failure), ERROR_CHECKPOINT_FORKED);
    assert_ok(store_put_proof(store, one.hash, 20, path, 1, &failure));
    assert_ok(store_put_proof(store, one.hash, 8, path, 2, &failure));
    assert_ok(store_put_proof(store, one.hash, 8, path, 2, &failure));
    assert_ok(store_commit(store, &failure));

    assert_ok(store_chain(store, SLICE(MATTER), STORE_CONTENT, &arena, &rows, &count, &failure));
    assert_int_equal(count, 3);
    assert_true(rows[0].own);
    assert_true(digest_compare(rows[1].hash, rows[2].hash) < 0);
    rows = digest_equal(rows[1].hash, one.hash) ? &rows[1] : &rows[2];
    assert_false(rows->own);
    assert_int_equal(rows->entry, 7);
    assert_int_equal(rows->entered, START - 5);
    assert_memory_equal(rows->salt, salt, ENTRY_SALT);
    assert_true(slice_is(rows->origin, "proviso.xb/matters"));
    assert_int_equal(rows->proof_count, 2);
    assert_int_equal(rows->proofs[0].size, 8);
    assert_int_equal(rows->proofs[0].count, 2);
    assert_memory_equal(rows->proofs[0].path[1].bytes, two.hash.bytes, DIGEST_SIZE);
    assert_int_equal(rows->proofs[1].size, 20);
    assert_ok(store_entries(store, STORE_MATTERS, SLICE("proviso.xb/matters"), 0, 9, &arena, &rows,
                            &count, &failure));
    assert_int_equal(count, 1);
    assert_true(slice_is(rows->payload, "{\"f\":1}"));
    assert_ok(store_head(store, SLICE(MATTER), "XB", &head, &failure));
    assert_true(head.forked);
    assert_int_equal(head.seq, 1);
    assert_ok(store_check(store, &failure));
    arena_free(&arena);
    store_close(store);
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

static void checkpoints_and_cosignatures(void **state)
{
    struct slice origin = SLICE("proviso.xa/matters");
    struct store *store = memory_store();
    struct store_cosignature line = {origin, 3, SLICE("proviso.xb/witness"), START, SLICE("l\n")};
    struct store_cosignature *lines;
    struct store_checkpoint found;
    struct arena arena = {0};
    uint64_t *sizes, size;
    size_t count;

    (void)state;
    commit_numbered(store, STORE_MATTERS, 0, 3);
    commit_numbered(store, STORE_MATTERS, 3, 5);
    assert_ok(store_checkpoint_at(store, STORE_MATTERS, 3, &arena, &found, &failure));
    assert_int_equal(found.size, 3);
    assert_int_equal(found.at, START + 3);
    assert_ok(store_checkpoint_at(store, STORE_MATTERS, 4, &arena, &found, &failure));
    assert_int_equal(found.note.size, 0);
    assert_ok(store_checkpoint_from(store, STORE_MATTERS, 4, &arena, &found, &failure));
    assert_int_equal(found.size, 5);
    assert_ok(store_newest_checkpoint(store, STORE_REGISTER, &arena, &found, &failure));
    assert_int_equal(found.note.size, 0);

    assert_ok(store_newest_cosigned(store, origin, &size, &failure));
    assert_int_equal(size, 0);
    assert_ok(store_begin(store, &failure));
    assert_ok(store_put_cosignature(store, &line, &failure));
    assert_ok(store_put_cosignature(store, &line, &failure));
    line.at = START + 9;
    assert_ok(store_put_cosignature(store, &line, &failure));
    line.size = 5;
    assert_ok(store_put_cosignature(store, &line, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(store_cosignatures(store, origin, 3, &arena, &lines, &count, &failure));
    assert_int_equal(count, 2);
    assert_int_equal(lines[1].at, START + 9);
    assert_ok(store_cosigned_sizes(store, origin, 0, 10, &arena, &sizes, &count, &failure));
    assert_int_equal(count, 2);
    assert_int_equal(sizes[0], 3);
    assert_ok(store_cosigned_sizes(store, origin, 4, 1, &arena, &sizes, &count, &failure));
    assert_int_equal(count, 1);
    assert_int_equal(sizes[0], 5);
    assert_ok(store_newest_cosigned(store, origin, &size, &failure));
    assert_int_equal(size, 5);
    arena_free(&arena);
    store_close(store);
}

static void foreign_checkpoints_and_statuses(void **state)
{
    struct store *store = memory_store();
    struct store_foreign_checkpoint put = {
        .checkpoint = {.origin = "proviso.xb/matters", .size = 9, .root = {{1}}},
        .note = SLICE("note"),
        .received = START};
    struct store_foreign_checkpoint found;
    struct store_status status = {SLICE(MATTER), "XB", START, SLICE("one"), SLICE("armour")};
    struct store_status newest;
    struct arena arena = {0};
    struct slice *origins;
    size_t count;

    (void)state;
    assert_ok(store_begin(store, &failure));
    assert_ok(store_put_foreign_checkpoint(store, &put, &failure));
    assert_ok(store_put_foreign_checkpoint(store, &put, &failure));
    put.checkpoint.root.bytes[0] = 2;
    assert_refused(store_put_foreign_checkpoint(store, &put, &failure), ERROR_CHECKPOINT_FORKED);
    put.checkpoint.size = 4;
    assert_ok(store_put_foreign_checkpoint(store, &put, &failure));
    assert_ok(store_put_status(store, &status, &failure));
    assert_ok(store_put_status(store, &status, &failure));
    status.note = SLICE("two, in the same second");
    assert_ok(store_put_status(store, &status, &failure));
    status.at = START - 100;
    assert_ok(store_put_status(store, &status, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(store_newest_foreign_checkpoint(store, SLICE("proviso.xb/matters"), &arena, &found,
                                              &failure));
    assert_int_equal(found.checkpoint.size, 9);
    assert_int_equal(found.checkpoint.root.bytes[0], 1);
    assert_ok(store_foreign_checkpoint_at(store, SLICE("proviso.xb/matters"), 4, &arena, &found,
                                          &failure));
    assert_int_equal(found.checkpoint.root.bytes[0], 2);
    assert_ok(store_foreign_origins(store, &arena, &origins, &count, &failure));
    assert_int_equal(count, 1);
    assert_ok(store_newest_status(store, SLICE(MATTER), "XB", &arena, &newest, &failure));
    assert_true(slice_is(newest.note, "two, in the same second"));
    assert_true(slice_is(newest.signature, "armour"));
    assert_ok(store_newest_status(store, SLICE(MATTER), "XA", &arena, &newest, &failure));
    assert_int_equal(newest.note.size, 0);
    arena_free(&arena);
    store_close(store);
}

static void docket_lists(void **state)
{
    struct store *store = memory_store();
    struct store_due dues[] = {
        {.office = SLICE("xa.court-1"), .act = SLICE("review"), .due = START + 20},
        {.office = SLICE("xa.police-1"), .act = SLICE("report"), .due = START + 10},
    };
    struct arena arena = {0};
    struct store_due *found;
    size_t count;

    (void)state;
    assert_ok(store_begin(store, &failure));
    assert_ok(store_docket_put(store, SLICE(MATTER), dues, 2, &failure));
    assert_ok(store_docket_put(store, SLICE(MATTER), dues, 2, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(
        store_docket(store, (struct slice){0}, START + 99, 9, &arena, &found, &count, &failure));
    assert_int_equal(count, 2);
    assert_true(slice_is(found[0].act, "report"));
    assert_true(slice_is(found[0].chain, MATTER));
    assert_ok(
        store_docket(store, SLICE("xa.court-1"), START + 20, 9, &arena, &found, &count, &failure));
    assert_int_equal(count, 0);
    assert_ok(store_begin(store, &failure));
    assert_ok(store_docket_clear(store, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(
        store_docket(store, (struct slice){0}, INT64_MAX, 9, &arena, &found, &count, &failure));
    assert_int_equal(count, 0);
    arena_free(&arena);
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
        FOLDER(destroys_content),
        FOLDER(nothing_in_the_clear),
        FOLDER(damaged_key_and_leftovers),
        cmocka_unit_test(foreign_statements),
        cmocka_unit_test(proofs_at_every_size),
        cmocka_unit_test(checkpoints_and_cosignatures),
        cmocka_unit_test(foreign_checkpoints_and_statuses),
        cmocka_unit_test(docket_lists),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
