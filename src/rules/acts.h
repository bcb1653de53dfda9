/* The acts of a State's rules (chain XA-rules): two roots sign what becomes its law, a rulebook or a
 * register of offences. The texts lie beside, known here by their SHA-256. */
#ifndef PROVISO_RULES_ACTS_H
#define PROVISO_RULES_ACTS_H

#include "register/register.h"

enum rules_act { RULES_RULEBOOK, RULES_OFFENCES, RULES_ACTS };

enum {
    RULES_ADOPTIONS = 512, /* of one State: what comes after is left out, and refuses */
    RULES_WHOSE = 8        /* bytes of "XA" or "treaty", with the end */
};

extern const struct act_table rules_acts;

/* A text that a State's roots made law. */
struct adopted {
    enum rules_act act;
    struct digest text;      /* SHA-256 of it */
    struct digest statement; /* that adopted it */
    char whose[RULES_WHOSE]; /* the State's own code; of offences also "treaty" */
    instant legal;           /* legal time of the adoption, never before that of an earlier one */
};

struct adoptions {
    struct adopted *items; /* in the order of the chain; owned: adoptions_free */
    size_t count;
    struct digest head; /* of XA-rules; zero: none */
    int64_t seq;
};

/* Folds the statements of one State's chain XA-rules, in the order of the ledger. What does not hold
 * (roots, chain, skew, offences of a third party) is left out and gives a finding. */
void rules_fold(const struct register_terms *terms, const struct filed *filed, size_t count,
                struct adoptions *out, struct findings *findings);

void adoptions_free(struct adoptions *adoptions);

/* What a statement of this vocabulary adopts: the SHA-256 of the text. */
struct digest rules_text(const struct statement *statement);

#endif
