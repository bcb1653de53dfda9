#include "rules/kernel.h"

/*@ lemma bit_added: \forall uint64_t mask, integer p, q;
        0 <= p < KERNEL_PARAMETERS && 0 <= q < KERNEL_PARAMETERS ==>
        (in_mask(mask | (1 << p), q) <==> in_mask(mask, q) || p == q); */

/*@ requires \valid_read(rule) && is_rule(*rule) && is_limit(*rule, limit);
    assigns \nothing;
    ensures \result <==> keeps(*rule, limit, fact); */
static bool permits(const struct kernel_rule *rule, int64_t limit, int64_t fact)
{
    return lattice_permits(rule->direction, limit * rule->unit, fact);
}

unsigned kernel_meet(const struct kernel_rule rules[], unsigned count, const int64_t a[],
                     const int64_t b[], const int64_t c[], int64_t out[])
{
    /*@ loop invariant 0 <= p <= count;
        loop invariant all_met(rules, p, a, b, c, out);
        loop assigns p, out[0 .. count - 1];
        loop variant count - p; */
    for (unsigned p = 0; p < count; p++) {
        enum direction direction = rules[p].direction;
        int64_t met;

        if (!lattice_meet(direction, a[p], b[p], &met) || !lattice_meet(direction, met, c[p], &met))
            return p;
        out[p] = met;
    }
    return count;
}

struct kernel_judgement kernel_judge(const struct kernel_rule rules[], unsigned count,
                                     const int64_t limits[], const int64_t facts[], uint64_t known,
                                     uint64_t relevant, uint64_t regardless)
{
    struct kernel_judgement judged = {0, 0};

    if (!permits(&rules[0], limits[0], 1)) {
        judged.fails = 1;
        relevant &= regardless;
    }
    /*@ loop invariant 1 <= p <= count;
        loop invariant \forall integer q; 1 <= q < p ==>
            (in_mask(judged.asks, q) <==> asks(known, relevant, q));
        loop invariant \forall integer q; 1 <= q < p ==>
            (in_mask(judged.fails, q) <==>
                fails(rules, limits, facts, known, relevant, q));
        loop invariant !in_mask(judged.asks, 0);
        loop invariant in_mask(judged.fails, 0) <==> !keeps(rules[0], limits[0], 1);
        loop invariant judged.asks == 0 <==>
            (\forall integer q; 1 <= q < p ==> !asks(known, relevant, q));
        loop invariant judged.fails == 0 <==>
            (\forall integer q; 0 <= q < p ==>
                !fails(rules, limits, facts, known, relevant, q));
        loop invariant \forall integer q; p <= q < KERNEL_PARAMETERS ==>
            !in_mask(judged.asks, q);
        loop invariant \forall integer q; p <= q < KERNEL_PARAMETERS ==>
            !in_mask(judged.fails, q);
        loop assigns p, judged;
        loop variant count - p; */
    for (unsigned p = 1; p < count; p++) {
        uint64_t bit = UINT64_C(1) << p;

        if (!(relevant & bit))
            continue;
        if (!(known & bit))
            judged.asks |= bit;
        else if (!permits(&rules[p], limits[p], facts[p]))
            judged.fails |= bit;
    }
    return judged;
}
