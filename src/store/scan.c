#include "store/scan.h"

#include "store/rows.h"

/* What is in the tables must agree with each other; the audit in node/ checks it against the
 * hashes. */
static const struct {
    const char *sql; /* selects a row where something is wrong */
    const char *what;
} agreements[] = {
    {"SELECT 1 FROM leaf l JOIN statement s ON s.id = l.statement JOIN chain c ON c.id = s.chain"
     " WHERE s.entry IS NOT l.idx OR c.ledger <> l.ledger",
     "a leaf and its statement name different places"},
    {"SELECT 1 FROM statement s JOIN chain c ON c.id = s.chain"
     " LEFT JOIN leaf l ON l.ledger = c.ledger AND l.idx = s.entry"
     " WHERE s.entry IS NOT NULL AND l.statement IS NOT s.id",
     "an own statement has no leaf"},
    {"SELECT 1 FROM leaf GROUP BY ledger HAVING count(*) <> max(idx) + 1",
     "the leaves of a ledger have a gap"},
    {"SELECT 1 FROM statement WHERE id NOT IN (SELECT statement FROM content)",
     "a statement has no content"},
    {"SELECT 1 FROM foreign_place p JOIN statement s ON s.id = p.statement"
     " WHERE s.entry IS NOT NULL",
     "an own statement has a foreign place"},
    {"SELECT 1 FROM (SELECT ledger, max(idx) + 1 AS size FROM leaf GROUP BY ledger) l"
     " WHERE l.size IS NOT (SELECT max(size) FROM checkpoint c WHERE c.ledger = l.ledger)",
     "the newest checkpoint is not of the newest leaf"},
};

static bool run_check(struct store *store, const char *sql, const char *fine, const char *what,
                      struct error *error)
{
    struct query query;
    struct slice text;
    bool row, ok;

    if (!query_start(&query, &store->database, sql, error))
        return false;
    ok = query_row(&query, &row, error);
    text = ok && row ? query_get_bytes(&query, 0) : (struct slice){0};
    if (ok && row && (!fine || !slice_is(text, fine)))
        ok = error_set(error, ERROR_STORE, "%s: %s%.*s", store->database.path, what,
                       SLICE_ARG(fine ? slice_part(text, 0, 300) : (struct slice){0}));
    query_end(&query);
    return ok;
}

bool store_check(struct store *store, struct error *error)
{
    if (!run_check(store, "PRAGMA integrity_check(1)", "ok", "", error) ||
        !run_check(store, "PRAGMA foreign_key_check", NULL, "a row refers to one that is missing",
                   error))
        return false;
    for (size_t i = 0; i < sizeof agreements / sizeof *agreements; i++)
        if (!run_check(store, agreements[i].sql, NULL, agreements[i].what, error))
            return false;
    return true;
}

/* Content with what may rightly be wrong with it told apart from failures. */
static bool try_content(struct store *store, struct query *query, struct rows_key *key,
                        struct arena *arena, struct store_statement *statement, bool *destroyed,
                        enum error_code *damaged, struct error *error)
{
    struct error why = {0};

    *destroyed = false;
    *damaged = ERROR_NONE;
    if (rows_content(store, query, key, arena, statement, &why))
        return true;
    *destroyed = why.code == ERROR_CONTENT_DESTROYED;
    if (why.code == ERROR_CONTENT_DAMAGED)
        *damaged = why.code;
    if (*destroyed || *damaged)
        return true;
    *error = why;
    return false;
}

/* The entry's bytes as its leaf has them: a sealed one from the commitment beside the row, an open
 * one from the content. */
static bool leaf_entry(struct query *query, const struct store_statement *statement,
                       enum error_code damaged, struct buffer *out, struct error *error)
{
    struct digest commitment;

    buffer_clear(out);
    if (query_get_digest(query, 16, &commitment))
        return entry_write_sealed(statement->entered, commitment, out, error);
    return damaged != ERROR_NONE || entry_write_open(statement->entered, statement->payload,
                                                     statement->signatures, out, error);
}

static bool one_leaf(struct store *store, struct query *query, struct rows_key *key,
                     struct arena *arena, store_each_leaf *each, void *context, struct error *error)
{
    struct store_statement statement;
    struct store_leaf leaf;
    int64_t id;

