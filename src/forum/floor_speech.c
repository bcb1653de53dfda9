/* The floor itself: who is called, speaks, is interrupted and stops. */
#include "forum/floor_part.h"

/* ---- who is next ---- */

/* Interposed speeches by rank, then as they were asked for. */
static int next_interposed(const struct floor *floor)
{
    int best = FLOOR_NOBODY;

    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        if (speech->kind == SPEECH_INTERPOSED && speech->state == SPEECH_WAITING &&
            (best < 0 || speech->interposed < floor->speeches[best].interposed))
            best = (int)i;
    }
    return best;
}

/* Replies item by item, the first ones before the second, then as they were asked for. */
static bool replies_before(const struct floor_speech *a, const struct floor_speech *b)
{
    return a->item != b->item ? a->item < b->item : a->reply < b->reply;
}

static int next_reply(const struct floor *floor)
{
    int best = FLOOR_NOBODY;

    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        if (speech->kind == SPEECH_REPLY && speech->state == SPEECH_WAITING &&
            (best < 0 || replies_before(speech, &floor->speeches[best])))
            best = (int)i;
    }
    return best;
}

static void fill_call(const struct floor *floor, int speech, enum floor_why why,
                      const struct turn_choice *choice, struct floor_event *out)
{
    *out = (struct floor_event){.kind = FLOOR_EVENT_CALL,
                                .has = FLOOR_BIT(SPEECH) | FLOOR_BIT(SPEAKER) | FLOOR_BIT(WHY) |
                                       FLOOR_BIT(BEHIND) | FLOOR_BIT(WORST) | FLOOR_BIT(LOOKED)};
    out->number[FLOOR_SPEECH] = speech + 1;
    out->text[FLOOR_SPEAKER] = floor->speeches[speech].speaker;
    out->number[FLOOR_WHY] = why;
    out->number[FLOOR_BEHIND] = choice->behind;
    out->number[FLOOR_WORST] = choice->worst;
    out->number[FLOOR_LOOKED] = choice->looked;
}

static enum floor_why why_of(enum allotment_reason reason)
{
    static const enum floor_why whys[] = {
        [ALLOTMENT_ONLY] = WHY_ONLY, [ALLOTMENT_AHEAD] = WHY_AHEAD, [ALLOTMENT_END] = WHY_END};

    return whys[reason];
}

/* The call that is right, with `turns` those of the item that is taken up: they are led on. */
static bool next_call(const struct floor *floor, struct turns *turns, struct floor_event *out)
{
    struct turn_choice none = {0}, choice;
    int speech = next_interposed(floor);

    if (floor->closed || floor->holder >= 0)
        return false;
    if (speech >= 0) {
        fill_call(floor, speech, WHY_INTERPOSED, &none, out);
        return true;
    }
    if (floor->paused >= 0)
        return false;
    if (floor->replies) {
        speech = next_reply(floor);
        if (speech >= 0)
            fill_call(floor, speech, WHY_REPLY, &none, out);
        return speech >= 0;
    }
    if (floor->item < 0 || !turns_choose(turns, &choice))
        return false;
    fill_call(floor, (int)turns_first(turns, choice.group)->speaker, why_of(choice.reason), &choice,
              out);
    return true;
}

bool floor_next(struct floor *floor, struct floor_event *out)
{
    struct turns turns = {.whole = 1};

    if (floor->item >= 0) {
        turns_order(&floor->items[floor->item]->turns);
        turns = floor->items[floor->item]->turns;
    }
    return next_call(floor, &turns, out);
}

/* ---- calls ---- */

static bool differs(const struct floor_event *event, const struct floor_event *right,
                    struct error *error)
{
    static const enum floor_member compared[] = {FLOOR_WHY, FLOOR_BEHIND, FLOOR_WORST,
                                                 FLOOR_LOOKED};

    if (event->number[FLOOR_SPEECH] != right->number[FLOOR_SPEECH] ||
        !slice_equal(event->text[FLOOR_SPEAKER], right->text[FLOOR_SPEAKER]))
        return floor_refuse(
            error, ERROR_RECORD_DIFFERS,
            "the rule calls speech %lld, %.*s; the record says %lld, %.*s",
            (long long)right->number[FLOOR_SPEECH], SLICE_ARG(right->text[FLOOR_SPEAKER]),
            (long long)event->number[FLOOR_SPEECH], SLICE_ARG(event->text[FLOOR_SPEAKER]));
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++)
        if (event->number[compared[i]] != right->number[compared[i]])
            return floor_refuse(error, ERROR_RECORD_DIFFERS,
                                "the right speaker is called, but the reason that the record gives "
                                "is not the one that the rule gives");
    return true;
}

