#include "store/stamp.h"

#include "store/internal.h"

/* Which rows count; "ROW" is the new one or the old one. A row that does not say its ledger is asked
 * for its chain's. */
#define OF_CHAIN "(SELECT ledger FROM chain WHERE id = ROW.chain) = 2"
#define OF_STATEMENT                                                                               \
    "(SELECT chain.ledger FROM statement, chain"                                                   \
    " WHERE statement.id = ROW.statement AND chain.id = statement.chain) = 2"

static const struct {
    const char *table, *counts;
} watched[] = {
    {"chain", "ROW.ledger = 2"},      {"statement", OF_CHAIN}, {"content", OF_STATEMENT},
    {"attachment", OF_CHAIN},         {"kept", OF_CHAIN},      {"leaf", "ROW.ledger = 2"},
    {"checkpoint", "ROW.ledger = 2"}, {"cosignature", "TRUE"}, {"foreign_checkpoint", "TRUE"},
    {"foreign_place", OF_STATEMENT},
};

static void changed(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct store *store = sqlite3_user_data(context);

    (void)count;
    (void)values;
    store->changes++;
    sqlite3_result_null(context);
}

/* What was changed and taken back is a change again: in between it may have been read. */
static void rolled_back(void *context)
{
    struct store *store = context;

    if (store->changes != store->changes_before)
        store->changes_before = ++store->changes;
}

static void append_condition(struct buffer *sql, const char *counts, const char *row)
{
    struct slice rest = slice_text(counts);

    while (rest.size) {
        size_t at = 0;

        while (at < rest.size && !slice_starts(slice_from(rest, at), SLICE("ROW")))
            at++;
        buffer_append(sql, slice_part(rest, 0, at));
        if (at < rest.size)
            buffer_text(sql, row);
        rest = slice_from(rest, at + 3);
    }
}

/* Triggers of this connection alone: whatever writes such a row is seen, and no schema changes. */
static void append_triggers(struct buffer *sql, const char *table, const char *counts)
{
    static const struct {
        const char *event, *rows[2];
    } events[] = {{"INSERT", {"NEW"}}, {"DELETE", {"OLD"}}, {"UPDATE", {"OLD", "NEW"}}};

    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        buffer_format(sql, "CREATE TEMP TRIGGER stamp_%s_%s AFTER %s ON main.%s WHEN ", table,
                      events[i].event, events[i].event, table);
        append_condition(sql, counts, events[i].rows[0]);
        if (events[i].rows[1]) {
            buffer_text(sql, " OR ");
            append_condition(sql, counts, events[i].rows[1]);
        }
        buffer_text(sql, " BEGIN SELECT register_changed(); END;");
    }
}

bool stamp_watch(struct store *store, struct error *error)
{
    struct buffer sql = {0};
    bool ok;

    sqlite3_rollback_hook(store->database.handle, rolled_back, store);
    if (sqlite3_create_function(store->database.handle, "register_changed", 0,
                                SQLITE_UTF8 | SQLITE_INNOCUOUS, store, changed, NULL,
                                NULL) != SQLITE_OK)
        return database_fail(&store->database, error);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        append_triggers(&sql, watched[i].table, watched[i].counts);
    ok = database_run(&store->database, buffer_string(&sql), error);
    buffer_free(&sql);
    return ok;
}

bool store_stamp(struct store *store, struct store_stamp *out, struct error *error)
{
    out->own = store->changes;
    return store_version(store, &out->others, error);
}
