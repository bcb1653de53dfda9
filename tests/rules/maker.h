/* Rulebooks for tests: written from the parameter table, so that a new parameter is tested at once;
 * and random ones, plain data. */
#ifndef PROVISO_TESTS_RULES_MAKER_H
#define PROVISO_TESTS_RULES_MAKER_H

#include "rules/decide.h"

/* One parameter of one measure, and its limit, for a text that says something else there. */
struct made_limit {
    enum measure measure;
    enum parameter parameter;
    int64_t limit;
};

/* A limit with room on both sides: 5 of a number (that many years for months), a set of the first
 * two words; flags as they permit most. */
int64_t maker_middle(enum parameter parameter);

/* The next stricter and the next looser limit than the middle; a flag has only a stricter one. */
int64_t maker_tighter(enum parameter parameter);
int64_t maker_looser(enum parameter parameter);

/* How many full names there are: each general parameter once, every other once a measure. */
size_t maker_names(void);

/* The text of a floor in which everything is in the middle but `other` (may be NULL). */
void maker_floor(const struct made_limit *other, struct buffer *out);

/* That floor with everything in the middle, read; the test fails where it cannot be. */
void maker_take_floor(struct arena *arena, struct rulebook *out);

/* Reads XA's rulebook of 2026 with these lines from its fifth on. False as rulebook_parse. */
bool maker_parse_book(const char *lines, const struct rulebook *floor, struct arena *arena,
                      struct rulebook *out, struct error *error);

/* The text of XA's rulebook that states `limit` alone; its line and the column of the value. */
void maker_state(struct made_limit limit, struct buffer *out, uint32_t *line, uint32_t *column);

/* Numbers without any need to be good: xorshift. */
uint64_t maker_random(uint64_t *seed);

/* Random limits of small domains, so that equal, ordered and unordered ones are frequent. */
void maker_random_book(uint64_t *seed, struct rulebook *out);
int64_t maker_random_limit(uint64_t *seed, enum parameter parameter);

/* A random extra of one or two conditions over what maker_random_limit gives. */
void maker_random_extra(uint64_t *seed, struct extra *out);

/* Facts that keep each limit exactly: any change for the worse fails. */
void maker_facts_at(const int64_t limits[PARAMETER_COUNT], enum measure measure,
                    struct circumstances *out);

#endif
