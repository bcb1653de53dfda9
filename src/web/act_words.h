/* Acts as their pages call them, whatever their vocabulary. English texts of the catalogue. */
#ifndef PROVISO_WEB_ACT_WORDS_H
#define PROVISO_WEB_ACT_WORDS_H

#include "statement/act.h"

/* What is to be done, "Decide on the application"; of an act without such words its meaning. */
const char *act_task(const struct act *act);

/* A word of one of its members as a choice: "Narrow it and grant", "no indication". */
const char *act_choice(const struct act *act, const struct field *field, unsigned word);

/* The vocabularies whose acts have forms: those of matters and of a State's register and rules. Ends
 * with NULL. */
extern const struct act_table *const act_tables[];

/* The act of that type, with the chain of its vocabulary (NULL: matters); NULL where there is none. */
const struct act *act_of_page(struct slice type, const char **chain);

#endif
