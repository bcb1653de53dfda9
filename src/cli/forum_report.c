/* `forum report`: a session's report, compiled from its record. */
#include "cli/forum.h"
#include "cli/input.h"
#include "cli/report.h"
#include "text/floor_report.h"

static const struct option_row options[] = {
    {"--node", "DIR", "the forum's node: attendance and rulings from its ledger", 0},
    {"-o", "FILE", "writes it there", 0},
    {NULL, NULL, NULL, 0},
};

static bool show_report(struct slice text, const struct arguments *arguments, struct arena *arena,
                        int *code, struct error *error)
{
    struct floor floor;
    struct floor_report report = {.floor = &floor, .record = sha256_of(text)};
    struct known_matter *known = arena_take(arena, sizeof *known);
    struct node *node = arena_take(arena, sizeof *node);
    struct buffer out = {0};
    bool has_node = options_value(arguments, "--node");
    instant now;

    if (!floor_read(text, arena, &floor, error))
        return false;
    if (has_node) {
        if (!input_node(arguments, node, error))
            return false;
        if (!node_clock(node, &now, error) || !node_load(node, SLICE(""), now, known, error)) {
            node_close(node);
            return false;
        }
        report.forum = known->forum ? &known->forum->forum : NULL;
    }
    floor_report_write(&report, arena, &out);
    if (has_node) {
        known_matter_free(known);
        node_close(node);
    }
    *code = report_result(arguments, "report", &out, 0644);
    return true;
}

static int run_report(const struct arguments *arguments)
{
    return forum_run(arguments, FLOOR_BYTES, show_report);
}

const struct command forum_report = {
    .name = "forum report",
    .summary = "compiles a session's report from the record of its floor",
    .usage = "RECORD [--node DIR] [-o FILE]",
    .text = "Speakers, time per group, region and organisation, decisions, and with a node\n"
            "attendance and rulings, as Markdown; each paragraph names the line of the record or\n"
            "the statement that it rests on. It is filed as a draft (act \"report\"), can be\n"
            "corrected for a week, and is then filed as final.\n",
    .example = "  proviso forum report session-3.floor -o report.md\n",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run_report,
};
