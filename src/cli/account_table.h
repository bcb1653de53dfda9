/* The account of a release as people read it. */
#ifndef PROVISO_CLI_ACCOUNT_TABLE_H
#define PROVISO_CLI_ACCOUNT_TABLE_H

#include "package/account.h"

/* Appends a table: each class with its records and bytes, and that they add up to the input. */
void account_table(const struct count *count, struct buffer *out);

#endif
