/* Stock ssh-keygen as a process of its own: Proviso never holds an official's private key. */
#ifndef PROVISO_CLI_DEMO_PROCESS_H
#define PROVISO_CLI_DEMO_PROCESS_H

#include "base/error.h"

/* ssh-keygen -t ed25519: makes KEY and KEY.pub. ERROR_SYSTEM where the program is missing or fails.
 */
bool process_make_key(const char *key, const char *comment, struct error *error);

/* ssh-keygen -Y sign -n proviso -f KEY, from `payload` to `signature`. */
bool process_sign(const char *key, const char *payload, const char *signature, struct error *error);

#endif
