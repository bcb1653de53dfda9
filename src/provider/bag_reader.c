#include "provider/bag_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"

enum {
    FILES_MOST = 1 << 20,
    NAME_BYTES = 1024,
    KEPT_BYTES = 64 << 20, /* of one file that is kept */
    TAR_END = 1024         /* zero bytes at the end of a tar file */
};

struct reading {
    const struct bag_question *question;
    struct opened_bag *bag;
    int descriptor; /* of the sealed file */
    struct age_reader *age;
    struct archive *tar;
    uint64_t plain;        /* decrypted bytes so far */
    uint8_t tail[TAR_END]; /* the last of them */
    struct buffer content; /* of a file that is kept */
    struct error failed;   /* what the source said; libarchive only passes on that it failed */
    struct error *error;
};

static bool wrong(struct reading *reading, enum error_code code, const char *problem,
                  struct slice name)
{
    error_set(reading->error, code, "%s", problem);
    error_where(reading->error, "%.*s", SLICE_ARG(slice_part(name, 0, 150)));
    return error_file(reading->error, reading->question->path);
}

/* ---- the sealed file as a source ---- */

static bool read_sealed(void *context, uint8_t *into, size_t capacity, size_t *size,
                        struct error *error)
{
    struct reading *reading = context;
    ssize_t got;

    do
        got = read(reading->descriptor, into, capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_system(error, errno, "read", reading->question->path);
    *size = (size_t)got;
    return true;
}

static void keep_tail(struct reading *reading, struct slice plain)
{
    size_t size = plain.size < TAR_END ? plain.size : TAR_END;

    memmove(reading->tail, reading->tail + size, TAR_END - size);
    if (size)
        memcpy(reading->tail + TAR_END - size, plain.data + plain.size - size, size);
    reading->plain += plain.size;
}

static la_ssize_t read_plain(struct archive *archive, void *context, const void **bytes)
{
    struct reading *reading = context;
    struct slice plain;

    (void)archive;
    if (!age_reader_next(reading->age, &plain, &reading->failed))
        return -1;
    keep_tail(reading, plain);
    *bytes = plain.data;
    return (la_ssize_t)plain.size;
}

static bool tar_failed(struct reading *reading)
{
    const char *reason = archive_error_string(reading->tar);

    if (reading->failed.code != ERROR_NONE) {
        *reading->error = reading->failed;
        return error_file(reading->error, reading->question->path);
    }
    error_set(reading->error, ERROR_PACKAGE_FORMAT,
              "this is not a tar file as proviso writes it: %s",
              reason ? reason : "unknown reason");
    return error_file(reading->error, reading->question->path);
}

static bool open_source(struct reading *reading)
{
    const struct bag_question *question = reading->question;

    reading->descriptor = open(question->path, O_RDONLY | O_CLOEXEC);
    if (reading->descriptor < 0)
        return error_system(reading->error, errno, "read", question->path);
    if (!age_reader_start(&reading->age, question->identity, 1, read_sealed, reading,
                          reading->error))
        return error_file(reading->error, question->path);
    reading->tar = archive_read_new();
    if (!reading->tar)
        return error_set(reading->error, ERROR_SYSTEM, "cannot start reading a tar file");
    archive_read_support_format_tar(reading->tar);
    return archive_read_open(reading->tar, reading, NULL, read_plain, NULL) == ARCHIVE_OK ||
           tar_failed(reading);
}

/* ---- one file ---- */

static bool is_safe_byte(uint8_t byte)
{
    return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte >= '0' && byte <= '9') ||
           (byte && strchr("@-_+=./", byte));
}

/* Components of harmless characters, none of which begins with a dot. */
static bool is_safe(struct slice name)
{
    if (name.size == 0 || name.size > NAME_BYTES || name.data[name.size - 1] == '/')
        return false;
    for (size_t i = 0; i < name.size; i++) {
        bool first = i == 0 || name.data[i - 1] == '/';

        if (!is_safe_byte(name.data[i]) || (first && (name.data[i] == '.' || name.data[i] == '/')))
            return false;
    }
    return true;
}

/* The name within the bag; false where the entry has no business in it. */
static bool read_name(struct reading *reading, struct archive_entry *entry, struct slice *out)
{
    struct slice name = slice_text(archive_entry_pathname(entry));
    struct slice folder = slice_text(reading->question->folder);

    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry))
        return wrong(reading, ERROR_PACKAGE_FORMAT, "a bag holds plain files only", name);
    if (!slice_starts(name, folder) || name.size <= folder.size + 1 ||
        name.data[folder.size] != '/' || !is_safe(name))
        return wrong(reading, ERROR_PACKAGE_FORMAT, "a file's path is not one of this bag", name);
    *out = arena_copy(&reading->bag->arena, slice_from(name, folder.size + 1));
    return true;
}

