/* A source of a release: a regular file, read in windows, never mapped. */
#ifndef PROVISO_PROVIDER_SOURCE_H
#define PROVISO_PROVIDER_SOURCE_H

#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"

enum source_format { SOURCE_EMPTY, SOURCE_MBOX, SOURCE_JSON_LINES };

struct source {
    const char *path; /* the caller's */
    int descriptor;
    struct stat status; /* when it was opened */
    enum source_format format;
    struct buffer window; /* what was read and not yet consumed */
    uint64_t position;    /* offset of the window's first byte */
    uint64_t read;        /* offset behind its last byte */
};

/* Opens a regular file and finds out its format from its first bytes: JSON Lines where the first
 * that is no white space (after a byte order mark) is '{', otherwise mbox, if it is one. */
bool source_open(struct source *source, const char *path, struct error *error);

/* Reads on until the window has `size` bytes or the file's end; *final says that it has. A file
 * that is shorter than it was is ERROR_SOURCE_CHANGED. */
bool source_fill(struct source *source, size_t size, bool *final, struct error *error);

/* Drops `size` bytes off the front of the window. */
void source_consume(struct source *source, size_t size);

/* Reads exactly `size` bytes from `offset`, whatever the window holds. */
bool source_read_at(const struct source *source, uint64_t offset, uint8_t *out, size_t size,
                    struct error *error);

/* ERROR_SOURCE_CHANGED where size, time or identity are no longer what they were. */
bool source_unchanged(const struct source *source, struct error *error);

/* Frees and closes. */
void source_close(struct source *source);

#endif
