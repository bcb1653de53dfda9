#include "cli/options.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cli/command.h"
#include "text/table.h"

const struct option_row options_common[] = {
    {"--json", NULL, "write JSON on standard output", 0},
    {"--help", NULL, "say what the command does, with an example", 0},
    {0},
};

const struct option_row options_node[] = {
    {"--node", "DIR", "the node's folder; otherwise the environment's PROVISO_NODE", 0},
    {0},
};

static const struct option_row *find_row(const struct option_row *rows, struct slice name)
{
    for (; rows && rows->name; rows++)
        if (slice_is(name, rows->name))
            return rows;
    return NULL;
}

static const struct option_row *find_option(const struct command *command, struct slice name)
{
    const struct option_row *row = find_row(command->options, name);

    if (!row && command->node)
        row = find_row(options_node, name);
    return row ? row : find_row(options_common, name);
}

static bool wrong_usage(const struct command *command, struct error *error, const char *problem,
                        struct slice what)
{
    return error_set(error, ERROR_USAGE, "%s: %s \"%.*s\"; see proviso %s --help", command->name,
                     problem, SLICE_ARG(what), command->name);
}

/* One argument that begins with '-'; *used counts the arguments that it took. */
static bool read_option(const struct command *command, char **argv, int left, struct arguments *out,
                        int *used, struct error *error)
{
    struct slice text = slice_text(argv[0]);
    bool is_long = slice_starts(text, SLICE("--"));
    size_t equals = is_long ? slice_find(text, 0, '=') : SIZE_MAX;
    struct slice name = slice_part(text, 0, equals);
    const struct option_row *row = find_option(command, name);
    const char *value = NULL;

    *used = 1;
    if (!row)
        return wrong_usage(command, error, "unknown option", name);
    if (!row->value && equals != SIZE_MAX)
        return wrong_usage(command, error, "no value belongs to", name);
    if (row->value && equals != SIZE_MAX) {
        value = argv[0] + equals + 1;
    } else if (row->value) {
        if (left < 2)
            return wrong_usage(command, error, "a value is missing behind", name);
        value = argv[1];
        *used = 2;
    }
    if (!(row->flags & OPTION_REPEATS) && options_flag(out, row->name))
        return wrong_usage(command, error, "given twice:", name);
    out->options[out->option_count++] = (struct argument){row, value};
    return true;
}

static bool check_needed(const struct command *command, const struct arguments *arguments,
                         struct error *error)
{
    for (const struct option_row *row = command->options; row && row->name; row++)
        if ((row->flags & OPTION_NEEDED) && !options_flag(arguments, row->name))
            return wrong_usage(command, error, "missing option", slice_text(row->name));
    if (arguments->word_count < command->least)
        return error_set(error, ERROR_USAGE, "%s: an argument is missing", command->name);
    if (arguments->word_count > command->most)
        return wrong_usage(command, error,
                           "one argument too many:", slice_text(arguments->words[command->most]));
    return true;
}

bool options_read(const struct command *command, int argc, char **argv, struct arguments *out,
                  struct error *error)
{
    bool only_words = false;

    *out = (struct arguments){.command = command};
    out->options = memory_take(((size_t)argc + 1) * sizeof *out->options);
    out->words = memory_take(((size_t)argc + 1) * sizeof *out->words);
    for (int i = 0; i < argc;) {
        int used = 1;

        if (!only_words && strcmp(argv[i], "--") == 0)
            only_words = true;
        else if (only_words || argv[i][0] != '-' || !argv[i][1])
            out->words[out->word_count++] = argv[i];
        else if (!read_option(command, argv + i, argc - i, out, &used, error))
            return false;
        i += used;
    }
    out->json = options_flag(out, "--json");
    out->help = options_flag(out, "--help");
    return out->help || check_needed(command, out, error);
}

void options_free(struct arguments *arguments)
{
    free(arguments->options);
    free(arguments->words);
    *arguments = (struct arguments){0};
}

const char *options_next(const struct arguments *arguments, const char *name, size_t *at)
{
    while (*at < arguments->option_count) {
        const struct argument *option = &arguments->options[(*at)++];

        if (strcmp(option->row->name, name) == 0)
            return option->value ? option->value : "";
    }
    return NULL;
}

const char *options_value(const struct arguments *arguments, const char *name)
{
    size_t at = 0;

    return options_next(arguments, name, &at);
}

bool options_flag(const struct arguments *arguments, const char *name)
{
    return options_value(arguments, name) != NULL;
}

void options_describe(const struct option_row *rows, struct buffer *out)
{
    for (; rows && rows->name; rows++) {
        size_t before = out->size;

        buffer_format(out, "  %s%s%s", rows->name, rows->value ? " " : "",
                      rows->value ? rows->value : "");
        for (size_t width = text_width(slice_from(buffer_slice(out), before)); width < 24; width++)
            buffer_byte(out, ' ');
        buffer_format(out, " %s%s\n", rows->meaning,
                      rows->flags & OPTION_REPEATS ? " (may be repeated)" : "");
    }
}
