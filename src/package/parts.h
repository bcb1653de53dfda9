/* Records gathered into files of a bag, `FOLDER/part-0001.mbox` and so on: whole records, in
 * order, as they are. At most one part of each series is in memory. */
#ifndef PROVISO_PACKAGE_PARTS_H
#define PROVISO_PACKAGE_PARTS_H

#include "package/bag.h"

enum {
    PART_SIZE = 4 << 20,      /* a part is closed before it exceeds this, unless by one record */
    PART_SIZE_MAX = 32 << 20, /* no part exceeds this; a larger record runs over several */
};

struct parts {
    struct bag *bag;
    struct buffer folder; /* below data/ */
    const char *extension;
    unsigned number; /* of the last part written */
    struct buffer content;
};

/* Makes an empty series in `folder`, which is copied. */
void parts_start(struct parts *parts, struct bag *bag, struct slice folder, const char *extension);

/* Room for one whole record of `size` (at most PART_SIZE_MAX) at the end of the part, which is
 * closed first where it would grow too long. NULL on an error. */
uint8_t *parts_reserve(struct parts *parts, size_t size, struct error *error);

/* Keeps the `size` bytes that were written behind parts_reserve. */
void parts_keep(struct parts *parts, size_t size);

/* The number of the part that holds, or will hold, what is appended next after parts_reserve. */
unsigned parts_current(const struct parts *parts);

/* Writes the part in progress, if it has anything. */
bool parts_flush(struct parts *parts, struct error *error);

/* Frees; what was not flushed is lost. */
void parts_free(struct parts *parts);

#endif
