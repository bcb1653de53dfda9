/* The numbers of a meet and of a decision, and nothing else: what is proved (doc/proof.md). Rows of
 * limits and facts, a table that says which way each tightens, masks in which bit p is parameter p.
 * Names, findings and whose rule it is are those of the callers (meet.h, decide.h).
 *
 * Parameter 0 is the availability of the measure: it needs no fact, since deciding is asking. */
#ifndef PROVISO_RULES_KERNEL_H
#define PROVISO_RULES_KERNEL_H

#include "rules/lattice.h"

enum { KERNEL_PARAMETERS = 64 }; /* at most: a set of parameters is one mask */

/* What the kernel knows of a parameter. `unit` turns a limit into the unit of its facts: seconds an
 * hour, seconds a day, otherwise 1; above 0, and 1 for sets and flags. */
struct kernel_rule {
    enum direction direction;
    int64_t unit;
};

/* What stands in the way, a bit for each parameter: nothing is permitted unless both are 0. */
struct kernel_judgement {
    uint64_t asks;  /* it matters, and its fact is not known */
    uint64_t fails; /* its fact does not keep the limit */
};

/*@ predicate is_rule(struct kernel_rule rule) =
        is_direction(rule.direction) && rule.unit >= 1 &&
        (rule.direction != AT_MOST && rule.direction != AT_LEAST ==> rule.unit == 1);

    predicate are_rules(struct kernel_rule *rules, integer count) =
        1 <= count <= KERNEL_PARAMETERS && \valid_read(rules + (0 .. count - 1)) &&
        \forall integer p; 0 <= p < count ==> is_rule(rules[p]);

    predicate is_limit(struct kernel_rule rule, integer limit) =
        INT64_MIN <= limit * rule.unit <= INT64_MAX;

    predicate are_limits(struct kernel_rule *rules, integer count, int64_t *limits) =
        \valid_read(limits + (0 .. count - 1)) &&
        \forall integer p; 0 <= p < count ==> is_limit(rules[p], limits[p]);

    predicate keeps(struct kernel_rule rule, integer limit, integer fact) =
        within(rule.direction, fact, limit * rule.unit);

    predicate in_mask(integer mask, integer p) = (mask & (1 << p)) != 0;

    predicate have_meet3(integer d, integer a, integer b, integer c) =
        have_meet(d, a, b) && have_meet(d, met(d, a, b), c);

    logic integer met3(integer d, integer a, integer b, integer c) = met(d, met(d, a, b), c);

    predicate all_met(struct kernel_rule *rules, integer count, int64_t *a, int64_t *b, int64_t *c,
                      int64_t *out) =
        \forall integer p; 0 <= p < count ==>
            have_meet3(rules[p].direction, a[p], b[p], c[p]) &&
            out[p] == met3(rules[p].direction, a[p], b[p], c[p]);
*/

/* The meet of three rows. Returns `count`, or the place of the first parameter whose limits have no
 * meet; `out` has what met before it. The rows may be one and the same, but not `out`. */
/*@ requires are_rules(rules, count);
    requires \valid_read(a + (0 .. count - 1)) && \valid_read(b + (0 .. count - 1)) &&
        \valid_read(c + (0 .. count - 1)) && \valid(out + (0 .. count - 1));
    requires \separated(out + (0 .. count - 1), rules + (0 .. count - 1));
    requires \separated(out + (0 .. count - 1), a + (0 .. count - 1));
    requires \separated(out + (0 .. count - 1), b + (0 .. count - 1));
    requires \separated(out + (0 .. count - 1), c + (0 .. count - 1));
    assigns out[0 .. count - 1];
    ensures 0 <= \result <= count;
    ensures all_met(rules, \result, a, b, c, out);
    ensures \result < count ==>
        !have_meet3(rules[\result].direction, a[\result], b[\result], c[\result]); */
unsigned kernel_meet(const struct kernel_rule rules[], unsigned count, const int64_t a[],
                     const int64_t b[], const int64_t c[], int64_t out[]);

/* Judges every parameter of `relevant`; of parameter 0 whether its limit lets the measure be used,
 * whatever the masks say. Where it does not, only what is also in `regardless` is judged besides.
 */
/*@ predicate asks(uint64_t known, uint64_t relevant, integer p) =
        p > 0 && in_mask(relevant, p) && !in_mask(known, p);

    predicate fails(struct kernel_rule *rules, int64_t *limits, int64_t *facts, uint64_t known,
                    uint64_t relevant, integer p) =
        p == 0 ? !keeps(rules[0], limits[0], 1) :
        in_mask(relevant, p) && in_mask(known, p) && !keeps(rules[p], limits[p], facts[p]);

    predicate permitted(struct kernel_rule *rules, integer count, int64_t *limits, int64_t *facts,
                        uint64_t known, uint64_t relevant) =
        \forall integer p; 0 <= p < count ==> !asks(known, relevant, p) &&
            !fails(rules, limits, facts, known, relevant, p);

    predicate all_within(struct kernel_rule *rules, integer count, int64_t *a, int64_t *b) =
        \forall integer p; 0 <= p < count ==> within(rules[p].direction, a[p], b[p]);
*/
/*@ requires are_rules(rules, count) && are_limits(rules, count, limits);
    requires \valid_read(facts + (0 .. count - 1));
    assigns \nothing;
    ensures in_mask(\result.fails, 0) <==> !keeps(rules[0], limits[0], 1);
    ensures \forall integer p; 0 <= p < count && keeps(rules[0], limits[0], 1) ==>
        (in_mask(\result.asks, p) <==> asks(known, relevant, p)) &&
        (in_mask(\result.fails, p) <==> fails(rules, limits, facts, known, relevant, p));
    ensures \forall integer p; 0 < p < count && !keeps(rules[0], limits[0], 1) ==>
        (in_mask(\result.asks, p) <==>
            in_mask(regardless, p) && asks(known, relevant, p)) &&
        (in_mask(\result.fails, p) <==>
            in_mask(regardless, p) && fails(rules, limits, facts, known, relevant, p));
    ensures \result.asks == 0 && \result.fails == 0 <==>
        permitted(rules, count, limits, facts, known, relevant); */
struct kernel_judgement kernel_judge(const struct kernel_rule rules[], unsigned count,
                                     const int64_t limits[], const int64_t facts[], uint64_t known,
                                     uint64_t relevant, uint64_t regardless);

#endif
