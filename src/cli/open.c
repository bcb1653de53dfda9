#include <stdlib.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/opening.h"
#include "cli/report.h"
#include "text/table.h"

static void say_json(const struct open_report *report, struct buffer *out)
{
    struct writer writer = report_json(out);

    writer_member_flag(&writer, "opened", true);
    writer_member_text(&writer, "matter", slice_text(report->matter));
    writer_member_text(&writer, "by", report->by);
    writer_member_instant(&writer, "produced", report->produced);
    writer_member_integer(&writer, "records", (int64_t)report->records);
    writer_member_integer(&writer, "bytes", (int64_t)report->bytes);
    writer_key(&writer, "files");
    writer_open(&writer, '[');
    for (size_t i = 0; i < report->bag.count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "name", report->bag.files[i].name);
        writer_member_integer(&writer, "bytes", (int64_t)report->bag.files[i].size);
        writer_member_hex(&writer, "sha256", digest_slice(&report->bag.files[i].sha256));
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    report_json_end(&writer);
}

static void say_text(const struct open_report *report, const char *output, struct buffer *out)
{
    char at[INSTANT_TEXT];

    buffer_format(out, "opened: what %.*s produced for %s, logged %s\n", SLICE_ARG(report->by),
                  report->matter, instant_format(report->produced, at));
    buffer_text(out, "  ");
    text_number(out, report->records);
    buffer_text(out, report->records == 1 ? " record, " : " records, ");
    text_number(out, report->bytes);
    buffer_format(out, " bytes; every file is the one of the manifest, the account adds up\n");
    if (output)
        buffer_format(out, "  written to %s\n", output);
    report_print(out);
}

static int run(const struct arguments *arguments)
{
    struct open_report *report = memory_take(sizeof *report);
    struct buffer out = {0};
    int code = opening_run(arguments, OPEN_RELEASED, NULL, report);

    if (code == COMMAND_DONE) {
        if (arguments->json)
            say_json(report, &out);
        else
            say_text(report, options_value(arguments, "-o"), &out);
        open_report_free(report);
    }
    free(report);
    return code;
}

static const struct option_row rows[] = {OPENING_OPTIONS};

const struct command command_open = {
    .name = "open",
    .summary = "open what was released, checked against production, writ and account",
    .usage = "PACKAGE --writ WRIT --production FILE --trust FILE --identity FILE [-o DIR]",
    .text =
        "The production must be signed by the provider's registered official, logged and\n"
        "cosigned: FILE is the executing State's export of the matter (proviso export, once the\n"
        "other State has cosigned). It names the writ, the list, and the hash of every file of\n"
        "PACKAGE. The bag's every file must be in its manifests, and the account must add up.\n"
        "Only then do the files get their name.\n",
    .example = "  proviso open package --writ order.writ --production production.exchange \\\n"
               "    --trust xa/trust --identity investigator.age -o opened\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
