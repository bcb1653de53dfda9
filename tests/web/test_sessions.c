/* Sessions: who asks is found at every request anew, from the cookie, the store and the register; and a
 * demo's persons, who exist nowhere else. */
#include "browser.h"

#include <unistd.h>

#include "base/files.h"
#include "base/process.h"
#include "node/account.h"
#include "node/world.h"
#include "web/listen.h"

#define JUDGE "xa.court-1.o3"

static struct world world;
static struct site site;
static struct rehearsal rehearsal;
static struct browser browser;

/* A folder as a demo makes it: its persons' keys beside the nodes. */
static void make_keys(void)
{
    struct error error = {0};
    struct buffer path = {0};

    buffer_format(&path, "%s/keys", world.folder);
    assert_true(files_folder(buffer_string(&path), 0700, &error));
    buffer_text(&path, "/" JUDGE);
    assert_true(process_make_key(buffer_string(&path), JUDGE, &error));
    buffer_free(&path);
}

static void open_site(void)
{
    struct error error = {0};

    assert_true(site_open(&site, &world.xa, SLICE("http://127.0.0.1:8080"), world.clock, &error));
    site.rehearsal = &rehearsal;
}

static int open_world(void **state)
{
    world_open(&world);
    make_keys();
    open_site();
    rehearsal =
        (struct rehearsal){.demo = &world.xa.demo, .folder = world.folder, .origin = site.origin};
    browser = (struct browser){.site = &site, .clock = &world.clock};
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    browser_close(&browser);
    site_close(&site);
    world_close(&world);
    (void)state;
    return 0;
}

/* What the server takes the browser for now. */
static const char *who(struct browser *asks)
{
    browser_get(asks, "/en/about");
    return (const char *)arena_copy(&asks->arena, asks->request.session.official).data;
}

static struct slice cookie(void)
{
    return browser_cookie(&browser, "session-xa");
}

static void act_as_judge(void)
{
    assert_int_equal(303,
                     browser_fill(&browser, "/en/rehearsal", "/en/rehearsal", "official=" JUDGE));
    assert_true(slice_is(browser.location, "/en/docket"));
    assert_string_equal(JUDGE, who(&browser));
    assert_int_equal(1u << ROLE_JUDGE, browser.request.session.roles);
}

static void enter(const char *type, const char *body)
{
    struct node_heads heads;
    struct error error = {0};

    assert_true(node_heads(&world.xa, SLICE("XA-register"), "XA", &heads, &error));
    assert_true(world_submit(&world, &world.xa,
                             world_envelope(&world, type, "XA-register", &heads, "xa.root-1", body),
                             "xa.root-1 xa.root-2"));
}

/* ---- sessions ---- */

static void test_in_and_out(void **state)
{
    struct slice old;

    assert_string_equal("", who(&browser));
    act_as_judge();
    assert_true(browser_sees(&browser, JUDGE) && browser_sees(&browser, "Sign out"));
    assert_true(browser_cookie(&browser, "visitor-xa").size == 0);
    old = cookie();
    assert_int_equal(303, browser_post(&browser, "/en/sign-out", ""));
    assert_int_equal(0, cookie().size);
    assert_string_equal("", who(&browser));
    browser_keep(&browser, SLICE("session-xa"), old);
    assert_string_equal("", who(&browser));
    (void)state;
}

static void test_only_the_hash_is_kept(void **state)
{
    struct store_session *rows;
    struct error error = {0};
    struct digest hash;
    size_t count;

    act_as_judge();
    assert_true(
        store_sessions(world.xa.store, SLICE(JUDGE), 9, &browser.arena, &rows, &count, &error));
    hash = sha256_of(cookie());
    assert_int_equal(1, count);
    assert_true(digest_equal(hash, rows[0].id));
    assert_true(rows[0].rehearsal);
    (void)state;
}

