#include "cli/books.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/embedded.h"
#include "cli/input.h"
#include "cli/report.h"

/* The samples' States: without a node, a code is one of theirs. */
static const char *const samples[][2] = {{"XA", "arcadia"}, {"XB", "belmora"}};

static bool is_code(const char *name)
{
    return name && name_is_state(slice_text(name)) && !files_exist(name);
}

static const char *sample_of(const char *name)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (strcmp(samples[i][0], name) == 0)
            return samples[i][1];
    return name;
}

bool books_text(struct books *books, const char *name, struct slice *out, struct error *error)
{
    const char *sample = sample_of(name);
    struct buffer text = {0};
    bool ok;

    for (const struct embedded *embedded = embedded_texts; embedded->name; embedded++)
        if (strcmp(embedded->name, sample) == 0 && !files_exist(name)) {
            *out = slice_text(embedded->text);
            return true;
        }
    ok = files_read(name, LINES_BYTES, &text, error);
    if (ok)
        *out = arena_copy(&books->arena, buffer_slice(&text));
    buffer_free(&text);
    return ok;
}

/* ---- of a node ---- */

static bool wants_node(const struct arguments *arguments)
{
    const char *folder = options_value(arguments, "--node");
    bool code = is_code(options_value(arguments, "--requesting")) ||
                is_code(options_value(arguments, "--executing"));

    for (size_t i = 0; i < arguments->word_count; i++)
        code = code || is_code(arguments->words[i]);
    folder = folder ? folder : getenv("PROVISO_NODE");
    return code && folder && *folder;
}

static bool open_node(const struct arguments *arguments, struct books *out, struct error *error)
{
    instant now;

    if (!input_node(arguments, &out->node, error))
        return false;
    out->has_node = true;
    if (!node_clock(&out->node, &now, error) ||
        !node_load(&out->node, SLICE(""), now, &out->known, error))
        return false;
    out->floor = *floors_at(out->node.floors, now);
    return true;
}

/* The rulebook in force, tightened by nothing: what the State's law is today. */
static bool read_known(const struct books *books, const char *code, struct rulebook *out,
                       struct error *error)
{
    const struct known_matter *known = &books->known;

    for (size_t i = 0; i < known->state_count; i++) {
        const struct verified_state *state = &known->states[i];
        const struct rulebook *book =
            rulebook_in_force(state->book_list, state->book_count, known->terms.now);

        if (strcmp(state->pins->state, code) != 0 || !state->sound || !book)
            continue;
        *out = *book;
        return true;
    }
    return error_set(error, ERROR_TRUST_UNKNOWN, "the node knows no rulebook in force of %s", code);
}

/* ---- opening ---- */

bool books_open(const struct arguments *arguments, struct books *out, struct error *error)
{
    const char *name = options_value(arguments, "--floor");

    *out = (struct books){0};
    if (wants_node(arguments) && !open_node(arguments, out, error))
        return false;
    if (out->has_node && !name)
        return true;
    name = name ? name : "floor";
    return books_text(out, name, &out->floor_text, error) &&
           (rulebook_parse(out->floor_text, NULL, &out->arena, &out->floor, error) ||
            error_file(error, name));
}

void books_free(struct books *books)
{
    if (books->has_node) {
        known_matter_free(&books->known);
        node_close(&books->node);
    }
    arena_free(&books->arena);
}

bool books_read(struct books *books, const char *name, struct rulebook *out, struct error *error)
{
    struct slice text;

    if (books->has_node && is_code(name))
        return read_known(books, name, out, error);
    if (!books_text(books, name, &text, error))
        return false;
    if (slice_equal(text, books->floor_text)) {
        *out = books->floor;
        return true;
    }
    return rulebook_parse(text, &books->floor, &books->arena, out, error) ||
           error_file(error, name);
}

static const char *operand(const struct arguments *arguments, const char *option, size_t word)
{
    const char *value = options_value(arguments, option);

    return value || word >= arguments->word_count ? value : arguments->words[word];
}

bool books_three(const struct arguments *arguments, size_t first, struct three *out,
                 struct error *error)
{
    const char *requesting = operand(arguments, "--requesting", first);
    const char *executing = operand(arguments, "--executing", first + 1);

    out->requesting = out->executing = out->books.floor;
    out->all = (struct rulebooks){&out->books.floor, &out->requesting, &out->executing};
    return (!requesting || books_read(&out->books, requesting, &out->requesting, error)) &&
           (!executing || books_read(&out->books, executing, &out->executing, error));
}

int books_run(const struct arguments *arguments, with_books *work)
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

/* ---- what is shown of them ---- */

bool books_measures(const struct arguments *arguments, const struct rulebook *floor,
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

bool books_shown(const bool chosen[MEASURE_COUNT], unsigned measure, enum parameter parameter)
{
    if (!chosen[measure])
        return false;
    for (unsigned i = 0; parameter_is_general(parameter) && i < measure; i++)
        if (chosen[i])
            return false;
    return true;
}

void books_limit(struct writer *writer, const char *name, enum parameter parameter, int64_t limit)
{
    struct value value = parameter_value(parameter, limit);
    struct buffer text = {0};

    value_format(&value, &text);
    writer_member_text(writer, name, buffer_slice(&text));
    buffer_free(&text);
}

void books_extra(struct writer *writer, const struct extra *extra, const char *whose)
{
    writer_open(writer, '{');
    writer_member_text(writer, "name", slice_text(extra->name));
    writer_member_text(writer, "condition", extra->text);
    writer_member_text(writer, "reason", extra->reason);
    writer_member_text(writer, "citation", extra->citation);
    writer_member_integer(writer, "line", extra->line);
    if (whose)
        writer_member_text(writer, "whose", slice_text(whose));
    writer_close(writer, '}');
}

void books_whose(unsigned whose, struct buffer *out)
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
