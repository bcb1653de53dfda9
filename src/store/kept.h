/* What a node keeps about a chain besides statements: the bundle last imported, the salt of the
 * privileged list. Sealed under the chain's key like its content (open for register and rules). */
#ifndef PROVISO_STORE_KEPT_H
#define PROVISO_STORE_KEPT_H

#include "store/store.h"

/* Keeps `bytes` under a name, in place of what it had. Needs the writing transaction. */
bool store_keep(struct store *store, struct slice chain, const char *name, struct slice bytes,
                struct error *error);

/* Appends what is kept; *known false where there is nothing. ERROR_CONTENT_DESTROYED, _DAMAGED. */
bool store_kept(struct store *store, struct slice chain, const char *name, struct buffer *out,
                bool *known, struct error *error);

/* Whether something is kept under that name; its bytes are not looked at. */
bool store_keeps(struct store *store, struct slice chain, const char *name, bool *known,
                 struct error *error);

#endif
