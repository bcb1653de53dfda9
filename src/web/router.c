#include "web/router.h"

/* ---- which route? ---- */

/* Takes the next segment ("/x") off the front. */
static bool next_segment(struct slice *path, struct slice *segment)
{
    size_t end;

    if (!path->size)
        return false;
    end = slice_find(*path, 1, '/');
    *segment = slice_part(*path, 1, end == SIZE_MAX ? SIZE_MAX : end - 1);
    *path = slice_from(*path, end == SIZE_MAX ? path->size : end);
    return true;
}

static void add_parameter(struct request *request, struct slice name, struct slice value)
{
    if (request->parameter_count < REQUEST_PARAMETERS)
        request->parameters[request->parameter_count++] = (struct request_parameter){name, value};
}

/* One segment of the pattern against the path; what "{name*}" takes is the rest of it. */
static bool match_segment(struct slice part, struct slice *path, struct request *request)
{
    struct slice segment;

    if (slice_ends(part, SLICE("*}"))) {
        add_parameter(request, slice_part(part, 1, part.size - 3), slice_from(*path, 1));
        *path = SLICE("");
        return true;
    }
    if (!next_segment(path, &segment))
        return false;
    if (!slice_starts(part, SLICE("{")))
        return slice_equal(part, segment);
    add_parameter(request, slice_part(part, 1, part.size - 2), segment);
    return segment.size > 0;
}

static bool matches(const char *text, struct slice path, struct request *request)
{
    struct slice pattern = slice_text(text), part;

    request->parameter_count = 0;
    while (path.size && next_segment(&pattern, &part))
        if (!match_segment(part, &path, request))
            return false;
    return !path.size && !pattern.size;
}

static enum request_method method_of(const struct request *request)
{
    return request->method == REQUEST_HEAD ? REQUEST_GET : request->method;
}

static bool may_see(const struct route *route, const struct session *session)
{
    return !route->roles || (route->roles & session->roles);
}

/* Sets `place` to the path without its language, and the language. */
static bool split_language(struct request *request)
{
    struct slice rest = request->path, segment;

    request->place = request->path;
    request->language = language_choose(request_cookie(request, "language"),
                                        request_header(request, "accept-language"));
    if (!next_segment(&rest, &segment) || !language_find(segment, &request->language))
        return false;
    request->place = rest.size ? rest : SLICE("/");
    return true;
}

/* The route; NULL with *other true where only the method is wrong. */
static const struct route *find(const struct router *router, struct request *request, bool *other)
{
    bool in_language;

    *other = false;
    request->route = "";
    in_language = split_language(request);
    if (!request_path_is_plain(request->path))
        return NULL;
    for (size_t i = 0; i < router->count; i++) {
        const struct route *route = &router->routes[i];

        if (!(route->flags & ROUTE_LANGUAGE) == in_language ||
            !matches(route->pattern, in_language ? request->place : request->path, request) ||
            !may_see(route, &request->session))
            continue;
        if (route->method == method_of(request)) {
            request->route = route->pattern;
            return route;
        }
        *other = true;
    }
    return NULL;
}

size_t router_body(const struct router *router, const struct request *request)
{
    struct request copy = *request;
    bool other;
    const struct route *route = find(router, &copy, &other);

    return route && route->method == REQUEST_POST ? route->body : 0;
}

/* ---- forms ---- */

/* Browsers say where a form was filled in: another site's never counts, whatever token it has. */
static bool from_here(const struct router *router, const struct request *request)
{
    struct slice origin = request_header(request, "origin");
    struct slice site = request_header(request, "sec-fetch-site");

    return slice_equal(origin, router->origin) && (!site.size || slice_is(site, "same-origin"));
}

static unsigned form_status(const struct error *error)
{
    return error->code == ERROR_TOO_LARGE ? 413 : 400;
}

static void refuse(const struct router *router, const struct request *request, unsigned status,
                   const struct error *error, struct response *response)
{
    response_free(response);
    response->status = status;
    response->cache = RESPONSE_PRIVATE;
    router->refuse(router->site, request, status, error, response);
}

void router_refuse(const struct router *router, struct request *request, unsigned status,
                   struct response *response)
{
    bool other;

    find(router, request, &other);
    *response = (struct response){0};
    refuse(router, request, status, NULL, response);
}

static void answer_form(const struct router *router, const struct route *route,
                        struct request *request, struct response *response)
{
    struct form *form = arena_take(request->arena, sizeof *form);
    const struct form_field *fields =
        route->fields ? route->fields : router->fields(router->site, request);
    struct error error = {0};

    if (!fields)
        return;
    if (!from_here(router, request))
        refuse(router, request, 403, NULL, response);
    else if (request->body.size > route->body)
        refuse(router, request, 413, NULL, response);
    else if (!form_read(request_header(request, "content-type"), request->body, fields,
                        request->arena, form, &error))
        refuse(router, request, form_status(&error), &error, response);
    else if (!session_token_holds(router->secret, request->session.id,
                                  form_value(form, ROUTE_TOKEN)))
        refuse(router, request, 403, NULL, response);
    else
        route->handler(router->site, request, form, response);
}

/* ---- answering ---- */

static bool host_is_ours(const struct router *router, const struct request *request)
{
    struct slice origin = router->origin;

    if (slice_starts(origin, SLICE("https://")))
        origin = slice_from(origin, 8);
    else
        origin = slice_from(origin, 7);
    return slice_equal(origin, request_header(request, "host"));
}

void router_answer(const struct router *router, struct request *request, struct response *response)
{
    unsigned wrong = request_check(request);
    const struct route *route;
    bool other = false;

    *response = (struct response){0};
    route = find(router, request, &other);
    if (!wrong && !(route && route->flags & ROUTE_ANY_HOST) && !host_is_ours(router, request))
        wrong = 421;
    if (wrong)
        refuse(router, request, wrong, NULL, response);
    else if (route && route->method == REQUEST_POST)
        answer_form(router, route, request, response);
    else if (route)
        route->handler(router->site, request, NULL, response);
    if (!response->status)
        refuse(router, request, !route && other ? 405 : 404, NULL, response);
    response->close = wrong != 0;
    response_settle(response, request);
}
