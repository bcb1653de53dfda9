#include "store/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/internal.h"

/* All pages in one step: SQLite reads one moment of the database, and writers go on meanwhile. */
static bool copy_pages(struct store *store, sqlite3 *target, struct error *error)
{
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", store->database.handle, "main");
    int code;

    if (!backup)
        return error_set(error, ERROR_STORE, "%s", sqlite3_errmsg(target));
    code = sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) == SQLITE_OK && code == SQLITE_DONE)
        return true;
    return error_set(error, (code & 0xff) == SQLITE_FULL ? ERROR_DISK_FULL : ERROR_STORE, "%s",
                     sqlite3_errstr(code));
}

/* The copy is made to stand alone: no log beside it. */
static bool settle(sqlite3 *target, struct error *error)
{
    return sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ||
           error_set(error, ERROR_STORE, "%s", sqlite3_errmsg(target));
}

static bool sync_file(const char *path, struct error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = descriptor >= 0 && fsync(descriptor) == 0;

    if (!ok)
        error_system(error, errno, "sync", path);
    if (descriptor >= 0)
        close(descriptor);
    return ok;
}

bool store_snapshot(struct store *store, const char *path, struct error *error)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    sqlite3 *target = NULL;
    bool ok;

    if (descriptor < 0)
        return error_system(error, errno, "create", path);
    close(descriptor);
    ok = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK ||
         error_set(error, ERROR_STORE, "%s: %s", path, sqlite3_errmsg(target));
    ok = ok && (copy_pages(store, target, error) || error_file(error, path)) &&
         (settle(target, error) || error_file(error, path));
    sqlite3_close(target);
    return ok && sync_file(path, error);
}
