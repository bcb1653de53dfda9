#include "forum/procedure.h"

#define X(constant, word, unit, value, least, most, row, meaning)                                  \
    {word, VALUE_##unit, value, least, most, row, meaning},
const struct procedure_row procedure_rows[PROCEDURE_COUNT] = {PROCEDURES(X)};
#undef X

#define X(constant, word, ...) word,
static const char *const words[] = {PROCEDURES(X)};
#undef X

const struct vocabulary words_procedure = {"rule of procedure", words, PROCEDURE_COUNT};

void procedure_begin(struct procedure *out)
{
    for (unsigned i = 0; i < PROCEDURE_COUNT; i++)
        out->values[i] = procedure_rows[i].value;
}

int64_t procedure_seconds(const struct procedure *procedure, enum procedure_rule rule)
{
    return procedure->values[rule] * (procedure_rows[rule].unit == VALUE_DAYS ? DAY : HOUR);
}