    if (!rows_read(store, query, arena, &statement, &id, error))
        return false;
    leaf = (struct store_leaf){.index = (uint64_t)query_get_number(query, 17)};
    statement.entered = query_get_number(query, 18);
    if (!try_content(store, query, key, arena, &statement, &leaf.destroyed, &leaf.damaged, error) ||
        !leaf_entry(query, &statement, leaf.damaged, &store->entry, error))
        return false;
    leaf.entered = statement.entered;
    leaf.entry = arena_copy(arena, buffer_slice(&store->entry));
    leaf.hash = statement.hash;
    leaf.payload = statement.payload;
    leaf.signatures = statement.signatures;
    if (statement.sealed && !leaf.destroyed && !leaf.damaged)
        leaf.salt = statement.salt;
    leaf.chain = statement.chain;
    leaf.type = statement.type;
    leaf.office = statement.office;
    memcpy(leaf.state, statement.state, sizeof leaf.state);
    leaf.seq = statement.seq;
    leaf.moves = statement.moves;
    return each(context, &leaf, error);
}

bool store_scan_leaves(struct store *store, enum store_ledger ledger, store_each_leaf *each,
                       void *context, struct error *error)
{
    struct rows_key key = {0};
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     ROWS_COLUMNS ", l.commitment, l.idx, l.entered"
                                  " FROM leaf l CROSS JOIN statement s ON s.id = l.statement"
                                  " JOIN chain c ON c.id = s.chain"
                                  " LEFT JOIN foreign_place p ON p.statement = s.id"
                                  " WHERE l.ledger = ?2 ORDER BY l.idx",
                     error))
        return false;
    query_number(&query, 1);
    query_number(&query, ledger);
    while ((ok = query_row(&query, &row, error)) && row) {
        struct arena arena = {0};

        ok = one_leaf(store, &query, &key, &arena, each, context, error);
        arena_free(&arena);
        if (!ok)
            break;
    }
    query_end(&query);
    rows_forget(&key);
    return ok;
}

bool store_scan_tiles(struct store *store, enum store_ledger ledger, store_each_tile *each,
                      void *context, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT level, idx, width, hashes FROM tile WHERE ledger = ?"
                     " ORDER BY level, idx",
                     error))
        return false;
    query_number(&query, ledger);
    while ((ok = query_row(&query, &row, error)) && row) {
        struct store_tile tile = {
            .level = (unsigned)query_get_number(&query, 0),
            .index = (uint64_t)query_get_number(&query, 1),
            .width = (unsigned)query_get_number(&query, 2),
            .hashes = query_get_bytes(&query, 3),
        };

        ok = each(context, &tile, error);
        if (!ok)
            break;
    }
    query_end(&query);
    return ok;
}

bool store_scan_checkpoints(struct store *store, enum store_ledger ledger,
                            store_each_checkpoint *each, void *context, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT size, note, at FROM checkpoint WHERE ledger = ? ORDER BY size", error))
        return false;
    query_number(&query, ledger);
    while ((ok = query_row(&query, &row, error)) && row) {
        struct store_checkpoint checkpoint = {
            .size = (uint64_t)query_get_number(&query, 0),
            .note = query_get_bytes(&query, 1),
            .at = query_get_number(&query, 2),
        };

        ok = each(context, &checkpoint, error);
        if (!ok)
            break;
    }
    query_end(&query);
    return ok;
}

bool store_scan_cosignatures(struct store *store, store_each_cosignature *each, void *context,
                             struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT origin, size, witness, at, line FROM cosignature"
                     " ORDER BY origin, size, witness, at",
                     error))
        return false;
    while ((ok = query_row(&query, &row, error)) && row) {
        struct store_cosignature cosignature = {
            .origin = query_get_bytes(&query, 0),
            .size = (uint64_t)query_get_number(&query, 1),
            .witness = query_get_bytes(&query, 2),
            .at = query_get_number(&query, 3),
            .line = query_get_bytes(&query, 4),
        };

        ok = each(context, &cosignature, error);
        if (!ok)
            break;
    }
    query_end(&query);
    return ok;
}

bool store_scan_foreign_checkpoints(struct store *store, store_each_foreign_checkpoint *each,
                                    void *context, struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT origin, size, root, note, received FROM foreign_checkpoint"
                     " ORDER BY origin, size",
                     error))
        return false;
    while ((ok = query_row(&query, &row, error)) && row) {
        struct store_foreign_checkpoint checkpoint = {0};
        struct arena arena = {0};

        ok = foreign_checkpoint_read(store, &query, &arena, &checkpoint, error) &&
             each(context, &checkpoint, error);
        arena_free(&arena);
        if (!ok)
            break;
    }
    query_end(&query);
    return ok;
}

static bool one_foreign(struct store *store, struct query *query, struct rows_key *key,
                        struct arena *arena, store_each_foreign *each, void *context,
                        struct error *error)
{
    struct store_statement statement;
    enum error_code damaged;
    bool destroyed;
    int64_t id;

    return rows_read(store, query, arena, &statement, &id, error) &&
           try_content(store, query, key, arena, &statement, &destroyed, &damaged, error) &&
           rows_proofs(store, id, arena, &statement, error) &&
           each(context, &statement, damaged, error);
}

