/* The findings L1 to L13 on a section that makes something an offence. */
#include "law/lint_view.h"

enum { TERMS_SAID = 400, SERIOUS_MONTHS = 48, OPEN_LEAST = 2, EXACT_NEAR = 6, CONDUCT_LEAST = 12 };

struct judge {
    const struct lint_view *view;
    struct lint_report *report;
    struct lint_recognised *seen;
    struct slice anchor; /* what an absence points at: the words that make it an offence */
};

static void add(struct judge *judge, enum lint_code code, struct slice words)
{
    lint_report_add(judge->report, code, words.size ? words : judge->anchor, (struct slice){0});
}

static struct slice words_of(const struct lint_view *view, enum lexicon_class class)
{
    const struct lint_event *event = view_first(view, class);

    return event ? view_words(view, event) : (struct slice){0};
}

/* ---- what is recognised ---- */

static void recognise(struct judge *judge)
{
    const struct lint_view *view = judge->view;
    struct lint_recognised *seen = judge->seen;

#define X(constant, name, class)                                                                   \
    if (view_first(view, LEXICON_##class))                                                         \
        seen->acts |= 1u << LINT_ACT_##constant;
    LINT_ACTS(X)
#undef X
#define X(constant, name, class)                                                                   \
    if (view_first(view, LEXICON_##class))                                                         \
        seen->defences |= 1u << LINT_DEFENCE_##constant;
    LINT_DEFENCES(X)
#undef X
    seen->authority = words_of(view, LEXICON_AUTHORITY);
    seen->barrier = words_of(view, LEXICON_BARRIER);
    seen->harm = words_of(view, LEXICON_HARM);
    lint_penalty_read(view, seen);
}

static void find_anchor(struct judge *judge)
{
    const struct lint_view *view = judge->view;
    const struct lint_event *event = view_first(view, LEXICON_OFFENCE);

    for (size_t i = 0; i < view->provision_count; i++)
        if (view->provisions[i].conduct && view_in(view, LEXICON_OFFENCE, &view->provisions[i])) {
            event = view_in(view, LEXICON_OFFENCE, &view->provisions[i]);
            break;
        }
    if (!event)
        event = view_first(view, LEXICON_PENALTY);
    judge->anchor = event ? view_words(view, event) : view_opening(view);
}

/* ---- the mental element ---- */

static const struct lint_event *intent_in(const struct lint_view *view,
                                          const struct lint_provision *provision)
{
    static const enum lexicon_class classes[] = {LEXICON_INTENT, LEXICON_KNOWLEDGE, LEXICON_MALICE};

    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const struct lint_event *event = view_in(view, classes[i], provision);

        if (event)
            return event;
    }
    return NULL;
}

/* The words of the strongest mental element of the section. */
static void read_strongest(struct judge *judge)
{
    static const struct {
        enum lexicon_class class;
        enum lint_mens_rea rea;
    } ranks[] = {{LEXICON_MALICE, LINT_REA_MALICE},
                 {LEXICON_INTENT, LINT_REA_INTENT},
                 {LEXICON_KNOWLEDGE, LINT_REA_KNOWLEDGE}};

    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        const struct lint_event *event = view_first(judge->view, ranks[i].class);

        if (!event)
            continue;
        judge->seen->mens_rea = ranks[i].rea;
        judge->seen->mens_rea_words = view_words(judge->view, event);
        return;
    }
}

static void lower(struct judge *judge, enum lint_mens_rea rea, struct slice words)
{
    judge->seen->mens_rea = rea;
    judge->seen->mens_rea_words = words;
    add(judge, LINT_L2, words);
}

static bool is_conduct_known(const struct lint_view *view)
{
    for (size_t i = 0; i < view->provision_count; i++)
        if (view->provisions[i].conduct)
            return true;
    return false;
}

/* A provision that only refers to another section's offence has that section's mental element. */
static bool is_referred(const struct lint_view *view, const struct lint_provision *provision)
{
    return view_in(view, LEXICON_REFERRED, provision) != NULL;
}

/* Too short to define conduct of its own where the section names a mental element elsewhere. */
static bool is_short(const struct lint_provision *provision)
{
    return provision->end - provision->first < CONDUCT_LEAST;
}

static void judge_mental_element(struct judge *judge)
{
    const struct lint_view *view = judge->view;
    bool known = is_conduct_known(view);

    read_strongest(judge);
    for (size_t i = 0; i < view->provision_count; i++) {
        const struct lint_provision *provision = &view->provisions[i];
        const struct lint_event *event;

        if (provision->excuses || provision->defines || provision->empowers)
            continue;
        event = view_in(view, LEXICON_BELOW, provision);
        if (event) {
            lower(judge, LINT_REA_BELOW, view_words(view, event));
            return;
        }
    }
    for (size_t i = 0; i < view->provision_count; i++) {
        const struct lint_provision *provision = &view->provisions[i];

        if ((known ? !provision->conduct : i > 0) || is_referred(view, provision) ||
            (judge->seen->mens_rea_words.size && is_short(provision)))
            continue;
        if (known ? !intent_in(view, provision) : !judge->seen->mens_rea_words.size) {
            const struct lint_event *event = view_in(view, LEXICON_OFFENCE, provision);

            lower(judge, LINT_REA_NONE, event ? view_words(view, event) : judge->anchor);
            return;
        }
    }
}

/* ---- vague terms ---- */

/* The same words, or words inside those found before. */
static bool is_said(const struct lint_recognised *seen, struct slice words)
{
    for (size_t i = 0; i < seen->term_count; i++)
        if (slice_equal(seen->terms[i], words) ||
            (words.data >= seen->terms[i].data &&
             words.data < seen->terms[i].data + seen->terms[i].size))
            return true;
    return false;
}

/* Words that belong to a longer phrase with a settled meaning. */
static bool is_exact(const struct lint_view *view, const struct lint_event *event)
{
    size_t from = event->first > EXACT_NEAR ? event->first - EXACT_NEAR : 0, at = 0;
    const struct lint_event *exact;

    while ((exact = lint_events_next(&view->events, LEXICON_EXACT, from, event->last + 1, &at)))
        if (exact->last >= event->first)
            return true;
    return false;
}

static size_t collect_terms(struct judge *judge, enum lexicon_class class)
{
    const struct lint_view *view = judge->view;
    size_t found = 0;

    for (size_t i = 0; i < view->provision_count; i++) {
        const struct lint_provision *provision = &view->provisions[i];
        const struct lint_event *event;
        size_t at = 0;

        while (!provision->excuses && !provision->defines &&
               (event = lint_events_next(&view->events, class, provision->first, provision->end,
                                         &at))) {
            struct slice words = view_words(view, event);

            if (judge->seen->term_count == LINT_TERMS || is_said(judge->seen, words) ||
                is_exact(view, event) || lint_terms_have(view->defined, words))
                continue;
            judge->seen->terms[judge->seen->term_count++] = words;
            found++;
        }
    }
    return found;
}

static void judge_terms(struct judge *judge)
{
    size_t vague = collect_terms(judge, LEXICON_VAGUE), open = collect_terms(judge, LEXICON_OPEN);
    struct slice said = {0};
    char joined[TERMS_SAID] = "";
    size_t size = 0;

    if (!vague && open < OPEN_LEAST)
        return;
    for (size_t i = 0; i < judge->seen->term_count; i++) {
        struct slice term = judge->seen->terms[i];

        if (size + term.size + 2 > sizeof joined)
            break;
        if (i) {
            memcpy(joined + size, "; ", 2);
            size += 2;
        }
        memcpy(joined + size, term.data, term.size);
        size += term.size;
    }
    said = arena_copy(judge->report->arena, slice_of(joined, size));
    lint_report_add(judge->report, LINT_L8, judge->seen->terms[0], said);
}

/* ---- the rest ---- */

static void judge_content(struct judge *judge)
{
    const struct lint_event *event = lint_content(judge->view);

    if (!event)
        return;
    judge->seen->acts |= 1u << LINT_ACT_EXPRESSION;
    add(judge, LINT_L1, view_words(judge->view, event));
}

static void judge_policy(struct judge *judge)
{
    const unsigned reachable = 1u << LINT_ACT_ACCESS | 1u << LINT_ACT_INTERCEPTION |
                               1u << LINT_ACT_DATA | 1u << LINT_ACT_SYSTEM;
    struct slice policy = words_of(judge->view, LEXICON_POLICY);

    if (policy.size)
        add(judge, LINT_L4, policy);
    else if (judge->seen->authority.size && !judge->seen->barrier.size &&
             (judge->seen->acts & reachable) && !(judge->seen->acts & 1u << LINT_ACT_EXPRESSION))
        add(judge, LINT_L4, judge->seen->authority);
}

static void judge_defences(struct judge *judge)
{
    const unsigned open = 1u << LINT_DEFENCE_RESEARCH | 1u << LINT_DEFENCE_JOURNALISM |
                          1u << LINT_DEFENCE_WHISTLE_BLOWING | 1u << LINT_DEFENCE_PUBLIC_INTEREST;

    if (!judge->seen->defences)
        add(judge, LINT_L5, judge->anchor);
    if (!(judge->seen->defences & open))
        add(judge, LINT_L6, words_of(judge->view, LEXICON_TESTING));
}

static void judge_scope(struct judge *judge)
{
    struct slice ordinary = words_of(judge->view, LEXICON_ORDINARY);
    struct slice aggravation = words_of(judge->view, LEXICON_AGGRAVATION);
    unsigned core = judge->seen->acts & ~(1u << LINT_ACT_EXPRESSION);
    bool content = judge->seen->acts >> LINT_ACT_EXPRESSION & 1u;

    if (judge->seen->months >= SERIOUS_MONTHS)
        add(judge, LINT_L10, words_of(judge->view, LEXICON_CUSTODY));
    if (ordinary.size || aggravation.size)
        add(judge, LINT_L11, ordinary.size ? ordinary : aggravation);
    if (content || (!core && !view_first(judge->view, LEXICON_REFERRED))) {
        add(judge, LINT_L12, judge->anchor);
        if (!content)
            judge->seen->acts |= 1u << LINT_ACT_OTHER;
    }
}

void lint_judge_offence(const struct lint_view *view, struct lint_report *report)
{
    struct judge judge = {view, report, &report->section->recognised, {0}};
    struct slice aggravation = words_of(view, LEXICON_AGGRAVATION);

    find_anchor(&judge);
    recognise(&judge);
    judge_content(&judge);
    judge_mental_element(&judge);
    if (!view_first(view, LEXICON_MALICE))
        add(&judge, LINT_L3, judge.seen->mens_rea_words);
    judge_policy(&judge);
    judge_defences(&judge);
    if (aggravation.size)
        add(&judge, LINT_L7, aggravation);
    judge_terms(&judge);
    if (!judge.seen->barrier.size && !judge.seen->harm.size)
        add(&judge, LINT_L9, judge.anchor);
    judge_scope(&judge);
    add(&judge, LINT_L13, judge.anchor);
}
