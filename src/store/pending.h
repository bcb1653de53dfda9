/* Payloads that are frozen for signing: made on a page of this node, not yet signed by all. Sealed under a
 * key of the node's own (made from keys/relations.key); the content of a matter that is destroyed goes
 * with it. Nothing here is part of a ledger. */
#ifndef PROVISO_STORE_PENDING_H
#define PROVISO_STORE_PENDING_H

#include "crypto/signature.h"
#include "store/store.h"

enum {
    PENDING_ID = 32,     /* lower-case hex digits */
    PENDING_FILES = 128, /* beside a payload */
    PENDING_SIGNERS = SIGNATURE_BLOCKS
};

struct store_pending {
    struct slice id, by, type, chain;
    struct digest hash; /* of the payload */
    instant made, until;
    struct slice signers[PENDING_SIGNERS];
    size_t signer_count;

    /* With content only. */
    struct slice payload; /* empty: it was taken away when the statement was accepted */
    const struct slice *files;
    size_t file_count;
    struct slice signatures[PENDING_SIGNERS]; /* in the order of the signers; empty: not yet */
};

/* Puts one; needs the writing transaction, like all that change something here. */
bool store_put_pending(struct store *store, const struct store_pending *pending,
                       struct error *error);

/* The one of that id, with content, in the arena; unknown: true with *out NULL. ERROR_CONTENT_DAMAGED. */
bool store_pending(struct store *store, struct slice id, struct arena *arena,
                   struct store_pending **out, struct error *error);

/* Those that an official is to sign or has made, the newest first, without content. */
bool store_pending_of(struct store *store, struct slice official, struct arena *arena,
                      struct store_pending **out, size_t *count, struct error *error);

/* Puts the signature of the signer at `place`, in place of what was there. */
bool store_pending_sign(struct store *store, struct slice id, size_t place, struct slice armour,
                        struct error *error);

/* Takes away the content, and keeps that it was there. */
bool store_pending_empty(struct store *store, struct slice id, struct error *error);

/* Takes away one, or all that were to be kept until before `now`, or all of a chain. */
bool store_pending_remove(struct store *store, struct slice id, struct error *error);
bool store_pending_expire(struct store *store, instant now, struct error *error);
bool store_pending_forget(struct store *store, struct slice chain, struct error *error);

#endif
