/* What a State may say in public about its matters without pointing at one of them (M8): counts as
 * they stood at the start of a month, small cells and what would reveal them left out. */
#ifndef PROVISO_WEB_STATISTICS_H
#define PROVISO_WEB_STATISTICS_H

#include "matter/matter.h"

enum { STATISTICS_SMALL = 10 }; /* a cell below it, but for zero, is not shown */

/* Which part the State has in a matter. */
enum statistics_part {
    STATISTICS_ASKING,    /* its courts asked another State */
    STATISTICS_EXECUTING, /* it was asked */
    STATISTICS_HOME,      /* both, within the State */
    STATISTICS_PARTS
};

/* How a matter stands. X(constant, words) */
#define STATISTICS_STANDINGS(X)                                                                    \
    X(WAITING, "waiting for an act")                                                               \
    X(PERMITTED, "permitted")                                                                      \
    X(SUSPENDED, "suspended or postponed")                                                         \
    X(REFUSED, "refused")                                                                          \
    X(ENDED, "ended, withdrawn or void")                                                           \
    X(EXPIRED, "expired")                                                                          \
    X(PRODUCED, "data produced")

#define X(constant, words) STATISTICS_##constant,
enum statistics_standing { STATISTICS_STANDINGS(X) STATISTICS_STANDING_COUNT };
#undef X

const char *statistics_words(enum statistics_standing standing);

struct statistics {
    instant until; /* what was logged before; the start of a month, UTC */
    uint64_t matters[STATISTICS_PARTS][MEASURE_COUNT];
    uint64_t standings[STATISTICS_STANDING_COUNT];
    uint64_t unknown; /* matters whose content is destroyed or that show no measure */
};

/* The start of the month in which `now` lies. */
instant statistics_until(instant now);

/* Counts one matter, folded as of `statistics->until`. */
void statistics_add(struct statistics *statistics, const struct matter *matter, const char *state);

/* Cells that are shown together with their total. */
struct statistics_row {
    uint64_t total;
    bool total_hidden;
};

/* Marks in `hidden` which of the `count` cells are not to be shown: each from 1 to 9, then, from the
 * smallest, as many others as it takes until what is hidden adds up to 10 and is two cells at least.
 * Where that cannot be, the total is hidden as well. */
struct statistics_row statistics_hide(const uint64_t *cells, size_t count, bool *hidden);

/* The band in which a count lies, for what is shown at every moment: 0, or the lowest of 1–9, 10–19, …
 */
uint64_t statistics_band(uint64_t count);

#endif
