#include "forum/floor_view.h"

#include <stdlib.h>

/* ---- sums ---- */

static struct slice key_of(const struct floor *floor, const struct floor_speech *speech,
                           enum floor_dimension by)
{
    switch (by) {
    case FLOOR_BY_GROUP:
        return floor->groups->groups[speech->group].name;
    case FLOOR_BY_REGION:
        return speech->region;
    default:
        return speech->organisation;
    }
}

static int compare_names(const void *left, const void *right)
{
    const struct floor_sum *a = left, *b = right;

    return slice_compare(a->name, b->name);
}

/* One row a name: sorted by it, but groups in their own order. */
static size_t make_rows(const struct floor *floor, enum floor_dimension by, struct floor_sum *rows)
{
    size_t count = 0, kept = 0;

    if (by == FLOOR_BY_GROUP) {
        for (; count < floor->groups->count; count++)
            rows[count].name = floor->groups->groups[count].name;
        return count;
    }
    for (; count < floor->speech_count; count++)
        rows[count].name = key_of(floor, &floor->speeches[count], by);
    qsort(rows, count, sizeof *rows, compare_names);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !slice_equal(rows[i].name, rows[kept - 1].name))
            rows[kept++] = rows[i];
    return kept;
}

static struct floor_sum *find_row(const struct floor *floor, const struct floor_speech *speech,
                                  enum floor_dimension by, struct floor_sum *rows, size_t count)
{
    struct floor_sum key = {.name = key_of(floor, speech, by)};

    if (by == FLOOR_BY_GROUP)
        return &rows[speech->group];
    return bsearch(&key, rows, count, sizeof *rows, compare_names);
}

static void add_speech(struct floor_sum *row, const struct floor_speech *speech)
{
    if (speech->kind == SPEECH_REPLY) {
        row->replies += speech->used;
        return;
    }
    if (speech->state == SPEECH_WITHDRAWN ||
        (speech->kind == SPEECH_INTERPOSED && speech->interposed >= INTERPOSED_ORDER))
        return;
    row->speakers += speech->kind == SPEECH_LIST;
    row->heard += speech->kind == SPEECH_LIST && speech->started != 0;
    row->absent += speech->state == SPEECH_ABSENT;
    row->not_drawn += speech->state == SPEECH_NOT_DRAWN;
    row->planned += speech->kind == SPEECH_LIST ? speech->planned : 0;
    row->used += speech->used;
    row->remote += speech->remote ? speech->used : 0;
}

struct floor_sum *floor_sums(const struct floor *floor, enum floor_dimension by,
                             struct arena *arena, size_t *count)
{
    struct floor_sum *rows =
        arena_take(arena, (floor->speech_count + ALLOTMENT_GROUPS) * sizeof *rows);

    *count = make_rows(floor, by, rows);
    for (size_t i = 0; i < floor->speech_count; i++)
        add_speech(find_row(floor, &floor->speeches[i], by, rows, *count), &floor->speeches[i]);
    return rows;
}

struct floor_budget floor_budget(const struct floor *floor, const struct floor_item *item,
                                 unsigned group)
{
    struct floor_budget budget = {
        .initial = item->length * floor->groups->groups[group].weight / floor->groups->whole,
        .additional = item->granted[group],
        .used = item->debited[group],
    };

    budget.remaining = budget.initial + budget.additional - budget.used;
    return budget;
}

int64_t floor_worst(const struct floor *floor, int item)
{
    int64_t worst = 0;

    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        if (speech->kind == SPEECH_LIST && speech->item == item && speech->called &&
            speech->behind > worst)
            worst = speech->behind;
    }
    return worst;
}

size_t *floor_order(const struct floor *floor, struct arena *arena, size_t *count)
{
    size_t *order = arena_take(arena, (floor->calls + 1) * sizeof *order);

    for (size_t i = 0; i < floor->speech_count; i++)
        if (floor->speeches[i].call)
            order[floor->speeches[i].call - 1] = i;
    *count = floor->calls;
    return order;
}

/* ---- estimates ---- */

/* What is left of a speech that has the floor or was interrupted. */
static int64_t rest_of(const struct floor *floor, int index, instant now)
{
    const struct floor_speech *speech;
    int64_t rest;

    if (index < 0)
        return 0;
    speech = &floor->speeches[index];
    rest = speech->planned - speech->used;
    if (speech->state == SPEECH_SPEAKING && now > speech->since)
        rest -= now - speech->since;
    return rest > 0 ? rest : 0;
}

/* Those of a kind who wait and are not on a list come one after the other: interposed ones by rank,
 * replies first ones first. */
static int64_t play_waiting(const struct floor *floor, enum speech_kind kind, int64_t after,
                            int64_t *out)
{
    for (unsigned rank = 0; rank < INTERPOSED_COUNT; rank++)
        for (size_t i = 0; i < floor->speech_count; i++) {
            const struct floor_speech *speech = &floor->speeches[i];
            unsigned its = kind == SPEECH_REPLY ? speech->reply : (unsigned)speech->interposed;

            if (speech->kind != kind || speech->state != SPEECH_WAITING || its != rank)
                continue;
            out[i] = after;
            after += speech->planned;
        }
    return after;
}

/* Plays the list of an item on as planned. */
static int64_t play_list(const struct floor *floor, struct floor_item *item, bool present,
                         instant now, int64_t after, int64_t *out)
{
    const int both[] = {floor->holder, floor->paused};
    struct turn_choice choice;
    struct turns turns;

    turns_order(&item->turns);
    turns = item->turns;
    for (size_t i = 0; present && i < 2; i++)
        if (both[i] >= 0 && floor->speeches[both[i]].kind == SPEECH_LIST)
            turns_spend(&turns, floor->speeches[both[i]].group, rest_of(floor, both[i], now));
    while (turns_choose(&turns, &choice)) {
        struct turn turn = turns_take(&turns, choice.group);

        out[turn.speaker] = after;
        turns_spend(&turns, choice.group, turn.planned);
        after += turn.planned;
    }
    return after;
}

int64_t *floor_estimates(struct floor *floor, instant now, struct arena *arena)
{
    int64_t *out = arena_take(arena, (floor->speech_count + 1) * sizeof *out);
    int64_t after;

    for (size_t i = 0; i < floor->speech_count; i++)
        out[i] = -1;
    if (floor->closed)
        return out;
    after = rest_of(floor, floor->holder, now);
    after = play_waiting(floor, SPEECH_INTERPOSED, after, out);
    after += rest_of(floor, floor->paused, now);
    if (!floor->replies && floor->item >= 0)
        after = play_list(floor, floor->items[floor->item], true, now, after, out);
    for (size_t i = 0; !floor->replies && i < floor->item_count; i++)
        if (!floor->items[i]->begun)
            after = play_list(floor, floor->items[i], false, now, after, out);
    play_waiting(floor, SPEECH_REPLY, after, out);
    return out;
}
