#include "crypto/ed25519.h"

#include <sodium.h>

_Static_assert(ED25519_SECRET == crypto_sign_SECRETKEYBYTES, "libsodium: seed and public key");

void ed25519_from_seed(const uint8_t seed[ED25519_SEED], struct ed25519_pair *out)
{
    crypto_sign_seed_keypair(out->public_key, out->secret, seed);
}

void ed25519_wipe(struct ed25519_pair *pair)
{
    sodium_memzero(pair, sizeof *pair);
}

void ed25519_sign(const struct ed25519_pair *pair, struct slice message,
                  uint8_t signature[ED25519_SIGNATURE])
{
    crypto_sign_detached(signature, NULL, message.data, message.size, pair->secret);
}

bool ed25519_is_point(const uint8_t public_key[ED25519_PUBLIC])
{
    return crypto_core_ed25519_is_valid_point(public_key) == 1;
}

bool ed25519_verify(const uint8_t public_key[ED25519_PUBLIC], struct slice message,
                    const uint8_t signature[ED25519_SIGNATURE])
{
    return crypto_sign_verify_detached(signature, message.data, message.size, public_key) == 0;
}
