/* What travels between nodes and to the provider, over pages: only for those who carry it, only of
 * matters that they may see, only what holds. */
#include "test.h"

#include <time.h>

#include "asking.h"
#include "node/world.h"
#include "terms/words.h"

static struct world world;
static struct site xa, xb;

enum {
    AUTHORITY = 1 << ROLE_CENTRAL_AUTHORITY,
    CLERK = 1 << ROLE_CLERK,
    JUDGE = 1 << ROLE_JUDGE,
    INVESTIGATOR = 1 << ROLE_INVESTIGATOR
};

static int open_world(void **state)
{
    struct error error = {0};

    world_open(&world);
    world_story(&world, 3);
    assert_true(site_open(&xa, &world.xa, SLICE("http://127.0.0.1:8081"), world.clock, &error));
    assert_true(site_open(&xb, &world.xb, SLICE("http://127.0.0.1:8082"), world.clock, &error));
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    site_close(&xa);
    site_close(&xb);
    world_close(&world);
    (void)state;
    return 0;
}

static struct asker as(struct site *site, const char *official, uint32_t roles)
{
    return (struct asker){site, official, roles, world.clock};
}

static void test_who_may_carry(void **state)
{
    static const char *const places[] = {
        "/en/exchange", "/en/exchange/register", "/en/matters/XA-2026-000001/bundle",
        "/en/matters/XA-2026-000001/writ", "/en/matters/XA-2026-000001/writ/file"};
    struct asked asked;

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct asker visitor = as(&xa, NULL, 0), judge = as(&xa, "xa.court-1.o17", JUDGE),
                     investigator = as(&xa, "xa.police-1.o11", INVESTIGATOR);

        assert_int_equal(404, asking_get(&visitor, places[i], &asked));
        asked_forget(&asked);
        assert_int_equal(404, asking_get(&judge, places[i], &asked));
        asked_forget(&asked);
        assert_int_equal(404, asking_get(&investigator, places[i], &asked));
        asked_forget(&asked);
    }
    (void)state;
}

/* A matter that one may not see is one that does not exist. */
static void test_only_own_matters(void **state)
{
    struct asker stranger = as(&xa, "xb.authority-1.o1", AUTHORITY), own;
    struct asked asked, none;

    own = as(&xa, "xa.authority-1.o5", AUTHORITY);
    assert_int_equal(404, asking_get(&stranger, "/en/matters/XA-2026-000001/bundle", &asked));
    assert_int_equal(404, asking_get(&own, "/en/matters/XA-2026-000099/bundle", &none));
    assert_int_equal(asked_content(&none).size, asked_content(&asked).size);
    asked_forget(&asked);
    asked_forget(&none);
    assert_int_equal(404, asking_get(&own, "/en/matters/XA-register/bundle", &asked));
    asked_forget(&asked);
    (void)state;
}

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Nor does the time tell: a refusal is over at the end of a step of 50 milliseconds. */
static void test_refusals_take_a_step(void **state)
{
    static const char *const rests[] = {"bundle", "writ", "writ/file", "status", "status/1-1"};
    struct asker stranger = as(&xa, "xb.authority-1.o1", AUTHORITY | CLERK);
    struct asked asked;

    for (size_t i = 0; i < 2 * sizeof rests / sizeof *rests; i++) {
        const char *path = (const char *)arena_format(&world.arena, "/en/matters/XA-2026-0000%s/%s",
                                                      i % 2 ? "01" : "99", rests[i / 2])
                               .data;
        int64_t begun = milliseconds();

        assert_int_equal(404, asking_get(&stranger, path, &asked));
        if (milliseconds() - begun < 49)
            fail_msg("%s: %lld ms", path, (long long)(milliseconds() - begun));
        asked_forget(&asked);
    }
    (void)state;
}

