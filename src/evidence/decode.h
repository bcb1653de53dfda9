/* Decoders of what mail wraps text in. They append to a buffer; the strict ones return false where
 * two readers could differ about the result. */
#ifndef PROVISO_EVIDENCE_DECODE_H
#define PROVISO_EVIDENCE_DECODE_H

#include "base/buffer.h"

/* MIME base64: the alphabet, white space anywhere, padding at the end only and complete, nothing
 * behind it. */
bool decode_base64(struct slice text, struct buffer *out);

/* MIME quoted-printable: each `=` before two hex digits or a line end (white space between them is
 * dropped). White space at the end of other lines stays, and so does any other `=`: false, then. */
bool decode_quoted_printable(struct slice text, struct buffer *out);

/* RFC 2047: replaces every encoded word by its bytes and drops white space between two of them.
 * UTF-16 becomes UTF-8. Malformed words stay as they are. *unclear is set where a word's character
 * set hides ASCII or its encoding is broken. */
void decode_words(struct slice text, struct buffer *out, bool *unclear);

/* Decodes `%hh` in the runs of text (between white space, quotes and angle brackets) that have any,
 * each on a line of its own. */
void decode_percent(struct slice text, struct buffer *out);

/* HTML as a reader sees it: tags and comments gone, character references resolved; with
 * `keep_tags` as a program sees it that follows a link: references resolved in tags too.
 * *unclear is set at a comment of more than 64 KiB, which is not taken out. */
void decode_html(struct slice text, bool keep_tags, struct buffer *out, bool *unclear);

/* UTF-16 to UTF-8; lone surrogates and a byte left over become spaces. */
void decode_utf16(struct slice text, bool big_endian, struct buffer *out);

/* Full-width forms and ideographic full stops as ASCII; what has no width is left out. */
void decode_width(struct slice text, struct buffer *out);

/* A header field or block with what RFC 5322 allows inside an address taken out: white space, line
 * ends, comments, quotes and quoting. The pieces of a parameter (RFC 2231) are joined. */
void decode_squeeze(struct slice text, struct buffer *out);

/* Lines joined as in calendars and cards, where a line that begins with white space goes on the one
 * before (RFC 5545, 3.1), and as in flowed text whose line ends with a space (RFC 3676, DelSp). */
void decode_joined(struct slice text, struct buffer *out);

/* Appends a code point as UTF-8. */
void decode_append_point(struct buffer *out, uint32_t point);

/* The value of a hexadecimal digit, or -1. */
int decode_hex(uint8_t digit);

#endif
