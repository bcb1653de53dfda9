/* Hexadecimal (lower case) and base64 (RFC 4648, standard alphabet, padded, canonical). */
#ifndef PROVISO_BASE_ENCODE_H
#define PROVISO_BASE_ENCODE_H

#include "base/buffer.h"
#include "base/error.h"

/* 2 × size characters and a NUL into `out`. */
void hex_write(struct slice bytes, char *out);
void hex_append(struct buffer *buffer, struct slice bytes);

/* Exactly 2 × size lower-case digits; anything else is false. */
bool hex_read(struct slice text, uint8_t *out, size_t size);

void base64_append(struct buffer *buffer, struct slice bytes);
void base64_append_unpadded(struct buffer *buffer, struct slice bytes);

/* The URL alphabet (RFC 4648, section 5), without padding. */
void base64url_append(struct buffer *buffer, struct slice bytes);

/* Appends the decoded bytes. Refuses white space, missing or superfluous padding and non-zero
 * trailing bits, so that each byte string has exactly one accepted encoding. */
bool base64_decode(struct slice text, struct buffer *out);
bool base64_decode_unpadded(struct slice text, struct buffer *out);

/* What base64url_append writes, as strictly. */
bool base64url_decode(struct slice text, struct buffer *out);

#endif
