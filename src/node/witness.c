#include "node/witness.h"

#include "node/signers.h"
#include "store/exchange.h"

/* A witness's times never go back on a ledger: an older time on a larger checkpoint would make its
 * entries older than they are. */
static bool last_cosigned(struct node *node, const struct checkpoint *checkpoint,
                          struct slice witness, instant *last, struct error *error)
{
    struct slice origin = slice_text(checkpoint->origin);
    struct store_cosignature *lines;
    struct arena arena = {0};
    uint64_t size;
    size_t count;
    bool ok = store_newest_cosigned(node->store, origin, &size, error) &&
              store_cosignatures(node->store, origin, size, &arena, &lines, &count, error);

    *last = 0;
    for (size_t i = 0; ok && i < count; i++)
        if (slice_equal(lines[i].witness, witness) && lines[i].at > *last)
            *last = lines[i].at;
    arena_free(&arena);
    return ok;
}

bool witness_cosign(struct node *node, const struct checkpoint *checkpoint, struct slice note,
                    instant now, struct buffer *line, struct error *error)
{
    struct store_foreign_checkpoint foreign = {*checkpoint, note, now};
    struct store_cosignature cosignature = {
        .origin = slice_text(checkpoint->origin), .size = checkpoint->size, .at = now};
    struct note_signer signer;
    instant last;
    bool ok;

    if (!signers_load(node->folder, node->state, SIGNER_WITNESS, &signer, error))
        return false;
    cosignature.witness = slice_text(signer.key.name);
    ok = last_cosigned(node, checkpoint, cosignature.witness, &last, error);
    if (ok && last > now)
        cosignature.at = last;
    ok = ok && store_put_foreign_checkpoint(node->store, &foreign, error) &&
         checkpoint_cosign(note, &signer, cosignature.at, line, error);
    cosignature.line = buffer_slice(line);
    ok = ok && store_put_cosignature(node->store, &cosignature, error);
    note_signer_wipe(&signer);
    return ok;
}
