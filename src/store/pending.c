#include "store/pending.h"

#include "crypto/random.h"
#include "store/internal.h"

/* ---- sealing ---- */

/* The key is another one for each use of the node's secret. */
static bool key_of(struct store *store, uint8_t key[SEAL_KEY], struct error *error)
{
    struct digest digest;

    if (!relations_refresh(store, error))
        return false;
    if (store->relations_lost)
        return error_set(error, ERROR_STORE, "keys/relations.key is lost: nothing can be frozen");
    digest = hmac_sha256(slice_of(store->relation_key, sizeof store->relation_key),
                         SLICE("proviso pending"));
    memcpy(key, digest.bytes, SEAL_KEY);
    return true;
}

static struct slice bound_to(struct slice id, char out[PENDING_ID + 16])
{
    memcpy(out, "pending", 8);
    memcpy(out + 8, id.data, id.size < PENDING_ID ? id.size : PENDING_ID);
    return slice_of(out, 8 + (id.size < PENDING_ID ? id.size : PENDING_ID));
}

static void append_part(struct buffer *out, struct slice part)
{
    buffer_u32(out, (uint32_t)part.size);
    buffer_append(out, part);
}

static bool take_part(struct slice *rest, struct slice *part)
{
    size_t size;

    if (rest->size < 4)
        return false;
    size = (size_t)rest->data[0] << 24 | (size_t)rest->data[1] << 16 | (size_t)rest->data[2] << 8 |
           rest->data[3];
    if (size > rest->size - 4)
        return false;
    *part = slice_part(*rest, 4, size);
    *rest = slice_from(*rest, 4 + size);
    return true;
}

static bool close_content(struct store *store, const struct store_pending *pending,
                          struct error *error)
{
    uint8_t key[SEAL_KEY], nonce[SEAL_NONCE];
    char bound[PENDING_ID + 16];

    if (!key_of(store, key, error))
        return false;
    buffer_clear(&store->plain);
    buffer_clear(&store->sealed);
    append_part(&store->plain, pending->payload);
    for (size_t i = 0; i < pending->file_count; i++)
        append_part(&store->plain, pending->files[i]);
    random_bytes(nonce, sizeof nonce);
    seal_close(key, nonce, bound_to(pending->id, bound), buffer_slice(&store->plain),
               &store->sealed);
    return true;
}

static bool open_content(struct store *store, struct slice sealed, struct arena *arena,
                         struct store_pending *out, struct error *error)
{
    struct slice *files = arena_take(arena, PENDING_FILES * sizeof *files), rest;
    char bound[PENDING_ID + 16];
    uint8_t key[SEAL_KEY];

    buffer_clear(&store->plain);
    if (!sealed.size)
        return true;
    if (!key_of(store, key, error) ||
        !seal_open(key, bound_to(out->id, bound), sealed, &store->plain, error))
        return false;
    rest = arena_copy(arena, buffer_slice(&store->plain));
    if (!take_part(&rest, &out->payload))
        return error_set(error, ERROR_CONTENT_DAMAGED, "what was frozen cannot be read");
    while (out->file_count < PENDING_FILES && take_part(&rest, &files[out->file_count]))
        out->file_count++;
    out->files = files;
    return rest.size == 0 ||
           error_set(error, ERROR_CONTENT_DAMAGED, "what was frozen cannot be read");
}

/* ---- putting ---- */

static bool put_signers(struct store *store, const struct store_pending *pending,
                        struct error *error)
{
    struct query query;

    for (size_t i = 0; i < pending->signer_count; i++) {
        if (!query_start(&query, &store->database,
                         "INSERT INTO pending_signer (pending, place, official, armour)"
                         " VALUES (?, ?, ?, '')",
                         error))
            return false;
        query_text(&query, pending->id);
        query_number(&query, (int64_t)i);
        query_text(&query, pending->signers[i]);
        if (!query_run(&query, error))
            return false;
    }
    return true;
}

bool store_put_pending(struct store *store, const struct store_pending *pending,
                       struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error) || !close_content(store, pending, error) ||
        !query_start(&query, &store->database,
                     "INSERT INTO pending (id, author, type, chain, hash, made, until, bytes)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     error))
        return false;
    query_text(&query, pending->id);
    query_text(&query, pending->by);
    query_text(&query, pending->type);
    query_text(&query, pending->chain);
    query_digest(&query, &pending->hash);
    query_number(&query, pending->made);
    query_number(&query, pending->until);
    query_blob(&query, buffer_slice(&store->sealed));
    return query_run(&query, error) && put_signers(store, pending, error);
}

