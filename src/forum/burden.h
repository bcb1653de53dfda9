/* The burden of time zones (D2): whoever takes part remotely at night pays for where the others are.
 * The seconds of a session that lie between 22:00 and 07:00 where somebody is are that zone's burden;
 * times are proposed so that, over all sessions, no zone carries more than it has to. */
#ifndef PROVISO_FORUM_BURDEN_H
#define PROVISO_FORUM_BURDEN_H

#include "base/zone.h"
#include "forum/members.h"

enum {
    BURDEN_BYTES = 4 << 20,
    BURDEN_ZONES = 400,
    BURDEN_SESSIONS = 100,
    BURDEN_STARTS = 100,   /* possible starts of a session */
    BURDEN_STEP = 30 * 60, /* between them */
    BURDEN_EVENING = 22 * HOUR,
    BURDEN_MORNING = 7 * HOUR
};

/* Seconds of [start, start + length) that lie in the night of that zone. */
int64_t burden_of(const struct zone *zone, instant start, int64_t length);

/* A zone and how many take part from it. */
struct burden_zone {
    struct zone zone;
    int64_t people;
    int64_t before; /* seconds that it has carried in earlier sessions */
    int64_t total;  /* with the starts that are proposed */
};

/* A session that is to start between two times. */
struct burden_session {
    struct slice id;
    instant from, until;
    int64_t length;
    instant start; /* proposed */
};

struct burden {
    struct burden_zone *zones;
    size_t zone_count;
    struct burden_session *sessions;
    size_t session_count;
    int64_t worst; /* of the zones' totals */
    int64_t fixed; /* what the worst would be if each session began at its earliest */
};

/* Chooses each start, every BURDEN_STEP from `from` on: the smallest worst total of a zone, then the
 * smallest sum of the totals' squares, then the fewest hours of people by night, then the earliest
 * start. By steps from two beginnings, so good and always the same, not proven best. */
void burden_propose(struct burden *burden);

/* Reads {"zones":[{"zone":"Asia/Tokyo","people":12,"before_s":0}, …],
 *        "sessions":[{"session":"ahc-7-1","from":"…Z","until":"…Z","length_s":10800}, …]};
 * "people" (1) and "before_s" (0) may be left out. `zones` is the folder of zone files (NULL: the
 * system's). Errors: MEMBER_…, KEY_UNKNOWN (no such zone), with the place. */
bool burden_parse(struct slice text, const char *zones, struct arena *arena, struct burden *out,
                  struct error *error);

#endif
