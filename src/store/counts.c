#include "store/counts.h"

#include "store/internal.h"

enum { LATE_ACTS = 64, SUMS = 1024 };

/* The month of the row after it; of the last one this. */
#define NO_MONTH INT64_MAX

static bool remove_from(struct store *store, struct slice chain, instant from, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, "DELETE FROM counted WHERE chain = ? AND month >= ?",
                     error))
        return false;
    query_text(&query, chain);
    query_number(&query, from);
    return query_run(&query, error);
}

/* The row before the first new one ends where that begins. */
static bool link_last(struct store *store, struct slice chain, instant next, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "UPDATE counted SET next = ?1 WHERE chain = ?2 AND month ="
                     " (SELECT max(month) FROM counted WHERE chain = ?2)",
                     error))
        return false;
    query_number(&query, next);
    query_text(&query, chain);
    return query_run(&query, error);
}

static bool insert(struct store *store, struct slice chain, const struct store_count *row,
                   instant next, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO counted (chain, month, next, part, measure, standing, expires)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, chain);
    query_number(&query, row->month);
    query_number(&query, next);
    if (row->known) {
        query_number(&query, row->part);
        query_number(&query, row->measure);
        query_number(&query, row->standing);
    } else {
        query_null(&query);
        query_null(&query);
        query_null(&query);
    }
    query_number(&query, row->expires);
    return query_run(&query, error);
}

bool store_counts_put(struct store *store, struct slice chain, instant from,
                      const struct store_count *rows, size_t count, struct error *error)
{
    if (!store_needs_writing(store, error) || !remove_from(store, chain, from, error) ||
        !link_last(store, chain, count ? rows[0].month : NO_MONTH, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!insert(store, chain, &rows[i], i + 1 < count ? rows[i + 1].month : NO_MONTH, error))
            return false;
    return true;
}

bool store_counts_forget(struct store *store, struct slice chain, struct error *error)
{
    static const struct store_count nothing = {.expires = INT64_MAX};

    return store_counts_put(store, chain, 0, &nothing, 1, error);
}

bool store_counts_of(struct store *store, struct slice chain, struct arena *arena,
                     struct store_count **out, size_t *count, struct error *error)
{
    struct store_count *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT month, part, measure, standing, expires FROM counted WHERE chain = ?"
                     " ORDER BY month",
                     error))
        return false;
    query_text(&query, chain);
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_count){
            .month = query_get_number(&query, 0),
            .known = !query_is_null(&query, 1),
            .part = (int)query_get_number(&query, 1),
            .measure = (int)query_get_number(&query, 2),
            .standing = (int)query_get_number(&query, 3),
            .expires = query_get_number(&query, 4),
        };
    }
    query_end(&query);
    *out = ok ? rows : NULL;
    *count = ok ? used : 0;
    return ok;
}

static const char broken[] =
    "SELECT EXISTS (SELECT 1 FROM counted AS row WHERE row.next <> ifnull("
    "  (SELECT min(month) FROM counted WHERE chain = row.chain AND month > row.month),"
    "  9223372036854775807))"
    " OR EXISTS (SELECT 1 FROM counted WHERE chain NOT IN"
    "  (SELECT name FROM chain WHERE ledger = 1))";

bool store_counts_hold(struct store *store, bool *hold, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, broken, error))
        return false;
    ok = query_row(&query, &row, error);
    *hold = ok && row && query_get_number(&query, 0) == 0;
    query_end(&query);
    return ok;
}

bool store_counts_clear(struct store *store, struct error *error)
{
    struct query query;

    return store_needs_writing(store, error) &&
           query_start(&query, &store->database, "DELETE FROM counted", error) &&
           query_run(&query, error);
}

static const char sums[] = "SELECT part, measure, standing, expires <= ?1, count(*) FROM counted"
                           " WHERE month < ?1 AND next >= ?1 GROUP BY 1, 2, 3, 4 LIMIT ?2";

bool store_counts_sum(struct store *store, instant until, struct arena *arena,
                      struct store_sum **out, size_t *count, struct error *error)
{
    struct store_sum *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, sums, error))
        return false;
    query_number(&query, until);
    query_number(&query, SUMS);
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_sum){
            .known = !query_is_null(&query, 0),
            .part = (int)query_get_number(&query, 0),
            .measure = (int)query_get_number(&query, 1),
            .standing = (int)query_get_number(&query, 2),
            .expired = query_get_number(&query, 3),
            .matters = (uint64_t)query_get_number(&query, 4),
        };
    }
    query_end(&query);
    *out = ok ? rows : NULL;
    *count = ok ? used : 0;
    return ok;
}

/* An act that several offices may do is one act: offices are "xa.court-1", roles "XA judge". */
static const char late[] =
    "SELECT act, count(DISTINCT chain) FROM docket WHERE due < ?1"
    " AND substr(office, 1, 2) COLLATE NOCASE = ?2 GROUP BY act ORDER BY act LIMIT ?3";

bool store_late(struct store *store, instant now, struct arena *arena, struct store_late **out,
                size_t *count, struct error *error)
{
    struct store_late *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, late, error))
        return false;
    query_number(&query, now);
    query_text(&query, slice_text(store->state));
    query_number(&query, LATE_ACTS);
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_late){
            .act = arena_copy(arena, query_get_bytes(&query, 0)),
            .matters = (uint64_t)query_get_number(&query, 1),
        };
    }
    query_end(&query);
    *out = ok ? rows : NULL;
    *count = ok ? used : 0;
    return ok;
}
