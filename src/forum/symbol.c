#include "forum/symbol.h"

#include "base/error.h"

enum { ORGAN_LETTERS = 4, BODY_LETTERS = 5, BODIES = 3, NUMBER_DIGITS = 5 };

static const struct {
    const char *name;
    enum symbol_series series;
} series_names[] = {
    {"CRP", SERIES_CRP}, {"INF", SERIES_INF}, {"L", SERIES_L},
    {"NGO", SERIES_NGO}, {"WP", SERIES_WP},
};

struct reading {
    struct slice text;
    size_t at;
    struct symbol *out;
    struct error *error;
};

static bool refuse(struct reading *reading, const char *wanted)
{
    error_set(reading->error, ERROR_MEMBER_VALUE,
              "\"%.*s\" is not a document's symbol: at column %zu there should be %s",
              SLICE_ARG(slice_part(reading->text, 0, SYMBOL_MOST)), reading->at + 1, wanted);
    return error_at(reading->error, 1, (uint32_t)reading->at + 1);
}

static bool at_end(const struct reading *reading)
{
    return reading->at == reading->text.size;
}

static bool take(struct reading *reading, char c)
{
    if (at_end(reading) || reading->text.data[reading->at] != (uint8_t)c)
        return false;
    reading->at++;
    return true;
}

/* The letters that begin here; the place is not moved. */
static struct slice letters(const struct reading *reading)
{
    size_t end = reading->at;

    while (end < reading->text.size &&
           ((reading->text.data[end] >= 'A' && reading->text.data[end] <= 'Z') ||
            (reading->text.data[end] >= 'a' && reading->text.data[end] <= 'z')))
        end++;
    return slice_part(reading->text, reading->at, end - reading->at);
}

static bool is_upper(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < 'A' || text.data[i] > 'Z')
            return false;
    return true;
}

static bool read_number(struct reading *reading, int64_t *out)
{
    size_t end = reading->at;

    while (end < reading->text.size && reading->text.data[end] >= '0' &&
           reading->text.data[end] <= '9')
        end++;
    if (end == reading->at || end - reading->at > NUMBER_DIGITS ||
        !slice_decimal(slice_part(reading->text, reading->at, end - reading->at), out) || *out < 1)
        return refuse(reading, "a number from 1 to 99999");
    reading->at = end;
    return true;
}

static enum symbol_series find_series(struct slice name)
{
    for (size_t i = 0; i < sizeof series_names / sizeof *series_names; i++)
        if (slice_is(name, series_names[i].name))
            return series_names[i].series;
    return SERIES_NONE;
}

static bool read_organ(struct reading *reading)
{
    struct slice name = letters(reading);

    if (name.size < 1 || name.size > ORGAN_LETTERS || !is_upper(name))
        return refuse(reading, "an organ of one to four capital letters");
    reading->at += name.size;
    return take(reading, '/') || refuse(reading, "\"/\"");
}

/* AC.291/ and the like, as long as there are any. */
static bool read_bodies(struct reading *reading, unsigned *count)
{
    int64_t number;

    for (*count = 0; *count < BODIES; ++*count) {
        struct slice name = letters(reading);

        if (name.size == 0 || find_series(name) != SERIES_NONE)
            return true;
        if (name.size > BODY_LETTERS || !is_upper(name))
            return refuse(reading, "a body such as AC.291, a series or a number");
        reading->at += name.size;
        if (!take(reading, '.'))
            return refuse(reading, "\".\" and the body's number");
        if (!read_number(reading, &number))
            return false;
        if (!take(reading, '/'))
            return refuse(reading, "\"/\" and the document's number");
    }
    return true;
}

/* Where no body is named, a number that comes first is that of the session. */
static bool read_session(struct reading *reading, unsigned bodies)
{
    int64_t session;

    if (bodies || letters(reading).size)
        return true;
    return read_number(reading, &session) &&
           (take(reading, '/') || refuse(reading, "\"/\" and the document's number"));
}

static bool read_item(struct reading *reading)
{
    struct symbol *out = reading->out;
    struct slice name = letters(reading);

    out->place = slice_part(reading->text, 0, reading->at - 1);
    out->series = find_series(name);
    if (out->series != SERIES_NONE) {
        reading->at += name.size;
        if (!take(reading, '.') && !take(reading, '/'))
            return refuse(reading, "\".\" or \"/\" after the series");
    }
    if (!read_number(reading, &out->number))
        return false;
    out->base = slice_part(reading->text, 0, reading->at);
    return true;
}

static bool read_suffixes(struct reading *reading)
{
    const struct {
        const char *name;
        int64_t *number;
    } suffixes[] = {
        {"Rev", &reading->out->revision},
        {"Add", &reading->out->addendum},
        {"Corr", &reading->out->corrigendum},
    };

    while (!at_end(reading)) {
        struct slice name;
        int64_t *number = NULL;

        if (!take(reading, '/'))
            return refuse(reading, "\"/\" or the end");
        name = letters(reading);
        for (size_t i = 0; i < 3; i++)
            if (slice_is(name, suffixes[i].name))
                number = suffixes[i].number;
        if (!number)
            return refuse(reading, "Rev., Add. or Corr.");
        if (*number)
            return refuse(reading, "another suffix: this one was there");
        reading->at += name.size;
        if (!take(reading, '.'))
            return refuse(reading, "\".\"");
        if (!read_number(reading, number))
            return false;
    }
    return true;
}

bool symbol_parse(struct slice text, struct symbol *out, struct error *error)
{
    struct reading reading = {.text = text, .out = out, .error = error};
    unsigned bodies;
    bool ok;

    *out = (struct symbol){0};
    if (text.size > SYMBOL_MOST) {
        reading.at = SYMBOL_MOST;
        return refuse(&reading, "the end: a symbol has at most 80 characters");
    }
    ok = read_organ(&reading) && read_bodies(&reading, &bodies) && read_session(&reading, bodies) &&
         read_item(&reading) && read_suffixes(&reading);
    if (!ok)
        *out = (struct symbol){0};
    return ok;
}

bool symbol_check(const struct field *field, struct slice text, struct error *error)
{
    struct symbol ignored;

    (void)field;
    return symbol_parse(text, &ignored, error);
}
