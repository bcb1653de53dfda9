#include "matter/conduct.h"

#include "base/json.h"
#include "law/offence.h"
#include "statement/name.h"

/* ---- form ---- */

static bool check_register(const struct field *field, struct slice text, struct error *error)
{
    (void)field;
    return slice_is(text, "treaty") || name_is_state(text) ||
           error_set(error, ERROR_MEMBER_VALUE,
                     "a register is a State's, such as XA, or \"treaty\"");
}

static bool check_id(const struct field *field, struct slice text, struct error *error)
{
    (void)field;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != '-' && !(text.data[i] >= 'a' && text.data[i] <= 'z') &&
            !(text.data[i] >= '0' && text.data[i] <= '9'))
            text.size = 0;
    return (text.size > 0 && text.size <= OFFENCE_ID) ||
           error_set(error, ERROR_MEMBER_VALUE,
                     "an offence's id is of lower-case letters, digits and '-', at most %d of them",
                     OFFENCE_ID);
}

/* The members of one table have the names of the elements in the other, but for '_'. */
static const char *const members[ELEMENT_COUNT] = {
    [ELEMENT_ACT] = "act",
    [ELEMENT_OBJECT] = "object",
    [ELEMENT_AUTHORITY] = "authority",
    [ELEMENT_MENS_REA] = "mens_rea",
    [ELEMENT_HARM] = "harm",
    [ELEMENT_SYSTEM] = "system",
    [ELEMENT_EXCLUSIONS] = "exclusions",
    [ELEMENT_ICT_ROLE] = "ict_role",
    [ELEMENT_TOOL_PURPOSE] = "tool_purpose",
};

static bool check_fact(const struct field *field, struct slice text, struct error *error)
{
    struct fact ignored;

    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (strcmp(field->name, members[i]) == 0)
            return fact_parse(text, i, &ignored, error);
    return false;
}

const struct field offence_fields[] = {
    {.name = "register",
     .kind = FIELD_TEXT,
     .check = check_register,
     .sample = "XA",
     .meaning = "whose register has it: the State's own code, or treaty"},
    {.name = "id", .kind = FIELD_TEXT, .check = check_id, .meaning = "its id in that register"},
    {.name = "reference", .kind = FIELD_TEXT, .meaning = "law and section"},
    {.name = "class", .kind = FIELD_WORD, .words = &words_offence, .meaning = "core class (O1)"},
    {.name = "max_penalty_months",
     .kind = FIELD_COUNT,
     .meaning =
         "the maximum as the register has it (P2); life is 1200; a treaty's as the law has it"},
    {0},
};

#define FACT(member, says)                                                                         \
    {                                                                                              \
        .name = member, .kind = FIELD_TEXT, .presence = PRESENT_OPTIONAL, .check = check_fact,     \
        .sample = "unknown", .meaning = says                                                       \
    }
#define FACTS                                                                                      \
    FACT("act", "all that was done: {access, fraud}, at least {access}"),                          \
        FACT("object", "to what it was done"),                                                     \
        FACT("authority", "what stood against it: law, at least law"),                             \
        FACT("mens_rea", "in what state of mind (O4): dishonest-or-harmful-intent"),               \
        FACT("harm", "what harm came of it: at least any"),                                        \
        FACT("system", "whether the system was connected to another"),                             \
        FACT("exclusions", "which protected work it was: {} is none (O7)"),                        \
        FACT("ict_role", "what part information technology had"),                                  \
        FACT("tool_purpose", "what the tool, if any, was made for")

const struct field conduct_fields[] = {
    {.name = "on",
     .kind = FIELD_INSTANT,
     .meaning = "when it was done, or began: the law of that day counts (O8)"},
    FACTS,
    {0},
};

const struct field reading_fields[] = {FACTS, {0}};

/* ---- readers ---- */

bool offence_named(json_t *body, struct offence_named *out)
{
    const json_t *offence = json_object_get(body, "offence");

    if (!offence)
        return false;
    *out = (struct offence_named){
        .in = json_slice(json_object_get(offence, "register")),
        .id = json_slice(json_object_get(offence, "id")),
        .class = vocabulary_find(&words_offence, json_slice(json_object_get(offence, "class"))),
        .months = json_integer_value(json_object_get(offence, "max_penalty_months")),
    };
    return true;
}

bool offence_same(const struct offence_named *one, const struct offence_named *other)
{
    return slice_equal(one->in, other->in) && slice_equal(one->id, other->id);
}

void conduct_facts(json_t *body, struct facts *out)
{
    const json_t *conduct = json_object_get(body, "conduct");

    for (unsigned i = 0; i < ELEMENT_COUNT; i++) {
        const json_t *member = json_object_get(conduct, members[i]);
        struct error ignored = {0};

        if (!member || !fact_parse(json_slice(member), i, &out->values[i], &ignored))
            out->values[i] = fact_unknown(i);
    }
}

bool conduct_on(json_t *body, instant *out)
{
    struct error ignored = {0};

    return member_instant(json_object_get(body, "conduct"), "on", out, &ignored);
}

enum truth conduct_malice(const struct facts *facts)
{
    return element_test(ELEMENT_MENS_REA, MENS_REA_MALICE, facts->values[ELEMENT_MENS_REA]);
}
