#include "store/rows.h"

#include <sodium.h>

/* The order of ROWS_COLUMNS. */
enum {
    ROW_ID,
    ROW_HASH,
    ROW_CHAIN,
    ROW_TYPE,
    ROW_OFFICE,
    ROW_STATE,
    ROW_SEQ,
    ROW_MOVES,
    ROW_ENTRY,
    ROW_RECEIVED,
    ROW_INDEX,
    ROW_ENTERED,
    ROW_ORIGIN,
    ROW_SALT,
    ROW_LEDGER,
    ROW_CONTENT
};

static bool is_damaged(struct store *store, int64_t id, struct error *error)
{
    return error_set(error, ERROR_STORE, "%s: statement row %lld is malformed",
                     store->database.path, (long long)id);
}

bool rows_read(struct store *store, struct query *query, struct arena *arena,
               struct store_statement *out, int64_t *id, struct error *error)
{
    struct slice state = query_get_bytes(query, ROW_STATE);

    *id = query_get_number(query, ROW_ID);
    *out = (struct store_statement){.entry = NEVER, .entered = NEVER};
    if (!query_get_digest(query, ROW_HASH, &out->hash) || state.size != STATE_TEXT - 1)
        return is_damaged(store, *id, error);
    memcpy(out->state, state.data, STATE_TEXT - 1);
    out->chain = arena_copy(arena, query_get_bytes(query, ROW_CHAIN));
    out->type = arena_copy(arena, query_get_bytes(query, ROW_TYPE));
    out->office = arena_copy(arena, query_get_bytes(query, ROW_OFFICE));
    out->seq = query_get_number(query, ROW_SEQ);
    out->moves = query_get_number(query, ROW_MOVES) != 0;
    out->own = !query_is_null(query, ROW_ENTRY);
    out->received = query_get_number(query, ROW_RECEIVED);
    out->sealed = query_get_number(query, ROW_LEDGER) == STORE_MATTERS;
    if (query_is_null(query, ROW_INDEX))
        return true;
    if (query_is_null(query, ROW_ENTERED))
        return is_damaged(store, *id, error); /* an own statement without its leaf */
    out->entry = query_get_number(query, ROW_INDEX);
    out->entered = query_get_number(query, ROW_ENTERED);
    if (!out->own)
        out->origin = arena_copy(arena, query_get_bytes(query, ROW_ORIGIN));
    return true;
}

bool rows_chain(struct store *store, struct slice name, struct rows_key *key, struct error *error)
{
    struct error why = {0};
    bool found;

    if (key->known && slice_is(name, key->name))
        return true;
    rows_forget(key);
    if (!chain_find(store, name, &key->chain, &found, &why)) {
        key->destroyed = why.code == ERROR_CONTENT_DESTROYED;
        if (!key->destroyed) {
            *error = why;
            return false;
        }
    } else if (!found) {
        return error_set(error, ERROR_CHAIN_UNKNOWN, "there is no chain %.*s", SLICE_ARG(name));
    }
    key->known = true;
    memcpy(key->name, name.data, name.size);
    return true;
}

void rows_forget(struct rows_key *key)
{
    sodium_memzero(key, sizeof *key);
}

/* The salt of a foreign entry is sealed by itself: it comes with a proof, later than the content.
 */
static bool read_salt(struct store *store, struct query *query, const struct rows_key *key,
                      struct store_statement *out, struct error *error)
{
    if (out->own || query_is_null(query, ROW_SALT))
        return true;
    buffer_clear(&store->plain);
    if (!content_open(&key->chain, CONTENT_SALT, out->hash, query_get_bytes(query, ROW_SALT),
                      &store->plain, error))
        return false;
    if (store->plain.size != ENTRY_SALT)
        return error_set(error, ERROR_CONTENT_DAMAGED, "a stored salt is malformed");
    memcpy(out->salt, store->plain.data, ENTRY_SALT);
    return true;
}

bool rows_content(struct store *store, struct query *query, struct rows_key *key,
                  struct arena *arena, struct store_statement *out, struct error *error)
{
    struct slice payload, signatures;
    const uint8_t *salt;
    char hex[DIGEST_TEXT];

    if (!rows_chain(store, out->chain, key, error))
        return false;
    if (key->destroyed)
        return error_set(error, ERROR_CONTENT_DESTROYED,
                         "the content of %.*s has been destroyed: its key is gone",
                         SLICE_ARG(out->chain));
    buffer_clear(&store->plain);
    if (!content_open(&key->chain, CONTENT_STATEMENT, out->hash,
                      query_get_bytes(query, ROW_CONTENT), &store->plain, error) ||
        !content_split(buffer_slice(&store->plain), out->own && out->sealed, out->hash, &salt,
                       &payload, &signatures)) {
        error_set(error, ERROR_CONTENT_DAMAGED, "the content of statement %s is damaged",
                  digest_write(out->hash, hex));
        return error_where(error, "%.*s", SLICE_ARG(out->chain));
    }
    out->payload = arena_copy(arena, payload);
    out->signatures = arena_copy(arena, signatures);
    if (salt)
        memcpy(out->salt, salt, ENTRY_SALT);
    return read_salt(store, query, key, out, error);
}

bool rows_proofs(struct store *store, int64_t id, struct arena *arena, struct store_statement *out,
                 struct error *error)
{
    struct store_proof *proofs = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (out->own || out->entry == NEVER)
        return true;
    if (!query_start(&query, &store->database,
                     "SELECT size, path FROM foreign_proof WHERE statement = ? ORDER BY size",
                     error))
        return false;
    query_number(&query, id);
    while ((ok = query_row(&query, &row, error)) && row) {
        struct slice path = query_get_bytes(&query, 1);
        struct store_proof *proof;

        proofs = rows_grow(arena, proofs, used, &room, sizeof *proofs);
        proof = &proofs[used++];
        proof->size = (uint64_t)query_get_number(&query, 0);
        proof->count = path.size / DIGEST_SIZE;
        proof->path = arena_take(arena, (proof->count + 1) * sizeof *proof->path);
        for (size_t i = 0; i < proof->count; i++)
            memcpy(proof->path[i].bytes, path.data + i * DIGEST_SIZE, DIGEST_SIZE);
    }
    query_end(&query);
    out->proofs = proofs;
    out->proof_count = used;
    return ok;
}
