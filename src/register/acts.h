/* The acts of a State's register (chain XA-register), each signed by two of its three roots. */
#ifndef PROVISO_REGISTER_ACTS_H
#define PROVISO_REGISTER_ACTS_H

#include "statement/act.h"

enum register_act {
    REGISTER_FOUND,
    REGISTER_OFFICE,
    REGISTER_APPOINTMENT,
    REGISTER_RECIPIENT,
    REGISTER_REVOCATION,
    REGISTER_SIGNING_ORIGIN,
    REGISTER_ACTS
};

extern const struct act_table register_acts;

#endif
