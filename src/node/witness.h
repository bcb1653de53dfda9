/* The node as a witness of other States' ledgers. */
#ifndef PROVISO_NODE_WITNESS_H
#define PROVISO_NODE_WITNESS_H

#include "node/node.h"

/* Whether the checkpoint is of one of this node's own ledgers, and of which. */
bool witness_is_own(const struct node *node, const struct checkpoint *checkpoint,
                    enum store_ledger *ledger);

/* After the caller's proof of consistency: remembers the checkpoint in the open transaction,
 * cosigns it at `now` (or, where the clock went back, at the time of its last cosignature there),
 * stores the cosignature and appends its line to `line`. */
bool witness_cosign(struct node *node, const struct checkpoint *checkpoint, struct slice note,
                    instant now, struct buffer *line, struct error *error);

/* In the open transaction: stores the cosignatures of pinned witnesses on a checkpoint of this
 * node, counted in *taken. A checkpoint of another ledger: true, *own false, nothing is stored. */
bool witness_take(struct node *node, struct slice note, size_t *taken, bool *own,
                  struct error *error);

#endif
