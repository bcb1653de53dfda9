#include "crypto/p256.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>

enum { DER_SEQUENCE = 0x30, DER_INTEGER = 0x02, INTEGER_MOST = 33 };

/* The key as OpenSSL holds it, or NULL where the point is not on the curve. */
static EVP_PKEY *load(const uint8_t point[P256_POINT])
{
    uint8_t encoded[1 + P256_POINT] = {0x04};
    char group[] = "P-256";
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY *key = NULL;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group - 1),
        OSSL_PARAM_octet_string(OSSL_PKEY_PARAM_PUB_KEY, encoded, sizeof encoded),
        OSSL_PARAM_END,
    };

    memcpy(encoded + 1, point, P256_POINT);
    if (!context || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

bool p256_is_point(const uint8_t point[P256_POINT])
{
    EVP_PKEY *key = load(point);
    EVP_PKEY_CTX *context = key ? EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL) : NULL;
    bool good = context && EVP_PKEY_public_check_quick(context) == 1;

    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}

/* A positive integer in its shortest form. */
static bool take_integer(struct slice *rest)
{
    size_t size;

    if (rest->size < 3 || rest->data[0] != DER_INTEGER)
        return false;
    size = rest->data[1];
    if (size == 0 || size > INTEGER_MOST || rest->size < 2 + size || rest->data[2] & 0x80)
        return false;
    if (rest->data[2] == 0 && (size == 1 || !(rest->data[3] & 0x80)))
        return false;
    *rest = slice_from(*rest, 2 + size);
    return true;
}

static bool is_strict_der(struct slice signature)
{
    struct slice rest;

    if (signature.size < 2 || signature.size > P256_SIGNATURE_MOST ||
        signature.data[0] != DER_SEQUENCE || signature.data[1] != signature.size - 2)
        return false;
    rest = slice_from(signature, 2);
    return take_integer(&rest) && take_integer(&rest) && rest.size == 0;
}

bool p256_verify(const uint8_t point[P256_POINT], struct slice message, struct slice signature)
{
    EVP_PKEY *key = is_strict_der(signature) ? load(point) : NULL;
    EVP_MD_CTX *context = key ? EVP_MD_CTX_new() : NULL;
    bool good =
        context && EVP_DigestVerifyInit_ex(context, NULL, "SHA256", NULL, NULL, key, NULL) == 1 &&
        EVP_DigestVerify(context, signature.data, signature.size, message.data, message.size) == 1;

    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}
