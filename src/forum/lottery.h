/* A lottery that anyone can check: who speaks where more ask than there are slots (D3). After the
 * manner of RFC 3797: the pool is published first, the beacon is announced beforehand and comes
 * after it (the lines of a later checkpoint, a public draw), so that nobody can choose the outcome
 * by choosing either.
 *
 * The ticket of a name is SHA-256(SHA-256(pool) | beacon's length as 8 bytes, big-endian | beacon |
 * name); the lowest tickets win. The pool's digest is over the names, sorted by bytes, each with a
 * line's end behind it: the order in which they were written down changes nothing. */
#ifndef PROVISO_FORUM_LOTTERY_H
#define PROVISO_FORUM_LOTTERY_H

#include "crypto/hash.h"

enum { LOTTERY_NAMES = 50000, LOTTERY_BEACON = 65536 };

struct ticket {
    struct slice name;
    struct digest digest;
};

/* The digest of the pool, to be published before the beacon is known. `names` is sorted in place.
 * False where a name is empty, has a line's end, stands twice, or there are none or too many. */
bool lottery_pool(struct slice *names, size_t count, struct digest *out);

/* Draws: one ticket a name, the winners first. `names` as lottery_pool sorted them. */
void lottery_draw(struct digest pool, struct slice beacon, const struct slice *names, size_t count,
                  struct ticket *out);

#endif
