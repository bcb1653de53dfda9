/* kill -9 at any instant: whatever was answered "accepted" is there, and the audit is clean. And a
 * full disk: a clear error, nothing accepted, and the node works afterwards. */
#include "test.h"

#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "node/rows.h"
#include "node/world.h"
#include "store/statements.h"

enum { ROUNDS = 30, MILLISECONDS = 500, BATCH = 3 };

static struct world world;

static int set_up(void **state)
{
    (void)state;
    world_open(&world);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

static const char applicants[] = "xa.cybercrime-1.o1 xa.prosecution-1.o2";

static void name_chain(unsigned number, char out[CHAIN_MOST])
{
    snprintf(out, CHAIN_MOST, "XA-2026-%06u", number);
}

/* Submits the applications of `count` matters from `number` on in one transaction. */
static bool submit(struct node *node, unsigned number, size_t count, struct error *error)
{
    struct node_heads heads = {.seq = 1};
    struct world_texts texts[BATCH] = {{.count = 0}};
    struct submission batch[BATCH];
    struct arena arena = {0};
    size_t refused;
    bool ok;

    for (size_t i = 0; i < count; i++) {
        char chain[CHAIN_MOST];

        name_chain(number + (unsigned)i, chain);
        batch[i].payload =
            world_envelope(&world, "application", chain, &heads, "xa.cybercrime-1.o1",
                           world_application_of(&world, number + (unsigned)i, &texts[i]));
        batch[i].signatures = world_sign(&world, batch[i].payload, applicants);
        batch[i].attachments = texts[i].items;
        batch[i].attachment_count = texts[i].count;
    }
    ok = node_submit(node, batch, count, &world.findings, &refused, &arena, error);
    arena_free(&arena);
    return ok;
}

/* Submits until it is killed; says which numbers were accepted. */
static void work(unsigned number, int out)
{
    struct error error = {0};
    struct node node;

    if (!node_open(world.xa_folder, &node, &error))
        _exit(3);
    for (;; number += BATCH) {
        size_t count = number / BATCH % 2 ? 1 : BATCH;

        if (!submit(&node, number, count, &error))
            _exit(4);
        for (size_t i = 0; i < count; i++) {
            unsigned accepted = number + (unsigned)i;

            if (write(out, &accepted, sizeof accepted) != (ssize_t)sizeof accepted)
                _exit(5);
        }
    }
}

static void assert_there(struct node *node, unsigned number)
{
    struct store_statement *rows;
    struct arena arena = {0};
    char chain[CHAIN_MOST];
    size_t count;

    name_chain(number, chain);
    assert_true(store_chain(node->store, slice_text(chain), STORE_CONTENT, &arena, &rows, &count,
                            &world.error));
    if (count != 1 || rows[0].entry == NEVER)
        fail_msg("%s was accepted and is not there", chain);
    arena_free(&arena);
}

static void assert_sound(struct node *node)
{
    struct audit_report report;

    if (!node_audit(node, NULL, NULL, &report, &world.error))
        fail_msg("%s: %s (%s)", error_name(world.error.code), world.error.message,
                 world.error.where);
}

/* One child, killed after so many microseconds; how many it had accepted. */
static unsigned kill_one(unsigned first, unsigned after)
{
    unsigned accepted, count = 0, numbers[4096];
    struct node node;
    int ends[2], status;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        work(first, ends[1]);
    }
    close(ends[1]);
    usleep(after);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status))
        fail_msg("the child ended with %d", WEXITSTATUS(status));
    while (read(ends[0], &accepted, sizeof accepted) == (ssize_t)sizeof accepted && count < 4096)
        numbers[count++] = accepted;
    close(ends[0]);
    world.error = (struct error){0};
    if (!node_open(world.xa_folder, &node, &world.error))
        fail_msg("%s: %s", error_name(world.error.code), world.error.message);
    for (unsigned i = 0; i < count; i++)
        assert_there(&node, numbers[i]);
    assert_sound(&node);
    node_close(&node);
    return count;
}

