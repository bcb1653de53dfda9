#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/json.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/report.h"
#include "node/read.h"
#include "store/statements.h"
#include "text/matter.h"
#include "text/table.h"

enum { READS_MOST = 1000 };

/* ---- --export ---- */

struct export
{
    struct node *node;
    const char *folder;
    struct slice chain;
    struct arena arena;
    size_t written;
};

static bool write_signatures(const char *path, struct slice signatures, struct error *error)
{
    struct slice blocks[SIGNATURE_BLOCKS];
    struct buffer name = {0};
    size_t count;
    bool ok = signature_split(signatures, blocks, &count, error);

    for (size_t i = 0; ok && i < count; i++) {
        buffer_clear(&name);
        if (i == 0)
            buffer_format(&name, "%s.sig", path);
        else
            buffer_format(&name, "%s.sig.%zu", path, i + 1);
        ok = files_replace(buffer_string(&name), blocks[i], 0600, error);
    }
    buffer_free(&name);
    return ok;
}

static bool write_statement(struct export *export, const struct store_statement *row,
                            struct error *error)
{
    struct buffer path = {0};
    struct slice type = row->type;
    struct slice prefix = SLICE("proviso/1 ");
    bool ok;

    if (slice_starts(type, prefix))
        type = slice_from(type, prefix.size);
    buffer_format(&path, "%s/%03zu-%s-%.*s.json", export->folder, export->written + 1, row->state,
                  SLICE_ARG(type));
    ok = files_replace(buffer_string(&path), row->payload, 0600, error) &&
         write_signatures(buffer_string(&path), row->signatures, error);
    export->written += ok;
    buffer_free(&path);
    return ok;
}

static bool write_attachment(void *context, struct slice sha256, int64_t length,
                             struct slice language, struct error *error)
{
    struct export *export = context;
    struct buffer bytes = {0}, path = {0};
    struct digest hash;
    uint64_t stored;
    bool known, ok;

    (void)length;
    (void)language;
    digest_read(sha256, &hash);
    if (!store_knows_attachment(export->node->store, export->chain, hash, &known, &stored, error))
        return false;
    if (!known)
        return true;
    buffer_format(&path, "%s/attachments", export->folder);
    ok = files_folder(buffer_string(&path), 0700, error);
    buffer_format(&path, "/%.*s", SLICE_ARG(sha256));
    ok = ok && store_attachment(export->node->store, export->chain, hash, &bytes, error) &&
         files_replace(buffer_string(&path), buffer_slice(&bytes), 0600, error);
    buffer_free(&path);
    buffer_free(&bytes);
    return ok;
}

static bool write_attachments(struct export *export, const struct store_statement *row,
                              struct error *error)
{
    struct statement statement;
    bool ok = statement_parse(row->payload, all_acts, all_acts_count, &statement, error);

    if (!ok)
        return false;
    ok = act_attachments(statement.act, statement.body, write_attachment, export, error);
    statement_free(&statement);
    return ok;
}

/* By the time of their entries, so that the numbers tell the story in its order. */
static int by_entry(const void *a, const void *b)
{
    const struct store_statement *one = a, *other = b;
    instant first = one->entered == NEVER ? one->received : one->entered;
    instant second = other->entered == NEVER ? other->received : other->entered;
    int states = strcmp(one->state, other->state);

    if (first != second)
        return first < second ? -1 : 1;
    return states ? states : (one->seq > other->seq) - (one->seq < other->seq);
}

static int export_chain(const struct arguments *arguments, struct export *export)
{
    struct store_statement *rows;
    struct error error = {0};
    struct buffer out = {0};
    size_t count;
    bool ok = files_folder(export->folder, 0700, &error) &&
              store_chain(export->node->store, export->chain, STORE_CONTENT, &export->arena, &rows,
                          &count, &error);

    if (ok && count == 0)
        ok = error_set(&error, ERROR_CHAIN_UNKNOWN, "nothing is known of %.*s",
                       SLICE_ARG(export->chain));
    if (ok)
        qsort(rows, count, sizeof *rows, by_entry);
    for (size_t i = 0; ok && i < count; i++)
        ok = write_statement(export, &rows[i], &error) &&
             write_attachments(export, &rows[i], &error);
    arena_free(&export->arena);
    if (!ok)
        return report_error(arguments, &error);
    if (arguments->json) {
        struct writer writer = report_json(&out);

        writer_member_integer(&writer, "written", (int64_t) export->written);
        report_json_end(&writer);
    } else {
        report_line("written: %zu statement%s to %s", export->written,
                    export->written == 1 ? "" : "s", export->folder);
    }
    return COMMAND_DONE;
}

