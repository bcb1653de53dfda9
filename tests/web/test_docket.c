/* The docket as a page: what waits for whom, in words, with the one next act; nothing for anybody else. */
#include "test.h"

#include "asking.h"
#include "node/world.h"

static struct world world;
static struct site sites[2];

static int open_world(void **state)
{
    struct error error = {0};

    world_open(&world);
    world_story(&world, 1);
    assert_true(
        site_open(&sites[0], &world.xa, SLICE("http://127.0.0.1:8080"), world.clock, &error));
    assert_true(
        site_open(&sites[1], &world.xb, SLICE("http://127.0.0.1:8080"), world.clock, &error));
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    site_close(&sites[0]);
    site_close(&sites[1]);
    world_close(&world);
    (void)state;
    return 0;
}

static unsigned ask(int side, int days, const char *official, const char *path, struct asked *asked)
{
    struct asker asker = {.site = &sites[side],
                          .official = official,
                          .roles = official ? ROUTE_OFFICIALS : 0,
                          .now = world.clock + days * DAY};

    return asking_get(&asker, path, asked);
}

static void a_visitor_is_led_to_the_sign_in(void **state)
{
    struct asked asked;

    assert_int_equal(303, ask(0, 0, NULL, "/fr/docket", &asked));
    assert_true(slice_is(asked.response.headers[0].value, "/fr/sign-in"));
    asked_forget(&asked);
    /* Another State's official, and nobody, are no officials here. */
    assert_int_equal(303, ask(0, 0, "xb.court-1.o3", "/en/docket", &asked));
    asked_forget(&asked);
    assert_int_equal(303, ask(0, 0, "xa.court-9.o1", "/en/docket", &asked));
    asked_forget(&asked);
    (void)state;
}

static void each_sees_what_is_theirs(void **state)
{
    struct asked asked;

    assert_int_equal(200, ask(0, 0, "xa.court-1.o3", "/en/docket", &asked));
    assert_true(asked_has(&asked, "href=\"/en/matters/XA-2026-000001/acts/authorisation\""));
    assert_true(asked_has(&asked, "href=\"/en/matters/XA-2026-000001\""));
    assert_true(asked_has(&asked, "Decide on the application"));
    assert_true(asked_has(&asked, "Awaiting authorisation"));
    assert_int_equal(RESPONSE_PRIVATE, asked.response.cache);
    asked_forget(&asked);
    assert_int_equal(200, ask(0, 0, "xa.authority-1.o5", "/en/docket", &asked));
    assert_true(asked_has(&asked, "Nothing waits for you now."));
    assert_false(asked_has(&asked, "XA-2026-000001"));
    asked_forget(&asked);
    assert_int_equal(200, ask(0, 0, "xa.cybercrime-1.o1", "/en/docket", &asked));
    assert_true(asked_has(&asked, "Matters in which your office acted lately"));
    assert_true(asked_has(&asked, "href=\"/en/matters/XA-2026-000001\""));
    asked_forget(&asked);
    (void)state;
}

static void what_is_overdue_says_so_in_words(void **state)
{
    struct asked asked;

    world_steps(&world, 2, 4);
    assert_int_equal(200, ask(1, 0, "xb.rights-1.o2", "/en/docket", &asked));
    assert_true(asked_has(&asked, "Assess the risk to rights"));
    assert_false(asked_has(&asked, "overdue by"));
    asked_forget(&asked);
    assert_int_equal(200, ask(1, 60, "xb.rights-1.o2", "/en/docket", &asked));
    assert_true(asked_has(&asked, "overdue by"));
    asked_forget(&asked);
    assert_int_equal(200, ask(1, 60, "xb.rights-1.o2", "/fr/docket", &asked));
    assert_true(asked_has(&asked, "en retard de "));
    assert_true(asked_has(&asked, "xamen des droits"));
    asked_forget(&asked);
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_visitor_is_led_to_the_sign_in),
    cmocka_unit_test(each_sees_what_is_theirs),
    cmocka_unit_test(what_is_overdue_says_so_in_words),
};

static int run_docket(void)
{
    return cmocka_run_group_tests(tests, open_world, close_world);
}

int main(void)
{
    return test_run(run_docket);
}
