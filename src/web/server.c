#include "web/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "web/answer_log.h"
#include "web/identity.h"
#include "web/kept.h"
#include "web/limit.h"

enum { SMALL_FILE = 65536, THREADS_MOST = 8 };

/* One connection, in a list: when its present step began, and which it is. */
struct link {
    struct link *before, *after;
    struct MHD_Connection *connection;
    time_t since; /* monotonic */
    bool answering;
};

struct server {
    struct MHD_Daemon *daemon;
    struct site *site;
    struct router router;
    bool log, proxied;
    instant ahead;        /* of the system's clock: a node for trials has one of its own */
    pthread_mutex_t lock; /* of what follows */
    struct link *links;
    struct limits *limits;
    struct kept_answers *kept; /* of struct MHD_Response */
};

/* One request while it comes in. */
struct exchange {
    struct arena arena;
    struct request request;
    struct buffer body;
    struct slice uri;
    struct slice key; /* of the answer among those that are kept; empty: it is not one of them */
    size_t most;      /* bytes of body */
    bool started;
    struct timespec began;
};

/* ---- time ---- */

static time_t monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static struct link *link_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static void mark(struct server *server, struct MHD_Connection *connection, bool answering)
{
    struct link *link = link_of(connection);

    if (!link)
        return;
    pthread_mutex_lock(&server->lock);
    link->since = monotonic();
    link->answering = answering;
    pthread_mutex_unlock(&server->lock);
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **own,
                               enum MHD_ConnectionNotificationCode code)
{
    struct server *server = context;
    struct link *link = *own;

    atomic_fetch_add(&server->site->metrics.connections,
                     code == MHD_CONNECTION_NOTIFY_STARTED ? 1 : -1);
    pthread_mutex_lock(&server->lock);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        link = memory_take(sizeof *link);
        *link =
            (struct link){.after = server->links, .connection = connection, .since = monotonic()};
        if (server->links)
            server->links->before = link;
        server->links = link;
        *own = link;
    } else if (link) {
        if (link->before)
            link->before->after = link->after;
        else
            server->links = link->after;
        if (link->after)
            link->after->before = link->before;
        free(link);
        *own = NULL;
    }
    pthread_mutex_unlock(&server->lock);
}

/* The library itself ends what is silent; this ends what sends a byte now and then. A connection
 * leaves the list before its descriptor is closed, so that never another's is shut down. */
