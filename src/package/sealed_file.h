/* A file that is written once, front to back: encrypted with age to its recipients and hashed as
 * it grows. */
#ifndef PROVISO_PACKAGE_SEALED_FILE_H
#define PROVISO_PACKAGE_SEALED_FILE_H

#include "base/error.h"
#include "crypto/age.h"
#include "crypto/hash.h"

struct sealed_file;

/* Creates `path` (it must not exist) for 1 to AGE_RECIPIENTS recipients. *out is the caller's, for
 * sealed_file_free. `random` lives as long. */
bool sealed_file_create(struct sealed_file **out, const char *path,
                        const struct age_recipient *recipients, size_t count,
                        const struct random *random, struct error *error);

bool sealed_file_append(struct sealed_file *file, struct slice plain, struct error *error);

/* Writes the last chunk, makes the file durable and closes it; its size and SHA-256. */
bool sealed_file_finish(struct sealed_file *file, uint64_t *size, struct digest *digest,
                        struct error *error);

/* Frees; an unfinished file stays for the caller to remove. NULL is fine. */
void sealed_file_free(struct sealed_file *file);

#endif
