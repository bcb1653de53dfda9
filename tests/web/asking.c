#include "asking.h"

#include <string.h>

#define BOUNDARY "part-of-a-test"

const char asking_session[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

static void header(struct asked *asked, const char *name, struct slice value)
{
    asked->request.headers[asked->request.header_count++] =
        (struct request_header){slice_text(name), value};
}

static void begin(const struct asker *asker, enum request_method method, const char *path,
                  struct asked *asked)
{
    size_t host = slice_find(asker->site->origin, 0, '/') + 2;

    *asked = (struct asked){.request = {.method = method,
                                        .path = slice_text(path),
                                        .now = asker->now,
                                        .random = random_system()}};
    asked->request.arena = &asked->arena;
    asked->request.session = (struct session){.id = slice_text(asking_session)};
    if (asker->official) {
        asked->request.session.official = slice_text(asker->official);
        asked->request.session.roles = asker->roles;
    }
    header(asked, "Host", slice_from(asker->site->origin, host));
}

static unsigned answer(const struct asker *asker, struct asked *asked)
{
    struct router router = site_router(asker->site);

    router_answer(&router, &asked->request, &asked->response);
    return asked->response.status;
}

unsigned asking_get(const struct asker *asker, const char *path, struct asked *asked)
{
    begin(asker, REQUEST_GET, path, asked);
    return answer(asker, asked);
}

static struct slice token_of(const struct asker *asker, struct asked *asked)
{
    char token[SESSION_TOKEN + 1];

    session_token(asker->site->secret, slice_text(asking_session), &asked->request.random, token);
    return arena_copy(&asked->arena, slice_text(token));
}

static unsigned send(const struct asker *asker, const char *type, struct slice body,
                     struct asked *asked)
{
    header(asked, "Origin", asker->site->origin);
    header(asked, "Content-Type", slice_text(type));
    asked->request.body = body;
    return answer(asker, asked);
}

unsigned asking_post(const struct asker *asker, const char *path, const char *form,
                     struct asked *asked)
{
    begin(asker, REQUEST_POST, path, asked);
    return send(asker, "application/x-www-form-urlencoded",
                arena_format(&asked->arena, ROUTE_TOKEN "=%.*s%s%s",
                             SLICE_ARG(token_of(asker, asked)), *form ? "&" : "", form),
                asked);
}

unsigned asking_send_files(const struct asker *asker, const char *path,
                           const struct asking_file *files, size_t count, struct asked *asked)
{
    struct buffer body = {0};
    struct slice kept;

    begin(asker, REQUEST_POST, path, asked);
    buffer_format(&body,
                  "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"" ROUTE_TOKEN
                  "\"\r\n\r\n%.*s\r\n--" BOUNDARY,
                  SLICE_ARG(token_of(asker, asked)));
    for (size_t i = 0; i < count; i++) {
        buffer_format(&body, "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n",
                      files[i].name, files[i].text ? "" : "; filename=\"file\"");
        buffer_append(&body, files[i].content);
        buffer_text(&body, "\r\n--" BOUNDARY);
    }
    buffer_text(&body, "--\r\n");
    kept = arena_copy(&asked->arena, buffer_slice(&body));
    buffer_free(&body);
    return send(asker, "multipart/form-data; boundary=" BOUNDARY, kept, asked);
}

unsigned asking_send(const struct asker *asker, const char *path, const char *name,
                     struct slice file, struct asked *asked)
{
    struct asking_file one = {.name = name, .content = file};

    return asking_send_files(asker, path, &one, 1, asked);
}

struct slice asked_content(const struct asked *asked)
{
    return response_content(&asked->response);
}

bool asked_has(const struct asked *asked, const char *part)
{
    struct slice content = asked_content(asked);

    return memmem(content.data, content.size, part, strlen(part)) != NULL;
}

void asked_forget(struct asked *asked)
{
    response_free(&asked->response);
    arena_free(&asked->arena);
}
