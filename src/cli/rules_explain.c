/* `rules explain`: whose value binds and why; `rules diff`: tighter, looser, new. */
#include <stdlib.h>

#include "base/memory.h"
#include "cli/books.h"

/* ---- explain ---- */

static void write_words(struct writer *writer, enum parameter parameter, int64_t words)
{
    const struct vocabulary *vocabulary = parameter_table[parameter].vocabulary;

    writer_open(writer, '[');
    for (unsigned i = 0; vocabulary && i < vocabulary->count; i++)
        if ((uint64_t)words >> i & 1)
            writer_text(writer, slice_text(vocabulary->words[i]));
    writer_close(writer, ']');
}

static void write_book(struct writer *writer, const struct explanation *explanation,
                       unsigned number)
{
    static const char *const sides[] = {"floor", "requesting", "executing"};
    const struct explained_book *book = &explanation->books[number];

    writer_open(writer, '{');
    writer_member_text(writer, "side", slice_text(sides[number]));
    writer_member_text(writer, "state", slice_text(book->book->state));
    books_limit(writer, "limit", explanation->parameter, book->limit);
    writer_member_flag(writer, "binds", book->binds);
    writer_member_integer(writer, "line", book->place->line);
    writer_member_text(writer, "citation", book->place->citation);
    writer_key(writer, parameter_table[explanation->parameter].direction == REQUIRED ? "adds"
                                                                                     : "takes_out");
    write_words(writer, explanation->parameter, book->cut);
    writer_close(writer, '}');
}

static void write_extras(struct writer *writer, const struct explanation *explanation)
{
    const struct effective *effective = &explanation->effective;

    writer_key(writer, "extras");
    writer_open(writer, '[');
    for (size_t i = 0; i < effective->extra_count; i++) {
        struct buffer whose = {0};

        if (!explain_concerns(effective->extras[i], explanation->parameter))
            continue;
        books_whose(effective->extra_whose[i], &whose);
        books_extra(writer, effective->extras[i], buffer_string(&whose));
        buffer_free(&whose);
    }
    writer_close(writer, ']');
}

static void write_explanation(const struct explanation *explanation, struct slice text,
                              struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};
    enum parameter parameter = explanation->parameter;
    struct buffer whose = {0};

    books_whose(explanation->whose, &whose);
    writer_open(&writer, '{');
    writer_member_text(&writer, "parameter",
                       slice_text(parameter_name(explanation->measure, parameter)));
    books_limit(&writer, "limit", parameter, explanation->limit);
    writer_member_text(&writer, "whose", buffer_slice(&whose));
    writer_member_text(&writer, "row", slice_text(parameter_table[parameter].row));
    writer_member_text(&writer, "meaning", slice_text(parameter_table[parameter].meaning));
    writer_key(&writer, "books");
    writer_open(&writer, '[');
    for (unsigned i = 0; i < 3; i++)
        write_book(&writer, explanation, i);
    writer_close(&writer, ']');
    write_extras(&writer, explanation);
    writer_member_text(&writer, "text", text);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
    buffer_free(&whose);
}

static void write_denials(const struct denials *denials, struct slice text, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_key(&writer, "extras");
    writer_open(&writer, '[');
    for (size_t i = 0; i < denials->effective.extra_count; i++) {
        struct buffer whose = {0};

        if (!explain_is_asked(denials, i))
            continue;
        books_whose(denials->effective.extra_whose[i], &whose);
        books_extra(&writer, denials->effective.extras[i], buffer_string(&whose));
        buffer_free(&whose);
    }
    writer_close(&writer, ']');
    writer_member_text(&writer, "text", text);
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static bool explain_extras_of(const struct arguments *arguments, struct three *three,
                              struct buffer *out, struct error *error)
{
    struct denials *denials = memory_take(sizeof *denials);
    struct buffer text = {0};
    bool ok = books_three(arguments, 1, three, error) &&
              explain_denials(&three->all, slice_text(arguments->words[0]), denials, error);

    if (ok) {
        explain_denials_format(denials, &text);
        if (arguments->json)
            write_denials(denials, buffer_slice(&text), out);
        else
            buffer_append(out, buffer_slice(&text));
    }
    buffer_free(&text);
    free(denials);
    return ok;
}

static bool explain(const struct arguments *arguments, struct three *three, struct buffer *out,
                    struct error *error)
{
    struct explanation explanation;
    enum measure measure;
    enum parameter parameter;
    struct buffer text = {0};

    if (explain_is_denial(slice_text(arguments->words[0])))
        return explain_extras_of(arguments, three, out, error);
    if (!parameter_find(slice_text(arguments->words[0]), &measure, &parameter))
        return error_set(error, ERROR_USAGE,
                         "there is no parameter \"%.60s\"; proviso rules show floor lists them",
                         arguments->words[0]);
    if (!books_three(arguments, 1, three, error) ||
        !explain_parameter(&three->all, measure, parameter, &explanation, error))
        return false;
    explain_format(&explanation, &text);
    if (arguments->json)
        write_explanation(&explanation, buffer_slice(&text), out);
    else
        buffer_append(out, buffer_slice(&text));
    buffer_free(&text);
    return true;
}

static int run_explain(const struct arguments *arguments)
{
    return books_run(arguments, explain);
}

static const struct option_row explain_rows[] = {STATE_OPTIONS, {0}};

const struct command rules_explain = {
    .name = "rules explain",
    .summary = "one parameter: what it means, what each book says, what binds",
    .usage = "PARAMETER [REQUESTING [EXECUTING]]",
    .text =
        "Says whose value binds, with line and citation; of a set, which words each book takes\n"
        "out or adds; and the extras that refuse besides. MEASURE.deny is every extra that bears\n"
        "on the measure.\n" BOOK_WORDS,
    .example = "  proviso rules explain content.duration XA XB\n"
               "  proviso rules explain interception.offences XA XB --node /srv/proviso\n"
               "  proviso rules explain content.deny XA XB\n",
    .options = explain_rows,
    .least = 1,
    .most = 3,
    .run = run_explain,
};

/* ---- diff ---- */

static void write_difference(const struct difference *difference, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "parameter",
                       slice_text(parameter_name(difference->measure, difference->parameter)));
    writer_member_text(writer, "change", slice_text(change_name(difference->change)));
    books_limit(writer, "before", difference->parameter, difference->before);
    books_limit(writer, "after", difference->parameter, difference->after);
    writer_member_flag(writer, "new", difference->stated_after && !difference->stated_before);
    writer_close(writer, '}');
}

