/* The site of a State's node: the node, the view that its public pages are made of, the counters of
 * the server. Shared by all threads. */
#ifndef PROVISO_WEB_SITE_H
#define PROVISO_WEB_SITE_H

#include <pthread.h>

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

struct site {
    struct node *node;       /* used under `lock` */
    pthread_mutex_t lock;    /* of the node: one thread reads it at a time */
    pthread_mutex_t changes; /* of the three below */
    struct view *view;
    instant read, counted; /* when the node was read, and its matters counted */
    const char *folder;    /* of the node */
    bool exported;         /* pages are written as files: links are relative, nothing can be sent */
    uint8_t secret[SESSION_SECRET];
    struct slice origin; /* "http://127.0.0.1:8080" */
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

/* Something was written to the node: the next page is read anew. */
void site_changed(struct site *site);

/* The table of its pages. */
struct router site_router(struct site *site);

/* Counts an answer. */
void site_count(struct site *site, const struct response *response);

#endif
