/* kill -9, a full disk, failing writes: what was committed is there, and nothing else. */
#include "fixture.h"

#include <fcntl.h>

/* Commits batches of rising size and reports each on the pipe after its commit has returned. */
static void commit_for_ever(const char *folder, int answers)
{
    struct store *store = NULL;
    uint64_t size;

    assert_ok(store_open(&store, folder, &failure));
    assert_ok(store_ledger_size(store, STORE_MATTERS, &size, &failure));
    for (uint64_t batch = 1;; batch = batch * 3 % 401) {
        commit_numbered(store, STORE_MATTERS, size, size + batch);
        size += batch;
        if (write(answers, &size, sizeof size) != sizeof size)
            _exit(1);
    }
}

/* Every statement up to `size` can be read with its content. */
static void assert_readable(struct store *store, uint64_t size)
{
    for (uint64_t i = 0; i < size; i += 1 + size / 50) {
        struct store_statement *row;
        struct arena arena = {0};
        char text[64];

        snprintf(text, sizeof text, "{\"number\":%llu}", (unsigned long long)i);
        assert_ok(store_statement(store, sha256_of(slice_text(text)), STORE_CONTENT, &arena, &row,
                                  &failure));
        assert_non_null(row);
        assert_int_equal(row->entry, i);
        arena_free(&arena);
    }
}

static void killed_while_committing(void **state)
{
    struct store *store = NULL;
    uint64_t before = 0;

    assert_ok(store_create(&store, *state, "XA", &failure));
    store_close(store);
    for (unsigned round = 0; round < 20; round++) {
        uint64_t answered = before, size, next;
        int answers[2];
        pid_t child;

        assert_int_equal(pipe(answers), 0);
        child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(answers[0]);
            commit_for_ever(*state, answers[1]);
        }
        close(answers[1]);
        usleep(10000 + round * 4321);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(answers[0], &next, sizeof next) == sizeof next)
            answered = next;
        close(answers[0]);
        assert_ok(store_open(&store, *state, &failure));
        size = assert_consistent(store, STORE_MATTERS);
        assert_true(size >= answered);
        assert_readable(store, size);
        commit_numbered(store, STORE_MATTERS, size, size + 1);
        assert_int_equal(assert_consistent(store, STORE_MATTERS), size + 1);
        before = size + 1;
        store_close(store);
    }
}

/* Appends until the disk refuses, with a limit on the size of files standing for a small disk. */
static void fill_the_disk(const char *folder, rlim_t most, int answers)
{
    struct rlimit limit = {most, most};
    struct store *store = NULL;
    uint64_t size = 0;

    signal(SIGXFSZ, SIG_IGN);
    assert_ok(store_open(&store, folder, &failure));
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        _exit(1);
    for (;;) {
        struct error error = {0};
        bool ok = store_begin(store, &error);
        uint64_t start = size;

        for (; ok && size < start + 100; size++) {
            char text[4000];
            struct statement statement;
            uint8_t salt[ENTRY_SALT];
            uint64_t index;

            memset(text, ' ', sizeof text);
            snprintf(text, sizeof text, "%llu", (unsigned long long)size);
            statement = sample(MATTER, "XA", (int64_t)size + 1, false, text);
            statement.bytes = slice_of(text, sizeof text);
            statement.hash = sha256_of(statement.bytes);
            salt_of(size, salt);
            ok = store_append(store, &statement, SLICE("s"), START, salt, &index, &error);
        }
        if (ok)
            put_checkpoint(store, STORE_MATTERS, START);
        ok = ok && store_commit(store, &error);
        if (!ok) {
            bool full = error.code == ERROR_DISK_FULL;
            struct error after = {0};

            /* What is left of it cannot be committed. */
            if (store_writing(store) && store_commit(store, &after))
                full = false;
            if (write(answers, &start, sizeof start) != sizeof start)
                full = false;
            store_close(store);
            _exit(full ? 7 : 8);
        }
    }
}

