/* A node's status of a matter: what it knew at a time (DESIGN, Writ). A signed note by the node,
 * also signed by a clerk of the State's deciding court from the court's own record, so that the
 * operator alone cannot hide a suspension.
 *
 *     proviso/1 status
 *     XA-2026-000017
 *     XA
 *     2026-11-22T10:00:00Z
 *     clerk xa.court-1.o18
 *     size 12                       leaves of the matters ledger
 *     head 3 <64 hex>               of the State's chain in this matter; "head 0" and zeros: none
 *     restriction <64 hex>          any number, in rising order */
#ifndef PROVISO_WRIT_STATUS_H
#define PROVISO_WRIT_STATUS_H

#include "base/arena.h"
#include "base/instant.h"
#include "crypto/hash.h"
#include "statement/name.h"

enum { STATUS_RESTRICTIONS = 256 };

struct status {
    struct slice matter;
    char state[STATE_TEXT];
    instant at;
    struct slice clerk;
    uint64_t size;
    int64_t seq;
    struct digest head;
    const struct digest *restrictions;
    size_t restriction_count;
};

/* Appends the note's text. Restrictions must be in rising order without repetition. */
void status_format(const struct status *status, struct buffer *out);

/* Reads it in its only spelling; slices point into `text`, restrictions live in the arena.
 * ERROR_STATUS_FORMAT. */
bool status_parse(struct slice text, struct arena *arena, struct status *out, struct error *error);

#endif
