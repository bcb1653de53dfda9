/* Registrations of a signing credential (WebAuthn Level 3, 7.1), as the registration page hands them
 * over: they become the key line of an appointment. Attestation formats "none" and "packed". No
 * maker's certificate is judged: that the credential is this official's is established by the roots
 * that appoint them. */
#ifndef PROVISO_CRYPTO_ATTESTATION_H
#define PROVISO_CRYPTO_ATTESTATION_H

#include "crypto/webauthn.h"

#define REGISTRATION_LABEL "PROVISO WEBAUTHN REGISTRATION"

enum {
    ATTESTATION_MOST = 4096,          /* bytes of an attestation object */
    REGISTRATION_ARMOUR_LIMIT = 8192, /* bytes of one armour block */
};

/* The fields of a block. */
struct registration {
    struct slice rp, attestation, client_data;
};

/* For the page's counterpart in tests. */
void registration_append(const struct registration *registration, struct buffer *blob);

/* Reads one armour block and appends the key line to `line`, with "backed-up" where the key may
 * leave the authenticator. Demanded: type webauthn.create, no foreign frame, an origin that can have
 * the RP ID, user present and verified, an ES256 or EdDSA key; a self attestation must be by that
 * key. ERROR_KEY_FORMAT. */
bool registration_read(struct slice armour, struct buffer *line, struct error *error);

/* The same of fields of any content. */
bool registration_check(const struct registration *registration, struct buffer *line,
                        struct error *error);

#endif
