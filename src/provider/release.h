/* The release: a writ is verified, held against everything this provider was ever shown,
 * journalled, and then run over the sources (M5, P3, P9). Whatever does not hold is a finding;
 * nothing is written then. */
#ifndef PROVISO_PROVIDER_RELEASE_H
#define PROVISO_PROVIDER_RELEASE_H

#include "provider/provider.h"
#include "provider/run.h"
#include "terms/finding.h"
#include "writ/verify.h"

struct provider_source {
    struct release_source source;
    enum category category; /* what kind of data it holds */
};

struct provider_order {
    struct slice writ;                   /* its bytes */
    const struct shown_statement *hands; /* restrictions given by hand */
    size_t hand_count;
    const struct provider_source *sources;
    size_t source_count;
    struct slice privileged;     /* the list's bytes */
    const char *privileged_name; /* its file, for messages */
    const char *output;          /* the package: must not exist */
    void (*progress)(void *context, uint64_t done, uint64_t total); /* may be NULL */
    void *progress_context;
};

/* What came of it; provider_report_free. */
struct provider_report {
    struct findings findings; /* why it was refused, or what is to be known */
    struct release_result result;
    struct scope scope; /* what was executed */
    char matter[CHAIN_MOST];
    instant at;
    struct arena arena; /* of the texts in findings and scope */
};

/* Runs the order. ERROR_WRIT_REFUSED with findings where anything stands against it: no package,
 * and restrictions that hold are remembered all the same. Otherwise OUT has released.tar.age,
 * set-aside.tar.age, account.json and production.json, the payload that the provider's official
 * signs next. A run that failed may be repeated with the same sources and list. Errors besides:
 * those of release_run, bundle_parse and the journal. */
bool provider_release(struct provider *provider, const struct provider_order *order,
                      struct provider_report *report, struct error *error);

void provider_report_free(struct provider_report *report);

#endif
