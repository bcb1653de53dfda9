/* The store of a State's node: DIR/node.db (SQLite) and DIR/keys/chains/ (content keys). All SQL of
 * Proviso is in this folder.
 *
 * What is appended or put belongs to the open transaction and is durable once store_commit has
 * returned true: power may fail then. Sealed content is encrypted under a key of its chain that is
 * in a file of its own, never in the database or its log: destroying the file destroys the content,
 * while hashes, leaves and proofs stay valid.
 *
 * DIR/keys/relations.key is the key of the index of what belongs together (relations.h).
 *
 * A store is used by one thread at a time. Several processes may have the same node open: one
 * writes, the others wait up to 10 seconds for their turn to write; reading waits for nobody.
 *
 * Errors of all functions, besides those they name: ERROR_STORE (SQLite's message),
 * ERROR_DISK_FULL. */
#ifndef PROVISO_STORE_STORE_H
#define PROVISO_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "ledger/entry.h"
#include "statement/filed.h"

struct store;

/* A node's two ledgers; the numbers are in the database. */
enum store_ledger {
    STORE_MATTERS = 1, /* sealed entries: the numbered matters */
    STORE_REGISTER = 2 /* open entries: the State's register and rules chains */
};

/* The ledger to which a statement of that chain belongs in its own State's node. */
enum store_ledger store_ledger_of(struct slice chain);

/* Creates DIR/node.db and DIR/keys/chains/ for this State and opens them; DIR must exist. A
 * database that is there is kept: ERROR_FILE_UNWRITABLE. `folder` NULL: everything is in memory and
 * gone with store_close (for tests). The store is the caller's: store_close. */
bool store_create(struct store **out, const char *folder, const char *state, struct error *error);

/* Opens what store_create made. ERROR_FILE_MISSING; ERROR_STORE where the database is not one of
 * Proviso or of another version. */
bool store_open(struct store **out, const char *folder, struct error *error);

/* Rolls back what is not committed, wipes keys, frees. NULL is fine. */
void store_close(struct store *store);

/* The State that the store was created for, "XA"; lives with the store. */
const char *store_state(const struct store *store);

/* Starts the one writing transaction (waits up to 10 seconds for another process). Every function
 * that appends, puts or removes needs one. */
bool store_begin(struct store *store, struct error *error);

/* Starts a reading transaction: everything read until store_rollback is one moment of the database.
 * Reading without one is fine where a single answer is wanted. */
bool store_begin_read(struct store *store, struct error *error);

/* Ends the transaction durably: new keys, then the database. Refused (ERROR_STORE), with everything
 * rolled back, where a ledger grew without a checkpoint of its new size, or where a step failed
 * before with anything but a refusal of its input. On false nothing of it is stored; only where the
 * disk failed in the very commit may all of it be found after a restart. */
bool store_commit(struct store *store, struct error *error);

/* Ends the transaction without a trace. Nothing is open: nothing happens. */
void store_rollback(struct store *store);

/* True inside store_begin. */
bool store_writing(const struct store *store);

#endif
