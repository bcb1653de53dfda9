/* Where the phrases of a text stand in earlier texts of the same office: an index of tags. Texts are
 * sealed; a tag is a keyed 64-bit hash of one phrase in 32 (matter/prose.h), under a key derived from
 * that of the relations (relations.h) and bound to the office. So the database has no word of a text;
 * whoever has database and key can test a passage that they guess. A tag finds candidates: how much is
 * a copy is read from the texts themselves. Destroying a matter's content removes its rows. */
#ifndef PROVISO_STORE_PHRASES_H
#define PROVISO_STORE_PHRASES_H

#include "crypto/hash.h"
#include "store/store.h"

/* The key under which texts are read, for this node's index and for comparing with its finds. */
void store_phrase_key(const struct store *store, uint8_t out[SIPHASH_KEY]);

struct store_text {
    struct slice chain, place; /* "targets[0].suspicion" */
    struct digest hash;        /* of the attachment */
};

/* Adds a text of an office with its sampled phrases, in the open transaction. */
bool store_put_text(struct store *store, const struct store_text *text, struct slice office,
                    const uint64_t *phrases, size_t count, struct error *error);

/* The earlier texts of the office, on other chains than `chain`, that by their tags share at least
 * `percent` of the phrases of the shorter, and two phrases at least; at most `most`, the likest
 * first. A phrase counts in the STORE_PHRASE_TEXTS newest texts that have it. Slices live in the
 * arena. */
enum { STORE_PHRASE_TEXTS = 64 };
bool store_like_texts(struct store *store, struct slice chain, struct slice office,
                      const uint64_t *phrases, size_t count, unsigned percent, size_t most,
                      struct arena *arena, struct store_text **out, size_t *found,
                      struct error *error);

#endif
