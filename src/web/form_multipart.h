/* Shared by the two readers of forms; used by them only. */
#ifndef PROVISO_WEB_FORM_MULTIPART_H
#define PROVISO_WEB_FORM_MULTIPART_H

#include "web/form.h"

/* Checks one pair against the table and adds it. */
bool form_add(struct form *form, const struct form_field *fields, struct slice name,
              struct slice value, struct slice file, struct arena *arena, struct error *error);

#endif
