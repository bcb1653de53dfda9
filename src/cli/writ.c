#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

static int run(const struct arguments *arguments)
{
    struct findings *findings = memory_take(sizeof *findings);
    struct arena arena = {0};
    struct buffer out = {0};
    struct error error = {0};
    struct node node;
    int code;

    if (!input_node(arguments, &node, &error)) {
        code = report_error(arguments, &error);
    } else {
        if (node_writ(&node, slice_text(arguments->words[0]), &out, findings, &arena, &error))
            code = report_result(arguments, NULL, &out, 0600);
        else
            code =
                report_failure(arguments, "refused: this writ would not verify", findings, &error);
        node_close(&node);
    }
    buffer_free(&out);
    arena_free(&arena);
    free(findings);
    return code;
}

static const struct option_row rows[] = {
    {"-o", "FILE", "where to write it; otherwise standard output", 0},
    {0},
};

const struct command command_writ = {
    .name = "writ",
    .summary = "build the writ for a provider: one file that carries its own proof",
    .usage = "CHAIN -o FILE",
    .text =
        "The node of the provider's State builds it and verifies it under its own pins: a writ\n"
        "that would not verify is refused with every reason.\n",
    .example = "  proviso writ XA-2026-000001 -o order.writ --node xb\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run,
};
