/* The acts as the signing page reads them. */
#ifndef PROVISO_CLI_SIGNER_H
#define PROVISO_CLI_SIGNER_H

#include "base/buffer.h"

/* Appends acts.js: the envelope's members and limits, the hidden characters, every vocabulary's acts
 * with their members, words and effects, all from the program's own tables. */
void signer_acts(struct buffer *out);

#endif
