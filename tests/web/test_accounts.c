/* Invitation, registration, signing in, ending, through the pages: what is meant to work, and every way
 * around it that is known. */
#include "browser.h"

#include "base/encode.h"
#include "node/account.h"
#include "node/world.h"
#include "web/challenge.h"

#define JUDGE     "xa.court-1.o3"
#define REGISTRAR "xa.registry-1.o1"
#define HOST      "node.xa.example"
#define ORIGIN    "https://" HOST

static struct world world;
static struct site site;
static struct browser browser;
static struct webauthn_maker maker; /* of a login credential */

static void enter(const char *type, const char *body)
{
    struct node_heads heads;
    struct error error = {0};

    assert_true(node_heads(&world.xa, SLICE("XA-register"), "XA", &heads, &error));
    assert_true(world_submit(&world, &world.xa,
                             world_envelope(&world, type, "XA-register", &heads, "xa.root-1", body),
                             "xa.root-1 xa.root-2"));
}

/* A registrar, appointed long enough ago. */
static void appoint_registrar(void)
{
    struct buffer body = {0};

    enter("office", "{\"office\":\"xa.registry-1\",\"roles\":[\"registrar\"],"
                    "\"with\":[\"xa.root-2\"]}");
    buffer_format(&body,
                  "{\"official\":\"" REGISTRAR "\",\"person\":\"xa.p90\",\"roles\":[\"registrar\"],"
                  "\"key\":\"%.*s\",\"with\":[\"xa.root-2\"]}",
                  SLICE_ARG(world_key(&world, REGISTRAR)));
    enter("appointment", buffer_string(&body));
    buffer_free(&body);
    assert_true(world_carry(&world, &world.xa, &world.xb, NULL));
    assert_true(world_carry(&world, &world.xb, &world.xa, NULL));
    world_wait(&world, 8 * DAY);
}

static struct webauthn_maker login_maker(uint32_t number)
{
    struct webauthn_maker made =
        webauthn_maker_new(number % 2 ? COSE_EDDSA : COSE_ES256, 7000 + number);

    made.rp = HOST;
    made.origin = ORIGIN;
    return made;
}

static void open_site(void)
{
    struct error error = {0};

    assert_true(site_open(&site, &world.xa, SLICE(ORIGIN), world.clock, &error));
}

static int open_with(bool webauthn)
{
    if (webauthn)
        world_open_webauthn(&world);
    else
        world_open(&world);
    appoint_registrar();
    open_site();
    browser = (struct browser){.site = &site, .clock = &world.clock};
    maker = login_maker(0);
    return 0;
}

static int open_world(void **state)
{
    (void)state;
    return open_with(false);
}

static int open_webauthn(void **state)
{
    (void)state;
    return open_with(true);
}

static int close_world(void **state)
{
    browser_close(&browser);
    site_close(&site);
    world_close(&world);
    (void)state;
    return 0;
}

static const char *who(struct browser *asks)
{
    browser_get(asks, "/en/about");
    return (const char *)arena_copy(&asks->arena, asks->request.session.official).data;
}

/* ---- the page's script ---- */

static struct slice base64url(struct arena *arena, struct slice bytes)
{
    struct buffer text = {0};
    struct slice kept;

