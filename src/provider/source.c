#include "provider/source.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { FORMAT_PROBE = 4096 };

static bool changed(const struct source *source, struct error *error)
{
    error_set(error, ERROR_SOURCE_CHANGED, "%s changed while it was read", source->path);
    return error_file(error, source->path);
}

static enum source_format format_of(struct slice start)
{
    if (start.size == 0)
        return SOURCE_EMPTY;
    if (slice_starts(start, SLICE("\xef\xbb\xbf")))
        start = slice_from(start, 3);
    while (start.size && strchr(" \t\r\n", start.data[0]) && start.data[0])
        start = slice_from(start, 1);
    return slice_starts(start, SLICE("{")) ? SOURCE_JSON_LINES : SOURCE_MBOX;
}

bool source_open(struct source *source, const char *path, struct error *error)
{
    uint8_t start[FORMAT_PROBE];
    size_t size;

    memset(source, 0, sizeof *source);
    source->path = path;
    /* Not blocking: a named pipe is refused below instead of waited for. */
    source->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (source->descriptor < 0)
        return error_system(error, errno, "read", path);
    if (fstat(source->descriptor, &source->status) != 0)
        return error_system(error, errno, "read", path);
    if (!S_ISREG(source->status.st_mode)) {
        error_set(error, ERROR_FILE_UNREADABLE, "%s is no regular file", path);
        return error_file(error, path);
    }
    (void)posix_fadvise(source->descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    size = source->status.st_size < FORMAT_PROBE ? (size_t)source->status.st_size : FORMAT_PROBE;
    if (!source_read_at(source, 0, start, size, error))
        return false;
    source->format = format_of(slice_of(start, size));
    return true;
}

/* read(2) or pread(2) that goes on after signals; false at an error. */
static bool read_some(const struct source *source, int64_t offset, uint8_t *out, size_t size,
                      size_t *got, struct error *error)
{
    for (;;) {
        ssize_t count = pread(source->descriptor, out, size, offset);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return error_system(error, errno, "read", source->path);
        *got = (size_t)count;
        return true;
    }
}

bool source_fill(struct source *source, size_t size, bool *final, struct error *error)
{
    uint64_t end = (uint64_t)source->status.st_size;

    while (source->window.size < size && source->read < end) {
        size_t wanted = size - source->window.size;
        size_t got;

        if (wanted > end - source->read)
            wanted = (size_t)(end - source->read);
        if (!read_some(source, (int64_t)source->read, buffer_reserve(&source->window, wanted),
                       wanted, &got, error))
            return false;
        if (got == 0)
            return changed(source, error);
        source->window.size += got;
        source->read += got;
    }
    *final = source->read == end;
    return true;
}

void source_consume(struct source *source, size_t size)
{
    source->position += size;
    source->window.size -= size;
    if (source->window.size)
        memmove(source->window.data, source->window.data + size, source->window.size);
}

bool source_read_at(const struct source *source, uint64_t offset, uint8_t *out, size_t size,
                    struct error *error)
{
    while (size) {
        size_t got;

        if (!read_some(source, (int64_t)offset, out, size, &got, error))
            return false;
        if (got == 0)
            return changed(source, error);
        offset += got;
        out += got;
        size -= got;
    }
    return true;
}

bool source_unchanged(const struct source *source, struct error *error)
{
    struct stat now;

    if (fstat(source->descriptor, &now) != 0)
        return error_system(error, errno, "read", source->path);
    if (now.st_size != source->status.st_size ||
        now.st_mtim.tv_sec != source->status.st_mtim.tv_sec ||
        now.st_mtim.tv_nsec != source->status.st_mtim.tv_nsec)
        return changed(source, error);
    return true;
}

void source_close(struct source *source)
{
    if (source->descriptor >= 0 && source->path)
        close(source->descriptor);
    buffer_wipe_free(&source->window);
    memset(source, 0, sizeof *source);
    source->descriptor = -1;
}
