/* A software authenticator and browser for tests: genuine registrations and assertions, and any
 * falsification of them. Proviso itself holds no such key. */
#ifndef PROVISO_TESTS_WEBAUTHN_MAKER_H
#define PROVISO_TESTS_WEBAUTHN_MAKER_H

#include "crypto/attestation.h"
#include "crypto/webauthn.h"

enum { MAKER_CREDENTIAL = 32 };

/* A credential together with the browser's page; every field may be changed before signing. */
struct webauthn_maker {
    enum cose_algorithm algorithm;
    uint8_t secret[32]; /* the private key */
    struct cose_key key;
    uint8_t credential[MAKER_CREDENTIAL];
    const char *rp;     /* "sign.xa.example" */
    const char *origin; /* "https://sign.xa.example" */
    uint8_t flags;      /* touched, verified */
    uint32_t counter;
    struct slice extensions;  /* behind the authenticator data; the flag is not set by it */
    const char *type;         /* NULL: webauthn.get */
    const char *tail;         /* of clientDataJSON behind "crossOrigin":false, "" or ",\"x\":1" */
    const char *cross_origin; /* "false"; NULL: the member is left out */
    struct slice client_data; /* in place of all this, if not empty */
};

/* The credential that belongs to `number`, always the same. */
struct webauthn_maker webauthn_maker_new(enum cose_algorithm algorithm, uint32_t number);

/* The fields of an assertion over `message`, in `out`, with slices into `memory`. */
void webauthn_make_assertion(const struct webauthn_maker *maker, struct slice message,
                             struct arena *memory, struct webauthn_assertion *out);

/* Appends the armoured signature over `message`. */
void webauthn_make(const struct webauthn_maker *maker, struct slice message, struct buffer *out);

/* Appends the signature by the key over bytes of any content: DER for ES256. */
void webauthn_sign(const struct webauthn_maker *maker, struct slice data, struct buffer *out);

/* Appends the key line. */
void webauthn_make_line(const struct webauthn_maker *maker, struct buffer *out);

/* Appends the attestation object; `self`: packed, by the key itself; otherwise "none". */
void webauthn_make_attestation(const struct webauthn_maker *maker, struct slice client_data,
                               bool self, struct buffer *out);

/* Appends clientDataJSON for a challenge of any bytes, of maker->type or otherwise `type`. */
void webauthn_make_client_data(const struct webauthn_maker *maker, const char *type,
                               struct slice challenge, struct buffer *out);

/* Appends the authenticator data without credential data. */
void webauthn_make_authenticator_data(const struct webauthn_maker *maker, struct buffer *out);

#endif
