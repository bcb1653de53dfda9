/* The table of a site: which path is answered by whom, and who may see it. A path that somebody may
 * not see is answered exactly like one that does not exist. */
#ifndef PROVISO_WEB_ROUTER_H
#define PROVISO_WEB_ROUTER_H

#include "terms/words.h"
#include "web/form.h"
#include "web/response.h"

/* Answers a request. `form` is what was sent with POST; NULL for GET. `site` is router.site. What the
 * handler leaves unanswered (status 0) does not exist. */
typedef void route_handler(void *site, const struct request *request, const struct form *form,
                           struct response *response);

enum {
    ROUTE_LANGUAGE = 1, /* stands below /en, /fr, …; `place` is without it */
    ROUTE_ANY_HOST = 2  /* for machines on the spot: whatever host they ask for */
};

/* Of a route: whoever is in office. */
#define ROUTE_OFFICIALS ((1u << ROLE_COUNT) - 1)

struct route {
    enum request_method method; /* GET answers HEAD, too */
    const char *pattern;        /* "/offences/{id}"; "{path*}" at the end takes all segments left */
    route_handler *handler;
    unsigned flags;
    uint32_t roles;                  /* one of which the session must have; 0: everybody */
    const struct form_field *fields; /* of POST; ends with a NULL name */
    size_t body;                     /* bytes of a POST, at most */
};

struct router {
    const struct route *routes; /* the first that fits answers */
    size_t count;
    void *site;
    const uint8_t *secret; /* SESSION_SECRET bytes: of the forms' tokens */
    struct slice origin;   /* "https://node.example": where forms come from, and with the host that
                              requests must name (else any name that leads here could read) */

    /* The fields of a POST whose route has none of its own: by what its path names. NULL: there is
     * nothing that takes a form there. */
    const struct form_field *(*fields)(void *site, const struct request *request);

    /* Says why not, in the reader's language: 400, 403, 404, 405, 411, 413, 414, 421, 429, 431. */
    void (*refuse)(void *site, const struct request *request, unsigned status,
                   const struct error *error, struct response *response);
};

/* The field in which every form sends its token. */
#define ROUTE_TOKEN "token"

/* The bytes of body that this request may have: those of its route, 0 where there is none. Before
 * the body is read. */
size_t router_body(const struct router *router, const struct request *request);

/* Answers: checks the request (request_check), finds the route, the role, the form and its token,
 * calls the handler. Sets language, place and parameters of the request. */
void router_answer(const struct router *router, struct request *request, struct response *response);

/* The refusal of a request that is not to be answered, whatever it is about: 413, 429. */
void router_refuse(const struct router *router, struct request *request, unsigned status,
                   struct response *response);

#endif
