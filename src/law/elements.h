/* THE table of elements: what an offence is made of, which of two values is the narrower, and what
 * each means. The register's format, the comparison of two offences, the test of a matter's facts,
 * the tests and the manual derive from it. Source: DOMAIN, Offences.
 *
 * An offence punishes the conduct that meets all of its elements. One value is narrower than
 * another where whatever conduct meets it meets the other too. */
#ifndef PROVISO_LAW_ELEMENTS_H
#define PROVISO_LAW_ELEMENTS_H

#include "base/lines.h"
#include "terms/words.h"

enum element_kind {
    ELEMENT_DEGREE, /* one word of an ordered list; further right is narrower */
    ELEMENT_ANY_OF, /* a set: the conduct is at least one of them; fewer is narrower */
    ELEMENT_NONE_OF /* a set: the conduct is none of them; more is narrower */
};

/* X(constant, key, kind, vocabulary, question that its fact answers) */
#define ELEMENTS(X)                                                                                \
    X(ACT, "act", ANY_OF, &words_offence, "What was done?")                                        \
    X(OBJECT, "object", ANY_OF, &words_object, "To what was it done?")                             \
    X(AUTHORITY, "authority", DEGREE, &words_authority, "What stood against doing it?")            \
    X(MENS_REA, "mens-rea", DEGREE, &words_mens_rea, "In what state of mind was it done?")         \
    X(HARM, "harm", DEGREE, &words_harm, "What harm came of it?")                                  \
    X(SYSTEM, "system", DEGREE, &words_system, "Was the system connected to another?")             \
    X(EXCLUSIONS, "exclusions", NONE_OF, &words_exclusion,                                         \
      "Was it testing, research, journalism or another work that law protects?")                   \
    X(ICT_ROLE, "ict-role", DEGREE, &words_ict_role,                                               \
      "What part did information technology have in it?")                                          \
    X(TOOL_PURPOSE, "tool-purpose", DEGREE, &words_tool_purpose,                                   \
      "What was the tool, if there was one, made for?")

/* The words of each list, broad to narrow where they are ordered: X(constant, word, meaning).
 * Those of the act are words_offence. */
#define OBJECTS(X)                                                                                 \
    X(COMPUTER_SYSTEM, "computer-system", "a computer system or a part of one")                    \
    X(COMPUTER_DATA, "computer-data", "computer data")                                             \
    X(TRANSMISSION, "non-public-transmission", "a transmission of data that is not public")        \
    X(DEVICE, "device-or-credential", "a device, a program, a password or an access code")         \
    X(PROPERTY, "property", "property, money or another economic benefit")                         \
    X(PERSON, "person", "a person")                                                                \
    X(CONTENT, "content", "what somebody says or shows")

/* A lack of right: for forgery and fraud, LAW is the falseness or the deceit itself. */
#define AUTHORITIES(X)                                                                             \
    X(ANY, "any", "nothing")                                                                       \
    X(TERMS, "contract-or-terms", "a contract, a policy or terms of use")                          \
    X(LAW, "law", "the law: there was no right to do it")                                          \
    X(BARRIER, "barrier-bypassed", "the law, and a technical barrier that was overcome")

#define MENTAL_ELEMENTS(X)                                                                         \
    X(STRICT, "strict", "none")                                                                    \
    X(NEGLIGENT, "negligent", "negligence")                                                        \
    X(RECKLESS, "reckless", "recklessness")                                                        \
    X(INTENT, "intent", "intent")                                                                  \
    X(MALICE, "dishonest-or-harmful-intent", "intent with a dishonest or harmful purpose")

#define HARMS(X)                                                                                   \
    X(NONE, "none", "none")                                                                        \
    X(ANY, "any", "some harm beyond the act itself")                                               \
    X(SERIOUS, "serious", "serious harm")

#define SYSTEMS(X)                                                                                 \
    X(ANY, "any", "any system, or none")                                                           \
    X(CONNECTED, "connected", "a system connected to another")

#define EXCLUSIONS(X)                                                                              \
    X(TESTING, "authorised-testing", "testing that the owner has authorised")                      \
    X(RESEARCH, "research", "security research in good faith")                                     \
    X(PUBLIC_INTEREST, "public-interest", "a defence of public interest")                          \
    X(JOURNALISM, "journalism", "journalism")                                                      \
    X(WHISTLE_BLOWING, "whistle-blowing", "whistle-blowing")                                       \
    X(CONSENT, "consent", "consent of whoever is concerned")                                       \
    X(DUTY, "duty", "a duty or a power under the law")

#define ICT_ROLES(X)                                                                               \
    X(AGGRAVATOR, "aggravator-only", "none that it needs; at most the penalty is higher")          \
    X(MEANS, "means", "a computer is the means")                                                   \
    X(ESSENTIAL, "essential", "it cannot be done without one")

