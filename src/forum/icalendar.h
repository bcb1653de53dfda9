/* The programme as a calendar (RFC 5545). An event keeps its UID for ever; a change raises SEQUENCE
 * (section 3.8.7.4), a session that is called off stays as STATUS:CANCELLED. Times stand in the zone
 * of the place with its VTIMEZONE, made from the zone's own changes; UTC stands as such. Lines are
 * folded at 75 octets, never inside a character, and end with CRLF. */
#ifndef PROVISO_FORUM_ICALENDAR_H
#define PROVISO_FORUM_ICALENDAR_H

#include "base/buffer.h"
#include "base/zone.h"
#include "forum/programme.h"

struct icalendar {
    const struct programme *programme;
    const struct zone *zones; /* those of the sessions, by name; "UTC" need not be among them */
    size_t zone_count;
    struct slice name; /* of the calendar */
    instant now;       /* DTSTAMP of sessions whose last change is not known */
};

/* The names of the zones that the sessions are in, each once, but for UTC; in the arena. */
struct slice *icalendar_zones(const struct programme *programme, struct arena *arena,
                              size_t *count);

/* Appends the whole calendar: of every session, or of one (index), or of one meeting's. */
enum { ICALENDAR_ALL = -1 };
void icalendar_write(const struct icalendar *calendar, int meeting, struct buffer *out);

/* Appends one content line, folded: NAME, then the value as TEXT with its escapes (section 3.3.11);
 * and the same with a value that stands as it is. */
void icalendar_text(struct buffer *out, const char *name, struct slice text);
void icalendar_line(struct buffer *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
