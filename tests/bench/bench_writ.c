/* bench-writ [--json FILE]: how long a provider takes to verify a writ of 21 statements by 11
 * officials, whose States' ledgers hold a million entries each. Parsing is included. */
#include "test.h"

#include <time.h>

#include "base/memory.h"
#include "writ/forge.h"

enum { LEVELS = 20, ENTRIES = 1 << LEVELS, PAIRS = 7, ROUNDS = 200 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* A whole tree in memory, level by level. */
struct tree {
    struct digest *levels[LEVELS + 1];
};

static void plant(struct tree *tree)
{
    for (int level = 0; level <= LEVELS; level++)
        tree->levels[level] = memory_take((size_t)(ENTRIES >> level) * sizeof(struct digest));
    for (uint32_t i = 0; i < ENTRIES; i++)
        tree->levels[0][i] = merkle_leaf(slice_of(&i, sizeof i));
}

static void grow(struct tree *tree)
{
    for (int level = 0; level < LEVELS; level++)
        for (size_t i = 0; i < (size_t)ENTRIES >> (level + 1); i++)
            tree->levels[level + 1][i] =
                merkle_node(tree->levels[level][2 * i], tree->levels[level][2 * i + 1]);
}

/* Puts the State's statements into a ledger of a million entries, far apart. */
static void put_in_ledger(struct forge *forge, int state, struct tree *tree, instant cosigned)
{
    struct shown_state *shown = &forge->bundle.states[state];

    for (size_t i = 0; i < shown->statement_count; i++) {
        shown->statements[i].index = i * 50021 + 17;
        tree->levels[0][shown->statements[i].index] = forge_leaf(&shown->statements[i]);
    }
    grow(tree);
    for (size_t i = 0; i < shown->statement_count; i++) {
        struct shown_statement *statement = &shown->statements[i];

        statement->logged = true;
        statement->checkpoint = 0;
        statement->path_count = LEVELS;
        statement->path = arena_take(&forge->arena, LEVELS * sizeof *statement->path);
        for (int level = 0; level < LEVELS; level++)
            statement->path[level] = tree->levels[level][(statement->index >> level) ^ 1];
    }
    shown->checkpoint_count = 1;
    shown->checkpoints[0] =
        (struct shown_checkpoint){.note = forge_checkpoint(forge, state, STORE_MATTERS, ENTRIES,
                                                           tree->levels[LEVELS][0], cosigned)};
}

/* Seven suspensions, each lifted again: with the story's seven that makes twenty-one statements. */
static void add_pairs(struct forge *forge, struct digest *restrictions)
{
    static const char *const offices[PAIRS] = {
        "xb.court-1.o3",  "xb.supervisor-1.o6", "xb.authority-1.o1", "xb.court-1.o3",
        "xb.mailhaus.o5", "xb.supervisor-1.o6", "xb.court-1.o3"};
    struct shown_state *shown = &forge->bundle.states[1];
    struct digest head = sha256_of(shown->statements[3].payload);
    struct digest seen = sha256_of(forge->bundle.states[0].statements[2].payload);
    instant at = forge->world->clock;

    for (int i = 0; i < PAIRS; i++) {
        struct shown_statement *pair = &shown->statements[shown->statement_count];
        char hex[DIGEST_TEXT];

        pair[0] = forge_statement(forge, 1, "suspension", offices[i], i + 5, head, seen, at,
                                  forge_reasons(forge));
        restrictions[i] = sha256_of(pair[0].payload);
        pair[1] = forge_statement(
            forge, 1, "resumption", offices[i], i + 5, head, seen, at,
            (const char *)arena_format(&forge->arena, "{\"suspension\":\"%s\",%s",
                                       digest_write(restrictions[i], hex), forge_reasons(forge) + 1)
                .data);
        pair[0].entered = pair[1].entered = at;
        head = sha256_of(pair[1].payload);
        shown->statement_count += 2;
    }
}

static int by_bytes(const void *a, const void *b)
{
    return digest_compare(*(const struct digest *)a, *(const struct digest *)b);
}

static void make_writ(struct world *world, struct buffer *out)
{
    static const struct forge_act as_it_was[FORGE_ACTS];
    struct digest restrictions[PAIRS];
    struct forge *forge = memory_take(sizeof *forge);
    struct tree tree;

    forge_open(forge, world, buffer_slice(&world->writ), BUNDLE_WRIT);
    forge_story(forge, as_it_was, world->clock);
    add_pairs(forge, restrictions);
    plant(&tree);
    for (int state = 0; state < 2; state++)
        put_in_ledger(forge, state, &tree, world->clock);
    qsort(restrictions, PAIRS, sizeof *restrictions, by_bytes);
    forge_status(forge, 1, "xb.court-1.o4", world->clock, restrictions, PAIRS);
    bundle_write(&forge->bundle, out);
    for (int level = 0; level <= LEVELS; level++)
        free(tree.levels[level]);
    forge_free(forge);
    free(forge);
}

/* Officials whose signature is verified: statements' and clerks'. */
static size_t count_officials(const struct writ_answer *answer)
{
    const struct official *seen[64];
    size_t count = 0;

    for (size_t i = 0; i < answer->matter->standing_count + 2; i++)
        for (size_t j = 0; j < SIGNERS_MOST; j++) {
            const struct official *official =
                i < answer->matter->standing_count ? answer->matter->standing[i].officials[j]
                : j == 0 ? answer->states[i - answer->matter->standing_count].clerk
                         : NULL;
            bool known = !official;

            for (size_t k = 0; k < count && !known; k++)
                known = seen[k] == official;
            if (!known && count < 64)
                seen[count++] = official;
        }
    return count;
}

static double verify(const struct world *world, struct slice writ, bool first, size_t *officials)
{
    struct writ_answer *answer = memory_take(sizeof *answer);
    struct arena arena = {0};
    struct error error = {0};
    struct bundle bundle;
    double start = now(), spent;

    assert_true(bundle_parse(writ, BUNDLE_WRIT, &arena, &bundle, &error));
    writ_verify(
        &(struct writ_question){.bundle = &bundle, .trust = &world->trust, .at = world->clock},
        answer);
    spent = now() - start;
    for (size_t i = 0; first && i < answer->findings.count; i++)
        if (answer->findings.items[i].outcome != OUTCOME_NOTE)
            printf("  %s [%s]\n", finding_name(answer->findings.items[i].code),
                   answer->findings.items[i].where);
    assert_true(answer->valid);
    assert_int_equal(answer->matter->standing_count, 7 + 2 * PAIRS);
    *officials = count_officials(answer);
    writ_answer_free(answer);
    free(answer);
    arena_free(&arena);
    return spent;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static int write_json(const char *path, double median, double best, size_t bytes, size_t officials)
{
    FILE *out = fopen(path, "w");

    if (!out)
        return 3;
    fprintf(out,
            "{\"median_ms\":%.3f,\"best_ms\":%.3f,\"writ_bytes\":%zu,\"statements\":%d,"
            "\"officials\":%zu,\"ledger_entries\":%d}\n",
            median, best, bytes, 7 + 2 * PAIRS, officials, ENTRIES);
    return fclose(out) == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
    struct world *world = memory_take(sizeof *world);
    struct buffer writ = {0};
    double times[ROUNDS];
    size_t officials;
    int code = 0;

    world_open(world);
    world_story(world, 8);
    make_writ(world, &writ);
    for (int i = 0; i < ROUNDS; i++)
        times[i] = verify(world, buffer_slice(&writ), i == 0, &officials);
    qsort(times, ROUNDS, sizeof *times, compare);
    printf(
        "  median %.2f ms, best %.2f ms: %d statements, %zu officials, %zu bytes, ledgers of %d\n",
        times[ROUNDS / 2], times[0], 7 + 2 * PAIRS, officials, writ.size, ENTRIES);
    if (argc == 3 && strcmp(argv[1], "--json") == 0)
        code = write_json(argv[2], times[ROUNDS / 2], times[0], writ.size, officials);
    buffer_free(&writ);
    world_close(world);
    free(world);
    return code;
}
