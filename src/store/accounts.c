#include "store/accounts.h"

#include "store/internal.h"

/* Time 0 is NULL in the database. */
static void bind_time(struct query *query, instant at)
{
    if (at)
        query_number(query, at);
    else
        query_null(query);
}

static instant time_of(struct query *query, int column)
{
    return query_is_null(query, column) ? 0 : query_get_number(query, column);
}

static struct slice text_of(struct query *query, int column, struct arena *arena)
{
    return arena_copy(arena, query_get_bytes(query, column));
}

/* Starts a statement that changes something. */
static bool start_change(struct query *query, struct store *store, const char *sql,
                         struct error *error)
{
    return store_needs_writing(store, error) && query_start(query, &store->database, sql, error);
}

/* Runs it and counts the rows that it changed. */
static bool run_counted(struct query *query, struct store *store, size_t *count,
                        struct error *error)
{
    bool ok = query_run(query, error);

    *count = ok ? (size_t)sqlite3_changes(store->database.handle) : 0;
    return ok;
}

/* The first row of a query that has been bound; `read` takes it. */
static bool read_one(struct query *query, void *out,
                     bool (*read)(struct query *, struct arena *, void *), struct arena *arena,
                     bool *found, struct error *error)
{
    bool ok = query_row(query, found, error);

    if (ok && *found && !read(query, arena, out))
        ok = error_set(error, ERROR_STORE, "a row of an account is damaged");
    query_end(query);
    return ok;
}

/* All rows: `size` bytes each. */
static bool read_all(struct query *query, size_t size,
                     bool (*read)(struct query *, struct arena *, void *), struct arena *arena,
                     void **out, size_t *count, struct error *error)
{
    size_t used = 0, room = 0;
    uint8_t *rows = NULL;
    bool row, ok;

    while ((ok = query_row(query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, size);
        if (!read(query, arena, rows + used * size)) {
            ok = error_set(error, ERROR_STORE, "a row of an account is damaged");
            break;
        }
        used++;
    }
    query_end(query);
    *out = rows;
    *count = used;
    return ok;
}

/* ---- invitations ---- */

#define INVITATION "SELECT token, official, by, made, until, used FROM invitation "

static bool read_invitation(struct query *query, struct arena *arena, void *data)
{
    struct store_invitation *out = data;

    out->official = text_of(query, 1, arena);
    out->by = text_of(query, 2, arena);
    out->made = query_get_number(query, 3);
    out->until = query_get_number(query, 4);
    out->used = time_of(query, 5);
    return query_get_digest(query, 0, &out->token);
}

bool store_put_invitation(struct store *store, const struct store_invitation *invitation,
                          struct error *error)
{
    struct query query;

    if (!start_change(&query, store,
                      "INSERT INTO invitation (token, official, by, made, until, used)"
                      " VALUES (?, ?, ?, ?, ?, NULL)",
                      error))
        return false;
    query_digest(&query, &invitation->token);
    query_text(&query, invitation->official);
    query_text(&query, invitation->by);
    query_number(&query, invitation->made);
    query_number(&query, invitation->until);
    return query_run(&query, error);
}

bool store_invitation(struct store *store, struct digest token, struct arena *arena,
                      struct store_invitation *out, bool *found, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, INVITATION "WHERE token = ?", error))
        return false;
    query_digest(&query, &token);
    return read_one(&query, out, read_invitation, arena, found, error);
}

bool store_use_invitation(struct store *store, struct digest token, instant at, bool *first,
                          struct error *error)
{
    struct query query;
    size_t changed;
    bool ok;

    if (!start_change(&query, store,
                      "UPDATE invitation SET used = ? WHERE token = ? AND used IS NULL", error))
        return false;
    query_number(&query, at);
    query_digest(&query, &token);
    ok = run_counted(&query, store, &changed, error);
    *first = changed == 1;
    return ok;
}

bool store_end_invitations(struct store *store, struct slice official, instant at,
                           struct error *error)
{
    struct query query;

    if (!start_change(&query, store,
                      "UPDATE invitation SET until = ?1 WHERE used IS NULL AND until > ?1"
                      " AND (?2 = '' OR official = ?2)",
                      error))
        return false;
    query_number(&query, at);
    query_text(&query, official);
    return query_run(&query, error);
}

bool store_invitations(struct store *store, struct slice official, size_t most, struct arena *arena,
                       struct store_invitation **out, size_t *count, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     INVITATION "WHERE ?1 = '' OR official = ?1 ORDER BY id DESC LIMIT ?2", error))
        return false;
    query_text(&query, official);
    query_number(&query, rows_limit(most));
    return read_all(&query, sizeof **out, read_invitation, arena, (void **)out, count, error);
}

/* ---- login credentials ---- */

#define CREDENTIAL "SELECT hash, official, line, counter, made, used, ended FROM credential "

static bool read_credential(struct query *query, struct arena *arena, void *data)
{
    struct store_credential *out = data;

    out->official = text_of(query, 1, arena);
    out->line = text_of(query, 2, arena);
    out->counter = query_get_number(query, 3);
    out->made = query_get_number(query, 4);
    out->used = time_of(query, 5);
    out->ended = time_of(query, 6);
    return query_get_digest(query, 0, &out->hash);
}

