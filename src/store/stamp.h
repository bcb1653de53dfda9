/* Whether what States are verified from has changed: registers, adopted law, cosignatures, what other
 * States sent of theirs. For a node that keeps the verdict in memory. */
#ifndef PROVISO_STORE_STAMP_H
#define PROVISO_STORE_STAMP_H

#include "store/store.h"

/* Two equal ones of one open store: nothing of it was written, taken back or committed by another
 * process in between. Matters, their texts, the docket and the log of readings do not count. */
struct store_stamp {
    int64_t others; /* commits of other processes (PRAGMA data_version) */
    uint64_t own;   /* changes by this store, and their withdrawal */
};

/* As of the open transaction, or of now. */
bool store_stamp(struct store *store, struct store_stamp *out, struct error *error);

static inline bool store_stamp_equal(struct store_stamp a, struct store_stamp b)
{
    return a.others == b.others && a.own == b.own;
}

#endif
