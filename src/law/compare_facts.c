#include "law/compare_facts.h"

/* "least" and "most" open one end of what is known. */
static const struct {
    const char *words;
    bool keep_least, keep_most;
} prefixes[] = {
    {"at least ", true, false},
    {"at most ", false, true},
    {"", true, true},
};

bool fact_parse(struct slice text, enum element element, struct fact *out, struct error *error)
{
    struct fact open = fact_unknown(element);
    struct slice rest = text;
    struct value value = element_value(element, 0);
    size_t i = 0;

    *out = open;
    if (slice_is(rest, "unknown"))
        return true;
    while (!slice_starts(rest, slice_text(prefixes[i].words)))
        i++;
    rest = slice_from(rest, strlen(prefixes[i].words));
    if (!value_parse(rest, value.kind, value.vocabulary, &value, error))
        return false;
    if (prefixes[i].keep_least)
        out->least = value.number;
    if (prefixes[i].keep_most)
        out->most = value.number;
    return true;
}

bool fact_meet(enum element element, struct fact one, struct fact other, struct fact *out)
{
    bool set = element_table[element].kind != ELEMENT_DEGREE, agree;

    if (set)
        *out = (struct fact){one.least | other.least, one.most & other.most};
    else
        *out = (struct fact){one.least > other.least ? one.least : other.least,
                             one.most < other.most ? one.most : other.most};
    agree = set ? (out->least & ~out->most) == 0 : out->least <= out->most;
    if (!agree)
        *out = fact_unknown(element);
    return agree;
}

static bool read_entry(const struct line_entry *entry, struct conduct *out, struct error *error)
{
    enum element element = element_find(entry->key);

    if (slice_is(entry->key, "title")) {
        out->title = entry->value;
        return true;
    }
    if (slice_is(entry->key, "at")) {
        out->has_at = true;
        return lines_date(entry, &out->at, error);
    }
    if (element == ELEMENT_COUNT)
        return lines_unknown_key(entry, error);
    error_where(error, "%s", element_table[element].key);
    if (!fact_parse(entry->value, element, &out->facts.values[element], error))
        return error_at(error, entry->line, entry->value_column);
    error_where(error, "%s", "");
    return true;
}

bool conduct_parse(struct slice text, struct arena *arena, struct conduct *out, struct error *error)
{
    struct conduct read = {.has_at = false};
    const struct line_section *section;
    struct lines lines;

    if (!lines_parse(text, arena, &lines, error))
        return false;
    section = lines_section(&lines, "facts");
    if (!section)
        return error_set(error, ERROR_KEY_MISSING, "the file has no section [facts]");
    for (size_t i = 0; i < lines.count; i++)
        if (&lines.sections[i] != section)
            return lines_unknown_section(&lines.sections[i], error);
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        read.facts.values[i] = fact_unknown(i);
    for (size_t i = 0; i < section->count; i++)
        if (!read_entry(&section->entries[i], &read, error))
            return false;
    *out = read;
    return true;
}

static void format_value(enum element element, int64_t number, struct buffer *out)
{
    struct value value = element_value(element, number);

    value_format(&value, out);
}

void fact_format(enum element element, struct fact fact, struct buffer *out)
{
    struct fact open = fact_unknown(element);

    if (fact.least == fact.most) {
        format_value(element, fact.least, out);
    } else if (fact.least == open.least && fact.most == open.most) {
        buffer_text(out, "unknown");
    } else if (fact.most == open.most) {
        buffer_text(out, "at least ");
        format_value(element, fact.least, out);
    } else {
        buffer_text(out, "at most ");
        format_value(element, fact.most, out);
    }
}
