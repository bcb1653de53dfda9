#include "node/show.h"

#include <stdio.h>

#include "ledger/checkpoint.h"
#include "matter/acts.h"
#include "store/exchange.h"
#include "store/kept.h"
#include "store/ledgers.h"
#include "store/statements.h"

enum { SIZES_MOST = 512, RECENT = 32 };

/* ---- checkpoints ---- */

bool show_cosigned(struct node *node, struct slice origin, uint64_t size, struct slice note,
                   enum show_cosignatures which, struct arena *arena, struct slice *out,
                   struct error *error)
{
    struct store_cosignature *lines;
    struct buffer with = {0}, next = {0};
    size_t count;
    bool ok;

    if (!store_cosignatures(node->store, origin, size, arena, &lines, &count, error))
        return false;
    buffer_append(&with, note);
    ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        /* By witness and rising time: the oldest of each is its first, the newest its last. */
        bool first = i == 0 || !slice_equal(lines[i - 1].witness, lines[i].witness);

        if (which == SHOW_OLDEST && !first)
            continue;
        buffer_clear(&next);
        ok = checkpoint_add(buffer_slice(&with), lines[i].line, &next, error);
        buffer_clear(&with);
        buffer_append(&with, buffer_slice(&next));
    }
    *out = arena_copy(arena, buffer_slice(&with));
    buffer_free(&with);
    buffer_free(&next);
    return ok;
}

/* Sizes in rising order, each once. */
struct sizes {
    uint64_t items[SIZES_MOST];
    size_t count;
};

static void sizes_add(struct sizes *sizes, uint64_t size)
{
    size_t at = sizes->count;

    while (at > 0 && sizes->items[at - 1] > size)
        at--;
    if (size == 0 || sizes->count == SIZES_MOST || (at > 0 && sizes->items[at - 1] == size))
        return;
    memmove(&sizes->items[at + 1], &sizes->items[at], (sizes->count - at) * sizeof *sizes->items);
    sizes->items[at] = size;
    sizes->count++;
}

static size_t sizes_from(const struct sizes *sizes, uint64_t least)
{
    size_t at = 0;

    while (at < sizes->count && sizes->items[at] < least)
        at++;
    return at;
}

/* ---- the register ----*/

static bool show_entries(struct node *node, struct arena *arena, struct shown_state *out,
                         struct error *error)
{
    struct buffer entry = {0};
    uint64_t size;
    bool ok;

    if (!store_ledger_size(node->store, STORE_REGISTER, &size, error))
        return false;
    out->entry_count = (size_t)size;
    out->entries = arena_take(arena, (size_t)size * sizeof *out->entries);
    ok = true;
    for (uint64_t i = 0; ok && i < size; i++) {
        buffer_clear(&entry);
        ok = store_entry(node->store, STORE_REGISTER, i, &entry, error);
        out->entries[i] = arena_copy(arena, buffer_slice(&entry));
    }
    buffer_free(&entry);
    return ok;
}

static bool add_register_note(struct node *node, struct arena *arena, struct slice origin,
                              uint64_t size, enum show_cosignatures which, struct shown_state *out,
                              struct error *error)
{
    struct store_checkpoint checkpoint;
    struct slice *note = &out->register_checkpoints[out->register_checkpoint_count];

    if (!store_checkpoint_at(node->store, STORE_REGISTER, size, arena, &checkpoint, error) ||
        !show_cosigned(node, origin, size, checkpoint.note, which, arena, note, error))
        return false;
    out->register_checkpoint_count++;
    return true;
}

/* Every cosigned checkpoint as it was first cosigned, then the last one as it was cosigned last:
 * the first ones give legal times, the last one says that nothing has come since. */
static bool show_register_checkpoints(struct node *node, enum show_extent extent,
                                      struct arena *arena, struct shown_state *out,
                                      struct error *error)
{
    struct store_checkpoint newest;
    struct slice origin;
    uint64_t *sizes;
    size_t count;
    char name[32];

    origin = node_origin(node->state, STORE_REGISTER, name);
    if (!store_cosigned_sizes(node->store, origin, 1, SIZES_MOST, arena, &sizes, &count, error) ||
        !store_newest_checkpoint(node->store, STORE_REGISTER, arena, &newest, error))
        return false;
    out->register_checkpoints = arena_take(arena, (count + 2) * sizeof *out->register_checkpoints);
    for (size_t i = 0; i < count; i++)
        if (!add_register_note(node, arena, origin, sizes[i], SHOW_OLDEST, out, error))
            return false;
    if (count && !add_register_note(node, arena, origin, sizes[count - 1], SHOW_NEWEST, out, error))
        return false;
    if (extent == SHOW_ALL && newest.size && (!count || sizes[count - 1] < newest.size))
        return add_register_note(node, arena, origin, newest.size, SHOW_NEWEST, out, error);
    if (extent == SHOW_COSIGNED && count)
        out->entry_count = (size_t)sizes[count - 1];
    return true;
}

