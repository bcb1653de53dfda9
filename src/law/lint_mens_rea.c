/* The mental element of an offence, for every way of committing it: L2. It may stand before a list
 * ("who knowingly - (a) … (b) …"), behind it, in each item, or in the definition of what is
 * committed ("commits cyberbullying"). */
#include "law/lint_view.h"

/* Shorter provisions define no conduct of their own where the section names a mental element. */
enum { CONDUCT_LEAST = 12 };

/* "engages in activities related to economic sabotage": how far behind the verb, in words. */
enum { COMMITTED_WITHIN = 5 };

struct span {
    size_t first, end; /* tokens */
};

struct judge {
    const struct lint_view *view;
    struct lint_report *report;
    struct slice anchor;
};

static const struct {
    enum lexicon_class class;
    enum lint_mens_rea rea;
} ranks[] = {{LEXICON_MALICE, LINT_REA_MALICE},
             {LEXICON_INTENT, LINT_REA_INTENT},
             {LEXICON_KNOWLEDGE, LINT_REA_KNOWLEDGE}};

/* "likely to cause harm" is no purpose. */
static const struct lint_event *element_in(const struct lint_view *view, struct span span,
                                           enum lexicon_class class)
{
    return view_unsettled(view, class, LEXICON_NO_INTENT, span.first, span.end);
}

static bool has_intent(const struct lint_view *view, struct span span)
{
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (element_in(view, span, ranks[i].class))
            return true;
    return false;
}

/* The words of the strongest mental element of the section, definitions and defences aside. */
static void read_strongest(const struct judge *judge)
{
    const struct lint_view *view = judge->view;
    struct lint_recognised *seen = &judge->report->section->recognised;

    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        for (size_t p = 0; p < view->provision_count; p++) {
            const struct lint_provision *provision = &view->provisions[p];
            const struct lint_event *event =
                element_in(view, (struct span){provision->first, provision->end}, ranks[i].class);

            if (!event || provision->defines || provision->excuses)
                continue;
            seen->mens_rea = ranks[i].rea;
            seen->mens_rea_words = view_words(view, event);
            return;
        }
}

/* ---- ways of committing it ---- */

static struct slice word_at(const struct lint_view *view, size_t token)
{
    return lint_tokens_text(&view->tokens, token, token);
}

/* Where the list's items end: at the words that make it an offence, if they follow it. */
static size_t items_end(const struct lint_view *view, const struct lint_provision *provision,
                        size_t item)
{
    const struct lint_event *offence =
        lint_events_first(&view->events, LEXICON_OFFENCE, item, provision->end);

    return offence ? offence->first : provision->end;
}

static size_t next_item(const struct lint_view *view, size_t from, size_t end)
{
    while (from < end && !(view->tokens.items[from].flags & TOKEN_ITEM))
        from++;
    return from;
}

/* An item that says what is done ("discloses …", "unlawfully hides …", "using …"), not how or
 * when. */
static bool is_conduct(const struct lint_view *view, size_t item)
{
    static const char *const others[] = {"this", "his", "its",    "is",    "as",
                                         "was",  "has", "unless", "being", "having"};
    struct slice word = word_at(view, item);

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (slice_is(word, others[i]))
            return false;
    return word.size > 3 && (slice_ends(word, SLICE("s")) || slice_ends(word, SLICE("ly")) ||
                             slice_ends(word, SLICE("ing")));
}

/* Items joined by "and" are one way together. */
static bool are_joined(const struct lint_view *view, size_t first, size_t end)
{
    for (size_t at = next_item(view, first + 1, end); at < end; at = next_item(view, at + 1, end))
        if (slice_is(word_at(view, at - 1), "and"))
            return true;
    return false;
}

/* The first item that is a way of committing it without mental element, or SIZE_MAX. */
static size_t bare_item(const struct lint_view *view, const struct lint_provision *provision)
{
    size_t first = next_item(view, provision->first + 1, provision->end);
    size_t end = items_end(view, provision, first);

    if (first >= end || has_intent(view, (struct span){provision->first, first}) ||
        has_intent(view, (struct span){end, provision->end}) || are_joined(view, first, end))
        return SIZE_MAX;
    for (size_t at = first, next; at < end; at = next) {
        next = next_item(view, at + 1, end);
        if (is_conduct(view, at) && !has_intent(view, (struct span){at, next}))
            return at;
    }
    return SIZE_MAX;
}

/* "who does this, or who does that knowingly, commits an offence": the first way, without it. */
static size_t bare_alternative(const struct lint_view *view, const struct lint_provision *provision)
{
    size_t end = items_end(view, provision, provision->first), first = provision->first, at = 0;
    const struct lint_event *event;

    if (end == provision->first || has_intent(view, (struct span){end, provision->end}))
        return SIZE_MAX;
    while ((event =
                lint_events_next(&view->events, LEXICON_ALTERNATIVE, provision->first, end, &at))) {
        if (!has_intent(view, (struct span){first, event->first}))
            return first;
        first = event->last;
    }
    return SIZE_MAX;
}

