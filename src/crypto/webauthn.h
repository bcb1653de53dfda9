/* Statements signed by WebAuthn assertions (W3C Web Authentication Level 3, 7.2), checked without
 * a server: the challenge is SHA-256 of the payload, so that an assertion is a signature. Only ES256
 * and EdDSA; signature counters say nothing to a verifier without memory: a login alone looks at them.
 *
 * What is wrong with the form or the cryptography of an assertion is an error. What it says of how it
 * was made (for another payload, on which page, without the user's verification) is handed out; the
 * register gives the findings. Nothing here holds a private key. */
#ifndef PROVISO_CRYPTO_WEBAUTHN_H
#define PROVISO_CRYPTO_WEBAUTHN_H

#include "base/arena.h"
#include "base/error.h"
#include "crypto/cose.h"
#include "crypto/hash.h"
#include "crypto/origin.h"

enum {
    WEBAUTHN_CREDENTIAL_MOST = 255,   /* bytes of a credential ID */
    WEBAUTHN_EXTENSIONS_MOST = 256,   /* bytes of an authenticator's extension outputs */
    WEBAUTHN_CLIENT_DATA_MOST = 1024, /* bytes of clientDataJSON */
    WEBAUTHN_ARMOUR_LIMIT = 3072,     /* bytes of one armour block */
    WEBAUTHN_KEY_LINE_LIMIT = 640,    /* bytes of a key's line */
};

#define WEBAUTHN_LABEL "PROVISO WEBAUTHN SIGNATURE"

/* ---- keys ---- */

/* A signing credential. Two digests stand for texts of unequal length. */
struct webauthn_key {
    struct cose_key cose;
    struct digest rp;         /* SHA-256 of the RP ID, as authenticators give it */
    struct digest credential; /* SHA-256 of the credential ID */
    bool may_be_backed_up;    /* of a key line: copies of the private key are allowed */
};

/* Reads "webauthn RP-ID CREDENTIAL-ID COSE-KEY", the latter two in base64, then " backed-up" where
 * the key may be a passkey that its maker copies to other devices; in its only spelling.
 * ERROR_KEY_FORMAT. */
bool webauthn_key_parse(struct slice line, struct webauthn_key *out, struct error *error);

/* Appends that line, without a newline. */
void webauthn_key_line(struct slice rp, struct slice credential, const struct cose_key *key,
                       bool backed_up, struct buffer *out);

/* The same public key or the same credential: one of them is enough to be one person's. */
bool webauthn_key_same(const struct webauthn_key *a, const struct webauthn_key *b);

/* ---- signatures ---- */

/* Bits of what speaks against a signature whatever the register says. */
enum webauthn_fault {
    WEBAUTHN_OTHER_TYPE = 1,    /* not "webauthn.get": a registration, a payment */
    WEBAUTHN_OTHER_PAYLOAD = 2, /* the challenge is not this payload's */
    WEBAUTHN_CROSS_ORIGIN = 4,  /* made in a frame of another page */
    WEBAUTHN_NOT_PRESENT = 8,   /* nobody touched the authenticator */
    WEBAUTHN_NOT_VERIFIED = 16  /* no PIN, no biometrics */
};

/* A signature that the key inside it has made. */
struct webauthn_signature {
    struct webauthn_key key; /* may_be_backed_up: its copies may exist (BE or BS) */
    unsigned faults;         /* bits of webauthn_fault; the signature counts only with none */
    struct slice origin;     /* of the page, in the arena */
    uint32_t counter;        /* of the authenticator; 0: it does not count */
};

/* Reads exactly one armour block and checks the signature over it; `message` is the payload.
 * ERROR_SIGNATURE_FORMAT, or ERROR_SIGNATURE_WRONG where the key inside did not make it. */
bool webauthn_verify(struct slice armour, struct slice message, struct arena *arena,
                     struct webauthn_signature *out, struct error *error);

/* ---- the parts, for whoever assembles a signature (tests) ---- */

/* The fields of a block; slices into the blob. */
struct webauthn_assertion {
    struct slice key; /* COSE_Key */
    struct slice credential, authenticator_data, client_data, signature;
};

void webauthn_assertion_append(const struct webauthn_assertion *assertion, struct buffer *blob);
bool webauthn_assertion_read(struct slice blob, struct webauthn_assertion *out,
                             struct error *error);

/* Judges an assertion whose fields are of any content. Errors as webauthn_verify. */
bool webauthn_assertion_verify(const struct webauthn_assertion *assertion, struct slice message,
                               struct arena *arena, struct webauthn_signature *out,
                               struct error *error);

#endif
