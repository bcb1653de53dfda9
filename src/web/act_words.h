/* Acts as their pages call them, whatever their vocabulary. English texts of the catalogue. */
#ifndef PROVISO_WEB_ACT_WORDS_H
#define PROVISO_WEB_ACT_WORDS_H

#include "statement/act.h"

/* What is to be done, "Decide on the application"; of an act without such words its meaning. */
const char *act_task(const struct act *act);

/* A word of one of its members as a choice: "Narrow it and grant", "no indication". */
const char *act_choice(const struct act *act, const struct field *field, unsigned word);

/* The act of that type, with the chain of its vocabulary (NULL: matters); NULL where there is none, or
 * where the program's own officials do not make it on pages. */
const struct act *act_of_page(struct slice type, const char **chain);

#endif
