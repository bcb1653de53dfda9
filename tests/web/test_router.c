/* Requests through the router, without sockets: who may see what, which shapes are refused, where
 * forms may come from, what every response carries. */
#include "test.h"

#include "terms/words.h"
#include "web/router.h"

#define JUDGE  (1u << ROLE_JUDGE)
#define CLERK  (1u << ROLE_CLERK)
#define SECRET "0123456789abcdef0123456789abcdef"
#define ID     "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER  "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define ORIGIN "https://node.example"

static int saved;

static void show(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    response->status = 200;
    response->type = "text/plain; charset=utf-8";
    response->cache = RESPONSE_REVALIDATE;
    buffer_format(&response->body, "%s %.*s %.*s", language_code(request->language),
                  SLICE_ARG(request->place), SLICE_ARG(request_parameter(request, "id")));
    assert_null(form);
    (void)site;
}

static void save(void *site, const struct request *request, const struct form *form,
                 struct response *response)
{
    saved++;
    response_redirect(response, SLICE("/en/saved"));
    assert_true(slice_is(form_value(form, "zone"), "UTC"));
    (void)site;
    (void)request;
}

static void nothing(void *site, const struct request *request, const struct form *form,
                    struct response *response)
{
    (void)site;
    (void)request;
    (void)form;
    (void)response;
}

static void refuse(void *site, const struct request *request, unsigned status,
                   const struct error *error, struct response *response)
{
    response->type = "text/plain; charset=utf-8";
    buffer_format(&response->body, "refused %u", status);
    (void)site;
    (void)request;
    (void)error;
}

static const struct form_field save_fields[] = {
    {ROUTE_TOKEN, FORM_LINE, SESSION_TOKEN}, {"zone", FORM_LINE, 40}, {0}};

static const struct route routes[] = {
    {REQUEST_GET, "/", show, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/rules", show, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/offences/{id}", show, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_GET, "/matters/{id}", show, ROUTE_LANGUAGE, JUDGE | CLERK, NULL, 0},
    {REQUEST_GET, "/none", nothing, ROUTE_LANGUAGE, 0, NULL, 0},
    {REQUEST_POST, "/save", save, ROUTE_LANGUAGE, 0, save_fields, 1000},
    {REQUEST_GET, "/healthz", show, ROUTE_ANY_HOST, 0, NULL, 0},
    {REQUEST_GET, "/ledger/{ledger}/{id*}", show, 0, 0, NULL, 0},
};

static const struct router router = {
    .routes = routes,
    .count = sizeof routes / sizeof *routes,
    .secret = (const uint8_t *)SECRET,
    .origin = {(const uint8_t *)ORIGIN, sizeof ORIGIN - 1},
    .refuse = refuse,
};

struct exchange {
    struct arena arena;
    struct request request;
    struct response response;
};

static void add(struct exchange *exchange, const char *name, const char *value)
{
    exchange->request.headers[exchange->request.header_count++] =
        (struct request_header){slice_text(name), slice_text(value)};
}

static void start(struct exchange *exchange, enum request_method method, const char *path)
{
    *exchange = (struct exchange){
        .request = {.method = method, .path = slice_text(path), .random = random_system()}};
    exchange->request.arena = &exchange->arena;
    add(exchange, "Host", "node.example");
}

static unsigned answer(struct exchange *exchange)
{
    router_answer(&router, &exchange->request, &exchange->response);
    return exchange->response.status;
}

static void end(struct exchange *exchange)
{
    response_free(&exchange->response);
    arena_free(&exchange->arena);
}

static unsigned get_as(const char *path, uint32_t roles, char out[100])
{
    struct exchange exchange;
    unsigned status;

    start(&exchange, REQUEST_GET, path);
    exchange.request.session.roles = roles;
    status = answer(&exchange);
    snprintf(out, 100, "%.*s", SLICE_ARG(response_content(&exchange.response)));
    end(&exchange);
    return status;
}

