/* The one place of a node that reads a clock. */
#include <stdlib.h>
#include <time.h>

#include "node/node.h"
#include "store/ledgers.h"

bool node_clock(const struct node *node, instant *out, struct error *error)
{
    static const enum store_ledger ledgers[] = {STORE_MATTERS, STORE_REGISTER};
    const char *other = node->demo ? getenv("PROVISO_CLOCK") : NULL;

    *out = time(NULL);
    if (other && !instant_parse(slice_text(other), out, error))
        return error_where(error, "PROVISO_CLOCK");
    for (int i = 0; i < 2; i++) {
        instant last;

        if (!store_ledger_time(node->store, ledgers[i], &last, error))
            return false;
        if (last > *out)
            *out = last;
    }
    return true;
}
