/* An allotment of speaking time in words: why somebody is called. */
#ifndef PROVISO_TEXT_ALLOTMENT_H
#define PROVISO_TEXT_ALLOTMENT_H

#include "base/buffer.h"
#include "forum/allotment.h"

/* Appends why this speech stands here, one sentence without a line's end: "Academia is 124 seconds
 * behind its share; of all orders of the next 5 speeches, …". */
void allotted_reason(const struct allotment_terms *terms, const struct allotted *allotted,
                     struct buffer *out);

/* Appends "0:04:10": hours, minutes, seconds from the start of the session. */
void text_clock(struct buffer *out, int64_t seconds);

#endif
