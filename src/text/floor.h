/* A floor in words: why somebody was called. */
#ifndef PROVISO_TEXT_FLOOR_H
#define PROVISO_TEXT_FLOOR_H

#include "base/buffer.h"
#include "forum/floor.h"

/* Appends why a speech was called, one sentence without a line's end. */
void floor_reason(const struct floor *floor, const struct floor_speech *speech, struct buffer *out);

/* "waiting", "called", "speaking", "interrupted", "spoken", "absent", "withdrawn", "not drawn". */
const char *floor_state_word(enum speech_state state);

#endif
