#include "cli/commands.h"
#include "cli/embedded.h"
#include "cli/report.h"

static int run(const struct arguments *arguments)
{
    struct buffer out = {0};

    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_text(&writer, "name", SLICE("proviso"));
        writer_member_text(&writer, "version", slice_text(proviso_version));
        report_json_end(&writer);
    } else {
        report_line("proviso %s", proviso_version);
    }
    return COMMAND_DONE;
}

const struct command command_version = {
    .name = "version",
    .summary = "the version of the program",
    .usage = "",
    .example = "  proviso version\n",
    .run = run,
};
