/* A rulebook: a limit for every parameter of every measure, from a file in the line format.
 *
 *     [rulebook]
 *     state = XA                      the floor's is "floor"
 *     from = 2026-01-01               in force from the start of that day, UTC
 *     to = 2027-01-01                 until the start of that day; may be left out; a floor has none
 *     title = Safeguards of Arcadia
 *     cites = Evidence Act            may be left out
 *
 *     [content]
 *     duration = 21 days @ Evidence Act s. 12
 *     deny = targets > 1 and window > 6 months @ Evidence Act s. 14 "…"    an extra: rules/extra.h
 *
 * The floor states every parameter of each measure that it lists, and each general one; a measure
 * that it does not list is not available, with the strictest of everything else. A State's rulebook
 * states what it tightens; the rest is as in the floor. */
#ifndef PROVISO_RULES_RULEBOOK_H
#define PROVISO_RULES_RULEBOOK_H

#include "base/lines.h"
#include "rules/extra.h"

enum {
    RULEBOOK_STATE = 6,   /* "floor" and a NUL */
    RULEBOOK_EXTRAS = 256 /* of one text at most 16 a section; with what later versions add */
};

/* Where a limit is stated. */
struct rulebook_place {
    uint32_t line;         /* 0: not stated here; it is the floor's */
    uint32_t column;       /* of the value */
    struct slice citation; /* empty: none */
};

/* Plain data; slices live in the arena that it was read into. A general parameter has the same
 * limit and place in every measure, so that one row is all that a decision reads. */
struct rulebook {
    char state[RULEBOOK_STATE]; /* "XA", or "floor" */
    instant from;   /* in force from here: as stated, or later where it was adopted later */
    instant stated; /* the date that the text states */
    instant to;     /* no longer in force from here; RULEBOOK_OPEN: until the next version */
    uint32_t from_line, from_column, to_line, to_column; /* where the text says so */
    struct slice title, cites;
    int64_t limits[MEASURE_COUNT][PARAMETER_COUNT];
    struct rulebook_place places[MEASURE_COUNT][PARAMETER_COUNT];
    const struct extra *extras[RULEBOOK_EXTRAS]; /* in the arena, or of another book */
    size_t extra_count;
};

#define RULEBOOK_OPEN INT64_MAX

/* Reads a rulebook. `floor` is NULL for the floor itself. Errors carry line, column and, where one
 * is concerned, the parameter's full name in `error->where`: those of lines_parse; SECTION_UNKNOWN,
 * KEY_UNKNOWN, KEY_MISSING, VALUE_TYPE, VALUE_UNIT, TIME_FORMAT; MEMBER_VALUE for a state that is
 * not one, or a floor in place of a State's rulebook or the reverse; RULE_LOOSENED, with the value
 * and the floor's limit, for anything that is not within the floor. `floor` may be freed after. */
bool rulebook_parse(struct slice text, const struct rulebook *floor, struct arena *arena,
                    struct rulebook *out, struct error *error);

/* Only the date from which a State's rulebook is in force. Errors as rulebook_parse. */
bool rulebook_date(struct slice text, struct arena *arena, instant *from, struct error *error);

/* A general limit. */
int64_t rulebook_general(const struct rulebook *rulebook, enum parameter parameter);

/* The version in force at `at`: the last in `versions` (by `from`, rising) that has begun, or NULL
 * where none has, or that one's time is over. */
const struct rulebook *rulebook_in_force(const struct rulebook *const *versions, size_t count,
                                         instant at);

/* Whether `next`, as it is adopted, follows `book` (NULL: there is none before it): of the same State,
 * beginning after it (VERSION_OVERLAP), and where that one states its end, exactly there (VERSION_GAP
 * or VERSION_OVERLAP). Errors have the place in `next`. */
bool rulebook_follows(const struct rulebook *book, const struct rulebook *next,
                      struct error *error);

/* True where the limits of `inner` are nowhere looser than `outer`; otherwise the first parameter that is. The
 * last two may be NULL. */
bool rulebook_within(const struct rulebook *inner, const struct rulebook *outer,
                     enum measure *measure, enum parameter *parameter);

/* Tightens `rulebook` to its meet with `other`, and adds the other's extras: an adopted floor counts
 * as its meet with the one before it. Places that the other's limit replaces become the other's.
 * False and `rulebook` unchanged where two limits have no meet (RULE_CONFLICT, with the parameter in
 * `error->where`), or there are more than RULEBOOK_EXTRAS (TOO_LARGE). */
bool rulebook_tighten(struct rulebook *rulebook, const struct rulebook *other, struct error *error);

#endif
