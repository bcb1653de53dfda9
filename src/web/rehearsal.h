/* A demo's persons on its pages: signing in and signing acts with the keys that the demo has made for
 * them, in place of passkeys. It exists only where the node is one for trials, nobody but this machine
 * reaches it, and `proviso serve --rehearsal` names the demo's folder. */
#ifndef PROVISO_WEB_REHEARSAL_H
#define PROVISO_WEB_REHEARSAL_H

#include "base/buffer.h"
#include "base/error.h"

struct rehearsal {
    const bool *demo;    /* of the node or provider: it is for trials */
    const char *folder;  /* of the demo; keys/NAME are its persons' */
    struct slice origin; /* of the pages, for a check at each use */
};

/* Whether a listening socket takes connections of this machine alone: a loopback address or a Unix
 * socket. */
bool rehearsal_is_local(int descriptor);

/* Prepares it. ERROR_USAGE where the node (or provider) is not for trials, the socket or the origin's host is not
 * this machine's (a proxy before a Unix socket would open it to others), or the folder is no demo's. */
bool rehearsal_open(struct rehearsal *rehearsal, const bool *demo, int descriptor,
                    struct slice origin, const char *folder, struct error *error);

/* Whether the demo has a key for that official's name. */
bool rehearsal_has(const struct rehearsal *rehearsal, struct slice official);

/* Appends the signature of a demo's person over a payload, made by stock ssh-keygen. ERROR_USAGE
 * where there is no rehearsal (NULL), or no such person. */
bool rehearsal_sign(const struct rehearsal *rehearsal, struct slice official, struct slice payload,
                    struct buffer *armour, struct error *error);

#endif
