/* A site: what its pages are made of, and the counters of the server. Shared by all threads. Of a State's
 * node it has the node and the view that its public pages are made of; of a provider (provider_site.h)
 * neither. */
#ifndef PROVISO_WEB_SITE_H
#define PROVISO_WEB_SITE_H

#include <pthread.h>

#include "web/rehearsal.h"
#include "web/router.h"
#include "web/view.h"

enum {
    SITE_FRESH = 5,        /* seconds that a view is shown before the node is read again */
    SITE_COUNT_AGAIN = 600 /* seconds until matters are counted again */
};

/* Counters for /metrics. */
struct site_metrics {
    atomic_ullong requests[6]; /* by the first digit of the status; 0: others */
    atomic_ullong bytes;       /* of content that was answered */
    atomic_ullong reads;       /* of the node */
    atomic_ullong read_failures;
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
    pthread_mutex_t changes;        /* of the three below */
    struct view *view;
    instant read, counted; /* when the node was read, and its matters counted */
    const char *folder;    /* of the node */
    bool exported;         /* pages are written as files: links are relative, nothing can be sent */
    uint8_t secret[SESSION_SECRET];
    struct slice origin; /* "http://127.0.0.1:8080" */
    const struct rehearsal *rehearsal; /* NULL but for a demo (web/rehearsal.h) */
    struct site_metrics metrics;
};

/* Prepares a site over an open node, which stays the caller's, and reads it once. False: nothing is
 * to be closed. */
bool site_open(struct site *site, struct node *node, struct slice origin, instant now,
               struct error *error);
void site_close(struct site *site);

/* The view to render from, with a reference. Where it is older than SITE_FRESH and no other thread is
 * at it, the node is read first; where that fails, the old view is shown. */
struct view *site_view(struct site *site, instant now);

/* The same for decisions, which no old view may make, with `lock` held: NULL where the node cannot be
 * read. `again`: it is read in any case. */
struct view *site_view_now(struct site *site, instant now, bool again);

/* The time by its clock: a node's or provider's for trials can be another than the system's. */
bool site_clock(const struct site *site, instant *out, struct error *error);

/* Something was written to the node: the next page is read anew. */
void site_changed(struct site *site);

/* The table of its pages. */
struct router site_router(struct site *site);

/* Counts an answer. */
void site_count(struct site *site, const struct response *response);

#endif
