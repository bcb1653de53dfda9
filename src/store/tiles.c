#include "store/tiles.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "store/exchange.h"
#include "store/rows.h"

enum {
    FOLDERS_MOST = 64 /* to be made durable at once */
};

/* One run over a folder. */
struct publication {
    struct store *store;
    enum store_ledger ledger;
    const char *folder;
    char *changed[FOLDERS_MOST]; /* folders in which names were made, not yet durable */
    size_t changed_count;
    struct buffer path, bytes, there; /* work space */
};

static void publication_free(struct publication *run)
{
    for (size_t i = 0; i < run->changed_count; i++)
        free(run->changed[i]);
    buffer_free(&run->path);
    buffer_free(&run->bytes);
    buffer_free(&run->there);
}

static bool sync_folders(struct publication *run, struct error *error)
{
    bool ok = true;

    for (size_t i = 0; i < run->changed_count; i++) {
        ok = ok && files_sync_folder(run->changed[i], error);
        free(run->changed[i]);
    }
    run->changed_count = 0;
    return ok;
}

/* Remembers the folder of `path` (its first `size` bytes) until sync_folders. */
static bool note_folder(struct publication *run, const char *path, size_t size, struct error *error)
{
    for (size_t i = 0; i < run->changed_count; i++)
        if (strlen(run->changed[i]) == size && memcmp(run->changed[i], path, size) == 0)
            return true;
    if (run->changed_count == FOLDERS_MOST && !sync_folders(run, error))
        return false;
    run->changed[run->changed_count] = memory_take(size + 1);
    memcpy(run->changed[run->changed_count++], path, size);
    return true;
}

static size_t folder_size(const char *path, size_t size)
{
    while (size > 1 && path[size - 1] != '/')
        size--;
    return size > 1 ? size - 1 : size;
}

/* Makes the folders between the publication's and the file, each durable in the one above it. */
static bool make_folders(struct publication *run, char *path, struct error *error)
{
    for (char *slash = path + strlen(run->folder); slash; slash = strchr(slash + 1, '/')) {
        bool made, ok = true;

        *slash = 0;
        made = mkdir(path, 0755) == 0;
        if (!made && errno != EEXIST)
            ok = error_system(error, errno, "create", path);
        else if (made)
            ok = note_folder(run, path, folder_size(path, strlen(path)), error);
        *slash = '/';
        if (!ok)
            return false;
    }
    return true;
}

static bool write_synced(const char *path, struct slice bytes, struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool ok;

    if (file < 0)
        return error_system(error, errno, "write", path);
    ok = files_write_all(file, bytes, path, error) &&
         (fsync(file) == 0 || error_system(error, errno, "sync", path));
    if (close(file) != 0 && ok)
        ok = error_system(error, errno, "write", path);
    return ok;
}

/* Writes the file whole; its name is durable after sync_folders. */
static bool write_file(struct publication *run, char *path, struct slice bytes, struct error *error)
{
    struct buffer temporary = {0};
    bool ok;

    buffer_format(&temporary, "%s.%ld.tmp", path, (long)getpid());
    ok = make_folders(run, path, error) && write_synced(buffer_string(&temporary), bytes, error) &&
         (rename(buffer_string(&temporary), path) == 0 ||
          error_system(error, errno, "write", path)) &&
         note_folder(run, path, folder_size(path, strlen(path)), error);
    if (!ok)
        unlink(buffer_string(&temporary));
    buffer_free(&temporary);
    return ok;
}

/* Whether the file has exactly these bytes. Missing or unreadable: it has not. */
static bool is_there(struct publication *run, const char *path, struct slice bytes)
{
    struct error ignored = {0};

    buffer_clear(&run->there);
    return files_exist(path) && files_read(path, bytes.size + 1, &run->there, &ignored) &&
           slice_equal(buffer_slice(&run->there), bytes);
}

static bool bundle_bytes(struct publication *run, struct tile tile, struct error *error)
{
    struct buffer entry = {0};
    bool ok = true;

    for (unsigned i = 0; ok && i < tile.width; i++) {
        buffer_clear(&entry);
        ok = store_entry(run->store, run->ledger, tile.index * TILE_WIDTH + i, &entry, error) &&
             bundle_append(&run->bytes, buffer_slice(&entry), error);
    }
    buffer_free(&entry);
    return ok;
}

