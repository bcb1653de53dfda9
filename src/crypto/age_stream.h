/* The chunks of an age payload: ChaCha20-Poly1305, a counter and a last-chunk flag as nonce. One
 * direction for each stream. Internal to crypto/. */
#ifndef PROVISO_CRYPTO_AGE_STREAM_H
#define PROVISO_CRYPTO_AGE_STREAM_H

#include <openssl/evp.h>

#include "crypto/age.h"

enum { AGE_TAG = 16, AGE_SEALED_CHUNK = AGE_CHUNK + AGE_TAG };

struct age_stream {
    EVP_CIPHER_CTX *cipher; /* keyed once; each chunk only sets its nonce */
    uint64_t counter;       /* chunks so far */
};

/* ERROR_SYSTEM where OpenSSL lacks the cipher. End with age_stream_end either way. */
bool age_stream_start(struct age_stream *stream, const uint8_t key[AGE_KEY], bool encrypt,
                      struct error *error);

/* Encrypts the next chunk of at most AGE_CHUNK bytes into `out` (plain.size + AGE_TAG bytes). */
bool age_stream_seal(struct age_stream *stream, struct slice plain, bool last, uint8_t *out,
                     struct error *error);

/* Decrypts the next chunk (at least AGE_TAG bytes) into `out`; false: not authentic, and
 * the same chunk may be tried again. */
bool age_stream_open(struct age_stream *stream, struct slice sealed, bool last, uint8_t *out);

void age_stream_end(struct age_stream *stream);

#endif
