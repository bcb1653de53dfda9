/* This node's checkpoints and the bytes of its entries. */
#include "store/ledgers.h"

#include "store/rows.h"

static bool rebuild(struct store *store, struct query *query, struct digest hash,
                    struct buffer *out, struct error *error)
{
    struct slice payload, signatures;
    struct digest commitment;
    const uint8_t *salt;
    instant entered = query_get_number(query, 0);

    if (!query_is_null(query, 1))
        return (query_get_digest(query, 1, &commitment) &&
                entry_write_sealed(entered, commitment, out, error)) ||
               error_set(error, ERROR_STORE, "%s: a leaf is malformed", store->database.path);
    if (!content_split(query_get_bytes(query, 3), false, hash, &salt, &payload, &signatures))
        return error_set(error, ERROR_CONTENT_DAMAGED, "the content of an open entry is damaged");
    return entry_write_open(entered, payload, signatures, out, error);
}

bool store_entry(struct store *store, enum store_ledger ledger, uint64_t index, struct buffer *out,
                 struct error *error)
{
    struct digest hash = {{0}};
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT l.entered, l.commitment, s.hash,"
                     " CASE WHEN l.commitment IS NULL THEN"
                     "  (SELECT b.bytes FROM content b WHERE b.statement = s.id) END"
                     " FROM leaf l JOIN statement s ON s.id = l.statement"
                     " WHERE l.ledger = ? AND l.idx = ?",
                     error))
        return false;
    query_number(&query, ledger);
    query_number(&query, rows_limit(index));
    ok = query_row(&query, &row, error);
    if (ok && !row)
        ok = error_set(error, ERROR_ENTRY_MISSING, "the ledger has no entry %llu",
                       (unsigned long long)index);
    else if (ok)
        ok = (query_get_digest(&query, 2, &hash) && rebuild(store, &query, hash, out, error)) ||
             error_where(error, "entry %llu", (unsigned long long)index);
    query_end(&query);
    return ok;
}

static bool insert_checkpoint(struct store *store, enum store_ledger ledger, uint64_t size,
                              struct slice note, instant at, bool *clash, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO checkpoint (ledger, size, note, at) VALUES (?, ?, ?, ?)", error))
        return false;
    query_number(&query, ledger);
    query_number(&query, (int64_t)size);
    query_text(&query, note);
    query_number(&query, at);
    return query_insert(&query, clash, error);
}

/* What a note says that is signed elsewhere: only its text is read. */
static bool read_note(struct slice bytes, struct checkpoint *out, struct error *error)
{
    struct note note;

    return note_parse(bytes, &note, error) && checkpoint_parse(note.text, out, error);
}

bool store_put_checkpoint(struct store *store, enum store_ledger ledger, struct slice note,
                          instant at, struct error *error)
{
    struct store_checkpoint stored;
    struct checkpoint checkpoint;
    struct arena arena = {0};
    struct tree *tree;
    bool clash, ok;

    if (!store_needs_writing(store, error) || !tree_load(store, ledger, &tree, error) ||
        !read_note(note, &checkpoint, error))
        return false;
    if (checkpoint.size != tree->edge.size ||
        digest_compare(checkpoint.root, merkle_root(&tree->edge)) != 0)
        return error_set(error, ERROR_LEDGER_DIFFERS,
                         "a checkpoint of %llu entries that is not the ledger's, of %llu",
                         (unsigned long long)checkpoint.size, (unsigned long long)tree->edge.size);
    if (!insert_checkpoint(store, ledger, checkpoint.size, note, at, &clash, error))
        return false;
    tree->checkpoint = checkpoint.size;
    if (!clash)
        return true;
    ok = store_checkpoint_at(store, ledger, checkpoint.size, &arena, &stored, error) &&
         (slice_equal(stored.note, note) ||
          error_set(error, ERROR_CHECKPOINT_FORKED,
                    "the ledger has another checkpoint of %llu entries",
                    (unsigned long long)checkpoint.size));
    arena_free(&arena);
    return ok;
}

/* Runs a query for size, note and time and ends it. */
static bool read_checkpoint(struct query *query, struct arena *arena, struct store_checkpoint *out,
                            struct error *error)
{
    bool row, ok = query_row(query, &row, error);

    if (ok && row) {
        out->size = (uint64_t)query_get_number(query, 0);
        out->note = arena_copy(arena, query_get_bytes(query, 1));
        out->at = query_get_number(query, 2);
    }
    query_end(query);
    return ok;
}

bool store_newest_checkpoint(struct store *store, enum store_ledger ledger, struct arena *arena,
                             struct store_checkpoint *out, struct error *error)
{
    struct query query;

    *out = (struct store_checkpoint){0};
    if (!query_start(&query, &store->database,
                     "SELECT size, note, at FROM checkpoint WHERE ledger = ?"
                     " ORDER BY size DESC LIMIT 1",
                     error))
        return false;
    query_number(&query, ledger);
    return read_checkpoint(&query, arena, out, error);
}

bool store_checkpoint_at(struct store *store, enum store_ledger ledger, uint64_t size,
                         struct arena *arena, struct store_checkpoint *out, struct error *error)
{
    struct query query;

    *out = (struct store_checkpoint){0};
    if (!query_start(&query, &store->database,
                     "SELECT size, note, at FROM checkpoint WHERE ledger = ? AND size = ?", error))
        return false;
    query_number(&query, ledger);
    query_number(&query, rows_limit(size));
    return read_checkpoint(&query, arena, out, error);
}

bool store_checkpoint_from(struct store *store, enum store_ledger ledger, uint64_t size,
                           struct arena *arena, struct store_checkpoint *out, struct error *error)
{
    struct query query;

    *out = (struct store_checkpoint){0};
    if (!query_start(&query, &store->database,
                     "SELECT size, note, at FROM checkpoint WHERE ledger = ? AND size >= ?"
                     " ORDER BY size LIMIT 1",
                     error))
        return false;
    query_number(&query, ledger);
    query_number(&query, rows_limit(size));
    return read_checkpoint(&query, arena, out, error);
}
