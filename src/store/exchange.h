/* What nodes exchange besides statements: cosignatures, foreign checkpoints, statuses. Who puts
 * them has verified them. */
#ifndef PROVISO_STORE_EXCHANGE_H
#define PROVISO_STORE_EXCHANGE_H

#include "ledger/checkpoint.h"
#include "store/store.h"

/* A witness's cosignature line of a checkpoint, own or foreign, told apart by origin. */
struct store_cosignature {
    struct slice origin;
    uint64_t size;
    struct slice witness; /* its name */
    instant at;
    struct slice line; /* "— name base64\n" */
};

/* Stores it; a witness may cosign one checkpoint at several times (refreshed), all are kept. The
 * same again is fine. */
bool store_put_cosignature(struct store *store, const struct store_cosignature *cosignature,
                           struct error *error);

/* Those of one checkpoint, by witness and rising time. */
bool store_cosignatures(struct store *store, struct slice origin, uint64_t size,
                        struct arena *arena, struct store_cosignature **out, size_t *count,
                        struct error *error);

/* The sizes of an origin's checkpoints that have a cosignature, rising, from `least`, at most
 * `most` of them. For the first cosigned checkpoint that holds leaf i: least = i + 1. */
bool store_cosigned_sizes(struct store *store, struct slice origin, uint64_t least, size_t most,
                          struct arena *arena, uint64_t **out, size_t *count, struct error *error);

/* As above, the newest size with a cosignature; *size 0: none. */
bool store_newest_cosigned(struct store *store, struct slice origin, uint64_t *size,
                           struct error *error);

/* A checkpoint of another State's ledger that this node has verified, as witness or importer. */
struct store_foreign_checkpoint {
    struct checkpoint checkpoint;
    struct slice note;
    instant received;
};

/* Stores it. The same size and root again is fine (the first note is kept); another root for a
 * size: ERROR_CHECKPOINT_FORKED. The size may be smaller than the newest. */
bool store_put_foreign_checkpoint(struct store *store,
                                  const struct store_foreign_checkpoint *checkpoint,
                                  struct error *error);

/* The newest (largest) of an origin; none: true, with an empty note. */
bool store_newest_foreign_checkpoint(struct store *store, struct slice origin, struct arena *arena,
                                     struct store_foreign_checkpoint *out, struct error *error);

/* That of one size; none: true, with an empty note. */
bool store_foreign_checkpoint_at(struct store *store, struct slice origin, uint64_t size,
                                 struct arena *arena, struct store_foreign_checkpoint *out,
                                 struct error *error);

/* The origins of which there is one, in order. */
bool store_foreign_origins(struct store *store, struct arena *arena, struct slice **out,
                           size_t *count, struct error *error);

/* A State's status of a chain: a signed note and a clerk's signature over it. */
struct store_status {
    struct slice chain;
    char state[STATE_TEXT];
    instant at;
    struct slice note;
    struct slice signature; /* armour */
};

/* Stores it; older ones are kept. The same again is fine. */
bool store_put_status(struct store *store, const struct store_status *status, struct error *error);

/* The newest of a chain and State: by time, then the one put last; none: true, with an empty note.
 */
bool store_newest_status(struct store *store, struct slice chain, const char *state,
                         struct arena *arena, struct store_status *out, struct error *error);

#endif