#define TOOL_PURPOSES(X)                                                                           \
    X(ANY, "any", "whatever it was made for, or no tool at all")                                   \
    X(DUAL_USE, "dual-use", "good and bad ends alike")                                             \
    X(CORE_OFFENCE, "core-offence", "to commit an offence against systems or data")

#define X(constant, ...) ELEMENT_##constant,
enum element { ELEMENTS(X) ELEMENT_COUNT };
#undef X
#define X(constant, ...) OBJECT_##constant,
enum object { OBJECTS(X) OBJECT_COUNT };
#undef X
#define X(constant, ...) AUTHORITY_##constant,
enum authority { AUTHORITIES(X) AUTHORITY_COUNT };
#undef X
#define X(constant, ...) MENS_REA_##constant,
enum mens_rea { MENTAL_ELEMENTS(X) MENS_REA_COUNT };
#undef X
#define X(constant, ...) HARM_##constant,
enum harm { HARMS(X) HARM_COUNT };
#undef X
#define X(constant, ...) SYSTEM_##constant,
enum system { SYSTEMS(X) SYSTEM_COUNT };
#undef X
#define X(constant, ...) EXCLUSION_##constant,
enum exclusion { EXCLUSIONS(X) EXCLUSION_COUNT };
#undef X
#define X(constant, ...) ICT_##constant,
enum ict_role { ICT_ROLES(X) ICT_COUNT };
#undef X
#define X(constant, ...) TOOL_##constant,
enum tool_purpose { TOOL_PURPOSES(X) TOOL_COUNT };
#undef X

extern const struct vocabulary words_object, words_authority, words_mens_rea, words_harm,
    words_system, words_exclusion, words_ict_role, words_tool_purpose, words_element;

struct element_definition {
    const char *key;
    enum element_kind kind;
    const struct vocabulary *vocabulary;
    const char *question;
};

extern const struct element_definition element_table[ELEMENT_COUNT];

/* The bit of a word or an element in a mask. */
#define WORD_BIT(index) (INT64_C(1) << (index))

/* Acts that say too little of what was done for two of them to be the same conduct. */
#define ACTS_UNSPECIFIC (WORD_BIT(OFFENCE_EXPRESSION) | WORD_BIT(OFFENCE_OTHER))

/* One value for each element: the index of a word, or the mask of a set. */
struct elements {
    int64_t values[ELEMENT_COUNT];
};

/* The element of that key, or ELEMENT_COUNT. */
enum element element_find(struct slice key);

/* What a word of the element's list means: "a person". */
const char *element_meaning(enum element element, unsigned word);

/* A value in the form that prints (value_format). */
struct value element_value(enum element element, int64_t value);

/* Reads one word, or a set; that of an ELEMENT_ANY_OF is not empty. VALUE_TYPE. */
bool element_parse(struct slice text, enum element element, int64_t *out, struct error *error);

/* ---- which is narrower ---- */

/* Of one value to another: */
enum relation {
    RELATION_SAME,
    RELATION_NARROWER, /* the first is */
    RELATION_WIDER,    /* the second is the narrower */
    RELATION_NEITHER   /* sets of which neither contains the other */
};

enum relation element_relation(enum element element, int64_t first, int64_t second);

/* The conduct that meets `inner` meets `outer`: a partial order. */
bool element_within(enum element element, int64_t inner, int64_t outer);
bool elements_within(const struct elements *inner, const struct elements *outer);

/* ---- facts ---- */

/* Ordered, so that a conjunction is the least of its parts. */
enum truth { TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES };

const char *truth_name(enum truth truth); /* "no", "not known", "yes" */

/* What is known of one fact: a word from `least` to `most`, or a set that has all of `least` and
 * nothing outside `most`. Nothing known: everything from the first word, or the empty set, to the
 * last, or all. */
struct fact {
    int64_t least, most;
};

struct facts {
    struct fact values[ELEMENT_COUNT];
};

struct fact fact_known(int64_t value);
struct fact fact_unknown(enum element element);

/* True where `inner` leaves open nothing that `outer` excludes: more is known, or as much. */
bool fact_within(enum element element, struct fact inner, struct fact outer);

/* Does conduct with this fact meet the element's value in an offence? Never TRUTH_YES or TRUTH_NO
 * unless everything that the fact leaves open answers alike. Acts that are the same only as
 * ACTS_UNSPECIFIC are TRUTH_UNKNOWN. Narrowing `value` never raises the answer, and learning more
 * (fact_within) changes none but TRUTH_UNKNOWN. */
enum truth element_test(enum element element, int64_t value, struct fact fact);

/* All elements together. */
enum truth elements_test(const struct elements *elements, const struct facts *facts);

#endif
