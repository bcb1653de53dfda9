/* Names that people type: what two spellings of one name have in common. */
#ifndef PROVISO_BASE_SPELLING_H
#define PROVISO_BASE_SPELLING_H

#include "base/buffer.h"

/* Appends `text` (UTF-8; what is invalid ends it) as it is compared: letters in lower case and without
 * their marks, Greek and Cyrillic ones that look like Latin ones as these, full-width forms as ASCII,
 * each run of spaces and punctuation as one space, none at either end. "Operation Lime",
 * "operation  lime" and "Opération-Lime." give the same. In doubt two names are one: it is for
 * counting what belongs together, never for telling persons apart. */
void spelling_fold(struct slice text, struct buffer *out);

#endif
