/* The inputs of an act's form, one member after the other; for act_form.c. */
#ifndef PROVISO_WEB_ACT_FIELDS_H
#define PROVISO_WEB_ACT_FIELDS_H

#include "web/act_form.h"

/* Writes a member's input with label, hint and what was said to it; `prefix` is its place, "targets.0.".
 * What the node fills in writes nothing. */
void act_field_write(const struct act_view *view, const struct field *field, const char *prefix);

/* A reviewer's answers, ground by ground (act_answers.c). */
void act_answers_write(const struct act_view *view, const struct field *field, const char *name);

/* ---- the parts of an input ---- */

enum { ACT_SHORT_ROWS = 3 }; /* of a text that is short, or may be left out */

/* Whether something was said to the field that keeps the statement out. */
bool act_is_wrong(const struct act_view *view, const char *name);

/* What was said to it; a script puts there what it hears. */
void act_said_write(const struct act_view *view, const char *name);

/* Whether the value is one of those that the form has under that name. */
bool act_has_value(const struct act_view *view, const char *name, struct slice value);

/* A radio button or check box; `title` NULL: the value itself, as it is; `meaning` may be NULL. */
void act_choice_write(const struct act_view *view, const char *type, const char *id,
                      const char *name, struct slice value, bool checked, const char *title,
                      const char *meaning);

/* A text area with what the form has; `hint` is the id of one, or NULL. */
void act_area_write(const struct act_view *view, const char *name, const char *hint, int rows);

/* The id to which a link to the field leads. */
const char *act_field_id(const struct act_view *view, const char *name);

#endif
