/* bench-statistics [--json FILE]: the public view of a node with 100,000 matters, each with entries in
 * two months and one in ten waiting for an act: what it takes to read, first and again. */
#include "test.h"

#include <time.h>

#include "base/memory.h"
#include "node/world.h"
#include "store/counts.h"
#include "store/docket.h"
#include "web/view.h"

enum { MATTERS = 100000 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Rows as statements would have made them, without the statements. */
static void fill(struct world *world)
{
    instant month = statistics_until(world->clock);

    assert_true(store_begin(world->xa.store, &world->error));
    for (unsigned i = 0; i < MATTERS; i++) {
        struct store_count rows[2] = {
            {instant_add_months(month, -2 - (int)(i % 24)), true, (int)(i % STATISTICS_PARTS),
             (int)(i % MEASURE_COUNT), STATISTICS_WAITING, INT64_MAX},
            {instant_add_months(month, -1 - (int)(i % 24)), true, (int)(i % STATISTICS_PARTS),
             (int)(i % MEASURE_COUNT), (int)(i % STATISTICS_STANDING_COUNT), month + (int)i},
        };
        char chain[CHAIN_MOST + 1];
        struct store_due due = {.office = SLICE("XA central-authority"),
                                .act = SLICE("receipt"),
                                .due = month + (int)i * 60};

        snprintf(chain, sizeof chain, "XA-2025-%06u", i + 1);
        due.chain = slice_text(chain);
        assert_true(store_counts_put(world->xa.store, due.chain, 0, rows, 2, &world->error));
        if (i % 10 == 0)
            assert_true(store_docket_put(world->xa.store, due.chain, &due, 1, &world->error));
    }
    assert_true(store_commit(world->xa.store, &world->error));
}

static double read_view(struct world *world, const struct view *before, bool count,
                        struct view **out)
{
    double start = now();

    assert_true(view_read(&world->xa, world->clock, before, count, out, &world->error));
    return (now() - start) * 1e3;
}

int main(int argc, char **argv)
{
    struct world *world = memory_take(sizeof *world);
    struct view *first, *counted, *renewed;
    double first_ms, counted_ms, renewed_ms;
    FILE *out = NULL;

    world_open(world);
    fill(world);
    first_ms = read_view(world, NULL, true, &first);
    counted_ms = read_view(world, first, true, &counted);
    renewed_ms = read_view(world, counted, false, &renewed);
    printf("  the view of a node with %d matters: first %.0f ms, counted again %.0f ms,"
           " renewed %.1f ms\n",
           MATTERS, first_ms, counted_ms, renewed_ms);
    if (argc == 3 && strcmp(argv[1], "--json") == 0 && (out = fopen(argv[2], "w")))
        fprintf(out, "{\"matters\":%d,\"first_ms\":%.1f,\"counted_ms\":%.1f,\"renewed_ms\":%.2f}\n",
                MATTERS, first_ms, counted_ms, renewed_ms);
    view_release(first);
    view_release(counted);
    view_release(renewed);
    world_close(world);
    free(world);
    return argc == 3 && (!out || fclose(out) != 0) ? 3 : 0;
}
