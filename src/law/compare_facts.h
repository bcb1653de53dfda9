/* The facts of a matter, as the elements ask for them, from a file in the line format:
 *
 *     [facts]
 *     title = The payroll of a hospital    may be left out
 *     at = 2025-03-14                      when it was done; may be left out
 *     act = {access, data-interference}    all that it was
 *     authority = at least law             or "at most …", or the word alone
 *     exclusions = {}                      known: none of them
 *     harm = unknown                       the same as leaving it out
 */
#ifndef PROVISO_LAW_COMPARE_FACTS_H
#define PROVISO_LAW_COMPARE_FACTS_H

#include "law/elements.h"

struct conduct {
    struct slice title; /* empty: none */
    bool has_at;
    instant at;
    struct facts facts;
};

/* Reads it; slices live in `arena`. Errors with line, column and the element in `error->where`. */
bool conduct_parse(struct slice text, struct arena *arena, struct conduct *out,
                   struct error *error);

/* Reads what is known of one fact, in the words of the file: "at least law", "{access, fraud}",
 * "unknown". VALUE_TYPE. */
bool fact_parse(struct slice text, enum element element, struct fact *out, struct error *error);

/* What two who each know something know together. False where they contradict each other: then
 * nothing is known. */
bool fact_meet(enum element element, struct fact one, struct fact other, struct fact *out);

/* Appends what is known of a fact in the words of the file. */
void fact_format(enum element element, struct fact fact, struct buffer *out);

#endif
