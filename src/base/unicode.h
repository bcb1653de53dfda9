/* UTF-8 and the characters that may stand in a statement, a rulebook or a name. */
#ifndef PROVISO_BASE_UNICODE_H
#define PROVISO_BASE_UNICODE_H

#include "base/slice.h"

/* Takes the first character off `rest`. False at an invalid, overlong or surrogate sequence (RFC
 * 3629); `rest` is then unchanged. `rest` must not be empty. */
bool unicode_next(struct slice *rest, uint32_t *character);

/* True for control characters (C0 without exception, DEL, C1), line and paragraph separators,
 * bidirectional controls, zero-width and other invisible format characters, tags and
 * non-characters: what lets a reader see another text than the one that is signed. */
bool unicode_is_hidden(uint32_t character);

/* True for characters that mean nothing to any reader: private use (U+E000 to U+F8FF, planes 15 and 16)
 * and the planes 4 to 13, in which nothing is assigned. What is unassigned among the scripts is not in
 * it: later versions of Unicode assign it. */
bool unicode_is_meaningless(uint32_t character);

/* The `index`-th range of hidden characters, for who repeats the check elsewhere (in the planes above
 * the first, the last two characters of each plane are hidden too); false behind the last. */
bool unicode_hidden_range(size_t index, uint32_t *first, uint32_t *last);

/* Valid UTF-8 without hidden characters. On false, `*bad` (may be NULL) is the byte offset. */
bool unicode_is_plain(struct slice text, size_t *bad);

#endif
