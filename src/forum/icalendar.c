#include "forum/icalendar.h"

#include <stdarg.h>
#include <stdio.h>

#include "forum/words.h"

enum { FOLD = 75 }; /* octets of a line, without its end */

/* ---- lines ---- */

/* How many octets of `line` stand on one line: at most `room`, and never part of a character. */
static size_t fold_at(struct slice line, size_t room)
{
    size_t at = room;

    if (line.size <= room)
        return line.size;
    while (at > 0 && (line.data[at] & 0xc0) == 0x80)
        at--;
    return at > 0 ? at : room;
}

static void put_line(struct buffer *out, struct slice line)
{
    size_t taken = fold_at(line, FOLD);

    buffer_append(out, slice_part(line, 0, taken));
    while (taken < line.size) {
        size_t part = fold_at(slice_from(line, taken), FOLD - 1);

        buffer_text(out, "\r\n ");
        buffer_append(out, slice_part(line, taken, part));
        taken += part;
    }
    buffer_text(out, "\r\n");
}

void icalendar_line(struct buffer *out, const char *format, ...)
{
    char line[1000];
    va_list arguments;
    int size;

    va_start(arguments, format);
    size = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    put_line(out, slice_part(slice_text(line), 0, size > 0 ? (size_t)size : 0));
}

void icalendar_text(struct buffer *out, const char *name, struct slice text)
{
    struct buffer line = {0};

    buffer_format(&line, "%s:", name);
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];

        if (byte == '\\' || byte == ';' || byte == ',')
            buffer_byte(&line, '\\');
        if (byte == '\n')
            buffer_text(&line, "\\n");
        else if (byte >= 0x20 && byte != 0x7f)
            buffer_byte(&line, byte);
    }
    put_line(out, buffer_slice(&line));
    buffer_free(&line);
}

/* ---- times ---- */

/* 20270301T090000 of an instant moved by `offset`. */
static const char *local(instant at, int64_t offset, char out[16])
{
    char text[INSTANT_TEXT];

    instant_format(at + offset, text);
    if (text[0] == '-')
        instant_format(0, text);
    snprintf(out, 16, "%.4s%.2s%.2sT%.2s%.2s%.2s", text, text + 5, text + 8, text + 11, text + 14,
             text + 17);
    return out;
}

static void put_offset(struct buffer *out, const char *name, int32_t offset)
{
    int32_t size = offset < 0 ? -offset : offset;
    char seconds[12] = "";

    if (size % 60)
        snprintf(seconds, sizeof seconds, "%02d", size % 60);
    icalendar_line(out, "%s:%c%02d%02d%s", name, offset < 0 ? '-' : '+', size / 3600,
                   size / 60 % 60, seconds);
}

/* From `at` on the zone is `to` seconds east of UTC; before it was `from`. */
static void put_observance(struct buffer *out, instant at, int32_t from, int32_t to)
{
    const char *kind = to > from ? "DAYLIGHT" : "STANDARD";
    char text[16];

    icalendar_line(out, "BEGIN:%s", kind);
    icalendar_line(out, "DTSTART:%s", local(at, from, text));
    put_offset(out, "TZOFFSETFROM", from);
    put_offset(out, "TZOFFSETTO", to);
    icalendar_line(out, "END:%s", kind);
}

/* The observance that holds at `first`, the one before it (some readers want standard time beside
 * summer time), and each that begins until `last`. */
static void put_zone(struct buffer *out, const struct zone *zone, instant first, instant last)
{
    size_t at = 0, from;

    icalendar_line(out, "BEGIN:VTIMEZONE");
    icalendar_line(out, "TZID:%s", zone->name);
    while (at < zone->count && zone->changes[at] <= first)
        at++;
    from = at > 2 ? at - 2 : 0;
    while (from < at && zone->changes[from] < 0)
        from++;
    if (from == at)
        put_observance(out, 0, zone_offset(zone, 0), zone_offset(zone, first));
    for (; from < zone->count && zone->changes[from] <= last; from++)
        put_observance(out, zone->changes[from], from > 0 ? zone->offsets[from - 1] : zone->first,
                       zone->offsets[from]);
    icalendar_line(out, "END:VTIMEZONE");
}

static const struct zone *find_zone(const struct icalendar *calendar, struct slice name)
{
    for (size_t i = 0; i < calendar->zone_count; i++)
        if (slice_is(name, calendar->zones[i].name))
            return &calendar->zones[i];
    return NULL;
}

static void put_time(struct buffer *out, const char *name, const struct zone *zone, instant at)
{
    char text[16];

    if (zone)
        icalendar_line(out, "%s;TZID=%s:%s", name, zone->name,
                       local(at, zone_offset(zone, at), text));
    else
        icalendar_line(out, "%s:%sZ", name, local(at, 0, text));
}

/* ---- events ---- */

