/* The demo's story, act by act (DESIGN, Worked example). */
#ifndef PROVISO_CLI_DEMO_STORY_H
#define PROVISO_CLI_DEMO_STORY_H

#include "cli/demo/world.h"
#include "package/account.h"

/* Told of each step: who does what, and what came of it. */
struct story_step {
    const char *who, *what;
    const char *answer;              /* "accepted", "refused" */
    const struct findings *findings; /* of a refusal; NULL: none */
};

struct story {
    struct world *world;
    void (*tell)(void *context, const struct story_step *step);
    void *context;
    bool until_writ;
    bool another;         /* a second application waits for its judge in the end */
    struct count account; /* what the release came to */
};

/* Tells it. False with the error set where a step fails that should not; a refusal's findings have
 * been told. */
bool story_tell(struct story *story, struct error *error);

#endif
