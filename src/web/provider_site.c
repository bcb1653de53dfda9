#include "web/provider_site.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "web/pages.h"
#include "web/provider_pages.h"

enum {
    PREFERENCES_MOST = 1024,
    FORM_REST = 4096, /* a form besides its files */
    HAND_MOST = FORM_REST + STATEMENT_MOST + SIGNATURE_BLOCKS * SIGNATURE_ARMOUR_LIMIT,
    WRIT_MOST = BUNDLE_MOST + HAND_MOST,
    OBJECTION_MOST = FORM_REST + 8 * SIGNATURE_ARMOUR_LIMIT + 4 * 16384 /* escapes */
};

const struct form_field provider_writ_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"writ", FORM_FILE, BUNDLE_MOST},
    {"statement", FORM_FILE, STATEMENT_MOST},
    {"signature", FORM_FILE, SIGNATURE_BLOCKS *SIGNATURE_ARMOUR_LIMIT},
    {0},
};

const struct form_field provider_hand_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN},
    {"statement", FORM_FILE, STATEMENT_MOST},
    {"signature", FORM_FILE, SIGNATURE_BLOCKS *SIGNATURE_ARMOUR_LIMIT},
    {0},
};

static const struct route routes[] = {
    {REQUEST_GET, "/", page_choose, 0, 0, NULL, 0},
    {REQUEST_GET, "/", provider_home, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/", provider_receive, ROUTE_LANGUAGE, 0, provider_writ_fields, WRIT_MOST},
    {REQUEST_GET, "/writs/{writ}", provider_page_writ, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/writs/{writ}", provider_restrict, ROUTE_LANGUAGE, 0, provider_hand_fields,
     HAND_MOST},
    {REQUEST_GET, "/writs/{writ}/objection", provider_objection, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/writs/{writ}/objection", provider_object, ROUTE_LANGUAGE, 0,
     provider_objection_fields, OBJECTION_MOST},
    {REQUEST_GET, "/writs/{writ}/release", provider_release_page, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/writs/{writ}/release", provider_release_begin, ROUTE_LANGUAGE, 0,
     provider_release_fields, WRIT_MOST},
    {REQUEST_GET, "/writs/{writ}/production", provider_production, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/writs/{writ}/production", provider_produce, ROUTE_LANGUAGE, 0,
     provider_production_fields, OBJECTION_MOST},
    {REQUEST_GET, "/files/{writ}/{name}", provider_file, 0, 0, NULL, 0},
    {REQUEST_GET, "/about", provider_about, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/safeguards", page_safeguards, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/preferences", page_preferences, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/preferences", page_preferences_save, ROUTE_LANGUAGE, 0,
     page_preferences_fields, PREFERENCES_MOST},
    {REQUEST_GET, "/assets/{name}", file_asset, 0, 0, NULL, 0},
};

static const struct site_place sections[] = {{"/", "Writs"}, {"/about", "How this works"}, {0}};

static const struct site_place links[] = {
    {"/about", "What this does not prove"},
    {"/safeguards", "The safeguards, row by row"},
    {"/preferences", "Time zone"},
    {0},
};

const struct site_kind site_of_provider = {
    .motto = "Orders for electronic evidence",
    .trial = "This is a provider for trials. What it shows is invented.",
    .sections = sections,
    .links = links,
    .routes = routes,
    .route_count = sizeof routes / sizeof *routes,
};

/* One server at a time: two would each begin a release. The lock ends with the process. */
static bool lock_folder(const char *folder, int *lock, struct error *error)
{
    struct buffer path = {0};
    const char *name = files_path(&path, folder, "serving");
    bool ok = true;

    *lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (*lock < 0)
        ok = error_system(error, errno, "open", name);
    else if (flock(*lock, LOCK_EX | LOCK_NB) != 0)
        ok = error_set(error, ERROR_USAGE, "another server has %s open", folder);
    if (!ok && *lock >= 0)
        close(*lock);
    buffer_free(&path);
    return ok;
}

bool provider_site_open(struct site *site, const char *folder, struct slice origin,
                        struct error *error)
{
    struct provider_site *own = memory_take(sizeof *own);

    if (!provider_open(folder, &own->provider, error)) {
        free(own);
        return false;
    }
    if (!lock_folder(folder, &own->serving, error)) {
        provider_close(&own->provider);
        free(own);
        return false;
    }
    *site = (struct site){.kind = &site_of_provider, .provider = own, .origin = origin};
    random_bytes(site->secret, sizeof site->secret);
    pthread_mutex_init(&own->lock, NULL);
    own->run = provider_run_open(own->provider.folder, own->provider.sources);
    return true;
}

void provider_site_close(struct site *site)
{
    struct provider_site *own = site->provider;

    if (!provider_run_close(own->run))
        return;
    pthread_mutex_destroy(&own->lock);
    provider_close(&own->provider);
    close(own->serving);
    free(own);
    *site = (struct site){0};
}
