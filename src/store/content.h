/* Content as it is stored: sealed for matters, plain for the public chains. */
#ifndef PROVISO_STORE_CONTENT_H
#define PROVISO_STORE_CONTENT_H

#include "store/internal.h"

/* What a sealed value is bound to besides the row's hash, so that none can stand for another. */
#define CONTENT_STATEMENT  "statement"
#define CONTENT_ATTACHMENT "attachment"
#define CONTENT_SALT       "salt"
#define CONTENT_KEPT       "kept"

/* Appends `plain` as it is stored. */
void content_close(const struct chain *chain, const char *label, struct digest hash,
                   struct slice plain, struct buffer *out);

/* Appends the plain bytes. ERROR_CONTENT_DAMAGED. */
bool content_open(const struct chain *chain, const char *label, struct digest hash,
                  struct slice stored, struct buffer *out, struct error *error);

/* Appends the plain bytes of a statement's content; `salt` NULL: none belongs to it. */
void content_join(const uint8_t *salt, struct slice payload, struct slice signatures,
                  struct buffer *out);

/* Splits them again; `salted`: *salt points to the salt. False where they are malformed or the
 * payload has another hash. */
bool content_split(struct slice plain, bool salted, struct digest hash, const uint8_t **salt,
                   struct slice *payload, struct slice *signatures);

#endif
