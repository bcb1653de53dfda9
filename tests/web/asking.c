#include "asking.h"

#include "test.h"

unsigned ask_as(struct asked *asked, struct site *site, instant now, const char *official,
                uint32_t roles, const char *path)
{
    struct router router = site_router(site);

    *asked = (struct asked){.request = {.method = REQUEST_GET,
                                        .path = slice_text(path),
                                        .now = now,
                                        .random = random_system()}};
    asked->request.arena = &asked->arena;
    asked->request.headers[asked->request.header_count++] =
        (struct request_header){SLICE("Host"), SLICE("127.0.0.1:8080")};
    asked->request.session.official = slice_text(official ? official : "");
    if (official && *official)
        asked->request.session.roles = roles ? roles : ROUTE_OFFICIALS;
    router_answer(&router, &asked->request, &asked->response);
    asked->page = response_content(&asked->response);
    return asked->response.status;
}

void asked_free(struct asked *asked)
{
    response_free(&asked->response);
    arena_free(&asked->arena);
}

bool asked_has(const struct asked *asked, const char *part)
{
    return memmem(asked->page.data, asked->page.size, part, strlen(part)) != NULL;
}
