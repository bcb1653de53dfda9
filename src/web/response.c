#include "web/response.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/encode.h"

/* No script or style but the site's own files, no frame, no plug-in, no form to another host. */
static const struct {
    const char *name, *value;
} guards[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for "
     "'script'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

static const char *const caches[] = {
    [RESPONSE_PRIVATE] = "no-store",
    [RESPONSE_REVALIDATE] = "no-cache",
    [RESPONSE_BRIEF] = "public, max-age=60",
    [RESPONSE_IMMUTABLE] = "public, max-age=31536000, immutable",
};

struct slice response_content(const struct response *response)
{
    return response->shared.data ? response->shared : buffer_slice(&response->body);
}

void response_header(struct response *response, const char *name, struct slice value)
{
    bool broken = response->header_count == RESPONSE_HEADERS;

    for (size_t i = 0; i < value.size; i++)
        broken |= value.data[i] < ' ' || value.data[i] == 0x7f;
    if (broken) {
        fprintf(stderr, "proviso: response: header %s\n", name);
        abort();
    }
    response->headers[response->header_count++] = (struct request_header){slice_text(name), value};
}

void response_redirect(struct response *response, struct slice path)
{
    response->status = 303;
    response->type = "text/plain; charset=utf-8";
    response_header(response, "Location", path);
}

void response_download(struct response *response, struct arena *arena, const char *type,
                       struct slice name)
{
    response->status = 200;
    response->type = type;
    response->cache = RESPONSE_PRIVATE;
    response_header(response, "Content-Disposition",
                    arena_format(arena, "attachment; filename=\"%.*s\"", SLICE_ARG(name)));
}

static bool list_has(struct slice list, const char *tag)
{
    return list.size && (slice_is(list, "*") || memmem(list.data, list.size, tag, strlen(tag)));
}

void response_settle(struct response *response, const struct request *request)
{
    char hex[DIGEST_TEXT];

    if (response->status != 200 || response->cache == RESPONSE_PRIVATE)
        return;
    if (!response->etag[0]) {
        digest_write(sha256_of(response_content(response)), hex);
        snprintf(response->etag, sizeof response->etag, "\"%.32s\"", hex);
    }
    if (!list_has(request_header(request, "if-none-match"), response->etag))
        return;
    response->status = 304;
    if (response->file)
        close(response->file);
    response->file = 0;
    response->file_size = 0;
    response->shared = SLICE("");
    buffer_clear(&response->body);
}

void response_headers(const struct response *response, response_each *each, void *context)
{
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
        each(context, guards[i].name, slice_text(guards[i].value));
    each(context, "Cross-Origin-Resource-Policy",
         response->anywhere ? SLICE("cross-origin") : SLICE("same-origin"));
    if (response->anywhere)
        each(context, "Access-Control-Allow-Origin", SLICE("*"));
    each(context, "Cache-Control", slice_text(caches[response->cache]));
    if (response->type && response->status != 304)
        each(context, "Content-Type", slice_text(response->type));
    if (response->etag[0])
        each(context, "ETag", slice_text(response->etag));
    for (size_t i = 0; i < response->header_count; i++)
        each(context, (const char *)response->headers[i].name.data, response->headers[i].value);
}

void response_free(struct response *response)
{
    buffer_free(&response->body);
    if (response->file)
        close(response->file);
    *response = (struct response){0};
}