bool store_pending_sign(struct store *store, struct slice id, size_t place, struct slice armour,
                        struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database,
                     "UPDATE pending_signer SET armour = ? WHERE pending = ? AND place = ?", error))
        return false;
    query_text(&query, armour);
    query_text(&query, id);
    query_number(&query, (int64_t)place);
    return query_run(&query, error);
}

/* ---- taking away ---- */

static bool run_with(struct store *store, const char *sql, struct slice text, struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error) || !query_start(&query, &store->database, sql, error))
        return false;
    query_text(&query, text);
    return query_run(&query, error);
}

bool store_pending_empty(struct store *store, struct slice id, struct error *error)
{
    return run_with(store, "UPDATE pending SET bytes = x'' WHERE id = ?", id, error);
}

bool store_pending_remove(struct store *store, struct slice id, struct error *error)
{
    return run_with(store, "DELETE FROM pending WHERE id = ?", id, error);
}

bool store_pending_forget(struct store *store, struct slice chain, struct error *error)
{
    return run_with(store, "DELETE FROM pending WHERE chain = ?", chain, error);
}

bool store_pending_expire(struct store *store, instant now, struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error) ||
        !query_start(&query, &store->database, "DELETE FROM pending WHERE until < ?", error))
        return false;
    query_number(&query, now);
    return query_run(&query, error);
}

/* ---- reading ---- */

static bool read_signers(struct store *store, struct arena *arena, struct store_pending *out,
                         struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT official, armour FROM pending_signer WHERE pending = ? ORDER BY place",
                     error))
        return false;
    query_text(&query, out->id);
    while ((ok = query_row(&query, &row, error)) && row && out->signer_count < PENDING_SIGNERS) {
        out->signers[out->signer_count] = arena_copy(arena, query_get_bytes(&query, 0));
        out->signatures[out->signer_count++] = arena_copy(arena, query_get_bytes(&query, 1));
    }
    query_end(&query);
    return ok;
}

static bool read_row(struct query *query, struct arena *arena, struct store_pending *out)
{
    *out = (struct store_pending){
        .id = arena_copy(arena, query_get_bytes(query, 0)),
        .by = arena_copy(arena, query_get_bytes(query, 1)),
        .type = arena_copy(arena, query_get_bytes(query, 2)),
        .chain = arena_copy(arena, query_get_bytes(query, 3)),
        .made = query_get_number(query, 5),
        .until = query_get_number(query, 6),
    };
    return query_get_digest(query, 4, &out->hash);
}

#define COLUMNS "id, author, type, chain, hash, made, until"

bool store_pending(struct store *store, struct slice id, struct arena *arena,
                   struct store_pending **out, struct error *error)
{
    struct store_pending *found = arena_take(arena, sizeof *found);
    struct slice sealed = {0};
    struct query query;
    bool row = false, ok;

    *out = NULL;
    if (!query_start(&query, &store->database,
                     "SELECT " COLUMNS ", bytes FROM pending WHERE id = ?", error))
        return false;
    query_text(&query, id);
    ok = query_row(&query, &row, error);
    if (ok && row) {
        ok = read_row(&query, arena, found) ||
             error_set(error, ERROR_STORE, "a frozen payload has no hash");
        sealed = arena_copy(arena, query_get_bytes(&query, 7));
    }
    query_end(&query);
    if (!ok || !row)
        return ok;
    if (!open_content(store, sealed, arena, found, error) ||
        !read_signers(store, arena, found, error))
        return false;
    *out = found;
    return true;
}

bool store_pending_of(struct store *store, struct slice official, struct arena *arena,
                      struct store_pending **out, size_t *count, struct error *error)
{
    struct store_pending *rows = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    *count = 0;
    if (!query_start(&query, &store->database,
                     "SELECT " COLUMNS " FROM pending WHERE id IN"
                     " (SELECT pending FROM pending_signer WHERE official = ?)"
                     " ORDER BY made DESC, id",
                     error))
        return false;
    query_text(&query, official);
    while ((ok = query_row(&query, &row, error)) && row) {
        rows = rows_grow(arena, rows, used, &room, sizeof *rows);
        ok = read_row(&query, arena, &rows[used++]);
        if (!ok)
            break;
    }
    query_end(&query);
    for (size_t i = 0; ok && i < used; i++)
        ok = read_signers(store, arena, &rows[i], error);
    *out = rows;
    *count = used;
    return ok;
}
