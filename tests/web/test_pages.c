/* Every public page of a whole node, without a socket: well-formed, in every language, without personal
 * data, without a script or a style inline, small. */
#include "test.h"

#include "base/files.h"
#include "node/world.h"
#include "reading.h"
#include "web/export.h"
#include "web/pages.h"
#include "web/site.h"

static struct world world;
static struct site site;

static int open_world(void **state)
{
    struct error error = {0};

    world_open(&world);
    world_story(&world, 7);
    assert_true(site_open(&site, &world.xa, SLICE("http://127.0.0.1:8080"), world.clock, &error));
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    site_close(&site);
    world_close(&world);
    (void)state;
    return 0;
}

/* ---- asking ---- */

struct asked {
    struct arena arena;
    struct request request;
    struct response response;
};

static unsigned ask(struct asked *asked, enum request_method method, const char *path,
                    const char *cookie)
{
    struct router router = site_router(&site);

    *asked = (struct asked){.request = {.method = method,
                                        .path = slice_text(path),
                                        .now = world.clock,
                                        .random = random_system()}};
    asked->request.arena = &asked->arena;
    asked->request.headers[asked->request.header_count++] =
        (struct request_header){SLICE("Host"), SLICE("127.0.0.1:8080")};
    if (cookie)
        asked->request.headers[asked->request.header_count++] =
            (struct request_header){SLICE("Cookie"), slice_text(cookie)};
    router_answer(&router, &asked->request, &asked->response);
    return asked->response.status;
}

static void forget(struct asked *asked)
{
    response_free(&asked->response);
    arena_free(&asked->arena);
}

static struct slice page_of(struct asked *asked, const char *language, const char *place)
{
    struct slice path = arena_format(&world.arena, "/%s%s", language, place);

    if (ask(asked, REQUEST_GET, (const char *)path.data, NULL) != 200)
        fail_msg("%s: %u", (const char *)path.data, asked->response.status);
    return response_content(&asked->response);
}

static const char *const places[] = {
    "/",
    "/rules",
    "/rules/content",
    "/rules/search",
    "/offices",
    "/ledgers",
    "/ledgers/register",
    "/offences",
    "/offences/own/unlawful-access",
    "/offences/treaty/article-2",
    "/statistics",
    "/proof",
    "/about",
    "/safeguards",
    "/preferences",
    "/sign-in",
    "/feed.atom",
};

enum { PLACES = sizeof places / sizeof *places };

/* ---- what holds for all ---- */

static void test_every_page(void **state)
{
    for (size_t i = 0; i < PLACES; i++) {
        struct asked asked;
        struct slice page = page_of(&asked, "en", places[i]);

        if (page.size > 60000 || page.size < 500)
            fail_msg("%s has %zu bytes", places[i], page.size);
        if (reading_has(page, " style=") || reading_has(page, "<style") ||
            reading_has(page, "javascript:") || reading_has(page, " onclick"))
            fail_msg("%s has something inline", places[i]);
        if (reading_has(page, "<script") && !reading_has(page, "<script src=\"/assets/proof-"))
            fail_msg("%s has a script", places[i]);
        forget(&asked);
    }
    (void)state;
}

/* Nothing of a matter, no natural person, none of the pins but public keys. */
static void test_nothing_personal(void **state)
{
    static const char *const secrets[] = {"XA-2026-0", "kim@mailhaus.example", ".p1", ".p2", ".p17",
                                          "PRIVATE"};

    for (size_t i = 0; i < PLACES; i++) {
        struct asked asked;
        struct slice page = page_of(&asked, "en", places[i]);

        for (size_t j = 0; j < sizeof secrets / sizeof *secrets; j++)
            if (reading_has(page, secrets[j]))
                fail_msg("%s shows %s", places[i], secrets[j]);
        forget(&asked);
    }
    (void)state;
}

/* ---- languages ---- */

static void test_every_text_is_translated(void **state)
{
    for (size_t i = 0; i < PLACES; i++) {
        struct asked in_english, in_french;

        if (strcmp(places[i], "/feed.atom") == 0)
            continue;
        reading_is_translated(places[i], page_of(&in_english, "en", places[i]),
                              page_of(&in_french, "fr", places[i]));
        forget(&in_english);
        forget(&in_french);
    }
    (void)state;
}

static void test_language_of_the_reader(void **state)
{
    struct asked asked;
    struct request_header *accept;
    struct router router = site_router(&site);

    assert_int_equal(303, ask(&asked, REQUEST_GET, "/", NULL));
    assert_true(slice_is(asked.response.headers[1].value, "/en/"));
    response_free(&asked.response);
    accept = &asked.request.headers[asked.request.header_count++];
    *accept = (struct request_header){SLICE("Accept-Language"), SLICE("fr-CH, en;q=0.5")};
    router_answer(&router, &asked.request, &asked.response);
    assert_true(slice_is(asked.response.headers[1].value, "/fr/"));
    forget(&asked);
    (void)state;
}

/* ---- single pages ---- */

