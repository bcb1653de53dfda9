/* Freezing, signing, handing in: what is frozen is what is signed, by those who are to sign, once; and
 * every way round that. */
#include "test.h"

#include "acting.h"
#include "matter/acts.h"
#include "node/draft.h"
#include "node/pending.h"
#include "reading.h"
#include "store/statements.h"

#define INVESTIGATOR "xa.cybercrime-1.o1"
#define PROSECUTOR   "xa.prosecution-1.o2"
#define JUDGE        "xa.court-1.o3"

static struct world world;
static struct site xa, xb;

static int open_site(bool webauthn, int steps)
{
    struct error error = {0};

    if (webauthn)
        world_open_webauthn(&world);
    else
        world_open(&world);
    world_story(&world, steps);
    assert_true(site_open(&xa, &world.xa, SLICE("http://127.0.0.1:8081"), world.clock, &error));
    return 0;
}

static int open_world(void **state)
{
    (void)state;
    return open_site(false, 0);
}

static int open_applied(void **state)
{
    (void)state;
    return open_site(false, 1);
}

static int open_webauthn(void **state)
{
    (void)state;
    return open_site(true, 1);
}

static int close_world(void **state)
{
    site_close(&xa);
    world_close(&world);
    (void)state;
    return 0;
}

static struct asker as(const char *official, enum role role)
{
    return (struct asker){&xa, official, 1u << role, world.clock};
}

static struct asker investigator(void)
{
    return as(INVESTIGATOR, ROLE_INVESTIGATOR);
}

static struct asker prosecutor(void)
{
    return as(PROSECUTOR, ROLE_PROSECUTOR);
}

static struct asker judge(void)
{
    return as(JUDGE, ROLE_JUDGE);
}

/* ---- making ---- */

static const char *location_of(const struct asked *asked)
{
    for (size_t i = 0; i < asked->response.header_count; i++)
        if (slice_is(asked->response.headers[i].name, "Location"))
            return (const char *)arena_copy(&world.arena, asked->response.headers[i].value).data;
    return NULL;
}

/* Sends a form; the place where it is signed, or NULL with the status in *status. */
static const char *freeze(const struct asker *asker, const char *place, const char *type,
                          const char *body, unsigned *status)
{
    const struct act_table *table;
    const struct act *act = draft_act(type, &table);
    struct form *form = arena_take(&world.arena, sizeof *form);
    const char *at = NULL;
    struct asked asked;

    acting_fill(&world, act, body, act_form_fields(act, &world.arena), form);
    *status = asking_post(asker, place, acting_encode(&world, form, "freeze"), &asked);
    at = location_of(&asked);
    asked_forget(&asked);
    return at;
}

static const char *frozen(const struct asker *asker, const char *place, const char *type,
                          const char *body)
{
    unsigned status;
    const char *at = freeze(asker, place, type, body, &status);

    if (!at)
        fail_msg("%s: %u", type, status);
    return at;
}

static const char *frozen_application(void)
{
    struct asker asker = investigator();

    return frozen(&asker, "/en/acts/application", "application", world_application(&world));
}

static const char *frozen_authorisation(void)
{
    struct asker asker = judge();

    return frozen(&asker, "/en/matters/XA-2026-000001/acts/authorisation", "authorisation",
                  world_authorisation(&world, NULL));
}

static struct slice payload_of(const struct asker *asker, const char *at)
{
    struct asked asked;
    struct slice payload;

    assert_int_equal(
        200,
        asking_get(asker, (const char *)arena_format(&world.arena, "%s/payload", at).data, &asked));
    payload = arena_copy(&world.arena, asked_content(&asked));
    asked_forget(&asked);
    return payload;
}

/* Hands in text as if pasted. */
static unsigned hand_in(const struct asker *asker, const char *at, struct slice text,
                        struct asked *asked)
{
    struct buffer out = {0};
    unsigned status;

    buffer_text(&out, "do=sign&signature=");
    for (size_t i = 0; i < text.size; i++)
        buffer_format(&out, "%%%02X", text.data[i]);
    status = asking_post(asker, at, buffer_string(&out), asked);
    buffer_free(&out);
    return status;
}

