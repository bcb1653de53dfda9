#include "forum/lottery.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *left, const void *right)
{
    const struct slice *a = left, *b = right;
    int order = memcmp(a->data, b->data, a->size < b->size ? a->size : b->size);

    return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

bool lottery_pool(struct slice *names, size_t count, struct digest *out)
{
    struct sha256 hash;

    if (count == 0 || count > LOTTERY_NAMES)
        return false;
    for (size_t i = 0; i < count; i++)
        if (names[i].size == 0 || memchr(names[i].data, '\n', names[i].size))
            return false;
    qsort(names, count, sizeof *names, compare_names);
    sha256_start(&hash);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && slice_equal(names[i], names[i - 1]))
            return false;
        sha256_append(&hash, names[i]);
        sha256_append(&hash, SLICE("\n"));
    }
    *out = sha256_finish(&hash);
    return true;
}

/* Two names never share a ticket unless SHA-256 collides; the name decides even then. */
static int compare_tickets(const void *left, const void *right)
{
    const struct ticket *a = left, *b = right;
    int order = digest_compare(a->digest, b->digest);

    return order != 0 ? order : compare_names(&a->name, &b->name);
}

void lottery_draw(struct digest pool, struct slice beacon, const struct slice *names, size_t count,
                  struct ticket *out)
{
    uint8_t length[8];

    for (unsigned i = 0; i < sizeof length; i++)
        length[i] = (uint8_t)(beacon.size >> (56 - 8 * i));
    for (size_t i = 0; i < count; i++) {
        const struct slice parts[] = {digest_slice(&pool), slice_of(length, sizeof length), beacon,
                                      names[i]};

        out[i] = (struct ticket){names[i], sha256_of_parts(parts, 4)};
    }
    qsort(out, count, sizeof *out, compare_tickets);
}
