#include "node/commit.h"

#include "base/files.h"
#include "node/signers.h"
#include "store/ledgers.h"
#include "store/tiles.h"

static const struct {
    enum store_ledger ledger;
    enum signer_use use;
    const char *tiles;
} ledgers[] = {
    {STORE_MATTERS, SIGNER_MATTERS, "tiles/matters"},
    {STORE_REGISTER, SIGNER_REGISTER, "tiles/register"},
};

static bool sign_checkpoint(struct node *node, size_t which, uint64_t size, struct digest root,
                            instant now, struct error *error)
{
    struct checkpoint checkpoint = {.size = size, .root = root};
    struct buffer note = {0};
    struct note_signer signer;
    bool ok;

    if (!signers_load(node->folder, node->state, ledgers[which].use, &signer, error))
        return false;
    memcpy(checkpoint.origin, signer.key.name, sizeof checkpoint.origin);
    ok = checkpoint_sign(&checkpoint, &signer, &note, error) &&
         store_put_checkpoint(node->store, ledgers[which].ledger, buffer_slice(&note), now, error);
    note_signer_wipe(&signer);
    buffer_free(&note);
    return ok;
}

bool commit_checkpoints(struct node *node, instant now, struct error *error)
{
    struct arena arena = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < sizeof ledgers / sizeof *ledgers; i++) {
        struct store_checkpoint newest;
        struct digest root;
        uint64_t size;

        ok = store_ledger_root(node->store, ledgers[i].ledger, &size, &root, error) &&
             store_newest_checkpoint(node->store, ledgers[i].ledger, &arena, &newest, error);
        if (ok && size > newest.size)
            ok = sign_checkpoint(node, i, size, root, now, error);
    }
    arena_free(&arena);
    return ok;
}

void commit_publish(struct node *node)
{
    struct buffer path = {0};
    bool ok = true;

    node->unpublished = (struct error){0};
    for (size_t i = 0; ok && i < sizeof ledgers / sizeof *ledgers; i++)
        ok = store_publish(node->store, ledgers[i].ledger,
                           files_path(&path, node->folder, ledgers[i].tiles), STORE_NEWER,
                           &node->unpublished);
    buffer_free(&path);
}
