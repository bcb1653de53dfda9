/* OpenSSH keys and SSHSIG signatures (PROTOCOL.sshsig, PROTOCOL.u2f), as `ssh-keygen -Y sign`
 * writes them and `ssh-keygen -Y verify` accepts them. Only Ed25519 and hardware-backed Ed25519
 * with a touch. Parsed values own nothing and can be copied. */
#ifndef PROVISO_CRYPTO_SSHSIG_H
#define PROVISO_CRYPTO_SSHSIG_H

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/ed25519.h"

enum {
    SSH_APPLICATION_TEXT = 64, /* the sk application with its NUL */
    SSHSIG_NAMESPACE_TEXT = 64,
    SSHSIG_ARMOUR_LIMIT = 2048, /* bytes of one armour block */
};

#define SSHSIG_LABEL "SSH SIGNATURE"

enum ssh_key_type {
    SSH_KEY_ED25519,    /* ssh-ed25519 */
    SSH_KEY_SK_ED25519, /* sk-ssh-ed25519@openssh.com */
};

struct ssh_key {
    enum ssh_key_type type;
    uint8_t public_key[ED25519_PUBLIC];
    char application[SSH_APPLICATION_TEXT]; /* "ssh:" or such for sk keys; otherwise empty */
};

/* What may stand behind the key's base64. */
enum ssh_key_line {
    SSH_LINE_EXACT, /* nothing: the form that ssh_key_format writes */
    SSH_LINE_FILE,  /* a comment, which is ignored, and one final newline: a .pub file */
};

/* Reads "ssh-ed25519 AAAA…" in its only canonical spelling. ERROR_KEY_FORMAT. */
bool ssh_key_parse(struct slice text, enum ssh_key_line line, struct ssh_key *out,
                   struct error *error);

/* Appends the one line, without comment or newline. */
void ssh_key_format(const struct ssh_key *key, struct buffer *out);

/* Appends its fingerprint as ssh-keygen -l prints it: "SHA256:" and the unpadded base64 of the hash of the
 * key's blob. */
void ssh_key_fingerprint(const struct ssh_key *key, struct buffer *out);

/* Same type, key and application. */
bool ssh_key_equal(const struct ssh_key *a, const struct ssh_key *b);

enum sshsig_hash { SSHSIG_SHA256, SSHSIG_SHA512 };

/* A signature that is well-formed but not yet verified. */
struct sshsig {
    struct ssh_key key; /* whose it claims to be */
    enum sshsig_hash hash;
    char name_space[SSHSIG_NAMESPACE_TEXT];
    uint8_t signature[ED25519_SIGNATURE];
    uint8_t flags;    /* sk only: bit 0 user present, bit 2 user verified */
    uint32_t counter; /* sk only */
};

/* Reads exactly one armour block, byte for byte as ssh-keygen writes it (70 columns, final newline,
 * nothing before or behind, version 1, empty `reserved`). ERROR_SIGNATURE_FORMAT. */
bool sshsig_parse(struct slice armour, struct sshsig *out, struct error *error);

/* Checks the signature over `message`, by the key inside it, in namespace `name_space` ("proviso");
 * a hardware key must say that it was touched. ERROR_SIGNATURE_WRONG. The caller decides whether
 * that key may sign. */
bool sshsig_verify(const struct sshsig *sshsig, struct slice message, const char *name_space,
                   struct error *error);

/* For whoever assembles a signature (tests): the bytes that an Ed25519 key signs for `message`, and
 * the armour around a blob. */
void sshsig_signed_data(struct slice message, const char *name_space, enum sshsig_hash hash,
                        struct buffer *out);
void sshsig_armour(struct slice blob, struct buffer *out);

#endif
