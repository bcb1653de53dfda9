#include "cli/commands.h"
#include "cli/report.h"
#include "web/export.h"

static int say(const struct arguments *arguments, const char *folder, size_t written)
{
    struct buffer out = {0};

    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_text(&writer, "written", slice_text(folder));
        writer_member_integer(&writer, "files", (int64_t)written);
        report_json_end(&writer);
    } else {
        report_line("%s: %zu files; begin with %s/index.html", folder, written, folder);
    }
    return COMMAND_DONE;
}

static bool export_node(struct node *node, const char *folder, size_t *written, struct error *error)
{
    struct site site;
    instant now = 0;
    bool ok;

    if (!node_clock(node, &now, error) ||
        !site_open(&site, node, SLICE("http://localhost"), now, error))
        return false;
    ok = site_export(&site, folder, now, written, error);
    site_close(&site);
    return ok;
}

static int run(const struct arguments *arguments)
{
    const char *folder = options_value(arguments, "-o");
    struct error error = {0};
    struct node node;
    size_t written = 0;
    bool ok;

    if (!node_open(arguments->words[0], &node, &error))
        return report_error(arguments, &error);
    ok = export_node(&node, folder, &written, &error);
    node_close(&node);
    return ok ? say(arguments, folder, written) : report_error(arguments, &error);
}

static const struct option_row rows[] = {
    {"-o", "DIR", "where to write the files", OPTION_NEEDED},
    {0},
};

const struct command command_site = {
    .name = "site",
    .summary = "the node's public pages as files",
    .usage = "DIR -o DIR",
    .text = "The same pages as of proviso serve, in every language, with relative links: for any\n"
            "web server, a mirror, or a disk. The ledgers' files come along.\n",
    .example = "  proviso site /srv/proviso -o /var/www/proviso\n",
    .options = rows,
    .least = 1,
    .most = 1,
    .run = run,
};
