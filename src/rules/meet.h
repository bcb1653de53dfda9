/* The strictest of three rulebooks, for one measure, and whose each limit is (P10, M3). */
#ifndef PROVISO_RULES_MEET_H
#define PROVISO_RULES_MEET_H

#include "rules/rulebook.h"
#include "terms/finding.h"

/* The rulebooks of a matter. None is NULL; a State alone is on both sides with the same one. */
struct rulebooks {
    const struct rulebook *floor, *requesting, *executing;
};

/* What binds in a matter. `whose` has WHOSE_… of every book that holds the binding limit; where a
 * set is cut by several and held by none, of every book without which it would be another. */
struct effective {
    enum measure measure;
    int64_t limits[PARAMETER_COUNT];
    uint8_t whose[PARAMETER_COUNT];
};

/* The meet of the three for `measure`. False, with the parameter in `error->where`, only where
 * limits without an order differ (RULE_CONFLICT): then there is nothing under which both could act.
 */
bool rulebook_meet(const struct rulebooks *books, enum measure measure, struct effective *out,
                   struct error *error);

/* A limit in seconds, for those in hours and days. */
int64_t effective_seconds(const struct effective *effective, enum parameter parameter);

#endif
