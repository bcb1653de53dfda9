/* `forum floor`: what the chair's table does, an event at a time. */
#include "base/files.h"
#include "cli/forum.h"
#include "cli/input.h"
#include "cli/report.h"
#include "node/floor_log.h"
#include "text/floor.h"

static const struct option_row options[] = {
    {"--at", "TIME", "when it happened; now where it is left out", 0},
    {"--groups", "FILE", "for \"open\": the groups, JSON [{\"name\",\"kind\",\"weight\"}]", 0},
    {NULL, NULL, NULL, 0},
};

static bool read_groups(const char *path, struct arena *arena, struct floor_event *event,
                        struct error *error)
{
    struct shares *shares = arena_take(arena, sizeof *shares);
    struct buffer text = {0};
    json_t *list;
    bool ok;

    if (!path)
        return true;
    if (!files_read(path, FLOOR_BYTES, &text, error))
        return false;
    list = json_strict(buffer_slice(&text), FLOOR_BYTES, 3, error);
    ok = (list && shares_read(list, arena, shares, error)) || error_file(error, path);
    json_decref(list);
    buffer_free(&text);
    event->groups = shares;
    event->has |= FLOOR_BIT(GROUPS);
    return ok;
}

/* The event as the words behind the record's name say it: EVENT NAME=VALUE … */
static bool read_event(const struct arguments *arguments, struct arena *arena,
                       struct floor_event *out, struct error *error)
{
    *out = (struct floor_event){.kind = floor_event_kind(slice_text(arguments->words[1]))};
    if (out->kind == FLOOR_EVENT_COUNT)
        return error_set(error, ERROR_USAGE, "there is no event \"%.40s\"; see --help",
                         arguments->words[1]);
    for (size_t i = 2; i < arguments->word_count; i++) {
        struct slice word = slice_text(arguments->words[i]);
        size_t equals = slice_find(word, 0, '=');

        if (equals == SIZE_MAX)
            return error_set(error, ERROR_USAGE, "\"%.60s\" is not NAME=VALUE",
                             arguments->words[i]);
        if (!floor_event_set(out, slice_part(word, 0, equals), slice_from(word, equals + 1), error))
            return false;
    }
    return read_groups(options_value(arguments, "--groups"), arena, out, error) &&
           input_at(arguments, &out->at, error);
}

static void print_event(const struct arguments *arguments, const struct floor *floor,
                        const struct floor_event *event)
{
    struct buffer out = {0};

    floor_event_write(event, &out);
    if (!arguments->json && event->kind == FLOOR_EVENT_CALL) {
        floor_reason(floor, &floor->speeches[event->number[FLOOR_SPEECH] - 1], &out);
        buffer_byte(&out, '\n');
    }
    report_print(&out);
}

static int run_floor(const struct arguments *arguments)
{
    struct arena arena = {0};
    struct floor_event event;
    struct floor floor;
    struct error error = {0};
    int code = COMMAND_DONE;

    if (read_event(arguments, &arena, &event, &error) &&
        floor_log_append(arguments->words[0], &event, &arena, &floor, &error))
        print_event(arguments, &floor, &event);
    else
        code = report_error(arguments, &error);
    arena_free(&arena);
    return code;
}

const struct command forum_floor = {
    .name = "forum floor",
    .summary = "adds an event to the record of a floor, if it may happen now",
    .usage = "RECORD EVENT [NAME=VALUE …] [--at TIME] [--groups FILE]",
    .text =
        "Events: open session= zone= --groups FILE; agenda item= title= length_s=; list item=\n"
        "list=closed|reopened [reason=]; inscribe item= speaker= group= organisation= region=\n"
        "capacity= planned_s= remote=yes|no [position=for|against|neither]; withdraw speech=\n"
        "speaker=; pool item= group= slots= reason=; draw item= group= beacon=; begin item=; "
        "call;\n"
        "absent; start; pause; resume; stop; interpose kind= speaker= group= organisation= "
        "region=\n"
        "capacity= remote=; reply item= speaker= …; replies; grant item= group= seconds= reason=;\n"
        "ruling reason=; close. \"call\" takes nothing: the rule says who is next, and why.\n",
    .example = "  proviso forum floor session-3.floor call\n",
    .options = options,
    .least = 2,
    .most = 12,
    .run = run_floor,
};
