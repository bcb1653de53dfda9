/* Writes JSON into a buffer; commas and escapes take care of themselves. A zeroed struct with
 * `out` set is ready; `indent` spaces a level (0: one line). */
#ifndef PROVISO_BASE_WRITER_H
#define PROVISO_BASE_WRITER_H

#include "base/buffer.h"
#include "base/instant.h"

struct writer {
    struct buffer *out;
    unsigned indent;
    unsigned depth;
    bool filled; /* something stands before in the present object or array */
    bool keyed;  /* a member's name was just written */
};

void writer_open(struct writer *writer, char bracket);  /* '{' or '[' */
void writer_close(struct writer *writer, char bracket); /* '}' or ']' */
void writer_key(struct writer *writer, const char *name);
void writer_text(struct writer *writer,
                 struct slice text); /* bytes that are not UTF-8 become U+FFFD */
void writer_integer(struct writer *writer, int64_t number);
void writer_thousandths(struct writer *writer, int64_t thousandths); /* 2613: 2.613 */
void writer_flag(struct writer *writer, bool flag);
void writer_null(struct writer *writer);
void writer_instant(struct writer *writer, instant at);
void writer_hex(struct writer *writer, struct slice bytes);
void writer_base64(struct writer *writer, struct slice bytes);

/* Name and value at once. */
void writer_member_text(struct writer *writer, const char *name, struct slice text);
void writer_member_integer(struct writer *writer, const char *name, int64_t number);
void writer_member_flag(struct writer *writer, const char *name, bool flag);
void writer_member_instant(struct writer *writer, const char *name, instant at);
void writer_member_hex(struct writer *writer, const char *name, struct slice bytes);

#endif
