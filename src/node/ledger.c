#include <stdio.h>

#include "base/encode.h"
#include "ledger/proof.h"
#include "node/commit.h"
#include "node/show.h"
#include "node/witness.h"
#include "store/exchange.h"
#include "store/ledgers.h"

static bool newest_note(struct node *node, enum store_ledger ledger, struct arena *arena,
                        struct store_checkpoint *checkpoint, struct slice *note,
                        struct error *error)
{
    struct slice origin;
    char name[32];

    origin = node_origin(node->state, ledger, name);
    if (!store_newest_checkpoint(node->store, ledger, arena, checkpoint, error))
        return false;
    if (checkpoint->note.size == 0)
        return error_set(error, ERROR_ENTRY_MISSING, "the ledger %.*s is empty", SLICE_ARG(origin));
    return show_cosigned(node, origin, checkpoint->size, checkpoint->note, SHOW_NEWEST, arena, note,
                         error);
}

bool node_checkpoint(struct node *node, enum store_ledger ledger, struct buffer *out,
                     struct error *error)
{
    struct store_checkpoint checkpoint;
    struct arena arena = {0};
    struct slice note;
    bool ok = newest_note(node, ledger, &arena, &checkpoint, &note, error);

    if (ok)
        buffer_append(out, note);
    arena_free(&arena);
    return ok;
}

bool node_prove(struct node *node, enum store_ledger ledger, uint64_t index, struct buffer *out,
                struct error *error)
{
    struct proof proof = {.index = index};
    struct store_checkpoint checkpoint;
    struct merkle_source source;
    struct store_tree tree;
    struct arena arena = {0};
    bool ok = newest_note(node, ledger, &arena, &checkpoint, &proof.checkpoint, error) &&
              store_tree_source(node->store, ledger, &tree, &source, error);

    if (ok && index >= checkpoint.size)
        ok = error_set(error, ERROR_ENTRY_MISSING, "the ledger has %llu entries, from 0",
                       (unsigned long long)checkpoint.size);
    ok = ok &&
         merkle_prove_inclusion(&source, index, checkpoint.size, proof.path, &proof.count, error);
    if (ok)
        proof_format(&proof, out);
    arena_free(&arena);
    return ok;
}

