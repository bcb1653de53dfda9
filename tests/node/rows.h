/* A node's database, looked at and altered behind its back. */
#ifndef PROVISO_TESTS_NODE_ROWS_H
#define PROVISO_TESTS_NODE_ROWS_H

#include "node/node.h"

/* The single number that a query gives. */
int64_t rows_number(const struct node *node, const char *sql);

/* All rows of all tables in which something is accepted or taken in. */
int64_t rows_all(const struct node *node);

/* Runs statements; how many rows the last one changed. */
int rows_alter(const struct node *node, const char *sql);

/* Whether the database itself refuses a statement. */
bool rows_refuse(const struct node *node, const char *sql);

#endif
