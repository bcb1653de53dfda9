/* What the first pass found out, for the second: a nameless file of the records that are not out
 * of scope, in order. */
#ifndef PROVISO_PROVIDER_CLASS_FILE_H
#define PROVISO_PROVIDER_CLASS_FILE_H

#include "base/buffer.h"
#include "base/error.h"
#include "package/fingerprint.h"

struct class_entry {
    uint64_t offset;
    uint64_t size;
    uint8_t fingerprint[FINGERPRINT_SIZE]; /* of records to be released */
    uint8_t verdict;
    uint8_t reason;
    uint8_t unused[6];
};

struct class_file {
    int descriptor;
    struct buffer pending; /* entries not yet written, or read and not yet taken */
    size_t taken;
    uint64_t count; /* entries written */
    uint64_t next;  /* entry that is read next */
};

/* Creates the file in `folder`, without a name. */
bool class_file_create(struct class_file *file, const char *folder, struct error *error);

bool class_file_append(struct class_file *file, const struct class_entry *entry,
                       struct error *error);

/* Ends writing; reading begins at the first entry. */
bool class_file_rewind(struct class_file *file, struct error *error);

/* The next entry; call at most `count` times. */
bool class_file_next(struct class_file *file, struct class_entry *entry, struct error *error);

/* Frees and closes; a zeroed struct with descriptor -1 is fine. */
void class_file_free(struct class_file *file);

#endif
