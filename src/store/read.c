/* Statements and attachments read back. */
#include "store/rows.h"

struct found {
    struct store_statement *rows;
    size_t count, room;
};

/* Runs a query that starts with ROWS_COLUMNS to its end and ends it. */
static bool collect(struct store *store, struct query *query, enum store_depth depth,
                    struct arena *arena, struct found *found, struct error *error)
{
    struct rows_key key = {0};
    bool row, ok;

    while ((ok = query_row(query, &row, error)) && row) {
        struct store_statement *item;
        int64_t id;

        found->rows =
            rows_grow(arena, found->rows, found->count, &found->room, sizeof *found->rows);
        item = &found->rows[found->count];
        ok = rows_read(store, query, arena, item, &id, error) &&
             (depth == STORE_ROWS || rows_content(store, query, &key, arena, item, error)) &&
             rows_proofs(store, id, arena, item, error);
        if (!ok)
            break;
        found->count++;
    }
    query_end(query);
    rows_forget(&key);
    return ok;
}

bool store_statement(struct store *store, struct digest hash, enum store_depth depth,
                     struct arena *arena, struct store_statement **out, struct error *error)
{
    struct found found = {0};
    struct query query;

    *out = NULL;
    if (!query_start(&query, &store->database, ROWS_COLUMNS ROWS_FROM " WHERE s.hash = ?2", error))
        return false;
    query_number(&query, depth == STORE_CONTENT);
    query_digest(&query, &hash);
    if (!collect(store, &query, depth, arena, &found, error))
        return false;
    if (found.count > 0)
        *out = found.rows;
    return true;
}

bool store_knows(struct store *store, struct digest hash, bool *known, struct error *error)
{
    struct query query;
    bool ok;

    if (!query_start(&query, &store->database, "SELECT 1 FROM statement WHERE hash = ?", error))
        return false;
    query_digest(&query, &hash);
    ok = query_row(&query, known, error);
    query_end(&query);
    return ok;
}

bool store_chain(struct store *store, struct slice chain, enum store_depth depth,
                 struct arena *arena, struct store_statement **out, size_t *count,
                 struct error *error)
{
    struct found found = {0};
    struct query query;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &store->database,
                     ROWS_COLUMNS ROWS_FROM " WHERE c.name = ?2 ORDER BY s.state, s.seq, s.hash",
                     error))
        return false;
    query_number(&query, depth == STORE_CONTENT);
    query_text(&query, chain);
    if (!collect(store, &query, depth, arena, &found, error))
        return false;
    *out = found.rows;
    *count = found.count;
    return true;
}

bool store_head(struct store *store, struct slice chain, const char *state, struct store_head *out,
                struct error *error)
{
    struct query query;
    bool row, ok;

    *out = (struct store_head){0};
    if (!query_start(&query, &store->database,
                     "SELECT s.seq, s.hash FROM statement s JOIN chain c ON c.id = s.chain"
                     " WHERE c.name = ? AND s.state = ? AND s.moves = 1"
                     " ORDER BY s.seq DESC, s.hash LIMIT 2",
                     error))
        return false;
    query_text(&query, chain);
    query_text(&query, slice_text(state));
    ok = query_row(&query, &row, error);
    if (ok && row) {
        out->seq = query_get_number(&query, 0);
        query_get_digest(&query, 1, &out->hash);
        ok = query_row(&query, &row, error);
        out->forked = ok && row && query_get_number(&query, 0) == out->seq;
    }
    query_end(&query);
    return ok;
}

/* CROSS JOIN keeps SQLite to the order written: along the leaves. */
static const char own_entries[] =
    ROWS_COLUMNS " FROM leaf l CROSS JOIN statement s ON s.id = l.statement"
                 " JOIN chain c ON c.id = s.chain"
                 " LEFT JOIN foreign_place p ON p.statement = s.id"
                 " WHERE l.ledger = ?2 AND l.idx >= ?3 ORDER BY l.idx LIMIT ?4";
static const char foreign_entries[] =
    ROWS_COLUMNS " FROM foreign_place p CROSS JOIN statement s ON s.id = p.statement"
                 " JOIN chain c ON c.id = s.chain"
                 " LEFT JOIN leaf l ON l.ledger = c.ledger AND l.idx = s.entry"
                 " WHERE p.origin = ?2 AND p.idx >= ?3 ORDER BY p.idx LIMIT ?4";

bool store_entries(struct store *store, enum store_ledger ledger, struct slice origin,
                   uint64_t first, size_t most, struct arena *arena, struct store_statement **out,
                   size_t *count, struct error *error)
{
    struct found found = {0};
    struct query query;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &store->database, origin.size ? foreign_entries : own_entries, error))
        return false;
    query_number(&query, 1);
    if (origin.size)
        query_text(&query, origin);
    else
        query_number(&query, ledger);
    query_number(&query, rows_limit(first));
    query_number(&query, rows_limit(most));
    if (!collect(store, &query, STORE_CONTENT, arena, &found, error))
        return false;
    *out = found.rows;
    *count = found.count;
    return true;
}

static bool open_attachment(struct store *store, struct slice name, struct digest hash,
                            struct slice stored, uint64_t length, struct buffer *out,
                            struct error *error)
{
    char hex[DIGEST_TEXT];
    size_t before = out->size;
    struct chain chain;
    struct slice plain;
    bool found;

    if (!chain_find(store, name, &chain, &found, error))
        return false;
    if (found && content_open(&chain, CONTENT_ATTACHMENT, hash, stored, out, error)) {
        plain = slice_from(buffer_slice(out), before);
        if (plain.size == length && digest_compare(sha256_of(plain), hash) == 0)
            return true;
    }
    out->size = before;
    error_set(error, ERROR_CONTENT_DAMAGED, "attachment %s is damaged", digest_write(hash, hex));
    return error_where(error, "%.*s", SLICE_ARG(name));
}

bool store_attachment(struct store *store, struct slice chain, struct digest hash,
                      struct buffer *out, struct error *error)
{
    char hex[DIGEST_TEXT];
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT a.length, a.bytes FROM attachment a JOIN chain c ON c.id = a.chain"
                     " WHERE c.name = ? AND a.hash = ?",
                     error))
        return false;
    query_text(&query, chain);
    query_digest(&query, &hash);
    ok = query_row(&query, &row, error);
    if (ok && !row)
        ok = error_set(error, ERROR_ATTACHMENT_MISSING, "attachment %s is not stored",
                       digest_write(hash, hex));
    else if (ok)
        ok = open_attachment(store, chain, hash, query_get_bytes(&query, 1),
                             (uint64_t)query_get_number(&query, 0), out, error);
    query_end(&query);
    return ok;
}

bool store_knows_attachment(struct store *store, struct slice chain, struct digest hash,
                            bool *known, uint64_t *length, struct error *error)
{
    struct query query;
    bool ok;

    *length = 0;
    if (!query_start(&query, &store->database,
                     "SELECT a.length FROM attachment a JOIN chain c ON c.id = a.chain"
                     " WHERE c.name = ? AND a.hash = ?",
                     error))
        return false;
    query_text(&query, chain);
    query_digest(&query, &hash);
    ok = query_row(&query, known, error);
    if (ok && *known)
        *length = (uint64_t)query_get_number(&query, 0);
    query_end(&query);
    return ok;
}
