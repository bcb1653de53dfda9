/* bench-submit [--json FILE]: applications that a node accepts in a second, each in a matter of its
 * own, with twelve texts of its own, two signatures checked, folded, sealed, logged, checkpointed and published: one a
 * transaction, and a hundred. */
#include "test.h"

#include <time.h>

#include "base/memory.h"
#include "node/world.h"

enum { BATCH = 100, SINGLE = 200, BATCHES = 10 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Signing is not measured: officials do that elsewhere. */
static struct submission *prepare(struct world *world, unsigned number, size_t count)
{
    struct submission *batch = memory_take(count * sizeof *batch);
    struct node_heads heads = {.seq = 1};

    for (size_t i = 0; i < count; i++) {
        struct world_texts *texts = arena_take(&world->arena, sizeof *texts);
        char chain[CHAIN_MOST];

        snprintf(chain, sizeof chain, "XA-2026-%06u", number + (unsigned)i);
        batch[i].payload = world_envelope(world, "application", chain, &heads, "xa.cybercrime-1.o1",
                                          world_application_of(world, number + (unsigned)i, texts));
        batch[i].signatures =
            world_sign(world, batch[i].payload, "xa.cybercrime-1.o1 xa.prosecution-1.o2");
        batch[i].attachments = texts->items;
        batch[i].attachment_count = texts->count;
    }
    return batch;
}

static double submit(struct world *world, const struct submission *all, size_t count, size_t step)
{
    double start = now();

    for (size_t i = 0; i < count; i += step) {
        struct arena arena = {0};
        size_t refused;

        assert_true(node_submit(&world->xa, all + i, step, &world->findings, &refused, &arena,
                                &world->error));
        arena_free(&arena);
    }
    return (double)count / (now() - start);
}

static int write_json(const char *path, double single, double batched)
{
    FILE *out = fopen(path, "w");

    if (!out)
        return 3;
    fprintf(out, "{\"single\":%.1f,\"batched\":%.1f,\"batch\":%d}\n", single, batched, BATCH);
    return fclose(out) == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
    struct world *world = memory_take(sizeof *world);
    struct submission *batch;
    double single, batched;
    int code = 0;

    world_open(world);
    batch = prepare(world, 100001, SINGLE);
    single = submit(world, batch, SINGLE, 1);
    free(batch);
    batch = prepare(world, 200001, BATCH * BATCHES);
    batched = submit(world, batch, BATCH * BATCHES, BATCH);
    free(batch);
    printf("  a node, signatures checked: singly %.0f statements/s, in batches of %d %.0f/s\n",
           single, BATCH, batched);
    if (argc == 3 && strcmp(argv[1], "--json") == 0)
        code = write_json(argv[2], single, batched);
    world_close(world);
    free(world);
    return code;
}
