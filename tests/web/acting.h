/* Forms of acts as a browser would send them, for tests. */
#ifndef PROVISO_TESTS_WEB_ACTING_H
#define PROVISO_TESTS_WEB_ACTING_H

#include "asking.h"
#include "node/world.h"
#include "web/act_fill.h"

/* A form filled in with the body of an act; the world's texts and answers are known by hash. */
void acting_fill(struct world *world, const struct act *act, const char *body,
                 const struct form_field *fields, struct form *out);

/* It as it is sent, url-encoded, with the button; the token is the sender's. */
const char *acting_encode(struct world *world, const struct form *form, const char *button);

#endif
