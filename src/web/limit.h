/* How often one client may send a form: a bucket that fills with time. */
#ifndef PROVISO_WEB_LIMIT_H
#define PROVISO_WEB_LIMIT_H

#include "base/instant.h"
#include "base/slice.h"

enum {
    LIMIT_BUCKETS = 1024, /* clients are told apart by a keyed hash; two may share a bucket */
    LIMIT_MOST = 30,      /* forms at once */
    LIMIT_EACH = 2        /* seconds until one more is allowed */
};

/* A zeroed struct has every bucket full. Used by one thread at a time. */
struct limits {
    struct {
        instant since; /* when `used` was counted */
        int used;
    } buckets[LIMIT_BUCKETS];
};

/* Takes one from the client's bucket; false where it is empty. `secret` keys the hash, so that nobody
 * can aim at another's bucket. */
bool limit_take(struct limits *limits, struct slice secret, struct slice client, instant now);

#endif
