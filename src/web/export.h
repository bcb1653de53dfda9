/* The public pages as files, for any web server or a disk: the same handlers, with relative links. */
#ifndef PROVISO_WEB_EXPORT_H
#define PROVISO_WEB_EXPORT_H

#include "web/site.h"

/* Writes every public page in every language, the assets, and copies of the ledgers' files, below
 * `folder` (created where missing). *written counts the files. The site is then only good for this. */
bool site_export(struct site *site, const char *folder, instant now, size_t *written,
                 struct error *error);

#endif
