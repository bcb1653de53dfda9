#include "crypto/seal.h"

#include <sodium.h>

_Static_assert(SEAL_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "XChaCha20's nonce");
_Static_assert(SEAL_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "Poly1305's tag");

void seal_close(const uint8_t key[SEAL_KEY], const uint8_t nonce[SEAL_NONCE], struct slice bound,
                struct slice plain, struct buffer *out)
{
    uint8_t *at = buffer_reserve(out, plain.size + SEAL_OVERHEAD);

    memcpy(at, nonce, SEAL_NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(at + SEAL_NONCE, NULL, plain.data, plain.size,
                                               bound.data, bound.size, NULL, nonce, key);
    out->size += plain.size + SEAL_OVERHEAD;
}

bool seal_open(const uint8_t key[SEAL_KEY], struct slice bound, struct slice sealed,
               struct buffer *out, struct error *error)
{
    struct slice rest = slice_from(sealed, SEAL_NONCE);

    if (sealed.size < SEAL_OVERHEAD)
        return error_set(error, ERROR_CONTENT_DAMAGED,
                         "stored content is truncated: %zu bytes are too few", sealed.size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(buffer_reserve(out, rest.size), NULL, NULL,
                                                   rest.data, rest.size, bound.data, bound.size,
                                                   sealed.data, key) != 0)
        return error_set(error, ERROR_CONTENT_DAMAGED,
                         "stored content does not decrypt: altered, or under another key");
    out->size += rest.size - SEAL_TAG;
    return true;
}
