#include "store/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"

/* WAL and FULL: a commit is on the disk when it returns. Nothing sealed goes to temporary files. */
static const char settings[] = "PRAGMA foreign_keys = ON;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA cache_size = -32768;"
                               "PRAGMA journal_size_limit = 67108864;";

/* SQLite tells of a full disk itself, but not of a quota or a limit on files; nor does it keep the
 * number of a commit that failed: what a step left in errno, zero before it, is that then. */
bool database_fail(struct database *database, struct error *error)
{
    int code = sqlite3_extended_errcode(database->handle) & 0xff;
    int kept = sqlite3_system_errno(database->handle), number = kept ? kept : errno;
    bool full = code == SQLITE_FULL ||
                (code == SQLITE_IOERR && (number == ENOSPC || number == EDQUOT || number == EFBIG));

    if (database->writing)
        database->broken = true;
    error_set(error, full ? ERROR_DISK_FULL : ERROR_STORE, "%s: %s%s", database->path,
              sqlite3_errmsg(database->handle),
              code == SQLITE_BUSY ? " (another process is writing)" : "");
    return error_file(error, database->path);
}

bool database_run(struct database *database, const char *sql, struct error *error)
{
    errno = 0;
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           database_fail(database, error);
}

static bool read_pragma(struct database *database, const char *sql, int64_t *number, bool *is_wal,
                        struct error *error)
{
    struct query query;
    bool row = false, ok;

    if (!query_start(&query, database, sql, error))
        return false;
    ok = query_row(&query, &row, error);
    if (ok && row) {
        *number = query_get_number(&query, 0);
        *is_wal = slice_is(query_get_bytes(&query, 0), "wal");
    }
    query_end(&query);
    return ok;
}

static bool connect(struct database *database, const char *path, struct error *error)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (path ? 0 : SQLITE_OPEN_MEMORY);
    const char *name = path ? path : ":memory:";
    bool is_wal = false;
    int64_t number;

    *database = (struct database){.path = memory_take(strlen(name) + 1)};
    memcpy(database->path, name, strlen(name));
    if (sqlite3_open_v2(name, &database->handle, flags, NULL) != SQLITE_OK) {
        if (!database->handle)
            return error_set(error, ERROR_STORE, "%s: cannot start SQLite", name);
        return database_fail(database, error);
    }
    sqlite3_busy_timeout(database->handle, DATABASE_WAIT);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!database_run(database, settings, error))
        return false;
    if (!path)
        return true;
    if (!read_pragma(database, "PRAGMA journal_mode = WAL", &number, &is_wal, error))
        return false;
    return is_wal ||
           error_set(error, ERROR_STORE, "%s: write-ahead logging is not possible here", path);
}

static bool write_form(struct database *database, const struct database_form *form,
                       struct error *error)
{
    struct buffer sql = {0};
    bool ok;

    buffer_format(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                  (int)form->application, (int)form->version);
    ok = database_begin(database, error) && database_run(database, form->schema, error) &&
         database_run(database, buffer_string(&sql), error) && database_commit(database, error);
    buffer_free(&sql);
    return ok;
}

/* Made here and not by SQLite, so that nobody else may read it; its log inherits the mode. */
static bool make_file(const char *path, struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST) {
        error_set(error, ERROR_FILE_UNWRITABLE, "%s exists already and is kept", path);
        return error_file(error, path);
    }
    if (file < 0)
        return error_system(error, errno, "create", path);
    close(file);
    return true;
}

static void remove_files(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    struct buffer name = {0};

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        buffer_clear(&name);
        buffer_format(&name, "%s%s", path, suffixes[i]);
        unlink(buffer_string(&name));
    }
    buffer_free(&name);
}

bool database_create(struct database *database, const char *path, const struct database_form *form,
                     struct error *error)
{
    *database = (struct database){0};
    if (path && !make_file(path, error))
        return false;
    if (connect(database, path, error) && write_form(database, form, error))
        return true;
    database_close(database);
    if (path)
        remove_files(path);
    return false;
}

bool database_open(struct database *database, const char *path, const struct database_form *form,
                   struct error *error)
{
    int64_t application = 0, version = 0;
    bool is_wal;

    *database = (struct database){0};
    if (access(path, F_OK) != 0)
        return error_system(error, errno, "read", path);
    if (!connect(database, path, error) ||
        !read_pragma(database, "PRAGMA application_id", &application, &is_wal, error) ||
        !read_pragma(database, "PRAGMA user_version", &version, &is_wal, error))
        goto out;
    if (application != form->application)
        error_set(error, ERROR_STORE, "%s is not a database of this kind", path);
    else if (version != form->version)
        error_set(error, ERROR_STORE, "%s has schema version %lld, this program knows %d", path,
                  (long long)version, (int)form->version);
    else
        return true;
    error_file(error, path);
out:
    database_close(database);
    return false;
}

bool database_finish(const char *path, const struct database_form *form, struct error *error)
{
    struct database database = {0};
    int64_t objects = 0, application = 0;
    bool is_wal;
    bool ok =
        connect(&database, path, error) &&
        read_pragma(&database, "SELECT count(*) FROM sqlite_schema", &objects, &is_wal, error) &&
        read_pragma(&database, "PRAGMA application_id", &application, &is_wal, error);

    if (ok && objects == 0 && application == 0)
        ok = write_form(&database, form, error);
    database_close(&database);
    return ok;
}

