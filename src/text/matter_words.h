/* The acts of a matter and their decisions as a reader of pages meets them. English
 * in these tables, other languages from the catalogue. */
#ifndef PROVISO_TEXT_MATTER_WORDS_H
#define PROVISO_TEXT_MATTER_WORDS_H

#include "matter/acts.h"
#include "text/language.h"

/* "Authorisation"; and what is to be done: "Decide on the application". English. */
const char *matter_act_name(enum matter_act act);
const char *matter_act_task(enum matter_act act);

/* A word of the act's decision as a choice that is open ("Grant less than was asked"), and as it was
 * made ("granted in part"). English; NULL where the act has no such word. */
const char *matter_choice(enum matter_act act, unsigned word);
const char *matter_decided(enum matter_act act, unsigned word);

/* The words of an act's decision in the order in which they are offered: what permits, what asks, what
 * refuses. False after the last. */
bool matter_choice_at(enum matter_act act, unsigned place, unsigned *word);

#endif
