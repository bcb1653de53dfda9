/* Stock ssh-keygen as a process of its own: Proviso never holds an official's private key. For
 * demos, whose persons' keys are made for them. */
#ifndef PROVISO_BASE_PROCESS_H
#define PROVISO_BASE_PROCESS_H

#include "base/buffer.h"
#include "base/error.h"

/* ssh-keygen -t ed25519: makes KEY and KEY.pub. ERROR_SYSTEM where the program is missing or fails.
 */
bool process_make_key(const char *key, const char *comment, struct error *error);

/* ssh-keygen -Y sign -n proviso -f KEY, from `payload` to `signature`. */
bool process_sign(const char *key, const char *payload, const char *signature, struct error *error);

/* The same of bytes in memory: appends the armoured signature. */
bool process_sign_bytes(const char *key, struct slice payload, struct buffer *signature,
                        struct error *error);

#endif