/* ---- the matter ---- */

static struct slice name_of(const struct node *node, const char *state)
{
    const struct trust_state *pins = trust_state(&node->trust, state);

    return pins ? pins->name : SLICE("");
}

static void print_matter(const struct arguments *arguments, const struct node *node,
                         const struct known_matter *known, struct slice chain)
{
    struct text_names names = {name_of(node, known->matter->state[0]),
                               name_of(node, known->matter->state[1])};
    struct buffer out = {0};
    struct writer writer = {.out = &out, .indent = 2};

    if (arguments->json) {
        matter_json(known->matter, chain, &writer);
        buffer_byte(&out, '\n');
    } else {
        matter_text(known->matter, chain, &names, known->terms.now, &out);
    }
    report_print(&out);
}

static int show_matter_now(const struct arguments *arguments, struct node *node, struct slice chain)
{
    struct known_matter *known = memory_take(sizeof *known);
    struct error error = {0};
    instant now;
    bool ok = node_clock(node, &now, &error) && node_load(node, chain, now, known, &error);

    if (ok && known->matter->standing_count == 0) {
        ok = error_set(&error, ERROR_CHAIN_UNKNOWN, "nothing is known of %.*s", SLICE_ARG(chain));
        known_matter_free(known);
    }
    if (ok) {
        print_matter(arguments, node, known, chain);
        known_matter_free(known);
    }
    free(known);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

/* What an addressee may have: the order, not the file (M5). */
static void print_order(const struct arguments *arguments, const struct matter *matter,
                        struct slice chain, struct buffer *out)
{
    struct writer writer;

    if (arguments->json) {
        writer = report_json(out);
        writer_member_text(&writer, "matter", chain);
        writer_member_flag(&writer, "permitted", matter->permitted);
        writer_key(&writer, "permit");
        if (matter->permitted)
            scope_json(&matter->permit.scope, &writer);
        else
            writer_null(&writer);
        report_json_end(&writer);
        return;
    }
    buffer_format(out, "%.*s: %s\n", SLICE_ARG(chain), matter_standing(matter));
    if (matter->permitted)
        permit_text(&matter->permit, 2, out);
    report_print(out);
}

static int show_to_official(const struct arguments *arguments, struct node *node,
                            struct slice official, struct slice chain)
{
    struct known_matter *known = memory_take(sizeof *known);
    struct error error = {0};
    struct buffer out = {0};
    enum party as;
    bool ok = node_read(node, official, chain, known, &as, &error);

    if (ok && as == PARTY_ADDRESSEE)
        print_order(arguments, known->matter, chain, &out);
    else if (ok)
        print_matter(arguments, node, known, chain);
    if (ok)
        known_matter_free(known);
    free(known);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

static int show_reads(const struct arguments *arguments, struct node *node, struct slice official,
                      struct slice chain)
{
    struct table table = {.columns = 2};
    struct store_reading *readings;
    struct arena arena = {0};
    struct error error = {0};
    struct buffer out = {0};
    struct writer writer;
    char at[INSTANT_TEXT];
    size_t count;

    if (!node_readings(node, official, chain, READS_MOST, &arena, &readings, &count, &error)) {
        arena_free(&arena);
        return report_error(arguments, &error);
    }
    writer = (struct writer){.out = &out, .indent = 2};
    writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&writer, '{');
        writer_member_instant(&writer, "at", readings[i].at);
        writer_member_text(&writer, "official", readings[i].official);
        writer_close(&writer, '}');
        table_text(&table, instant_format(readings[i].at, at));
        table_cell(&table, readings[i].official);
    }
    writer_close(&writer, ']');
    buffer_byte(&out, '\n');
    if (!arguments->json) {
        buffer_clear(&out);
        table_print(&table, 0, &out);
    }
    report_print(&out);
    table_free(&table);
    arena_free(&arena);
    return COMMAND_DONE;
}

