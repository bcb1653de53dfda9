#include "node/backup.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"

enum { WITHOUT_MOST = 32 };

static int done(const struct arguments *arguments, const char *folder, const char *keys)
{
    struct buffer out = {0};
    struct writer writer;

    if (!arguments->json) {
        report_line("%s is complete; sha256sum -c SHA256SUMS in it checks it.", folder);
        if (keys)
            report_line("%s has the keys: keep it elsewhere, and destroy in it what is destroyed "
                        "in the node.",
                        keys);
        else
            report_line("The keys are not in it: without them nothing sealed can be read again.");
        return COMMAND_DONE;
    }
    writer = report_json(&out);
    writer_member_text(&writer, "written", slice_text(folder));
    writer_key(&writer, "keys");
    if (keys)
        writer_text(&writer, slice_text(keys));
    else
        writer_null(&writer);
    report_json_end(&writer);
    return COMMAND_DONE;
}

static int run_backup(const struct arguments *arguments)
{
    const char *folder = options_value(arguments, "-o"), *keys = options_value(arguments, "--keys");
    struct error error = {0};
    struct node node;
    bool ok;

    if (!input_node(arguments, &node, &error))
        return report_error(arguments, &error);
    ok = node_backup(&node, folder, keys, &error);
    node_close(&node);
    return ok ? done(arguments, folder, keys) : report_error(arguments, &error);
}

static const struct option_row backup_rows[] = {
    {"-o", "DIR", "the backup; must not exist", OPTION_NEEDED},
    {"--keys", "DIR", "also the keys, into a folder of their own; must not exist", 0},
    {0},
};

const struct command command_backup = {
    .name = "backup",
    .summary = "copies a node while it runs",
    .usage = "-o DIR [--keys DIR]",
    .text = "One moment of the database with its hashes. Keys go elsewhere or nowhere: a content\n"
            "key that is to be destroyed must not survive in a drawer.\n",
    .example = "  proviso backup -o /backup/xa-monday --keys /safe/xa-keys --node xa\n",
    .options = backup_rows,
    .node = true,
    .run = run_backup,
};

/* ---- restore ---- */

struct notes {
    struct slice *items;
    size_t count;
    struct arena arena;
};

static bool read_notes(const struct arguments *arguments, struct notes *out, struct error *error)
{
    const char *path;
    size_t at = 0;

    while ((path = options_next(arguments, "--seen", &at)) != NULL) {
        struct buffer text = {0};
        bool ok = files_read(path, NOTE_LIMIT, &text, error);

        out->items = memory_grow(out->items, out->count + 1, sizeof *out->items);
        out->items[out->count++] = arena_copy(&out->arena, buffer_slice(&text));
        buffer_free(&text);
        if (!ok)
            return false;
    }
    return true;
}

static bool restore(const struct arguments *arguments, struct error *error)
{
    const char *without[WITHOUT_MOST], *name;
    struct notes notes = {0};
    struct restoration restoration = {
        .backup = arguments->words[0],
        .keys = options_value(arguments, "--keys"),
        .folder = options_value(arguments, "-o"),
        .without = without,
    };
    size_t at = 0;
    bool ok;

    while (restoration.without_count < WITHOUT_MOST &&
           (name = options_next(arguments, "--without", &at)) != NULL)
        without[restoration.without_count++] = name;
    ok = read_notes(arguments, &notes, error);
    restoration.seen = notes.items;
    restoration.seen_count = notes.count;
    ok = ok && node_restore(&restoration, error);
    free(notes.items);
    arena_free(&notes.arena);
    return ok;
}

static int run_restore(const struct arguments *arguments)
{
    struct error error = {0};
    const char *folder = options_value(arguments, "-o");

    if (!restore(arguments, &error))
        return report_error(arguments, &error);
    if (arguments->json)
        return done(arguments, folder, options_value(arguments, "--keys"));
    report_line("%s is restored, and no witness that was asked has seen more.", folder);
    if (options_flag(arguments, "--without"))
        report_line("Not every witness was asked. If one that was not has cosigned what came after "
                    "the backup, the next checkpoint forks the ledger.");
    return COMMAND_DONE;
}

static const struct option_row restore_rows[] = {
    {"--keys", "DIR", "the keys that belong to it", OPTION_NEEDED},
    {"-o", "DIR", "the node's folder; must not exist", OPTION_NEEDED},
    {"--seen", "FILE", "what a witness has seen last (proviso ledger seen); one a ledger",
     OPTION_REPEATS},
    {"--without", "NAME", "a witness that cannot be asked, at your own risk", OPTION_REPEATS},
    {0},
};

const struct command command_restore = {
    .name = "restore",
    .summary = "makes a node again from a backup, and never forks its ledger",
    .usage = "BACKUP --keys DIR -o DIR --seen FILE…",
    .text =
        "Each witness of the trust file is asked what it has seen last of both ledgers. A backup\n"
        "that ends before that is refused: the node would sign other entries at the same place.\n"
        "Accounts on its pages end: officials are invited anew (proviso account invite).\n",
    .example = "  proviso ledger seen XA -o seen-matters --node xb\n"
               "  proviso ledger seen XA --ledger register -o seen-register --node xb\n"
               "  proviso restore backup --keys keys -o xa --seen seen-matters "
               "--seen seen-register\n",
    .options = restore_rows,
    .least = 1,
    .most = 1,
    .run = run_restore,
};
