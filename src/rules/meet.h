/* The strictest of three rulebooks, for one measure, and whose each limit is (P10, M3). */
#ifndef PROVISO_RULES_MEET_H
#define PROVISO_RULES_MEET_H

#include "rules/rulebook.h"
#include "terms/finding.h"

/* The rulebooks of a matter. None is NULL; a State alone is on both sides with the same one. */
struct rulebooks {
    const struct rulebook *floor, *requesting, *executing;
};

enum { EFFECTIVE_EXTRAS = 128 };

/* What binds in a matter. `whose` has WHOSE_… of every book that holds the binding limit; where a
 * set is cut by several and held by none, of every book without which it would be another. */
struct effective {
    enum measure measure;
    int64_t limits[PARAMETER_COUNT];
    uint8_t whose[PARAMETER_COUNT];
    const struct extra *extras[EFFECTIVE_EXTRAS]; /* those of the measure, of all three books */
    uint8_t extra_whose[EFFECTIVE_EXTRAS];
    size_t extra_count;
};

/* The meet of the three for `measure`, and the union of their extras. False, with the parameter in
 * `error->where`, where limits without an order differ (RULE_CONFLICT): then there is nothing under
 * which both could act; or where there are more extras than there is room for (TOO_LARGE). */
bool rulebook_meet(const struct rulebooks *books, enum measure measure, struct effective *out,
                   struct error *error);

/* A limit in seconds, for those in hours and days. */
int64_t effective_seconds(const struct effective *effective, enum parameter parameter);

#endif
