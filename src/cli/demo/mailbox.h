/* A sample mailbox for the demo: a year of varied mail, some of it with lawyers. */
#ifndef PROVISO_CLI_DEMO_MAILBOX_H
#define PROVISO_CLI_DEMO_MAILBOX_H

#include "base/buffer.h"
#include "base/instant.h"

/* Appends an mbox of the year before `now`, the same at every call. */
void mailbox_make(instant now, const char *account, struct buffer *out);

/* Appends the privileged list that fits it. */
void mailbox_list(struct buffer *out);

#endif
