/* The field's closed lists of words. Each list is one table here; the program, the formats and the
 * manual take their spelling from it. Sources: DOMAIN (measures, refusal grounds, privilege). */
#ifndef PROVISO_TERMS_WORDS_H
#define PROVISO_TERMS_WORDS_H

#include "base/value.h"

/* Investigative measures, from the least to the most intrusive. */
#define MEASURES(X)                                                                                \
    X(PRESERVATION, "preservation")                                                                \
    X(SUBSCRIBER, "subscriber")                                                                    \
    X(IDENTITY, "identity")                                                                        \
    X(TRAFFIC, "traffic")                                                                          \
    X(CONTENT, "content")                                                                          \
    X(SEARCH, "search")                                                                            \
    X(REALTIME, "realtime")                                                                        \
    X(INTERCEPTION, "interception")

/* What kind of data an order may reach. */
#define CATEGORIES(X)                                                                              \
    X(SUBSCRIBER, "subscriber")                                                                    \
    X(IDENTITY, "identity")                                                                        \
    X(TRAFFIC, "traffic")                                                                          \
    X(CONTENT, "content")

/* What an office may do. Separation of duties compares the persons, not these. */
#define ROLES(X)                                                                                   \
    X(ROOT, "root")                                                                                \
    X(INVESTIGATOR, "investigator")                                                                \
    X(PROSECUTOR, "prosecutor")                                                                    \
    X(JUDGE, "judge")                                                                              \
    X(CENTRAL_AUTHORITY, "central-authority")                                                      \
    X(REVIEWER, "reviewer")                                                                        \
    X(CLERK, "clerk")                                                                              \
    X(SUPERVISOR, "supervisor")                                                                    \
    X(FILTER, "filter")                                                                            \
    X(PROVIDER, "provider")                                                                        \
    X(DPA, "dpa")                                                                                  \
    X(REGISTRAR, "registrar")                                                                      \
    /* of a forum */                                                                               \
    X(SECRETARIAT, "secretariat")                                                                  \
    X(CHAIR, "chair")                                                                              \
    X(COMMITTEE, "committee")                                                                      \
    X(DELEGATION, "delegation")                                                                    \
    X(ORGANISATION, "organisation")

/* Core offence classes (O1): those of the treaties' cyber-dependent core, fraud and forgery. */
#define OFFENCES(X)                                                                                \
    X(ACCESS, "access")                                                                            \
    X(INTERCEPTION, "interception")                                                                \
    X(DATA_INTERFERENCE, "data-interference")                                                      \
    X(SYSTEM_INTERFERENCE, "system-interference")                                                  \
    X(DEVICE_MISUSE, "device-misuse")                                                              \
    X(FORGERY, "forgery")                                                                          \
    X(FRAUD, "fraud")                                                                              \
    X(EXPRESSION, "expression")                                                                    \
    X(OTHER, "other")

/* Grounds on which the executing State refuses (M4). Each is answered in the rights assessment. */
#define GROUNDS(X)                                                                                 \
    X(R01, "R01", "sovereignty, security or public order")                                         \
    X(R02, "R02", "political offence")                                                             \
    X(R03, "R03", "discriminatory purpose or prejudice")                                           \
    X(R04, "R04", "conduct protected by human rights")                                             \
    X(R05, "R05", "breach of fundamental rights")                                                  \
    X(R06, "R06", "no dual criminality")                                                           \
    X(R07, "R07", "already tried for the same (ne bis in idem)")                                   \
    X(R08, "R08", "privilege, immunity or the press")                                              \
    X(R09, "R09", "not available in a similar case at home")                                       \
    X(R10, "R10", "death penalty without assurance")                                               \
    X(R11, "R11", "minor, or disproportionate cost")                                               \
    X(R12, "R12", "purely military offence")                                                       \
    X(R13, "R13", "extraterritorial and no offence here")                                          \
    X(R14, "R14", "no judicial authorisation in the requesting State")                             \
    X(R15, "R15", "classified source")                                                             \
    X(R16, "R16", "evidence obtained by torture")

