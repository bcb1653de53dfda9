/* The floors that a trust file pins, one after the other. An adopted floor counts as its meet with
 * those before it (promise 3): a later, looser one changes nothing, and none ever ends. */
#ifndef PROVISO_RULES_FLOORS_H
#define PROVISO_RULES_FLOORS_H

#include "rules/rulebook.h"

enum { FLOORS_MOST = 8 };

/* By `from`, rising: each is the meet of that floor with all before it. */
struct floors {
    const struct rulebook *met[FLOORS_MOST];
    size_t count;
};

/* Reads 1 to FLOORS_MOST floors, in whatever order. False with the error of rulebook_parse (text
 * `*at`), or of rulebook_tighten. */
bool floors_parse(const struct slice *texts, size_t count, struct arena *arena, struct floors *out,
                  size_t *at, struct error *error);

/* The floor at a time: the meet of all that have begun by then; before the first, that one. NULL
 * where there is none. */
const struct rulebook *floors_at(const struct floors *floors, instant at);

/* Reads a State's rulebook against the floor of the day on which it begins: a floor that is tightened
 * later binds beside it, and does not make it a wrong one. */
bool floors_rulebook(const struct floors *floors, struct slice text, struct arena *arena,
                     struct rulebook *out, struct error *error);

#endif
