#include "node/states.h"

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
                       struct known_states *out, struct error *error)
{
    struct verified_state *verified = &out->states[out->count];
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
    out->count++;
    return true;
}

static void list_sound(struct known_states *states)
{
    for (size_t i = 0; i < states->count; i++)
        if (states->states[i].sound)
            states->matter_states[states->matter_count++] = (struct matter_state){
                .state_register = &states->states[i].state_register,
                .rulebooks = states->states[i].book_list,
                .rulebook_count = states->states[i].book_count,
                .offences = states->states[i].offences,
                .offence_count = states->states[i].offence_count,
            };
}

/* A node's own view takes every cosignature as it comes: no time enters into it. */
static bool verify_states(struct node *node, struct known_states *out, struct error *error)
{
    struct checking checking = {
        .trust = &node->trust,
        .floors = node->floors,
        .arena = &out->arena,
        .lexicon = &node->lexicon,
        .provisional = true,
        .findings = &out->findings,
    };

    for (size_t i = 0; i < node->trust.state_count; i++)
        if (!load_state(node, node->trust.states[i].state, &checking, out, error))
            return false;
    list_sound(out);
    return true;
}

static struct known_states *keep(struct known_states *states)
{
    atomic_fetch_add(&states->references, 1);
    return states;
}

/* The stamp is taken before: what is written meanwhile makes it old. */
bool states_read(struct node *node, bool anew, struct known_states **out, struct error *error)
{
    struct store_stamp stamp;
    struct known_states *made;

    if (!store_stamp(node->store, &stamp, error))
        return false;
    if (!anew && node->verified && store_stamp_equal(node->verified->stamp, stamp)) {
        *out = keep(node->verified);
        return true;
    }
    made = memory_take(sizeof *made);
    atomic_init(&made->references, 1);
    made->stamp = stamp;
    if (!verify_states(node, made, error)) {
        states_release(made);
        return false;
    }
    if (!anew) {
        states_release(node->verified);
        node->verified = keep(made);
    }
    *out = made;
    return true;
}

void states_release(struct known_states *states)
{
    if (!states || atomic_fetch_sub(&states->references, 1) > 1)
        return;
    for (size_t i = 0; i < states->count; i++)
        verified_state_free(&states->states[i]);
    arena_free(&states->arena);
    free(states);
}
