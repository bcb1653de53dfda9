#include "rules/rulebook.h"

#include <stdio.h>

#include "statement/name.h"

static const char *const header_keys[] = {"state", "from", "title", "cites", "to", NULL};
enum { HEADER_NEEDED = 3 };

static void set_limit(struct rulebook *rulebook, enum measure measure, enum parameter parameter,
                      int64_t limit, struct rulebook_place place)
{
    bool general = parameter_is_general(parameter);

    for (unsigned m = general ? 0 : measure; m <= (general ? MEASURE_COUNT - 1u : measure); m++) {
        rulebook->limits[m][parameter] = limit;
        rulebook->places[m][parameter] = place;
    }
}

static bool wrong_state(const struct line_entry *entry, struct error *error, const char *wanted)
{
    error_set(error, ERROR_MEMBER_VALUE, "the state here is %s, not \"%.*s\"", wanted,
              SLICE_ARG(slice_part(entry->value, 0, 60)));
    return error_at(error, entry->line, entry->value_column);
}

static bool read_state(const struct line_entry *entry, bool is_floor, struct rulebook *out,
                       struct error *error)
{
    if (is_floor && !slice_is(entry->value, "floor"))
        return wrong_state(entry, error, "\"floor\"");
    if (!is_floor && !name_is_state(entry->value))
        return wrong_state(entry, error, "two capitals such as XA");
    snprintf(out->state, sizeof out->state, "%.*s", SLICE_ARG(entry->value));
    return true;
}

/* When it is in force. */
static bool read_dates(const struct line_section *section, struct rulebook *out,
                       struct error *error)
{
    const struct line_entry *from = lines_entry(section, "from"), *to = lines_entry(section, "to");

    if (!lines_date(from, &out->from, error))
        return false;
    out->stated = out->from;
    out->from_line = from->line;
    out->from_column = from->value_column;
    out->to = RULEBOOK_OPEN;
    if (!to)
        return true;
    out->to_line = to->line;
    out->to_column = to->value_column;
    if (!lines_date(to, &out->to, error))
        return false;
    if (out->to > out->from)
        return true;
    error_set(error, ERROR_TIME_FORMAT, "\"to\" comes after \"from\"");
    return error_at(error, to->line, to->value_column);
}

/* The section [rulebook] also has the extras for all measures. */
static bool only_header(const struct line_section *section, struct error *error)
{
    for (size_t i = 0; i < section->count; i++) {
        const struct line_entry *entry = &section->entries[i];
        const char *const *key = header_keys;

        while (*key && !slice_is(entry->key, *key))
            key++;
        if (!*key && !extra_is_key(entry->key))
            return lines_unknown_key(entry, error);
    }
    return true;
}

static bool read_header(const struct lines *lines, bool is_floor, struct rulebook *out,
                        struct error *error)
{
    const struct line_section *section = lines_section(lines, "rulebook");
    const struct line_entry *cites;

    if (!section)
        return error_set(error, ERROR_KEY_MISSING, "the file has no section [rulebook]");
    if (!only_header(section, error))
        return false;
    for (size_t i = 0; i < HEADER_NEEDED; i++)
        if (!lines_entry(section, header_keys[i]))
            return lines_missing_key(section, header_keys[i], error);
    out->title = lines_entry(section, "title")->value;
    cites = lines_entry(section, "cites");
    out->cites = cites ? cites->value : SLICE("");
    if (is_floor && lines_entry(section, "to"))
        return lines_unknown_key(lines_entry(section, "to"), error);
    return read_state(lines_entry(section, "state"), is_floor, out, error) &&
           read_dates(section, out, error);
}

/* What a rulebook says before it says anything. */
static void start_limits(const struct rulebook *floor, struct rulebook *out)
{
    memset(out->places, 0, sizeof out->places);
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            out->limits[m][p] = floor ? floor->limits[m][p] : parameter_strictest(p);
}

static bool loosened(const struct line_entry *entry, enum parameter parameter, int64_t limit,
                     struct error *error)
{
    struct value value = parameter_value(parameter, limit);
    struct buffer text = {0};

    value_format(&value, &text);
    error_set(error, ERROR_RULE_LOOSENED, "%.*s is looser than the floor's %s (%s)",
              SLICE_ARG(slice_part(entry->value, 0, 200)), buffer_string(&text),
              parameter_table[parameter].row);
    buffer_free(&text);
    return error_at(error, entry->line, entry->value_column);
}

