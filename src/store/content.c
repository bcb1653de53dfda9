#include "store/content.h"

#include "crypto/random.h"

enum { BOUND_MOST = 16 + DIGEST_SIZE, LENGTH_SIZE = 4 };

/* The label, a NUL and the hash. */
static struct slice bind(const char *label, struct digest hash, uint8_t out[BOUND_MOST])
{
    size_t size = strlen(label) + 1;

    memcpy(out, label, size);
    memcpy(out + size, hash.bytes, DIGEST_SIZE);
    return slice_of(out, size + DIGEST_SIZE);
}

void content_close(const struct chain *chain, const char *label, struct digest hash,
                   struct slice plain, struct buffer *out)
{
    uint8_t nonce[SEAL_NONCE], bound[BOUND_MOST];

    if (!chain->sealed) {
        buffer_append(out, plain);
        return;
    }
    random_bytes(nonce, sizeof nonce);
    seal_close(chain->key, nonce, bind(label, hash, bound), plain, out);
}

bool content_open(const struct chain *chain, const char *label, struct digest hash,
                  struct slice stored, struct buffer *out, struct error *error)
{
    uint8_t bound[BOUND_MOST];

    if (chain->sealed)
        return seal_open(chain->key, bind(label, hash, bound), stored, out, error);
    buffer_append(out, stored);
    return true;
}

void content_join(const uint8_t *salt, struct slice payload, struct slice signatures,
                  struct buffer *out)
{
    if (salt)
        buffer_append(out, slice_of(salt, ENTRY_SALT));
    buffer_u32(out, (uint32_t)payload.size);
    buffer_append(out, payload);
    buffer_append(out, signatures);
}

bool content_split(struct slice plain, bool salted, struct digest hash, const uint8_t **salt,
                   struct slice *payload, struct slice *signatures)
{
    size_t start = salted ? ENTRY_SALT : 0, length;
    const uint8_t *at;

    if (plain.size < start + LENGTH_SIZE)
        return false;
    at = plain.data + start;
    length = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
    plain = slice_from(plain, start + LENGTH_SIZE);
    if (length > plain.size)
        return false;
    *salt = salted ? at - ENTRY_SALT : NULL;
    *payload = slice_part(plain, 0, length);
    *signatures = slice_from(plain, length);
    return digest_compare(sha256_of(*payload), hash) == 0;
}