/* A register or rules chain: its statements in order. */
static int list_chain(const struct arguments *arguments, struct node *node, struct slice chain)
{
    struct store_statement *rows;
    struct arena arena = {0};
    struct error error = {0};
    struct buffer out = {0};
    struct writer writer = {.out = &out, .indent = 2};
    size_t count;

    if (!store_chain(node->store, chain, STORE_ROWS, &arena, &rows, &count, &error)) {
        arena_free(&arena);
        return report_error(arguments, &error);
    }
    writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "state", slice_text(rows[i].state));
        writer_member_integer(&writer, "seq", rows[i].seq);
        writer_member_text(&writer, "type", rows[i].type);
        writer_member_instant(&writer, "entered", rows[i].entered);
        writer_member_hex(&writer, "hash", digest_slice(&rows[i].hash));
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    buffer_byte(&out, '\n');
    if (!arguments->json) {
        buffer_clear(&out);
        for (size_t i = 0; i < count; i++) {
            char at[INSTANT_TEXT];

            buffer_format(&out, "%s  %s %lld %.*s\n", instant_format(rows[i].entered, at),
                          rows[i].state, (long long)rows[i].seq, SLICE_ARG(rows[i].type));
        }
    }
    report_print(&out);
    arena_free(&arena);
    return COMMAND_DONE;
}

static int run(const struct arguments *arguments)
{
    struct slice chain = slice_text(arguments->words[0]), kind;
    const char *folder = options_value(arguments, "--export");
    const char *official = options_value(arguments, "--official");
    bool reads = options_flag(arguments, "--reads");
    struct error error = {0};
    struct node node;
    int code;

    if (!name_is_chain(chain, &kind)) {
        error_set(&error, ERROR_USAGE, "\"%.60s\" is not a chain such as XA-2026-000001",
                  arguments->words[0]);
        return report_error(arguments, &error);
    }
    if ((folder && (reads || official)) || (kind.size && (reads || official))) {
        error_set(&error, ERROR_USAGE,
                  "--reads and --official are for a matter, and not for its export");
        return report_error(arguments, &error);
    }
    if (!input_node(arguments, &node, &error))
        return report_error(arguments, &error);
    if (reads) {
        code = show_reads(arguments, &node, slice_text(official ? official : ""), chain);
    } else if (official) {
        code = show_to_official(arguments, &node, slice_text(official), chain);
    } else if (folder) {
        struct export export = {.node = &node, .folder = folder, .chain = chain};

        code = export_chain(arguments, &export);
    } else {
        code = kind.size ? list_chain(arguments, &node, chain)
                         : show_matter_now(arguments, &node, chain);
    }
    node_close(&node);
    return code;
}

static const struct option_row show_options[] = {
    {"--export", "DIR",
     "write each statement as NNN-STATE-TYPE.json, its .sig beside it, and prose", 0},
    {"--official", "WHO", "as this official may see it, which is logged: xa.court-1.o17", 0},
    {"--reads", NULL, "which officials were shown the matter, and when; the latest first", 0},
    {0},
};

const struct command command_show = {
    .name = "show",
    .summary = "a matter: where it stands, who is next, what is due, what happened",
    .usage = "CHAIN [--export DIR | [--official WHO] [--reads]]",
    .text =
        "With --export DIR the statements are written as they were signed, numbered in their\n"
        "order, so that anyone can check them with ssh-keygen (those signed with WebAuthn only\n"
        "with proviso); what they attach is in DIR/attachments under its SHA-256. Works for\n"
        "XA-register and XA-rules, too.\n"
        "With --official the matter is shown only to a party: an office that signed in it or\n"
        "whose turn it is, a supervisor or data-protection authority of the State; to a provider\n"
        "and a filter office the order alone. Who is a stranger to it reads what is read of a\n"
        "matter that does not exist.\n",
    .example = "  proviso show XA-2026-000001 --node xa\n"
               "  proviso show XA-2026-000001 --export statements --node xa\n",
    .options = show_options,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run,
};
