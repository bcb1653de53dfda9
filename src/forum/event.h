/* One statement of a forum while it is folded: what the folds of its chains share. */
#ifndef PROVISO_FORUM_EVENT_H
#define PROVISO_FORUM_EVENT_H

#include "forum/acts.h"
#include "register/register.h"
#include "terms/finding.h"

/* Slices of the statement's body live as long as the statement. */
struct forum_event {
    const struct statement *statement;
    const struct official *by;
    const struct official *signers[SIGNERS_MOST]; /* `by`, then those in `with` */
    instant when; /* the time of its entry in the forum's ledger: deadlines are held against it */
    const char *where;
    struct findings *findings;
};

struct slice event_text(const struct forum_event *event, const char *member);
int64_t event_number(const struct forum_event *event, const char *member);
bool event_flag(const struct forum_event *event, const char *member);
instant event_instant(const struct forum_event *event, const char *member); /* NEVER: absent */
int event_word(const struct forum_event *event, const char *member,
               const struct vocabulary *words); /* -1: absent */
/* Of a hash, or of an attachment; zero: absent. */
struct digest event_hash(const struct forum_event *event, const char *member);
json_t *event_list(const struct forum_event *event, const char *member);

/* Each adds a finding that refuses the statement; always false. */
bool event_refuse(const struct forum_event *event, enum finding_code code, struct slice value);
bool event_refuse_time(const struct forum_event *event, enum finding_code code, instant value,
                       instant limit);
bool event_refuse_count(const struct forum_event *event, enum finding_code code, int64_t value,
                        int64_t limit);

/* Whether one of the signers' roles is `role`. */
bool event_by_role(const struct forum_event *event, enum role role);

/* What the secretariat may do for everybody, an organisation may do for itself alone. */
bool event_acts_for(const struct forum_event *event, struct slice applicant);

/* The member "received" is not after the statement's entry: nothing is signed in before it came. */
bool event_received(const struct forum_event *event, instant *out);

/* The State that a delegation's office is of: un.delegation-xa is that of XA. False: it has no such
 * name. */
bool forum_delegation(struct slice office, char out[STATE_TEXT]);

#endif