static void describe(const struct programme *programme, const struct programme_session *session,
                     struct buffer *out)
{
    for (size_t i = 0; i < session->item_count; i++) {
        const struct programme_item *item = &programme->items[session->items[i]];

        buffer_format(out, "Item %.*s: %.*s\n", SLICE_ARG(item->id), SLICE_ARG(item->title));
    }
    if (session->language_count) {
        buffer_text(out, "Interpretation:");
        for (size_t i = 0; i < session->language_count; i++)
            buffer_format(out, " %s%s", words_official.words[session->languages[i].language],
                          session->languages[i].team.size ? "" : " (asked for)");
        buffer_byte(out, '\n');
    }
    if (session->remote)
        buffer_text(out, "Remote participation: the link is sent to those who take part.\n");
    if (session->closed)
        buffer_format(out, "Not public%s%.*s\n", session->reason.size ? ", because: " : "",
                      SLICE_ARG(session->reason));
}

static void put_event(const struct icalendar *calendar, const struct programme_session *session,
                      struct buffer *out)
{
    const struct programme *programme = calendar->programme;
    const struct programme_meeting *meeting = &programme->meetings[session->meeting];
    const struct zone *zone = find_zone(calendar, session->zone);
    instant changed = session->changed ? session->changed : calendar->now;
    struct buffer text = {0};
    char stamp[16];

    icalendar_line(out, "BEGIN:VEVENT");
    icalendar_line(out, "UID:%.*s@%.*s", SLICE_ARG(session->id), SLICE_ARG(programme->forum));
    icalendar_line(out, "DTSTAMP:%sZ", local(changed, 0, stamp));
    icalendar_line(out, "LAST-MODIFIED:%sZ", local(changed, 0, stamp));
    icalendar_line(out, "SEQUENCE:%lld", (long long)session->sequence);
    put_time(out, "DTSTART", zone, session->starts);
    put_time(out, "DTEND", zone, session->starts + session->length);
    icalendar_text(out, "SUMMARY", meeting->title);
    if (session->room.size)
        icalendar_text(out, "LOCATION", session->room);
    describe(programme, session, &text);
    if (text.size)
        icalendar_text(out, "DESCRIPTION", slice_part(buffer_slice(&text), 0, text.size - 1));
    icalendar_text(out, "CATEGORIES", slice_text(words_meeting_kind.words[meeting->kind]));
    icalendar_line(out, "STATUS:%s", session->cancelled ? "CANCELLED" : "CONFIRMED");
    icalendar_line(out, "END:VEVENT");
    buffer_free(&text);
}

struct slice *icalendar_zones(const struct programme *programme, struct arena *arena, size_t *count)
{
    struct slice *names = arena_take(arena, (programme->session_count + 1) * sizeof *names);

    *count = 0;
    for (size_t i = 0; i < programme->session_count; i++) {
        struct slice name = programme->sessions[i].zone;
        size_t known = 0;

        while (known < *count && !slice_equal(names[known], name))
            known++;
        if (known == *count && !slice_is(name, "UTC"))
            names[(*count)++] = name;
    }
    return names;
}

static bool is_wanted(const struct programme_session *session, int meeting)
{
    return meeting == ICALENDAR_ALL || session->meeting == (size_t)meeting;
}

/* The zones of the sessions that are wanted, over the time that these span. */
static void put_zones(const struct icalendar *calendar, int meeting, struct buffer *out)
{
    const struct programme *programme = calendar->programme;

    for (size_t z = 0; z < calendar->zone_count; z++) {
        instant first = INT64_MAX, last = INT64_MIN;

        for (size_t i = 0; i < programme->session_count; i++) {
            const struct programme_session *session = &programme->sessions[i];

            if (!is_wanted(session, meeting) || !slice_is(session->zone, calendar->zones[z].name))
                continue;
            first = session->starts < first ? session->starts : first;
            if (session->starts + session->length > last)
                last = session->starts + session->length;
        }
        if (first <= last)
            put_zone(out, &calendar->zones[z], first, last);
    }
}

void icalendar_write(const struct icalendar *calendar, int meeting, struct buffer *out)
{
    icalendar_line(out, "BEGIN:VCALENDAR");
    icalendar_line(out, "VERSION:2.0");
    icalendar_line(out, "PRODID:-//Proviso//Forum//EN");
    icalendar_line(out, "CALSCALE:GREGORIAN");
    icalendar_line(out, "METHOD:PUBLISH");
    icalendar_text(out, "NAME", calendar->name);
    put_zones(calendar, meeting, out);
    for (size_t i = 0; i < calendar->programme->session_count; i++)
        if (is_wanted(&calendar->programme->sessions[i], meeting))
            put_event(calendar, &calendar->programme->sessions[i], out);
    icalendar_line(out, "END:VCALENDAR");
}
