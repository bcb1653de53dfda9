#include <stdlib.h>

#include "base/memory.h"
#include "cli/books.h"
#include "cli/commands.h"
#include "cli/register_draft.h"
#include "text/table.h"

static void limit_cell(struct table *table, enum parameter parameter, int64_t limit)
{
    struct value value = parameter_value(parameter, limit);
    struct buffer text = {0};

    value_format(&value, &text);
    table_cell(table, buffer_slice(&text));
    buffer_free(&text);
}

/* An extra is shown with any of its measures. */
static bool extra_is_shown(const struct extra *extra, const bool chosen[MEASURE_COUNT])
{
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        if (chosen[m] && extra->measures & 1u << m)
            return true;
    return false;
}

/* ---- show ---- */

static void show_head(const struct rulebook *book, struct buffer *out)
{
    buffer_format(out, "%s, in force from ", book->state);
    value_format(&(struct value){.kind = VALUE_INSTANT, .number = book->from}, out);
    if (book->to != RULEBOOK_OPEN) {
        buffer_text(out, " to ");
        value_format(&(struct value){.kind = VALUE_INSTANT, .number = book->to}, out);
    }
    buffer_format(out, ": %.*s\n", SLICE_ARG(book->title));
}

static void show_table(const struct rulebook *book, const bool chosen[MEASURE_COUNT],
                       struct buffer *out)
{
    struct table table = {.columns = 4};

    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            const struct rulebook_place *place = &book->places[m][p];

            if (!books_shown(chosen, m, p))
                continue;
            table_text(&table, parameter_name(m, p));
            limit_cell(&table, p, book->limits[m][p]);
            if (place->line)
                table_format(&table, "line %u", place->line);
            else
                table_text(&table, "as in the floor");
            table_cell(&table, place->citation);
        }
    show_head(book, out);
    table_print(&table, 2, out);
    table_free(&table);
    for (size_t i = 0; i < book->extra_count; i++) {
        if (!extra_is_shown(book->extras[i], chosen))
            continue;
        buffer_text(out, "  ");
        explain_extra(book->extras[i], out);
        buffer_byte(out, '\n');
    }
}

