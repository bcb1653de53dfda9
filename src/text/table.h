/* Text in columns, and numbers as people read them. */
#ifndef PROVISO_TEXT_TABLE_H
#define PROVISO_TEXT_TABLE_H

#include "base/buffer.h"
#include "base/instant.h"

enum { TABLE_COLUMNS = 12 };

/* Cells are added row by row, from left to right. A zeroed struct with `columns` (1 to
 * TABLE_COLUMNS) set is an empty table; table_free makes it one again. */
struct table {
    unsigned columns;
    unsigned right; /* bit of each column that is set to the right: numbers */
    struct buffer text;
    size_t *ends; /* of each cell, in `text` */
    size_t cells;
};

/* Adds one cell. What could disturb the reader's screen is replaced (text_plain). */
void table_cell(struct table *table, struct slice text);
void table_text(struct table *table, const char *text);
void table_format(struct table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends the lines, each with `indent` spaces before it and none at its end; two spaces between
 * columns. The last row may be short. */
void table_print(const struct table *table, unsigned indent, struct buffer *out);

void table_free(struct table *table);

/* Columns that a text takes on a terminal: one a character, a good guess for the scripts that the
 * program itself writes. */
size_t text_width(struct slice text);

/* Appends `text` with every control, bidirectional or invisible character and every byte that is
 * not UTF-8 as U+FFFD: what comes from a file or another State cannot rewrite a screen. */
void text_plain(struct buffer *out, struct slice text);

/* "12,345" */
void text_number(struct buffer *out, uint64_t number);

/* "1 offence", "3 offences": the number with the noun that fits it. */
void text_count(struct buffer *out, uint64_t number, const char *one, const char *more);

/* "999 bytes", "1.2 GB": powers of 1000, one decimal, rounded half up. */
void text_bytes(struct buffer *out, uint64_t bytes);

#endif
