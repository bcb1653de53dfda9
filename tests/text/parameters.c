/* Prints the page of the manual that is made from the parameter table and the floor; with a second
 * file's name, says whether that file is this page:
 * test-text-parameters rules/floor.rules > doc/parameters.md brings it up to date. */
#include <stdio.h>
#include <string.h>

#include "base/files.h"
#include "rules/rulebook.h"
#include "text/page.h"

static const char *unit_of(enum parameter parameter)
{
    switch (parameter_table[parameter].kind) {
    case VALUE_HOURS:
        return "hours";
    case VALUE_DAYS:
        return "days";
    case VALUE_MONTHS:
        return "months or years";
    case VALUE_FLAG:
        return "yes or no";
    case VALUE_SET:
        return parameter_table[parameter].vocabulary->name;
    default:
        return "number";
    }
}

static void append_row(enum parameter parameter, struct buffer *out)
{
    const struct parameter_definition *row = &parameter_table[parameter];

    buffer_format(out, "| `%s%s%s` | %s%s | %s | %s | %s | %s |\n",
                  row->section ? row->section : "", row->section ? "." : "", row->key,
                  row->kind == VALUE_SET ? "set: " : "", unit_of(parameter),
                  parameter_direction(parameter), row->row,
                  extra_fields & PARAMETER_BIT(parameter) ? "yes" : "", row->meaning);
}

static void append_value(const struct rulebook *floor, enum measure measure,
                         enum parameter parameter, struct buffer *out)
{
    struct value value = parameter_value(parameter, floor->limits[measure][parameter]);

    buffer_format(out, "| `%s` | ", parameter_name(measure, parameter));
    value_format(&value, out);
    buffer_format(out, " | %.*s |\n", SLICE_ARG(floor->places[measure][parameter].citation));
}

static void append_floor(const struct rulebook *floor, struct buffer *out)
{
    static const char head[] = "| parameter | floor | source |\n|---|---|---|\n";

    buffer_format(out, "\n## The floor: once for all measures\n\n%s", head);
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (parameter_is_general(p))
            append_value(floor, 0, p, out);
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        buffer_format(out, "\n## The floor: %s\n\n%s", words_measure.words[m], head);
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            if (!parameter_is_general(p))
                append_value(floor, m, p, out);
    }
}

static const char intro[] =
    "# Parameters of rulebooks\n\n"
    "What a rulebook can limit, which way it tightens, and what the floor says. This page is made "
    "from the\ntable by which the program parses, meets and decides (`src/rules/parameter.h`), and "
    "from the floor that\ncomes with it: `proviso rules show floor` prints the same. \"Reads\" "
    "says "
    "how a fact keeps the limit; a\nState's value is in force where it is at least as strict. \"In "
    "extras\" marks the fields that an extra may\nname, beside `measure`: see "
    "[formats](formats.md#rulebook).\n\n"
    "| parameter | unit | reads | row | in extras | meaning |\n|---|---|---|---|---|---|\n";

int main(int count, char **arguments)
{
    static struct rulebook floor;
    struct buffer text = {0}, page = {0};
    struct arena arena = {0};
    struct error error = {0};
    int code;

    if (count < 2 || !files_read(arguments[1], LINES_BYTES, &text, &error) ||
        !rulebook_parse(buffer_slice(&text), NULL, &arena, &floor, &error)) {
        fprintf(stderr, "the floor cannot be read: %s\n", error.message);
        return 1;
    }
    buffer_text(&page, intro);
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        append_row(p, &page);
    append_floor(&floor, &page);
    code = page_end(count > 2 ? arguments[2] : NULL, &page);
    buffer_free(&text);
    arena_free(&arena);
    return code;
}
