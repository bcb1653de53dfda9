/* Prose for statements: a first line of 32 random bytes in hex, then the text. */
#ifndef PROVISO_NODE_ATTACHMENT_H
#define PROVISO_NODE_ATTACHMENT_H

#include "base/buffer.h"
#include "crypto/random.h"

enum { ATTACHMENT_MOST = 16 << 20, ATTACHMENT_LINE = 65 };

/* Appends the attachment of a text. */
void attachment_make(struct slice text, struct buffer *out);

/* The same with a first line from that source. */
void attachment_salted(const struct random *random, struct slice text, struct buffer *out);

/* Whether bytes begin with such a line: a text of its own is not an attachment yet. */
bool attachment_is(struct slice bytes);

#endif
