/* Who asks, and proof that a form was filled in on a page of this node: tokens against forged
 * requests (CSRF), bound to the session. */
#ifndef PROVISO_WEB_SESSION_H
#define PROVISO_WEB_SESSION_H

#include "crypto/hash.h"
#include "crypto/random.h"

enum {
    SESSION_ID = 64,    /* lower-case hex digits of a session's cookie */
    SESSION_TOKEN = 96, /* of a token: 16 bytes of chance and an HMAC */
    SESSION_SECRET = 32 /* bytes of the key that a server makes when it starts */
};

/* A visitor has no roles; an official those that the register has now (web/identity.h). */
struct session {
    struct slice id;       /* SESSION_ID digits; empty: none. It ties forms to a browser */
    struct slice official; /* "xa.court-1.o17"; empty: a visitor */
    uint32_t roles;        /* mask of ROLE_… (terms/words.h) */
};

/* True for SESSION_ID lower-case hex digits. */
bool session_is_id(struct slice id);

/* A new id. */
void session_new(const struct random *random, char out[SESSION_ID + 1]);

/* A token for a form of that session, other digits each time, so that compression tells nothing of
 * it. */
void session_token(const uint8_t secret[SESSION_SECRET], struct slice id,
                   const struct random *random, char out[SESSION_TOKEN + 1]);

/* Whether the token was made for that session; false for a session without id. */
bool session_token_holds(const uint8_t secret[SESSION_SECRET], struct slice id, struct slice token);

#endif
