#include "law/lint_view.h"

#include <stdlib.h>

#include "base/memory.h"

/* A reference to another provision says "derived" only where a provision begins with it. */
enum { DERIVED_WITHIN = 16, OPENING_WORDS = 8, SETTLED_NEAR = 8 };

const struct lint_event *view_first(const struct lint_view *view, enum lexicon_class class)
{
    return lint_events_first(&view->events, class, 0, view->tokens.count);
}

const struct lint_event *view_in(const struct lint_view *view, enum lexicon_class class,
                                 const struct lint_provision *provision)
{
    return lint_events_first(&view->events, class, provision->first, provision->end);
}

bool view_titled(const struct lint_view *view, enum lexicon_class class)
{
    return lint_events_first(&view->title_events, class, 0, view->title.count) != NULL;
}

bool view_is_settled(const struct lint_view *view, enum lexicon_class settled,
                     const struct lint_event *event)
{
    size_t from = event->first > SETTLED_NEAR ? event->first - SETTLED_NEAR : 0, at = 0;
    const struct lint_event *phrase;

    while ((phrase = lint_events_next(&view->events, settled, from, event->last + 1, &at)))
        if (phrase->last >= event->first)
            return true;
    return false;
}

const struct lint_event *view_unsettled(const struct lint_view *view, enum lexicon_class class,
                                        enum lexicon_class settled, size_t first, size_t end)
{
    const struct lint_event *event;
    size_t at = 0;

    while ((event = lint_events_next(&view->events, class, first, end, &at)))
        if (!view_is_settled(view, settled, event))
            return event;
    return NULL;
}

struct slice view_words(const struct lint_view *view, const struct lint_event *event)
{
    struct slice words = lint_tokens_text(&view->tokens, event->first, event->last);

    if (words.size <= LINT_WORDS)
        return words;
    words.size = LINT_WORDS;
    while (words.size && (words.data[words.size - 1] & 0xC0) == 0x80)
        words.size--;
    return slice_part(words, 0, words.size - (words.data[words.size - 1] >= 0xC0));
}

struct slice view_opening(const struct lint_view *view)
{
    size_t last = view->tokens.count < OPENING_WORDS ? view->tokens.count : OPENING_WORDS;

    return last ? view_words(view, &(struct lint_event){0, 0, (uint32_t)(last - 1)})
                : slice_part(view->tokens.text, 0, 0);
}

static void add_provision(struct lint_view *view, size_t first)
{
    if (view->provision_count)
        view->provisions[view->provision_count - 1].end = first;
    if (view->provision_count == view->provision_capacity) {
        view->provision_capacity = view->provision_capacity ? 2 * view->provision_capacity : 16;
        view->provisions =
            memory_grow(view->provisions, view->provision_capacity, sizeof *view->provisions);
    }
    view->provisions[view->provision_count++] =
        (struct lint_provision){.first = first, .end = view->tokens.count};
}

static void read_provision(const struct lint_view *view, struct lint_provision *provision)
{
    const struct lint_event *derived = view_in(view, LEXICON_DERIVED, provision);
    const struct lint_event *offence = view_in(view, LEXICON_OFFENCE, provision);
    const struct lint_event *defence =
        view_unsettled(view, LEXICON_DEFENCE, LEXICON_NO_DEFENCE, provision->first, provision->end);

    provision->declares = offence || view_in(view, LEXICON_PENALTY, provision);
    provision->prohibits = view_in(view, LEXICON_PROHIBITION, provision) != NULL;
    /* "commits an offence if … no reasonable excuse" excuses nobody */
    provision->excuses = defence && !(offence && offence->first < defence->first) &&
                         !view_in(view, LEXICON_PENALTY, provision) && !provision->prohibits;
    provision->empowers = view_in(view, LEXICON_POWER, provision) != NULL;
    provision->defines = view_in(view, LEXICON_DEFINITION, provision) && !provision->declares;
    provision->derived = derived && derived->first < provision->first + DERIVED_WITHIN;
}

/* A duty's penalty may stand in another provision: then the duty is the conduct. */
static void find_conduct(struct lint_view *view)
{
    bool derived = false;

    for (size_t i = 0; i < view->provision_count; i++)
        derived |= view->provisions[i].derived;
    for (size_t i = 0; i < view->provision_count; i++) {
        struct lint_provision *provision = &view->provisions[i];

        provision->conduct = !provision->excuses && !provision->derived &&
                             (provision->declares || (provision->prohibits && derived));
    }
}

/* "Illustrations. (a) X writes a letter …" and "Example 1.": told of the provision, not part of it. */
static void drop_illustrations(struct lint_view *view)
{
    const struct lint_event *event;
    size_t at = 0;

    while ((event = lint_events_next(&view->events, LEXICON_ILLUSTRATION, 1, view->tokens.count,
                                     &at))) {
        const struct lint_token *token = &view->tokens.items[event->first];
        uint8_t first = view->tokens.text.data[token->start];

        if ((token->flags & TOKEN_SENTENCE) && (first == 'I' || first == 'E')) {
            view->tokens.count = event->first;
            return;
        }
    }
}

void lint_view_read(struct lint_view *view, const struct lint_section *section)
{
    lint_tokens_read(view->lexicon, section->title, &view->title);
    lint_events_find(view->lexicon, &view->title, &view->title_events);
    lint_tokens_read(view->lexicon, section->body, &view->tokens);
    lint_events_find(view->lexicon, &view->tokens, &view->events);
    drop_illustrations(view);
    view->provision_count = 0;
    for (size_t t = 0; t < view->tokens.count; t++)
        if (t == 0 || (view->tokens.items[t].flags & TOKEN_PROVISION))
            add_provision(view, t);
    for (size_t i = 0; i < view->provision_count; i++)
        read_provision(view, &view->provisions[i]);
    find_conduct(view);
}

void lint_view_free(struct lint_view *view)
{
    lint_tokens_free(&view->tokens);
    lint_tokens_free(&view->title);
    lint_events_free(&view->events);
    lint_events_free(&view->title_events);
    free(view->provisions);
}
