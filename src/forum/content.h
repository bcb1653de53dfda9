/* What a file is, by its content and never by its name (D4), and how many words it has. Input is hostile:
 * every size is bounded, nothing is unpacked but the one part that has the text. */
#ifndef PROVISO_FORUM_CONTENT_H
#define PROVISO_FORUM_CONTENT_H

#include "base/error.h"
#include "base/slice.h"
#include "forum/words.h"

enum { CONTENT_UNPACKED = 32 << 20, CONTENT_PARTS = 4096 }; /* of a packed document, at most */

/* Whether the bytes are of that format; otherwise ERROR_MEMBER_VALUE says what is missing.
 *   PDF: "%PDF-1." or "%PDF-2." at the beginning, "%%EOF" near the end
 *   DOCX, ODT: a zip archive with the parts that make it one, none twice or with an unsafe name
 *   HTML: plain text that begins with <!doctype html or <html
 *   Markdown: plain text that is none of the others */
bool content_is(enum file_format format, struct slice bytes, struct error *error);

/* Words: runs of characters between blanks that have a letter or a digit; of HTML, DOCX and ODT those of
 * the text without its markup. -1: it cannot be said (PDF, or not of that format). */
int64_t content_words(enum file_format format, struct slice bytes);

#endif
