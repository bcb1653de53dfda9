#include "rules/parameter.h"

/* The full name in each measure. A measure that is added to the words is added here. */
#define NAMES(key)                                                                                 \
    {                                                                                              \
        [MEASURE_PRESERVATION] = "preservation." key, [MEASURE_SUBSCRIBER] = "subscriber." key,    \
        [MEASURE_IDENTITY] = "identity." key, [MEASURE_TRAFFIC] = "traffic." key,                  \
        [MEASURE_CONTENT] = "content." key, [MEASURE_SEARCH] = "search." key,                      \
        [MEASURE_REALTIME] = "realtime." key, [MEASURE_INTERCEPTION] = "interception." key,        \
    }

_Static_assert(MEASURE_COUNT == 8, "NAMES has every measure");

#define MEASURE_ROW(constant, key, kind, vocabulary, direction, row, meaning)                      \
    {NULL, key, kind, vocabulary, direction, row, meaning, NAMES(key)},
#define GENERAL_ROW(constant, section, key, kind, vocabulary, direction, row, meaning)             \
    {section, key, kind, vocabulary, direction, row, meaning, {section "." key}},

const struct parameter_definition parameter_table[PARAMETER_COUNT] = {
    MEASURE_PARAMETERS(MEASURE_ROW) GENERAL_PARAMETERS(GENERAL_ROW)};

#define UNIT(kind) ((kind) == VALUE_HOURS ? HOUR : (kind) == VALUE_DAYS ? DAY : 1)
#define MEASURE_RULE(constant, key, kind, vocabulary, direction, row, meaning)                     \
    {direction, UNIT(kind)},
#define GENERAL_RULE(constant, section, key, kind, vocabulary, direction, row, meaning)            \
    {direction, UNIT(kind)},
#define MEASURE_SOUND(constant, key, kind, vocabulary, direction, row, meaning)                    \
    &&(UNIT(kind) == 1 || (direction) == AT_MOST || (direction) == AT_LEAST)
#define GENERAL_SOUND(constant, section, key, kind, vocabulary, direction, row, meaning)           \
    &&(UNIT(kind) == 1 || (direction) == AT_MOST || (direction) == AT_LEAST)
#define BIT(constant, ...) | PARAMETER_BIT(PARAMETER_##constant)

const struct kernel_rule parameter_rules[PARAMETER_COUNT] = {MEASURE_PARAMETERS(MEASURE_RULE)
                                                                 GENERAL_PARAMETERS(GENERAL_RULE)};

_Static_assert(true MEASURE_PARAMETERS(MEASURE_SOUND) GENERAL_PARAMETERS(GENERAL_SOUND),
               "what has no numeric order has no unit: the kernel requires it");

const uint64_t parameters_general = 0 GENERAL_PARAMETERS(BIT);

bool parameter_is_general(enum parameter parameter)
{
    return parameter_table[parameter].section != NULL;
}

const char *parameter_name(enum measure measure, enum parameter parameter)
{
    return parameter_table[parameter].names[parameter_is_general(parameter) ? 0 : measure];
}

bool parameter_find(struct slice name, enum measure *measure, enum parameter *parameter)
{
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        unsigned measures = parameter_is_general(p) ? 1 : MEASURE_COUNT;

        for (unsigned m = 0; m < measures; m++) {
            if (!slice_is(name, parameter_table[p].names[m]))
                continue;
            *measure = m;
            *parameter = p;
            return true;
        }
    }
    return false;
}

int64_t parameter_scaled(enum parameter parameter, int64_t limit)
{
    return limit * parameter_rules[parameter].unit;
}

int64_t parameter_strictest(enum parameter parameter)
{
    const struct parameter_definition *definition = &parameter_table[parameter];
    int64_t most = 1000000; /* what value_parse reads */

    if (definition->kind == VALUE_FLAG)
        most = 1;
    else if (definition->kind == VALUE_MONTHS)
        most *= 12;
    else if (definition->kind == VALUE_SET)
        most = (int64_t)vocabulary_all(definition->vocabulary);
    return lattice_strictest(definition->direction, most);
}

const char *parameter_direction(enum parameter parameter)
{
    static const char *const words[] = {
        [AT_MOST] = "at most", [AT_LEAST] = "at least", [PERMITTED] = "nothing but",
        [REQUIRED] = "all of", [ALLOWED] = "allowed",   [DEMANDED] = "demanded",
        [EQUAL] = "exactly",
    };

    return words[parameter_table[parameter].direction];
}
