#include "provider/class_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"

enum { PENDING = 1 << 16 };

bool class_file_create(struct class_file *file, const char *folder, struct error *error)
{
    struct buffer name = {0};

    memset(file, 0, sizeof *file);
    file->descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file->descriptor >= 0)
        return true;
    /* Not every file system can make nameless files. */
    buffer_format(&name, "%s/classes-XXXXXX", folder);
    buffer_string(&name);
    file->descriptor = mkostemp((char *)name.data, O_CLOEXEC);
    if (file->descriptor < 0)
        error_system(error, errno, "write", folder);
    else
        unlink((char *)name.data);
    buffer_free(&name);
    return file->descriptor >= 0;
}

static bool flush(struct class_file *file, struct error *error)
{
    bool ok =
        files_write_all(file->descriptor, buffer_slice(&file->pending), "the class file", error);

    buffer_clear(&file->pending);
    return ok;
}

bool class_file_append(struct class_file *file, const struct class_entry *entry,
                       struct error *error)
{
    buffer_append(&file->pending, slice_of(entry, sizeof *entry));
    file->count++;
    return file->pending.size < PENDING || flush(file, error);
}

bool class_file_rewind(struct class_file *file, struct error *error)
{
    file->next = 0;
    return flush(file, error);
}

/* Reads the next entries into `pending`. */
static bool refill(struct class_file *file, struct error *error)
{
    uint64_t left = (file->count - file->next) * sizeof(struct class_entry);
    size_t size = left < PENDING
                      ? (size_t)left
                      : PENDING / sizeof(struct class_entry) * sizeof(struct class_entry);
    uint8_t *into;

    buffer_clear(&file->pending);
    file->taken = 0;
    into = buffer_reserve(&file->pending, size);
    while (file->pending.size < size) {
        ssize_t got = pread(file->descriptor, into + file->pending.size, size - file->pending.size,
                            (off_t)(file->next * sizeof(struct class_entry) + file->pending.size));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return error_system(error, got < 0 ? errno : EIO, "read", "the class file");
        file->pending.size += (size_t)got;
    }
    return true;
}

bool class_file_next(struct class_file *file, struct class_entry *entry, struct error *error)
{
    if (file->taken == file->pending.size && !refill(file, error))
        return false;
    memcpy(entry, file->pending.data + file->taken, sizeof *entry);
    file->taken += sizeof *entry;
    file->next++;
    return true;
}

void class_file_free(struct class_file *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    buffer_free(&file->pending);
    file->descriptor = -1;
}
