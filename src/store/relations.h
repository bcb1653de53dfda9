/* Which matters belong together: an index from what their applications name (a case, an account, a
 * person) to their chains. Derived from the statements, which are sealed; so the database has no name
 * but a tag of each, an HMAC under DIR/keys/relations.key, which is in neither database nor log. A tag
 * finds candidates; what they really name is read from their statements. */
#ifndef PROVISO_STORE_RELATIONS_H
#define PROVISO_STORE_RELATIONS_H

#include "store/store.h"

/* Adds a chain under these keys ("case operation lime"), in the open transaction. The same again is
 * fine. Chains of different States are never found together. ERROR_CONTENT_DESTROYED. */
bool store_relate(struct store *store, struct slice chain, const struct slice *keys, size_t count,
                  struct error *error);

/* The chains of `state` under a key, at most `most`, the last that were added first. */
bool store_related(struct store *store, const char *state, struct slice key, size_t most,
                   struct arena *arena, struct slice **out, size_t *count, struct error *error);

/* Whether the index has a chain under exactly these keys. */
bool store_relations_are(struct store *store, struct slice chain, const struct slice *keys,
                         size_t count, bool *same, struct error *error);

/* True where the key is not the one under which the index was made: it is of no use then, and made
 * anew from the statements. */
bool store_relations_lost(const struct store *store);

/* Empties the index, and that of phrases (phrases.h), in the open transaction, under a new key where the old one is lost. */
bool store_relations_clear(struct store *store, struct error *error);

#endif
