/* The second reader of a JSON line: one byte after the other through a table of states. */
#ifndef PROVISO_EVIDENCE_SECOND_JSON_H
#define PROVISO_EVIDENCE_SECOND_JSON_H

#include "base/buffer.h"

/* What a line says. */
struct second_line {
    struct buffer text;    /* every name and string, unescaped, each behind a '\n' */
    struct buffer account; /* the wanted members of the outermost object */
    struct buffer received;
    bool has_account;
    bool has_received;
};

/* Reads one line; false: not well-formed, a name twice, or too deep. */
bool second_json_read(struct slice line, const char *account_member, const char *received_member,
                      struct second_line *out);

void second_line_free(struct second_line *line);

#endif
