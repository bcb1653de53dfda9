/* The docket as it is shown: its rows find the matters, which are folded anew. */
#include <stdlib.h>

#include "base/memory.h"
#include "node/docket.h"
#include "store/docket.h"
#include "text/matter.h"

/* For whom is asked: an office with the roles that count, or (empty) everybody. */
struct asked {
    struct slice office;
    uint32_t roles;
};

static bool find_asked(const struct node *node, const struct known_matter *known,
                       const struct docket_query *query, instant now, struct asked *out,
                       struct error *error)
{
    const struct state_register *own = known_register(known, node->state);
    struct slice name = query->official.size ? query->official : query->office;

    *out = (struct asked){0};
    if (!name.size)
        return true;
    if (own && query->official.size) {
        const struct official *official = register_official(own, name);

        if (official && register_in_office(official, now))
            *out = (struct asked){official->office, official->roles};
    } else if (own) {
        const struct office *office = register_office(own, name);

        if (office)
            *out = (struct asked){office->name, office->roles};
    }
    if (out->office.size)
        return true;
    return error_set(error, ERROR_USAGE, "\"%.*s\" is no %s of %s", SLICE_ARG(name),
                     query->official.size ? "official in office" : "office", node->state);
}

struct chains {
    struct slice *items;
    size_t count, room;
    bool more;
};

/* Adds the chains under one key of the docket. */
static bool find_key(struct node *node, struct slice key, instant until, struct arena *arena,
                     struct chains *chains, struct error *error)
{
    struct store_due *dues;
    size_t count;

    if (!store_docket(node->store, key, until, DOCKET_MOST + 1, arena, &dues, &count, error))
        return false;
    chains->more = chains->more || count > DOCKET_MOST;
    for (size_t i = 0; i < count && i < DOCKET_MOST; i++) {
        if (chains->count == chains->room) {
            chains->room = 2 * chains->room + 64;
            chains->items = memory_grow(chains->items, chains->room, sizeof *chains->items);
        }
        chains->items[chains->count++] = dues[i].chain;
    }
    return true;
}

static int by_name(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

/* Each chain with a row for whom is asked, once. */
static bool find_chains(struct node *node, const struct asked *asked, instant until,
                        struct arena *arena, struct chains *out, struct error *error)
{
    size_t kept = 0;
    bool ok = find_key(node, asked->office, until, arena, out, error);

    for (unsigned role = 0; ok && role < ROLE_COUNT; role++)
        if (asked->roles >> role & 1)
            ok = find_key(node, docket_role(node->state, role, arena), until, arena, out, error);
    if (!ok)
        return false;
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_name);
    for (size_t i = 0; i < out->count; i++)
        if (kept == 0 || !slice_equal(out->items[kept - 1], out->items[i]))
            out->items[kept++] = out->items[i];
    out->count = kept;
    return true;
}

static bool measure_of(const struct matter *matter, enum measure *out)
{
    for (size_t i = 0; i < matter->standing_count; i++)
        if (matter->standing[i].has_scope) {
            *out = matter->standing[i].scope.measure;
            return true;
        }
    return false;
}

struct listing {
    const struct node *node;
    const struct docket_query *query;
    struct asked asked;
    struct arena *arena;
    struct docket *out;
    size_t room;
};

static void list_turn(struct listing *listing, const struct matter *matter, struct slice chain,
                      const struct turn *turn)
{
    struct docket *out = listing->out;
    struct docket_entry *entry;

    if (out->count == listing->room) {
        struct docket_entry *before = out->entries;

        listing->room = 2 * listing->room + 64;
        out->entries = arena_take(listing->arena, listing->room * sizeof *out->entries);
        if (out->count)
            memcpy(out->entries, before, out->count * sizeof *before);
    }
    entry = &out->entries[out->count++];
    *entry =
        (struct docket_entry){.chain = chain, .turn = *turn, .standing = matter_standing(matter)};
    entry->has_measure = measure_of(matter, &entry->measure);
    for (size_t i = 0; i < turn->office_count; i++)
        entry->turn.offices[i] = arena_copy(listing->arena, turn->offices[i]);
}

static void list_matter(struct listing *listing, const struct matter *matter, struct slice chain)
{
    const struct asked *asked = &listing->asked;
    struct turn turns[MATTER_TURNS];
    size_t count = matter_turns(matter, turns);

    for (size_t i = 0; i < count; i++)
        if (turns[i].due < listing->query->until &&
            (!asked->office.size ||
             turn_is_of(&turns[i], listing->node->state, asked->office, asked->roles)))
            list_turn(listing, matter, chain, &turns[i]);
}

static int by_due(const void *left, const void *right)
{
    const struct docket_entry *a = left, *b = right;
    int order = slice_compare(a->chain, b->chain);

    if (a->turn.due != b->turn.due)
        return a->turn.due < b->turn.due ? -1 : 1;
    return order ? order : (int)a->turn.act - (int)b->turn.act;
}

/* What was destroyed meanwhile waits for nobody. */
static bool list_chain(struct node *node, struct listing *listing, struct known_matter *known,
                       struct slice chain, struct error *error)
{
    struct error why = {0};

    if (node_load_chain(node, chain, known, &why)) {
        list_matter(listing, known->matter, chain);
        return true;
    }
    if (why.code == ERROR_CONTENT_DESTROYED)
        return true;
    *error = why;
    return false;
}

static bool list_all(struct node *node, struct listing *listing, struct known_matter *known,
                     struct error *error)
{
    struct chains chains = {0};
    bool ok =
        find_chains(node, &listing->asked, listing->query->until, listing->arena, &chains, error);

    listing->out->more = chains.more;
    for (size_t i = 0; ok && i < chains.count; i++) {
        ok = list_chain(node, listing, known, chains.items[i], error);
    }
    free(chains.items);
    if (ok && listing->out->count)
        qsort(listing->out->entries, listing->out->count, sizeof *listing->out->entries, by_due);
    return ok;
}

bool node_docket(struct node *node, const struct docket_query *query, instant now,
                 struct arena *arena, struct docket *out, struct error *error)
{
    struct listing listing = {.node = node, .query = query, .arena = arena, .out = out};
    struct known_matter known;
    bool ok;

    *out = (struct docket){0};
    if (!store_begin_read(node->store, error))
        return false;
    ok = node_load(node, SLICE(""), now, &known, error);
    if (ok) {
        ok = find_asked(node, &known, query, now, &listing.asked, error) &&
             list_all(node, &listing, &known, error);
        known_matter_free(&known);
    }
    store_rollback(node->store);
    return ok;
}
