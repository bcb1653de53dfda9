/* THE table of safeguard parameters: what a rulebook can say, which way it tightens, which row of
 * SAFEGUARDS it serves, and what it means. Parsing, meet, decision, explanation, tests and manual
 * derive from it: a new parameter is one row here. */
#ifndef PROVISO_RULES_PARAMETER_H
#define PROVISO_RULES_PARAMETER_H

#include "base/value.h"
#include "rules/kernel.h"
#include "terms/words.h"

/* Set in the section of each measure: [content] duration = 30 days.
 * X(constant, key, kind, vocabulary, direction, row, meaning) */
#define MEASURE_PARAMETERS(X)                                                                      \
    X(AVAILABLE, "available", VALUE_FLAG, NULL, ALLOWED, "P10",                                    \
      "whether the measure may be used at all")                                                    \
    X(JUDGES, "judges", VALUE_COUNT, NULL, AT_LEAST, "P5",                                         \
      "how many judges of the requesting State must authorise it")                                 \
    X(AUTHORITY, "authority", VALUE_SET, &words_role, PERMITTED, "P5",                             \
      "the roles of the requesting State that may authorise it")                                   \
    X(APPROVAL, "approval", VALUE_FLAG, NULL, DEMANDED, "M2",                                      \
      "whether a court of the executing State must approve it")                                    \
    X(DUAL_CRIMINALITY, "dual-criminality", VALUE_FLAG, NULL, DEMANDED, "M1",                      \
      "whether the conduct must be found a crime in the executing State too")                      \
    X(PENALTY, "penalty", VALUE_MONTHS, NULL, AT_LEAST, "P2",                                      \
      "the least maximum penalty of an offence on which it may rest")                              \
    X(OFFENCES, "offences", VALUE_SET, &words_offence, PERMITTED, "O1",                            \
      "the core classes of offence on which it may rest")                                          \
    X(DURATION, "duration", VALUE_DAYS, NULL, AT_MOST, "P3",                                       \
      "how long after the decision the order may be executed")                                     \
    X(WINDOW, "window", VALUE_MONTHS, NULL, AT_MOST, "P3",                                         \
      "how far back from the application the data may reach")                                      \
    X(PERIOD, "period", VALUE_DAYS, NULL, AT_MOST, "P3",                                           \
      "how far on the data may reach: from the application where it is stored, from the decision " \
      "where it is yet to come")                                                                   \
    X(TARGETS, "targets", VALUE_COUNT, NULL, AT_MOST, "P4",                                        \
      "how many persons one matter may target")                                                    \
    X(THIRD_PARTIES, "third-parties", VALUE_COUNT, NULL, AT_MOST, "P4",                            \
      "how many of its targets may be third parties")                                              \
    X(ACCOUNTS, "accounts", VALUE_COUNT, NULL, AT_MOST, "P4",                                      \
      "how many accounts one order may name")                                                      \
    X(CASE_TARGETS, "case-targets", VALUE_COUNT, NULL, AT_MOST, "P4",                              \
      "how many persons all matters of one case may target")                                       \
    X(ACCOUNT_MATTERS, "account-matters", VALUE_COUNT, NULL, AT_MOST, "P4",                        \
      "how many matters may reach one account within a year")                                      \
    X(PERSON_MATTERS, "person-matters", VALUE_COUNT, NULL, AT_MOST, "P4",                          \
      "how many matters may target one person within a year")                                      \
    X(TOTAL, "total", VALUE_DAYS, NULL, AT_MOST, "P3",                                             \
      "how many days in all an account may be under it within a year, across matters")             \
    X(SUSPICION, "suspicion", VALUE_FLAG, NULL, DEMANDED, "P4",                                    \
      "whether facts must tie each target to the offence")                                         \
    X(CATEGORIES, "categories", VALUE_SET, &words_category, PERMITTED, "P6",                       \
      "the categories of data that it may reach")                                                  \
    X(PRIVILEGED, "privileged", VALUE_SET, &words_privilege, REQUIRED, "P9",                       \
      "the classes of privilege that the privileged list must cover")                              \
    X(GROUNDS, "grounds", VALUE_SET, &words_ground, REQUIRED, "M4",                                \
      "the grounds of refusal that the rights assessment must answer")                             \
    X(REFUSE_ON, "refuse-on", VALUE_SET, &words_ground, REQUIRED, "M4",                            \
      "the grounds of refusal that must be found not to apply")                                    \
    X(ACKNOWLEDGE, "acknowledge", VALUE_DAYS, NULL, AT_MOST, "M7",                                 \
      "how long after the request its receipt may take")                                           \
    X(DECIDE, "decide", VALUE_DAYS, NULL, AT_MOST, "M7",                                           \
      "how long after the receipt the decision may take")                                          \
    X(STATEMENTS, "statements", VALUE_SET, &words_statement, REQUIRED, "P1",                       \
      "the further texts that an application must carry")

