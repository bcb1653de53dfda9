/* `forum replay`: a floor's record once more, from its lines alone. */
#include "cli/forum.h"
#include "cli/report.h"
#include "forum/floor_view.h"
#include "text/allotment.h"
#include "text/floor.h"
#include "text/table.h"

struct replay {
    struct floor floor;
    struct digest record;
    size_t *order, order_count;
    int64_t *estimates;
    struct arena *arena;
};

/* ---- JSON ---- */

static void text_or_null(struct writer *writer, const char *name, struct slice text)
{
    writer_key(writer, name);
    if (text.size)
        writer_text(writer, text);
    else
        writer_null(writer);
}

static void item_or_null(const struct floor *floor, int item, struct writer *writer)
{
    text_or_null(writer, "item", item >= 0 ? floor->items[item]->id : SLICE(""));
}

static void instant_or_null(struct writer *writer, const char *name, instant at)
{
    writer_key(writer, name);
    if (at)
        writer_instant(writer, at);
    else
        writer_null(writer);
}

/* What every listed speech has; the object stays open. */
static void speech_head(const struct floor *floor, size_t index, struct writer *writer)
{
    const struct floor_speech *speech = &floor->speeches[index];
    static const char *const kinds[] = {"list", "interposed", "reply"};

    writer_open(writer, '{');
    writer_member_integer(writer, "speech", (int64_t)index + 1);
    writer_member_text(writer, "speaker", speech->speaker);
    writer_member_text(writer, "group", floor->groups->groups[speech->group].name);
    writer_member_text(writer, "organisation", speech->organisation);
    writer_member_text(writer, "region", speech->region);
    writer_member_text(writer, "capacity", speech->capacity);
    writer_member_text(writer, "position",
                       slice_text(floor_words_position.words[speech->position]));
    item_or_null(floor, speech->item, writer);
    writer_member_text(writer, "kind", slice_text(kinds[speech->kind]));
    writer_member_text(writer, "state", slice_text(floor_state_word(speech->state)));
    writer_member_integer(writer, "planned_s", speech->planned);
}

