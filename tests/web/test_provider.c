/* A provider's pages without a socket: what a writ says to the one who holds it, whatever it is, and that
 * nothing gets in or out that should not. */
#include "test.h"

#include "asking.h"
#include "base/files.h"
#include "node/world.h"
#include "reading.h"
#include "web/provider_site.h"
#include "writ/forge.h"

static struct world world;
static struct site site;
static char folder[100];
static instant drawn; /* when the writ was made */

static void write_file(const char *name, struct slice text)
{
    struct error error = {0};
    struct buffer path = {0};

    assert_true(files_replace(files_path(&path, folder, name), text, 0600, &error));
    buffer_free(&path);
}

static void open_site(void)
{
    struct error error = {0};

    assert_true(provider_site_open(&site, folder, SLICE("http://127.0.0.1:8080"), &error));
}

static int open_world(void **state)
{
    world_open(&world);
    world_story(&world, 8);
    drawn = world.clock;
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    world_close(&world);
    (void)state;
    return 0;
}

/* Each test has a provider of its own. */
static int open_provider(void **state)
{
    static unsigned number;
    struct error error = {0};

    snprintf(folder, sizeof folder, "%s/mailhaus-%u", world.folder, number++);
    assert_true(files_folder(folder, 0700, &error));
    world.clock = drawn;
    write_file("trust", world.provider_trust);
    write_file("provider.conf",
               SLICE("[provider]\nby = xb.mailhaus.o5\ndemo = yes\nsources = mail\n"));
    open_site();
    (void)state;
    return 0;
}

static int close_provider(void **state)
{
    provider_site_close(&site);
    (void)state;
    return 0;
}

static struct asker lawyer(void)
{
    return (struct asker){.site = &site, .now = world.clock};
}

/* ---- giving in ---- */

static unsigned give(struct slice writ, struct asked *asked)
{
    struct asker who = lawyer();

    return asking_send(&who, "/en/", "writ", writ, asked);
}

/* Gives a writ in and returns where it is: "/en/writs/…", in the world's arena. */
static const char *given(struct slice writ)
{
    struct asked asked;
    struct slice place;

    assert_int_equal(303, give(writ, &asked));
    place = arena_copy(&world.arena, asked.response.headers[0].value);
    asked_forget(&asked);
    return (const char *)place.data;
}

static void see(const char *place, struct asked *asked)
{
    struct asker who = lawyer();

    assert_int_equal(200, asking_get(&who, place, asked));
}

static void assert_says(const char *place, const char *part)
{
    struct asked asked;

    see(place, &asked);
    if (!asked_has(&asked, part))
        fail_msg("%s lacks \"%s\":\n%.*s", place, part, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
}

static void assert_silent(const char *place, const char *part)
{
    struct asked asked;

    see(place, &asked);
    if (asked_has(&asked, part))
        fail_msg("%s says \"%s\"", place, part);
    asked_forget(&asked);
}

static const char binds[] = "This order binds you.";
static const char binds_not[] = "This writ does not bind you.";

/* ---- verdicts ---- */

static void test_a_valid_writ(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    static const char *const parts[] = {"To exactly what",     "kim@mailhaus.example",
                                        "Stored content",      "What may not be handed over",
                                        "xb.court-1.o3",       "What this does not prove",
                                        "lawyers and defence", "applied",
                                        "assessed rights",     "XA-2026-000001"};

    assert_says("/en/", "binds you");
    assert_says(place, binds);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_says(place, parts[i]);
    assert_string_equal(place, given(buffer_slice(&world.writ)));
    (void)state;
}

/* Time passes: the same writ says something else later. */
static void test_later(void **state)
{
    const char *place = given(buffer_slice(&world.writ));

    world_wait(&world, 13 * HOUR);
    assert_says(place, binds_not);
    assert_says(place, "status.freshness");
    assert_silent(place, "To exactly what");
    assert_says("/en/", "does not bind you");
    world_wait(&world, 60 * DAY);
    assert_says(place, binds_not);
    assert_says(place, "/en/safeguards#P3");
    (void)state;
}

static void test_an_altered_writ(void **state)
{
    struct slice copy = arena_copy(&world.arena, buffer_slice(&world.writ));
    uint8_t *at = memmem(copy.data, copy.size, "xb.mailhaus", 11);
    const char *place;

    memcpy(at, "xb.posthof0", 11);
    place = given(copy);
    assert_says(place, binds_not);
    assert_says(place, "refuses");
    (void)state;
}

/* What is read back is what was received. */
static void test_an_altered_file(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    struct buffer name = {0};

    buffer_format(&name, "writs/%s.writ", strrchr(place, '/') + 1);
    write_file(buffer_string(&name), SLICE("{}"));
    assert_says(place, "This writ cannot be judged.");
    assert_says("/en/", "cannot be read");
    buffer_free(&name);
    (void)state;
}

static void test_what_is_no_writ(void **state)
{
    static const char *const texts[] = {"", "{}", "From kim@mailhaus.example\n\nHello\n",
                                        "<script>alert(1)</script>",
                                        "{\"format\":\"<script>alert(1)</script>\"}"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct asked asked;

        assert_int_equal(422, give(slice_text(texts[i]), &asked));
        assert_true(asked_has(&asked, "There are none yet."));
        assert_false(asked_has(&asked, "<script"));
        asked_forget(&asked);
    }
    (void)state;
}

static void test_too_large(void **state)
{
    struct buffer big = {0};
    struct asked asked;

    memset(buffer_reserve(&big, BUNDLE_MOST + 1), ' ', BUNDLE_MOST + 1);
    big.size = BUNDLE_MOST + 1;
    assert_int_equal(413, give(buffer_slice(&big), &asked));
    asked_forget(&asked);
    big.size = BUNDLE_MOST;
    assert_int_equal(422, give(buffer_slice(&big), &asked));
    asked_forget(&asked);
    buffer_free(&big);
    (void)state;
}

/* Where the disk takes nothing, that is said, and nothing is kept. */
static void test_a_folder_that_takes_nothing(void **state)
{
    struct asked asked;

    write_file("writs", SLICE("in the way"));
    assert_int_equal(503, give(buffer_slice(&world.writ), &asked));
    asked_forget(&asked);
    (void)state;
}

static void test_places_that_are_none(void **state)
{
    static const char *const places[] = {
        "/en/writs",
        "/en/writs/",
        "/en/writs/x",
        "/en/writs/..",
        "/en/writs/0000000000000000000000000000000000000000000000000000000000000000",
        "/en/rules",
        "/en/docket",
        "/ledger/matters/checkpoint",
        "/metrics",
    };
    struct asker who = lawyer();

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct asked asked;

        if (asking_get(&who, places[i], &asked) != 404)
            fail_msg("%s: %u", places[i], asked.response.status);
        asked_forget(&asked);
    }
    (void)state;
}