/* A statement that cannot be entered: the second one at the beginning of its chain. */
static unsigned send_doubled(const struct asker *asker, const char *chain, struct asked *asked)
{
    const struct node_heads heads = {.seq = 1};
    struct slice payload = world_envelope(&world, "request", chain, &heads, "xa.authority-1.o5",
                                          world_request(&world, NULL));
    struct asking_file files[] = {
        {.name = "statement", .content = payload},
        {.name = "signature", .content = world_sign(&world, payload, "xa.authority-1.o5")}};

    return asking_send_files(asker, "/en/exchange/statement", files, 2, asked);
}

/* Whoever may carry statements could ask with one of their own making what is in a matter. */
static void test_a_refusal_says_nothing_of_others_matters(void **state)
{
    struct asker stranger = as(&xa, "xb.authority-1.o1", AUTHORITY);
    struct asker own = as(&xa, "xa.authority-1.o5", AUTHORITY);
    struct asked there, none;
    int64_t begun = milliseconds();

    assert_int_equal(422, send_doubled(&own, "XA-2026-000001", &there));
    assert_true(asked_has(&there, "Two different statements stand at one place"));
    asked_forget(&there);
    begun = milliseconds();
    assert_int_equal(422, send_doubled(&stranger, "XA-2026-000001", &there));
    assert_int_equal(422, send_doubled(&stranger, "XA-2026-000099", &none));
    assert_true(milliseconds() - begun >= 98);
    assert_true(asked_has(&there, "Why is said to those who may see its matter"));
    assert_true(asked_has(&none, "Why is said to those who may see its matter"));
    assert_false(asked_has(&there, "Two different statements"));
    assert_int_equal(asked_content(&none).size, asked_content(&there).size);
    asked_forget(&there);
    asked_forget(&none);
    (void)state;
}

/* The request goes from XA's pages to XB's, and once is enough. */
static void test_carried(void **state)
{
    struct asker from = as(&xa, "xa.authority-1.o5", AUTHORITY);
    struct asker to = as(&xb, "xb.authority-1.o1", AUTHORITY);
    struct asked bundle, taken;

    assert_int_equal(200, asking_get(&from, "/en/matters/XA-2026-000001/bundle", &bundle));
    assert_string_equal("application/json", bundle.response.type);
    assert_int_equal(200,
                     asking_send(&to, "/en/exchange", "bundle", asked_content(&bundle), &taken));
    assert_true(asked_has(&taken, "Taken in"));
    asked_forget(&taken);
    assert_int_equal(200,
                     asking_send(&to, "/en/exchange", "bundle", asked_content(&bundle), &taken));
    asked_forget(&taken);
    asked_forget(&bundle);
    (void)state;
}

/* A byte changed, half of it, nothing, and a writ that is none: nothing is taken in. */
static void test_altered(void **state)
{
    struct asker from = as(&xa, "xa.authority-1.o5", AUTHORITY);
    struct asker to = as(&xb, "xb.authority-1.o1", AUTHORITY);
    struct asked bundle, taken;
    struct slice whole;
    struct buffer altered = {0};

    assert_int_equal(200, asking_get(&from, "/en/matters/XA-2026-000001/bundle", &bundle));
    whole = asked_content(&bundle);
    buffer_append(&altered, whole);
    altered.data[whole.size / 2] ^= 1;
    assert_int_equal(422,
                     asking_send(&to, "/en/exchange", "bundle", buffer_slice(&altered), &taken));
    assert_true(asked_has(&taken, "role=\"alert\""));
    asked_forget(&taken);
    assert_int_equal(422, asking_send(&to, "/en/exchange", "bundle",
                                      slice_part(whole, 0, whole.size / 2), &taken));
    asked_forget(&taken);
    assert_int_equal(422, asking_send(&to, "/en/exchange", "bundle", SLICE(""), &taken));
    asked_forget(&taken);
    asked_forget(&bundle);
    buffer_free(&altered);
    (void)state;
}

