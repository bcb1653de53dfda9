#include "forum/floor_maker.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const group_names[] = {"States", "NGOs", "Industry", "Academia"};

static struct slice keep(struct made_floor *made, struct slice text)
{
    return arena_copy(&made->arena, text);
}

void made_floor_open(struct made_floor *made)
{
    static const enum share_kind kinds[] = {SHARE_STATES, SHARE_CIVIL_SOCIETY, SHARE_PRIVATE_SECTOR,
                                            SHARE_ACADEMIA};
    static const int64_t weights[] = {70, 12, 9, 9};
    struct floor_event event = {.kind = FLOOR_EVENT_OPEN,
                                .has = FLOOR_BIT(SESSION) | FLOOR_BIT(ZONE) | FLOOR_BIT(GROUPS)};
    struct shares *shares;
    struct error error = {0};

    *made = (struct made_floor){.now = instant_civil(2027, 3, 1, 9, 0, 0)};
    shares = arena_take(&made->arena, sizeof *shares);
    for (size_t i = 0; i < 4; i++) {
        shares->groups[shares->count++] =
            (struct share){slice_text(group_names[i]), kinds[i], weights[i]};
        shares->whole += weights[i];
    }
    floor_start(&made->floor, &made->arena);
    event.text[FLOOR_SESSION] = SLICE("s-3");
    event.text[FLOOR_ZONE] = SLICE("Europe/Vienna");
    event.groups = shares;
    event.at = made->now;
    if (!made_floor_event(made, &event, &error))
        abort();
}

void made_floor_free(struct made_floor *made)
{
    buffer_free(&made->record);
    arena_free(&made->arena);
}

bool made_floor_event(struct made_floor *made, struct floor_event *event, struct error *error)
{
    event->at = made->now;
    if (!floor_complete(&made->floor, event, error) || !floor_event_whole(event, error) ||
        !floor_apply(&made->floor, event, error))
        return false;
    floor_event_write(event, &made->record);
    return true;
}

bool made_floor_do(struct made_floor *made, int64_t after, const char *text, struct error *error)
{
    struct slice rest = keep(made, slice_text(text));
    struct floor_event event = {0};
    bool first = true;

    *error = (struct error){0};
    while (rest.size) {
        size_t end = slice_find(rest, 0, '|'), equals;
        struct slice part = slice_part(rest, 0, end == SIZE_MAX ? rest.size : end);

        rest = end == SIZE_MAX ? SLICE("") : slice_from(rest, end + 1);
        equals = slice_find(part, 0, '=');
        if (first)
            event.kind = floor_event_kind(part);
        else if (!floor_event_set(&event, slice_part(part, 0, equals), slice_from(part, equals + 1),
                                  error))
            return false;
        first = false;
    }
    if (event.kind == FLOOR_EVENT_COUNT)
        abort();
    made->now += after;
    if (made_floor_event(made, &event, error))
        return true;
    made->now -= after;
    return false;
}

/* ---- a whole session ---- */

struct play {
    struct made_floor *made;
    struct test_random random;
    unsigned named;
};

static uint64_t below(struct play *play, uint64_t limit)
{
    return test_random_below(&play->random, limit);
}

/* What may be refused is: nothing changes then. */
static bool act(struct play *play, const char *text)
{
    struct error error;

    return made_floor_do(play->made, (int64_t)below(play, 20), text, &error);
}

static void inscribe(struct play *play, const char *item)
{
    static const char *const regions[] = {"africa", "asia-pacific", "eastern-europe"};
    static const char *const positions[] = {"|position=for", "|position=against",
                                            "|position=neither", ""};
    uint64_t group = below(play, 10);
    char text[400];

    group = group < 7 ? 0 : group - 6;
    snprintf(text, sizeof text,
             "inscribe|item=%s|speaker=Speaker %u|group=%s|organisation=Body %d|region=%s|"
             "capacity=delegate|planned_s=%d|remote=%s%s",
             item, play->named++, group_names[group], (int)below(play, 40), regions[below(play, 3)],
             60 + (int)below(play, 240), below(play, 5) ? "no" : "yes", positions[below(play, 4)]);
    act(play, text);
}

