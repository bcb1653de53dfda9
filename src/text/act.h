/* Acts in words, from their tables: the help of `draft` and the manual. */
#ifndef PROVISO_TEXT_ACT_H
#define PROVISO_TEXT_ACT_H

#include "base/buffer.h"
#include "statement/act.h"
#include "terms/words.h"

/* "a judge", "the data-protection authority" */
const char *role_title(enum role role);

/* Appends "a judge, a supervisor or a clerk" for a mask of roles. */
void roles_titles(uint32_t roles, struct buffer *out);

/* "permits", "records", "restricts" */
const char *effect_name(enum effect effect);

/* Appends what one act is: who signs it, for which side, on what it rests, what it does, and each
 * member of its body with kind, presence and meaning. `table` is the one that `act` is in. */
void act_help(const struct act_table *table, const struct act *act, struct buffer *out);

/* Appends one line for each act of the table: type and meaning. */
void act_list(const struct act_table *table, struct buffer *out);

/* Appends a page of the manual in Markdown: list and help of every act of the table. */
void act_manual(const struct act_table *table, struct buffer *out);

#endif
