#include <stdlib.h>

#include "base/memory.h"
#include "cli/books.h"
#include "cli/commands.h"
#include "cli/register_draft.h"
#include "cli/report.h"
#include "rules/explain.h"
#include "text/finding.h"
#include "text/table.h"

/* The books of one command; big, so they are taken from memory. */
struct three {
    struct books books;
    struct rulebook requesting, executing;
    struct rulebooks all;
};

#define FLOOR_OPTION                                                                               \
    {                                                                                              \
        "--floor", "FILE", "the floor; otherwise the one that comes with the program", 0           \
    }
#define STATE_OPTIONS                                                                              \
    FLOOR_OPTION, {"--requesting", "FILE", "the requesting State's rulebook", 0},                  \
    {                                                                                              \
        "--executing", "FILE", "the executing State's rulebook", 0                                 \
    }
#define MEASURE_OPTION                                                                             \
    {                                                                                              \
        "--measure", "MEASURE", "content, traffic, …; otherwise all that are available", 0         \
    }

/* What a part does with the books; false with the error set. */
typedef bool with_books(const struct arguments *arguments, struct three *three, struct buffer *out,
                        struct error *error);

static int run_on_books(const struct arguments *arguments, with_books *work)
{
    struct three *three = memory_take(sizeof *three);
    struct buffer out = {0};
    struct error error = {0};
    bool ok = books_open(arguments, &three->books, &error) && work(arguments, three, &out, &error);

    if (ok)
        report_print(&out);
    buffer_free(&out);
    books_free(&three->books);
    free(three);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

/* The floor and both States' books; a State that is not given is as the floor. */
static bool read_three(const struct arguments *arguments, struct three *three, struct error *error)
{
    const char *requesting = options_value(arguments, "--requesting");
    const char *executing = options_value(arguments, "--executing");

    three->requesting = three->executing = three->books.floor;
    three->all = (struct rulebooks){&three->books.floor, &three->requesting, &three->executing};
    return (!requesting || books_read(&three->books, requesting, &three->requesting, error)) &&
           (!executing || books_read(&three->books, executing, &three->executing, error));
}

static bool choose_measures(const struct arguments *arguments, const struct rulebook *floor,
                            bool chosen[MEASURE_COUNT], struct error *error)
{
    const char *name = options_value(arguments, "--measure");
    int measure = name ? vocabulary_find(&words_measure, slice_text(name)) : -1;

    if (name && measure < 0)
        return error_set(error, ERROR_USAGE, "there is no measure \"%.40s\"", name);
    for (int i = 0; i < MEASURE_COUNT; i++)
        chosen[i] = name ? i == measure : floor->limits[i][PARAMETER_AVAILABLE] != 0;
    return true;
}

static void limit_cell(struct table *table, enum parameter parameter, int64_t limit)
{
    struct value value = parameter_value(parameter, limit);
    struct buffer text = {0};

    value_format(&value, &text);
    table_cell(table, buffer_slice(&text));
    buffer_free(&text);
}

static void limit_member(struct writer *writer, const char *name, enum parameter parameter,
                         int64_t limit)
{
    struct value value = parameter_value(parameter, limit);
    struct buffer text = {0};

    value_format(&value, &text);
    writer_member_text(writer, name, buffer_slice(&text));
    buffer_free(&text);
}

/* General parameters stand once, with the first measure that is shown. */
static bool is_shown(const bool chosen[MEASURE_COUNT], unsigned measure, enum parameter parameter)
{
    if (!chosen[measure])
        return false;
    for (unsigned i = 0; parameter_is_general(parameter) && i < measure; i++)
        if (chosen[i])
            return false;
    return true;
}

/* ---- show ---- */

static void show_table(const struct rulebook *book, const bool chosen[MEASURE_COUNT],
                       struct buffer *out)
{
    struct table table = {.columns = 4};

    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            const struct rulebook_place *place = &book->places[m][p];

            if (!is_shown(chosen, m, p))
                continue;
            table_text(&table, parameter_name(m, p));
            limit_cell(&table, p, book->limits[m][p]);
            if (place->line)
                table_format(&table, "line %u", place->line);
            else
                table_text(&table, "as in the floor");
            table_cell(&table, place->citation);
        }
    buffer_format(out, "%s, in force from ", book->state);
    value_format(&(struct value){.kind = VALUE_INSTANT, .number = book->from}, out);
    buffer_format(out, ": %.*s\n", SLICE_ARG(book->title));
    table_print(&table, 2, out);
    table_free(&table);
}

