#include "node/docket.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "node/matters.h"
#include "node/statistics.h"
#include "store/counts.h"
#include "store/docket.h"
#include "store/statements.h"

enum { CHAINS_AT_ONCE = 256, ROWS_MOST = MATTER_TURNS * (TURN_OFFICES + ROLE_COUNT) };

/* ---- the rows of a matter ---- */

struct rows {
    struct store_due items[ROWS_MOST];
    size_t count;
};

static void add_row(struct rows *rows, struct slice chain, struct slice office,
                    const struct turn *turn)
{
    rows->items[rows->count++] = (struct store_due){
        .chain = chain,
        .office = office,
        .act = slice_text(matter_acts.acts[turn->act].type),
        .due = turn->due,
    };
}

struct slice docket_role(const char *state, unsigned role, struct arena *arena)
{
    return arena_format(arena, "%s %s", state, words_role.words[role]);
}

static void rows_of(const struct matter *matter, struct slice chain, struct arena *arena,
                    struct rows *out)
{
    struct turn turns[MATTER_TURNS];
    size_t count = matter->standing_count ? matter_turns(matter, turns) : 0;

    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < turns[i].office_count; j++)
            add_row(out, chain, turns[i].offices[j], &turns[i]);
        for (unsigned role = 0; !turns[i].office_count && role < ROLE_COUNT; role++)
            if (turns[i].roles >> role & 1)
                add_row(out, chain, docket_role(turns[i].state, role, arena), &turns[i]);
    }
}

/* The rows are those of the matter's last entry: so they are the same whenever they are made. */
static void rows_at_entry(const struct node *node, const struct matter_terms *terms,
                          const struct filed *filed, size_t count, struct arena *arena,
                          struct rows *out)
{
    struct matter *matter = memory_grow(NULL, 1, sizeof *matter);
    struct matter_terms then = *terms;

    then.now = 0;
    for (size_t i = 0; i < count; i++)
        if (filed[i].entered != NEVER && filed[i].entered > then.now)
            then.now = filed[i].entered;
    then.floor = floors_at(node->floors, then.now);
    matter_fold(&then, filed, count, matter);
    rows_of(matter, terms->chain, arena, out);
    free(matter);
}

bool docket_take(struct node *node, const struct matter_terms *terms, const struct filed *filed,
                 size_t count, const struct filed *taken, struct error *error)
{
    struct filed *all = memory_take((count + 1) * sizeof *all);
    struct rows *rows = memory_grow(NULL, 1, sizeof *rows);
    struct arena arena = {0};
    bool ok;

    if (count)
        memcpy(all, filed, count * sizeof *all);
    if (taken)
        all[count++] = *taken;
    rows_at_entry(node, terms, all, count, &arena, rows);
    ok = store_docket_put(node->store, terms->chain, rows->items, rows->count, error) &&
         statistics_take(node, terms, all, count, taken ? taken->entered : NEVER, error);
    arena_free(&arena);
    free(rows);
    free(all);
    return ok;
}

/* ---- many matters ---- */

/* What is done with each matter, folded; `readable` false: its content was destroyed or is damaged, and
 * it was folded as nothing. */
struct walk {
    struct node *node;
    struct known_matter *known;
    bool (*each)(struct node *node, struct known_matter *known, struct slice chain, bool readable,
                 struct error *error);
};

static bool take_matter(struct node *node, struct known_matter *known, struct slice chain,
                        bool readable, struct error *error)
{
    return readable ? docket_take(node, &known->terms, known->filed.items, known->filed.count, NULL,
                                  error)
                    : store_docket_put(node->store, chain, NULL, 0, error) &&
                          statistics_take_unreadable(node, chain, error);
}

/* Loads a matter and calls `each`. */
static bool visit(void *context, struct slice chain, struct error *error)
{
    struct walk *walk = context;
    struct error why = {0};
    bool readable = node_load_chain(walk->node, chain, walk->known, &why);

    if (!readable) {
        if (!matters_are_gone(&why)) {
            *error = why;
            return false;
        }
        filed_list_free(&walk->known->filed);
    }
    return walk->each(walk->node, walk->known, chain, readable, error);
}

