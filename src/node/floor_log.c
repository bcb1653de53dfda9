#include "node/floor_log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"

bool floor_log_read(const char *path, struct arena *arena, struct floor *out, struct error *error)
{
    struct buffer text = {0};
    bool ok = files_read(path, FLOOR_BYTES, &text, error) &&
              (floor_read(buffer_slice(&text), arena, out, error) || error_file(error, path));

    buffer_free(&text);
    return ok;
}

/* What stands there up to the last whole line. */
static bool read_whole_lines(const char *path, struct arena *arena, struct floor *out, size_t *size,
                             struct error *error)
{
    struct buffer text = {0};
    bool ok = files_read(path, FLOOR_BYTES, &text, error);

    while (text.size && text.data[text.size - 1] != '\n')
        text.size--;
    *size = text.size;
    if (ok && text.size == 0)
        floor_start(out, arena);
    else
        ok = ok && (floor_read(buffer_slice(&text), arena, out, error) || error_file(error, path));
    buffer_free(&text);
    return ok;
}

static bool write_line(int file, const char *path, size_t size, struct slice line,
                       struct error *error)
{
    if (size + line.size > FLOOR_BYTES)
        return error_set(error, ERROR_TOO_LARGE, "the record would have more than %d MiB",
                         FLOOR_BYTES >> 20);
    if (ftruncate(file, (off_t)size) != 0 || lseek(file, (off_t)size, SEEK_SET) < 0)
        return error_system(error, errno, "write", path);
    return files_write_all(file, line, path, error) &&
           (fsync(file) == 0 || error_system(error, errno, "write", path));
}

static bool append_locked(int file, const char *path, struct floor_event *event,
                          struct arena *arena, struct floor *floor, struct error *error)
{
    struct buffer line = {0};
    size_t size;
    bool ok;

    if (flock(file, LOCK_EX) != 0)
        return error_system(error, errno, "lock", path);
    ok = read_whole_lines(path, arena, floor, &size, error) &&
         floor_complete(floor, event, error) && floor_event_whole(event, error) &&
         floor_apply(floor, event, error);
    if (ok) {
        floor_event_write(event, &line);
        ok = write_line(file, path, size, buffer_slice(&line), error);
    }
    buffer_free(&line);
    return ok;
}

bool floor_log_append(const char *path, struct floor_event *event, struct arena *arena,
                      struct floor *out, struct error *error)
{
    bool open_it = event->kind == FLOOR_EVENT_OPEN;
    int file = open(path, O_RDWR | O_CLOEXEC | (open_it ? O_CREAT | O_EXCL : 0), 0644);
    struct floor floor;
    bool ok;

    if (file < 0)
        return error_system(error, errno, open_it ? "make" : "read", path);
    ok = append_locked(file, path, event, arena, &floor, error);
    if (!ok && open_it)
        unlink(path);
    close(file);
    if (ok && out)
        *out = floor;
    return ok;
}