static void called_json(const struct replay *replay, struct writer *writer)
{
    struct buffer reason = {0};

    writer_key(writer, "order");
    writer_open(writer, '[');
    for (size_t i = 0; i < replay->order_count; i++) {
        const struct floor_speech *speech = &replay->floor.speeches[replay->order[i]];

        buffer_clear(&reason);
        floor_reason(&replay->floor, speech, &reason);
        speech_head(&replay->floor, replay->order[i], writer);
        writer_member_integer(writer, "used_s", speech->used);
        writer_member_instant(writer, "called", speech->called);
        instant_or_null(writer, "started", speech->started);
        instant_or_null(writer, "ended", speech->ended);
        writer_member_text(writer, "reason", buffer_slice(&reason));
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
    buffer_free(&reason);
}

static void waiting_json(const struct replay *replay, struct writer *writer)
{
    writer_key(writer, "not_called");
    writer_open(writer, '[');
    for (size_t i = 0; i < replay->floor.speech_count; i++) {
        if (replay->floor.speeches[i].call)
            continue;
        speech_head(&replay->floor, i, writer);
        writer_key(writer, "turn_in_s");
        if (replay->estimates[i] >= 0)
            writer_integer(writer, replay->estimates[i]);
        else
            writer_null(writer);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void items_json(const struct floor *floor, struct writer *writer)
{
    writer_key(writer, "items");
    writer_open(writer, '[');
    for (size_t i = 0; i < floor->item_count; i++) {
        const struct floor_item *item = floor->items[i];

        writer_open(writer, '{');
        writer_member_text(writer, "item", item->id);
        writer_member_text(writer, "title", item->title);
        writer_member_integer(writer, "length_s", item->length);
        writer_member_flag(writer, "list_closed", item->closed);
        writer_member_integer(writer, "worst_behind_s", floor_worst(floor, (int)i));
        writer_key(writer, "budgets");
        writer_open(writer, '[');
        for (unsigned group = 0; group < floor->groups->count; group++) {
            struct floor_budget budget = floor_budget(floor, item, group);

            writer_open(writer, '{');
            writer_member_text(writer, "group", floor->groups->groups[group].name);
            writer_member_integer(writer, "initial_s", budget.initial);
            writer_member_integer(writer, "additional_s", budget.additional);
            writer_member_integer(writer, "used_s", budget.used);
            writer_member_integer(writer, "remaining_s", budget.remaining);
            writer_close(writer, '}');
        }
        writer_close(writer, ']');
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void sums_json(const struct replay *replay, const char *name, enum floor_dimension by,
                      struct writer *writer)
{
    size_t count;
    const struct floor_sum *sums = floor_sums(&replay->floor, by, replay->arena, &count);

    writer_key(writer, name);
    writer_open(writer, '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(writer, '{');
        writer_member_text(writer, "name", sums[i].name);
        writer_member_integer(writer, "asked", (int64_t)sums[i].speakers);
        writer_member_integer(writer, "heard", (int64_t)sums[i].heard);
        writer_member_integer(writer, "planned_s", sums[i].planned);
        writer_member_integer(writer, "used_s", sums[i].used);
        writer_member_integer(writer, "remote_s", sums[i].remote);
        writer_member_integer(writer, "replies_s", sums[i].replies);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void decisions_json(const struct floor *floor, struct writer *writer)
{
    writer_key(writer, "decisions");
    writer_open(writer, '[');
    for (size_t i = 0; i < floor->decision_count; i++) {
        const struct floor_decision *decision = &floor->decisions[i];

        writer_open(writer, '{');
        writer_member_integer(writer, "line", decision->line);
        writer_member_instant(writer, "at", decision->at);
        writer_member_text(writer, "event", slice_text(floor_event_name(decision->kind)));
        item_or_null(floor, decision->item, writer);
        text_or_null(writer, "reason", decision->text);
        writer_close(writer, '}');
    }
    writer_close(writer, ']');
}

static void replay_json(const struct replay *replay)
{
    const struct floor *floor = &replay->floor;
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_member_flag(&writer, "replays", true);
    writer_member_text(&writer, "session", floor->session);
    writer_member_text(&writer, "zone", floor->zone);
    writer_member_hex(&writer, "record_sha256", digest_slice(&replay->record));
    writer_member_integer(&writer, "lines", floor->lines);
    writer_member_flag(&writer, "closed", floor->closed);
    called_json(replay, &writer);
    waiting_json(replay, &writer);
    items_json(floor, &writer);
    sums_json(replay, "groups", FLOOR_BY_GROUP, &writer);
    sums_json(replay, "regions", FLOOR_BY_REGION, &writer);
    sums_json(replay, "organisations", FLOOR_BY_ORGANISATION, &writer);
    decisions_json(floor, &writer);
    report_json_end(&writer);
}

/* ---- text ---- */

static void clock_cell(struct table *table, int64_t seconds)
{
    struct buffer text = {0};

    text_clock(&text, seconds);
    table_cell(table, buffer_slice(&text));
    buffer_free(&text);
}

static void order_text(const struct replay *replay, struct buffer *out)
{
    struct table table = {.columns = 7, .right = 1u | 1u << 4 | 1u << 5};
    struct buffer reason = {0};
    static const char *const heads[] = {"",     "called", "speaker", "group",
                                        "plan", "used",   "why now"};

    for (size_t i = 0; i < 7; i++)
        table_text(&table, heads[i]);
    for (size_t i = 0; i < replay->order_count; i++) {
        const struct floor_speech *speech = &replay->floor.speeches[replay->order[i]];
        char at[INSTANT_TEXT];

        buffer_clear(&reason);
        floor_reason(&replay->floor, speech, &reason);
        table_format(&table, "%zu", i + 1);
        table_text(&table, instant_format(speech->called, at));
        table_cell(&table, speech->speaker);
        table_cell(&table, replay->floor.groups->groups[speech->group].name);
        clock_cell(&table, speech->planned);
        if (speech->state == SPEECH_ABSENT)
            table_text(&table, "absent");
        else
            clock_cell(&table, speech->used);
        table_cell(&table, buffer_slice(&reason));
    }
    table_print(&table, 0, out);
    table_free(&table);
    buffer_free(&reason);
}

static void groups_text(const struct replay *replay, struct buffer *out)
{
    const struct floor *floor = &replay->floor;
    struct table table = {.columns = 6, .right = 0x3e};
    int64_t all = 0;
    size_t count;
    const struct floor_sum *sums = floor_sums(floor, FLOOR_BY_GROUP, replay->arena, &count);
    static const char *const heads[] = {"group", "share", "had", "used", "planned", "heard"};

    for (size_t i = 0; i < 6; i++)
        table_text(&table, heads[i]);
    for (size_t i = 0; i < count; i++)
        all += sums[i].used;
    for (size_t i = 0; i < count; i++) {
        table_cell(&table, sums[i].name);
        table_format(&table, "%.1f %%",
                     100.0 * (double)floor->groups->groups[i].weight /
                         (double)floor->groups->whole);
        table_format(&table, "%.1f %%", all ? 100.0 * (double)sums[i].used / (double)all : 0.0);
        clock_cell(&table, sums[i].used);
        clock_cell(&table, sums[i].planned);
        table_format(&table, "%zu of %zu", sums[i].heard, sums[i].speakers);
    }
    table_print(&table, 0, out);
    table_free(&table);
}

static void replay_text(const struct replay *replay)
{
    struct buffer out = {0};
    char hex[DIGEST_TEXT];

    order_text(replay, &out);
    buffer_byte(&out, '\n');
    groups_text(replay, &out);
    buffer_format(&out,
                  "\nThe record replays: each of its %zu calls is the one that the rule gives.\n"
                  "%u lines, SHA-256 %s\n",
                  replay->order_count, replay->floor.lines, digest_write(replay->record, hex));
    report_print(&out);
}

static bool show_replay(struct slice text, const struct arguments *arguments, struct arena *arena,
                        int *code, struct error *error)
{
    struct replay replay = {.record = sha256_of(text), .arena = arena};

    (void)code;
    if (!floor_read(text, arena, &replay.floor, error))
        return false;
    replay.order = floor_order(&replay.floor, arena, &replay.order_count);
    replay.estimates = floor_estimates(&replay.floor, replay.floor.last, arena);
    if (arguments->json)
        replay_json(&replay);
    else
        replay_text(&replay);
    return true;
}

static int run_replay(const struct arguments *arguments)
{
    return forum_run(arguments, FLOOR_BYTES, show_replay);
}

const struct command forum_replay = {
    .name = "forum replay",
    .summary = "replays the record of a floor: every call must be the one that the rule gives",
    .usage = "FILE",
    .text =
        "FILE is a record, one event a line (doc/forum-time.md). The order of speakers is made\n"
        "again from it; the first line that differs, is out of order, or cannot be, is an\n"
        "error with its number. Then come the order with the reason of each call, the time\n"
        "of each group, region and organisation as planned and as used, and when each of\n"
        "those who wait would speak.\n",
    .example = "  proviso forum replay session-3.floor --json\n",
    .least = 1,
    .most = 1,
    .run = run_replay,
};