/* Classes of privileged communications (P9). */
#define PRIVILEGES(X)                                                                              \
    X(LAWYER, "lawyer")                                                                            \
    X(CLERGY, "clergy")                                                                            \
    X(LEGISLATOR, "legislator")                                                                    \
    X(MEDICAL, "medical")                                                                          \
    X(PSYCHOTHERAPY, "psychotherapy")                                                              \
    X(COUNSELLING, "counselling")                                                                  \
    X(NOTARY, "notary")                                                                            \
    X(TAX, "tax")                                                                                  \
    X(JOURNALIST, "journalist")                                                                    \
    X(INTIMATE, "intimate")

/* Texts that an application carries besides facts, necessity, proportionality and less intrusive means
 * (DOMAIN: header H, and H plus of each measure). X(constant, word, member of the application, how the
 * text is judged: PROSE_… of statement/act.h, meaning) */
#define STATEMENTS(X)                                                                              \
    X(SOUGHT, "sought", "sought", OWN, "what is looked for, and why it matters")                   \
    X(EARLIER, "earlier-applications", "earlier_applications", BRIEF,                              \
      "earlier applications on the same persons, and what came of them")                           \
    X(THIRD_PARTIES, "third-parties", "third_parties", OWN, "what it means for third parties")     \
    X(PRIVILEGE_PLAN, "privilege-plan", "privilege_plan", PLAN,                                    \
      "how privileged communications are kept apart")                                              \
    X(MINIMISATION, "minimisation", "minimisation", PLAN,                                          \
      "how no more is read and kept than is needed")                                               \
    X(NOTICE_PLAN, "notice-plan", "notice_plan", PLAN, "when and how the persons are notified")    \
    X(CUSTODIAN, "custodian", "custodian", BRIEF, "who holds the data, and which data")            \
    X(FOLLOW_UP, "follow-up", "follow_up", OWN,                                                    \
      "which measure is to follow, and when it will be applied for")                               \
    X(PREMISES, "premises", "premises", BRIEF, "the device, its users and where it is")            \
    X(IMAGING, "imaging", "imaging", PLAN,                                                         \
      "how it is copied, and how the copy is fixed by a hash")                                     \
    X(PROTOCOL, "protocol", "protocol", PLAN, "the search protocol: what is looked at, and how")   \
    X(LINKED_SYSTEMS, "linked-systems", "linked_systems", PLAN,                                    \
      "whether systems that can be reached from it are searched, and which")                       \
    X(INVENTORY, "inventory", "inventory", PLAN, "how what is taken is listed and returned")       \
    X(OBSERVER, "observer", "observer", BRIEF, "who watches the search independently")             \
    X(TECHNICAL, "technical", "technical", BRIEF,                                                  \
      "the identifier and the technical data that it needs")

#define X(constant, ...) MEASURE_##constant,
enum measure { MEASURES(X) MEASURE_COUNT };
#undef X
#define X(constant, ...) CATEGORY_##constant,
enum category { CATEGORIES(X) CATEGORY_COUNT };
#undef X
#define X(constant, ...) ROLE_##constant,
enum role { ROLES(X) ROLE_COUNT };
#undef X
#define X(constant, ...) OFFENCE_##constant,
enum offence { OFFENCES(X) OFFENCE_COUNT };
#undef X
#define X(constant, ...) GROUND_##constant,
enum ground { GROUNDS(X) GROUND_COUNT };
#undef X
#define X(constant, ...) PRIVILEGE_##constant,
enum privilege { PRIVILEGES(X) PRIVILEGE_COUNT };
#undef X
#define X(constant, ...) STATEMENT_##constant,
enum further_statement { STATEMENTS(X) STATEMENT_COUNT };
#undef X

extern const struct vocabulary words_measure, words_category, words_role, words_offence,
    words_ground, words_privilege, words_statement;

/* Whether the measure takes data as it arises, and nothing that is stored. */
bool words_measure_is_prospective(enum measure measure);

/* The meaning of a ground in words. */
const char *words_ground_meaning(enum ground ground);

#endif
