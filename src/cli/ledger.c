#include <inttypes.h>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/ledger_verify.h"
#include "cli/report.h"
#include "node/backup.h"
#include "node/record.h"
#include "store/ledgers.h"
#include "text/table.h"

static bool choose_ledger(const struct arguments *arguments, enum store_ledger *out,
                          struct error *error)
{
    const char *name = options_value(arguments, "--ledger");

    *out = STORE_MATTERS;
    if (!name || strcmp(name, "matters") == 0)
        return true;
    *out = STORE_REGISTER;
    if (strcmp(name, "register") == 0)
        return true;
    return error_set(error, ERROR_USAGE, "--ledger is matters or register, not \"%.40s\"", name);
}

#define LEDGER_OPTION                                                                              \
    {                                                                                              \
        "--ledger", "NAME", "matters (the default) or register", 0                                 \
    }
#define OUTPUT_OPTION                                                                              \
    {                                                                                              \
        "-o", "FILE", "where to write it; otherwise standard output", 0                            \
    }

/* What a part does with the open node: fills `out`. */
typedef bool with_node(const struct arguments *arguments, struct node *node,
                       enum store_ledger ledger, struct buffer *out, struct error *error);

static int run_on_node(const struct arguments *arguments, with_node *work, const char *member)
{
    struct buffer out = {0};
    struct error error = {0};
    enum store_ledger ledger;
    struct node node;
    bool ok = choose_ledger(arguments, &ledger, &error) && input_node(arguments, &node, &error);

    if (ok) {
        ok = work(arguments, &node, ledger, &out, &error);
        node_close(&node);
    }
    if (!ok) {
        buffer_free(&out);
        return report_error(arguments, &error);
    }
    return report_result(arguments, member, &out, 0644);
}

/* ---- key ---- */

static bool write_keys(const struct arguments *arguments, struct node *node,
                       enum store_ledger ledger, struct buffer *out, struct error *error)
{
    (void)arguments;
    (void)ledger;
    return node_vkeys(node, out, error);
}

static int run_key(const struct arguments *arguments)
{
    return run_on_node(arguments, write_keys, "vkeys");
}

static const struct option_row key_rows[] = {OUTPUT_OPTION, {0}};

static const struct command ledger_key = {
    .name = "ledger key",
    .summary = "the node's public keys: matters ledger, register ledger, witness",
    .usage = "",
    .text = "One vkey a line, in this order, for the trust files of those who rely on this node.\n",
    .example = "  proviso ledger key --node xa\n",
    .options = key_rows,
    .node = true,
    .run = run_key,
};

/* ---- checkpoint ---- */

static bool write_checkpoint(const struct arguments *arguments, struct node *node,
                             enum store_ledger ledger, struct buffer *out, struct error *error)
{
    (void)arguments;
    return node_checkpoint(node, ledger, out, error);
}

static int run_checkpoint(const struct arguments *arguments)
{
    return run_on_node(arguments, write_checkpoint, "checkpoint");
}

static const struct option_row checkpoint_rows[] = {LEDGER_OPTION, OUTPUT_OPTION, {0}};

static const struct command ledger_checkpoint = {
    .name = "ledger checkpoint",
    .summary = "the newest checkpoint with its newest cosignatures",
    .usage = "[--ledger matters|register]",
    .example = "  proviso ledger checkpoint --ledger register --node xa\n",
    .options = checkpoint_rows,
    .node = true,
    .run = run_checkpoint,
};

/* ---- prove ---- */

static bool prove_consistency(const struct arguments *arguments, struct node *node,
                              enum store_ledger ledger, struct buffer *out, struct error *error)
{
    const char *to = options_value(arguments, "--to");
    uint64_t old_size, new_size;

    if (!input_number(options_value(arguments, "--from"), "--from", &old_size, error) ||
        !(to ? input_number(to, "--to", &new_size, error)
             : store_ledger_size(node->store, ledger, &new_size, error)))
        return false;
    return node_prove_consistency(node, ledger, old_size, new_size, out, error);
}

static bool write_entry(struct node *node, enum store_ledger ledger, uint64_t index,
                        const char *path, struct error *error)
{
    struct buffer entry = {0};
    bool ok = store_entry(node->store, ledger, index, &entry, error) &&
              files_replace(path, buffer_slice(&entry), 0600, error);

    buffer_free(&entry);
    return ok;
}

static bool write_proof(const struct arguments *arguments, struct node *node,
                        enum store_ledger ledger, struct buffer *out, struct error *error)
{
    const char *entry = options_value(arguments, "--entry");
    const char *bytes = options_value(arguments, "--bytes");
    uint64_t index;

