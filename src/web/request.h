/* A request as handlers see it: plain data, without a socket. Whoever fills it (server.c, a test)
 * passes it through request_check before anything else looks at it. */
#ifndef PROVISO_WEB_REQUEST_H
#define PROVISO_WEB_REQUEST_H

#include "base/arena.h"
#include "base/instant.h"
#include "crypto/random.h"
#include "text/language.h"
#include "web/session.h"

enum {
    REQUEST_HEADERS = 64,
    REQUEST_PARAMETERS = 4,
    REQUEST_PATH = 512,  /* bytes of a path, at most */
    REQUEST_QUERY = 2048 /* and of what stands behind '?' */
};

enum request_method { REQUEST_GET, REQUEST_HEAD, REQUEST_POST, REQUEST_OTHER };

struct request_header {
    struct slice name, value; /* the name as sent */
};

/* A part of the path that the pattern of its route names. */
struct request_parameter {
    struct slice name, value;
};

struct request {
    enum request_method method;
    struct slice path;  /* as sent: never decoded */
    struct slice query; /* likewise, without '?' */
    struct request_header headers[REQUEST_HEADERS];
    size_t header_count;
    struct slice body;
    instant now;
    struct random random;
    struct session session; /* who asks; zeroed: a visitor without one */
    struct arena *arena;    /* lives as long as request and response */

    /* Set by the router. */
    enum language language;
    struct slice place; /* the path without the language: "/rules" */
    const char *route;  /* the pattern that it fits: "/offences/{id}"; "" where there is none */
    struct request_parameter parameters[REQUEST_PARAMETERS];
    size_t parameter_count;
};

/* What a header field holds; empty where it is absent. `name` in lower case. */
struct slice request_header(const struct request *request, const char *name);

/* The value of a named part of the path; empty where the pattern has none. */
struct slice request_parameter(const struct request *request, const char *name);

/* The value of a cookie, "" where there is none or more than one of that name. */
struct slice request_cookie(const struct request *request, const char *name);

/* Whether the request has one meaning only (RFC 9112): 0, or the status with which it is refused and
 * after which the connection is to be closed. 400: a header that must be single comes twice, both
 * Content-Length and Transfer-Encoding, no Host or a Host that is none, a control character in a
 * field, a length that is not a number. 411: a body in chunks, which no form sends. 414, 431: too
 * long. */
unsigned request_check(const struct request *request);

/* A path in its only spelling: '/' and segments of [A-Za-z0-9._~-] with one '/' between them, none of
 * them "." or "..". Everything else is nowhere, so that no two readers ever see another file. */
bool request_path_is_plain(struct slice path);

#endif
