/* Where foreign statements stand in their State's ledger, and the proofs of it. */
#include "store/content.h"
#include "store/statements.h"

/* The foreign statement of that hash, with the name of its chain in `name`. */
static bool find_foreign(struct store *store, struct digest hash, int64_t *id,
                         char name[CHAIN_MOST + 1], struct error *error)
{
    char hex[DIGEST_TEXT];
    struct query query;
    struct slice chain;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT s.id, c.name FROM statement s JOIN chain c ON c.id = s.chain"
                     " WHERE s.hash = ? AND s.entry IS NULL",
                     error))
        return false;
    query_digest(&query, &hash);
    ok = query_row(&query, &row, error);
    if (ok && row) {
        *id = query_get_number(&query, 0);
        chain = slice_part(query_get_bytes(&query, 1), 0, CHAIN_MOST);
        memcpy(name, chain.data, chain.size);
        name[chain.size] = 0;
    }
    query_end(&query);
    if (ok && !row)
        return error_set(error, ERROR_STATEMENT_FORMAT,
                         "no foreign statement %s is stored: it can have no proof",
                         digest_write(hash, hex));
    return ok;
}

/* Compares with a place that is stored; *known false: none is. */
static bool check_place(struct store *store, int64_t id, const struct chain *chain,
                        struct digest hash, const struct store_place *place, bool *known,
                        struct error *error)
{
    struct slice salt = slice_of(place->salt, place->salt ? ENTRY_SALT : 0);
    struct query query;
    bool ok;

    if (!query_start(&query, &store->database,
                     "SELECT origin, idx, entered, salt FROM foreign_place WHERE statement = ?",
                     error))
        return false;
    query_number(&query, id);
    ok = query_row(&query, known, error);
    if (ok && *known) {
        buffer_clear(&store->plain);
        ok = query_is_null(&query, 3) ||
             content_open(chain, CONTENT_SALT, hash, query_get_bytes(&query, 3), &store->plain,
                          error);
        if (ok && (!slice_equal(query_get_bytes(&query, 0), place->origin) ||
                   (uint64_t)query_get_number(&query, 1) != place->index ||
                   query_get_number(&query, 2) != place->entered ||
                   !slice_equal(buffer_slice(&store->plain), salt)))
            ok = error_set(error, ERROR_CHECKPOINT_FORKED,
                           "%.*s shows a statement at two places of its ledger",
                           SLICE_ARG(slice_part(place->origin, 0, NAME_MOST)));
    }
    query_end(&query);
    return ok;
}

static bool insert_place(struct store *store, int64_t id, const struct chain *chain,
                         struct digest hash, const struct store_place *place, struct error *error)
{
    struct query query;
    bool clash;

    buffer_clear(&store->sealed);
    if (place->salt)
        content_close(chain, CONTENT_SALT, hash, slice_of(place->salt, ENTRY_SALT), &store->sealed);
    if (!query_start(&query, &store->database,
                     "INSERT INTO foreign_place (statement, origin, idx, entered, salt)"
                     " VALUES (?, ?, ?, ?, ?)",
                     error))
        return false;
    query_number(&query, id);
    query_text(&query, place->origin);
    query_number(&query, (int64_t)place->index);
    query_number(&query, place->entered);
    if (place->salt)
        query_blob(&query, buffer_slice(&store->sealed));
    else
        query_null(&query);
    if (!query_insert(&query, &clash, error))
        return false;
    return !clash ||
           error_set(error, ERROR_CHECKPOINT_FORKED, "%.*s shows two statements at entry %llu",
                     SLICE_ARG(slice_part(place->origin, 0, NAME_MOST)),
                     (unsigned long long)place->index);
}

bool store_put_place(struct store *store, struct digest hash, const struct store_place *place,
                     struct error *error)
{
    char name[CHAIN_MOST + 1];
    struct chain chain;
    bool known, found;
    int64_t id = 0;

    if (!store_needs_writing(store, error) || !find_foreign(store, hash, &id, name, error) ||
        !chain_find(store, slice_text(name), &chain, &found, error))
        return false;
    if (!found || (place->salt != NULL) != chain.sealed || place->index > INT64_MAX ||
        place->entered < 0)
        return error_set(error, ERROR_ENTRY_FORMAT, "that is no place of a statement of %s", name);
    if (!check_place(store, id, &chain, hash, place, &known, error))
        return false;
    return known || insert_place(store, id, &chain, hash, place, error);
}

static bool has_place(struct store *store, int64_t id, bool *known, struct error *error)
{
    struct query query;
    bool ok;

    if (!query_start(&query, &store->database, "SELECT 1 FROM foreign_place WHERE statement = ?",
                     error))
        return false;
    query_number(&query, id);
    ok = query_row(&query, known, error);
    query_end(&query);
    return ok;
}

bool store_put_proof(struct store *store, struct digest hash, uint64_t size,
                     const struct digest *path, size_t count, struct error *error)
{
    char name[CHAIN_MOST + 1];
    struct query query;
    int64_t id = 0;
    bool known;

    if (!store_needs_writing(store, error) || !find_foreign(store, hash, &id, name, error) ||
        !has_place(store, id, &known, error))
        return false;
    if (!known)
        return error_set(error, ERROR_STATEMENT_FORMAT,
                         "a proof needs the statement's place in its ledger first");
    if (size < 1 || size > INT64_MAX || count > MERKLE_INCLUSION_LIMIT)
        return error_set(error, ERROR_PROOF_WRONG, "a proof of %zu hashes in %llu entries", count,
                         (unsigned long long)size);
    if (!query_start(&query, &store->database,
                     "INSERT INTO foreign_proof (statement, size, path) VALUES (?, ?, ?)"
                     " ON CONFLICT (statement, size) DO UPDATE SET path = excluded.path",
                     error))
        return false;
    query_number(&query, id);
    query_number(&query, (int64_t)size);
    query_blob(&query, slice_of(path, count * sizeof *path));
    return query_run(&query, error);
}
