#include "cli/command.h"

#include <stdio.h>

#include "cli/report.h"

static const char *last_word(const char *name)
{
    const char *space = strrchr(name, ' ');

    return space ? space + 1 : name;
}

const struct command *command_find(const struct command *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(last_word((*list)->name), name) == 0)
            return *list;
    return NULL;
}

static void options_as_json(const struct option_row *rows, struct writer *writer)
{
    for (; rows && rows->name; rows++) {
        writer_open(writer, '{');
        writer_member_text(writer, "name", slice_text(rows->name));
        writer_member_text(writer, "value", slice_text(rows->value));
        writer_member_text(writer, "meaning", slice_text(rows->meaning));
        writer_member_flag(writer, "needed", rows->flags & OPTION_NEEDED);
        writer_member_flag(writer, "repeats", rows->flags & OPTION_REPEATS);
        writer_close(writer, '}');
    }
}

static void parts_as_json(const struct command *const *parts, struct writer *writer)
{
    writer_open(writer, '[');
    for (; parts && *parts; parts++) {
        writer_open(writer, '{');
        writer_member_text(writer, "name", slice_text((*parts)->name));
        writer_member_text(writer, "summary", slice_text((*parts)->summary));
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void help_as_json(const struct command *command, struct buffer *out)
{
    struct writer writer = {.out = out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_text(&writer, "name", slice_text(command->name));
    writer_member_text(&writer, "summary", slice_text(command->summary));
    writer_member_text(&writer, "usage", slice_text(command->usage));
    writer_member_text(&writer, "text", slice_text(command->text));
    writer_member_text(&writer, "example", slice_text(command->example));
    writer_key(&writer, "commands");
    parts_as_json(command->parts, &writer);
    writer_key(&writer, "options");
    writer_open(&writer, '[');
    options_as_json(command->options, &writer);
    options_as_json(command->node ? options_node : NULL, &writer);
    options_as_json(options_common, &writer);
    writer_close(&writer, ']');
    writer_close(&writer, '}');
    buffer_byte(out, '\n');
}

static void list_as_text(const struct command *const *list, struct buffer *out)
{
    for (; *list; list++)
        buffer_format(out, "  %-20s %s\n", (*list)->name, (*list)->summary);
}

static void help_as_text(const struct command *command, struct buffer *out)
{
    buffer_format(out, "proviso %s: %s\n\nusage: proviso %s%s%s\n", command->name,
                  command->summary, command->name, command->usage[0] ? " " : "", command->usage);
    if (command->text)
        buffer_format(out, "\n%s", command->text);
    if (command->parts) {
        buffer_byte(out, '\n');
        list_as_text(command->parts, out);
    } else {
        buffer_text(out, "\noptions:\n");
        options_describe(command->options, out);
        options_describe(command->node ? options_node : NULL, out);
        options_describe(options_common, out);
    }
    if (command->example)
        buffer_format(out, "\nexample:\n%s", command->example);
}

void command_help(const struct command *command, bool json)
{
    struct buffer out = {0};

    if (json)
        help_as_json(command, &out);
    else
        help_as_text(command, &out);
    report_print(&out);
}

void command_list(bool json)
{
    struct buffer out = {0};
    struct writer writer = {.out = &out, .indent = 2};

    if (json) {
        writer_open(&writer, '{');
        writer_key(&writer, "commands");
        parts_as_json(commands, &writer);
        writer_close(&writer, '}');
        buffer_byte(&out, '\n');
    } else {
        buffer_text(&out, "Proviso: no power without its safeguards.\n\n"
                          "usage: proviso COMMAND …\n\n");
        list_as_text(commands, &out);
        buffer_text(&out,
                    "\nproviso COMMAND --help says more, with an example. Exit codes: 0 done, "
                    "1 refused,\n2 wrong usage, 3 failure. Start with: proviso demo DIR\n");
    }
    report_print(&out);
}

static int run_command(const struct command *command, int argc, char **argv)
{
    struct arguments arguments;
    struct error error = {0};
    int code;

    if (!options_read(command, argc, argv, &arguments, &error)) {
        arguments.json = options_flag(&arguments, "--json");
        code = report_error(&arguments, &error);
        if (!arguments.json)
            fprintf(stderr, "usage: proviso %s %s\n", command->name, command->usage);
    } else if (arguments.help) {
        command_help(command, arguments.json);
        code = COMMAND_DONE;
    } else {
        code = command->run(&arguments);
    }
    options_free(&arguments);
    return code;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static bool asks_for_json(int argc, char **argv)
{
    for (int i = 0; i < argc; i++)
        if (strcmp(argv[i], "--json") == 0)
            return true;
    return false;
}

/* The parts of `group` (NULL: all commands) below which the next word is looked up. */
static int dispatch(const struct command *group, int argc, char **argv)
{
    const struct command *command;

    if (argc == 0 || is_help(argv[0]) || strcmp(argv[0], "--json") == 0) {
        bool asked = argc > 0 && (is_help(argv[0]) || asks_for_json(argc, argv));

        if (group)
            command_help(group, asks_for_json(argc, argv));
        else
            command_list(asks_for_json(argc, argv));
        return asked ? COMMAND_DONE : COMMAND_USAGE;
    }
    command = command_find(group ? group->parts : commands,
                           strcmp(argv[0], "--version") == 0 ? "version" : argv[0]);
    if (!command) {
        struct arguments arguments = {.json = asks_for_json(argc, argv)};
        struct error error = {0};

        error_set(&error, ERROR_USAGE, "there is no command \"%s%s%.80s\"; see proviso %s",
                  group ? group->name : "", group ? " " : "", argv[0],
                  group ? group->name : "help");
        return report_error(&arguments, &error);
    }
    return command->parts ? dispatch(command, argc - 1, argv + 1)
                          : run_command(command, argc - 1, argv + 1);
}

static const char *program = "proviso";

const char *command_program(void)
{
    return program;
}

int command_main(int argc, char **argv)
{
    if (argc > 0)
        program = argv[0];
    return report_finish(dispatch(NULL, argc - 1, argv + 1));
}
