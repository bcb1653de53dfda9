/* The file of a session whose time is to be allotted, as JSON:
 *
 *     {"length_s":10800,
 *      "groups":[{"name":"States","weight":70}, …],
 *      "speakers":[{"name":"Arcadia","group":"States","planned_s":180,"actual_s":204}, …]}
 *
 * Speakers stand in the order in which they asked. `actual_s` may be left out or null: not yet
 * spoken; 0: was not there. A speaker may have a `position` ("for", "against", any word): a position
 * within a group that has not been heard comes before the second speaker of one that has. */
#ifndef PROVISO_FORUM_ALLOTMENT_FILE_H
#define PROVISO_FORUM_ALLOTMENT_FILE_H

#include "forum/allotment.h"
#include "forum/members.h"

enum { ALLOTMENT_BYTES = 16 << 20 };

/* Reads it; everything lives in the arena. Errors: those of json_strict; MEMBER_… with the place
 * ("speakers 12 group"); TOO_LARGE for more than the allotment takes. Names are of 1 to
 * MEMBERS_NAME bytes; those of groups differ. */
bool allotment_parse(struct slice text, struct arena *arena, struct allotment_terms *out,
                     struct error *error);

#endif
