/* Web origins and relying-party IDs (WebAuthn Level 3, 5.1.2 and 13.4.9), in the one spelling that
 * browsers write into the client data. */
#ifndef PROVISO_CRYPTO_ORIGIN_H
#define PROVISO_CRYPTO_ORIGIN_H

#include "base/slice.h"

enum { ORIGIN_TEXT = 128, RP_MOST = 100 }; /* ORIGIN_TEXT: with its NUL */

/* "https://sign.xa.example" or with ":8443": lower-case A-labels with at least one dot, no trailing
 * dot, no address in numbers, no default port, nothing behind. And "http://localhost:8080", which
 * browsers hold to be as safe: for trying out on one machine. Shorter than ORIGIN_TEXT. */
bool origin_is_valid(struct slice text);

/* A host name of that form, or "localhost"; at most RP_MOST bytes. */
bool rp_is_valid(struct slice text);

/* The RP ID is the origin's host or a domain above it. Both are valid. */
bool origin_has_rp(struct slice origin, struct slice rp);

#endif
