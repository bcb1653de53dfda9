/* Points in time: seconds since 1970-01-01T00:00:00Z, written in ISO 8601, UTC, whole seconds.
 * The calendar is the proleptic Gregorian one; years 1970 to 9999. */
#ifndef PROVISO_BASE_INSTANT_H
#define PROVISO_BASE_INSTANT_H

#include "base/error.h"
#include "base/slice.h"

typedef int64_t instant;

enum { INSTANT_TEXT = 21 }; /* "2026-11-22T10:00:00Z" and a NUL */

enum { HOUR = 3600, DAY = 86400 };

/* Exactly YYYY-MM-DDTHH:MM:SSZ, a real date and time; no leap second, no other zone. */
bool instant_parse(struct slice text, instant *out, struct error *error);

/* Exactly YYYY-MM-DD, as the start of that day in UTC. */
bool instant_parse_date(struct slice text, instant *out, struct error *error);

/* Writes into `out` and returns it; an instant outside the years above prints as "-". */
const char *instant_format(instant at, char out[INSTANT_TEXT]);

/* The same time of day `months` calendar months later (earlier if negative); a day that the month
 * lacks becomes the month's last. Years are twelve months. */
instant instant_add_months(instant at, int64_t months);

/* Seconds since 1970 of a civil date and time; month 1 to 12, day 1 to 31. No range check. */
instant instant_civil(int64_t year, int month, int day, int hour, int minute, int second);

/* Days of the month in the proleptic Gregorian calendar; month 1 to 12. */
int instant_month_days(int64_t year, int month);

#endif
