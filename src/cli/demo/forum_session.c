/* One session: who asks for the floor, who gets it by the rule, the record, a ruling, the report. */
#include <stdio.h>
#include <string.h>

#include "base/files.h"
#include "cli/demo/forum_prose.h"
#include "cli/demo/forum_story.h"
#include "text/floor_report.h"

enum {
    SESSION_DAY = 60,
    SESSION_HOUR = 9,
    SESSION_SECONDS = 10800,
    CHANGE_SECONDS = 10, /* from one speaker to the next */
    SLOTS = 12           /* that are drawn among those of civil society */
};

struct play {
    struct forum_story *story;
    struct arena *arena;
    struct floor floor;
    struct buffer record;
    instant now;
    struct error *error;
};

/* An event that has to be possible: completed, applied, written. */
static bool happen(struct play *play, struct floor_event *event)
{
    event->at = play->now;
    if (!floor_complete(&play->floor, event, play->error) ||
        !floor_apply(&play->floor, event, play->error))
        return false;
    floor_event_write(event, &play->record);
    return true;
}

struct part {
    const char *name, *value;
};

/* The same as words: parts end with a NULL name. */
static bool say(struct play *play, enum floor_kind kind, const struct part *parts)
{
    struct floor_event event = {.kind = kind};

    for (; parts->name; parts++)
        if (!floor_event_set(&event, slice_text(parts->name),
                             arena_copy(play->arena, slice_text(parts->value)), play->error))
            return false;
    return happen(play, &event);
}

static bool say_alone(struct play *play, enum floor_kind kind)
{
    return say(play, kind, (const struct part[]){{0}});
}

static bool open_floor(struct play *play, const struct shares *shares)
{
    struct floor_event event = {.kind = FLOOR_EVENT_OPEN, .groups = shares};

    event.has = FLOOR_BIT(GROUPS);
    return floor_event_set(&event, SLICE("session"), SLICE(FORUM_SESSION), play->error) &&
           floor_event_set(&event, SLICE("zone"), SLICE("Europe/Vienna"), play->error) &&
           happen(play, &event) &&
           say(play, FLOOR_EVENT_AGENDA,
               (const struct part[]){
                   {"item", "1"}, {"title", forum_meeting_titles[0]}, {"length_s", "10800"}, {0}});
}

static bool inscribe(struct play *play, const struct forum_group *group, unsigned speaker,
                     unsigned within)
{
    static const char *const positions[] = {"for", "against", "neither"};
    struct world *world = play->story->stage.world;
    const struct forum_zone *zone = &forum_zones[speaker % FORUM_ZONES];
    bool state = strcmp(group->kind, "states") == 0;
    const char *name =
        state ? world_text(world, "Delegation %u", within + 1) : forum_person(world, speaker);
    const char *body = state ? name : forum_name(world, speaker);

    play->now += 2;
    return say(play, FLOOR_EVENT_INSCRIBE,
               (const struct part[]){
                   {"item", "1"},
                   {"speaker", world_text(world, "%s, speaker %u", name, speaker + 1)},
                   {"group", group->name},
                   {"organisation", body},
                   {"region", zone->region},
                   {"capacity", world_text(world, "in %s", zone->zone)},
                   {"planned_s", world_text(world, "%u", 90 + speaker * 37 % 91)},
                   {"remote", speaker % 3 ? "no" : "yes"},
                   {"position", positions[speaker % 3]},
                   {0},
               });
}

static bool ask_for_floor(struct play *play)
{
    unsigned speaker = 0;

    for (size_t i = 0; i < FORUM_GROUPS; i++)
        for (unsigned within = 0; within < forum_groups[i].speakers; within++)
            if (!inscribe(play, &forum_groups[i], speaker++, within))
                return false;
    return true;
}

/* More of civil society ask than there are slots: the pool is announced, then drawn. */
static bool draw(struct play *play)
{
    struct world *world = play->story->stage.world;

    play->now += 60;
    if (!say(play, FLOOR_EVENT_LIST,
             (const struct part[]){{"item", "1"}, {"list", "closed"}, {0}}) ||
        !say(play, FLOOR_EVENT_POOL,
             (const struct part[]){{"item", "1"},
                                   {"group", "Civil society"},
                                   {"slots", world_text(world, "%d", SLOTS)},
                                   {"reason", "the beacon is what the six delegations read out"},
                                   {0}}))
        return false;
    play->now += 60;
    return say(play, FLOOR_EVENT_DRAW,
               (const struct part[]){
                   {"item", "1"}, {"group", "Civil society"}, {"beacon", "4 19 23 31 36 42"}, {0}});
}

/* One speaker after the other, some shorter or longer than planned, one in thirty absent. */
static bool speak(struct play *play, instant end)
{
    struct floor_event next;

    for (unsigned turn = 0; floor_next(&play->floor, &next); turn++) {
        int64_t planned =
            play->floor.speeches[next.number[FLOOR_SPEECH] - 1].planned + turn % 5 * 8 - 16;

        if (play->now + 2 * CHANGE_SECONDS + planned > end)
            break;
        play->now += CHANGE_SECONDS;
        if (!say_alone(play, FLOOR_EVENT_CALL))
            return false;
        play->now += CHANGE_SECONDS;
        if (turn % 30 == 29) {
            if (!say_alone(play, FLOOR_EVENT_ABSENT))
                return false;
            continue;
        }
        if (!say_alone(play, FLOOR_EVENT_START))
            return false;
        play->now += planned;
        if (!say_alone(play, FLOOR_EVENT_STOP))
            return false;
    }
    return say(play, FLOOR_EVENT_RULING,
               (const struct part[]){{"reason", "who was not reached hands in the statement"},
                                     {0}}) &&
           say_alone(play, FLOOR_EVENT_CLOSE);
}

