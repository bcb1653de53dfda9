#include "web/challenge.h"

#include "base/encode.h"

enum { TIME = 8, CHANCE = 16, SEALED = TIME + CHANCE };

_Static_assert(CHALLENGE_TEXT == 2 * (SEALED + DIGEST_SIZE), "the text is its bytes in hex");

/* Session ids have one length, so that no other session and purpose give the same bytes. */
static struct digest seal(const uint8_t secret[SESSION_SECRET], struct slice session,
                          struct slice purpose, const uint8_t bytes[SEALED])
{
    struct hmac hmac;

    hmac_start(&hmac, slice_of(secret, SESSION_SECRET));
    hmac_append(&hmac, SLICE("proviso challenge\n"));
    hmac_append(&hmac, slice_of(bytes, SEALED));
    hmac_append(&hmac, session);
    hmac_append(&hmac, purpose);
    return hmac_finish(&hmac);
}

void challenge_make(const uint8_t secret[SESSION_SECRET], struct slice session,
                    struct slice purpose, instant now, const struct random *random,
                    char out[CHALLENGE_TEXT + 1])
{
    uint8_t bytes[SEALED + DIGEST_SIZE];
    struct digest digest;

    for (int i = 0; i < TIME; i++)
        bytes[i] = (uint8_t)((uint64_t)now >> (8 * (TIME - 1 - i)));
    random_fill(random, bytes + TIME, CHANCE);
    digest = seal(secret, session, purpose, bytes);
    memcpy(bytes + SEALED, digest.bytes, DIGEST_SIZE);
    hex_write(slice_of(bytes, sizeof bytes), out);
}

bool challenge_holds(const uint8_t secret[SESSION_SECRET], struct slice session,
                     struct slice purpose, instant now, struct slice text)
{
    uint8_t bytes[SEALED + DIGEST_SIZE];
    struct digest given;
    uint64_t made = 0;

    if (!session_is_id(session) || !hex_read(text, bytes, sizeof bytes))
        return false;
    memcpy(given.bytes, bytes + SEALED, DIGEST_SIZE);
    for (int i = 0; i < TIME; i++)
        made = made << 8 | bytes[i];
    return digest_equal(given, seal(secret, session, purpose, bytes)) && (instant)made <= now &&
           now - (instant)made < CHALLENGE_HOLDS;
}
