/* A text's sections by their headings. */
#include <ctype.h>

#include "base/memory.h"
#include "law/lint_view.h"

enum { HEADING_MOST = 300, ID_MOST = 60 };

/* How headings are marked: the first style that occurs is the text's. */
enum style { STYLE_MARKED, STYLE_WORD, STYLE_NUMBER, STYLE_NONE };

struct heading {
    struct slice id, title;
};

struct splitter {
    struct arena *arena;
    struct lint_document *document;
    size_t capacity;
};

static struct slice trim(struct slice text)
{
    while (text.size && isspace(text.data[0]))
        text = slice_from(text, 1);
    while (text.size && isspace(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* In lower case, runs of spaces as one. */
static struct slice make_id(struct arena *arena, struct slice text)
{
    struct slice copy = arena_copy(arena, slice_part(text, 0, ID_MOST));
    uint8_t *out = (uint8_t *)(uintptr_t)copy.data;
    size_t size = 0;

    for (size_t i = 0; i < copy.size; i++) {
        uint8_t byte = isspace(copy.data[i]) ? ' ' : (uint8_t)tolower(copy.data[i]);

        if (byte != ' ' || (size && out[size - 1] != ' '))
            out[size++] = byte;
    }
    return slice_of(out, size);
}

/* "## section 23: Title"; without a colon the heading is id and title. */
static bool read_marked(struct slice line, struct heading *out)
{
    size_t hashes = 0, colon;

    while (hashes < line.size && line.data[hashes] == '#')
        hashes++;
    if (!hashes || hashes > 6 || hashes == line.size || !isspace(line.data[hashes]))
        return false;
    line = trim(slice_from(line, hashes));
    colon = slice_find(line, 0, ':');
    out->id = trim(slice_part(line, 0, colon));
    out->title = colon == SIZE_MAX ? line : trim(slice_from(line, colon + 1));
    return out->id.size > 0;
}

static bool is_number(struct slice line, size_t *size)
{
    size_t i = 0;

    while (i < 4 && i < line.size && isdigit(line.data[i]))
        i++;
    if (!i)
        return false;
    while (i < line.size && i < 7 && isupper(line.data[i]))
        i++;
    *size = i;
    return i == line.size || !isalnum(line.data[i]);
}

/* What follows the number of a heading: nothing, a stop or a dash and the title. */
static bool read_title(struct slice rest, struct slice *title)
{
    struct slice text = trim(rest);

    if (slice_starts(text, SLICE(".")) || slice_starts(text, SLICE(":")) ||
        slice_starts(text, SLICE("-")))
        text = trim(slice_from(text, 1));
    else if (slice_starts(text, SLICE("\xE2\x80\x93")) || slice_starts(text, SLICE("\xE2\x80\x94")))
        text = trim(slice_from(text, 3));
    else if (text.size)
        return false;
    *title = text;
    return true;
}

/* "Section 23. Title", "ARTICLE 5 - Title", "Art. 7" */
static bool read_word(struct slice line, struct heading *out)
{
    static const char *const words[] = {"Section", "SECTION", "Article",    "ARTICLE",
                                        "Clause",  "CLAUSE",  "Art.",       "ART.",
                                        "Sec.",    "SEC.",    "Regulation", NULL};
    struct slice text = trim(line), rest;
    size_t number;

    for (const char *const *word = words; *word; word++) {
        if (!slice_starts(text, slice_text(*word)))
            continue;
        rest = trim(slice_from(text, strlen(*word)));
        if (!is_number(rest, &number) || !read_title(slice_from(rest, number), &out->title))
            return false;
        out->id = slice_of(text.data, (size_t)(rest.data - text.data) + number);
        return true;
    }
    return false;
}

/* "23. Title" at the start of a line */
static bool read_numbered(struct slice line, struct heading *out)
{
    size_t number;
    struct slice rest;

    if (!line.size || !isdigit(line.data[0]) || !is_number(line, &number))
        return false;
    rest = slice_from(line, number);
    if (!slice_starts(rest, SLICE(". ")) && !slice_starts(rest, SLICE(".\t")))
        return false;
    out->id = slice_part(line, 0, number);
    out->title = trim(slice_from(rest, 1));
    return out->title.size && isupper(out->title.data[0]);
}

static bool read_heading(enum style style, struct slice line, struct heading *out)
{
    static bool (*const readers[])(struct slice, struct heading *) = {read_marked, read_word,
                                                                      read_numbered};

    return style != STYLE_NONE && line.size <= HEADING_MOST && readers[style](line, out);
}

static bool next_line(struct slice *rest, struct slice *line)
{
    size_t end = slice_find(*rest, 0, '\n');

    if (!rest->size)
        return false;
    *line = slice_part(*rest, 0, end);
    *rest = slice_from(*rest, end == SIZE_MAX ? rest->size : end + 1);
    return true;
}

static enum style find_style(struct slice text)
{
    size_t counts[STYLE_NONE] = {0};
    struct slice rest = text, line;
    struct heading heading;

    while (next_line(&rest, &line))
        for (unsigned style = 0; style < STYLE_NONE; style++)
            counts[style] += read_heading(style, line, &heading);
    for (unsigned style = 0; style < STYLE_NONE; style++)
        if (counts[style])
            return style;
    return STYLE_NONE;
}

static bool add_section(struct splitter *splitter, const struct heading *heading, size_t offset,
                        struct error *error)
{
    struct lint_document *document = splitter->document;
    struct lint_section *grown;

    if (document->count == LINT_SECTIONS)
        return error_set(error, ERROR_TOO_LARGE, "a text has at most %d sections", LINT_SECTIONS);
    if (document->count == splitter->capacity) {
        splitter->capacity = splitter->capacity ? 2 * splitter->capacity : 64;
        grown = arena_take(splitter->arena, splitter->capacity * sizeof *grown);
        if (document->count)
            memcpy(grown, document->sections, document->count * sizeof *grown);
        document->sections = grown;
    }
    document->sections[document->count++] = (struct lint_section){
        .id = make_id(splitter->arena, heading->id), .title = heading->title, .offset = offset};
    return true;
}

static bool split_by(enum style style, struct splitter *splitter, struct error *error)
{
    struct lint_document *document = splitter->document;
    struct slice rest = document->text, line;
    struct heading heading;
    uint32_t number = 0;

    while (next_line(&rest, &line)) {
        size_t offset = (size_t)(line.data - document->text.data);

        number++;
        if (!read_heading(style, line, &heading))
            continue;
        if (style == STYLE_NUMBER)
            heading.id = arena_format(splitter->arena, "section %.*s", SLICE_ARG(heading.id));
        if (document->count) {
            struct lint_section *last = &document->sections[document->count - 1];

            last->body.size = (size_t)(line.data - last->body.data);
        }
        if (!add_section(splitter, &heading, offset, error))
            return false;
        document->sections[document->count - 1].line = number;
        document->sections[document->count - 1].body = rest;
    }
    return true;
}

bool lint_split(struct slice text, struct arena *arena, struct lint_document *out,
                struct error *error)
{
    struct splitter splitter = {arena, out, 0};
    enum style style = find_style(text);

    *out = (struct lint_document){.text = text, .headings = style != STYLE_NONE};
    if (style != STYLE_NONE)
        return split_by(style, &splitter, error);
    if (!add_section(&splitter, &(struct heading){.id = SLICE("text")}, 0, error))
        return false;
    out->sections[0].body = text;
    out->sections[0].line = 1;
    return true;
}
