/* Cuts an mbox into records: the first of two independent readers.
 *
 * Every line that begins with `From ` is a cut, so that every byte belongs to exactly one record.
 * A cut is agreed when it stands at the start of the file or after an empty line, reads strictly as
 * a marker with a date, is followed by a header field, and no Content-Length claims anything else.
 * At any other cut the dialects (mboxo, mboxrd, mboxcl, mboxcl2, Takeout, Thunderbird) disagree:
 * the records on both sides are in doubt. */
#ifndef PROVISO_EVIDENCE_MBOX_H
#define PROVISO_EVIDENCE_MBOX_H

#include "base/instant.h"
#include "base/slice.h"
#include "evidence/verdict.h"

enum {
    MBOX_LOOKAHEAD = 1024,      /* bytes that a cut's decision needs behind it */
    RECORD_SIZE_MAX = 32 << 20, /* a larger record is in doubt */
};

struct mbox_record {
    uint64_t offset;
    uint64_t size;
    instant received;  /* valid when doubt is REASON_NONE */
    enum reason doubt; /* REASON_NONE, BEFORE_FIRST, MARKER, TRUNCATED or OVERSIZE */
};

/* Told of each record in order; false stops the reader. */
typedef bool mbox_sink(void *context, const struct mbox_record *record);

enum mbox_state { MBOX_BEFORE, MBOX_LINE, MBOX_LINE_START, MBOX_BODY };

struct mbox {
    uint64_t position;       /* offset of the first byte not yet consumed */
    uint8_t before[3];       /* the bytes in front of it, nearest first; '\n' at the file's start */
    enum mbox_state state;   /* where in the record `position` stands */
    struct mbox_record open; /* the record in progress; its size is not yet known */
    uint64_t body;           /* offset of its body, in state MBOX_BODY */
    uint64_t length;         /* its Content-Length, if lengths is 1 */
    unsigned lengths;        /* how many Content-Length fields it has; 2: unusable */
    uint64_t claimed;        /* end of the furthest body that any Content-Length claimed */
    uint64_t markers; /* cuts that look like a mailbox's: after an empty line, before a field */
};

void mbox_start(struct mbox *mbox);

/* Reads on. `window` holds the file's bytes from mbox->position; `final` says that the file ends
 * with it. Consumes all but MBOX_LOOKAHEAD bytes, or all when final, in which case the last record
 * is told too. What is told does not depend on how the windows are cut. Returns the number of bytes
 * consumed; SIZE_MAX: the sink stopped it. */
size_t mbox_read(struct mbox *mbox, struct slice window, bool final, mbox_sink *sink,
                 void *context);

#endif
