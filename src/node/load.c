#include <stdlib.h>

#include "base/memory.h"
#include "node/states.h"
#include "store/statements.h"

static void load_forum(struct node *node, struct known_matter *out)
{
    const struct trust_state *pins = trust_state(&node->trust, node->state);

    for (size_t i = 0; node->forum && pins && i < out->state_count; i++) {
        const struct verified_state *state = &out->states[i];

        if (!state->sound || strcmp(state->state_register.state, node->state) != 0)
            continue;
        out->forum = memory_take(sizeof *out->forum);
        register_terms_of(pins, node->floors, &out->forum->terms);
        forum_fold(&state->state_register, &out->forum->terms, state->forum_statements.items,
                   state->forum_statements.count, &out->forum->forum, &out->forum->findings);
    }
}

static void forget_forum(struct known_matter *known)
{
    if (!known->forum)
        return;
    forum_free(&known->forum->forum);
    filed_list_free(&known->forum->taken);
    free(known->forum);
    known->forum = NULL;
}

static bool load_statements(struct node *node, struct slice chain, struct known_matter *out,
                            struct error *error)
{
    struct store_statement *rows;
    size_t count;

    if (!store_chain(node->store, chain, STORE_CONTENT, &out->chain_arena, &rows, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct shown_statement shown = {.payload = rows[i].payload,
                                        .signatures = rows[i].signatures};
        struct filed *filed;

        if (!filed_list_add(&out->filed, &shown, error))
            return false;
        filed = &out->filed.items[out->filed.count - 1];
        filed->entry = rows[i].entry;
        filed->entered = rows[i].entered;
    }
    return true;
}

static void forget_chain(struct known_matter *known)
{
    filed_list_free(&known->filed);
    free(known->matter);
    arena_free(&known->chain_arena);
    known->matter = NULL;
}

bool node_load_chain(struct node *node, struct slice chain, struct known_matter *known,
                     struct error *error)
{
    forget_chain(known);
    known->terms.chain = chain;
    if (!chain.size)
        return true;
    if (!load_statements(node, chain, known, error))
        return false;
    known->matter = memory_take(sizeof *known->matter);
    matter_fold(&known->terms, known->filed.items, known->filed.count, known->matter);
    return true;
}

static bool load(struct node *node, struct slice chain, instant now, bool anew,
                 struct known_matter *out, struct error *error)
{
    *out = (struct known_matter){0};
    if (!node_need_trust(node, error) || !states_read(node, anew, &out->shared, error))
        return false;
    out->states = out->shared->states;
    out->state_count = out->shared->count;
    out->findings = &out->shared->findings;
    out->terms = (struct matter_terms){
        .floor = floors_at(node->floors, now),
        .states = out->shared->matter_states,
        .state_count = out->shared->matter_count,
        .now = now,
    };
    if (node_load_chain(node, chain, out, error)) {
        load_forum(node, out);
        return true;
    }
    known_matter_free(out);
    return false;
}

bool node_load(struct node *node, struct slice chain, instant now, struct known_matter *out,
               struct error *error)
{
    return load(node, chain, now, false, out, error);
}

bool node_load_anew(struct node *node, struct slice chain, instant now, struct known_matter *out,
                    struct error *error)
{
    return load(node, chain, now, true, out, error);
}

void known_matter_free(struct known_matter *known)
{
    forget_forum(known);
    forget_chain(known);
    states_release(known->shared);
    known->shared = NULL;
    known->states = NULL;
    known->state_count = 0;
}

const struct state_register *known_register(const struct known_matter *known, const char *state)
{
    for (size_t i = 0; i < known->terms.state_count; i++)
        if (strcmp(known->terms.states[i].state_register->state, state) == 0)
            return known->terms.states[i].state_register;
    return NULL;
}
