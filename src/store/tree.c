#include "store/ledgers.h"

#include "store/internal.h"

static bool is_broken(struct store *store, enum store_ledger ledger, struct error *error)
{
    if (store->database.writing)
        store->database.broken = true;
    return error_set(error, ERROR_LEDGER_DIFFERS,
                     "the tiles of the %s ledger do not agree with its leaves and checkpoint",
                     ledger == STORE_MATTERS ? "matters" : "register");
}

static struct tree *tree_of(struct store *store, enum store_ledger ledger)
{
    return &store->trees[ledger == STORE_REGISTER];
}

/* Size and time of the last entry, as stored. */
static bool read_end(struct store *store, enum store_ledger ledger, uint64_t *size, instant *last,
                     struct error *error)
{
    struct query query;
    bool row, ok;

    *size = 0;
    *last = NEVER;
    if (!query_start(&query, &store->database,
                     "SELECT idx, entered FROM leaf WHERE ledger = ? ORDER BY idx DESC LIMIT 1",
                     error))
        return false;
    query_number(&query, ledger);
    ok = query_row(&query, &row, error);
    if (ok && row) {
        *size = (uint64_t)query_get_number(&query, 0) + 1;
        *last = query_get_number(&query, 1);
    }
    query_end(&query);
    return ok;
}

/* Copies `count` hashes of a stored tile from `offset`. */
static bool read_hashes(struct store *store, enum store_ledger ledger, unsigned level,
                        uint64_t index, unsigned offset, unsigned count, uint8_t *out,
                        struct error *error)
{
    size_t start = (size_t)offset * DIGEST_SIZE, size = (size_t)count * DIGEST_SIZE;
    struct slice hashes;
    struct query query;
    bool row, ok;

    if (!query_start(&query, &store->database,
                     "SELECT hashes FROM tile WHERE ledger = ? AND level = ? AND idx = ?", error))
        return false;
    query_number(&query, ledger);
    query_number(&query, level);
    query_number(&query, (int64_t)index);
    ok = query_row(&query, &row, error);
    hashes = ok && row ? query_get_bytes(&query, 0) : (struct slice){0};
    if (ok && hashes.size < start + size)
        ok = is_broken(store, ledger, error);
    if (ok)
        memcpy(out, hashes.data + start, size);
    query_end(&query);
    return ok;
}

/* The tile's hashes from memory where it grows there, otherwise as stored. */
static bool tile_hashes(struct store *store, enum store_ledger ledger,
                        const struct tile_position *position, uint8_t *out, struct error *error)
{
    const struct tree *tree = tree_of(store, ledger);
    const struct open_tile *open = &tree->tiles[position->tile.level];

    if (!store->database.writing || !tree->loaded || position->tile.index != open->index)
        return read_hashes(store, ledger, position->tile.level, position->tile.index,
                           position->offset, position->count, out, error);
    if (position->offset + position->count > open->width)
        return is_broken(store, ledger, error);
    memcpy(out, open->hashes + (size_t)position->offset * DIGEST_SIZE,
           (size_t)position->count * DIGEST_SIZE);
    return true;
}

static bool source_node(void *context, unsigned level, uint64_t index, struct digest *out,
                        struct error *error)
{
    const struct store_tree *tree = context;
    uint8_t bytes[TILE_WIDTH * DIGEST_SIZE];
    struct digest hashes[TILE_WIDTH];
    struct tile_position position;

    if (!tile_find_node(level, index, tree->size, &position, error) ||
        !tile_hashes(tree->store, tree->ledger, &position, bytes, error))
        return false;
    memcpy(hashes, bytes, position.count * sizeof *hashes);
    *out = merkle_root_of(hashes, position.count);
    return true;
}

bool store_tree_source(struct store *store, enum store_ledger ledger, struct store_tree *tree,
                       struct merkle_source *out, struct error *error)
{
    *tree = (struct store_tree){.store = store, .ledger = ledger};
    *out = (struct merkle_source){source_node, tree};
    return store_ledger_size(store, ledger, &tree->size, error);
}

static bool load_tiles(struct store *store, enum store_ledger ledger, struct tree *tree,
                       struct error *error)
{
    for (unsigned level = 0; level < TILE_LEVELS; level++) {
        uint64_t hashes = tree->edge.size >> (TILE_HEIGHT * level);
        struct open_tile *open = &tree->tiles[level];

        open->index = hashes / TILE_WIDTH;
        open->width = (unsigned)(hashes % TILE_WIDTH);
        open->changed = false;
        if (open->width > 0 &&
            !read_hashes(store, ledger, level, open->index, 0, open->width, open->hashes, error))
            return false;
    }
    return true;
}

/* What is in the tiles must be what was signed last: nothing is built on tiles that were altered.
 */
static bool check_signed(struct store *store, enum store_ledger ledger, const struct tree *tree,
                         struct error *error)
{
    struct store_checkpoint newest;
    struct checkpoint says;
    struct arena arena = {0};
    struct note note;
    bool ok;

