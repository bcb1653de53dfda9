/* Deny-only extras: what a rulebook refuses beyond its limits (P10).
 *
 *     deny = targets > 3 and categories has content @ Evidence Act s. 40 "no dragnets of mail"
 *     deny.2 = duration > 10 days and third-parties != 0
 *
 * in the section of a measure, for that measure, or in [rulebook], for all: `deny`, `deny.2` to
 * `deny.16`. Conditions are joined by "and" and by nothing else; the field is "measure" or the key
 * of a parameter whose fact a matter states. Numbers have = != < <= > >= with the parameter's unit,
 * sets have "has" and "lacks" one word, flags and the measure = and !=. An extra only ever refuses
 * or asks, so that adding one permits nothing (promise 3); it stands beside the limits, not in the
 * numeric kernel. */
#ifndef PROVISO_RULES_EXTRA_H
#define PROVISO_RULES_EXTRA_H

#include "base/lines.h"
#include "rules/parameter.h"

enum {
    EXTRAS_SECTION = 16,  /* deny, deny.2 … deny.16 */
    EXTRA_CONDITIONS = 8, /* of one extra */
    EXTRA_MEASURE = -1    /* the field that is no parameter */
};

enum extra_operator {
    EXTRA_IS,
    EXTRA_IS_NOT,
    EXTRA_LESS,
    EXTRA_AT_MOST,
    EXTRA_MORE,
    EXTRA_AT_LEAST,
    EXTRA_HAS,
    EXTRA_LACKS,
    EXTRA_OPERATORS
};

struct extra_condition {
    int64_t field; /* enum parameter, or EXTRA_MEASURE */
    int64_t operation;
    int64_t operand; /* in the unit of the fact; of sets and the measure, the word's number */
};

/* Slices live in the arena that it was read into. */
struct extra {
    const char *name;  /* "content.deny.2"; of no arena */
    uint32_t measures; /* bit m: it concerns measure m */
    struct extra_condition conditions[EXTRA_CONDITIONS];
    unsigned count;
    uint64_t mark;         /* extra_mark: differs where the conditions do, but for accidents */
    struct slice text;     /* as written: targets > 3 and … */
    struct slice said;     /* the same, with its reason */
    struct slice citation; /* empty: none */
    struct slice reason;   /* empty: none */
    uint32_t line, column; /* of the text */
};

/* True where the key is "deny" or begins with "deny.". */
bool extra_is_key(struct slice key);

/* Reads an entry with such a key; `measure` is MEASURE_COUNT in [rulebook]. KEY_UNKNOWN for a number
 * that is not 2 to 16, or a field that is none; VALUE_TYPE for an operator that the field does not
 * have, or words where none belong; VALUE_UNIT; TOO_LARGE for too many conditions. With the line,
 * and the column of the word. */
bool extra_parse(const struct line_entry *entry, enum measure measure, struct arena *arena,
                 struct extra *out, struct error *error);

/* Sets `mark` from measures and conditions. */
void extra_mark(struct extra *extra);

/* True where both refuse the same. */
static inline bool extra_equal(const struct extra *a, const struct extra *b)
{
    return a == b || (a->mark == b->mark && a->measures == b->measures && a->count == b->count &&
                      memcmp(a->conditions, b->conditions, a->count * sizeof *a->conditions) == 0);
}

/* The parameters that may stand in a condition, as bits. */
extern const uint64_t extra_fields;

enum extra_verdict { EXTRA_SILENT, EXTRA_ASKS, EXTRA_DENIES };

/* `facts` in the units of struct circumstances, `known` those that are there, `due` those that have
 * to be there by now. It denies where every condition holds, and is silent where one fails. Where
 * only facts that are not known decide, it asks if one of them is due. */
enum extra_verdict extra_judge(const struct extra *extra, enum measure measure,
                               const int64_t facts[PARAMETER_COUNT], uint64_t known, uint64_t due);

#endif
