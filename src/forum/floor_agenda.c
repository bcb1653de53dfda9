/* The floor's agenda: items, their lists, who asks to speak, time granted. */
#include "forum/floor_part.h"

bool floor_open_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct findings below = {0};

    shares_check(event->groups, &below);
    if (below.count)
        return members_wrong("groups", error,
                             "%s has %lld percent of the time; the floor is %lld, and no decision "
                             "goes below it (D3)",
                             below.items[0].where, (long long)below.items[0].value.number,
                             (long long)below.items[0].limit.number);
    floor->session = event->text[FLOOR_SESSION];
    floor->zone = event->text[FLOOR_ZONE];
    floor->groups = event->groups;
    floor->first = event->at;
    return true;
}

bool floor_agenda_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    int64_t weights[ALLOTMENT_GROUPS];
    struct floor_item *item;

    if (floor_item(floor, event->text[FLOOR_ITEM]) >= 0)
        return floor_refuse(error, ERROR_EVENT_REPEATED, "the agenda has this item already");
    if (floor->item_count == FLOOR_ITEMS)
        return floor_refuse(error, ERROR_TOO_LARGE, "a session has at most %d items",
                            (int)FLOOR_ITEMS);
    if (floor->replies)
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "the replies have begun: no item comes after them");
    item = arena_take(floor->arena, sizeof *item);
    item->id = event->text[FLOOR_ITEM];
    item->title = event->text[FLOOR_TITLE];
    item->length = event->number[FLOOR_LENGTH];
    for (size_t i = 0; i < floor->groups->count; i++)
        weights[i] = floor->groups->groups[i].weight;
    turns_start(&item->turns, weights, floor->groups->count, item->length);
    floor->items[floor->item_count++] = item;
    return true;
}

static bool is_drawing(const struct floor *floor, const struct floor_item *item)
{
    for (size_t i = 0; i < floor->groups->count; i++)
        if (item->draws[i].state == DRAW_ANNOUNCED)
            return true;
    return false;
}

static bool reopen(struct floor *floor, struct floor_item *item, const struct floor_event *event,
                   struct error *error)
{
    if (!(event->has & FLOOR_BIT(REASON)))
        return error_set(error, ERROR_MEMBER_MISSING,
                         "a list is reopened with a reason, which is public") ||
               error_where(error, "reason");
    if (is_drawing(floor, item))
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "a lottery is announced: the list stays closed until it is drawn");
    for (size_t i = 0; i < floor->groups->count; i++)
        item->draws[i].state = DRAW_NONE;
    return true;
}

bool floor_list_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    bool close = event->number[FLOOR_LIST] == LIST_CLOSED;
    int at;

    if (!floor_find_item(floor, event, &at, error))
        return false;
    if (floor->items[at]->closed == close)
        return floor_refuse(error, ERROR_EVENT_REPEATED, "the list is %s already",
                            close ? "closed" : "open");
    if (floor->replies)
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "the replies have begun: the lists are done with");
    if (!close && !reopen(floor, floor->items[at], event, error))
        return false;
    floor->items[at]->closed = close;
    floor_decide(floor, event, at);
    return true;
}

bool floor_inscribe_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;
    unsigned group;
    int item;

    if (!floor_find_item(floor, event, &item, error) ||
        !floor_find_group(floor, event, &group, error))
        return false;
    if (floor->items[item]->closed || floor->replies)
        return floor_refuse(
            error, ERROR_LIST_CLOSED,
            "the list of this item is closed; only points of order are taken, until the "
            "chair reopens it with a reason");
    if (floor_is_asking(floor, SPEECH_LIST, item, 0, event->text[FLOOR_SPEAKER]))
        return floor_refuse(error, ERROR_EVENT_REPEATED, "this speaker stands on the list already");
    if (!floor_add(floor, event, item, group, &speech, error))
        return false;
    turns_ask(&floor->items[item]->turns, group, floor->speech_count - 1, speech->position,
              speech->planned, floor->arena);
    return true;
}

bool floor_withdraw_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;

    if (!floor_find_speech(floor, event, &speech, error))
        return false;
    if (!slice_equal(speech->speaker, event->text[FLOOR_SPEAKER]))
        return members_wrong("speaker", error, "speech %lld is another speaker's",
                             (long long)event->number[FLOOR_SPEECH]);
    if (speech->state != SPEECH_WAITING)
        return floor_refuse(error, ERROR_EVENT_ORDER, "this speaker does not wait");
    if (speech->kind == SPEECH_LIST)
        turns_leave(&floor->items[speech->item]->turns, speech->group,
                    (size_t)floor_index(floor, speech));
    speech->state = SPEECH_WITHDRAWN;
    speech->ended = event->at;
    return true;
}

bool floor_begin_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    int item;

    if (!floor_find_item(floor, event, &item, error))
        return false;
    if (floor->item == item)
        return floor_refuse(error, ERROR_EVENT_REPEATED, "this item is taken up already");
    if (floor->holder >= 0 || floor->paused >= 0 || floor->replies)
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "an item is taken up when nobody has the floor and before the replies");
    floor->item = item;
    floor->items[item]->begun = true;
    return true;
}

bool floor_grant_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    int64_t seconds = event->number[FLOOR_SECONDS];
    unsigned group;
    int item;

    if (!floor_find_item(floor, event, &item, error) ||
        !floor_find_group(floor, event, &group, error))
        return false;
    if (floor->items[item]->granted[group] + seconds > FLOOR_ITEM_SECONDS)
        return members_wrong("seconds", error, "at most %d seconds in all",
                             (int)FLOOR_ITEM_SECONDS);
    floor->items[item]->granted[group] += seconds;
    turns_grant(&floor->items[item]->turns, group, seconds);
    floor_decide(floor, event, item);
    return true;
}
