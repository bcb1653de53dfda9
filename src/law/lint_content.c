/* Is the conduct expression? A phrase that says so by itself, or an act of communication near a
 * quality of what is said, or
 * publication of what is false without deceit for gain; or the title says so. */
#include "law/lint_view.h"

/* How near, in words: a list of verbs and a list of qualities may each be long. */
enum { NEAR = 45 };

static const struct lint_event *near_in(const struct lint_view *view, enum lexicon_class class,
                                        const struct lint_provision *provision,
                                        const struct lint_event *event)
{
    size_t from = event->first > NEAR ? event->first - NEAR : 0, to = event->last + NEAR;

    return lint_events_first(&view->events, class,
                             from > provision->first ? from : provision->first,
                             to < provision->end ? to : provision->end);
}

static const struct lint_event *paired(const struct lint_view *view, enum lexicon_class quality,
                                       enum lexicon_class act,
                                       const struct lint_provision *provision)
{
    const struct lint_event *event;
    size_t at = 0;

    while (
        (event = lint_events_next(&view->events, quality, provision->first, provision->end, &at)))
        if (!view_is_settled(view, LEXICON_NO_CONTENT, event) &&
            near_in(view, act, provision, event))
            return event;
    return NULL;
}

static const struct lint_event *content_in(const struct lint_view *view,
                                           const struct lint_provision *provision)
{
    /* "the Anti-Child Pornography Act" is no content */
    const struct lint_event *event =
        view_unsettled(view, LEXICON_CONTENT, LEXICON_NO_CONTENT, provision->first, provision->end);

    if (!event)
        event = paired(view, LEXICON_MATTER, LEXICON_EXPRESSION, provision);
    if (!event && !view_in(view, LEXICON_DECEIT, provision) &&
        view_titled(view, LEXICON_TITLE_CONTENT) && provision->conduct)
        event = view_in(view, LEXICON_EXPRESSION, provision);
    if (!event && !view_in(view, LEXICON_DECEIT, provision))
        event = paired(view, LEXICON_FALSITY, LEXICON_EXPRESSION, provision);
    return event;
}

const struct lint_event *lint_content(const struct lint_view *view)
{
    if (view_titled(view, LEXICON_TITLE_OTHER_CONTENT) && !view_titled(view, LEXICON_TITLE_CONTENT))
        return NULL;
    for (size_t i = 0; i < view->provision_count; i++) {
        const struct lint_event *event;

        if (view->provisions[i].excuses)
            continue;
        event = content_in(view, &view->provisions[i]);
        if (event)
            return event;
    }
    return NULL;
}