static void test_routes(void **state)
{
    static const struct {
        const char *path;
        unsigned status;
        const char *body;
    } rows[] = {
        {"/en", 200, "en / "},
        {"/en/", 200, "en / "},
        {"/fr/rules", 200, "fr /rules "},
        {"/fr/offences/unlawful-access", 200, "fr /offences/unlawful-access unlawful-access"},
        {"/ledger/matters/tile/0/x001/067.p/5", 200,
         "en /ledger/matters/tile/0/x001/067.p/5 tile/0/x001/067.p/5"},
        {"/healthz", 200, "en /healthz "},
        {"/rules", 404, "refused 404"},
        {"/en/healthz", 404, "refused 404"},
        {"/de/rules", 404, "refused 404"},
        {"/EN/rules", 404, "refused 404"},
        {"/en/rules/", 404, "refused 404"},
        {"/en/rules/x", 404, "refused 404"},
        {"/en/offences", 404, "refused 404"},
        {"/en/offences/", 404, "refused 404"},
        {"/en/offences/a/b", 404, "refused 404"},
        {"/en/none", 404, "refused 404"},
        {"/en/save", 405, "refused 405"},
        {"/en//rules", 404, "refused 404"},
        {"/en/./rules", 404, "refused 404"},
        {"/en/offences/..", 404, "refused 404"},
        {"/ledger/matters/../../node.conf", 404, "refused 404"},
        {"/ledger/matters/..%2f..%2fnode.conf", 404, "refused 404"},
        {"/ledger/matters/%2e%2e/x", 404, "refused 404"},
        {"/ledger/matters/a\\b", 404, "refused 404"},
        {"/ledger/matters/a;b", 404, "refused 404"},
        {"//evil.example/", 404, "refused 404"},
        {"", 404, "refused 404"},
        {"*", 404, "refused 404"},
        {"http://node.example/en", 404, "refused 404"},
    };
    char body[100];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (get_as(rows[i].path, 0, body) != rows[i].status || strcmp(body, rows[i].body) != 0)
            fail_msg("%s: %s", rows[i].path, body);
    (void)state;
}

static void test_what_one_may_not_see_is_nowhere(void **state)
{
    static const uint32_t strangers[] = {0, 1u << ROLE_PROVIDER, ~(JUDGE | CLERK)};
    char body[100], missing[100];

    assert_int_equal(200, get_as("/en/matters/XA-2026-000001", JUDGE, body));
    assert_int_equal(200, get_as("/en/matters/XA-2026-000001", CLERK | 1, body));
    assert_int_equal(404, get_as("/en/nowhere", 0, missing));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(404, get_as("/en/matters/XA-2026-000001", strangers[i], body));
        assert_string_equal(missing, body);
    }
    (void)state;
}

/* ---- shapes that two readers could take for two different requests ---- */

static void test_shapes(void **state)
{
    static const struct {
        const char *name, *value;
        unsigned status;
    } rows[] = {
        {"X-Any", "value", 200},
        {"Host", "node.example", 400},
        {"hOsT", "evil.example", 400},
        {"Transfer-Encoding", "chunked", 411},
        {"Content-Length", "0", 200},
        {"Content-Length", "+5", 400},
        {"Content-Length", "5, 5", 400},
        {"Content-Length", "0x5", 400},
        {"Content-Length", "05", 400},
        {"Content-Length", "", 400},
        {"Content-Length", "99999999999999999999999", 400},
        {"X-Any", "a\nb: c", 400},
        {"X-Any", "a\rb", 400},
        {"X Any", "v", 400},
        {"X-Any:", "v", 400},
        {"", "v", 400},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange exchange;

        start(&exchange, REQUEST_GET, "/en/rules");
        add(&exchange, rows[i].name, rows[i].value);
        if (answer(&exchange) != rows[i].status)
            fail_msg("%s: %s: %u", rows[i].name, rows[i].value, exchange.response.status);
        assert_int_equal(rows[i].status != 200, exchange.response.close);
        end(&exchange);
    }
    (void)state;
}

static void test_doubled_lengths(void **state)
{
    static const struct {
        const char *first, *second;
        unsigned status;
    } rows[] = {
        {"Content-Length", "Content-Length", 400},
        {"Content-Length", "Transfer-Encoding", 400},
        {"Transfer-Encoding", "Transfer-Encoding", 400},
        {"Cookie", "Cookie", 400},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange exchange;

        start(&exchange, REQUEST_GET, "/en/rules");
        add(&exchange, rows[i].first, "5");
        add(&exchange, rows[i].second, "5");
        assert_int_equal(rows[i].status, answer(&exchange));
        end(&exchange);
    }
    (void)state;
}