static void show_json(const struct rulebook *book, const bool chosen[MEASURE_COUNT],
                      struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_text(&writer, "state", slice_text(book->state));
    writer_member_instant(&writer, "from", book->from);
    writer_member_text(&writer, "title", book->title);
    writer_key(&writer, "parameters");
    writer_open(&writer, '{');
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            if (is_shown(chosen, m, p))
                limit_member(&writer, parameter_name(m, p), p, book->limits[m][p]);
    writer_close(&writer, '}');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static bool show(const struct arguments *arguments, struct three *three, struct buffer *out,
                 struct error *error)
{
    bool chosen[MEASURE_COUNT];
    struct slice text;

    if (options_flag(arguments, "--text")) {
        if (!books_text(&three->books, arguments->words[0], &text, error))
            return false;
        buffer_append(out, text);
        return true;
    }
    if (!books_read(&three->books, arguments->words[0], &three->requesting, error) ||
        !choose_measures(arguments, &three->books.floor, chosen, error))
        return false;
    (arguments->json ? show_json : show_table)(&three->requesting, chosen, out);
    return true;
}

static int run_show(const struct arguments *arguments)
{
    return run_on_books(arguments, show);
}

static const struct option_row show_rows[] = {
    FLOOR_OPTION,
    MEASURE_OPTION,
    {"--text", NULL, "the text as it is, to write a rulebook that comes with the program", 0},
    {0},
};

static const struct command rules_show = {
    .name = "rules show",
    .summary = "a rulebook's limits, each with its line and citation",
    .usage = "BOOK [--measure MEASURE] [--text]",
    .text = "BOOK is a file, or floor, arcadia or belmora, which come with the program.\n",
    .example = "  proviso rules show arcadia --measure content\n"
               "  proviso rules show floor --text > floor.rules\n",
    .options = show_rows,
    .least = 1,
    .most = 1,
    .run = run_show,
};

/* ---- meet ---- */

static void whose_words(unsigned whose, struct buffer *out)
{
    static const char *const names[] = {"floor", "requesting", "executing"};
    bool more = false;

    for (unsigned i = 0; i < 3; i++) {
        if (!(whose & 1u << i))
            continue;
        buffer_format(out, "%s%s", more ? ", " : "", names[i]);
        more = true;
    }
}

static void meet_row(const struct effective *effective, enum parameter parameter,
                     struct table *table, struct writer *writer)
{
    struct buffer whose = {0};

    whose_words(effective->whose[parameter], &whose);
    if (writer) {
        writer_key(writer, parameter_name(effective->measure, parameter));
        writer_open(writer, '{');
        limit_member(writer, "limit", parameter, effective->limits[parameter]);
        writer_member_text(writer, "whose", buffer_slice(&whose));
        writer_close(writer, '}');
    } else {
        table_text(table, parameter_name(effective->measure, parameter));
        limit_cell(table, parameter, effective->limits[parameter]);
        table_cell(table, buffer_slice(&whose));
    }
    buffer_free(&whose);
}

static bool meet(const struct arguments *arguments, struct three *three, struct buffer *out,
                 struct error *error)
{
    struct writer writer = {.out = out, .indent = 2};
    struct table table = {.columns = 3};
    bool chosen[MEASURE_COUNT], ok;

    ok = read_three(arguments, three, error) &&
         choose_measures(arguments, &three->books.floor, chosen, error);
    if (arguments->json)
        writer_open(&writer, '{');
    for (unsigned m = 0; ok && m < MEASURE_COUNT; m++) {
        struct effective effective;

        ok = !chosen[m] || rulebook_meet(&three->all, m, &effective, error);
        for (unsigned p = 0; ok && p < PARAMETER_COUNT; p++)
            if (is_shown(chosen, m, p))
                meet_row(&effective, p, &table, arguments->json ? &writer : NULL);
    }
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
    return run_on_books(arguments, meet);
}

static const struct option_row meet_rows[] = {STATE_OPTIONS, MEASURE_OPTION, {0}};

static const struct command rules_meet = {
    .name = "rules meet",
    .summary = "the strictest of floor and two States, and whose each limit is",
    .usage = "[--requesting BOOK] [--executing BOOK] [--measure MEASURE]",
    .example = "  proviso rules meet --requesting arcadia --executing belmora --measure content\n",
    .options = meet_rows,
    .run = run_meet,
};

/* ---- check ---- */

static bool check(const struct arguments *arguments, struct three *three, struct buffer *out,
                  struct error *error)
{
    struct writer writer = {.out = out, .indent = 2};

    if (!books_read(&three->books, arguments->words[0], &three->requesting, error))
        return false;
    if (!arguments->json) {
        buffer_format(out, "keeps the floor: %s of %s\n", arguments->words[0],
                      three->requesting.state);
        return true;
    }
    writer_open(&writer, '{');
    writer_member_flag(&writer, "accepted", true);
    writer_member_text(&writer, "state", slice_text(three->requesting.state));
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
    return true;
}

static int run_check(const struct arguments *arguments)
{
    return run_on_books(arguments, check);
}

static const struct option_row check_rows[] = {FLOOR_OPTION, {0}};

static const struct command rules_check = {
    .name = "rules check",
    .summary = "is this a rulebook, and does it loosen nothing?",
    .usage = "BOOK [--floor FILE]",
    .text = "What is wrong is named with file, line, column and parameter.\n",
    .example = "  proviso rules check arcadia.rules\n",
    .options = check_rows,
    .least = 1,
    .most = 1,
    .run = run_check,
};

/* ---- explain ---- */

static bool explain(const struct arguments *arguments, struct three *three, struct buffer *out,
                    struct error *error)
{
    struct explanation explanation;
    enum measure measure;
    enum parameter parameter;
    struct buffer text = {0};

    if (!parameter_find(slice_text(arguments->words[0]), &measure, &parameter))
        return error_set(error, ERROR_USAGE,
                         "there is no parameter \"%.60s\"; proviso rules show floor lists them",
                         arguments->words[0]);
    if (!read_three(arguments, three, error) ||
        !explain_parameter(&three->all, measure, parameter, &explanation, error))
        return false;
    explain_format(&explanation, &text);
    if (arguments->json) {
        struct writer writer = {.out = out, .indent = 2};

        writer_open(&writer, '{');
        writer_member_text(&writer, "parameter", slice_text(arguments->words[0]));
        limit_member(&writer, "limit", parameter, explanation.limit);
        writer_member_text(&writer, "row", slice_text(parameter_table[parameter].row));
        writer_member_text(&writer, "meaning", slice_text(parameter_table[parameter].meaning));
        writer_member_text(&writer, "text", buffer_slice(&text));
        writer_close(&writer, '}');
        buffer_byte(out, '\n');
    } else {
        buffer_append(out, buffer_slice(&text));
    }
    buffer_free(&text);
    return true;
}

static int run_explain(const struct arguments *arguments)
{
    return run_on_books(arguments, explain);
}

static const struct option_row explain_rows[] = {STATE_OPTIONS, {0}};

static const struct command rules_explain = {
    .name = "rules explain",
    .summary = "one parameter: what it means, what each book says, what binds",
    .usage = "PARAMETER [--requesting BOOK] [--executing BOOK]",
    .example =
        "  proviso rules explain content.duration --requesting arcadia --executing belmora\n",
    .options = explain_rows,
    .least = 1,
    .most = 1,
    .run = run_explain,
};

/* ---- diff ---- */

static void difference_json(const struct difference *difference, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "parameter",
                       slice_text(parameter_name(difference->measure, difference->parameter)));
    writer_member_text(writer, "change", slice_text(change_name(difference->change)));
    limit_member(writer, "before", difference->parameter, difference->before);
    limit_member(writer, "after", difference->parameter, difference->after);
    writer_close(writer, '}');
}

