/* The manual pages, written from the same tables as --help: they cannot differ from the program. */
#include <stdio.h>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/embedded.h"
#include "cli/report.h"

/* Text for roff: '-' and '\' literally, no line that begins like a request. */
static void put(struct buffer *out, const char *text)
{
    bool first = true;

    for (; text && *text; text++) {
        if (first && (*text == '.' || *text == '\''))
            buffer_text(out, "\\&");
        if (*text == '\\')
            buffer_text(out, "\\e");
        else if (*text == '-')
            buffer_text(out, "\\-");
        else
            buffer_byte(out, (uint8_t)*text);
        first = *text == '\n';
    }
}

static void put_section(struct buffer *out, const char *title, const char *text)
{
    if (!text)
        return;
    buffer_format(out, ".SH %s\n.nf\n", title);
    put(out, text);
    buffer_text(out, ".fi\n");
}

static void put_options(struct buffer *out, const struct option_row *rows)
{
    for (; rows && rows->name; rows++) {
        buffer_text(out, ".TP\n.B ");
        put(out, rows->name);
        if (rows->value)
            buffer_format(out, " \\fI%s\\fR", rows->value);
        buffer_byte(out, '\n');
        put(out, rows->meaning);
        buffer_text(out, rows->flags & OPTION_REPEATS ? " (may be repeated)\n" : "\n");
    }
}

/* "ledger prove" is the page LEDGER-PROVE. */
static void put_page_name(struct buffer *out, const char *name)
{
    for (; *name; name++) {
        if (*name == ' ' || *name == '-')
            buffer_text(out, "\\-");
        else
            buffer_byte(out, (uint8_t)(*name - 'a' + 'A'));
    }
}

static void put_page(struct buffer *out, const struct command *command)
{
    buffer_text(out, ".TH PROVISO\\-");
    put_page_name(out, command->name);
    buffer_format(out, " 1 \"\" \"proviso %s\" \"Proviso\"\n.SH NAME\nproviso ", proviso_version);
    put(out, command->name);
    buffer_text(out, " \\- ");
    put(out, command->summary);
    buffer_text(out, "\n.SH SYNOPSIS\n.ad l\n.B proviso ");
    put(out, command->name);
    buffer_byte(out, ' ');
    put(out, command->usage ? command->usage : "");
    buffer_text(out, "\n.ad b\n");
    put_section(out, "DESCRIPTION", command->text);
    for (const struct command *const *part = command->parts; part && *part; part++) {
        buffer_text(out,
                    part == command->parts ? ".SH COMMANDS\n.TP\n.B proviso " : ".TP\n.B proviso ");
        put(out, (*part)->name);
        buffer_byte(out, '\n');
        put(out, (*part)->summary);
        buffer_byte(out, '\n');
    }
    buffer_text(out, ".SH OPTIONS\n");
    put_options(out, command->options);
    if (command->node)
        put_options(out, options_node);
    put_options(out, options_common);
    buffer_text(out,
                ".SH EXIT STATUS\n0 done, 1 refused (findings on standard output), 2 wrong usage, "
                "3 failure.\n");
    put_section(out, "EXAMPLE", command->example);
    buffer_text(out, ".SH SEE ALSO\n.BR proviso (1)\n");
}

static void put_index(struct buffer *out)
{
    buffer_format(
        out,
        ".TH PROVISO 1 \"\" \"proviso %s\" \"Proviso\"\n.SH NAME\nproviso \\- no power "
        "without its safeguards\n.SH SYNOPSIS\n.B proviso\n.I COMMAND\n\\&...\n"
        ".SH DESCRIPTION\nStatements signed by the people responsible, a core that decides "
        "under the strictest of three rulebooks and says why, a witnessed ledger, a writ "
        "that anyone checks offline, and a release that accounts for every byte.\n"
        ".SH COMMANDS\n",
        proviso_version);
    for (const struct command *const *command = commands; *command; command++) {
        buffer_text(out, ".TP\n.BR proviso\\-");
        put(out, (*command)->name);
        buffer_text(out, " (1)\n");
        put(out, (*command)->summary);
        buffer_byte(out, '\n');
    }
    buffer_text(out,
                ".SH ENVIRONMENT\n.TP\n.B PROVISO_NODE\nthe node's folder, where \\-\\-node is "
                "not given\n");
}

static bool write_page(const char *folder, const char *name, const struct buffer *page,
                       struct error *error)
{
    struct buffer path = {0};
    bool ok;

    buffer_format(&path, "%s/proviso%s%s.1", folder, name[0] ? "-" : "", name);
    for (size_t i = 0; i < path.size; i++)
        if (path.data[i] == ' ')
            path.data[i] = '-';
    ok = files_replace(buffer_string(&path), buffer_slice(page), 0644, error);
    buffer_free(&path);
    return ok;
}

static bool write_pages(const char *folder, const struct command *const *list, struct buffer *page,
                        struct error *error)
{
    for (; list && *list; list++) {
        buffer_clear(page);
        put_page(page, *list);
        if (!write_page(folder, (*list)->name, page, error) ||
            !write_pages(folder, (*list)->parts, page, error))
            return false;
    }
    return true;
}

static int run(const struct arguments *arguments)
{
    const char *folder = arguments->words[0];
    struct error error = {0};
    struct buffer page = {0};
    bool ok;

    put_index(&page);
    ok = files_folder(folder, 0755, &error) && write_page(folder, "", &page, &error) &&
         write_pages(folder, commands, &page, &error);
    buffer_free(&page);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

const struct command command_manual = {
    .name = "manual",
    .summary = "write the manual pages of all commands",
    .usage = "DIR",
    .text = "One page a command, for man(1), from the same tables as --help.\n",
    .example = "  proviso manual man\n  man -l man/proviso-verify.1\n",
    .least = 1,
    .most = 1,
    .run = run,
};
