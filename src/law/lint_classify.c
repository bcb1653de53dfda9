/* Is a section an offence, a power, or neither? Its title and what comes first decide. */
#include "law/lint_view.h"

/* What a section is about stands in its first words. */
enum { OPENING = 30 };

static size_t position(const struct lint_view *view, enum lexicon_class class)
{
    const struct lint_event *event = view_first(view, class);

    return event ? event->first : SIZE_MAX;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* A measure of which no authority is named. */
static bool intrudes(const struct lint_view *view, bool power_title)
{
    return view_first(view, LEXICON_BLOCKING) ||
           (power_title && view_first(view, LEXICON_INTRUSION));
}

/* "Definition of libel: any person who … commits the misdemeanour termed libel" is an offence;
 * "publication is unlawful unless …" is not. */
static bool declares(const struct lint_view *view)
{
    const struct lint_event *event = view_first(view, LEXICON_OFFENCE);

    return view_first(view, LEXICON_PENALTY) ||
           (event && slice_starts(view_words(view, event), SLICE("commit")));
}

/* "Interception of communications by the agency": the title names a measure first. */
static bool is_measure(const struct lint_view *view, size_t power, size_t other)
{
    return power < other && view_titled(view, LEXICON_TITLE_PROCEDURE) &&
           view_first(view, LEXICON_INTRUSION);
}

static enum lint_kind by_order(const struct lint_view *view, size_t offence, size_t power)
{
    bool offence_title = view_titled(view, LEXICON_TITLE_OFFENCE);
    bool power_title = view_titled(view, LEXICON_TITLE_PROCEDURE);

    if (offence == SIZE_MAX && power == SIZE_MAX)
        return intrudes(view, power_title) ? LINT_PROCEDURE : LINT_OTHER;
    if (offence == SIZE_MAX)
        return LINT_PROCEDURE;
    if (power == SIZE_MAX)
        return LINT_OFFENCE;
    if (offence_title != power_title)
        return offence_title ? LINT_OFFENCE : LINT_PROCEDURE;
    return power < offence ? LINT_PROCEDURE : LINT_OFFENCE;
}

enum lint_kind lint_classify(const struct lint_view *view)
{
    size_t offence = least(position(view, LEXICON_OFFENCE), position(view, LEXICON_PENALTY));
    size_t aggravation = position(view, LEXICON_AGGRAVATION);
    size_t power = position(view, LEXICON_POWER), other = position(view, LEXICON_OTHER);

    offence = least(offence, aggravation);
    if (view_titled(view, LEXICON_TITLE_DEFINITION) && !declares(view))
        return LINT_OTHER;
    if (view_titled(view, LEXICON_TITLE_OTHER) && !is_measure(view, power, other) &&
        (!view_titled(view, LEXICON_TITLE_OFFENCE) || other < offence))
        return LINT_OTHER;
    if (other < OPENING && other < offence && other < power)
        return LINT_OTHER;
    return by_order(view, offence, power);
}