/* ---- restrictions by hand ---- */

static unsigned hand_over(const char *place, struct shown_statement shown, struct asked *asked)
{
    struct asker who = lawyer();
    struct asking_file files[] = {{"statement", shown.payload}, {"signature", shown.signatures}};

    return asking_send_files(&who, place, files, 2, asked);
}

static void test_a_suspension_by_hand(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    struct forge *forge = calloc(1, sizeof *forge);
    struct shown_statement suspension;
    struct asked asked;

    forge_open(forge, &world, buffer_slice(&world.writ), BUNDLE_WRIT);
    suspension = forge_restriction(forge, "suspension", "xb.court-1.o3", world.clock);

    /* Signed by nobody whom the register knows: said, and without effect. */
    assert_int_equal(
        303, hand_over(place, forge_signed_by(forge, &suspension, "xb.nobody-1.o1"), &asked));
    asked_forget(&asked);
    assert_says(place, binds);

    /* Not signed by what it says: refused. */
    assert_int_equal(422, hand_over(place,
                                    (struct shown_statement){.payload = suspension.payload,
                                                             .signatures = SLICE("none")},
                                    &asked));
    asked_forget(&asked);
    assert_int_equal(422, hand_over(place,
                                    (struct shown_statement){.payload = SLICE("{\"<script>\":1}"),
                                                             .signatures = suspension.signatures},
                                    &asked));
    assert_false(asked_has(&asked, "<script"));
    asked_forget(&asked);

    /* What permits does not count by hand. */
    assert_int_equal(
        422, hand_over(place, forge->statements[1][forge->bundle.states[1].statement_count - 1],
                       &asked));
    asked_forget(&asked);
    assert_says(place, binds);

    /* A court's own: at once, and for the writ of the same matter that comes later. */
    assert_int_equal(303, hand_over(place, suspension, &asked));
    asked_forget(&asked);
    assert_says(place, binds_not);
    provider_site_close(&site);
    open_site();
    assert_says(place, binds_not);
    forge_free(forge);
    free(forge);
    (void)state;
}

/* ---- the frame ---- */

static void test_forms_from_elsewhere(void **state)
{
    struct asker who = lawyer();
    struct router router = site_router(&site);
    struct asked asked;

    asking_send(&who, "/en/", "writ", buffer_slice(&world.writ), &asked);
    for (size_t i = 0; i < asked.request.header_count; i++)
        if (slice_is(asked.request.headers[i].name, "Origin"))
            asked.request.headers[i].value = SLICE("http://evil.example");
    response_free(&asked.response);
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(403, asked.response.status);
    asked_forget(&asked);

    asking_send(&who, "/en/", "writ", buffer_slice(&world.writ), &asked);
    asked.request.session.id =
        SLICE("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    response_free(&asked.response);
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(403, asked.response.status);
    asked_forget(&asked);

    asking_get(&who, "/en/", &asked);
    asked.request.headers[0].value = SLICE("rebound.example");
    response_free(&asked.response);
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(421, asked.response.status);
    asked_forget(&asked);
    (void)state;
}

static void assert_translated(const char *place)
{
    struct slice french = arena_format(&world.arena, "/fr%s", place + 3);
    struct asked before, after;

    see(place, &before);
    see((const char *)french.data, &after);
    reading_is_translated(place, asked_content(&before), asked_content(&after));
    asked_forget(&before);
    asked_forget(&after);
}

static void test_every_text_is_translated(void **state)
{
    given(buffer_slice(&world.writ));
    assert_translated("/en/");
    assert_translated("/en/about");
    assert_translated("/en/safeguards");
    (void)state;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_provider, close_provider)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(test_a_valid_writ),
        TEST(test_later),
        TEST(test_an_altered_writ),
        TEST(test_an_altered_file),
        TEST(test_what_is_no_writ),
        TEST(test_too_large),
        TEST(test_a_folder_that_takes_nothing),
        TEST(test_places_that_are_none),
        TEST(test_a_suspension_by_hand),
        TEST(test_forms_from_elsewhere),
        TEST(test_every_text_is_translated),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
