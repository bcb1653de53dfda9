/* What belongs to every transaction that grew a ledger. */
#ifndef PROVISO_NODE_COMMIT_H
#define PROVISO_NODE_COMMIT_H

#include "node/node.h"

/* Signs a checkpoint of each ledger that grew, into the open transaction. */
bool commit_checkpoints(struct node *node, instant now, struct error *error);

/* After the commit: brings the static files up to date. What was accepted stays so where that fails
 * (a full disk): node->unpublished says why, and the next commit makes up for it. */
void commit_publish(struct node *node);

#endif
