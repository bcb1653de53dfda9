/* Every write and every sync of the database fails once: what remains is whole. */
#include "fixture.h"

#include <sqlite3.h>

/* A file system for SQLite that passes everything on but for the operation whose turn it is. */
static struct {
    sqlite3_vfs vfs, *real;
    long left;    /* operations until one fails; below zero: none does */
    bool lasting; /* and all after it */
    bool failed;
} disk;

struct disk_file {
    sqlite3_file base;
    sqlite3_file *real;
};

static struct disk_file *disk_of(sqlite3_file *file)
{
    return (struct disk_file *)(void *)file;
}

static bool fails_now(void)
{
    if (disk.left < 0)
        return false;
    if (disk.left > 0) {
        disk.left--;
        return false;
    }
    if (!disk.lasting)
        disk.left = -1;
    disk.failed = true;
    return true;
}

static int disk_close(sqlite3_file *file)
{
    return disk_of(file)->real->pMethods->xClose(disk_of(file)->real);
}

static int disk_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
    return disk_of(file)->real->pMethods->xRead(disk_of(file)->real, out, size, at);
}

static int disk_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (!fails_now())
        return disk_of(file)->real->pMethods->xWrite(disk_of(file)->real, bytes, size, at);
    /* Half of it arrives. */
    disk_of(file)->real->pMethods->xWrite(disk_of(file)->real, bytes, size / 2, at);
    return SQLITE_IOERR_WRITE;
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (fails_now())
        return SQLITE_IOERR_TRUNCATE;
    return disk_of(file)->real->pMethods->xTruncate(disk_of(file)->real, size);
}

static int disk_sync(sqlite3_file *file, int flags)
{
    if (fails_now())
        return SQLITE_IOERR_FSYNC;
    return disk_of(file)->real->pMethods->xSync(disk_of(file)->real, flags);
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return disk_of(file)->real->pMethods->xFileSize(disk_of(file)->real, size);
}

static int disk_lock(sqlite3_file *file, int level)
{
    return disk_of(file)->real->pMethods->xLock(disk_of(file)->real, level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
    return disk_of(file)->real->pMethods->xUnlock(disk_of(file)->real, level);
}

static int disk_reserved(sqlite3_file *file, int *out)
{
    return disk_of(file)->real->pMethods->xCheckReservedLock(disk_of(file)->real, out);
}

static int disk_control(sqlite3_file *file, int what, void *argument)
{
    return disk_of(file)->real->pMethods->xFileControl(disk_of(file)->real, what, argument);
}

static int disk_sector(sqlite3_file *file)
{
    return disk_of(file)->real->pMethods->xSectorSize(disk_of(file)->real);
}

static int disk_character(sqlite3_file *file)
{
    return disk_of(file)->real->pMethods->xDeviceCharacteristics(disk_of(file)->real);
}

static int disk_map(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    return disk_of(file)->real->pMethods->xShmMap(disk_of(file)->real, region, size, extend, out);
}

static int disk_shared_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return disk_of(file)->real->pMethods->xShmLock(disk_of(file)->real, offset, count, flags);
}

static void disk_barrier(sqlite3_file *file)
{
    disk_of(file)->real->pMethods->xShmBarrier(disk_of(file)->real);
}

static int disk_unmap(sqlite3_file *file, int remove_it)
{
    return disk_of(file)->real->pMethods->xShmUnmap(disk_of(file)->real, remove_it);
}

static const sqlite3_io_methods disk_methods = {
    .iVersion = 2,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_unlock,
    .xCheckReservedLock = disk_reserved,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_character,
    .xShmMap = disk_map,
    .xShmLock = disk_shared_lock,
    .xShmBarrier = disk_barrier,
    .xShmUnmap = disk_unmap,
};

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    struct disk_file *opened = disk_of(file);
    int code;

    (void)vfs;
    opened->real = (sqlite3_file *)(void *)(opened + 1);
    opened->real->pMethods = NULL;
    code = disk.real->xOpen(disk.real, name, opened->real, flags, got);
    opened->base.pMethods = opened->real->pMethods ? &disk_methods : NULL;
    return code;
}

static void use_disk(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.szOsFile = (int)sizeof(struct disk_file) + disk.real->szOsFile;
    disk.vfs.xOpen = disk_open;
    disk.left = -1;
    assert_int_equal(sqlite3_vfs_register(&disk.vfs, 1), SQLITE_OK);
}

enum { BEFORE = 250, ADDED = 300 };

/* Appends to matters of a hundred statements; any step may fail. */
static bool try_to_commit(struct store *store, uint64_t from, uint64_t count)
{
    struct error error = {0};
    bool ok = store_begin(store, &error);

    for (uint64_t i = from; ok && i < from + count; i++) {
        char text[64], chain[CHAIN_MOST + 1];
        uint8_t salt[ENTRY_SALT] = {1};
        struct statement statement;
        uint64_t index;

        snprintf(text, sizeof text, "{\"number\":%llu}", (unsigned long long)i);
        snprintf(chain, sizeof chain, "XA-2026-%06u", (unsigned)(i / 100));
        statement = sample(chain, "XA", (int64_t)(i % 100) + 1, false, text);
        ok = store_append(store, &statement, SLICE("s"), START + (instant)i, salt, &index, &error);
    }
    if (ok)
        put_checkpoint(store, STORE_MATTERS, START);
    ok = ok && store_commit(store, &error);
    if (!ok)
        assert_true(error.code == ERROR_STORE || error.code == ERROR_DISK_FULL);
    store_rollback(store);
    return ok;
}

/* One run with the operation number `turn` failing. Returns whether it was reached. */
static bool fail_once(const char *folder, long turn, bool lasting)
{
    struct store *store = NULL;
    uint64_t size;
    bool said;

    remove_folder(folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_ok(store_create(&store, folder, "XA", &failure));
    assert_true(try_to_commit(store, 0, BEFORE));
    disk.left = turn;
    disk.lasting = lasting;
    disk.failed = false;
    said = try_to_commit(store, BEFORE, ADDED);
    if (!lasting)
        size = assert_consistent(store, STORE_MATTERS); /* the same process goes on */
    store_close(store);
    disk.left = -1;

    assert_ok(store_open(&store, folder, &failure));
    size = assert_consistent(store, STORE_MATTERS);
    assert_true(size == BEFORE || size == BEFORE + ADDED);
    if (said)
        assert_int_equal(size, BEFORE + ADDED);
    assert_true(try_to_commit(store, size, 5));
    assert_int_equal(assert_consistent(store, STORE_MATTERS), size + 5);
    store_close(store);
    return disk.failed;
}

static void each_operation_fails(void **state)
{
    use_disk();
    for (unsigned lasting = 0; lasting < 2; lasting++) {
        long turn = 0;

        while (fail_once(*state, turn, lasting != 0))
            turn += 1 + turn / 12;
        assert_true(turn > 20);
    }
    sqlite3_vfs_unregister(&disk.vfs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_operation_fails, folder_make, folder_remove),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
