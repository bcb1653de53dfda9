/* The provider's memory. */
#include "fixture.h"

#include <sqlite3.h>

static struct journal *journal;

static int set_up(void **state)
{
    if (folder_make(state) != 0)
        return -1;
    assert_ok(journal_open(&journal, *state, &failure));
    return 0;
}

static int tear_down(void **state)
{
    journal_close(journal);
    return folder_remove(state);
}

static void open_again(void **state)
{
    journal_close(journal);
    assert_ok(journal_open(&journal, *state, &failure));
}

/* Killed while the file was made: it is empty or has no table yet. */
static void made_by_halves(void **state)
{
    struct buffer path = {0};
    sqlite3 *handle;

    for (int tables = 0; tables < 3; tables++) {
        journal_close(journal);
        journal = NULL;
        assert_int_equal(truncate(files_path(&path, *state, "journal.db"), 0), 0);
        buffer_clear(&path);
        if (tables > 0) {
            assert_int_equal(sqlite3_open(files_path(&path, *state, "journal.db"), &handle),
                             SQLITE_OK);
            sqlite3_exec(handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
            if (tables == 2)
                sqlite3_exec(handle, "CREATE TABLE other (x)", NULL, NULL, NULL);
            sqlite3_close(handle);
        }
        buffer_clear(&path);
        if (tables < 2)
            open_again(state);
        else
            assert_refused(journal_open(&journal, *state, &failure), ERROR_STORE);
    }
    buffer_free(&path);
    journal = NULL;
}

static void one_release_a_decision(void **state)
{
    struct journal_release release = {SLICE(MATTER), {{1}}, {{2}}, {{3}}};
    struct journal_release other = release;
    enum journal_state now;

    assert_ok(journal_state_of(journal, release.matter, release.decision, &now, &failure));
    assert_int_equal(now, JOURNAL_NEW);
    assert_refused(journal_finish(journal, &release, START, &failure), ERROR_STORE);
    assert_ok(journal_begin(journal, &release, START, &failure));
    open_again(state);
    assert_ok(journal_state_of(journal, release.matter, release.decision, &now, &failure));
    assert_int_equal(now, JOURNAL_BEGUN);
    assert_ok(journal_begin(journal, &release, START + 1, &failure)); /* it failed: again */
    other.sources.bytes[0] = 9;
    assert_refused(journal_begin(journal, &other, START, &failure), ERROR_RELEASE_REPEATED);
    assert_refused(journal_finish(journal, &other, START, &failure), ERROR_STORE);
    other = release;
    other.privileged.bytes[31] = 9;
    assert_refused(journal_begin(journal, &other, START, &failure), ERROR_RELEASE_REPEATED);
    assert_ok(journal_finish(journal, &release, START + 2, &failure));
    assert_ok(journal_finish(journal, &release, START + 3, &failure));
    open_again(state);
    assert_refused(journal_begin(journal, &release, START + 4, &failure), ERROR_RELEASE_REPEATED);
    assert_ok(journal_state_of(journal, release.matter, release.decision, &now, &failure));
    assert_int_equal(now, JOURNAL_FINISHED);
    other = release;
    other.decision.bytes[0] = 7; /* a new decision */
    assert_ok(journal_begin(journal, &other, START + 5, &failure));
}

static void nothing_older(void **state)
{
    struct journal_checkpoint checkpoints[] = {{SLICE("proviso.xa/matters"), 10, {{1}}},
                                               {SLICE("proviso.xb/matters"), 3, {{2}}}};
    struct journal_head heads[] = {{SLICE(MATTER), "XA", 4, {{3}}}};
    struct journal_restriction restrictions[] = {
        {SLICE(MATTER), {{4}}, SLICE("payload"), SLICE("armour")}};
    struct journal_seen seen = {checkpoints, 2, heads, 1, restrictions, 1};
    struct journal_restriction *found;
    struct journal_checkpoint newest;
    struct journal_head head;
    struct arena arena = {0};
    size_t count;
    bool known;

    assert_ok(journal_check(journal, &seen, &failure));
    assert_ok(journal_newest_checkpoint(journal, checkpoints[0].origin, &known, &newest, &failure));
    assert_false(known);
    assert_ok(journal_see(journal, &seen, &failure));
    assert_ok(journal_see(journal, &seen, &failure));
    open_again(state);
    checkpoints[0].size = 9;
    assert_refused(journal_check(journal, &seen, &failure), ERROR_CHECKPOINT_OLD);
    assert_refused(journal_see(journal, &seen, &failure), ERROR_CHECKPOINT_OLD);
    checkpoints[0].size = 10;
    checkpoints[0].root.bytes[5] = 1;
    assert_refused(journal_see(journal, &seen, &failure), ERROR_CHECKPOINT_FORKED);
    checkpoints[0].size = 11;
    heads[0].seq = 3;
    assert_refused(journal_see(journal, &seen, &failure), ERROR_CHECKPOINT_OLD);

    /* All or nothing: the larger checkpoint beside it was not remembered. */
    assert_ok(journal_newest_checkpoint(journal, checkpoints[0].origin, &known, &newest, &failure));
    assert_true(known);
    assert_int_equal(newest.size, 10);
    heads[0].seq = 4;
    heads[0].hash.bytes[0] = 9;
    assert_refused(journal_see(journal, &seen, &failure), ERROR_CHECKPOINT_FORKED);
    heads[0].seq = 5;
    restrictions[0].hash.bytes[0] = 3;
    assert_ok(journal_see(journal, &seen, &failure));
    assert_ok(journal_newest_head(journal, SLICE(MATTER), "XA", &head, &failure));
    assert_int_equal(head.seq, 5);
    assert_int_equal(head.hash.bytes[0], 9);
    assert_ok(journal_newest_head(journal, SLICE(MATTER), "XB", &head, &failure));
    assert_int_equal(head.seq, 0);
    assert_ok(journal_restrictions(journal, SLICE(MATTER), &arena, &found, &count, &failure));
    assert_int_equal(count, 2);
    assert_int_equal(found[0].hash.bytes[0], 3);
    assert_true(slice_is(found[1].payload, "payload"));
    assert_true(slice_is(found[1].signatures, "armour"));
    assert_ok(
        journal_restrictions(journal, SLICE("XA-2026-000018"), &arena, &found, &count, &failure));
    assert_int_equal(count, 0);
    arena_free(&arena);
}

/* Two shown at once that contradict each other are refused as if one came later. */
static void contradiction_in_one(void **state)
{
    struct journal_checkpoint checkpoints[] = {{SLICE("o"), 10, {{1}}}, {SLICE("o"), 10, {{2}}}};
    struct journal_seen seen = {.checkpoints = checkpoints, .checkpoint_count = 2};

    (void)state;
    assert_refused(journal_see(journal, &seen, &failure), ERROR_CHECKPOINT_FORKED);
}

/* Two processes begin the same decision with different sources at once: one of them does. */
static void two_at_once(void **state)
{
    unsigned begun = 0;

    journal_close(journal);
    journal = NULL;
    for (uint8_t i = 0; i < 4; i++) {
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0) {
            struct journal_release release = {SLICE(MATTER), {{1}}, {{i}}, {{3}}};
            struct error error = {0};

            if (!journal_open(&journal, *state, &error))
                _exit(2);
            _exit(journal_begin(journal, &release, START, &error) ? 0
                  : error.code == ERROR_RELEASE_REPEATED          ? 1
                                                                  : 3);
        }
    }
    for (unsigned i = 0; i < 4; i++) {
        int status;

        wait(&status);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
        begun += WEXITSTATUS(status) == 0;
    }
    assert_int_equal(begun, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        FOLDER(made_by_halves), FOLDER(one_release_a_decision),
        FOLDER(nothing_older),  FOLDER(contradiction_in_one),
        FOLDER(two_at_once),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
