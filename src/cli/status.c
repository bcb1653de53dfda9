#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

static int run_draft(const struct arguments *arguments)
{
    const char *clerk = options_value(arguments, "--clerk");
    struct buffer out = {0};
    struct error error = {0};
    struct node node;
    bool ok;

    if (!input_node(arguments, &node, &error))
        return report_error(arguments, &error);
    ok = node_status_draft(&node, slice_text(arguments->words[0]), slice_text(clerk), &out, &error);
    node_close(&node);
    if (ok)
        return report_result(arguments, "status", &out, 0600);
    buffer_free(&out);
    return report_error(arguments, &error);
}

static const struct option_row draft_rows[] = {
    {"--clerk", "WHO", "the clerk of the deciding court who will sign", OPTION_NEEDED},
    {"-o", "FILE", "where to write it; otherwise standard output", 0},
    {0},
};

static const struct command status_draft = {
    .name = "status draft",
    .summary = "the text of a matter's status now, for the clerk to compare and sign",
    .usage = "CHAIN --clerk WHO -o FILE",
    .text = "The clerk compares head and restrictions with the court's own record and signs.\n",
    .example = "  proviso status draft XA-2026-000001 --clerk xa.court-1.o18 -o status --node xa\n"
               "  ssh-keygen -Y sign -n proviso -f clerk.key status\n",
    .options = draft_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_draft,
};

static int run_submit(const struct arguments *arguments)
{
    struct signed_file file = {0};
    struct buffer out = {0};
    struct error error = {0};
    struct node node;
    bool ok = signed_file_read(arguments->words[0], true, &file, &error) &&
              input_node(arguments, &node, &error);

    if (ok) {
        ok = node_status_submit(&node, buffer_slice(&file.payload), buffer_slice(&file.signatures),
                                &error);
        node_close(&node);
    }
    signed_file_free(&file);
    if (!ok)
        return report_error(arguments, &error);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_flag(&writer, "accepted", true);
        report_json_end(&writer);
    } else {
        report_line("accepted: the status is signed by clerk and node");
    }
    return COMMAND_DONE;
}

static const struct command status_submit = {
    .name = "status submit",
    .summary = "hand in the status with the clerk's signature; the node signs it too",
    .usage = "FILE",
    .text = "Reads FILE and FILE.sig.\n",
    .example = "  proviso status submit status --node xa\n",
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_submit,
};

static const struct command *const parts[] = {&status_draft, &status_submit, NULL};

const struct command command_status = {
    .name = "status",
    .summary = "a matter's status, signed by the court's clerk and the node",
    .usage = "draft|submit …",
    .text =
        "A writ is only as good as its statuses are fresh: each says what the node knew of the\n"
        "matter at a time, and a clerk of the deciding court signs it from the court's own\n"
        "record, so that an operator alone cannot hide a suspension.\n",
    .example = "  proviso status draft XA-2026-000001 --clerk xa.court-1.o18 -o status --node xa\n",
    .parts = parts,
};
