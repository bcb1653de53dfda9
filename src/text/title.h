/* The field's words as a reader meets them: measures, categories, offences, privileges, grounds,
 * roles, rows of the safeguards; and typed values. English in these tables, other languages from the
 * catalogue. */
#ifndef PROVISO_TEXT_TITLE_H
#define PROVISO_TEXT_TITLE_H

#include "base/value.h"
#include "terms/words.h"
#include "text/language.h"

/* "Content of messages", and what the measure is, in a sentence. English. */
const char *measure_title(enum measure measure);
const char *measure_meaning(enum measure measure);

/* A word of any of the lists of terms/words.h and law/elements.h for a reader: "lawyers and defence".
 * English; a word that has no title is its own. */
const char *word_title(const struct vocabulary *vocabulary, unsigned word);

/* A role without article: "judge". English. */
const char *role_name(enum role role);

/* Appends a value in the language: "21 days", "4 years", "yes", "none", "traffic data, content". */
void value_say(enum language language, const struct value *value, struct buffer *out);

/* Appends how long something takes: "21 days and 1 second": exact, days of 24 hours. A negative one has
 * a "-". */
void duration_say(enum language language, int64_t seconds, struct buffer *out);

/* Appends months: "18 months", "4 years". */
void months_say(enum language language, int64_t months, struct buffer *out);

/* The rows of the safeguards: what is demanded, and by whom. English. */
struct safeguard {
    const char *row;   /* "P4" */
    const char *title; /* a few words */
    const char *text;  /* the demand */
};

extern const struct safeguard safeguards[]; /* ends with a NULL row */

/* The row's entry, or NULL. */
const struct safeguard *safeguard_find(const char *row);

#endif
