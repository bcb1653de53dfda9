/* The files that a provider's operator lays out for releases, in the folder that provider.conf names as
 * `sources`: what a page can choose from, and nothing else on the machine. */
#ifndef PROVISO_PROVIDER_OFFERED_H
#define PROVISO_PROVIDER_OFFERED_H

#include "base/arena.h"
#include "base/error.h"

enum {
    OFFERED_MOST = 200, /* files listed */
    OFFERED_DEPTH = 4,  /* folders below each other */
    OFFERED_NAME = 240  /* bytes of a name: "2026/kim.mbox" */
};

struct offered_file {
    struct slice name; /* relative to the folder */
    uint64_t size;
};

/* The regular files of the folder and those below it, by name, without links, what begins with a dot, and
 * names that are not plain text. *more: there are more than are listed. Slices live in the arena. */
bool offered_list(const char *folder, struct arena *arena, struct offered_file **out, size_t *count,
                  bool *more, struct error *error);

/* Opens one of them: never through a symbolic link, never outside the folder, whatever the name says and
 * whoever changes the folder meanwhile. The caller's descriptor, or -1 with ERROR_USAGE. */
int offered_open(const char *folder, struct slice name, struct error *error);

#endif
