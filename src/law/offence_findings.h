/* What stands against resting a measure on an offence: the standards L1 to L14, from its typed
 * elements, each with its row, its effect and the answers that lift a question. Source: DOMAIN,
 * Offences. */
#ifndef PROVISO_LAW_OFFENCE_FINDINGS_H
#define PROVISO_LAW_OFFENCE_FINDINGS_H

#include "law/offence.h"
#include "terms/finding.h"

/* X(constant, code, row, effect on a measure, finding, answers that lift it, title) */
#define STANDARDS(X)                                                                               \
    X(L1, "L1", "O2", REFUSE, OFFENCE_CONTENT, 0, "content offence")                               \
    X(L2, "L2", "O4", REFUSE, OFFENCE_MENTAL_ELEMENT, 0, "mental element below intent")            \
    X(L3, "L3", "O4", ASK, OFFENCE_NO_MALICE, ANSWER_MALICE, "no dishonest or harmful purpose")    \
    X(L4, "L4", "O5", REFUSE, OFFENCE_TERMS_OF_USE, 0, "terms of use")                             \
    X(L5, "L5", "O6", ASK, OFFENCE_NO_PUBLIC_INTEREST, ANSWER_EXCLUSION,                           \
      "no public-interest defence")                                                                \
    X(L6, "L6", "O7", ASK, OFFENCE_NO_RESEARCH, ANSWER_EXCLUSION,                                  \
      "no research exclusion, or only authorised testing")                                         \
    X(L7, "L7", "O3", REFUSE, OFFENCE_ICT_AGGRAVATION, 0, "aggravation by use of ICT only")        \
    X(L8, "L8", "O8", ASK, OFFENCE_VAGUE, ANSWER_MALICE | ANSWER_EXCLUSION,                        \
      "undefined or vague terms")                                                                  \
    X(L9, "L9", "O1", ASK, OFFENCE_NO_BARRIER, ANSWER_MALICE | ANSWER_EXCLUSION,                   \
      "neither barrier nor harm")                                                                  \
    X(L10, "L10", "O1", NOTE, OFFENCE_PENALTY, 0, "penalty that opens cooperation")                \
    X(L11, "L11", "O1", NOTE, OFFENCE_COVERED, 0, "existing law covers it")                        \
    X(L12, "L12", "O1", REFUSE, OFFENCE_OUTSIDE_CORE, 0, "outside the core set")                   \
    X(L13, "L13", "O9", ASK, OFFENCE_NO_INTERPRETATION, ANSWER_MALICE | ANSWER_EXCLUSION,          \
      "no interpretation clause")                                                                  \
    X(L14, "L14", "O9", NOTE, OFFENCE_POWERS, 0, "blocking, shutdown or ban of anonymity")

/* Bits of the two answers. */
enum {
    ANSWER_MALICE = 1,   /* the application shows a dishonest or harmful intent */
    ANSWER_EXCLUSION = 2 /* the judge finds that no public-interest, research, journalism or
                            whistle-blowing exclusion would apply */
};

#define X(constant, ...) STANDARD_##constant,
enum standard { STANDARDS(X) STANDARD_COUNT };
#undef X

struct standard_definition {
    const char *code, *row, *title;
    enum outcome effect;
    enum finding_code finding;
    unsigned answers; /* that together lift it; 0: nothing does */
};

extern const struct standard_definition standard_table[STANDARD_COUNT];
extern const struct vocabulary words_standard; /* "L1", … */

/* The answers that a matter gives. A zeroed struct says no to both; what nobody has said is
 * TRUTH_UNKNOWN. */
struct offence_answers {
    enum truth malice, no_exclusion;
};

/* True where the offence fails the standard, whatever is answered. */
bool standard_applies(enum standard standard, const struct provision *provision);

/* The element that fails the standard, or ELEMENT_COUNT where it is none of them. */
enum element standard_element(enum standard standard);

/* The outcome of a standard that applies: its effect; a question that is answered with yes is a
 * note, one answered with no refuses. */
enum outcome standard_outcome(enum standard standard, const struct offence_answers *answers);

/* Adds a finding for each standard that the offence fails, with the value that fails it. Texts of
 * values live with the provision. */
void provision_examine(const struct provision *provision, const struct offence_answers *answers,
                       const char *where, struct findings *out);

/* Adds OFFENCE_READ_OTHERWISE where the text says otherwise than the elements (law/reading.h), with
 * the standards that it fails. Both answers lift it, but not where nobody has read the text. */
void provision_examine_reading(const struct provision *provision,
                               const struct offence_answers *answers, const char *where,
                               struct findings *out);

/* The outcome of all of them together, and of the text where it was read: may a measure rest on it
 * (NOTE), with answers (ASK), never (REFUSE)? Narrowing an element never makes it worse. */
enum outcome provision_outcome(const struct provision *provision,
                               const struct offence_answers *answers);

/* The version of the offence in force at `at`; where there is none, OFFENCE_UNKNOWN or
 * OFFENCE_NOT_IN_FORCE is added and NULL returned. */
const struct provision *provision_choose(const struct offence_register *offences, struct slice id,
                                         instant at, const char *where, struct findings *out);

#endif