bool floor_call_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_event right;
    struct floor_speech *speech;

    if (!floor_next(floor, &right))
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            floor->holder >= 0
                                ? "somebody has the floor: they stop or are interrupted first"
                                : "nobody waits with a speech that may begin now and fits");
    if (!differs(event, &right, error))
        return false;
    speech = &floor->speeches[right.number[FLOOR_SPEECH] - 1];
    if (speech->kind == SPEECH_LIST) {
        struct turns *turns = &floor->items[floor->item]->turns;
        struct turn_choice choice;

        turns_choose(turns, &choice);
        turns_take(turns, choice.group);
    }
    speech->state = SPEECH_CALLED;
    speech->called = event->at;
    speech->call = ++floor->calls;
    speech->why = (enum floor_why)right.number[FLOOR_WHY];
    speech->behind = right.number[FLOOR_BEHIND];
    speech->worst = right.number[FLOOR_WORST];
    speech->looked = (unsigned)right.number[FLOOR_LOOKED];
    floor->holder = floor_index(floor, speech);
    return true;
}

static bool complete_call(struct floor *floor, struct floor_event *event, struct error *error)
{
    struct floor_event right;

    if (!floor_next(floor, &right))
        return floor_refuse(error, ERROR_EVENT_ORDER, "nobody can be called now");
    if (event->has & FLOOR_BIT(SPEECH))
        return true;
    right.at = event->at;
    *event = right;
    return true;
}

static void complete_pool(struct floor *floor, struct floor_event *event)
{
    int item = floor_item(floor, event->text[FLOOR_ITEM]);
    int group = floor->groups ? shares_find(floor->groups, event->text[FLOOR_GROUP]) : -1;

    if (item >= 0 && group >= 0 && !(event->has & FLOOR_BIT(POOL)) &&
        floor_pool(floor, item, (unsigned)group, &event->pool))
        event->has |= FLOOR_BIT(POOL);
}

bool floor_complete(struct floor *floor, struct floor_event *event, struct error *error)
{
    int speech =
        floor->holder >= 0 && event->kind != FLOOR_EVENT_RESUME ? floor->holder : floor->paused;

    if (event->kind == FLOOR_EVENT_CALL)
        return complete_call(floor, event, error);
    if (event->kind == FLOOR_EVENT_POOL)
        complete_pool(floor, event);
    if (event->kind < FLOOR_EVENT_ABSENT || event->kind > FLOOR_EVENT_STOP || speech < 0 ||
        event->has & FLOOR_BIT(SPEECH))
        return true;
    event->has |= FLOOR_BIT(SPEECH);
    event->number[FLOOR_SPEECH] = speech + 1;
    return true;
}

/* The speech that the event names, which has to be `wanted` and in that state. */
static bool expect(const struct floor *floor, const struct floor_event *event, int wanted,
                   enum speech_state state, const char *what, struct floor_speech **out,
                   struct error *error)
{
    if (!floor_find_speech(floor, event, out, error))
        return false;
    if (floor_index(floor, *out) == wanted && (*out)->state == state)
        return true;
    return floor_refuse(error,
                        (*out)->state == SPEECH_SPOKEN ? ERROR_EVENT_REPEATED : ERROR_EVENT_ORDER,
                        "speech %lld %s", (long long)event->number[FLOOR_SPEECH], what);
}

bool floor_absent_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;

    if (!expect(floor, event, floor->holder, SPEECH_CALLED, "was not just called", &speech, error))
        return false;
    speech->state = SPEECH_ABSENT;
    speech->ended = event->at;
    floor->holder = FLOOR_NOBODY;
    return true;
}

bool floor_start_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;

    if (!expect(floor, event, floor->holder, SPEECH_CALLED, "was not just called", &speech, error))
        return false;
    if (speech->kind == SPEECH_LIST)
        turns_heard(&floor->items[speech->item]->turns, speech->group, speech->position);
    speech->state = SPEECH_SPEAKING;
    speech->started = speech->since = event->at;
    return true;
}

/* ---- debits ---- */

/* The seconds since the last debit: those of a list, a question or an intervention are the group's;
 * a point of order makes the session shorter for all; a reply comes after the lists. */
static void debit(struct floor *floor, struct floor_speech *speech, instant at)
{
    int64_t seconds = at - speech->since;

    speech->used += seconds;
    speech->since = at;
    if (speech->kind == SPEECH_REPLY || speech->item < 0)
        return;
    if (speech->kind == SPEECH_INTERPOSED && speech->interposed >= INTERPOSED_ORDER) {
        turns_lose(&floor->items[speech->item]->turns, seconds);
        return;
    }
    turns_spend(&floor->items[speech->item]->turns, speech->group, seconds);
    floor->items[speech->item]->debited[speech->group] += seconds;
}

