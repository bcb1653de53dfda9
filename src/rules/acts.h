/* The acts of a State's rules (chain XA-rules): two roots sign the rulebook that is in force. */
#ifndef PROVISO_RULES_ACTS_H
#define PROVISO_RULES_ACTS_H

#include "register/register.h"

enum rules_act { RULES_RULEBOOK, RULES_ACTS };

extern const struct act_table rules_acts;

/* A rulebook that a State's roots signed, by the SHA-256 of its text. */
struct adopted {
    struct digest text;
    struct digest statement;
};

struct adoptions {
    struct adopted *items; /* in the order of the chain; owned: adoptions_free */
    size_t count;
    struct digest head; /* of XA-rules; zero: none */
    int64_t seq;
};

/* Folds the statements of one State's chain XA-rules, in the order of the ledger. What does not hold
 * (roots, chain, skew) is left out and gives a finding. */
void rules_fold(const struct register_terms *terms, const struct filed *filed, size_t count,
                struct adoptions *out, struct findings *findings);

void adoptions_free(struct adoptions *adoptions);

#endif
