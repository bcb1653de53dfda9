/* The docket: who owes which act by when. Derived by folding matters; it may be lost and made anew.
 */
#ifndef PROVISO_STORE_DOCKET_H
#define PROVISO_STORE_DOCKET_H

#include "store/store.h"

struct store_due {
    struct slice chain;
    struct slice office; /* "xa.court-1", or a role where no office is named */
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

/* Empties the docket; who calls it folds all chains again. */
bool store_docket_clear(struct store *store, struct error *error);

#endif
