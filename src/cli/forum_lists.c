/* What a forum's record says: one command a list, all from the same forms. */
#include <stdlib.h>

#include "base/memory.h"
#include "cli/forum.h"
#include "cli/input.h"
#include "cli/report.h"
#include "node/forum_record.h"

/* Commands whose list has another name. */
static const struct {
    const char *command, *list;
} other_names[] = {{"register", "applications"}, {"moderation", "moderations"}};

static const struct list_form *form_of(const struct command *command)
{
    const char *name = strchr(command->name, ' ') + 1;

    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
        if (strcmp(other_names[i].command, name) == 0)
            name = other_names[i].list;
    return list_form_find(slice_text(name));
}

static void print_list(const struct arguments *arguments, const struct listing *listing,
                       const struct list_form *form)
{
    struct buffer out = {0};

    if (arguments->json) {
        struct writer writer = report_json(&out);

        listing_json(listing, form, &writer);
        report_json_end(&writer);
        return;
    }
    if (options_flag(arguments, "--csv"))
        listing_csv(listing, form, &out);
    else
        listing_table(listing, form, &out);
    report_print(&out);
}

int forum_with_record(const struct arguments *arguments, forum_record_show *show)
{
    struct known_matter *known = memory_take(sizeof *known);
    struct arena arena = {0};
    struct error error = {0};
    struct listing listing = {.text = forum_text, .arena = &arena};
    struct node node;
    int code = COMMAND_DONE;
    bool loaded = false, ok = input_node(arguments, &node, &error);

    if (!ok) {
        free(known);
        return report_error(arguments, &error);
    }
    listing.context = &node;
    ok = node_clock(&node, &listing.now, &error);
    if (ok && options_value(arguments, "--at"))
        ok = input_instant(options_value(arguments, "--at"), "--at", &listing.now, &error);
    loaded = ok && node_load(&node, SLICE(""), listing.now, known, &error);
    listing.forum = loaded ? forum_of(&node, known, &error) : NULL;
    code = listing.forum ? show(arguments, &listing, &error) : report_error(arguments, &error);
    if (loaded)
        known_matter_free(known);
    node_close(&node);
    arena_free(&arena);
    free(known);
    return code;
}

static int show_list(const struct arguments *arguments, const struct listing *listing,
                     struct error *error)
{
    (void)error;
    print_list(arguments, listing, form_of(arguments->command));
    return COMMAND_DONE;
}

static int run(const struct arguments *arguments)
{
    return forum_with_record(arguments, show_list);
}

static const struct option_row rows[] = {
    {"--csv", NULL, "comma-separated values instead of a table", 0},
    {"--at", "TIME", "as it stands at that time, by what is known now", 0},
    {0},
};

#define LIST(identifier, word, says)                                                               \
    const struct command forum_##identifier = {                                                    \
        .name = "forum " word,                                                                     \
        .summary = says,                                                                           \
        .usage = "[--csv] [--at TIME]",                                                            \
        .text = "Read from the forum's public ledger and folded anew; names and reasons are the\n" \
                "attachments that its node has.\n",                                                \
        .example = "  proviso forum " word " --node un\n",                                         \
        .options = rows,                                                                           \
        .node = true,                                                                              \
        .run = run,                                                                                \
    }

LIST(register, "register", "applications for accreditation: state, deadline, who is next");
LIST(objections, "objections", "objections with author, reasons and reply");
LIST(decisions_list, "decisions", "decisions of the committee on applications, with reasons");
LIST(participation, "participation", "participation by field and region, zeros shown");
LIST(representatives, "representatives", "who represents whom, with zone and languages");
LIST(moderation, "moderation", "acts of moderation with reasons and appeal");
LIST(documents_list, "documents", "documents by language: expected, received, published, how late");
LIST(submissions_list, "submissions", "written submissions with their signatories counted");
LIST(signatories, "signatories", "who signed which submission");
LIST(observations_list, "observations", "observations on States, and whose reply is overdue");
LIST(procedure, "procedure", "the rules of procedure that can be counted");
