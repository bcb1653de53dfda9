#include "webauthn_maker.h"

#include <stdio.h>
#include <stdlib.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "base/encode.h"
#include "crypto/armour.h"
#include "crypto/ed25519.h"
#include "crypto/webauthn_data.h"

static void need(bool good)
{
    if (!good)
        abort();
}

/* The key pair of OpenSSL for a secret scalar; `point` receives x and y. */
static EVP_PKEY *load(const uint8_t secret[32], uint8_t point[P256_POINT])
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    EC_POINT *public = EC_POINT_new(group);
    BIGNUM *scalar = BN_bin2bn(secret, 32, NULL);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM *parameters;
    EVP_PKEY *key = NULL;
    uint8_t encoded[1 + P256_POINT];

    need(EC_POINT_mul(group, public, scalar, NULL, NULL, NULL) == 1);
    need(EC_POINT_point2oct(group, public, POINT_CONVERSION_UNCOMPRESSED, encoded, sizeof encoded,
                            NULL) == sizeof encoded);
    memcpy(point, encoded + 1, P256_POINT);
    need(OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
         OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, scalar) == 1 &&
         OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, encoded,
                                          sizeof encoded) == 1);
    parameters = OSSL_PARAM_BLD_to_param(build);
    need(EVP_PKEY_fromdata_init(context) == 1 &&
         EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parameters) == 1);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    EVP_PKEY_CTX_free(context);
    BN_free(scalar);
    EC_POINT_free(public);
    EC_GROUP_free(group);
    return key;
}

struct webauthn_maker webauthn_maker_new(enum cose_algorithm algorithm, uint32_t number)
{
    struct webauthn_maker maker = {
        .algorithm = algorithm,
        .key = {.algorithm = algorithm},
        .rp = "sign.xa.example",
        .origin = "https://sign.xa.example",
        .flags = AUTHENTICATOR_PRESENT | AUTHENTICATOR_VERIFIED,
        .counter = number,
        .tail = "",
        .cross_origin = "false",
    };
    char text[40];
    struct digest seed, credential;

    snprintf(text, sizeof text, "test credential %u", number);
    seed = sha256_of(slice_text(text));
    memcpy(maker.secret, seed.bytes, sizeof maker.secret);
    maker.secret[0] &= 0x7f; /* below the order of P-256 */
    credential = sha256_of(slice_of(maker.secret, sizeof maker.secret));
    credential.bytes[0] ^= (uint8_t)algorithm;
    memcpy(maker.credential, credential.bytes, MAKER_CREDENTIAL);
    if (algorithm == COSE_ES256) {
        EVP_PKEY_free(load(maker.secret, maker.key.point));
    } else {
        struct ed25519_pair pair;

        ed25519_from_seed(maker.secret, &pair);
        memcpy(maker.key.point, pair.public_key, ED25519_PUBLIC);
    }
    return maker;
}

void webauthn_sign(const struct webauthn_maker *maker, struct slice data, struct buffer *out)
{
    uint8_t point[P256_POINT];
    struct ed25519_pair pair;
    EVP_MD_CTX *context;
    EVP_PKEY *key;
    size_t size = P256_SIGNATURE_MOST;

    if (maker->algorithm == COSE_EDDSA) {
        ed25519_from_seed(maker->secret, &pair);
        ed25519_sign(&pair, data, buffer_reserve(out, ED25519_SIGNATURE));
        out->size += ED25519_SIGNATURE;
        return;
    }
    key = load(maker->secret, point);
    context = EVP_MD_CTX_new();
    need(EVP_DigestSignInit_ex(context, NULL, "SHA256", NULL, NULL, key, NULL) == 1 &&
         EVP_DigestSign(context, buffer_reserve(out, size), &size, data.data, data.size) == 1);
    out->size += size;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}

void webauthn_make_client_data(const struct webauthn_maker *maker, const char *type,
                               struct slice challenge, struct buffer *out)
{
    struct buffer encoded = {0};

    if (maker->client_data.size) {
        buffer_append(out, maker->client_data);
        return;
    }
    base64url_append(&encoded, challenge);
    buffer_format(out, "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"",
                  maker->type ? maker->type : type, buffer_string(&encoded), maker->origin);
    if (maker->cross_origin)
        buffer_format(out, ",\"crossOrigin\":%s", maker->cross_origin);
    buffer_format(out, "%s}", maker->tail);
    buffer_free(&encoded);
}

void webauthn_make_authenticator_data(const struct webauthn_maker *maker, struct buffer *out)
{
    struct digest rp = sha256_of(slice_text(maker->rp));

    buffer_append(out, digest_slice(&rp));
    buffer_byte(out, maker->flags);
    buffer_u32(out, maker->counter);
    buffer_append(out, maker->extensions);
}