static void test_no_writ_before_approval(void **state)
{
    struct asker asker = as(&xb, "xb.authority-1.o1", AUTHORITY);
    struct asked asked;

    assert_int_equal(200, asking_get(&asker, "/en/matters/XA-2026-000001/writ/file", &asked));
    assert_string_equal("text/html; charset=utf-8", asked.response.type);
    assert_true(asked_has(&asked, "There is no writ"));
    asked_forget(&asked);
    (void)state;
}

/* The clerk reads the status as of a moment, signs that text with ssh-keygen's armour, and hands it in;
 * nobody else may, nothing else is taken, and of no other day. */
static void test_status(void **state)
{
    struct asker clerk = as(&xa, "xa.court-1.o4", CLERK), other = as(&xa, "xa.court-1.o3", JUDGE);
    struct asked asked, text, sent;
    const char *place = "";
    struct slice armour;

    assert_int_equal(404, asking_get(&other, "/en/matters/XA-2026-000001/status", &asked));
    asked_forget(&asked);
    assert_int_equal(303, asking_get(&clerk, "/en/matters/XA-2026-000001/status", &asked));
    for (size_t i = 0; i < asked.response.header_count; i++)
        if (slice_is(asked.response.headers[i].name, "Location"))
            place = (const char *)arena_copy(&world.arena, asked.response.headers[i].value).data;
    asked_forget(&asked);
    assert_int_equal(200, asking_get(&clerk, place, &asked));
    assert_true(asked_has(&asked, "clerk xa.court-1.o4"));
    asked_forget(&asked);
    assert_int_equal(
        200,
        asking_get(&clerk, (const char *)arena_format(&world.arena, "%s/text", place).data, &text));
    armour = world_sign(&world, SLICE("something else"), "xa.court-1.o4");
    assert_int_equal(422, asking_send(&clerk, place, "signature.file", armour, &sent));
    asked_forget(&sent);
    armour = world_sign(&world, asked_content(&text), "xa.court-1.o3");
    assert_int_equal(422, asking_send(&clerk, place, "signature.file", armour, &sent));
    asked_forget(&sent);
    armour = world_sign(&world, asked_content(&text), "xa.court-1.o4");
    assert_int_equal(200, asking_send(&clerk, place, "signature.file", armour, &sent));
    assert_true(asked_has(&sent, "The status is signed"));
    asked_forget(&sent);
    asked_forget(&text);
    assert_int_equal(404, asking_get(&clerk, "/en/matters/XA-2026-000001/status/1-1", &asked));
    asked_forget(&asked);
    assert_int_equal(404, asking_get(&clerk, "/en/matters/XA-2026-000001/status/x", &asked));
    asked_forget(&asked);
    (void)state;
}

static void test_writ(void **state)
{
    struct asker asker;
    struct asked asked;

    world_steps(&world, 4, 7);
    asker = as(&xb, "xb.authority-1.o1", AUTHORITY);
    assert_int_equal(200, asking_get(&asker, "/en/matters/XA-2026-000001/writ", &asked));
    assert_true(asked_has(&asked, "was built and verified"));
    asked_forget(&asked);
    assert_int_equal(200, asking_get(&asker, "/fr/matters/XA-2026-000001/writ", &asked));
    assert_false(asked_has(&asked, "was built and verified"));
    asked_forget(&asked);
    assert_int_equal(200, asking_get(&asker, "/en/matters/XA-2026-000001/writ/file", &asked));
    assert_string_equal("application/json", asked.response.type);
    assert_true(asked_content(&asked).size > 10000);
    asked_forget(&asked);
    (void)state;
}

static int run_exchange(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_carry),
        cmocka_unit_test(test_only_own_matters),
        cmocka_unit_test(test_refusals_take_a_step),
        cmocka_unit_test(test_a_refusal_says_nothing_of_others_matters),
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_altered),
        cmocka_unit_test(test_no_writ_before_approval),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_writ),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}

int main(void)
{
    return test_run(run_exchange);
}
