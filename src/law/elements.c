#include "law/elements.h"

#define X(constant, word, ...) word,
static const char *const objects[] = {OBJECTS(X)};
static const char *const authorities[] = {AUTHORITIES(X)};
static const char *const mental_elements[] = {MENTAL_ELEMENTS(X)};
static const char *const harms[] = {HARMS(X)};
static const char *const systems[] = {SYSTEMS(X)};
static const char *const exclusions[] = {EXCLUSIONS(X)};
static const char *const ict_roles[] = {ICT_ROLES(X)};
static const char *const tool_purposes[] = {TOOL_PURPOSES(X)};
#undef X
#define X(constant, key, ...) key,
static const char *const keys[] = {ELEMENTS(X)};
#undef X

const struct vocabulary words_object = {"object", objects, OBJECT_COUNT};
const struct vocabulary words_authority = {"degree of authority", authorities, AUTHORITY_COUNT};
const struct vocabulary words_mens_rea = {"mental element", mental_elements, MENS_REA_COUNT};
const struct vocabulary words_harm = {"degree of harm", harms, HARM_COUNT};
const struct vocabulary words_system = {"kind of system", systems, SYSTEM_COUNT};
const struct vocabulary words_exclusion = {"exclusion", exclusions, EXCLUSION_COUNT};
const struct vocabulary words_ict_role = {"role of a computer", ict_roles, ICT_COUNT};
const struct vocabulary words_tool_purpose = {"purpose of a tool", tool_purposes, TOOL_COUNT};
const struct vocabulary words_element = {"element", keys, ELEMENT_COUNT};

