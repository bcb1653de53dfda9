#include "base/instant.h"

#include <stdio.h>

struct civil {
    int64_t year;
    int month, day;
};

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int instant_month_days(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01, counted in years that begin in March so that the leap day comes last. */
static int64_t days_of(int64_t year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

static struct civil civil_of(int64_t days)
{
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    struct civil civil;

    civil.day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    civil.month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    civil.year = year_of_era + era * 400 + (civil.month <= 2);
    return civil;
}

instant instant_civil(int64_t year, int month, int day, int hour, int minute, int second)
{
    return days_of(year, month, day) * DAY + hour * HOUR + minute * 60 + second;
}

/* Reads `count` digits at `at`; returns -1 where one is not a digit. */
static int digits(struct slice text, size_t at, size_t count)
{
    int number = 0;

    for (size_t i = at; i < at + count; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

static bool parse_day(struct slice text, instant *out)
{
    int year, month, day;

    if (text.size < 10 || text.data[4] != '-' || text.data[7] != '-')
        return false;
    year = digits(text, 0, 4);
    month = digits(text, 5, 2);
    day = digits(text, 8, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > instant_month_days(year, month))
        return false;
    *out = instant_civil(year, month, day, 0, 0, 0);
    return true;
}

bool instant_parse_date(struct slice text, instant *out, struct error *error)
{
    if (text.size == 10 && parse_day(text, out))
        return true;
    return error_set(error, ERROR_TIME_FORMAT, "\"%.*s\" is not a date such as 2026-11-22",
                     (int)(text.size < 40 ? text.size : 40), (const char *)text.data);
}

bool instant_parse(struct slice text, instant *out, struct error *error)
{
    instant day;
    int hour, minute, second;

    if (text.size == 20 && text.data[10] == 'T' && text.data[13] == ':' && text.data[16] == ':' &&
        text.data[19] == 'Z' && parse_day(text, &day)) {
        hour = digits(text, 11, 2);
        minute = digits(text, 14, 2);
        second = digits(text, 17, 2);
        if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60) {
            *out = day + hour * HOUR + minute * 60 + second;
            return true;
        }
    }
    return error_set(error, ERROR_TIME_FORMAT,
                     "\"%.*s\" is not a time in UTC such as 2026-11-22T10:00:00Z",
                     (int)(text.size < 40 ? text.size : 40), (const char *)text.data);
}

const char *instant_format(instant at, char out[INSTANT_TEXT])
{
    struct civil civil;
    int64_t rest;

    if (at < 0 || at > INT64_C(253402300799)) {
        memcpy(out, "-", 2);
        return out;
    }
    civil = civil_of(at / DAY);
    rest = at % DAY;
    snprintf(out, INSTANT_TEXT, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)civil.year % 10000,
             (unsigned)civil.month % 100, (unsigned)civil.day % 100, (unsigned)(rest / HOUR) % 100,
             (unsigned)(rest % HOUR / 60) % 100, (unsigned)(rest % 60) % 100);
    return out;
}

instant instant_add_months(instant at, int64_t months)
{
    int64_t days = at >= 0 ? at / DAY : (at - DAY + 1) / DAY;
    struct civil civil = civil_of(days);
    int64_t month = civil.year * 12 + civil.month - 1 + months;
    int64_t year = (month >= 0 ? month : month - 11) / 12;
    int last;

    civil.month = (int)(month - year * 12) + 1;
    last = instant_month_days(year, civil.month);
    if (civil.day > last)
        civil.day = last;
    return days_of(year, civil.month, civil.day) * DAY + (at - days * DAY);
}
