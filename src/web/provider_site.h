/* The site of a provider: writs in, a verdict in plain words, objection, release, production. It reads the
 * provider's folder alone, and belongs on the provider's own machine: whoever can open it may do all that
 * it offers. */
#ifndef PROVISO_WEB_PROVIDER_SITE_H
#define PROVISO_WEB_PROVIDER_SITE_H

#include "provider/inbox.h"
#include "provider/verdict.h"
#include "text/matter.h"
#include "web/provider_run.h"
#include "web/site.h"

struct provider_site {
    struct provider provider;
    pthread_mutex_t lock; /* of the provider's journal, and of what is written into its folder */
    struct provider_run *run;
    int serving; /* descriptor of DIR/serving, locked while the site is open */
};

extern const struct site_kind site_of_provider;

/* Prepares a site over a provider's folder. ERROR_USAGE where another server has it open; errors of
 * provider_open. False: nothing is to be closed. */
bool provider_site_open(struct site *site, const char *folder, struct slice origin,
                        struct error *error);

/* Frees it; but where a release is going on, all is left as it is, and the program ends with it still
 * running (provider_run_close). */
void provider_site_close(struct site *site);

#endif