    ok = store_newest_checkpoint(store, ledger, &arena, &newest, error);
    if (ok && (tree->edge.size > 0 || newest.note.size > 0)) {
        ok = note_parse(newest.note, &note, error) && checkpoint_parse(note.text, &says, error);
        if (ok && (says.size != tree->edge.size ||
                   digest_compare(says.root, merkle_root(&tree->edge)) != 0))
            ok = is_broken(store, ledger, error);
    }
    arena_free(&arena);
    return ok;
}

bool tree_load(struct store *store, enum store_ledger ledger, struct tree **out,
               struct error *error)
{
    struct tree *tree = tree_of(store, ledger);
    struct store_tree from = {.store = store, .ledger = ledger};
    struct merkle_source source = {source_node, &from};

    *out = tree;
    if (tree->loaded)
        return true;
    if (!read_end(store, ledger, &from.size, &tree->last, error) ||
        !merkle_source_edge(&source, from.size, &tree->edge, error) ||
        !load_tiles(store, ledger, tree, error) || !check_signed(store, ledger, tree, error))
        return false;
    tree->loaded = true;
    return true;
}

static bool write_tile(struct store *store, enum store_ledger ledger, unsigned level,
                       struct open_tile *open, struct error *error)
{
    struct query query;

    if (!query_start(&query, &store->database,
                     "INSERT INTO tile (ledger, level, idx, width, hashes)"
                     " VALUES (?, ?, ?, ?, ?) ON CONFLICT (ledger, level, idx)"
                     " DO UPDATE SET width = excluded.width, hashes = excluded.hashes",
                     error))
        return false;
    query_number(&query, ledger);
    query_number(&query, level);
    query_number(&query, (int64_t)open->index);
    query_number(&query, open->width);
    query_blob(&query, slice_of(open->hashes, (size_t)open->width * DIGEST_SIZE));
    if (!query_run(&query, error))
        return false;
    open->changed = false;
    return true;
}

struct growth {
    struct store *store;
    enum store_ledger ledger;
};

/* Each complete subtree whose height is a tile's goes to the end of the open tile of its level. */
static bool add_node(void *context, unsigned level, uint64_t index, struct digest hash,
                     struct error *error)
{
    const struct growth *growth = context;
    unsigned at = level / TILE_HEIGHT;
    struct open_tile *open;

    if (level % TILE_HEIGHT != 0 || at >= TILE_LEVELS)
        return true;
    open = &tree_of(growth->store, growth->ledger)->tiles[at];
    if (index != open->index * TILE_WIDTH + open->width)
        return is_broken(growth->store, growth->ledger, error);
    memcpy(open->hashes + (size_t)open->width * DIGEST_SIZE, hash.bytes, DIGEST_SIZE);
    open->width++;
    open->changed = true;
    if (open->width < TILE_WIDTH)
        return true;
    if (!write_tile(growth->store, growth->ledger, at, open, error))
        return false;
    open->index++;
    open->width = 0;
    return true;
}

bool tree_append(struct store *store, enum store_ledger ledger, struct digest leaf,
                 struct error *error)
{
    struct growth growth = {store, ledger};
    struct tree *tree = tree_of(store, ledger);

    tree->grown = true;
    return merkle_append(&tree->edge, leaf, add_node, &growth, error);
}

bool tree_finish(struct store *store, enum store_ledger ledger, struct error *error)
{
    struct tree *tree = tree_of(store, ledger);

    if (!tree->loaded || !tree->grown)
        return true;
    if (tree->checkpoint != tree->edge.size)
        return error_set(error, ERROR_STORE, "a ledger grew to %llu entries without a checkpoint",
                         (unsigned long long)tree->edge.size);
    for (unsigned level = 0; level < TILE_LEVELS; level++)
        if (tree->tiles[level].changed &&
            !write_tile(store, ledger, level, &tree->tiles[level], error))
            return false;
    return true;
}

bool store_ledger_size(struct store *store, enum store_ledger ledger, uint64_t *size,
                       struct error *error)
{
    const struct tree *tree = tree_of(store, ledger);
    instant last;

    if (!store->database.writing || !tree->loaded)
        return read_end(store, ledger, size, &last, error);
    *size = tree->edge.size;
    return true;
}

bool store_ledger_time(struct store *store, enum store_ledger ledger, instant *out,
                       struct error *error)
{
    const struct tree *tree = tree_of(store, ledger);
    uint64_t size;

    if (!store->database.writing || !tree->loaded)
        return read_end(store, ledger, &size, out, error);
    *out = tree->last;
    return true;
}

bool store_ledger_root(struct store *store, enum store_ledger ledger, uint64_t *size,
                       struct digest *root, struct error *error)
{
    struct merkle_source source;
    struct store_tree from;
    struct tree *tree;

    if (store->database.writing) {
        if (!tree_load(store, ledger, &tree, error))
            return false;
        *size = tree->edge.size;
        *root = merkle_root(&tree->edge);
        return true;
    }
    if (!store_tree_source(store, ledger, &from, &source, error))
        return false;
    *size = from.size;
    return merkle_source_root(&source, from.size, root, error);
}
