/* A node that cannot do its work says so: no room, ledgers that lag behind, a database that is damaged. */
#include "test.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/files.h"
#include "node/health.h"
#include "node/rows.h"
#include "node/world.h"

static void in_the_node(struct world *world, const char *command)
{
    struct buffer line = {0};

    buffer_format(&line, "cd %s && %s", world->xa_folder, command);
    assert_int_equal(system(buffer_string(&line)), 0);
    buffer_free(&line);
}

static void it_is_well(void **state)
{
    struct world *world = *state;

    assert_int_equal(node_health(&world->xa), NODE_WELL);
    world_steps(world, 1, 3);
    assert_int_equal(node_health(&world->xa), NODE_WELL);
    in_the_node(world, "! test -e .room"); /* nothing is left of the trial */
    for (int trouble = 0; trouble < NODE_TROUBLES; trouble++)
        assert_true(strlen(node_trouble_words((enum node_trouble)trouble)) > 1);
}

static void no_room_to_write(void **state)
{
    struct world *world = *state;
    struct rlimit kept, limit = {.rlim_cur = NODE_ROOM / 2, .rlim_max = RLIM_INFINITY};

    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    limit.rlim_max = kept.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(node_health(&world->xa), NODE_FULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(node_health(&world->xa), NODE_WELL);
    /* Somebody else's link in its place is not followed. */
    in_the_node(world, "echo kept > outside && ln -s outside .room");
    assert_int_equal(node_health(&world->xa), NODE_FULL);
    in_the_node(world, "grep -q kept outside && rm .room");
}

static void ledgers_that_lag_behind(void **state)
{
    struct world *world = *state;

    in_the_node(world, "cp tiles/register/checkpoint kept");
    world_steps(world, 1, 1);
    in_the_node(world, "cp tiles/matters/checkpoint older");
    world_steps(world, 2, 2);
    assert_int_equal(node_health(&world->xa), NODE_WELL);
    in_the_node(world, "mv older tiles/matters/checkpoint");
    assert_int_equal(node_health(&world->xa), NODE_UNPUBLISHED);
    in_the_node(world, "rm tiles/matters/checkpoint");
    assert_int_equal(node_health(&world->xa), NODE_UNPUBLISHED);
    world_steps(world, 3, 3); /* the next act publishes all of it */
    assert_int_equal(node_health(&world->xa), NODE_WELL);
    in_the_node(world, "echo nonsense > tiles/register/checkpoint");
    assert_int_equal(node_health(&world->xa), NODE_UNPUBLISHED);
    in_the_node(world, "mv kept tiles/register/checkpoint");
}

static void a_database_that_cannot_be_read(void **state)
{
    struct world *world = *state;

    rows_alter(&world->xa, "ALTER TABLE checkpoint RENAME TO elsewhere");
    assert_int_equal(node_health(&world->xa), NODE_UNREADABLE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

static const struct CMUnitTest tests[] = {
    TEST(it_is_well),
    TEST(no_room_to_write),
    TEST(ledgers_that_lag_behind),
    TEST(a_database_that_cannot_be_read),
};

TEST_MAIN(tests)
