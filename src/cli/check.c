#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

struct check {
    struct node node;
    struct signed_file file;
    struct attachments attachments;
    struct findings findings;
    struct statement parsed;
    struct arena arena;
};

/* As submit decides: a question is accepted, it only permits nothing yet. */
static bool is_accepted(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].outcome == OUTCOME_REFUSE)
            return false;
    return true;
}

static int say(const struct arguments *arguments, const struct check *check)
{
    bool accepted = is_accepted(&check->findings);
    struct buffer out = {0};
    char label[80];

    statement_label(&check->parsed, label);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_flag(&writer, "accepted", accepted);
        writer_member_text(&writer, "statement", slice_text(label));
        writer_member_hex(&writer, "hash", digest_slice(&check->parsed.hash));
        writer_member_flag(&writer, "signed", check->file.signatures.size > 0);
        writer_key(&writer, "findings");
        findings_json(&check->findings, &writer);
        report_json_end(&writer);
    } else {
        buffer_format(&out, "%s%s: %s\n", label, check->file.signatures.size ? "" : ", unsigned",
                      accepted ? "would be accepted" : "would be refused");
        findings_lines(&check->findings, NULL, &out);
        report_print(&out);
    }
    return accepted ? COMMAND_DONE : COMMAND_REFUSED;
}

static int check_file(const struct arguments *arguments, struct check *check)
{
    struct error error = {0};
    struct submission submission;

    if (!signed_file_read(arguments->words[0], false, &check->file, &error) ||
        !attachments_read(options_value(arguments, "--attach"), &check->attachments, &error))
        return report_error(arguments, &error);
    submission = (struct submission){
        .payload = buffer_slice(&check->file.payload),
        .signatures = buffer_slice(&check->file.signatures),
        .attachments = check->attachments.items,
        .attachment_count = check->attachments.count,
    };
    if (!node_check(&check->node, &submission, &check->findings, &check->parsed, &check->arena,
                    &error)) {
        if (!error.file[0])
            error_file(&error, arguments->words[0]);
        return report_error(arguments, &error);
    }
    return say(arguments, check);
}

static int run(const struct arguments *arguments)
{
    struct check *check = memory_take(sizeof *check);
    struct error error = {0};
    int code;

    if (input_node(arguments, &check->node, &error)) {
        code = check_file(arguments, check);
        statement_free(&check->parsed);
        attachments_free(&check->attachments);
        signed_file_free(&check->file);
        arena_free(&check->arena);
        node_close(&check->node);
    } else {
        code = report_error(arguments, &error);
    }
    free(check);
    return code;
}

static const struct option_row rows[] = {
    {"--attach", "DIR", "the folder with the attachments that it names", 0},
    {0},
};

const struct command command_check = {
    .name = "check",
    .summary = "what would the core say to a statement? Nothing is stored",
    .usage = "FILE [--attach DIR]",
    .text = "Reads FILE and, where they are there, FILE.sig, FILE.sig.2, …; says every finding at\n"
            "once. Without signatures the registered keys of its signers are assumed, so that a\n"
            "draft can be checked before anyone signs.\n",
    .example = "  proviso check 2.json --attach prose --node xa\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run,
};
