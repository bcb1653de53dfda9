/* The reader of the lexicon's file. */
#include <stdlib.h>

#include "base/memory.h"
#include "law/lexicon.h"

enum { NAMED_SETS = 64, OPTIONS_MOST = 4 };

struct named_set {
    struct slice name;
    uint32_t set;
};

struct parser {
    struct lexicon *lexicon;
    struct named_set named[NAMED_SETS];
    size_t named_count;
    bool in_words; /* [words NAME] */
    bool in_section;
    enum lexicon_class class;
    unsigned months;
    uint32_t line;
    const uint8_t *line_start;
};

static bool wrong(const struct parser *parser, struct slice at, const char *problem,
                  struct error *error)
{
    uint32_t column = (uint32_t)(at.data - parser->line_start) + 1;

    error_set(error, ERROR_LINE_SYNTAX, "%s: \"%.*s\"", problem, SLICE_ARG(slice_part(at, 0, 60)));
    return error_at(error, parser->line, column);
}

/* ---- sets of words ---- */

static uint32_t new_set(struct lexicon *lexicon)
{
    if (lexicon->set_count == lexicon->set_capacity) {
        lexicon->set_capacity = lexicon->set_capacity ? 2 * lexicon->set_capacity : 64;
        lexicon->sets = memory_grow(lexicon->sets, lexicon->set_capacity, sizeof *lexicon->sets);
    }
    lexicon->sets[lexicon->set_count] = (struct lexicon_set){0};
    return (uint32_t)lexicon->set_count++;
}

static void set_insert(struct lexicon_set *set, uint32_t word)
{
    size_t at = set->count;

    if (!word)
        return;
    for (size_t i = 0; i < set->count; i++)
        if (set->words[i] == word)
            return;
    set->words = memory_grow(set->words, set->count + 1, sizeof *set->words);
    for (; at && set->words[at - 1] > word; at--)
        set->words[at] = set->words[at - 1];
    set->words[at] = word;
    set->count++;
}

static void insert_spelled(struct parser *parser, uint32_t set, struct slice stem, size_t keep,
                           const char *ending)
{
    char text[2 * LEXICON_WORD + 8];
    size_t size = strlen(ending);

    if (keep + size >= sizeof text)
        return;
    memcpy(text, stem.data, keep);
    memcpy(text + keep, ending, size);
    set_insert(&parser->lexicon->sets[set],
               lexicon_add(parser->lexicon, slice_of(text, keep + size)));
}

/* Every regular inflection, also those that English lacks: nobody writes them. */
static void insert_inflected(struct parser *parser, uint32_t set, struct slice stem)
{
    static const char *const plain[] = {"", "s", "es", "d", "ed", "ing", "er", "ers", NULL};
    static const char *const bare[] = {"ing", "er", "ers", NULL};
    static const char *const of_y[] = {"ies", "ied", "ier", NULL};
    char doubled[8];
    uint8_t last = stem.data[stem.size - 1];

    for (const char *const *ending = plain; *ending; ending++)
        insert_spelled(parser, set, stem, stem.size, *ending);
    for (const char *const *ending = bare; last == 'e' && *ending; ending++)
        insert_spelled(parser, set, stem, stem.size - 1, *ending);
    for (const char *const *ending = of_y; last == 'y' && *ending; ending++)
        insert_spelled(parser, set, stem, stem.size - 1, *ending);
    for (const char *const *ending = bare; strchr("bdgklmnprt", last) && *ending; ending++) {
        doubled[0] = (char)last;
        memcpy(doubled + 1, *ending, strlen(*ending) + 1);
        insert_spelled(parser, set, stem, stem.size, doubled);
    }
    if (strchr("bdgklmnprt", last)) {
        memcpy(doubled + 1, "ed", 3);
        insert_spelled(parser, set, stem, stem.size, doubled);
    }
}

static bool insert_named(struct parser *parser, uint32_t set, struct slice name,
                         struct error *error)
{
    for (size_t i = 0; i < parser->named_count; i++)
        if (slice_equal(parser->named[i].name, name)) {
            struct lexicon_set *sets = parser->lexicon->sets;

            for (size_t w = 0; w < sets[parser->named[i].set].count; w++)
                set_insert(&sets[set], sets[parser->named[i].set].words[w]);
            return true;
        }
    return wrong(parser, name, "no such set of words", error);
}

