#include "package/bag.h"

#include <archive.h>
#include <archive_entry.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"

struct bag {
    struct sealed_file *file;
    struct archive *archive;
    const char *folder;
    instant at;
    struct buffer manifest;
    struct buffer tag_manifest;
    uint64_t payload_bytes;
    uint64_t payload_files;
    struct error failed; /* what the sink said; libarchive only passes on that it failed */
};

static la_ssize_t write_tar(struct archive *archive, void *context, const void *bytes, size_t size)
{
    struct bag *bag = context;

    (void)archive;
    return sealed_file_append(bag->file, slice_of(bytes, size), &bag->failed) ? (la_ssize_t)size
                                                                              : -1;
}

static bool tar_failed(struct bag *bag, struct error *error)
{
    const char *reason = archive_error_string(bag->archive);

    if (bag->failed.code != ERROR_NONE) {
        *error = bag->failed;
        return false;
    }
    return error_set(error, ERROR_SYSTEM, "cannot write the tar file: %s",
                     reason ? reason : "unknown reason");
}

bool bag_create(struct bag **out, const struct bag_plan *plan, struct error *error)
{
    struct bag *bag = memory_take(sizeof *bag);
    bool ok = false;

    bag->folder = plan->folder;
    bag->at = plan->at;
    if (!sealed_file_create(&bag->file, plan->path, plan->recipients, plan->recipient_count,
                            plan->random, error))
        goto out;
    bag->archive = archive_write_new();
    /* Without blocking every entry goes to the sealed file as it is, uncopied. */
    if (!bag->archive || archive_write_set_format_pax_restricted(bag->archive) != ARCHIVE_OK ||
        archive_write_set_bytes_per_block(bag->archive, 0) != ARCHIVE_OK ||
        archive_write_open(bag->archive, bag, NULL, write_tar, NULL) != ARCHIVE_OK) {
        if (bag->archive)
            tar_failed(bag, error);
        else
            error_set(error, ERROR_SYSTEM, "cannot start a tar file");
        goto out;
    }
    ok = true;
    *out = bag;
out:
    if (!ok)
        bag_free(bag);
    return ok;
}

/* One regular file in the bag's folder. */
static bool add_file(struct bag *bag, const char *name, struct slice content, struct error *error)
{
    struct archive_entry *entry = archive_entry_new();
    struct buffer path = {0};
    bool ok;

    buffer_format(&path, "%s/%s", bag->folder, name);
    archive_entry_set_pathname(entry, buffer_string(&path));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_size(entry, (la_int64_t)content.size);
    archive_entry_set_mtime(entry, (time_t)bag->at, 0);
    archive_entry_set_uid(entry, 0);
    archive_entry_set_gid(entry, 0);
    ok = archive_write_header(bag->archive, entry) == ARCHIVE_OK &&
         (content.size == 0 || archive_write_data(bag->archive, content.data, content.size) ==
                                   (la_ssize_t)content.size) &&
         archive_write_finish_entry(bag->archive) == ARCHIVE_OK;
    if (!ok)
        tar_failed(bag, error);
    archive_entry_free(entry);
    buffer_free(&path);
    return ok;
}

static void add_digest(struct buffer *manifest, const char *name, struct slice content)
{
    digest_append(manifest, sha256_of(content));
    buffer_format(manifest, "  %s\n", name);
}

bool bag_add(struct bag *bag, const char *name, struct slice content, struct error *error)
{
    struct buffer path = {0};
    bool ok;

    buffer_format(&path, "data/%s", name);
    add_digest(&bag->manifest, buffer_string(&path), content);
    bag->payload_bytes += content.size;
    bag->payload_files++;
    ok = add_file(bag, buffer_string(&path), content, error);
    buffer_free(&path);
    return ok;
}

bool bag_add_tag(struct bag *bag, const char *name, struct slice content, struct error *error)
{
    add_digest(&bag->tag_manifest, name, content);
    return add_file(bag, name, content, error);
}

static bool add_info(struct bag *bag, const char *description, struct slice identifier,
                     struct error *error)
{
    struct buffer info = {0};
    char at[INSTANT_TEXT];
    bool ok;

    instant_format(bag->at, at);
    buffer_format(&info,
                  "Bag-Software-Agent: Proviso\nBagging-Date: %.10s\n"
                  "External-Description: %s\nExternal-Identifier: %.*s\n"
                  "Payload-Oxum: %" PRIu64 ".%" PRIu64 "\n",
                  at, description, SLICE_ARG(identifier), bag->payload_bytes, bag->payload_files);
    ok = bag_add_tag(bag, "bag-info.txt", buffer_slice(&info), error);
    buffer_free(&info);
    return ok;
}

bool bag_finish(struct bag *bag, const char *description, struct slice identifier, uint64_t *size,
                struct digest *digest, struct error *error)
{
    static const char declaration[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    if (!bag_add_tag(bag, "bagit.txt", slice_text(declaration), error) ||
        !add_info(bag, description, identifier, error) ||
        !bag_add_tag(bag, "manifest-sha256.txt", buffer_slice(&bag->manifest), error) ||
        !add_file(bag, "tagmanifest-sha256.txt", buffer_slice(&bag->tag_manifest), error))
        return false;
    if (archive_write_close(bag->archive) != ARCHIVE_OK)
        return tar_failed(bag, error);
    return sealed_file_finish(bag->file, size, digest, error);
}

void bag_free(struct bag *bag)
{
    if (!bag)
        return;
    /* Freeing an open archive would write its end; of an unfinished bag nobody wants that. */
    if (bag->archive) {
        archive_write_fail(bag->archive);
        archive_write_free(bag->archive);
    }
    sealed_file_free(bag->file);
    buffer_free(&bag->manifest);
    buffer_free(&bag->tag_manifest);
    free(bag);
}

void bag_append_component(struct buffer *out, struct slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        uint8_t byte = name.data[i];
        bool word = ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte >= '0' && byte <= '9');

        if (word || (byte && strchr("@-_+", byte)) || (byte == '.' && i > 0))
            buffer_byte(out, byte);
        else
            buffer_format(out, "=%02X", (unsigned)byte);
    }
}
