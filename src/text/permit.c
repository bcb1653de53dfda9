#include "text/permit.h"

/* Appends the words of a mask, with ", " between them. */
static void append_words(const struct vocabulary *words, uint64_t mask, struct buffer *out)
{
    const char *before = "";

    for (unsigned i = 0; i < words->count; i++) {
        if (!(mask >> i & 1))
            continue;
        buffer_format(out, "%s%s", before, words->words[i]);
        before = ", ";
    }
}

static void row(struct table *table, const char *what, struct slice value)
{
    table_text(table, what);
    table_cell(table, value);
}

static void row_words(struct table *table, const char *what, const struct vocabulary *words,
                      uint64_t mask)
{
    struct buffer text = {0};

    append_words(words, mask, &text);
    row(table, what, text.size ? buffer_slice(&text) : SLICE("none"));
    buffer_free(&text);
}

static void row_instant(struct table *table, const char *what, const char *before, instant at,
                        const char *after)
{
    char text[INSTANT_TEXT];

    table_text(table, what);
    table_format(table, "%s%s%s", before, instant_format(at, text), after);
}

static void row_digest(struct table *table, const char *what, struct digest digest)
{
    char text[DIGEST_TEXT];

    table_text(table, what);
    table_format(table, "sha256 %s", digest_write(digest, text));
}

void scope_rows(const struct scope *scope, struct table *table)
{
    row(table, "measure", slice_text(words_measure.words[scope->measure]));
    row(table, "provider", scope->provider);
    for (size_t i = 0; i < scope->account_count; i++)
        row(table, i ? "" : scope->account_count > 1 ? "accounts" : "account", scope->accounts[i]);
    if (scope->account_count == 0)
        row(table, "accounts", SLICE("none"));
    row_words(table, "categories", &words_category, scope->categories);
    row_instant(table, "data from", "", scope->from, "");
    row_instant(table, "data to", "", scope->to, " (not included)");
    row_instant(table, "executable", "before ", scope->until, "");
}

static void rows_recipients(struct table *table, const char *what,
                            const struct recipient *const *recipients, size_t count)
{
    for (size_t i = 0; i < count; i++)
        row(table, i ? "" : what, recipients[i]->name);
}

void permit_text(const struct permit *permit, unsigned indent, struct buffer *out)
{
    struct table table = {.columns = 2};

    if (permit->decision) {
        row(&table, "decided by", permit->decision->statement.by);
        row_instant(&table, "decided at", "", filed_legal(permit->decision), "");
    }
    scope_rows(&permit->scope, &table);
    rows_recipients(&table, "recipients", permit->recipients, permit->recipient_count);
    rows_recipients(&table, "filter office", permit->filter, permit->filter_count);
    row_words(&table, "privileged", &words_privilege, permit->privileged);
    if (permit->recipient_count)
        row_digest(&table, "privileged list", permit->list);
    else
        row(&table, "recipients", SLICE("none: nothing is disclosed"));
    if (permit->decision)
        row_digest(&table, "decision", permit->decision->statement.hash);
    table_print(&table, indent, out);
    table_free(&table);
}

static void member_words(struct writer *writer, const char *name, const struct vocabulary *words,
                         uint64_t mask)
{
    writer_key(writer, name);
    writer_open(writer, '[');
    for (unsigned i = 0; i < words->count; i++)
        if (mask >> i & 1)
            writer_text(writer, slice_text(words->words[i]));
    writer_close(writer, ']');
}

void scope_json(const struct scope *scope, struct writer *writer)
{
    writer_open(writer, '{');
    writer_member_text(writer, "measure", slice_text(words_measure.words[scope->measure]));
    writer_member_text(writer, "provider", scope->provider);
    writer_key(writer, "accounts");
    writer_open(writer, '[');
    for (size_t i = 0; i < scope->account_count; i++)
        writer_text(writer, scope->accounts[i]);
    writer_close(writer, ']');
    member_words(writer, "categories", &words_category, scope->categories);
    writer_member_instant(writer, "from", scope->from);
    writer_member_instant(writer, "to", scope->to);
    writer_member_instant(writer, "until", scope->until);
    writer_close(writer, '}');
}
