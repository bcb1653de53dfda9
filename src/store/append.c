/* Statements coming in: own ones with their leaf, foreign ones with place and proofs; attachments.
 */
#include "store/content.h"
#include "store/statements.h"

enum { SIGNATURES_MOST = 1 << 20, ATTACHMENT_MOST = 1 << 28 }; /* bytes */

/* Adds the row. `index` NULL: foreign. *clash: its hash or, of own ones, its place is taken. */
static bool insert_statement(struct store *store, const struct statement *statement,
                             const struct chain *chain, const uint64_t *index, instant received,
                             bool *clash, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO statement"
                     " (chain, state, seq, hash, type, office, moves, entry, received)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     error))
        return false;
    query_number(&query, chain->id);
    query_text(&query, slice_text(statement->state));
    query_number(&query, statement->seq);
    query_digest(&query, &statement->hash);
    query_text(&query, slice_text(statement->act->type));
    query_text(&query, name_office(statement->by));
    query_number(&query, statement_moves(statement));
    if (index)
        query_number(&query, (int64_t)*index);
    else
        query_null(&query);
    query_number(&query, received);
    return query_insert(&query, clash, error);
}

/* Which of the two unique indexes it was. */
static bool refuse_clash(struct store *store, const struct statement *statement,
                         struct error *error)
{
    char label[80];
    bool known;

    if (!store_knows(store, statement->hash, &known, error))
        return false;
    statement_label(statement, label);
    if (known)
        return error_set(error, ERROR_STATEMENT_KNOWN, "%s is stored already", label);
    return error_set(error, ERROR_CHAIN_SEQUENCE, "%s: the chain has another statement there",
                     label);
}

static bool insert_content(struct store *store, int64_t id, struct slice bytes, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO content (statement, bytes) VALUES (?, ?)", error))
        return false;
    query_number(&query, id);
    query_blob(&query, bytes);
    return query_run(&query, error);
}

static bool insert_leaf(struct store *store, enum store_ledger ledger, uint64_t index, int64_t id,
                        instant entered, const struct digest *commitment, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO leaf (ledger, idx, statement, entered, commitment)"
                     " VALUES (?, ?, ?, ?, ?)",
                     error))
        return false;
    query_number(&query, ledger);
    query_number(&query, (int64_t)index);
    query_number(&query, id);
    query_number(&query, entered);
    if (commitment)
        query_digest(&query, commitment);
    else
        query_null(&query);
    return query_run(&query, error);
}

/* Row and content; the row's id is SQLite's last. */
static bool store_row(struct store *store, const struct statement *statement,
                      struct slice signatures, const struct chain *chain, const uint64_t *index,
                      instant received, const uint8_t *salt, int64_t *id, struct error *error)
{
    bool clash;

    if (!insert_statement(store, statement, chain, index, received, &clash, error))
        return false;
    if (clash)
        return refuse_clash(store, statement, error);
    *id = sqlite3_last_insert_rowid(store->database.handle);
    buffer_clear(&store->plain);
    buffer_clear(&store->sealed);
    content_join(salt, statement->bytes, signatures, &store->plain);
    content_close(chain, CONTENT_STATEMENT, statement->hash, buffer_slice(&store->plain),
                  &store->sealed);
    return insert_content(store, *id, buffer_slice(&store->sealed), error);
}

static bool check_input(struct store *store, const struct statement *statement,
                        struct slice signatures, struct error *error)
{
    if (!store_needs_writing(store, error))
        return false;
    return (statement->bytes.size <= STATEMENT_MOST && signatures.size <= SIGNATURES_MOST) ||
           error_set(error, ERROR_TOO_LARGE, "a statement has at most %d bytes, its signatures %d",
                     (int)STATEMENT_MOST, (int)SIGNATURES_MOST);
}

