/* The second opinion: readers written independently of the first ones, for the records that are
 * about to be released. They share with the first only the normal form of domains and the searches
 * for given bytes (scan.h), nothing of splitting, dates, MIME, decoding, JSON or matching. */
#ifndef PROVISO_EVIDENCE_SECOND_H
#define PROVISO_EVIDENCE_SECOND_H

#include "base/buffer.h"
#include "base/error.h"
#include "evidence/span.h"

struct second;

/* Reads the list again; *out is the caller's, for second_free. `seed`: 16 secret random bytes.
 * ERROR_LIST_FORMAT where it reads it otherwise than the first reader did. */
bool second_create(struct slice list, const uint8_t seed[16], struct second **out,
                   struct error *error);

/* What stands around a record in its source. */
struct second_context {
    struct slice before; /* up to three bytes in front of it; empty at the source's start */
    struct slice after;  /* up to a kilobyte behind it; empty at the source's end */
};

/* Whether a record of an mbox is released: it is one whole record with a certain receipt time in
 * scope, and nothing listed or doubtful stands in it. */
bool second_releases_mail(struct second *second, const struct span *span, struct slice record,
                          const struct second_context *context);

/* The same for a line of JSON Lines, with its line end; the members as in struct json_names. */
bool second_releases_json(struct second *second, const struct span *span, struct slice record,
                          const char *account_member, const char *received_member);

/* Frees; NULL is fine. */
void second_free(struct second *second);

#endif
