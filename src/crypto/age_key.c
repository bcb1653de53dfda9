#include <sodium.h>

#include "crypto/age.h"
#include "crypto/bech32.h"

#define RECIPIENT_PREFIX "age"
#define IDENTITY_PREFIX  "age-secret-key-"

_Static_assert(sizeof RECIPIENT_PREFIX + 1 + BECH32_DATA == AGE_RECIPIENT_TEXT, "text and NUL");
_Static_assert(sizeof IDENTITY_PREFIX + 1 + BECH32_DATA == AGE_IDENTITY_TEXT, "text and NUL");

bool age_recipient_parse(struct slice text, struct age_recipient *out, struct error *error)
{
    struct age_recipient recipient;

    if (!bech32_read(RECIPIENT_PREFIX, text, false, recipient.public_key))
        return error_set(error, ERROR_AGE_KEY, "not an age recipient \"age1…\" of 62 characters");
    *out = recipient;
    return true;
}

const char *age_recipient_format(const struct age_recipient *recipient,
                                 char out[AGE_RECIPIENT_TEXT])
{
    bech32_write(RECIPIENT_PREFIX, recipient->public_key, false, out);
    return out;
}

bool age_recipient_equal(const struct age_recipient *a, const struct age_recipient *b)
{
    return memcmp(a->public_key, b->public_key, AGE_KEY) == 0;
}

bool age_identity_parse(struct slice text, struct age_identity *out, struct error *error)
{
    uint8_t secret[AGE_KEY];
    bool good = bech32_read(IDENTITY_PREFIX, text, true, secret);

    if (good)
        age_identity_make(secret, out);
    sodium_memzero(secret, sizeof secret);
    if (!good)
        return error_set(error, ERROR_AGE_KEY,
                         "not an age identity \"AGE-SECRET-KEY-1…\" of 74 characters");
    return true;
}

bool age_identity_parse_file(struct slice text, struct age_identity *out, struct error *error)
{
    struct slice line, found = {0};
    uint32_t number = 0;

    while (text.size > 0) {
        if (!slice_line(&text, &line)) {
            line = text;
            text = slice_of(NULL, 0);
        }
        number++;
        if (line.size == 0 || line.data[0] == '#')
            continue;
        if (found.size > 0) {
            error_set(error, ERROR_AGE_KEY, "a second identity in a file that must have one");
            return error_at(error, number, 1);
        }
        found = line;
        if (!age_identity_parse(line, out, error))
            return error_at(error, number, 1);
    }
    if (found.size == 0)
        return error_set(error, ERROR_AGE_KEY, "no identity in the file");
    return true;
}

const char *age_identity_format(const struct age_identity *identity, char out[AGE_IDENTITY_TEXT])
{
    bech32_write(IDENTITY_PREFIX, identity->secret, true, out);
    return out;
}

void age_identity_make(const uint8_t secret[AGE_KEY], struct age_identity *out)
{
    memcpy(out->secret, secret, AGE_KEY);
    crypto_scalarmult_base(out->recipient.public_key, out->secret);
}

void age_identity_wipe(struct age_identity *identity)
{
    sodium_memzero(identity, sizeof *identity);
}
