#include "web/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

/* Host and port of "127.0.0.1:8080" or "[::1]:8080". */
static bool split(const char *address, char host[64], char port[8])
{
    const char *colon = strrchr(address, ':');
    size_t size = colon ? (size_t)(colon - address) : 0;

    if (!size || size >= 64 || strlen(colon + 1) > 5 || !colon[1] ||
        colon[1 + strspn(colon + 1, "0123456789")])
        return false;
    snprintf(port, 8, "%s", colon + 1);
    if (address[0] == '[' && address[size - 1] == ']')
        snprintf(host, 64, "%.*s", (int)size - 2, address + 1);
    else
        snprintf(host, 64, "%.*s", (int)size, address);
    return true;
}

static unsigned port_of(int descriptor)
{
    struct sockaddr_storage storage;
    socklen_t size = sizeof storage;
    char port[8];

    if (getsockname(descriptor, (struct sockaddr *)&storage, &size) != 0 ||
        getnameinfo((struct sockaddr *)&storage, size, NULL, 0, port, sizeof port,
                    NI_NUMERICSERV) != 0)
        return 0;
    return (unsigned)strtoul(port, NULL, 10);
}

static int give_up(int descriptor, const char *verb, const char *address, struct error *error)
{
    error_system(error, errno, verb, address);
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

static int open_address(const char *address, unsigned *port, struct error *error)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                             .ai_socktype = SOCK_STREAM},
                    *found = NULL;
    char host[64], service[8];
    int descriptor, on = 1;

    if (!split(address, host, service) || getaddrinfo(host, service, &hints, &found) != 0) {
        error_set(error, ERROR_USAGE, "no address to listen on: \"%.100s\"; one is 127.0.0.1:8080",
                  address);
        return -1;
    }
    descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor >= 0)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (descriptor < 0 || bind(descriptor, found->ai_addr, found->ai_addrlen) != 0 ||
        listen(descriptor, BACKLOG) != 0)
        descriptor = give_up(descriptor, "listen on", address, error);
    freeaddrinfo(found);
    *port = descriptor >= 0 ? port_of(descriptor) : 0;
    return descriptor;
}

/* A socket file that nobody listens on any more. */
static void remove_stale(const struct sockaddr_un *name)
{
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct stat status;

    if (probe < 0)
        return;
    if (lstat(name->sun_path, &status) == 0 && S_ISSOCK(status.st_mode) &&
        connect(probe, (const struct sockaddr *)name, sizeof *name) != 0 && errno == ECONNREFUSED)
        unlink(name->sun_path);
    close(probe);
}

static int open_path(const char *path, struct error *error)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    mode_t mask;
    int descriptor, bound;

    if (!*path || strlen(path) >= sizeof name.sun_path) {
        error_set(error, ERROR_USAGE, "the path of a Unix socket has 1 to %zu bytes",
                  sizeof name.sun_path - 1);
        return -1;
    }
    snprintf(name.sun_path, sizeof name.sun_path, "%s", path);
    remove_stale(&name);
    descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return give_up(-1, "open", path, error);
    mask = umask(0117);
    bound = bind(descriptor, (const struct sockaddr *)&name, sizeof name);
    umask(mask);
    if (bound != 0 || listen(descriptor, BACKLOG) != 0)
        return give_up(descriptor, "listen on", path, error);
    return descriptor;
}

int listen_open(const char *address, unsigned *port, struct error *error)
{
    *port = 0;
    if (strncmp(address, "unix:", 5) == 0)
        return open_path(address + 5, error);
    return open_address(address, port, error);
}

bool listen_is_local(const char *address)
{
    char host[64], port[8];
    struct in6_addr six;
    struct in_addr four;

    if (strncmp(address, "unix:", 5) == 0)
        return true;
    if (!split(address, host, port))
        return false;
    if (inet_pton(AF_INET, host, &four) == 1)
        return ntohl(four.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, host, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

bool listen_origin(const char *address, unsigned port, struct buffer *out)
{
    const char *colon = strrchr(address, ':');

    if (strncmp(address, "unix:", 5) == 0 || !colon)
        return false;
    buffer_format(out, "http://%.*s", (int)(colon - address), address);
    if (port != 80)
        buffer_format(out, ":%u", port);
    return true;
}
