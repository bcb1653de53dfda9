#include "base/value.h"

int vocabulary_find(const struct vocabulary *vocabulary, struct slice word)
{
    for (unsigned i = 0; i < vocabulary->count; i++)
        if (slice_is(word, vocabulary->words[i]))
            return (int)i;
    return -1;
}

uint64_t vocabulary_all(const struct vocabulary *vocabulary)
{
    return (UINT64_C(1) << vocabulary->count) - 1;
}

struct unit {
    const char *one, *many;
    enum value_kind kind;
    int64_t factor;
};

static const struct unit units[] = {
    {"hour", "hours", VALUE_HOURS, 1},
    {"day", "days", VALUE_DAYS, 1},
    {"month", "months", VALUE_MONTHS, 1},
    {"year", "years", VALUE_MONTHS, 12},
};

static const char *unit_wanted(enum value_kind kind)
{
    switch (kind) {
    case VALUE_HOURS:
        return "hours";
    case VALUE_DAYS:
        return "days";
    default:
        return "months or years";
    }
}

static bool parse_quantity(struct slice text, enum value_kind kind, struct value *out,
                           struct error *error)
{
    size_t space = slice_find(text, 0, ' ');
    struct slice unit = space == SIZE_MAX ? SLICE("") : slice_from(text, space + 1);
    int64_t number;

    if (!slice_decimal(slice_part(text, 0, space), &number) || number > 1000000)
        return error_set(error, ERROR_VALUE_TYPE,
                         "\"%.*s\" is not a whole number from 0 to 1000000 with its unit",
                         SLICE_ARG(slice_part(text, 0, 60)));
    out->number = number;
    if (kind == VALUE_COUNT) {
        if (space == SIZE_MAX)
            return true;
        return error_set(error, ERROR_VALUE_UNIT, "a count has no unit, \"%.*s\" stands here",
                         SLICE_ARG(slice_part(unit, 0, 60)));
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (units[i].kind == kind &&
            (slice_is(unit, units[i].one) || slice_is(unit, units[i].many))) {
            out->number = number * units[i].factor;
            return true;
        }
    }
    return error_set(error, ERROR_VALUE_UNIT, "the unit here is %s, not \"%.*s\"",
                     unit_wanted(kind), SLICE_ARG(slice_part(unit, 0, 60)));
}

static struct slice trim(struct slice text)
{
    while (text.size && text.data[0] == ' ')
        text = slice_from(text, 1);
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

static const char *article(const struct vocabulary *vocabulary)
{
    return strchr("aeiou", vocabulary->name[0]) ? "an" : "a";
}

static bool parse_set(struct slice text, const struct vocabulary *vocabulary, struct value *out,
                      struct error *error)
{
    struct slice rest;

    if (text.size < 2 || text.data[0] != '{' || text.data[text.size - 1] != '}')
        return error_set(error, ERROR_VALUE_TYPE, "a set is written {first, second}, not \"%.*s\"",
                         SLICE_ARG(slice_part(text, 0, 60)));
    rest = trim(slice_part(text, 1, text.size - 2));
    out->number = 0;
    while (rest.size) {
        size_t comma = slice_find(rest, 0, ',');
        struct slice word = trim(slice_part(rest, 0, comma));
        int index = vocabulary_find(vocabulary, word);

        if (index < 0)
            return error_set(error, ERROR_VALUE_TYPE, "\"%.*s\" is not %s %s",
                             SLICE_ARG(slice_part(word, 0, 60)), article(vocabulary),
                             vocabulary->name);
        if (out->number & INT64_C(1) << index)
            return error_set(error, ERROR_VALUE_TYPE, "\"%.*s\" stands twice in the set",
                             SLICE_ARG(word));
        out->number |= INT64_C(1) << index;
        if (comma == SIZE_MAX)
            return true;
        rest = trim(slice_from(rest, comma + 1));
        if (rest.size == 0)
            return error_set(error, ERROR_VALUE_TYPE, "a set does not end with a comma");
    }
    return true;
}

bool value_parse(struct slice text, enum value_kind kind, const struct vocabulary *vocabulary,
                 struct value *out, struct error *error)
{
    int index;

    *out = (struct value){.kind = kind, .vocabulary = vocabulary};
    switch (kind) {
    case VALUE_COUNT:
    case VALUE_HOURS:
    case VALUE_DAYS:
    case VALUE_MONTHS:
        return parse_quantity(text, kind, out, error);
    case VALUE_FLAG:
        out->number = slice_is(text, "yes");
        if (out->number || slice_is(text, "no"))
            return true;
        return error_set(error, ERROR_VALUE_TYPE, "\"%.*s\" is neither yes nor no",
                         SLICE_ARG(slice_part(text, 0, 60)));
    case VALUE_WORD:
        index = vocabulary_find(vocabulary, text);
        out->number = index;
        if (index >= 0)
            return true;
        return error_set(error, ERROR_VALUE_TYPE, "\"%.*s\" is not %s %s",
                         SLICE_ARG(slice_part(text, 0, 60)), article(vocabulary), vocabulary->name);
    case VALUE_SET:
        return parse_set(text, vocabulary, out, error);
    case VALUE_INSTANT:
        return instant_parse(text, &out->number, error);
    case VALUE_TEXT:
        out->text = text;
        return true;
    case VALUE_NONE:
    case VALUE_SECONDS:
        break;
    }
    return error_set(error, ERROR_VALUE_TYPE, "a value of this kind cannot be written");
}

static void format_set(const struct value *value, struct buffer *out)
{
    bool first = true;

    buffer_byte(out, '{');
    for (unsigned i = 0; i < value->vocabulary->count; i++) {
        if (!(value->number & INT64_C(1) << i))
            continue;
        buffer_format(out, "%s%s", first ? "" : ", ", value->vocabulary->words[i]);
        first = false;
    }
    buffer_byte(out, '}');
}

static void format_quantity(int64_t number, const char *one, struct buffer *out)
{
    buffer_format(out, "%lld %s%s", (long long)number, one, number == 1 ? "" : "s");
}

void value_format(const struct value *value, struct buffer *out)
{
    char text[INSTANT_TEXT];

    switch (value->kind) {
    case VALUE_COUNT:
        buffer_format(out, "%lld", (long long)value->number);
        return;
    case VALUE_SECONDS:
        format_quantity(value->number, "second", out);
        return;
    case VALUE_HOURS:
        format_quantity(value->number, "hour", out);
        return;
    case VALUE_DAYS:
        format_quantity(value->number, "day", out);
        return;
    case VALUE_MONTHS:
        format_quantity(value->number, "month", out);
        return;
    case VALUE_INSTANT:
        buffer_text(out, instant_format(value->number, text));
        return;
    case VALUE_FLAG:
        buffer_text(out, value->number ? "yes" : "no");
        return;
    case VALUE_WORD:
        buffer_text(out, value->vocabulary->words[value->number]);
        return;
    case VALUE_SET:
        format_set(value, out);
        return;
    case VALUE_TEXT:
        buffer_append(out, value->text);
        return;
    case VALUE_NONE:
        break;
    }
    buffer_byte(out, '-');
}
