#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "node/matters.h"
#include "node/texts_read.h"
#include "store/phrases.h"
#include "store/statements.h"

enum { CANDIDATES = 8 };

/* ---- earlier texts ---- */

/* An application names the matters that are related to it; there the facts are the same. */
static bool is_related(const struct statement *statement, struct slice chain)
{
    json_t *earlier = json_object_get(statement->body, "earlier");

    for (size_t i = 0; i < json_array_size(earlier); i++)
        if (slice_equal(json_slice(json_array_get(earlier, i)), chain))
            return true;
    return false;
}

static enum outcome outcome_of(const struct written *text, struct slice chain)
{
    bool may = text->kind == PROSE_PLAN ||
               (text->kind == PROSE_FACTS && is_related(text->statement, chain));

    return may ? OUTCOME_NOTE : OUTCOME_REFUSE;
}

/* How much of it the text has; 0 where its content has been destroyed. */
static bool compare(struct texts *texts, const struct written *text,
                    const struct store_text *candidate, unsigned *percent, struct error *error)
{
    struct buffer bytes = {0};
    struct arena arena = {0};
    struct error why = {0};
    struct prose prose;
    bool ok = store_attachment(texts->question.node->store, candidate->chain, candidate->hash,
                               &bytes, &why);

    *percent = 0;
    if (ok && prose_read(buffer_slice(&bytes), texts->key, &arena, &prose, &why))
        *percent = prose_overlap(&text->prose.phrases, &prose.phrases);
    if (!ok && why.code != ERROR_CONTENT_DESTROYED)
        *error = why;
    buffer_wipe_free(&bytes);
    arena_free(&arena);
    return ok || why.code == ERROR_CONTENT_DESTROYED;
}

bool texts_earlier(struct texts *texts, const struct written *text, struct earlier_copy *out,
                   struct error *error)
{
    unsigned limit = (unsigned)texts->rules.limits[PARAMETER_OVERLAP];
    const struct phrases *phrases = &text->prose.phrases;
    struct store_text *candidates;
    size_t count;

    *out = (struct earlier_copy){.percent = limit};
    if (!store_like_texts(texts->question.node->store, text->statement->chain,
                          name_office(text->statement->by), phrases->items, prose_sample(phrases),
                          limit / 2, CANDIDATES, &texts->arena, &candidates, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        enum outcome outcome = outcome_of(text, candidates[i].chain);
        unsigned percent;

        if (!compare(texts, text, &candidates[i], &percent, error))
            return false;
        if (percent <= limit || (out->chain.size && outcome < out->outcome) ||
            (out->chain.size && outcome == out->outcome && percent <= out->percent))
            continue;
        *out = (struct earlier_copy){candidates[i].chain, candidates[i].place, percent, outcome};
    }
    return true;
}

/* ---- keeping ---- */

static bool keep(struct store *store, const struct written *text, struct error *error)
{
    const struct phrases *phrases = &text->prose.phrases;
    const struct store_text row = {
        .chain = text->statement->chain,
        .place = slice_text(text->place),
        .hash = text->hash,
    };

    return store_put_text(store, &row, name_office(text->statement->by), phrases->items,
                          prose_sample(phrases), error);
}

bool texts_keep(struct texts *texts, struct error *error)
{
    for (size_t i = 0; i < texts->own; i++) {
        const struct written *text = &texts->items[i];

        if (text->kind != PROSE_BRIEF && texts_bind(text->statement) &&
            !keep(texts->question.node->store, text, error))
            return false;
    }
    return true;
}

/* ---- rebuilding ---- */

static bool rebuild_statement(struct node *node, const struct store_statement *row,
                              struct error *error)
{
    struct texts texts = {.question = {.node = node}};
    struct statement statement;
    bool ok;

    if (!row->own || !statement_parse(row->payload, all_acts, all_acts_count, &statement, error))
        return !row->own;
    store_phrase_key(node->store, texts.key);
    ok = texts_read(&texts, &statement, error);
    texts.own = texts.count;
    ok = ok && texts_keep(&texts, error);
    arena_free(&texts.arena);
    statement_free(&statement);
    return ok;
}

static bool rebuild_chain(void *context, struct slice chain, struct error *error)
{
    struct node *node = context;
    struct store_statement *rows;
    struct arena arena = {0};
    struct error why = {0};
    size_t count;
    bool ok = store_chain(node->store, chain, STORE_CONTENT, &arena, &rows, &count, &why);

    for (size_t i = 0; ok && i < count; i++)
        ok = rebuild_statement(node, &rows[i], &why);
    arena_free(&arena);
    if (ok || matters_are_gone(&why))
        return true;
    *error = why;
    return false;
}

bool texts_rebuild(struct node *node, struct error *error)
{
    return matters_visit(node, rebuild_chain, node, error);
}
