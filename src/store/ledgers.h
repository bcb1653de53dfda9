/* This node's ledgers: tree, entries, checkpoints. */
#ifndef PROVISO_STORE_LEDGERS_H
#define PROVISO_STORE_LEDGERS_H

#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "store/store.h"

/* How many leaves the ledger has, those of the open transaction included. */
bool store_ledger_size(struct store *store, enum store_ledger ledger, uint64_t *size,
                       struct error *error);

/* Size and root, those of the open transaction included: what its next checkpoint says. */
bool store_ledger_root(struct store *store, enum store_ledger ledger, uint64_t *size,
                       struct digest *root, struct error *error);

/* The time of the ledger's last entry; NEVER where it is empty. */
bool store_ledger_time(struct store *store, enum store_ledger ledger, instant *out,
                       struct error *error);

/* The tree's nodes, for proofs at any size up to the current one (merkle_prove_…,
 * merkle_source_root). */
struct store_tree {
    struct store *store;
    enum store_ledger ledger;
    uint64_t size;
};

/* A source over *tree, which must outlive it; tree->size is set to the ledger's size now. */
bool store_tree_source(struct store *store, enum store_ledger ledger, struct store_tree *tree,
                       struct merkle_source *out, struct error *error);

/* Appends the exact bytes of an entry: SHA-256(00 ‖ bytes) is its leaf. Sealed entries outlive
 * their content. ERROR_ENTRY_MISSING: not so many leaves. ERROR_CONTENT_DAMAGED (open entries). */
bool store_entry(struct store *store, enum store_ledger ledger, uint64_t index, struct buffer *out,
                 struct error *error);

/* Stores the checkpoint of the ledger as it is now in the open transaction: `note` is the signed
 * note. Its size and root must be the ledger's: otherwise ERROR_LEDGER_DIFFERS. The same again is
 * fine, another note for that size is not (ERROR_CHECKPOINT_FORKED). ERROR_NOTE_FORMAT,
 * ERROR_CHECKPOINT_FORMAT. */
bool store_put_checkpoint(struct store *store, enum store_ledger ledger, struct slice note,
                          instant at, struct error *error);

/* A stored checkpoint; `note` lives in the arena. */
struct store_checkpoint {
    uint64_t size;
    struct slice note; /* as put, without cosignatures */
    instant at;
};

/* The newest checkpoint; none: true, with size 0 and an empty note (an empty ledger has none until
 * one is put, so look at the note). */
bool store_newest_checkpoint(struct store *store, enum store_ledger ledger, struct arena *arena,
                             struct store_checkpoint *out, struct error *error);

/* The checkpoint of that size; none: true, with an empty note. */
bool store_checkpoint_at(struct store *store, enum store_ledger ledger, uint64_t size,
                         struct arena *arena, struct store_checkpoint *out, struct error *error);

/* The oldest checkpoint of at least `size` leaves; none: true, with an empty note. */
bool store_checkpoint_from(struct store *store, enum store_ledger ledger, uint64_t size,
                           struct arena *arena, struct store_checkpoint *out, struct error *error);

#endif
