/* What of the counts may be shown in public without pointing at a matter (M8): small cells and what
 * would reveal them are left out. */
#ifndef PROVISO_WEB_STATISTICS_H
#define PROVISO_WEB_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STATISTICS_SMALL = 10 }; /* a cell below it, but for zero, is not shown */

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
