#include <stdlib.h>

#include "base/memory.h"
#include "node/show.h"
#include "store/statements.h"

/* Revocations of a State's register that came by hand. */
static bool load_hands(struct node *node, const char *state, struct arena *arena,
                       struct shown_statement **out, size_t *out_count, struct error *error)
{
    struct slice chain = arena_format(arena, "%s-register", state);
    struct store_statement *rows;
    size_t count;

    *out_count = 0;
    if (!store_chain(node->store, chain, STORE_CONTENT, arena, &rows, &count, error))
        return false;
    *out = arena_take(arena, (count + 1) * sizeof **out);
    for (size_t i = 0; i < count; i++)
        if (!rows[i].own && !rows[i].moves)
            (*out)[(*out_count)++] = (struct shown_statement){
                .payload = rows[i].payload,
                .signatures = rows[i].signatures,
            };
    return true;
}

static bool load_state(struct node *node, const char *state, struct checking *checking,
                       struct known_matter *out, struct error *error)
{
    struct verified_state *verified = &out->states[out->state_count];
    struct shown_state shown;
    struct shown_statement *hands;
    size_t hand_count;
    bool known = true;

    if (!load_hands(node, state, &out->arena, &hands, &hand_count, error))
        return false;
    if (strcmp(state, node->state) == 0) {
        if (!show_register(node, SHOW_ALL, &out->arena, &shown, error))
            return false;
    } else if (!show_foreign(node, state, SLICE(""), &out->arena, &shown, &known, error)) {
        return false;
    }
    if (!known)
        return true;
    verified_state_check(checking, &shown, SLICE(""), hands, hand_count, verified);
    out->state_count++;
    return true;
}

static bool load_states(struct node *node, instant now, struct known_matter *out,
                        struct error *error)
{
    struct checking checking = {
        .trust = &node->trust,
        .floors = node->floors,
        .arena = &out->arena,
        .lexicon = &node->lexicon,
        .provisional = true,
        .now = now,
        .findings = &out->findings,
    };

    for (size_t i = 0; i < node->trust.state_count; i++)
        if (!load_state(node, node->trust.states[i].state, &checking, out, error))
            return false;
    for (size_t i = 0; i < out->state_count; i++)
        if (out->states[i].sound)
            out->matter_states[out->terms.state_count++] = (struct matter_state){
                .state_register = &out->states[i].state_register,
                .rulebooks = out->states[i].book_list,
                .rulebook_count = out->states[i].book_count,
                .offences = out->states[i].offences,
                .offence_count = out->states[i].offence_count,
            };
    return true;
}

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

bool node_load(struct node *node, struct slice chain, instant now, struct known_matter *out,
               struct error *error)
{
    *out = (struct known_matter){0};
    if (!node_need_trust(node, error))
        return false;
    out->terms = (struct matter_terms){
        .floor = floors_at(node->floors, now),
        .states = out->matter_states,
        .now = now,
    };
    if (load_states(node, now, out, error) && node_load_chain(node, chain, out, error)) {
        load_forum(node, out);
        return true;
    }
    known_matter_free(out);
    return false;
}

void known_matter_free(struct known_matter *known)
{
    forget_forum(known);
    for (size_t i = 0; i < known->state_count; i++)
        verified_state_free(&known->states[i]);
    forget_chain(known);
    arena_free(&known->arena);
    known->state_count = 0;
}

const struct state_register *known_register(const struct known_matter *known, const char *state)
{
    for (size_t i = 0; i < known->terms.state_count; i++)
        if (strcmp(known->matter_states[i].state_register->state, state) == 0)
            return known->matter_states[i].state_register;
    return NULL;
}
