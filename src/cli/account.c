#include "node/account.h"
#include "base/writer.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

/* The node with the registers as they are now. */
struct opened {
    struct node node;
    struct known_matter known;
    instant now;
};

static bool open_node(const struct arguments *arguments, struct opened *out, struct error *error)
{
    *out = (struct opened){0};
    if (!input_node(arguments, &out->node, error))
        return false;
    if (node_clock(&out->node, &out->now, error) &&
        node_load(&out->node, SLICE(""), out->now, &out->known, error))
        return true;
    node_close(&out->node);
    return false;
}

static void close_node(struct opened *opened)
{
    known_matter_free(&opened->known);
    node_close(&opened->node);
}

/* ---- invite ---- */

static void say_invitation(const struct arguments *arguments, const struct opened *opened,
                           const char *token)
{
    const char *given = options_value(arguments, "--origin");
    const char *origin = given ? given : "http://localhost:8080";
    char until[INSTANT_TEXT];
    struct buffer out = {0};

    instant_format(opened->now + ACCOUNT_INVITED, until);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_text(&writer, "official", slice_text(arguments->words[0]));
        writer_member_text(&writer, "token", slice_text(token));
        writer_member_text(&writer, "until", slice_text(until));
        report_json_end(&writer);
        return;
    }
    buffer_format(
        &out,
        "%s/en/invitation#%s\n"
        "Give this link to %s, by a way on which you know that it is them. It holds until "
        "%s, once.\n",
        origin, token, arguments->words[0], until);
    report_print(&out);
}

static int run_invite(const struct arguments *arguments)
{
    char token[ACCOUNT_SECRET + 1];
    struct error error = {0};
    struct opened opened;
    bool ok;

    if (!open_node(arguments, &opened, &error))
        return report_error(arguments, &error);
    ok = account_invite(&opened.node, &opened.known, SLICE(""), slice_text(arguments->words[0]),
                        opened.now, token, &error);
    if (ok)
        say_invitation(arguments, &opened, token);
    explicit_bzero(token, sizeof token);
    close_node(&opened);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

static const struct option_row invite_rows[] = {
    {"--origin", "URL", "the address of the node's pages, for the link", 0},
    {0},
};

static const struct command account_invite_ = {
    .name = "account invite",
    .summary = "invite an official in office to register a passkey",
    .usage = "OFFICIAL [--origin URL]",
    .text = "Prints a link that works once, for seven days. It ends earlier invitations of the\n"
            "official. Registrars invite on the page /accounts; this command lets in the first.\n",
    .example = "  proviso account invite xa.registry-1.o1 --origin https://node.xa.example "
               "--node xa\n",
    .options = invite_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_invite,
};

/* ---- list ---- */

static const char *time_or(instant at, const char *otherwise, char text[INSTANT_TEXT])
{
    return at ? instant_format(at, text) : otherwise;
}

static void list_text(const struct account_row *rows, size_t count)
{
    char used[INSTANT_TEXT], invited[INSTANT_TEXT];
    struct buffer out = {0};

    buffer_format(&out, "%-24s %8s  %-20s  %s\n", "official", "passkeys", "last signed in",
                  "invited until");
    for (size_t i = 0; i < count; i++)
        buffer_format(&out, "%-24.*s %8zu  %-20s  %s%s\n", SLICE_ARG(rows[i].official),
                      rows[i].passkeys, time_or(rows[i].used, "never", used),
                      time_or(rows[i].invited, "-", invited),
                      rows[i].in_office ? "" : "  not in office");
    report_print(&out);
}

static void member_time(struct writer *writer, const char *name, instant at)
{
    writer_key(writer, name);
    if (at)
        writer_instant(writer, at);
    else
        writer_null(writer);
}

static void list_json(const struct account_row *rows, size_t count)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_key(&writer, "accounts");
    writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "official", rows[i].official);
        writer_member_flag(&writer, "in_office", rows[i].in_office);
        writer_member_integer(&writer, "passkeys", (int64_t)rows[i].passkeys);
        member_time(&writer, "last_signed_in", rows[i].used);
        member_time(&writer, "invited_until", rows[i].invited);
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    report_json_end(&writer);
}

static int run_list(const struct arguments *arguments)
{
    struct account_row *rows;
    struct error error = {0};
    struct opened opened;
    struct arena arena = {0};
    size_t count;
    bool ok;

    if (!open_node(arguments, &opened, &error))
        return report_error(arguments, &error);
    ok = account_list(&opened.node, &opened.known, opened.now, &arena, &rows, &count, &error);
    if (ok && arguments->json)
        list_json(rows, count);
    else if (ok)
        list_text(rows, count);
    arena_free(&arena);
    close_node(&opened);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

static const struct command account_list_ = {
    .name = "account list",
    .summary = "who can sign in on the node's pages",
    .usage = "",
    .text = "Officials in office, and others as long as they have a passkey.\n",
    .example = "  proviso account list --node xa\n",
    .node = true,
    .run = run_list,
};

/* ---- end ---- */

static int run_end(const struct arguments *arguments)
{
    struct error error = {0};
    struct opened opened;
    struct buffer out = {0};
    bool ok;

    if (!open_node(arguments, &opened, &error))
        return report_error(arguments, &error);
    ok = account_end(&opened.node, &opened.known, SLICE(""), slice_text(arguments->words[0]),
                     opened.now, &error);
    close_node(&opened);
    if (!ok)
        return report_error(arguments, &error);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_flag(&writer, "done", true);
        report_json_end(&writer);
    } else {
        report_line("%s cannot sign in any more.", arguments->words[0]);
    }
    return COMMAND_DONE;
}

static const struct command account_end_ = {
    .name = "account end",
    .summary = "end an official's passkeys, sessions and invitations",
    .usage = "OFFICIAL",
    .text =
        "For a lost device. Who is to lose their office is revoked in the register, which ends\n"
        "every session at once as well.\n",
    .example = "  proviso account end xa.court-1.o17 --node xa\n",
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_end,
};

static const struct command *const parts[] = {&account_invite_, &account_list_, &account_end_,
                                              NULL};

const struct command command_account = {
    .name = "account",
    .summary = "who may sign in on the node's pages: invite, list, end",
    .usage = "invite|list|end …",
    .text =
        "An account lets an official see what waits for them; acts are signed with other keys.\n"
        "What it is made of: doc/serve.md.\n",
    .example = "  proviso account invite xa.registry-1.o1 --node xa\n",
    .parts = parts,
};
