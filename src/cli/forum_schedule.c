#include "base/files.h"
#include "cli/forum.h"
#include "cli/report.h"
#include "forum/allotment_file.h"
#include "text/allotment.h"
#include "text/table.h"

struct session_view {
    struct arena arena;
    struct allotment_terms terms;
    struct allotment allotment;
};

static bool session_read(const char *path, struct session_view *out, struct error *error)
{
    struct buffer text = {0};
    bool ok = files_read(path, ALLOTMENT_BYTES, &text, error) &&
              (allotment_parse(buffer_slice(&text), &out->arena, &out->terms, error) ||
               error_file(error, path));

    buffer_free(&text);
    return ok;
}

static struct slice group_name(const struct session_view *session, size_t speaker)
{
    return session->terms.groups[session->terms.speakers[speaker].group].name;
}

/* ---- JSON ---- */

static void speech_json(const struct session_view *session, const struct allotted *allotted,
                        struct writer *writer)
{
    struct buffer reason = {0};

    allotted_reason(&session->terms, allotted, &reason);
    writer_open(writer, '{');
    writer_member_text(writer, "speaker", session->terms.speakers[allotted->speaker].name);
    writer_member_text(writer, "group", group_name(session, allotted->speaker));
    writer_member_integer(writer, "start_s", allotted->start);
    writer_member_integer(writer, "end_s", allotted->end);
    writer_member_text(writer, "reason", buffer_slice(&reason));
    writer_close(writer, '}');
    buffer_free(&reason);
}

static void names_json(const struct session_view *session, const char *name, const size_t *list,
                       size_t count, struct writer *writer)
{
    writer_key(writer, name);
    writer_open(writer, '[');
    for (size_t i = 0; i < count; i++)
        writer_text(writer, session->terms.speakers[list[i]].name);
    writer_close(writer, ']');
}

static void session_json(const struct session_view *session)
{
    const struct allotment *allotment = &session->allotment;
    struct buffer out = {0};
    struct writer writer = report_json(&out);

    writer_key(&writer, "order");
    writer_open(&writer, '[');
    for (size_t i = 0; i < allotment->count; i++)
        speech_json(session, &allotment->order[i], &writer);
    writer_close(&writer, ']');
    names_json(session, "not_reached", allotment->not_reached, allotment->not_reached_count,
               &writer);
    names_json(session, "absent", allotment->absent, allotment->absent_count, &writer);
    writer_member_integer(&writer, "worst_lag_s", allotment->worst_lag);
    writer_key(&writer, "worst_share_error_pp");
    writer_thousandths(&writer, allotment->share_error);
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

static void speeches_text(const struct session_view *session, struct buffer *out)
{
    struct table table = {.columns = 5, .right = 1u << 0 | 1u << 1};
    struct buffer reason = {0};

    table_text(&table, "from");
    table_text(&table, "to");
    table_text(&table, "speaker");
    table_text(&table, "group");
    table_text(&table, "why now");
    for (size_t i = 0; i < session->allotment.count; i++) {
        const struct allotted *allotted = &session->allotment.order[i];

        buffer_clear(&reason);
        allotted_reason(&session->terms, allotted, &reason);
        clock_cell(&table, allotted->start);
        clock_cell(&table, allotted->end);
        table_cell(&table, session->terms.speakers[allotted->speaker].name);
        table_cell(&table, group_name(session, allotted->speaker));
        table_cell(&table, buffer_slice(&reason));
    }
    table_print(&table, 0, out);
    table_free(&table);
    buffer_free(&reason);
}

static int64_t total_weight(const struct allotment_terms *terms)
{
    int64_t sum = 0;

    for (size_t i = 0; i < terms->group_count; i++)
        sum += terms->groups[i].weight;
    return sum;
}

/* Per group: its share as adopted, what it had, who was not reached. */
static void groups_text(const struct session_view *session, struct buffer *out)
{
    const struct allotment *allotment = &session->allotment;
    struct table table = {.columns = 5, .right = 0x1e};
    int64_t whole = total_weight(&session->terms), all = 0;

    for (size_t i = 0; i < allotment->count; i++)
        all += allotment->order[i].end - allotment->order[i].start;
    table_text(&table, "group");
    table_text(&table, "share");
    table_text(&table, "had");
    table_text(&table, "time");
    table_text(&table, "not reached");
    for (unsigned g = 0; g < session->terms.group_count; g++) {
        int64_t used = 0, weight = session->terms.groups[g].weight;
        size_t waiting = 0;

        for (size_t i = 0; i < allotment->count; i++)
            if (session->terms.speakers[allotment->order[i].speaker].group == g)
                used += allotment->order[i].end - allotment->order[i].start;
        for (size_t i = 0; i < allotment->not_reached_count; i++)
            waiting += session->terms.speakers[allotment->not_reached[i]].group == g;
        table_cell(&table, session->terms.groups[g].name);
        table_format(&table, "%.1f %%", 100.0 * (double)weight / (double)whole);
        table_format(&table, "%.1f %%", all ? 100.0 * (double)used / (double)all : 0.0);
        clock_cell(&table, used);
        table_format(&table, "%zu", waiting);
    }
    table_print(&table, 0, out);
    table_free(&table);
}

static void session_text(const struct session_view *session)
{
    const struct allotment *allotment = &session->allotment;
    struct buffer out = {0};

    speeches_text(session, &out);
    buffer_byte(&out, '\n');
    groups_text(session, &out);
    buffer_format(&out,
                  "\nNo group waited with more than %lld seconds of its share unspent. At the end "
                  "no share was off by more than %lld.%03lld percentage points.\n",
                  (long long)allotment->worst_lag, (long long)allotment->share_error / 1000,
                  (long long)allotment->share_error % 1000);
    if (allotment->absent_count)
        buffer_format(&out, "%zu of those who had asked were not there.\n",
                      allotment->absent_count);
    report_print(&out);
}

static int run_schedule(const struct arguments *arguments)
{
    struct session_view session = {.terms = {0}};
    struct error error = {0};
    int code = COMMAND_DONE;

    if (session_read(arguments->words[0], &session, &error)) {
        allot(&session.terms, &session.arena, &session.allotment);
        if (arguments->json)
            session_json(&session);
        else
            session_text(&session);
    } else {
        code = report_error(arguments, &error);
    }
    arena_free(&session.arena);
    return code;
}

const struct command forum_schedule = {
    .name = "forum schedule",
    .summary = "allots the speaking time of a session, fairly and by a rule that can be replayed",
    .usage = "FILE",
    .text =
        "FILE is JSON: {\"length_s\":10800, \"groups\":[{\"name\",\"weight\"}],\n"
        "\"speakers\":[{\"name\",\"group\",\"planned_s\",\"actual_s\",\"position\"}]}, speakers in "
        "the\n"
        "order in which they asked. \"actual_s\" may be left out (not yet spoken) or 0 (absent);\n"
        "\"position\" may be left out. A group is entitled to its weight's part of the time; the\n"
        "next speaker is of the group that begins the order which keeps every group closest to\n"
        "its share, and the seconds really used are debited. The same file gives the same order.\n",
    .example = "  proviso forum schedule session.json --json\n",
    .least = 1,
    .most = 1,
    .run = run_schedule,
};
