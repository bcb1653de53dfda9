#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"
#include "text/table.h"

/* ---- export ---- */

static int run_export(const struct arguments *arguments)
{
    const char *chain = arguments->word_count ? arguments->words[0] : "";
    const char *since = options_value(arguments, "--since");
    struct buffer out = {0};
    struct error error = {0};
    struct node node;
    uint64_t size = 0;
    bool ok;

    if (since && !input_number(since, "--since", &size, &error))
        return report_error(arguments, &error);
    if (!input_node(arguments, &node, &error))
        return report_error(arguments, &error);
    ok = node_export(&node, slice_text(chain), size, &out, &error);
    node_close(&node);
    if (ok)
        return report_result(arguments, NULL, &out, 0600);
    buffer_free(&out);
    return report_error(arguments, &error);
}

static const struct option_row export_rows[] = {
    {"-o", "FILE", "where to write it; otherwise standard output", 0},
    {"--since", "SIZE", "the size of this ledger that the other node has seen last", 0},
    {0},
};

const struct command command_export = {
    .name = "export",
    .summary = "write what another node needs: statements, proofs, status, cosignatures",
    .usage = "[CHAIN] [-o FILE]",
    .text = "Of a matter, or (without CHAIN) of the register alone. Prose goes along, except the\n"
            "answers of a rights assessment.\n",
    .example = "  proviso export XA-2026-000001 -o to-xb.json --node xa\n",
    .options = export_rows,
    .most = 1,
    .node = true,
    .run = run_export,
};

/* ---- import ---- */

static int say_imported(const struct arguments *arguments, const struct import_report *report)
{
    struct buffer out = {0};

    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_flag(&writer, "accepted", true);
        writer_member_integer(&writer, "statements", (int64_t)report->statements);
        writer_member_integer(&writer, "known", (int64_t)report->known);
        writer_member_integer(&writer, "attachments", (int64_t)report->attachments);
        writer_member_integer(&writer, "cosignatures", (int64_t)report->cosignatures);
        writer_key(&writer, "findings");
        findings_json(&report->findings, &writer);
        report_json_end(&writer);
    } else {
        buffer_text(&out, "imported: ");
        text_count(&out, report->statements, "statement", "statements");
        buffer_format(&out, " (%zu known before), ", report->known);
        text_count(&out, report->attachments, "attachment, ", "attachments, ");
        text_count(&out, report->cosignatures, "cosignature\n", "cosignatures\n");
        findings_lines(&report->findings, NULL, &out);
        report_print(&out);
    }
    return COMMAND_DONE;
}

static int import_text(const struct arguments *arguments, struct node *node, struct slice text)
{
    struct import_report *report = memory_take(sizeof *report);
    struct arena arena = {0};
    struct error error = {0};
    int code;

    if (node_import(node, text, report, &arena, &error)) {
        code = say_imported(arguments, report);
    } else {
        if (!error.file[0])
            error_file(&error, arguments->words[0]);
        code = report_failure(arguments, "refused; nothing was stored", &report->findings, &error);
    }
    arena_free(&arena);
    free(report);
    return code;
}

static int run_import(const struct arguments *arguments)
{
    struct buffer text = {0};
    struct error error = {0};
    struct node node;
    int code;

    if (!files_read(arguments->words[0], EXCHANGE_MOST, &text, &error) ||
        !input_node(arguments, &node, &error)) {
        code = report_error(arguments, &error);
    } else {
        code = import_text(arguments, &node, buffer_slice(&text));
        report_unpublished(&node.unpublished);
        node_close(&node);
    }
    buffer_free(&text);
    return code;
}

const struct command command_import = {
    .name = "import",
    .summary = "take what another node exported, checked under this node's own pins and rules",
    .usage = "FILE",
    .text = "Stores what is new, cosigns the other ledger's checkpoints after a consistency proof\n"
            "from the last one seen, and takes cosignatures of this node's own ledgers.\n",
    .example = "  proviso import to-xb.json --node xb\n",
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_import,
};
