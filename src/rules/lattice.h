/* One limit: which of two is the stricter, what both together allow, and whether a fact keeps it.
 * Integers only, no loop, no state, no dependency: small enough to be proved.
 *
 * A fact is compared as if it were a limit: it keeps the limit where it is at least as strict. So
 * every law of decisions follows from `lattice_within` being an order and `lattice_meet` its
 * greatest lower bound. */
#ifndef PROVISO_RULES_LATTICE_H
#define PROVISO_RULES_LATTICE_H

#include <stdbool.h>
#include <stdint.h>

/* Which way a parameter tightens. Sets are masks of at most 62 bits; a flag is 0 or 1. */
enum direction {
    AT_MOST,   /* a number: the fact is at most the limit; less is stricter */
    AT_LEAST,  /* a number: the fact is at least the limit; more is stricter */
    PERMITTED, /* a set: the fact lies within the limit; fewer is stricter */
    REQUIRED,  /* a set: the fact covers the limit; more is stricter */
    ALLOWED,   /* a flag: "no" forbids; PERMITTED over a set of one */
    DEMANDED,  /* a flag: "yes" demands; REQUIRED over a set of one */
    EQUAL      /* no order: limits that differ have no meet; the fact is the limit */
};

/* `a` is at least as strict as `b`: a partial order. */
bool lattice_within(enum direction direction, int64_t a, int64_t b);

/* The loosest limit that is within both: commutative, associative, idempotent. False, `*out`
 * untouched, only for EQUAL limits that differ. */
bool lattice_meet(enum direction direction, int64_t a, int64_t b, int64_t *out);

/* `fact` keeps `limit`. */
bool lattice_permits(enum direction direction, int64_t limit, int64_t fact);

/* The strictest limit of the direction, where `most` is its largest number or its full mask. */
int64_t lattice_strictest(enum direction direction, int64_t most);

#endif
