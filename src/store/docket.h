/* The docket: who is awaited for which act by when. Derived by folding matters; it may be lost and made
 * anew. It has no more than a chain's name, an office, an act and a date: what is sealed stays so. */
#ifndef PROVISO_STORE_DOCKET_H
#define PROVISO_STORE_DOCKET_H

#include "store/store.h"

struct store_due {
    struct slice chain;
    struct slice office; /* "xa.court-1", or "XA judge" where no office is named */
    struct slice act;
    instant due;
};

/* Replaces everything that the docket has for a chain (count 0: removes it). */
bool store_docket_put(struct store *store, struct slice chain, const struct store_due *dues,
                      size_t count, struct error *error);

/* Those due before `until`, of one office (empty: of all), by due time, chain, act; at most `most`.
 */
bool store_docket(struct store *store, struct slice office, instant until, size_t most,
                  struct arena *arena, struct store_due **out, size_t *count, struct error *error);

/* All of a chain, by act and office. */
bool store_docket_of(struct store *store, struct slice chain, struct arena *arena,
                     struct store_due **out, size_t *count, struct error *error);

/* The chains that are in it, in the order of their names, after `after`; at most `most`. */
bool store_docket_chains(struct store *store, struct slice after, size_t most, struct arena *arena,
                         struct slice **out, size_t *count, struct error *error);

/* The matters in which an office signed, the latest first, each with the time at which its last statement
 * came in: among the newest STORE_LATELY statements of the store, at most `most`. */
enum { STORE_LATELY = 5000 };
struct store_signed {
    struct slice chain;
    instant at;
};
bool store_signed_lately(struct store *store, struct slice office, size_t most, struct arena *arena,
                         struct store_signed **out, size_t *count, struct error *error);

/* Empties the docket; who calls it folds all chains again. */
bool store_docket_clear(struct store *store, struct error *error);

#endif
