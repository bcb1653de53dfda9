#include "rules/extra.h"

#define BIT(key)           PARAMETER_BIT(PARAMETER_##key)
#define ANY(constant, ...) | PARAMETER_BIT(PARAMETER_##constant)

/* No act states these: the measure is a field of its own, an approval and dual criminality are what is
 * being decided, the grounds that bar are limits already, clocks run beside the acts. */
const uint64_t extra_fields =
    (0 MEASURE_PARAMETERS(ANY)) & ~(BIT(AVAILABLE) | BIT(APPROVAL) | BIT(DUAL_CRIMINALITY) |
                                    BIT(REFUSE_ON) | BIT(ACKNOWLEDGE) | BIT(DECIDE));

static const char *const operators[EXTRA_OPERATORS] = {
    [EXTRA_IS] = "=",   [EXTRA_IS_NOT] = "!=",   [EXTRA_LESS] = "<",  [EXTRA_AT_MOST] = "<=",
    [EXTRA_MORE] = ">", [EXTRA_AT_LEAST] = ">=", [EXTRA_HAS] = "has", [EXTRA_LACKS] = "lacks",
};

/* ---- names ---- */

#define NUMBERED(section)                                                                          \
    {section ".deny",    section ".deny.2",  section ".deny.3",  section ".deny.4",                \
     section ".deny.5",  section ".deny.6",  section ".deny.7",  section ".deny.8",                \
     section ".deny.9",  section ".deny.10", section ".deny.11", section ".deny.12",               \
     section ".deny.13", section ".deny.14", section ".deny.15", section ".deny.16"},
#define OF_MEASURE(constant, word) NUMBERED(word)

/* Findings outlive the rulebooks' texts, so that their names are of neither. */
static const char *const names[MEASURE_COUNT + 1][EXTRAS_SECTION] = {MEASURES(OF_MEASURE)
                                                                         NUMBERED("rulebook")};

bool extra_is_key(struct slice key)
{
    return slice_is(key, "deny") || slice_starts(key, SLICE("deny."));
}

/* The name whose end is the key, or NULL. */
static const char *find_name(struct slice key, enum measure measure)
{
    for (unsigned i = 0; i < EXTRAS_SECTION; i++) {
        struct slice name = slice_text(names[measure][i]);

        if (slice_equal(slice_from(name, slice_find(name, 0, '.') + 1), key))
            return names[measure][i];
    }
    return NULL;
}

/* ---- reading ---- */

struct reader {
    const struct line_entry *entry;
    struct slice rest; /* of the value */
    struct error *error;
};

/* Puts the error at `word`, which is a part of the value. */
static bool fail_at(const struct reader *reader, struct slice word)
{
    size_t offset = (size_t)(word.data - reader->entry->value.data);

    return error_at(reader->error, reader->entry->line,
                    reader->entry->value_column + (uint32_t)offset);
}

static struct slice next_word(struct reader *reader)
{
    struct slice rest = reader->rest, word;

    while (rest.size && rest.data[0] == ' ')
        rest = slice_from(rest, 1);
    word = slice_part(rest, 0, slice_find(rest, 0, ' '));
    reader->rest = slice_from(rest, word.size);
    return word;
}

/* The words up to the next "and" or the end, as one. */
static struct slice operand_words(struct reader *reader, bool *more)
{
    struct slice first = next_word(reader), last = first;

    *more = false;
    while (last.size) {
        struct slice word = next_word(reader);

        *more = slice_is(word, "and");
        if (word.size == 0 || *more)
            break;
        last = word;
    }
    return slice_of(first.data, (size_t)(last.data + last.size - first.data));
}

static bool read_field(const struct reader *reader, struct slice word,
                       struct extra_condition *condition)
{
    if (slice_is(word, "measure")) {
        condition->field = EXTRA_MEASURE;
        return true;
    }
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        condition->field = p;
        if (extra_fields & PARAMETER_BIT(p) && slice_is(word, parameter_table[p].key))
            return true;
    }
    error_set(reader->error, ERROR_KEY_UNKNOWN, "\"%.*s\" is not a field of a matter",
              SLICE_ARG(slice_part(word, 0, 60)));
    return fail_at(reader, word);
}

static enum value_kind kind_of(const struct extra_condition *condition)
{
    return condition->field == EXTRA_MEASURE ? VALUE_WORD : parameter_table[condition->field].kind;
}

static bool fits(int operation, enum value_kind kind)
{
    if (kind == VALUE_SET)
        return operation == EXTRA_HAS || operation == EXTRA_LACKS;
    if (kind == VALUE_WORD || kind == VALUE_FLAG)
        return operation == EXTRA_IS || operation == EXTRA_IS_NOT;
    return operation < EXTRA_HAS;
}

static bool read_operator(const struct reader *reader, struct slice word,
                          struct extra_condition *condition)
{
    enum value_kind kind = kind_of(condition);
    const char *wanted = "=, !=, <, <=, > or >=";

    for (int i = 0; i < EXTRA_OPERATORS; i++) {
        condition->operation = i;
        if (slice_is(word, operators[i]) && fits(i, kind))
            return true;
    }
    if (kind == VALUE_SET)
        wanted = "\"has\" or \"lacks\"";
    else if (kind == VALUE_WORD || kind == VALUE_FLAG)
        wanted = "= or !=";
    error_set(reader->error, ERROR_VALUE_TYPE, "here stands %s, not \"%.*s\"", wanted,
              SLICE_ARG(slice_part(word, 0, 60)));
    return fail_at(reader, word);
}

