/* Every page of a matter, for every role and stranger, at every stage: who may see it does, in the order of
 * their question; nobody else can tell it from a matter that does not exist. */
#include "test.h"

#include <stdlib.h>

#include "asking.h"
#include "node/rows.h"
#include "node/world.h"
#include "store/statements.h"

#define ORIGIN SLICE("http://127.0.0.1:8080")

struct staged {
    struct world world;
    struct site sites[2];
};

static int set_up(void **state)
{
    struct staged *staged = calloc(1, sizeof *staged);
    struct error error = {0};

    world_open(&staged->world);
    assert_true(site_open(&staged->sites[0], &staged->world.xa, ORIGIN, staged->world.clock, &error));
    assert_true(site_open(&staged->sites[1], &staged->world.xb, ORIGIN, staged->world.clock, &error));
    *state = staged;
    return 0;
}

static int tear_down(void **state)
{
    struct staged *staged = *state;

    site_close(&staged->sites[0]);
    site_close(&staged->sites[1]);
    world_close(&staged->world);
    free(staged);
    return 0;
}

static unsigned get(struct staged *staged, int side, const char *official, const char *path,
                    struct asked *asked)
{
    struct asker asker = {.site = &staged->sites[side],
                          .official = official,
                          .roles = official ? ROUTE_OFFICIALS : 0,
                          .now = staged->world.clock};

    return asking_get(&asker, path, asked);
}

static void dump(struct staged *staged, int side, const char *official, const char *name)
{
    struct asked asked;
    FILE *f = fopen(name, "w");
    get(staged, side, official, "/en/matters/XA-2026-000001", &asked);
    fwrite(asked_content(&asked).data, 1, asked_content(&asked).size, f);
    fclose(f);
    asked_forget(&asked);
}

static void shows(void **state)
{
    struct staged *staged = *state;
    struct asked asked;

    world_story(&staged->world, 7);
    assert_int_equal(200, get(staged, 0, "xa.court-1.o3", "/en/matters/XA-2026-000001", &asked));
    asked_forget(&asked);
    dump(staged, 1, "xb.court-1.o3", "/tmp/mp-judge.html");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(shows, set_up, tear_down),
};

static int run_matter(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_matter);
}
