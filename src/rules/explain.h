/* Whose limit binds and why, and what changed between two rulebooks: as data, then as text. */
#ifndef PROVISO_RULES_EXPLAIN_H
#define PROVISO_RULES_EXPLAIN_H

#include "base/buffer.h"
#include "rules/meet.h"

/* What one of the three books says about the parameter. */
struct explained_book {
    const struct rulebook *book;
    int64_t limit;
    const struct rulebook_place *place; /* line 0: not stated, as in the floor */
    bool binds;
};

struct explanation {
    enum measure measure;
    enum parameter parameter;
    struct explained_book books[3]; /* floor, requesting, executing */
    int64_t limit;                  /* what binds */
    unsigned whose;                 /* WHOSE_… */
};

/* Explains one parameter. False as rulebook_meet. */
bool explain_parameter(const struct rulebooks *books, enum measure measure,
                       enum parameter parameter, struct explanation *out, struct error *error);

/* Appends lines of plain text: the limit, the meaning, each book's value with line and citation. */
void explain_format(const struct explanation *explanation, struct buffer *out);

enum change { CHANGE_SAME, CHANGE_TIGHTER, CHANGE_LOOSER, CHANGE_OTHER };

/* One parameter in two rulebooks. OTHER: two sets (or values without an order) of which neither
 * lies within the other, to be read as a loosening in part. */
struct difference {
    enum measure measure;
    enum parameter parameter;
    enum change change;
    int64_t before, after;
    bool stated_before,
        stated_after; /* stated in that book itself: "new" is after and not before */
};

enum { DIFFERENCES_MAX = MEASURE_COUNT * PARAMETER_COUNT };

/* Compares `after` with `before`: every parameter once (general ones with the first measure), in
 * the table's order. Returns how many were written to `out`, which has room for DIFFERENCES_MAX. */
size_t explain_diff(const struct rulebook *before, const struct rulebook *after,
                    struct difference *out);

const char *change_name(enum change change); /* "same", "tighter", "looser", "other" */

/* Appends one line: "tighter  content.duration  30 days -> 21 days  new". */
void explain_difference(const struct difference *difference, struct buffer *out);

#endif