    if (options_flag(arguments, "--from"))
        return prove_consistency(arguments, node, ledger, out, error);
    if (!entry)
        return error_set(error, ERROR_USAGE, "ledger prove takes --entry N, or --from SIZE");
    return input_number(entry, "--entry", &index, error) &&
           node_prove(node, ledger, index, out, error) &&
           (!bytes || write_entry(node, ledger, index, bytes, error));
}

static int run_prove(const struct arguments *arguments)
{
    return run_on_node(arguments, write_proof, "proof");
}

static const struct option_row prove_rows[] = {
    {"--entry", "N", "the entry, counted from 0", 0},
    {"--bytes", "FILE", "also write the entry's exact bytes", 0},
    {"--from", "SIZE", "prove consistency from this size instead", 0},
    {"--to", "SIZE", "to this size; otherwise the present one", 0},
    LEDGER_OPTION,
    OUTPUT_OPTION,
    {0},
};

static const struct command ledger_prove = {
    .name = "ledger prove",
    .summary = "prove that an entry is in the ledger, or that it only grew",
    .usage = "--entry N | --from SIZE [--to SIZE]",
    .text = "An inclusion proof is a c2sp.org/tlog-proof; a consistency proof one base64 hash a "
            "line.\n",
    .example = "  proviso ledger prove --entry 3 --bytes entry -o proof --node xa\n",
    .options = prove_rows,
    .node = true,
    .run = run_prove,
};

/* ---- seen ---- */

static bool write_seen(const struct arguments *arguments, struct node *node,
                       enum store_ledger ledger, struct buffer *out, struct error *error)
{
    return node_seen(node, arguments->words[0], ledger, out, error);
}

static int run_seen(const struct arguments *arguments)
{
    return run_on_node(arguments, write_seen, "checkpoint");
}

static const struct command ledger_seen = {
    .name = "ledger seen",
    .summary = "the last checkpoint of another State that this node has cosigned",
    .usage = "STATE [--ledger matters|register]",
    .text = "What that State needs when it restores its node from a backup.\n",
    .example = "  proviso ledger seen XA --ledger register --node xb\n",
    .options = checkpoint_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_seen,
};

/* ---- cosign, take ---- */

/* An error that names no file is about the one that was handed in. Always false. */
static bool name_input(const struct arguments *arguments, struct error *error)
{
    if (!error->file[0])
        error_file(error, arguments->words[0]);
    return false;
}

static bool write_cosigned(const struct arguments *arguments, struct node *node,
                           enum store_ledger ledger, struct buffer *out, struct error *error)
{
    const char *path = options_value(arguments, "--consistency");
    struct buffer note = {0}, proof = {0};
    bool ok = files_read(arguments->words[0], NOTE_LIMIT, &note, error) &&
              (!path || files_read(path, NOTE_LIMIT, &proof, error));

    (void)ledger;
    ok = ok && (node_cosign(node, buffer_slice(&note), buffer_slice(&proof), out, error) ||
                name_input(arguments, error));
    buffer_free(&note);
    buffer_free(&proof);
    return ok;
}

static int run_cosign(const struct arguments *arguments)
{
    return run_on_node(arguments, write_cosigned, "checkpoint");
}

static const struct option_row cosign_rows[] = {
    {"--consistency", "FILE", "the proof from the last checkpoint of it that was cosigned", 0},
    OUTPUT_OPTION,
    {0},
};

static const struct command ledger_cosign = {
    .name = "ledger cosign",
    .summary = "witness another State's checkpoint after a consistency proof",
    .usage = "NOTE [--consistency FILE] [-o FILE]",
    .text = "Refuses what is older than, or does not continue, what this node saw last.\n",
    .example = "  proviso ledger cosign xa.checkpoint --consistency proof -o cosigned --node xb\n",
    .options = cosign_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_cosign,
};

static bool take_cosignatures(const struct arguments *arguments, struct node *node,
                              enum store_ledger ledger, struct buffer *out, struct error *error)
{
    struct buffer note = {0};
    size_t taken = 0;
    bool ok = files_read(arguments->words[0], NOTE_LIMIT, &note, error) &&
              (node_take_cosignatures(node, buffer_slice(&note), &taken, error) ||
               name_input(arguments, error));

    (void)ledger;
    if (ok)
        buffer_text(out, "taken: ");
    text_count(out, taken, "cosignature\n", "cosignatures\n");
    buffer_free(&note);
    return ok;
}

