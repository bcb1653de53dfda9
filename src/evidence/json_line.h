/* Cuts JSON Lines into records and reads each line strictly: the first of two independent readers.
 *
 * RFC 8259, one object a line, UTF-8 without a byte order mark, no duplicate member at any depth,
 * no lone surrogate, at most JSON_DEPTH_MAX levels and JSON_MEMBERS_MAX members in one object. A
 * line that departs from this, or lacks the two members that the scope is about, is in doubt. */
#ifndef PROVISO_EVIDENCE_JSON_LINE_H
#define PROVISO_EVIDENCE_JSON_LINE_H

#include "evidence/message.h"
#include "evidence/span.h"

enum { JSON_DEPTH_MAX = 32, JSON_MEMBERS_MAX = 256 };

/* The members that hold account and receipt time. */
struct json_names {
    struct slice account;
    struct slice received;
};

/* The verdict about one line by scope alone: REASON_NONE in scope, REASON_OUT_OF_SCOPE, or a doubt.
 * `line` has its '\n' (its lack is REASON_TRUNCATED, unless the record is out of scope). */
enum reason json_line_scope(struct slice line, const struct json_names *names,
                            const struct span *span);

/* Looks for listed names in a line that is well-formed: as it is, and in every member's name and
 * string, unescaped; base64 and whole messages in strings are looked into. The findings are in
 * message->views.found. */
void json_line_judge(struct message *message, struct slice line);

/* Calls `sink` for each line of `window`, which begins at offset `position` of its source, with
 * offset and size; `final`: the source ends with the window. Returns the bytes consumed, all but
 * an unfinished last line; SIZE_MAX: the sink stopped it. */
typedef bool json_line_sink(void *context, uint64_t offset, struct slice line);
size_t json_line_read(struct slice window, uint64_t position, bool final, json_line_sink *sink,
                      void *context);

#endif
