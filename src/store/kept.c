#include "store/kept.h"

#include "store/content.h"

bool store_keep(struct store *store, struct slice chain, const char *name, struct slice bytes,
                struct error *error)
{
    struct digest label = sha256_of(slice_text(name));
    struct query query;
    struct chain row;

    if (!store_needs_writing(store, error) || !chain_use(store, chain, &row, error))
        return false;
    buffer_clear(&store->sealed);
    content_close(&row, CONTENT_KEPT, label, bytes, &store->sealed);
    if (!query_start(&query, &store->database,
                     "INSERT INTO kept (chain, name, bytes) VALUES (?, ?, ?)"
                     " ON CONFLICT (chain, name) DO UPDATE SET bytes = excluded.bytes",
                     error))
        return false;
    query_number(&query, row.id);
    query_text(&query, slice_text(name));
    query_blob(&query, buffer_slice(&store->sealed));
    return query_run(&query, error);
}

bool store_kept(struct store *store, struct slice chain, const char *name, struct buffer *out,
                bool *known, struct error *error)
{
    struct digest label = sha256_of(slice_text(name));
    struct query query;
    struct chain row;
    bool ok;

    *known = false;
    if (!chain_find(store, chain, &row, known, error))
        return false;
    if (!*known)
        return true;
    if (!query_start(&query, &store->database,
                     "SELECT bytes FROM kept WHERE chain = ? AND name = ?", error))
        return false;
    query_number(&query, row.id);
    query_text(&query, slice_text(name));
    ok = query_row(&query, known, error) &&
         (!*known ||
          content_open(&row, CONTENT_KEPT, label, query_get_bytes(&query, 0), out, error));
    query_end(&query);
    return ok;
}

bool store_keeps(struct store *store, struct slice chain, const char *name, bool *known,
                 struct error *error)
{
    struct query query;
    bool ok;

    if (!query_start(&query, &store->database,
                     "SELECT 1 FROM kept k JOIN chain c ON c.id = k.chain"
                     " WHERE c.name = ? AND k.name = ?",
                     error))
        return false;
    query_text(&query, chain);
    query_text(&query, slice_text(name));
    ok = query_row(&query, known, error);
    query_end(&query);
    return ok;
}
