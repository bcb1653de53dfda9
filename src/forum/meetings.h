/* Meetings and speaking time as the statements of UN-meetings have them (D3, D4, D7, D10): the programme
 * with its changes, shares, lists, rulings, records and reports. A fold in the order of the ledger; what is
 * overdue follows from the clock. */
#ifndef PROVISO_FORUM_MEETINGS_H
#define PROVISO_FORUM_MEETINGS_H

#include "forum/event.h"
#include "forum/programme.h"
#include "forum/shares.h"
#include "forum/words.h"

struct forum;

enum { REPORT_CORRECTION = 7 /* days from a draft to the end of corrections */ };

enum list_state { LISTED_OPENED, LISTED_CLOSED, LISTED_REOPENED };
enum report_stage { REPORT_DRAFT, REPORT_FINAL };
extern const struct vocabulary words_list_state, words_report_stage;

struct meeting_list {
    size_t session; /* index in the programme */
    struct slice item;
    enum list_state state;
    struct digest statement, reasons; /* reasons zero: none */
    instant at;
};

struct meeting_ruling {
    size_t session;
    struct digest statement, text;
    instant ruled, noted;
    instant due;           /* the session's end: countersigned by then */
    instant countersigned; /* NEVER: not yet */
};

struct meeting_record {
    size_t session;
    struct digest statement, record;
    int64_t lines;
    instant at;
};

struct meeting_report {
    size_t session;
    enum report_stage stage;
    struct digest statement, report, record;
    instant at;
    instant corrections_until; /* of a draft */
    size_t corrections;
};

struct meetings {
    struct programme programme;
    struct shares shares; /* none adopted: count 0 */
    struct digest shares_statement, shares_reasons;
    instant shares_at;
    struct meeting_list *lists; /* the present state of each */
    size_t list_count;
    struct meeting_ruling *rulings;
    size_t ruling_count;
    struct meeting_record *records;
    size_t record_count;
    struct meeting_report *reports;
    size_t report_count;
};

/* Takes one statement of the chain. False, with findings and nothing changed: it does not count. */
bool meetings_apply(struct forum *forum, const struct forum_event *event);

/* Whether the chair has let the session's end pass without countersigning. */
bool ruling_is_overdue(const struct meeting_ruling *ruling, instant now);

/* The newest report of a session of that stage, or NULL. */
const struct meeting_report *meetings_report(const struct meetings *meetings, size_t session,
                                             enum report_stage stage);

void meetings_free(struct meetings *meetings);

#endif
