#include "store/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/files.h"
#include "base/memory.h"
#include "crypto/random.h"

bool keys_open(struct keys *keys, const char *folder, bool create, struct error *error)
{
    struct buffer path = {0};
    bool ok = true;

    *keys = (struct keys){0};
    if (!folder)
        return true;
    files_path(&path, folder, "keys/chains");
    if (create) {
        ok = files_folder(buffer_string(&path), 0700, error) && files_sync_folder(folder, error);
        if (ok) {
            struct buffer above = {0};

            ok = files_sync_folder(files_path(&above, folder, "keys"), error);
            buffer_free(&above);
        }
    }
    if (ok) {
        keys->folder = memory_take(path.size + 1);
        memcpy(keys->folder, path.data, path.size);
    }
    buffer_free(&path);
    return ok;
}

void keys_close(struct keys *keys)
{
    free(keys->folder);
    memory_wipe_free(keys->memory, keys->memory_count * sizeof *keys->memory);
    free(keys->fresh);
    *keys = (struct keys){0};
}

static const char *key_path(const struct keys *keys, struct slice chain, struct buffer *out)
{
    buffer_clear(out);
    buffer_format(out, "%s/%.*s.key", keys->folder, SLICE_ARG(chain));
    return buffer_string(out);
}

static struct key_slot *find_memory(const struct keys *keys, struct slice chain)
{
    for (size_t i = 0; i < keys->memory_count; i++)
        if (slice_is(chain, keys->memory[i].chain))
            return &keys->memory[i];
    return NULL;
}

static bool is_gone(struct slice chain, struct error *error)
{
    return error_set(error, ERROR_CONTENT_DESTROYED,
                     "the content of %.*s has been destroyed: its key is gone", SLICE_ARG(chain));
}

/* 1: read, 0: not there, -1: error. */
static int read_key(const char *path, uint8_t key[SEAL_KEY], struct error *error)
{
    uint8_t bytes[SEAL_KEY + 1];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t got;

    if (file < 0 && errno == ENOENT)
        return 0;
    if (file < 0) {
        error_system(error, errno, "read", path);
        return -1;
    }
    got = read(file, bytes, sizeof bytes);
    close(file);
    if (got == SEAL_KEY && sodium_is_zero(bytes, SEAL_KEY))
        return 0; /* destroyed, up to the removal of its name */
    if (got == SEAL_KEY)
        memcpy(key, bytes, SEAL_KEY);
    sodium_memzero(bytes, sizeof bytes);
    if (got == SEAL_KEY)
        return 1;
    error_set(error, ERROR_CONTENT_DAMAGED, "%s is not a key of %d bytes", path, (int)SEAL_KEY);
    error_file(error, path);
    return -1;
}

bool keys_load(const struct keys *keys, struct slice chain, uint8_t key[SEAL_KEY],
               struct error *error)
{
    struct buffer path = {0};
    int found;

    if (!keys->folder) {
        const struct key_slot *slot = find_memory(keys, chain);

        if (!slot)
            return is_gone(chain, error);
        memcpy(key, slot->key, SEAL_KEY);
        return true;
    }
    found = read_key(key_path(keys, chain, &path), key, error);
    buffer_free(&path);
    return found == 1 || (found == 0 && is_gone(chain, error));
}

bool keys_exist(const struct keys *keys, struct slice chain)
{
    uint8_t key[SEAL_KEY];
    struct error ignored = {0};
    bool found = keys_load(keys, chain, key, &ignored);

    sodium_memzero(key, sizeof key);
    return found || ignored.code != ERROR_CONTENT_DESTROYED;
}

static bool write_key(const char *path, const uint8_t key[SEAL_KEY], struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok;

    if (file < 0)
        return error_system(error, errno, "create", path);
    ok = files_write_all(file, slice_of(key, SEAL_KEY), path, error);
    if (close(file) != 0 && ok)
        ok = error_system(error, errno, "write", path);
    return ok;
}

