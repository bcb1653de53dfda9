#include "law/offence.h"

#include "statement/name.h"

#define X(constant, word, meaning) word,
static const char *const powers[] = {POWERS(X)};
#undef X
const struct vocabulary words_power = {"power", powers, POWER_COUNT};

/* Beside the elements, all of which an offence states. */
static const char *const needed_keys[] = {"title",     "cites",      "text",   "from", "penalty",
                                          "undefined", "covered-by", "powers", NULL};
static const char *const other_keys[] = {"to",     "language", "interpretation", "text.2",
                                         "text.3", "text.4",   "text.5",         "text.6",
                                         "text.7", "text.8",   "text.9",         NULL};
static const char *const register_keys[] = {"state",    "from",           "title",
                                            "language", "interpretation", NULL};

/* One pass over the sections. */
struct reader {
    struct arena *arena;
    struct offence_register *out;
    bool interpretation; /* the register's */
    struct error *error;
};

static bool fail(const struct reader *reader, const struct line_entry *entry, enum error_code code,
                 const char *message)
{
    error_set(reader->error, code, "%s, not \"%.*s\"", message,
              SLICE_ARG(slice_part(entry->value, 0, 60)));
    return error_at(reader->error, entry->line, entry->value_column);
}

static bool is_listed(struct slice key, const char *const *keys)
{
    for (; *keys; keys++)
        if (slice_is(key, *keys))
            return true;
    return false;
}

/* ---- values that both kinds of section have ---- */

/* Two or three lower-case letters (ISO 639). */
static bool read_language(const struct reader *reader, const struct line_entry *entry,
                          struct slice *out)
{
    bool good = entry->value.size == 2 || entry->value.size == 3;

    for (size_t i = 0; i < entry->value.size; i++)
        good = good && entry->value.data[i] >= 'a' && entry->value.data[i] <= 'z';
    if (!good)
        return fail(reader, entry, ERROR_MEMBER_VALUE,
                    "a language is two or three small letters such as en");
    *out = entry->value;
    return true;
}

/* A clause that is said to be there can be looked up. */
static bool read_interpretation(const struct reader *reader, const struct line_entry *entry,
                                bool *out)
{
    struct value value;

    if (!lines_value(entry, VALUE_FLAG, NULL, &value, reader->error))
        return false;
    if (value.number && !entry->citation.size) {
        error_set(reader->error, ERROR_KEY_MISSING,
                  "an interpretation clause needs its citation: yes @ Penal Code s. 2");
        return error_at(reader->error, entry->line, entry->value_column);
    }
    *out = value.number != 0;
    return true;
}

/* ---- [register] ---- */

static bool read_state(const struct reader *reader, const struct line_entry *entry)
{
    if (!name_is_state(entry->value) && !slice_is(entry->value, "treaty"))
        return fail(reader, entry, ERROR_MEMBER_VALUE,
                    "the state is two capitals such as XA, or \"treaty\"");
    reader->out->state = entry->value;
    return true;
}

static bool read_header(struct reader *reader, const struct lines *lines)
{
    const struct line_section *section = lines_section(lines, "register");

    if (!section)
        return error_set(reader->error, ERROR_KEY_MISSING, "the file has no section [register]");
    if (section != lines->sections) {
        error_set(reader->error, ERROR_SECTION_UNKNOWN, "[register] stands first in the file");
        return error_at(reader->error, section->line, section->column);
    }
    if (!lines_only(section, register_keys, reader->error))
        return false;
    for (size_t i = 0; register_keys[i]; i++)
        if (!lines_entry(section, register_keys[i]))
            return lines_missing_key(section, register_keys[i], reader->error);
    reader->out->title = lines_entry(section, "title")->value;
    return read_state(reader, lines_entry(section, "state")) &&
           lines_date(lines_entry(section, "from"), &reader->out->from, reader->error) &&
           read_language(reader, lines_entry(section, "language"), &reader->out->language) &&
           read_interpretation(reader, lines_entry(section, "interpretation"),
                               &reader->interpretation);
}

/* ---- [offence ID] ---- */

static bool wrong_name(const struct reader *reader, const struct line_section *section,
                       const char *message)
{
    error_set(reader->error, ERROR_MEMBER_VALUE, "%s", message);
    return error_at(reader->error, section->line, section->column);
}

static bool is_id(struct slice text)
{
    bool good = text.size > 0 && text.size <= OFFENCE_ID && text.data[0] != '-' &&
                text.data[text.size - 1] != '-';

    for (size_t i = 0; i < text.size; i++)
        good = good && ((text.data[i] >= 'a' && text.data[i] <= 'z') ||
                        (text.data[i] >= '0' && text.data[i] <= '9') || text.data[i] == '-');
    return good;
}

