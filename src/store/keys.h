/* Content keys: DIR/keys/chains/<chain>.key, 32 bytes, mode 0600. Used in this folder only; who
 * calls has checked the chain's name. */
#ifndef PROVISO_STORE_KEYS_H
#define PROVISO_STORE_KEYS_H

#include "crypto/seal.h"
#include "statement/name.h"

struct key_slot {
    char chain[CHAIN_MOST + 1];
    uint8_t key[SEAL_KEY];
};

struct keys {
    char *folder; /* NULL: keys are in `memory` only */
    struct key_slot *memory;
    size_t memory_count;
    struct key_fresh {
        char chain[CHAIN_MOST + 1];
        bool made; /* here; not found where an earlier attempt left it */
    } * fresh;     /* first used in this transaction, not yet durable */
    size_t fresh_count;
};

/* Sets up DIR/keys/chains (created, mode 0700, where `create`); `folder` NULL: in memory. */
bool keys_open(struct keys *keys, const char *folder, bool create, struct error *error);
void keys_close(struct keys *keys);

/* The chain's key. Not there: ERROR_CONTENT_DESTROYED; not 32 bytes: ERROR_CONTENT_DAMAGED. */
bool keys_load(const struct keys *keys, struct slice chain, uint8_t key[SEAL_KEY],
               struct error *error);

bool keys_exist(const struct keys *keys, struct slice chain);

/* A key for a chain that no committed transaction has used: a new one, or a whole one that an
 * earlier attempt left. Durable only after keys_sync. */
bool keys_create(struct keys *keys, struct slice chain, uint8_t key[SEAL_KEY], struct error *error);

/* Makes the fresh keys and their folder durable; they stay fresh until keys_settle. */
bool keys_sync(struct keys *keys, struct error *error);

/* Forgets which are fresh; `remove`: also the keys made, where it is certain that nothing uses
 * them. */
void keys_settle(struct keys *keys, bool remove);

/* Overwrites and removes the key, durably. ERROR_CONTENT_DESTROYED: it is gone already. */
bool keys_destroy(struct keys *keys, struct slice chain, struct error *error);

#endif
