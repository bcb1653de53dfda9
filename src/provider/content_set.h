/* A bounded set of contents, kept as keyed fingerprints: which contents stand in a privileged
 * record although nothing in them is listed, so that the same content elsewhere is not released. */
#ifndef PROVISO_PROVIDER_CONTENT_SET_H
#define PROVISO_PROVIDER_CONTENT_SET_H

#include "package/fingerprint.h"

enum { CONTENT_SET_MAX = 1 << 20 }; /* contents: 32 MiB at most */

/* A zeroed struct is an empty set; content_set_free makes it one again. */
struct content_set {
    uint8_t (*places)[FINGERPRINT_SIZE]; /* open addressing; all zeros: free */
    size_t capacity;                     /* a power of two, or 0 */
    size_t count;
    bool full; /* something was not taken in: nothing can be said about what is not found */
};

/* Adds a content, unless the set holds CONTENT_SET_MAX already: then it is marked full. */
void content_set_add(struct content_set *set, struct fingerprinter *fingerprinter,
                     struct slice content);

/* Whether the content was added. Line ends behind its last line do not count: the empty line
 * between two records belongs to neither. */
bool content_set_has(const struct content_set *set, struct fingerprinter *fingerprinter,
                     struct slice content);

void content_set_free(struct content_set *set);

#endif
