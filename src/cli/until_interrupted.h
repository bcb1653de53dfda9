/* Running a server until somebody ends it. */
#ifndef PROVISO_CLI_UNTIL_INTERRUPTED_H
#define PROVISO_CLI_UNTIL_INTERRUPTED_H

#include "web/server.h"

/* Before any thread is started: SIGINT and SIGTERM are to be waited for, broken connections are errors
 * like others. */
void until_interrupted_prepare(void);

/* Waits for SIGINT or SIGTERM and looks after the server's connections each second. */
void until_interrupted(struct server *server);

#endif
