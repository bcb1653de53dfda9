#include "forum/letter.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/unicode.h"

struct reading {
    struct slice rest;
    uint32_t line; /* of the line that was read last */
    struct arena *arena;
    struct letter *out;
    size_t room;
    struct buffer open; /* the entry that may still go on */
    int64_t number;     /* of the last entry of its list */
    enum applicant_kind kind;
    struct error *error;
};

static bool refuse(struct reading *reading, const char *why)
{
    error_set(reading->error, ERROR_LIST_FORMAT, "%s", why);
    return error_at(reading->error, reading->line, 1);
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

static struct slice trimmed(struct slice text)
{
    while (text.size && is_blank(text.data[0]))
        text = slice_from(text, 1);
    while (text.size && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

static bool next_line(struct reading *reading, struct slice *line)
{
    size_t end = slice_find(reading->rest, 0, '\n');

    if (!reading->rest.size)
        return false;
    *line = trimmed(slice_part(reading->rest, 0, end));
    reading->rest = end == SIZE_MAX ? SLICE("") : slice_from(reading->rest, end + 1);
    reading->line++;
    return true;
}

static size_t digits(struct slice text)
{
    size_t count = 0;

    while (count < text.size && text.data[count] >= '0' && text.data[count] <= '9')
        count++;
    return count;
}

/* ---- countries ---- */

const char *country_code(struct slice name)
{
    size_t low = 0, high = country_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(slice_text(countries[middle].name), name);

        if (order == 0)
            return countries[middle].code;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The size of a dash at this place: "-", "--" or an en or em dash; 0: none. */
static size_t dash_size(struct slice text, size_t at)
{
    static const char *const dashes[] = {"--", "-", "\xe2\x80\x93", "\xe2\x80\x94"};
    struct slice rest = slice_from(text, at);

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (slice_starts(rest, slice_text(dashes[i])))
            return strlen(dashes[i]);
    return 0;
}

/* "Name – Country": the last dash between blanks divides them. */
static void divide(struct slice text, struct letter_signatory *out)
{
    out->name = text;
    for (size_t i = 1; i + 1 < text.size; i++) {
        size_t size = dash_size(text, i);

        if (!size || !is_blank(text.data[i - 1]) || i + size >= text.size ||
            !is_blank(text.data[i + size]))
            continue;
        out->name = trimmed(slice_part(text, 0, i));
        out->place = trimmed(slice_from(text, i + size));
    }
    if (out->place.size)
        out->country =
            country_code(trimmed(slice_part(out->place, 0, slice_find(out->place, 0, ','))));
}

/* ---- entries ---- */

static bool close_entry(struct reading *reading)
{
    struct letter *out = reading->out;
    struct letter_signatory *signatory;
    size_t bad;

    if (!reading->open.size)
        return true;
    if (!unicode_is_plain(buffer_slice(&reading->open), &bad))
        return refuse(reading, "a name has characters that nobody sees, or is not UTF-8");
    if (out->count == LETTER_SIGNATORIES)
        return refuse(reading, "there are more than 20000 signatories");
    if (out->count == reading->room) {
        reading->room = reading->room ? 2 * reading->room : 64;
        out->signatories = memory_grow(out->signatories, reading->room, sizeof *out->signatories);
    }
    signatory = &out->signatories[out->count++];
    *signatory = (struct letter_signatory){.kind = reading->kind, .line = reading->line};
    if (reading->kind == APPLICANT_ORGANISATION)
        divide(arena_copy(reading->arena, buffer_slice(&reading->open)), signatory);
    else
        signatory->name = arena_copy(reading->arena, buffer_slice(&reading->open));
    buffer_clear(&reading->open);
    return signatory->name.size || refuse(reading, "a signatory has no name");
}

static bool open_entry(struct reading *reading, struct slice line, size_t size)
{
    int64_t number;
    struct slice name = trimmed(slice_from(line, size + 1));

    if (!close_entry(reading))
        return false;
    if (!slice_decimal(slice_part(line, 0, size), &number) || number != reading->number + 1)
        return refuse(reading, "the numbers of the list do not follow each other");
    if (!name.size)
        return refuse(reading, "a signatory has no name");
    reading->number = number;
    buffer_append(&reading->open, name);
    return true;
}

static bool continue_entry(struct reading *reading, struct slice line)
{
    if (!reading->open.size)
        return refuse(reading, "this line belongs to no signatory: \"1. Name\" begins one");
    if (reading->open.size + line.size > LETTER_NAME)
        return refuse(reading, "a signatory's name has more than 300 bytes");
    buffer_byte(&reading->open, ' ');
    buffer_append(&reading->open, line);
    return true;
}

static bool begin_individuals(struct reading *reading)
{
    if (!close_entry(reading))
        return false;
    if (reading->kind == APPLICANT_INDIVIDUAL)
        return refuse(reading, "there are two lists of individuals");
    reading->kind = APPLICANT_INDIVIDUAL;
    reading->number = 0;
    return true;
}

/* ---- the date ---- */

static int month_of(struct slice word)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};

    for (int i = 0; i < 12; i++)
        if (slice_is(word, months[i]))
            return i + 1;
    return 0;
}

/* "February 14, 2022", "14 February 2022" or "2022-02-14". */
static bool read_date(struct slice text, instant *out)
{
    struct slice words[3] = {{0}};
    struct error ignored = {0};
    int64_t day, year;
    size_t count = 0;
    int month;

    if (instant_parse_date(text, out, &ignored))
        return true;
    for (size_t i = 0; i < text.size && count < 3; count++) {
        size_t end = slice_find(text, i, ' ');

        end = end == SIZE_MAX ? text.size : end;
        words[count] = slice_part(text, i, end - i);
        i = end + 1;
    }
    if (words[1].size && words[1].data[words[1].size - 1] == ',')
        words[1].size--;
    month = month_of(words[0]);
    if (!month) {
        struct slice first = words[0];

        month = month_of(words[1]);
        words[1] = first;
    }
    if (!month || !slice_decimal(words[1], &day) || !slice_decimal(words[2], &year) ||
        year < 1970 || year > 9999 || day < 1 || day > instant_month_days(year, month))
        return false;
    *out = instant_civil(year, month, (int)day, 0, 0, 0);
    return true;
}

static bool read_end(struct reading *reading, struct slice line)
{
    struct slice mark = SLICE(" as of ");

    for (size_t i = 0; i + mark.size < line.size; i++)
        if (slice_starts(slice_from(line, i), mark))
            return read_date(trimmed(slice_from(line, i + mark.size)), &reading->out->as_of) ||
                   refuse(reading, "the date is none such as February 14, 2022");
    return refuse(reading, "the end says \"as of\" and a date");
}

/* ---- the letter ---- */

static bool read_text(struct reading *reading)
{
    struct slice all = reading->rest, line;
    size_t before = 0;

    for (; next_line(reading, &line); before = all.size - reading->rest.size) {
        if (!slice_starts(line, SLICE("Signatories")))
            continue;
        reading->out->text = slice_part(all, 0, before);
        return true;
    }
    return refuse(reading, "no line begins with \"Signatories\"");
}

static bool read_list(struct reading *reading)
{
    struct slice line;
    bool ended = false;

    while (next_line(reading, &line)) {
        size_t size = digits(line);

        if (line.size == 0 || size == line.size)
            continue;
        if (ended)
            return refuse(reading, "something follows after the end of the list");
        if (line.data[0] == '*') {
            ended = close_entry(reading) && read_end(reading, line);
            if (!ended)
                return false;
        } else if (size && line.data[size] == '.') {
            if (!open_entry(reading, line, size))
                return false;
        } else if (slice_starts(line, SLICE("Individual"))) {
            if (!begin_individuals(reading))
                return false;
        } else if (!continue_entry(reading, line)) {
            return false;
        }
    }
    return close_entry(reading) && (reading->out->count || refuse(reading, "nobody has signed"));
}

static void count(struct letter *out)
{
    bool seen[26 * 26] = {false};

    for (size_t i = 0; i < out->count; i++) {
        const char *country = out->signatories[i].country;
        bool *place = country ? &seen[(country[0] - 'A') * 26 + (country[1] - 'A')] : NULL;

        if (out->signatories[i].kind == APPLICANT_ORGANISATION)
            out->organisations++;
        else
            out->individuals++;
        if (!place || *place)
            continue;
        *place = true;
        out->countries++;
    }
}

bool letter_parse(struct slice text, struct arena *arena, struct letter *out, struct error *error)
{
    struct reading reading = {.rest = text, .arena = arena, .out = out, .error = error};
    bool ok;

    *out = (struct letter){.as_of = -1};
    if (text.size > LETTER_BYTES)
        return error_set(error, ERROR_TOO_LARGE, "a letter has at most %d bytes", LETTER_BYTES);
    ok = read_text(&reading) && read_list(&reading);
    buffer_free(&reading.open);
    if (ok) {
        struct slice kept =
            arena_copy(arena, slice_of(out->signatories, out->count * sizeof *out->signatories));

        free(out->signatories);
        out->signatories = (struct letter_signatory *)kept.data;
        count(out);
        return true;
    }
    free(out->signatories);
    *out = (struct letter){.as_of = -1};
    return false;
}