    base64url_append(&text, bytes);
    kept = arena_copy(arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

/* The message of the form on the page, checked against the challenge that the script gets. */
static struct slice message_of(struct browser *asks)
{
    struct slice message = browser_value(asks, "name=\"message\" value=\"");
    struct slice challenge = browser_value(asks, "data-challenge=\"");
    struct digest hash = sha256_of(message);

    assert_int_equal(CHALLENGE_TEXT, message.size);
    assert_true(slice_equal(challenge, base64url(&asks->arena, digest_slice(&hash))));
    return message;
}

/* The body of a sign-in by this passkey over that message. */
static const char *assertion(struct browser *asks, const struct webauthn_maker *by,
                             struct slice message)
{
    struct webauthn_assertion made;

    webauthn_make_assertion(by, message, &asks->arena, &made);
    return (const char *)arena_format(
               &asks->arena,
               "message=%.*s&client_data=%.*s&credential=%.*s&authenticator_data=%.*s"
               "&signature=%.*s",
               SLICE_ARG(message), SLICE_ARG(base64url(&asks->arena, made.client_data)),
               SLICE_ARG(base64url(&asks->arena, made.credential)),
               SLICE_ARG(base64url(&asks->arena, made.authenticator_data)),
               SLICE_ARG(base64url(&asks->arena, made.signature)))
        .data;
}

static unsigned sign_in(struct browser *asks, struct webauthn_maker *by)
{
    assert_int_equal(200, browser_get(asks, "/en/sign-in"));
    assert_true(browser_sees(asks, "data-rp=\"" HOST "\""));
    by->counter++;
    return browser_post(asks, "/en/sign-in", assertion(asks, by, message_of(asks)));
}

static const char *registration(struct browser *asks, const struct webauthn_maker *by,
                                const char *token, struct slice message)
{
    struct buffer client = {0}, object = {0};
    struct digest hash = sha256_of(message);
    struct slice body;

    webauthn_make_client_data(by, "webauthn.create", digest_slice(&hash), &client);
    webauthn_make_attestation(by, buffer_slice(&client), false, &object);
    body = arena_format(
        &asks->arena, "invitation=%s&message=%.*s&client_data=%.*s&attestation=%.*s", token,
        SLICE_ARG(message), SLICE_ARG(base64url(&asks->arena, buffer_slice(&client))),
        SLICE_ARG(base64url(&asks->arena, buffer_slice(&object))));
    buffer_free(&client);
    buffer_free(&object);
    return (const char *)body.data;
}

static unsigned show_token(struct browser *asks, const char *token)
{
    struct slice body = arena_format(&asks->arena, "invitation=%s", token);

    return browser_fill(asks, "/en/invitation", "/en/invitation", (const char *)body.data);
}

/* Opens the link, and answers with this passkey. */
static unsigned register_passkey(struct browser *asks, const struct webauthn_maker *by,
                                 const char *token)
{
    unsigned status = show_token(asks, token);

    if (status != 200)
        return status;
    return browser_post(asks, "/en/invitation", registration(asks, by, token, message_of(asks)));
}

/* As the operator's command does. */
static const char *invite(const char *official)
{
    struct error error = {0};
    struct known_matter known;
    char *token = arena_take(&browser.arena, ACCOUNT_SECRET + 1);

    assert_true(node_load(&world.xa, SLICE(""), world.clock, &known, &error));
    if (!account_invite(&world.xa, &known, SLICE(""), slice_text(official), world.clock, token,
                        &error))
        token = NULL;
    known_matter_free(&known);
    return token;
}

static void let_in(struct browser *asks, struct webauthn_maker *by, const char *official)
{
    assert_int_equal(200, register_passkey(asks, by, invite(official)));
    assert_true(browser_sees(asks, "Your passkey is registered"));
    assert_int_equal(303, sign_in(asks, by));
    assert_true(slice_is(asks->location, "/en/docket"));
    assert_string_equal(official, who(asks));
}

/* ---- what is meant to work ---- */

static void test_from_invitation_to_sign_out(void **state)
{
    for (uint32_t number = 0; number < 2; number++) {
        maker = login_maker(number);
        let_in(&browser, &maker, JUDGE);
        assert_int_equal(1u << ROLE_JUDGE, browser.request.session.roles);
        assert_int_equal(64, browser_cookie(&browser, "__Host-session-xa").size);
        assert_int_equal(303, browser_post(&browser, "/en/sign-out", ""));
        assert_string_equal("", who(&browser));
    }
    (void)state;
}

static void test_cookie_over_https(void **state)
{
    struct router router = site_router(&site);
    struct response response;

    assert_int_equal(200, register_passkey(&browser, &maker, invite(JUDGE)));
    browser_get(&browser, "/en/sign-in");
    maker.counter++;
    browser_post(&browser, "/en/sign-in", assertion(&browser, &maker, message_of(&browser)));
    browser_get(&browser, "/en/sign-in");
    maker.counter++;
    browser_start(&browser, REQUEST_POST, "/en/sign-in");
    browser_header(&browser, "Origin", SLICE(ORIGIN));
    browser_header(&browser, "Content-Type", SLICE("application/x-www-form-urlencoded"));
    browser.request.body = arena_format(&browser.arena, "token=%.*s&%s", SLICE_ARG(browser.token),
                                        assertion(&browser, &maker, message_of(&browser)));
    identity_find(&site, &browser.request);
    router_answer(&router, &browser.request, &response);
    assert_int_equal(303, response.status);
    assert_true(slice_starts(response.headers[0].value, SLICE("__Host-session-xa=")));
    assert_true(slice_ends(response.headers[0].value,
                           SLICE("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure")));
    response_free(&response);
    (void)state;
}

static void test_registrar(void **state)
{
    struct webauthn_maker own = login_maker(4);
    struct browser judge = {.site = &site, .clock = &world.clock};
    struct slice token;

    let_in(&browser, &own, REGISTRAR);
    assert_int_equal(200, browser_get(&browser, "/en/accounts"));
    assert_true(browser_sees(&browser, JUDGE) && browser_sees(&browser, ">Accounts<"));
    assert_int_equal(200, browser_post(&browser, "/en/accounts", "invite=" JUDGE));
    token = browser_value(&browser, ">" ORIGIN "/en/invitation#");
    token = slice_part(token, 0, 64);
    assert_int_equal(64, token.size);
    assert_int_equal(200, browser_get(&browser, "/en/accounts"));
    assert_false(browser_sees(&browser, (const char *)arena_copy(&browser.arena, token).data));
    assert_int_equal(
        200, register_passkey(&judge, &maker, (const char *)arena_copy(&judge.arena, token).data));
    assert_int_equal(303, sign_in(&judge, &maker));
    assert_string_equal(JUDGE, who(&judge));
    assert_int_equal(200, browser_fill(&browser, "/en/accounts", "/en/accounts", "end=" JUDGE));
    assert_string_equal("", who(&judge));
    assert_int_equal(400, sign_in(&judge, &maker));
    browser_close(&judge);
    (void)state;
}

static void test_own_account(void **state)
{
    struct browser other = {.site = &site, .clock = &world.clock};
    struct slice session, passkey;

    let_in(&browser, &maker, JUDGE);
    assert_int_equal(303, sign_in(&other, &maker));
    assert_int_equal(200, browser_get(&browser, "/en/account"));
    session = browser_value(&browser, "name=\"session\" value=\"");
    assert_int_equal(64, session.size);
    assert_int_equal(
        303,
        browser_post(
            &browser, "/en/account",
            (const char *)arena_format(&browser.arena, "session=%.*s", SLICE_ARG(session)).data));
    assert_string_equal("", who(&other));
    assert_string_equal(JUDGE, who(&browser));
    browser_get(&browser, "/en/account");
    passkey = browser_value(&browser, "name=\"passkey\" value=\"");
    assert_int_equal(
        303,
        browser_post(
            &browser, "/en/account",
            (const char *)arena_format(&browser.arena, "passkey=%.*s", SLICE_ARG(passkey)).data));
    assert_int_equal(400, sign_in(&other, &maker));
    browser_close(&other);
    (void)state;
}

/* ---- invitations ---- */

static void test_invitation_once(void **state)
{
    struct webauthn_maker second = login_maker(2);
    const char *token = invite(JUDGE);

    assert_int_equal(200, register_passkey(&browser, &maker, token));
    assert_int_equal(400, register_passkey(&browser, &second, token));
    assert_true(browser_sees(&browser, "was used, has expired, or was never made"));
    assert_int_equal(400, sign_in(&browser, &second));
    (void)state;
}

/* Two who open the same link: the first to answer has it. */
static void test_invitation_race(void **state)
{
    struct webauthn_maker second = login_maker(2);
    struct browser other = {.site = &site, .clock = &world.clock};
    const char *token = invite(JUDGE);

    assert_int_equal(200, show_token(&browser, token));
    assert_int_equal(200, show_token(&other, token));
    assert_int_equal(200, browser_post(&other, "/en/invitation",
                                       registration(&other, &second, token, message_of(&other))));
    assert_int_equal(400,
                     browser_post(&browser, "/en/invitation",
                                  registration(&browser, &maker, token, message_of(&browser))));
    browser_close(&other);
    (void)state;
}

static void test_invitation_expires(void **state)
{
    const char *token = invite(JUDGE), *later;

    world.clock += ACCOUNT_INVITED;
    assert_int_equal(400, show_token(&browser, token));
    later = invite(JUDGE);
    world.clock -= DAY;
    assert_int_equal(400, show_token(&browser, later));
    world.clock += DAY;
    assert_int_equal(200, show_token(&browser, later));
    (void)state;
}

static void test_invitation_replaced(void **state)
{
    const char *first = invite(JUDGE), *second = invite(JUDGE);

    assert_int_equal(400, show_token(&browser, first));
    assert_int_equal(200, show_token(&browser, second));
    (void)state;
}

static void test_invitation_forged(void **state)
{
    static const char *const tokens[] = {
        "",
        "0",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "%2527%20OR%201%3D1",
    };

    invite(JUDGE);
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
        assert_int_equal(400, show_token(&browser, tokens[i]));
    (void)state;
}

static void test_only_officials_in_office(void **state)
{
    const char *token = invite(JUDGE);

    assert_null(invite("xb.court-1.o3"));
    assert_null(invite("xa.court-1.o99"));
    assert_null(invite("xa.root-1"));
    assert_null(invite(""));
    enter("revocation",
          "{\"subject\":\"" JUDGE "\",\"reason\":\"retired\",\"with\":[\"xa.root-2\"]}");
    assert_int_equal(400, show_token(&browser, token));
    assert_null(invite(JUDGE));
    (void)state;
}

/* Neither another role, nor a registrar's name of another State, nor one who was revoked. */
static void test_only_the_registrar_invites(void **state)
{
    static const char *const names[] = {JUDGE, "xb.registry-1.o1", "xa.registry-1.o2"};
    struct webauthn_maker own = login_maker(4);
    struct known_matter known;
    struct error error = {0};
    char token[ACCOUNT_SECRET + 1];

    let_in(&browser, &maker, JUDGE);
    assert_int_equal(404, browser_get(&browser, "/en/accounts"));
    assert_int_equal(404, browser_fill(&browser, "/en/account", "/en/accounts", "invite=" JUDGE));
    assert_true(node_load(&world.xa, SLICE(""), world.clock, &known, &error));
    for (size_t i = 0; i < 3; i++) {
        assert_false(account_invite(&world.xa, &known, slice_text(names[i]), SLICE(JUDGE),
                                    world.clock, token, &error));
        assert_false(account_end(&world.xa, &known, slice_text(names[i]), SLICE(JUDGE), world.clock,
                                 &error));
        assert_int_equal(ERROR_ACCOUNT_REFUSED, error.code);
    }
    known_matter_free(&known);
    let_in(&browser, &own, REGISTRAR);
    assert_int_equal(200, browser_get(&browser, "/en/accounts"));
    enter("revocation",
          "{\"subject\":\"" REGISTRAR "\",\"reason\":\"left\",\"with\":[\"xa.root-2\"]}");
    assert_int_equal(404, browser_post(&browser, "/en/accounts", "invite=" JUDGE));
    assert_int_equal(404, browser_get(&browser, "/en/accounts"));
    (void)state;
}

/* ---- registrations ---- */

static unsigned register_changed(const struct webauthn_maker *by)
{
    return register_passkey(&browser, by, invite(JUDGE));
}

static void test_registrations_that_do_not_count(void **state)
{
    struct webauthn_maker by = maker;

    by.rp = "sign.xa.example";
    assert_int_equal(400, register_changed(&by));
    by = maker;
    by.rp = "xa.example";
    assert_int_equal(400, register_changed(&by));
    by = maker;
    by.origin = "https://evil.example";
    assert_int_equal(400, register_changed(&by));
    by.origin = "https://other." HOST;
    assert_int_equal(400, register_changed(&by));
    by = maker;
    by.cross_origin = "true";
    assert_int_equal(400, register_changed(&by));
    by = maker;
    by.tail = ",\"topOrigin\":\"https://evil.example\"";
    assert_int_equal(400, register_changed(&by));
    by = maker;
    by.type = "webauthn.get";
    assert_int_equal(400, register_changed(&by));
    by = maker;
    by.flags = 1;
    assert_int_equal(400, register_changed(&by));
    by.flags = 4;
    assert_int_equal(400, register_changed(&by));
    assert_int_equal(200, register_changed(&maker));
    (void)state;
}

static void test_challenges_of_registration(void **state)
{
    struct browser other = {.site = &site, .clock = &world.clock};
    const char *token = invite(JUDGE);
    struct slice message, foreign;

    assert_int_equal(200, show_token(&other, token));
    foreign = message_of(&other);
    assert_int_equal(200, show_token(&browser, token));
    message = message_of(&browser);
    assert_int_equal(400, browser_post(&browser, "/en/invitation",
                                       registration(&browser, &maker, token, foreign)));
    browser_get(&browser, "/en/sign-in");
    foreign = message_of(&browser);
    assert_int_equal(400, browser_post(&browser, "/en/invitation",
                                       registration(&browser, &maker, token, foreign)));
    world.clock += CHALLENGE_HOLDS;
    assert_int_equal(400, browser_post(&browser, "/en/invitation",
                                       registration(&browser, &maker, token, message)));
    world.clock -= 1;
    assert_int_equal(200, browser_post(&browser, "/en/invitation",
                                       registration(&browser, &maker, token, message)));
    browser_close(&other);
    (void)state;
}

/* One credential is one account's, and one official has at most eight. */
static void test_registered_twice(void **state)
{
    assert_int_equal(200, register_changed(&maker));
    assert_int_equal(400, register_passkey(&browser, &maker, invite("xa.court-1.o4")));
    assert_true(browser_sees(&browser, "registered already"));
    for (uint32_t i = 10; i < 17; i++) {
        struct webauthn_maker more = login_maker(i);

        assert_int_equal(200, register_changed(&more));
    }
    maker = login_maker(17);
    assert_int_equal(400, register_changed(&maker));
    assert_true(browser_sees(&browser, "eight passkeys"));
    (void)state;
}

/* ---- signing in ---- */

static unsigned sign_in_changed(struct webauthn_maker by)
{
    return sign_in(&browser, &by);
}

static void test_assertions_that_do_not_count(void **state)
{
    struct webauthn_maker by;

    assert_int_equal(200, register_changed(&maker));
    maker.counter += 100;
    by = maker;
    by.rp = "sign.xa.example";
    assert_int_equal(400, sign_in_changed(by));
    by = maker;
    by.origin = "https://evil.example";
    assert_int_equal(400, sign_in_changed(by));
    by.origin = "https://" HOST ":8443";
    assert_int_equal(400, sign_in_changed(by));
    by = maker;
    by.cross_origin = "true";
    assert_int_equal(400, sign_in_changed(by));
    by = maker;
    by.tail = ",\"topOrigin\":\"https://evil.example\"";
    assert_int_equal(400, sign_in_changed(by));
    by = maker;
    by.type = "webauthn.create";
    assert_int_equal(400, sign_in_changed(by));
    by = maker;
    by.flags = 1;
    assert_int_equal(400, sign_in_changed(by));
    by.flags = 4;
    assert_int_equal(400, sign_in_changed(by));
    by = login_maker(2);
    assert_int_equal(400, sign_in_changed(by));
    memcpy(by.credential, maker.credential, MAKER_CREDENTIAL);
    assert_int_equal(400, sign_in_changed(by));
    assert_string_equal("", who(&browser));
    assert_int_equal(303, sign_in_changed(maker));
    (void)state;
}

static void test_replayed(void **state)
{
    struct slice token;
    const char *body;

    assert_int_equal(200, register_changed(&maker));
    browser_get(&browser, "/en/sign-in");
    token = browser.token;
    maker.counter++;
    body = assertion(&browser, &maker, message_of(&browser));
    assert_int_equal(303, browser_post(&browser, "/en/sign-in", body));
    /* An attacker who has seen all of it has the visitor's cookie, too. */
    browser_keep(&browser, SLICE("__Host-session-xa"), SLICE(""));
    browser_keep(&browser, SLICE("__Host-visitor-xa"), browser.request.session.id);
    browser.token = token;
    assert_int_equal(400, browser_post(&browser, "/en/sign-in", body));
    assert_string_equal("", who(&browser));
    (void)state;
}

/* The same with an authenticator that does not count: the challenge alone tells. */
static void test_replayed_without_counter(void **state)
{
    struct webauthn_maker by = maker;
    struct slice token, visitor;
    const char *body;

    by.counter = 0;
    assert_int_equal(200, register_changed(&by));
    browser_get(&browser, "/en/sign-in");
    visitor = browser_cookie(&browser, "__Host-visitor-xa");
    token = browser.token;
    body = assertion(&browser, &by, message_of(&browser));
    assert_int_equal(303, browser_post(&browser, "/en/sign-in", body));
    browser_keep(&browser, SLICE("__Host-session-xa"), SLICE(""));
    browser_keep(&browser, SLICE("__Host-visitor-xa"), visitor);
    browser.token = token;
    assert_int_equal(400, browser_post(&browser, "/en/sign-in", body));
    assert_true(browser_sees(&browser, "used before"));
    (void)state;
}

static void test_challenge_of_another(void **state)
{
    struct browser other = {.site = &site, .clock = &world.clock};
    struct slice message;

    assert_int_equal(200, register_changed(&maker));
    browser_get(&other, "/en/sign-in");
    message = message_of(&other);
    browser_get(&browser, "/en/sign-in");
    assert_int_equal(400,
                     browser_post(&browser, "/en/sign-in", assertion(&browser, &maker, message)));
    message = arena_format(&browser.arena, "%0112d", 0);
    assert_int_equal(400,
                     browser_post(&browser, "/en/sign-in", assertion(&browser, &maker, message)));
    browser_get(&browser, "/en/sign-in");
    message = message_of(&browser);
    world.clock += CHALLENGE_HOLDS;
    assert_int_equal(400,
                     browser_post(&browser, "/en/sign-in", assertion(&browser, &maker, message)));
    world.clock -= CHALLENGE_HOLDS + 1;
    assert_int_equal(400,
                     browser_post(&browser, "/en/sign-in", assertion(&browser, &maker, message)));
    browser_close(&other);
    (void)state;
}

/* A server that was started again has another secret. */
static void test_challenge_of_another_server(void **state)
{
    struct slice message;

    assert_int_equal(200, register_changed(&maker));
    browser_get(&browser, "/en/sign-in");
    message = message_of(&browser);
    site_close(&site);
    open_site();
    browser_get(&browser, "/en/sign-in");
    assert_int_equal(400,
                     browser_post(&browser, "/en/sign-in", assertion(&browser, &maker, message)));
    (void)state;
}

static void test_counting_back(void **state)
{
    assert_int_equal(200, register_changed(&maker));
    maker.counter = 50;
    assert_int_equal(303, sign_in(&browser, &maker));
    maker.counter = 50;
    assert_int_equal(400, sign_in(&browser, &maker));
    assert_true(browser_sees(&browser, "counted back"));
    maker.counter = 20;
    assert_int_equal(400, sign_in(&browser, &maker));
    maker.counter = UINT32_MAX;
    assert_int_equal(400, sign_in(&browser, &maker));
    maker.counter = 51;
    assert_int_equal(303, sign_in(&browser, &maker));
    (void)state;
}

static void test_revoked(void **state)
{
    let_in(&browser, &maker, JUDGE);
    enter("revocation",
          "{\"subject\":\"" JUDGE "\",\"reason\":\"retired\",\"with\":[\"xa.root-2\"]}");
    assert_string_equal("", who(&browser));
    assert_int_equal(400, sign_in(&browser, &maker));
    assert_true(browser_sees(&browser, "do not hold this office"));
    (void)state;
}

static void test_forged_forms(void **state)
{
    assert_int_equal(200, register_changed(&maker));
    browser_get(&browser, "/en/sign-in");
    browser.origin = "https://evil.example";
    assert_int_equal(403, browser_post(&browser, "/en/sign-in",
                                       assertion(&browser, &maker, message_of(&browser))));
    browser.origin = NULL;
    browser_get(&browser, "/en/sign-in");
    browser.token = SLICE("00");
    assert_int_equal(403, browser_post(&browser, "/en/sign-in",
                                       assertion(&browser, &maker, message_of(&browser))));
    (void)state;
}

static void test_values_that_are_none(void **state)
{
    static const char *const values[] = {"credential=*", "signature=AA%3D%3D", "client_data=+/",
                                         "authenticator_data=A"};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct slice message, body;

        browser_get(&browser, "/en/sign-in");
        message = message_of(&browser);
        body = arena_format(&browser.arena, "message=%.*s&%s", SLICE_ARG(message), values[i]);
        assert_int_equal(400, browser_post(&browser, "/en/sign-in", (const char *)body.data));
        assert_true(browser_sees(&browser, "not the answer of a passkey"));
    }
    (void)state;
}

/* ---- login and signing are apart, in both directions ---- */

/* What signs acts neither registers nor signs in, whatever page it is used on. */
static void test_a_signing_credential_never_signs_in(void **state)
{
    struct webauthn_maker signs = world_credential(JUDGE),
                          theirs = world_credential("xb.court-1.o3");

    assert_int_equal(400, register_changed(&signs));
    signs.rp = theirs.rp = HOST;
    signs.origin = theirs.origin = ORIGIN;
    assert_int_equal(400, register_changed(&signs));
    assert_true(browser_sees(&browser, "signs acts"));
    assert_int_equal(400, register_changed(&theirs));
    assert_true(browser_sees(&browser, "signs acts"));
    memcpy(signs.credential, maker.credential, MAKER_CREDENTIAL);
    assert_int_equal(400, register_changed(&signs));
    (void)state;
}

/* One that is appointed as a signing key later stops to sign in. */
static void test_appointed_later(void **state)
{
    struct buffer body = {0}, line = {0};

    assert_int_equal(200, register_changed(&maker));
    assert_int_equal(303, sign_in(&browser, &maker));
    webauthn_make_line(&maker, &line);
    buffer_format(&body,
                  "{\"official\":\"xa.court-1.o77\",\"person\":\"xa.p77\",\"roles\":[\"judge\"],"
                  "\"key\":\"%s\",\"with\":[\"xa.root-2\"]}",
                  buffer_string(&line));
    enter("appointment", buffer_string(&body));
    assert_int_equal(400, sign_in(&browser, &maker));
    buffer_free(&body);
    buffer_free(&line);
    (void)state;
}

/* Where acts are signed under the node's name, nobody signs in. */
static void test_a_signing_page_under_the_nodes_name(void **state)
{
    assert_int_equal(200, register_changed(&maker));
    enter("signing-origin", "{\"page\":\"xa.page-9\",\"origin\":\"" ORIGIN "\",\"rp\":\"" HOST "\","
                            "\"with\":[\"xa.root-2\"]}");
    assert_int_equal(400, sign_in(&browser, &maker));
    assert_true(browser_sees(&browser, "Acts are signed under"));
    assert_int_equal(400, register_changed(&maker));
    (void)state;
}

/* An assertion of the login page over a payload's hash is no signature of an act. */
static void test_a_login_credential_never_signs(void **state)
{
    const struct state_register *own = known_register(&site.view->known, "XA");
    struct webauthn_maker signs = world_credential(JUDGE);
    struct findings findings = {0};
    struct buffer armour = {0};
    struct error error = {0};
    struct signature signature;

    let_in(&browser, &maker, JUDGE);
    webauthn_make(&maker, SLICE("payload"), &armour);
    assert_true(signature_verify(buffer_slice(&armour), SLICE("payload"), &browser.arena,
                                 &signature, &error));
    assert_null(register_signer(own, SLICE(JUDGE), &signature, world.clock, 1u << ROLE_JUDGE, "",
                                &findings));
    /* Not even the appointed credential, when the node's own page asks for it. */
    signs.origin = ORIGIN;
    buffer_clear(&armour);
    webauthn_make(&signs, SLICE("payload"), &armour);
    assert_true(signature_verify(buffer_slice(&armour), SLICE("payload"), &browser.arena,
                                 &signature, &error));
    assert_null(register_signer(own, SLICE(JUDGE), &signature, world.clock, 1u << ROLE_JUDGE, "",
                                &findings));
    buffer_free(&armour);
    (void)state;
}

/* ---- other ---- */

static void test_an_address_without_a_name(void **state)
{
    const char *token = invite(JUDGE);

    site.origin = SLICE("http://127.0.0.1:8080");
    assert_int_equal(200, browser_get(&browser, "/en/sign-in"));
    assert_true(browser_sees(&browser, "over https"));
    assert_false(browser_sees(&browser, "data-challenge"));
    assert_int_equal(200, show_token(&browser, token));
    assert_false(browser_sees(&browser, "data-challenge"));
    site.origin = SLICE(ORIGIN);
    (void)state;
}

/* What has ended since a backup does not live again with it. */
static void test_restored(void **state)
{
    const char *token = invite("xa.court-1.o4");
    struct error error = {0};

    let_in(&browser, &maker, JUDGE);
    assert_true(account_restored(&world.xa, world.clock, &error));
    assert_string_equal("", who(&browser));
    assert_int_equal(400, show_token(&browser, token));
    assert_int_equal(400, sign_in(&browser, &maker));
    (void)state;
}

static void test_pages_of_officials_are_nowhere_for_others(void **state)
{
    assert_int_equal(404, browser_get(&browser, "/en/account"));
    assert_int_equal(404, browser_get(&browser, "/en/accounts"));
    assert_int_equal(404, browser_get(&browser, "/en/rehearsal"));
    assert_int_equal(303, browser_get(&browser, "/en/docket"));
    assert_true(slice_is(browser.location, "/en/sign-in"));
    (void)state;
}

#define TEST(function)     cmocka_unit_test_setup_teardown(function, open_world, close_world)
#define WEBAUTHN(function) cmocka_unit_test_setup_teardown(function, open_webauthn, close_world)

static const struct CMUnitTest tests[] = {
    TEST(test_from_invitation_to_sign_out),
    TEST(test_cookie_over_https),
    TEST(test_registrar),
    TEST(test_own_account),
    TEST(test_invitation_once),
    TEST(test_invitation_race),
    TEST(test_invitation_expires),
    TEST(test_invitation_replaced),
    TEST(test_invitation_forged),
    TEST(test_only_officials_in_office),
    TEST(test_only_the_registrar_invites),
    TEST(test_registrations_that_do_not_count),
    TEST(test_challenges_of_registration),
    TEST(test_registered_twice),
    TEST(test_assertions_that_do_not_count),
    TEST(test_replayed),
    TEST(test_replayed_without_counter),
    TEST(test_challenge_of_another),
    TEST(test_challenge_of_another_server),
    TEST(test_counting_back),
    TEST(test_revoked),
    TEST(test_forged_forms),
    TEST(test_values_that_are_none),
    WEBAUTHN(test_a_signing_credential_never_signs_in),
    TEST(test_appointed_later),
    TEST(test_a_signing_page_under_the_nodes_name),
    WEBAUTHN(test_a_login_credential_never_signs),
    TEST(test_an_address_without_a_name),
    TEST(test_restored),
    TEST(test_pages_of_officials_are_nowhere_for_others),
};

static int run_accounts(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_accounts);
}
