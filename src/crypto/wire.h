/* The SSH wire format (RFC 4251, section 5), and what keys and signatures share. */
#ifndef PROVISO_CRYPTO_WIRE_H
#define PROVISO_CRYPTO_WIRE_H

#include "base/buffer.h"
#include "crypto/sshsig.h"

/* Each takes one field off the front of `rest`; false, with `rest` unchanged, where it does not
 * fit. A string points into `rest`. */
bool wire_u8(struct slice *rest, uint8_t *out);
bool wire_u32(struct slice *rest, uint32_t *out);
bool wire_string(struct slice *rest, struct slice *out);

/* Copies visible ASCII, 1 to capacity - 1 characters, with a NUL behind it; otherwise false. */
bool wire_text(struct slice text, char *out, size_t capacity);

void wire_append_string(struct buffer *buffer, struct slice bytes);

/* "ssh-ed25519" or "sk-ssh-ed25519@openssh.com". */
const char *ssh_key_type_name(enum ssh_key_type type);

/* A public key's blob, in its only encoding. */
bool ssh_key_read_blob(struct slice blob, struct ssh_key *out);
void ssh_key_write_blob(const struct ssh_key *key, struct buffer *out);

#endif
