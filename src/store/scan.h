/* Everything stored, one after the other, for the audit. Each function calls `each` until the end
 * or until that returns false, which makes it return false with that error. Scan inside
 * store_begin_read, so that all of them see one moment; slices live during the call. */
#ifndef PROVISO_STORE_SCAN_H
#define PROVISO_STORE_SCAN_H

#include "store/exchange.h"
#include "store/ledgers.h"
#include "store/statements.h"

struct store_leaf {
    uint64_t index; /* as stored: a gap shows as a jump */
    instant entered;
    struct slice entry;      /* its exact bytes; empty: an open entry whose content is damaged */
    struct digest hash;      /* of the statement, as stored */
    bool destroyed;          /* the content's key is gone: no payload, signatures, salt */
    enum error_code damaged; /* NONE, or why the content cannot be had: ERROR_CONTENT_DAMAGED */
    struct slice payload, signatures;
    const uint8_t *salt;              /* of a sealed entry; NULL otherwise */
    struct slice chain, type, office; /* as stored beside it */
    char state[STATE_TEXT];
    int64_t seq;
    bool moves;
};

typedef bool store_each_leaf(void *context, const struct store_leaf *leaf, struct error *error);
bool store_scan_leaves(struct store *store, enum store_ledger ledger, store_each_leaf *each,
                       void *context, struct error *error);

struct store_tile {
    unsigned level;
    uint64_t index;
    unsigned width;
    struct slice hashes; /* as stored */
};

typedef bool store_each_tile(void *context, const struct store_tile *tile, struct error *error);
bool store_scan_tiles(struct store *store, enum store_ledger ledger, store_each_tile *each,
                      void *context, struct error *error);

/* By rising size. */
typedef bool store_each_checkpoint(void *context, const struct store_checkpoint *checkpoint,
                                   struct error *error);
bool store_scan_checkpoints(struct store *store, enum store_ledger ledger,
                            store_each_checkpoint *each, void *context, struct error *error);

/* By origin, size, witness, time. */
typedef bool store_each_cosignature(void *context, const struct store_cosignature *cosignature,
                                    struct error *error);
bool store_scan_cosignatures(struct store *store, store_each_cosignature *each, void *context,
                             struct error *error);

/* Every foreign checkpoint, by origin and size. */
typedef bool store_each_foreign_checkpoint(void *context,
                                           const struct store_foreign_checkpoint *checkpoint,
                                           struct error *error);
bool store_scan_foreign_checkpoints(struct store *store, store_each_foreign_checkpoint *each,
                                    void *context, struct error *error);

/* Every foreign statement with place, proofs and content (payload empty: destroyed or damaged). */
typedef bool store_each_foreign(void *context, const struct store_statement *statement,
                                enum error_code damaged, struct error *error);
bool store_scan_foreign(struct store *store, store_each_foreign *each, void *context,
                        struct error *error);

/* Every attachment; `damaged` as for leaves, its bytes checked against its hash and length. */
struct store_attachment_row {
    struct slice chain;
    struct digest hash;
    uint64_t length;
    bool destroyed;
    enum error_code damaged;
};
typedef bool store_each_attachment(void *context, const struct store_attachment_row *attachment,
                                   struct error *error);
bool store_scan_attachments(struct store *store, store_each_attachment *each, void *context,
                            struct error *error);

/* Everything kept beside (store/kept.h), by chain and name; `bytes` empty where it is destroyed or
 * damaged. */
struct store_kept_row {
    struct slice chain, name, bytes;
    bool destroyed;
    enum error_code damaged;
};
typedef bool store_each_kept(void *context, const struct store_kept_row *kept, struct error *error);
bool store_scan_kept(struct store *store, store_each_kept *each, void *context,
                     struct error *error);

/* Every status, by chain, State and time; ERROR_STORE where the hash beside one is not its own. */
typedef bool store_each_status(void *context, const struct store_status *status,
                               struct error *error);
bool store_scan_statuses(struct store *store, store_each_status *each, void *context,
                         struct error *error);

/* SQLite's own check of pages, indexes, constraints and references: ERROR_STORE with the first
 * thing that is wrong. */
bool store_check(struct store *store, struct error *error);

#endif
