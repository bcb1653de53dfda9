#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

static int say(const struct arguments *arguments, const char *folder, struct error *error)
{
    struct buffer keys = {0}, out = {0};
    struct node node;

    if (!node_open(folder, &node, error))
        return report_error(arguments, error);
    if (!node_vkeys(&node, &keys, error)) {
        node_close(&node);
        buffer_free(&keys);
        return report_error(arguments, error);
    }
    if (arguments->json) {
        struct writer writer = report_json(&out);
        struct slice rest = buffer_slice(&keys), line;

        writer_member_text(&writer, "node", slice_text(folder));
        writer_member_text(&writer, "state", slice_text(node.state));
        writer_key(&writer, "keys");
        writer_open(&writer, '[');
        while (slice_line(&rest, &line))
            writer_text(&writer, line);
        writer_close(&writer, ']');
        report_json_end(&writer);
    } else {
        buffer_format(&out, "The node of %s is at %s. Its public keys, for the trust files:\n",
                      node.state, folder);
        buffer_append(&out, buffer_slice(&keys));
        buffer_format(&out,
                      "Next: make %s/trust and %s/floor.rules by hand, then proviso register "
                      "found.\n",
                      folder, folder);
        report_print(&out);
    }
    buffer_free(&keys);
    node_close(&node);
    return COMMAND_DONE;
}

static int run(const struct arguments *arguments)
{
    const char *state = options_value(arguments, "--state");
    const char *name = options_value(arguments, "--name");
    const char *folder = arguments->words[0];
    struct error error = {0};

    if (!node_init(folder, state, slice_text(name ? name : state),
                   (options_flag(arguments, "--demo") ? NODE_DEMO : 0) |
                       (options_flag(arguments, "--forum") ? NODE_FORUM : 0),
                   &error))
        return report_error(arguments, &error);
    return say(arguments, folder, &error);
}

static const struct option_row rows[] = {
    {"--state", "XA", "the State's code, two capital letters", OPTION_NEEDED},
    {"--name", "NAME", "the State's name", 0},
    {"--demo", NULL, "a node for trials: it takes another clock from PROVISO_CLOCK", 0},
    {"--forum", NULL, "the node of a forum, a party of its own: no matters, but its public chains", 0},
    {0},
};

const struct command command_init = {
    .name = "init",
    .summary = "make a State's node: folder, database, ledger keys",
    .usage = "DIR --state XA [--name NAME] [--forum]",
    .text =
        "Makes DIR with an empty database, two empty ledgers and the node's own three keys. The\n"
        "pins are then made by hand: DIR/trust (the State's own roots and keys, and those of the\n"
        "States that it works with) and DIR/floor.rules, the floor that the trust file pins by\n"
        "its SHA-256 (proviso rules show floor --text writes the one that comes with the\n"
        "program).\n",
    .example = "  proviso init /srv/proviso --state XA --name Arcadia\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