/* "offence ID" or "offence ID VERSION", where the version is at least 2. */
static bool read_name(const struct reader *reader, const struct line_section *section,
                      struct provision *out)
{
    struct slice rest = slice_from(section->name, sizeof "offence " - 1);
    size_t space = slice_find(rest, 0, ' ');
    int64_t version = 1;

    out->id = slice_part(rest, 0, space);
    if (!is_id(out->id))
        return wrong_name(reader, section,
                          "the id of an offence is at most 60 of a-z, 0-9 and \"-\" inside");
    if (space != SIZE_MAX && (!slice_decimal(slice_from(rest, space + 1), &version) ||
                              version < 2 || version > LINES_SECTIONS))
        return wrong_name(reader, section,
                          "behind the id stands the number of the version, from 2 on");
    out->version = (unsigned)version;
    out->line = section->line;
    out->column = section->column;
    return true;
}

static bool check_keys(const struct reader *reader, const struct line_section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        const struct line_entry *entry = &section->entries[i];

        if (element_find(entry->key) == ELEMENT_COUNT && !is_listed(entry->key, needed_keys) &&
            !is_listed(entry->key, other_keys))
            return lines_unknown_key(entry, reader->error);
    }
    for (size_t i = 0; needed_keys[i]; i++)
        if (!lines_entry(section, needed_keys[i]))
            return lines_missing_key(section, needed_keys[i], reader->error);
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (!lines_entry(section, element_table[i].key))
            return lines_missing_key(section, element_table[i].key, reader->error);
    return true;
}

static bool read_elements(const struct reader *reader, const struct line_section *section,
                          struct provision *out)
{
    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        const struct line_entry *entry = lines_entry(section, element_table[i].key);

        if (!element_parse(entry->value, i, &out->elements.values[i], reader->error))
            return error_at(reader->error, entry->line, entry->value_column);
        out->places[i] = (struct offence_place){entry->line, entry->value_column, entry->citation};
    }
    return true;
}

static bool read_text(const struct reader *reader, const struct line_section *section,
                      struct provision *out)
{
    struct buffer text = {0};

    buffer_append(&text, lines_entry(section, "text")->value);
    for (unsigned i = 2, last = 1; i <= OFFENCE_PARAGRAPHS; i++) {
        char key[] = {'t', 'e', 'x', 't', '.', (char)('0' + i), '\0'};
        const struct line_entry *entry = lines_entry(section, key);

        if (!entry)
            continue;
        if (last + 1 != i) {
            buffer_free(&text);
            error_set(reader->error, ERROR_KEY_MISSING, "the paragraph before \"%s\" is missing",
                      key);
            return error_at(reader->error, entry->line, entry->key_column);
        }
        buffer_byte(&text, '\n');
        buffer_append(&text, entry->value);
        last = i;
    }
    out->text = arena_copy(reader->arena, buffer_slice(&text));
    buffer_free(&text);
    return true;
}

static bool read_penalty(const struct reader *reader, const struct line_entry *entry,
                         struct provision *out)
{
    struct value value;

    if (slice_is(entry->value, "life")) {
        out->penalty = PENALTY_LIFE;
        return true;
    }
    if (slice_is(entry->value, "unstated")) {
        out->penalty = PENALTY_UNSTATED;
        return slice_is(out->state, "treaty") ||
               fail(reader, entry, ERROR_VALUE_TYPE, "a State's law states its maximum penalty");
    }
    if (!lines_value(entry, VALUE_MONTHS, NULL, &value, reader->error))
        return false;
    if (value.number >= PENALTY_LIFE)
        return fail(reader, entry, ERROR_VALUE_TYPE,
                    "a maximum penalty is below 100 years, or \"life\"");
    out->penalty = value.number;
    return true;
}

static struct slice unless_none(const struct line_entry *entry)
{
    return slice_is(entry->value, "none") ? SLICE("") : entry->value;
}

static bool read_rest(const struct reader *reader, const struct line_section *section,
                      struct provision *out)
{
    const struct line_entry *to = lines_entry(section, "to");
    const struct line_entry *language = lines_entry(section, "language");
    const struct line_entry *interpretation = lines_entry(section, "interpretation");
    struct value value;

    out->title = lines_entry(section, "title")->value;
    out->cites = lines_entry(section, "cites")->value;
    out->undefined = unless_none(lines_entry(section, "undefined"));
    out->covered_by = unless_none(lines_entry(section, "covered-by"));
    if (!lines_date(lines_entry(section, "from"), &out->from, reader->error) ||
        (to && !lines_date(to, &out->to, reader->error)) ||
        (language && !read_language(reader, language, &out->language)) ||
        (interpretation && !read_interpretation(reader, interpretation, &out->interpretation)) ||
        !lines_value(lines_entry(section, "powers"), VALUE_SET, &words_power, &value,
                     reader->error))
        return false;
    out->powers = (uint64_t)value.number;
    if (to && out->to <= out->from)
        return fail(reader, to, ERROR_VALUE_TYPE, "\"to\" is a day after \"from\"");
    return true;
}

