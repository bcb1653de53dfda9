/* Files: whole reads with a limit, writes that are there completely or not at all. */
#ifndef PROVISO_BASE_FILES_H
#define PROVISO_BASE_FILES_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* Appends the whole file; more than `limit` bytes is ERROR_TOO_LARGE. "-" is standard input. */
bool files_read(const char *path, size_t limit, struct buffer *out, struct error *error);

/* Writes all or nothing, durably: temporary file beside it, fsync, rename, fsync of the folder. */
bool files_replace(const char *path, struct slice bytes, mode_t mode, struct error *error);

/* As files_replace, but an existing file is an error and is kept. */
bool files_create(const char *path, struct slice bytes, mode_t mode, struct error *error);

/* Creates the folder and the missing ones above it, with `mode`; one that exists is fine. */
bool files_folder(const char *path, mode_t mode, struct error *error);

bool files_exist(const char *path);

/* The names of a folder's regular files in the order of their bytes, without those that begin with a
 * dot; a NUL stands behind each. They live in the arena. */
bool files_list(const char *folder, struct arena *arena, struct slice **out, size_t *count,
                struct error *error);

/* fsync of a folder, so that renames inside it are durable. */
bool files_sync_folder(const char *path, struct error *error);

/* "folder/name" into `out`, replacing what it held; returns the C string, which lives in `out`. */
const char *files_path(struct buffer *out, const char *folder, const char *name);

/* write(2) until all is written or an error occurs. */
bool files_write_all(int descriptor, struct slice bytes, const char *path, struct error *error);

#endif
