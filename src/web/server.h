/* The site on a socket: the one place that knows the HTTP library. It reads requests within bounds of
 * size and time, hands them to the router, and sends what comes back. */
#ifndef PROVISO_WEB_SERVER_H
#define PROVISO_WEB_SERVER_H

#include "web/site.h"

enum {
    SERVER_CONNECTIONS = 4096, /* at most */
    SERVER_MEMORY = 32 * 1024, /* bytes of a connection: request line and headers among them */
    SERVER_IDLE = 20,          /* seconds without a byte, then a connection ends */
    SERVER_READING = 30, /* seconds for a whole request, from the first byte or the last answer */
    SERVER_SENDING = 600 /* seconds for an answer */
};

struct server;

/* Serves on a listening socket (web/listen.h), which it closes when it stops. `proxied`: a Unix socket
 * with a proxy before it, which says in X-Real-IP whose request it is. `log`: each answer is a line of
 * JSON on standard error, with the pattern of its route and nothing about who asked or for what.
 * ERROR_SYSTEM: the socket is still the caller's. */
bool server_start(struct server **out, struct site *site, int descriptor, bool proxied, bool log,
                  struct error *error);

/* Ends connections that are past their time. Once a second. */
void server_tend(struct server *server);

/* Stops listening, ends what is open, frees. */
void server_stop(struct server *server);

#endif
