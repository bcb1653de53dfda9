/* Text armour around a blob: a BEGIN line, base64 in lines of 70 columns, an END line. Each blob has
 * exactly one accepted spelling. */
#ifndef PROVISO_CRYPTO_ARMOUR_H
#define PROVISO_CRYPTO_ARMOUR_H

#include "base/buffer.h"

/* Appends the armour with `label` ("SSH SIGNATURE") between the dashes. */
void armour_write(const char *label, struct slice blob, struct buffer *out);

/* Decodes exactly one block of that label and at most `limit` bytes, byte for byte as armour_write
 * writes it; nothing stands before or behind. On false `blob` may hold rubbish. */
bool armour_read(const char *label, struct slice text, size_t limit, struct buffer *blob);

/* Takes the block that `rest` begins with off its front, up to the newline of its END line, without
 * looking at what is between. False where `rest` does not begin with a block of that label, or has
 * no end. */
bool armour_cut(const char *label, struct slice *rest, struct slice *block);

#endif
