/* Terms that a document defines: quoted words followed by "means" or "includes". */
#include <ctype.h>

#include "base/memory.h"
#include "law/lint_view.h"

enum {
    TERM_LEAST = 4,
    TERM_MOST = 80,
    DEFINES_WITHIN = 60,
    TERMS_MOST = 1024,
    MEANING_MOST = 600,
    STEM_LEAST = 7,
    ENDING_MOST = 3,
    LOCAL_WITHIN = 300,
    BARE_WORDS = 6
};

static size_t quote_size(struct slice text, size_t at)
{
    if (text.data[at] == '"')
        return 1;
    if (at + 2 < text.size && text.data[at] == 0xE2 && text.data[at + 1] == 0x80 &&
        text.data[at + 2] >= 0x98 && text.data[at + 2] <= 0x9E)
        return 3;
    return 0;
}

static size_t find_quote(struct slice text, size_t at, size_t end, size_t *size)
{
    for (; at < end && at < text.size; at++)
        if ((text.data[at] == '"' || text.data[at] == 0xE2) && (*size = quote_size(text, at)) != 0)
            return at;
    return SIZE_MAX;
}

static bool contains(struct slice whole, struct slice part)
{
    for (size_t at = 0; at + part.size <= whole.size; at++) {
        size_t i = 0;

        while (i < part.size && tolower(whole.data[at + i]) == tolower(part.data[i]))
            i++;
        if (i == part.size)
            return true;
    }
    return false;
}

static bool is_definition(struct slice behind)
{
    return contains(behind, SLICE(" mean")) || contains(behind, SLICE(" include")) ||
           contains(behind, SLICE(" has the same")) ||
           contains(behind, SLICE(" has the meaning")) || contains(behind, SLICE(" refers to"));
}

/* A definition ends where the next one begins. */
static struct slice meaning_at(struct slice text, size_t at)
{
    size_t size, end = find_quote(text, at, at + MEANING_MOST, &size);

    return slice_part(text, at, end == SIZE_MAX ? MEANING_MOST : end - at);
}

/* "In this section, “image” means …" holds in its section alone. */
static bool is_local(struct slice text, size_t at)
{
    size_t from = at > LOCAL_WITHIN ? at - LOCAL_WITHIN : 0;
    struct slice before;

    for (size_t i = at; i > from; i--)
        if (text.data[i - 1] == '\n')
            from = i;
    before = slice_part(text, from, at - from);
    return contains(before, SLICE("this section")) || contains(before, SLICE("this article")) ||
           contains(before, SLICE("subsection")) || contains(before, SLICE("this clause"));
}

static struct slice trim(struct slice text)
{
    while (text.size && isspace(text.data[0]))
        text = slice_from(text, 1);
    while (text.size && isspace(text.data[text.size - 1]))
        text.size--;
    return text;
}

static void add_term(struct lint_terms *terms, struct slice term, struct slice meaning, bool local)
{
    for (size_t i = 0; i < terms->count; i++)
        if (!local && !terms->items[i].local && slice_equal(terms->items[i].term, term))
            return;
    if (terms->count == terms->capacity) {
        terms->capacity = terms->capacity ? 2 * terms->capacity : 32;
        terms->items = memory_grow(terms->items, terms->capacity, sizeof *terms->items);
    }
    terms->items[terms->count++] = (struct lint_term){term, meaning, local};
}

/* Where a term without quotation marks that ends at `end` begins: behind a comma or a line's start. */
static size_t bare_start(struct slice text, size_t end)
{
    size_t start = end, words = 0;

    while (start && words < BARE_WORDS && !strchr(",.;:()\n\"-", text.data[start - 1]))
        words += text.data[--start] == ' ';
    return words < BARE_WORDS && start ? start : end;
}

