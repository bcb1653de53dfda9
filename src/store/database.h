/* One SQLite database: opening it durably, keeping prepared statements, errors, transactions. What
 * the node's store and the provider's journal share; used in this folder only. */
#ifndef PROVISO_STORE_DATABASE_H
#define PROVISO_STORE_DATABASE_H

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/hash.h"

enum {
    DATABASE_KEPT = 96,
    DATABASE_WAIT = 10000
}; /* statements; milliseconds for another writer */

struct database {
    sqlite3 *handle;
    char *path; /* for messages */
    struct kept {
        const char *sql; /* told apart by address: each use has its own literal */
        sqlite3_stmt *statement;
    } kept[DATABASE_KEPT];
    size_t kept_count;
    bool reading, writing;
    bool broken; /* a step of the transaction failed: it can only be rolled back */
};

/* What a database of Proviso is. */
struct database_form {
    int32_t application; /* in the file's header */
    int32_t version;
    const char *schema;
};

/* Creates `path` (mode 0600; an existing file is ERROR_FILE_UNWRITABLE) with the form's schema, or
 * in memory where `path` is NULL. On false nothing is left. */
bool database_create(struct database *database, const char *path, const struct database_form *form,
                     struct error *error);

/* Opens an existing one. ERROR_FILE_MISSING; ERROR_STORE where the form is another. */
bool database_open(struct database *database, const char *path, const struct database_form *form,
                   struct error *error);

/* Completes a file that database_create could not complete because it was killed: one without any
 * table. Every other file is left as it is. */
bool database_finish(const char *path, const struct database_form *form, struct error *error);

void database_close(struct database *database);

/* SQLite's last failure as an error; marks the transaction as broken. Always false. */
bool database_fail(struct database *database, struct error *error);

/* BEGIN IMMEDIATE, BEGIN, COMMIT, ROLLBACK. A commit of a broken transaction rolls back and fails.
 */
bool database_begin(struct database *database, struct error *error);
bool database_begin_read(struct database *database, struct error *error);
bool database_commit(struct database *database, struct error *error);
void database_rollback(struct database *database);

/* Runs constant SQL without results. */
bool database_run(struct database *database, const char *sql, struct error *error);

/* A prepared statement in use: start, bind in order, rows or run, end. */
struct query {
    struct database *database;
    sqlite3_stmt *statement;
    int bound;   /* parameters so far */
    int failure; /* the first binding that failed */
    bool kept;
};

bool query_start(struct query *query, struct database *database, const char *sql,
                 struct error *error);
void query_end(struct query *query);

/* Bind the next parameter; bytes must live until query_end. */
void query_number(struct query *query, int64_t number);
void query_text(struct query *query, struct slice text);
void query_blob(struct query *query, struct slice bytes);
void query_digest(struct query *query, const struct digest *digest);
void query_null(struct query *query);

/* The next row: *row false at the end. The caller ends the query in any case. */
bool query_row(struct query *query, bool *row, struct error *error);

/* Runs a statement without rows and ends it. */
bool query_run(struct query *query, struct error *error);

/* As query_run; *clash where a unique index refused it, and nothing is changed. */
bool query_insert(struct query *query, bool *clash, struct error *error);

/* Columns of the row, from 0; bytes live until the next row. */
int64_t query_get_number(struct query *query, int column);
struct slice query_get_bytes(struct query *query, int column);
bool query_is_null(struct query *query, int column);

/* False where the column has not 32 bytes. */
bool query_get_digest(struct query *query, int column, struct digest *out);

#endif
