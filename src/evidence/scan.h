/* Searches at memory speed: SSE2 where the machine has it, bytewise elsewhere. */
#ifndef PROVISO_EVIDENCE_SCAN_H
#define PROVISO_EVIDENCE_SCAN_H

#include "base/slice.h"

/* Offset of the first `From ` that follows a '\n' inside `text` (so never 0), whose offset is at
 * least `start` and below `limit`; SIZE_MAX: none. Reads up to five bytes past `limit`, never past
 * the text. */
size_t scan_marker(struct slice text, size_t start, size_t limit);

/* Offset of the first place at or after `start` where `a` is followed by `b`; SIZE_MAX: none. */
size_t scan_pair(struct slice text, size_t start, uint8_t a, uint8_t b);

/* Offset of the first `a` or `b` at or after `start`, or the text's size. */
size_t scan_either(struct slice text, size_t start, uint8_t a, uint8_t b);

/* Offset of the first of the four bytes at or after `start`, or the text's size. */
size_t scan_four(struct slice text, size_t start, const char four[4]);

/* Offset of the first byte at or after `start` that ends or interrupts a JSON string of plain
 * ASCII: '"', '\\', a control character, or a byte from 0x80; or the text's size. */
size_t scan_json_special(struct slice text, size_t start);

/* Offset of the first byte from 0x80 at or after `start`, or the text's size. */
size_t scan_high(struct slice text, size_t start);

#endif
