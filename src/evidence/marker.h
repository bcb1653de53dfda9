/* The mbox `From ` line, read strictly. */
#ifndef PROVISO_EVIDENCE_MARKER_H
#define PROVISO_EVIDENCE_MARKER_H

#include "base/instant.h"

enum {
    MARKER_LINE_MAX = 512,  /* a longer line is no marker that could be agreed on */
    MARKER_FIELD_MAX = 128, /* of the name of the header field that must follow */
};

/* Reads a whole line, without its line end, as `From SENDER DATE`. DATE is one of
 *     Www Mmm dd hh:mm:ss yyyy            asctime: counts as UTC
 *     Www Mmm dd hh:mm:ss yyyy +hhmm
 *     Www Mmm dd hh:mm:ss +hhmm yyyy      Google Takeout
 * with `UTC` or `GMT` in place of the numeric zone. The date exists, the weekday is right, the zone
 * is not `-0000` and at most 14 hours. `-` as the sender (Thunderbird) has no receipt time.
 * False: no certain receipt time. */
bool marker_parse(struct slice line, instant *received);

/* Whether `text` begins like a header field: a name of printable ASCII, a colon. */
bool marker_field_follows(struct slice text);

#endif