bool node_prove_consistency(struct node *node, enum store_ledger ledger, uint64_t old_size,
                            uint64_t new_size, struct buffer *out, struct error *error)
{
    struct digest proof[MERKLE_CONSISTENCY_LIMIT];
    struct merkle_source source;
    struct store_tree tree;
    size_t count;

    if (!store_tree_source(node->store, ledger, &tree, &source, error))
        return false;
    if (old_size == 0 || old_size > new_size || new_size > tree.size)
        return error_set(error, ERROR_ENTRY_MISSING,
                         "sizes run from 1 to %llu, the older one first",
                         (unsigned long long)tree.size);
    if (!merkle_prove_consistency(&source, old_size, new_size, proof, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        base64_append(out, digest_slice(&proof[i]));
        buffer_byte(out, '\n');
    }
    return true;
}

/* The pinned State and ledger key of an origin. */
static const struct note_key *find_ledger(const struct node *node, const char *origin,
                                          const struct trust_state **state)
{
    for (size_t i = 0; i < node->trust.state_count; i++) {
        *state = &node->trust.states[i];
        if (strcmp((*state)->matters.name, origin) == 0)
            return &(*state)->matters;
        if (strcmp((*state)->ledger_register.name, origin) == 0)
            return &(*state)->ledger_register;
    }
    return NULL;
}

static bool unknown_ledger(const char *origin, struct error *error)
{
    return error_set(error, ERROR_TRUST_UNKNOWN, "the trust file does not pin a ledger \"%s\"",
                     origin);
}

/* Reads a checkpoint and verifies the signature of the pinned ledger that it names. */
static bool read_foreign(struct node *node, struct slice bytes, struct checkpoint *out,
                         const struct trust_state **state, struct error *error)
{
    const struct note_key *key;
    struct note note;
    instant cosigned;

    if (!note_parse(bytes, &note, error) || !checkpoint_parse(note.text, out, error))
        return false;
    key = find_ledger(node, out->origin, state);
    if (!key)
        return unknown_ledger(out->origin, error);
    return trust_checkpoint(&node->trust, *state, key, bytes, out, &cosigned, NULL, error);
}

static bool read_hashes(struct slice text, struct digest *out, size_t *count, struct error *error)
{
    struct slice line;

    *count = 0;
    while (text.size) {
        struct buffer bytes = {0};
        bool ok = slice_line(&text, &line) && *count < MERKLE_CONSISTENCY_LIMIT &&
                  base64_decode(line, &bytes) && bytes.size == DIGEST_SIZE;

        if (ok)
            memcpy(out[(*count)++].bytes, bytes.data, DIGEST_SIZE);
        buffer_free(&bytes);
        if (!ok)
            return error_set(error, ERROR_PROOF_FORMAT,
                             "a consistency proof is at most 65 base64 hashes, one a line");
    }
    return true;
}

/* What a witness has seen of a ledger never shrinks and never forks. */
static bool is_consistent(struct node *node, const struct checkpoint *checkpoint,
                          struct slice consistency, struct arena *arena, struct error *error)
{
    struct digest proof[MERKLE_CONSISTENCY_LIMIT];
    struct store_foreign_checkpoint last;
    size_t count;

    if (!read_hashes(consistency, proof, &count, error) ||
        !store_newest_foreign_checkpoint(node->store, slice_text(checkpoint->origin), arena, &last,
                                         error))
        return false;
    if (last.note.size == 0)
        return true;
    if (checkpoint->size < last.checkpoint.size)
        return error_set(error, ERROR_CHECKPOINT_OLD, "size %llu, but this node has seen %llu",
                         (unsigned long long)checkpoint->size,
                         (unsigned long long)last.checkpoint.size);
    if (checkpoint->size == last.checkpoint.size &&
        !digest_equal(checkpoint->root, last.checkpoint.root))
        return error_set(error, ERROR_CHECKPOINT_FORKED,
                         "another root at size %llu than this node has seen",
                         (unsigned long long)checkpoint->size);
    return merkle_verify_consistency(last.checkpoint.size, checkpoint->size, last.checkpoint.root,
                                     checkpoint->root, proof, count, error);
}

bool node_cosign(struct node *node, struct slice note, struct slice consistency, struct buffer *out,
                 struct error *error)
{
    const struct trust_state *state;
    struct checkpoint checkpoint;
    struct buffer line = {0};
    struct arena arena = {0};
    instant now;
    bool ok;

    if (!node_need_trust(node, error) || !read_foreign(node, note, &checkpoint, &state, error))
        return false;
    if (strcmp(state->state, node->state) == 0)
        return error_set(error, ERROR_TRUST_UNKNOWN, "a node does not witness its own ledgers");
    if (!store_begin(node->store, error))
        return false;
    ok = node_clock(node, &now, error) &&
         is_consistent(node, &checkpoint, consistency, &arena, error) &&
         witness_cosign(node, &checkpoint, note, now, &line, error) &&
         store_commit(node->store, error);
    if (!ok)
        store_rollback(node->store);
    ok = ok && checkpoint_add(note, buffer_slice(&line), out, error);
    buffer_free(&line);
    arena_free(&arena);
    return ok;
}

/* Stores the line of each pinned witness on an own checkpoint. */
static bool take_lines(struct node *node, struct slice bytes, const struct checkpoint *checkpoint,
                       size_t *taken, struct error *error)
{
    struct note note;

    if (!note_parse(bytes, &note, error))
        return false;
    for (size_t i = 0; i < node->trust.witness_count; i++) {
        const struct note_key *key = &node->trust.witnesses[i].key;
        struct store_cosignature cosignature = {
            .origin = slice_text(checkpoint->origin),
            .size = checkpoint->size,
            .witness = slice_text(key->name),
        };
        struct buffer line = {0};
        bool present, ok;

        if (!note_verify_one(&note, key, &present, &cosignature.at, error))
            return false;
        for (size_t j = 0; present && j < note.count; j++)
            if (slice_is(note.signatures[j].name, key->name) && note.signatures[j].id == key->id)
                buffer_format(&line, "\xe2\x80\x94 %s %.*s\n", key->name,
                              SLICE_ARG(note.signatures[j].encoded));
        cosignature.line = buffer_slice(&line);
        ok = !present || store_put_cosignature(node->store, &cosignature, error);
        buffer_free(&line);
        if (!ok)
            return false;
        *taken += present;
    }
    return true;
}

bool witness_is_own(const struct node *node, const struct checkpoint *checkpoint,
                    enum store_ledger *ledger)
{
    char name[32];

    for (*ledger = STORE_MATTERS; *ledger <= STORE_REGISTER; (*ledger)++)
        if (slice_is(node_origin(node->state, *ledger, name), checkpoint->origin))
            return true;
    return false;
}

bool witness_take(struct node *node, struct slice bytes, size_t *taken, bool *own,
                  struct error *error)
{
    const struct trust_state *state;
    struct store_checkpoint kept;
    struct checkpoint checkpoint, stored;
    struct arena arena = {0};
    enum store_ledger ledger;
    struct note note;
    bool ok;

    *own = false;
    if (!note_parse(bytes, &note, error) || !checkpoint_parse(note.text, &checkpoint, error))
        return false;
    if (!witness_is_own(node, &checkpoint, &ledger))
        return true;
    *own = true;
    if (!read_foreign(node, bytes, &checkpoint, &state, error))
        return false;
    ok = store_checkpoint_at(node->store, ledger, checkpoint.size, &arena, &kept, error);
    if (ok &&
        (kept.note.size == 0 || !note_parse(kept.note, &note, error) ||
         !checkpoint_parse(note.text, &stored, error) || !checkpoint_equal(&stored, &checkpoint)))
        ok = error_set(error, ERROR_CHECKPOINT_FORKED,
                       "this is not a checkpoint that this node has signed");
    ok = ok && take_lines(node, bytes, &checkpoint, taken, error);
    arena_free(&arena);
    return ok;
}

bool node_take_cosignatures(struct node *node, struct slice note, size_t *taken,
                            struct error *error)
{
    bool own = false, ok;

    if (!node_need_trust(node, error) || !store_begin(node->store, error))
        return false;
    ok = witness_take(node, note, taken, &own, error);
    if (ok && !own)
        ok = error_set(error, ERROR_TRUST_UNKNOWN, "this is not a checkpoint of %s's own ledgers",
                       node->state);
    ok = ok && store_commit(node->store, error);
    if (ok)
        commit_publish(node);
    else
        store_rollback(node->store);
    return ok;
}
