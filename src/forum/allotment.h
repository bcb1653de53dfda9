/* The allotment of speaking time (D3): who speaks next, so that every group is heard in its share
 * and none waits long for it. Pure, in whole numbers, from the record alone: whoever has the record
 * gets the same order.
 *
 * A group that has somebody waiting is entitled to its weight's part of the time that passes; its
 * lag is what it is entitled to less what its speakers have used. A group that has nobody waiting
 * is entitled to nothing meanwhile, and its part goes to the others by their weights.
 *
 * The next speaker is the first of the group that begins the best of all orders of the next few
 * speeches, by their planned lengths: the one that keeps the largest lag smallest. Towards the end,
 * where every order that still fits can be looked at, the best one also keeps the final shares
 * nearest to the weights. The seconds actually used are debited, and so the next choice makes up
 * for what a speaker took. Nobody is called whose planned length no longer fits.
 *
 * Serving by earliest finish among those entitled (WF2Q) is the known best of the rules without
 * looking ahead; tests/bench/bench_allotment measures both. */
#ifndef PROVISO_FORUM_ALLOTMENT_H
#define PROVISO_FORUM_ALLOTMENT_H

#include "base/arena.h"

enum {
    ALLOTMENT_GROUPS = 64,
    ALLOTMENT_SPEAKERS = 50000,
    ALLOTMENT_WEIGHT = 1000000,   /* of a group, at most; at least 1 */
    ALLOTMENT_SECONDS = 10000000, /* a session, a speech: at most */
    ALLOTMENT_POSITIONS = 16      /* different positions on an item */
};

struct allotment_group {
    struct slice name;
    int64_t weight;
};

struct allotment_speaker {
    struct slice name;
    unsigned group;    /* index */
    unsigned position; /* 0: not stated; otherwise below ALLOTMENT_POSITIONS */
    int64_t planned;   /* seconds, above 0 */
    int64_t actual;    /* seconds used; 0: was not there, and passes; below 0: not yet known */
};

/* A session. Speakers stand in the order in which they asked. */
struct allotment_terms {
    int64_t length; /* seconds */
    const struct allotment_group *groups;
    size_t group_count;
    const struct allotment_speaker *speakers;
    size_t speaker_count;
};

enum allotment_reason {
    ALLOTMENT_ONLY,  /* the only group with somebody waiting whose speech fits */
    ALLOTMENT_AHEAD, /* the first of the best order of the next `looked` speeches */
    ALLOTMENT_END    /* the first of the best order of all that is left */
};

/* One speech. */
struct allotted {
    size_t speaker; /* index */
    int64_t start, end;
    enum allotment_reason reason;
    int64_t behind; /* seconds the group lagged at the start; below 0: it was ahead */
    int64_t worst;  /* seconds: the largest lag that the order looked at comes to */
    unsigned looked;
};

struct allotment {
    struct allotted *order; /* in the arena */
    size_t count;
    size_t *not_reached; /* indices, in the order in which they asked */
    size_t not_reached_count;
    size_t *absent;
    size_t absent_count;
    int64_t worst_lag;   /* seconds, rounded up: of any group at any change of speaker */
    int64_t share_error; /* the largest of a group, at the end or when its last speaker had spoken,
                            in thousandths of a percentage point of the time used */
};

/* Allots the whole session. Within a group speakers come as they asked, but a position that has not
 * been heard yet comes before the second speaker of one that has. */
void allot(const struct allotment_terms *terms, struct arena *arena, struct allotment *out);

#endif
