#include "cli/until_interrupted.h"

#include <errno.h>
#include <signal.h>
#include <time.h>

static void ends_of(sigset_t *ends)
{
    sigemptyset(ends);
    sigaddset(ends, SIGINT);
    sigaddset(ends, SIGTERM);
}

void until_interrupted_prepare(void)
{
    sigset_t ends;

    signal(SIGPIPE, SIG_IGN);
    ends_of(&ends);
    sigprocmask(SIG_BLOCK, &ends, NULL);
}

void until_interrupted(struct server *server)
{
    struct timespec second = {.tv_sec = 1};
    sigset_t ends;

    ends_of(&ends);
    while (sigtimedwait(&ends, NULL, &second) < 0 && (errno == EAGAIN || errno == EINTR))
        server_tend(server);
}