static bool read_operand(const struct reader *reader, struct slice words,
                         struct extra_condition *condition)
{
    enum value_kind kind = kind_of(condition);
    const struct vocabulary *vocabulary = condition->field == EXTRA_MEASURE
                                              ? &words_measure
                                              : parameter_table[condition->field].vocabulary;
    struct value value;

    if (!value_parse(words, kind == VALUE_SET ? VALUE_WORD : kind, vocabulary, &value,
                     reader->error))
        return fail_at(reader, words);
    condition->operand = value.number;
    if (condition->field != EXTRA_MEASURE && kind != VALUE_SET)
        condition->operand = parameter_scaled((enum parameter)condition->field, value.number);
    return true;
}

static bool read_conditions(struct reader *reader, struct extra *out)
{
    bool more = true;

    while (more) {
        struct extra_condition *condition = &out->conditions[out->count];
        struct slice field = next_word(reader), words;

        if (out->count == EXTRA_CONDITIONS) {
            error_set(reader->error, ERROR_TOO_LARGE, "an extra has at most %d conditions",
                      EXTRA_CONDITIONS);
            return fail_at(reader, field);
        }
        if (!read_field(reader, field, condition) ||
            !read_operator(reader, next_word(reader), condition))
            return false;
        words = operand_words(reader, &more);
        if (!read_operand(reader, words, condition))
            return false;
        out->count++;
    }
    return true;
}

/* A reason stands in quotation marks at the citation's end. */
static void split_reason(struct slice citation, struct extra *out)
{
    size_t open = slice_find(citation, 0, '"');

    out->citation = citation;
    if (open == SIZE_MAX || open + 1 >= citation.size || citation.data[citation.size - 1] != '"')
        return;
    out->reason = slice_part(citation, open + 1, citation.size - open - 2);
    while (open && citation.data[open - 1] == ' ')
        open--;
    out->citation = slice_part(citation, 0, open);
}

bool extra_parse(const struct line_entry *entry, enum measure measure, struct arena *arena,
                 struct extra *out, struct error *error)
{
    struct reader reader = {.entry = entry, .rest = entry->value, .error = error};

    *out = (struct extra){.name = find_name(entry->key, measure),
                          .measures =
                              measure == MEASURE_COUNT ? (1u << MEASURE_COUNT) - 1 : 1u << measure,
                          .text = entry->value,
                          .said = entry->value,
                          .line = entry->line,
                          .column = entry->value_column};
    if (!out->name)
        return lines_unknown_key(entry, error);
    error_where(error, "%s", out->name);
    if (!read_conditions(&reader, out))
        return false;
    extra_mark(out);
    split_reason(entry->citation, out);
    if (out->reason.size)
        out->said =
            arena_format(arena, "%.*s (%.*s)", SLICE_ARG(out->text), SLICE_ARG(out->reason));
    error_where(error, "%s", "");
    return true;
}

/* Two books' extras are compared at each meet, so mostly by one number (FNV-1a over words). */
void extra_mark(struct extra *extra)
{
    const uint64_t prime = UINT64_C(0x100000001b3);
    uint64_t mark = (UINT64_C(0xcbf29ce484222325) ^ extra->measures) * prime;

    for (unsigned i = 0; i < extra->count; i++) {
        mark = (mark ^ (uint64_t)extra->conditions[i].field) * prime;
        mark = (mark ^ (uint64_t)extra->conditions[i].operation) * prime;
        mark = (mark ^ (uint64_t)extra->conditions[i].operand) * prime;
    }
    extra->mark = mark;
}

/* ---- judging ---- */

static bool holds(const struct extra_condition *condition, int64_t fact)
{
    int64_t operand = condition->operand;

    switch ((enum extra_operator)condition->operation) {
    case EXTRA_IS:
        return fact == operand;
    case EXTRA_IS_NOT:
        return fact != operand;
    case EXTRA_LESS:
        return fact < operand;
    case EXTRA_AT_MOST:
        return fact <= operand;
    case EXTRA_MORE:
        return fact > operand;
    case EXTRA_AT_LEAST:
        return fact >= operand;
    case EXTRA_HAS:
        return (uint64_t)fact >> operand & 1;
    case EXTRA_LACKS:
        return !((uint64_t)fact >> operand & 1);
    case EXTRA_OPERATORS:
        break;
    }
    return true;
}

enum extra_verdict extra_judge(const struct extra *extra, enum measure measure,
                               const int64_t facts[PARAMETER_COUNT], uint64_t known, uint64_t due)
{
    uint64_t missing = 0;

    for (unsigned i = 0; i < extra->count; i++) {
        const struct extra_condition *condition = &extra->conditions[i];
        bool is_measure = condition->field == EXTRA_MEASURE;
        uint64_t bit = is_measure ? 0 : PARAMETER_BIT(condition->field);

        if (bit & ~known)
            missing |= bit;
        else if (!holds(condition, is_measure ? (int64_t)measure : facts[condition->field]))
            return EXTRA_SILENT;
    }
    if (missing == 0)
        return EXTRA_DENIES;
    return missing & due ? EXTRA_ASKS : EXTRA_SILENT;
}
