/* Statements a second into a node's store, without signature checks, beside bare SQLite writing the
 * same rows and indexes with the same settings and so the same durability. */
#ifndef PROVISO_TESTS_BENCH_STORE_H
#define PROVISO_TESTS_BENCH_STORE_H

#include "base/error.h"

enum { BENCH_STORE_BATCHES = 4 };

struct bench_store {
    struct {
        unsigned batch; /* statements a transaction */
        double store;   /* statements a second: seal, hash, grow the tree, sign the checkpoint */
        double bare;    /* rows of the same size without any of it */
        double
            matters; /* through the store, where every tenth statement opens a matter (its key) */
    } batches[BENCH_STORE_BATCHES];
    unsigned payload, signatures; /* bytes a statement */
};

/* Measures in new folders below `folder`, which it removes. About `seconds` a measurement. */
bool bench_store(const char *folder, double seconds, struct bench_store *out, struct error *error);

#endif
