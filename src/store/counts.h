/* What each matter counts for in the public statistics: a row for each month in which it had entries, as
 * it stood after the last of them. Derived by folding matters; it may be lost and made anew. It has no
 * more than a chain's name, three words and two dates, and of what was destroyed that there was one. */
#ifndef PROVISO_STORE_COUNTS_H
#define PROVISO_STORE_COUNTS_H

#include "store/store.h"

struct store_count {
    instant month;               /* its beginning */
    bool known;                  /* false: it shows no measure */
    int part, measure, standing; /* numbers of the caller's; 0 where it is not known */
    instant expires; /* from then on it stands otherwise by time alone; INT64_MAX: never */
};

/* Replaces the rows of a chain from the month `from` on by these, of rising months. */
bool store_counts_put(struct store *store, struct slice chain, instant from,
                      const struct store_count *rows, size_t count, struct error *error);

/* One row in place of all: nothing but that there was a matter. In the transaction of its destruction.
 */
bool store_counts_forget(struct store *store, struct slice chain, struct error *error);

/* All of a chain, by rising months. */
bool store_counts_of(struct store *store, struct slice chain, struct arena *arena,
                     struct store_count **out, size_t *count, struct error *error);

/* Whether every row follows on the one before it, and none is of a chain that is not there. */
bool store_counts_hold(struct store *store, bool *hold, struct error *error);

bool store_counts_clear(struct store *store, struct error *error);

/* How many matters there were with each part, measure and standing, by the last row of each before
 * `until` (the beginning of a month). */
struct store_sum {
    bool known, expired; /* `expires` had come by then */
    int part, measure, standing;
    uint64_t matters;
};
bool store_counts_sum(struct store *store, instant until, struct arena *arena,
                      struct store_sum **out, size_t *count, struct error *error);

/* How many matters wait for each act of the State's offices that was due before `now` (docket.h). */
struct store_late {
    struct slice act;
    uint64_t matters;
};
bool store_late(struct store *store, instant now, struct arena *arena, struct store_late **out,
                size_t *count, struct error *error);

#endif
