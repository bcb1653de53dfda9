#include "rules/laws.h"

/*@ lemma within_reflexive: \forall integer d, a; is_direction(d) ==> within(d, a, a);
    lemma within_antisymmetric: \forall integer d, a, b;
        within(d, a, b) && within(d, b, a) ==> a == b;
    lemma within_transitive: \forall integer d, a, b, c;
        within(d, a, b) && within(d, b, c) ==> within(d, a, c);
    lemma meet_is_below_left: \forall integer d, a, b;
        have_meet(d, a, b) ==> within(d, met(d, a, b), a);
    lemma meet_is_below_right: \forall integer d, a, b;
        have_meet(d, a, b) ==> within(d, met(d, a, b), b);
    lemma meet_is_greatest: \forall integer d, a, b, c;
        within(d, c, a) && within(d, c, b) ==> have_meet(d, a, b) && within(d, c, met(d, a, b));
    lemma meet_is_commutative: \forall integer d, a, b;
        have_meet(d, a, b) ==> met(d, a, b) == met(d, b, a);
    lemma meet_is_associative: \forall integer d, a, b, c;
        have_meet(d, a, b) && have_meet(d, b, c) ==>
        met(d, met(d, a, b), c) == met(d, a, met(d, b, c));
    lemma meet_is_idempotent: \forall integer d, a; met(d, a, a) == a;

    lemma scaling_keeps_order: \forall integer a, b, unit;
        a <= b && unit >= 1 ==> a * unit <= b * unit;
    lemma scaling_keeps_within: \forall integer d, a, b, unit;
        unit >= 1 && (d != AT_MOST && d != AT_LEAST ==> unit == 1) && within(d, a, b) ==>
        within(d, a * unit, b * unit);
    lemma tighter_keeps_less: \forall struct kernel_rule rule, integer tighter, looser, fact;
        is_rule(rule) && within(rule.direction, tighter, looser) && keeps(rule, tighter, fact) ==>
        keeps(rule, looser, fact);
    lemma meet_keeps_what_both_keep: \forall struct kernel_rule rule, integer a, b, fact;
        is_rule(rule) && have_meet(rule.direction, a, b) ==>
        (keeps(rule, met(rule.direction, a, b), fact) <==>
            keeps(rule, a, fact) && keeps(rule, b, fact));
    lemma meet3_keeps_what_all_keep: \forall struct kernel_rule rule, integer a, b, c, fact;
        is_rule(rule) && have_meet3(rule.direction, a, b, c) ==>
        (keeps(rule, met3(rule.direction, a, b, c), fact) <==>
            keeps(rule, a, fact) && keeps(rule, b, fact) && keeps(rule, c, fact));
    lemma meet_is_limit: \forall struct kernel_rule rule, int64_t a, b, c, m;
        is_rule(rule) && is_limit(rule, a) && is_limit(rule, b) && is_limit(rule, c) &&
        have_meet3(rule.direction, a, b, c) && m == met3(rule.direction, a, b, c) ==>
        is_limit(rule, m);
    lemma met_row_permits{L}: \forall struct kernel_rule *rules, integer count,
            int64_t *a, int64_t *b, int64_t *c, int64_t *out, int64_t *facts,
            uint64_t known, uint64_t relevant;
        are_rules(rules, count) && all_met(rules, count, a, b, c, out) ==>
        (permitted(rules, count, out, facts, known, relevant) <==>
            permitted(rules, count, a, facts, known, relevant) &&
            permitted(rules, count, b, facts, known, relevant) &&
            permitted(rules, count, c, facts, known, relevant));
*/

bool law_within_is_partial_order(enum direction direction, int64_t a, int64_t b, int64_t c)
{
    bool ab = lattice_within(direction, a, b), ba = lattice_within(direction, b, a),
         bc = lattice_within(direction, b, c), ac = lattice_within(direction, a, c);

    return lattice_within(direction, a, a) && (!(ab && ba) || a == b) && (!(ab && bc) || ac);
}

bool law_meet_is_greatest_lower_bound(enum direction direction, int64_t a, int64_t b, int64_t c)
{
    bool below = lattice_within(direction, c, a) && lattice_within(direction, c, b);
    int64_t met;

    if (!lattice_meet(direction, a, b, &met))
        return !below;
    return lattice_within(direction, met, a) && lattice_within(direction, met, b) &&
           (!below || lattice_within(direction, c, met));
}

bool law_meet_is_commutative(enum direction direction, int64_t a, int64_t b)
{
    int64_t left, right;

    if (!lattice_meet(direction, a, b, &left))
        return !lattice_meet(direction, b, a, &right);
    return lattice_meet(direction, b, a, &right) && left == right;
}

bool law_meet_is_associative(enum direction direction, int64_t a, int64_t b, int64_t c)
{
    int64_t left, right;
    bool has_left = lattice_meet(direction, a, b, &left) && lattice_meet(direction, left, c, &left);
    bool has_right =
        lattice_meet(direction, b, c, &right) && lattice_meet(direction, a, right, &right);

    return has_left == has_right && (!has_left || left == right);
}

bool law_meet_is_idempotent(enum direction direction, int64_t a)
{
    int64_t met;

    return lattice_meet(direction, a, a, &met) && met == a;
}

bool law_tighter_never_permits_more(enum direction direction, int64_t tighter, int64_t looser,
                                    int64_t fact)
{
    return !lattice_within(direction, tighter, looser) ||
           !lattice_permits(direction, tighter, fact) || lattice_permits(direction, looser, fact);
}

bool law_meet_permits_what_both_permit(enum direction direction, int64_t a, int64_t b, int64_t fact)
{
    bool both = lattice_permits(direction, a, fact) && lattice_permits(direction, b, fact);
    int64_t met;

    if (!lattice_meet(direction, a, b, &met))
        return !both;
    return lattice_permits(direction, met, fact) == both;
}

bool law_strictest_is_within_all(enum direction direction, int64_t most, int64_t limit)
{
    return lattice_within(direction, lattice_strictest(direction, most), limit);
}

bool law_permitted(const struct law_case *question, const int64_t limits[])
{
    struct kernel_judgement judged =
        kernel_judge(question->rules, question->count, limits, question->facts, question->known,
                     question->relevant, question->regardless);

    return judged.asks == 0 && judged.fails == 0;
}

/*@ requires is_case(question);
    requires \valid_read(tighter + (0 .. question->count - 1)) &&
        \valid_read(looser + (0 .. question->count - 1));
    assigns \nothing;
    ensures \result <==> all_within(question->rules, question->count, tighter, looser); */
static bool is_tighter(const struct law_case *question, const int64_t tighter[],
                       const int64_t looser[])
{
    /*@ loop invariant 0 <= p <= question->count;
        loop invariant all_within(question->rules, p, tighter, looser);
        loop assigns p;
        loop variant question->count - p; */
    for (unsigned p = 0; p < question->count; p++)
        if (!lattice_within(question->rules[p].direction, tighter[p], looser[p]))
            return false;
    return true;
}

bool law_tightening_never_permits(const struct law_case *question, const int64_t tighter[],
                                  const int64_t looser[])
{
    return !is_tighter(question, tighter, looser) || !law_permitted(question, tighter) ||
           law_permitted(question, looser);
}

bool law_meet_permits_what_all_permit(const struct law_case *question, const int64_t a[],
                                      const int64_t b[], const int64_t c[], int64_t out[])
{
    bool all;

    if (kernel_meet(question->rules, question->count, a, b, c, out) < question->count)
        return true;
    all = law_permitted(question, a) && law_permitted(question, b) && law_permitted(question, c);
    return law_permitted(question, out) == all;
}
