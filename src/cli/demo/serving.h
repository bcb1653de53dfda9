/* The demo's places left open as pages on this machine: both States, the provider, the signing page. */
#ifndef PROVISO_CLI_DEMO_SERVING_H
#define PROVISO_CLI_DEMO_SERVING_H

#include "cli/demo/story.h"

enum { SERVING_PORT = 8081, SERVING_PLACES = 4 };

/* Whether so many ports of loopback from `port` on are free. ERROR_USAGE with the one that is not. */
bool serving_is_free(unsigned port, struct error *error);

/* Starts this program once for each place, says where they are, and carries between the States until it
 * is interrupted; then ends them. ERROR_SYSTEM where one does not start, or ends by itself. */
bool serving_run(struct story *story, unsigned port, struct error *error);

#endif
