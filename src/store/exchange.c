#include "store/exchange.h"

#include "store/rows.h"

bool store_put_cosignature(struct store *store, const struct store_cosignature *cosignature,
                           struct error *error)
{
    struct query query;
    bool clash;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database,
                     "INSERT INTO cosignature (origin, size, witness, at, line)"
                     " VALUES (?, ?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, cosignature->origin);
    query_number(&query, (int64_t)cosignature->size);
    query_text(&query, cosignature->witness);
    query_number(&query, cosignature->at);
    query_text(&query, cosignature->line);
    return query_insert(&query, &clash, error);
}

bool store_cosignatures(struct store *store, struct slice origin, uint64_t size,
                        struct arena *arena, struct store_cosignature **out, size_t *count,
                        struct error *error)
{
    struct store_cosignature *rows = NULL;
    struct slice name = arena_copy(arena, origin);
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &store->database,
                     "SELECT witness, at, line FROM cosignature WHERE origin = ? AND size = ?"
                     " ORDER BY witness, at",
                     error))
        return false;
    query_text(&query, origin);
    query_number(&query, rows_limit(size));
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        rows[used++] = (struct store_cosignature){
            .origin = name,
            .size = size,
            .witness = arena_copy(arena, query_get_bytes(&query, 0)),
            .at = query_get_number(&query, 1),
            .line = arena_copy(arena, query_get_bytes(&query, 2)),
        };
    }
    query_end(&query);
    if (!ok)
        return false;
    *out = rows;
    *count = used;
    return true;
}

bool store_cosigned_sizes(struct store *store, struct slice origin, uint64_t least, size_t most,
                          struct arena *arena, uint64_t **out, size_t *count, struct error *error)
{
    uint64_t *sizes = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &store->database,
                     "SELECT DISTINCT size FROM cosignature WHERE origin = ? AND size >= ?"
                     " ORDER BY size LIMIT ?",
                     error))
        return false;
    query_text(&query, origin);
    query_number(&query, rows_limit(least));
    query_number(&query, rows_limit(most));
    while ((ok = query_row(&query, &row, error)) && row) {
        sizes = rows_grow(arena, sizes, used, &room, sizeof *sizes);
        sizes[used++] = (uint64_t)query_get_number(&query, 0);
    }
    query_end(&query);
    if (!ok)
        return false;
    *out = sizes;
    *count = used;
    return true;
}

bool store_newest_cosigned(struct store *store, struct slice origin, uint64_t *size,
                           struct error *error)
{
    struct query query;
    bool row, ok;

    *size = 0;
    if (!query_start(&query, &store->database,
                     "SELECT size FROM cosignature WHERE origin = ? ORDER BY size DESC LIMIT 1",
                     error))
        return false;
    query_text(&query, origin);
    ok = query_row(&query, &row, error);
    if (ok && row)
        *size = (uint64_t)query_get_number(&query, 0);
    query_end(&query);
    return ok;
}

bool foreign_checkpoint_read(struct store *store, struct query *query, struct arena *arena,
                             struct store_foreign_checkpoint *out, struct error *error)
{
    struct slice origin = query_get_bytes(query, 0);

    if (origin.size >= NOTE_NAME_TEXT || !query_get_digest(query, 2, &out->checkpoint.root))
        return error_set(error, ERROR_STORE, "%s: a foreign checkpoint is malformed",
                         store->database.path);
    memset(out->checkpoint.origin, 0, sizeof out->checkpoint.origin);
    memcpy(out->checkpoint.origin, origin.data, origin.size);
    out->checkpoint.size = (uint64_t)query_get_number(query, 1);
    out->note = arena_copy(arena, query_get_bytes(query, 3));
    out->received = query_get_number(query, 4);
    return true;
}

static bool read_one_foreign(struct store *store, struct query *query, struct arena *arena,
                             struct store_foreign_checkpoint *out, struct error *error)
{
    bool row, ok = query_row(query, &row, error) &&
                   (!row || foreign_checkpoint_read(store, query, arena, out, error));

    query_end(query);
    return ok;
}

bool store_foreign_checkpoint_at(struct store *store, struct slice origin, uint64_t size,
                                 struct arena *arena, struct store_foreign_checkpoint *out,
                                 struct error *error)
{
    struct query query;

