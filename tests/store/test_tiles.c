/* The ledgers as static files. */
#include "fixture.h"

static struct store *store;
static char *tiles;

static int set_up(void **state)
{
    if (folder_make(state) != 0)
        return -1;
    tiles = path_of(*state, "tiles/matters");
    assert_ok(store_create(&store, *state, "XA", &failure));
    return 0;
}

static int tear_down(void **state)
{
    store_close(store);
    free(tiles);
    return folder_remove(state);
}

static bool there(const char *name)
{
    char *path = path_of(tiles, name);
    bool found = files_exist(path);

    free(path);
    return found;
}

static struct buffer bytes_of(const char *name)
{
    char *path = path_of(tiles, name);
    struct buffer bytes = {0};

    assert_ok(files_read(path, 1 << 24, &bytes, &failure));
    free(path);
    return bytes;
}

static void write_over(const char *name, struct slice bytes)
{
    char *path = path_of(tiles, name);

    assert_ok(files_replace(path, bytes, 0644, &failure));
    free(path);
}

static void publish(enum store_extent extent)
{
    assert_ok(store_publish(store, STORE_MATTERS, tiles, extent, &failure));
    assert_ok(store_published(store, STORE_MATTERS, tiles, &failure));
    assert_ok(store_compare(store, STORE_MATTERS, tiles, &failure));
}

static void publishes_what_came(void **state)
{
    struct buffer before, after;

    (void)state;
    publish(STORE_NEWER); /* nothing to publish yet */
    assert_false(there("checkpoint"));
    commit_numbered(store, STORE_MATTERS, 0, 5);
    publish(STORE_NEWER);
    assert_true(there("tile/0/000.p/5"));
    assert_true(there("tile/entries/000.p/5"));
    commit_numbered(store, STORE_MATTERS, 5, 255);
    publish(STORE_NEWER);
    assert_true(there("tile/0/000.p/255"));
    assert_true(there("tile/0/000.p/5")); /* whoever has the older checkpoint still reads it */
    before = bytes_of("checkpoint");
    publish(STORE_NEWER);
    after = bytes_of("checkpoint");
    assert_true(slice_equal(buffer_slice(&before), buffer_slice(&after)));
    commit_numbered(store, STORE_MATTERS, 255, 300);
    publish(STORE_NEWER);
    assert_true(there("tile/0/000"));
    assert_true(there("tile/0/001.p/44"));
    assert_true(there("tile/1/000.p/1"));
    assert_true(there("tile/entries/000"));
    assert_false(there("tile/0/000.p"));
    assert_false(there("tile/entries/000.p"));
    buffer_free(&before);
    buffer_free(&after);
}

/* The bundles hold the entries, without content, and the tiles their hashes. */
static void bundles_hold_entries(void **state)
{
    struct buffer bundle, tile;
    struct slice rest, entry;
    struct entry parsed;
    size_t count = 0;

    (void)state;
    commit_numbered(store, STORE_MATTERS, 0, 7);
    publish(STORE_NEWER);
    bundle = bytes_of("tile/entries/000.p/7");
    tile = bytes_of("tile/0/000.p/7");
    rest = buffer_slice(&bundle);
    while (bundle_next(&rest, &entry)) {
        struct digest leaf = entry_leaf_hash(entry);

        assert_ok(entry_parse(entry, &parsed, &failure));
        assert_int_equal(parsed.kind, ENTRY_SEALED);
        assert_memory_equal(tile.data + count++ * DIGEST_SIZE, leaf.bytes, DIGEST_SIZE);
    }
    assert_int_equal(count, 7);
    assert_int_equal(rest.size, 0);
    buffer_free(&bundle);
    buffer_free(&tile);
}

static void derives_again(void **state)
{
    static const char *const lost[] = {"tile/0/000", "tile/entries/001.p/44", "tile/1/000.p/1"};
    struct buffer before[3], after;

    (void)state;
    commit_numbered(store, STORE_MATTERS, 0, 300);
    publish(STORE_NEWER);
    for (size_t i = 0; i < 3; i++) {
        char *path = path_of(tiles, lost[i]);

        before[i] = bytes_of(lost[i]);
        assert_int_equal(unlink(path), 0);
        free(path);
    }
    assert_refused(store_compare(store, STORE_MATTERS, tiles, &failure), ERROR_LEDGER_DIFFERS);
    publish(STORE_WHOLE);
    for (size_t i = 0; i < 3; i++) {
        after = bytes_of(lost[i]);
        assert_true(slice_equal(buffer_slice(&before[i]), buffer_slice(&after)));
        buffer_free(&before[i]);
        buffer_free(&after);
    }

    /* One other byte is found by name and put right. */
    after = bytes_of("tile/0/000");
    after.data[77] ^= 1;
    write_over("tile/0/000", buffer_slice(&after));
    assert_refused(store_compare(store, STORE_MATTERS, tiles, &failure), ERROR_LEDGER_DIFFERS);
    assert_non_null(strstr(failure.file, "tile/0/000"));
    publish(STORE_WHOLE);
    buffer_free(&after);

    /* All of it lost. */
    remove_folder(tiles);
    publish(STORE_NEWER);
    assert_true(there("tile/entries/000"));
}

