/* age v1 files (age-encryption.org/v1) for X25519 recipients, as stock `age` reads and writes them.
 * Binary only: no armour, passphrases or hybrid keys. age does not authenticate the sender: sign
 * the ciphertext's hash. */
#ifndef PROVISO_CRYPTO_AGE_H
#define PROVISO_CRYPTO_AGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/random.h"

enum {
    AGE_KEY = 32,
    AGE_RECIPIENT_TEXT = 63, /* "age1…" and a NUL */
    AGE_IDENTITY_TEXT = 75,  /* "AGE-SECRET-KEY-1…" and a NUL */
    AGE_RECIPIENTS = 8,      /* of one file that Proviso writes, at most */
    AGE_CHUNK = 65536,       /* plaintext bytes authenticated together */
};

struct age_recipient {
    uint8_t public_key[AGE_KEY];
};

/* Wipe with age_identity_wipe. */
struct age_identity {
    uint8_t secret[AGE_KEY];
    struct age_recipient recipient;
};

/* Exactly one Bech32 "age1…" in lower case with the right checksum. ERROR_AGE_KEY. */
bool age_recipient_parse(struct slice text, struct age_recipient *out, struct error *error);

/* The text into `out`, which it returns. */
const char *age_recipient_format(const struct age_recipient *recipient,
                                 char out[AGE_RECIPIENT_TEXT]);

bool age_recipient_equal(const struct age_recipient *a, const struct age_recipient *b);

/* Exactly one "AGE-SECRET-KEY-1…" in upper case. ERROR_AGE_KEY. */
bool age_identity_parse(struct slice text, struct age_identity *out, struct error *error);

/* An identity file as `age-keygen` writes it: `#` comments, empty lines and exactly one identity.
 * ERROR_AGE_KEY. */
bool age_identity_parse_file(struct slice text, struct age_identity *out, struct error *error);

/* The secret text into `out`, which it returns. */
const char *age_identity_format(const struct age_identity *identity, char out[AGE_IDENTITY_TEXT]);

/* The identity that belongs to 32 secret random bytes. */
void age_identity_make(const uint8_t secret[AGE_KEY], struct age_identity *out);

void age_identity_wipe(struct age_identity *identity);

/* Takes all of `bytes` or returns false with the error set. */
typedef bool age_write(void *context, struct slice bytes, struct error *error);

/* Encrypts a stream; memory does not grow with it. */
struct age_writer;

/* Draws file key, ephemeral keys and nonce from `random`, writes the header for 1 to AGE_RECIPIENTS
 * different recipients. *out is the caller's, for age_writer_free. ERROR_AGE_KEY, or what `write`
 * says. */
bool age_writer_start(struct age_writer **out, const struct age_recipient *recipients, size_t count,
                      const struct random *random, age_write *write, void *context,
                      struct error *error);

/* Encrypts more bytes, of any size. */
bool age_writer_append(struct age_writer *writer, struct slice plain, struct error *error);

/* Writes the last chunk; without it the file counts as truncated. Call once. */
bool age_writer_finish(struct age_writer *writer, struct error *error);

/* Frees and wipes; NULL is fine. */
void age_writer_free(struct age_writer *writer);

/* Reads up to `capacity` bytes into `into` and says how many in *size; 0 only at the end. */
typedef bool age_read(void *context, uint8_t *into, size_t capacity, size_t *size,
                      struct error *error);

/* Decrypts a stream; memory does not grow with it. */
struct age_reader;

/* Reads and checks the header. *out is the caller's, for age_reader_free. ERROR_AGE_HEADER
 * (malformed, cut off before the content, or a kind of recipient refused here: scrypt, hybrid,
 * armour), ERROR_AGE_NO_MATCH (for none of the identities), ERROR_AGE_HMAC, or what `read` says. */
bool age_reader_start(struct age_reader **out, const struct age_identity *identities, size_t count,
                      age_read *read, void *context, struct error *error);

/* The next authenticated plaintext, at most AGE_CHUNK bytes, valid until the next call; size 0 once
 * the end was reached and proven to be the end. What came before an ERROR_AGE_PAYLOAD (altered,
 * truncated, trailing bytes) is an authentic beginning, no more. */
bool age_reader_next(struct age_reader *reader, struct slice *plain, struct error *error);

/* Frees and wipes; NULL is fine. */
void age_reader_free(struct age_reader *reader);

/* A whole file in memory: `plain` encrypted to `out`, `sealed` decrypted to `out` (appended; on an
 * error nothing is). */
bool age_encrypt(struct slice plain, const struct age_recipient *recipients, size_t count,
                 const struct random *random, struct buffer *out, struct error *error);
bool age_decrypt(struct slice sealed, const struct age_identity *identities, size_t count,
                 struct buffer *out, struct error *error);

#endif
