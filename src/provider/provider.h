/* A provider's folder, made by hand:
 *
 *     DIR/trust           its pins (writ/trust.h), [self] role = provider
 *     DIR/provider.conf   [provider]
 *                         by = xb.mailhaus.o1     the official who signs productions
 *                         demo = no               yes: another clock from PROVISO_CLOCK, for trials
 *                         sources = mail          the folder from whose files the pages release; where
 *                                                 it does not begin with '/', below DIR
 *     DIR/journal.db      its memory across releases (store/journal.h), made by the first release
 */
#ifndef PROVISO_PROVIDER_PROVIDER_H
#define PROVISO_PROVIDER_PROVIDER_H

#include "store/journal.h"
#include "writ/trust.h"

struct provider {
    struct slice by;
    bool demo;
    const char *folder;  /* DIR */
    const char *sources; /* its path; NULL: none is named */
    struct trust trust;
    struct journal *journal;
    struct arena arena; /* of its texts */
};

/* Opens the folder; provider_close. Errors name file, line and column. */
bool provider_open(const char *folder, struct provider *out, struct error *error);
void provider_close(struct provider *provider);

/* The real clock; a provider for trials takes PROVISO_CLOCK where that is set. */
bool provider_clock(const struct provider *provider, instant *out, struct error *error);

#endif
