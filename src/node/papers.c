#include "node/papers.h"

#include "base/json.h"
#include "matter/party.h"
#include "node/show.h"
#include "store/exchange.h"
#include "store/ledgers.h"
#include "store/statements.h"

/* ---- where a statement stands ---- */

/* Who cosigned the checkpoint of that size, each as they did first. */
static bool take_witnesses(struct node *node, struct slice origin, uint64_t size,
                           struct arena *arena, struct paper *out, struct error *error)
{
    struct store_cosignature *lines;
    size_t count;

    if (!store_cosignatures(node->store, origin, size, arena, &lines, &count, error))
        return false;
    for (size_t i = 0; i < count && out->witness_count < PAPER_WITNESSES; i++)
        if (i == 0 || !slice_equal(lines[i - 1].witness, lines[i].witness))
            out->witnesses[out->witness_count++] =
                (struct paper_witness){lines[i].witness, lines[i].at};
    out->cosigned = count ? size : 0;
    return true;
}

static bool take_note(struct node *node, struct slice note, struct slice origin, uint64_t size,
                      struct arena *arena, struct paper *out, struct error *error)
{
    struct note parsed;

    return show_cosigned(node, origin, size, note, SHOW_OLDEST, arena, &out->note, error) &&
           note_parse(out->note, &parsed, error) &&
           checkpoint_parse(parsed.text, &out->proven, error) &&
           take_witnesses(node, origin, size, arena, out, error);
}

static void take_path(const struct digest *path, size_t count, struct arena *arena,
                      struct paper *out)
{
    out->path = arena_take(arena, (count + 1) * sizeof *path);
    if (count)
        memcpy(out->path, path, count * sizeof *path);
    out->path_count = count;
}

/* The first checkpoint with a cosignature that holds the entry; where there is none, the first. */
static bool own_checkpoint(struct node *node, struct slice origin, uint64_t entry,
                           struct arena *arena, struct store_checkpoint *out, struct error *error)
{
    uint64_t *sizes;
    size_t count;

    if (!store_cosigned_sizes(node->store, origin, entry + 1, 1, arena, &sizes, &count, error))
        return false;
    return count ? store_checkpoint_at(node->store, STORE_MATTERS, sizes[0], arena, out, error)
                 : store_checkpoint_from(node->store, STORE_MATTERS, entry + 1, arena, out, error);
}

static bool prove_own(struct node *node, struct arena *arena, struct paper *out,
                      struct error *error)
{
    struct digest path[MERKLE_INCLUSION_LIMIT];
    struct store_checkpoint checkpoint;
    struct merkle_source source;
    struct store_tree tree;
    char name[32];
    size_t count;

    out->origin = arena_copy(arena, node_origin(node->state, STORE_MATTERS, name));
    if (!own_checkpoint(node, out->origin, (uint64_t)out->entry, arena, &checkpoint, error))
        return false;
    if (!checkpoint.note.size)
        return true;
    if (!store_tree_source(node->store, STORE_MATTERS, &tree, &source, error) ||
        !merkle_prove_inclusion(&source, (uint64_t)out->entry, checkpoint.size, path, &count,
                                error))
        return false;
    take_path(path, count, arena, out);
    return take_note(node, checkpoint.note, out->origin, checkpoint.size, arena, out, error);
}

/* A later checkpoint that this node or another witness cosigned: none is taken in that does not continue
 * those before it. */
static bool find_continued(struct node *node, struct arena *arena, struct paper *out,
                           struct error *error)
{
    uint64_t *sizes;
    size_t count;

    if (!out->proven.size || out->cosigned)
        return true;
    return store_cosigned_sizes(node->store, out->origin, out->proven.size, 1, arena, &sizes,
                                &count, error) &&
           (!count || take_witnesses(node, out->origin, sizes[0], arena, out, error));
}

/* By rising size: the first one that somebody cosigned, else the first. */
static bool prove_foreign(struct node *node, const struct store_statement *row, struct arena *arena,
                          struct paper *out, struct error *error)
{
    out->origin = row->origin;
    for (size_t i = 0; i < row->proof_count && !out->cosigned; i++) {
        const struct store_proof *proof = &row->proofs[i];
        struct store_foreign_checkpoint checkpoint;
        struct paper found = *out;

        if (!store_foreign_checkpoint_at(node->store, row->origin, proof->size, arena, &checkpoint,
                                         error))
            return false;
        if (!checkpoint.note.size)
            continue;
        take_path(proof->path, proof->count, arena, &found);
        if (!take_note(node, checkpoint.note, row->origin, proof->size, arena, &found, error))
            return false;
        if (!out->proven.size || found.cosigned)
            *out = found;
    }
    return find_continued(node, arena, out, error);
}

