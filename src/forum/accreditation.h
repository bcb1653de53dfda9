/* Accreditation (D1): who may take part, what became of each application, and until when somebody has to
 * act. A fold of the statements of UN-accreditation in the order of the ledger, and of time: silence, a
 * lapse and what is overdue follow from the clock, nobody has to say so.
 *
 *     submitted → complete → circulated → approved                (by silence)
 *                                       → objected → answered → approved | refused → appealed → …
 *     submitted → incomplete → submitted | lapsed                 (lapsed only after a warning)
 *     … → carried over → circulated → …;   … → withdrawn          (no longer named) */
#ifndef PROVISO_FORUM_ACCREDITATION_H
#define PROVISO_FORUM_ACCREDITATION_H

#include "forum/event.h"
#include "forum/procedure.h"
#include "forum/words.h"

struct forum;

enum { DECISIONS_MOST = 2 }; /* of the committee: the second one is on the appeal */

struct forum_call {
    struct slice name;
    instant opens, closes;
};

/* One that a delegation made. `until`: when it is published, with the reply or without. */
struct objection {
    struct digest statement, reasons, reply; /* reasons zero: none given; reply zero: none yet */
    char state[STATE_TEXT];
    instant at, until, replied, withdrawn;
    bool earlier; /* in a call before the application was carried over */
};

struct accreditation_decision {
    struct digest statement, reasons;
    instant at;
    bool approved;
    struct slice persons[SIGNERS_MOST]; /* who decided */
    size_t person_count;
};

/* Instants that have not come are NEVER; those that end in `due` are deadlines, fixed when their phase
 * began. */
struct applicant {
    struct slice name; /* un.applicant-17 */
    struct digest statement, name_text, text, missing, grounds;
    size_t call;
    enum applicant_kind kind;
    enum track track;
    int status; /* of ECOSOC, or -1 */
    enum participant_field field;
    enum region region;
    char country[STATE_TEXT]; /* or empty */
    instant received, entered, check_due;
    instant incomplete, warn_from, answer_due, warned;
    instant lapses; /* NEVER without a warning */
    instant complete, circulate_due;
    instant circulated, silence_ends, decide_due;
    struct objection *objections;
    size_t objection_count;
    struct accreditation_decision decisions[DECISIONS_MOST];
    size_t decision_count;
    instant appeal_due, appealed, ruling_due;
    instant carried, withdrawn;
};

struct accreditation {
    struct forum_call *calls;
    size_t call_count;
    struct applicant *applicants;
    size_t applicant_count;
};

#define APPLICANT_STATES(X)                                                                        \
    X(SUBMITTED, "submitted")                                                                      \
    X(INCOMPLETE, "incomplete")                                                                    \
    X(COMPLETE, "complete")                                                                        \
    X(CIRCULATED, "circulated")                                                                    \
    X(OBJECTED, "objected")                                                                        \
    X(ANSWERED, "answered")                                                                        \
    X(APPROVED, "approved")                                                                        \
    X(REFUSED, "refused")                                                                          \
    X(APPEALED, "appealed")                                                                        \
    X(CARRIED_OVER, "carried-over")                                                                \
    X(WITHDRAWN, "withdrawn")                                                                      \
    X(LAPSED, "lapsed")

#define X(constant, word) APPLICANT_##constant,
enum applicant_state { APPLICANT_STATES(X) APPLICANT_STATE_COUNT };
#undef X
extern const struct vocabulary words_applicant_state;

/* Who has to act next. */
enum next_actor { NEXT_NOBODY, NEXT_SECRETARIAT, NEXT_APPLICANT, NEXT_DELEGATIONS, NEXT_COMMITTEE };
extern const struct vocabulary words_next_actor;

struct applicant_standing {
    enum applicant_state state;
    instant since;    /* from when it is so */
    instant deadline; /* of the next step; NEVER: none */
    enum next_actor next;
    bool overdue;    /* the deadline of the secretariat or the committee has passed */
    bool warn;       /* the applicant has to be warned of a lapse now, and was not */
    bool by_silence; /* approved because nobody objected */
    bool final;      /* refused, and no appeal is open */
};

/* Where an application stands at `now`, by time alone. */
void applicant_standing(const struct applicant *applicant, instant now,
                        struct applicant_standing *out);

/* Whether an objection may be shown: replied to, or its time for the reply is over. */
bool objection_is_public(const struct objection *objection, instant now);

const struct applicant *accreditation_applicant(const struct accreditation *accreditation,
                                                struct slice name);

/* Whether it is accredited at that time. */
bool accreditation_holds(const struct accreditation *accreditation, struct slice name, instant at);

/* How many applied, and how many of these are approved, refused, withdrawn or lapsed; the others are
 * open. */
struct participation {
    uint32_t applied, approved, refused, ended;
};

/* Per field and region, zeros included. */
void accreditation_participation(const struct accreditation *accreditation, instant now,
                                 struct participation out[PARTICIPANT_FIELD_COUNT][REGION_COUNT]);

/* Takes one statement of the chain up to the representatives' (participants.h has those). False, with
 * findings and nothing changed: it does not count. */
bool accreditation_apply(struct forum *forum, const struct forum_event *event);

void accreditation_free(struct accreditation *accreditation);

#endif
