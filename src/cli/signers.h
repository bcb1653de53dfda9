/* The allowed_signers file of a node. */
#ifndef PROVISO_CLI_SIGNERS_H
#define PROVISO_CLI_SIGNERS_H

#include "node/node.h"

/* Appends a line for every root and official of every State that the node knows, revoked ones too;
 * a comment for those who sign with WebAuthn. */
bool signers_of(struct node *node, struct buffer *out, struct error *error);

#endif