static bool is_word(struct slice text)
{
    if (!text.size || text.size >= LEXICON_WORD)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!((text.data[i] >= 'a' && text.data[i] <= 'z') ||
              (text.data[i] >= '0' && text.data[i] <= '9') || text.data[i] >= 0x80))
            return false;
    return true;
}

/* "word", "word~" or "{set}" */
static bool insert_one(struct parser *parser, uint32_t set, struct slice text, struct error *error)
{
    bool inflected = slice_ends(text, SLICE("~"));
    struct slice stem = slice_part(text, 0, text.size - inflected);

    if (slice_starts(text, SLICE("{")) && slice_ends(text, SLICE("}")))
        return insert_named(parser, set, slice_part(text, 1, text.size - 2), error);
    if (!is_word(stem))
        return wrong(parser, text, "not a word in lower case", error);
    if (inflected)
        insert_inflected(parser, set, stem);
    else
        insert_spelled(parser, set, stem, stem.size, "");
    return true;
}

static bool insert_alternatives(struct parser *parser, uint32_t set, struct slice text,
                                struct error *error)
{
    for (;;) {
        size_t bar = slice_find(text, 0, '|');

        if (!insert_one(parser, set, slice_part(text, 0, bar), error))
            return false;
        if (bar == SIZE_MAX)
            return true;
        text = slice_from(text, bar + 1);
    }
}

/* ---- patterns ---- */

struct draft {
    struct lexicon_element elements[LEXICON_ELEMENTS];
    bool optional[LEXICON_ELEMENTS];
    size_t count;
};

static bool read_gap(const struct parser *parser, struct slice text,
                     struct lexicon_element *element, struct error *error)
{
    int64_t number;

    if (!slice_decimal(slice_from(text, 2), &number) || number < 1 || number > 40)
        return wrong(parser, text, "a gap is ..1 to ..40", error);
    *element = (struct lexicon_element){LEXICON_ELEMENT_GAP, (uint32_t)number};
    return true;
}

static bool read_element(struct parser *parser, struct slice text, struct draft *draft,
                         struct error *error)
{
    struct lexicon_element *element = &draft->elements[draft->count];
    struct slice whole = text;
    bool negated;

    if (draft->count == LEXICON_ELEMENTS)
        return wrong(parser, text, "too many elements", error);
    if (slice_starts(text, SLICE("..")) && draft->count &&
        draft->elements[draft->count - 1].kind == LEXICON_ELEMENT_GAP)
        return wrong(parser, text, "a gap behind a gap", error);
    if (slice_starts(text, SLICE("..")))
        return read_gap(parser, text, element, error) && ++draft->count;
    draft->optional[draft->count] = slice_ends(text, SLICE("?"));
    text.size -= draft->optional[draft->count];
    negated = slice_starts(text, SLICE("!"));
    text = slice_from(text, negated);
    if (!text.size || (negated && draft->optional[draft->count]))
        return wrong(parser, whole, "not an element", error);
    *element = (struct lexicon_element){negated ? LEXICON_ELEMENT_NOT : LEXICON_ELEMENT_SET,
                                        new_set(parser->lexicon)};
    draft->count++;
    return insert_alternatives(parser, element->number, text, error);
}

static void add_pattern(struct parser *parser, const struct draft *draft, unsigned absent,
                        struct slice reason)
{
    struct lexicon *lexicon = parser->lexicon;
    struct lexicon_pattern *pattern;

