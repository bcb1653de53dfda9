#include "law/offence_findings.h"

enum { SERIOUS_MONTHS = 48 }; /* UNCC 2(h): four years or more */

#define X(constant, code_, row_, effect_, finding_, answers_, title_)                              \
    {.code = code_,                                                                                \
     .row = row_,                                                                                  \
     .title = title_,                                                                              \
     .effect = OUTCOME_##effect_,                                                                  \
     .finding = FINDING_##finding_,                                                                \
     .answers = answers_},
const struct standard_definition standard_table[STANDARD_COUNT] = {STANDARDS(X)};
#undef X

#define X(constant, code, ...) code,
static const char *const standards[] = {STANDARDS(X)};
#undef X
const struct vocabulary words_standard = {"standard", standards, STANDARD_COUNT};

/* ---- does it apply? ---- */

static int64_t value_of(const struct provision *provision, enum element element)
{
    return provision->elements.values[element];
}

static bool has(const struct provision *provision, enum element element, unsigned word)
{
    return (value_of(provision, element) & WORD_BIT(word)) != 0;
}

static bool is_content(const struct provision *provision)
{
    return has(provision, ELEMENT_ACT, OFFENCE_EXPRESSION) ||
           has(provision, ELEMENT_OBJECT, OBJECT_CONTENT);
}

/* Where everything is expression, no right is asked for and none is missing: that is L1's. */
static bool is_terms_of_use(const struct provision *provision)
{
    int64_t authority = value_of(provision, ELEMENT_AUTHORITY);

    return authority == AUTHORITY_TERMS ||
           (authority == AUTHORITY_ANY &&
            value_of(provision, ELEMENT_ACT) != WORD_BIT(OFFENCE_EXPRESSION));
}

/* O1 has the misuse of devices only where it is to commit the other core offences. */
static bool is_outside_core(const struct provision *provision)
{
    return (value_of(provision, ELEMENT_ACT) & ACTS_UNSPECIFIC) != 0 ||
           (has(provision, ELEMENT_ACT, OFFENCE_DEVICE_MISUSE) &&
            value_of(provision, ELEMENT_TOOL_PURPOSE) < TOOL_CORE_OFFENCE);
}

bool standard_applies(enum standard standard, const struct provision *provision)
{
    switch (standard) {
    case STANDARD_L1:
        return is_content(provision);
    case STANDARD_L2:
        return value_of(provision, ELEMENT_MENS_REA) < MENS_REA_INTENT;
    case STANDARD_L3:
        return value_of(provision, ELEMENT_MENS_REA) < MENS_REA_MALICE;
    case STANDARD_L4:
        return is_terms_of_use(provision);
    case STANDARD_L5:
        return !has(provision, ELEMENT_EXCLUSIONS, EXCLUSION_PUBLIC_INTEREST);
    case STANDARD_L6:
        return !has(provision, ELEMENT_EXCLUSIONS, EXCLUSION_RESEARCH);
    case STANDARD_L7:
        return value_of(provision, ELEMENT_ICT_ROLE) == ICT_AGGRAVATOR;
    case STANDARD_L8:
        return provision->undefined.size != 0;
    case STANDARD_L9:
        return value_of(provision, ELEMENT_AUTHORITY) < AUTHORITY_BARRIER &&
               value_of(provision, ELEMENT_HARM) == HARM_NONE;
    case STANDARD_L10:
        return provision->penalty >= SERIOUS_MONTHS;
    case STANDARD_L11:
        return provision->covered_by.size != 0;
    case STANDARD_L12:
        return is_outside_core(provision);
    case STANDARD_L13:
        return !provision->interpretation;
    case STANDARD_L14:
        return provision->powers != 0;
    case STANDARD_COUNT:
        break;
    }
    return true;
}

/* ---- with what effect? ---- */

/* The outcome of a question that `wanted` answers lift together. */
static enum outcome answered_outcome(unsigned wanted, const struct offence_answers *answers)
{
    enum truth answered = TRUTH_YES;

    if (wanted & ANSWER_MALICE && answers->malice < answered)
        answered = answers->malice;
    if (wanted & ANSWER_EXCLUSION && answers->no_exclusion < answered)
        answered = answers->no_exclusion;
    if (answered == TRUTH_YES)
        return OUTCOME_NOTE;
    return answered == TRUTH_NO ? OUTCOME_REFUSE : OUTCOME_ASK;
}

enum outcome standard_outcome(enum standard standard, const struct offence_answers *answers)
{
    const struct standard_definition *definition = &standard_table[standard];

