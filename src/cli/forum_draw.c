/* `forum slots` and `forum lottery`: the two ways to divide speaking slots. */
#include "cli/forum.h"
#include "cli/report.h"
#include "forum/draw_file.h"
#include "text/table.h"

/* ---- slots ---- */

static void slots_json(const struct slots_file *file)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_key(&writer, "groups");
    writer_open(&writer, '[');
    for (size_t i = 0; i < file->count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "name", file->names[i]);
        writer_member_integer(&writer, "weight", file->weights[i]);
        writer_member_integer(&writer, "slots", file->divided[i]);
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    report_json_end(&writer);
}

static void slots_text(const struct slots_file *file)
{
    struct table table = {.columns = 4, .right = 0xe};
    struct buffer out = {0};
    int64_t whole = 0;

    for (size_t i = 0; i < file->count; i++)
        whole += file->weights[i];
    table_text(&table, "group");
    table_text(&table, "share");
    table_text(&table, "exactly");
    table_text(&table, "slots");
    for (size_t i = 0; i < file->count; i++) {
        double share = (double)file->weights[i] / (double)whole;

        table_cell(&table, file->names[i]);
        table_format(&table, "%.1f %%", 100.0 * share);
        table_format(&table, "%.2f", share * (double)file->slots);
        table_format(&table, "%lld", (long long)file->divided[i]);
    }
    table_print(&table, 0, &out);
    table_free(&table);
    buffer_text(&out, "\nEach group with a weight has one slot; the others go one by one to the "
                      "group with the largest weight / (2 x its slots + 1) (Sainte-Laguë).\n");
    report_print(&out);
}

static bool show_slots(struct slice text, const struct arguments *arguments, struct arena *arena,
                       int *code, struct error *error)
{
    struct slots_file file;

    (void)code;
    if (!slots_parse(text, arena, &file, error))
        return false;
    if (arguments->json)
        slots_json(&file);
    else
        slots_text(&file);
    return true;
}

static int run_slots(const struct arguments *arguments)
{
    return forum_run(arguments, DRAW_BYTES, show_slots);
}

const struct command forum_slots = {
    .name = "forum slots",
    .summary = "divides speaking slots among groups by their weights (Sainte-Laguë)",
    .usage = "FILE",
    .text = "FILE is JSON: {\"slots\":20,\"groups\":[{\"name\",\"weight\"}]}. Every group that has "
            "a\nweight has at least one slot; small groups are rounded neither up nor down as a\n"
            "rule. Ties go to the larger weight, then to the group that stands first.\n",
    .example = "  proviso forum slots slots.json --json\n",
    .least = 1,
    .most = 1,
    .run = run_slots,
};

/* ---- lottery ---- */

static bool wins(const struct lottery_file *file, size_t place)
{
    return (int64_t)place < file->slots;
}

static void lottery_json(const struct lottery_file *file)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_member_hex(&writer, "pool_sha256", digest_slice(&file->pool));
    writer_member_integer(&writer, "names", (int64_t)file->count);
    writer_key(&writer, "drawn");
    if (!file->tickets) {
        writer_null(&writer);
        report_json_end(&writer);
        return;
    }
    writer_open(&writer, '[');
    for (size_t i = 0; i < file->count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "name", file->tickets[i].name);
        writer_member_hex(&writer, "ticket", digest_slice(&file->tickets[i].digest));
        writer_member_flag(&writer, "speaks", wins(file, i));
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    report_json_end(&writer);
}

static void lottery_text(const struct lottery_file *file)
{
    struct table table = {.columns = 4, .right = 1};
    struct buffer out = {0};
    char hex[DIGEST_TEXT];

    digest_write(file->pool, hex);
    buffer_text(&out, "The pool has ");
    text_count(&out, file->count, "name", "names");
    buffer_format(&out, "; its digest is\n%s\n", hex);
    if (!file->tickets) {
        buffer_text(&out, "\nPublish it now, with where the beacon will come from and when. Draw "
                          "with the beacon when it is known.\n");
        report_print(&out);
        return;
    }
    buffer_byte(&out, '\n');
    for (size_t i = 0; i < file->count; i++) {
        digest_write(file->tickets[i].digest, hex);
        table_format(&table, "%zu", i + 1);
        table_cell(&table, file->tickets[i].name);
        table_text(&table, wins(file, i) ? "speaks" : "-");
        table_text(&table, hex);
    }
    table_print(&table, 0, &out);
    table_free(&table);
    buffer_text(&out, "\nA ticket is SHA-256(pool digest | beacon's length in 8 bytes | beacon | "
                      "name); the lowest ones win.\n");
    report_print(&out);
}

static bool show_lottery(struct slice text, const struct arguments *arguments, struct arena *arena,
                         int *code, struct error *error)
{
    struct lottery_file file;

    (void)code;
    if (!lottery_parse(text, arena, &file, error))
        return false;
    if (arguments->json)
        lottery_json(&file);
    else
        lottery_text(&file);
    return true;
}

static int run_lottery(const struct arguments *arguments)
{
    return forum_run(arguments, DRAW_BYTES, show_lottery);
}

const struct command forum_lottery = {
    .name = "forum lottery",
    .summary = "draws who speaks where more ask than there are slots, so that anyone can check it",
    .usage = "FILE",
    .text =
        "FILE is JSON: {\"slots\":3,\"pool\":[\"name\",…],\"beacon\":\"…\"}. Without \"beacon\" "
        "it gives the\n"
        "pool's digest, to be published before the beacon is known: SHA-256 of the names, sorted\n"
        "by bytes, each with a line feed. The beacon is announced beforehand and comes later (the\n"
        "root of a checkpoint, a public draw), so nobody chooses the outcome by choosing "
        "either.\n",
    .example = "  proviso forum lottery pool.json\n",
    .least = 1,
    .most = 1,
    .run = run_lottery,
};
