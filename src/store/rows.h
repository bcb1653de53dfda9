/* Stored rows as statements. Used in this folder only. */
#ifndef PROVISO_STORE_ROWS_H
#define PROVISO_STORE_ROWS_H

#include "store/content.h"
#include "store/exchange.h"
#include "store/statements.h"

/* Whatever selects statements starts with this; the first parameter says whether content is wanted.
 * The place is that of the own leaf or of the foreign ledger. */
#define ROWS_COLUMNS                                                                               \
    "SELECT s.id, s.hash, c.name, s.type, s.office, s.state, s.seq, s.moves, s.entry, s.received," \
    " coalesce(s.entry, p.idx), coalesce(l.entered, p.entered), p.origin, p.salt, c.ledger,"       \
    " CASE WHEN ?1 THEN (SELECT b.bytes FROM content b WHERE b.statement = s.id) END"
#define ROWS_FROM                                                                                  \
    " FROM statement s JOIN chain c ON c.id = s.chain"                                             \
    " LEFT JOIN leaf l ON l.ledger = c.ledger AND l.idx = s.entry"                                 \
    " LEFT JOIN foreign_place p ON p.statement = s.id"

/* The key of the chain that was read last: one look-up for a run of rows. */
struct rows_key {
    bool known, destroyed;
    struct chain chain;
    char name[CHAIN_MOST + 1];
};

/* Fills a statement from the row, without content and proofs. */
bool rows_read(struct store *store, struct query *query, struct arena *arena,
               struct store_statement *out, int64_t *id, struct error *error);

/* Adds its content from the row. ERROR_CONTENT_DESTROYED, ERROR_CONTENT_DAMAGED. */
bool rows_content(struct store *store, struct query *query, struct rows_key *key,
                  struct arena *arena, struct store_statement *out, struct error *error);

/* Adds its proofs. */
bool rows_proofs(struct store *store, int64_t id, struct arena *arena, struct store_statement *out,
                 struct error *error);

/* Reads the chain of that name into `key` where it is another one. */
bool rows_chain(struct store *store, struct slice name, struct rows_key *key, struct error *error);

/* A foreign checkpoint from a row of origin, size, root, note, received. */
bool foreign_checkpoint_read(struct store *store, struct query *query, struct arena *arena,
                             struct store_foreign_checkpoint *out, struct error *error);

/* What tells one status from another: of its note and signature. */
struct digest status_hash(const struct store_status *status);

void rows_forget(struct rows_key *key);

#endif
