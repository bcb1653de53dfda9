#include "forum/allotment.h"

#include "forum/turns.h"

/* The first who waits in a group, passing those who are not there. */
static void pass_absent(const struct allotment_terms *terms, struct turns *turns, unsigned group,
                        struct allotment *out)
{
    const struct turn *first;

    while ((first = turns_first(turns, group)) && terms->speakers[first->speaker].actual == 0)
        out->absent[out->absent_count++] = turns_take(turns, group).speaker;
}

static void speak(const struct allotment_terms *terms, struct turns *turns,
                  const struct turn_choice *choice, struct allotment *out)
{
    struct turn turn = turns_take(turns, choice->group);
    int64_t actual = terms->speakers[turn.speaker].actual, start = turns->at.now, worst;

    turns_spend(turns, choice->group, actual < 0 ? turn.planned : actual);
    out->order[out->count++] = (struct allotted){
        .speaker = turn.speaker,
        .start = start,
        .end = turns->at.now,
        .reason = choice->reason,
        .behind = choice->behind,
        .worst = choice->worst,
        .looked = choice->looked,
    };
    pass_absent(terms, turns, choice->group, out);
    worst = turns_worst(turns);
    if (worst > out->worst_lag)
        out->worst_lag = worst;
}

/* Those who had no turn, in the order in which they asked. */
static void find_not_reached(const struct allotment_terms *terms, struct arena *arena,
                             struct allotment *out)
{
    bool *had = arena_take(arena, terms->speaker_count + 1);

    for (size_t i = 0; i < out->count; i++)
        had[out->order[i].speaker] = true;
    for (size_t i = 0; i < out->absent_count; i++)
        had[out->absent[i]] = true;
    for (size_t i = 0; i < terms->speaker_count; i++)
        if (!had[i])
            out->not_reached[out->not_reached_count++] = i;
}

static void start(const struct allotment_terms *terms, struct arena *arena, struct turns *turns)
{
    int64_t weights[ALLOTMENT_GROUPS];

    for (size_t i = 0; i < terms->group_count; i++)
        weights[i] = terms->groups[i].weight;
    turns_start(turns, weights, terms->group_count, terms->length);
    for (size_t i = 0; i < terms->speaker_count; i++)
        turns_ask(turns, terms->speakers[i].group, i, terms->speakers[i].position,
                  terms->speakers[i].planned, arena);
    turns_order(turns);
}

void allot(const struct allotment_terms *terms, struct arena *arena, struct allotment *out)
{
    struct turns turns;
    struct turn_choice choice;

    *out = (struct allotment){
        .order = arena_take(arena, (terms->speaker_count + 1) * sizeof *out->order),
        .not_reached = arena_take(arena, (terms->speaker_count + 1) * sizeof *out->not_reached),
        .absent = arena_take(arena, (terms->speaker_count + 1) * sizeof *out->absent),
    };
    start(terms, arena, &turns);
    for (unsigned group = 0; group < terms->group_count; group++)
        pass_absent(terms, &turns, group, out);
    while (turns_choose(&turns, &choice))
        speak(terms, &turns, &choice, out);
    out->share_error = turns.at.now > 0 ? turns_distance(&turns) * 100 / turns.at.now : 0;
    find_not_reached(terms, arena, out);
}
