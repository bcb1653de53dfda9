/* Slots by weight: how many speaking slots each group has, where slots are of one length (D3).
 * Sainte-Laguë (divisors 1, 3, 5, …) with at least one slot for every group that has a weight, so
 * that small groups are rounded neither up nor down as a rule and none is left out. */
#ifndef PROVISO_FORUM_SLOTS_H
#define PROVISO_FORUM_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SLOTS_GROUPS = 64, SLOTS_MOST = 10000, SLOTS_WEIGHT = 1000000 };

/* Distributes `slots` among `count` groups; a weight of 0 gets none. Ties go to the larger weight,
 * then to the group that stands first. False, with nothing written, where there are fewer slots than
 * groups with a weight, or a number is beyond its bound. */
bool slots_divide(const int64_t *weights, size_t count, int64_t slots, int64_t *out);

#endif
