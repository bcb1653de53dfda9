/* The files of the two ways to divide speaking slots, as JSON.
 *
 * Slots by weight:  {"slots":20,"groups":[{"name":"States","weight":70}, …]}
 * A lottery:        {"slots":3,"pool":["Open Net","Press Union", …],"beacon":"…"}
 *
 * `beacon`, one line, may be left out or null: the pool is closed and its digest is to be published before
 * anyone can know the beacon. */
#ifndef PROVISO_FORUM_DRAW_FILE_H
#define PROVISO_FORUM_DRAW_FILE_H

#include "forum/lottery.h"
#include "forum/members.h"
#include "forum/slots.h"

enum { DRAW_BYTES = 16 << 20 };

struct slots_file {
    int64_t slots;
    struct slice names[SLOTS_GROUPS];
    int64_t weights[SLOTS_GROUPS];
    int64_t divided[SLOTS_GROUPS];
    size_t count;
};

/* Reads and divides. Errors: those of json_strict; MEMBER_… with the place ("groups 2 weight");
 * MEMBER_VALUE at "slots" where there are fewer than groups with a weight. */
bool slots_parse(struct slice text, struct arena *arena, struct slots_file *out,
                 struct error *error);

struct lottery_file {
    int64_t slots;
    struct slice *names; /* sorted by bytes */
    size_t count;
    struct digest pool;
    struct slice beacon;    /* empty: not yet known */
    struct ticket *tickets; /* in the order drawn; NULL without a beacon */
};

/* Reads and, where the beacon is known, draws. Errors likewise ("pool 4": twice, empty, with a
 * line's end). */
bool lottery_parse(struct slice text, struct arena *arena, struct lottery_file *out,
                   struct error *error);

#endif
