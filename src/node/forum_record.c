#include "node/forum_record.h"

#include <stdio.h>

#include "node/attachment.h"
#include "store/statements.h"

enum { TEXT_MOST = 1 << 20 };

const struct forum *forum_of(const struct node *node, const struct known_matter *known,
                             struct error *error)
{
    if (!node->forum)
        error_set(error, ERROR_USAGE, "%s is no forum: \"proviso init --forum\" makes one's node",
                  node->state);
    else if (!known->forum)
        error_set(error, ERROR_USAGE, "the register of %s does not hold: see proviso ledger audit",
                  node->state);
    return known->forum ? &known->forum->forum : NULL;
}

bool forum_file(struct node *node, enum forum_chain chain, struct digest hash, struct buffer *out,
                struct error *error)
{
    char name[CHAIN_MOST];

    snprintf(name, sizeof name, "%s-%s", node->state, forum_acts[chain].chain);
    return store_attachment(node->store, slice_text(name), hash, out, error);
}

bool forum_text(void *node, enum forum_chain chain, struct digest hash, struct buffer *out)
{
    struct error ignored = {0};
    struct buffer bytes = {0};
    bool ok = forum_file(node, chain, hash, &bytes, &ignored) && bytes.size <= TEXT_MOST &&
              attachment_is(buffer_slice(&bytes));

    if (ok)
        buffer_append(out, slice_from(buffer_slice(&bytes), ATTACHMENT_LINE));
    buffer_free(&bytes);
    return ok;
}
