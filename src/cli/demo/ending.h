/* The end of the demo's story: from the writ to the opened package. */
#ifndef PROVISO_CLI_DEMO_ENDING_H
#define PROVISO_CLI_DEMO_ENDING_H

#include "cli/demo/story.h"

/* Mailhaus verifies and releases, signs the production, which XB logs and XA cosigns; the
 * investigator opens the package. */
bool ending_tell(struct story *story, struct error *error);

#endif
