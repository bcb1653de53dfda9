/* The findings L1 to L13 on a section that makes something an offence. */
#include <strings.h>

#include "law/lint_view.h"

enum { TERMS_SAID = 400, SERIOUS_MONTHS = 48, OPEN_LEAST = 2 };

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
    if (!view_unsettled(view, LEXICON_DEFENCE, LEXICON_NO_DEFENCE, 0, view->tokens.count))
        seen->defences &= ~(1u << LINT_DEFENCE_GENERAL);
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

/* ---- vague terms ---- */

/* One says what the other says: "any other means" and "other means". */
static bool overlaps(struct slice a, struct slice b)
{
    struct slice longer = a.size > b.size ? a : b, shorter = a.size > b.size ? b : a;

    for (size_t at = 0; at + shorter.size <= longer.size; at++)
        if (strncasecmp((const char *)longer.data + at, (const char *)shorter.data, shorter.size) ==
            0)
            return true;
    return false;
}

static bool is_said(const struct lint_recognised *seen, struct slice words)
{
    for (size_t i = 0; i < seen->term_count; i++)
        if (overlaps(seen->terms[i], words))
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
                view_is_settled(view, LEXICON_EXACT, event) ||
                lint_terms_have(view->defined, view->tokens.text, words))
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
    lint_judge_mens_rea(view, judge.anchor, report);
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
