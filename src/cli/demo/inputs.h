/* Whether the demo could use what it was given in the end, before anybody signs anything. */
#ifndef PROVISO_CLI_DEMO_INPUTS_H
#define PROVISO_CLI_DEMO_INPUTS_H

#include "base/error.h"

/* `mail` is a readable mailbox and `list` a privileged list; NULL: not given. What the release
 * would say of them otherwise. */
bool inputs_check(const char *mail, const char *list, struct error *error);

#endif
