#include "cli/signer_serve.h"

#include <unistd.h>

#include "base/files.h"
#include "cli/report.h"
#include "cli/until_interrupted.h"
#include "web/listen.h"

enum { FILE_MOST = 4 << 20 };

static const struct {
    const char *name, *type;
} files[] = {
    {"index.html", "text/html; charset=utf-8"},    {"register.html", "text/html; charset=utf-8"},
    {"signer.css", "text/css; charset=utf-8"},     {"signer.js", "text/javascript; charset=utf-8"},
    {"acts.js", "text/javascript; charset=utf-8"},
};

static void answer_file(const struct site *site, struct slice name, struct response *response)
{
    struct buffer path = {0};
    struct error error = {0};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (slice_is(name, files[i].name) &&
            files_read(files_path(&path, site->folder, files[i].name), FILE_MOST, &response->body,
                       &error)) {
            response->status = 200;
            response->type = files[i].type;
            response->cache = RESPONSE_REVALIDATE;
        }
    buffer_free(&path);
}

static void page_file(void *site, const struct request *request, const struct form *form,
                      struct response *response)
{
    (void)form;
    answer_file(site, request_parameter(request, "name"), response);
}

static void page_index(void *site, const struct request *request, const struct form *form,
                       struct response *response)
{
    (void)request;
    (void)form;
    answer_file(site, SLICE("index.html"), response);
}

static void refuse(void *site, const struct request *request, unsigned status,
                   const struct error *error, struct response *response)
{
    (void)site;
    (void)request;
    (void)error;
    response->status = status;
    response->type = "text/plain; charset=utf-8";
    buffer_text(&response->body, "There is nothing here.\n");
}

static const struct route routes[] = {
    {REQUEST_GET, "/", page_index, 0, 0, NULL, 0},
    {REQUEST_GET, "/{name}", page_file, 0, 0, NULL, 0},
};

static const struct site_kind site_of_signer = {
    .routes = routes,
    .route_count = sizeof routes / sizeof *routes,
    .refuse = refuse,
};

static bool run(struct site *site, int descriptor, struct error *error)
{
    struct server *server;

    if (!server_start(&server, site, descriptor, false, false, error)) {
        close(descriptor);
        return false;
    }
    report_line("serving %.*s/ until it is interrupted", SLICE_ARG(site->origin));
    report_finish(COMMAND_DONE);
    until_interrupted(server);
    server_stop(server);
    return true;
}

bool signer_serve(const char *folder, const char *listen, struct error *error)
{
    struct site site = {.kind = &site_of_signer, .folder = folder};
    struct buffer origin = {0};
    unsigned port;
    int descriptor;
    bool ok;

    if (strncmp(listen, "127.0.0.1:", 10) != 0)
        return error_set(
            error, ERROR_USAGE,
            "for trials the signing page is served on 127.0.0.1:PORT alone; in earnest it "
            "belongs on a host of its own, over https");
    until_interrupted_prepare();
    descriptor = listen_open(listen, &port, error);
    if (descriptor < 0)
        return false;
    /* A browser takes this name for a secure context, and an address for no RP ID. */
    buffer_format(&origin, "http://localhost:%u", port);
    site.origin = buffer_slice(&origin);
    random_bytes(site.secret, sizeof site.secret);
    ok = run(&site, descriptor, error);
    buffer_free(&origin);
    return ok;
}
