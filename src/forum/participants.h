/* Who of the accredited takes part, and how (D2, D6): representatives with zone and languages, seats and
 * links at one time, acts of moderation with reasons and appeal. Persons are numbered; whoever gave no name
 * appears under the organisation alone. */
#ifndef PROVISO_FORUM_PARTICIPANTS_H
#define PROVISO_FORUM_PARTICIPANTS_H

#include "forum/accreditation.h"

struct representative {
    struct slice name;       /* un.applicant-17.r1 */
    struct slice applicant;  /* un.applicant-17 */
    struct slice zone;       /* "Europe/Paris" */
    struct digest name_text; /* zero: under the organisation alone */
    uint64_t languages;      /* mask of OFFICIAL_… */
    enum attendance attends;
    instant from, until; /* until: NEVER while they represent it */
};

/* Who of one organisation takes its places at a session; the newest one counts. */
struct attendance_list {
    struct slice applicant, session;
    size_t room, remote;
    instant at;
};

struct moderation {
    struct digest statement, reasons, grounds, ruling_reasons;
    struct slice subject;
    enum moderation_kind kind;
    instant at, until;
    struct slice persons[SIGNERS_MOST]; /* who signed it */
    size_t person_count;
    instant appeal_due, appealed, ruling_due, ruled; /* NEVER where it has not come */
    bool lifted;
};

struct participants {
    struct representative *representatives;
    size_t representative_count;
    struct attendance_list *attendances;
    size_t attendance_count;
    struct moderation *moderations;
    size_t moderation_count;
    size_t reprisals; /* reports whose receipt was signed */
};

const struct representative *participants_find(const struct participants *participants,
                                               struct slice name);

/* Representatives of an organisation at that time. */
size_t participants_of(const struct participants *participants, struct slice applicant, instant at);

/* Whether somebody is kept from speaking or from the room then: by a moderation of them or of their
 * organisation that has not ended and was not lifted. NULL: no. */
const struct moderation *participants_limited(const struct participants *participants,
                                              struct slice name, enum moderation_kind kind,
                                              instant at);

/* Whether an appeal against it waits for the committee longer than it may. */
bool moderation_is_overdue(const struct moderation *moderation, instant now);

/* The acts from `representative` on. As accreditation_apply. */
bool participants_apply(struct forum *forum, const struct forum_event *event);

void participants_free(struct participants *participants);

#endif