static void sign_both(const struct webauthn_maker *maker, struct slice authenticator_data,
                      struct slice client_data, struct buffer *out)
{
    struct digest hash = sha256_of(client_data);
    struct buffer data = {0};

    buffer_append(&data, authenticator_data);
    buffer_append(&data, digest_slice(&hash));
    webauthn_sign(maker, buffer_slice(&data), out);
    buffer_free(&data);
}

/* Moves a buffer's content into the arena. */
static struct slice settle(struct arena *memory, struct buffer *buffer)
{
    struct slice kept = arena_copy(memory, buffer_slice(buffer));

    buffer_free(buffer);
    return kept;
}

void webauthn_make_assertion(const struct webauthn_maker *maker, struct slice message,
                             struct arena *memory, struct webauthn_assertion *out)
{
    struct digest hash = sha256_of(message);
    struct buffer key = {0}, data = {0}, client = {0}, signature = {0};

    cose_key_append(&maker->key, &key);
    webauthn_make_authenticator_data(maker, &data);
    webauthn_make_client_data(maker, "webauthn.get", digest_slice(&hash), &client);
    sign_both(maker, buffer_slice(&data), buffer_slice(&client), &signature);
    out->key = settle(memory, &key);
    out->credential = arena_copy(memory, slice_of(maker->credential, MAKER_CREDENTIAL));
    out->authenticator_data = settle(memory, &data);
    out->client_data = settle(memory, &client);
    out->signature = settle(memory, &signature);
}

void webauthn_make(const struct webauthn_maker *maker, struct slice message, struct buffer *out)
{
    struct webauthn_assertion assertion;
    struct arena memory = {0};
    struct buffer blob = {0};

    webauthn_make_assertion(maker, message, &memory, &assertion);
    webauthn_assertion_append(&assertion, &blob);
    armour_write(WEBAUTHN_LABEL, buffer_slice(&blob), out);
    buffer_free(&blob);
    arena_free(&memory);
}

void webauthn_make_line(const struct webauthn_maker *maker, struct buffer *out)
{
    webauthn_key_line(slice_text(maker->rp), slice_of(maker->credential, MAKER_CREDENTIAL),
                      &maker->key, maker->flags & AUTHENTICATOR_BACKUP_ELIGIBLE, out);
}

static void append_short(struct buffer *out, uint8_t major, struct slice bytes)
{
    if (bytes.size < 24) {
        buffer_byte(out, (uint8_t)(major | bytes.size));
    } else if (bytes.size < 256) {
        buffer_byte(out, (uint8_t)(major | 24));
        buffer_byte(out, (uint8_t)bytes.size);
    } else {
        buffer_byte(out, (uint8_t)(major | 25));
        buffer_u16(out, (uint16_t)bytes.size);
    }
    buffer_append(out, bytes);
}

void webauthn_make_attestation(const struct webauthn_maker *maker, struct slice client_data,
                               bool self, struct buffer *out)
{
    static const uint8_t aaguid[16] = {0};
    struct webauthn_maker without = *maker;
    struct buffer data = {0}, signature = {0};

    without.extensions = slice_of(NULL, 0);
    without.flags |= AUTHENTICATOR_CREDENTIAL;
    webauthn_make_authenticator_data(&without, &data);
    buffer_append(&data, slice_of(aaguid, sizeof aaguid));
    buffer_u16(&data, MAKER_CREDENTIAL);
    buffer_append(&data, slice_of(maker->credential, MAKER_CREDENTIAL));
    cose_key_append(&maker->key, &data);
    buffer_append(&data, maker->extensions);
    buffer_byte(out, 0xa3);
    append_short(out, 0x60, SLICE("fmt"));
    append_short(out, 0x60, self ? SLICE("packed") : SLICE("none"));
    append_short(out, 0x60, SLICE("attStmt"));
    if (self) {
        sign_both(maker, buffer_slice(&data), client_data, &signature);
        buffer_byte(out, 0xa2);
        append_short(out, 0x60, SLICE("alg"));
        buffer_byte(out, maker->algorithm == COSE_ES256 ? 0x26 : 0x27);
        append_short(out, 0x60, SLICE("sig"));
        append_short(out, 0x40, buffer_slice(&signature));
    } else {
        buffer_byte(out, 0xa0);
    }
    append_short(out, 0x60, SLICE("authData"));
    append_short(out, 0x40, buffer_slice(&data));
    buffer_free(&data);
    buffer_free(&signature);
}
