/* What the files of this folder share about a store. */
#ifndef PROVISO_STORE_INTERNAL_H
#define PROVISO_STORE_INTERNAL_H

#include "ledger/merkle.h"
#include "ledger/tile.h"
#include "store/database.h"
#include "store/keys.h"
#include "store/store.h"

enum {
    STORE_SLOTS = 256, /* chains remembered during a writing transaction */
    RELATION_KEY = 32  /* bytes */
};

/* A chain as it is needed to read or write its content. */
struct chain {
    int64_t id;
    enum store_ledger ledger;
    bool sealed; /* content is; `key` is its key */
    uint8_t key[SEAL_KEY];
};

struct chain_slot {
    char name[CHAIN_MOST + 1]; /* empty: free */
    struct chain chain;
};

/* The last tile of a level while it grows. */
struct open_tile {
    uint64_t index;
    unsigned width;
    bool changed; /* since it was last written */
    uint8_t hashes[TILE_WIDTH * DIGEST_SIZE];
};

/* A ledger's right edge in memory: valid in writing transactions, kept from one to the next while
 * no other process has written. */
struct tree {
    bool loaded;
    bool grown;          /* in this transaction */
    instant last;        /* time of the last entry; NEVER: none */
    uint64_t checkpoint; /* size of the newest checkpoint put in this transaction, or 0 */
    struct merkle_edge edge;
    struct open_tile tiles[TILE_LEVELS];
};

struct store {
    struct database database;
    struct keys keys;
    char *folder; /* NULL: in memory */
    char state[STATE_TEXT];
    uint8_t relation_key[RELATION_KEY];
    bool relations_lost; /* the index was made under another key */
    int64_t version;     /* of the database when the trees were loaded (PRAGMA data_version) */
    uint64_t changes, changes_before; /* of what States are verified from (stamp.h); the second as
                                         the transaction began */
    struct tree trees[2];
    struct chain_slot slots[STORE_SLOTS];
    struct buffer plain, sealed, entry; /* work space */
};

/* False with an error outside a writing transaction. */
bool store_needs_writing(const struct store *store, struct error *error);

/* The array, moved in its arena where it is full, with room for one more; new items are zeroed. */
void *rows_grow(struct arena *arena, void *rows, size_t used, size_t *room, size_t size);

/* A count as SQL takes it. */
static inline int64_t rows_limit(uint64_t most)
{
    return most > INT64_MAX ? INT64_MAX : (int64_t)most;
}

/* The chain of that name, with its key. *found false: unknown. ERROR_CONTENT_DESTROYED. */
bool chain_find(struct store *store, struct slice name, struct chain *out, bool *found,
                struct error *error);

/* Finds it or makes it, with a new key; in a writing transaction. ERROR_CHAIN_UNKNOWN: not a
 * chain's name. ERROR_CONTENT_DESTROYED. */
bool chain_use(struct store *store, struct slice name, struct chain *out, struct error *error);

/* The number of the chain of that name, without its key. *found false: unknown. */
bool chain_number(struct store *store, struct slice name, int64_t *id, bool *found,
                  struct error *error);

/* Makes, or reads, the key of the index of relations (relations.h); a key that is lost is no error.
 */
bool relations_create(struct store *store, struct error *error);
bool relations_open(struct store *store, struct error *error);

/* Takes up the key that another process has made since. ERROR_STORE where it is lost. */
bool relations_refresh(struct store *store, struct error *error);

/* Removes a chain from the index, in the open transaction. */
bool relations_forget(struct store *store, int64_t chain, struct error *error);

/* Removes the texts of a chain, or all, from the index of phrases, in the open transaction. */
bool phrases_forget(struct store *store, int64_t chain, struct error *error);
bool phrases_clear(struct store *store, struct error *error);

/* Counts from now on what stamp.h tells of. */
bool stamp_watch(struct store *store, struct error *error);

/* The number that changes where another process has committed (PRAGMA data_version). */
bool store_version(struct store *store, int64_t *version, struct error *error);

/* Wipes what is remembered of chains. */
void chain_forget(struct store *store);

/* Loads a ledger's tree where it is not: in a writing transaction. */
bool tree_load(struct store *store, enum store_ledger ledger, struct tree **out,
               struct error *error);

/* Adds a leaf's hash. */
bool tree_append(struct store *store, enum store_ledger ledger, struct digest leaf,
                 struct error *error);

/* Writes the changed tiles. ERROR_STORE: grown without a checkpoint of its size. */
bool tree_finish(struct store *store, enum store_ledger ledger, struct error *error);

#endif