static void diff_limits(const struct three *three, struct writer *writer, struct buffer *out)
{
    struct difference *differences = memory_take(DIFFERENCES_MAX * sizeof *differences);
    size_t count = explain_diff(&three->requesting, &three->executing, differences);

    for (size_t i = 0; i < count; i++) {
        if (differences[i].change == CHANGE_SAME &&
            differences[i].stated_before == differences[i].stated_after)
            continue;
        if (!writer)
            explain_difference(&differences[i], out);
        else if (differences[i].change != CHANGE_SAME)
            write_difference(&differences[i], writer);
    }
    free(differences);
}

/* Extras only deny: a new one tightens, one that is gone loosens. */
static void diff_extras(const struct rulebook *book, const struct rulebook *other,
                        enum change change, struct writer *writer, struct buffer *out)
{
    const struct extra *extras[RULEBOOK_EXTRAS];
    size_t count = explain_extras(book, other, extras);

    for (size_t i = 0; i < count; i++) {
        if (writer) {
            writer_open(writer, '{');
            writer_member_text(writer, "change", slice_text(change_name(change)));
            writer_key(writer, "extra");
            books_extra(writer, extras[i], NULL);
            writer_close(writer, '}');
            continue;
        }
        buffer_format(out, "%-8s ", change_name(change));
        explain_extra(extras[i], out);
        buffer_text(out, change == CHANGE_TIGHTER ? "  new\n" : "  no longer stated\n");
    }
}

static bool diff(const struct arguments *arguments, struct three *three, struct buffer *out,
                 struct error *error)
{
    struct writer json = {.out = out, .indent = 2}, *writer = arguments->json ? &json : NULL;

    if (!books_read(&three->books, arguments->words[0], &three->requesting, error) ||
        !books_read(&three->books, arguments->words[1], &three->executing, error))
        return false;
    if (writer) {
        writer_open(writer, '{');
        writer_key(writer, "differences");
        writer_open(writer, '[');
    }
    diff_limits(three, writer, out);
    if (writer) {
        writer_close(writer, ']');
        writer_key(writer, "extras");
        writer_open(writer, '[');
    }
    diff_extras(&three->executing, &three->requesting, CHANGE_TIGHTER, writer, out);
    diff_extras(&three->requesting, &three->executing, CHANGE_LOOSER, writer, out);
    if (writer) {
        writer_close(writer, ']');
        writer_close(writer, '}');
        buffer_byte(out, '\n');
    }
    return true;
}

static int run_diff(const struct arguments *arguments)
{
    return books_run(arguments, diff);
}

static const struct option_row diff_rows[] = {FLOOR_OPTION, BOOK_NODE_OPTION, {0}};

const struct command rules_diff = {
    .name = "rules diff",
    .summary = "what is tighter, looser or new in one rulebook, held against another",
    .usage = "BEFORE AFTER [--floor FILE]",
    .text = BOOK_WORDS,
    .example = "  proviso rules diff floor arcadia\n"
               "  proviso rules diff XA arcadia-2027.rules --node /srv/proviso\n",
    .options = diff_rows,
    .least = 2,
    .most = 2,
    .run = run_diff,
};