void database_close(struct database *database)
{
    database_rollback(database);
    for (size_t i = 0; i < database->kept_count; i++)
        sqlite3_finalize(database->kept[i].statement);
    sqlite3_close(database->handle);
    free(database->path);
    *database = (struct database){0};
}

bool database_begin(struct database *database, struct error *error)
{
    struct query query;

    if (database->writing || database->reading)
        return error_set(error, ERROR_STORE, "%s: a transaction is open already", database->path);
    if (!query_start(&query, database, "BEGIN IMMEDIATE", error) || !query_run(&query, error))
        return false;
    database->writing = true;
    database->broken = false;
    return true;
}

bool database_begin_read(struct database *database, struct error *error)
{
    struct query query;

    if (database->writing || database->reading)
        return error_set(error, ERROR_STORE, "%s: a transaction is open already", database->path);
    if (!query_start(&query, database, "BEGIN", error) || !query_run(&query, error))
        return false;
    database->reading = true;
    return true;
}

bool database_commit(struct database *database, struct error *error)
{
    struct query query;
    bool ok;

    if (!database->writing)
        return error_set(error, ERROR_STORE, "%s: nothing to commit", database->path);
    if (database->broken || sqlite3_get_autocommit(database->handle)) {
        database_rollback(database);
        return error_set(error, ERROR_STORE, "%s: the transaction failed before its commit",
                         database->path);
    }
    ok = query_start(&query, database, "COMMIT", error) && query_run(&query, error);
    if (!ok) {
        database_rollback(database);
        return false;
    }
    database->writing = false;
    return true;
}

void database_rollback(struct database *database)
{
    if (database->handle && !sqlite3_get_autocommit(database->handle))
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    database->reading = database->writing = database->broken = false;
}

static struct kept *find_kept(struct database *database, const char *sql)
{
    for (size_t i = 0; i < database->kept_count; i++)
        if (database->kept[i].sql == sql)
            return &database->kept[i];
    return NULL;
}

bool query_start(struct query *query, struct database *database, const char *sql,
                 struct error *error)
{
    struct kept *kept = find_kept(database, sql);

    *query = (struct query){.database = database, .kept = true};
    if (kept && !sqlite3_stmt_busy(kept->statement)) {
        query->statement = kept->statement;
        return true;
    }
    /* In use further up, by whoever called back: this one is for once. */
    query->kept = !kept && database->kept_count < DATABASE_KEPT;
    if (sqlite3_prepare_v3(database->handle, sql, -1, query->kept ? SQLITE_PREPARE_PERSISTENT : 0,
                           &query->statement, NULL) != SQLITE_OK)
        return database_fail(database, error);
    if (query->kept)
        database->kept[database->kept_count++] = (struct kept){sql, query->statement};
    return true;
}

void query_end(struct query *query)
{
    if (!query->kept) {
        sqlite3_finalize(query->statement);
    } else if (query->statement) {
        sqlite3_reset(query->statement);
        sqlite3_clear_bindings(query->statement);
    }
    query->statement = NULL;
}

static void bound(struct query *query, int code)
{
    if (code != SQLITE_OK && query->failure == SQLITE_OK)
        query->failure = code;
}

void query_number(struct query *query, int64_t number)
{
    bound(query, sqlite3_bind_int64(query->statement, ++query->bound, number));
}

void query_text(struct query *query, struct slice text)
{
    bound(query, sqlite3_bind_text64(query->statement, ++query->bound,
                                     text.size ? (const char *)text.data : "", text.size,
                                     SQLITE_STATIC, SQLITE_UTF8));
}

void query_blob(struct query *query, struct slice bytes)
{
    bound(query, sqlite3_bind_blob64(query->statement, ++query->bound,
                                     bytes.size ? (const void *)bytes.data : "", bytes.size,
                                     SQLITE_STATIC));
}

void query_digest(struct query *query, const struct digest *digest)
{
    query_blob(query, digest_slice(digest));
}

void query_null(struct query *query)
{
    bound(query, sqlite3_bind_null(query->statement, ++query->bound));
}

bool query_row(struct query *query, bool *row, struct error *error)
{
    int code;

    *row = false;
    if (query->failure != SQLITE_OK)
        return error_set(error, ERROR_STORE, "%s: %s", query->database->path,
                         sqlite3_errstr(query->failure));
    errno = 0;
    code = sqlite3_step(query->statement);
    *row = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE || database_fail(query->database, error);
}

bool query_run(struct query *query, struct error *error)
{
    bool row, ok = query_row(query, &row, error);

    query_end(query);
    return ok;
}

bool query_insert(struct query *query, bool *clash, struct error *error)
{
    bool row, broken = query->database->broken, ok = query_row(query, &row, error);
    int code = sqlite3_extended_errcode(query->database->handle);

    *clash = !ok && query->failure == SQLITE_OK &&
             (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY);
    if (*clash)
        query->database->broken = broken;
    query_end(query);
    return ok || *clash;
}

int64_t query_get_number(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

struct slice query_get_bytes(struct query *query, int column)
{
    const void *bytes = sqlite3_column_blob(query->statement, column);
    int size = sqlite3_column_bytes(query->statement, column);

    return slice_of(bytes, size > 0 ? (size_t)size : 0);
}

bool query_is_null(struct query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

bool query_get_digest(struct query *query, int column, struct digest *out)
{
    struct slice bytes = query_get_bytes(query, column);

    if (bytes.size != DIGEST_SIZE)
        return false;
    memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    return true;
}