/* Every matter in the docket. */
static bool visit_waiting(struct walk *walk, struct error *error)
{
    char after[CHAIN_MOST + 1] = "";
    size_t count = CHAINS_AT_ONCE;
    bool ok = true;

    while (ok && count == CHAINS_AT_ONCE) {
        struct arena arena = {0};
        struct slice *chains;

        ok = store_docket_chains(walk->node->store, slice_text(after), CHAINS_AT_ONCE, &arena,
                                 &chains, &count, error);
        for (size_t i = 0; ok && i < count; i++)
            ok = visit(walk, chains[i], error);
        if (ok && count)
            snprintf(after, sizeof after, "%.*s", SLICE_ARG(chains[count - 1]));
        arena_free(&arena);
    }
    return ok;
}

static bool nothing_waits(struct node *node, bool *nothing, struct error *error)
{
    struct arena arena = {0};
    struct slice *chains;
    size_t count = 0;
    bool ok = store_docket_chains(node->store, SLICE(""), 1, &arena, &chains, &count, error);

    arena_free(&arena);
    *nothing = count == 0;
    return ok;
}

bool docket_renew(struct node *node, instant now, struct error *error)
{
    struct known_matter known;
    bool nothing, ok;

    if (!nothing_waits(node, &nothing, error))
        return false;
    if (nothing)
        return true;
    if (!node_load(node, SLICE(""), now, &known, error))
        return false;
    ok = visit_waiting(&(struct walk){node, &known, take_matter}, error);
    known_matter_free(&known);
    return ok;
}

bool docket_rebuild(struct node *node, struct error *error)
{
    struct known_matter known;
    instant now;
    bool ok;

    if (!store_docket_clear(node->store, error) || !store_counts_clear(node->store, error))
        return false;
    if (!node->has_trust)
        return true;
    if (!node_clock(node, &now, error) || !node_load(node, SLICE(""), now, &known, error))
        return false;
    ok = matters_visit(node, visit, &(struct walk){node, &known, take_matter}, error);
    known_matter_free(&known);
    return ok;
}

/* ---- audit ---- */

static int by_act(const void *left, const void *right)
{
    const struct store_due *a = left, *b = right;
    int order = slice_compare(a->act, b->act);

    return order ? order : slice_compare(a->office, b->office);
}

static bool is_same(const struct rows *rows, const struct store_due *stored, size_t count)
{
    if (rows->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (by_act(&rows->items[i], &stored[i]) != 0 || rows->items[i].due != stored[i].due)
            return false;
    return true;
}

static bool compare_docket(struct node *node, struct known_matter *known, struct slice chain,
                           struct error *error)
{
    struct rows *rows = memory_grow(NULL, 1, sizeof *rows);
    struct arena arena = {0};
    struct store_due *stored;
    size_t count;
    bool ok = store_docket_of(node->store, chain, &arena, &stored, &count, error), same = false;

    if (ok) {
        rows_at_entry(node, &known->terms, known->filed.items, known->filed.count, &arena, rows);
        qsort(rows->items, rows->count, sizeof *rows->items, by_act);
        same = is_same(rows, stored, count);
    }
    if (ok && !same) {
        error_set(error, ERROR_LEDGER_DIFFERS,
                  "the docket is not what the statements say; "
                  "proviso ledger reindex makes it anew");
        ok = error_where(error, "%.*s", SLICE_ARG(chain));
    }
    arena_free(&arena);
    free(rows);
    return ok;
}

static bool compare_matter(struct node *node, struct known_matter *known, struct slice chain,
                           bool readable, struct error *error)
{
    return compare_docket(node, known, chain, error) &&
           statistics_compare(node, &known->terms, known->filed.items, known->filed.count, readable,
                              error);
}

/* Those in the docket once more: one of them may be of a matter that is not there. */
bool docket_audit(struct node *node, struct known_matter *known, struct error *error)
{
    struct walk walk = {node, known, compare_matter};

    return matters_visit(node, visit, &walk, error) && visit_waiting(&walk, error) &&
           statistics_audit(node, error);
}
