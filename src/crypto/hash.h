/* SHA-256 and what is built on it: digests, HMAC (RFC 2104), HKDF (RFC 5869); SHA-512 for SSHSIG.
 *
 * The state is a plain value without allocation, lookup or global: a node of the Merkle tree costs
 * little more than its two compressions, and copying a state forks the hash. */
#ifndef PROVISO_CRYPTO_HASH_H
#define PROVISO_CRYPTO_HASH_H

#include "base/buffer.h"

enum { DIGEST_SIZE = 32, DIGEST_TEXT = 65, SHA512_SIZE = 64 }; /* DIGEST_TEXT: hex and a NUL */

struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

/* Constant in time; digests that are secret (HMAC) may be compared with it. */
bool digest_equal(struct digest a, struct digest b);

/* Bytewise order: <0, 0 or >0. */
int digest_compare(struct digest a, struct digest b);

/* All 32 bytes zero: "nothing before" of `prev` and `seen`. */
bool digest_is_zero(struct digest digest);

/* The bytes; they live as long as *digest. */
static inline struct slice digest_slice(const struct digest *digest)
{
    return slice_of(digest->bytes, DIGEST_SIZE);
}

/* 64 lower-case hex digits and a NUL into `out`; returns `out`. */
const char *digest_write(struct digest digest, char out[DIGEST_TEXT]);

/* The 64 digits at the end of `buffer`. */
void digest_append(struct buffer *buffer, struct digest digest);

/* Exactly 64 lower-case hex digits; otherwise false, and `out` may be overwritten. */
bool digest_read(struct slice text, struct digest *out);

/* SHA-256 of `bytes`. */
struct digest sha256_of(struct slice bytes);

/* SHA-256 of the parts one after the other, with nothing between them. */
struct digest sha256_of_parts(const struct slice *parts, size_t count);

/* A running SHA-256: start, append any number of times, finish once. */
struct sha256 {
    uint32_t state[28];
};

void sha256_start(struct sha256 *hash);
void sha256_append(struct sha256 *hash, struct slice bytes);
struct digest sha256_finish(struct sha256 *hash);

/* SHA-512 of `bytes` into `out`. */
void sha512_of(struct slice bytes, uint8_t out[SHA512_SIZE]);

/* HMAC-SHA-256 of `message` under a key of any length. */
struct digest hmac_sha256(struct slice key, struct slice message);

/* A running HMAC: start, append, finish; finish wipes it. A copy of a started one is the key made
 * ready: many messages under one key start from it. */
struct hmac {
    struct sha256 inner, outer;
};

void hmac_start(struct hmac *hmac, struct slice key);
void hmac_append(struct hmac *hmac, struct slice bytes);
struct digest hmac_finish(struct hmac *hmac);

/* SipHash-2-4: a short keyed hash for tables and samples, where nobody without the key is to know
 * which hash a word has. */
enum { SIPHASH_KEY = 16 };
uint64_t siphash24(const uint8_t key[SIPHASH_KEY], struct slice message);

/* HKDF-SHA-256: extract with `salt`, expand with `info` to `size` bytes (at most 255 × 32). */
void hkdf_sha256(struct slice secret, struct slice salt, struct slice info, uint8_t *out,
                 size_t size);

#endif
