#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "store/internal.h"
#include "store/schema.h"

static bool put_state(struct store *store, const char *state, struct error *error)
{
    struct query query;

    if (!database_begin(&store->database, error) ||
        !query_start(&query, &store->database, "INSERT INTO meta (key, value) VALUES ('state', ?)",
                     error))
        return false;
    query_text(&query, slice_text(state));
    return query_run(&query, error) && database_commit(&store->database, error);
}

static bool get_state(struct store *store, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, "SELECT value FROM meta WHERE key = 'state'", error))
        return false;
    ok = query_row(&query, &row, error);
    if (ok && (!row || !name_is_state(query_get_bytes(&query, 0))))
        ok = error_set(error, ERROR_STORE, "%s does not say whose it is", store->database.path);
    if (ok)
        memcpy(store->state, query_get_bytes(&query, 0).data, STATE_TEXT - 1);
    query_end(&query);
    return ok;
}

static struct store *take_store(const char *folder)
{
    struct store *store = memory_take(sizeof *store);

    if (folder) {
        store->folder = memory_take(strlen(folder) + 1);
        memcpy(store->folder, folder, strlen(folder));
    }
    return store;
}

bool store_create(struct store **out, const char *folder, const char *state, struct error *error)
{
    struct store *store;
    struct buffer path = {0};
    bool ok = false;

    if (!name_is_state(slice_text(state)))
        return error_set(error, ERROR_USAGE, "a State is two upper-case letters, not %s", state);
    store = take_store(folder);
    if (!keys_open(&store->keys, folder, true, error) ||
        !database_create(&store->database, folder ? files_path(&path, folder, "node.db") : NULL,
                         &schema_node, error) ||
        !put_state(store, state, error) || !get_state(store, error) ||
        !relations_create(store, error) || !stamp_watch(store, error) || (folder && !files_sync_folder(folder, error)))
        goto out;
    *out = store;
    ok = true;
out:
    if (!ok)
        store_close(store);
    buffer_free(&path);
    return ok;
}

bool store_open(struct store **out, const char *folder, struct error *error)
{
    struct store *store = take_store(folder);
    struct buffer path = {0};
    bool ok = keys_open(&store->keys, folder, false, error) &&
              database_open(&store->database, files_path(&path, folder, "node.db"), &schema_node,
                            error) &&
              get_state(store, error) && relations_open(store, error) &&
              stamp_watch(store, error);

    if (ok)
        *out = store;
    else
        store_close(store);
    buffer_free(&path);
    return ok;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_rollback(store);
    database_close(&store->database);
    keys_close(&store->keys);
    buffer_wipe_free(&store->plain);
    buffer_free(&store->sealed);
    buffer_wipe_free(&store->entry);
    free(store->folder);
    memory_wipe_free(store, sizeof *store);
}

const char *store_state(const struct store *store)
{
    return store->state;
}

bool store_writing(const struct store *store)
{
    return store->database.writing;
}

void *rows_grow(struct arena *arena, void *rows, size_t used, size_t *room, size_t size)
{
    void *grown;

    if (used < *room)
        return rows;
    *room = *room > 0 ? *room * 2 : 16;
    grown = arena_take(arena, *room * size);
    if (used > 0)
        memcpy(grown, rows, used * size);
    return grown;
}

bool store_needs_writing(const struct store *store, struct error *error)
{
    return store->database.writing ||
           error_set(error, ERROR_STORE, "%s: no transaction is open", store->database.path);
}

static void forget_trees(struct store *store)
{
    store->trees[0].loaded = store->trees[1].loaded = false;
}

static void start_trees(struct store *store)
{
    for (size_t i = 0; i < 2; i++) {
        store->trees[i].grown = false;
        store->trees[i].checkpoint = 0;
    }
}

bool store_version(struct store *store, int64_t *version, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database, "PRAGMA data_version", error))
        return false;
    ok = query_row(&query, &row, error);
    if (ok)
        *version = query_get_number(&query, 0);
    query_end(&query);
    return ok;
}

bool store_begin(struct store *store, struct error *error)
{
    int64_t version = 0;

    if (!database_begin(&store->database, error))
        return false;
    if (!store_version(store, &version, error)) {
        store_rollback(store);
        return false;
    }
    /* What is in memory of before is old then. */
    if (version != store->version) {
        forget_trees(store);
        if (!relations_refresh(store, error)) {
            store_rollback(store);
            return false;
        }
    }
    store->version = version;
    store->changes_before = store->changes;
    start_trees(store);
    return true;
}

bool store_begin_read(struct store *store, struct error *error)
{
    return database_begin_read(&store->database, error);
}

bool store_commit(struct store *store, struct error *error)
{
    bool ok;

    if (!store_needs_writing(store, error))
        return false;
    if (!store->database.broken &&
        (!tree_finish(store, STORE_MATTERS, error) || !tree_finish(store, STORE_REGISTER, error) ||
         !keys_sync(&store->keys, error))) {
        store_rollback(store);
        return false;
    }
    ok = database_commit(&store->database, error);
    /* After a commit that was tried the keys stay: what failed may yet be found in the log. */
    keys_settle(&store->keys, false);
    chain_forget(store);
    if (!ok)
        forget_trees(store);
    return ok;
}

void store_rollback(struct store *store)
{
    bool writing = store->database.writing;
    bool alone = writing && !sqlite3_get_autocommit(store->database.handle);

    /* Before the lock is given up: afterwards another process may have taken up such a key. */
    keys_settle(&store->keys, alone);
    database_rollback(&store->database);
    if (!writing)
        return;
    chain_forget(store);
    forget_trees(store);
}
