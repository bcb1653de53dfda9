#include "node/exchanging.h"

int exchanging_open(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world_open(world);
    *state = world;
    return 0;
}

int exchanging_close(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

struct slice export(struct world *world, struct node *node, const char *chain, uint64_t since)
{
    struct buffer text = {0};
    struct slice kept;

    assert_true(node_export(node, slice_text(chain), since, &text, &world->error));
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

bool import(struct world *world, struct node *node, struct slice text, struct import_report *report)
{
    world->error = (struct error){0};
    return node_import(node, text, report, &world->arena, &world->error);
}

void assert_imported(struct world *world, struct node *node, struct slice text, int line)
{
    struct import_report report;

    if (import(world, node, text, &report))
        return;
    print_message("# line %d: %s: %s\n", line, error_name(world->error.code), world->error.message);
    for (size_t i = 0; i < report.findings.count; i++)
        print_message("#   %s [%s]\n", finding_name(report.findings.items[i].code),
                      report.findings.items[i].where);
    fail();
}

void assert_refused(struct world *world, struct node *node, struct slice text, enum error_code code,
                    enum finding_code finding, int line)
{
    int64_t rows = rows_all(node);
    struct import_report report;

    if (import(world, node, text, &report)) {
        print_message("# line %d: imported\n", line);
        fail();
    }
    if (world->error.code != code ||
        (finding != FINDING_COUNT && !findings_have(&report.findings, finding))) {
        print_message("# line %d: %s %s\n", line, error_name(world->error.code),
                      world->error.message);
        for (size_t i = 0; i < report.findings.count; i++)
            print_message("#   %s [%s] %.*s\n", finding_name(report.findings.items[i].code),
                          report.findings.items[i].where,
                          SLICE_ARG(report.findings.items[i].value.text));
        fail();
    }
    assert_int_equal(rows_all(node), rows);
}

struct slice written(struct forge *forge)
{
    struct buffer text = {0};
    struct slice kept;

    bundle_write(&forge->bundle, &text);
    kept = arena_copy(&forge->world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

struct forge *request(struct world *world)
{
    struct forge *forge = calloc(1, sizeof *forge);

    world_steps(world, 1, 3);
    forge_open(forge, world, export(world, &world->xa, world_chain, 0), BUNDLE_EXCHANGE);
    return forge;
}

void let_go(struct forge *forge)
{
    forge_free(forge);
    free(forge);
}
