/* The report of a session (D7), compiled from the record: nothing in it was written by hand, and each
 * paragraph names the line of the record, the document or the statement that it rests on. */
#ifndef PROVISO_TEXT_FLOOR_REPORT_H
#define PROVISO_TEXT_FLOOR_REPORT_H

#include "base/buffer.h"
#include "forum/floor_view.h"
#include "forum/forum.h"

struct floor_report {
    const struct floor *floor;
    struct digest record;      /* SHA-256 of its lines */
    const struct forum *forum; /* the ledger's part: attendance, decisions; NULL: not at hand */
};

/* Appends the report in Markdown, in English: attendance, the agenda with who spoke and for how long,
 * time per group, region and organisation, what was decided, and how to check it. */
void floor_report_write(const struct floor_report *report, struct arena *arena, struct buffer *out);

#endif
