#include "provider/memory.h"

/* ---- restrictions ---- */

static bool append_known(struct provider *provider, struct slice chain, struct arena *arena,
                         struct shown_statement **out, size_t *count, struct error *error)
{
    struct journal_restriction *known;
    struct shown_statement *all;
    size_t found;

    if (!journal_restrictions(provider->journal, chain, arena, &known, &found, error))
        return false;
    all = arena_take(arena, (*count + found + 1) * sizeof *all);
    if (*count)
        memcpy(all, *out, *count * sizeof *all);
    for (size_t i = 0; i < found; i++)
        all[(*count)++] = (struct shown_statement){
            .payload = known[i].payload,
            .signatures = known[i].signatures,
        };
    *out = all;
    return true;
}

bool memory_hands(struct provider *provider, const struct bundle *bundle,
                  const struct shown_statement *given, size_t given_count, struct arena *arena,
                  struct shown_statement **out, size_t *count, struct error *error)
{
    *count = given_count;
    *out = arena_take(arena, (given_count + 1) * sizeof **out);
    if (given_count)
        memcpy(*out, given, given_count * sizeof **out);
    if (!append_known(provider, bundle->matter, arena, out, count, error))
        return false;
    for (size_t i = 0; i < bundle->state_count; i++)
        if (!append_known(provider, arena_format(arena, "%s-register", bundle->states[i].state),
                          arena, out, count, error))
            return false;
    return true;
}

/* The restriction of that payload which the verdict took in, or NULL. */
static const struct statement *taken(const struct writ_answer *answer, struct slice payload)
{
    for (size_t i = 0; i < answer->matter->standing_count; i++) {
        const struct standing *standing = &answer->matter->standing[i];

        if (standing->counts && !statement_moves(&standing->filed->statement) &&
            slice_equal(standing->filed->statement.bytes, payload))
            return &standing->filed->statement;
    }
    for (size_t i = 0; i < answer->state_count; i++) {
        const struct filed_list *list = &answer->states[i].register_statements;

        for (size_t j = 0; j < list->count; j++)
            if (!statement_moves(&list->items[j].statement) &&
                slice_equal(list->items[j].statement.bytes, payload))
                return &list->items[j].statement;
    }
    return NULL;
}

static void keep(const struct writ_answer *answer, const struct shown_statement *shown,
                 struct journal_restriction *out, size_t *count)
{
    const struct statement *statement = taken(answer, shown->payload);

    if (statement)
        out[(*count)++] = (struct journal_restriction){
            .chain = statement->chain,
            .hash = statement->hash,
            .payload = shown->payload,
            .signatures = shown->signatures,
        };
}

bool memory_keep_restrictions(struct provider *provider, const struct bundle *bundle,
                              const struct shown_statement *hands, size_t hand_count,
                              const struct writ_answer *answer, struct arena *arena,
                              struct error *error)
{
    struct journal_restriction *restrictions;
    struct journal_seen seen = {0};
    size_t most = hand_count;

    for (size_t i = 0; i < bundle->state_count; i++)
        most += bundle->states[i].statement_count;
    restrictions = arena_take(arena, (most + 1) * sizeof *restrictions);
    seen.restrictions = restrictions;
    for (size_t i = 0; i < hand_count; i++)
        keep(answer, &hands[i], restrictions, &seen.restriction_count);
    for (size_t i = 0; i < bundle->state_count; i++)
        for (size_t j = 0; j < bundle->states[i].statement_count; j++)
            keep(answer, &bundle->states[i].statements[j], restrictions, &seen.restriction_count);
    return seen.restriction_count == 0 || journal_see(provider->journal, &seen, error);
}

/* ---- checkpoints and heads ---- */

struct comparing {
    struct provider *provider;
    struct findings *findings;
    struct arena *arena;
    struct journal_checkpoint checkpoints[2 * BUNDLE_STATES];
    struct journal_head heads[2];
    struct journal_seen seen;
};

static void went_back(struct comparing *comparison, struct slice what)
{
    findings_add(comparison->findings, FINDING_CHECKPOINT_BACK, "")->value = (struct value){
        .kind = VALUE_TEXT,
        .text = arena_copy(comparison->arena, what),
    };
}