    return definition->effect == OUTCOME_ASK ? answered_outcome(definition->answers, answers)
                                             : definition->effect;
}

static const enum element failing[STANDARD_COUNT] = {
    [STANDARD_L1] = ELEMENT_ACT,        [STANDARD_L2] = ELEMENT_MENS_REA,
    [STANDARD_L3] = ELEMENT_MENS_REA,   [STANDARD_L4] = ELEMENT_AUTHORITY,
    [STANDARD_L5] = ELEMENT_EXCLUSIONS, [STANDARD_L6] = ELEMENT_EXCLUSIONS,
    [STANDARD_L7] = ELEMENT_ICT_ROLE,   [STANDARD_L8] = ELEMENT_COUNT,
    [STANDARD_L9] = ELEMENT_AUTHORITY,  [STANDARD_L10] = ELEMENT_COUNT,
    [STANDARD_L11] = ELEMENT_COUNT,     [STANDARD_L12] = ELEMENT_ACT,
    [STANDARD_L13] = ELEMENT_COUNT,     [STANDARD_L14] = ELEMENT_COUNT,
};

enum element standard_element(enum standard standard)
{
    return failing[standard];
}

static struct value text_value(struct slice text)
{
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

static struct value failing_value(enum standard standard, const struct provision *provision)
{
    enum element element = failing[standard];

    if (element < ELEMENT_COUNT) {
        struct value value = element_value(element, value_of(provision, element));

        /* An empty set says no more than the sentence. */
        return value.kind == VALUE_SET && value.number == 0 ? (struct value){0} : value;
    }
    switch (standard) {
    case STANDARD_L8:
        return text_value(provision->undefined);
    case STANDARD_L10:
        if (provision->penalty == PENALTY_LIFE)
            return text_value(SLICE("life"));
        return (struct value){.kind = VALUE_MONTHS, .number = provision->penalty};
    case STANDARD_L11:
        return text_value(provision->covered_by);
    case STANDARD_L14:
        return (struct value){
            .kind = VALUE_SET, .number = (int64_t)provision->powers, .vocabulary = &words_power};
    default:
        return (struct value){0};
    }
}

void provision_examine(const struct provision *provision, const struct offence_answers *answers,
                       const char *where, struct findings *out)
{
    for (unsigned i = 0; i < STANDARD_COUNT; i++) {
        struct finding *finding;

        if (!standard_applies(i, provision))
            continue;
        finding = findings_add(out, standard_table[i].finding, where);
        finding->row = standard_table[i].row;
        finding->outcome = standard_outcome(i, answers);
        finding->value = failing_value(i, provision);
    }
}

void provision_examine_reading(const struct provision *provision,
                               const struct offence_answers *answers, const char *where,
                               struct findings *out)
{
    struct finding *finding;

    if (provision->is_read && !provision->reading)
        return;
    finding = findings_add(out, FINDING_OFFENCE_READ_OTHERWISE, where);
    if (!provision->is_read)
        return;
    finding->outcome = answered_outcome(ANSWER_MALICE | ANSWER_EXCLUSION, answers);
    finding->value = (struct value){
        .kind = VALUE_SET, .number = provision->reading, .vocabulary = &words_standard};
}

enum outcome provision_outcome(const struct provision *provision,
                               const struct offence_answers *answers)
{
    enum outcome worst = OUTCOME_NOTE;

    for (unsigned i = 0; i < STANDARD_COUNT; i++) {
        enum outcome outcome =
            standard_applies(i, provision) ? standard_outcome(i, answers) : OUTCOME_NOTE;

        if (outcome > worst)
            worst = outcome;
    }
    if (provision->is_read && provision->reading) {
        enum outcome outcome = answered_outcome(ANSWER_MALICE | ANSWER_EXCLUSION, answers);

        worst = outcome > worst ? outcome : worst;
    }
    return worst;
}

const struct provision *provision_choose(const struct offence_register *offences, struct slice id,
                                         instant at, const char *where, struct findings *out)
{
    bool known;
    const struct provision *found = offence_in_force(offences, id, at, &known);
    struct finding *finding;

    if (found)
        return found;
    finding =
        findings_add(out, known ? FINDING_OFFENCE_NOT_IN_FORCE : FINDING_OFFENCE_UNKNOWN, where);
    finding->value = text_value(id);
    if (known)
        finding->limit = (struct value){.kind = VALUE_INSTANT, .number = at};
    return NULL;
}