void server_tend(struct server *server)
{
    time_t now = monotonic();

    pthread_mutex_lock(&server->lock);
    for (struct link *link = server->links; link; link = link->after) {
        const union MHD_ConnectionInfo *info;

        if (now - link->since <= (link->answering ? SERVER_SENDING : SERVER_READING))
            continue;
        info = MHD_get_connection_info(link->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        if (info)
            shutdown(info->connect_fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&server->lock);
}

/* ---- a request ---- */

static void *request_begins(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct exchange *exchange = memory_take(sizeof *exchange);

    (void)context;
    (void)connection;
    clock_gettime(CLOCK_MONOTONIC, &exchange->began);
    exchange->uri = arena_copy(&exchange->arena, slice_text(uri));
    return exchange;
}

/* Escapes stay as they are sent: no path of this site has one. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static enum MHD_Result add_header(void *context, enum MHD_ValueKind kind, const char *key,
                                  size_t key_size, const char *value, size_t value_size)
{
    struct request *request = context;

    (void)kind;
    if (request->header_count == REQUEST_HEADERS)
        return MHD_NO;
    request->headers[request->header_count++] =
        (struct request_header){slice_of(key, key_size), slice_of(value ? value : "", value_size)};
    return MHD_YES;
}

static enum request_method method_of(const char *name)
{
    if (strcmp(name, "GET") == 0)
        return REQUEST_GET;
    if (strcmp(name, "HEAD") == 0)
        return REQUEST_HEAD;
    return strcmp(name, "POST") == 0 ? REQUEST_POST : REQUEST_OTHER;
}

static void read_head(struct server *server, struct MHD_Connection *connection,
                      struct exchange *exchange, const char *method)
{
    struct request *request = &exchange->request;
    size_t question = slice_find(exchange->uri, 0, '?');

    request->method = method_of(method);
    request->path = slice_part(exchange->uri, 0, question);
    request->query =
        slice_from(exchange->uri, question == SIZE_MAX ? exchange->uri.size : question + 1);
    request->now = (instant)time(NULL) + server->ahead;
    request->random = random_system();
    request->arena = &exchange->arena;
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, add_header, request);
    identity_find(server->site, request);
    exchange->most = router_body(&server->router, request);
}

/* ---- an answer ---- */

static void add_to_response(void *context, const char *name, struct slice value)
{
    struct buffer text = {0};

    buffer_append(&text, value);
    MHD_add_response_header(context, name, buffer_string(&text));
    buffer_free(&text);
}

/* A small file goes out with its headers in one piece. */
static struct MHD_Response *response_of_file(struct response *response)
{
    uint8_t *bytes;
    ssize_t size;
    int file = response->file;

    if (response->file_size > SMALL_FILE) {
        response->file = 0;
        return MHD_create_response_from_fd64(response->file_size, file);
    }
    bytes = memory_grow(NULL, 1, response->file_size);
    size = pread(file, bytes, response->file_size, 0);
    return MHD_create_response_from_buffer(size > 0 ? (size_t)size : 0, bytes,
                                           MHD_RESPMEM_MUST_FREE);
}

/* Takes the content out of `response`. */
static struct MHD_Response *response_of(struct response *response)
{
    struct slice content = response_content(response);
    struct MHD_Response *made;

    if (response->file)
        return response_of_file(response);
    if (response->shared.data)
        return MHD_create_response_from_buffer(content.size, (void *)content.data,
                                               MHD_RESPMEM_PERSISTENT);
    made =
        MHD_create_response_from_buffer(content.size, response->body.data, MHD_RESPMEM_MUST_FREE);
    response->body = (struct buffer){0};
    return made;
}

static uint64_t microseconds_since(struct timespec began)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)((now.tv_sec - began.tv_sec) * 1000000 + (now.tv_nsec - began.tv_nsec) / 1000);
}

static void count_answer(struct server *server, const struct exchange *exchange, unsigned status,
                         uint64_t bytes)
{
    uint64_t microseconds = microseconds_since(exchange->began);

    site_count(server->site, status, bytes, microseconds);
    if (server->log)
        answer_log(&exchange->request, status, bytes, microseconds);
}

/* ---- answers that are kept ---- */

/* What they depend on: for whom nothing is known but what they ask for, and the view of the node. Empty:
 * this request's answer is neither kept nor looked for. */
static struct slice key_of(const struct server *server, struct exchange *exchange)
{
    const struct request *request = &exchange->request;

    if (request->method > REQUEST_HEAD || request_header(request, "cookie").size ||
        request_header(request, "if-none-match").size || request_check(request))
        return SLICE("");
    return arena_format(&exchange->arena, "%u %.*s %.*s", atomic_load(&server->site->generation),
                        SLICE_ARG(request_header(request, "host")), SLICE_ARG(exchange->uri));
}

/* Whether an answer is for this reader alone, or depends on more than its place. */
static bool is_own(const struct response *response)
{
    for (size_t i = 0; i < response->header_count; i++)
        if (slice_is(response->headers[i].name, "Set-Cookie") ||
            slice_is(response->headers[i].name, "Vary"))
            return true;
    return false;
}

