#include "ledger/merkle.h"

struct digest merkle_leaf(struct slice entry)
{
    const struct slice parts[] = {SLICE("\0"), entry};

    return sha256_of_parts(parts, 2);
}

struct digest merkle_node(struct digest left, struct digest right)
{
    uint8_t bytes[1 + 2 * DIGEST_SIZE];

    bytes[0] = 1;
    memcpy(bytes + 1, left.bytes, DIGEST_SIZE);
    memcpy(bytes + 1 + DIGEST_SIZE, right.bytes, DIGEST_SIZE);
    return sha256_of(slice_of(bytes, sizeof bytes));
}

struct digest merkle_empty_root(void)
{
    return sha256_of(SLICE(""));
}

bool merkle_append(struct merkle_edge *edge, struct digest leaf, merkle_completed *completed,
                   void *context, struct error *error)
{
    struct digest hash = leaf;
    unsigned level = 0;

    if (completed && !completed(context, 0, edge->size, hash, error))
        return false;
    /* As in a binary counter: each bit that is set carries into a node one level up. */
    for (; edge->size >> level & 1; level++) {
        hash = merkle_node(edge->nodes[level], hash);
        if (completed && !completed(context, level + 1, edge->size >> (level + 1), hash, error))
            return false;
    }
    edge->nodes[level] = hash;
    edge->size++;
    return true;
}

struct digest merkle_root(const struct merkle_edge *edge)
{
    struct digest root = merkle_empty_root();
    bool empty = true;

    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if (!(edge->size >> level & 1))
            continue;
        root = empty ? edge->nodes[level] : merkle_node(edge->nodes[level], root);
        empty = false;
    }
    return root;
}

struct digest merkle_root_of(const struct digest *leaves, size_t count)
{
    struct merkle_edge edge = {0};
    struct error error = {0};

    for (size_t i = 0; i < count; i++)
        merkle_append(&edge, leaves[i], NULL, NULL, &error);
    return merkle_root(&edge);
}

bool merkle_inclusion_root(uint64_t index, uint64_t size, struct digest leaf,
                           const struct digest *proof, size_t count, struct digest *root,
                           struct error *error)
{
    uint64_t last = size - 1;
    struct digest hash = leaf;

    if (index >= size)
        return error_set(error, ERROR_PROOF_WRONG, "the proof is for an entry beyond the ledger");
    for (size_t i = 0; i < count; i++) {
        if (last == 0)
            return error_set(error, ERROR_PROOF_WRONG, "the inclusion proof is too long");
        if (index & 1 || index == last) {
            hash = merkle_node(proof[i], hash);
            /* A last node without a right neighbour rises to where it has a left one. */
            while (!(index & 1) && index != 0) {
                index >>= 1;
                last >>= 1;
            }
        } else {
            hash = merkle_node(hash, proof[i]);
        }
        index >>= 1;
        last >>= 1;
    }
    if (last != 0)
        return error_set(error, ERROR_PROOF_WRONG, "the inclusion proof is too short");
    *root = hash;
    return true;
}

bool merkle_verify_inclusion(uint64_t index, uint64_t size, struct digest leaf,
                             const struct digest *proof, size_t count, struct digest root,
                             struct error *error)
{
    struct digest computed;

    if (!merkle_inclusion_root(index, size, leaf, proof, count, &computed, error))
        return false;
    if (!digest_equal(computed, root))
        return error_set(error, ERROR_PROOF_WRONG,
                         "the inclusion proof does not lead to the ledger's root");
    return true;
}

/* The general case, 0 < old_size < new_size (RFC 9162, section 2.1.4.2): the proof's hashes build
 * the old and the new root at once. */
static bool fold_consistency(uint64_t old_size, uint64_t new_size, const struct digest *proof,
                             size_t count, struct digest first, struct digest *old_root,
                             struct digest *new_root)
{
    uint64_t index = old_size - 1, last = new_size - 1;

    while (index & 1) {
        index >>= 1;
        last >>= 1;
    }
    *old_root = *new_root = first;
    for (size_t i = 0; i < count; i++) {
        if (last == 0)
            return false;
        if (index & 1 || index == last) {
            *old_root = merkle_node(proof[i], *old_root);
            *new_root = merkle_node(proof[i], *new_root);
            while (!(index & 1) && index != 0) {
                index >>= 1;
                last >>= 1;
            }
        } else {
            *new_root = merkle_node(*new_root, proof[i]);
        }
        index >>= 1;
        last >>= 1;
    }
    return last == 0;
}

/* 0 < old_size < new_size. */
static bool is_consistent(uint64_t old_size, uint64_t new_size, struct digest old_root,
                          struct digest new_root, const struct digest *proof, size_t count)
{
    struct digest first = old_root, old_computed, new_computed;

    /* A complete old tree is a node of the new one; the proof then leaves it out. */
    if ((old_size & (old_size - 1)) != 0) {
        if (count == 0)
            return false;
        first = *proof++;
        count--;
    }
    return fold_consistency(old_size, new_size, proof, count, first, &old_computed,
                            &new_computed) &&
           digest_equal(old_computed, old_root) && digest_equal(new_computed, new_root);
}

bool merkle_verify_consistency(uint64_t old_size, uint64_t new_size, struct digest old_root,
                               struct digest new_root, const struct digest *proof, size_t count,
                               struct error *error)
{
    bool good;

    if (old_size > new_size)
        return error_set(error, ERROR_PROOF_WRONG, "the older tree is the larger one");
    if (old_size == new_size)
        good = count == 0 && digest_equal(old_root, new_root) &&
               (old_size > 0 || digest_equal(old_root, merkle_empty_root()));
    else
        good = old_size > 0 && is_consistent(old_size, new_size, old_root, new_root, proof, count);
    if (!good)
        return error_set(error, ERROR_PROOF_WRONG,
                         "the consistency proof does not lead from the one root to the other");
    return true;
}