/* An id that an attacker has set before is never the one of the session. */
static void test_no_fixation(void **state)
{
    char fixed[SESSION_ID + 1];
    struct random random = random_system();
    struct slice first;

    session_new(&random, fixed);
    browser_keep(&browser, SLICE("session-xa"), slice_text(fixed));
    browser_keep(&browser, SLICE("visitor-xa"), slice_text(fixed));
    act_as_judge();
    assert_false(slice_is(cookie(), fixed));
    first = cookie();
    act_as_judge();
    assert_false(slice_equal(first, cookie()));
    browser_keep(&browser, SLICE("session-xa"), first);
    assert_string_equal("", who(&browser));
    (void)state;
}

static void test_cookies_that_are_none(void **state)
{
    static const char *const values[] = {
        "x",
        "",
        "0011",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff",
        "' OR 1=1 --"};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        browser_keep(&browser, SLICE("session-xa"), slice_text(values[i]));
        assert_string_equal("", who(&browser));
    }
    (void)state;
}

static void test_idle(void **state)
{
    act_as_judge();
    for (int i = 0; i < 4; i++) {
        world.clock += ACCOUNT_IDLE - 1;
        assert_string_equal(JUDGE, who(&browser));
    }
    world.clock += ACCOUNT_IDLE;
    assert_string_equal("", who(&browser));
    (void)state;
}

static void test_at_most_twelve_hours(void **state)
{
    instant begun = world.clock;

    act_as_judge();
    while (world.clock + 1200 < begun + ACCOUNT_LONGEST) {
        world.clock += 1200;
        assert_string_equal(JUDGE, who(&browser));
    }
    world.clock = begun + ACCOUNT_LONGEST;
    assert_string_equal("", who(&browser));
    (void)state;
}

/* Who sets the clock back does not lengthen a session. */
static void test_clock_set_back(void **state)
{
    act_as_judge();
    world.clock -= ACCOUNT_BACK;
    assert_string_equal(JUDGE, who(&browser));
    world.clock -= 1;
    assert_string_equal("", who(&browser));
    (void)state;
}

/* A revocation counts at the next request, and what was open stays closed. */
static void test_revoked(void **state)
{
    act_as_judge();
    enter("revocation",
          "{\"subject\":\"" JUDGE "\",\"reason\":\"retired\",\"with\":[\"xa.root-2\"]}");
    assert_string_equal("", who(&browser));
    assert_int_equal(0, browser.request.session.roles);
    assert_int_equal(400,
                     browser_fill(&browser, "/en/rehearsal", "/en/rehearsal", "official=" JUDGE));
    (void)state;
}

/* The table outlives the server; its forms' secret does not. */
static void test_restart(void **state)
{
    struct slice token;

    act_as_judge();
    token = browser.token;
    site_close(&site);
    open_site();
    assert_string_equal(JUDGE, who(&browser));
    browser.token = token;
    assert_int_equal(403, browser_post(&browser, "/en/sign-out", ""));
    assert_string_equal(JUDGE, who(&browser));
    (void)state;
}

static void test_forged_forms(void **state)
{
    struct browser other = {.site = &site, .clock = &world.clock};

    assert_int_equal(200, browser_get(&other, "/en/rehearsal"));
    assert_int_equal(200, browser_get(&browser, "/en/rehearsal"));
    browser.token = other.token;
    assert_int_equal(403, browser_post(&browser, "/en/rehearsal", "official=" JUDGE));
    act_as_judge();
    browser.token = other.token;
    assert_int_equal(403, browser_post(&browser, "/en/sign-out", ""));
    browser_get(&browser, "/en/about");
    browser.origin = "http://evil.example";
    assert_int_equal(403, browser_post(&browser, "/en/sign-out", ""));
    browser.origin = NULL;
    assert_string_equal(JUDGE, who(&browser));
    browser_close(&other);
    (void)state;
}

/* ---- a demo's persons ---- */

static void test_not_without_a_rehearsal(void **state)
{
    act_as_judge();
    site.rehearsal = NULL;
    assert_string_equal("", who(&browser));
    assert_int_equal(404, browser_get(&browser, "/en/rehearsal"));
    assert_int_equal(404,
                     browser_fill(&browser, "/en/preferences", "/en/rehearsal", "official=" JUDGE));
    (void)state;
}

