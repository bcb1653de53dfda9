/* ECDSA over P-256 with SHA-256 (FIPS 186-5), verified by OpenSSL. */
#ifndef PROVISO_CRYPTO_P256_H
#define PROVISO_CRYPTO_P256_H

#include "base/slice.h"

enum { P256_POINT = 64, P256_SIGNATURE_MOST = 72 }; /* x and y; bytes of a signature in DER */

/* True where x and y, below the field's prime, are a point of the curve (whose points all have its
 * order). */
bool p256_is_point(const uint8_t point[P256_POINT]);

/* True only for a valid signature of exactly `message`, in strict DER (shortest lengths and
 * integers, nothing behind), r and s from 1 to n - 1. Both s and n - s are valid: authenticators
 * write either, and nothing of Proviso identifies a statement by its signature. */
bool p256_verify(const uint8_t point[P256_POINT], struct slice message, struct slice signature);

#endif
