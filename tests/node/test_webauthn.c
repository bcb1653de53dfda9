/* Statements signed with WebAuthn through whole nodes: the story, and every way to pass something off
 * as an official's assertion. */
#include "test.h"

#include "crypto/webauthn_data.h"
#include "node/rows.h"
#include "node/world.h"

static const char judge[] = "xa.court-1.o3";
static const char roots[] = "xa.root-1 xa.root-2";

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world_open_webauthn(world);
    *state = world;
    return 0;
}

static void print(const struct world *world)
{
    print_message("# %s: %s\n", error_name(world->error.code), world->error.message);
    for (size_t i = 0; i < world->findings.count; i++)
        print_message("#   %s [%s]\n", finding_name(world->findings.items[i].code),
                      world->findings.items[i].where);
}

/* ---- the story ---- */

static void verify(struct world *world, struct bundle *bundle, struct writ_answer *answer)
{
    world_verify(world, buffer_slice(&world->writ), bundle, answer);
    world->findings = answer->findings;
}

static void the_story_is_told(void **state)
{
    struct world *world = *state;
    struct audit_report *report = calloc(1, sizeof *report);
    struct bundle bundle;
    struct writ_answer answer;

    world_story(world, 8);
    verify(world, &bundle, &answer);
    if (!answer.valid)
        print(world);
    assert_true(answer.valid);
    writ_answer_free(&answer);
    assert_true(node_audit(&world->xa, NULL, NULL, report, &world->error));
    assert_true(node_audit(&world->xb, NULL, NULL, report, &world->error));
    free(report);
}

/* ---- one signature in the judge's place ---- */

static struct slice authorisation(struct world *world)
{
    return world_payload(world, &world->xa, "authorisation", judge,
                         world_authorisation(world, NULL));
}

static struct slice signature_of(struct world *world, const struct webauthn_maker *maker,
                                 struct slice payload)
{
    struct buffer out = {0};
    struct slice kept;

    webauthn_make(maker, payload, &out);
    kept = arena_copy(&world->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}

static bool submit(struct world *world, struct slice payload, struct slice signatures)
{
    struct submission submission = {
        .payload = payload,
        .signatures = signatures,
        .attachments = world->texts.items,
        .attachment_count = world->texts.count,
    };
    size_t which;

    world->error = (struct error){0};
    world->findings.count = 0;
    return node_submit(&world->xa, &submission, 1, &world->findings, &which, &world->arena,
                       &world->error);
}

/* Refused for this finding, in good words; nothing is stored. */
static void refused(struct world *world, struct slice payload, struct slice signatures,
                    enum finding_code code, int line)
{
    int64_t rows = rows_all(&world->xa);

