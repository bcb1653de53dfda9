/* Statements, own and foreign, and their attachments. */
#ifndef PROVISO_STORE_STATEMENTS_H
#define PROVISO_STORE_STATEMENTS_H

#include "ledger/merkle.h"
#include "store/store.h"

/* Appends a statement of this State to its ledger (store_ledger_of its chain): statement, content,
 * leaf, tree, in the open transaction. `signatures` are the armour blocks; `entered` is the time of
 * the entry, not before that of the ledger's last one; `salt` is for sealed entries, new for each
 * (NULL is right for the register ledger only). *index is its leaf. Before the commit the caller
 * puts one checkpoint a grown ledger (store_put_checkpoint), however many were appended.
 * ERROR_STATEMENT_KNOWN, ERROR_CHAIN_SEQUENCE (this State's chain has another statement that moves
 * its head there), ERROR_CLOCK_BACK, ERROR_CONTENT_DESTROYED (the chain's key is gone),
 * ERROR_ENTRY_FORMAT (longer than an entry may be): the transaction stays usable. */
bool store_append(struct store *store, const struct statement *statement, struct slice signatures,
                  instant entered, const uint8_t salt[ENTRY_SALT], uint64_t *index,
                  struct error *error);

/* Stores a statement of another State, without a leaf; `received` is now. What it moves may collide
 * with another at its `seq`: that is for the fold to see. ERROR_STATEMENT_KNOWN,
 * ERROR_CONTENT_DESTROYED. */
bool store_put_foreign(struct store *store, const struct statement *statement,
                       struct slice signatures, instant received, struct error *error);

/* Where a foreign statement stands in its own State's ledger. */
struct store_place {
    struct slice origin; /* "proviso.xa/matters" */
    uint64_t index;
    instant entered;
    const uint8_t *salt; /* ENTRY_SALT bytes; NULL: an open entry */
};

/* Stores the place of a foreign statement that is stored. The same again is fine; another place for
 * it, or another statement at that place: ERROR_CHECKPOINT_FORKED. ERROR_STATEMENT_FORMAT: the
 * statement is unknown or not foreign. */
bool store_put_place(struct store *store, struct digest hash, const struct store_place *place,
                     struct error *error);

/* Stores an inclusion proof for a foreign statement whose place is stored, in the ledger of `size`
 * leaves. A statement may have several, to different sizes; the same size again replaces it.
 * ERROR_STATEMENT_FORMAT as above. */
bool store_put_proof(struct store *store, struct digest hash, uint64_t size,
                     const struct digest *path, size_t count, struct error *error);

struct store_proof {
    uint64_t size; /* of the foreign checkpoint it leads to */
    struct digest *path;
    size_t count;
};

/* A stored statement. Slices and arrays live in the arena that was given. */
struct store_statement {
    struct digest hash;
    struct slice chain, type, office;
    char state[STATE_TEXT];
    int64_t seq;
    bool moves;       /* its State's head */
    bool own;         /* has a leaf in this node's ledger */
    instant received; /* own: as entered */

    int64_t entry;              /* leaf in its ledger, own or foreign; NEVER: not known */
    instant entered;            /* of that entry; NEVER as above */
    struct slice origin;        /* foreign: of its ledger; empty: own, or not known */
    struct store_proof *proofs; /* foreign: by rising size; own: none, they are made at will */
    size_t proof_count;

    /* With content only. */
    struct slice payload, signatures;
    bool sealed; /* its entry is, and `salt` is its salt */
    uint8_t salt[ENTRY_SALT];
};

enum store_depth {
    STORE_ROWS,   /* what outlives the destruction of the content */
    STORE_CONTENT /* payload, signatures and salt too */
};

/* The statement of that hash. Unknown: true, with *out NULL.
 * ERROR_CONTENT_DESTROYED, ERROR_CONTENT_DAMAGED (with content). */
bool store_statement(struct store *store, struct digest hash, enum store_depth depth,
                     struct arena *arena, struct store_statement **out, struct error *error);

/* Whether a statement of that hash is stored. */
bool store_knows(struct store *store, struct digest hash, bool *known, struct error *error);

/* All statements of a chain, own and foreign, by State, seq, hash; an unknown chain has none.
 * ERROR_CONTENT_DESTROYED, ERROR_CONTENT_DAMAGED (with content). */
bool store_chain(struct store *store, struct slice chain, enum store_depth depth,
                 struct arena *arena, struct store_statement **out, size_t *count,
                 struct error *error);

/* The newest statement of a State on a chain that moves its head. */
struct store_head {
    int64_t seq;        /* 0: none */
    struct digest hash; /* zero: none */
    bool forked;        /* another one has the same seq (foreign ones only); `hash` is the lower */
};
bool store_head(struct store *store, struct slice chain, const char *state, struct store_head *out,
                struct error *error);

/* The statements of a ledger in the order of its leaves from `first`, at most `most` of them, with
 * content. `origin` empty: this node's `ledger`; otherwise the foreign ledger of that name, as far
 * as it is known (entries that are not leave gaps: look at `entry`). A register ledger holds both
 * its State's register and rules chains. ERROR_CONTENT_DESTROYED, ERROR_CONTENT_DAMAGED. */
bool store_entries(struct store *store, enum store_ledger ledger, struct slice origin,
                   uint64_t first, size_t most, struct arena *arena, struct store_statement **out,
                   size_t *count, struct error *error);

/* Chains in the order of their names. */
struct store_chain_row {
    struct slice name;
    enum store_ledger ledger;
    bool destroyed; /* its content key is gone */
};

/* At most `most` chains whose names come after `after` (empty: from the first). */
bool store_chains(struct store *store, struct slice after, size_t most, struct arena *arena,
                  struct store_chain_row **out, size_t *count, struct error *error);

/* The number of the last chain whose name is `prefix` ("XA-2026-") and six digits, or 0. */
bool store_last_number(struct store *store, struct slice prefix, int64_t *number,
                       struct error *error);

/* Destroys the content key of a chain, durably and at once, and takes the chain out of the indexes and
 * the docket; needs no transaction and cannot be undone. Content can never be added to that chain again. ERROR_CHAIN_UNKNOWN;
 * ERROR_CONTENT_DESTROYED where it is gone already; ERROR_STORE for chains of the register ledger,
 * which are public. */
bool store_destroy_content(struct store *store, struct slice chain, struct error *error);

/* Stores an attachment of a chain; `bytes` must have that hash (ERROR_ATTACHMENT_WRONG). The same
 * again is fine. ERROR_CONTENT_DESTROYED. */
bool store_put_attachment(struct store *store, struct slice chain, struct digest hash,
                          struct slice bytes, struct error *error);

/* Appends the attachment's bytes to `out`. Unknown: ERROR_ATTACHMENT_MISSING.
 * ERROR_CONTENT_DESTROYED, ERROR_CONTENT_DAMAGED. */
bool store_attachment(struct store *store, struct slice chain, struct digest hash,
                      struct buffer *out, struct error *error);

/* Whether it is stored (its content may be destroyed) and how many bytes it has. */
bool store_knows_attachment(struct store *store, struct slice chain, struct digest hash,
                            bool *known, uint64_t *length, struct error *error);

#endif
