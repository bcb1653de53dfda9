#include "node/matters.h"

#include <stdio.h>

#include "store/statements.h"

enum { MATTERS_AT_ONCE = 256 };

bool matters_visit(struct node *node, matters_each *each, void *context, struct error *error)
{
    char after[CHAIN_MOST + 1] = "";
    size_t count = MATTERS_AT_ONCE;
    bool ok = true;

    while (ok && count == MATTERS_AT_ONCE) {
        struct store_chain_row *chains;
        struct arena arena = {0};

        ok = store_chains(node->store, slice_text(after), MATTERS_AT_ONCE, &arena, &chains, &count,
                          error);
        for (size_t i = 0; ok && i < count; i++)
            ok = chains[i].ledger != STORE_MATTERS || each(context, chains[i].name, error);
        if (ok && count)
            snprintf(after, sizeof after, "%.*s", SLICE_ARG(chains[count - 1].name));
        arena_free(&arena);
    }
    return ok;
}

bool matters_are_gone(const struct error *error)
{
    return error->code == ERROR_CONTENT_DESTROYED || error->code == ERROR_CONTENT_DAMAGED;
}
