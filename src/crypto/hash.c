/* OpenSSL marks the plain SHA256_* functions as deprecated in favour of EVP. They are used here on
 * purpose: EVP needs an allocated context and an algorithm fetched into a global, and reaches, with
 * both reused, two thirds of their speed on the 65 bytes of a tree node. Both end in the same
 * assembly. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "crypto/hash.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <sodium.h>

#include "base/encode.h"

enum { HMAC_BLOCK = 64 };

_Static_assert(sizeof(struct sha256) == sizeof(SHA256_CTX), "struct sha256 holds OpenSSL's state");
_Static_assert(_Alignof(struct sha256) == _Alignof(SHA256_CTX), "and is aligned like it");

bool digest_equal(struct digest a, struct digest b)
{
    return CRYPTO_memcmp(a.bytes, b.bytes, DIGEST_SIZE) == 0;
}

int digest_compare(struct digest a, struct digest b)
{
    return memcmp(a.bytes, b.bytes, DIGEST_SIZE);
}

bool digest_is_zero(struct digest digest)
{
    return digest_equal(digest, (struct digest){{0}});
}

const char *digest_write(struct digest digest, char out[DIGEST_TEXT])
{
    hex_write(digest_slice(&digest), out);
    return out;
}

void digest_append(struct buffer *buffer, struct digest digest)
{
    hex_append(buffer, digest_slice(&digest));
}

bool digest_read(struct slice text, struct digest *out)
{
    return hex_read(text, out->bytes, DIGEST_SIZE);
}

void sha256_start(struct sha256 *hash)
{
    SHA256_Init((SHA256_CTX *)(void *)hash);
}

void sha256_append(struct sha256 *hash, struct slice bytes)
{
    if (bytes.size > 0)
        SHA256_Update((SHA256_CTX *)(void *)hash, bytes.data, bytes.size);
}

struct digest sha256_finish(struct sha256 *hash)
{
    struct digest digest;

    SHA256_Final(digest.bytes, (SHA256_CTX *)(void *)hash);
    return digest;
}

struct digest sha256_of(struct slice bytes)
{
    return sha256_of_parts(&bytes, 1);
}

struct digest sha256_of_parts(const struct slice *parts, size_t count)
{
    struct sha256 hash;

    sha256_start(&hash);
    for (size_t i = 0; i < count; i++)
        sha256_append(&hash, parts[i]);
    return sha256_finish(&hash);
}

void sha512_of(struct slice bytes, uint8_t out[SHA512_SIZE])
{
    SHA512(bytes.data, bytes.size, out);
}

static void start_padded(struct sha256 *hash, const uint8_t key[HMAC_BLOCK], uint8_t pad)
{
    uint8_t block[HMAC_BLOCK];

    for (size_t i = 0; i < HMAC_BLOCK; i++)
        block[i] = key[i] ^ pad;
    sha256_start(hash);
    sha256_append(hash, slice_of(block, HMAC_BLOCK));
    OPENSSL_cleanse(block, sizeof block);
}

void hmac_start(struct hmac *hmac, struct slice key)
{
    uint8_t padded[HMAC_BLOCK] = {0};
    struct digest short_key;

    if (key.size > HMAC_BLOCK) {
        short_key = sha256_of(key);
        memcpy(padded, short_key.bytes, DIGEST_SIZE);
    } else if (key.size > 0) {
        memcpy(padded, key.data, key.size);
    }
    start_padded(&hmac->inner, padded, 0x36);
    start_padded(&hmac->outer, padded, 0x5c);
    OPENSSL_cleanse(padded, sizeof padded);
}

void hmac_append(struct hmac *hmac, struct slice bytes)
{
    sha256_append(&hmac->inner, bytes);
}

struct digest hmac_finish(struct hmac *hmac)
{
    struct digest inner = sha256_finish(&hmac->inner);
    struct digest digest;

    sha256_append(&hmac->outer, digest_slice(&inner));
    digest = sha256_finish(&hmac->outer);
    OPENSSL_cleanse(hmac, sizeof *hmac);
    return digest;
}

struct digest hmac_sha256(struct slice key, struct slice message)
{
    struct hmac hmac;

    hmac_start(&hmac, key);
    hmac_append(&hmac, message);
    return hmac_finish(&hmac);
}

uint64_t siphash24(const uint8_t key[SIPHASH_KEY], struct slice message)
{
    uint8_t out[crypto_shorthash_BYTES];
    uint64_t hash = 0;

    crypto_shorthash(out, message.data, message.size, key);
    for (size_t i = 0; i < sizeof out; i++)
        hash |= (uint64_t)out[i] << (8 * i);
    return hash;
}

void hkdf_sha256(struct slice secret, struct slice salt, struct slice info, uint8_t *out,
                 size_t size)
{
    struct digest pseudorandom = hmac_sha256(salt, secret);
    struct digest block = {{0}};
    struct hmac ready, hmac;
    uint8_t counter = 0;

    hmac_start(&ready, digest_slice(&pseudorandom));
    for (size_t done = 0; done < size; done += DIGEST_SIZE) {
        size_t part = size - done < DIGEST_SIZE ? size - done : DIGEST_SIZE;

        hmac = ready;
        if (counter++ > 0)
            hmac_append(&hmac, digest_slice(&block));
        hmac_append(&hmac, info);
        hmac_append(&hmac, slice_of(&counter, 1));
        block = hmac_finish(&hmac);
        memcpy(out + done, block.bytes, part);
    }
    OPENSSL_cleanse(&ready, sizeof ready);
    OPENSSL_cleanse(&block, sizeof block);
    OPENSSL_cleanse(&pseudorandom, sizeof pseudorandom);
}
