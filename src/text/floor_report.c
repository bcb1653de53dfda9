#include "text/floor_report.h"

#include "text/allotment.h"
#include "text/floor.h"
#include "text/table.h"

struct writing {
    const struct floor_report *report;
    struct arena *arena;
    struct buffer *out;
    unsigned paragraph;
};

/* Texts of others stand in Markdown without being any: what could be markup is set off by '\'. */
static void plain(struct buffer *out, struct slice text)
{
    struct buffer safe = {0};

    text_plain(&safe, text);
    for (size_t i = 0; i < safe.size; i++) {
        if (strchr("\\`*_{}[]<>()#+!|~", safe.data[i]) && safe.data[i])
            buffer_byte(out, '\\');
        buffer_byte(out, safe.data[i]);
    }
    buffer_free(&safe);
}

/* Begins the next numbered paragraph. */
static void number(struct writing *writing)
{
    buffer_format(writing->out, "\n%u. ", ++writing->paragraph);
}

static void from_line(struct writing *writing, uint32_t line)
{
    buffer_format(writing->out, " (record, line %u)\n", line);
}

/* ---- who was there ---- */

static void write_attendance(struct writing *writing)
{
    const struct floor_report *report = writing->report;
    const struct participants *participants = &report->forum->participants;
    size_t listed = 0;

    buffer_text(writing->out, "\n## Attendance\n");
    for (size_t i = 0; i < participants->attendance_count; i++) {
        const struct attendance_list *list = &participants->attendances[i];

        if (!slice_equal(list->session, report->floor->session))
            continue;
        listed++;
        number(writing);
        plain(writing->out, list->applicant);
        buffer_format(writing->out, ": %zu in the room, %zu over a link.\n", list->room,
                      list->remote);
    }
    if (listed == 0)
        buffer_text(writing->out, "\nNo organisation's attendance is in the ledger.\n");
}

/* ---- who spoke ---- */

static void write_speech(struct writing *writing, const struct floor_speech *speech)
{
    const struct floor *floor = writing->report->floor;

    number(writing);
    plain(writing->out, speech->speaker);
    buffer_text(writing->out, " (");
    plain(writing->out, floor->groups->groups[speech->group].name);
    buffer_text(writing->out, ", ");
    plain(writing->out, speech->organisation);
    buffer_text(writing->out, ", as ");
    plain(writing->out, speech->capacity);
    buffer_text(writing->out, speech->remote ? ", over a link) " : ") ");
    if (speech->state == SPEECH_ABSENT) {
        buffer_text(writing->out, "was called and not there.");
    } else {
        buffer_text(writing->out, "had the floor for ");
        text_clock(writing->out, speech->used);
        buffer_text(writing->out, ", planned ");
        text_clock(writing->out, speech->planned);
        buffer_byte(writing->out, '.');
    }
    if (speech->position != POSITION_NEITHER)
        buffer_format(writing->out, " Position: %s.", floor_words_position.words[speech->position]);
    from_line(writing, speech->line);
}

static void write_speeches(struct writing *writing, int item)
{
    const struct floor *floor = writing->report->floor;
    size_t count;
    size_t *order = floor_order(floor, writing->arena, &count);

    for (size_t i = 0; i < count; i++)
        if (floor->speeches[order[i]].item == item)
            write_speech(writing, &floor->speeches[order[i]]);
    for (size_t i = 0; i < floor->speech_count; i++) {
        const struct floor_speech *speech = &floor->speeches[i];

        if (speech->item != item || speech->call || speech->state == SPEECH_WITHDRAWN)
            continue;
        number(writing);
        plain(writing->out, speech->speaker);
        buffer_format(writing->out, " asked to speak and was %s.",
                      speech->state == SPEECH_NOT_DRAWN ? "not drawn" : "not reached");
        from_line(writing, speech->line);
    }
}

static void write_items(struct writing *writing)
{
    const struct floor *floor = writing->report->floor;

    for (size_t i = 0; i < floor->item_count; i++) {
        buffer_text(writing->out, "\n## Item ");
        plain(writing->out, floor->items[i]->id);
        buffer_text(writing->out, ": ");
        plain(writing->out, floor->items[i]->title);
        buffer_byte(writing->out, '\n');
        write_speeches(writing, (int)i);
    }
    if (floor->item_count == 0)
        buffer_text(writing->out, "\nThere was no agenda item.\n");
}

/* ---- how the time was shared ---- */

