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
*/
