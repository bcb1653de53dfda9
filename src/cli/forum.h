/* The parts of `forum`, each in the file of its name. */
#ifndef PROVISO_CLI_FORUM_H
#define PROVISO_CLI_FORUM_H

#include "cli/command.h"

extern const struct command forum_schedule;

#endif
