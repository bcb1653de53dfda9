#include "evidence/second_mbox.h"

#include <stdlib.h>
#include <strings.h>
#include <time.h>

#include "evidence/scan.h"

enum { WORDS_MAX = 10 };

/* A line's words, cut at single or double spaces. */
static size_t cut_words(struct slice line, struct slice words[WORDS_MAX])
{
    size_t count = 0;

    for (size_t at = 0; at < line.size;) {
        size_t end = slice_find(line, at, ' ');

        if (end == SIZE_MAX)
            end = line.size;
        if (end > at) {
            if (count == WORDS_MAX)
                return 0;
            words[count++] = slice_part(line, at, end - at);
        }
        at = end + 1;
    }
    return count;
}

/* The place of a three-letter name in a list of them, or -1. */
static int place_of(struct slice word, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (slice_is(word, names[i]))
            return i;
    return -1;
}

static int number_of(struct slice text, size_t least, size_t most)
{
    int number = 0;

    if (text.size < least || text.size > most)
        return -1;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

/* A zone in minutes east, or -9999. */
static int zone_of(struct slice word)
{
    int hours, minutes;

    if (slice_is(word, "UTC") || slice_is(word, "GMT"))
        return 0;
    if (word.size != 5 || (word.data[0] != '+' && word.data[0] != '-') || slice_is(word, "-0000"))
        return -9999;
    hours = number_of(slice_part(word, 1, 2), 2, 2);
    minutes = number_of(slice_part(word, 3, 2), 2, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 840)
        return -9999;
    return (word.data[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/* The clock's part of a date: hh:mm:ss. */
static bool clock_of(struct slice word, struct tm *date)
{
    if (word.size != 8 || word.data[2] != ':' || word.data[5] != ':')
        return false;
    date->tm_hour = number_of(slice_part(word, 0, 2), 2, 2);
    date->tm_min = number_of(slice_part(word, 3, 2), 2, 2);
    date->tm_sec = number_of(slice_part(word, 6, 2), 2, 2);
    return date->tm_hour >= 0 && date->tm_min >= 0 && date->tm_sec >= 0 && date->tm_sec < 60;
}

/* The words of a marker line as a time; the C library's calendar says whether the date exists. */
static bool time_of(const struct slice *words, size_t count, instant *received)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm date = {0}, back;
    bool zone_first = count == 8 && words[7].size == 4;
    int zone = count == 8 ? zone_of(words[zone_first ? 6 : 7]) : 0;
    int year = number_of(words[zone_first ? 7 : 6], 4, 4);
    time_t at;

    if ((count != 7 && count != 8) || zone == -9999 || year < 1970 || !clock_of(words[5], &date))
        return false;
    date.tm_wday = place_of(words[2], days, 7);
    date.tm_mon = place_of(words[3], months, 12);
    date.tm_mday = number_of(words[4], 1, 2);
    date.tm_year = year - 1900;
    if (date.tm_wday < 0 || date.tm_mon < 0 || date.tm_mday < 1)
        return false;
    back = date;
    at = timegm(&back);
    if (back.tm_mday != date.tm_mday || back.tm_mon != date.tm_mon ||
        back.tm_hour != date.tm_hour || back.tm_min != date.tm_min || back.tm_wday != date.tm_wday)
        return false;
    *received = (instant)at - 60 * zone;
    return true;
}

/* A marker line at the start of `text`, its time, and a header field behind it. */
static bool marker_at(struct slice text, instant *received, struct slice *rest)
{
    struct slice words[WORDS_MAX] = {{0}};
    size_t end = slice_find(text, 0, '\n');
    size_t colon, count;
    struct slice line = slice_part(text, 0, end);

    if (end == SIZE_MAX)
        return false;
    *rest = slice_from(text, end + 1);
    if (line.size && line.data[line.size - 1] == '\r')
        line.size--;
    count = cut_words(line, words);
    if (count < 7 || !slice_is(words[0], "From") || slice_is(words[1], "-") ||
        !time_of(words, count, received))
        return false;
    colon = slice_find(*rest, 0, ':');
    if (colon == SIZE_MAX || colon == 0 || colon > 128)
        return false;
    for (size_t i = 0; i < colon; i++)
        if (rest->data[i] < 33 || rest->data[i] > 126)
            return false;
    return true;
}

/* Whether `text` ends with an empty line, where `text` stands behind a line end or nothing. */
static bool ends_empty(struct slice text)
{
    if (text.size == 0)
        return true;
    return slice_is(text, "\n") || slice_is(text, "\r\n") || slice_ends(text, SLICE("\n\n")) ||
           slice_ends(text, SLICE("\n\r\n"));
}

/* Whether a whole line of `body` begins a record. */
static bool has_marker(struct slice body)
{
    bool found = slice_starts(body, SLICE("From "));

    for (size_t at = 0; !found; at++) {
        at = scan_pair(body, at, '\n', 'F');
        if (at == SIZE_MAX)
            break;
        found = slice_starts(slice_from(body, at + 1), SLICE("From "));
    }
    return found;
}

/* Whether no line but the first begins a record, and any Content-Length is the body's. */
static bool inside_agrees(struct slice content, bool last)
{
    struct slice rest = content;
    struct slice line;
    long long length = -1;
    bool header = true;
    size_t left;

    while (header && slice_line(&rest, &line)) {
        if (slice_starts(line, SLICE("From ")))
            return false;
        if (line.size > 15 && strncasecmp((const char *)line.data, "content-length", 14) == 0 &&
            (line.data[14] == ':' || line.data[14] == ' ' || line.data[14] == '\t')) {
            char number[24] = "";
            struct slice value = slice_from(line, 15);

            if (length >= 0 || value.size >= sizeof number)
                return false;
            memcpy(number, value.data, value.size);
            length = strtoll(number, NULL, 10);
        } else if (line.size == 0 || slice_is(line, "\r")) {
            header = false;
            left = rest.size;
            if (length >= 0 && (uint64_t)length != left && (uint64_t)length + 1 != left &&
                (uint64_t)length + 2 != left)
                return false;
        }
    }
    (void)last;
    return header ? length < 0 : !has_marker(rest);
}

bool second_mbox_whole(struct slice record, const struct second_context *context, instant *received,
                       struct slice *content)
{
    struct slice ignored;
    instant next;

    if (!marker_at(record, received, content) || !ends_empty(context->before) ||
        !slice_ends(record, SLICE("\n")))
        return false;
    if (context->after.size &&
        (!marker_at(context->after, &next, &ignored) || !ends_empty(*content)))
        return false;
    return inside_agrees(*content, context->after.size == 0);
}
