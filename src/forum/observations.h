/* Observations of the accredited on how States keep the safeguards (D11). A reply is due; that it is overdue
 * follows from time alone and is public. */
#ifndef PROVISO_FORUM_OBSERVATIONS_H
#define PROVISO_FORUM_OBSERVATIONS_H

#include "forum/event.h"
#include "forum/words.h"

struct forum;

struct observation {
    int64_t number;
    struct slice author; /* un.applicant-17 */
    char state[STATE_TEXT];
    enum observed about;
    struct digest statement, subject, text, reply; /* subject, reply: zero where there is none */
    instant at, due, replied;                      /* replied: NEVER */
};

struct observations {
    struct observation *items;
    size_t count;
};

/* No reply, and its time is over. */
bool observation_is_overdue(const struct observation *observation, instant now);

/* Takes a statement of the chain, as accreditation_apply. */
bool observations_apply(struct forum *forum, const struct forum_event *event);

void observations_free(struct observations *observations);

#endif
