#include "evidence/marker.h"

/* What is left to read of the line. */
struct reader {
    struct slice rest;
};

static bool take_byte(struct reader *reader, uint8_t byte)
{
    if (reader->rest.size == 0 || reader->rest.data[0] != byte)
        return false;
    reader->rest = slice_from(reader->rest, 1);
    return true;
}

/* Exactly `digits` decimal digits. */
static bool take_number(struct reader *reader, size_t digits, int *number)
{
    *number = 0;
    if (reader->rest.size < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        uint8_t byte = reader->rest.data[i];

        if (byte < '0' || byte > '9')
            return false;
        *number = *number * 10 + (byte - '0');
    }
    reader->rest = slice_from(reader->rest, digits);
    return true;
}

/* One of `count` names of three letters, as they are written in asctime. */
static bool take_name(struct reader *reader, const char *names, int count, int *index)
{
    for (*index = 0; *index < count; (*index)++)
        if (slice_starts(reader->rest, slice_of(names + 3 * *index, 3))) {
            reader->rest = slice_from(reader->rest, 3);
            return true;
        }
    return false;
}

/* The day of the month: two digits, or one after one or two spaces. */
static bool take_day(struct reader *reader, int *day)
{
    if (!take_byte(reader, ' '))
        return false;
    if (take_byte(reader, ' '))
        return take_number(reader, 1, day);
    return take_number(reader, 2, day) || take_number(reader, 1, day);
}

static bool take_zone(struct reader *reader, int *seconds)
{
    bool west = slice_starts(reader->rest, SLICE("-"));
    int hours, minutes;

    *seconds = 0;
    if (slice_starts(reader->rest, SLICE("UTC")) || slice_starts(reader->rest, SLICE("GMT"))) {
        reader->rest = slice_from(reader->rest, 3);
        return true;
    }
    if (!take_byte(reader, west ? '-' : '+') || !take_number(reader, 2, &hours) ||
        !take_number(reader, 2, &minutes))
        return false;
    if (minutes > 59 || hours * 60 + minutes > 14 * 60 || (west && hours + minutes == 0))
        return false;
    *seconds = (hours * 60 + minutes) * (west ? -60 : 60);
    return true;
}

/* The year and the zone, in either order, up to the end of the line. */
static bool take_year(struct reader *reader, int *year, int *zone)
{
    *zone = 0;
    if (take_number(reader, 4, year))
        return reader->rest.size == 0 ||
               (take_byte(reader, ' ') && take_zone(reader, zone) && reader->rest.size == 0);
    return take_zone(reader, zone) && take_byte(reader, ' ') && take_number(reader, 4, year) &&
           reader->rest.size == 0;
}

static bool take_sender(struct reader *reader)
{
    size_t size = 0;

    while (size < reader->rest.size && reader->rest.data[size] > ' ' &&
           reader->rest.data[size] != 0x7f)
        size++;
    if (size == 0 || (size == 1 && reader->rest.data[0] == '-'))
        return false;
    reader->rest = slice_from(reader->rest, size);
    /* Some writers pad the sender with a second space. */
    return take_byte(reader, ' ') && (take_byte(reader, ' ') || true);
}

bool marker_parse(struct slice line, instant *received)
{
    struct reader reader = {line};
    int weekday, month, day, hour, minute, second, year, zone;
    instant local;

    if (line.size > MARKER_LINE_MAX || !slice_starts(line, SLICE("From ")))
        return false;
    reader.rest = slice_from(line, 5);
    if (!take_sender(&reader) || !take_name(&reader, "ThuFriSatSunMonTueWed", 7, &weekday) ||
        !take_byte(&reader, ' ') ||
        !take_name(&reader, "JanFebMarAprMayJunJulAugSepOctNovDec", 12, &month) ||
        !take_day(&reader, &day) || !take_byte(&reader, ' ') || !take_number(&reader, 2, &hour) ||
        !take_byte(&reader, ':') || !take_number(&reader, 2, &minute) || !take_byte(&reader, ':') ||
        !take_number(&reader, 2, &second) || !take_byte(&reader, ' ') ||
        !take_year(&reader, &year, &zone))
        return false;
    if (year < 1970 || hour > 23 || minute > 59 || second > 59 || day < 1 ||
        day > instant_month_days(year, month + 1))
        return false;
    local = instant_civil(year, month + 1, day, hour, minute, second);
    if (local / DAY % 7 != weekday)
        return false;
    *received = local - zone;
    return true;
}

bool marker_field_follows(struct slice text)
{
    for (size_t i = 0; i < text.size && i <= MARKER_FIELD_MAX; i++) {
        if (text.data[i] == ':')
            return i > 0;
        if (text.data[i] <= ' ' || text.data[i] > '~')
            return false;
    }
    return false;
}
