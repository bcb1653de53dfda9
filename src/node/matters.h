/* Every matter of a node, one after the other: what remakes an index, and what audits one. */
#ifndef PROVISO_NODE_MATTERS_H
#define PROVISO_NODE_MATTERS_H

#include "node/node.h"

/* What is done with a matter; false, with the error set, ends the walk. `chain` lives during the call.
 */
typedef bool matters_each(void *context, struct slice chain, struct error *error);

/* Calls `each` with every chain of the matters ledger and every foreign matter, by name, a page of them
 * at a time. False where `each` was, or the store's error. */
bool matters_visit(struct node *node, matters_each *each, void *context, struct error *error);

/* True where a matter's content was destroyed, or is damaged: an index has nothing of it, and the audit
 * names the damage elsewhere. */
bool matters_are_gone(const struct error *error);

#endif
