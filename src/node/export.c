/* Exchange by file: what leaves a node. */
#include <stdio.h>

#include "base/json.h"
#include "matter/acts.h"
#include "node/show.h"
#include "store/exchange.h"
#include "store/statements.h"

enum { COSIGNED_MOST = 64, ATTACHMENTS_MOST = 1024 };

struct gathering {
    struct node *node;
    struct slice chain;
    struct arena *arena;
    struct bundle *bundle;
};

static bool gather_attachment(void *context, struct slice sha256, int64_t length,
                              struct slice language, struct error *error)
{
    struct gathering *gathering = context;
    struct bundle *bundle = gathering->bundle;
    struct buffer bytes = {0};
    struct digest hash;
    bool ok;

    (void)length;
    (void)language;
    if (bundle->attachment_count == ATTACHMENTS_MOST)
        return error_set(error, ERROR_TOO_LARGE, "more than %d attachments", ATTACHMENTS_MOST);
    digest_read(sha256, &hash);
    ok = store_attachment(gathering->node->store, gathering->chain, hash, &bytes, error);
    if (ok)
        bundle->attachments[bundle->attachment_count++] =
            arena_copy(gathering->arena, buffer_slice(&bytes));
    buffer_free(&bytes);
    return ok;
}

/* Prose goes to the other court; the answers of a rights assessment stay (a ground must not tell a
 * persecutor who is a refugee or a source). */
static bool gather_attachments(struct gathering *gathering, const struct shown_state *state,
                               struct error *error)
{
    bool ok = true;

    gathering->bundle->attachments =
        arena_take(gathering->arena, ATTACHMENTS_MOST * sizeof *gathering->bundle->attachments);
    for (size_t i = 0; ok && i < state->statement_count; i++) {
        struct filed_list list = {0};
        const struct statement *statement;

        if (!filed_list_add(&list, &state->statements[i], error))
            return false;
        statement = &list.items[0].statement;
        if (statement->number != MATTER_RIGHTS_ASSESSMENT)
            ok = act_attachments(statement->act, statement->body, gather_attachment, gathering,
                                 error);
        filed_list_free(&list);
    }
    return ok;
}

static bool add_cosigned(struct node *node, struct slice origin, uint64_t size, struct arena *arena,
                         struct bundle *bundle, struct error *error)
{
    struct store_foreign_checkpoint checkpoint;

    if (!store_foreign_checkpoint_at(node->store, origin, size, arena, &checkpoint, error))
        return false;
    for (int which = SHOW_OLDEST; checkpoint.note.size && which <= SHOW_NEWEST; which++)
        if (!show_cosigned(node, origin, size, checkpoint.note, (enum show_cosignatures)which,
                           arena, &bundle->cosigned[bundle->cosigned_count++], error))
            return false;
    return true;
}

/* The foreign checkpoints that this node has cosigned, the newest of each ledger. */
static bool gather_cosigned(struct node *node, struct arena *arena, struct bundle *bundle,
                            struct error *error)
{
    struct slice *origins;
    size_t count;

    if (!store_foreign_origins(node->store, arena, &origins, &count, error))
        return false;
    bundle->cosigned = arena_take(arena, (count + 1) * 2 * COSIGNED_MOST * sizeof(struct slice));
    for (size_t i = 0; i < count; i++) {
        uint64_t newest, *sizes;
        size_t found;

        if (!store_newest_cosigned(node->store, origins[i], &newest, error))
            return false;
        if (!store_cosigned_sizes(node->store, origins[i],
                                  newest > COSIGNED_MOST ? newest - COSIGNED_MOST + 1 : 1,
                                  COSIGNED_MOST, arena, &sizes, &found, error))
            return false;
        for (size_t j = 0; j < found; j++)
            if (!add_cosigned(node, origins[i], sizes[j], arena, bundle, error))
                return false;
    }
    return true;
}

bool node_export(struct node *node, struct slice chain, uint64_t since, struct buffer *out,
                 struct error *error)
{
    struct arena arena = {0};
    struct bundle bundle = {.kind = BUNDLE_EXCHANGE, .matter = chain, .state_count = 1};
    struct gathering gathering = {node, chain, &arena, &bundle};
    bool ok = node_need_trust(node, error) && store_begin_read(node->store, error);

    show_floors(node, &bundle);
    ok = ok && show_register(node, SHOW_ALL, &arena, &bundle.states[0], error);
    if (ok && chain.size)
        ok = show_matter(node, chain, SHOW_ALL, since, &arena, &bundle.states[0], error) &&
             gather_attachments(&gathering, &bundle.states[0], error);
    if (ok && chain.size && bundle.states[0].statement_count == 0)
        ok = error_set(error, ERROR_CHAIN_UNKNOWN, "this node has no statement of its own in %.*s",
                       SLICE_ARG(chain));
    ok = ok && gather_cosigned(node, &arena, &bundle, error);
    store_rollback(node->store);
    if (ok)
        bundle_write(&bundle, out);
    arena_free(&arena);
    return ok;
}
