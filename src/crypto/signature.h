/* A statement's signature, of either kind: SSHSIG by ssh-keygen, or a WebAuthn assertion. Parsed
 * values can be copied; the origin of a page lives in the arena. */
#ifndef PROVISO_CRYPTO_SIGNATURE_H
#define PROVISO_CRYPTO_SIGNATURE_H

#include "crypto/sshsig.h"
#include "crypto/webauthn.h"

enum {
    SIGNATURE_BLOCKS = 4,                          /* signatures on one statement, at most */
    SIGNATURE_ARMOUR_LIMIT = WEBAUTHN_ARMOUR_LIMIT /* bytes of one block of either kind */
};

enum signing_kind { SIGNING_SSH, SIGNING_WEBAUTHN };

/* A key that an official signs with. */
struct signing_key {
    enum signing_kind kind;
    union {
        struct ssh_key ssh;
        struct webauthn_key webauthn;
    };
};

/* Reads a key line of either kind, "ssh-ed25519 …" or "webauthn …". In SSH_LINE_FILE one newline may
 * follow, and for SSH a comment. ERROR_KEY_FORMAT. */
bool signing_key_parse(struct slice text, enum ssh_key_line line, struct signing_key *out,
                       struct error *error);

/* Would be one person's: the same public key, in whichever kind, or the same credential. */
bool signing_key_same(const struct signing_key *a, const struct signing_key *b);

/* A signature that the key inside it has made over the payload. Whose key that is, and whether what
 * a WebAuthn assertion says of its making is allowed, is the register's to say. */
struct signature {
    enum signing_kind kind;
    union {
        struct ssh_key ssh; /* the key */
        struct webauthn_signature webauthn;
    };
};

/* Checks one armour block of either kind over `message`; SSHSIG in the namespace "proviso".
 * ERROR_SIGNATURE_FORMAT or _WRONG. */
bool signature_verify(struct slice block, struct slice message, struct arena *arena,
                      struct signature *out, struct error *error);

/* Made by exactly this SSH key: roots sign with nothing else. */
bool signature_by_ssh(const struct signature *signature, const struct ssh_key *key);

/* Made by the key itself; for WebAuthn the same public key and credential. */
bool signature_by_key(const struct signature *signature, const struct signing_key *key);

/* An order over all that a register looks at: <0, 0 or >0. */
int signature_compare(const struct signature *a, const struct signature *b);

/* Cuts a concatenation of armour blocks (the signatures of a ledger entry) into 1 to
 * SIGNATURE_BLOCKS parts that point into it; each still has to be checked.
 * ERROR_SIGNATURE_FORMAT. */
bool signature_split(struct slice signatures, struct slice blocks[SIGNATURE_BLOCKS], size_t *count,
                     struct error *error);

#endif
