#include "store/readings.h"

#include "store/internal.h"

bool store_put_reading(struct store *store, const struct store_reading *reading,
                       struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database,
                     "INSERT INTO reading (chain, official, at) VALUES (?, ?, ?)", error))
        return false;
    query_text(&query, reading->chain);
    query_text(&query, reading->official);
    query_number(&query, reading->at);
    return query_run(&query, error);
}

bool store_readings(struct store *store, struct slice chain, size_t most, struct arena *arena,
                    struct store_reading **out, size_t *count, struct error *error)
{
    struct store_reading *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(
            &query, &store->database,
            "SELECT chain, official, at FROM reading WHERE chain = ? ORDER BY id DESC LIMIT ?",
            error))
        return false;
    query_text(&query, chain);
    query_number(&query, rows_limit(most));
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_reading){
            .chain = arena_copy(arena, query_get_bytes(&query, 0)),
            .official = arena_copy(arena, query_get_bytes(&query, 1)),
            .at = query_get_number(&query, 2),
        };
    }
    query_end(&query);
    *out = rows;
    *count = used;
    return ok;
}