/* The parameter that `key` names in a section: of a measure, or (MEASURE_COUNT) a general one. */
static enum parameter find_parameter(struct slice section, enum measure measure, struct slice key)
{
    unsigned p = 0;

    for (; p < PARAMETER_COUNT; p++) {
        const struct parameter_definition *definition = &parameter_table[p];
        bool here =
            definition->section ? slice_is(section, definition->section) : measure < MEASURE_COUNT;

        if (here && slice_is(key, definition->key))
            break;
    }
    return p;
}

static bool read_limit(const struct line_entry *entry, enum measure measure,
                       const struct rulebook *floor, struct rulebook *out, struct error *error)
{
    enum parameter parameter = find_parameter(entry->section->name, measure, entry->key);
    struct value value;

    if (parameter == PARAMETER_COUNT)
        return lines_unknown_key(entry, error);
    measure = parameter_is_general(parameter) ? 0 : measure;
    error_where(error, "%s", parameter_name(measure, parameter));
    if (!lines_value(entry, parameter_table[parameter].kind, parameter_table[parameter].vocabulary,
                     &value, error))
        return false;
    if (floor && !lattice_within(parameter_table[parameter].direction, value.number,
                                 floor->limits[measure][parameter]))
        return loosened(entry, parameter, floor->limits[measure][parameter], error);
    set_limit(out, measure, parameter, value.number,
              (struct rulebook_place){entry->line, entry->value_column, entry->citation});
    error_where(error, "%s", "");
    return true;
}

static bool add_extra(struct rulebook *rulebook, const struct extra *extra)
{
    if (rulebook->extra_count == RULEBOOK_EXTRAS)
        return false;
    rulebook->extras[rulebook->extra_count++] = extra;
    return true;
}

static bool read_extra(const struct line_entry *entry, enum measure measure, struct arena *arena,
                       struct rulebook *out, struct error *error)
{
    struct extra *extra = arena_take(arena, sizeof *extra);

    if (!extra_parse(entry, measure, arena, extra, error))
        return false;
    for (size_t i = 0; i < out->extra_count; i++) {
        if (!extra_equal(out->extras[i], extra))
            continue;
        error_where(error, "%s", extra->name);
        error_set(error, ERROR_KEY_DUPLICATE, "line %u says the same", out->extras[i]->line);
        return error_at(error, entry->line, entry->value_column);
    }
    return add_extra(out, extra) ||
           error_set(error, ERROR_TOO_LARGE, "a rulebook has at most %d extras", RULEBOOK_EXTRAS);
}

static bool is_general_section(struct slice name)
{
    for (unsigned p = 0; p < PARAMETER_COUNT; p++)
        if (parameter_table[p].section && slice_is(name, parameter_table[p].section))
            return true;
    return false;
}

static bool read_section(const struct line_section *section, const struct rulebook *floor,
                         struct arena *arena, struct rulebook *out, struct error *error)
{
    int found = vocabulary_find(&words_measure, section->name);
    enum measure measure = found < 0 ? MEASURE_COUNT : (enum measure)found;
    bool header = slice_is(section->name, "rulebook");

    if (found < 0 && !header && !is_general_section(section->name))
        return lines_unknown_section(section, error);
    for (size_t i = 0; i < section->count; i++) {
        const struct line_entry *entry = &section->entries[i];
        bool extra = (header || found >= 0) && extra_is_key(entry->key);

        if (extra ? !read_extra(entry, measure, arena, out, error)
                  : !header && !read_limit(entry, measure, floor, out, error))
            return false;
    }
    return true;
}

static bool missing(const struct line_section *section, enum measure measure,
                    enum parameter parameter, struct error *error)
{
    error_where(error, "%s", parameter_name(measure, parameter));
    if (section)
        return lines_missing_key(section, parameter_table[parameter].key, error);
    return error_set(error, ERROR_KEY_MISSING, "the floor lacks [%s] \"%s\"",
                     parameter_table[parameter].section, parameter_table[parameter].key);
}

/* The floor states everything about what it lists: silence is never a limit. */
static bool check_complete(const struct lines *lines, const struct rulebook *floor,
                           struct error *error)
{
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        const struct line_section *section = lines_section(lines, words_measure.words[m]);

        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            if (floor->places[m][p].line)
                continue;
            if (parameter_is_general(p))
                return missing(lines_section(lines, parameter_table[p].section), m, p, error);
            if (section)
                return missing(section, m, p, error);
        }
    }
    return true;
}

