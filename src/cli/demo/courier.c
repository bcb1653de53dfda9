#include "cli/demo/courier.h"

#include <stdlib.h>

#include "base/memory.h"
#include "matter/acts.h"
#include "node/matters.h"
#include "store/exchange.h"
#include "store/ledgers.h"
#include "store/statements.h"

enum { LEGS = 3 }; /* there, back with cosignatures, and there with the cosignatures of those */

/* ---- what is new ---- */

struct looking {
    struct node *node;
    struct courier_mark mark;
};

static bool add_status(void *context, struct slice chain, struct error *error)
{
    struct looking *looking = context;
    struct store_status status;
    struct arena arena = {0};
    bool ok = store_newest_status(looking->node->store, chain, looking->node->state, &arena,
                                  &status, error);

    if (ok && status.note.size)
        looking->mark.statuses += (uint64_t)status.at;
    arena_free(&arena);
    return ok;
}

static bool look(struct node *node, struct courier_mark *out, struct error *error)
{
    struct looking looking = {.node = node};

    if (!store_ledger_size(node->store, STORE_MATTERS, &looking.mark.matters, error) ||
        !store_ledger_size(node->store, STORE_REGISTER, &looking.mark.registers, error) ||
        !matters_visit(node, add_status, &looking, error))
        return false;
    *out = looking.mark;
    return true;
}

/* ---- carrying ---- */

static bool carry_leg(struct node *from, struct node *to, struct slice chain, struct error *error)
{
    struct import_report *report = memory_take(sizeof *report);
    struct buffer text = {0};
    struct arena arena = {0};
    bool ok = node_export(from, chain, 0, &text, error) &&
              node_import(to, buffer_slice(&text), report, &arena, error);

    arena_free(&arena);
    buffer_free(&text);
    free(report);
    return ok;
}

static bool carry(struct courier *courier, struct slice chain, struct error *error)
{
    for (int leg = 0; leg < LEGS; leg++)
        if (!carry_leg(&courier->nodes[leg % 2 ? CAST_XB : CAST_XA],
                       &courier->nodes[leg % 2 ? CAST_XA : CAST_XB], chain, error))
            return false;
    return true;
}

/* A matter leaves its State with the request for assistance, and not before. */
static bool carry_requested(void *context, struct slice chain, struct error *error)
{
    struct courier *courier = context;
    struct store_statement *rows;
    struct arena arena = {0};
    size_t count = 0;
    bool requested = false;
    bool ok =
        store_chain(courier->nodes[CAST_XA].store, chain, STORE_ROWS, &arena, &rows, &count, error);

    for (size_t i = 0; ok && i < count; i++)
        requested |= slice_is(rows[i].type, matter_acts.acts[MATTER_REQUEST].type);
    arena_free(&arena);
    return ok && (!requested || carry(courier, chain, error));
}

bool courier_walk(struct courier *courier, bool *carried, struct error *error)
{
    struct courier_mark marks[CAST_STATES];

    *carried = false;
    for (int i = 0; i < CAST_STATES; i++) {
        if (!look(&courier->nodes[i], &marks[i], error))
            return false;
        *carried |= memcmp(&marks[i], &courier->marks[i], sizeof marks[i]) != 0;
    }
    if (!*carried)
        return true;
    memcpy(courier->marks, marks, sizeof marks);
    return carry(courier, SLICE(""), error) &&
           matters_visit(&courier->nodes[CAST_XA], carry_requested, courier, error);
}
