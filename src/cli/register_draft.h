/* Commands that draft an act which two roots sign; parts of `register` and `rules`. */
#ifndef PROVISO_CLI_REGISTER_DRAFT_H
#define PROVISO_CLI_REGISTER_DRAFT_H

#include "cli/command.h"

extern const struct command register_found, register_office_, register_appoint, register_recipient_,
    register_revoke, register_signing_origin, rules_adopt, law_adopt;

#endif