static void add_checkpoint(struct comparing *comparison, const struct checkpoint *checkpoint)
{
    if (checkpoint->size)
        comparison->checkpoints[comparison->seen.checkpoint_count++] = (struct journal_checkpoint){
            .origin = slice_text(checkpoint->origin),
            .size = checkpoint->size,
            .root = checkpoint->root,
        };
}

/* The root that the shown register ledger had at an earlier size. */
static struct digest earlier_root(struct comparing *comparison, const struct shown_state *shown,
                                  uint64_t size)
{
    struct digest *leaves = arena_take(comparison->arena, (size_t)(size + 1) * sizeof *leaves);

    for (uint64_t i = 0; i < size; i++)
        leaves[i] = entry_leaf_hash(shown->entries[i]);
    return merkle_root_of(leaves, (size_t)size);
}

/* The whole register is shown: what was seen of it before must be its beginning. */
static bool compare_register(struct comparing *comparison, const struct shown_state *shown,
                             const struct verified_state *state, struct error *error)
{
    struct slice origin = slice_text(state->register_checkpoint.origin);
    struct journal_checkpoint before;
    bool known;

    if (!journal_newest_checkpoint(comparison->provider->journal, origin, &known, &before, error))
        return false;
    if (known && before.size <= shown->entry_count &&
        !digest_equal(earlier_root(comparison, shown, before.size), before.root))
        went_back(comparison, origin);
    return true;
}

/* Of the ledger of matters the writ shows some checkpoints, their consistency proven: one of the
 * size seen before must be the one seen before. */
static bool compare_matters(struct comparing *comparison, const struct shown_state *shown,
                            const struct verified_state *state, struct error *error)
{
    struct slice origin = slice_text(state->matters_checkpoint.origin);
    struct journal_checkpoint before;
    bool known;

    if (!journal_newest_checkpoint(comparison->provider->journal, origin, &known, &before, error))
        return false;
    for (size_t i = 0; known && i < shown->checkpoint_count; i++) {
        struct checkpoint checkpoint;
        struct error ignored = {0};
        struct note note;

        if (note_parse(shown->checkpoints[i].note, &note, &ignored) &&
            checkpoint_parse(note.text, &checkpoint, &ignored) && checkpoint.size == before.size &&
            !digest_equal(checkpoint.root, before.root))
            went_back(comparison, origin);
    }
    return true;
}

static void add_heads(struct comparing *comparison, const struct bundle *bundle,
                      const struct matter *matter)
{
    for (int side = 0; side < 2; side++) {
        struct journal_head *head = &comparison->heads[comparison->seen.head_count];

        if (!matter->heads[side].seq)
            continue;
        *head = (struct journal_head){
            .chain = bundle->matter,
            .seq = matter->heads[side].seq,
            .hash = matter->heads[side].hash,
        };
        memcpy(head->state, matter->state[side], STATE_TEXT);
        comparison->seen.head_count++;
    }
}

bool memory_compare(struct provider *provider, const struct bundle *bundle,
                    const struct writ_answer *answer, struct findings *findings,
                    struct arena *arena, struct error *error)
{
    struct comparing comparison = {.provider = provider, .findings = findings, .arena = arena};

    for (size_t i = 0; i < answer->state_count; i++) {
        if (!answer->states[i].sound)
            continue;
        add_checkpoint(&comparison, &answer->states[i].register_checkpoint);
        add_checkpoint(&comparison, &answer->states[i].matters_checkpoint);
        if (!compare_register(&comparison, &bundle->states[i], &answer->states[i], error) ||
            !compare_matters(&comparison, &bundle->states[i], &answer->states[i], error))
            return false;
    }
    add_heads(&comparison, bundle, answer->matter);
    comparison.seen.checkpoints = comparison.checkpoints;
    comparison.seen.heads = comparison.heads;
    if (answer->valid && findings_permit(findings)
            ? journal_see(provider->journal, &comparison.seen, error)
            : journal_check(provider->journal, &comparison.seen, error))
        return true;
    if (error->code != ERROR_CHECKPOINT_OLD && error->code != ERROR_CHECKPOINT_FORKED)
        return false;
    went_back(&comparison, slice_text(error->message));
    *error = (struct error){0};
    return true;
}
