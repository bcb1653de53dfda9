/* A fast keyed fingerprint that tells whether bytes are those that were read before. It never
 * leaves the process: Poly1305 under one secret key for many texts is a universal hash, no more. */
#ifndef PROVISO_PACKAGE_FINGERPRINT_H
#define PROVISO_PACKAGE_FINGERPRINT_H

#include "base/slice.h"

enum { FINGERPRINT_KEY = 32, FINGERPRINT_SIZE = 16 };

struct fingerprinter;

/* `key`: secret random bytes, copied. The result is the caller's, for fingerprint_free. */
struct fingerprinter *fingerprint_start(const uint8_t key[FINGERPRINT_KEY]);

void fingerprint_of(struct fingerprinter *fingerprinter, struct slice bytes,
                    uint8_t out[FINGERPRINT_SIZE]);

void fingerprint_free(struct fingerprinter *fingerprinter);

#endif
