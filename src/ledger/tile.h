/* The arithmetic of static ledger files (c2sp.org/tlog-tiles): 256 hashes a tile, 256 entries a
 * bundle. Nothing here touches a file. */
#ifndef PROVISO_LEDGER_TILE_H
#define PROVISO_LEDGER_TILE_H

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/hash.h"

enum {
    TILE_HEIGHT = 8,
    TILE_WIDTH = 256, /* hashes of a full tile, entries of a full bundle */
    TILE_PATH = 64,   /* longest path with its NUL */
    TILE_LEVELS = 8,  /* tile levels of the largest ledger */
};

/* A hash tile, or (entries) the bundle of the same leaves. */
struct tile {
    bool entries;
    unsigned level; /* 0 to TILE_LEVELS - 1; 0 for entries */
    uint64_t index;
    unsigned width; /* 1 to TILE_WIDTH; smaller: a partial tile */
};

/* "tile/0/x001/x234/067", "tile/entries/067.p/5" into `out`, which it returns. */
const char *tile_path(struct tile tile, char out[TILE_PATH]);

/* Reads such a path in its only spelling. ERROR_TILE_FORMAT. */
bool tile_parse_path(struct slice path, struct tile *out, struct error *error);

/* The width that the tile has in a ledger of `size` leaves; 0: it does not exist yet. */
unsigned tile_width(unsigned level, uint64_t index, uint64_t size);

/* The tiles and bundles that a ledger of `new_size` has and one of `old_size` did not, partial ones
 * of that very width included: for each level from entries and 0 upwards, in order. */
struct tile_changes {
    uint64_t old_size, new_size;
    bool started, entries;
    unsigned level;
    uint64_t index;
};

/* Starts at the first; tile_changes_next returns false after the last. */
struct tile_changes tile_changes_start(uint64_t old_size, uint64_t new_size);
bool tile_changes_next(struct tile_changes *changes, struct tile *out);

/* Where the hash of the complete subtree (level, index; see merkle.h) comes from in a ledger of
 * `size` leaves: `count` (1 to 128, a power of two) neighbouring hashes of one tile from `offset`.
 * ERROR_TILE_FORMAT where that subtree is not complete yet. */
struct tile_position {
    struct tile tile;
    unsigned offset, count;
};
bool tile_find_node(unsigned level, uint64_t index, uint64_t size, struct tile_position *out,
                    struct error *error);

/* The hash itself from that tile's bytes (32 a hash, exactly tile.width of them).
 * ERROR_TILE_FORMAT. */
bool tile_read_node(const struct tile_position *position, struct slice bytes, struct digest *out,
                    struct error *error);

/* Appends u16be length ‖ entry; an entry is at most 65,535 bytes. ERROR_ENTRY_FORMAT. */
bool bundle_append(struct buffer *bundle, struct slice entry, struct error *error);

/* Takes the next entry off the front of `rest`, pointing into it. False at the end, with *rest
 * empty, and on a truncated bundle, with what is left in *rest. */
bool bundle_next(struct slice *rest, struct slice *entry);

#endif