bool floor_pause_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;

    if (!expect(floor, event, floor->holder, SPEECH_SPEAKING, "does not run", &speech, error))
        return false;
    if (floor->paused >= 0)
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "one speech is interrupted already; what was interposed ends first");
    debit(floor, speech, event->at);
    speech->state = SPEECH_PAUSED;
    floor->paused = floor->holder;
    floor->holder = FLOOR_NOBODY;
    return true;
}

bool floor_resume_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;

    if (!expect(floor, event, floor->paused, SPEECH_PAUSED, "is not interrupted", &speech, error))
        return false;
    if (floor->holder >= 0)
        return floor_refuse(error, ERROR_EVENT_ORDER, "somebody else has the floor");
    speech->state = SPEECH_SPEAKING;
    speech->since = event->at;
    floor->holder = floor->paused;
    floor->paused = FLOOR_NOBODY;
    return true;
}

bool floor_stop_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    bool interrupted = floor->holder < 0 && floor->paused >= 0;
    int *place = interrupted ? &floor->paused : &floor->holder;
    struct floor_speech *speech;

    if (!expect(floor, event, *place, interrupted ? SPEECH_PAUSED : SPEECH_SPEAKING,
                "has not the floor", &speech, error))
        return false;
    if (!interrupted)
        debit(floor, speech, event->at);
    speech->state = SPEECH_SPOKEN;
    speech->ended = event->at;
    *place = FLOOR_NOBODY;
    return true;
}

/* ---- what comes before and after the list ---- */

bool floor_interpose_event(struct floor *floor, const struct floor_event *event,
                           struct error *error)
{
    enum floor_interposed interposed = (enum floor_interposed)event->number[FLOOR_KIND];
    struct floor_speech *speech;
    unsigned group;

    if (!floor_find_group(floor, event, &group, error))
        return false;
    if (interposed < INTERPOSED_ORDER && (floor->item < 0 || floor->replies))
        return floor_refuse(error, ERROR_EVENT_ORDER,
                            "a question or an intervention belongs to an item that is taken up, "
                            "before the replies");
    if (floor_is_asking(floor, SPEECH_INTERPOSED, floor->item, interposed,
                        event->text[FLOOR_SPEAKER]))
        return floor_refuse(error, ERROR_EVENT_REPEATED, "this was asked for already");
    if (!floor_add(floor, event, floor->item, group, &speech, error))
        return false;
    speech->kind = SPEECH_INTERPOSED;
    speech->interposed = interposed;
    speech->planned = INTERPOSED_SECONDS;
    return true;
}

/* Replies that an organisation has asked for on an item and not withdrawn. */
static unsigned replies_of(const struct floor *floor, int item, struct slice organisation)
{
    unsigned count = 0;

    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        count += speech->kind == SPEECH_REPLY && speech->item == item &&
                 speech->state != SPEECH_WITHDRAWN &&
                 slice_equal(speech->organisation, organisation);
    }
    return count;
}

bool floor_reply_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    struct floor_speech *speech;
    unsigned group, before;
    int item;

    if (!floor_find_item(floor, event, &item, error) ||
        !floor_find_group(floor, event, &group, error))
        return false;
    if (!floor->items[item]->begun)
        return floor_refuse(error, ERROR_EVENT_ORDER, "the item was not taken up yet");
    before = replies_of(floor, item, event->text[FLOOR_ORGANISATION]);
    if (before == 2)
        return floor_refuse(error, ERROR_EVENT_REPEATED,
                            "an organisation replies twice on an item and no more");
    if (!floor_add(floor, event, item, group, &speech, error))
        return false;
    speech->kind = SPEECH_REPLY;
    speech->reply = before + 1;
    speech->planned = before ? REPLY_SECOND : REPLY_FIRST;
    return true;
}

bool floor_replies_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    (void)event;
    if (floor->replies)
        return floor_refuse(error, ERROR_EVENT_REPEATED, "the replies have begun already");
    if (floor->holder >= 0 || floor->paused >= 0)
        return floor_refuse(error, ERROR_EVENT_ORDER, "somebody has the floor");
    floor->replies = true;
    return true;
}

bool floor_ruling_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    (void)error;
    floor_decide(floor, event, floor->item);
    return true;
}

bool floor_close_event(struct floor *floor, const struct floor_event *event, struct error *error)
{
    (void)event;
    if (floor->holder >= 0 || floor->paused >= 0)
        return floor_refuse(error, ERROR_EVENT_ORDER, "somebody has the floor");
    floor->closed = true;
    return true;
}