static void assert_page(const char *place, const char *const *parts)
{
    struct asked asked;
    struct slice page = page_of(&asked, "en", place);

    for (; *parts; parts++)
        if (!reading_has(page, *parts))
            fail_msg("%s lacks %s", place, *parts);
    forget(&asked);
}

#define ASSERT_PAGE(place, ...) assert_page(place, (const char *const[]){__VA_ARGS__, NULL})

static void test_contents(void **state)
{
    ASSERT_PAGE("/", "No power without its safeguards", "What this does not prove");
    ASSERT_PAGE("/rules", "21 days", "marks what this State", "/en/rules/content");
    ASSERT_PAGE("/rules/content", "the floor", "Evidence Act", "/en/safeguards#P3", "30 days");
    ASSERT_PAGE("/offences", "Unlawful access to a computer", "L14", "no measure can rest on it");
    ASSERT_PAGE("/offences/own/unlawful-access", "gains access to a computer", "5 years",
                "Element by element");
    ASSERT_PAGE("/offices", "xa.court-1", "SHA256:", "judge", "valid");
    ASSERT_PAGE("/ledgers", "proviso.xa/matters", "proviso.xb/witness",
                "/ledger/matters/checkpoint");
    ASSERT_PAGE("/ledgers/register", "appointment", "xa.root-1");
    ASSERT_PAGE("/statistics", "past their date", "Counts from 1 to 9 are not shown");
    ASSERT_PAGE("/proof", "proviso.xa/matters+", "<script src=\"/assets/proof-", "noscript");
    ASSERT_PAGE("/feed.atom", "http://www.w3.org/2005/Atom", "urn:sha256:");
    (void)state;
}

static void test_what_is_not_there(void **state)
{
    static const char *const paths[] = {
        "/en/rules/torture",
        "/en/rules/content/x",
        "/en/offences/own/nothing",
        "/en/offences/other/x",
        "/en/ledgers/matters",
        "/assets/proviso.css",
        "/assets/node.db",
        "/ledger/matters/tile/0/000.p/250",
        "/ledger/other/checkpoint",
        "/ledger/matters/keys",
        "/ledger/matters/tile/0/0",
        "/ledger/matters/checkpoint/x",
        "/ledger/register/tile/entries/../../checkpoint",
        "/ledger/keys/matters.key",
        "/node.conf",
        "/en/matters/XA-2026-000001",
    };

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct asked asked;

        if (ask(&asked, REQUEST_GET, paths[i], NULL) != 404)
            fail_msg("%s: %u", paths[i], asked.response.status);
        forget(&asked);
    }
    (void)state;
}

static void test_ledger_files(void **state)
{
    struct asked asked;
    uint8_t bytes[100];

    assert_int_equal(200, ask(&asked, REQUEST_GET, "/ledger/matters/checkpoint", NULL));
    assert_true(slice_starts(response_content(&asked.response), SLICE("proviso.xa/matters\n3\n")));
    assert_string_equal("text/plain; charset=utf-8", asked.response.type);
    assert_int_equal(RESPONSE_REVALIDATE, asked.response.cache);
    forget(&asked);
    assert_int_equal(200, ask(&asked, REQUEST_GET, "/ledger/matters/tile/0/000.p/3", NULL));
    assert_int_equal(96, asked.response.file_size);
    assert_int_equal(96, pread(asked.response.file, bytes, 100, 0));
    assert_string_equal("application/octet-stream", asked.response.type);
    assert_int_equal(RESPONSE_IMMUTABLE, asked.response.cache);
    assert_true(asked.response.anywhere);
    forget(&asked);
    (void)state;
}

static void test_machines(void **state)
{
    struct asked asked;

    assert_int_equal(200, ask(&asked, REQUEST_GET, "/healthz", NULL));
    forget(&asked);
    assert_int_equal(200, ask(&asked, REQUEST_GET, "/metrics", NULL));
    assert_true(reading_has(response_content(&asked.response),
                            "proviso_ledger_entries{ledger=\"matters\"} 3\n"));
    assert_true(reading_has(response_content(&asked.response), "proviso_node_writable 1\n"));
    assert_true(reading_has(response_content(&asked.response), "proviso_ledgers_published 1\n"));
    forget(&asked);
    atomic_store(&site.trouble, NODE_FULL);
    assert_int_equal(503, ask(&asked, REQUEST_GET, "/healthz", NULL));
    assert_string_equal("the disk is full: nothing is accepted\n",
                        buffer_string(&asked.response.body));
    forget(&asked);
    assert_int_equal(200, ask(&asked, REQUEST_GET, "/metrics", NULL));
    assert_true(reading_has(response_content(&asked.response), "proviso_node_writable 0\n"));
    forget(&asked);
    atomic_store(&site.trouble, NODE_WELL);
    (void)state;
}

/* ---- the preference ---- */

static void test_zone(void **state)
{
    struct asked asked;

    assert_int_equal(200, ask(&asked, REQUEST_GET, "/en/ledgers", "zone=Europe/Paris"));
    assert_true(reading_has(response_content(&asked.response), "(your time)"));
    forget(&asked);
    assert_int_equal(200, ask(&asked, REQUEST_GET, "/en/ledgers", "zone=../../../etc/passwd"));
    assert_false(reading_has(response_content(&asked.response), "(your time)"));
    forget(&asked);
    (void)state;
}

