/* The node's own keys: two that sign its ledgers, one with which it witnesses others'. Files of a
 * 32-byte seed in hex, mode 0600, in DIR/keys. Never an official's key. */
#ifndef PROVISO_NODE_SIGNERS_H
#define PROVISO_NODE_SIGNERS_H

#include "crypto/note.h"

enum signer_use { SIGNER_MATTERS, SIGNER_REGISTER, SIGNER_WITNESS };

/* Makes the three; existing ones are kept and are an error. */
bool signers_create(const char *folder, struct error *error);

/* The signer "proviso.xa/matters", "…/register" or (cosignatures) "…/witness". Wipe it. */
bool signers_load(const char *folder, const char *state, enum signer_use use,
                  struct note_signer *out, struct error *error);

#endif