static void accepts(const struct asker *asker, const char *at, struct slice text)
{
    struct asked asked;

    if (hand_in(asker, at, text, &asked) != 303)
        fail_msg("%u: %.*s", asked.response.status, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
}

static void refuses(const struct asker *asker, const char *at, struct slice text, const char *words)
{
    struct asked asked;

    assert_int_equal(422, hand_in(asker, at, text, &asked));
    if (!asked_has(&asked, words))
        fail_msg("not \"%s\" in %.*s", words, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
}

static bool shows(const struct asker *asker, const char *at, const char *words)
{
    struct asked asked;
    bool has;

    assert_int_equal(200, asking_get(asker, at, &asked));
    has = asked_has(&asked, words);
    asked_forget(&asked);
    return has;
}

static bool is_stored(struct slice payload)
{
    struct error error = {0};
    bool known;

    assert_true(store_knows(world.xa.store, sha256_of(payload), &known, &error));
    return known;
}

/* ---- the straight way ---- */

static void test_two_sign_each_by_themselves(void **state)
{
    struct asker one = investigator(), other = prosecutor();
    const char *at = frozen_application();
    struct slice payload = payload_of(&one, at);

    assert_true(shows(&one, at, "not yet"));
    assert_true(shows(&other, at, "What the statement says"));
    assert_true(shows(&other, "/en/pending", "Apply for a measure"));
    accepts(&other, at, world_sign(&world, payload, PROSECUTOR));
    assert_true(shows(&one, at, "has signed"));
    assert_false(is_stored(payload));
    accepts(&one, at, world_sign(&world, payload, INVESTIGATOR));
    assert_true(is_stored(payload));
    assert_true(shows(&one, at, "Entry in the ledger"));
    assert_true(shows(&other, at, "Accepted"));
    (void)state;
}

static void test_one_hands_in_for_both(void **state)
{
    struct asker one = investigator();
    const char *at = frozen_application();
    struct slice payload = payload_of(&one, at);

    /* In whatever order. */
    accepts(&one, at, world_sign(&world, payload, PROSECUTOR " " INVESTIGATOR));
    assert_true(is_stored(payload));
    /* Once more: it was accepted already. */
    accepts(&one, at, world_sign(&world, payload, PROSECUTOR " " INVESTIGATOR));
    accepts(&one, at, SLICE("whatever"));
    assert_true(shows(&one, at, "Accepted"));
    (void)state;
}

static void test_a_judge_signs(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation();
    struct slice payload = payload_of(&asker, at);
    struct asked asked;

    assert_true(shows(&asker, at, "The exact text that is signed"));
    assert_int_equal(200, asking_get(&asker, at, &asked));
    assert_true(asked_has(&asked, "/files/"));
    asked_forget(&asked);
    accepts(&asker, at, world_sign(&world, payload, JUDGE));
    assert_true(is_stored(payload));
    (void)state;
}

/* ---- who may see it ---- */

static void test_nobody_else_sees_it(void **state)
{
    struct asker strangers[] = {as("xa.court-1.o4", ROLE_CLERK),
                                as("xa.authority-1.o5", ROLE_CENTRAL_AUTHORITY),
                                as("xa.court-2.o6", ROLE_JUDGE), as(NULL, ROLE_JUDGE)};
    const char *at = frozen_application();
    struct asked asked;

    for (size_t i = 0; i < 4; i++) {
        static const char *const more[] = {"", "/payload"};

        for (size_t j = 0; j < 2; j++) {
            const char *path = (const char *)arena_format(&world.arena, "%s%s", at, more[j]).data;

            assert_int_equal(404, asking_get(&strangers[i], path, &asked));
            asked_forget(&asked);
        }
        assert_int_equal(404, hand_in(&strangers[i], at, SLICE("x"), &asked));
        asked_forget(&asked);
        assert_int_equal(404, asking_post(&strangers[i], at, "do=withdraw", &asked));
        asked_forget(&asked);
    }
    (void)state;
}

static void test_withdrawing(void **state)
{
    struct asker one = investigator(), other = prosecutor();
    const char *at = frozen_application();
    struct asked asked;

    assert_int_equal(404, asking_post(&other, at, "do=withdraw", &asked)); /* not the author */
    asked_forget(&asked);
    assert_int_equal(200, asking_get(&one, at, &asked));
    asked_forget(&asked);
    assert_int_equal(303, asking_post(&one, at, "do=withdraw", &asked));
    asked_forget(&asked);
    assert_int_equal(404, asking_get(&one, at, &asked));
    asked_forget(&asked);
    (void)state;
}

static void test_too_many(void **state)
{
    struct asker asker = judge();
    const char *last = NULL;
    unsigned status = 0;

    for (int i = 0; i <= PENDING_MOST; i++)
        last = freeze(&asker, "/en/matters/XA-2026-000001/acts/authorisation", "authorisation",
                      world_authorisation(&world, NULL), &status);
    assert_null(last);
    assert_int_equal(422, status);
    (void)state;
}

/* ---- signatures that do not fit ---- */

static void test_wrong_signatures(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation(), *second = frozen_authorisation();
    struct slice payload = payload_of(&asker, at), other = payload_of(&asker, second);
    struct slice altered = arena_copy(&world.arena, payload);
    struct slice good = world_sign(&world, payload, JUDGE);

    ((uint8_t *)altered.data)[altered.size - 3] ^= 1;
    refuses(&asker, at, SLICE("no signature"), "This is no signature");
    refuses(&asker, at, SLICE(""), "This is no signature");
    refuses(&asker, at, world_sign(&world, other, JUDGE), "does not fit");
    refuses(&asker, at, world_sign(&world, altered, JUDGE), "does not fit");
    refuses(&asker, at, world_sign(&world, payload, "xa.court-2.o6"), "does not fit");
    refuses(&asker, at, world_sign(&world, payload, "xa.nobody-1.o9"), "does not fit");
    refuses(&asker, at, slice_part(good, 0, good.size - 40), "This is no signature");
    assert_false(is_stored(payload));
    accepts(&asker, at, good);
    assert_true(is_stored(payload));
    /* What was signed for the first is nothing for the second. */
    assert_true(shows(&asker, second, "The matter has gone on"));
    (void)state;
}

static void test_a_revoked_key(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation();
    struct slice payload = payload_of(&asker, at);
    struct node_heads heads;

    world_wait(&world, -3600); /* the clock of a ledger does not go back: it stays */
    world_wait(&world, 3600);
    assert_true(node_heads(&world.xa, SLICE("XA-register"), "XA", &heads, &world.error));
    assert_true(world_submit(
        &world, &world.xa,
        world_envelope(&world, "revocation", "XA-register", &heads, "xa.root-1",
                       "{\"subject\":\"" JUDGE "\",\"reason\":\"lost\",\"with\":[\"xa.root-2\"]}"),
        "xa.root-1 xa.root-2"));
    refuses(&asker, at, world_sign(&world, payload, JUDGE), "no longer valid");
    assert_false(is_stored(payload));
    (void)state;
}

static void test_webauthn(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation();
    struct slice payload = payload_of(&asker, at);
    struct webauthn_maker maker = world_credential(JUDGE), login = world_credential("a login");
    struct buffer block = {0};

    assert_true(shows(&asker, at, "https://sign.xa.example/index.html#payload="));
    webauthn_make(&login, payload, &block); /* of another credential, as that of a login is */
    refuses(&asker, at, buffer_slice(&block), "does not fit");
    buffer_clear(&block);
    webauthn_make(&maker, SLICE("another payload"), &block); /* replayed */
    refuses(&asker, at, buffer_slice(&block), "another payload");
    buffer_clear(&block);
    maker.origin = "https://evil.example";
    webauthn_make(&maker, payload, &block);
    refuses(&asker, at, buffer_slice(&block), "signing page");
    buffer_clear(&block);
    maker = world_credential(JUDGE);
    webauthn_make(&maker, payload, &block);
    accepts(&asker, at, buffer_slice(&block));
    assert_true(is_stored(payload));
    buffer_free(&block);
    (void)state;
}

/* ---- the matter goes on, time passes ---- */

static void test_the_matter_goes_on(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation(), *anew = NULL;
    struct slice payload = payload_of(&asker, at), next;
    struct asked asked;

    assert_true(
        world_act(&world, &world.xa, "authorisation", JUDGE, world_authorisation(&world, NULL)));
    refuses(&asker, at, world_sign(&world, payload, JUDGE), "can no longer be handed in");
    assert_true(shows(&asker, at, "What came since"));
    assert_true(shows(&asker, at, "Authorisation (narrowed and granted), XA 2"));
    assert_false(is_stored(payload));
    asking_post(&asker, at, "do=again", &asked);
    anew = location_of(&asked);
    if (!anew)
        fail_msg("%u %.*s", asked.response.status, SLICE_ARG(asked_content(&asked)));
    asked_forget(&asked);
    next = payload_of(&asker, anew);
    assert_false(slice_equal(payload, next));
    assert_int_equal(404, asking_get(&asker, at, &asked)); /* the old one was taken back */
    asked_forget(&asked);
    refuses(&asker, anew, world_sign(&world, payload, JUDGE), "does not fit");
    (void)state;
}

/* Another court took the matter: who drafted hears that it went on, and no more of it. */
static void test_the_matter_goes_to_another(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation();
    struct asked asked;

    assert_true(world_act(&world, &world.xa, "authorisation", "xa.court-2.o6",
                          world_authorisation(&world, NULL)));
    assert_true(shows(&asker, at, "The matter has gone on"));
    assert_false(shows(&asker, at, "xa.court-2"));
    assert_int_equal(404, asking_post(&asker, at, "do=again", &asked));
    asked_forget(&asked);
    (void)state;
}

static int open_approved(void **state)
{
    (void)state;
    return open_site(false, 6);
}

/* What the provider states of a release under the approval, in which `what` was handed out. */
static const char *production(const char *what)
{
    char approval[DIGEST_TEXT], list[DIGEST_TEXT], hex[DIGEST_TEXT];

    digest_write(world.hashes[1][world.seqs[1]], approval);
    digest_write(world.list, list);
    digest_write(sha256_of(slice_text(what)), hex);
    return (const char *)arena_format(
               &world.arena,
               "{\"decision\":\"%s\",\"writ\":\"%s\",\"list\":\"%s\","
               "\"released\":\"%s\",\"set_aside\":\"%s\",\"account\":\"%s\"}",
               approval, hex, list, hex, hex, hex)
        .data;
}

/* A provider sees the order alone: that the matter went on, and nothing of what was done in it. */
static void test_a_provider_hears_no_history(void **state)
{
    struct asker provider = {&xb, "xb.mailhaus.o5", 1u << ROLE_PROVIDER, world.clock};
    struct error error = {0};
    char id[PENDING_ID + 1];
    struct asked asked;
    struct slice payload;

    assert_true(site_open(&xb, &world.xb, SLICE("http://127.0.0.1:8082"), world.clock, &error));
    payload =
        world_payload(&world, &world.xb, "production", "xb.mailhaus.o5", production("one mailbox"));
    assert_true(node_freeze(&world.xb, SLICE("xb.mailhaus.o5"), payload, NULL, 0, id, &error));
    world_wait(&world, 60);
    assert_true(world_act(&world, &world.xb, "production", "xb.mailhaus.o5", production("two")));
    assert_true(world_act(&world, &world.xb, "suspension", "xb.court-1.o3", world_reasons(&world)));
    provider.now = world.clock;
    assert_int_equal(200,
                     asking_get(&provider,
                                (const char *)arena_format(&world.arena, "/en/pending/%s", id).data,
                                &asked));
    assert_true(asked_has(&asked, "The matter has gone on"));
    assert_false(asked_has(&asked, "What came since"));
    assert_false(asked_has(&asked, "xb.court-1"));
    asked_forget(&asked);
    site_close(&xb);
    (void)state;
}

/* Two drafts of one number: the second hears nothing of the first, and gets another number. */
static void test_a_number_is_taken(void **state)
{
    struct asker asker = investigator();
    const char *first = frozen_application(), *second = frozen_application(), *anew;
    struct slice payload = payload_of(&asker, first);
    struct asked asked;

    accepts(&asker, first, world_sign(&world, payload, INVESTIGATOR " " PROSECUTOR));
    refuses(&asker, second, world_sign(&world, payload_of(&asker, second), INVESTIGATOR),
            "can no longer be handed in");
    assert_true(shows(&asker, second, "The matter has gone on"));
    assert_false(shows(&asker, second, "What came since"));
    assert_true(asking_post(&asker, second, "do=again", &asked) != 404);
    anew = location_of(&asked);
    if (anew) /* the tally is another one now: where a cap allows it */
        assert_true(shows(&asker, anew, "XA-2026-000002"));
    else
        assert_true(asked_has(&asked, "id=\"act\""));
    asked_forget(&asked);
    (void)state;
}

/* The docket says what waits for a signature. */
static void test_the_docket_tells(void **state)
{
    struct asker other = prosecutor(), stranger = judge();

    frozen_application();
    assert_true(shows(&other, "/en/docket", "Frozen for your signature"));
    assert_false(shows(&stranger, "/en/docket", "Frozen for your signature"));
    (void)state;
}

static void test_too_late(void **state)
{
    struct asker asker = judge();
    const char *at = frozen_authorisation();
    struct slice payload = payload_of(&asker, at);
    struct asked asked;

    world_wait(&world, 2 * DAY);
    refuses(&asker, at, world_sign(&world, payload, JUDGE), "can no longer be handed in");
    assert_true(shows(&asker, at, "Too much time has passed"));
    world_wait(&world, PENDING_KEPT);
    assert_int_equal(404, asking_get(&asker, at, &asked));
    asked_forget(&asked);
    (void)state;
}

/* ---- languages ---- */

static struct slice french(const char *place)
{
    return arena_format(&world.arena, "/fr%s", place + 3);
}

static void is_translated(const struct asker *asker, const char *place)
{
    struct asked one, other;

    assert_int_equal(200, asking_get(asker, place, &one));
    assert_int_equal(200, asking_get(asker, (const char *)french(place).data, &other));
    reading_is_translated(place, asked_content(&one), asked_content(&other));
    asked_forget(&one);
    asked_forget(&other);
}

static void test_every_page_is_translated(void **state)
{
    struct asker asker = judge(), other = investigator();
    const char *at = frozen_authorisation(), *second = frozen_authorisation();

    is_translated(&asker, "/en/acts");
    is_translated(&other, "/en/acts/application");
    is_translated(&asker, "/en/matters/XA-2026-000001/acts/authorisation");
    is_translated(&asker, "/en/pending");
    is_translated(&asker, at);
    accepts(&asker, at, world_sign(&world, payload_of(&asker, at), JUDGE));
    is_translated(&asker, at);
    is_translated(&asker, second);
    (void)state;
}

/* ---- the store ---- */

/* Nothing of what is frozen stands in the database in the clear. */
static void test_it_is_sealed(void **state)
{
    struct error error = {0};
    struct buffer path = {0};
    size_t size = 0;
    const char *files[] = {"node.db", "node.db-wal"};

    frozen_application();
    for (size_t i = 0; i < 2; i++) {
        FILE *file;
        char *bytes;

        buffer_clear(&path);
        buffer_format(&path, "%s/%s", world.xa_folder, files[i]);
        file = fopen(buffer_string(&path), "rb");
        if (!file)
            continue;
        bytes = malloc(64 << 20);
        size = fread(bytes, 1, 64 << 20, file);
        assert_null(memmem(bytes, size, "kim@mailhaus", 12));
        assert_null(memmem(bytes, size, "XA-C-4", 6));
        free(bytes);
        fclose(file);
    }
    buffer_free(&path);
    (void)error;
    (void)state;
}

#define TEST(name, setup) cmocka_unit_test_setup_teardown(name, setup, close_world)

static const struct CMUnitTest tests[] = {
    TEST(test_two_sign_each_by_themselves, open_world),
    TEST(test_one_hands_in_for_both, open_world),
    TEST(test_a_judge_signs, open_applied),
    TEST(test_nobody_else_sees_it, open_world),
    TEST(test_withdrawing, open_world),
    TEST(test_too_many, open_applied),
    TEST(test_wrong_signatures, open_applied),
    TEST(test_a_revoked_key, open_applied),
    TEST(test_webauthn, open_webauthn),
    TEST(test_the_matter_goes_on, open_applied),
    TEST(test_the_matter_goes_to_another, open_applied),
    TEST(test_a_provider_hears_no_history, open_approved),
    TEST(test_a_number_is_taken, open_world),
    TEST(test_the_docket_tells, open_world),
    TEST(test_too_late, open_applied),
    TEST(test_every_page_is_translated, open_applied),
    TEST(test_it_is_sealed, open_world),
};

TEST_MAIN(tests)
