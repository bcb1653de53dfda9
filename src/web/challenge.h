/* Challenges for passkeys that need no memory: a text with its time and chance, sealed under the
 * server's secret for one session and one purpose. The WebAuthn challenge is the SHA-256 of the text,
 * so that it is checked like that of a signature (crypto/webauthn.h). That each counts once is for
 * the store to see (node/account.h). */
#ifndef PROVISO_WEB_CHALLENGE_H
#define PROVISO_WEB_CHALLENGE_H

#include "base/instant.h"
#include "web/session.h"

enum {
    CHALLENGE_TEXT = 112, /* hex digits: 8 bytes of time, 16 of chance, 32 of HMAC */
    CHALLENGE_HOLDS = 300 /* seconds */
};

/* A new one. `purpose`: "sign-in", or another text that the answer must be for. */
void challenge_make(const uint8_t secret[SESSION_SECRET], struct slice session,
                    struct slice purpose, instant now, const struct random *random,
                    char out[CHALLENGE_TEXT + 1]);

/* Whether it was made for that session and purpose by this server in the last five minutes. */
bool challenge_holds(const uint8_t secret[SESSION_SECRET], struct slice session,
                     struct slice purpose, instant now, struct slice text);

#endif