static void test_hosts(void **state)
{
    static const struct {
        const char *path, *host;
        unsigned status;
    } rows[] = {
        {"/en/rules", "evil.example", 421},
        {"/en/rules", "node.example:8080", 421},
        {"/en/rules", "a@node.example", 400},
        {"/en/rules", "node.example/x", 400},
        {"/en/rules", "", 400},
        {"/healthz", "127.0.0.1:8080", 200},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange exchange;

        start(&exchange, REQUEST_GET, rows[i].path);
        exchange.request.headers[0].value = slice_text(rows[i].host);
        if (answer(&exchange) != rows[i].status)
            fail_msg("%s: %u", rows[i].host, exchange.response.status);
        end(&exchange);
    }
    (void)state;
}

static void test_sizes(void **state)
{
    struct exchange exchange;
    char path[REQUEST_PATH + 2];

    memset(path, 'a', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = 0;
    start(&exchange, REQUEST_GET, path);
    assert_int_equal(414, answer(&exchange));
    end(&exchange);
    start(&exchange, REQUEST_GET, "/en/rules");
    while (exchange.request.header_count < REQUEST_HEADERS)
        add(&exchange, "X-Any", "v");
    assert_int_equal(431, answer(&exchange));
    end(&exchange);
    (void)state;
}

/* ---- forms ---- */

struct sending {
    const char *origin, *fetch_site, *type, *session;
    bool token;            /* that of ID */
    const char *otherwise; /* a token in its place */
    const char *rest;
    unsigned status;
};

#define URL "application/x-www-form-urlencoded"

static unsigned send_form(const struct sending *sending)
{
    struct exchange exchange;
    char token[SESSION_TOKEN + 1];
    struct random random = random_system();
    unsigned status;

    start(&exchange, REQUEST_POST, "/en/save");
    session_token((const uint8_t *)SECRET, SLICE(ID), &random, token);
    if (sending->origin)
        add(&exchange, "Origin", sending->origin);
    if (sending->fetch_site)
        add(&exchange, "Sec-Fetch-Site", sending->fetch_site);
    add(&exchange, "Content-Type", sending->type);
    exchange.request.session.id = slice_text(sending->session);
    exchange.request.body =
        sending->token || sending->otherwise
            ? arena_format(&exchange.arena, ROUTE_TOKEN "=%s%s",
                           sending->token ? token : sending->otherwise, sending->rest)
            : slice_text(sending->rest);
    status = answer(&exchange);
    end(&exchange);
    return status;
}

static void test_forged_forms(void **state)
{
    static const char zeros[] = "000000000000000000000000000000000000000000000000000000000000000000"
                                "000000000000000000000000000000";
    const struct sending rows[] = {
        {ORIGIN, "same-origin", URL, ID, true, NULL, "&zone=UTC", 303},
        {ORIGIN, NULL, URL, ID, true, NULL, "&zone=UTC", 303},
        {NULL, NULL, URL, ID, true, NULL, "&zone=UTC", 403},
        {"null", NULL, URL, ID, true, NULL, "&zone=UTC", 403},
        {"http://node.example", NULL, URL, ID, true, NULL, "&zone=UTC", 403},
        {"https://node.example.evil.example", NULL, URL, ID, true, NULL, "&zone=UTC", 403},
        {ORIGIN, "cross-site", URL, ID, true, NULL, "&zone=UTC", 403},
        {ORIGIN, "same-site", URL, ID, true, NULL, "&zone=UTC", 403},
        {ORIGIN, NULL, URL, OTHER, true, NULL, "&zone=UTC", 403},
        {ORIGIN, NULL, URL, "", true, NULL, "&zone=UTC", 403},
        {ORIGIN, NULL, URL, ID, false, NULL, "zone=UTC", 403},
        {ORIGIN, NULL, URL, ID, false, zeros, "&zone=UTC", 403},
        {ORIGIN, NULL, URL, ID, false, "", "&zone=UTC", 403},
        {ORIGIN, NULL, "text/plain", ID, true, NULL, "&zone=UTC", 400},
        {ORIGIN, NULL, URL, ID, true, NULL, "&zone=UTC&zone=UTC", 400},
        {ORIGIN, NULL, URL, ID, true, NULL, "&zone=UTC&admin=1", 400},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned status;

        saved = 0;
        status = send_form(&rows[i]);
        if (status != rows[i].status || saved != (status == 303))
            fail_msg("row %zu: %u", i, status);
    }
    (void)state;
}

static void test_body_limits(void **state)
{
    struct exchange exchange;
    static char large[2000];

    start(&exchange, REQUEST_POST, "/en/save");
    assert_int_equal(1000, router_body(&router, &exchange.request));
    exchange.request.path = SLICE("/en/rules");
    assert_int_equal(0, router_body(&router, &exchange.request));
    exchange.request.path = SLICE("/en/save");
    memset(large, 'a', sizeof large);
    add(&exchange, "Origin", ORIGIN);
    exchange.request.body = slice_of(large, sizeof large);
    assert_int_equal(413, answer(&exchange));
    end(&exchange);
    (void)state;
}

static void test_tokens_differ(void **state)
{
    char first[SESSION_TOKEN + 1], second[SESSION_TOKEN + 1], id[SESSION_ID + 1];
    struct random random = random_system();
    const uint8_t *secret = (const uint8_t *)SECRET;

    session_new(&random, id);
    assert_true(session_is_id(slice_text(id)));
    session_token(secret, slice_text(id), &random, first);
    session_token(secret, slice_text(id), &random, second);
    assert_string_not_equal(first, second);
    assert_true(session_token_holds(secret, slice_text(id), slice_text(first)));
    assert_true(session_token_holds(secret, slice_text(id), slice_text(second)));
    first[95] = first[95] == '0' ? '1' : '0';
    assert_false(session_token_holds(secret, slice_text(id), slice_text(first)));
    (void)state;
}

/* ---- what every response carries ---- */

struct seen {
    struct buffer all;
};

static void note(void *context, const char *name, struct slice value)
{
    struct seen *seen = context;

    buffer_format(&seen->all, "%s: %.*s\n", name, SLICE_ARG(value));
}

static void test_guards(void **state)
{
    static const char *const paths[] = {"/en/rules", "/en/nowhere", "/en/save"};
    static const char *const needed[] = {"Content-Security-Policy: default-src 'none'",
                                         "frame-ancestors 'none'",
                                         "X-Content-Type-Options: nosniff",
                                         "Referrer-Policy: same-origin",
                                         "Cross-Origin-Opener-Policy: same-origin",
                                         "Cross-Origin-Resource-Policy: same-origin",
                                         "Cache-Control: "};

    for (size_t i = 0; i < 3; i++) {
        struct exchange exchange;
        struct seen seen = {{0}};

        start(&exchange, REQUEST_GET, paths[i]);
        answer(&exchange);
        response_headers(&exchange.response, note, &seen);
        for (size_t j = 0; j < sizeof needed / sizeof *needed; j++)
            assert_non_null(strstr(buffer_string(&seen.all), needed[j]));
        assert_null(strstr(buffer_string(&seen.all), "unsafe"));
        assert_int_equal(i > 0, !!strstr(buffer_string(&seen.all), "no-store"));
        buffer_free(&seen.all);
        end(&exchange);
    }
    (void)state;
}

static void test_not_modified(void **state)
{
    struct exchange exchange;
    char etag[RESPONSE_ETAG];

    start(&exchange, REQUEST_GET, "/en/rules");
    assert_int_equal(200, answer(&exchange));
    strcpy(etag, exchange.response.etag);
    assert_true(etag[0] == '"');
    end(&exchange);
    start(&exchange, REQUEST_GET, "/en/rules");
    add(&exchange, "If-None-Match", etag);
    assert_int_equal(304, answer(&exchange));
    assert_int_equal(0, response_content(&exchange.response).size);
    end(&exchange);
    start(&exchange, REQUEST_GET, "/fr/rules");
    add(&exchange, "If-None-Match", etag);
    assert_int_equal(200, answer(&exchange));
    end(&exchange);
    (void)state;
}

static void test_cookies(void **state)
{
    struct exchange exchange;

    start(&exchange, REQUEST_GET, "/en/rules");
    add(&exchange, "Cookie", "a=1; language=fr; b=2; b=3; xlanguage=de");
    assert_true(slice_is(request_cookie(&exchange.request, "a"), "1"));
    assert_true(slice_is(request_cookie(&exchange.request, "language"), "fr"));
    assert_int_equal(0, request_cookie(&exchange.request, "b").size);
    assert_int_equal(0, request_cookie(&exchange.request, "c").size);
    end(&exchange);
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_routes),        cmocka_unit_test(test_what_one_may_not_see_is_nowhere),
    cmocka_unit_test(test_shapes),        cmocka_unit_test(test_doubled_lengths),
    cmocka_unit_test(test_hosts),         cmocka_unit_test(test_sizes),
    cmocka_unit_test(test_forged_forms),  cmocka_unit_test(test_body_limits),
    cmocka_unit_test(test_tokens_differ), cmocka_unit_test(test_guards),
    cmocka_unit_test(test_not_modified),  cmocka_unit_test(test_cookies),
};

TEST_MAIN(tests)
