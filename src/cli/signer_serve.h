/* The signing page on this machine, for trials: what a host of its own does otherwise. */
#ifndef PROVISO_CLI_SIGNER_SERVE_H
#define PROVISO_CLI_SIGNER_SERVE_H

#include "base/error.h"

/* Serves the files that `proviso signer` wrote into `folder`, as they are there, on a loopback address
 * until it is interrupted. ERROR_USAGE where the address is not this machine's alone. */
bool signer_serve(const char *folder, const char *listen, struct error *error);

#endif
