/* The story of a whole session at a forum: who is admitted, what is written, who speaks. Told as the other
 * story is (cli/demo/story.h), on a clock that ends now. */
#ifndef PROVISO_CLI_DEMO_FORUM_STORY_H
#define PROVISO_CLI_DEMO_FORUM_STORY_H

#include "cli/demo/forum_cast.h"
#include "cli/demo/forum_stage.h"
#include "cli/demo/story.h"
#include "forum/floor.h"
#include "forum/letter.h"

enum {
    FORUM_APPLICANTS = 90,
    FORUM_ORGANISATIONS = 122, /* that sign the letter, */
    FORUM_EXPERTS = 11,        /* and persons */
    FORUM_DAYS = 68            /* from the first day to now */
};

#define FORUM_SESSION "ahc-1-1" /* whose floor is played */

struct forum_story {
    struct stage stage;
    void (*tell)(void *context, const struct story_step *step);
    void *context;
};

/* Plays it; world and tell are set. False with the error set where a step fails that should not. */
bool forum_story_tell(struct forum_story *story, struct error *error);

/* ---- its parts ---- */

void forum_tell(struct forum_story *story, const char *who, const char *what, const char *answer);

/* Adds an act that has to be accepted with the others. */
bool forum_act(struct forum_story *story, const struct world_act *act, struct error *error);

/* Hands in what waits and tells it ("COUNT accepted"); `what` NULL: untold. */
bool forum_done(struct forum_story *story, const char *who, const char *what, struct error *error);

/* An act that has to be refused for this reason. */
bool forum_attempt(struct forum_story *story, const struct world_act *act, const char *what,
                   enum finding_code reason, struct error *error);

/* An act of that type, signed by that official. */
struct world_act forum_act_of(const char *type, const char *by);

/* A name of one of the organisations or persons. */
const char *forum_name(struct world *world, unsigned number);
const char *forum_person(struct world *world, unsigned number);

/* Accreditation up to the circulation, and from the objections on (forum_accreditation.c); the letter with
 * its signatories (forum_letter.c); the session with its floor and report
 * (forum_session.c). */
bool forum_apply_all(struct forum_story *story, struct error *error);
bool forum_decide_all(struct forum_story *story, struct error *error);
bool forum_letter(struct forum_story *story, struct error *error);
bool forum_session(struct forum_story *story, struct error *error);

#endif
