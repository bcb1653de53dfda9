#include "package/sealed_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"

/* After so many bytes the machine is asked to start writing, so that the fsync at the end is
 * short. */
enum { WRITE_BEHIND = 4 << 20 };

struct sealed_file {
    int descriptor;
    struct buffer path;
    struct age_writer *age;
    struct sha256 hash;
    uint64_t size;
    uint64_t started; /* of writing to the disk */
};

static bool write_sealed(void *context, struct slice bytes, struct error *error)
{
    struct sealed_file *file = context;

    sha256_append(&file->hash, bytes);
    if (!files_write_all(file->descriptor, bytes, buffer_string(&file->path), error))
        return false;
    file->size += bytes.size;
    if (file->size - file->started >= WRITE_BEHIND) {
        /* Only a hint: what it cannot do, the fsync does. */
        (void)sync_file_range(file->descriptor, (off_t)file->started,
                              (off_t)(file->size - file->started), SYNC_FILE_RANGE_WRITE);
        file->started = file->size;
    }
    return true;
}

bool sealed_file_create(struct sealed_file **out, const char *path,
                        const struct age_recipient *recipients, size_t count,
                        const struct random *random, struct error *error)
{
    struct sealed_file *file = memory_take(sizeof *file);

    buffer_text(&file->path, path);
    sha256_start(&file->hash);
    file->descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file->descriptor < 0)
        error_system(error, errno, "write", path);
    if (file->descriptor < 0 ||
        !age_writer_start(&file->age, recipients, count, random, write_sealed, file, error)) {
        sealed_file_free(file);
        return false;
    }
    *out = file;
    return true;
}

bool sealed_file_append(struct sealed_file *file, struct slice plain, struct error *error)
{
    return age_writer_append(file->age, plain, error);
}

bool sealed_file_finish(struct sealed_file *file, uint64_t *size, struct digest *digest,
                        struct error *error)
{
    const char *path = buffer_string(&file->path);
    int closed;

    if (!age_writer_finish(file->age, error))
        return false;
    if (fsync(file->descriptor) != 0)
        return error_system(error, errno, "sync", path);
    closed = close(file->descriptor);
    file->descriptor = -1;
    if (closed != 0)
        return error_system(error, errno, "write", path);
    *size = file->size;
    *digest = sha256_finish(&file->hash);
    return true;
}

void sealed_file_free(struct sealed_file *file)
{
    if (!file)
        return;
    age_writer_free(file->age);
    if (file->descriptor >= 0)
        close(file->descriptor);
    buffer_free(&file->path);
    free(file);
}