/* What the tile's file holds, from the database, into run->bytes. */
static bool tile_bytes(struct publication *run, struct tile tile, struct error *error)
{
    struct slice hashes;
    struct query query;
    bool row, ok;

    buffer_clear(&run->bytes);
    if (tile.entries)
        return bundle_bytes(run, tile, error);
    if (!query_start(&query, &run->store->database,
                     "SELECT hashes FROM tile WHERE ledger = ? AND level = ? AND idx = ?", error))
        return false;
    query_number(&query, run->ledger);
    query_number(&query, tile.level);
    query_number(&query, (int64_t)tile.index);
    ok = query_row(&query, &row, error);
    hashes = ok && row ? query_get_bytes(&query, 0) : (struct slice){0};
    if (ok && hashes.size < (size_t)tile.width * DIGEST_SIZE)
        ok = error_set(error, ERROR_LEDGER_DIFFERS, "the database lacks a tile of the ledger");
    if (ok)
        buffer_append(&run->bytes, slice_part(hashes, 0, (size_t)tile.width * DIGEST_SIZE));
    query_end(&query);
    return ok;
}

/* The path of a tile's file, in run->path. */
static char *tile_file(struct publication *run, struct tile tile)
{
    char name[TILE_PATH];

    files_path(&run->path, run->folder, tile_path(tile, name));
    return (char *)run->path.data;
}

static bool publish_tile(struct publication *run, struct tile tile, struct error *error)
{
    char *path = tile_file(run, tile);

    return tile_bytes(run, tile, error) &&
           (is_there(run, path, buffer_slice(&run->bytes)) ||
            write_file(run, path, buffer_slice(&run->bytes), error));
}

/* Partial tiles are of no use once their full one is there. What cannot be removed does no harm. */
static void remove_partial(struct publication *run, struct tile tile)
{
    struct buffer name = {0};
    struct dirent *item;
    DIR *folder;

    buffer_format(&name, "%s.p", tile_file(run, tile));
    folder = opendir(buffer_string(&name));
    while (folder && (item = readdir(folder)) != NULL)
        unlinkat(dirfd(folder), item->d_name, 0);
    if (folder) {
        closedir(folder);
        rmdir(buffer_string(&name));
    }
    buffer_free(&name);
}

/* What the published checkpoint says; *known false: there is none. */
static bool read_published(struct publication *run, bool *known, struct checkpoint *out,
                           struct error *error)
{
    struct buffer bytes = {0};
    struct note note;
    const char *path = files_path(&run->path, run->folder, "checkpoint");
    bool ok = true;

    *known = files_exist(path);
    *out = (struct checkpoint){.root = merkle_empty_root()};
    if (*known && !(files_read(path, NOTE_LIMIT, &bytes, error) &&
                    note_parse(buffer_slice(&bytes), &note, error) &&
                    checkpoint_parse(note.text, out, error)))
        ok = error_file(error, path);
    buffer_free(&bytes);
    return ok;
}

/* The published ledger must be the beginning of the stored one. */
static bool check_published(struct publication *run, const struct checkpoint *published,
                            struct error *error)
{
    struct merkle_source source;
    struct store_tree tree;
    struct digest root;

    if (!store_tree_source(run->store, run->ledger, &tree, &source, error))
        return false;
    if (published->size > tree.size)
        return error_set(error, ERROR_STORE_BEHIND,
                         "%s has a checkpoint of %llu entries, the database only %llu: it was"
                         " restored from an older copy and must not sign",
                         run->folder, (unsigned long long)published->size,
                         (unsigned long long)tree.size);
    if (!merkle_source_root(&source, published->size, &root, error))
        return false;
    return digest_compare(root, published->root) == 0 ||
           error_set(error, ERROR_LEDGER_DIFFERS,
                     "%s has a checkpoint of %llu entries with another root than the database",
                     run->folder, (unsigned long long)published->size);
}

/* The note with the newest line of each witness, into run->bytes. */
static bool cosigned_note(struct publication *run, const struct store_checkpoint *newest,
                          struct slice origin, struct error *error)
{
    struct store_cosignature *lines;
    struct buffer next = {0};
    struct arena arena = {0};
    size_t count;
    bool ok;

    buffer_clear(&run->bytes);
    buffer_append(&run->bytes, newest->note);
    ok = store_cosignatures(run->store, origin, newest->size, &arena, &lines, &count, error);
    for (size_t i = 0; ok && i < count; i++) {
        struct buffer before = run->bytes;

        buffer_clear(&next);
        ok = checkpoint_add(buffer_slice(&before), lines[i].line, &next, error);
        if (ok) {
            run->bytes = next;
            next = before;
        }
    }
    buffer_free(&next);
    arena_free(&arena);
    return ok;
}

