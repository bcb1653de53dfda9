/* `forum programme` and `forum calendar`: the meetings of a forum, from a file. */
#include "base/zone.h"
#include "cli/forum.h"
#include "cli/input.h"
#include "cli/report.h"
#include "forum/icalendar.h"
#include "forum/interpretation.h"
#include "text/table.h"

/* The zone of each session; "UTC" needs no file. KEY_UNKNOWN with the zone's name. */
static bool read_zones(const struct programme *programme, struct arena *arena, struct zone **out,
                       size_t *count, struct error *error)
{
    struct slice *names = icalendar_zones(programme, arena, count);

    *out = arena_take(arena, (*count + 1) * sizeof **out);
    for (size_t i = 0; i < *count; i++)
        if (!zone_read(NULL, names[i], arena, &(*out)[i], error))
            return error_where(error, "zone %.*s", SLICE_ARG(names[i]));
    return true;
}

/* ---- the programme ---- */

static void local_cell(struct table *table, const struct programme_session *session,
                       const struct zone *zones, size_t count)
{
    char text[INSTANT_TEXT];
    int32_t offset = 0;

    for (size_t i = 0; i < count; i++)
        if (slice_is(session->zone, zones[i].name))
            offset = zone_offset(&zones[i], session->starts);
    instant_format(session->starts + offset, text);
    table_format(table, "%.10s %.5s %.*s", text, text + 11, SLICE_ARG(session->zone));
}

static void programme_text(const struct programme *programme, const struct zone *zones,
                           size_t count, const struct findings *findings)
{
    static const char *const heads[] = {"session", "UTC", "there", "room", "kind", ""};
    struct table table = {.columns = 6};
    struct buffer out = {0};

    for (size_t i = 0; i < 6; i++)
        table_text(&table, heads[i]);
    for (size_t i = 0; i < programme->session_count; i++) {
        const struct programme_session *session = &programme->sessions[i];
        char at[INSTANT_TEXT];

        table_cell(&table, session->id);
        table_text(&table, instant_format(session->starts, at));
        local_cell(&table, session, zones, count);
        table_cell(&table, session->room);
        table_text(&table, words_meeting_kind.words[programme->meetings[session->meeting].kind]);
        table_text(&table, session->cancelled ? "cancelled" : session->closed ? "not public" : "");
    }
    table_print(&table, 0, &out);
    table_free(&table);
    if (findings->count)
        buffer_byte(&out, '\n');
    findings_lines(findings, NULL, &out);
    report_print(&out);
}

static void programme_json(const struct programme *programme, const struct findings *findings)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_member_flag(&writer, "accepted", findings_permit(findings));
    writer_member_integer(&writer, "sessions", (int64_t)programme->session_count);
    writer_key(&writer, "findings");
    findings_json(findings, &writer);
    report_json_end(&writer);
}

static bool show_programme(struct slice text, const struct arguments *arguments,
                           struct arena *arena, int *code, struct error *error)
{
    struct findings *findings = arena_take(arena, sizeof *findings);
    struct programme programme;
    struct zone *zones;
    size_t count;

    if (!programme_parse(text, arena, &programme, error) ||
        !read_zones(&programme, arena, &zones, &count, error))
        return false;
    interpretation_check(&programme, findings);
    if (arguments->json)
        programme_json(&programme, findings);
    else
        programme_text(&programme, zones, count, findings);
    if (!findings_permit(findings))
        *code = COMMAND_REFUSED;
    return true;
}

static int run_programme(const struct arguments *arguments)
{
    return forum_run(arguments, PROGRAMME_BYTES, show_programme);
}

const struct command forum_programme = {
    .name = "forum programme",
    .summary = "checks a programme of meetings: zones, rooms, interpretation",
    .usage = "FILE",
    .text = "FILE is JSON (doc/forum-time.md): meetings, items, sessions. Refused are a session\n"
            "with interpretation of more than three hours or with more remote speaking than it\n"
            "has room for, a team or a room in two places at once, an unknown zone or language.\n",
    .example = "  proviso forum programme programme.json --json\n",
    .least = 1,
    .most = 1,
    .run = run_programme,
};

/* ---- the calendar ---- */

static const struct option_row calendar_options[] = {
    {"--at", "TIME", "when it is made, for sessions that do not say when they were changed", 0},
    {"--meeting", "ID", "only the sessions of that meeting", 0},
    {"-o", "FILE", "writes it there", 0},
    {NULL, NULL, NULL, 0},
};

static bool show_calendar(struct slice text, const struct arguments *arguments, struct arena *arena,
                          int *code, struct error *error)
{
    const char *only = options_value(arguments, "--meeting");
    struct icalendar calendar = {0};
    struct programme programme;
    struct buffer out = {0};
    struct zone *zones;
    int meeting = ICALENDAR_ALL;

    if (!programme_parse(text, arena, &programme, error) ||
        !read_zones(&programme, arena, &zones, &calendar.zone_count, error) ||
        !input_at(arguments, &calendar.now, error))
        return false;
    if (only && (meeting = programme_meeting(&programme, slice_text(only))) < 0)
        return error_set(error, ERROR_KEY_UNKNOWN, "there is no meeting \"%.60s\"", only);
    calendar.programme = &programme;
    calendar.zones = zones;
    calendar.name = only ? programme.meetings[meeting].title : programme.forum;
    icalendar_write(&calendar, meeting, &out);
    *code = report_result(arguments, "calendar", &out, 0644);
    return true;
}

static int run_calendar(const struct arguments *arguments)
{
    return forum_run(arguments, PROGRAMME_BYTES, show_calendar);
}

const struct command forum_calendar = {
    .name = "forum calendar",
    .summary = "writes a programme of meetings as a calendar (iCalendar, RFC 5545)",
    .usage = "FILE [--meeting ID] [-o FILE]",
    .text =
        "Each session keeps its UID; a change raises its SEQUENCE, one that is called off stays\n"
        "as CANCELLED. Times are in the zone of the place, which comes with the calendar.\n",
    .example = "  proviso forum calendar programme.json -o meetings.ics\n",
    .options = calendar_options,
    .least = 1,
    .most = 1,
    .run = run_calendar,
};
