/* The acts of a forum: one table for each of its chains. Read acts.c, acts_accreditation.c,
 * acts_meetings.c and acts_documents.c as one reads rules of procedure. Rows: D1 to D8, D10, D11.
 *
 * A forum is a party with a node, a register and roots of its own. Its statements are open entries of its
 * register ledger, so nothing of theirs is secret and nothing that identifies a person is in them:
 * applicants, representatives, signatories are numbered, names are attachments, contact data and reports
 * of reprisals stay outside and are known by a hash. */
#ifndef PROVISO_FORUM_ACTS_H
#define PROVISO_FORUM_ACTS_H

#include "statement/statement.h"

/* The chains UN-procedure, UN-accreditation, …, in the order of forum_acts. */
enum forum_chain {
    FORUM_PROCEDURE,
    FORUM_ACCREDITATION,
    FORUM_MEETINGS,
    FORUM_DOCUMENTS,
    FORUM_SUBMISSIONS,
    FORUM_OBSERVATIONS,
    FORUM_CHAINS
};

enum procedure_act { PROCEDURE_ADOPTION, PROCEDURE_ACTS };

enum accreditation_act {
    ACCREDITATION_CALL,
    ACCREDITATION_APPLICATION,
    ACCREDITATION_COMPLETENESS,
    ACCREDITATION_SUPPLEMENT,
    ACCREDITATION_WARNING,
    ACCREDITATION_CIRCULATION,
    ACCREDITATION_OBJECTION,
    ACCREDITATION_OBJECTION_WITHDRAWAL,
    ACCREDITATION_REPLY,
    ACCREDITATION_DECISION,
    ACCREDITATION_APPEAL,
    ACCREDITATION_CARRY_OVER,
    ACCREDITATION_WITHDRAWAL,
    ACCREDITATION_REPRESENTATIVE,
    ACCREDITATION_REPRESENTATIVE_END,
    ACCREDITATION_ATTENDANCE,
    ACCREDITATION_MODERATION,
    ACCREDITATION_MODERATION_APPEAL,
    ACCREDITATION_MODERATION_DECISION,
    ACCREDITATION_REPRISAL,
    ACCREDITATION_ACTS
};

enum meetings_act {
    MEETINGS_MEETING,
    MEETINGS_ITEM,
    MEETINGS_SESSION,
    MEETINGS_CANCELLATION,
    MEETINGS_CLOSING,
    MEETINGS_INTERPRETATION,
    MEETINGS_SHARES,
    MEETINGS_LIST,
    MEETINGS_RECORD,
    MEETINGS_RULING,
    MEETINGS_COUNTERSIGNATURE,
    MEETINGS_REPORT,
    MEETINGS_CORRECTION,
    MEETINGS_ACTS
};

enum documents_act { DOCUMENTS_DOCUMENT, DOCUMENTS_VERSION, DOCUMENTS_ACTS };

enum submissions_act {
    SUBMISSIONS_SUBMISSION,
    SUBMISSIONS_EDIT,
    SUBMISSIONS_SIGNATORIES,
    SUBMISSIONS_CONFIRMATION,
    SUBMISSIONS_WITHDRAWAL,
    SUBMISSIONS_CIRCULATION,
    SUBMISSIONS_ACTS
};

enum observations_act { OBSERVATIONS_OBSERVATION, OBSERVATIONS_REPLY, OBSERVATIONS_ACTS };

extern const struct act_table forum_acts[FORUM_CHAINS];

/* Which chain of a forum the statement is of, or FORUM_CHAINS: of none. */
enum forum_chain forum_chain_of(const struct statement *statement);

/* A whole file, with nothing before its bytes, that the statement names by SHA-256 and that travels beside
 * it: a document's version, a submission's text. The member's name, or NULL. */
const char *forum_file_member(const struct statement *statement);

/* What a member "decision" or "outcome" says. */
enum forum_decision { FORUM_APPROVE, FORUM_REFUSE };
enum forum_outcome { FORUM_COMPLETE, FORUM_INCOMPLETE };
enum forum_ruling { FORUM_UPHOLD, FORUM_LIFT };
extern const struct vocabulary forum_decisions, forum_outcomes, forum_rulings;

/* Checks of texts, for the table. */
bool forum_zone_check(const struct field *field, struct slice text, struct error *error);
bool forum_language_check(const struct field *field, struct slice text, struct error *error);

enum {
    FORUM_LIST = 100,        /* items of a list in one statement */
    FORUM_COMMITTEE_MOST = 3 /* members who sign a decision with the chair */
};

/* The tables that acts.c puts together. */
extern const struct act forum_accreditation[ACCREDITATION_ACTS];
extern const struct act forum_meetings[MEETINGS_ACTS];
extern const struct act forum_documents[DOCUMENTS_ACTS];
extern const struct act forum_submissions[SUBMISSIONS_ACTS];
extern const struct act forum_observations[OBSERVATIONS_ACTS];

#endif
