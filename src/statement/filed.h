/* A statement together with what is known of its signatures and of its place in its State's ledger.
 * Folds take these; who fills them (a node from its store, `verify` from a writ) has checked the
 * signatures and proofs. */
#ifndef PROVISO_STATEMENT_FILED_H
#define PROVISO_STATEMENT_FILED_H

#include "statement/statement.h"

enum { NEVER = -1 }; /* an instant that has not come */

struct filed {
    struct statement statement;
    struct signature signatures[SIGNERS_MOST]; /* verified, in the signers' order */
    int64_t entry;   /* index in its ledger; NEVER: not logged, or not shown to be */
    instant entered; /* time of the entry; NEVER as above */
    instant
        cosigned; /* oldest quorum cosignature on the first checkpoint shown to include it; NEVER */
};

/* Legal time (DESIGN, Ledger): the later of entry time and cosignature. Where no cosignature is
 * known it is provisional: the entry time, and where there is no entry, `at`. */
static inline instant filed_legal(const struct filed *filed)
{
    if (filed->entered == NEVER)
        return filed->statement.at;
    return filed->cosigned > filed->entered ? filed->cosigned : filed->entered;
}

/* From when its effect counts against a power: the earlier of its `at` and its legal time. */
static inline instant filed_earliest(const struct filed *filed)
{
    instant legal = filed_legal(filed);

    return filed->statement.at < legal ? filed->statement.at : legal;
}

#endif
