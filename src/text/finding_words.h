/* One template for each code, in English; the catalogue has the others. Only text/ includes this.
 *
 * In a template, {value}, {span} (a value in seconds), {limit}, {rule}, {meaning} (of the rule),
 * {whose} (rule it is), {requesting}, {executing} (States), {excess} and {missing} (of a set
 * against its limit) are replaced; {value|a signer} says what stands there where there is no value;
 * a part in [ ] is left out where one of its placeholders has nothing to say. */
#ifndef PROVISO_TEXT_FINDING_WORDS_H
#define PROVISO_TEXT_FINDING_WORDS_H

#include "rules/lattice.h"
#include "terms/finding.h"

/* Indexed by finding_code. */
extern const char *const finding_words[FINDING_COUNT];

/* In their place where the finding has a value and the code then means something else; else NULL.
 */
extern const char *const finding_words_valued[FINDING_COUNT];

/* Of LIMIT, indexed by the direction in which the parameter tightens. */
extern const char *const limit_words[EQUAL + 1];

#endif
