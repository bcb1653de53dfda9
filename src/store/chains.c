#include <sodium.h>

#include "store/counts.h"
#include "store/docket.h"
#include "store/pending.h"
#include "store/internal.h"
#include "store/statements.h"

enum store_ledger store_ledger_of(struct slice chain)
{
    struct slice kind;

    return name_is_chain(chain, &kind) && kind.size > 0 ? STORE_REGISTER : STORE_MATTERS;
}

/* FNV-1a: which slot a name has. A collision costs a second look-up, nothing else. */
static struct chain_slot *slot_of(struct store *store, struct slice name)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < name.size; i++)
        hash = (hash ^ name.data[i]) * 16777619u;
    return &store->slots[hash % STORE_SLOTS];
}

void chain_forget(struct store *store)
{
    sodium_memzero(store->slots, sizeof store->slots);
}

static void remember(struct store *store, struct slice name, const struct chain *chain)
{
    struct chain_slot *slot = slot_of(store, name);

    if (!store->database.writing || name.size > CHAIN_MOST)
        return;
    memset(slot->name, 0, sizeof slot->name);
    memcpy(slot->name, name.data, name.size);
    slot->chain = *chain;
}

static bool find_row(struct store *store, struct slice name, struct chain *out, bool *found,
                     struct error *error)
{
    struct query query;
    bool ok;

    *out = (struct chain){0};
    if (!query_start(&query, &store->database, "SELECT id, ledger FROM chain WHERE name = ?",
                     error))
        return false;
    query_text(&query, name);
    ok = query_row(&query, found, error);
    if (ok && *found) {
        out->id = query_get_number(&query, 0);
        out->ledger =
            query_get_number(&query, 1) == STORE_REGISTER ? STORE_REGISTER : STORE_MATTERS;
        out->sealed = out->ledger == STORE_MATTERS;
    }
    query_end(&query);
    return ok;
}

bool chain_number(struct store *store, struct slice name, int64_t *id, bool *found,
                  struct error *error)
{
    struct chain row;

    if (!find_row(store, name, &row, found, error))
        return false;
    *id = row.id;
    return true;
}

bool chain_find(struct store *store, struct slice name, struct chain *out, bool *found,
                struct error *error)
{
    struct chain_slot *slot = slot_of(store, name);

    *found = false;
    if (!name_is_chain(name, &(struct slice){0}))
        return true;
    if (store->database.writing && name.size > 0 && slice_is(name, slot->name)) {
        *out = slot->chain;
        *found = true;
        return true;
    }
    if (!find_row(store, name, out, found, error))
        return false;
    if (!*found)
        return true;
    if (out->sealed && !keys_load(&store->keys, name, out->key, error))
        return false;
    remember(store, name, out);
    return true;
}

bool chain_use(struct store *store, struct slice name, struct chain *out, struct error *error)
{
    struct query query;
    bool found;

    if (!name_is_chain(name, &(struct slice){0}))
        return error_set(error, ERROR_CHAIN_UNKNOWN, "%.*s is not the name of a chain",
                         SLICE_ARG(slice_part(name, 0, NAME_MOST)));
    if (!chain_find(store, name, out, &found, error))
        return false;
    if (found)
        return true;
    *out = (struct chain){.ledger = store_ledger_of(name)};
    out->sealed = out->ledger == STORE_MATTERS;
    if (out->sealed && !keys_create(&store->keys, name, out->key, error)) {
        store->database.broken = true;
        return false;
    }
    if (!query_start(&query, &store->database, "INSERT INTO chain (name, ledger) VALUES (?, ?)",
                     error))
        return false;
    query_text(&query, name);
    query_number(&query, out->ledger);
    if (!query_run(&query, error))
        return false;
    out->id = sqlite3_last_insert_rowid(store->database.handle);
    remember(store, name, out);
    return true;
}

bool store_chains(struct store *store, struct slice after, size_t most, struct arena *arena,
                  struct store_chain_row **out, size_t *count, struct error *error)
{
    struct store_chain_row *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT name, ledger FROM chain WHERE name > ? ORDER BY name LIMIT ?", error))
        return false;
    query_text(&query, after);
    query_number(&query, rows_limit(most));
    while ((ok = query_row(&query, &row, error)) && row) {
        struct store_chain_row *item;

        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        item = &rows[used++];
        item->name = arena_copy(arena, query_get_bytes(&query, 0));
        item->ledger =
            query_get_number(&query, 1) == STORE_REGISTER ? STORE_REGISTER : STORE_MATTERS;
        item->destroyed = item->ledger == STORE_MATTERS && !keys_exist(&store->keys, item->name);
    }
    query_end(&query);
    if (!ok)
        return false;
    *out = rows;
    *count = used;
    return true;
}

/* ':' is the character after the digits. */
bool store_last_number(struct store *store, struct slice prefix, int64_t *number,
                       struct error *error)
{
    struct query query;
    bool row, ok;

    *number = 0;
    if (!query_start(&query, &store->database,
                     "SELECT CAST(substr(name, length(?1) + 1) AS INTEGER) FROM chain"
                     " WHERE name >= ?1 || '0' AND name < ?1 || ':' ORDER BY name DESC LIMIT 1",
                     error))
        return false;
    query_text(&query, prefix);
    ok = query_row(&query, &row, error);
    if (ok && row)
        *number = query_get_number(&query, 0);
    query_end(&query);
    return ok;
}

/* Inside the writing transaction nobody else holds the key in memory or is about to use it. A key that
 * is gone already may have left the chain in the index: power failed between the two. */
bool store_destroy_content(struct store *store, struct slice chain, struct error *error)
{
    struct error late = {0};
    struct chain row;
    bool found, ok;

    if (!store_begin(store, error))
        return false;
    ok = find_row(store, chain, &row, &found, error);
    if (ok && !found)
        ok = error_set(error, ERROR_CHAIN_UNKNOWN, "there is no chain %.*s",
                       SLICE_ARG(slice_part(chain, 0, NAME_MOST)));
    else if (ok && !row.sealed)
        ok = error_set(error, ERROR_STORE, "%.*s is public: its content is in the register ledger",
                       SLICE_ARG(chain));
    if (!ok) {
        store_rollback(store);
        return false;
    }
    ok = keys_destroy(&store->keys, chain, error);
    if ((ok || error->code == ERROR_CONTENT_DESTROYED) && relations_forget(store, row.id, &late) &&
        phrases_forget(store, row.id, &late) && store_docket_put(store, chain, NULL, 0, &late) &&
        store_counts_forget(store, chain, &late) && store_pending_forget(store, chain, &late) &&
        store_commit(store, &late))
        return ok;
    store_rollback(store);
    if (ok)
        *error = late;
    return false;
}
