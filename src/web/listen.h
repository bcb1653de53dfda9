/* A listening socket: numeric addresses and Unix sockets. */
#ifndef PROVISO_WEB_LISTEN_H
#define PROVISO_WEB_LISTEN_H

#include "base/buffer.h"
#include "base/error.h"

/* "127.0.0.1:8080", "[::1]:8080" or "unix:PATH" (mode 0660; one left by a server that is gone is
 * replaced). *port receives what it got, 0 for a Unix socket. Returns the descriptor, or -1 with
 * ERROR_USAGE or ERROR_SYSTEM. */
int listen_open(const char *address, unsigned *port, struct error *error);

/* Whether only this machine can reach it: 127.0.0.0/8, ::1, or a Unix socket. */
bool listen_is_local(const char *address);

/* "http://127.0.0.1:8080"; false for a Unix socket. */
bool listen_origin(const char *address, unsigned port, struct buffer *out);

#endif
