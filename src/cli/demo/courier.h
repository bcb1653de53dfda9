/* Carries between the demo's two nodes what their States would send each other, as files would be
 * carried: export, import, cosignatures back. */
#ifndef PROVISO_CLI_DEMO_COURIER_H
#define PROVISO_CLI_DEMO_COURIER_H

#include "cli/demo/cast.h"
#include "node/node.h"

/* What a node had when it was last looked at. */
struct courier_mark {
    uint64_t matters, registers; /* entries */
    uint64_t statuses;           /* the sum of their times */
};

struct courier {
    struct node *nodes; /* CAST_STATES of them, open; the caller's */
    struct courier_mark marks[CAST_STATES];
};

/* Carries what is new since the last call: the registers, and each matter in which assistance was
 * requested, never one that is still its State's own. *carried says whether something was. */
bool courier_walk(struct courier *courier, bool *carried, struct error *error);

#endif
