#include "provider/offered.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/unicode.h"

/* ---- listing ---- */

struct listing {
    struct arena *arena;
    struct offered_file *files;
    size_t count;
    bool more;
};

static bool is_plain(struct slice name)
{
    return name.size && name.size <= OFFERED_NAME && name.data[0] != '.' &&
           unicode_is_plain(name, NULL);
}

static void list_below(struct listing *listing, int folder, struct slice above, unsigned depth);

static void list_entry(struct listing *listing, int folder, struct slice above, const char *entry,
                       unsigned depth)
{
    struct slice name = above.size
                            ? arena_format(listing->arena, "%.*s/%s", SLICE_ARG(above), entry)
                            : arena_copy(listing->arena, slice_text(entry));
    struct stat status;

    if (!is_plain(slice_text(entry)) || name.size > OFFERED_NAME ||
        fstatat(folder, entry, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (S_ISDIR(status.st_mode) && depth < OFFERED_DEPTH) {
        int below = openat(folder, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

        if (below >= 0)
            list_below(listing, below, name, depth + 1);
        return;
    }
    if (!S_ISREG(status.st_mode))
        return;
    if (listing->count == OFFERED_MOST) {
        listing->more = true;
        return;
    }
    listing->files[listing->count++] =
        (struct offered_file){.name = name, .size = (uint64_t)status.st_size};
}

/* Takes the descriptor. */
static void list_below(struct listing *listing, int folder, struct slice above, unsigned depth)
{
    DIR *stream = fdopendir(folder);
    struct dirent *entry;

    if (!stream) {
        close(folder);
        return;
    }
    while (!listing->more && (entry = readdir(stream)) != NULL)
        list_entry(listing, dirfd(stream), above, entry->d_name, depth);
    closedir(stream);
}

static int by_name(const void *left, const void *right)
{
    return slice_compare(((const struct offered_file *)left)->name,
                         ((const struct offered_file *)right)->name);
}

bool offered_list(const char *folder, struct arena *arena, struct offered_file **out, size_t *count,
                  bool *more, struct error *error)
{
    struct listing listing = {.arena = arena};
    int top = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *count = 0;
    if (top < 0)
        return error_system(error, errno, "read", folder);
    listing.files = arena_take(arena, OFFERED_MOST * sizeof *listing.files);
    list_below(&listing, top, SLICE(""), 1);
    qsort(listing.files, listing.count, sizeof *listing.files, by_name);
    *out = listing.files;
    *count = listing.count;
    *more = listing.more;
    return true;
}

/* ---- opening ---- */

static int missing(struct slice name, struct error *error)
{
    error_set(error, ERROR_USAGE, "\"%.*s\" is not a file in the folder of sources",
              SLICE_ARG(slice_part(name, 0, 100)));
    return -1;
}

/* One part of the name, below `folder`, which is closed. */
static int step(int folder, struct slice part, bool last)
{
    char name[OFFERED_NAME + 1];
    int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (last ? O_NONBLOCK : O_DIRECTORY);
    int opened;

    memcpy(name, part.data, part.size);
    name[part.size] = 0;
    opened = openat(folder, name, flags);
    close(folder);
    return opened;
}

int offered_open(const char *folder, struct slice name, struct error *error)
{
    struct slice rest = name;
    struct stat status;
    int at;

    if (!name.size || name.size > OFFERED_NAME)
        return missing(name, error);
    at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0) {
        error_system(error, errno, "read", folder);
        return -1;
    }
    while (at >= 0 && rest.size) {
        size_t slash = slice_find(rest, 0, '/');
        struct slice part = slice_part(rest, 0, slash);

        if (!is_plain(part)) {
            close(at);
            return missing(name, error);
        }
        rest = slash == SIZE_MAX ? SLICE("") : slice_from(rest, slash + 1);
        if (slash != SIZE_MAX && !rest.size) { /* "mail/" */
            close(at);
            return missing(name, error);
        }
        at = step(at, part, !rest.size);
    }
    if (at >= 0 && (fstat(at, &status) != 0 || !S_ISREG(status.st_mode))) {
        close(at);
        at = -1;
    }
    return at >= 0 ? at : missing(name, error);
}
