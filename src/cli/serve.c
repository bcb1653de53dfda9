#include <stdlib.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "cli/until_interrupted.h"
#include "web/listen.h"
#include "web/provider_site.h"
#include "web/server.h"

/* What one run holds open. */
struct serving {
    struct node node;
    struct site site;
    struct rehearsal rehearsal;
    struct buffer origin;
    int descriptor;
    unsigned port;
};

static bool is_origin(const char *text)
{
    struct slice rest = slice_text(text);

    if (slice_starts(rest, SLICE("https://")))
        rest = slice_from(rest, 8);
    else if (slice_starts(rest, SLICE("http://")))
        rest = slice_from(rest, 7);
    else
        return false;
    return rest.size && strlen(text) < 200 && slice_find(rest, 0, '/') == SIZE_MAX;
}

/* Under which address readers find it: --origin, or where it listens. */
static bool find_origin(const struct arguments *arguments, const char *listen,
                        struct serving *serving, struct error *error)
{
    const char *origin = options_value(arguments, "--origin");

    if (origin && !is_origin(origin))
        return error_set(error, ERROR_USAGE, "--origin is https://NAME, without a path");
    if (origin)
        buffer_text(&serving->origin, origin);
    else if (!listen_origin(listen, serving->port, &serving->origin))
        return error_set(error, ERROR_USAGE,
                         "a Unix socket needs --origin: the address under which readers find it");
    return true;
}

/* With --rehearsal also the demo's persons. */
static bool open_rehearsal(const struct arguments *arguments, const bool *demo,
                           struct serving *serving, struct error *error)
{
    const char *folder = options_value(arguments, "--rehearsal");

    if (!folder)
        return true;
    serving->site.rehearsal = &serving->rehearsal;
    return rehearsal_open(&serving->rehearsal, demo, serving->descriptor,
                          buffer_slice(&serving->origin), folder, error);
}

static bool open_provider_site(const struct arguments *arguments, const char *folder,
                               struct serving *serving, struct error *error)
{
    if (!provider_site_open(&serving->site, folder, buffer_slice(&serving->origin), error))
        return false;
    if (open_rehearsal(arguments, &serving->site.provider->provider.demo, serving, error))
        return true;
    provider_site_close(&serving->site);
    return false;
}

static bool open_node_site(const struct arguments *arguments, struct serving *serving,
                           struct error *error)
{
    instant now = 0;

    if (!node_clock(&serving->node, &now, error) ||
        !site_open(&serving->site, &serving->node, buffer_slice(&serving->origin), now, error))
        return false;
    if (open_rehearsal(arguments, &serving->node.demo, serving, error))
        return true;
    site_close(&serving->site);
    return false;
}

static bool run_server(const struct arguments *arguments, const char *listen,
                       struct serving *serving, struct error *error)
{
    bool proxied = strncmp(listen, "unix:", 5) == 0;
    struct server *server;

    if (!server_start(&server, &serving->site, serving->descriptor, proxied,
                      options_flag(arguments, "--log"), error))
        return false;
    serving->descriptor = -1;
    report_line("serving %s/ until it is interrupted", buffer_string(&serving->origin));
    report_finish(COMMAND_DONE);
    until_interrupted(server);
    server_stop(server);
    return true;
}

static const char *listen_address(const struct arguments *arguments)
{
    const char *given = options_value(arguments, "--listen");

    return given ? given : "127.0.0.1:8080";
}

/* `provider` NULL: the node's site. */
static bool serve(const struct arguments *arguments, const char *provider, struct serving *serving,
                  struct error *error)
{
    const char *listen = listen_address(arguments);
    bool ok;

    serving->descriptor = listen_open(listen, &serving->port, error);
    if (serving->descriptor < 0)
        return false;
    ok = find_origin(arguments, listen, serving, error) &&
         (provider ? open_provider_site(arguments, provider, serving, error)
                   : open_node_site(arguments, serving, error));
    if (ok) {
        ok = run_server(arguments, listen, serving, error);
        if (provider)
            provider_site_close(&serving->site);
        else
            site_close(&serving->site);
    }
    if (serving->descriptor >= 0)
        close(serving->descriptor);
    if (strncmp(listen, "unix:", 5) == 0)
        unlink(listen + 5);
    return ok;
}

static bool serve_node(const struct arguments *arguments, struct serving *serving,
                       struct error *error)
{
    bool ok;

    if (arguments->word_count != 1)
        return error_set(error, ERROR_USAGE, "serve takes a node's folder, or --provider DIR");
    if (!node_open(arguments->words[0], &serving->node, error))
        return false;
    ok = serve(arguments, NULL, serving, error);
    node_close(&serving->node);
    return ok;
}

/* Who can open a provider's site may release: it is never for others than this machine. */
static bool serve_provider(const struct arguments *arguments, const char *folder,
                           struct serving *serving, struct error *error)
{
    if (arguments->word_count)
        return error_set(error, ERROR_USAGE, "serve takes a node's folder, or --provider DIR");
    if (!listen_is_local(listen_address(arguments)))
        return error_set(
            error, ERROR_USAGE,
            "a provider's site has no login, so it listens on this machine alone: "
            "127.0.0.1, [::1] or unix:PATH, with a login in front where others need it");
    return serve(arguments, folder, serving, error);
}

static int run(const struct arguments *arguments)
{
    const char *provider = options_value(arguments, "--provider");
    struct serving serving = {.descriptor = -1};
    struct error error = {0};
    bool ok;

    until_interrupted_prepare();
    ok = provider ? serve_provider(arguments, provider, &serving, &error)
                  : serve_node(arguments, &serving, &error);
    buffer_free(&serving.origin);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

static const struct option_row rows[] = {
    {"--provider", "DIR", "a provider's pages, from its folder, on this machine alone", 0},
    {"--listen", "ADDRESS", "127.0.0.1:8080 (the default), [::1]:8080, or unix:PATH", 0},
    {"--origin", "URL", "the address under which readers find it, behind a proxy", 0},
    {"--rehearsal", "DEMODIR", "act as the persons of this demo; on this machine alone", 0},
    {"--log", NULL, "a line of JSON for each answer on standard error, nothing about readers", 0},
    {0},
};

const struct command command_serve = {
    .name = "serve",
    .summary = "the pages of a node, or of a provider, on the web",
    .usage = "DIR|--provider DIR [--listen ADDRESS] [--origin URL] [--rehearsal DEMODIR]",
    .text =
        "Serves what anyone may see: rules and whose they are, offences, offices and keys, the\n"
        "ledgers with their tiles, statistics, a page that checks a proof. It listens on this\n"
        "machine alone unless told otherwise; a web server with TLS belongs in front\n"
        "(doc/serve.md). Requests must name the host of its origin. Officials sign in with "
        "passkeys\n"
        "by invitation (proviso account invite). --rehearsal lets anybody here act as a demo's "
        "persons.\n"
        "/healthz says whether the node can be read; /metrics has counters.\n"
        "\n"
        "With --provider: a provider's own pages. A writ in, whether it binds, to exactly what "
        "and\n"
        "until when, how to object, the release, the production statement. Whoever can open them\n"
        "may do all that, so it listens on this machine or a Unix socket alone. It releases from\n"
        "the folder that provider.conf names (sources = FOLDER) and reads no other.\n",
    .example = "  proviso serve /srv/proviso\n"
               "  proviso serve /srv/proviso --listen unix:/run/proviso/web --origin "
               "https://proviso.example\n"
               "  proviso serve --provider mailhaus\n",
    .options = rows,
    .most = 1,
    .run = run,
};
