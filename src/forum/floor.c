#include "forum/floor_part.h"

#include <stdarg.h>
#include <stdio.h>

bool floor_refuse(struct error *error, enum error_code code, const char *format, ...)
{
    char message[sizeof error->message];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(error, code, "%s", message);
}

/* ---- finding things ---- */

int floor_item(const struct floor *floor, struct slice id)
{
    for (size_t i = 0; i < floor->item_count; i++)
        if (slice_equal(floor->items[i]->id, id))
            return (int)i;
    return FLOOR_NOBODY;
}

bool floor_find_item(const struct floor *floor, const struct floor_event *event, int *out,
                     struct error *error)
{
    *out = floor_item(floor, event->text[FLOOR_ITEM]);
    return *out >= 0 || members_wrong("item", error, "there is no item \"%.*s\"",
                                      SLICE_ARG(event->text[FLOOR_ITEM]));
}

bool floor_find_group(const struct floor *floor, const struct floor_event *event, unsigned *out,
                      struct error *error)
{
    int group = shares_find(floor->groups, event->text[FLOOR_GROUP]);

    *out = group < 0 ? 0 : (unsigned)group;
    return group >= 0 || members_wrong("group", error, "there is no group \"%.*s\"",
                                       SLICE_ARG(slice_part(event->text[FLOOR_GROUP], 0, 60)));
}

bool floor_find_speech(const struct floor *floor, const struct floor_event *event,
                       struct floor_speech **out, struct error *error)
{
    int64_t number = event->number[FLOOR_SPEECH];

    if (number > (int64_t)floor->speech_count)
        return members_wrong("speech", error, "there are %zu speeches", floor->speech_count);
    *out = &floor->speeches[number - 1];
    return true;
}

int floor_index(const struct floor *floor, const struct floor_speech *speech)
{
    return (int)(speech - floor->speeches);
}

/* ---- adding things ---- */

static void *grown(struct arena *arena, void *old, size_t count, size_t *room, size_t size)
{
    void *more;

    if (count < *room)
        return old;
    *room = *room ? 2 * *room : 16;
    more = arena_take(arena, *room * size);
    if (count)
        memcpy(more, old, count * size);
    return more;
}

void floor_decide(struct floor *floor, const struct floor_event *event, int item)
{
    floor->decisions = grown(floor->arena, floor->decisions, floor->decision_count,
                             &floor->decision_room, sizeof *floor->decisions);
    floor->decisions[floor->decision_count++] = (struct floor_decision){
        .at = event->at,
        .kind = event->kind,
        .text = event->text[FLOOR_REASON],
        .item = item,
        .line = floor->lines + 1,
    };
}

bool floor_add(struct floor *floor, const struct floor_event *event, int item, unsigned group,
               struct floor_speech **out, struct error *error)
{
    if (floor->speech_count == FLOOR_SPEECHES)
        return floor_refuse(error, ERROR_TOO_LARGE, "a session has at most %d speeches",
                            (int)FLOOR_SPEECHES);
    floor->speeches = grown(floor->arena, floor->speeches, floor->speech_count, &floor->speech_room,
                            sizeof *floor->speeches);
    *out = &floor->speeches[floor->speech_count++];
    **out = (struct floor_speech){
        .item = item,
        .group = group,
        .speaker = event->text[FLOOR_SPEAKER],
        .organisation = event->text[FLOOR_ORGANISATION],
        .region = event->text[FLOOR_REGION],
        .capacity = event->text[FLOOR_CAPACITY],
        .position = (enum floor_position)event->number[FLOOR_POSITION],
        .remote = event->number[FLOOR_REMOTE] != 0,
        .planned = event->number[FLOOR_PLANNED],
        .asked = event->at,
        .line = floor->lines + 1,
    };
    return true;
}

bool floor_is_asking(const struct floor *floor, enum speech_kind kind, int item,
                     enum floor_interposed interposed, struct slice speaker)
{
    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        if (speech->state < SPEECH_SPOKEN && speech->kind == kind && speech->item == item &&
            speech->interposed == interposed && slice_equal(speech->speaker, speaker))
            return true;
    }
    return false;
}

/* ---- the fold ---- */