/* The adopted shares, which outlive the record that they are read from. */
static const struct shares *keep_shares(struct play *play, const struct forum *forum)
{
    struct shares *kept = arena_take(play->arena, sizeof *kept);

    *kept = forum->meetings.shares;
    for (size_t i = 0; i < kept->count; i++)
        kept->groups[i].name = arena_copy(play->arena, kept->groups[i].name);
    return kept;
}

static bool play_floor(struct play *play)
{
    struct known_matter *known = arena_take(play->arena, sizeof *known);
    struct node *node = &play->story->stage.world->nodes[0];
    const char *path = world_path(play->story->stage.world, "un/floor/" FORUM_SESSION ".floor");
    instant end = play->now + SESSION_SECONDS;
    bool ok;

    if (!node_load(node, SLICE(""), play->now, known, play->error))
        return false;
    floor_start(&play->floor, play->arena);
    ok = open_floor(play, keep_shares(play, &known->forum->forum)) && ask_for_floor(play) &&
         draw(play) && say(play, FLOOR_EVENT_BEGIN, (const struct part[]){{"item", "1"}, {0}}) &&
         speak(play, end) && files_create(path, buffer_slice(&play->record), 0600, play->error);
    known_matter_free(known);
    return ok;
}

/* ---- what is filed ---- */

static struct world_act session_act(const char *type, const char *by)
{
    struct world_act act = forum_act_of(type, by);

    world_set(&act, "session=" FORUM_SESSION);
    return act;
}

static bool rule(struct forum_story *story, struct error *error)
{
    struct world_act act = session_act("ruling", FORUM_SECRETARIAT);
    struct world_act chair = forum_act_of("ruling-countersigned", FORUM_CHAIR);
    struct digest ruling;
    char hash[DIGEST_TEXT];

    stage_at(&story->stage, SESSION_DAY, SESSION_HOUR + 1);
    world_set(&act, stage_time(&story->stage, "ruled", 0));
    world_set(&act, stage_text(&story->stage, "text", forum_prose_ruling));
    if (!stage_add(&story->stage, &act, &ruling, error) ||
        !forum_done(story, FORUM_SECRETARIAT, "note a ruling of the chair", error))
        return false;
    world_set(&chair, world_text(story->stage.world, "ruling=\"%s\"", digest_write(ruling, hash)));
    stage_at(&story->stage, SESSION_DAY, SESSION_HOUR + 2);
    return forum_act(story, &chair, error) &&
           forum_done(story, FORUM_CHAIR, "countersign it before the session ends", error);
}

static bool fix_record(struct play *play, const char *record)
{
    struct forum_story *story = play->story;
    struct world_act act = session_act("floor-record", FORUM_SECRETARIAT);

    stage_at(&story->stage, SESSION_DAY, SESSION_HOUR + 4);
    world_set(&act, record);
    world_set(&act, world_text(story->stage.world, "lines=%u", play->floor.lines));
    return forum_act(story, &act, play->error) &&
           forum_done(story, FORUM_SECRETARIAT, "fix the record of the floor by its hash",
                      play->error);
}

static bool compile(struct play *play, struct buffer *out)
{
    struct known_matter *known = arena_take(play->arena, sizeof *known);
    struct node *node = &play->story->stage.world->nodes[0];
    struct floor_report report = {.floor = &play->floor,
                                  .record = sha256_of(buffer_slice(&play->record))};

    if (!node_load(node, SLICE(""), stage_now(&play->story->stage), known, play->error))
        return false;
    report.forum = &known->forum->forum;
    floor_report_write(&report, play->arena, out);
    known_matter_free(known);
    return true;
}

static bool file_report(struct play *play, const char *record, const char *stage, const char *what)
{
    struct forum_story *story = play->story;
    struct world_act act = session_act("report", FORUM_SECRETARIAT);
    struct buffer report = {0};
    bool ok = compile(play, &report);

    world_set(&act, world_text(story->stage.world, "stage=%s", stage));
    world_set(&act, record);
    if (ok)
        world_set(&act, stage_text(&story->stage, "report", buffer_string(&report)));
    buffer_free(&report);
    return ok && forum_act(story, &act, play->error) &&
           forum_done(story, FORUM_SECRETARIAT, what, play->error);
}

bool forum_session(struct forum_story *story, struct error *error)
{
    struct world *world = story->stage.world;
    struct play *play = arena_take(&world->arena, sizeof *play);
    char hash[DIGEST_TEXT];
    const char *record;
    bool ok;

    *play = (struct play){.story = story, .arena = &world->arena, .error = error};
    stage_at(&story->stage, SESSION_DAY, SESSION_HOUR);
    play->now = story->stage.begin + SESSION_DAY * DAY + SESSION_HOUR * HOUR;
    ok = play_floor(play);
    if (ok) {
        forum_tell(story, FORUM_CHAIR, "open the floor; the rule calls one speaker after the other",
                   world_text(world, "%u lines, %u calls", play->floor.lines, play->floor.calls));
        record = world_text(world, "record=\"%s\"",
                            digest_write(sha256_of(buffer_slice(&play->record)), hash));
        ok = rule(story, error) && fix_record(play, record) &&
             file_report(play, record, "draft", "file the report that is compiled from it");
        stage_at(&story->stage, SESSION_DAY + 7, SESSION_HOUR + 5);
        ok = ok && file_report(play, record, "final", "file it as final, a week later");
    }
    buffer_free(&play->record);
    return ok;
}
