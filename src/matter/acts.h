/* The acts of a matter: who may do what, on which side, resting on what, stating what. Read acts.c
 * as one reads a statute. Rows: P1 P3 P4 P5 P9, M1 to M7. */
#ifndef PROVISO_MATTER_ACTS_H
#define PROVISO_MATTER_ACTS_H

#include "statement/statement.h"
#include "terms/scope.h"

enum { EARLIER_MOST = 256 }; /* matters that an application can list as earlier ones */

enum matter_act {
    MATTER_APPLICATION,
    MATTER_AUTHORISATION,
    MATTER_REQUEST,
    MATTER_RECEIPT,
    MATTER_DUAL_CRIMINALITY,
    MATTER_RIGHTS_ASSESSMENT,
    MATTER_APPROVAL,
    MATTER_SUSPENSION,
    MATTER_RESUMPTION,
    MATTER_TERMINATION,
    MATTER_PRODUCTION,
    MATTER_ACTS
};

enum authorisation {
    AUTHORISATION_GRANT,
    AUTHORISATION_NARROW,
    AUTHORISATION_REFUSE,
    AUTHORISATION_ASK
};
enum dual_criminality { DUAL_CRIMINALITY_YES, DUAL_CRIMINALITY_NO, DUAL_CRIMINALITY_NOT_KNOWN };
enum assessment { ASSESSMENT_CLEAR, ASSESSMENT_UNKNOWN, ASSESSMENT_ADVERSE };
enum approval {
    APPROVAL_APPROVE,
    APPROVAL_CONDITIONAL,
    APPROVAL_PARTIAL,
    APPROVAL_REFUSE,
    APPROVAL_POSTPONE,  /* P01, P02: not yet */
    APPROVAL_SUBSTITUTE /* S01: a less intrusive measure would do */
};

/* Answers to a question of fact: whether protected work is touched, whether an exclusion applies.
 */
enum answer { ANSWER_NO, ANSWER_YES, ANSWER_UNKNOWN };

extern const struct act_table matter_acts;

/* The word of the member that decides a statement's effect, as one of the enums above. */
int matter_decision(const struct statement *statement);

/* Reads the member "scope" of a checked body. False where there is none. */
bool matter_scope(const struct statement *statement, struct scope *out);

/* Index of the word in a member of a checked body, or -1 where the member is absent. */
int matter_word(const struct statement *statement, const char *member,
                const struct vocabulary *words);

/* Mask of the words in a list member; 0 where absent. */
uint64_t matter_words(json_t *object, const char *member, const struct vocabulary *words);

/* Mask of the further statements (enum further_statement) that an application carries. */
uint64_t matter_statements(json_t *body);

extern const struct vocabulary matter_answers;

#endif