static bool publish_checkpoint(struct publication *run, const struct store_checkpoint *newest,
                               const struct checkpoint *says, struct error *error)
{
    if (!cosigned_note(run, newest, slice_text(says->origin), error))
        return false;
    files_path(&run->path, run->folder, "checkpoint");
    return is_there(run, buffer_string(&run->path), buffer_slice(&run->bytes)) ||
           (write_file(run, (char *)run->path.data, buffer_slice(&run->bytes), error) &&
            sync_folders(run, error));
}

/* The tiles between two sizes, then the checkpoint, then away with what they replace. */
static bool publish_range(struct publication *run, uint64_t from,
                          const struct store_checkpoint *newest, const struct checkpoint *says,
                          struct error *error)
{
    struct tile_changes changes = tile_changes_start(from, newest->size);
    struct tile tile;

    while (tile_changes_next(&changes, &tile))
        if (!publish_tile(run, tile, error))
            return false;
    if (!sync_folders(run, error) || !publish_checkpoint(run, newest, says, error))
        return false;
    changes = tile_changes_start(from, newest->size);
    while (tile_changes_next(&changes, &tile))
        if (tile.width == TILE_WIDTH)
            remove_partial(run, tile);
    return true;
}

static bool publish_inside(struct publication *run, enum store_extent extent, struct error *error)
{
    struct checkpoint published, says;
    struct store_checkpoint newest;
    struct arena arena = {0};
    struct note note;
    bool known, ok;

    ok = read_published(run, &known, &published, error) &&
         check_published(run, &published, error) &&
         store_newest_checkpoint(run->store, run->ledger, &arena, &newest, error);
    if (!ok || newest.note.size == 0)
        goto out;
    ok = note_parse(newest.note, &note, error) && checkpoint_parse(note.text, &says, error);
    if (ok && known && strcmp(published.origin, says.origin) != 0)
        ok = error_set(error, ERROR_LEDGER_DIFFERS, "%s holds the ledger %s, not %s", run->folder,
                       published.origin, says.origin);
    ok =
        ok && publish_range(run, extent == STORE_NEWER ? published.size : 0, &newest, &says, error);
out:
    arena_free(&arena);
    return ok;
}

/* One process at a time publishes, so that an older checkpoint never follows a newer one. The lock
 * ends with the descriptor. */
static bool lock_folder(const char *folder, int *lock, struct error *error)
{
    *lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*lock < 0)
        return error_system(error, errno, "open", folder);
    while (flock(*lock, LOCK_EX) != 0) {
        if (errno == EINTR)
            continue;
        error_system(error, errno, "lock", folder);
        close(*lock);
        return false;
    }
    return true;
}

bool store_publish(struct store *store, enum store_ledger ledger, const char *folder,
                   enum store_extent extent, struct error *error)
{
    struct publication run = {.store = store, .ledger = ledger, .folder = folder};
    bool ok = false;
    int lock;

    if (!files_folder(folder, 0755, error) || !lock_folder(folder, &lock, error))
        return false;
    /* One moment of the database: another process may be appending. */
    if (store_begin_read(store, error)) {
        ok = publish_inside(&run, extent, error);
        store_rollback(store);
    }
    publication_free(&run);
    close(lock);
    return ok;
}

bool store_published(struct store *store, enum store_ledger ledger, const char *folder,
                     struct error *error)
{
    struct publication run = {.store = store, .ledger = ledger, .folder = folder};
    struct checkpoint published;
    bool known, ok;

    ok = read_published(&run, &known, &published, error) &&
         (!known || check_published(&run, &published, error));
    publication_free(&run);
    return ok;
}

static bool compare_tiles(struct publication *run, uint64_t size, struct error *error)
{
    struct tile_changes changes = tile_changes_start(0, size);
    struct tile tile;

    while (tile_changes_next(&changes, &tile)) {
        const char *path = tile_file(run, tile);

        if (!tile_bytes(run, tile, error))
            return false;
        if (is_there(run, path, buffer_slice(&run->bytes)))
            continue;
        error_set(error, ERROR_LEDGER_DIFFERS, "%s is %s", path,
                  files_exist(path) ? "not what the database gives" : "missing");
        return error_file(error, path);
    }
    return true;
}

bool store_compare(struct store *store, enum store_ledger ledger, const char *folder,
                   struct error *error)
{
    struct publication run = {.store = store, .ledger = ledger, .folder = folder};
    struct checkpoint published;
    bool known, ok;

    ok = read_published(&run, &known, &published, error) &&
         (!known ||
          (check_published(&run, &published, error) && compare_tiles(&run, published.size, error)));
    publication_free(&run);
    return ok;
}