/* ---- versions ---- */

static const struct provision *version_before(const struct reader *reader, struct slice id)
{
    const struct provision *found = NULL;

    for (size_t i = 0; i < reader->out->count; i++)
        if (slice_equal(reader->out->provisions[i].id, id))
            found = &reader->out->provisions[i];
    return found;
}

static bool wrong_version(const struct reader *reader, const struct line_entry *from,
                          enum error_code code, const struct provision *before)
{
    char ended[INSTANT_TEXT];

    error_set(reader->error, code, "version %u ends on %.10s: this one begins then, not on %.*s",
              before->version, instant_format(before->to, ended), SLICE_ARG(from->value));
    return error_at(reader->error, from->line, from->value_column);
}

/* Each version begins on the day on which the one before it ends. */
static bool check_version(const struct reader *reader, const struct line_section *section,
                          const struct provision *provision)
{
    const struct provision *before = version_before(reader, provision->id);
    const struct line_entry *from = lines_entry(section, "from");

    if (provision->version != (before ? before->version + 1 : 1))
        return wrong_name(reader, section,
                          "the versions of an offence follow each other: the first without a "
                          "number, then 2, 3 and so on");
    if (!before || provision->from == before->to)
        return true;
    if (before->to == INT64_MAX) {
        error_set(reader->error, ERROR_VERSION_OVERLAP,
                  "version %u (line %u) has no \"to\", so that this one overlaps it",
                  before->version, before->line);
        return error_at(reader->error, from->line, from->value_column);
    }
    return wrong_version(reader, from,
                         provision->from < before->to ? ERROR_VERSION_OVERLAP : ERROR_VERSION_GAP,
                         before);
}

/* ---- the register ---- */

static bool read_provision(const struct reader *reader, const struct line_section *section)
{
    struct provision read = {.state = reader->out->state,
                             .language = reader->out->language,
                             .interpretation = reader->interpretation,
                             .to = INT64_MAX};

    if (!read_name(reader, section, &read))
        return false;
    error_where(reader->error, "offence %.*s", SLICE_ARG(read.id));
    if (!check_keys(reader, section) || !read_elements(reader, section, &read) ||
        !read_text(reader, section, &read) ||
        !read_penalty(reader, lines_entry(section, "penalty"), &read) ||
        !read_rest(reader, section, &read) || !check_version(reader, section, &read))
        return false;
    error_where(reader->error, "%s", "");
    reader->out->provisions[reader->out->count++] = read;
    return true;
}

bool offence_register_parse(struct slice text, struct arena *arena, struct offence_register *out,
                            struct error *error)
{
    struct offence_register read = {.count = 0};
    struct reader reader = {.arena = arena, .out = &read, .error = error};
    struct lines lines;

    if (!lines_parse(text, arena, &lines, error) || !read_header(&reader, &lines))
        return false;
    read.provisions = arena_take(arena, lines.count * sizeof *read.provisions);
    for (size_t i = 1; i < lines.count; i++) {
        if (!slice_starts(lines.sections[i].name, SLICE("offence ")))
            return lines_unknown_section(&lines.sections[i], error);
        if (!read_provision(&reader, &lines.sections[i]))
            return false;
    }
    if (!read.count)
        return error_set(error, ERROR_KEY_MISSING, "the register has no [offence …]");
    *out = read;
    return true;
}

bool provision_in_force(const struct provision *provision, instant at)
{
    return provision->from <= at && at < provision->to;
}

const struct provision *offence_in_force(const struct offence_register *offences, struct slice id,
                                         instant at, bool *known)
{
    const struct provision *found = NULL;

    if (known)
        *known = false;
    for (size_t i = 0; i < offences->count; i++) {
        const struct provision *provision = &offences->provisions[i];

        if (!slice_equal(provision->id, id))
            continue;
        if (known)
            *known = true;
        if (provision_in_force(provision, at))
            found = provision;
    }
    return found;
}

void provision_penalty(const struct provision *provision, struct buffer *out)
{
    struct value value = {.kind = VALUE_MONTHS, .number = provision->penalty};

    if (provision->penalty == PENALTY_UNSTATED)
        buffer_text(out, "unstated");
    else if (provision->penalty == PENALTY_LIFE)
        buffer_text(out, "life");
    else if (provision->penalty > 0 && provision->penalty % 12 == 0)
        buffer_format(out, "%d year%s", (int)(provision->penalty / 12),
                      provision->penalty == 12 ? "" : "s");
    else
        value_format(&value, out);
}
