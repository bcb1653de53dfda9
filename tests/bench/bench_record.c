/* bench-record [--json FILE]: what a node's record shows for an application, looked up among a million
 * matters in the index: where nothing is related, and where seven matters are, which are then read. */
#include "test.h"

#include <time.h>

#include "base/memory.h"
#include "node/record.h"
#include "node/rows.h"
#include "node/world.h"

enum { RELATED = 7, TIMES = 2000 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Matters of other years, each with the tags of a case, an account and a person: of no name that is
 * asked for, and so without content. */
static void fill(struct world *world)
{
    rows_alter(&world->xa,
               "BEGIN;"
               "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999999)"
               " INSERT INTO chain (name, ledger) SELECT printf('XA-2025-%06d', i), 1 FROM n;"
               "INSERT INTO relation (tag, chain)"
               " SELECT random(), id FROM chain WHERE name LIKE 'XA-2025-%' UNION ALL"
               " SELECT random(), id FROM chain WHERE name LIKE 'XA-2025-%' UNION ALL"
               " SELECT random(), id FROM chain WHERE name LIKE 'XA-2025-%';"
               "COMMIT");
}

static struct slice name_of(struct world *world, unsigned number)
{
    return arena_format(&world->arena, "XA-2026-%06u", number);
}

static void apply(struct world *world, unsigned number, const char *earlier)
{
    static const char applicants[] = "xa.cybercrime-1.o1 xa.prosecution-1.o2";
    const struct node_heads heads = {.seq = 1};
    const struct world_reach reach = {.name = "XA-C-4",
                                      .person = "P-1",
                                      .account = "kim@mailhaus.example",
                                      .earlier = earlier,
                                      .account_matters = number,
                                      .person_matters = number,
                                      .days = 18 * number};

    world->texts.count = 0;
    assert_true(world_submit(
        world, &world->xa,
        world_envelope(world, "application", (const char *)name_of(world, number).data, &heads,
                       "xa.cybercrime-1.o1",
                       world_application_reaching(world, number, &reach, &world->texts)),
        applicants));
}

static void apply_all(struct world *world)
{
    struct buffer earlier = {0};

    for (unsigned i = 1; i <= RELATED; i++) {
        apply(world, i, buffer_string(&earlier));
        buffer_format(&earlier, "%s\"XA-2026-%06u\"", i > 1 ? "," : "", i);
    }
    buffer_free(&earlier);
}

/* Microseconds for the record of one application. */
static double look_up(struct world *world, unsigned number, size_t related)
{
    struct record *record = memory_take(sizeof *record);
    const char *text =
        number ? world_application_of(world, number, &world->texts) : world_application(world);
    json_t *body = json_loads(text, 0, NULL);
    double start = now();

    for (int i = 0; i < TIMES; i++) {
        struct arena arena = {0};

        assert_true(record_gather(&world->xa, SLICE("XA-2026-900000"), body, world->clock,
                                  INT64_MAX, world->clock, &arena, record, &world->error));
        assert_int_equal(record->count, related);
        arena_free(&arena);
    }
    start = (now() - start) * 1e6 / TIMES;
    json_decref(body);
    free(record);
    return start;
}

static int write_json(const char *path, int64_t rows, double none, double some)
{
    FILE *out = fopen(path, "w");

    if (!out)
        return 3;
    fprintf(out, "{\"rows\":%lld,\"unrelated_us\":%.1f,\"related_us\":%.1f,\"related\":%d}\n",
            (long long)rows, none, some, RELATED);
    return fclose(out) == 0 ? 0 : 3;
}

int main(int argc, char **argv)
{
    struct world *world = memory_take(sizeof *world);
    double none, some;
    int64_t rows;
    int code = 0;

    world_open(world);
    apply_all(world);
    fill(world);
    rows = rows_number(&world->xa, "SELECT count(*) FROM relation");
    world->texts.count = 0;
    none = look_up(world, 77, 0);
    world->texts.count = 0;
    some = look_up(world, 0, RELATED);
    printf("  the record of an application among %lld tags: %.0f us; where %d matters are related, "
           "%.0f us\n",
           (long long)rows, none, RELATED, some);
    if (argc == 3 && strcmp(argv[1], "--json") == 0)
        code = write_json(argv[2], rows, none, some);
    world_close(world);
    free(world);
    return code;
}
