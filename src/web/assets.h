/* The files that pages need and that are part of the program: style sheet, script, icon. */
#ifndef PROVISO_WEB_ASSETS_H
#define PROVISO_WEB_ASSETS_H

#include "base/arena.h"

struct asset_file {
    const char *name, *text;
};

/* Ends with a NULL name. Made by tools/embed.c. */
extern const struct asset_file asset_files[];

/* The file of that name; the program ends where there is none. */
const struct asset_file *asset_find(const char *name);

/* Its path on the site, "/assets/proviso-<hash>.css": another one when the content is. */
const char *asset_path(const struct asset_file *asset, struct arena *arena);

/* The file whose path ends with that name, or NULL. */
const struct asset_file *asset_at(struct slice name);

/* Its media type. */
const char *asset_type(const struct asset_file *asset);

#endif
