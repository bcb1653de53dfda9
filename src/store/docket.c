#include "store/docket.h"

#include "store/internal.h"

static bool insert_due(struct store *store, struct slice chain, const struct store_due *due,
                       struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO docket (chain, office, act, due) VALUES (?, ?, ?, ?)", error))
        return false;
    query_text(&query, chain);
    query_text(&query, due->office);
    query_text(&query, due->act);
    query_number(&query, due->due);
    return query_run(&query, error);
}

bool store_docket_put(struct store *store, struct slice chain, const struct store_due *dues,
                      size_t count, struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database, "DELETE FROM docket WHERE chain = ?", error))
        return false;
    query_text(&query, chain);
    if (!query_run(&query, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!insert_due(store, chain, &dues[i], error))
            return false;
    return true;
}

static const char due_of_all[] = "SELECT chain, office, act, due FROM docket WHERE due < ?"
                                 " ORDER BY due, chain, act, id LIMIT ?";
static const char due_of_office[] =
    "SELECT chain, office, act, due FROM docket WHERE office = ? AND due < ?"
    " ORDER BY due, chain, act, id LIMIT ?";

bool store_docket(struct store *store, struct slice office, instant until, size_t most,
                  struct arena *arena, struct store_due **out, size_t *count, struct error *error)
{
    struct store_due *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &store->database, office.size ? due_of_office : due_of_all, error))
        return false;
    if (office.size)
        query_text(&query, office);
    query_number(&query, until);
    query_number(&query, rows_limit(most));
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_due){
            .chain = arena_copy(arena, query_get_bytes(&query, 0)),
            .office = arena_copy(arena, query_get_bytes(&query, 1)),
            .act = arena_copy(arena, query_get_bytes(&query, 2)),
            .due = query_get_number(&query, 3),
        };
    }
    query_end(&query);
    if (!ok)
        return false;
    *out = rows;
    *count = used;
    return true;
}

bool store_docket_clear(struct store *store, struct error *error)
{
    struct query query;

    return store_needs_writing(store, error) &&
           query_start(&query, &store->database, "DELETE FROM docket", error) &&
           query_run(&query, error);
}
