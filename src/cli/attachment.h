/* Prose for statements: a first line of 32 random bytes in hex, then the text. */
#ifndef PROVISO_CLI_ATTACHMENT_H
#define PROVISO_CLI_ATTACHMENT_H

#include "base/buffer.h"

enum { ATTACHMENT_MOST = 16 << 20, ATTACHMENT_LINE = 65 };

/* Appends the attachment of a text. */
void attachment_make(struct slice text, struct buffer *out);

#endif