/* What may be appended now: this State's, and not before the ledger's last entry. */
static bool check_own(struct store *store, const struct statement *statement,
                      const struct tree *tree, instant entered, struct error *error)
{
    char now[INSTANT_TEXT], last[INSTANT_TEXT];

    if (strcmp(statement->state, store->state) != 0)
        return error_set(error, ERROR_STATEMENT_FORMAT, "a statement of %s in the ledger of %s",
                         statement->state, store->state);
    return tree->last == NEVER || entered >= tree->last ||
           error_set(error, ERROR_CLOCK_BACK, "the clock says %s, the ledger's last entry is of %s",
                     instant_format(entered, now), instant_format(tree->last, last));
}

/* The entry's exact bytes; *commitment of a sealed one. */
static bool write_entry(struct store *store, const struct statement *statement,
                        struct slice signatures, instant entered, const uint8_t *salt,
                        struct digest *commitment, struct error *error)
{
    buffer_clear(&store->entry);
    if (!salt)
        return entry_write_open(entered, statement->bytes, signatures, &store->entry, error);
    *commitment = entry_commitment(salt, statement->bytes, signatures);
    return entry_write_sealed(entered, *commitment, &store->entry, error);
}

bool store_append(struct store *store, const struct statement *statement, struct slice signatures,
                  instant entered, const uint8_t salt[ENTRY_SALT], uint64_t *index,
                  struct error *error)
{
    enum store_ledger ledger = store_ledger_of(statement->chain);
    bool sealed = ledger == STORE_MATTERS;
    struct digest commitment = {{0}};
    struct tree *tree;
    struct chain chain;
    uint64_t at;
    int64_t id;

    if (!check_input(store, statement, signatures, error) ||
        !tree_load(store, ledger, &tree, error) ||
        !check_own(store, statement, tree, entered, error))
        return false;
    if (sealed && !salt)
        return error_set(error, ERROR_ENTRY_FORMAT, "a sealed entry needs a salt");
    at = tree->edge.size;
    if (!write_entry(store, statement, signatures, entered, sealed ? salt : NULL, &commitment,
                     error) ||
        !chain_use(store, statement->chain, &chain, error) ||
        !store_row(store, statement, signatures, &chain, &at, entered, sealed ? salt : NULL, &id,
                   error) ||
        !insert_leaf(store, ledger, at, id, entered, sealed ? &commitment : NULL, error) ||
        !tree_append(store, ledger, entry_leaf_hash(buffer_slice(&store->entry)), error))
        return false;
    tree->last = entered;
    *index = at;
    return true;
}

bool store_put_foreign(struct store *store, const struct statement *statement,
                       struct slice signatures, instant received, struct error *error)
{
    struct chain chain;
    int64_t id;

    return check_input(store, statement, signatures, error) &&
           chain_use(store, statement->chain, &chain, error) &&
           store_row(store, statement, signatures, &chain, NULL, received, NULL, &id, error);
}

static bool put_attachment_row(struct store *store, const struct chain *chain, struct digest hash,
                               struct slice bytes, struct error *error)
{
    struct query query;
    bool clash;

    buffer_clear(&store->sealed);
    content_close(chain, CONTENT_ATTACHMENT, hash, bytes, &store->sealed);
    if (!query_start(&query, &store->database,
                     "INSERT INTO attachment (chain, hash, length, bytes) VALUES (?, ?, ?, ?)",
                     error))
        return false;
    query_number(&query, chain->id);
    query_digest(&query, &hash);
    query_number(&query, (int64_t)bytes.size);
    query_blob(&query, buffer_slice(&store->sealed));
    return query_insert(&query, &clash, error);
}

bool store_put_attachment(struct store *store, struct slice chain, struct digest hash,
                          struct slice bytes, struct error *error)
{
    struct chain row;

    if (!store_needs_writing(store, error))
        return false;
    if (bytes.size > ATTACHMENT_MOST)
        return error_set(error, ERROR_TOO_LARGE, "an attachment has at most %d bytes",
                         (int)ATTACHMENT_MOST);
    if (digest_compare(sha256_of(bytes), hash) != 0)
        return error_set(error, ERROR_ATTACHMENT_WRONG, "the attachment has another hash");
    return chain_use(store, chain, &row, error) &&
           put_attachment_row(store, &row, hash, bytes, error);
}
