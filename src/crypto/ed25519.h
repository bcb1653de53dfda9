/* Ed25519 (RFC 8032), strictly verified: canonical S, canonical and not small-order keys and R. */
#ifndef PROVISO_CRYPTO_ED25519_H
#define PROVISO_CRYPTO_ED25519_H

#include "base/slice.h"

enum { ED25519_SEED = 32, ED25519_PUBLIC = 32, ED25519_SECRET = 64, ED25519_SIGNATURE = 64 };

/* A node's own key pair (log, witness); officials' private keys never enter Proviso. Wipe with
 * ed25519_wipe. */
struct ed25519_pair {
    uint8_t public_key[ED25519_PUBLIC];
    uint8_t secret[ED25519_SECRET];
};

/* The pair that belongs to 32 secret random bytes. */
void ed25519_from_seed(const uint8_t seed[ED25519_SEED], struct ed25519_pair *out);

void ed25519_wipe(struct ed25519_pair *pair);

/* The deterministic signature of `message`. */
void ed25519_sign(const struct ed25519_pair *pair, struct slice message,
                  uint8_t signature[ED25519_SIGNATURE]);

/* True for a canonical point of the curve's main group that is not the neutral one. */
bool ed25519_is_point(const uint8_t public_key[ED25519_PUBLIC]);

/* True only for a valid signature of exactly `message` by `public_key`. */
bool ed25519_verify(const uint8_t public_key[ED25519_PUBLIC], struct slice message,
                    const uint8_t signature[ED25519_SIGNATURE]);

#endif
