#include "cli/demo/forum_story.h"

#include <stdio.h>

#include "cli/demo/forum_prose.h"
#include "forum/content.h"

/* ---- telling ---- */

void forum_tell(struct forum_story *story, const char *who, const char *what, const char *answer)
{
    struct story_step step = {who, what, answer, NULL};

    story->tell(story->context, &step);
}

static bool broken(struct forum_story *story, const char *who, const char *what,
                   const struct error *error)
{
    struct story_step step = {who, what, "refused", story->stage.world->findings};

    if (error->code == ERROR_STATEMENT_REFUSED)
        story->tell(story->context, &step);
    return false;
}

bool forum_act(struct forum_story *story, const struct world_act *act, struct error *error)
{
    return stage_add(&story->stage, act, NULL, error);
}

bool forum_done(struct forum_story *story, const char *who, const char *what, struct error *error)
{
    size_t count = story->stage.count;

    if (!stage_flush(&story->stage, error))
        return broken(story, who, what ? what : "a statement", error);
    if (what)
        forum_tell(story, who, what,
                   count == 1 ? "accepted" : world_text(story->stage.world, "%zu accepted", count));
    return true;
}

bool forum_attempt(struct forum_story *story, const struct world_act *act, const char *what,
                   enum finding_code reason, struct error *error)
{
    const struct findings *findings = story->stage.world->findings;
    struct story_step step = {act->signers[0], what, "refused", findings};

    if (!stage_add(&story->stage, act, NULL, error))
        return false;
    if (stage_flush(&story->stage, error))
        return error_set(error, ERROR_SYSTEM, "%s was accepted", what);
    if (error->code != ERROR_STATEMENT_REFUSED || !findings_have(findings, reason))
        return broken(story, act->signers[0], what, error);
    story->tell(story->context, &step);
    *error = (struct error){0};
    return true;
}

const char *forum_name(struct world *world, unsigned number)
{
    return world_text(world, "%s %s", forum_first[number % FORUM_WORDS],
                      forum_bodies[number % FORUM_BODIES]);
}

const char *forum_person(struct world *world, unsigned number)
{
    return world_text(world, "%s %s", forum_given[number % FORUM_WORDS],
                      forum_family[number / FORUM_WORDS % FORUM_WORDS]);
}

struct world_act forum_act_of(const char *type, const char *by)
{
    return (struct world_act){.type = type, .signers = {by}};
}

/* ---- the register ---- */

/* An act of the register is judged by the register as it stands: one at a time. */
static bool register_act(struct forum_story *story, const struct world_act *act,
                         struct error *error)
{
    return forum_act(story, act, error) && forum_done(story, act->signers[0], NULL, error);
}

static void tell_register(struct forum_story *story, const char *what, size_t count)
{
    forum_tell(story, "un.root-1, un.root-2", what,
               world_text(story->stage.world, "%zu accepted", count));
}

static struct world_act root_act(const char *type)
{
    struct world_act act = {.type = type, .signers = {"un.root-1", "un.root-2"}};

    world_set(&act, "with=[\"un.root-2\"]");
    return act;
}

static bool found(struct forum_story *story, struct error *error)
{
    struct world *world = story->stage.world;
    struct world_act act = root_act("found");
    const char *keys[ROOT_COUNT];

    for (int i = 0; i < ROOT_COUNT; i++)
        if (!(keys[i] = stage_key(&story->stage, world_text(world, "un.root-%d", i + 1), error)))
            return false;
    world_set(&act, "name=The Committee");
    world_set(&act, world_text(world, "roots=[%s,%s,%s]", keys[0], keys[1], keys[2]));
    return forum_act(story, &act, error) &&
           forum_done(story, "un.root-1, un.root-2", "found the forum's register", error);
}