/* Only what is for everybody, and changes with the view alone. */
static bool may_keep(const struct server *server, const struct exchange *exchange,
                     const struct response *response, uint64_t bytes)
{
    bool lasts =
        response->cache == RESPONSE_IMMUTABLE ||
        (response->cache == RESPONSE_REVALIDATE && server->site->node && !response->anywhere);

    return exchange->key.size && lasts && response->status == 200 && bytes <= SMALL_FILE &&
           exchange->request.method == REQUEST_GET && !response->close && !is_own(response);
}

/* Takes over the reference to `made`, or what was in its place. */
static void keep(struct server *server, const struct exchange *exchange, struct MHD_Response *made,
                 uint64_t bytes)
{
    void *replaced = made;

    pthread_mutex_lock(&server->lock);
    if (!kept_put(server->kept, exchange->key, made, exchange->request.route, bytes, &replaced))
        replaced = made;
    pthread_mutex_unlock(&server->lock);
    if (replaced)
        MHD_destroy_response(replaced);
}

static bool send_kept(struct server *server, struct MHD_Connection *connection,
                      struct exchange *exchange, enum MHD_Result *result)
{
    const struct kept_answer *kept;
    uint64_t bytes = 0;

    pthread_mutex_lock(&server->lock);
    kept = exchange->key.size ? kept_find(server->kept, exchange->key) : NULL;
    if (kept) {
        exchange->request.route = kept->route;
        bytes = kept->bytes;
        *result = MHD_queue_response(connection, 200, kept->made);
    }
    pthread_mutex_unlock(&server->lock);
    if (!kept)
        return false;
    count_answer(server, exchange, 200, bytes);
    mark(server, connection, true);
    return true;
}

static void forget_kept(struct kept_answers *kept)
{
    for (size_t i = 0; i < KEPT_SLOTS; i++)
        if (kept->slots[i].made)
            MHD_destroy_response(kept->slots[i].made);
    free(kept);
}

/* ---- sending ---- */

static enum MHD_Result send_response(struct server *server, struct MHD_Connection *connection,
                                     const struct exchange *exchange, struct response *response)
{
    unsigned status = response->status;
    uint64_t bytes = response->file ? response->file_size : response_content(response).size;
    bool kept = may_keep(server, exchange, response, bytes);
    struct MHD_Response *made = response_of(response);
    enum MHD_Result result = MHD_NO;

    if (made) {
        response_headers(response, add_to_response, made);
        if (response->close)
            MHD_add_response_header(made, "Connection", "close");
        result = MHD_queue_response(connection, status, made);
        if (kept)
            keep(server, exchange, made, bytes);
        else
            MHD_destroy_response(made);
    }
    count_answer(server, exchange, status, bytes);
    response_free(response);
    mark(server, connection, true);
    return result;
}

/* Forms of one client are limited. */
static bool within_limit(struct server *server, struct MHD_Connection *connection,
                         const struct request *request)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    struct slice client = request_header(request, "x-real-ip");
    bool within;

    if (!server->proxied && address && address->sa_family == AF_INET)
        client = slice_of((const uint8_t *)address + 4, 4);
    else if (!server->proxied && address && address->sa_family == AF_INET6)
        client = slice_of((const uint8_t *)address + 8, 16);
    pthread_mutex_lock(&server->lock);
    within = limit_take(server->limits, slice_of(server->site->secret, SESSION_SECRET), client,
                        request->now);
    pthread_mutex_unlock(&server->lock);
    if (!within)
        atomic_fetch_add(&server->site->metrics.refused, 1);
    return within;
}

static enum MHD_Result answer(struct server *server, struct MHD_Connection *connection,
                              struct exchange *exchange)
{
    struct response response;
    enum MHD_Result result;

    exchange->key = key_of(server, exchange);
    if (send_kept(server, connection, exchange, &result))
        return result;
    exchange->request.body = buffer_slice(&exchange->body);
    router_answer(&server->router, &exchange->request, &response);
    return send_response(server, connection, exchange, &response);
}

static enum MHD_Result refuse(struct server *server, struct MHD_Connection *connection,
                              struct exchange *exchange, unsigned status)
{
    struct response response;