static floor_handler *const handlers[FLOOR_EVENT_COUNT] = {
    [FLOOR_EVENT_OPEN] = floor_open_event,           [FLOOR_EVENT_AGENDA] = floor_agenda_event,
    [FLOOR_EVENT_LIST] = floor_list_event,           [FLOOR_EVENT_INSCRIBE] = floor_inscribe_event,
    [FLOOR_EVENT_WITHDRAW] = floor_withdraw_event,   [FLOOR_EVENT_POOL] = floor_pool_event,
    [FLOOR_EVENT_DRAW] = floor_draw_event,           [FLOOR_EVENT_BEGIN] = floor_begin_event,
    [FLOOR_EVENT_CALL] = floor_call_event,           [FLOOR_EVENT_ABSENT] = floor_absent_event,
    [FLOOR_EVENT_START] = floor_start_event,         [FLOOR_EVENT_PAUSE] = floor_pause_event,
    [FLOOR_EVENT_RESUME] = floor_resume_event,       [FLOOR_EVENT_STOP] = floor_stop_event,
    [FLOOR_EVENT_INTERPOSE] = floor_interpose_event, [FLOOR_EVENT_REPLY] = floor_reply_event,
    [FLOOR_EVENT_REPLIES] = floor_replies_event,     [FLOOR_EVENT_GRANT] = floor_grant_event,
    [FLOOR_EVENT_RULING] = floor_ruling_event,       [FLOOR_EVENT_CLOSE] = floor_close_event,
};

void floor_start(struct floor *floor, struct arena *arena)
{
    *floor = (struct floor){
        .arena = arena, .item = FLOOR_NOBODY, .holder = FLOOR_NOBODY, .paused = FLOOR_NOBODY};
}

/* The clock of a record goes on, and no speech lasts longer than a speech can. */
static bool check_clock(const struct floor *floor, const struct floor_event *event,
                        struct error *error)
{
    const struct floor_speech *holder = floor->holder >= 0 ? &floor->speeches[floor->holder] : NULL;

    if (floor->lines == 0)
        return true;
    if (event->at < floor->last)
        return floor_refuse(error, ERROR_CLOCK_JUMP,
                            "the time lies %lld seconds before that of the line above",
                            (long long)(floor->last - event->at));
    if (event->at - floor->first > FLOOR_SPAN * (int64_t)DAY)
        return floor_refuse(error, ERROR_CLOCK_JUMP, "a session's record spans at most %d days",
                            (int)FLOOR_SPAN);
    if (holder && holder->state == SPEECH_SPEAKING &&
        event->at - holder->since > FLOOR_SPEECH_SECONDS)
        return floor_refuse(error, ERROR_CLOCK_JUMP,
                            "the speech would have lasted %lld seconds without a pause; at most "
                            "%d are possible",
                            (long long)(event->at - holder->since), (int)FLOOR_SPEECH_SECONDS);
    return true;
}

bool floor_apply(struct floor *floor, const struct floor_event *event, struct error *error)
{
    if ((floor->lines == 0) != (event->kind == FLOOR_EVENT_OPEN))
        return floor_refuse(error, floor->lines ? ERROR_EVENT_REPEATED : ERROR_EVENT_ORDER,
                            "a record begins with \"open\", and has it once");
    if (floor->closed)
        return floor_refuse(error, ERROR_EVENT_ORDER, "the session is closed");
    if (!check_clock(floor, event, error) || !handlers[event->kind](floor, event, error))
        return false;
    floor->last = event->at;
    floor->lines++;
    return true;
}

bool floor_read(struct slice text, struct arena *arena, struct floor *out, struct error *error)
{
    struct floor_event event;
    struct slice rest = text, line;

    floor_start(out, arena);
    if (text.size > FLOOR_BYTES)
        return floor_refuse(error, ERROR_TOO_LARGE, "a record has at most %d MiB",
                            FLOOR_BYTES >> 20);
    while (slice_line(&rest, &line))
        if (!floor_event_parse(line, arena, &event, error) || !floor_apply(out, &event, error))
            return error_at(error, out->lines + 1, 0);
    if (rest.size == 0 && out->lines > 0)
        return true;
    floor_refuse(error, ERROR_LINE_SYNTAX,
                 out->lines ? "the record ends in the middle of a line" : "the record is empty");
    return error_at(error, out->lines + 1, 0);
}