static int run_take(const struct arguments *arguments)
{
    return run_on_node(arguments, take_cosignatures, "report");
}

static const struct command ledger_take = {
    .name = "ledger take",
    .summary = "take cosignatures of this node's own checkpoint that others have added",
    .usage = "NOTE",
    .example = "  proviso ledger take cosigned --node xa\n",
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_take,
};

/* ---- audit ---- */

static void audit_progress(void *context, const char *what, uint64_t done)
{
    (void)context;
    report_progress(what, done, 0);
}

static void say_audit(const struct arguments *arguments, const struct audit_report *report)
{
    static const char *const names[][2] = {
        {"statement", "statements"},   {"attachment", "attachments"},
        {"checkpoint", "checkpoints"}, {"cosignature", "cosignatures"},
        {"foreign", "foreign"},        {"destroyed", "destroyed"},
        {"status", "statuses"},        {"kept", "kept"}};
    const uint64_t numbers[] = {report->statements,   report->attachments, report->checkpoints,
                                report->cosignatures, report->foreign,     report->destroyed,
                                report->statuses,     report->kept};
    struct buffer out = {0};
    struct writer writer = {.out = &out, .indent = 2};

    writer_open(&writer, '{');
    writer_member_flag(&writer, "clean", true);
    writer_member_integer(&writer, "matters", (int64_t)report->entries[STORE_MATTERS]);
    writer_member_integer(&writer, "register", (int64_t)report->entries[STORE_REGISTER]);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        writer_member_integer(&writer, names[i][1], (int64_t)numbers[i]);
    writer_close(&writer, '}');
    buffer_byte(&out, '\n');
    if (!arguments->json) {
        buffer_clear(&out);
        buffer_text(&out, "clean: ");
        text_count(&out, report->entries[STORE_MATTERS], "entry of matters", "entries of matters");
        buffer_format(&out, ", %" PRIu64 " of the register", report->entries[STORE_REGISTER]);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            buffer_text(&out, ", ");
            text_count(&out, numbers[i], names[i][0], names[i][1]);
        }
        buffer_byte(&out, '\n');
    }
    report_print(&out);
}

static int run_audit(const struct arguments *arguments)
{
    struct audit_report report = {0};
    struct error error = {0};
    struct node node;
    bool ok = input_node(arguments, &node, &error);

    if (ok) {
        ok = node_audit(&node, audit_progress, NULL, &report, &error);
        node_close(&node);
    }
    report_progress_end();
    if (!ok)
        return report_error(arguments, &error);
    say_audit(arguments, &report);
    return COMMAND_DONE;
}

static const struct command ledger_audit = {
    .name = "ledger audit",
    .summary = "recompute everything from database and files; name the first thing that is wrong",
    .usage = "",
    .example = "  proviso ledger audit --node xa\n",
    .node = true,
    .run = run_audit,
};

/* ---- reindex ---- */

static int run_reindex(const struct arguments *arguments)
{
    struct buffer out = {0};
    struct error error = {0};
    struct node node;
    bool ok = input_node(arguments, &node, &error);

    if (ok) {
        ok = record_rebuild(&node, &error);
        node_close(&node);
    }
    if (!ok)
        return report_error(arguments, &error);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_flag(&writer, "done", true);
        report_json_end(&writer);
    } else {
        buffer_text(&out, "the indexes and the docket are made anew\n");
        report_print(&out);
    }
    return COMMAND_DONE;
}

static const struct command ledger_reindex = {
    .name = "ledger reindex",
    .summary = "make the indexes and the docket anew from the statements",
    .usage = "",
    .text = "The index finds the matters that count together. It has no names, only tags under\n"
            "keys/relations.key; where that file is lost, any command makes both anew.\n",
    .example = "  proviso ledger reindex --node xa\n",
    .node = true,
    .run = run_reindex,
};

static const struct command *const parts[] = {
    &ledger_key,  &ledger_checkpoint, &ledger_prove, &ledger_cosign,  &ledger_take,
    &ledger_seen, &ledger_verify_,    &ledger_audit, &ledger_reindex, NULL,
};

const struct command command_ledger = {
    .name = "ledger",
    .summary = "the append-only ledgers: keys, checkpoints, proofs, cosignatures, audit",
    .usage = "key|checkpoint|prove|cosign|take|seen|verify|audit|reindex …",
    .text = "A node has two: matters (sealed entries) and register (open ones), in the formats of\n"
            "c2sp.org: tlog-tiles, tlog-checkpoint, tlog-proof, tlog-cosignature.\n",
    .example = "  proviso ledger audit --node xa\n",
    .parts = parts,
};