/* The text that an act of the rules chain adopted, to those of its kind. */
static bool add_text(struct node *node, const struct store_statement *row, struct arena *arena,
                     struct shown_state *out, struct error *error)
{
    struct shown_statement shown = {.payload = row->payload, .signatures = row->signatures};
    struct filed_list list = {0};
    struct buffer text = {0};
    const struct statement *statement;
    bool ok = filed_list_add(&list, &shown, error);

    statement = ok ? &list.items[0].statement : NULL;
    ok = ok && store_attachment(node->store, statement->chain, rules_text(statement), &text, error);
    if (ok && statement->number == RULES_RULEBOOK)
        out->rulebooks[out->rulebook_count++] = arena_copy(arena, buffer_slice(&text));
    else if (ok)
        out->offences[out->offence_count++] = arena_copy(arena, buffer_slice(&text));
    buffer_free(&text);
    filed_list_free(&list);
    return ok;
}

static bool show_law(struct node *node, struct arena *arena, struct shown_state *out,
                     struct error *error)
{
    struct store_statement *rows;
    struct slice chain = arena_format(arena, "%s-rules", node->state);
    size_t count;

    if (!store_chain(node->store, chain, STORE_CONTENT, arena, &rows, &count, error))
        return false;
    out->rulebooks = arena_take(arena, count * sizeof *out->rulebooks);
    out->offences = arena_take(arena, count * sizeof *out->offences);
    for (size_t i = 0; i < count; i++)
        if (!add_text(node, &rows[i], arena, out, error))
            return false;
    return true;
}

void show_floors(const struct node *node, struct bundle *out)
{
    out->floor_count = node->trust.floor_count;
    for (size_t i = 0; i < out->floor_count; i++)
        out->floors[i] = node->floor_texts[i];
}

bool show_register(struct node *node, enum show_extent extent, struct arena *arena,
                   struct shown_state *out, struct error *error)
{
    *out = (struct shown_state){0};
    memcpy(out->state, node->state, STATE_TEXT);
    return show_entries(node, arena, out, error) &&
           show_register_checkpoints(node, extent, arena, out, error) &&
           show_law(node, arena, out, error);
}

/* ---- a matter ---- */

static bool is_shown(const struct store_statement *row, struct error *error)
{
    struct shown_statement shown = {.payload = row->payload, .signatures = row->signatures};
    struct filed_list list = {0};
    bool adverse;

    if (!row->own || !filed_list_add(&list, &shown, error))
        return false;
    adverse = list.items[0].statement.number == MATTER_RIGHTS_ASSESSMENT &&
              !statement_moves(&list.items[0].statement);
    filed_list_free(&list);
    return !adverse;
}

static bool choose_sizes(struct node *node, const struct store_statement *rows, size_t count,
                         enum show_extent extent, uint64_t since, struct arena *arena,
                         struct sizes *out, struct error *error)
{
    struct slice origin;
    struct store_checkpoint newest;
    char name[32];
    uint64_t *cosigned, size;
    size_t found;

    origin = node_origin(node->state, STORE_MATTERS, name);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].entry == NEVER)
            continue;
        if (!store_cosigned_sizes(node->store, origin, (uint64_t)rows[i].entry + 1, 1, arena,
                                  &cosigned, &found, error))
            return false;
        if (found)
            sizes_add(out, cosigned[0]);
    }
    if (!store_newest_cosigned(node->store, origin, &size, error))
        return false;
    sizes_add(out, size);
    if (extent == SHOW_COSIGNED)
        return true;
    if (!store_newest_checkpoint(node->store, STORE_MATTERS, arena, &newest, error))
        return false;
    sizes_add(out, newest.size);
    sizes_add(out, since);
    for (size = newest.size > RECENT ? newest.size - RECENT : 1; size < newest.size; size++)
        sizes_add(out, size);
    return true;
}

static bool show_checkpoints(struct node *node, const struct sizes *sizes, struct arena *arena,
                             struct sizes *shown_sizes, struct shown_state *out,
                             struct error *error)
{
    uint64_t newest = sizes->count ? sizes->items[sizes->count - 1] : 0;
    struct merkle_source source;
    struct store_tree tree;
    struct slice origin;
    char name[32];

