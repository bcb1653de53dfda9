#include "store/relations.h"

#include <stdlib.h>

#include <sodium.h>

#include "base/encode.h"
#include "base/files.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "store/internal.h"

enum { CHECK_TEXT = 33 }; /* half of an HMAC in hex */

/* ---- the key ---- */

static const char *key_path(const char *folder, struct buffer *path)
{
    return files_path(path, folder, "keys/relations.key");
}

/* What the database keeps to know the key again. */
static void check_of(const struct store *store, char out[CHECK_TEXT])
{
    struct digest digest = hmac_sha256(slice_of(store->relation_key, sizeof store->relation_key),
                                       SLICE("proviso relations"));

    hex_write(slice_of(digest.bytes, (CHECK_TEXT - 1) / 2), out);
    out[CHECK_TEXT - 1] = '\0';
}

static bool read_key(struct store *store, bool *there, struct error *error)
{
    struct buffer path = {0}, key = {0};
    bool ok = true;

    key_path(store->folder, &path);
    *there = false;
    if (files_exist(buffer_string(&path))) {
        ok = files_read(buffer_string(&path), RELATION_KEY, &key, error);
        *there = ok && key.size == RELATION_KEY;
        if (*there)
            memcpy(store->relation_key, key.data, RELATION_KEY);
    }
    buffer_wipe_free(&key);
    buffer_free(&path);
    return ok;
}

static bool make_key(struct store *store, struct error *error)
{
    struct buffer path = {0};
    bool ok;

    random_bytes(store->relation_key, RELATION_KEY);
    if (!store->folder)
        return true;
    ok = files_replace(key_path(store->folder, &path), slice_of(store->relation_key, RELATION_KEY),
                       0600, error);
    buffer_free(&path);
    return ok;
}

static bool put_check(struct store *store, struct error *error)
{
    struct query query;
    char check[CHECK_TEXT];

    if (!query_start(&query, &store->database,
                     "INSERT OR REPLACE INTO meta (key, value) VALUES ('relations', ?)", error))
        return false;
    check_of(store, check);
    query_text(&query, slice_text(check));
    return query_run(&query, error);
}

static bool is_checked(struct store *store, bool *same, struct error *error)
{
    struct query query;
    char check[CHECK_TEXT];
    bool row, ok;

    *same = false;
    if (!query_start(&query, &store->database, "SELECT value FROM meta WHERE key = 'relations'",
                     error))
        return false;
    check_of(store, check);
    ok = query_row(&query, &row, error);
    *same = ok && row && slice_is(query_get_bytes(&query, 0), check);
    query_end(&query);
    return ok;
}

bool relations_create(struct store *store, struct error *error)
{
    if (!make_key(store, error) || !database_begin(&store->database, error))
        return false;
    if (put_check(store, error) && database_commit(&store->database, error))
        return true;
    database_rollback(&store->database);
    return false;
}

bool relations_open(struct store *store, struct error *error)
{
    bool there = false, same = false;

    if (!read_key(store, &there, error) || (there && !is_checked(store, &same, error)))
        return false;
    store->relations_lost = !same;
    return true;
}

/* Another process may have made the index anew, under another key. */
bool relations_refresh(struct store *store, struct error *error)
{
    bool same;

    if (!store->folder || store->relations_lost)
        return true;
    if (!is_checked(store, &same, error))
        return false;
    if (same)
        return true;
    if (!relations_open(store, error))
        return false;
    return !store->relations_lost ||
           error_set(error, ERROR_STORE,
                     "%s: the index of cases, accounts and persons has lost its key",
                     store->database.path);
}

bool store_relations_lost(const struct store *store)
{
    return store->relations_lost;
}

bool store_relations_clear(struct store *store, struct error *error)
{
    struct query query;

    if (!store_needs_writing(store, error))
        return false;
    if (store->relations_lost && (!make_key(store, error) || !put_check(store, error)))
        return false;
    store->relations_lost = false;
    return query_start(&query, &store->database, "DELETE FROM relation", error) &&
           query_run(&query, error) && phrases_clear(store, error);
}

/* ---- the index ---- */

/* 64 bits: two names that share a tag by chance cost a look at a matter, nothing else. */
static int64_t tag_of(const struct store *store, const char *state, struct slice key)
{
    struct digest digest;
    struct hmac hmac;
    int64_t tag;

    hmac_start(&hmac, slice_of(store->relation_key, sizeof store->relation_key));
    hmac_append(&hmac, slice_of(state, STATE_TEXT - 1));
    hmac_append(&hmac, SLICE(" "));
    hmac_append(&hmac, key);
    digest = hmac_finish(&hmac);
    memcpy(&tag, digest.bytes, sizeof tag);
    return tag;
}

bool store_relate(struct store *store, struct slice chain, const struct slice *keys, size_t count,
                  struct error *error)
{
    struct query query;
    struct chain row;

    if (!store_needs_writing(store, error) || !chain_use(store, chain, &row, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!query_start(&query, &store->database,
                         "INSERT OR IGNORE INTO relation (tag, chain) VALUES (?, ?)", error))
            return false;
        query_number(&query, tag_of(store, (const char *)chain.data, keys[i]));
        query_number(&query, row.id);
        if (!query_run(&query, error))
            return false;
    }
    return true;
}

bool relations_forget(struct store *store, int64_t chain, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database, "DELETE FROM relation WHERE chain = ?", error))
        return false;
    query_number(&query, chain);
    return query_run(&query, error);
}

bool store_related(struct store *store, const char *state, struct slice key, size_t most,
                   struct arena *arena, struct slice **out, size_t *count, struct error *error)
{
    struct slice *chains = NULL;
    size_t used = 0, room = 0;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT c.name FROM relation r JOIN chain c ON c.id = r.chain"
                     " WHERE r.tag = ? ORDER BY r.chain DESC LIMIT ?",
                     error))
        return false;
    query_number(&query, tag_of(store, state, key));
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

static int compare_tags(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return a < b ? -1 : a > b;
}

static size_t each_once(int64_t *tags, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || tags[kept - 1] != tags[i])
            tags[kept++] = tags[i];
    return kept;
}

/* Compares with the rows of the chain, which come in the tags' order. */
static bool are_tags(struct store *store, int64_t chain, const int64_t *tags, size_t count,
                     bool *same, struct error *error)
{
    struct query query;
    size_t next = 0;
    bool row, ok;

    *same = true;
    if (!query_start(&query, &store->database,
                     "SELECT tag FROM relation WHERE chain = ? ORDER BY tag", error))
        return false;
    query_number(&query, chain);
    while ((ok = query_row(&query, &row, error)) && row) {
        *same = *same && next < count && query_get_number(&query, 0) == tags[next];
        next++;
    }
    query_end(&query);
    *same = *same && next == count;
    return ok;
}

bool store_relations_are(struct store *store, struct slice chain, const struct slice *keys,
                         size_t count, bool *same, struct error *error)
{
    int64_t *tags;
    int64_t id;
    bool found, ok;

    if (!chain_number(store, chain, &id, &found, error))
        return false;
    *same = count == 0;
    if (!found)
        return true;
    tags = memory_take((count + 1) * sizeof *tags);
    for (size_t i = 0; i < count; i++)
        tags[i] = tag_of(store, (const char *)chain.data, keys[i]);
    qsort(tags, count, sizeof *tags, compare_tags);
    count = each_once(tags, count);
    ok = are_tags(store, id, tags, count, same, error);
    free(tags);
    return ok;
}
