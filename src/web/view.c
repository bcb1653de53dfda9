#include "web/view.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "store/exchange.h"
#include "store/ledgers.h"
#include "store/statements.h"

static const enum store_ledger ledgers[VIEW_LEDGERS] = {STORE_MATTERS, STORE_REGISTER};

/* ---- ledgers ---- */

static bool read_cosignatures(struct node *node, struct arena *arena, struct view_ledger *out,
                              struct error *error)
{
    struct store_cosignature *rows;
    size_t count;

    if (!store_cosignatures(node->store, out->origin, out->checkpoint.size, arena, &rows, &count,
                            error))
        return false;
    out->cosignatures = arena_take(arena, (count + 1) * sizeof *out->cosignatures);
    for (size_t i = 0; i < count; i++) {
        /* By witness and rising time: the newest of each is the last. */
        if (out->count && slice_equal(out->cosignatures[out->count - 1].witness, rows[i].witness))
            out->count--;
        out->cosignatures[out->count++] = (struct view_cosignature){rows[i].witness, rows[i].at};
    }
    return true;
}

static bool read_ledger(struct node *node, enum store_ledger ledger, struct arena *arena,
                        struct view_ledger *out, struct error *error)
{
    struct store_checkpoint stored;
    struct buffer note = {0};
    struct note parsed;
    char origin[32];
    bool ok;

    out->name = ledger == STORE_MATTERS ? "matters" : "register";
    out->origin = arena_copy(arena, node_origin(node->state, ledger, origin));
    if (!store_newest_checkpoint(node->store, ledger, arena, &stored, error))
        return false;
    if (!stored.note.size)
        return true;
    out->at = stored.at;
    ok = node_checkpoint(node, ledger, &note, error);
    if (ok)
        out->note = arena_copy(arena, buffer_slice(&note));
    buffer_free(&note);
    return ok && note_parse(out->note, &parsed, error) &&
           checkpoint_parse(parsed.text, &out->checkpoint, error) &&
           read_cosignatures(node, arena, out, error);
}

static bool read_vkeys(struct node *node, struct view *view, struct error *error)
{
    struct slice *const places[] = {&view->ledgers[0].vkey, &view->ledgers[1].vkey, &view->witness};
    struct buffer text = {0};
    struct slice rest, line;
    bool ok = node_vkeys(node, &text, error);

    rest = buffer_slice(&text);
    for (size_t i = 0; ok && i < 3 && slice_line(&rest, &line); i++)
        *places[i] = arena_copy(&view->arena, line);
    buffer_free(&text);
    return ok;
}

/* Who signed an open entry first, and what it is about. */
static void read_open_entry(struct arena *arena, struct slice payload, struct view_entry *out)
{
    static const char *const members[] = {"office",  "official", "recipient",
                                          "subject", "register", "name"};
    struct error error = {0};
    struct statement statement;

    if (!statement_parse(payload, all_acts, all_acts_count, &statement, &error))
        return;
    for (size_t i = 0; !out->subject.size && i < sizeof members / sizeof *members; i++)
        out->subject = json_slice(json_object_get(statement.body, members[i]));
    out->subject = arena_copy(arena, out->subject);
    out->by = arena_copy(arena, statement.by);
    statement_free(&statement);
}

static bool read_entries(struct node *node, struct view *view, struct error *error)
{
    uint64_t size = view->ledgers[1].checkpoint.size;
    uint64_t first = size > VIEW_ENTRIES ? size - VIEW_ENTRIES : 0;
    struct store_statement *rows;
    size_t count;

    if (!store_entries(node->store, STORE_REGISTER, SLICE(""), first, VIEW_ENTRIES, &view->arena,
                       &rows, &count, error))
        return false;
    view->entries = arena_take(&view->arena, (count + 1) * sizeof *view->entries);
    for (size_t i = count; i-- > 0;) {
        struct view_entry *entry = &view->entries[view->entry_count++];

        *entry = (struct view_entry){.index = (uint64_t)rows[i].entry,
                                     .entered = rows[i].entered,
                                     .chain = rows[i].chain,
                                     .type = rows[i].type,
                                     .hash = rows[i].hash};
        read_open_entry(&view->arena, rows[i].payload, entry);
    }
    return true;
}

/* ---- the whole ---- */

static bool read_statistics(struct node *node, struct view *view, const struct view *before,
                            bool count_again, struct error *error)
{
    if (!node_overdue(node, view->made, view->overdue, error))
        return false;
    if (!before || count_again || before->statistics.until != statistics_until(view->made))
        return node_statistics(node, view->made, &view->statistics, error);
    view->statistics = before->statistics;
    return true;
}

static bool read_states(struct node *node, struct view *view, const struct view *before,
                        bool count_again, struct error *error)
{
    if (!node->has_trust)
        return true;
    view->trust = node->trust;
    view->floor = floors_at(node->floors, view->made);
    if (!node_load(node, SLICE(""), view->made, &view->known, error))
        return false;
    view->has_trust = true;
    for (size_t i = 0; i < view->known.state_count; i++)
        if (view->known.states[i].sound &&
            strcmp(view->known.states[i].pins->state, view->state) == 0)
            view->own = &view->known.states[i];
    return read_statistics(node, view, before, count_again, error);
}

bool view_read(struct node *node, instant now, const struct view *before, bool count_again,
               struct view **out, struct error *error)
{
    struct view *view = memory_take(sizeof *view);
    bool ok = true;

    *out = NULL;
    atomic_init(&view->references, 1);
    view->made = now;
    memcpy(view->state, node->state, sizeof view->state);
    view->name = node->name;
    view->demo = node->demo;
    for (size_t i = 0; ok && i < VIEW_LEDGERS; i++)
        ok = read_ledger(node, ledgers[i], &view->arena, &view->ledgers[i], error);
    ok = ok && read_vkeys(node, view, error) && read_entries(node, view, error) &&
         read_states(node, view, before, count_again, error);
    if (ok)
        *out = view;
    else
        view_release(view);
    return ok;
}

struct view *view_keep(struct view *view)
{
    atomic_fetch_add(&view->references, 1);
    return view;
}

void view_release(struct view *view)
{
    if (!view || atomic_fetch_sub(&view->references, 1) > 1)
        return;
    if (view->has_trust)
        known_matter_free(&view->known);
    arena_free(&view->arena);
    free(view);
}

const struct rulebook *view_rulebook(const struct view *view)
{
    return view->own ? rulebook_in_force(view->own->book_list, view->own->book_count, view->made)
                     : NULL;
}

const struct offence_register *view_offences(const struct view *view, const char *whose)
{
    const struct offence_register *found = NULL;

    for (size_t i = 0; view->own && i < view->own->offence_count; i++)
        if (view->own->offences[i].from <= view->made &&
            slice_is(view->own->offences[i].offences->state, whose))
            found = view->own->offences[i].offences;
    return found;
}