static bool fill_register(struct forum_story *story, struct error *error)
{
    struct world *world = story->stage.world;
    bool ok = true;

    for (size_t i = 0; ok && i < FORUM_OFFICES; i++) {
        struct world_act act = root_act("office");

        world_set(&act, world_text(world, "office=%s", forum_offices[i].name));
        world_set(&act, world_text(world, "roles=%s", forum_offices[i].roles));
        ok = register_act(story, &act, error);
    }
    if (ok)
        tell_register(story, "enter the offices", FORUM_OFFICES);
    for (size_t i = 0; ok && i < FORUM_PEOPLE; i++) {
        struct world_act act = root_act("appointment");
        const char *key = stage_key(&story->stage, forum_people[i].name, error);

        world_set(&act, world_text(world, "official=%s", forum_people[i].name));
        world_set(&act, world_text(world, "person=%s", forum_people[i].person));
        world_set(&act, world_text(world, "roles=%s", forum_people[i].roles));
        world_set(&act, world_text(world, "key=%s", key ? key : ""));
        ok = key && register_act(story, &act, error);
    }
    if (ok)
        tell_register(story, "appoint secretariat, chairs, committee and delegations",
                      FORUM_PEOPLE);
    return ok;
}

/* ---- documents ---- */

static const struct {
    const char *symbol, *title, *kind;
    unsigned there; /* languages that are there; the others are late */
} documents[] = {
    {"A/AC.291/L.1", "Provisional agenda", "agenda", 6},
    {"A/AC.291/L.2", "Draft text, chapters I to IV", "draft", 6},
    {"A/AC.291/L.3", "Background on safeguards", "background", 4},
    {"A/AC.291/L.4", "Proposed organisation of work", "organisational", 2},
};

static const char *const languages[] = {"ar", "zh", "en", "fr", "ru", "es"};

static bool announce_document(struct forum_story *story, size_t index, struct error *error)
{
    struct world *world = story->stage.world;
    struct world_act act = forum_act_of("document", FORUM_SECRETARIAT);
    struct buffer expected = {0};
    char text[INSTANT_TEXT];

    instant_format(stage_now(&story->stage) + DAY, text);
    buffer_text(&expected, "expected=[");
    for (size_t i = 0; i < 6; i++)
        buffer_format(&expected, "%s{\"language\":\"%s\",\"at\":\"%s\"}", i ? "," : "",
                      languages[i], text);
    world_set(&act, world_text(world, "symbol=%s", documents[index].symbol));
    world_set(&act, world_text(world, "title=%s", documents[index].title));
    world_set(&act, world_text(world, "kind=%s", documents[index].kind));
    world_set(&act, stage_time(&story->stage, "meeting", 43));
    world_set(&act, "in_session=false");
    world_set(&act, world_text(world, "%s]", buffer_string(&expected)));
    buffer_free(&expected);
    return forum_act(story, &act, error);
}

static bool publish_version(struct forum_story *story, size_t index, size_t language,
                            struct error *error)
{
    struct world *world = story->stage.world;
    struct world_act act = forum_act_of("document-version", FORUM_SECRETARIAT);
    const char *text = (const char *)arena_format(&world->arena, forum_prose_document,
                                                  documents[index].title, languages[language])
                           .data;

    world_set(&act, world_text(world, "symbol=%s", documents[index].symbol));
    world_set(&act, "version=1");
    world_set(&act, world_text(world, "language=%s", languages[language]));
    world_set(&act, stage_time(&story->stage, "received", 0));
    world_set(&act, stage_time(&story->stage, "publish_at", 0));
    world_set(&act, world_text(world, "file=\"%s\"", stage_file(&story->stage, slice_text(text))));
    world_set(&act, "format=markdown");
    world_set(&act, world_text(world, "words=%lld",
                               (long long)content_words(FORMAT_MARKDOWN, slice_text(text))));
    return forum_act(story, &act, error);
}

static bool publish(struct forum_story *story, struct error *error)
{
    bool ok = true;

    stage_at(&story->stage, 17, 9);
    for (size_t i = 0; ok && i < sizeof documents / sizeof *documents; i++) {
        ok = announce_document(story, i, error);
        for (size_t language = 0; ok && language < documents[i].there; language++)
            ok = publish_version(story, i, language, error);
    }
    return ok && forum_done(story, FORUM_SECRETARIAT,
                            "announce documents, and publish the languages that are there", error);
}

static bool accredit(struct forum_story *story, struct error *error)
{
    return forum_apply_all(story, error) && publish(story, error) && forum_decide_all(story, error);
}

/* ---- meetings and shares ---- */