bool store_put_credential(struct store *store, const struct store_credential *credential,
                          bool *clash, struct error *error)
{
    struct query query;

    if (!start_change(&query, store,
                      "INSERT INTO credential (hash, official, line, counter, made, used, ended)"
                      " VALUES (?, ?, ?, ?, ?, NULL, NULL)",
                      error))
        return false;
    query_digest(&query, &credential->hash);
    query_text(&query, credential->official);
    query_text(&query, credential->line);
    query_number(&query, credential->counter);
    query_number(&query, credential->made);
    return query_insert(&query, clash, error);
}

bool store_credential(struct store *store, struct digest hash, struct arena *arena,
                      struct store_credential *out, bool *found, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, CREDENTIAL "WHERE hash = ?", error))
        return false;
    query_digest(&query, &hash);
    return read_one(&query, out, read_credential, arena, found, error);
}

bool store_use_credential(struct store *store, struct digest hash, int64_t counter, instant at,
                          struct error *error)
{
    struct query query;

    if (!start_change(&query, store, "UPDATE credential SET counter = ?, used = ? WHERE hash = ?",
                      error))
        return false;
    query_number(&query, counter);
    query_number(&query, at);
    query_digest(&query, &hash);
    return query_run(&query, error);
}

bool store_end_credentials(struct store *store, struct slice official, const struct digest *hash,
                           instant at, size_t *ended, struct error *error)
{
    struct query query;

    if (!start_change(&query, store,
                      "UPDATE credential SET ended = ?1 WHERE ended IS NULL"
                      " AND (?2 = '' OR official = ?2) AND (?3 IS NULL OR hash = ?3)",
                      error))
        return false;
    query_number(&query, at);
    query_text(&query, official);
    if (hash)
        query_digest(&query, hash);
    else
        query_null(&query);
    return run_counted(&query, store, ended, error);
}

bool store_credentials(struct store *store, struct slice official, size_t most, struct arena *arena,
                       struct store_credential **out, size_t *count, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     CREDENTIAL "WHERE ?1 = '' OR official = ?1 ORDER BY id DESC LIMIT ?2", error))
        return false;
    query_text(&query, official);
    query_number(&query, rows_limit(most));
    return read_all(&query, sizeof **out, read_credential, arena, (void **)out, count, error);
}

/* ---- sessions ---- */

#define SESSION "SELECT hash, official, rehearsal, begun, used, ended FROM session "

static bool read_session(struct query *query, struct arena *arena, void *data)
{
    struct store_session *out = data;

    out->official = text_of(query, 1, arena);
    out->rehearsal = query_get_number(query, 2) != 0;
    out->begun = query_get_number(query, 3);
    out->used = query_get_number(query, 4);
    out->ended = time_of(query, 5);
    return query_get_digest(query, 0, &out->id);
}

bool store_put_session(struct store *store, const struct store_session *session,
                       const struct digest *challenge, bool *clash, struct error *error)
{
    struct query query;

    if (!start_change(
            &query, store,
            "INSERT INTO session (hash, official, rehearsal, challenge, begun, used, ended)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            error))
        return false;
    query_digest(&query, &session->id);
    query_text(&query, session->official);
    query_number(&query, session->rehearsal);
    if (challenge)
        query_digest(&query, challenge);
    else
        query_null(&query);
    query_number(&query, session->begun);
    query_number(&query, session->used);
    bind_time(&query, session->ended);
    return query_insert(&query, clash, error);
}

bool store_session(struct store *store, struct digest id, struct arena *arena,
                   struct store_session *out, bool *found, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, SESSION "WHERE hash = ?", error))
        return false;
    query_digest(&query, &id);
    return read_one(&query, out, read_session, arena, found, error);
}

bool store_use_session(struct store *store, struct digest id, instant at, struct error *error)
{
    struct query query;

    if (!start_change(&query, store, "UPDATE session SET used = ? WHERE hash = ?", error))
        return false;
    query_number(&query, at);
    query_digest(&query, &id);
    return query_run(&query, error);
}

bool store_end_sessions(struct store *store, struct slice official, const struct digest *id,
                        instant at, size_t *ended, struct error *error)
{
    struct query query;

    if (!start_change(&query, store,
                      "UPDATE session SET ended = ?1 WHERE ended IS NULL"
                      " AND (?2 = '' OR official = ?2) AND (?3 IS NULL OR hash = ?3)",
                      error))
        return false;
    query_number(&query, at);
    query_text(&query, official);
    if (id)
        query_digest(&query, id);
    else
        query_null(&query);
    return run_counted(&query, store, ended, error);
}

bool store_forget_sessions(struct store *store, instant before, struct error *error)
{
    struct query query;

    if (!start_change(&query, store, "DELETE FROM session WHERE begun < ?", error))
        return false;
    query_number(&query, before);
    return query_run(&query, error);
}

bool store_sessions(struct store *store, struct slice official, size_t most, struct arena *arena,
                    struct store_session **out, size_t *count, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     SESSION "WHERE ?1 = '' OR official = ?1 ORDER BY id DESC LIMIT ?2", error))
        return false;
    query_text(&query, official);
    query_number(&query, rows_limit(most));
    return read_all(&query, sizeof **out, read_session, arena, (void **)out, count, error);
}
