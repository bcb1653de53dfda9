/* A browser for tests of pages without sockets: it keeps cookies and takes tokens from pages. */
#ifndef PROVISO_TESTS_WEB_BROWSER_H
#define PROVISO_TESTS_WEB_BROWSER_H

#include "test.h"

#include "web/identity.h"
#include "web/pages.h"

enum { BROWSER_COOKIES = 6 };

struct browser {
    struct site *site;
    instant *clock; /* the world's */
    struct arena arena;
    struct slice names[BROWSER_COOKIES], values[BROWSER_COOKIES];
    const char *origin; /* sent with forms; NULL: the site's */
    struct slice token; /* of the last page that had a form */
    struct slice page;  /* the last answer's content, in the arena */
    struct slice location;
    struct request request; /* the last one */
    unsigned status;
};

static inline bool browser_sees(const struct browser *browser, const char *part)
{
    return memmem(browser->page.data, browser->page.size, part, strlen(part)) != NULL;
}

/* What stands between `before` and the next '"' on the last page; empty: not there. */
static inline struct slice browser_value(struct browser *browser, const char *before)
{
    const uint8_t *at = memmem(browser->page.data, browser->page.size, before, strlen(before));
    size_t start = at ? (size_t)(at - browser->page.data) + strlen(before) : 0;
    size_t end = slice_find(browser->page, start, '"');

    return at ? arena_copy(&browser->arena, slice_part(browser->page, start, end - start))
              : SLICE("");
}

static inline void browser_keep(struct browser *browser, struct slice name, struct slice value)
{
    for (size_t i = 0; i < BROWSER_COOKIES; i++)
        if (!browser->names[i].size || slice_equal(browser->names[i], name)) {
            browser->names[i] = arena_copy(&browser->arena, name);
            browser->values[i] = arena_copy(&browser->arena, value);
            return;
        }
    fail_msg("too many cookies");
}

static inline struct slice browser_cookie(const struct browser *browser, const char *name)
{
    for (size_t i = 0; i < BROWSER_COOKIES; i++)
        if (slice_is(browser->names[i], name))
            return browser->values[i];
    return SLICE("");
}

static inline void browser_header(struct browser *browser, const char *name, struct slice value)
{
    browser->request.headers[browser->request.header_count++] =
        (struct request_header){slice_text(name), value};
}

static inline void browser_start(struct browser *browser, enum request_method method,
                                 const char *path)
{
    struct slice host = slice_from(browser->site->origin,
                                   slice_starts(browser->site->origin, SLICE("https://")) ? 8 : 7);
    struct buffer cookies = {0};

    browser->request = (struct request){.method = method,
                                        .path = slice_text(path),
                                        .now = *browser->clock,
                                        .random = random_system(),
                                        .arena = &browser->arena};
    browser_header(browser, "Host", host);
    for (size_t i = 0; i < BROWSER_COOKIES; i++)
        if (browser->values[i].size)
            buffer_format(&cookies, "%s%.*s=%.*s", cookies.size ? "; " : "",
                          SLICE_ARG(browser->names[i]), SLICE_ARG(browser->values[i]));
    if (cookies.size)
        browser_header(browser, "Cookie", arena_copy(&browser->arena, buffer_slice(&cookies)));
    buffer_free(&cookies);
}

static inline void browser_take(struct browser *browser, const struct response *response)
{
    browser->location = SLICE("");
    for (size_t i = 0; i < response->header_count; i++) {
        struct slice value = response->headers[i].value;
        size_t equals = slice_find(value, 0, '='), end = slice_find(value, 0, ';');

        if (slice_is(response->headers[i].name, "Location"))
            browser->location = arena_copy(&browser->arena, value);
        if (slice_is(response->headers[i].name, "Set-Cookie"))
            browser_keep(browser, slice_part(value, 0, equals),
                         slice_part(value, equals + 1, end - equals - 1));
    }
}

/* Sends it as the server does: who asks is found first. */
static inline unsigned browser_send(struct browser *browser)
{
    struct router router = site_router(browser->site);
    struct response response;
    struct slice token;

    identity_find(browser->site, &browser->request);
    router_answer(&router, &browser->request, &response);
    browser_take(browser, &response);
    browser->page = arena_copy(&browser->arena, response_content(&response));
    token = browser_value(browser, "name=\"token\" value=\"");
    if (token.size)
        browser->token = token;
    browser->status = response.status;
    if (browser->request.session.official.size)
        assert_int_equal(RESPONSE_PRIVATE, response.cache);
    response_free(&response);
    return browser->status;
}

static inline unsigned browser_get(struct browser *browser, const char *path)
{
    browser_start(browser, REQUEST_GET, path);
    return browser_send(browser);
}

/* Sends a form: `body` without its token, "a=b&c=d". */
static inline unsigned browser_post(struct browser *browser, const char *path, const char *body)
{
    browser_start(browser, REQUEST_POST, path);
    browser_header(browser, "Origin",
                   browser->origin ? slice_text(browser->origin) : browser->site->origin);
    browser_header(browser, "Content-Type", SLICE("application/x-www-form-urlencoded"));
    browser->request.body = arena_format(&browser->arena, "token=%.*s%s%s",
                                         SLICE_ARG(browser->token), *body ? "&" : "", body);
    return browser_send(browser);
}

/* Opens a page for its form's token, then sends the form. */
static inline unsigned browser_fill(struct browser *browser, const char *page, const char *path,
                                    const char *body)
{
    assert_int_equal(200, browser_get(browser, page));
    return browser_post(browser, path, body);
}

static inline void browser_close(struct browser *browser)
{
    arena_free(&browser->arena);
}

#endif