static void refuses_older_database(void **state)
{
    char *database = path_of(*state, "node.db"), *copy = path_of(*state, "copy.db");
    struct buffer bytes = {0};

    commit_numbered(store, STORE_MATTERS, 0, 3);
    store_close(store);
    assert_ok(files_read(database, 1 << 24, &bytes, &failure));
    assert_ok(files_create(copy, buffer_slice(&bytes), 0600, &failure));
    assert_ok(store_open(&store, *state, &failure));
    commit_numbered(store, STORE_MATTERS, 3, 4);
    publish(STORE_NEWER);
    store_close(store);
    assert_int_equal(rename(copy, database), 0);
    assert_ok(store_open(&store, *state, &failure));
    assert_refused(store_published(store, STORE_MATTERS, tiles, &failure), ERROR_STORE_BEHIND);
    assert_refused(store_publish(store, STORE_MATTERS, tiles, STORE_NEWER, &failure),
                   ERROR_STORE_BEHIND);
    assert_refused(store_compare(store, STORE_MATTERS, tiles, &failure), ERROR_STORE_BEHIND);
    buffer_free(&bytes);
    free(database);
    free(copy);
}

static void refuses_another_ledger(void **state)
{
    struct note_signer signer = log_of(STORE_MATTERS);
    struct checkpoint checkpoint = {.origin = "proviso.xa/matters", .size = 2, .root = {{9}}};
    struct buffer note = {0};

    (void)state;
    commit_numbered(store, STORE_MATTERS, 0, 3);
    publish(STORE_NEWER);
    assert_ok(checkpoint_sign(&checkpoint, &signer, &note, &failure));
    write_over("checkpoint", buffer_slice(&note));
    assert_refused(store_published(store, STORE_MATTERS, tiles, &failure), ERROR_LEDGER_DIFFERS);
    assert_refused(store_publish(store, STORE_MATTERS, tiles, STORE_WHOLE, &failure),
                   ERROR_LEDGER_DIFFERS);
    write_over("checkpoint", SLICE("nothing\n"));
    assert_refused(store_published(store, STORE_MATTERS, tiles, &failure), ERROR_NOTE_FORMAT);
    buffer_free(&note);
}

static void adds_cosignatures(void **state)
{
    static const uint8_t seed[ED25519_SEED] = {3};
    struct note_signer witness, log = log_of(STORE_MATTERS);
    struct checkpoint_verified verified;
    struct store_checkpoint newest;
    struct arena arena = {0};
    struct buffer published;

    (void)state;
    assert_ok(
        note_signer_make(SLICE("proviso.xb/witness"), NOTE_COSIGNATURE, seed, &witness, &failure));
    commit_numbered(store, STORE_MATTERS, 0, 3);
    assert_ok(store_newest_checkpoint(store, STORE_MATTERS, &arena, &newest, &failure));
    assert_ok(store_begin(store, &failure));
    for (instant at = START; at < START + 3; at++) {
        struct buffer line = {0};
        struct store_cosignature put = {.origin = SLICE("proviso.xa/matters"),
                                        .size = 3,
                                        .witness = SLICE("proviso.xb/witness"),
                                        .at = at};

        assert_ok(checkpoint_cosign(newest.note, &witness, at, &line, &failure));
        put.line = buffer_slice(&line);
        assert_ok(store_put_cosignature(store, &put, &failure));
        buffer_free(&line);
    }
    assert_ok(store_commit(store, &failure));
    publish(STORE_NEWER);
    published = bytes_of("checkpoint");
    assert_ok(checkpoint_verify(buffer_slice(&published), &log.key, &witness.key, 1, &verified,
                                &failure));
    assert_int_equal(verified.cosigned, 1);
    assert_int_equal(verified.times[0], START + 2);
    buffer_free(&published);
    arena_free(&arena);
}

/* Killed at any moment between files: the checkpoint that is there has all its tiles. */
static void killed_while_publishing(void **state)
{
    uint64_t size = 0;

    store_close(store);
    store = NULL;
    for (unsigned round = 0; round < 12; round++) {
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0) {
            assert_ok(store_open(&store, *state, &failure));
            for (uint64_t i = size;; i += 30) {
                commit_numbered(store, STORE_MATTERS, i, i + 30);
                assert_ok(store_publish(store, STORE_MATTERS, tiles, STORE_NEWER, &failure));
            }
        }
        usleep(20000 + round * 7000);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        assert_ok(store_open(&store, *state, &failure));
        if (there("checkpoint"))
            assert_ok(store_compare(store, STORE_MATTERS, tiles, &failure));
        publish(STORE_NEWER);
        size = assert_consistent(store, STORE_MATTERS);
        store_close(store);
        store = NULL;
    }
    assert_true(size > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        FOLDER(publishes_what_came),     FOLDER(bundles_hold_entries),   FOLDER(derives_again),
        FOLDER(refuses_older_database),  FOLDER(refuses_another_ledger), FOLDER(adds_cosignatures),
        FOLDER(killed_while_publishing),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