    if (lexicon->pattern_count == lexicon->pattern_capacity) {
        lexicon->pattern_capacity = lexicon->pattern_capacity ? 2 * lexicon->pattern_capacity : 256;
        lexicon->patterns =
            memory_grow(lexicon->patterns, lexicon->pattern_capacity, sizeof *lexicon->patterns);
    }
    pattern = &lexicon->patterns[lexicon->pattern_count++];
    *pattern = (struct lexicon_pattern){
        .class = parser->class, .months = parser->months, .line = parser->line, .reason = reason};
    pattern->elements = arena_take(&lexicon->arena, draft->count * sizeof *pattern->elements);
    for (size_t i = 0, option = 0; i < draft->count; i++) {
        bool leave_out = draft->optional[i] && (absent >> option & 1u);

        option += draft->optional[i];
        if (!leave_out)
            pattern->elements[pattern->count++] = draft->elements[i];
    }
    /* a gap at the end, or a gap behind a gap, says nothing */
    while (pattern->count && pattern->elements[pattern->count - 1].kind == LEXICON_ELEMENT_GAP)
        pattern->count--;
}

/* One pattern for each choice of the optional elements. */
static bool add_patterns(struct parser *parser, const struct draft *draft, struct slice pattern,
                         struct slice reason, struct error *error)
{
    unsigned options = 0;

    for (size_t i = 0; i < draft->count; i++)
        options += draft->optional[i];
    if (options > OPTIONS_MOST)
        return wrong(parser, pattern, "too many optional elements", error);
    if (draft->elements[0].kind != LEXICON_ELEMENT_SET || draft->optional[0] ||
        draft->elements[draft->count - 1].kind == LEXICON_ELEMENT_GAP)
        return wrong(parser, pattern, "a pattern begins with a word and does not end with a gap",
                     error);
    for (unsigned absent = 0; absent < 1u << options; absent++)
        add_pattern(parser, draft, absent, reason);
    return true;
}

static bool next_part(struct slice *rest, struct slice *part)
{
    size_t space;

    while (rest->size && rest->data[0] == ' ')
        *rest = slice_from(*rest, 1);
    space = slice_find(*rest, 0, ' ');
    *part = slice_part(*rest, 0, space);
    *rest = slice_from(*rest, part->size);
    return part->size > 0;
}

static bool read_pattern(struct parser *parser, struct slice text, struct slice reason,
                         struct error *error)
{
    struct draft draft = {0};
    struct slice rest = text, part;

    while (next_part(&rest, &part))
        if (!read_element(parser, part, &draft, error))
            return false;
    return add_patterns(parser, &draft, text, reason, error);
}

static bool read_set_line(struct parser *parser, struct slice text, struct error *error)
{
    struct slice rest = text, part;

    while (next_part(&rest, &part))
        if (!insert_alternatives(parser, parser->named[parser->named_count - 1].set, part, error))
            return false;
    return true;
}

/* ---- lines ---- */

static bool open_words(struct parser *parser, struct slice name, struct error *error)
{
    if (!name.size || parser->named_count == NAMED_SETS)
        return wrong(parser, name, "a set of words has a name, and there are at most 64", error);
    parser->named[parser->named_count++] = (struct named_set){name, new_set(parser->lexicon)};
    parser->in_words = true;
    return true;
}

static bool open_section(struct parser *parser, struct slice line, struct error *error)
{
    struct slice name = slice_part(line, 1, line.size - 2);
    int64_t months = 0;

    parser->in_section = true;
    parser->in_words = false;
    parser->months = 0;
    if (!slice_ends(line, SLICE("]")))
        return wrong(parser, line, "a section is [name]", error);
    if (slice_starts(name, SLICE("words ")))
        return open_words(parser, slice_from(name, 6), error);
    if (slice_starts(name, SLICE("months "))) {
        if (!slice_decimal(slice_from(name, 7), &months) || months > 1200)
            return wrong(parser, name, "months are a number", error);
        parser->months = (unsigned)months;
        name = slice_part(name, 0, 6);
    }
    for (unsigned class = 0; class < LEXICON_CLASS_COUNT; class ++)
        if (slice_is(name, lexicon_class_name(class))) {
            parser->class = class;
            return true;
        }
    error_set(error, ERROR_SECTION_UNKNOWN, "there is no class \"%.*s\"",
              SLICE_ARG(slice_part(name, 0, 60)));
    return error_at(error, parser->line, 2);
}

static size_t find_reason(struct slice line)
{
    for (size_t at = 0; (at = slice_find(line, at, '@')) != SIZE_MAX; at++)
        if (at && at + 1 < line.size && line.data[at - 1] == ' ' && line.data[at + 1] == ' ')
            return at;
    return SIZE_MAX;
}