    router_refuse(&server->router, &exchange->request, status, &response);
    response.close = true;
    return send_response(server, connection, exchange, &response);
}

/* The head is there: a body that is not wanted is not read, and the connection closed after the
 * answer. */
static enum MHD_Result begin(struct server *server, struct MHD_Connection *connection,
                             struct exchange *exchange, const char *method)
{
    struct slice length;
    int64_t size = 0;

    exchange->started = true;
    read_head(server, connection, exchange, method);
    if (request_check(&exchange->request))
        return answer(server, connection, exchange);
    length = request_header(&exchange->request, "content-length");
    if (length.size && slice_decimal(length, &size) && (uint64_t)size > exchange->most)
        return refuse(server, connection, exchange, 413);
    if (exchange->request.method == REQUEST_POST &&
        !within_limit(server, connection, &exchange->request))
        return refuse(server, connection, exchange, 429);
    mark(server, connection, false);
    return MHD_YES;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **own)
{
    struct server *server = context;
    struct exchange *exchange = *own;

    (void)url;
    (void)version;
    if (!exchange)
        return MHD_NO;
    if (!exchange->started)
        return begin(server, connection, exchange, method);
    if (!*upload_size)
        return answer(server, connection, exchange);
    if (exchange->body.size + *upload_size > exchange->most)
        return MHD_NO;
    buffer_append(&exchange->body, slice_of(upload, *upload_size));
    *upload_size = 0;
    return MHD_YES;
}

static void request_ends(void *context, struct MHD_Connection *connection, void **own,
                         enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *own;

    (void)code;
    if (!exchange)
        return;
    mark(context, connection, false);
    buffer_wipe_free(&exchange->body);
    arena_free(&exchange->arena);
    free(exchange);
    *own = NULL;
}

/* ---- start and stop ---- */

static unsigned threads(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 2 ? 2 : count > THREADS_MOST ? THREADS_MOST : (unsigned)count;
}

/* A descriptor for each connection, and some for files. */
static void raise_descriptors(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    if (limit.rlim_cur < SERVER_CONNECTIONS + 256)
        limit.rlim_cur =
            limit.rlim_max < SERVER_CONNECTIONS + 256 ? limit.rlim_max : SERVER_CONNECTIONS + 256;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void be_silent(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static struct MHD_Daemon *start_daemon(struct server *server, int descriptor)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG, 0, NULL, NULL, handle, server,
        MHD_OPTION_EXTERNAL_LOGGER, be_silent, NULL, MHD_OPTION_LISTEN_SOCKET, descriptor,
        MHD_OPTION_THREAD_POOL_SIZE, threads(), MHD_OPTION_CONNECTION_LIMIT, SERVER_CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVER_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT,
        SERVER_IDLE, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, request_begins,
        server, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_NOTIFY_COMPLETED,
        request_ends, server, MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server,
        MHD_OPTION_END);
}

bool server_start(struct server **out, struct site *site, int descriptor, bool proxied, bool log,
                  struct error *error)
{
    struct server *server;
    instant now = 0;

    if (!site_clock(site, &now, error) || (site->node && !site_renew(site, error)))
        return false;
    raise_descriptors();
    server = memory_take(sizeof *server);
    *server = (struct server){.site = site,
                              .router = site_router(site),
                              .log = log,
                              .proxied = proxied,
                              .ahead = now - (instant)time(NULL),
                              .limits = memory_take(sizeof(struct limits)),
                              .kept = memory_take(sizeof(struct kept_answers))};
    pthread_mutex_init(&server->lock, NULL);
    *out = server;
    server->daemon = start_daemon(server, descriptor);
    if (server->daemon)
        return true;
    server_stop(server);
    return error_set(error, ERROR_SYSTEM, "cannot start serving");
}

void server_stop(struct server *server)
{
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    forget_kept(server->kept);
    free(server->limits);
    free(server);
}