    *out = (struct store_foreign_checkpoint){0};
    if (!query_start(&query, &store->database,
                     "SELECT origin, size, root, note, received FROM foreign_checkpoint"
                     " WHERE origin = ? AND size = ?",
                     error))
        return false;
    query_text(&query, origin);
    query_number(&query, rows_limit(size));
    return read_one_foreign(store, &query, arena, out, error);
}

bool store_newest_foreign_checkpoint(struct store *store, struct slice origin, struct arena *arena,
                                     struct store_foreign_checkpoint *out, struct error *error)
{
    struct query query;

    *out = (struct store_foreign_checkpoint){0};
    if (!query_start(&query, &store->database,
                     "SELECT origin, size, root, note, received FROM foreign_checkpoint"
                     " WHERE origin = ? ORDER BY size DESC LIMIT 1",
                     error))
        return false;
    query_text(&query, origin);
    return read_one_foreign(store, &query, arena, out, error);
}

bool store_put_foreign_checkpoint(struct store *store,
                                  const struct store_foreign_checkpoint *checkpoint,
                                  struct error *error)
{
    const struct checkpoint *says = &checkpoint->checkpoint;
    struct store_foreign_checkpoint stored;
    struct arena arena = {0};
    struct query query;
    bool clash, ok;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database,
                     "INSERT INTO foreign_checkpoint (origin, size, root, note, received)"
                     " VALUES (?, ?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, slice_text(says->origin));
    query_number(&query, (int64_t)says->size);
    query_digest(&query, &says->root);
    query_text(&query, checkpoint->note);
    query_number(&query, checkpoint->received);
    if (!query_insert(&query, &clash, error))
        return false;
    if (!clash)
        return true;
    ok = store_foreign_checkpoint_at(store, slice_text(says->origin), says->size, &arena, &stored,
                                     error) &&
         (digest_compare(stored.checkpoint.root, says->root) == 0 ||
          error_set(error, ERROR_CHECKPOINT_FORKED,
                    "%s has shown two different ledgers of %llu entries", says->origin,
                    (unsigned long long)says->size));
    arena_free(&arena);
    return ok;
}

bool store_foreign_origins(struct store *store, struct arena *arena, struct slice **out,
                           size_t *count, struct error *error)
{
    struct slice *origins = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    *out = NULL;
    *count = 0;
    if (!query_start(&query, &store->database,
                     "SELECT DISTINCT origin FROM foreign_checkpoint ORDER BY origin", error))
        return false;
    while ((ok = query_row(&query, &row, error)) && row) {
        origins = rows_grow(arena, origins, used, &room, sizeof *origins);
        origins[used++] = arena_copy(arena, query_get_bytes(&query, 0));
    }
    query_end(&query);
    if (!ok)
        return false;
    *out = origins;
    *count = used;
    return true;
}

struct digest status_hash(const struct store_status *status)
{
    struct slice parts[] = {status->note, SLICE("\0"), status->signature};

    return sha256_of_parts(parts, 3);
}

bool store_put_status(struct store *store, const struct store_status *status, struct error *error)
{
    struct digest hash = status_hash(status);
    struct query query;
    bool clash;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database,
                     "INSERT INTO status (chain, state, at, hash, note, signature)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, status->chain);
    query_text(&query, slice_text(status->state));
    query_number(&query, status->at);
    query_digest(&query, &hash);
    query_text(&query, status->note);
    query_text(&query, status->signature);
    return query_insert(&query, &clash, error);
}

bool store_newest_status(struct store *store, struct slice chain, const char *state,
                         struct arena *arena, struct store_status *out, struct error *error)
{
    struct slice name = slice_text(state);
    struct query query;
    bool row, ok;

    *out = (struct store_status){.chain = chain};
    if (!query_start(&query, &store->database,
                     "SELECT at, note, signature FROM status WHERE chain = ? AND state = ?"
                     " ORDER BY at DESC, id DESC LIMIT 1",
                     error))
        return false;
    query_text(&query, chain);
    query_text(&query, name);
    ok = query_row(&query, &row, error);
    if (ok && row) {
        memcpy(out->state, name.data, name.size < STATE_TEXT ? name.size : STATE_TEXT - 1);
        out->at = query_get_number(&query, 0);
        out->note = arena_copy(arena, query_get_bytes(&query, 1));
        out->signature = arena_copy(arena, query_get_bytes(&query, 2));
    }
    query_end(&query);
    return ok;
}
