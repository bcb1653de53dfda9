/* Where the lexicon's patterns occur: each word looks up the patterns that may begin with it. */
#include <stdlib.h>

#include "base/memory.h"
#include "law/lint_tokens.h"

/* Steps that one pattern may take at one word: gaps inside gaps must not multiply without end. A
 * text made for that loses the finding at that word, never the program. */
enum { STEPS_MOST = 4096 };

struct matcher {
    const struct lexicon *lexicon;
    const struct lint_token *tokens;
    size_t count;
    unsigned steps; /* left */
};

static bool fits(const struct matcher *matcher, const struct lexicon_element *element, size_t at)
{
    uint32_t word = at < matcher->count ? matcher->tokens[at].word : 0;

    switch (element->kind) {
    case LEXICON_ELEMENT_WORD:
        return word == element->number;
    case LEXICON_ELEMENT_NOT:
        return !word || !lexicon_set_has(&matcher->lexicon->sets[element->number], word);
    default:
        return word && lexicon_set_has(&matcher->lexicon->sets[element->number], word);
    }
}

/* The elements from `at` on fit the words from `token` on: the index behind the last word, or 0. A
 * pattern does not reach over the end of a sentence. */
static size_t match_rest(struct matcher *matcher, const struct lexicon_pattern *pattern, size_t at,
                         size_t token)
{
    size_t gap = 0;

    if (at == pattern->count)
        return token;
    if (pattern->elements[at].kind == LEXICON_ELEMENT_GAP)
        gap = pattern->elements[at++].number;
    for (size_t skipped = 0; skipped <= gap; skipped++, token++) {
        const struct lexicon_element *element = &pattern->elements[at];
        bool ends = token >= matcher->count || (matcher->tokens[token].flags & TOKEN_SENTENCE);
        size_t end;

        if (element->kind == LEXICON_ELEMENT_NOT) {
            if (ends || fits(matcher, element, token))
                return match_rest(matcher, pattern, at + 1, token);
            return 0;
        }
        if (ends || !matcher->steps)
            return 0;
        matcher->steps--;
        if (fits(matcher, element, token) &&
            (end = match_rest(matcher, pattern, at + 1, token + 1)) != 0)
            return end;
    }
    return 0;
}

static void add_found(struct lint_events *events, size_t *count, struct lint_event event)
{
    if (*count == events->found_capacity) {
        events->found_capacity = events->found_capacity ? 2 * events->found_capacity : 256;
        events->found = memory_grow(events->found, events->found_capacity, sizeof *events->found);
    }
    events->found[(*count)++] = event;
}

static void sort_by_class(const struct lexicon *lexicon, size_t count, struct lint_events *events)
{
    size_t next[LEXICON_CLASS_COUNT];

    if (events->capacity < count) {
        events->capacity = events->found_capacity;
        events->items = memory_grow(events->items, events->capacity, sizeof *events->items);
    }
    memset(events->start, 0, sizeof events->start);
    for (size_t i = 0; i < count; i++)
        events->start[lexicon->patterns[events->found[i].pattern].class + 1]++;
    for (size_t c = 0; c < LEXICON_CLASS_COUNT; c++) {
        events->start[c + 1] += events->start[c];
        next[c] = events->start[c];
    }
    for (size_t i = 0; i < count; i++)
        events->items[next[lexicon->patterns[events->found[i].pattern].class]++] = events->found[i];
    events->count = count;
}

void lint_events_find(const struct lexicon *lexicon, const struct lint_tokens *tokens,
                      struct lint_events *events)
{
    struct matcher matcher = {lexicon, tokens->items, tokens->count, 0};
    size_t count = 0;

    for (size_t t = 0; t < tokens->count; t++) {
        uint32_t word = tokens->items[t].word;

        if (!word)
            continue;
        for (uint32_t i = lexicon->first[word]; i < lexicon->first[word + 1]; i++) {
            uint32_t pattern = lexicon->first_items[i];
            size_t end;

            matcher.steps = STEPS_MOST;
            end = match_rest(&matcher, &lexicon->patterns[pattern], 1, t + 1);

            if (end)
                add_found(events, &count,
                          (struct lint_event){pattern, (uint32_t)t, (uint32_t)(end - 1)});
        }
    }
    sort_by_class(lexicon, count, events);
}

/* The first index of the class whose event begins at or after `from`. */
static size_t lower_bound(const struct lint_events *events, enum lexicon_class class, size_t from)
{
    size_t low = events->start[class], high = events->start[class + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (events->items[middle].first < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct lint_event *lint_events_next(const struct lint_events *events,
                                          enum lexicon_class class, size_t from, size_t to,
                                          size_t *at)
{
    size_t i = *at ? events->start[class] + *at : lower_bound(events, class, from);

    if (i >= events->start[class + 1] || events->items[i].first >= to)
        return NULL;
    *at = i - events->start[class] + 1;
    return &events->items[i];
}

const struct lint_event *lint_events_first(const struct lint_events *events,
                                           enum lexicon_class class, size_t from, size_t to)
{
    size_t at = 0;

    return lint_events_next(events, class, from, to, &at);
}

void lint_events_free(struct lint_events *events)
{
    free(events->items);
    free(events->found);
    *events = (struct lint_events){0};
}
