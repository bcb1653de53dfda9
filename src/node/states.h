/* The States of the trust file as a node has verified them: made once, shared by counted references,
 * never changed. What they were made from has a stamp (store/stamp.h); an equal one, and they still are
 * what they would be if they were verified again. Used in this folder only. */
#ifndef PROVISO_NODE_STATES_H
#define PROVISO_NODE_STATES_H

#include <stdatomic.h>

#include "node/node.h"
#include "store/stamp.h"

struct known_states {
    atomic_int references;
    struct store_stamp stamp;
    struct verified_state states[TRUST_STATES]; /* those that are known */
    size_t count;
    struct matter_state matter_states[TRUST_STATES]; /* of those that are sound */
    size_t matter_count;
    struct findings findings; /* what of them does not hold */
    struct arena arena;
};

/* Those of the node as they are now, with a reference. `anew`: verified whatever is in memory, and not
 * kept there. */
bool states_read(struct node *node, bool anew, struct known_states **out, struct error *error);

void states_release(struct known_states *states); /* NULL is fine */

#endif