#define X(constant, key_, kind_, vocabulary_, question_)                                           \
    {.key = key_, .kind = ELEMENT_##kind_, .vocabulary = vocabulary_, .question = question_},
const struct element_definition element_table[ELEMENT_COUNT] = {ELEMENTS(X)};
#undef X

static const char *const act_meanings[OFFENCE_COUNT] = {
    [OFFENCE_ACCESS] = "entering a computer system",
    [OFFENCE_INTERCEPTION] = "listening in on a transmission",
    [OFFENCE_DATA_INTERFERENCE] = "damaging, deleting, changing or withholding data",
    [OFFENCE_SYSTEM_INTERFERENCE] = "hindering a computer system from working",
    [OFFENCE_DEVICE_MISUSE] = "making, passing on or having a tool or a credential",
    [OFFENCE_FORGERY] = "making data that pass for authentic",
    [OFFENCE_FRAUD] = "causing a loss of property by data or systems",
    [OFFENCE_EXPRESSION] = "saying, showing or sharing something",
    [OFFENCE_OTHER] = "anything else",
};

#define X(constant, word, meaning) meaning,
static const char *const object_meanings[] = {OBJECTS(X)};
static const char *const authority_meanings[] = {AUTHORITIES(X)};
static const char *const mens_rea_meanings[] = {MENTAL_ELEMENTS(X)};
static const char *const harm_meanings[] = {HARMS(X)};
static const char *const system_meanings[] = {SYSTEMS(X)};
static const char *const exclusion_meanings[] = {EXCLUSIONS(X)};
static const char *const ict_role_meanings[] = {ICT_ROLES(X)};
static const char *const tool_purpose_meanings[] = {TOOL_PURPOSES(X)};
#undef X

static const char *const *const meanings[ELEMENT_COUNT] = {
    [ELEMENT_ACT] = act_meanings,
    [ELEMENT_OBJECT] = object_meanings,
    [ELEMENT_AUTHORITY] = authority_meanings,
    [ELEMENT_MENS_REA] = mens_rea_meanings,
    [ELEMENT_HARM] = harm_meanings,
    [ELEMENT_SYSTEM] = system_meanings,
    [ELEMENT_EXCLUSIONS] = exclusion_meanings,
    [ELEMENT_ICT_ROLE] = ict_role_meanings,
    [ELEMENT_TOOL_PURPOSE] = tool_purpose_meanings,
};

static const char *const truth_names[] = {"no", "not known", "yes"};

const char *truth_name(enum truth truth)
{
    return truth_names[truth];
}

enum element element_find(struct slice key)
{
    int found = vocabulary_find(&words_element, key);

    return found < 0 ? ELEMENT_COUNT : (enum element)found;
}

const char *element_meaning(enum element element, unsigned word)
{
    return meanings[element][word];
}

struct value element_value(enum element element, int64_t value)
{
    const struct element_definition *definition = &element_table[element];

    return (struct value){.kind = definition->kind == ELEMENT_DEGREE ? VALUE_WORD : VALUE_SET,
                          .number = value,
                          .vocabulary = definition->vocabulary};
}

bool element_parse(struct slice text, enum element element, int64_t *out, struct error *error)
{
    struct value value = element_value(element, 0);

    if (!value_parse(text, value.kind, value.vocabulary, &value, error))
        return false;
    if (element_table[element].kind == ELEMENT_ANY_OF && value.number == 0)
        return error_set(error, ERROR_VALUE_TYPE, "the set of \"%s\" cannot be empty",
                         element_table[element].key);
    *out = value.number;
    return true;
}

/* ---- which is narrower ---- */

bool element_within(enum element element, int64_t inner, int64_t outer)
{
    switch (element_table[element].kind) {
    case ELEMENT_DEGREE:
        return inner >= outer;
    case ELEMENT_ANY_OF:
        return (inner & ~outer) == 0;
    case ELEMENT_NONE_OF:
        break;
    }
    return (outer & ~inner) == 0;
}

bool elements_within(const struct elements *inner, const struct elements *outer)
{
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (!element_within(i, inner->values[i], outer->values[i]))
            return false;
    return true;
}

enum relation element_relation(enum element element, int64_t first, int64_t second)
{
    bool within = element_within(element, first, second);
    bool around = element_within(element, second, first);

    if (within && around)
        return RELATION_SAME;
    if (within)
        return RELATION_NARROWER;
    return around ? RELATION_WIDER : RELATION_NEITHER;
}

/* ---- facts ---- */

static bool is_degree(enum element element)
{
    return element_table[element].kind == ELEMENT_DEGREE;
}

struct fact fact_known(int64_t value)
{
    return (struct fact){value, value};
}

struct fact fact_unknown(enum element element)
{
    const struct vocabulary *words = element_table[element].vocabulary;

    if (is_degree(element))
        return (struct fact){0, words->count - 1};
    return (struct fact){0, (int64_t)vocabulary_all(words)};
}

bool fact_within(enum element element, struct fact inner, struct fact outer)
{
    if (is_degree(element))
        return inner.least >= outer.least && inner.most <= outer.most;
    return (outer.least & ~inner.least) == 0 && (inner.most & ~outer.most) == 0;
}

/* The acts that tell what was done. */
static int64_t specific(enum element element)
{
    return element == ELEMENT_ACT ? ~ACTS_UNSPECIFIC : ~INT64_C(0);
}

enum truth element_test(enum element element, int64_t value, struct fact fact)
{
    switch (element_table[element].kind) {
    case ELEMENT_DEGREE:
        if (fact.least >= value)
            return TRUTH_YES;
        return fact.most < value ? TRUTH_NO : TRUTH_UNKNOWN;
    case ELEMENT_ANY_OF:
        if (fact.least & value & specific(element))
            return TRUTH_YES;
        return fact.most & value ? TRUTH_UNKNOWN : TRUTH_NO;
    case ELEMENT_NONE_OF:
        break;
    }
    if (fact.least & value)
        return TRUTH_NO;
    return fact.most & value ? TRUTH_UNKNOWN : TRUTH_YES;
}

enum truth elements_test(const struct elements *elements, const struct facts *facts)
{
    enum truth all = TRUTH_YES;

    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        enum truth one = element_test(i, elements->values[i], facts->values[i]);

        if (one < all)
            all = one;
    }
    return all;
}
