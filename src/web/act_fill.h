/* A form as it is before anybody writes in it: what a body, or what the matter says, stands in its
 * fields. The other way round than act_said.h. */
#ifndef PROVISO_WEB_ACT_FILL_H
#define PROVISO_WEB_ACT_FILL_H

#include "web/act_input.h"

/* Appends the bytes that have this hash; false where they are not known, and the field stays empty. */
typedef bool act_bytes_of(void *context, struct slice sha256, struct buffer *out);

/* Fills the form, which stays as it is where a member is absent or of another form. `body` may have any
 * members of the act. Strings live in the arena. */
void act_fill(const struct act *act, json_t *body, act_bytes_of *bytes, void *context,
              const struct form_field *fields, struct arena *arena, struct form *out);

/* Puts one value in place of whatever the field has (empty: takes it away). False where the form has no
 * such field, or no room. */
bool act_put(struct form *form, const struct form_field *fields, const char *name,
             struct slice value);

/* Adds one value more, to a field that takes several. */
bool act_put_more(struct form *form, const struct form_field *fields, const char *name,
                  struct slice value);

/* Takes away a group, "targets.1", and moves those behind it up. */
void act_take_away(struct form *form, const struct form_field *fields, struct slice group,
                   struct arena *arena);

#endif
