/* CBOR (RFC 8949) as CTAP2 restricts it: definite lengths, shortest integers, no tags, no floats.
 * Each function takes one item off the front of `rest`; false where the item is another one, is not
 * written in its shortest form or does not fit, and then `rest` may be anywhere. */
#ifndef PROVISO_CRYPTO_CBOR_H
#define PROVISO_CRYPTO_CBOR_H

#include "base/slice.h"

/* The number of pairs of a map, which follow. */
bool cbor_map(struct slice *rest, size_t *pairs);

bool cbor_text(struct slice *rest, struct slice *out);
bool cbor_bytes(struct slice *rest, struct slice *out);

/* An integer of either sign that fits. */
bool cbor_integer(struct slice *rest, int64_t *out);

/* Any item, with what it contains, nested at most `depth` deep (a scalar: 0). */
bool cbor_skip(struct slice *rest, unsigned depth);

#endif
