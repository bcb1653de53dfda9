#include "base/lines.h"

#include "base/unicode.h"

/* One pass over the file. `text` is the copy in the arena: everything points into it. */
struct reader {
    struct slice text;
    uint32_t line;
    struct line_section *sections, *current;
    struct line_entry *entries;
    size_t section_count, entry_count;
    struct error *error;
};

static bool fail(const struct reader *reader, size_t offset, enum error_code code,
                 const char *message)
{
    error_set(reader->error, code, "%s", message);
    return error_at(reader->error, reader->line, (uint32_t)offset + 1);
}

static bool is_key(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '.' ||
           byte == '-';
}

static bool is_name(uint8_t byte)
{
    return is_key(byte) || (byte >= 'A' && byte <= 'Z') || byte == '/';
}

static size_t skip_spaces(struct slice line, size_t at)
{
    while (at < line.size && line.data[at] == ' ')
        at++;
    return at;
}

static struct slice trim_end(struct slice text)
{
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

static bool check_characters(const struct reader *reader, struct slice line)
{
    struct slice rest;
    uint32_t character;
    size_t bad;

    if (line.size > LINE_BYTES)
        return fail(reader, LINE_BYTES, ERROR_TOO_LARGE, "the line has more than 4096 bytes");
    if (unicode_is_plain(line, &bad))
        return true;
    rest = slice_from(line, bad);
    if (!unicode_next(&rest, &character))
        return fail(reader, bad, ERROR_ENCODING, "the text is not valid UTF-8 here");
    if (character == '\r')
        return fail(reader, bad, ERROR_TEXT_INVALID,
                    "carriage return (U+000D): a line ends with a line feed alone");
    error_set(reader->error, ERROR_TEXT_INVALID, "character U+%04X%s may not stand in this file",
              (unsigned)character, character == '\t' ? " (tab)" : "");
    return error_at(reader->error, reader->line, (uint32_t)bad + 1);
}

/* Splits off the citation behind " @ ". `start` is where the value (or nothing) begins. */
static bool split_citation(const struct reader *reader, struct slice line, size_t start,
                           struct slice *value, struct slice *citation)
{
    size_t found = SIZE_MAX;

    for (size_t at = slice_find(line, start, '@'); at != SIZE_MAX;
         at = slice_find(line, at + 1, '@')) {
        if (line.data[at - 1] != ' ' || (at + 1 < line.size && line.data[at + 1] != ' '))
            continue;
        if (found != SIZE_MAX)
            return fail(reader, at, ERROR_LINE_SYNTAX, "a line has one citation (\" @ \")");
        found = at;
    }
    *value = trim_end(slice_part(line, start, (found == SIZE_MAX ? line.size : found) - start));
    *citation = SLICE("");
    if (found == SIZE_MAX)
        return true;
    *citation = slice_from(line, skip_spaces(line, found + 1));
    if (citation->size == 0)
        return fail(reader, found, ERROR_LINE_SYNTAX, "no citation stands behind the \"@\"");
    return true;
}

static bool check_section_name(const struct reader *reader, struct slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        bool word = is_name(name.data[i]);
        bool space = name.data[i] == ' ' && i > 0 && i + 1 < name.size && name.data[i - 1] != ' ';

        if (!word && !space)
            return fail(reader, i + 1, ERROR_LINE_SYNTAX,
                        "a section's name is words of letters, digits, \".\", \"-\" and \"/\"");
    }
    if (name.size == 0)
        return fail(reader, 1, ERROR_LINE_SYNTAX, "a section has a name");
    return true;
}

