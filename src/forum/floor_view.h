/* What a floor's record adds up to: time per group, region and organisation, planned and actual;
 * budgets; when each of those who wait will have the floor. */
#ifndef PROVISO_FORUM_FLOOR_VIEW_H
#define PROVISO_FORUM_FLOOR_VIEW_H

#include "forum/floor.h"

enum floor_dimension { FLOOR_BY_GROUP, FLOOR_BY_REGION, FLOOR_BY_ORGANISATION };

/* Speeches of the lists and what was interposed but for points of order; replies stand apart. */
struct floor_sum {
    struct slice name;
    size_t speakers; /* who asked and did not withdraw */
    size_t heard;
    size_t absent, not_drawn;
    int64_t planned; /* seconds of those */
    int64_t used;
    int64_t remote; /* of `used`, spoken over a link */
    int64_t replies;
};

/* The sums, groups in the order of the shares, others by name; in the arena. Groups of which nobody
 * asked are there with zeros. */
struct floor_sum *floor_sums(const struct floor *floor, enum floor_dimension by,
                             struct arena *arena, size_t *count);

/* A group's budget on an item, in seconds: its share of the time set, what was granted, what was
 * debited. What remains may be below 0. */
struct floor_budget {
    int64_t initial, additional, used, remaining;
};

struct floor_budget floor_budget(const struct floor *floor, const struct floor_item *item,
                                 unsigned group);

/* For each speech, seconds of speaking from `now` until its turn if everybody speaks as planned; below
 * 0: it has or had the floor, or will not be reached. In the arena. */
int64_t *floor_estimates(struct floor *floor, instant now, struct arena *arena);

/* The most that a group was behind its share when it was called on that item so far, in seconds. */
int64_t floor_worst(const struct floor *floor, int item);

/* Indices of the speeches that were called, in the order of the calls; in the arena. */
size_t *floor_order(const struct floor *floor, struct arena *arena, size_t *count);

#endif
