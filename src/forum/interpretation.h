/* Interpretation as a constraint of the schedule (D4). Interpreters work in meetings of three hours;
 * where there is interpretation, remote speaking takes at most 30 minutes of such a meeting, and the
 * same part of a shorter one. A team has one language in one session at a time. */
#ifndef PROVISO_FORUM_INTERPRETATION_H
#define PROVISO_FORUM_INTERPRETATION_H

#include "forum/programme.h"
#include "terms/finding.h"

enum {
    INTERPRETATION_MEETING = 3 * HOUR, /* at most */
    INTERPRETATION_REMOTE = 30 * 60    /* of remote speaking in such a meeting, at most */
};

/* Seconds of remote speaking that a session of that length has room for. */
int64_t interpretation_remote(int64_t length);

/* Adds what stands against the schedule, each with its place ("ahc-7-1 fr"): a session with
 * interpretation longer than three hours, too much remote speaking, a team in two places at once, a
 * language that was asked for and has no team yet, a room taken twice. Sessions that are cancelled do
 * not count. */
void interpretation_check(const struct programme *programme, struct findings *findings);

#endif
