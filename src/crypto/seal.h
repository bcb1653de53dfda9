/* Content at rest: XChaCha20-Poly1305 under the key of a chain, so that destroying the key destroys
 * the content. A sealed value is nonce ‖ ciphertext ‖ tag. */
#ifndef PROVISO_CRYPTO_SEAL_H
#define PROVISO_CRYPTO_SEAL_H

#include "base/buffer.h"
#include "base/error.h"

enum { SEAL_KEY = 32, SEAL_NONCE = 24, SEAL_TAG = 16, SEAL_OVERHEAD = SEAL_NONCE + SEAL_TAG };

/* Appends `plain` sealed under `key`. `nonce` is random and fresh each time; `bound` (such as the
 * row's id) is authenticated but not stored: the same bytes are needed to open. */
void seal_close(const uint8_t key[SEAL_KEY], const uint8_t nonce[SEAL_NONCE], struct slice bound,
                struct slice plain, struct buffer *out);

/* Appends the plaintext. Altered, truncated, another key or another `bound`:
 * ERROR_CONTENT_DAMAGED, and nothing is appended. */
bool seal_open(const uint8_t key[SEAL_KEY], struct slice bound, struct slice sealed,
               struct buffer *out, struct error *error);

#endif
