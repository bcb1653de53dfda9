/* Asking a site without a socket: as a visitor, or as an official. */
#ifndef PROVISO_TESTS_WEB_ASKING_H
#define PROVISO_TESTS_WEB_ASKING_H

#include "web/site.h"

/* Who asks, and when. Official NULL: a visitor. */
struct asker {
    struct site *site;
    const char *official; /* "xb.court-1.o23" */
    uint32_t roles;       /* mask of ROLE_… */
    instant now;
};

struct asked {
    struct arena arena;
    struct request request;
    struct response response;
};

/* The session that every asker has. */
extern const char asking_session[];

/* Fetches "/en/docket" and gives the status; `asked` is to be forgotten. */
unsigned asking_get(const struct asker *asker, const char *path, struct asked *asked);

/* Sends a form with a good token: "a=1&b=two" (url-encoded), or one file named `name` in multipart. */
unsigned asking_post(const struct asker *asker, const char *path, const char *form,
                     struct asked *asked);
unsigned asking_send(const struct asker *asker, const char *path, const char *name,
                     struct slice file, struct asked *asked);

/* Several files in one form. */
struct asking_file {
    const char *name;
    struct slice content;
    bool text; /* a field of text among them */
};
unsigned asking_send_files(const struct asker *asker, const char *path,
                           const struct asking_file *files, size_t count, struct asked *asked);

struct slice asked_content(const struct asked *asked);
bool asked_has(const struct asked *asked, const char *part);
void asked_forget(struct asked *asked);

#endif