static bool take_statement(struct node *node, const struct store_statement *row,
                           struct arena *arena, struct paper *out, struct error *error)
{
    *out = (struct paper){.hash = row->hash,
                          .payload = row->payload,
                          .signatures = row->signatures,
                          .sealed = row->sealed,
                          .entry = row->entry,
                          .entered = row->entered};
    memcpy(out->salt, row->salt, ENTRY_SALT);
    if (row->entry == NEVER)
        return true;
    return row->own ? prove_own(node, arena, out, error)
                    : prove_foreign(node, row, arena, out, error);
}

/* Both lists are of the same chain, in the store's order. */
static bool take_statements(struct node *node, const struct known_matter *known,
                            struct arena *arena, struct papers *out, struct error *error)
{
    struct store_statement *rows;
    size_t count;

    if (!store_chain(node->store, known->terms.chain, STORE_CONTENT, arena, &rows, &count, error))
        return false;
    out->statements = arena_take(arena, (known->filed.count + 1) * sizeof *out->statements);
    for (size_t i = 0; i < known->filed.count; i++)
        for (size_t j = 0; j < count; j++)
            if (digest_equal(rows[j].hash, known->filed.items[i].statement.hash) &&
                !take_statement(node, &rows[j], arena, &out->statements[i], error))
                return false;
    return true;
}

/* ---- texts ---- */

struct taking {
    struct node *node;
    const struct official *who;
    const struct statement *statement;
    size_t index, room;
    struct arena *arena;
    struct papers *out;
};

static struct paper_text *add_text(struct taking *taking)
{
    struct papers *out = taking->out;

    if (out->text_count == taking->room) {
        struct paper_text *before = out->texts;

        taking->room = 2 * taking->room + 32;
        out->texts = arena_take(taking->arena, taking->room * sizeof *before);
        if (out->text_count)
            memcpy(out->texts, before, out->text_count * sizeof *before);
    }
    return &out->texts[out->text_count++];
}

static bool take_text(void *context, const struct field *field, const char *place,
                      struct slice sha256, struct error *error)
{
    struct taking *taking = context;
    struct paper_text *text = add_text(taking);
    struct buffer bytes = {0};
    bool ok;

    *text = (struct paper_text){.statement = taking->index, .field = field};
    text->place = (const char *)arena_copy(taking->arena, slice_text(place)).data;
    digest_read(sha256, &text->hash);
    text->allowed = matter_may_read(taking->statement, field, taking->who);
    if (!text->allowed)
        return true;
    if (!store_knows_attachment(taking->node->store, taking->statement->chain, text->hash,
                                &text->stored, &text->length, error))
        return false;
    if (!text->stored || text->length > PAPER_TEXT)
        return true;
    ok = store_attachment(taking->node->store, taking->statement->chain, text->hash, &bytes, error);
    if (ok)
        text->bytes = arena_copy(taking->arena, buffer_slice(&bytes));
    buffer_wipe_free(&bytes);
    return ok;
}

static bool take_language(void *context, struct slice sha256, int64_t length, struct slice language,
                          struct error *error)
{
    struct taking *taking = context;
    struct digest hash;

    (void)error;
    digest_read(sha256, &hash);
    for (size_t i = 0; i < taking->out->text_count; i++) {
        struct paper_text *text = &taking->out->texts[i];

        if (text->statement == taking->index && digest_equal(text->hash, hash)) {
            text->language = language;
            text->length = (uint64_t)length;
        }
    }
    return true;
}

bool node_papers(struct node *node, const struct known_matter *known, const struct official *who,
                 struct arena *arena, struct papers *out, struct error *error)
{
    struct taking taking = {.node = node, .who = who, .arena = arena, .out = out};

    *out = (struct papers){0};
    if (!take_statements(node, known, arena, out, error))
        return false;
    for (size_t i = 0; i < known->filed.count; i++) {
        taking.statement = &known->filed.items[i].statement;
        taking.index = i;
        if (!act_texts(taking.statement->act, taking.statement->body, take_text, &taking, error) ||
            !act_attachments(taking.statement->act, taking.statement->body, take_language, &taking,
                             error))
            return false;
    }
    return true;
}