    origin = node_origin(node->state, STORE_MATTERS, name);
    if (!store_tree_source(node->store, STORE_MATTERS, &tree, &source, error))
        return false;
    out->checkpoints = arena_take(arena, (sizes->count + 1) * sizeof *out->checkpoints);
    for (size_t i = 0; i < sizes->count; i++) {
        struct shown_checkpoint *shown = &out->checkpoints[out->checkpoint_count];
        struct digest proof[MERKLE_CONSISTENCY_LIMIT];
        struct store_checkpoint checkpoint;

        if (!store_checkpoint_at(node->store, STORE_MATTERS, sizes->items[i], arena, &checkpoint,
                                 error))
            return false;
        if (checkpoint.note.size == 0)
            continue;
        if (!show_cosigned(node, origin, checkpoint.size, checkpoint.note, SHOW_OLDEST, arena,
                           &shown->note, error) ||
            !merkle_prove_consistency(&source, checkpoint.size, newest, proof,
                                      &shown->consistency_count, error))
            return false;
        shown->consistency = arena_take(arena, shown->consistency_count * sizeof *proof);
        memcpy(shown->consistency, proof, shown->consistency_count * sizeof *proof);
        shown_sizes->items[shown_sizes->count++] = checkpoint.size;
        out->checkpoint_count++;
    }
    return true;
}

static bool show_statement(const struct merkle_source *source, const struct sizes *sizes,
                           uint64_t cosigned_size, const struct store_statement *row,
                           struct arena *arena, struct shown_statement *out, struct error *error)
{
    struct digest proof[MERKLE_INCLUSION_LIMIT];

    *out = (struct shown_statement){.payload = row->payload, .signatures = row->signatures};
    out->entered = row->entered;
    out->index = (uint64_t)row->entry;
    memcpy(out->salt, row->salt, ENTRY_SALT);
    out->checkpoint = sizes_from(sizes, cosigned_size ? cosigned_size : out->index + 1);
    out->logged = out->checkpoint < sizes->count;
    if (!out->logged)
        return true;
    if (!merkle_prove_inclusion(source, out->index, sizes->items[out->checkpoint], proof,
                                &out->path_count, error))
        return false;
    out->path = arena_take(arena, out->path_count * sizeof *proof);
    memcpy(out->path, proof, out->path_count * sizeof *proof);
    return true;
}

static bool show_statements(struct node *node, const struct store_statement *rows, size_t count,
                            const struct sizes *sizes, struct arena *arena, struct shown_state *out,
                            struct error *error)
{
    struct merkle_source source;
    struct store_tree tree;
    struct slice origin;
    char name[32];

    origin = node_origin(node->state, STORE_MATTERS, name);
    if (!store_tree_source(node->store, STORE_MATTERS, &tree, &source, error))
        return false;
    out->statements = arena_take(arena, (count + 1) * sizeof *out->statements);
    for (size_t i = 0; i < count; i++) {
        uint64_t *cosigned;
        size_t found;

        error->code = ERROR_NONE;
        if (!is_shown(&rows[i], error)) {
            if (error->code != ERROR_NONE)
                return false;
            continue;
        }
        if (!store_cosigned_sizes(node->store, origin, (uint64_t)rows[i].entry + 1, 1, arena,
                                  &cosigned, &found, error) ||
            !show_statement(&source, sizes, found ? cosigned[0] : 0, &rows[i], arena,
                            &out->statements[out->statement_count], error))
            return false;
        out->statement_count++;
    }
    return true;
}

bool show_matter(struct node *node, struct slice chain, enum show_extent extent, uint64_t since,
                 struct arena *arena, struct shown_state *out, struct error *error)
{
    struct sizes sizes = {0}, shown = {0};
    struct store_statement *rows;
    struct store_status status;
    size_t count;

    if (!store_chain(node->store, chain, STORE_CONTENT, arena, &rows, &count, error) ||
        !choose_sizes(node, rows, count, extent, since, arena, &sizes, error) ||
        !show_checkpoints(node, &sizes, arena, &shown, out, error) ||
        !show_statements(node, rows, count, &shown, arena, out, error) ||
        !store_newest_status(node->store, chain, node->state, arena, &status, error))
        return false;
    out->status = (struct shown_status){status.note, status.signature};
    return true;
}

/* ---- another State ---- */

/* Adds this node's cosignatures to a foreign checkpoint note, if it gave some; *size is what the
 * note says. */
static bool add_own_cosignature(struct node *node, enum show_cosignatures which,
                                struct arena *arena, struct slice *note, uint64_t *size,
                                struct error *error)
{
    struct checkpoint checkpoint;
    struct note parsed;

    if (!note_parse(*note, &parsed, error) || !checkpoint_parse(parsed.text, &checkpoint, error))
        return false;
    *size = checkpoint.size;
    return show_cosigned(node, slice_text(checkpoint.origin), checkpoint.size, *note, which, arena,
                         note, error);
}

/* A list of register checkpoints that is being made, by rising size. */
struct growing {
    struct slice *notes;
    size_t count;
    uint64_t last;
};

/* Adds the checkpoints below `size` that this node has witnessed and that the other does not show:
 * to hide the first one would make later appointments founding ones. */
