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

#define DUES   "SELECT chain, office, act, due FROM docket"
#define BY_DUE " ORDER BY due, chain, act, id LIMIT ?"

static const char due_of_all[] = DUES " WHERE due < ?" BY_DUE;
static const char due_of_office[] = DUES " WHERE office = ? AND due < ?" BY_DUE;
static const char due_of_chain[] = DUES " WHERE chain = ? ORDER BY act, office, id";

/* The rows of a query that is bound; ends it. */
static bool take_dues(struct query *query, struct arena *arena, struct store_due **out,
                      size_t *count, struct error *error)
{
    struct store_due *rows = NULL;
    size_t used = 0, room = 0;
    bool row, ok;

    while ((ok = query_row(query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_due){
            .chain = arena_copy(arena, query_get_bytes(query, 0)),
            .office = arena_copy(arena, query_get_bytes(query, 1)),
            .act = arena_copy(arena, query_get_bytes(query, 2)),
            .due = query_get_number(query, 3),
        };
    }
    query_end(query);
    *out = ok ? rows : NULL;
    *count = ok ? used : 0;
    return ok;
}

bool store_docket(struct store *store, struct slice office, instant until, size_t most,
                  struct arena *arena, struct store_due **out, size_t *count, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, office.size ? due_of_office : due_of_all, error))
        return false;
    if (office.size)
        query_text(&query, office);
    query_number(&query, until);
    query_number(&query, rows_limit(most));
    return take_dues(&query, arena, out, count, error);
}

bool store_docket_of(struct store *store, struct slice chain, struct arena *arena,
                     struct store_due **out, size_t *count, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, due_of_chain, error))
        return false;
    query_text(&query, chain);
    return take_dues(&query, arena, out, count, error);
}

bool store_docket_chains(struct store *store, struct slice after, size_t most, struct arena *arena,
                         struct slice **out, size_t *count, struct error *error)
{
    struct slice *chains = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT DISTINCT chain FROM docket WHERE chain > ? ORDER BY chain LIMIT ?",
                     error))
        return false;
    query_text(&query, after);
    query_number(&query, rows_limit(most));
    while ((ok = query_row(&query, &row, error)) && row) {
        chains = rows_grow(arena, chains, used, &room, sizeof *chains);
        chains[used++] = arena_copy(arena, query_get_bytes(&query, 0));
    }
    query_end(&query);
    *out = chains;
    *count = used;
    return ok;
}

static const char signed_lately[] =
    "SELECT chain.name, max(latest.received) AS at FROM"
    " (SELECT chain, office, received FROM statement ORDER BY id DESC LIMIT ?) AS latest"
    " JOIN chain ON chain.id = latest.chain"
    " WHERE latest.office = ? AND chain.ledger = ?"
    " GROUP BY chain.name ORDER BY at DESC, chain.name LIMIT ?";

bool store_signed_lately(struct store *store, struct slice office, size_t most, struct arena *arena,
                         struct store_signed **out, size_t *count, struct error *error)
{
    struct store_signed *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, signed_lately, error))
        return false;
    query_number(&query, STORE_LATELY);
    query_text(&query, office);
    query_number(&query, STORE_MATTERS);
    query_number(&query, rows_limit(most));
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_signed){
            .chain = arena_copy(arena, query_get_bytes(&query, 0)),
            .at = query_get_number(&query, 1),
        };
    }
    query_end(&query);
    *out = ok ? rows : NULL;
    *count = ok ? used : 0;
    return ok;
}

bool store_docket_clear(struct store *store, struct error *error)
{
    struct query query;

    return store_needs_writing(store, error) &&
           query_start(&query, &store->database, "DELETE FROM docket", error) &&
           query_run(&query, error);
}
