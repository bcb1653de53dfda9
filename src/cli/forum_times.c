/* `forum times`: starts of sessions that spread the burden of time zones. */
#include "cli/forum.h"
#include "cli/report.h"
#include "forum/burden.h"
#include "text/table.h"

static void times_json(const struct burden *burden)
{
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_member_integer(&writer, "worst_s", burden->worst);
    writer_member_integer(&writer, "worst_at_earliest_s", burden->fixed);
    writer_key(&writer, "sessions");
    writer_open(&writer, '[');
    for (size_t i = 0; i < burden->session_count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "session", burden->sessions[i].id);
        writer_member_instant(&writer, "starts", burden->sessions[i].start);
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    writer_key(&writer, "zones");
    writer_open(&writer, '[');
    for (size_t i = 0; i < burden->zone_count; i++) {
        writer_open(&writer, '{');
        writer_member_text(&writer, "zone", slice_text(burden->zones[i].zone.name));
        writer_member_integer(&writer, "before_s", burden->zones[i].before);
        writer_member_integer(&writer, "night_s", burden->zones[i].total);
        writer_close(&writer, '}');
    }
    writer_close(&writer, ']');
    report_json_end(&writer);
}

static void times_text(const struct burden *burden)
{
    struct table sessions = {.columns = 2}, zones = {.columns = 3, .right = 6};
    struct buffer out = {0};

    table_text(&sessions, "session");
    table_text(&sessions, "starts");
    for (size_t i = 0; i < burden->session_count; i++) {
        char at[INSTANT_TEXT];

        table_cell(&sessions, burden->sessions[i].id);
        table_text(&sessions, instant_format(burden->sessions[i].start, at));
    }
    table_text(&zones, "zone");
    table_text(&zones, "people");
    table_text(&zones, "by night");
    for (size_t i = 0; i < burden->zone_count; i++) {
        int64_t total = burden->zones[i].total;

        table_text(&zones, burden->zones[i].zone.name);
        table_format(&zones, "%lld", (long long)burden->zones[i].people);
        table_format(&zones, "%lld:%02lld", (long long)total / HOUR, (long long)total / 60 % 60);
    }
    table_print(&sessions, 0, &out);
    buffer_byte(&out, '\n');
    table_print(&zones, 0, &out);
    buffer_format(
        &out,
        "\nNo zone has more than %lld:%02lld hours between 22:00 and 07:00; if each session "
        "began at its earliest, one would have %lld:%02lld.\n",
        (long long)burden->worst / HOUR, (long long)burden->worst / 60 % 60,
        (long long)burden->fixed / HOUR, (long long)burden->fixed / 60 % 60);
    table_free(&sessions);
    table_free(&zones);
    report_print(&out);
}

static bool show_times(struct slice text, const struct arguments *arguments, struct arena *arena,
                       int *code, struct error *error)
{
    struct burden burden;

    (void)code;
    if (!burden_parse(text, NULL, arena, &burden, error))
        return false;
    burden_propose(&burden);
    if (arguments->json)
        times_json(&burden);
    else
        times_text(&burden);
    return true;
}

static int run_times(const struct arguments *arguments)
{
    return forum_run(arguments, BURDEN_BYTES, show_times);
}

const struct command forum_times = {
    .name = "forum times",
    .summary = "proposes starts of sessions so that no zone always meets at night",
    .usage = "FILE",
    .text = "FILE is JSON: {\"zones\":[{\"zone\",\"people\",\"before_s\"}],\n"
            "\"sessions\":[{\"session\",\"from\",\"until\",\"length_s\"}]}. What lies between "
            "22:00 and "
            "07:00\n"
            "is a zone's burden; proposed are the starts, every half hour between \"from\" and\n"
            "\"until\", with the smallest worst burden over all sessions, \"before_s\" included.\n",
    .example = "  proviso forum times zones.json\n",
    .least = 1,
    .most = 1,
    .run = run_times,
};