static bool add_witnessed(struct node *node, struct slice origin, const uint64_t *sizes,
                          size_t count, uint64_t size, struct arena *arena, struct growing *out,
                          struct error *error)
{
    for (size_t i = 0; i < count && sizes[i] < size; i++) {
        struct store_foreign_checkpoint checkpoint;

        if (sizes[i] <= out->last)
            continue;
        if (!store_foreign_checkpoint_at(node->store, origin, sizes[i], arena, &checkpoint, error))
            return false;
        if (checkpoint.note.size == 0)
            continue;
        out->notes[out->count] = checkpoint.note;
        if (!add_own_cosignature(node, SHOW_OLDEST, arena, &out->notes[out->count], &out->last,
                                 error))
            return false;
        out->count++;
    }
    return true;
}

static bool add_cosignatures(struct node *node, struct arena *arena, struct shown_state *out,
                             struct error *error)
{
    size_t count = out->register_checkpoint_count, found;
    struct growing grown = {0};
    struct slice origin;
    uint64_t *sizes, size;
    char name[32];

    origin = node_origin(out->state, STORE_REGISTER, name);
    if (!store_cosigned_sizes(node->store, origin, 1, SIZES_MOST, arena, &sizes, &found, error))
        return false;
    grown.notes = arena_take(arena, (count + found + 1) * sizeof *grown.notes);
    for (size_t i = 0; i <= count && count; i++) {
        struct slice note = out->register_checkpoints[i < count ? i : count - 1];

        if (!add_own_cosignature(node, i < count ? SHOW_OLDEST : SHOW_NEWEST, arena, &note, &size,
                                 error) ||
            !add_witnessed(node, origin, sizes, found, size, arena, &grown, error))
            return false;
        grown.notes[grown.count++] = note;
        grown.last = size;
    }
    out->register_checkpoints = grown.notes;
    out->register_checkpoint_count = grown.count;
    for (size_t i = 0; i < out->checkpoint_count; i++)
        if (!add_own_cosignature(node, SHOW_OLDEST, arena, &out->checkpoints[i].note, &size, error))
            return false;
    return true;
}

static bool is_among(const struct shown_state *state, struct slice payload)
{
    for (size_t i = 0; i < state->statement_count; i++)
        if (slice_equal(state->statements[i].payload, payload))
            return true;
    return false;
}

/* Restrictions of that State which came by hand and which its own bundle does not have. */
static bool add_restrictions(struct node *node, struct slice chain, struct arena *arena,
                             struct shown_state *out, struct error *error)
{
    struct shown_statement *all;
    struct store_statement *rows;
    size_t count;

    if (!store_chain(node->store, chain, STORE_CONTENT, arena, &rows, &count, error))
        return false;
    all = arena_take(arena, (out->statement_count + count) * sizeof *all);
    if (out->statement_count)
        memcpy(all, out->statements, out->statement_count * sizeof *all);
    for (size_t i = 0; i < count; i++)
        if (!rows[i].own && !rows[i].moves && strcmp(rows[i].state, out->state) == 0 &&
            !is_among(out, rows[i].payload))
            all[out->statement_count++] = (struct shown_statement){
                .payload = rows[i].payload,
                .signatures = rows[i].signatures,
            };
    out->statements = all;
    return true;
}

const char *show_kept_name(const char *state, char out[16])
{
    snprintf(out, 16, KEPT_BUNDLE "%.2s", state);
    return out;
}

/* What was kept of a State's bundle under a chain. */
static bool read_kept(struct node *node, const char *state, struct slice chain, struct arena *arena,
                      struct shown_state *out, bool *known, struct error *error)
{
    struct buffer text = {0};
    struct bundle bundle;
    char name[16];
    bool ok;

    ok = store_kept(node->store, chain, show_kept_name(state, name), &text, known, error) &&
         (!*known || bundle_parse(buffer_slice(&text), BUNDLE_EXCHANGE, arena, &bundle, error));
    buffer_wipe_free(&text);
    if (ok && *known)
        *out = bundle.states[0];
    return ok;
}

bool show_foreign(struct node *node, const char *state, struct slice chain, struct arena *arena,
                  struct shown_state *out, bool *known, struct error *error)
{
    struct slice register_chain = arena_format(arena, "%s-register", state);
    struct shown_state matter;

    if (!read_kept(node, state, register_chain, arena, out, known, error) ||
        (*known && chain.size && !read_kept(node, state, chain, arena, &matter, known, error)))
        return false;
    if (!*known)
        return true;
    if (chain.size) {
        out->checkpoints = matter.checkpoints;
        out->checkpoint_count = matter.checkpoint_count;
        out->statements = matter.statements;
        out->statement_count = matter.statement_count;
        out->status = matter.status;
    }
    return add_cosignatures(node, arena, out, error) &&
           (!chain.size || add_restrictions(node, chain, arena, out, error));
}
