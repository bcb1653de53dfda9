/* Pages of a world's nodes as an official, or a visitor, gets them: without a socket and without signing in. */
#ifndef PROVISO_TESTS_WEB_ASKING_H
#define PROVISO_TESTS_WEB_ASKING_H

#include "node/world.h"
#include "web/site.h"

struct asked {
    struct arena arena;
    struct request request;
    struct response response;
    struct slice page;
};

/* GETs `path` as that official ("" or NULL: a visitor), with the roles that the register gives them now, or
 * with `roles` where those are not 0. Returns the status; asked_free. */
unsigned ask_as(struct asked *asked, struct site *site, instant now, const char *official,
                uint32_t roles, const char *path);

void asked_free(struct asked *asked);

bool asked_has(const struct asked *asked, const char *part);

#endif
