#include "node/witness.h"

#include "node/signers.h"
#include "store/exchange.h"

bool witness_cosign(struct node *node, const struct checkpoint *checkpoint, struct slice note,
                    instant now, struct buffer *line, struct error *error)
{
    struct store_foreign_checkpoint foreign = {*checkpoint, note, now};
    struct store_cosignature cosignature = {
        .origin = slice_text(checkpoint->origin), .size = checkpoint->size, .at = now};
    struct note_signer signer;
    bool ok;

    if (!signers_load(node->folder, node->state, SIGNER_WITNESS, &signer, error))
        return false;
    ok = store_put_foreign_checkpoint(node->store, &foreign, error) &&
         checkpoint_cosign(note, &signer, now, line, error);
    cosignature.witness = slice_text(signer.key.name);
    cosignature.line = buffer_slice(line);
    ok = ok && store_put_cosignature(node->store, &cosignature, error);
    note_signer_wipe(&signer);
    return ok;
}