/* "In this section, intimate image means …", as Canada writes it. */
static void find_bare(struct slice text, struct lint_terms *terms)
{
    for (size_t at = slice_find(text, 0, 'm'); at != SIZE_MAX; at = slice_find(text, at + 1, 'm')) {
        struct slice term;

        if (!at || text.data[at - 1] != ' ' || !slice_starts(slice_from(text, at), SLICE("means ")))
            continue;
        term = trim(slice_part(text, bare_start(text, at - 1), SIZE_MAX));
        term = trim(slice_part(text, (size_t)(term.data - text.data),
                               at - (size_t)(term.data - text.data)));
        if (term.size >= TERM_LEAST && term.size <= TERM_MOST && terms->count < TERMS_MOST)
            add_term(terms, term, meaning_at(text, at), is_local(text, at));
    }
}

static void find_quoted(struct slice text, struct lint_terms *terms)
{
    size_t open, size = 0;

    for (size_t at = 0; terms->count < TERMS_MOST &&
                        (open = find_quote(text, at, text.size, &size)) != SIZE_MAX;) {
        size_t start = open + size, end = find_quote(text, start, start + TERM_MOST, &size);

        if (end == SIZE_MAX) {
            at = start;
            continue;
        }
        at = end + size;
        if (end - start >= TERM_LEAST && is_definition(slice_part(text, at, DEFINES_WITHIN)))
            add_term(terms, trim(slice_part(text, start, end - start)), meaning_at(text, at),
                     is_local(text, open));
        else
            at = end; /* a closing quote may open the next */
    }
}

void lint_terms_find(struct slice text, struct lint_terms *terms)
{
    find_quoted(text, terms);
    find_bare(text, terms);
}

static bool same_letters(const uint8_t *a, const uint8_t *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (tolower(a[i]) != tolower(b[i]))
            return false;
    return true;
}

/* The term stands in the text so that it covers the words. */
static bool covers(struct slice term, struct slice text, struct slice words)
{
    size_t at = (size_t)(words.data - text.data);

    for (size_t i = 0; i + words.size <= term.size; i++)
        if (at >= i && at - i + term.size <= text.size &&
            same_letters(term.data, text.data + at - i, term.size))
            return true;
    return false;
}

/* "pornographic" where "pornography" is defined: the same but for the ending. */
static bool is_inflected(struct slice term, struct slice words)
{
    size_t same = 0, most = term.size < words.size ? term.size : words.size;

    while (same < most && tolower(term.data[same]) == tolower(words.data[same]))
        same++;
    return same >= STEM_LEAST && term.size - same <= ENDING_MOST &&
           words.size - same <= ENDING_MOST;
}

static bool lies_in(struct slice part, struct slice text)
{
    return part.data >= text.data && part.data < text.data + text.size;
}

/* A term with a meaning of its own in the section is meant wherever one of its words stands. */
static bool has_term(const struct lint_term *item, struct slice text, struct slice words)
{
    if (lies_in(item->term, text))
        return contains(words, item->term) || contains(item->term, words) ||
               is_inflected(item->term, words);
    return !item->local && (contains(words, item->term) || covers(item->term, text, words) ||
                            is_inflected(item->term, words));
}

bool lint_terms_have(const struct lint_terms *terms, struct slice text, struct slice words)
{
    for (size_t i = 0; i < terms->count; i++)
        if (has_term(&terms->items[i], text, words))
            return true;
    return false;
}

/* Bytes of `words` that say the term, spaces and hyphens aside ("cyber bullying"); 0: they do not. */
static size_t said_size(struct slice term, struct slice words)
{
    size_t at = 0;

    for (size_t i = 0; i < term.size; i++) {
        if (term.data[i] == ' ' || term.data[i] == '-')
            continue;
        while (at < words.size && (words.data[at] == ' ' || words.data[at] == '-'))
            at++;
        if (at == words.size || tolower(words.data[at]) != tolower(term.data[i]))
            return 0;
        at++;
    }
    return at;
}

struct slice lint_terms_meaning(const struct lint_terms *terms, struct slice text,
                                struct slice words)
{
    struct slice meaning = {0};
    size_t longest = 0;

    for (size_t i = 0; i < terms->count; i++) {
        size_t size = said_size(terms->items[i].term, words);
        bool here = !terms->items[i].local || lies_in(terms->items[i].term, text);

        if (here && size > longest) {
            longest = size;
            meaning = terms->items[i].meaning;
        }
    }
    return meaning;
}
