#include "web/session.h"

#include "base/encode.h"

enum { CHANCE = 16 };

bool session_is_id(struct slice id)
{
    uint8_t bytes[SESSION_ID / 2];

    return hex_read(id, bytes, sizeof bytes);
}

void session_new(const struct random *random, char out[SESSION_ID + 1])
{
    uint8_t bytes[SESSION_ID / 2];

    random_fill(random, bytes, sizeof bytes);
    hex_write(slice_of(bytes, sizeof bytes), out);
}

static struct digest mac(const uint8_t secret[SESSION_SECRET], struct slice id,
                         const uint8_t chance[CHANCE])
{
    struct hmac hmac;

    hmac_start(&hmac, slice_of(secret, SESSION_SECRET));
    hmac_append(&hmac, SLICE("proviso form\n"));
    hmac_append(&hmac, slice_of(chance, CHANCE));
    hmac_append(&hmac, id);
    return hmac_finish(&hmac);
}

void session_token(const uint8_t secret[SESSION_SECRET], struct slice id,
                   const struct random *random, char out[SESSION_TOKEN + 1])
{
    uint8_t token[SESSION_TOKEN / 2];
    struct digest digest;

    random_fill(random, token, CHANCE);
    digest = mac(secret, id, token);
    memcpy(token + CHANCE, digest.bytes, DIGEST_SIZE);
    hex_write(slice_of(token, sizeof token), out);
}

bool session_token_holds(const uint8_t secret[SESSION_SECRET], struct slice id, struct slice token)
{
    uint8_t bytes[SESSION_TOKEN / 2];
    struct digest given;

    if (!session_is_id(id) || !hex_read(token, bytes, sizeof bytes))
        return false;
    memcpy(given.bytes, bytes + CHANCE, DIGEST_SIZE);
    return digest_equal(given, mac(secret, id, bytes));
}
