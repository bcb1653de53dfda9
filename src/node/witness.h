/* The node as a witness of other States' ledgers. */
#ifndef PROVISO_NODE_WITNESS_H
#define PROVISO_NODE_WITNESS_H

#include "node/node.h"

/* After the caller's proof of consistency: remembers the checkpoint in the open transaction,
 * cosigns it at `now`, stores the cosignature and appends its line to `line`. */
bool witness_cosign(struct node *node, const struct checkpoint *checkpoint, struct slice note,
                    instant now, struct buffer *line, struct error *error);

#endif
