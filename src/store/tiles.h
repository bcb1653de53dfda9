/* The ledgers as static files (c2sp.org/tlog-tiles), derived from the database. */
#ifndef PROVISO_STORE_TILES_H
#define PROVISO_STORE_TILES_H

#include "store/ledgers.h"

enum store_extent {
    STORE_NEWER, /* what came after the published checkpoint */
    STORE_WHOLE  /* all of it: also files that are missing or differ */
};

/* Brings FOLDER (created where missing) up to the ledger's newest checkpoint: tiles, entry bundles,
 * then `checkpoint` with its newest cosignatures. Each file is there whole or not at all, full
 * tiles are written once, partial ones go when their full tile is there. Repeating it changes
 * nothing. Call it after the commit, outside a transaction. ERROR_STORE_BEHIND: FOLDER has a
 * checkpoint of more leaves than the database: a database restored from a backup must not sign.
 * ERROR_LEDGER_DIFFERS: its root is not that of the database at that size. ERROR_CHECKPOINT_FORMAT,
 * ERROR_NOTE_FORMAT: what is published cannot be read. */
bool store_publish(struct store *store, enum store_ledger ledger, const char *folder,
                   enum store_extent extent, struct error *error);

/* Only the check: ERROR_STORE_BEHIND, ERROR_LEDGER_DIFFERS and so on. A folder without checkpoint
 * is fine. A node calls it when it starts. */
bool store_published(struct store *store, enum store_ledger ledger, const char *folder,
                     struct error *error);

/* Compares the files up to the published checkpoint byte by byte with what the database gives:
 * ERROR_LEDGER_DIFFERS with the first file that is missing or other. */
bool store_compare(struct store *store, enum store_ledger ledger, const char *folder,
                   struct error *error);

#endif
