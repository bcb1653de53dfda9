/* Whose turn it is (D3), step by step: the engine of the allotment (forum/allotment.h has the rule),
 * for a session whose speakers are known beforehand and for a floor where they come, leave and take
 * more or less than they planned. Pure, in whole numbers, from what was told alone.
 *
 * A group that has nobody waiting neither gains nor loses; when somebody of it asks again it goes on
 * from where it stood. */
#ifndef PROVISO_FORUM_TURNS_H
#define PROVISO_FORUM_TURNS_H

#include "forum/allotment.h"

/* One who waits. */
struct turn {
    size_t speaker;    /* the caller's number */
    unsigned position; /* 0: not stated; otherwise below ALLOTMENT_POSITIONS */
    int64_t planned;   /* seconds, above 0 */
    size_t asked;      /* how many had asked in this group before */
};

/* Those of a group who wait, in the order of their turns from `next` of the state on. */
struct turns_queue {
    struct turn *turns; /* in an arena */
    size_t count, room;
    size_t asked;
    uint32_t heard; /* bits of the positions that had the floor; bit 0: anybody had */
    bool changed;   /* the order is to be made again */
};

/* Where a session stands. A lag is in parts of a second: 1 / `whole` of one. */
struct turns_state {
    int64_t now; /* seconds used by the groups */
    int64_t lag[ALLOTMENT_GROUPS];
    size_t next[ALLOTMENT_GROUPS]; /* place in the group's queue */
};

struct turns {
    int64_t length; /* seconds */
    int64_t weights[ALLOTMENT_GROUPS];
    size_t group_count;
    struct turns_queue queues[ALLOTMENT_GROUPS];
    unsigned waiting[ALLOTMENT_GROUPS]; /* groups that are entitled to time */
    size_t waiting_count;
    int64_t whole; /* the sum of their weights */
    int64_t left;  /* the largest lag or lead with which a group had nobody waiting any more:
                      thousandths of a second */
    struct turns_state at;
};

/* What was chosen, and why. */
struct turn_choice {
    unsigned group;
    enum allotment_reason reason;
    int64_t behind, worst; /* as in struct allotted */
    unsigned looked;
};

/* Starts a session of `length` seconds with 1 to ALLOTMENT_GROUPS groups of those weights. A value
 * may be copied with what it points to, and the copy led on by anything but turns_ask, turns_leave,
 * turns_heard and turns_order: so a session is played on as planned. */
void turns_start(struct turns *turns, const int64_t *weights, size_t count, int64_t length);

/* Somebody asks: last in the group, unless a position that has not been heard comes with them. */
void turns_ask(struct turns *turns, unsigned group, size_t speaker, unsigned position,
               int64_t planned, struct arena *arena);

/* Somebody who waits asks no longer. False where they do not wait. */
bool turns_leave(struct turns *turns, unsigned group, size_t speaker);

/* A speaker of that position has begun: whoever waits with another one comes before the next of
 * it. */
void turns_heard(struct turns *turns, unsigned group, unsigned position);

/* Puts those who wait in the order of their turns; for who looks at them or copies. */
void turns_order(struct turns *turns);

/* The one who would be next in the group, or NULL. After turns_order. */
const struct turn *turns_first(const struct turns *turns, unsigned group);

/* Who speaks next: the first of the group that is chosen. Groups that have nobody waiting drop out
 * before, others come in. False where nobody waits with a speech that fits. */
bool turns_choose(struct turns *turns, struct turn_choice *out);

/* The group's first gets the floor and waits no longer. */
struct turn turns_take(struct turns *turns, unsigned group);

/* `seconds` pass, used by the group. */
void turns_spend(struct turns *turns, unsigned group, int64_t seconds);

/* `seconds` of the session are used by nobody's share: a point of order. */
void turns_lose(struct turns *turns, int64_t seconds);

/* The group is given so many seconds more, and the session is as much longer. */
void turns_grant(struct turns *turns, unsigned group, int64_t seconds);

/* How far the furthest of the groups that are entitled to time is behind it, in seconds, rounded up; at
 * least 0. */
int64_t turns_worst(const struct turns *turns);

/* The largest lag or lead that any group has now or left with, in thousandths of a second. */
int64_t turns_distance(const struct turns *turns);

#endif
