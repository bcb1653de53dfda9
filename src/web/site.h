/* A site: what its pages are made of, and the counters of the server. Shared by all threads. Of a State's
 * node it has the node and the view that its public pages are made of; of a provider (provider_site.h)
 * neither. */
#ifndef PROVISO_WEB_SITE_H
#define PROVISO_WEB_SITE_H

#include <pthread.h>

#include "node/health.h"
#include "web/rehearsal.h"
#include "web/router.h"
#include "web/view.h"

enum {
    SITE_FRESH = 5,        /* seconds that a view is shown before the node is read again */
    SITE_COUNT_AGAIN = 600 /* seconds until matters are counted again */
};

/* Upper bounds of how long answers take, in microseconds; what takes longer is counted as well. */
#define SITE_DURATIONS                                                                             \
    {                                                                                              \
        500, 1000, 2500, 5000, 10000, 20000, 50000, 100000, 250000, 1000000, 10000000              \
    }
enum { SITE_DURATION_COUNT = 11 };

/* Counters for /metrics. */
struct site_metrics {
    atomic_ullong requests[6]; /* by the first digit of the status; 0: others */
    atomic_ullong durations[SITE_DURATION_COUNT + 1]; /* answers in each; the last: longer */
    atomic_ullong microseconds;                       /* of all answers */
    atomic_ullong bytes;                              /* of content that was answered */
    atomic_ullong reads;                              /* of the node */
    atomic_ullong read_failures;
    atomic_llong connections; /* open now */
    atomic_ullong refused;    /* forms, for coming too often */
};

struct site_place {
    const char *place, *name; /* "/rules", and English */
};

/* What is different from one kind of site to another. Lists end with a NULL place. */
struct site_kind {
    const char *motto;                 /* beside the name at the top; English, as all here */
    const char *trial;                 /* what a site for trials says of itself */
    const struct site_place *sections; /* the navigation */
    const struct site_place *links;    /* at the foot of each page */
    const char *feed;                  /* the place of its Atom feed; NULL: none */
    const struct route *routes;
    size_t route_count;

    /* struct router.refuse; NULL: a page of the site says it */
    void (*refuse)(void *site, const struct request *request, unsigned status,
                   const struct error *error, struct response *response);
};

struct provider_site;

struct site {
    const struct site_kind *kind;
    struct provider_site *provider; /* NULL: a node's site */
    struct node *node;              /* used under `lock`; NULL: a provider's site */
    pthread_mutex_t lock;           /* of the node: one thread reads it at a time */
    pthread_mutex_t changes;        /* of what follows, to `wake` */
    struct view *view;
    instant read, counted; /* when the node was read, and its matters counted */
    bool renewing, ending; /* a thread of its own does the first; it is to end */
    pthread_cond_t wake;   /* that thread: something was written, or it ends */
    pthread_t renewer;
    time_t ahead;           /* seconds by which the site's clock is ahead of the system's */
    atomic_uint generation; /* of the view: another one, another number */
    atomic_int trouble;     /* enum node_trouble, as that thread found it last */
    instant started;
    const char *folder; /* of the node */
    bool exported;      /* pages are written as files: links are relative, nothing can be sent */
    uint8_t secret[SESSION_SECRET];
    struct slice origin;               /* "http://127.0.0.1:8080" */
    const struct rehearsal *rehearsal; /* NULL but for a demo (web/rehearsal.h) */
    struct site_metrics metrics;
};

/* Prepares a site over an open node, which stays the caller's, and reads it once. False: nothing is
 * to be closed. */
bool site_open(struct site *site, struct node *node, struct slice origin, instant now,
               struct error *error);
void site_close(struct site *site);

/* From now on a thread of its own reads the node again when the view is older than SITE_FRESH or something
 * was written, and looks after the node's health: nobody who reads a page waits for that. site_close ends
 * it. ERROR_SYSTEM. */
bool site_renew(struct site *site, struct error *error);

/* The view to render from, with a reference. Where no thread renews it, it is older than SITE_FRESH and
 * nobody else is at it, the node is read first; where that fails, the old view is shown. */
struct view *site_view(struct site *site, instant now);

/* The same for whoever may have written to the node just now: what they wrote is in it. */
struct view *site_view_written(struct site *site, instant now);

/* The same for decisions, which no old view may make, with `lock` held: NULL where the node cannot be
 * read. `again`: it is read in any case. */
struct view *site_view_now(struct site *site, instant now, bool again);

/* The time by its clock: a node's or provider's for trials can be another than the system's. */
bool site_clock(const struct site *site, instant *out, struct error *error);

/* Something was written to the node: the view is read anew. */
void site_changed(struct site *site);

/* The table of its pages. */
struct router site_router(struct site *site);

/* Counts an answer with so many bytes of content that took so long. */
void site_count(struct site *site, unsigned status, uint64_t bytes, uint64_t microseconds);

#endif
