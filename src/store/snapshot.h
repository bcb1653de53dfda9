/* A copy of the database as it was at one moment, while others read and write it. */
#ifndef PROVISO_STORE_SNAPSHOT_H
#define PROVISO_STORE_SNAPSHOT_H

#include "store/store.h"

/* Writes a copy that stands alone to `path` (mode 0600), durably; a file that is there is kept and
 * is an error. The content keys are not in it: whoever has the copy alone can read the public
 * ledger and the bookkeeping, and nothing that is sealed. ERROR_DISK_FULL. */
bool store_snapshot(struct store *store, const char *path, struct error *error);

#endif
