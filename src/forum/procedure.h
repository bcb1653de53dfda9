/* The rules of procedure that can be counted: deadlines and limits. A forum begins with the values of the
 * table; the committee adopts others within its bounds. One adopted counts for what begins after it. */
#ifndef PROVISO_FORUM_PROCEDURE_H
#define PROVISO_FORUM_PROCEDURE_H

#include "base/instant.h"
#include "base/value.h"

/* X(constant, word, unit, value at the beginning, least, most, row, meaning). The bounds are the floor:
 * no committee goes beyond them. */
#define PROCEDURES(X)                                                                              \
    X(COMPLETENESS, "completeness", DAYS, 14, 1, 30, "D1",                                         \
      "until the secretariat has said whether an application is complete")                         \
    X(ANSWER, "answer", DAYS, 30, 14, 180, "D1",                                                   \
      "until an applicant has sent what was missing; after it the application lapses")             \
    X(WARNING, "warning", HOURS, 72, 48, 720, "D1",                                                \
      "between the warning of a lapse and the lapse, at least")                                    \
    X(CIRCULATING, "circulating", DAYS, 7, 1, 30, "D1",                                            \
      "until a complete application is circulated")                                                \
    X(SILENCE, "silence", DAYS, 14, 5, 30, "D1", "from circulation until silence is approval")     \
    X(REPLY, "reply", HOURS, 72, 48, 336, "D1",                                                    \
      "from an objection until it is published without the reply")                                 \
    X(DECIDING, "deciding", DAYS, 30, 1, 60, "D1",                                                 \
      "from the end of the silence until the committee has decided on an objection")               \
    X(APPEAL, "appeal", DAYS, 30, 14, 180, "D1", "from a refusal or a moderation to an appeal")    \
    X(RULING, "ruling", DAYS, 30, 1, 60, "D1", "from an appeal until it is decided")               \
    X(DELEGATION_SIZE, "delegation-size", COUNT, 20, 2, 1000, "D2",                                \
      "representatives that an organisation registers")                                            \
    X(SEATS, "seats", COUNT, 2, 1, 100, "D2",                                                      \
      "representatives of an organisation in the room at "                                         \
      "one time")                                                                                  \
    X(LINKS, "links", COUNT, 4, 1, 100, "D2",                                                      \
      "representatives of an organisation with a remote link at one time")                         \
    X(SUBMISSION_WORDS, "submission-words", COUNT, 2000, 1000, 20000, "D4",                        \
      "words of a submission")                                                                     \
    X(DOCUMENT_LEAD, "document-lead", DAYS, 42, 14, 84, "D4",                                      \
      "that a document is out before the meeting that it is for")                                  \
    X(DOCUMENT_WORDS, "document-words", COUNT, 8500, 1000, 20000, "D4",                            \
      "words of a document before the session")                                                    \
    X(SESSION_WORDS, "session-words", COUNT, 3300, 500, 10000, "D4",                               \
      "words of a document in the session")                                                        \
    X(OBSERVATION, "observation", DAYS, 60, 14, 60, "D11",                                         \
      "until a State has replied to an observation")

#define X(constant, ...) PROCEDURE_##constant,
enum procedure_rule { PROCEDURES(X) PROCEDURE_COUNT };
#undef X

struct procedure_row {
    const char *word;
    enum value_kind unit;
    int64_t value, least, most;
    const char *row, *meaning;
};

extern const struct procedure_row procedure_rows[PROCEDURE_COUNT];
extern const struct vocabulary words_procedure;

/* What holds: one number each, in its unit. */
struct procedure {
    int64_t values[PROCEDURE_COUNT];
};

/* The values of the table. */
void procedure_begin(struct procedure *out);

/* Seconds of a rule whose unit is days or hours. */
int64_t procedure_seconds(const struct procedure *procedure, enum procedure_rule rule);

#endif