static bool is_kept(const struct reading *reading, struct slice name)
{
    const char *keep = reading->question->keep;

    return !slice_starts(name, SLICE("data/")) || (keep && slice_starts(name, slice_text(keep)));
}

/* Creates OUTPUT/name with the folders above it; -1 with the error set. */
static int create_file(struct reading *reading, struct slice name)
{
    struct buffer path = {0};
    const char *last;
    int descriptor = -1;
    bool ok = true;

    buffer_format(&path, "%s/%.*s", reading->question->output, SLICE_ARG(name));
    last = strrchr(buffer_string(&path), '/');
    if (last) {
        struct buffer folder = {0};

        buffer_append(&folder, slice_of(path.data, (size_t)(last - (const char *)path.data)));
        ok = files_folder(buffer_string(&folder), 0700, reading->error);
        buffer_free(&folder);
    }
    if (ok) {
        descriptor = open(buffer_string(&path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor < 0)
            error_system(reading->error, errno, "create", buffer_string(&path));
    }
    buffer_free(&path);
    return descriptor;
}

static bool take_block(struct reading *reading, struct bag_file *file, struct slice block,
                       bool kept, int descriptor)
{
    file->size += block.size;
    if (kept) {
        if (file->size > KEPT_BYTES)
            return wrong(reading, ERROR_PACKAGE_FORMAT, "a file is too large", file->name);
        buffer_append(&reading->content, block);
    }
    return descriptor < 0 ||
           files_write_all(descriptor, block, reading->question->output, reading->error);
}

static bool read_content(struct reading *reading, struct bag_file *file, int descriptor)
{
    bool kept = is_kept(reading, file->name);
    struct sha256 hash;

    sha256_start(&hash);
    buffer_clear(&reading->content);
    for (;;) {
        const void *bytes;
        size_t size;
        la_int64_t offset;
        int result = archive_read_data_block(reading->tar, &bytes, &size, &offset);

        if (result == ARCHIVE_EOF)
            break;
        if (result != ARCHIVE_OK)
            return tar_failed(reading);
        if (offset < 0 || (uint64_t)offset != file->size)
            return wrong(reading, ERROR_PACKAGE_FORMAT, "a file has holes", file->name);
        sha256_append(&hash, slice_of(bytes, size));
        if (!take_block(reading, file, slice_of(bytes, size), kept, descriptor))
            return false;
    }
    file->sha256 = sha256_finish(&hash);
    if (kept)
        file->content = arena_copy(&reading->bag->arena, buffer_slice(&reading->content));
    return true;
}

static bool read_file(struct reading *reading, struct archive_entry *entry)
{
    struct opened_bag *bag = reading->bag;
    struct bag_file file = {0};
    int descriptor = -1;
    bool ok;

    if (bag->count == FILES_MOST)
        return wrong(reading, ERROR_PACKAGE_FORMAT, "there are too many files", SLICE(""));
    if (!read_name(reading, entry, &file.name))
        return false;
    if (reading->question->output) {
        descriptor = create_file(reading, file.name);
        if (descriptor < 0)
            return false;
    }
    ok = read_content(reading, &file, descriptor);
    if (descriptor >= 0)
        close(descriptor);
    if (!ok)
        return false;
    bag->files = memory_grow(bag->files, bag->count + 1, sizeof *bag->files);
    bag->files[bag->count++] = file;
    return true;
}

/* ---- the whole ---- */

/* The whole file is authentic, and behind the last entry stand the zeros that end a tar file and
 * nothing else. */
static bool read_end(struct reading *reading)
{
    static const uint8_t zeros[TAR_END];
    la_int64_t end = archive_read_header_position(reading->tar);
    struct slice plain;

    do {
        if (!age_reader_next(reading->age, &plain, reading->error))
            return error_file(reading->error, reading->question->path);
        keep_tail(reading, plain);
    } while (plain.size);
    if (end >= 0 && reading->plain == (uint64_t)end + TAR_END &&
        memcmp(reading->tail, zeros, TAR_END) == 0)
        return true;
    return wrong(reading, ERROR_PACKAGE_FORMAT, "the tar file does not end as it should",
                 SLICE(""));
}

static bool read_all(struct reading *reading)
{
    for (;;) {
        struct archive_entry *entry;
        int result = archive_read_next_header(reading->tar, &entry);

        if (result == ARCHIVE_EOF)
            return read_end(reading);
        if (result != ARCHIVE_OK)
            return tar_failed(reading);
        if (!read_file(reading, entry))
            return false;
    }
}

static int by_name(const void *a, const void *b)
{
    return slice_compare(((const struct bag_file *)a)->name, ((const struct bag_file *)b)->name);
}

const struct bag_file *opened_bag_file(const struct opened_bag *bag, const char *name)
{
    struct bag_file wanted = {.name = slice_text(name)};

    return bag->count ? bsearch(&wanted, bag->files, bag->count, sizeof *bag->files, by_name)
                      : NULL;
}

uint64_t opened_bag_size(const struct opened_bag *bag, const char *prefix)
{
    uint64_t size = 0;

    for (size_t i = 0; i < bag->count; i++)
        if (slice_starts(bag->files[i].name, slice_text(prefix)))
            size += bag->files[i].size;
    return size;
}

/* ---- manifests ---- */

static bool check_line(struct reading *reading, struct slice line, bool payload)
{
    struct slice name = slice_from(line, 2 * DIGEST_SIZE + 2);
    struct bag_file wanted = {.name = name};
    struct bag_file *file;
    struct digest digest;

    if (line.size <= 2 * DIGEST_SIZE + 2 || !digest_read(slice_part(line, 0, 64), &digest) ||
        !slice_equal(slice_part(line, 64, 2), SLICE("  ")) ||
        slice_starts(name, SLICE("data/")) != payload)
        return wrong(reading, ERROR_PACKAGE_FORMAT, "a manifest has a line that is none", line);
    file = bsearch(&wanted, reading->bag->files, reading->bag->count, sizeof wanted, by_name);
    if (!file)
        return wrong(reading, ERROR_PACKAGE_WRONG, "a file of the manifest is missing", name);
    if (!digest_equal(file->sha256, digest))
        return wrong(reading, ERROR_PACKAGE_WRONG, "a file is not the one of the manifest", name);
    file->listed = true;
    return true;
}

/* Every line names a file that is as it says. */
static bool check_manifest(struct reading *reading, const char *name, bool payload)
{
    const struct bag_file *manifest = opened_bag_file(reading->bag, name);
    struct slice rest, line;

    if (!manifest)
        return wrong(reading, ERROR_PACKAGE_FORMAT, "a manifest is missing", slice_text(name));
    rest = manifest->content;
    while (slice_line(&rest, &line))
        if (!check_line(reading, line, payload))
            return false;
    return rest.size == 0 ||
           wrong(reading, ERROR_PACKAGE_FORMAT, "a manifest is cut off", slice_text(name));
}

static bool check_bag(struct reading *reading)
{
    struct opened_bag *bag = reading->bag;
    const struct bag_file *declaration;

    if (bag->count)
        qsort(bag->files, bag->count, sizeof *bag->files, by_name);
    for (size_t i = 1; i < bag->count; i++)
        if (slice_equal(bag->files[i - 1].name, bag->files[i].name))
            return wrong(reading, ERROR_PACKAGE_FORMAT, "a path stands twice", bag->files[i].name);
    declaration = opened_bag_file(bag, "bagit.txt");
    if (!declaration || !slice_starts(declaration->content, SLICE("BagIt-Version: 1.0\n")))
        return wrong(reading, ERROR_PACKAGE_FORMAT, "this is not a BagIt 1.0 bag", SLICE(""));
    if (!check_manifest(reading, "manifest-sha256.txt", true) ||
        !check_manifest(reading, "tagmanifest-sha256.txt", false))
        return false;
    for (size_t i = 0; i < bag->count; i++)
        if (!bag->files[i].listed && !slice_is(bag->files[i].name, "tagmanifest-sha256.txt"))
            return wrong(reading, ERROR_PACKAGE_WRONG, "no manifest names a file",
                         bag->files[i].name);
    return true;
}

bool bag_open(const struct bag_question *question, struct opened_bag *out, struct error *error)
{
    struct reading reading = {.question = question, .bag = out, .descriptor = -1, .error = error};
    bool ok;

    *out = (struct opened_bag){0};
    ok = open_source(&reading) && read_all(&reading) && check_bag(&reading);
    if (reading.tar)
        archive_read_free(reading.tar);
    age_reader_free(reading.age);
    if (reading.descriptor >= 0)
        close(reading.descriptor);
    buffer_wipe_free(&reading.content);
    return ok;
}

void opened_bag_free(struct opened_bag *bag)
{
    free(bag->files);
    arena_free(&bag->arena);
    *bag = (struct opened_bag){0};
}
