#include "web/rehearsal.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

#include "base/files.h"
#include "base/process.h"
#include "statement/name.h"

enum { KEY_PATH = 1024 };

bool rehearsal_is_local(int descriptor)
{
    struct sockaddr_storage storage = {0};
    socklen_t size = sizeof storage;
    const struct sockaddr_in *four = (const struct sockaddr_in *)&storage;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&storage;

    if (getsockname(descriptor, (struct sockaddr *)&storage, &size) != 0)
        return false;
    if (storage.ss_family == AF_INET)
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    if (storage.ss_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
    return storage.ss_family == AF_UNIX;
}

/* "http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080". */
static bool origin_is_local(struct slice origin)
{
    static const char *const hosts[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};

    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct slice host = slice_text(hosts[i]);

        if (slice_starts(origin, host) &&
            (origin.size == host.size || origin.data[host.size] == ':'))
            return true;
    }
    return false;
}

/* Only names of officials are looked for, so that no other file is ever opened. */
static bool key_of(const struct rehearsal *rehearsal, struct slice official, char path[KEY_PATH])
{
    int size;

    if (!name_is_person(official))
        return false;
    size = snprintf(path, KEY_PATH, "%s/keys/%.*s", rehearsal->folder, SLICE_ARG(official));
    return size > 0 && size < KEY_PATH && files_exist(path);
}

static bool has(const char *folder, const char *name)
{
    struct buffer path = {0};
    bool is = files_exist(files_path(&path, folder, name));

    buffer_free(&path);
    return is;
}

/* Of two States, or of a forum. */
static bool is_demo(const char *folder)
{
    return has(folder, "keys") && ((has(folder, "xa/node.conf") && has(folder, "xb/node.conf")) ||
                                   has(folder, "un/node.conf"));
}

bool rehearsal_open(struct rehearsal *rehearsal, const bool *demo, int descriptor,
                    struct slice origin, const char *folder, struct error *error)
{
    *rehearsal = (struct rehearsal){.demo = demo, .folder = folder, .origin = origin};
    if (!*demo)
        return error_set(error, ERROR_USAGE,
                         "--rehearsal is for what proviso demo has made; this is not");
    if (!rehearsal_is_local(descriptor) || !origin_is_local(origin))
        return error_set(error, ERROR_USAGE,
                         "--rehearsal is for this machine alone: listen on 127.0.0.1 or ::1, under "
                         "that name");
    return is_demo(folder) ||
           error_set(error, ERROR_USAGE, "--rehearsal names the folder that proviso demo has made");
}

bool rehearsal_has(const struct rehearsal *rehearsal, struct slice official)
{
    char path[KEY_PATH];

    return key_of(rehearsal, official, path);
}

bool rehearsal_sign(const struct rehearsal *rehearsal, struct slice official, struct slice payload,
                    struct buffer *armour, struct error *error)
{
    char path[KEY_PATH];

    if (!rehearsal || !*rehearsal->demo || !origin_is_local(rehearsal->origin))
        return error_set(error, ERROR_USAGE, "this is no rehearsal");
    if (!key_of(rehearsal, official, path))
        return error_set(error, ERROR_USAGE, "the demo has no key of %.*s",
                         SLICE_ARG(slice_part(official, 0, 60)));
    return process_sign_bytes(path, payload, armour, error);
}
