#include "web/request.h"

#include <strings.h>

static bool is_named(struct slice name, const char *lower)
{
    size_t size = strlen(lower);

    return name.size == size && strncasecmp((const char *)name.data, lower, size) == 0;
}

static size_t count_of(const struct request *request, const char *name)
{
    size_t count = 0;

    for (size_t i = 0; i < request->header_count; i++)
        count += is_named(request->headers[i].name, name);
    return count;
}

struct slice request_header(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->header_count; i++)
        if (is_named(request->headers[i].name, name))
            return request->headers[i].value;
    return SLICE("");
}

struct slice request_parameter(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->parameter_count; i++)
        if (slice_is(request->parameters[i].name, name))
            return request->parameters[i].value;
    return SLICE("");
}

struct slice request_cookie(const struct request *request, const char *name)
{
    struct slice rest = request_header(request, "cookie"), found = SLICE("");
    size_t count = 0;

    while (rest.size) {
        size_t end = slice_find(rest, 0, ';');
        struct slice pair = slice_part(rest, 0, end);
        size_t equals;

        while (pair.size && pair.data[0] == ' ')
            pair = slice_from(pair, 1);
        equals = slice_find(pair, 0, '=');
        if (equals != SIZE_MAX && slice_is(slice_part(pair, 0, equals), name)) {
            found = slice_from(pair, equals + 1);
            count++;
        }
        rest = slice_from(rest, end == SIZE_MAX ? rest.size : end + 1);
    }
    return count == 1 ? found : SLICE("");
}

/* ---- one meaning only ---- */

static bool is_token(struct slice name)
{
    for (size_t i = 0; i < name.size; i++)
        if (name.data[i] <= ' ' || name.data[i] >= 0x7f ||
            strchr("()<>@,;:\\\"/[]?={}", name.data[i]))
            return false;
    return name.size > 0;
}

static bool is_field(struct slice value)
{
    for (size_t i = 0; i < value.size; i++)
        if ((value.data[i] < ' ' && value.data[i] != '\t') || value.data[i] == 0x7f)
            return false;
    return true;
}

/* A name or address with a port: RFC 3986, 3.2.2, without user and without escapes. */
static bool is_host(struct slice host)
{
    for (size_t i = 0; i < host.size; i++) {
        uint8_t c = host.data[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            !(c && strchr(".-:[]_", c)))
            return false;
    }
    return host.size > 0 && host.size <= 255;
}

static bool singles_are_single(const struct request *request)
{
    static const char *const names[] = {"host",    "content-length", "transfer-encoding",
                                        "cookie",  "content-type",   "origin",
                                        "referer", "sec-fetch-site", NULL};

    for (const char *const *name = names; *name; name++)
        if (count_of(request, *name) > 1)
            return false;
    return true;
}

unsigned request_check(const struct request *request)
{
    struct slice length = request_header(request, "content-length");
    int64_t number;

    if (request->path.size > REQUEST_PATH || request->query.size > REQUEST_QUERY)
        return 414;
    if (request->header_count >= REQUEST_HEADERS)
        return 431;
    for (size_t i = 0; i < request->header_count; i++)
        if (!is_token(request->headers[i].name) || !is_field(request->headers[i].value))
            return 400;
    if (!singles_are_single(request) || !is_host(request_header(request, "host")))
        return 400;
    if (count_of(request, "transfer-encoding"))
        return count_of(request, "content-length") ? 400 : 411;
    if (count_of(request, "content-length") && !slice_decimal(length, &number))
        return 400;
    return 0;
}

static bool segment_is_plain(struct slice segment)
{
    for (size_t i = 0; i < segment.size; i++) {
        uint8_t c = segment.data[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            !(c && strchr("._~-", c)))
            return false;
    }
    return segment.size > 0 && !slice_is(segment, ".") && !slice_is(segment, "..");
}

bool request_path_is_plain(struct slice path)
{
    if (!path.size || path.data[0] != '/')
        return false;
    path = slice_from(path, 1);
    while (path.size) {
        size_t end = slice_find(path, 0, '/');

        if (!segment_is_plain(slice_part(path, 0, end)))
            return false;
        if (end == SIZE_MAX)
            return true;
        path = slice_from(path, end + 1);
    }
    return true;
}
