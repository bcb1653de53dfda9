/* The log of readings: who was shown which matter, when. Only added to. */
#ifndef PROVISO_STORE_READINGS_H
#define PROVISO_STORE_READINGS_H

#include "store/store.h"

struct store_reading {
    struct slice chain, official;
    instant at;
};

/* Adds one, in the open transaction. */
bool store_put_reading(struct store *store, const struct store_reading *reading,
                       struct error *error);

/* Those of a chain, the latest first, at most `most`. */
bool store_readings(struct store *store, struct slice chain, size_t most, struct arena *arena,
                    struct store_reading **out, size_t *count, struct error *error);

#endif
