#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

bool files_read(const char *path, size_t limit, struct buffer *out, struct error *error)
{
    int input = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    size_t before = out->size;
    bool ok = false;

    if (input < 0)
        return error_system(error, errno, "read", path);
    for (;;) {
        ssize_t got = read(input, buffer_reserve(out, 64 * 1024), 64 * 1024);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            error_system(error, errno, "read", path);
            goto out;
        }
        if (got == 0)
            break;
        out->size += (size_t)got;
        if (out->size - before > limit) {
            error_set(error, ERROR_TOO_LARGE, "%s is larger than %zu bytes", path, limit);
            error_file(error, path);
            goto out;
        }
    }
    ok = true;
out:
    if (!ok)
        out->size = before;
    if (input != STDIN_FILENO)
        close(input);
    return ok;
}

bool files_write_all(int descriptor, struct slice bytes, const char *path, struct error *error)
{
    while (bytes.size) {
        ssize_t put = write(descriptor, bytes.data, bytes.size);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return error_system(error, errno, "write", path);
        bytes = slice_from(bytes, (size_t)put);
    }
    return true;
}

/* The folder that holds `path`, as a string of its own that the caller frees. */
static char *folder_of(const char *path)
{
    const char *last = strrchr(path, '/');
    size_t size = last ? (size_t)(last - path) : 1;
    char *folder;

    if (last == path)
        size = 1;
    folder = memory_take(size + 1);
    memcpy(folder, last ? path : ".", size);
    return folder;
}

bool files_sync_folder(const char *path, struct error *error)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok;

    if (folder < 0)
        return error_system(error, errno, "open", path);
    ok = fsync(folder) == 0;
    if (!ok)
        error_system(error, errno, "sync", path);
    close(folder);
    return ok;
}

static bool write_temporary(const char *temporary, struct slice bytes, mode_t mode,
                            struct error *error)
{
    int output = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    bool ok;

    if (output < 0)
        return error_system(error, errno, "write", temporary);
    ok = files_write_all(output, bytes, temporary, error);
    if (ok && fsync(output) != 0)
        ok = error_system(error, errno, "sync", temporary);
    if (close(output) != 0 && ok)
        ok = error_system(error, errno, "write", temporary);
    return ok;
}

static bool write_whole(const char *path, struct slice bytes, mode_t mode, bool replace,
                        struct error *error)
{
    struct buffer name = {0};
    char *folder = folder_of(path);
    const char *temporary;
    bool ok = false;

    buffer_format(&name, "%s.%ld.tmp", path, (long)getpid());
    temporary = buffer_string(&name);
    if (!write_temporary(temporary, bytes, mode, error))
        goto out;
    if ((replace ? rename(temporary, path) : link(temporary, path)) != 0) {
        error_system(error, errno, "write", path);
        goto out;
    }
    ok = files_sync_folder(folder, error);
out:
    if (!ok || !replace)
        unlink(temporary);
    buffer_free(&name);
    free(folder);
    return ok;
}

bool files_replace(const char *path, struct slice bytes, mode_t mode, struct error *error)
{
    return write_whole(path, bytes, mode, true, error);
}

bool files_create(const char *path, struct slice bytes, mode_t mode, struct error *error)
{
    return write_whole(path, bytes, mode, false, error);
}

bool files_folder(const char *path, mode_t mode, struct error *error)
{
    struct buffer part = {0};
    size_t size = strlen(path);
    bool ok = true;

    for (size_t end = 1; ok && end <= size; end++) {
        if (end < size && path[end] != '/')
            continue;
        buffer_clear(&part);
        buffer_append(&part, slice_of(path, end));
        if (mkdir(buffer_string(&part), mode) != 0 && errno != EEXIST)
            ok = error_system(error, errno, "create", buffer_string(&part));
    }
    buffer_free(&part);
    return ok;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp((const char *)((const struct slice *)left)->data,
                  (const char *)((const struct slice *)right)->data);
}

static bool is_regular(int folder, const char *name)
{
    struct stat found;

    return name[0] != '.' && fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(found.st_mode);
}

bool files_list(const char *folder, struct arena *arena, struct slice **out, size_t *count,
                struct error *error)
{
    DIR *stream = opendir(folder);
    struct slice *names = NULL;
    struct dirent *entry;

    *count = 0;
    if (!stream)
        return error_system(error, errno, "read", folder);
    while ((entry = readdir(stream)) != NULL) {
        if (!is_regular(dirfd(stream), entry->d_name))
            continue;
        names = memory_grow(names, *count + 1, sizeof *names);
        names[(*count)++] = arena_copy(arena, slice_text(entry->d_name));
    }
    closedir(stream);
    if (*count)
        qsort(names, *count, sizeof *names, compare_names);
    *out = arena_take(arena, (*count + 1) * sizeof **out);
    if (*count)
        memcpy(*out, names, *count * sizeof *names);
    free(names);
    return true;
}

bool files_exist(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

const char *files_path(struct buffer *out, const char *folder, const char *name)
{
    buffer_clear(out);
    buffer_format(out, "%s/%s", folder, name);
    return buffer_string(out);
}
