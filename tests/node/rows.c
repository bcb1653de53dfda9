#include "node/rows.h"

#include "test.h"

#include <sqlite3.h>

static sqlite3 *open_database(const struct node *node)
{
    sqlite3 *database;
    char path[200];

    snprintf(path, sizeof path, "%s/node.db", node->folder);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    return database;
}

static int take_number(void *context, int columns, char **values, char **names)
{
    (void)columns;
    (void)names;
    *(int64_t *)context = values[0] ? atoll(values[0]) : 0;
    return 0;
}

int64_t rows_number(const struct node *node, const char *sql)
{
    sqlite3 *database = open_database(node);
    int64_t number = -1;

    if (sqlite3_exec(database, sql, take_number, &number, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    sqlite3_close(database);
    return number;
}

int64_t rows_all(const struct node *node)
{
    return rows_number(node, "SELECT (SELECT count(*) FROM statement)"
                             " + (SELECT count(*) FROM content)"
                             " + (SELECT count(*) FROM attachment)"
                             " + (SELECT count(*) FROM kept)"
                             " + (SELECT coalesce(sum(length(bytes)), 0) FROM kept)"
                             " + (SELECT count(*) FROM leaf)"
                             " + (SELECT count(*) FROM checkpoint)"
                             " + (SELECT count(*) FROM cosignature)"
                             " + (SELECT count(*) FROM foreign_checkpoint)"
                             " + (SELECT count(*) FROM foreign_place)"
                             " + (SELECT count(*) FROM status)"
                             " + (SELECT count(*) FROM relation)"
                             " + (SELECT count(*) FROM text) + (SELECT count(*) FROM phrase)");
}

int rows_alter(const struct node *node, const char *sql)
{
    sqlite3 *database = open_database(node);
    int changed;

    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    changed = sqlite3_changes(database);
    sqlite3_close(database);
    return changed;
}

bool rows_refuse(const struct node *node, const char *sql)
{
    sqlite3 *database = open_database(node);
    bool refused = sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_CONSTRAINT;

    sqlite3_close(database);
    return refused;
}
