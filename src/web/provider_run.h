/* One release at a time, in a thread of its own, while pages show how far it is. The journal decides what
 * may run (provider/release.h); what is kept beside the writ only says what was begun and what came of it:
 *
 *     DIR/writs/<writ>.release.json   what was asked for, and how it ended
 *     DIR/writs/<writ>.package/       the package
 */
#ifndef PROVISO_WEB_PROVIDER_RUN_H
#define PROVISO_WEB_PROVIDER_RUN_H

#include <pthread.h>
#include <stdatomic.h>

#include "provider/offered.h"
#include "provider/release.h"

enum { RUN_SOURCES = 60, RUN_LIST = 64 << 20 /* bytes of a privileged list */ };

struct run_source {
    struct slice account, file; /* its name in the folder of sources */
};

/* What is asked for. */
struct run_order {
    struct digest writ;
    const struct run_source *sources;
    size_t source_count;
    enum category category;
    struct slice account_member, received_member; /* JSON Lines; empty: the usual ones */
    struct slice list_file;                       /* of the folder of sources; empty: `list` */
    struct slice list;                            /* the privileged list's bytes */
};

enum run_state {
    RUN_NONE,
    RUN_GOING,
    RUN_ENDED,      /* the package is there */
    RUN_REFUSED,    /* nothing was released: `findings`, `message` */
    RUN_INTERRUPTED /* it was begun, and the program ended meanwhile */
};

/* How it stands with a writ's release. */
struct run_status {
    enum run_state state;
    uint64_t done, total; /* bytes read, over both passes */
    instant began;
    struct slice message;     /* why it failed; in the arena */
    struct findings findings; /* only as long as the program runs; their texts are in the arena */
    struct run_source sources[RUN_SOURCES]; /* of the last order; in the arena */
    size_t source_count;
    struct slice list_file;
};

struct provider_run;

struct provider_run *provider_run_open(const char *folder, const char *sources);

/* Begins. ERROR_USAGE where one is going on; errors of offered_open; ERROR_DISK_FULL and the like where
 * the order cannot be kept. Everything is copied. */
bool provider_run_begin(struct provider_run *run, const struct run_order *order, instant now,
                        struct error *error);

void provider_run_status(struct provider_run *run, struct digest writ, struct arena *arena,
                         struct run_status *out);

/* Waits until none is going on; for tests. */
void provider_run_wait(struct provider_run *run);

/* Frees. True; or false where a release is going on: then nothing is freed, and the program ends with it
 * still running, as it would at a loss of power. */
bool provider_run_close(struct provider_run *run);

#endif
