/* What a browser and an authenticator say of an assertion or a registration (WebAuthn Level 3, 5.8.1
 * and 6.1). */
#ifndef PROVISO_CRYPTO_WEBAUTHN_DATA_H
#define PROVISO_CRYPTO_WEBAUTHN_DATA_H

#include "crypto/webauthn.h"

enum authenticator_flag {
    AUTHENTICATOR_PRESENT = 0x01,
    AUTHENTICATOR_VERIFIED = 0x04,
    AUTHENTICATOR_BACKUP_ELIGIBLE = 0x08,
    AUTHENTICATOR_BACKED_UP = 0x10,
    AUTHENTICATOR_CREDENTIAL = 0x40, /* credential data follow */
    AUTHENTICATOR_EXTENSIONS = 0x80, /* a map of extension outputs follows */
    AUTHENTICATOR_UNKNOWN = 0x22     /* bits that nobody has defined */
};

struct authenticator_data {
    struct digest rp;
    uint8_t flags;
    uint32_t counter;
    struct slice rest; /* credential data, where there are some, and extensions */
};

/* The fixed part; flags without unknown bits, not backed up unless eligible. */
bool authenticator_data_read(struct slice bytes, struct authenticator_data *out,
                             struct error *error);

/* What remains is nothing, or exactly the one bounded map that the flag announces. */
bool authenticator_extensions_check(const struct authenticator_data *data, struct slice rest,
                                    struct error *error);

/* Reads clientDataJSON: strict JSON with type, challenge and origin. Unknown members are allowed, as
 * the specification demands (browsers add one at random, so that nobody compares with a template);
 * token binding is obsolete and not looked at. `faults` gains the bits for another type than
 * `type`, another challenge than `challenge` (empty: any) and a foreign frame. */
bool client_data_read(struct slice text, const char *type, struct slice challenge,
                      char origin[ORIGIN_TEXT], unsigned *faults, struct error *error);

/* The faults that the flags tell of: nobody present, nobody verified. */
unsigned authenticator_faults(const struct authenticator_data *data);

#endif
