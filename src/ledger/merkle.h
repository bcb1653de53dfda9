/* The Merkle tree of RFC 6962 and RFC 9162 (section 2.1): leaf SHA-256(00 ‖ entry), node
 * SHA-256(01 ‖ left ‖ right), empty root SHA-256("").
 *
 * A complete subtree is named by (level, index): level 0 are the leaves, and (level, index) covers
 * the leaves from index × 2^level to before (index + 1) × 2^level. */
#ifndef PROVISO_LEDGER_MERKLE_H
#define PROVISO_LEDGER_MERKLE_H

#include "base/error.h"
#include "crypto/hash.h"

enum {
    MERKLE_LEVELS = 64,
    MERKLE_INCLUSION_LIMIT = 64,   /* hashes of an inclusion proof, at most */
    MERKLE_CONSISTENCY_LIMIT = 65, /* hashes of a consistency proof, at most */
};

struct digest merkle_leaf(struct slice entry);
struct digest merkle_node(struct digest left, struct digest right);
struct digest merkle_empty_root(void);

/* The right edge of a growing tree: the complete subtrees that its size consists of, one for each
 * bit set in `size`; nodes[level] counts where that bit is set. A zeroed struct is the empty
 * tree. */
struct merkle_edge {
    uint64_t size;
    struct digest nodes[MERKLE_LEVELS];
};

/* Told of each complete subtree once, when its last leaf comes: leaves and nodes alike, lower
 * levels first. */
typedef bool merkle_completed(void *context, unsigned level, uint64_t index, struct digest hash,
                              struct error *error);

/* Adds a leaf's hash. `completed` may be NULL; where it returns false the edge is unchanged. */
bool merkle_append(struct merkle_edge *edge, struct digest leaf, merkle_completed *completed,
                   void *context, struct error *error);

/* The root of the tree so far. */
struct digest merkle_root(const struct merkle_edge *edge);

/* The root of a tree with these leaf hashes. */
struct digest merkle_root_of(const struct digest *leaves, size_t count);

/* The root that follows from `leaf` being at `index` of `size` leaves, if the proof has exactly the
 * right length. ERROR_PROOF_WRONG. */
bool merkle_inclusion_root(uint64_t index, uint64_t size, struct digest leaf,
                           const struct digest *proof, size_t count, struct digest *root,
                           struct error *error);

/* True if `leaf` is at `index` of the tree of `size` leaves with that root. ERROR_PROOF_WRONG. */
bool merkle_verify_inclusion(uint64_t index, uint64_t size, struct digest leaf,
                             const struct digest *proof, size_t count, struct digest root,
                             struct error *error);

/* True if the tree of `old_size` leaves with `old_root` is the beginning of the tree of `new_size`
 * leaves with `new_root`. Equal sizes: equal roots (of no leaves: the empty root) and an empty
 * proof. A larger tree is never proven from the empty one, since any tree begins with it: who has
 * seen nothing before does not ask. ERROR_PROOF_WRONG. */
bool merkle_verify_consistency(uint64_t old_size, uint64_t new_size, struct digest old_root,
                               struct digest new_root, const struct digest *proof, size_t count,
                               struct error *error);

/* Where the hashes of complete subtrees are stored (database, tiles). */
struct merkle_source {
    bool (*node)(void *context, unsigned level, uint64_t index, struct digest *out,
                 struct error *error);
    void *context;
};

/* The root of the first `size` leaves. Fails only as the source fails. */
bool merkle_source_root(const struct merkle_source *source, uint64_t size, struct digest *out,
                        struct error *error);

/* The edge of the first `size` leaves, to append from. Fails only as the source fails. */
bool merkle_source_edge(const struct merkle_source *source, uint64_t size, struct merkle_edge *out,
                        struct error *error);

/* The inclusion proof of leaf `index` in the first `size` leaves (index < size, otherwise
 * ERROR_PROOF_WRONG); *count is at most MERKLE_INCLUSION_LIMIT. */
bool merkle_prove_inclusion(const struct merkle_source *source, uint64_t index, uint64_t size,
                            struct digest proof[MERKLE_INCLUSION_LIMIT], size_t *count,
                            struct error *error);

/* The consistency proof from `old_size` to `new_size` (old ≤ new, otherwise ERROR_PROOF_WRONG;
 * empty from 0);
 * *count is at most MERKLE_CONSISTENCY_LIMIT. */
bool merkle_prove_consistency(const struct merkle_source *source, uint64_t old_size,
                              uint64_t new_size, struct digest proof[MERKLE_CONSISTENCY_LIMIT],
                              size_t *count, struct error *error);

#endif
