/* Public statistics of a State (M8): how many matters it had at the start of a month, by its part, their
 * measure and how they stood. The store keeps a row of each matter for each month with entries
 * (store/counts.h), made in the transaction of the entry, so that nothing is folded to count. */
#ifndef PROVISO_NODE_STATISTICS_H
#define PROVISO_NODE_STATISTICS_H

#include "node/node.h"

/* Which part the State has in a matter. */
enum statistics_part {
    STATISTICS_ASKING,    /* its courts asked another State */
    STATISTICS_EXECUTING, /* it was asked */
    STATISTICS_HOME,      /* both, within the State */
    STATISTICS_PARTS
};

/* How a matter stands. X(constant, words). The numbers are in the store. */
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

/* Counts as of the start of the month of `now`: each matter as it stood after its last entry before, and
 * as expired where its time was over by then. */
bool node_statistics(struct node *node, instant now, struct statistics *out, struct error *error);

/* How many of this State's acts are overdue at `now`, by act, from the docket: those that come next and
 * whose date, or that of the decision that waits for them, is over. What can be done no more,
 * a production after its order's time, is not overdue but over. */
bool node_overdue(struct node *node, instant now, uint64_t out[MATTER_ACTS], struct error *error);

/* Makes the rows of a matter anew, in the transaction in which its statements changed: from the month of
 * `since` on, where nothing was entered before that; NEVER: all. */
bool statistics_take(struct node *node, const struct matter_terms *terms, const struct filed *filed,
                     size_t count, instant since, struct error *error);

/* The same where the matter's content cannot be read: that there is one is all that counts. */
bool statistics_take_unreadable(struct node *node, struct slice chain, struct error *error);

/* The rows are what the statements say (`readable` false: they cannot be read): ERROR_LEDGER_DIFFERS
 * with the matter. */
bool statistics_compare(struct node *node, const struct matter_terms *terms,
                        const struct filed *filed, size_t count, bool readable,
                        struct error *error);

/* Every row has its matter and its place. */
bool statistics_audit(struct node *node, struct error *error);

#endif
