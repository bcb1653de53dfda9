#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/account_table.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"
#include "cli/sources.h"
#include "provider/release.h"

enum { LIST_BYTES = 400 << 20 };

struct release {
    struct provider provider;
    struct provider_report report;
    struct hands hands;
    struct sources sources;
    struct buffer writ, privileged;
};

static void show_progress(void *context, uint64_t done, uint64_t total)
{
    (void)context;
    report_progress("release:", done, total);
}

static void say_json(const struct release *release, const char *output, struct buffer *out)
{
    const struct release_result *result = &release->report.result;
    struct writer writer = report_json(out);

    writer_member_flag(&writer, "released", true);
    writer_member_text(&writer, "matter", slice_text(release->report.matter));
    writer_member_text(&writer, "package", slice_text(output));
    writer_member_hex(&writer, "released_sha256", digest_slice(&result->released));
    writer_member_hex(&writer, "set_aside_sha256", digest_slice(&result->set_aside));
    writer_member_hex(&writer, "account_sha256", digest_slice(&result->accounted));
    writer_key(&writer, "findings");
    findings_json(&release->report.findings, &writer);
    report_json_end(&writer);
}

static void say_text(const struct release *release, const char *output, struct buffer *out)
{
    buffer_format(out, "released: %s for %s\n", output, release->report.matter);
    account_table(&release->report.result.account.total, out);
    findings_lines(&release->report.findings, NULL, out);
    buffer_format(out,
                  "Next: %.*s signs %s/production.json, and the node logs it:\n"
                  "  ssh-keygen -Y sign -n proviso -f KEY %s/production.json\n"
                  "  proviso submit %s/production.json --node DIR\n",
                  SLICE_ARG(release->provider.by), output, output, output);
    report_print(out);
}

static int execute(const struct arguments *arguments, struct release *release)
{
    struct provider_order order = {
        .writ = buffer_slice(&release->writ),
        .hands = release->hands.shown,
        .hand_count = release->hands.count,
        .sources = release->sources.items,
        .source_count = release->sources.count,
        .privileged = buffer_slice(&release->privileged),
        .privileged_name = options_value(arguments, "--privileged"),
        .output = options_value(arguments, "-o"),
        .progress = show_progress,
    };
    struct error error = {0};
    struct buffer out = {0};
    int code = COMMAND_DONE;
    bool ok = provider_release(&release->provider, &order, &release->report, &error);

    report_progress_end();
    if (!ok)
        code = report_failure(arguments, "refused: nothing was released", &release->report.findings,
                              &error);
    else if (arguments->json)
        say_json(release, order.output, &out);
    else
        say_text(release, order.output, &out);
    provider_report_free(&release->report);
    return code;
}

static bool read_all(const struct arguments *arguments, struct release *release,
                     struct error *error)
{
    return sources_read(arguments, &release->sources, error) &&
           files_read(arguments->words[0], BUNDLE_MOST, &release->writ, error) &&
           files_read(options_value(arguments, "--privileged"), LIST_BYTES, &release->privileged,
                      error) &&
           hands_read(arguments, &release->hands, error);
}

static int run(const struct arguments *arguments)
{
    struct release *release = memory_take(sizeof *release);
    struct error error = {0};
    int code;

    if (!read_all(arguments, release, &error) ||
        !provider_open(options_value(arguments, "--provider"), &release->provider, &error)) {
        code = report_error(arguments, &error);
    } else {
        code = execute(arguments, release);
        provider_close(&release->provider);
    }
    hands_free(&release->hands);
    sources_free(&release->sources);
    buffer_free(&release->writ);
    buffer_free(&release->privileged);
    free(release);
    return code;
}

static const struct option_row rows[] = {
    {"--provider", "DIR", "the provider's folder: trust, provider.conf, journal.db", OPTION_NEEDED},
    {"--source", "ACCOUNT=PATH", "an account's mbox or JSON Lines file", OPTION_REPEATS},
    {"--sources", "FILE", "or many of them: [source 1] of, path, account, received, category", 0},
    {"--privileged", "FILE", "the court's privileged list, one identifier a line", OPTION_NEEDED},
    {"-o", "DIR", "the package: a folder that does not exist yet", OPTION_NEEDED},
    {"--with", "FILE", "a statement given by hand, with FILE.sig: a suspension, a revocation",
     OPTION_REPEATS},
    {0},
};

const struct command command_release = {
    .name = "release",
    .summary = "run a writ over data: exactly what it covers, privileged records set aside",
    .usage = "WRIT --provider DIR --source ACCOUNT=PATH… --privileged FILE -o DIR [--with FILE]…",
    .text =
        "Verifies the writ at the real clock, with every restriction ever seen; journals the\n"
        "decision before the first byte (a second run takes a new decision); classifies every\n"
        "record, decides again with a second parser, seals released.tar.age and\n"
        "set-aside.tar.age, and accounts for every byte in account.json. production.json is the\n"
        "payload that the provider's official signs next. Nothing is written where anything\n"
        "stands against it.\n"
        "\n"
        "The provider's folder has trust (its pins), provider.conf and, made by the first run,\n"
        "journal.db. provider.conf names the registered official who signs productions:\n"
        "  [provider]\n"
        "  by = xb.mailhaus.o1\n"
        "A file of sources has a section for each, its path relative to the file:\n"
        "  [source 1]\n"
        "  of = kim@mailhaus.example\n"
        "  path = kim.jsonl\n"
        "  account = user         (JSON Lines: the members' names; may be left out)\n"
        "  received = time\n"
        "  category = content     (the default)\n",
    .example =
        "  proviso release order.writ --provider mailhaus \\\n"
        "    --source kim@mailhaus.example=kim.mbox --privileged privileged.txt -o package\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
