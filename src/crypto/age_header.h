/* The header of an age file: stanzas that wrap the file key, and the MAC over them. Internal to
 * crypto/. */
#ifndef PROVISO_CRYPTO_AGE_HEADER_H
#define PROVISO_CRYPTO_AGE_HEADER_H

#include "crypto/age.h"

enum { AGE_FILE_KEY = 16, AGE_NONCE = 16, AGE_HEADER_LIMIT = 65536 };

/* Appends a header that wraps `file_key` for each recipient. ERROR_AGE_KEY: a recipient that no
 * secret belongs to. */
bool age_header_write(const struct age_recipient *recipients, size_t count,
                      const struct random *random, const uint8_t file_key[AGE_FILE_KEY],
                      struct buffer *out, struct error *error);

/* Reads the header at the front of `bytes` completely, then finds the file key; *size is the
 * header's length. Errors as in age_reader_start. */
bool age_header_read(struct slice bytes, const struct age_identity *identities, size_t count,
                     uint8_t file_key[AGE_FILE_KEY], size_t *size, struct error *error);

/* The key of the payload's chunks. */
void age_payload_key(const uint8_t file_key[AGE_FILE_KEY], const uint8_t nonce[AGE_NONCE],
                     uint8_t out[AGE_KEY]);

#endif
