/* The sources of a release: --source ACCOUNT=PATH, or a file in the line format. */
#ifndef PROVISO_CLI_SOURCES_H
#define PROVISO_CLI_SOURCES_H

#include "cli/command.h"
#include "provider/release.h"

struct sources {
    struct provider_source *items;
    size_t count;
    struct arena arena;
};

/* Reads them: at least one. The file:
 *
 *     [source 1]                     any name
 *     of = kim@mailhaus.example      the account
 *     path = kim.mbox                beside the file, where it is relative
 *     account = user                 JSON Lines: the members' names; may be left out
 *     received = time
 *     category = content             the default
 *
 * sources_free, also after an error. */
bool sources_read(const struct arguments *arguments, struct sources *out, struct error *error);
void sources_free(struct sources *sources);

#endif
