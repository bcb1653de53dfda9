/* Dual criminality by conduct, not by labels (M1): is what one State's offence punishes a crime in
 * the other State too? */
#ifndef PROVISO_LAW_COMPARE_H
#define PROVISO_LAW_COMPARE_H

#include "law/compare_facts.h"
#include "law/offence.h"
#include "terms/finding.h"

/* One element of two offences. */
struct comparison_element {
    enum relation relation;          /* of the first offence's value to the second's */
    int64_t only_first, only_second; /* sets: what lies in one alone */
    enum truth first, second;        /* the facts under each; without facts TRUTH_UNKNOWN */
};

/* How the two offences lie to each other, as their elements say. */
enum comparison_relation {
    COMPARISON_SAME,   /* each within the other */
    COMPARISON_WITHIN, /* the first within the second */
    COMPARISON_AROUND, /* the second within the first */
    COMPARISON_CROSS,  /* neither within the other */
    COMPARISON_APART   /* no act, or no object, in common */
};

struct comparison {
    struct comparison_element elements[ELEMENT_COUNT];
    enum comparison_relation relation;
    bool has_facts;
    enum truth first, second; /* the facts under all elements of each; without facts UNKNOWN */
    enum truth verdict;
    unsigned deciding; /* mask of the elements on which the verdict turns; none where it is yes */
};

/* Compares the offence on which a request rests with one of the requested State.
 *
 * Without facts (NULL) the conduct is what the first offence punishes, and no more is known of it:
 * yes where that lies within the second; no where they are apart; otherwise not known, since the
 * conduct can be such that only the first punishes it, and the facts are needed.
 *
 * With facts, these alone decide: yes where they meet both offences, no where they fail one, else
 * not known. So the verdict is the same either way round, never yes while a fact that decides is
 * unknown, and learning more changes nothing but "not known".
 *
 * An act that is only "expression" or "other" names no conduct: it is the same only where both
 * quote the same text. */
void compare_provisions(const struct provision *first, const struct provision *second,
                        const struct facts *facts, struct comparison *out);

/* The same as a matter puts it: the conduct is alleged to be what the first offence punishes, and
 * something more may be known of it. Element by element, what the facts answer under both offences
 * they decide; what they leave open the elements decide, as without facts. A fact that contradicts
 * the allegation so ends it, and one that nobody states asks only where the elements differ in it. */
void compare_case(const struct provision *first, const struct provision *second,
                  const struct facts *facts, struct comparison *out);

/* Adds DUAL_CRIMINALITY_NONE (refuses) or DUAL_CRIMINALITY_UNKNOWN (asks), with the elements that
 * decide; nothing where the verdict is yes. */
void comparison_findings(const struct comparison *comparison, const char *where,
                         struct findings *out);

const char *comparison_relation_name(enum comparison_relation relation); /* "same", "cross" */

#endif
