/* Offences and facts for tests: plain data, and the text of a register. */
#ifndef PROVISO_TESTS_LAW_MAKER_H
#define PROVISO_TESTS_LAW_MAKER_H

#include "law/compare.h"

/* Numbers without any need to be good: xorshift. */
uint64_t maker_random(uint64_t *seed);

/* Any value of the element; that of an ELEMENT_ANY_OF is not empty. */
int64_t maker_value(uint64_t *seed, enum element element);

/* A value that is narrower, or the same. */
int64_t maker_narrower(uint64_t *seed, enum element element, int64_t value);

/* What is known of a fact: often all, or nothing. */
struct fact maker_fact(uint64_t *seed, enum element element);

/* As much is known of it, or more. */
struct fact maker_learnt(uint64_t *seed, enum element element, struct fact fact);

/* An offence against which no standard has anything, in force from 2020-01-01. */
struct provision maker_clean(void);

/* Its elements at random; everything else as in the clean one. */
struct provision maker_provision(uint64_t *seed);

/* The lines of a clean offence's section, with `key` left out or, where `value` is given, saying
 * that; NULL: as it is. */
void maker_section(const char *name, const char *key, const char *value, struct buffer *out);

/* The lines of [register], five of them, and a blank one. */
extern const char maker_header[];

#endif