static void killed_while_it_submits(void **state)
{
    unsigned accepted = 0, seed = 20261122;
    int rounds = 0;
    time_t start = time(NULL);

    (void)state;
    node_close(&world.xa);
    for (; rounds < ROUNDS && time(NULL) < start + 15; rounds++) {
        seed = seed * 1103515245 + 12345;
        accepted +=
            kill_one((unsigned)rounds * 10000 + 1, 20000 + (seed >> 8) % (MILLISECONDS * 1000));
    }
    print_message("# %d kills, %u accepted statements, all there\n", rounds, accepted);
    assert_true(accepted > 0);
    assert_true(node_open(world.xa_folder, &world.xa, &world.error));
}

/* ---- a full disk ---- */

static void assert_works_again(struct node *node, unsigned number)
{
    struct error error = {0};

    if (!submit(node, number, 1, &error))
        fail_msg("%s: %s", error_name(error.code), error.message);
    assert_there(node, number);
    assert_int_equal(node->unpublished.code, ERROR_NONE);
    assert_sound(node);
}

/* No file may grow: a limit of the process, as good as a full disk. */
static void no_room_for_a_file(void **state)
{
    struct rlimit limit, kept;
    unsigned number = 900001, accepted = 0;
    struct error error = {0};

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    for (rlim_t size = 2000; size < 20000000; size = size * 8 / 5) {
        int64_t rows = rows_all(&world.xa);
        bool ok;

        limit = kept;
        limit.rlim_cur = size;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        error = (struct error){0};
        ok = submit(&world.xa, number, 1, &error);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
        if (ok) {
            assert_there(&world.xa, number);
            accepted++;
        } else {
            if (error.code != ERROR_DISK_FULL && error.code != ERROR_STORE &&
                error.code != ERROR_FILE_UNWRITABLE)
                fail_msg("%s: %s", error_name(error.code), error.message);
            assert_true(error.message[0] != 0);
            assert_int_equal(rows_all(&world.xa), rows);
        }
        number++;
    }
    print_message("# no room: %u of %u were accepted, and are there\n", accepted, number - 900001);
    assert_works_again(&world.xa, number);
}

/* A file system that really fills up; needs root. */
static void no_room_on_the_disk(void **state)
{
    char mount_point[100], command[300];
    unsigned number = 950001;
    struct error error = {0};
    struct node node;
    int full = 0;

    (void)state;
    snprintf(mount_point, sizeof mount_point, "%s/small", world.folder);
    assert_int_equal(mkdir(mount_point, 0700), 0);
    if (mount("none", mount_point, "tmpfs", 0, "size=2m") != 0) {
        print_message("# skipped: no tmpfs can be mounted here\n");
        skip();
    }
    node_close(&world.xa);
    snprintf(command, sizeof command, "cp -a %s %s/xa", world.xa_folder, mount_point);
    if (system(command) != 0) {
        umount(mount_point);
        fail();
    }
    snprintf(command, sizeof command, "%s/xa", mount_point);
    assert_true(node_open(command, &node, &error));
    for (int i = 0; i < 400 && full < 3; i++) {
        error = (struct error){0};
        if (submit(&node, number, 1, &error)) {
            assert_there(&node, number);
            number++;
            continue;
        }
        full++;
        if (error.code != ERROR_DISK_FULL && error.code != ERROR_STORE &&
            error.code != ERROR_FILE_UNWRITABLE)
            print_message("# %s: %s\n", error_name(error.code), error.message);
    }
    assert_true(full > 0);
    print_message("# the disk was full after %u statements: %s\n", number - 950001, error.message);
    assert_int_equal(mount("none", mount_point, "tmpfs", MS_REMOUNT, "size=16m"), 0);
    assert_works_again(&node, number + 1);
    node_close(&node);
    assert_int_equal(umount(mount_point), 0);
    assert_true(node_open(world.xa_folder, &world.xa, &world.error));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_room_for_a_file),
    cmocka_unit_test(no_room_on_the_disk),
    cmocka_unit_test(killed_while_it_submits),
};

static int run(void)
{
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

int main(void)
{
    return test_run(run);
}
