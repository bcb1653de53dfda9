/* Typed values of rulebooks and findings. Hours, days and months are kinds of their own: the
 * program never turns one into the other. */
#ifndef PROVISO_BASE_VALUE_H
#define PROVISO_BASE_VALUE_H

#include "base/buffer.h"
#include "base/instant.h"

/* A closed list of words, at most 62: a set of them is a bit mask, the first word the lowest bit.
 */
struct vocabulary {
    const char *name; /* "data category" */
    const char *const *words;
    unsigned count;
};

/* Index of `word`, or -1. */
int vocabulary_find(const struct vocabulary *vocabulary, struct slice word);

/* The mask of all its words. */
uint64_t vocabulary_all(const struct vocabulary *vocabulary);

enum value_kind {
    VALUE_NONE,
    VALUE_COUNT,
    VALUE_SECONDS, /* facts only: how long something took or is off */
    VALUE_HOURS,
    VALUE_DAYS,
    VALUE_MONTHS, /* "4 years" is 48 months */
    VALUE_INSTANT,
    VALUE_FLAG, /* 0 or 1; "no" and "yes" */
    VALUE_WORD, /* `number` is the index in `vocabulary` */
    VALUE_SET,  /* `number` is the mask over `vocabulary` */
    VALUE_TEXT
};

struct value {
    enum value_kind kind;
    int64_t number;
    const struct vocabulary *vocabulary; /* VALUE_WORD and VALUE_SET */
    struct slice text;                   /* VALUE_TEXT; not owned */
};

/* Reads the words of a rulebook: "3", "48 hours", "30 days", "4 years", "12 months", "yes",
 * "{content, traffic}" or "{}". The kind decides the units that are accepted (hours: hour(s);
 * days: day(s); months: month(s), year(s)); a missing or other unit is ERROR_VALUE_UNIT, all else
 * ERROR_VALUE_TYPE. Numbers are 0 to 1,000,000. `vocabulary` is needed for sets and words. */
bool value_parse(struct slice text, enum value_kind kind, const struct vocabulary *vocabulary,
                 struct value *out, struct error *error);

/* The same words again ("48 months" stays months). VALUE_NONE prints "-". */
void value_format(const struct value *value, struct buffer *out);

#endif
