#include "node/docket.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"
#include "text/act.h"
#include "text/matter.h"
#include "text/table.h"

/* ---- in words ---- */

/* Who: the offices, or those with a role. */
static void append_whom(const struct turn *turn, struct buffer *out)
{
    for (size_t i = 0; i < turn->office_count; i++) {
        buffer_text(out, i ? ", " : "");
        text_plain(out, turn->offices[i]);
    }
    if (turn->office_count)
        return;
    buffer_format(out, "%s: ", turn->state);
    roles_titles(turn->roles, out);
}

static void append_when(instant due, instant now, struct buffer *out)
{
    if (due == TURN_UNDATED)
        buffer_text(out, "no date");
    else
        matter_left_text(LANGUAGE_EN, due - now, out);
}

static void add_row(const struct docket_entry *entry, instant now, struct table *table)
{
    const char *measure = entry->has_measure ? words_measure.words[entry->measure] : "";
    struct buffer cell = {0};
    char due[INSTANT_TEXT] = "";

    append_when(entry->turn.due, now, &cell);
    table_cell(table, buffer_slice(&cell));
    table_text(table, entry->turn.due == TURN_UNDATED ? "" : instant_format(entry->turn.due, due));
    table_cell(table, entry->chain);
    table_text(table, measure);
    table_text(table, entry->standing);
    table_text(table, matter_acts.acts[entry->turn.act].type);
    buffer_clear(&cell);
    append_whom(&entry->turn, &cell);
    table_cell(table, buffer_slice(&cell));
    buffer_free(&cell);
}

/* The command that drafts the act: by the official who asks, or by a placeholder. */
static void append_command(const struct arguments *arguments, const struct docket_entry *entry,
                           struct buffer *out)
{
    const char *official = options_value(arguments, "--official");
    const char *office = options_value(arguments, "--office");
    const char *node = options_value(arguments, "--node");

    buffer_format(out, "%s draft %s --chain %.*s --by ", command_program(),
                  matter_acts.acts[entry->turn.act].type, SLICE_ARG(entry->chain));
    if (official)
        buffer_text(out, official);
    else if (office)
        buffer_format(out, "%s.OFFICIAL", office);
    else if (entry->turn.office_count)
        buffer_format(out, "%.*s.OFFICIAL", SLICE_ARG(entry->turn.offices[0]));
    else
        buffer_text(out, "OFFICIAL");
    if (node)
        buffer_format(out, " --node %s", node);
}

static void say(const struct arguments *arguments, const struct node *node,
                const struct docket *docket, instant now, struct buffer *out)
{
    struct table table = {.columns = 7};

    if (docket->count == 0)
        buffer_text(out, "nothing waits\n");
    for (size_t i = 0; i < docket->count; i++)
        add_row(&docket->entries[i], now, &table);
    table_print(&table, 0, out);
    table_free(&table);
    if (docket->more)
        buffer_text(out, "there is more: ask for one office, or with --until\n");
    for (size_t i = 0, said = 0; i < docket->count; i++) {
        if (strcmp(docket->entries[i].turn.state, node->state) != 0)
            continue;
        buffer_text(out, said++ ? "" : "\nto draft it\n");
        buffer_text(out, "  ");
        append_command(arguments, &docket->entries[i], out);
        buffer_byte(out, '\n');
    }
}

/* ---- as JSON ---- */

static void entry_json(const struct arguments *arguments, const struct node *node,
                       const struct docket_entry *entry, instant now, struct writer *writer)
{
    const struct turn *turn = &entry->turn;
    struct buffer command = {0};

    writer_open(writer, '{');
    writer_member_text(writer, "matter", entry->chain);
    writer_key(writer, "measure");
    if (entry->has_measure)
        writer_text(writer, slice_text(words_measure.words[entry->measure]));
    else
        writer_null(writer);
    writer_member_text(writer, "standing", slice_text(entry->standing));
    writer_member_text(writer, "act", slice_text(matter_acts.acts[turn->act].type));
    writer_member_text(writer, "state", slice_text(turn->state));
    writer_key(writer, "roles");
    writer_open(writer, '[');
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        if (turn->roles >> role & 1)
            writer_text(writer, slice_text(words_role.words[role]));
    writer_close(writer, ']');
    writer_key(writer, "offices");
    writer_open(writer, '[');
    for (size_t i = 0; i < turn->office_count; i++)
        writer_text(writer, turn->offices[i]);
    writer_close(writer, ']');
    writer_key(writer, "due");
    if (turn->due == TURN_UNDATED)
        writer_null(writer);
    else
        writer_instant(writer, turn->due);
    writer_member_flag(writer, "overdue", turn->due < now);
    writer_key(writer, "command");
    append_command(arguments, entry, &command);
    if (strcmp(turn->state, node->state) == 0)
        writer_text(writer, buffer_slice(&command));
    else
        writer_null(writer);
    writer_close(writer, '}');
    buffer_free(&command);
}

static void print_docket(const struct arguments *arguments, const struct node *node,
                         const struct docket *docket, instant now)
{
    struct buffer out = {0};
    struct writer writer;

    if (arguments->json) {
        writer = report_json(&out);
        writer_key(&writer, "entries");
        writer_open(&writer, '[');
        for (size_t i = 0; i < docket->count; i++)
            entry_json(arguments, node, &docket->entries[i], now, &writer);
        writer_close(&writer, ']');
        writer_member_flag(&writer, "more", docket->more);
        report_json_end(&writer);
        return;
    }
    say(arguments, node, docket, now, &out);
    report_print(&out);
}

static int run(const struct arguments *arguments)
{
    const char *office = options_value(arguments, "--office");
    const char *official = options_value(arguments, "--official");
    const char *until = options_value(arguments, "--until");
    struct docket_query query = {
        .office = slice_text(office ? office : ""),
        .official = slice_text(official ? official : ""),
        .until = FOREVER,
    };
    struct arena arena = {0};
    struct docket docket = {0};
    struct error error = {0};
    struct node node;
    instant now;
    bool ok = !until || input_instant(until, "--until", &query.until, &error);

    if (ok && office && official)
        ok = error_set(&error, ERROR_USAGE, "--office or --official, not both");
    if (!ok || !input_node(arguments, &node, &error))
        return report_error(arguments, &error);
    ok =
        node_clock(&node, &now, &error) && node_docket(&node, &query, now, &arena, &docket, &error);
    if (ok)
        print_docket(arguments, &node, &docket, now);
    arena_free(&arena);
    node_close(&node);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

static const struct option_row rows[] = {
    {"--office", "OFFICE", "what waits for this office: xa.court-1", 0},
    {"--official", "WHO", "what waits for this official: xa.court-1.o17", 0},
    {"--until", "TIME", "only what is due before: 2026-12-01", 0},
    {0},
};

const struct command command_docket = {
    .name = "docket",
    .summary = "what waits, for whom, by when: overdue first",
    .usage = "[--office OFFICE | --official WHO] [--until TIME]",
    .text =
        "Each line is one act that can come next: the time left, the date, the matter, its "
        "measure,\n"
        "where it stands, the act, and whose it is: an office that has the matter in hand, or any\n"
        "office of the State with the role. An act without a clock of its own has the date of the\n"
        "decision that waits for it. Without an office, what waits for the other State is listed,\n"
        "too.\n",
    .example = "  proviso docket --node xb\n"
               "  proviso docket --official xb.court-1.o23 --until 2026-12-01 --node xb\n",
    .options = rows,
    .node = true,
    .run = run,
};