bool rulebook_parse(struct slice text, const struct rulebook *floor, struct arena *arena,
                    struct rulebook *out, struct error *error)
{
    struct rulebook read = {.from = 0};
    struct lines lines;

    if (!lines_parse(text, arena, &lines, error) || !read_header(&lines, !floor, &read, error))
        return false;
    start_limits(floor, &read);
    for (size_t i = 0; i < lines.count; i++)
        if (!read_section(&lines.sections[i], floor, arena, &read, error))
            return false;
    if (!floor && !check_complete(&lines, &read, error))
        return false;
    *out = read;
    return true;
}

bool rulebook_date(struct slice text, struct arena *arena, instant *from, struct error *error)
{
    struct rulebook read = {.from = 0};
    struct lines lines;

    if (!lines_parse(text, arena, &lines, error) || !read_header(&lines, false, &read, error))
        return false;
    *from = read.from;
    return true;
}

int64_t rulebook_general(const struct rulebook *rulebook, enum parameter parameter)
{
    return rulebook->limits[0][parameter];
}

const struct rulebook *rulebook_in_force(const struct rulebook *const *versions, size_t count,
                                         instant at)
{
    const struct rulebook *found = NULL;

    for (size_t i = 0; i < count; i++)
        if (versions[i]->from <= at)
            found = versions[i];
    return found && at < found->to ? found : NULL;
}

static bool out_of_chain(struct error *error, enum error_code code, const struct rulebook *book,
                         const char *message, instant date)
{
    char text[INSTANT_TEXT];

    error_set(error, code, "%s %.10s", message, instant_format(date, text));
    return error_at(error, book->from_line, book->from_column);
}

bool rulebook_follows(const struct rulebook *book, const struct rulebook *next, struct error *error)
{
    if (!book)
        return true;
    if (strcmp(book->state, next->state) != 0) {
        error_set(error, ERROR_MEMBER_VALUE, "this is a rulebook of %s, and the one before of %s",
                  next->state, book->state);
        return error_at(error, next->from_line, next->from_column);
    }
    if (next->stated <= book->stated)
        return out_of_chain(error, ERROR_VERSION_OVERLAP, next,
                            "this does not begin after the version before it, which begins on",
                            book->stated);
    if (book->to != RULEBOOK_OPEN && next->stated < book->to)
        return out_of_chain(error, ERROR_VERSION_OVERLAP, next,
                            "this begins before the version before it ends, which is on", book->to);
    if (book->to != RULEBOOK_OPEN && next->stated > book->to)
        return out_of_chain(error, ERROR_VERSION_GAP, next,
                            "nothing is in force after the end of the version before this, on",
                            book->to);
    return true;
}

bool rulebook_within(const struct rulebook *inner, const struct rulebook *outer,
                     enum measure *measure, enum parameter *parameter)
{
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            if (lattice_within(parameter_table[p].direction, inner->limits[m][p],
                               outer->limits[m][p]))
                continue;
            if (measure)
                *measure = m;
            if (parameter)
                *parameter = p;
            return false;
        }
    }
    return true;
}

static bool add_new_extra(struct rulebook *rulebook, const struct extra *extra)
{
    for (size_t i = 0; i < rulebook->extra_count; i++)
        if (extra_equal(rulebook->extras[i], extra))
            return true;
    return add_extra(rulebook, extra);
}

bool rulebook_tighten(struct rulebook *rulebook, const struct rulebook *other, struct error *error)
{
    struct rulebook met = *rulebook;

    for (size_t i = 0; i < other->extra_count; i++)
        if (!add_new_extra(&met, other->extras[i]))
            return error_set(error, ERROR_TOO_LARGE, "together they have more than %d extras",
                             RULEBOOK_EXTRAS);

    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            if (!lattice_meet(parameter_table[p].direction, rulebook->limits[m][p],
                              other->limits[m][p], &met.limits[m][p])) {
                error_where(error, "%s", parameter_name(m, p));
                return error_set(error, ERROR_RULE_CONFLICT,
                                 "the two rulebooks have to agree here");
            }
            if (met.limits[m][p] != rulebook->limits[m][p])
                met.places[m][p] = other->places[m][p];
        }
    }
    *rulebook = met;
    return true;
}