static void show_json(const struct rulebook *book, const bool chosen[MEASURE_COUNT],
                      struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_text(&writer, "state", slice_text(book->state));
    writer_member_instant(&writer, "from", book->from);
    writer_key(&writer, "to");
    if (book->to == RULEBOOK_OPEN)
        writer_null(&writer);
    else
        writer_instant(&writer, book->to);
    writer_member_text(&writer, "title", book->title);
    writer_key(&writer, "parameters");
    writer_open(&writer, '{');
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            if (books_shown(chosen, m, p))
                books_limit(&writer, parameter_name(m, p), p, book->limits[m][p]);
    writer_close(&writer, '}');
    writer_key(&writer, "extras");
    writer_open(&writer, '[');
    for (size_t i = 0; i < book->extra_count; i++)
        if (extra_is_shown(book->extras[i], chosen))
            books_extra(&writer, book->extras[i], NULL);
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static bool show(const struct arguments *arguments, struct three *three, struct buffer *out,
                 struct error *error)
{
    bool chosen[MEASURE_COUNT];
    struct slice text;

    if (options_flag(arguments, "--text")) {
        if (three->books.has_node)
            return error_set(error, ERROR_USAGE,
                             "--text writes what comes with the program, not a node's rulebook");
        if (!books_text(&three->books, arguments->words[0], &text, error))
            return false;
        buffer_append(out, text);
        return true;
    }
    if (!books_read(&three->books, arguments->words[0], &three->requesting, error) ||
        !books_measures(arguments, &three->books.floor, chosen, error))
        return false;
    (arguments->json ? show_json : show_table)(&three->requesting, chosen, out);
    return true;
}

static int run_show(const struct arguments *arguments)
{
    return books_run(arguments, show);
}

static const struct option_row show_rows[] = {
    FLOOR_OPTION,
    BOOK_NODE_OPTION,
    MEASURE_OPTION,
    {"--text", NULL, "the text as it is, to write a rulebook that comes with the program", 0},
    {0},
};

static const struct command rules_show = {
    .name = "rules show",
    .summary = "a rulebook's limits and extras, each with its line and citation",
    .usage = "BOOK [--measure MEASURE] [--text]",
    .text = BOOK_WORDS,
    .example = "  proviso rules show arcadia --measure content\n"
               "  proviso rules show floor --text > floor.rules\n",
    .options = show_rows,
    .least = 1,
    .most = 1,
    .run = run_show,
};

/* ---- meet ---- */

static void meet_row(const struct effective *effective, enum parameter parameter,
                     struct table *table, struct writer *writer)
{
    struct buffer whose = {0};

    books_whose(effective->whose[parameter], &whose);
    if (writer) {
        writer_key(writer, parameter_name(effective->measure, parameter));
        writer_open(writer, '{');
        books_limit(writer, "limit", parameter, effective->limits[parameter]);
        writer_member_text(writer, "whose", buffer_slice(&whose));
        writer_close(writer, '}');
    } else {
        table_text(table, parameter_name(effective->measure, parameter));
        limit_cell(table, parameter, effective->limits[parameter]);
        table_cell(table, buffer_slice(&whose));
    }
    buffer_free(&whose);
}

/* As limits are by their parameter, an extra is by its name and the measure where it binds. */
static void meet_extra(const struct effective *effective, size_t number, struct table *table,
                       struct writer *writer)
{
    const struct extra *extra = effective->extras[number];
    const char *measure = words_measure.words[effective->measure];
    struct buffer whose = {0}, name = {0};

    books_whose(effective->extra_whose[number], &whose);
    buffer_format(&name, "%s.extra.%zu", measure, number + 1);
    if (writer) {
        writer_key(writer, buffer_string(&name));
        books_extra(writer, extra, buffer_string(&whose));
    } else {
        table_cell(table, buffer_slice(&name));
        table_format(table, "%s: %.*s", extra->name, SLICE_ARG(extra->said));
        table_cell(table, buffer_slice(&whose));
    }
    buffer_free(&whose);
    buffer_free(&name);
}

static bool meet_measure(const struct three *three, const bool chosen[MEASURE_COUNT],
                         enum measure measure, struct table *table, struct writer *writer,
                         struct error *error)
{
    struct effective effective;

    if (!chosen[measure])
        return true;
    if (!rulebook_meet(&three->all, measure, &effective, error))
        return false;
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (books_shown(chosen, measure, p))
            meet_row(&effective, p, table, writer);
    for (size_t i = 0; i < effective.extra_count; i++)
        meet_extra(&effective, i, table, writer);
    return true;
}

static bool meet(const struct arguments *arguments, struct three *three, struct buffer *out,
                 struct error *error)
{
    struct writer writer = {.out = out, .indent = 2};
    struct table table = {.columns = 3};
    bool chosen[MEASURE_COUNT], ok;

    ok = books_three(arguments, 0, three, error) &&
         books_measures(arguments, &three->books.floor, chosen, error);
    if (arguments->json)
        writer_open(&writer, '{');
    for (unsigned m = 0; ok && m < MEASURE_COUNT; m++)
        ok = meet_measure(three, chosen, m, &table, arguments->json ? &writer : NULL, error);
    if (arguments->json) {
        writer_close(&writer, '}');
        buffer_byte(out, '\n');
    }
    table_print(&table, 0, out);
    table_free(&table);
    return ok;
}

static int run_meet(const struct arguments *arguments)
{
    return books_run(arguments, meet);
}

static const struct option_row meet_rows[] = {STATE_OPTIONS, MEASURE_OPTION, {0}};

static const struct command rules_meet = {
    .name = "rules meet",
    .summary = "the strictest of floor and two States, and whose each limit is",
    .usage = "[REQUESTING [EXECUTING]] [--measure MEASURE]",
    .text = "The limits of all three, and the extras of each. " BOOK_WORDS,
    .example = "  proviso rules meet XA XB --measure content\n",
    .options = meet_rows,
    .most = 2,
    .run = run_meet,
};

static const struct command *const parts[] = {
    &rules_show, &rules_meet,  &rules_check, &rules_explain,
    &rules_diff, &rules_floor, &rules_adopt, NULL,
};

const struct command command_rules = {
    .name = "rules",
    .summary = "rulebooks: show, meet, check, explain, diff, floor, adopt",
    .usage = "show|meet|check|explain|diff|floor|adopt …",
    .text =
        "A rulebook sets a limit for every safeguard parameter; a State's can only tighten the\n"
        "floor's, and add extras that only deny. In a matter the strictest of floor and both\n"
        "States binds.\n",
    .example = "  proviso rules explain content.duration XA XB\n",
    .parts = parts,
};
