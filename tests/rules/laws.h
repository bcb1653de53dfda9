/* The laws of limits, meet and decision, each as a function that computes whether it holds for what
 * it is given. script/prove proves that each always returns true; test_laws.c tries them. */
#ifndef PROVISO_TESTS_RULES_LAWS_H
#define PROVISO_TESTS_RULES_LAWS_H

#include "rules/kernel.h"

/* `lattice_within` is reflexive, antisymmetric, transitive. */
/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_within_is_partial_order(enum direction direction, int64_t a, int64_t b, int64_t c);

/* A meet is within both, and whatever is within both is within it. Two limits with anything within
 * both have a meet. */
/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_meet_is_greatest_lower_bound(enum direction direction, int64_t a, int64_t b, int64_t c);

/* Also where there is no meet: both sides then have none. */
/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_meet_is_commutative(enum direction direction, int64_t a, int64_t b);

/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_meet_is_associative(enum direction direction, int64_t a, int64_t b, int64_t c);

/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_meet_is_idempotent(enum direction direction, int64_t a);

/* What keeps the tighter limit keeps the looser. */
/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_tighter_never_permits_more(enum direction direction, int64_t tighter, int64_t looser,
                                    int64_t fact);

/* A fact keeps the meet exactly where it keeps both. */
/*@ requires is_direction(direction);
    assigns \nothing;
    ensures \result; */
bool law_meet_permits_what_both_permit(enum direction direction, int64_t a, int64_t b,
                                       int64_t fact);

/* The strictest limit is within every limit from 0 to `most` (sets: within the mask `most`). */
/*@ requires is_direction(direction) && direction != EQUAL;
    requires 0 <= limit <= most && either(most, limit) == most;
    assigns \nothing;
    ensures \result; */
bool law_strictest_is_within_all(enum direction direction, int64_t most, int64_t limit);

/* What a decision is about, beside the limits. */
struct law_case {
    const struct kernel_rule *rules;
    unsigned count;
    const int64_t *facts;
    uint64_t known, relevant, regardless;
};

/*@ predicate is_case(struct law_case *question) = \valid_read(question) &&
        are_rules(question->rules, question->count) &&
        \valid_read(question->facts + (0 .. question->count - 1)); */

/* No parameter asks or fails. */
/*@ requires is_case(question) && are_limits(question->rules, question->count, limits);
    assigns \nothing;
    ensures \result <==> permitted(question->rules, question->count, limits, question->facts,
                                   question->known, question->relevant); */
bool law_permitted(const struct law_case *question, const int64_t limits[]);

/* Promise 3, the decision: where every limit of `tighter` is within that of `looser`, what the
 * looser refuse the tighter do not permit. */
/*@ requires is_case(question) && are_limits(question->rules, question->count, tighter) &&
        are_limits(question->rules, question->count, looser);
    assigns \nothing;
    ensures \result; */
bool law_tightening_never_permits(const struct law_case *question, const int64_t tighter[],
                                  const int64_t looser[]);

/* Promise 3, the meet: what the meet of three rows permits, each of the three permits, and the meet
 * refuses nothing that all three permit. `out` is room for the meet. */
/*@ requires is_case(question) && are_limits(question->rules, question->count, a) &&
        are_limits(question->rules, question->count, b) &&
        are_limits(question->rules, question->count, c);
    requires \valid(out + (0 .. question->count - 1));
    requires \separated(out + (0 .. question->count - 1), question,
                        question->rules + (0 .. question->count - 1));
    requires \separated(out + (0 .. question->count - 1),
                        question->facts + (0 .. question->count - 1));
    requires \separated(out + (0 .. question->count - 1), a + (0 .. question->count - 1));
    requires \separated(out + (0 .. question->count - 1), b + (0 .. question->count - 1));
    requires \separated(out + (0 .. question->count - 1), c + (0 .. question->count - 1));
    assigns out[0 .. question->count - 1];
    ensures \result; */
bool law_meet_permits_what_all_permit(const struct law_case *question, const int64_t a[],
                                      const int64_t b[], const int64_t c[], int64_t out[]);

#endif
