/* Portable proofs that an entry is in a ledger (c2sp.org/tlog-proof@v1):
 *
 *   c2sp.org/tlog-proof@v1\n
 *   extra <base64>\n            optional
 *   index <N>\n
 *   <base64 hash>\n             any number, leaf to root
 *   \n
 *   checkpoint note */
#ifndef PROVISO_LEDGER_PROOF_H
#define PROVISO_LEDGER_PROOF_H

#include "ledger/checkpoint.h"
#include "ledger/merkle.h"

struct proof {
    struct slice extra; /* canonical base64 as written; data NULL: there is no such line */
    uint64_t index;     /* at most INT64_MAX */
    struct digest path[MERKLE_INCLUSION_LIMIT];
    size_t count;
    struct slice checkpoint; /* the checkpoint note's bytes */
};

/* Appends the proof's text. */
void proof_format(const struct proof *proof, struct buffer *out);

/* Reads a proof strictly; slices of `out` point into `text`. The checkpoint is split off, not read.
 * ERROR_PROOF_FORMAT. */
bool proof_parse(struct slice text, struct proof *out, struct error *error);

/* True if the proof shows `leaf` in the tree of `checkpoint`, which the caller has verified.
 * ERROR_PROOF_WRONG. */
bool proof_verify(const struct proof *proof, struct digest leaf,
                  const struct checkpoint *checkpoint, struct error *error);

#endif
