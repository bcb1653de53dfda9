/* Officials' keys for tests and benches: Proviso itself never holds one, officials sign with
 * ssh-keygen. */
#ifndef PROVISO_TESTS_SSHSIG_MAKER_H
#define PROVISO_TESTS_SSHSIG_MAKER_H

#include "crypto/sshsig.h"

struct sshsig_maker {
    struct ed25519_pair pair;
    struct ssh_key key;
    enum sshsig_hash hash;
    uint8_t flags;    /* hardware keys: 1 is touched */
    uint32_t counter; /* hardware keys */
};

/* A key that belongs to `number`, always the same; SHA-512 as ssh-keygen signs. */
struct sshsig_maker sshsig_maker_ed25519(uint32_t number);

/* The same as a hardware key, application "ssh:", touched. */
struct sshsig_maker sshsig_maker_hardware(uint32_t number);

/* Appends the raw blob, or its armour, of a signature over `message`. */
void sshsig_make_blob(const struct sshsig_maker *maker, struct slice message,
                      const char *name_space, struct buffer *out);
void sshsig_make(const struct sshsig_maker *maker, struct slice message, const char *name_space,
                 struct buffer *out);

#endif