static unsigned save_zone(const char *id, const char *token, const char *zone, struct asked *asked)
{
    struct router router = site_router(&site);

    ask(asked, REQUEST_GET, "/en/preferences", NULL);
    response_free(&asked->response);
    asked->request.method = REQUEST_POST;
    asked->request.session.id = slice_text(id);
    asked->request.headers[asked->request.header_count++] =
        (struct request_header){SLICE("Origin"), SLICE("http://127.0.0.1:8080")};
    asked->request.headers[asked->request.header_count++] =
        (struct request_header){SLICE("Content-Type"), SLICE("application/x-www-form-urlencoded")};
    asked->request.body = arena_format(&asked->arena, "token=%s&zone=%s", token, zone);
    router_answer(&router, &asked->request, &asked->response);
    return asked->response.status;
}

static void test_saving_a_zone(void **state)
{
    struct random random = random_system();
    char id[SESSION_ID + 1], token[SESSION_TOKEN + 1];
    struct asked asked;

    session_new(&random, id);
    session_token(site.secret, slice_text(id), &random, token);
    assert_int_equal(303, save_zone(id, token, "Europe%2FParis", &asked));
    assert_true(slice_starts(asked.response.headers[0].value,
                             SLICE("zone=Europe/Paris; Path=/; Max-Age=31536000; HttpOnly; "
                                   "SameSite=Strict")));
    forget(&asked);
    assert_int_equal(400, save_zone(id, token, "%3Cscript%3E", &asked));
    assert_true(reading_has(response_content(&asked.response), "value=\"&lt;script&gt;\""));
    assert_true(reading_has(response_content(&asked.response), "aria-invalid"));
    forget(&asked);
    assert_int_equal(303, save_zone(id, token, "", &asked));
    forget(&asked);
    token[3] = token[3] == '1' ? '2' : '1';
    assert_int_equal(403, save_zone(id, token, "UTC", &asked));
    forget(&asked);
    (void)state;
}

/* ---- statistics ---- */

static void test_charts(void **state)
{
    struct statistics before = site.view->statistics;
    uint64_t *asking = site.view->statistics.matters[STATISTICS_ASKING];
    struct asked asked;
    struct slice page;

    asking[MEASURE_CONTENT] = 1234;
    asking[MEASURE_TRAFFIC] = 57;
    asking[MEASURE_SUBSCRIBER] = 21;
    asking[MEASURE_PRESERVATION] = 3;
    site.view->statistics.standings[STATISTICS_REFUSED] = 40;
    site.view->statistics.unknown = 4;
    page = page_of(&asked, "en", "/statistics");
    assert_true(reading_has(page, "<svg class=\"chart\" aria-hidden=\"true\""));
    assert_true(reading_has(page, "1,234") && reading_has(page, "57") &&
                reading_has(page, "1,315"));
    assert_false(reading_has(page, ">21<") || reading_has(page, ">3<"));
    assert_true(reading_has(page, "not shown") && reading_has(page, "fewer than 10"));
    forget(&asked);
    site.view->statistics = before;
    (void)state;
}

/* ---- as files ---- */

static void test_export(void **state)
{
    struct site exported;
    struct error error = {0};
    struct buffer path = {0}, text = {0};
    size_t written = 0;

    assert_true(site_open(&exported, &world.xa, SLICE("http://localhost"), world.clock, &error));
    buffer_format(&path, "%s/site", world.folder);
    if (!site_export(&exported, buffer_string(&path), world.clock, &written, &error))
        fail_msg("%s", error.message);
    assert_true(written > 60);
    buffer_text(&path, "/fr/rules/content.html");
    assert_true(files_read(buffer_string(&path), 100000, &text, &error));
    assert_true(reading_has(buffer_slice(&text), "href=\"../../assets/proviso-"));
    assert_true(reading_has(buffer_slice(&text), "href=\"../../fr/safeguards.html#P3\""));
    assert_true(reading_has(buffer_slice(&text), "href=\"../../en/rules/content.html\""));
    assert_false(reading_has(buffer_slice(&text), "href=\"/"));
    assert_false(reading_has(buffer_slice(&text), "preferences"));
    site_close(&exported);
    buffer_free(&path);
    buffer_free(&text);
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_page),
    cmocka_unit_test(test_nothing_personal),
    cmocka_unit_test(test_every_text_is_translated),
    cmocka_unit_test(test_language_of_the_reader),
    cmocka_unit_test(test_contents),
    cmocka_unit_test(test_what_is_not_there),
    cmocka_unit_test(test_ledger_files),
    cmocka_unit_test(test_machines),
    cmocka_unit_test(test_zone),
    cmocka_unit_test(test_saving_a_zone),
    cmocka_unit_test(test_charts),
    cmocka_unit_test(test_export),
};

static int run_pages(void)
{
    return cmocka_run_group_tests(tests, open_world, close_world);
}

int main(void)
{
    return test_run(run_pages);
}
