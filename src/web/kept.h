/* Answers for everybody, kept as they were made, by what was asked: a table in which the later takes
 * the place of the earlier. What is kept belongs to whoever puts it in. Not locked. */
#ifndef PROVISO_WEB_KEPT_H
#define PROVISO_WEB_KEPT_H

#include "base/slice.h"

enum { KEPT_SLOTS = 256, KEPT_KEY = 200 /* bytes; what is longer is not kept */ };

struct kept_answer {
    uint8_t key[KEPT_KEY];
    size_t size;
    void *made;        /* NULL: nothing here */
    const char *route; /* the pattern that it is of; lives as long as the program */
    uint64_t bytes;    /* of its content */
};

struct kept_answers {
    struct kept_answer slots[KEPT_SLOTS];
};

/* The one for that key, or NULL. */
const struct kept_answer *kept_find(const struct kept_answers *answers, struct slice key);

/* Puts one in; what had its place is returned, for its owner to free (NULL: nothing). False where the key
 * is too long. */
bool kept_put(struct kept_answers *answers, struct slice key, void *made, const char *route,
              uint64_t bytes, void **replaced);

#endif