bool store_scan_foreign(struct store *store, store_each_foreign *each, void *context,
                        struct error *error)
{
    struct rows_key key = {0};
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     ROWS_COLUMNS ROWS_FROM " WHERE s.entry IS NULL ORDER BY s.id", error))
        return false;
    query_number(&query, 1);
    while ((ok = query_row(&query, &row, error)) && row) {
        struct arena arena = {0};

        ok = one_foreign(store, &query, &key, &arena, each, context, error);
        arena_free(&arena);
        if (!ok)
            break;
    }
    query_end(&query);
    rows_forget(&key);
    return ok;
}

static bool one_attachment(struct store *store, struct query *query, struct rows_key *key,
                           store_each_attachment *each, void *context, struct error *error)
{
    struct store_attachment_row row = {.chain = query_get_bytes(query, 0),
                                       .length = (uint64_t)query_get_number(query, 2)};
    struct error ignored = {0};

    if (!query_get_digest(query, 1, &row.hash))
        return error_set(error, ERROR_STORE, "%s: an attachment is malformed",
                         store->database.path);
    if (!rows_chain(store, row.chain, key, error))
        return false;
    row.destroyed = key->destroyed;
    buffer_clear(&store->plain);
    if (!row.destroyed && (!content_open(&key->chain, CONTENT_ATTACHMENT, row.hash,
                                         query_get_bytes(query, 3), &store->plain, &ignored) ||
                           store->plain.size != row.length ||
                           digest_compare(sha256_of(buffer_slice(&store->plain)), row.hash) != 0))
        row.damaged = ERROR_CONTENT_DAMAGED;
    return each(context, &row, error);
}

bool store_scan_attachments(struct store *store, store_each_attachment *each, void *context,
                            struct error *error)
{
    struct rows_key key = {0};
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT c.name, a.hash, a.length, a.bytes FROM attachment a"
                     " JOIN chain c ON c.id = a.chain ORDER BY c.name, a.hash",
                     error))
        return false;
    while ((ok = query_row(&query, &row, error)) && row) {
        ok = one_attachment(store, &query, &key, each, context, error);
        if (!ok)
            break;
    }
    query_end(&query);
    rows_forget(&key);
    return ok;
}

static bool one_kept(struct store *store, struct query *query, struct rows_key *key,
                     store_each_kept *each, void *context, struct error *error)
{
    struct store_kept_row row = {.chain = query_get_bytes(query, 0),
                                 .name = query_get_bytes(query, 1)};
    struct error ignored = {0};

    if (!rows_chain(store, row.chain, key, error))
        return false;
    row.destroyed = key->destroyed;
    buffer_clear(&store->plain);
    if (!row.destroyed && !content_open(&key->chain, CONTENT_KEPT, sha256_of(row.name),
                                        query_get_bytes(query, 2), &store->plain, &ignored))
        row.damaged = ERROR_CONTENT_DAMAGED;
    if (!row.destroyed && !row.damaged)
        row.bytes = buffer_slice(&store->plain);
    return each(context, &row, error);
}

bool store_scan_kept(struct store *store, store_each_kept *each, void *context, struct error *error)
{
    struct rows_key key = {0};
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT c.name, k.name, k.bytes FROM kept k JOIN chain c ON c.id = k.chain"
                     " ORDER BY c.name, k.name",
                     error))
        return false;
    while ((ok = query_row(&query, &row, error)) && row) {
        ok = one_kept(store, &query, &key, each, context, error);
        if (!ok)
            break;
    }
    query_end(&query);
    rows_forget(&key);
    return ok;
}

static bool one_status(struct store *store, struct query *query, store_each_status *each,
                       void *context, struct error *error)
{
    struct store_status status = {
        .chain = query_get_bytes(query, 0),
        .at = query_get_number(query, 2),
        .note = query_get_bytes(query, 4),
        .signature = query_get_bytes(query, 5),
    };
    struct slice state = query_get_bytes(query, 1);
    struct digest hash;

    if (state.size != sizeof status.state - 1 || !query_get_digest(query, 3, &hash) ||
        !digest_equal(hash, status_hash(&status)))
        return error_set(error, ERROR_STORE, "%s: a status is malformed", store->database.path);
    memcpy(status.state, state.data, state.size);
    return each(context, &status, error);
}

bool store_scan_statuses(struct store *store, store_each_status *each, void *context,
                         struct error *error)
{
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT chain, state, at, hash, note, signature FROM status"
                     " ORDER BY chain, state, at, id",
                     error))
        return false;
    while ((ok = query_row(&query, &row, error)) && row) {
        ok = one_status(store, &query, each, context, error);
        if (!ok)
            break;
    }
    query_end(&query);
    return ok;
}
