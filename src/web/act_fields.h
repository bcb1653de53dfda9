/* The inputs of an act's form, one member after the other; for act_form.c. */
#ifndef PROVISO_WEB_ACT_FIELDS_H
#define PROVISO_WEB_ACT_FIELDS_H

#include "web/act_form.h"

/* Writes a member's input with label, hint and what was said to it; `prefix` is its place, "targets.0.".
 * What the node fills in writes nothing. */
void act_field_write(const struct act_view *view, const struct field *field, const char *prefix);

/* The id to which a link to the field leads. */
const char *act_field_id(const struct act_view *view, const char *name);

#endif
