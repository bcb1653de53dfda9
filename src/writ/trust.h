/* The trust file: what a verifier pins, and all that it pins. Made by hand from root public keys
 * and `ledger key` (DESIGN, Trust file).
 *
 *     [self]                          who I am
 *     role = provider                 or node
 *     name = xb.mailhaus              a node: its State in lower case, xb.node
 *     state = XB
 *     [floor]
 *     sha256 = <64 hex>               and sha256.2 to sha256.8, of floors adopted since
 *     [state XA]
 *     name = Arcadia
 *     root-1 = ssh-ed25519 AAAA…      and root-2, root-3
 *     matters = <vkey>                of the ledger proviso.xa/matters
 *     register = <vkey>
 *     [witness proviso.xb/witness]
 *     key = <vkey>
 *     state = XB
 *     [quorum]
 *     count = 1                       witnesses, at least one not of the ledger's own State */
#ifndef PROVISO_WRIT_TRUST_H
#define PROVISO_WRIT_TRUST_H

#include "base/arena.h"
#include "crypto/note.h"
#include "ledger/checkpoint.h"
#include "register/register.h"
#include "rules/floors.h"

enum { TRUST_STATES = 16, TRUST_WITNESSES = 32, TRUST_BYTES = 65536 };

struct trust_state {
    char state[STATE_TEXT];
    struct slice name;
    struct ssh_key roots[ROOT_COUNT];
    struct note_key matters, ledger_register;
};

struct trust_witness {
    char state[STATE_TEXT];
    struct note_key key;
};

struct trust {
    bool is_provider;
    struct slice self; /* slices live in the arena that it was read into */
    char state[STATE_TEXT];
    struct digest floors[FLOORS_MOST]; /* each of them binds, from its date */
    size_t floor_count;
    struct trust_state states[TRUST_STATES];
    size_t state_count;
    struct trust_witness witnesses[TRUST_WITNESSES];
    size_t witness_count;
    size_t quorum;
};

/* Reads a trust file strictly; errors carry line and column. */
bool trust_parse(struct slice text, struct arena *arena, struct trust *out, struct error *error);

/* Whether the texts are those of all pinned floors, in any order, and no other. */
bool trust_has_floors(const struct trust *trust, const struct slice *texts, size_t count);

/* The pins of a State, or NULL. */
const struct trust_state *trust_state(const struct trust *trust, const char *state);

/* Verifies a checkpoint of `state`'s ledger and gives the time by which its quorum had cosigned, or
 * NEVER where there is no quorum; `newest` (may be NULL) is raised to the newest cosignature. */
bool trust_checkpoint(const struct trust *trust, const struct trust_state *state,
                      const struct note_key *ledger, struct slice note, struct checkpoint *out,
                      instant *cosigned, instant *newest, struct error *error);

#endif