/* Set once, in a section of its own: [status] freshness = 24 hours.
 * X(constant, section, key, kind, vocabulary, direction, row, meaning) */
#define GENERAL_PARAMETERS(X)                                                                      \
    X(FRESHNESS, "status", "freshness", VALUE_HOURS, NULL, AT_MOST, "P12",                         \
      "how old a node's signed status may be when a writ is relied on")                            \
    X(SKEW, "signing", "skew", VALUE_HOURS, NULL, AT_MOST, "P12",                                  \
      "how far the time in a statement may lie from its entry in the ledger")                      \
    X(DELAY, "register", "delay", VALUE_HOURS, NULL, AT_LEAST, "P12",                              \
      "how long after its entry an appointment takes effect")                                      \
    X(WORDS, "reasons", "words", VALUE_COUNT, NULL, AT_LEAST, "P1",                                \
      "how many different words each statement of reasons must have")                              \
    X(OVERLAP, "reasons", "overlap", VALUE_COUNT, NULL, AT_MOST, "P1",                             \
      "what percentage of a statement of reasons may stand in another one")

#define X(constant, ...) PARAMETER_##constant,
enum parameter { MEASURE_PARAMETERS(X) GENERAL_PARAMETERS(X) PARAMETER_COUNT };
#undef X

_Static_assert((int)PARAMETER_COUNT <= KERNEL_PARAMETERS, "a set of parameters is one mask");
_Static_assert(PARAMETER_AVAILABLE == 0, "the kernel takes the first as the availability");

struct parameter_definition {
    const char *section; /* NULL: each measure has one, in its own section */
    const char *key;
    enum value_kind kind;
    const struct vocabulary *vocabulary; /* of sets, else NULL */
    enum direction direction;
    const char *row;                  /* of SAFEGUARDS */
    const char *meaning;              /* "how long …", to be read after the name */
    const char *names[MEASURE_COUNT]; /* "content.duration"; a general one has the first only */
};

extern const struct parameter_definition parameter_table[PARAMETER_COUNT];

/* What the kernel reads of the table, and the general ones as a mask. */
extern const struct kernel_rule parameter_rules[PARAMETER_COUNT];
extern const uint64_t parameters_general;

/* The bit of a parameter in the masks of struct circumstances. */
#define PARAMETER_BIT(parameter) (UINT64_C(1) << (parameter))

/* True where the parameter is set once and not per measure. */
bool parameter_is_general(enum parameter parameter);

/* "content.duration", "status.freshness" (whatever the measure). */
const char *parameter_name(enum measure measure, enum parameter parameter);

/* Finds a full name; a general parameter gives the first measure. */
bool parameter_find(struct slice name, enum measure *measure, enum parameter *parameter);

/* A limit as a value of the parameter's kind, for findings and text. */
static inline struct value parameter_value(enum parameter parameter, int64_t limit)
{
    return (struct value){.kind = parameter_table[parameter].kind,
                          .number = limit,
                          .vocabulary = parameter_table[parameter].vocabulary};
}

/* A fact as a value: of the same kind, but seconds for what is limited in hours or days. */
static inline struct value parameter_fact(enum parameter parameter, int64_t fact)
{
    struct value value = parameter_value(parameter, fact);

    if (value.kind == VALUE_HOURS || value.kind == VALUE_DAYS)
        value.kind = VALUE_SECONDS;
    return value;
}

/* A limit in the unit of its facts: seconds for hours and days, otherwise as it is. */
int64_t parameter_scaled(enum parameter parameter, int64_t limit);

/* How a limit is read: "at most", "at least", "nothing but", "all of", "allowed", "demanded",
 * "exactly". */
const char *parameter_direction(enum parameter parameter);

/* The strictest limit that can be written: what a measure has that the floor does not list. */
int64_t parameter_strictest(enum parameter parameter);

#endif
