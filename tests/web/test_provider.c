/* A provider's pages without a socket: what a writ says to the one who holds it, whatever it is, and that
 * nothing gets in that should not. */
#include <stdio.h>
#include <stdlib.h>

#include "test.h"

#include "providing.h"
#include "reading.h"
#include "writ/forge.h"

static const char binds[] = "This order binds you.";
static const char binds_not[] = "This writ does not bind you.";

/* ---- verdicts ---- */

static void test_a_valid_writ(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    static const char *const parts[] = {"To exactly what",     "kim@mailhaus.example",
                                        "Stored content",      "What may not be handed over",
                                        "xb.court-1.o3",       "What this does not prove",
                                        "lawyers and defence", "Application",
                                        "Rights assessment",   "XA-2026-000001"};

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
    struct asking_file files[] = {{"statement", shown.payload, false},
                                  {"signature", shown.signatures, false}};

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

/* ---- objecting ---- */

static const char shared[] = "The+account+is+one+that+two+hundred+people+share.";

static void draft_objection(const char *place, const char *reasons)
{
    struct asker who = lawyer();
    struct slice form = arena_format(&world.arena, "reasons=%s", reasons);
    struct asked asked;

    assert_int_equal(303, asking_post(&who, place, (const char *)form.data, &asked));
    asked_forget(&asked);
}

static void test_an_objection(void **state)
{
    const char *place = given(buffer_slice(&world.writ)), *object = below(place, "/objection");
    struct slice payload, armour;
    struct asker who = lawyer();
    struct asked asked;

    assert_says(place, object);
    assert_says(object, "To whom, and by when");
    assert_says(object, "xb.court-1");
    assert_int_equal(404, no_file(place, "suspension.json"));
    assert_int_equal(422, asking_post(&who, object, "reasons=", &asked));
    asked_forget(&asked);
    assert_int_equal(422, sign_at(object, SLICE("none"), &asked));
    asked_forget(&asked);

    draft_objection(object, "%3Cscript%3Ealert(1)%3C/script%3E");
    assert_silent(object, "<script>");
    draft_objection(object, shared);
    assert_says(object, "two hundred people share");
    assert_says(object, "ssh-keygen -Y sign -n proviso -f KEY suspension.json");
    assert_says(place, binds);
    payload = file_of(place, "suspension.json");
    assert_true(reading_has(payload, "proviso/1 suspension"));
    assert_true(reading_has(file_of(place, "reasons.txt"), "two hundred people share"));

    /* A demo's key, where this is no demo. */
    assert_int_equal(422, asking_post(&who, object, "do=rehearse", &asked));
    asked_forget(&asked);

    /* Another's key, another payload, no signature. */
    assert_int_equal(422, sign_at(object, world_sign(&world, payload, "xb.court-1.o3"), &asked));
    assert_true(asked_has(&asked, "signer-key") || asked_has(&asked, "does not count"));
    asked_forget(&asked);
    assert_int_equal(422,
                     sign_at(object, world_sign(&world, SLICE("{}"), "xb.mailhaus.o5"), &asked));
    asked_forget(&asked);
    assert_says(place, binds);

    armour = world_sign(&world, payload, "xb.mailhaus.o5");
    assert_int_equal(303, sign_at(object, armour, &asked));
    asked_forget(&asked);
    assert_says(object, "Your objection is signed");
    assert_says(place, binds_not);
    assert_true(slice_equal(armour, file_of(place, "suspension.json.sig")));

    /* The node takes what the page hands out. */
    world.texts.items[world.texts.count++] = file_of(place, "reasons.txt");
    assert_true(world_submit(&world, &world.xb, payload, "xb.mailhaus.o5"));
    (void)state;
}

/* What was said of one matter says nothing of another: nobody objects to what is not theirs. */
static void test_no_objection_elsewhere(void **state)
{
    const char *place = given(buffer_slice(&world.writ));
    struct buffer name = {0};
    struct asker who = lawyer();
    struct asked asked;

    buffer_format(&name, "writs/%s.writ", strrchr(place, '/') + 1);
    write_file(buffer_string(&name), SLICE("{}"));
    assert_int_equal(404, asking_get(&who, below(place, "/objection"), &asked));
    asked_forget(&asked);
    buffer_free(&name);
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

static void test_every_text_is_translated(void **state)
{
    const char *place = given(buffer_slice(&world.writ));

    assert_translated("/en/");
    assert_translated("/en/about");
    assert_translated("/en/safeguards");
    assert_translated(place);
    assert_translated(below(place, "/objection"));
    draft_objection(below(place, "/objection"), "1");
    assert_translated(below(place, "/objection"));
    (void)state;
}

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
        TEST(test_no_objection_elsewhere),
        TEST(test_forms_from_elsewhere),
        TEST(test_every_text_is_translated),
        TEST(test_an_objection),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, providing_set_up, providing_tear_down);
}
