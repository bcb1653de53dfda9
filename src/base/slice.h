/* Bytes that somebody else owns. Every function of Proviso that reads bytes takes a slice. */
#ifndef PROVISO_BASE_SLICE_H
#define PROVISO_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const uint8_t *data; /* may be NULL when size is 0 */
    size_t size;
};

/* A string literal as a slice, without its terminating NUL. */
#define SLICE(literal) ((struct slice){(const uint8_t *)(literal), sizeof(literal) - 1})

/* For printf("%.*s"): the size is cut to INT_MAX by construction of every limit in Proviso. */
#define SLICE_ARG(s) (int)(s).size, (const char *)(s).data

static inline struct slice slice_of(const void *data, size_t size)
{
    return (struct slice){(const uint8_t *)data, size};
}

static inline struct slice slice_text(const char *text)
{
    return slice_of(text, text ? strlen(text) : 0);
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline bool slice_is(struct slice a, const char *text)
{
    return slice_equal(a, slice_text(text));
}

static inline bool slice_starts(struct slice a, struct slice prefix)
{
    return a.size >= prefix.size &&
           (prefix.size == 0 || memcmp(a.data, prefix.data, prefix.size) == 0);
}

static inline bool slice_ends(struct slice a, struct slice suffix)
{
    return a.size >= suffix.size && (suffix.size == 0 || memcmp(a.data + (a.size - suffix.size),
                                                                suffix.data, suffix.size) == 0);
}

/* The part from `start` for at most `size` bytes; what lies outside `a` is cut off. */
static inline struct slice slice_part(struct slice a, size_t start, size_t size)
{
    if (start > a.size)
        start = a.size;
    if (size > a.size - start)
        size = a.size - start;
    return slice_of(a.data ? a.data + start : NULL, size);
}

static inline struct slice slice_from(struct slice a, size_t start)
{
    return slice_part(a, start, SIZE_MAX);
}

/* Bytewise order; a proper prefix comes first. Returns <0, 0 or >0. */
int slice_compare(struct slice a, struct slice b);

/* Offset of the first `needle` at or after `start`, or SIZE_MAX. */
static inline size_t slice_find(struct slice a, size_t start, uint8_t needle)
{
    const uint8_t *at;

    if (start >= a.size)
        return SIZE_MAX;
    at = (const uint8_t *)memchr(a.data + start, needle, a.size - start);
    return at ? (size_t)(at - a.data) : SIZE_MAX;
}

/* Takes the text up to and without the next '\n' off the front of `rest`.
 * Returns false at the end, and also where the last line lacks its '\n'. */
bool slice_line(struct slice *rest, struct slice *line);

/* Decimal number without sign or leading zeros, at most INT64_MAX. */
bool slice_decimal(struct slice a, int64_t *number);

#endif