    if (submit(world, payload, signatures) || world->error.code != ERROR_STATEMENT_REFUSED ||
        !findings_have(&world->findings, code)) {
        print_message("# line %d: without %s\n", line, finding_name(code));
        print(world);
        fail();
    }
    assert_int_equal(rows_all(&world->xa), rows);
}

static void refused_maker(struct world *world, struct slice payload, struct webauthn_maker maker,
                          enum finding_code code, int line)
{
    refused(world, payload, signature_of(world, &maker, payload), code, line);
}

#define REFUSED(world, payload, maker, code)                                                       \
    refused_maker(world, payload, maker, FINDING_##code, __LINE__)

static void falsified_assertions_are_refused(void **state)
{
    static const char *const origins[] = {"https://sign.xa.example:8443",
                                          "https://sign.xa.example:443",
                                          "https://sign.xa.example.",
                                          "https://sign.xa.example/",
                                          "http://sign.xa.example",
                                          "https://xa.example",
                                          "https://sign.xa.example.evil.example",
                                          "https://evilsign.xa.example",
                                          "https://xn--sgn-qma.xa.example",
                                          "https://SIGN.xa.example",
                                          "https://sign.xb.example",
                                          "android:apk-key-hash:x",
                                          "null"};
    struct world *world = *state;
    struct webauthn_maker good = world_credential(judge), maker;
    struct slice payload;

    world_story(world, 1);
    payload = authorisation(world);
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        maker = good;
        maker.origin = origins[i];
        REFUSED(world, payload, maker, SIGNING_ORIGIN);
        assert_true(slice_is(world->findings.items[0].value.text, origins[i]));
    }
    maker = good;
    maker.rp = "xa.example";
    REFUSED(world, payload, maker, SIGNING_RP);
    maker = good;
    maker.flags = AUTHENTICATOR_PRESENT;
    REFUSED(world, payload, maker, SIGNING_NOT_VERIFIED);
    maker.flags = AUTHENTICATOR_VERIFIED;
    REFUSED(world, payload, maker, SIGNING_NOT_PRESENT);
    maker = good;
    maker.cross_origin = "true";
    REFUSED(world, payload, maker, SIGNING_CROSS_ORIGIN);
    maker = good;
    maker.tail = ",\"topOrigin\":\"https://sign.xa.example\"";
    REFUSED(world, payload, maker, SIGNING_CROSS_ORIGIN);
    maker = good;
    maker.type = "webauthn.create";
    REFUSED(world, payload, maker, SIGNING_TYPE);
    maker = good;
    maker.flags |= AUTHENTICATOR_BACKUP_ELIGIBLE;
    REFUSED(world, payload, maker, SIGNING_BACKED_UP);
    maker.flags |= AUTHENTICATOR_BACKED_UP;
    REFUSED(world, payload, maker, SIGNING_BACKED_UP);
    /* Everything at once is said at once. */
    maker.flags = 0;
    maker.origin = "https://evil.example";
    maker.cross_origin = "true";
    REFUSED(world, payload, maker, SIGNING_NOT_PRESENT);
    assert_true(findings_have(&world->findings, FINDING_SIGNING_NOT_VERIFIED));
    assert_true(findings_have(&world->findings, FINDING_SIGNING_CROSS_ORIGIN));
    assert_true(findings_have(&world->findings, FINDING_SIGNING_ORIGIN));
    assert_true(submit(world, payload, signature_of(world, &good, payload)));
}

static void assertions_of_others_are_refused(void **state)
{
    struct world *world = *state;
    struct webauthn_maker good = world_credential(judge), maker;
    struct slice payload, other;

    world_story(world, 1);
    payload = authorisation(world);
    REFUSED(world, payload, world_credential("xa.prosecution-1.o2"), SIGNER_KEY);
    REFUSED(world, payload, world_credential("xb.court-1.o3"), SIGNER_KEY);
    REFUSED(world, payload, webauthn_maker_new(COSE_ES256, 7), SIGNER_KEY);
    refused(world, payload, world_sign(world, payload, "xa.cybercrime-1.o1"), FINDING_SIGNER_KEY,
            __LINE__);
    maker = good;
    maker.credential[0] ^= 1;
    REFUSED(world, payload, maker, SIGNER_KEY);
    /* A genuine assertion over something else that the judge signed: replayed. */
    other = world_payload(world, &world->xa, "authorisation", judge,
                          world_authorisation(world, world_scope(world, "2026-10-15T00:00:00Z")));
    refused(world, payload, signature_of(world, &good, other), FINDING_SIGNING_OTHER_PAYLOAD,
            __LINE__);
    assert_false(submit(world, payload, slice_from(signature_of(world, &good, payload), 1)));
    assert_int_equal(world->error.code, ERROR_SIGNATURE_FORMAT);
    maker = good;
    maker.secret[5] ^= 1;
    assert_false(submit(world, payload, signature_of(world, &maker, payload)));
    assert_int_equal(world->error.code, ERROR_SIGNATURE_WRONG);
}

/* ---- the register ---- */

#define BODY(...) (const char *)arena_format(&world->arena, __VA_ARGS__).data

static bool register_act(struct world *world, const char *type, const char *body)
{
    struct node_heads heads;
    bool ok;

    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    world->findings.count = 0;
    ok = world_submit(world, &world->xa,
                      world_envelope(world, type, "XA-register", &heads, "xa.root-1", body), roots);
    world_wait(world, 60);
    return ok;
}

static bool enter_page(struct world *world, const char *name, const char *origin, const char *rp)
{
    return register_act(world, "signing-origin",
                        BODY("{\"page\":\"%s\",\"origin\":\"%s\",\"rp\":\"%s\","
                             "\"with\":[\"xa.root-2\"]}",
                             name, origin, rp));
}

static bool appoint(struct world *world, const char *official, const char *person,
                    const struct webauthn_maker *maker)
{
    struct buffer line = {0};
    bool ok;

    webauthn_make_line(maker, &line);
    ok = register_act(world, "appointment",
                      BODY("{\"official\":\"%s\",\"person\":\"%s\",\"roles\":[\"judge\"],"
                           "\"key\":\"%s\",\"with\":[\"xa.root-2\"]}",
                           official, person, buffer_string(&line)));
    buffer_free(&line);
    return ok;
}

static bool end(struct world *world, const char *subject)
{
    return register_act(
        world, "revocation",
        BODY("{\"subject\":\"%s\",\"reason\":\"lost\",\"with\":[\"xa.root-2\"]}", subject));
}

static void revoked_credentials_and_pages_end(void **state)
{
    struct world *world = *state;
    struct webauthn_maker good = world_credential(judge);
    struct slice payload;

    world_story(world, 1);
    payload = authorisation(world);
    assert_true(end(world, "xa.page-1"));
    REFUSED(world, payload, good, SIGNING_ORIGIN);
    assert_true(end(world, judge));
    REFUSED(world, payload, good, SIGNER_REVOKED);
    assert_false(enter_page(world, "xa.page-1", "https://sign.xa.example", "sign.xa.example"));
    assert_true(findings_have(&world->findings, FINDING_ACT_REPEATED));
}

static void new_pages_wait_like_appointments(void **state)
{
    struct world *world = *state;
    struct webauthn_maker maker = world_credential(judge);

    assert_false(enter_page(world, "xa.page-2", "https://sign2.xa.example", "sign.xa.example"));
    assert_true(findings_have(&world->findings, FINDING_SIGNING_RP));
    assert_false(enter_page(world, "xb.page-2", "https://sign2.xa.example", "sign2.xa.example"));
    assert_true(findings_have(&world->findings, FINDING_SIGNER_STATE));
    assert_true(enter_page(world, "xa.page-2", "https://other.sign.xa.example", "sign.xa.example"));
    world_story(world, 1);
    maker.origin = "https://other.sign.xa.example";
    REFUSED(world, authorisation(world), maker, SIGNING_ORIGIN);
    /* A page of another RP ID does not serve this credential. */
    assert_true(enter_page(world, "xa.page-3", "https://x.xa.example", "x.xa.example"));
    maker.origin = "https://x.xa.example";
    REFUSED(world, authorisation(world), maker, SIGNING_ORIGIN);
}

static void credentials_are_one_persons(void **state)
{
    struct world *world = *state;
    struct webauthn_maker good = world_credential(judge), maker;
    const char *body;

    assert_false(appoint(world, "xa.court-2.o7", "xa.p7", &good));
    assert_true(findings_have(&world->findings, FINDING_KEY_SHARED));
    maker = good; /* the same key under another credential ID, the same ID with another key */
    maker.credential[3] ^= 1;
    assert_false(appoint(world, "xa.court-2.o7", "xa.p7", &maker));
    assert_true(findings_have(&world->findings, FINDING_KEY_SHARED));
    maker = webauthn_maker_new(COSE_EDDSA, 99);
    memcpy(maker.credential, good.credential, MAKER_CREDENTIAL);
    assert_false(appoint(world, "xa.court-2.o7", "xa.p7", &maker));
    assert_true(findings_have(&world->findings, FINDING_KEY_SHARED));
    assert_true(appoint(world, "xa.court-2.o7", "xa.p3", &good));
    /* Roots sign with SSH keys alone: an assertion counts for nothing there. */
    body = "{\"subject\":\"xa.page-1\",\"reason\":\"x\",\"with\":[\"xa.root-2\"]}";
    {
        struct node_heads heads;
        struct slice payload;
        struct buffer both = {0};

        assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
        payload = world_envelope(world, "revocation", "XA-register", &heads, "xa.root-1", body);
        buffer_append(&both, world_sign(world, payload, "xa.root-1"));
        buffer_append(&both, signature_of(world, &good, payload));
        refused(world, payload, buffer_slice(&both), FINDING_ROOTS_MISSING, __LINE__);
        buffer_free(&both);
    }
}

/* ---- what is handed in at the provider ---- */

/* A suspension by hand counts where its assertion is good, and is refused openly where not. */
static void suspensions_by_hand(void **state)
{
    struct world *world = *state;
    struct webauthn_maker good = world_credential("xb.court-1.o3"), bad = good;
    const struct webauthn_maker *makers[] = {&good, &bad};
    struct slice payload;

    world_story(world, 8);
    payload =
        world_payload(world, &world->xb, "suspension", "xb.court-1.o3",
                      BODY("{\"reasons\":%s}",
                           world_attach(world, world_text(world, 0, "reasons"), &world->texts)));
    bad.flags = AUTHENTICATOR_PRESENT;
    for (size_t i = 0; i < 2; i++) {
        struct shown_statement hand = {.payload = payload,
                                       .signatures = signature_of(world, makers[i], payload)};
        struct bundle bundle;
        struct writ_answer answer;
        struct writ_question question = {.bundle = &bundle,
                                         .trust = &world->trust,
                                         .at = world->clock,
                                         .hands = &hand,
                                         .hand_count = 1};

        assert_true(bundle_parse(buffer_slice(&world->writ), BUNDLE_WRIT, &world->arena, &bundle,
                                 &world->error));
        writ_verify(&question, &answer);
        assert_int_equal(findings_have(&answer.findings, FINDING_SUSPENDED), i == 0);
        assert_int_equal(findings_have(&answer.findings, FINDING_SIGNING_NOT_VERIFIED), i == 1);
        writ_answer_free(&answer);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, world_teardown)

static const struct CMUnitTest tests[] = {
    TEST(the_story_is_told),
    TEST(falsified_assertions_are_refused),
    TEST(assertions_of_others_are_refused),
    TEST(revoked_credentials_and_pages_end),
    TEST(new_pages_wait_like_appointments),
    TEST(credentials_are_one_persons),
    TEST(suspensions_by_hand),
};

TEST_MAIN(tests)
