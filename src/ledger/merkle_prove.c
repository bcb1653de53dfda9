#include "ledger/merkle.h"

/* Leaves from `start` to before `start + size`, where `start` is a multiple of the smallest power
 * of two that is at least `size`: such ranges are what RFC 9162 cuts a tree into. */
struct range {
    uint64_t start, size;
};

static unsigned level_of(uint64_t power)
{
    return (unsigned)__builtin_ctzll(power);
}

/* The largest power of two below `size` (at least 2). */
static uint64_t left_size(uint64_t size)
{
    return UINT64_C(1) << (63 - __builtin_clzll(size - 1));
}

/* The hash of a range: of its complete subtrees, joined from the right. */
static bool hash_range(const struct merkle_source *source, struct range range, struct digest *out,
                       struct error *error)
{
    uint64_t size = range.size;
    bool empty = true;

    while (size > 0) {
        unsigned level = level_of(size);
        uint64_t part = UINT64_C(1) << level;
        struct digest node;

        size -= part;
        if (!source->node(source->context, level, (range.start + size) >> level, &node, error))
            return false;
        *out = empty ? node : merkle_node(node, *out);
        empty = false;
    }
    return true;
}

bool merkle_source_root(const struct merkle_source *source, uint64_t size, struct digest *out,
                        struct error *error)
{
    *out = merkle_empty_root();
    return hash_range(source, (struct range){0, size}, out, error);
}

bool merkle_source_edge(const struct merkle_source *source, uint64_t size, struct merkle_edge *out,
                        struct error *error)
{
    struct merkle_edge edge = {.size = size};

    for (unsigned level = 0; level < MERKLE_LEVELS; level++)
        if (size >> level & 1 &&
            !source->node(source->context, level, (size >> level) - 1, &edge.nodes[level], error))
            return false;
    *out = edge;
    return true;
}

/* Hashes found from the root downwards; a proof lists them from the leaf upwards. */
static void reverse(struct digest *proof, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct digest swapped = proof[i];

        proof[i] = proof[count - 1 - i];
        proof[count - 1 - i] = swapped;
    }
}

bool merkle_prove_inclusion(const struct merkle_source *source, uint64_t index, uint64_t size,
                            struct digest proof[MERKLE_INCLUSION_LIMIT], size_t *count,
                            struct error *error)
{
    struct range range = {0, size};
    size_t found = 0;

    if (index >= size)
        return error_set(error, ERROR_PROOF_WRONG, "there is no such entry in the ledger");
    while (range.size > 1) {
        uint64_t half = left_size(range.size);
        struct range left = {range.start, half}, right = {range.start + half, range.size - half};
        bool is_left = index < right.start;

        if (!hash_range(source, is_left ? right : left, &proof[found++], error))
            return false;
        range = is_left ? left : right;
    }
    reverse(proof, found);
    *count = found;
    return true;
}

bool merkle_prove_consistency(const struct merkle_source *source, uint64_t old_size,
                              uint64_t new_size, struct digest proof[MERKLE_CONSISTENCY_LIMIT],
                              size_t *count, struct error *error)
{
    struct range range = {0, new_size};
    size_t found = 0;

    *count = 0;
    if (old_size > new_size)
        return error_set(error, ERROR_PROOF_WRONG, "the ledger is smaller than the older size");
    if (old_size == 0 || old_size == new_size)
        return true;
    /* Down to the range that ends where the old tree ended. */
    while (range.start + range.size != old_size) {
        uint64_t half = left_size(range.size);
        struct range left = {range.start, half}, right = {range.start + half, range.size - half};
        bool is_left = old_size <= right.start;

        if (!hash_range(source, is_left ? right : left, &proof[found++], error))
            return false;
        range = is_left ? left : right;
    }
    /* An old tree that is a node of the new one needs no first hash: its root is known. */
    if (range.start > 0 && !hash_range(source, range, &proof[found++], error))
        return false;
    reverse(proof, found);
    *count = found;
    return true;
}
