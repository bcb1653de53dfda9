/* The letter of civil society: written as a plain list, read as `forum import-letter` reads it, filed. */
#include <stdio.h>
#include <time.h>

#include "base/files.h"
#include "cli/demo/forum_prose.h"
#include "cli/demo/forum_story.h"
#include "cli/forum.h"
#include "forum/acts.h"
#include "forum/content.h"

static void append_organisations(struct world *world, struct buffer *out)
{
    for (unsigned i = 0; i < FORUM_ORGANISATIONS; i++)
        if (i % 12 == 5)
            buffer_format(out, "%u. %s – International\n", i + 1, forum_name(world, i));
        else
            buffer_format(out, "%u. %s – %s\n", i + 1, forum_name(world, i),
                          countries[(size_t)i * 7 % country_count].name);
}

/* In the form of forum/letter.h. */
static void write_letter(struct forum_story *story, struct buffer *out)
{
    char day[INSTANT_TEXT];

    buffer_text(out, forum_prose_letter);
    buffer_text(out, "Signatories\n\n");
    append_organisations(story->stage.world, out);
    buffer_text(out, "\nIndividual experts\n\n");
    for (unsigned i = 0; i < FORUM_EXPERTS; i++)
        buffer_format(out, "%u. %s, Professor of Procedure, %s University\n", i + 1,
                      forum_person(story->stage.world, i * 12), forum_first[i]);
    instant_format(stage_now(&story->stage), day);
    buffer_format(out, "\n*List of signatories as of %.10s\n", day);
}

static bool file_letter(struct forum_story *story, const struct letter *letter, const char *text,
                        struct error *error)
{
    struct world *world = story->stage.world;
    struct world_act act = forum_act_of("submission", FORUM_SECRETARIAT);

    world_set(&act, "submission=1");
    world_set(&act, "title=A letter on safeguards and on who is heard");
    world_set(&act, "language=en");
    world_set(&act, stage_time(&story->stage, "received", 0));
    world_set(&act, stage_time(&story->stage, "closes", 10));
    world_set(&act, text);
    world_set(&act, "format=markdown");
    world_set(&act, world_text(world, "words=%lld",
                               (long long)content_words(FORMAT_MARKDOWN, letter->text)));
    return forum_act(story, &act, error) &&
           forum_done(story, FORUM_SECRETARIAT, "file a letter of civil society", error);
}

static struct world_act signatories_act(struct forum_story *story, const struct letter *letter,
                                        size_t first, const char *text)
{
    struct world *world = story->stage.world;
    struct world_act act = forum_act_of("signatories", FORUM_SECRETARIAT);
    struct buffer list = {0}, names = {0};

    forum_letter_part(letter, first, &list, &names);
    world_set(&act, "submission=1");
    world_set(&act, text);
    world_set(
        &act,
        (const char *)arena_format(&world->arena, "signatories=%s", buffer_string(&list)).data);
    world_set(&act, stage_text(&story->stage, "names", buffer_string(&names)));
    world_set(&act, "confirmed=true");
    buffer_free(&list);
    buffer_free(&names);
    return act;
}

static bool sign_letter(struct forum_story *story, const struct letter *letter, const char *text,
                        struct error *error)
{
    struct world_act act;

    for (size_t first = 0; first < letter->count; first += FORUM_LIST) {
        act = signatories_act(story, letter, first, text);
        if (!forum_act(story, &act, error))
            return false;
    }
    if (!forum_done(story, FORUM_SECRETARIAT, "enter those who have signed it", error))
        return false;
    act = signatories_act(story, letter, 0, text);
    return forum_attempt(story, &act, "enters the same signatures a second time",
                         FINDING_ACT_REPEATED, error);
}

static bool send_letter(struct forum_story *story, const char *text, struct error *error)
{
    struct world_act act = forum_act_of("submission-circulation", FORUM_SECRETARIAT);
    struct buffer to = {0};
    bool ok;

    buffer_text(&to, "to=[");
    for (int i = 0; i < FORUM_DELEGATIONS; i++)
        buffer_format(&to, "%s\"un.delegation-x%c\"", i ? "," : "", 'a' + i);
    buffer_byte(&to, ']');
    world_set(&act, "submission=1");
    world_set(&act, text);
    world_set(&act, buffer_string(&to));
    ok = forum_act(story, &act, error) &&
         forum_done(story, FORUM_SECRETARIAT, "send it to six delegations", error);
    buffer_free(&to);
    return ok;
}

bool forum_letter(struct forum_story *story, struct error *error)
{
    struct world *world = story->stage.world;
    struct buffer bytes = {0};
    struct letter letter;
    const char *text;
    bool ok;

    stage_at(&story->stage, 42, 9);
    write_letter(story, &bytes);
    ok = files_create(world_path(world, "letter.txt"), buffer_slice(&bytes), 0644, error) &&
         letter_parse(buffer_slice(&bytes), &world->arena, &letter, error);
    if (ok) {
        text = world_text(world, "text=\"%s\"", stage_file(&story->stage, letter.text));
        ok = file_letter(story, &letter, text, error) && sign_letter(story, &letter, text, error) &&
             send_letter(story, text, error);
    }
    buffer_free(&bytes);
    return ok;
}