static bool open_section(struct reader *reader, struct slice name, struct slice citation,
                         uint32_t line)
{
    struct line_section *section = &reader->sections[reader->section_count];

    if (reader->section_count == LINES_SECTIONS)
        return fail(reader, 0, ERROR_TOO_LARGE, "a file has at most 4096 sections");
    for (size_t i = 0; i < reader->section_count; i++) {
        if (!slice_equal(reader->sections[i].name, name))
            continue;
        error_set(reader->error, ERROR_SECTION_DUPLICATE, "[%.*s] is in line %u already",
                  SLICE_ARG(name), reader->sections[i].line);
        return error_at(reader->error, reader->line, 2);
    }
    *section = (struct line_section){.name = name,
                                     .citation = citation,
                                     .entries = reader->entries + reader->entry_count,
                                     .line = line,
                                     .column = line ? 2 : 0};
    reader->section_count++;
    reader->current = section;
    return true;
}

static bool read_section(struct reader *reader, struct slice line)
{
    size_t end = slice_find(line, 0, ']');
    struct slice name, between, citation;

    if (end == SIZE_MAX)
        return fail(reader, line.size, ERROR_LINE_SYNTAX, "a section ends with \"]\"");
    name = slice_part(line, 1, end - 1);
    if (!check_section_name(reader, name))
        return false;
    if (!split_citation(reader, line, end + 1, &between, &citation))
        return false;
    if (between.size)
        return fail(reader, skip_spaces(line, end + 1), ERROR_LINE_SYNTAX,
                    "only a citation (\" @ \") may stand behind a section's name");
    return open_section(reader, name, citation, reader->line);
}

static bool add_entry(struct reader *reader, struct line_entry entry)
{
    struct line_section *section = reader->current;

    if (section->count == LINES_KEYS)
        return fail(reader, 0, ERROR_TOO_LARGE, "a section has at most 512 keys");
    for (size_t i = 0; i < section->count; i++) {
        if (!slice_equal(section->entries[i].key, entry.key))
            continue;
        error_set(reader->error, ERROR_KEY_DUPLICATE, "\"%.*s\" is in line %u already",
                  SLICE_ARG(slice_part(entry.key, 0, 60)), section->entries[i].line);
        return error_at(reader->error, entry.line, entry.key_column);
    }
    entry.section = section;
    section->entries[section->count++] = entry;
    reader->entry_count++;
    return true;
}

static bool read_entry(struct reader *reader, struct slice line)
{
    struct line_entry entry = {.line = reader->line, .key_column = 1};
    size_t equals, start, end = 0;

    while (end < line.size && is_key(line.data[end]))
        end++;
    if (end == 0)
        return fail(reader, 0, ERROR_LINE_SYNTAX,
                    line.data[0] == ' ' ? "a line is not indented"
                                        : "a line is [section], key = value or # comment");
    equals = skip_spaces(line, end);
    if (equals == end && end < line.size && line.data[end] != '=')
        return fail(reader, end, ERROR_LINE_SYNTAX,
                    "a key is lower-case letters, digits, \".\" and \"-\"");
    if (equals == line.size || line.data[equals] != '=')
        return fail(reader, equals, ERROR_LINE_SYNTAX, "\"=\" stands between key and value");
    start = skip_spaces(line, equals + 1);
    if (equals == end || (start == equals + 1 && start < line.size))
        return fail(reader, equals, ERROR_LINE_SYNTAX, "a space stands on either side of \"=\"");
    entry.key = slice_part(line, 0, end);
    entry.value_column = (uint32_t)start + 1;
    if (!split_citation(reader, line, start, &entry.value, &entry.citation))
        return false;
    if (entry.value.size == 0)
        return fail(reader, start, ERROR_LINE_SYNTAX, "no value stands behind the \"=\"");
    if (!reader->current && !open_section(reader, SLICE(""), SLICE(""), 0))
        return false;
    return add_entry(reader, entry);
}

static bool read_line(struct reader *reader, struct slice line)
{
    if (!check_characters(reader, line))
        return false;
    line = trim_end(line);
    if (line.size == 0 || line.data[0] == '#')
        return true;
    return line.data[0] == '[' ? read_section(reader, line) : read_entry(reader, line);
}