static void interpose(struct play *play)
{
    char text[300];

    snprintf(text, sizeof text,
             "interpose|kind=%s|speaker=Speaker %u|group=%s|organisation=Body %d|region=africa|"
             "capacity=delegate|remote=no",
             floor_words_interposed.words[below(play, INTERPOSED_COUNT)], play->named++,
             group_names[below(play, 4)], (int)below(play, 40));
    act(play, text);
}

/* The one who has the floor speaks for a time around what was planned. */
static void speak(struct play *play)
{
    struct error error;

    if (below(play, 12) == 0) {
        act(play, "absent");
        return;
    }
    act(play, "start");
    if (play->made->floor.paused < 0 && below(play, 6) == 0) {
        made_floor_do(play->made, (int64_t)below(play, 100), "pause", &error);
        interpose(play);
        while (act(play, "call")) {
            act(play, "start");
            made_floor_do(play->made, (int64_t)below(play, 60), "stop", &error);
        }
        act(play, "resume");
    }
    made_floor_do(play->made, (int64_t)below(play, 330), "stop", &error);
}

static void draw(struct play *play, const char *item)
{
    char text[200];

    snprintf(text, sizeof text, "list|item=%s|list=closed", item);
    act(play, text);
    snprintf(text, sizeof text, "pool|item=%s|group=NGOs|slots=4|reason=the root of entry 900",
             item);
    act(play, text);
    play->made->now++;
    snprintf(text, sizeof text, "draw|item=%s|group=NGOs|beacon=%llu", item,
             (unsigned long long)below(play, 1000000));
    act(play, text);
    if (below(play, 2)) {
        snprintf(text, sizeof text, "list|item=%s|list=reopened|reason=a State asked late", item);
        act(play, text);
        inscribe(play, item);
    }
}

static void reply(struct play *play, const char *item)
{
    char text[300];

    snprintf(text, sizeof text,
             "reply|item=%s|speaker=Speaker %u|group=States|organisation=Body %d|region=africa|"
             "capacity=delegate|remote=no",
             item, play->named++, (int)below(play, 4));
    act(play, text);
}

static void play_item(struct play *play, const char *item)
{
    char text[100];

    snprintf(text, sizeof text, "begin|item=%s", item);
    act(play, text);
    for (unsigned turn = 0; turn < 60; turn++) {
        if (below(play, 3) == 0)
            inscribe(play, item);
        if (below(play, 12) == 0)
            interpose(play);
        if (below(play, 20) == 0)
            reply(play, item);
        if (turn == 20)
            draw(play, item);
        if (below(play, 25) == 0) {
            snprintf(text, sizeof text, "withdraw|speech=%d|speaker=Speaker %d",
                     1 + (int)below(play, 30), (int)below(play, 30));
            act(play, text);
        }
        if (below(play, 40) == 0) {
            snprintf(text, sizeof text, "grant|item=%s|group=Academia|seconds=120|reason=as agreed",
                     item);
            act(play, text);
        }
        if (!act(play, "call"))
            break;
        speak(play);
    }
}

void made_floor_play(struct made_floor *made, uint64_t seed)
{
    static const char *const items[] = {"1", "2", "3"};
    struct play play = {.made = made, .random = {seed, 0}};

    made_floor_open(made);
    act(&play, "agenda|item=1|title=Opening|length_s=2400");
    act(&play, "agenda|item=2|title=Chapter IV|length_s=5400");
    act(&play, "agenda|item=3|title=Chapter V|length_s=3000");
    for (unsigned i = 0; i < 80; i++)
        inscribe(&play, items[below(&play, 3)]);
    for (size_t i = 0; i < 3; i++)
        play_item(&play, items[i]);
    act(&play, "replies");
    while (act(&play, "call"))
        speak(&play);
    act(&play, "close");
}