static bool diff(const struct arguments *arguments, struct three *three, struct buffer *out,
                 struct error *error)
{
    struct difference *differences;
    struct writer writer = {.out = out, .indent = 2};
    size_t count;

    if (!books_read(&three->books, arguments->words[0], &three->requesting, error) ||
        !books_read(&three->books, arguments->words[1], &three->executing, error))
        return false;
    differences = memory_take(DIFFERENCES_MAX * sizeof *differences);
    count = explain_diff(&three->requesting, &three->executing, differences);
    if (arguments->json) {
        writer_open(&writer, '{');
        writer_key(&writer, "differences");
        writer_open(&writer, '[');
    }
    for (size_t i = 0; i < count; i++) {
        if (differences[i].change == CHANGE_SAME)
            continue;
        if (arguments->json)
            difference_json(&differences[i], &writer);
        else
            explain_difference(&differences[i], out);
    }
    if (arguments->json) {
        writer_close(&writer, ']');
        writer_close(&writer, '}');
        buffer_byte(out, '\n');
    }
    free(differences);
    return true;
}

static int run_diff(const struct arguments *arguments)
{
    return run_on_books(arguments, diff);
}

static const struct command rules_diff = {
    .name = "rules diff",
    .summary = "what is tighter or looser in one rulebook than in another",
    .usage = "BEFORE AFTER [--floor FILE]",
    .example = "  proviso rules diff floor arcadia\n",
    .options = check_rows,
    .least = 2,
    .most = 2,
    .run = run_diff,
};

static const struct command *const parts[] = {
    &rules_show, &rules_meet, &rules_check, &rules_explain, &rules_diff, &rules_adopt, NULL,
};

const struct command command_rules = {
    .name = "rules",
    .summary = "rulebooks: show, meet, check, explain, diff, adopt",
    .usage = "show|meet|check|explain|diff|adopt …",
    .text =
        "A rulebook sets a limit for every safeguard parameter; a State's can only tighten the\n"
        "floor's. In a matter the strictest of floor and both States binds.\n",
    .example =
        "  proviso rules explain content.duration --requesting arcadia --executing belmora\n",
    .parts = parts,
};