static void fill_a_disk(const char *folder, rlim_t most)
{
    struct store *store = NULL;
    uint64_t answered = 0;
    int answers[2], status;
    pid_t child;

    remove_folder(folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_ok(store_create(&store, folder, "XA", &failure));
    store_close(store);
    assert_int_equal(pipe(answers), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        fill_the_disk(folder, most, answers[1]);
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(read(answers[0], &answered, sizeof answered), sizeof answered);
    close(answers[0]);
    close(answers[1]);
    assert_ok(store_open(&store, folder, &failure));
    assert_int_equal(assert_consistent(store, STORE_MATTERS), answered);
    store_close(store);
}

/* Wherever the space ends: in the log, in the database, in a key or in the shared index. */
static void disk_is_full(void **state)
{
    for (rlim_t most = 0; most < 1500000; most += most < 40000 ? 3999 : 77777)
        fill_a_disk(*state, most);
}

/* Both commit as fast as they can while a third reads. */
static void commit_some(const char *folder, unsigned count)
{
    struct store *store = NULL;

    assert_ok(store_open(&store, folder, &failure));
    for (unsigned i = 0; i < count; i++) {
        uint64_t size;

        assert_ok(store_begin(store, &failure));
        assert_ok(store_ledger_size(store, STORE_MATTERS, &size, &failure));
        append_numbered(store, STORE_MATTERS, size);
        put_checkpoint(store, STORE_MATTERS, START);
        assert_ok(store_commit(store, &failure));
    }
    store_close(store);
    _exit(0);
}

static void three_processes(void **state)
{
    struct store *store = NULL;
    unsigned running = 2;
    uint64_t size = 0;

    assert_ok(store_create(&store, *state, "XA", &failure));
    store_close(store);
    for (unsigned i = 0; i < 2; i++)
        if (fork() == 0)
            commit_some(*state, 150);
    assert_ok(store_open(&store, *state, &failure));
    while (running > 0) {
        int status;

        assert_ok(store_begin_read(store, &failure));
        assert_true(assert_consistent(store, STORE_MATTERS) >= size);
        assert_ok(store_ledger_size(store, STORE_MATTERS, &size, &failure));
        store_rollback(store);
        if (waitpid(-1, &status, WNOHANG) > 0) {
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
            running--;
        }
    }
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 300);
    store_close(store);
}

/* A key that cannot be written stops the statement before the database has it. */
static void key_cannot_be_written(void **state)
{
    struct store *store = NULL;
    char *keys = path_of(*state, "keys/chains");
    struct statement one = sample(MATTER, "XA", 1, false, "{}");
    uint8_t salt[ENTRY_SALT] = {0};
    uint64_t index, size;

    assert_ok(store_create(&store, *state, "XA", &failure));
    remove_folder(keys);
    assert_ok(store_begin(store, &failure));
    assert_refused(store_append(store, &one, SLICE("s"), START, salt, &index, &failure),
                   ERROR_FILE_MISSING);
    store_rollback(store);
    assert_ok(store_ledger_size(store, STORE_MATTERS, &size, &failure));
    assert_int_equal(size, 0);
    assert_int_equal(mkdir(keys, 0700), 0);

    /* It was there and went before the commit. */
    assert_ok(store_begin(store, &failure));
    assert_ok(store_append(store, &one, SLICE("s"), START, salt, &index, &failure));
    put_checkpoint(store, STORE_MATTERS, START);
    remove_folder(keys);
    assert_refused(store_commit(store, &failure), ERROR_FILE_MISSING);
    assert_int_equal(assert_consistent(store, STORE_MATTERS), 0);
    store_close(store);
    free(keys);
}

/* A database whose tiles do not fit its leaves takes no more statements. */
static void tiles_do_not_fit(void **state)
{
    char *path = path_of(*state, "node.db");
    struct store *store = NULL;
    struct buffer bytes = {0};
    struct digest leaf;
    uint8_t *found;
    struct buffer entry = {0};

    assert_ok(store_create(&store, *state, "XA", &failure));
    commit_numbered(store, STORE_MATTERS, 0, 5);
    assert_ok(store_entry(store, STORE_MATTERS, 2, &entry, &failure));
    leaf = entry_leaf_hash(buffer_slice(&entry));
    store_close(store);
    assert_ok(files_read(path, 1 << 24, &bytes, &failure));
    found = memmem(bytes.data, bytes.size, leaf.bytes, DIGEST_SIZE);
    assert_non_null(found);
    found[0] ^= 1;
    assert_ok(files_replace(path, buffer_slice(&bytes), 0600, &failure));
    assert_ok(store_open(&store, *state, &failure));
    {
        struct store_checkpoint newest;
        struct checkpoint says;
        struct arena arena = {0};
        struct digest root;
        struct note note;
        uint64_t size;

        assert_ok(store_ledger_root(store, STORE_MATTERS, &size, &root, &failure));
        assert_ok(store_newest_checkpoint(store, STORE_MATTERS, &arena, &newest, &failure));
        assert_ok(note_parse(newest.note, &note, &failure));
        assert_ok(checkpoint_parse(note.text, &says, &failure));
        assert_int_not_equal(digest_compare(root, says.root), 0);
        arena_free(&arena);
    }
    {
        struct statement one = sample(MATTER, "XA", 1, false, "{}");
        uint8_t salt[ENTRY_SALT] = {0};
        uint64_t index;

        assert_ok(store_begin(store, &failure));
        assert_refused(store_append(store, &one, SLICE("s"), START + 9, salt, &index, &failure),
                       ERROR_LEDGER_DIFFERS);
        store_rollback(store);
    }
    store_close(store);
    buffer_free(&bytes);
    buffer_free(&entry);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)
        FOLDER(killed_while_committing), FOLDER(three_processes),  FOLDER(disk_is_full),
        FOLDER(key_cannot_be_written),   FOLDER(tiles_do_not_fit),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
