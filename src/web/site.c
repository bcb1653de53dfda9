#include "web/site.h"

#include <errno.h>
#include <time.h>

#include <time.h>

#include "web/pages.h"
#include "web/provider_site.h"

bool site_open(struct site *site, struct node *node, struct slice origin, instant now,
               struct error *error)
{
    *site = (struct site){.kind = node->forum ? &site_of_forum : &site_of_node,
                          .node = node,
                          .folder = node->folder,
                          .origin = origin,
                          .read = now,
                          .counted = now};
    if (!view_read(node, now, NULL, true, &site->view, error))
        return false;
    random_bytes(site->secret, sizeof site->secret);
    pthread_mutex_init(&site->lock, NULL);
    pthread_mutex_init(&site->changes, NULL);
    site->started = now;
    return true;
}

static void end_renewal(struct site *site)
{
    if (!site->renewing)
        return;
    pthread_mutex_lock(&site->changes);
    site->ending = true;
    pthread_cond_signal(&site->wake);
    pthread_mutex_unlock(&site->changes);
    pthread_join(site->renewer, NULL);
    pthread_cond_destroy(&site->wake);
}

void site_close(struct site *site)
{
    end_renewal(site);
    view_release(site->view);
    pthread_mutex_destroy(&site->lock);
    pthread_mutex_destroy(&site->changes);
    *site = (struct site){0};
}

static struct view *current(struct site *site)
{
    struct view *view;

    pthread_mutex_lock(&site->changes);
    view = view_keep(site->view);
    pthread_mutex_unlock(&site->changes);
    return view;
}

/* With `lock` held. */
static void read_again(struct site *site, instant now)
{
    struct view *old = current(site), *new = NULL;
    bool count = now - site->counted >= SITE_COUNT_AGAIN || now < site->counted;
    struct error error = {0};

    atomic_fetch_add(&site->metrics.reads, 1);
    if (!view_read(site->node, now, old, count, &new, &error))
        atomic_fetch_add(&site->metrics.read_failures, 1);
    pthread_mutex_lock(&site->changes);
    site->read = now;
    if (new) {
        view_release(site->view);
        site->view = new;
        atomic_fetch_add(&site->generation, 1);
        if (count)
            site->counted = now;
    }
    pthread_mutex_unlock(&site->changes);
    view_release(old);
}

static bool is_old(struct site *site, instant now)
{
    bool old;

    pthread_mutex_lock(&site->changes);
    old = now - site->read >= SITE_FRESH || now < site->read;
    pthread_mutex_unlock(&site->changes);
    return old;
}

/* ---- a thread of its own ---- */

/* Until something is written, the site ends, or a second has passed. False: it ends. */
static bool wait_for_work(struct site *site)
{
    struct timespec until;
    int waited = 0;
    bool ending;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec++;
    pthread_mutex_lock(&site->changes);
    while (!site->ending && site->read && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&site->wake, &site->changes, &until);
    ending = site->ending;
    pthread_mutex_unlock(&site->changes);
    return !ending;
}

static void *renew(void *data)
{
    struct site *site = data;

    while (wait_for_work(site)) {
        instant now = (instant)time(NULL) + site->ahead;

        if (!is_old(site, now))
            continue;
        pthread_mutex_lock(&site->lock);
        if (is_old(site, now))
            read_again(site, now);
        atomic_store(&site->trouble, (int)node_health(site->node));
        pthread_mutex_unlock(&site->lock);
    }
    return NULL;
}

bool site_renew(struct site *site, struct error *error)
{
    pthread_condattr_t attributes;
    instant now;

    if (!node_clock(site->node, &now, error))
        return false;
    site->ahead = now - (instant)time(NULL);
    atomic_store(&site->trouble, (int)node_health(site->node));
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&site->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    site->renewing = pthread_create(&site->renewer, NULL, renew, site) == 0;
    if (site->renewing)
        return true;
    pthread_cond_destroy(&site->wake);
    return error_set(error, ERROR_SYSTEM, "cannot start a thread");
}

/* ---- the view ---- */

struct view *site_view(struct site *site, instant now)
{
    if (!site->renewing && is_old(site, now) && pthread_mutex_trylock(&site->lock) == 0) {
        if (is_old(site, now))
            read_again(site, now);
        pthread_mutex_unlock(&site->lock);
    }
    return current(site);
}

struct view *site_view_written(struct site *site, instant now)
{
    bool written;

    pthread_mutex_lock(&site->changes);
    written = site->read == 0;
    pthread_mutex_unlock(&site->changes);
    if (written) {
        pthread_mutex_lock(&site->lock);
        if (is_old(site, now))
            read_again(site, now);
        pthread_mutex_unlock(&site->lock);
    }
    return site_view(site, now);
}

struct view *site_view_now(struct site *site, instant now, bool again)
{
    struct view *view;

    if (again || is_old(site, now))
        read_again(site, now);
    view = current(site);
    if (now - view->made < SITE_FRESH && view->made - now < SITE_FRESH)
        return view;
    view_release(view);
    return NULL;
}

bool site_clock(const struct site *site, instant *out, struct error *error)
{
    if (site->provider)
        return provider_clock(&site->provider->provider, out, error);
    if (site->node)
        return node_clock(site->node, out, error);
    *out = time(NULL);
    return true;
}

void site_changed(struct site *site)
{
    pthread_mutex_lock(&site->changes);
    site->read = 0;
    if (site->renewing)
        pthread_cond_signal(&site->wake);
    pthread_mutex_unlock(&site->changes);
}

struct router site_router(struct site *site)
{
    return (struct router){
        .routes = site->kind->routes,
        .count = site->kind->route_count,
        .site = site,
        .secret = site->secret,
        .origin = site->origin,
        .fields = page_act_fields,
        .refuse = site->kind->refuse ? site->kind->refuse : page_refuse,
    };
}

void site_count(struct site *site, unsigned status, uint64_t bytes, uint64_t microseconds)
{
    static const uint64_t most[SITE_DURATION_COUNT] = SITE_DURATIONS;
    unsigned class = status / 100;
    size_t duration = 0;

    while (duration < SITE_DURATION_COUNT && microseconds > most[duration])
        duration++;
    atomic_fetch_add(&site->metrics.durations[duration], 1);
    atomic_fetch_add(&site->metrics.microseconds, microseconds);
    atomic_fetch_add(&site->metrics.requests[class < 6 ? class : 0], 1);
    atomic_fetch_add(&site->metrics.bytes, bytes);
}