/* Room for as many sections and entries as the file has lines that could be one. */
static void make_room(struct reader *reader, struct arena *arena)
{
    struct slice rest = reader->text, line;
    size_t sections = 1, entries = 0;

    while (slice_line(&rest, &line)) {
        sections += line.size && line.data[0] == '[' && sections < LINES_SECTIONS;
        entries += line.size && is_key(line.data[0]);
    }
    reader->sections = arena_take(arena, (sections + 1) * sizeof *reader->sections);
    reader->entries = arena_take(arena, entries * sizeof *reader->entries);
}

bool lines_parse(struct slice text, struct arena *arena, struct lines *out, struct error *error)
{
    struct reader reader = {.error = error};
    struct slice rest, line;

    if (text.size > LINES_BYTES)
        return error_set(error, ERROR_TOO_LARGE, "the file has more than 1 MiB");
    rest = reader.text = arena_copy(arena, text);
    make_room(&reader, arena);
    while (slice_line(&rest, &line)) {
        reader.line++;
        if (!read_line(&reader, line))
            return false;
    }
    reader.line++;
    if (rest.size)
        return fail(&reader, rest.size, ERROR_LINE_SYNTAX,
                    "the file ends in the middle of a line (the last one lacks its line feed)");
    *out = (struct lines){.sections = reader.sections, .count = reader.section_count};
    return true;
}

const struct line_section *lines_section(const struct lines *lines, const char *name)
{
    for (size_t i = 0; i < lines->count; i++)
        if (slice_is(lines->sections[i].name, name))
            return &lines->sections[i];
    return NULL;
}

const struct line_entry *lines_entry(const struct line_section *section, const char *key)
{
    for (size_t i = 0; i < section->count; i++)
        if (slice_is(section->entries[i].key, key))
            return &section->entries[i];
    return NULL;
}

bool lines_value(const struct line_entry *entry, enum value_kind kind,
                 const struct vocabulary *vocabulary, struct value *out, struct error *error)
{
    if (value_parse(entry->value, kind, vocabulary, out, error))
        return true;
    return error_at(error, entry->line, entry->value_column);
}

bool lines_date(const struct line_entry *entry, instant *out, struct error *error)
{
    if (instant_parse_date(entry->value, out, error))
        return true;
    return error_at(error, entry->line, entry->value_column);
}

bool lines_only(const struct line_section *section, const char *const *keys, struct error *error)
{
    for (size_t i = 0; i < section->count; i++) {
        size_t known = 0;

        while (keys[known] && !slice_is(section->entries[i].key, keys[known]))
            known++;
        if (!keys[known])
            return lines_unknown_key(&section->entries[i], error);
    }
    return true;
}

bool lines_unknown_section(const struct line_section *section, struct error *error)
{
    if (section->line == 0) {
        error_set(error, ERROR_SECTION_UNKNOWN, "no [section] stands before this line");
        return error_at(error, section->entries[0].line, 1);
    }
    error_set(error, ERROR_SECTION_UNKNOWN, "unknown section [%.*s]",
              SLICE_ARG(slice_part(section->name, 0, 60)));
    return error_at(error, section->line, section->column);
}

bool lines_unknown_key(const struct line_entry *entry, struct error *error)
{
    error_set(error, ERROR_KEY_UNKNOWN, "unknown key \"%.*s\" in [%.*s]",
              SLICE_ARG(slice_part(entry->key, 0, 60)),
              SLICE_ARG(slice_part(entry->section->name, 0, 60)));
    return error_at(error, entry->line, entry->key_column);
}

bool lines_missing_key(const struct line_section *section, const char *key, struct error *error)
{
    error_set(error, ERROR_KEY_MISSING, "[%.*s] lacks \"%s\"",
              SLICE_ARG(slice_part(section->name, 0, 60)), key);
    return error_at(error, section->line, section->column);
}