static bool list_meeting(struct forum_story *story, unsigned number, struct error *error)
{
    struct world *world = story->stage.world;
    struct world_act meeting = forum_act_of("meeting", FORUM_SECRETARIAT);
    struct world_act item = forum_act_of("agenda-item", FORUM_SECRETARIAT);
    struct world_act session = forum_act_of("session", FORUM_SECRETARIAT);
    const char *id = world_text(world, "meeting=ahc-%u", number);
    char starts[INSTANT_TEXT];

    world_set(&meeting, id);
    world_set(&meeting, world_text(world, "title=%s", forum_meeting_titles[number - 1]));
    world_set(&meeting, number % 6 ? "kind=formal" : "kind=informal");
    world_set(&item, id);
    world_set(&item, world_text(world, "item=\"%u\"", number));
    world_set(&item, world_text(world, "title=%s", forum_meeting_titles[number - 1]));
    instant_format(story->stage.begin + (int64_t)(59 + number) * DAY + 9 * HOUR, starts);
    world_set(&session, id);
    world_set(&session, world_text(world, "session=ahc-%u-1", number));
    world_set(&session, world_text(world, "starts=%s", starts));
    world_set(&session, "minutes=180");
    world_set(&session, "zone=Europe/Vienna");
    world_set(&session, "room=Boardroom D");
    world_set(&session, "remote=true");
    world_set(&session, world_text(world, "items=[\"%u\"]", number));
    return forum_act(story, &meeting, error) && forum_act(story, &item, error) &&
           forum_act(story, &session, error);
}

static bool list_meetings(struct forum_story *story, struct error *error)
{
    struct world_act close = forum_act_of("meeting-closing", FORUM_CHAIR);
    bool ok = true;

    stage_at(&story->stage, 40, 9);
    for (unsigned number = 1; ok && number <= FORUM_TITLES; number++)
        ok = list_meeting(story, number, error);
    if (!ok ||
        !forum_done(story, FORUM_SECRETARIAT,
                    "list twelve meetings, each with its agenda item and its session", error))
        return false;
    world_set(&close, "session=ahc-12-1");
    world_set(&close, stage_text(&story->stage, "reasons", forum_prose_closing));
    return forum_act(story, &close, error) &&
           forum_done(story, FORUM_CHAIR, "close one of them, with reasons that are public", error);
}

/* The groups as a statement has them; `civil` is the weight of civil society. */
static const char *groups_set(struct world *world, unsigned civil)
{
    struct buffer list = {0};
    const char *set;

    for (size_t i = 0; i < FORUM_GROUPS; i++)
        buffer_format(&list, "%s{\"name\":\"%s\",\"kind\":\"%s\",\"weight\":%u}", i ? "," : "",
                      forum_groups[i].name, forum_groups[i].kind,
                      strcmp(forum_groups[i].kind, "civil-society") == 0 ? civil
                                                                         : forum_groups[i].weight);
    set = world_text(world, "groups=[%s]", buffer_string(&list));
    buffer_free(&list);
    return set;
}

static struct world_act shares_act(struct forum_story *story, unsigned civil)
{
    struct world_act act = {.type = "shares", .signers = {FORUM_CHAIR, FORUM_MEMBER}};

    world_set(&act, groups_set(story->stage.world, civil));
    world_set(&act, stage_text(&story->stage, "reasons", forum_prose_shares));
    world_set(&act, "with=[\"" FORUM_MEMBER "\"]");
    return act;
}

static bool adopt_shares(struct forum_story *story, struct error *error)
{
    struct world_act act;

    stage_at(&story->stage, 41, 9);
    act = shares_act(story, 3);
    if (!forum_attempt(story, &act, "would give civil society three of every hundred minutes",
                       FINDING_SHARE_BELOW_FLOOR, error))
        return false;
    act = shares_act(story, 12);
    return forum_act(story, &act, error) &&
           forum_done(story, FORUM_CHAIR ", " FORUM_MEMBER,
                      "adopt shares of the speaking time for six groups", error);
}

bool forum_story_tell(struct forum_story *story, struct error *error)
{
    stage_at(&story->stage, 0, 0);
    return found(story, error) && fill_register(story, error) && accredit(story, error) &&
           list_meetings(story, error) && adopt_shares(story, error) &&
           forum_letter(story, error) && forum_session(story, error);
}
