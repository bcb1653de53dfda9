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
    int64_t cut; /* of a set: the words that it takes out of the floor's, or adds to them; else 0 */
    bool binds;
};

struct explanation {
    enum measure measure;
    enum parameter parameter;
    struct explained_book books[3]; /* floor, requesting, executing */
    int64_t limit;                  /* what binds */
    unsigned whose;                 /* WHOSE_… */
    struct effective effective;     /* of the measure, with its extras */
};

/* Explains one parameter. False as rulebook_meet. */
bool explain_parameter(const struct rulebooks *books, enum measure measure,
                       enum parameter parameter, struct explanation *out, struct error *error);

/* Appends lines of plain text: the limit, the meaning, each book's value with line, citation and the
 * words that it takes out or adds, and each extra that has a condition on the parameter. */
void explain_format(const struct explanation *explanation, struct buffer *out);

/* The extras that bear on a measure, of all three books. */
struct denials {
    enum measure measure;
    struct slice name; /* only those of this name; empty: every one */
    bool general;      /* of [rulebook], so that the limits of no one measure stand beside them */
    const struct rulebook *books[3];
    struct effective effective;
};

/* "content.deny": every extra that bears on the measure; "content.deny.2", "rulebook.deny": the one of
 * that name. False where `name` is no such name, with the error set where the meet fails. */
bool explain_is_denial(struct slice name);
bool explain_denials(const struct rulebooks *books, struct slice name, struct denials *out,
                     struct error *error);

/* Whether extra `i` of `denials->effective` is one that was asked for; not one of [rulebook] that names
 * another measure. */
bool explain_is_asked(const struct denials *denials, size_t i);

/* Appends lines of plain text: of each extra whose it is, its line and citation, and what each of its
 * fields means with the limit that holds besides; whether it can ever refuse anything there. */
void explain_denials_format(const struct denials *denials, struct buffer *out);

/* Whether a condition of the extra is about the parameter. */
bool explain_concerns(const struct extra *extra, enum parameter parameter);

/* The words of a set that differ from the floor's, joined by ", ". */
void explain_words(enum parameter parameter, int64_t words, struct buffer *out);

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

/* Extras of `one` that `other` lacks: new ones where it is the later book, otherwise those dropped,
 * which is a loosening. Returns how many of its extras were written to `out`, at most
 * RULEBOOK_EXTRAS. */
size_t explain_extras(const struct rulebook *one, const struct rulebook *other,
                      const struct extra **out);

/* Appends one extra: "content.deny.2: targets > 3 (reason); line 8; citation". */
void explain_extra(const struct extra *extra, struct buffer *out);

/* Appends "XA (requesting) and XB (executing)" of WHOSE_…; the floor, or requesting, executing. */
void explain_whose(const struct rulebook *const books[3], unsigned whose, struct buffer *out);

const char *change_name(enum change change); /* "same", "tighter", "looser", "other" */

/* Appends one line: "tighter  content.duration  30 days -> 21 days  new". */
void explain_difference(const struct difference *difference, struct buffer *out);

#endif
