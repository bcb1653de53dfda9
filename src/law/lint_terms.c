/* Terms that a document defines: quoted words followed by "means" or "includes". */
#include <ctype.h>

#include "base/memory.h"
#include "law/lint_view.h"

enum { TERM_LEAST = 4, TERM_MOST = 80, DEFINES_WITHIN = 60, TERMS_MOST = 1024 };

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

static void add_term(struct lint_terms *terms, struct slice term)
{
    for (size_t i = 0; i < terms->count; i++)
        if (slice_equal(terms->items[i], term))
            return;
    if (terms->count == terms->capacity) {
        terms->capacity = terms->capacity ? 2 * terms->capacity : 32;
        terms->items = memory_grow(terms->items, terms->capacity, sizeof *terms->items);
    }
    terms->items[terms->count++] = term;
}

void lint_terms_find(struct slice text, struct lint_terms *terms)
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
            add_term(terms, slice_part(text, start, end - start));
        else
            at = end; /* a closing quote may open the next */
    }
}

bool lint_terms_have(const struct lint_terms *terms, struct slice words)
{
    for (size_t i = 0; i < terms->count; i++)
        if (contains(terms->items[i], words) || contains(words, terms->items[i]))
            return true;
    return false;
}
