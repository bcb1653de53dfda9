/* What is written in the forum's story. */
#ifndef PROVISO_CLI_DEMO_FORUM_PROSE_H
#define PROVISO_CLI_DEMO_FORUM_PROSE_H

enum { FORUM_ACTIVITIES = 5, FORUM_REASONS = 4, FORUM_ANSWERS = 3 };

/* What applicants do; why delegations object; what is replied. */
extern const char *const forum_activities[FORUM_ACTIVITIES],
    *const forum_reasons[FORUM_REASONS], *const forum_answers[FORUM_ANSWERS];

extern const char forum_prose_approve[], forum_prose_refuse[], forum_prose_grounds[],
    forum_prose_upheld[], forum_prose_reversed[], forum_prose_shares[], forum_prose_closing[],
    forum_prose_ruling[], forum_prose_letter[], forum_prose_document[];

#endif