static void test_not_on_a_real_node(void **state)
{
    struct buffer armour = {0};
    struct error error = {0};
    char id[ACCOUNT_SECRET + 1];

    world.xa.demo = false;
    assert_false(rehearsal_open(&rehearsal, &world.xa.demo, 0, site.origin, world.folder, &error));
    assert_int_equal(ERROR_USAGE, error.code);
    assert_false(rehearsal_sign(&rehearsal, SLICE(JUDGE), SLICE("{}"), &armour, &error));
    assert_false(
        account_rehearse(&world.xa, &site.view->known, SLICE(JUDGE), world.clock, id, &error));
    assert_int_equal(ERROR_ACCOUNT_REFUSED, error.code);
    buffer_free(&armour);
    (void)state;
}

static void test_only_on_this_machine(void **state)
{
    static const struct {
        const char *listen, *origin;
        bool open;
    } rows[] = {
        {"127.0.0.1:0", "http://127.0.0.1:8080", true},
        {"127.0.0.1:0", "http://localhost:8080", true},
        {"[::1]:0", "http://[::1]:8080", true},
        {"0.0.0.0:0", "http://127.0.0.1:8080", false},
        {"127.0.0.1:0", "https://node.example", false},
        {"127.0.0.1:0", "http://127.0.0.1.evil.example", false},
        {"127.0.0.1:0", "http://localhost.evil.example:8080", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rehearsal made;
        struct error error = {0};
        unsigned port;
        int descriptor = listen_open(rows[i].listen, &port, &error);

        if (descriptor < 0 && rows[i].listen[0] == '[')
            continue;
        assert_true(descriptor >= 0);
        if (rehearsal_open(&made, &world.xa.demo, descriptor, slice_text(rows[i].origin),
                           world.folder, &error) != rows[i].open)
            fail_msg("%s under %s", rows[i].listen, rows[i].origin);
        close(descriptor);
    }
    (void)state;
}

static void test_only_the_demos_persons(void **state)
{
    static const char *const names[] = {"xa.court-1.o4", "xb.court-1.o3",      "xa.root-1",
                                        "../xa/keys",    "xa.court-1.o3%2f..", ""};
    struct buffer body = {0};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer_clear(&body);
        buffer_format(&body, "official=%s", names[i]);
        assert_int_equal(
            400, browser_fill(&browser, "/en/rehearsal", "/en/rehearsal", buffer_string(&body)));
        assert_string_equal("", who(&browser));
    }
    buffer_free(&body);
    (void)state;
}

static void test_signing(void **state)
{
    struct buffer armour = {0};
    struct error error = {0};

    assert_true(
        rehearsal_sign(&rehearsal, SLICE(JUDGE), SLICE("{\"payload\":1}"), &armour, &error));
    assert_true(slice_starts(buffer_slice(&armour), SLICE("-----BEGIN SSH SIGNATURE-----\n")));
    buffer_clear(&armour);
    assert_false(rehearsal_sign(NULL, SLICE(JUDGE), SLICE("{}"), &armour, &error));
    assert_false(rehearsal_sign(&rehearsal, SLICE("xa.court-1.o4"), SLICE("{}"), &armour, &error));
    assert_false(rehearsal_sign(&rehearsal, SLICE("../keys/" JUDGE), SLICE("{}"), &armour, &error));
    assert_int_equal(0, armour.size);
    buffer_free(&armour);
    (void)state;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_world, close_world)

static const struct CMUnitTest tests[] = {
    TEST(test_in_and_out),
    TEST(test_only_the_hash_is_kept),
    TEST(test_no_fixation),
    TEST(test_cookies_that_are_none),
    TEST(test_idle),
    TEST(test_at_most_twelve_hours),
    TEST(test_clock_set_back),
    TEST(test_revoked),
    TEST(test_restart),
    TEST(test_forged_forms),
    TEST(test_not_without_a_rehearsal),
    TEST(test_not_on_a_real_node),
    TEST(test_only_on_this_machine),
    TEST(test_only_the_demos_persons),
    TEST(test_signing),
};

static int run_sessions(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_sessions);
}
