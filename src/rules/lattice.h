/* One limit: which of two is the stricter, what both together allow, and whether a fact keeps it.
 * Integers only, no loop, no state, no dependency: small enough to be proved (script/prove; the
 * comments that begin with @ are its contracts, see doc/proof.md).
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

/* What the functions below compute, over all integers; tests/rules/laws.c has the laws. */
/*@ logic integer both(integer a, integer b) = a & b;
    logic integer either(integer a, integer b) = a | b;

    axiomatic Masks {
        axiom both_commutes: \forall integer a, b; both(a, b) == both(b, a);
        axiom both_associates: \forall integer a, b, c;
            both(a, both(b, c)) == both(both(a, b), c);
        axiom either_commutes: \forall integer a, b; either(a, b) == either(b, a);
        axiom either_associates: \forall integer a, b, c;
            either(a, either(b, c)) == either(either(a, b), c);
    }

    predicate is_direction(integer d) = AT_MOST <= d <= EQUAL;

    predicate within(integer d, integer a, integer b) =
        (d == AT_MOST && a <= b) || (d == AT_LEAST && a >= b) ||
        ((d == PERMITTED || d == ALLOWED) && both(a, b) == a) ||
        ((d == REQUIRED || d == DEMANDED) && either(a, b) == a) || (d == EQUAL && a == b);

    predicate have_meet(integer d, integer a, integer b) =
        is_direction(d) && (d == EQUAL ==> a == b);

    logic integer met(integer d, integer a, integer b) =
        d == AT_MOST ? (a <= b ? a : b) :
        d == AT_LEAST ? (a >= b ? a : b) :
        d == PERMITTED || d == ALLOWED ? both(a, b) :
        d == REQUIRED || d == DEMANDED ? either(a, b) : a;
*/

/* `a` is at least as strict as `b`: a partial order. */
/*@ assigns \nothing;
    ensures \result <==> within(direction, a, b); */
bool lattice_within(enum direction direction, int64_t a, int64_t b);

/* The loosest limit that is within both: commutative, associative, idempotent. False, `*out`
 * untouched, only for EQUAL limits that differ. */
/*@ requires \valid(out);
    assigns *out;
    ensures \result <==> have_meet(direction, a, b);
    ensures \result ==> *out == met(direction, a, b);
    ensures !\result ==> *out == \old(*out); */
bool lattice_meet(enum direction direction, int64_t a, int64_t b, int64_t *out);

/* `fact` keeps `limit`. */
/*@ assigns \nothing;
    ensures \result <==> within(direction, fact, limit); */
bool lattice_permits(enum direction direction, int64_t limit, int64_t fact);

/* The strictest limit of the direction, where `most` is its largest number or its full mask. */
/*@ assigns \nothing;
    ensures direction != EQUAL ==> \forall integer b; is_direction(direction) &&
        0 <= b <= most && either(most, b) == most ==> within(direction, \result, b); */
int64_t lattice_strictest(enum direction direction, int64_t most);

#endif
