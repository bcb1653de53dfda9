/* A payload between the page on which it was made and its last signature: frozen, so that what is signed
 * is what was read. Only its author and the others who are to sign ever see it. It is not a statement yet:
 * nobody else hears of it, and no time limit of the law is met by it. */
#ifndef PROVISO_NODE_PENDING_H
#define PROVISO_NODE_PENDING_H

#include "node/node.h"
#include "store/pending.h"
#include "store/statements.h"

enum {
    PENDING_KEPT = 7 * DAY, /* how long one is kept */
    PENDING_MOST = 20       /* that one official may have made and not yet handed in */
};

enum pending_standing {
    PENDING_OPEN,
    PENDING_MOVED,   /* the matter went on: it must be made and signed again */
    PENDING_LATE,    /* its date is farther back than a statement's may be: likewise */
    PENDING_ACCEPTED /* it is in the ledger */
};

struct pending {
    struct store_pending row;
    struct statement statement; /* pending_free; zeroed where the content was taken away */
    enum pending_standing standing;
    instant before; /* by which it must be handed in; NEVER: not known */
};

/* Freezes a payload of that official's, with the files that it names; they have been checked (node_check)
 * and will be checked again. `id` receives the name under which it is kept. ERROR_USAGE: another's
 * payload; ERROR_TOO_LARGE: that official has too many. */
bool node_freeze(struct node *node, struct slice official, struct slice payload,
                 const struct slice *files, size_t count, char id[PENDING_ID + 1],
                 struct error *error);

/* The one of that id, for its author or one of its signers; for anybody else ERROR_CHAIN_UNKNOWN, as
 * where there is none. Slices live in the arena. */
bool node_pending(struct node *node, struct slice official, struct slice id, struct arena *arena,
                  struct pending *out, struct error *error);
void pending_free(struct pending *pending);

/* All that an official has made or is to sign, newest first, without content. */
bool node_pending_list(struct node *node, struct slice official, struct arena *arena,
                       struct store_pending **out, size_t *count, struct error *error);

/* Takes signatures, one armour block or several of different signers, in any order, whoever of the
 * signers hands them in: each must be by the key that the register has for one of them, over this payload.
 * With the last one the statement is submitted, in one transaction; *accepted says so. What was accepted
 * before is accepted: nothing happens.
 * ERROR_SIGNATURE_FORMAT or _WRONG: another payload, or no key of these persons. ERROR_STATEMENT_REFUSED
 * with findings. ERROR_CHAIN_SEQUENCE: the matter went on, or it is too late. In every case the signatures
 * that were good are kept. */
bool node_pending_sign(struct node *node, struct slice official, struct slice id,
                       struct slice signatures, bool *accepted, struct findings *findings,
                       struct arena *arena, struct error *error);

/* Its author takes it back. */
bool node_pending_withdraw(struct node *node, struct slice official, struct slice id,
                           struct error *error);

/* What the register says of the key with which somebody signs: its line, and for WebAuthn the origins of
 * the pages on which it may. Empty where it is not known; lives in the arena. */
struct pending_signing {
    struct slice key;
    struct slice origins[8];
    size_t origin_count;
};
void pending_signing_of(const struct verified_state *state, struct slice official, instant now,
                        struct arena *arena, struct pending_signing *out);
bool node_pending_signing(struct node *node, struct slice official, struct arena *arena,
                          struct pending_signing *out, struct error *error);

/* What was stated in its chain since it was made, in their order, in the arena: those that it has not
 * seen. */
bool node_pending_since(struct node *node, const struct pending *pending, struct arena *arena,
                        struct store_statement **out, size_t *count, struct error *error);

#endif
