/* Bech32 (BIP 173) as age uses it: 32 bytes under a human-readable prefix, all in one case. */
#ifndef PROVISO_CRYPTO_BECH32_H
#define PROVISO_CRYPTO_BECH32_H

#include "base/slice.h"

enum { BECH32_BYTES = 32, BECH32_DATA = 58 }; /* characters behind "prefix1" */

/* Writes prefix ‖ "1" ‖ 58 characters and a NUL into `out` of strlen(prefix) + 60 bytes. `prefix`
 * is lower case; `upper` writes the whole in upper case. */
void bech32_write(const char *prefix, const uint8_t bytes[BECH32_BYTES], bool upper, char *out);

/* Reads exactly what bech32_write writes for that prefix and case. */
bool bech32_read(const char *prefix, struct slice text, bool upper, uint8_t out[BECH32_BYTES]);

#endif
