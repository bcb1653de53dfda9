/* Findings of a section, and the tables of names. */
#include "law/lint_view.h"

const struct lint_code_row lint_codes[LINT_CODE_COUNT] = {
#define X(constant, code, row, title, advice, source) {code, row, title, advice, source},
    LINT_CODES(X)
#undef X
};

static const char *const act_names[] = {
#define X(constant, name, class) name,
    LINT_ACTS(X)
#undef X
        "expression",
    "other"};

static const char *const defence_names[] = {
#define X(constant, name, class) name,
    LINT_DEFENCES(X)
#undef X
};

static const char *const safeguard_names[] = {
#define X(constant, name, class) name,
    LINT_SAFEGUARDS(X)
#undef X
};

const char *lint_form_name(enum lint_form form)
{
    static const char *const examples[] = {
#define X(constant, example) example,
        LINT_FORMS(X)
#undef X
    };

    return examples[form];
}

const char *lint_kind_name(enum lint_kind kind)
{
    static const char *const names[] = {"other", "offence", "procedure"};

    return names[kind];
}

const char *lint_mens_rea_name(enum lint_mens_rea rea)
{
    static const char *const names[] = {"none", "below-intent", "knowledge", "intent",
                                        "dishonest-or-harmful-intent"};

    return names[rea];
}

const char *lint_act_name(enum lint_act act)
{
    return act_names[act];
}

const char *lint_defence_name(enum lint_defence defence)
{
    return defence_names[defence];
}

const char *lint_safeguard_name(enum lint_safeguard safeguard)
{
    return safeguard_names[safeguard];
}

bool lint_has(const struct lint_section *section, enum lint_code code)
{
    for (size_t i = 0; i < section->finding_count; i++)
        if (section->findings[i].code == code)
            return true;
    return false;
}

void lint_report_add(struct lint_report *report, enum lint_code code, struct slice words,
                     struct slice said)
{
    struct lint_section *section = report->section;
    struct lint_finding *grown;

    if (section->finding_count == report->capacity) {
        report->capacity = report->capacity ? 2 * report->capacity : 8;
        grown = arena_take(report->arena, report->capacity * sizeof *grown);
        if (section->finding_count)
            memcpy(grown, section->findings, section->finding_count * sizeof *grown);
        section->findings = grown;
    }
    section->findings[section->finding_count++] =
        (struct lint_finding){.code = code,
                              .words = said.size ? said : words,
                              .size = words.size,
                              .place.offset = (size_t)(uintptr_t)words.data};
}
