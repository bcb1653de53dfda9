#include "law/reading.h"

#include <stdlib.h>

#include "law/lint_view.h"

#define BIT(standard) (1u << STANDARD_##standard)

static bool is_cited(const struct provision *provision, enum element element)
{
    return provision->places[element].citation.size != 0;
}

/* What keeps L9 is a barrier or harm: a citation of that one is enough. */
static bool is_barrier_or_harm_cited(const struct provision *provision)
{
    const int64_t *values = provision->elements.values;

    return (values[ELEMENT_AUTHORITY] == AUTHORITY_BARRIER &&
            is_cited(provision, ELEMENT_AUTHORITY)) ||
           (values[ELEMENT_HARM] > HARM_NONE && is_cited(provision, ELEMENT_HARM));
}

static bool is_elsewhere(enum standard standard, const struct provision *provision)
{
    return standard == STANDARD_L9 ? is_barrier_or_harm_cited(provision)
                                   : is_cited(provision, standard_element(standard));
}

/* What is there in words. */
static unsigned shown(const struct lint_view *view, const struct lint_section *section,
                      const struct provision *provision)
{
    const struct lint_recognised *seen = &section->recognised;
    unsigned mask = 0;

    if (lint_content(view))
        mask |= BIT(L1);
    if (seen->mens_rea == LINT_REA_BELOW)
        mask |= BIT(L2);
    if (view_first(view, LEXICON_POLICY))
        mask |= BIT(L4);
    if (view_first(view, LEXICON_AGGRAVATION))
        mask |= BIT(L7);
    if (seen->months && provision->penalty > (int64_t)seen->months)
        mask |= BIT(L10);
    if (lint_has(section, LINT_L14))
        mask |= BIT(L14);
    return mask;
}

/* What is not there, and not said to stand elsewhere. */
static unsigned lacking(const struct lint_section *section, const struct provision *provision)
{
    static const struct {
        enum standard standard;
        enum lint_code code;
    } absences[] = {{STANDARD_L2, LINT_L2},
                    {STANDARD_L3, LINT_L3},
                    {STANDARD_L5, LINT_L5},
                    {STANDARD_L6, LINT_L6},
                    {STANDARD_L9, LINT_L9}};
    unsigned mask = 0;

    for (size_t i = 0; i < sizeof absences / sizeof *absences; i++)
        if (lint_has(section, absences[i].code) && !is_elsewhere(absences[i].standard, provision))
            mask |= 1u << absences[i].standard;
    return mask;
}

/* A penalty that the text does not reach is denied by nothing but the text itself. */
static unsigned denied(const struct provision *provision)
{
    unsigned mask = BIT(L10);

    for (unsigned i = 0; i < STANDARD_COUNT; i++)
        if (!standard_applies(i, provision))
            mask |= 1u << i;
    return mask;
}

static bool is_english(struct slice language)
{
    return slice_is(language, "en") || slice_starts(language, SLICE("en-"));
}

/* A view keeps its room from one text to the next. */
static unsigned differs(struct lint_view *view, const struct provision *provision)
{
    struct lint_section section = {.title = provision->title, .body = provision->text};
    struct lint_terms defined = {0};
    struct arena arena = {0};
    struct lint_report report = {&arena, &section, 0};
    unsigned mask = 0;

    if (!is_english(provision->language))
        return 0;
    lint_terms_find(provision->text, &defined);
    view->defined = &defined;
    lint_view_read(view, &section);
    section.kind = lint_classify(view);
    if (section.kind == LINT_OFFENCE) {
        lint_judge_offence(view, &report);
        lint_judge_blocking(view, &report);
        mask = shown(view, &section, provision) | lacking(&section, provision);
    } else {
        mask = BIT(L2) | BIT(L3) | BIT(L5) | BIT(L6) | BIT(L9);
    }
    free(defined.items);
    arena_free(&arena);
    return mask & denied(provision);
}

unsigned reading_differs(const struct lexicon *lexicon, const struct provision *provision)
{
    struct lint_view view = {.lexicon = lexicon};
    unsigned mask = differs(&view, provision);

    lint_view_free(&view);
    return mask;
}

void reading_of_register(const struct lexicon *lexicon, struct offence_register *offences)
{
    struct lint_view view = {.lexicon = lexicon};

    for (size_t i = 0; i < offences->count; i++) {
        offences->provisions[i].reading = differs(&view, &offences->provisions[i]);
        offences->provisions[i].is_read = true;
    }
    lint_view_free(&view);
}
