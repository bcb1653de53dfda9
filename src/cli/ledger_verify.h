/* The offline part of `ledger`. */
#ifndef PROVISO_CLI_LEDGER_VERIFY_H
#define PROVISO_CLI_LEDGER_VERIFY_H

#include "cli/command.h"

extern const struct command ledger_verify_;

#endif