static bool read_line(struct parser *parser, struct slice line, struct error *error)
{
    size_t at;
    struct slice text, reason;

    if (!line.size || line.data[0] == '#')
        return true;
    if (line.data[0] == '[')
        return open_section(parser, line, error);
    at = find_reason(line);
    text = slice_part(line, 0, at == SIZE_MAX ? 0 : at - 1);
    reason = slice_from(line, at == SIZE_MAX ? line.size : at + 2);
    if (!parser->in_section)
        return wrong(parser, line, "a line before the first section", error);
    if (!text.size || text.data[0] == ' ' || reason.size < 3)
        return wrong(parser, line, "a line is a pattern, \" @ \" and its reason", error);
    return parser->in_words ? read_set_line(parser, text, error)
                            : read_pattern(parser, text, reason, error);
}

/* ---- the index of first words ---- */

static void index_patterns(struct lexicon *lexicon)
{
    size_t total = 0, words = lexicon->words + 2;

    lexicon->first = arena_take(&lexicon->arena, (words + 1) * sizeof *lexicon->first);
    for (size_t p = 0; p < lexicon->pattern_count; p++) {
        const struct lexicon_set *set = &lexicon->sets[lexicon->patterns[p].elements[0].number];

        total += set->count;
        for (size_t w = 0; w < set->count; w++)
            lexicon->first[set->words[w] + 2]++;
    }
    for (size_t w = 2; w <= words; w++)
        lexicon->first[w] += lexicon->first[w - 1];
    lexicon->first_items = arena_take(&lexicon->arena, (total + 1) * sizeof *lexicon->first_items);
    for (size_t p = 0; p < lexicon->pattern_count; p++) {
        const struct lexicon_set *set = &lexicon->sets[lexicon->patterns[p].elements[0].number];

        for (size_t w = 0; w < set->count; w++)
            lexicon->first_items[lexicon->first[set->words[w] + 1]++] = (uint32_t)p;
    }
}

static void make_bits(struct lexicon *lexicon)
{
    size_t size = lexicon->words / 64 + 1;

    for (size_t i = 0; i < lexicon->set_count; i++) {
        struct lexicon_set *set = &lexicon->sets[i];
        uint64_t *bits = arena_take(&lexicon->arena, size * sizeof *bits);

        for (size_t w = 0; w < set->count; w++)
            bits[set->words[w] / 64] |= (uint64_t)1 << (set->words[w] % 64);
        set->bits = bits;
    }
}

/* A set of one word is that word. */
static void simplify(struct lexicon *lexicon)
{
    for (size_t p = 0; p < lexicon->pattern_count; p++)
        for (size_t e = 1; e < lexicon->patterns[p].count; e++) {
            struct lexicon_element *element = &lexicon->patterns[p].elements[e];

            if (element->kind == LEXICON_ELEMENT_SET && lexicon->sets[element->number].count == 1)
                *element = (struct lexicon_element){LEXICON_ELEMENT_WORD,
                                                    lexicon->sets[element->number].words[0]};
        }
}

bool lexicon_parse(struct slice text, struct lexicon *out, struct error *error)
{
    struct parser parser = {.lexicon = out};
    struct slice rest, line;

    *out = (struct lexicon){0};
    if (text.size > LEXICON_BYTES)
        return error_set(error, ERROR_TOO_LARGE, "a lexicon has at most %d bytes", LEXICON_BYTES);
    rest = arena_copy(&out->arena, text);
    lexicon_add(out, SLICE("the"));
    while (slice_line(&rest, &line)) {
        parser.line++;
        parser.line_start = line.data;
        if (!read_line(&parser, line, error))
            return false;
    }
    if (rest.size) {
        error_set(error, ERROR_LINE_SYNTAX, "the last line does not end");
        return error_at(error, parser.line + 1, 1);
    }
    if (!out->pattern_count)
        return error_set(error, ERROR_LINE_SYNTAX, "a lexicon without a pattern");
    make_bits(out);
    index_patterns(out);
    simplify(out);
    return true;
}
