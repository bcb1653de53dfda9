/* Headings of sections as statutes write them: "Section 23. Title", "SEC. 4. Title. - The following
 * acts", "§ 303a Title", "23. Title", "23.-(1) A person", "23 Title". */
#include "law/lint_headings.h"

#include <ctype.h>
#include <strings.h>

/* A title is a phrase, not a sentence. */
enum {
    MARKED_MOST = 1000,
    TITLE_MOST = 200,
    TITLE_WORDS = 14,
    CHAPTER_LINES = 4,
    CHAPTER_MOST = 120
};

static const struct {
    const char *text, *word;
} words[] = {
    {"Section", "section"}, {"SECTION", "section"}, {"Sec.", "section"},
    {"SEC.", "section"},    {"Sec", "section"},     {"Article", "article"},
    {"ARTICLE", "article"}, {"Art.", "article"},    {"ART.", "article"},
    {"Clause", "clause"},   {"CLAUSE", "clause"},   {"Regulation", "regulation"},
    {"Rule", "rule"},
};

/* En dash, em dash, the replacement character (a dash that was lost), narrow no-break space. */
static const char *const dashes[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95",
                                     "\xEF\xBF\xBD"};

struct slice lint_trim(struct slice text)
{
    while (text.size && isspace(text.data[0]))
        text = slice_from(text, 1);
    while (text.size && isspace(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* Bytes of a dash or hyphen at the start; 0: none. */
static size_t dash_size(struct slice text)
{
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (slice_starts(text, slice_text(dashes[i])))
            return strlen(dashes[i]);
    return text.size && text.data[0] == '-';
}

/* Spaces, and the asterisks of emphasis, before a heading. */
static struct slice skip_margin(struct slice line)
{
    while (line.size && (isspace(line.data[0]) || line.data[0] == '*'))
        line = slice_from(line, 1);
    return line;
}

/* "23", "23A", "303a", "5bis": its size, or 0. */
static size_t number_size(struct slice text)
{
    size_t digits = 0, size;

    while (digits < 4 && digits < text.size && isdigit(text.data[digits]))
        digits++;
    if (!digits)
        return 0;
    for (size = digits; size < text.size && size < digits + 3 && isalpha(text.data[size]);)
        size++;
    return size == text.size || !isalnum(text.data[size]) ? size : 0;
}

/* Where the title ends and the text begins on the same line: ". -", ".-(1)", ":-". */
static size_t title_end(struct slice text, size_t *separator)
{
    for (size_t i = 0; i < text.size && i < TITLE_MOST; i++) {
        size_t at = i + 1, dash;

        if (text.data[i] != '.' && text.data[i] != ':')
            continue;
        while (at < text.size && text.data[at] == ' ')
            at++;
        dash = dash_size(slice_from(text, at));
        if (dash) {
            *separator = at + dash - i;
            return i;
        }
    }
    return SIZE_MAX;
}

static bool is_phrase(struct slice text)
{
    size_t spaces = 0;
    uint8_t last = text.size ? text.data[text.size - 1] : 0;

    for (size_t i = 0; i < text.size; i++)
        spaces += text.data[i] == ' ';
    if (text.size > TITLE_MOST || last == ';' || last == ',' || last == ':')
        return false;
    return last != '.' || spaces < TITLE_WORDS;
}

/* What follows the number and its stop: a title, a title and text, or text. */
static void read_rest(struct slice text, struct lint_heading *out)
{
    size_t separator = 0, end;

    text = lint_trim(text);
    end = title_end(text, &separator);
    out->title = slice_part(text, 0, 0);
    out->rest = text;
    if (text.size && text.data[0] == '(')
        return;
    if (end != SIZE_MAX) {
        out->title = lint_trim(slice_part(text, 0, end));
        out->rest = lint_trim(slice_from(text, end + separator));
    } else if (is_phrase(text)) {
        out->title = text;
        out->rest = slice_from(text, text.size);
    }
    while (out->title.size && out->title.data[out->title.size - 1] == '*')
        out->title.size--;
}

/* Passes over the stop behind a number: ".", ":", a dash, or several of them. */
static bool skip_stop(struct slice *text)
{
    struct slice at = lint_trim(*text);
    bool found = false;

    for (size_t size; at.size; at = lint_trim(slice_from(at, size)), found = true) {
        size = at.data[0] == '.' || at.data[0] == ':' || at.data[0] == '*' ? 1 : dash_size(at);
        if (!size)
            break;
    }
    *text = at;
    return found;
}

/* "## section 23: Title"; without a colon the heading is id and title. */
static bool read_marked(struct slice line, struct lint_heading *out)
{
    size_t hashes = 0, colon;

    while (hashes < line.size && line.data[hashes] == '#')
        hashes++;
    if (!hashes || hashes > 6 || hashes == line.size || !isspace(line.data[hashes]))
        return false;
    line = lint_trim(slice_from(line, hashes));
    colon = slice_find(line, 0, ':');
    out->word = slice_part(line, 0, 0);
    out->number = lint_trim(slice_part(line, 0, colon));
    out->title = colon == SIZE_MAX ? line : lint_trim(slice_from(line, colon + 1));
    out->rest = slice_from(line, line.size);
    return out->number.size > 0;
}

/* Behind "Section 23": nothing, a stop, or a title; a reference such as "Section 23(1) applies" and
 * "Section 23 of" is no heading. */
static bool read_behind_word(struct slice text, const char *word, struct lint_heading *out)
{
    size_t size;

    text = lint_trim(text);
    size = number_size(text);
    if (!size)
        return false;
    out->word = slice_text(word);
    out->number = slice_part(text, 0, size);
    text = slice_from(text, size);
    if (!skip_stop(&text) && text.size && !isupper(text.data[0]))
        return false;
    read_rest(text, out);
    return true;
}

static bool read_word(struct slice line, struct lint_heading *out)
{
    struct slice text = skip_margin(line);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_starts(text, slice_text(words[i].text)))
            return read_behind_word(slice_from(text, strlen(words[i].text)), words[i].word, out);
    return false;
}

/* "§ 303a Title" */
static bool read_sign(struct slice line, struct lint_heading *out)
{
    struct slice text = skip_margin(line);

    return slice_starts(text, SLICE("\xC2\xA7")) &&
           read_behind_word(slice_from(text, 2), "section", out);
}

static bool begins_text(struct slice text)
{
    return text.size && (isupper(text.data[0]) || text.data[0] == '(' || text.data[0] == '"' ||
                         text.data[0] >= 0x80);
}

/* "23. Title", "23.-(1) A person", "23: Title"; not "23.1" */
static bool read_numbered(struct slice line, struct lint_heading *out)
{
    struct slice text = skip_margin(line);
    size_t size = text.size && isdigit(text.data[0]) ? number_size(text) : 0;

    if (!size)
        return false;
    out->word = SLICE("section");
    out->number = slice_part(text, 0, size);
    text = slice_from(text, size);
    if (!skip_stop(&text) || !begins_text(text))
        return false;
    read_rest(text, out);
    return true;
}

/* "23 Title" */
static bool read_bare(struct slice line, struct lint_heading *out)
{
    struct slice text = skip_margin(line);
    size_t size = text.size && isdigit(text.data[0]) ? number_size(text) : 0;

    if (!size || size == text.size || !isspace(text.data[size]))
        return false;
    out->word = SLICE("section");
    out->number = slice_part(text, 0, size);
    text = lint_trim(slice_from(text, size));
    if (text.size < 2 || !isupper(text.data[0]) || !is_phrase(text))
        return false;
    read_rest(text, out);
    return true;
}

bool lint_heading_read(enum lint_form form, struct slice line, struct lint_heading *out)
{
    switch (form) {
    case LINT_FORM_MARKED:
        return line.size <= MARKED_MOST && read_marked(line, out);
    case LINT_FORM_WORD:
        return read_word(line, out);
    case LINT_FORM_SIGN:
        return read_sign(line, out);
    case LINT_FORM_NUMBER:
        return read_numbered(line, out);
    case LINT_FORM_BARE:
        return read_bare(line, out);
    default:
        return false;
    }
}

uint32_t lint_heading_order(const struct lint_heading *heading)
{
    uint32_t order = 0;
    size_t i = 0;

    for (; i < heading->number.size && isdigit(heading->number.data[i]); i++)
        order = order * 10 + (uint32_t)(heading->number.data[i] - '0');
    for (size_t letter = 0; letter < 3; letter++, i++)
        order = order * 27 + (i < heading->number.size
                                  ? (uint32_t)(tolower(heading->number.data[i]) - 'a' + 1) % 27
                                  : 0);
    return order;
}

/* ---- chapters ---- */

static bool names_chapter(struct slice line)
{
    static const char *const names[] = {"chapter ", "part ", "title ", "division ", "sub-part "};

    line = skip_margin(line);
    if (line.size > CHAPTER_MOST || (line.size && strchr(".;,", line.data[line.size - 1])))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (line.size > strlen(names[i]) &&
            strncasecmp((const char *)line.data, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

struct slice lint_heading_trim(struct slice body)
{
    struct slice rest = lint_trim(body), kept = rest;

    for (unsigned i = 0; i < CHAPTER_LINES && rest.size; i++) {
        size_t start = rest.size;

        while (start && rest.data[start - 1] != '\n')
            start--;
        if (names_chapter(slice_from(rest, start)))
            kept = slice_part(rest, 0, start);
        rest = lint_trim(slice_part(rest, 0, start));
    }
    return kept;
}