static void add_fresh(struct keys *keys, struct slice chain, bool made)
{
    struct key_fresh *fresh;

    keys->fresh = memory_grow(keys->fresh, keys->fresh_count + 1, sizeof *keys->fresh);
    fresh = &keys->fresh[keys->fresh_count++];
    *fresh = (struct key_fresh){.made = made};
    memcpy(fresh->chain, chain.data, chain.size);
}

static void add_memory(struct keys *keys, struct slice chain, const uint8_t key[SEAL_KEY])
{
    struct key_slot *slot;

    keys->memory = memory_grow(keys->memory, keys->memory_count + 1, sizeof *keys->memory);
    slot = &keys->memory[keys->memory_count++];
    memset(slot, 0, sizeof *slot);
    memcpy(slot->chain, chain.data, chain.size);
    memcpy(slot->key, key, SEAL_KEY);
}

bool keys_create(struct keys *keys, struct slice chain, uint8_t key[SEAL_KEY], struct error *error)
{
    struct buffer path = {0};
    struct error ignored = {0};
    bool ok = true;

    /* One that a crash left behind is taken where it is whole: nothing but a database restored from
     * a backup could know it, and then overwriting it would destroy what a newer one holds. */
    if (keys->folder && read_key(key_path(keys, chain, &path), key, &ignored) == 1) {
        add_fresh(keys, chain, false);
        goto out;
    }
    random_bytes(key, SEAL_KEY);
    if (keys->folder)
        ok = write_key(buffer_string(&path), key, error);
    else
        add_memory(keys, chain, key);
    if (ok)
        add_fresh(keys, chain, true);
out:
    buffer_free(&path);
    return ok;
}

static bool sync_file(const char *path, struct error *error)
{
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok;

    if (file < 0)
        return error_system(error, errno, "sync", path);
    ok = fsync(file) == 0 || error_system(error, errno, "sync", path);
    close(file);
    return ok;
}

bool keys_sync(struct keys *keys, struct error *error)
{
    struct buffer path = {0};
    bool ok = true;

    if (!keys->folder || keys->fresh_count == 0)
        return true;
    for (size_t i = 0; ok && i < keys->fresh_count; i++)
        ok = sync_file(key_path(keys, slice_text(keys->fresh[i].chain), &path), error);
    buffer_free(&path);
    return ok && files_sync_folder(keys->folder, error);
}

static void remove_key(struct keys *keys, struct slice chain)
{
    struct key_slot *slot = find_memory(keys, chain);
    struct buffer path = {0};

    if (keys->folder)
        unlink(key_path(keys, chain, &path));
    if (slot) {
        *slot = keys->memory[--keys->memory_count];
        sodium_memzero(&keys->memory[keys->memory_count], sizeof *slot);
    }
    buffer_free(&path);
}

void keys_settle(struct keys *keys, bool remove)
{
    for (size_t i = 0; remove && i < keys->fresh_count; i++)
        if (keys->fresh[i].made)
            remove_key(keys, slice_text(keys->fresh[i].chain));
    keys->fresh_count = 0;
}

/* Zeros over the bytes first: on a disk that writes in place they are gone before the name is. */
static bool overwrite(const char *path, struct error *error)
{
    static const uint8_t zeros[SEAL_KEY];
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok;

    if (file < 0)
        return error_system(error, errno, "write", path);
    ok = files_write_all(file, slice_of(zeros, sizeof zeros), path, error) &&
         (fsync(file) == 0 || error_system(error, errno, "sync", path));
    close(file);
    return ok;
}

bool keys_destroy(struct keys *keys, struct slice chain, struct error *error)
{
    struct buffer path = {0};
    bool ok;

    if (!keys->folder) {
        if (!find_memory(keys, chain))
            return is_gone(chain, error);
        remove_key(keys, chain);
        return true;
    }
    if (!files_exist(key_path(keys, chain, &path))) {
        buffer_free(&path);
        return is_gone(chain, error);
    }
    ok = overwrite(buffer_string(&path), error) &&
         (unlink(buffer_string(&path)) == 0 ||
          error_system(error, errno, "remove", buffer_string(&path))) &&
         files_sync_folder(keys->folder, error);
    buffer_free(&path);
    return ok;
}