static void write_sums(struct writing *writing, enum floor_dimension by, const char *name)
{
    const struct floor *floor = writing->report->floor;
    size_t count;
    const struct floor_sum *sums = floor_sums(floor, by, writing->arena, &count);
    int64_t all = 0;

    for (size_t i = 0; i < count; i++)
        all += sums[i].used;
    buffer_format(writing->out,
                  "\n| %s | asked | heard | planned | used | of the time |%s\n"
                  "|---|---|---|---|---|---|%s\n",
                  name, by == FLOOR_BY_GROUP ? " share |" : "", by == FLOOR_BY_GROUP ? "---|" : "");
    for (size_t i = 0; i < count; i++) {
        buffer_text(writing->out, "| ");
        plain(writing->out, sums[i].name);
        buffer_format(writing->out, " | %zu | %zu | ", sums[i].speakers, sums[i].heard);
        text_clock(writing->out, sums[i].planned);
        buffer_text(writing->out, " | ");
        text_clock(writing->out, sums[i].used);
        buffer_format(writing->out, " | %lld %% |",
                      (long long)(all ? (sums[i].used * 100 + all / 2) / all : 0));
        if (by == FLOOR_BY_GROUP)
            buffer_format(
                writing->out, " %lld %% |",
                (long long)(floor->groups->groups[i].weight * 100 / floor->groups->whole));
        buffer_byte(writing->out, '\n');
    }
}

/* ---- what was decided ---- */

static void write_decisions(struct writing *writing)
{
    const struct floor *floor = writing->report->floor;

    buffer_text(writing->out, "\n## Decisions\n");
    for (size_t i = 0; i < floor->decision_count; i++) {
        const struct floor_decision *decision = &floor->decisions[i];
        char at[INSTANT_TEXT];

        number(writing);
        buffer_format(writing->out, "%s: %s", instant_format(decision->at, at),
                      floor_event_meaning(decision->kind));
        if (decision->item >= 0) {
            buffer_text(writing->out, ", item ");
            plain(writing->out, floor->items[decision->item]->id);
        }
        if (decision->text.size) {
            buffer_text(writing->out, ": ");
            plain(writing->out, decision->text);
        }
        buffer_byte(writing->out, '.');
        from_line(writing, decision->line);
    }
    if (floor->decision_count == 0)
        buffer_text(writing->out, "\nNothing was decided on the floor.\n");
}

/* Rulings that are in the ledger, with whether the chair signed in time. */
static void write_rulings(struct writing *writing)
{
    const struct meetings *meetings = &writing->report->forum->meetings;

    for (size_t i = 0; i < meetings->ruling_count; i++) {
        const struct meeting_ruling *ruling = &meetings->rulings[i];
        char at[INSTANT_TEXT], hash[DIGEST_TEXT];

        if (!slice_equal(meetings->programme.sessions[ruling->session].id,
                         writing->report->floor->session))
            continue;
        number(writing);
        buffer_format(writing->out,
                      "%s: a ruling of the chair, noted by the secretariat, %s. "
                      "(statement %s)\n",
                      instant_format(ruling->ruled, at),
                      ruling->countersigned == NEVER        ? "not countersigned"
                      : ruling->countersigned > ruling->due ? "countersigned after the session"
                                                            : "countersigned by the chair",
                      digest_write(ruling->statement, hash));
    }
}

static void write_head(struct writing *writing)
{
    const struct floor *floor = writing->report->floor;
    char first[INSTANT_TEXT], last[INSTANT_TEXT];

    buffer_text(writing->out, "# Report of session ");
    plain(writing->out, floor->session);
    buffer_format(
        writing->out,
        "\n\nCompiled from the record of the floor, %s to %s. Every paragraph names the line "
        "or the statement that it rests on.\n",
        instant_format(floor->first, first), instant_format(floor->last, last));
}

void floor_report_write(const struct floor_report *report, struct arena *arena, struct buffer *out)
{
    struct writing writing = {report, arena, out, 0};
    char hash[DIGEST_TEXT];

    write_head(&writing);
    if (report->forum)
        write_attendance(&writing);
    write_items(&writing);
    buffer_text(out, "\n## Speaking time\n");
    write_sums(&writing, FLOOR_BY_GROUP, "group");
    write_sums(&writing, FLOOR_BY_REGION, "region");
    write_sums(&writing, FLOOR_BY_ORGANISATION, "organisation");
    write_decisions(&writing);
    if (report->forum)
        write_rulings(&writing);
    buffer_format(out,
                  "\n## How to check it\n\nThe record has %u lines; its SHA-256 is %s. "
                  "`proviso forum replay` makes the same order of speakers from it, "
                  "`proviso forum report` this report.\n",
                  report->floor->lines, digest_write(report->record, hash));
}
