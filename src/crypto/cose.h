/* Public keys of WebAuthn credentials: COSE_Key (RFC 9053) in the one encoding that CTAP2 prescribes.
 * Two algorithms, no others: ES256 on P-256 and EdDSA on Ed25519. */
#ifndef PROVISO_CRYPTO_COSE_H
#define PROVISO_CRYPTO_COSE_H

#include "base/buffer.h"
#include "crypto/ed25519.h"
#include "crypto/p256.h"

enum cose_algorithm {
    COSE_ES256, /* -7 */
    COSE_EDDSA, /* -8 */
};

enum { COSE_KEY_MOST = 77 }; /* bytes of the longer encoding */

struct cose_key {
    enum cose_algorithm algorithm;
    uint8_t point[P256_POINT]; /* x and y; Ed25519: 32 bytes, then zeros */
};

/* Takes a key off the front of `rest`: kty, alg, crv and coordinates in this order and nothing else,
 * the point on its curve. On false `rest` is unchanged. */
bool cose_key_take(struct slice *rest, struct cose_key *out);

void cose_key_append(const struct cose_key *key, struct buffer *out);

bool cose_key_equal(const struct cose_key *a, const struct cose_key *b);

/* The number by which COSE names the algorithm. */
int64_t cose_algorithm_number(enum cose_algorithm algorithm);

/* True only for a valid signature of exactly `message`: ES256 in strict DER, EdDSA in 64 bytes. */
bool cose_verify(const struct cose_key *key, struct slice message, struct slice signature);

#endif