/* A definition of what is said from token `at` on, with a mental element in it. */
static bool means_intent(const struct lint_view *view, size_t at)
{
    struct lint_view meaning = {.lexicon = view->lexicon};
    struct lint_section section = {
        .body = lint_terms_meaning(view->defined, view->tokens.text,
                                   slice_from(view->tokens.text, view->tokens.items[at].start))};
    bool found;

    if (!section.body.size)
        return false;
    lint_view_read(&meaning, &section);
    found = has_intent(&meaning, (struct span){0, meaning.tokens.count});
    lint_view_free(&meaning);
    return found;
}

/* What is committed is defined elsewhere, and its definition has the mental element. */
static bool is_defined(const struct lint_view *view, const struct lint_provision *provision)
{
    const struct lint_event *event;
    size_t at = 0;

    while ((event = lint_events_next(&view->events, LEXICON_COMMITTED, provision->first,
                                     provision->end, &at)))
        for (size_t next = event->last + 1;
             next <= event->last + COMMITTED_WITHIN && next < provision->end; next++)
            if (means_intent(view, next))
                return true;
    return false;
}

/* ---- the judgement ---- */

static void lower(const struct judge *judge, enum lint_mens_rea rea, struct slice words)
{
    struct lint_recognised *seen = &judge->report->section->recognised;

    seen->mens_rea = rea;
    seen->mens_rea_words = words;
    lint_report_add(judge->report, LINT_L2, words, (struct slice){0});
}

static bool judge_below(const struct judge *judge)
{
    const struct lint_view *view = judge->view;

    for (size_t i = 0; i < view->provision_count; i++) {
        const struct lint_provision *provision = &view->provisions[i];
        const struct lint_event *event;

        if (provision->excuses || provision->defines || provision->empowers)
            continue;
        event = view_in(view, LEXICON_BELOW, provision);
        if (event) {
            lower(judge, LINT_REA_BELOW, view_words(view, event));
            return true;
        }
    }
    return false;
}

/* An offence of another section ("Punishment for libel: whoever commits libel …"), with that one's
 * mental element. */
static bool is_defined_elsewhere(const struct lint_view *view,
                                 const struct lint_provision *provision)
{
    return view_in(view, LEXICON_REFERRED, provision) ||
           (view_titled(view, LEXICON_TITLE_PUNISHMENT) &&
            view_in(view, LEXICON_COMMITTED, provision));
}

/* The token where a way without mental element begins; SIZE_MAX: every way has one. */
static size_t bare_way(const struct judge *judge, const struct lint_provision *provision)
{
    const struct lint_view *view = judge->view;
    size_t bare;

    if (is_defined_elsewhere(view, provision) || is_defined(view, provision))
        return SIZE_MAX;
    if (!has_intent(view, (struct span){provision->first, provision->end})) {
        const struct lint_event *event = view_in(view, LEXICON_OFFENCE, provision);

        return event ? event->first : provision->first;
    }
    bare = bare_item(view, provision);
    return bare != SIZE_MAX ? bare : bare_alternative(view, provision);
}

static struct slice words_from(const struct lint_view *view, size_t token)
{
    const struct lint_event *offence =
        lint_events_first(&view->events, LEXICON_OFFENCE, token, token + 1);
    size_t last = token + 3 < view->tokens.count ? token + 3 : view->tokens.count - 1;

    return view_words(view,
                      offence ? offence : &(struct lint_event){0, (uint32_t)token, (uint32_t)last});
}

static void judge_conduct(const struct judge *judge)
{
    const struct lint_view *view = judge->view;
    const struct lint_recognised *seen = &judge->report->section->recognised;

    for (size_t i = 0; i < view->provision_count; i++) {
        const struct lint_provision *provision = &view->provisions[i];
        bool is_short = provision->end - provision->first < CONDUCT_LEAST;
        size_t bare;

        if (!provision->conduct || (seen->mens_rea_words.size && is_short))
            continue;
        bare = bare_way(judge, provision);
        if (bare != SIZE_MAX) {
            lower(judge, LINT_REA_NONE, words_from(view, bare));
            return;
        }
    }
}

static bool is_conduct_known(const struct lint_view *view)
{
    for (size_t i = 0; i < view->provision_count; i++)
        if (view->provisions[i].conduct)
            return true;
    return false;
}

/* No provision says what is done (a penalty for a duty, or for another section's offence). */
static void judge_whole(const struct judge *judge)
{
    const struct lint_view *view = judge->view;

    if (judge->report->section->recognised.mens_rea_words.size ||
        view_first(view, LEXICON_REFERRED))
        return;
    for (size_t i = 0; i < view->provision_count; i++)
        if (is_defined(view, &view->provisions[i]))
            return;
    lower(judge, LINT_REA_NONE, judge->anchor);
}

void lint_judge_mens_rea(const struct lint_view *view, struct slice anchor,
                         struct lint_report *report)
{
    struct judge judge = {view, report, anchor};

    read_strongest(&judge);
    if (judge_below(&judge))
        return;
    if (is_conduct_known(view))
        judge_conduct(&judge);
    else
        judge_whole(&judge);
}
