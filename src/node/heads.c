#include <stdio.h>

#include "node/node.h"
#include "store/statements.h"

enum { MATTERS_MOST = 999999 }; /* numbers of a year */

bool node_heads(struct node *node, struct slice chain, const char *state, struct node_heads *out,
                struct error *error)
{
    struct known_matter known;
    struct store_head head;
    struct slice kind;

    *out = (struct node_heads){.seq = 1};
    if (!name_is_chain(chain, &kind))
        return error_set(error, ERROR_CHAIN_UNKNOWN,
                         "\"%.*s\" is not a chain such as XA-2026-000017",
                         SLICE_ARG(slice_part(chain, 0, 60)));
    if (!store_head(node->store, chain, state, &head, error))
        return false;
    out->seq = head.seq + 1;
    out->prev = head.hash;
    if (kind.size)
        return true;
    if (!node_load(node, chain, 0, &known, error))
        return false;
    for (int side = 0; side < 2; side++)
        if (known.matter->exchange && strcmp(known.matter->state[side], state) != 0)
            out->seen = known.matter->heads[side].hash;
    known_matter_free(&known);
    return true;
}

bool node_new_chain(struct node *node, instant now, char out[CHAIN_MOST], struct error *error)
{
    char year[INSTANT_TEXT], prefix[CHAIN_MOST];
    int64_t number;

    instant_format(now, year);
    snprintf(prefix, sizeof prefix, "%s-%.4s-", node->state, year);
    if (!store_last_number(node->store, slice_text(prefix), &number, error))
        return false;
    if (number >= MATTERS_MOST)
        return error_set(error, ERROR_TOO_LARGE,
                         "the last number of this year is taken; name one that is free");
    snprintf(out, CHAIN_MOST, "%s%06lld", prefix, (long long)number + 1);
    return true;
}
