#include "ledger/tile.h"

#include <stdio.h>

#include "ledger/entry.h"
#include "ledger/merkle.h"

#define ENTRIES_PREFIX "tile/entries/"

enum { INDEX_GROUPS = 7 }; /* groups of three digits in the largest index */

static unsigned full_shift(unsigned level)
{
    return TILE_HEIGHT * level;
}

/* Writes "x001/x234/067" and returns its length. */
static int write_index(uint64_t index, char *out, size_t capacity)
{
    unsigned groups[INDEX_GROUPS];
    size_t count = 0;
    int length = 0;

    do {
        groups[count++] = (unsigned)(index % 1000);
        index /= 1000;
    } while (index > 0);
    while (count-- > 0)
        length += snprintf(out + length, capacity - (size_t)length, count > 0 ? "x%03u/" : "%03u",
                           groups[count]);
    return length;
}

const char *tile_path(struct tile tile, char out[TILE_PATH])
{
    int length = tile.entries ? snprintf(out, TILE_PATH, ENTRIES_PREFIX)
                              : snprintf(out, TILE_PATH, "tile/%u/", tile.level);

    length += write_index(tile.index, out + length, TILE_PATH - (size_t)length);
    if (tile.width < TILE_WIDTH)
        snprintf(out + length, TILE_PATH - (size_t)length, ".p/%u", tile.width);
    return out;
}

/* Takes "x123/" or the last "123" off the front; *last says which it was. */
static bool take_group(struct slice *rest, uint64_t *index, bool *last)
{
    size_t start = rest->size > 0 && rest->data[0] == 'x' ? 1 : 0;
    uint64_t group = 0;

    if (rest->size < start + 3)
        return false;
    for (size_t i = start; i < start + 3; i++) {
        if (rest->data[i] < '0' || rest->data[i] > '9')
            return false;
        group = group * 10 + (uint64_t)(rest->data[i] - '0');
    }
    *last = start == 0;
    if (!*last && (rest->size < 5 || rest->data[4] != '/'))
        return false;
    *rest = slice_from(*rest, *last ? 3 : 5);
    return !__builtin_mul_overflow(*index, 1000, index) &&
           !__builtin_add_overflow(*index, group, index);
}

static bool read_tile(struct slice path, struct tile *out)
{
    bool last = false;
    int64_t width;

    *out = (struct tile){.width = TILE_WIDTH};
    if (slice_starts(path, SLICE(ENTRIES_PREFIX))) {
        out->entries = true;
        path = slice_from(path, sizeof ENTRIES_PREFIX - 1);
    } else {
        if (path.size < 8 || !slice_starts(path, SLICE("tile/")) || path.data[5] < '0' ||
            path.data[5] >= '0' + TILE_LEVELS || path.data[6] != '/')
            return false;
        out->level = (unsigned)(path.data[5] - '0');
        path = slice_from(path, 7);
    }
    while (!last)
        if (!take_group(&path, &out->index, &last))
            return false;
    if (path.size == 0)
        return true;
    if (!slice_starts(path, SLICE(".p/")) || !slice_decimal(slice_from(path, 3), &width) ||
        width < 1 || width >= TILE_WIDTH)
        return false;
    out->width = (unsigned)width;
    return true;
}

bool tile_parse_path(struct slice path, struct tile *out, struct error *error)
{
    char again[TILE_PATH];
    struct tile tile;

    /* Written again it must be the same: superfluous groups such as x000 have no second spelling.
     */
    if (path.size >= TILE_PATH || !read_tile(path, &tile) ||
        !slice_is(path, tile_path(tile, again)))
        return error_set(error, ERROR_TILE_FORMAT, "not the path of a tile or an entry bundle");
    *out = tile;
    return true;
}

unsigned tile_width(unsigned level, uint64_t index, uint64_t size)
{
    uint64_t hashes = size >> full_shift(level);

    if (index > hashes / TILE_WIDTH)
        return 0;
    if (index < hashes / TILE_WIDTH)
        return TILE_WIDTH;
    return (unsigned)(hashes % TILE_WIDTH);
}

struct tile_changes tile_changes_start(uint64_t old_size, uint64_t new_size)
{
    return (struct tile_changes){.old_size = old_size, .new_size = new_size, .entries = true};
}

/* Steps to the next row (entries, then levels 0, 1, …), at its first tile that can have changed. */
static bool next_row(struct tile_changes *changes)
{
    if (!changes->started)
        changes->started = true;
    else if (changes->entries)
        changes->entries = false;
    else
        changes->level++;
    if (changes->level >= TILE_LEVELS)
        return false;
    changes->index = (changes->old_size >> full_shift(changes->level)) / TILE_WIDTH;
    return true;
}

bool tile_changes_next(struct tile_changes *changes, struct tile *out)
{
    if (changes->new_size <= changes->old_size)
        return false;
    if (!changes->started)
        next_row(changes);
    while (changes->level < TILE_LEVELS) {
        unsigned width = tile_width(changes->level, changes->index, changes->new_size);

        if (width == 0) {
            next_row(changes);
            continue;
        }
        *out = (struct tile){changes->entries, changes->level, changes->index++, width};
        if (width != tile_width(out->level, out->index, changes->old_size))
            return true;
    }
    return false;
}

bool tile_find_node(unsigned level, uint64_t index, uint64_t size, struct tile_position *out,
                    struct error *error)
{
    unsigned within = level % TILE_HEIGHT, tile_level = level / TILE_HEIGHT;
    uint64_t first;

    if (level >= MERKLE_LEVELS || index >= size >> level)
        return error_set(error, ERROR_TILE_FORMAT,
                         "the ledger of %llu entries has no subtree %llu at level %u",
                         (unsigned long long)size, (unsigned long long)index, level);
    first = index << within;
    *out = (struct tile_position){
        .tile = {.level = tile_level, .index = first / TILE_WIDTH},
        .offset = (unsigned)(first % TILE_WIDTH),
        .count = 1u << within,
    };
    out->tile.width = tile_width(tile_level, out->tile.index, size);
    return true;
}

bool tile_read_node(const struct tile_position *position, struct slice bytes, struct digest *out,
                    struct error *error)
{
    struct digest hashes[TILE_WIDTH / 2];

    if (bytes.size != (size_t)position->tile.width * DIGEST_SIZE ||
        position->offset + position->count > position->tile.width ||
        position->count > TILE_WIDTH / 2)
        return error_set(error, ERROR_TILE_FORMAT, "a tile has %zu bytes instead of %u", bytes.size,
                         position->tile.width * DIGEST_SIZE);
    memcpy(hashes, bytes.data + position->offset * DIGEST_SIZE, position->count * DIGEST_SIZE);
    *out = merkle_root_of(hashes, position->count);
    return true;
}

bool bundle_append(struct buffer *bundle, struct slice entry, struct error *error)
{
    if (entry.size > ENTRY_LIMIT)
        return error_set(error, ERROR_ENTRY_FORMAT, "an entry is at most %d bytes long",
                         ENTRY_LIMIT);
    buffer_u16(bundle, (uint16_t)entry.size);
    buffer_append(bundle, entry);
    return true;
}

bool bundle_next(struct slice *rest, struct slice *entry)
{
    size_t size;

    if (rest->size < 2)
        return false;
    size = (size_t)rest->data[0] << 8 | rest->data[1];
    if (rest->size - 2 < size)
        return false;
    *entry = slice_part(*rest, 2, size);
    *rest = slice_from(*rest, 2 + size);
    return true;
}
