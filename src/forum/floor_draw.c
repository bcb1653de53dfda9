/* The floor's lottery among those of a group who wait. */
#include <stdlib.h>

#include "base/memory.h"
#include "forum/floor_part.h"
#include "forum/lottery.h"

/* Those of a group who wait on an item, or those who stand in its pool. */
static size_t collect(const struct floor *floor, int item, unsigned group, bool pooled,
                      struct slice *out)
{
    size_t count = 0;

    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        if (speech->kind == SPEECH_LIST && speech->item == item && speech->group == group &&
            (pooled ? speech->pooled : speech->state == SPEECH_WAITING))
            out[count++] = speech->speaker;
    }
    return count;
}

bool floor_pool(const struct floor *floor, int item, unsigned group, struct digest *out)
{
    struct slice *names = memory_take((floor->speech_count + 1) * sizeof *names);
    bool found = lottery_pool(names, collect(floor, item, group, false, names), out);

    free(names);
    return found;
}

bool floor_pool_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct digest pool;
    struct floor_draw *draw;
    unsigned group;
    int item;

    if (!floor_find_item(floor, event, &item, error) ||
        !floor_find_group(floor, event, &group, error))
        return false;
    draw = &floor->items[item]->draws[group];
    if (!floor->items[item]->closed)
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "the list is closed before its pool is announced");
    if (draw->state != DRAW_NONE)
        return floor_refuse(error, ERROR_EVENT_REPEATED,
                            "a lottery of this group was announced; nobody draws until it suits");
    if (!floor_pool(floor, item, group, &pool) || !digest_equal(pool, event->pool))
        return floor_refuse(error, ERROR_RECORD_DIFFERS,
                            "this is not the digest of the pool of those who wait");
    for (size_t i = 0; i < floor->speech_count; i++) {
        struct floor_speech *speech = &floor->speeches[i];

        if (speech->kind == SPEECH_LIST && speech->item == item && speech->group == group)
            speech->pooled = speech->state == SPEECH_WAITING;
    }
    *draw = (struct floor_draw){DRAW_ANNOUNCED, event->number[FLOOR_SLOTS], event->at,
                                event->text[FLOOR_REASON], pool};
    floor_decide(floor, event, item);
    return true;
}

/* The one in the pool of that name. */
static struct floor_speech *in_pool(struct floor *floor, int item, unsigned group,
                                    struct slice name)
{
    for (size_t i = 0; i < floor->speech_count; i++) {
        struct floor_speech *speech = &floor->speeches[i];

        if (speech->pooled && speech->item == item && speech->group == group &&
            slice_equal(speech->speaker, name))
            return speech;
    }
    return NULL;
}

/* In the order drawn, as many as there are slots keep their place; a winner who has withdrawn since
 * gives it to the next. */
static void keep_winners(struct floor *floor, int item, unsigned group,
                         const struct ticket *tickets, size_t count, instant at)
{
    int64_t slots = floor->items[item]->draws[group].slots;

    for (size_t i = 0; i < count; i++) {
        struct floor_speech *speech = in_pool(floor, item, group, tickets[i].name);

        if (!speech || speech->state != SPEECH_WAITING)
            continue;
        if (slots-- > 0)
            continue;
        turns_leave(&floor->items[item]->turns, group, (size_t)floor_index(floor, speech));
        speech->state = SPEECH_NOT_DRAWN;
        speech->ended = at;
    }
}

bool floor_draw_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct slice *names;
    struct ticket *tickets;
    struct digest pool;
    unsigned group;
    size_t count;
    int item;

    if (!floor_find_item(floor, event, &item, error) ||
        !floor_find_group(floor, event, &group, error))
        return false;
    if (floor->items[item]->draws[group].state != DRAW_ANNOUNCED)
        return floor_refuse(error, ERROR_EVENT_ORDER, "no lottery of this group is announced");
    if (event->at <= floor->items[item]->draws[group].announced)
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "the beacon comes after the pool was announced");
    names = memory_take((floor->speech_count + 1) * sizeof *names);
    tickets = memory_take((floor->speech_count + 1) * sizeof *tickets);
    count = collect(floor, item, group, true, names);
    if (lottery_pool(names, count, &pool)) {
        lottery_draw(pool, event->text[FLOOR_BEACON], names, count, tickets);
        keep_winners(floor, item, group, tickets, count, event->at);
    }
    floor->items[item]->draws[group].state = DRAW_DRAWN;
    free(names);
    free(tickets);
    floor_decide(floor, event, item);
    return true;
}
