#include "crypto/cose.h"

/* The bytes before x, and between x and y (x and y have 32 bytes each). */
static const struct {
    int64_t number;
    struct slice before, between;
} forms[] = {
    /* {1: 2, 3: -7, -1: 1, -2: x, -3: y} */
    [COSE_ES256] = {-7,
                    {(const uint8_t *)"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10},
                    {(const uint8_t *)"\x22\x58\x20", 3}},
    /* {1: 1, 3: -8, -1: 6, -2: x} */
    [COSE_EDDSA] = {-8, {(const uint8_t *)"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", 10}, {0}},
};

enum { COORDINATE = 32 };

int64_t cose_algorithm_number(enum cose_algorithm algorithm)
{
    return forms[algorithm].number;
}

static bool take(struct slice *rest, struct slice expected)
{
    if (!slice_starts(*rest, expected))
        return false;
    *rest = slice_from(*rest, expected.size);
    return true;
}

static bool take_coordinate(struct slice *rest, uint8_t *out)
{
    if (rest->size < COORDINATE)
        return false;
    memcpy(out, rest->data, COORDINATE);
    *rest = slice_from(*rest, COORDINATE);
    return true;
}

static bool take_form(struct slice *rest, enum cose_algorithm algorithm, struct cose_key *out)
{
    struct slice left = *rest;
    struct cose_key key = {.algorithm = algorithm};

    if (!take(&left, forms[algorithm].before) || !take_coordinate(&left, key.point))
        return false;
    if (algorithm == COSE_ES256 &&
        (!take(&left, forms[algorithm].between) || !take_coordinate(&left, key.point + COORDINATE)))
        return false;
    if (algorithm == COSE_ES256 ? !p256_is_point(key.point) : !ed25519_is_point(key.point))
        return false;
    *rest = left;
    *out = key;
    return true;
}

bool cose_key_take(struct slice *rest, struct cose_key *out)
{
    return take_form(rest, COSE_ES256, out) || take_form(rest, COSE_EDDSA, out);
}

void cose_key_append(const struct cose_key *key, struct buffer *out)
{
    buffer_append(out, forms[key->algorithm].before);
    buffer_append(out, slice_of(key->point, COORDINATE));
    if (key->algorithm != COSE_ES256)
        return;
    buffer_append(out, forms[COSE_ES256].between);
    buffer_append(out, slice_of(key->point + COORDINATE, COORDINATE));
}

bool cose_key_equal(const struct cose_key *a, const struct cose_key *b)
{
    return a->algorithm == b->algorithm && memcmp(a->point, b->point, P256_POINT) == 0;
}

bool cose_verify(const struct cose_key *key, struct slice message, struct slice signature)
{
    if (key->algorithm == COSE_ES256)
        return p256_verify(key->point, message, signature);
    return signature.size == ED25519_SIGNATURE &&
           ed25519_verify(key->point, message, signature.data);
}
