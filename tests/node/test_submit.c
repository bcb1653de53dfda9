/* What a node accepts and what it does not: a refusal leaves nothing behind. */
#include "test.h"

#include <time.h>

#include "node/rows.h"
#include "node/show.h"
#include "store/ledgers.h"
#include "store/statements.h"
#include "writ/forge.h"

#include "sshsig_maker.h"

static uint64_t size_of(struct world *world, struct node *node)
{
    uint64_t size;

    assert_true(store_ledger_size(node->store, STORE_MATTERS, &size, &world->error));
    return size;
}

/* ---- bad input ---- */

static const char applicants[] = "xa.cybercrime-1.o1 xa.prosecution-1.o2";

static struct slice application(struct world *world)
{
    return world_payload(world, &world->xa, "application", applicants, world_application(world));
}

static struct slice replaced(struct world *world, struct slice text, const char *old,
                             struct slice with)
{
    const uint8_t *at = memmem(text.data, text.size, old, strlen(old));
    struct buffer out = {0};
    struct slice head, kept;

    if (!at)
        fail_msg("\"%s\" is not there", old);
    head = slice_part(text, 0, (size_t)(at - text.data));
    buffer_append(&out, head);
    buffer_append(&out, with);
    buffer_append(&out, slice_from(text, head.size + strlen(old)));
    kept = arena_copy(&world->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}

/* Refused with that error, for that finding where it is one of substance; nothing is stored. */
static void refused(struct world *world, struct node *node, struct slice payload,
                    const char *signers, enum error_code code, enum finding_code finding, int line)
{
    int64_t rows = rows_all(node);
    uint64_t size = size_of(world, node);

    if (world_submit(world, node, payload, signers)) {
        print_message("# line %d: accepted\n", line);
        fail();
    }
    if (world->error.code != code ||
        (finding != FINDING_COUNT && !findings_have(&world->findings, finding))) {
        print_message("# line %d: %s %s\n", line, error_name(world->error.code),
                      world->error.message);
        for (size_t i = 0; i < world->findings.count; i++)
            print_message("#   %s\n", finding_name(world->findings.items[i].code));
        fail();
    }
    assert_int_equal(rows_all(node), rows);
    assert_int_equal(size_of(world, node), size);
}

#define FORM(world, payload, code)                                                                 \
    refused(world, &(world)->xa, payload, applicants, ERROR_##code, FINDING_COUNT, __LINE__)
#define SUBSTANCE(world, node, payload, signers, finding)                                          \
    refused(world, node, payload, signers, ERROR_STATEMENT_REFUSED, FINDING_##finding, __LINE__)

static void what_is_no_statement(void **state)
{
    struct world *world = *state;
    struct slice good = application(world), long_text;
    struct buffer text = {0};

    FORM(world, replaced(world, good, "\"seq\":1", SLICE("\"seq\":1,\"seq\":1")), JSON_DUPLICATE);
    FORM(world, replaced(world, good, "\"seq\":1", SLICE("\"seq\":1,\"extra\":1")), MEMBER_UNKNOWN);
    FORM(world, replaced(world, good, "\"seq\":1,", SLICE("")), MEMBER_MISSING);
    FORM(world, replaced(world, good, "\"seq\":1", SLICE("\"seq\":1.0")), JSON_NUMBER);
    FORM(world, replaced(world, good, "XA-C-4", SLICE("\xff\xfe")), TEXT_INVALID);
    FORM(world, replaced(world, good, "XA-C-4", SLICE("a\0b")), TEXT_INVALID);
    FORM(world, replaced(world, good, "XA-C-4", SLICE("a\\u0000b")), TEXT_INVALID);
    FORM(world,
         replaced(world, good, "XA-C-4",
                  SLICE("a\xe2\x80\xae"
                        "b")),
         TEXT_INVALID);
    FORM(world, replaced(world, good, "XA-C-4", SLICE("a\\u202eb")), TEXT_INVALID);
    FORM(world, replaced(world, good, "\"XA-C-4\"", SLICE("[[[[[[[[[[1]]]]]]]]]]")), JSON_DEPTH);
    for (int i = 0; i < STATEMENT_MOST; i++)
        buffer_byte(&text, 'x');
    long_text = replaced(world, good, "XA-C-4", buffer_slice(&text));
    FORM(world, long_text, TOO_LARGE);
    FORM(world, replaced(world, good, "\"to\":", SLICE("\"too\":")), MEMBER_UNKNOWN);
    FORM(world, replaced(world, good, "\"to\":\"2026-11-15T00:00:00Z\",", SLICE("")),
         MEMBER_MISSING);
    FORM(world, replaced(world, good, "proviso/1 application", SLICE("proviso/1 order")),
         MEMBER_VALUE);
    FORM(world, slice_part(good, 0, good.size - 1), JSON_SYNTAX);
    FORM(world, SLICE(""), JSON_SYNTAX);
    buffer_free(&text);
    assert_true(world_submit(world, &world->xa, good, applicants));
}

static struct slice signed_in(struct world *world, const char *name, struct slice payload,
                              const char *name_space)
{
    struct digest digest = sha256_of(slice_text(name));
    struct sshsig_maker maker;
    struct buffer out = {0};
    struct slice kept;
    uint32_t number;

    memcpy(&number, digest.bytes, sizeof number);
    maker = sshsig_maker_ed25519(number);
    sshsig_make(&maker, payload, name_space, &out);
    kept = arena_copy(&world->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}

static void refused_signatures(struct world *world, struct slice payload, struct slice signatures,
                               enum error_code code)
{
    struct submission submission = {.payload = payload, .signatures = signatures};
    int64_t rows = rows_all(&world->xa);
    size_t which;

    world->error = (struct error){0};
    assert_false(node_submit(&world->xa, &submission, 1, &world->findings, &which, &world->arena,
                             &world->error));
    assert_int_equal(world->error.code, code);
    assert_int_equal(rows_all(&world->xa), rows);
}

static void signatures_that_are_wrong(void **state)
{
    struct world *world = *state;
    struct slice payload = application(world);
    struct slice first = world_sign(world, payload, "xa.cybercrime-1.o1");
    struct slice other = signed_in(world, "xa.prosecution-1.o2", payload, "file");
    struct slice bytes = signed_in(world, "xa.prosecution-1.o2", SLICE("other"), "proviso");

    refused_signatures(world, payload, first, ERROR_SIGNATURE_FORMAT);
    refused_signatures(world, payload, SLICE("rubbish"), ERROR_SIGNATURE_FORMAT);
    refused_signatures(world, payload,
                       arena_format(&world->arena, "%.*s%.*s", SLICE_ARG(first), SLICE_ARG(other)),
                       ERROR_SIGNATURE_WRONG);
    refused_signatures(world, payload,
                       arena_format(&world->arena, "%.*s%.*s", SLICE_ARG(first), SLICE_ARG(bytes)),
                       ERROR_SIGNATURE_WRONG);
    /* The wrong key, the same one twice, the right ones in the wrong order. */
    SUBSTANCE(world, &world->xa, payload, "xa.cybercrime-1.o1 xa.nobody-1.o1", SIGNER_KEY);
    SUBSTANCE(world, &world->xa, payload, "xa.cybercrime-1.o1 xa.cybercrime-1.o1", SIGNER_KEY);
    SUBSTANCE(world, &world->xa, payload, "xa.prosecution-1.o2 xa.cybercrime-1.o1", SIGNER_KEY);
}

static void persons_that_may_not(void **state)
{
    struct world *world = *state;
    const char *body;

    world_steps(world, 1, 1);
    body = world_authorisation(world, NULL);
#define AUTHORISATION(name) world_payload(world, &world->xa, "authorisation", name, body)
    SUBSTANCE(world, &world->xa, AUTHORISATION("xa.court-1.o4"), "xa.court-1.o4", SIGNER_ROLE);
    SUBSTANCE(world, &world->xa, AUTHORISATION("xa.nobody-1.o1"), "xa.nobody-1.o1", SIGNER_UNKNOWN);
    SUBSTANCE(world, &world->xa, AUTHORISATION("xb.court-1.o3"), "xb.court-1.o3", SIGNER_STATE);
    SUBSTANCE(world, &world->xa, AUTHORISATION("xc.court-1.o3"), "xc.court-1.o3", SIGNER_STATE);
}

static void places_that_are_wrong(void **state)
{
    static const char judge[] = "xa.court-1.o3";
    struct world *world = *state;
    struct digest other = sha256_of(SLICE("other"));
    struct node_heads heads;
    const char *body;

    world_steps(world, 1, 2);
    body = world_authorisation(world, NULL);
    assert_true(node_heads(&world->xa, slice_text(world_chain), "XA", &heads, &world->error));
    assert_int_equal(heads.seq, 3);
#define PLACED(...)                                                                                \
    world_envelope(world, "authorisation", world_chain, &(struct node_heads){__VA_ARGS__}, judge,  \
                   body)
    SUBSTANCE(world, &world->xa, PLACED(3, other, {{0}}), judge, CHAIN_BROKEN);
    SUBSTANCE(world, &world->xa, PLACED(4, heads.prev, {{0}}), judge, CHAIN_BROKEN);
    SUBSTANCE(world, &world->xa, PLACED(3, heads.prev, other), judge, SEEN_UNKNOWN);
    /* A place that is taken: two statements there would void the matter. */
    SUBSTANCE(world, &world->xa, PLACED(2, world->hashes[0][1], {{0}}), judge, CHAIN_FORKED);
    SUBSTANCE(world, &world->xa, PLACED(1, {{0}}, {{0}}), judge, CHAIN_FORKED);
    assert_true(world_submit(world, &world->xa, PLACED(3, heads.prev, {{0}}), judge));
}

/* An approval that has not seen the request on which it rests. */
static void what_has_not_been_seen(void **state)
{
    struct world *world = *state;
    struct node_heads heads;

    world_steps(world, 1, 5);
    assert_true(node_heads(&world->xb, slice_text(world_chain), "XB", &heads, &world->error));
    heads.seen = world->hashes[0][2];
    SUBSTANCE(world, &world->xb,
              world_envelope(world, "approval", world_chain, &heads, "xb.court-1.o3",
                             world_approval(world, NULL)),
              "xb.court-1.o3", NOT_SEEN);
}

static void times_that_are_wrong(void **state)
{
    struct world *world = *state;
    struct slice good = application(world);

    world_wait(world, 13 * HOUR);
    SUBSTANCE(world, &world->xa, good, applicants, LIMIT);
    good = application(world);
    world_wait(world, -13 * HOUR);
    SUBSTANCE(world, &world->xa, good, applicants, LIMIT);
}

/* ---- ends ---- */

static void after_a_termination(void **state)
{
    struct world *world = *state;
    struct slice suspension;

    world_steps(world, 1, 2);
    assert_true(world_submit(
        world, &world->xa,
        world_payload(world, &world->xa, "termination", "xa.court-1.o3", world_reasons(world)),
        "xa.court-1.o3"));
    SUBSTANCE(world, &world->xa,
              world_payload(world, &world->xa, "request", "xa.authority-1.o5",
                            world_request(world, NULL)),
              "xa.authority-1.o5", TERMINATED);
    suspension =
        world_payload(world, &world->xa, "suspension", "xa.court-1.o3", world_reasons(world));
    assert_true(world_submit(world, &world->xa, suspension, "xa.court-1.o3"));
    SUBSTANCE(world, &world->xa, suspension, "xa.court-1.o3", ACT_REPEATED);
}

static void a_key_that_was_revoked(void **state)
{
    struct world *world = *state;
    struct node_heads heads;
    struct slice payload;

    world_steps(world, 1, 1);
    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    payload = world_envelope(world, "revocation", "XA-register", &heads, "xa.root-1",
                             "{\"subject\":\"xa.court-1.o3\",\"reason\":\"retired\","
                             "\"with\":[\"xa.root-2\"]}");
    SUBSTANCE(world, &world->xa, payload, "xa.root-1 xa.root-1", ROOTS_MISSING);
    assert_true(world_submit(world, &world->xa, payload, "xa.root-1 xa.root-2"));
    world_wait(world, 60);
    SUBSTANCE(world, &world->xa,
              world_payload(world, &world->xa, "authorisation", "xa.court-1.o3",
                            world_authorisation(world, NULL)),
              "xa.court-1.o3", SIGNER_REVOKED);
}

/* ---- batches ---- */

static struct submission submission_of(struct world *world, struct slice payload,
                                       const char *signers, const struct slice *attachments,
                                       size_t count)
{
    return (struct submission){.payload = payload,
                               .signatures = world_sign(world, payload, signers),
                               .attachments = attachments,
                               .attachment_count = count};
}

/* The application of another matter, which is the last two digits of its chain. */
static struct submission application_in(struct world *world, const char *chain, const char *signers)
{
    struct world_texts *texts = arena_take(&world->arena, sizeof *texts);
    const char *body = world_application_of(world, (unsigned)atoi(chain + 8), texts);
    struct slice payload = world_payload(world, &world->xa, "application", applicants, body);

    return submission_of(world, replaced(world, payload, world_chain, slice_text(chain)), signers,
                         texts->items, texts->count);
}

static void a_batch_is_taken_whole_or_not(void **state)
{
    struct world *world = *state;
    struct submission batch[4];
    size_t which = 99;
    int64_t rows = rows_all(&world->xa);

    for (int i = 0; i < 4; i++) {
        char chain[20];

        snprintf(chain, sizeof chain, "XA-2026-00001%d", i);
        batch[i] =
            application_in(world, chain, i == 2 ? "xa.cybercrime-1.o1 xa.court-1.o3" : applicants);
    }
    assert_false(
        node_submit(&world->xa, batch, 4, &world->findings, &which, &world->arena, &world->error));
    assert_int_equal(world->error.code, ERROR_STATEMENT_REFUSED);
    assert_int_equal(which, 2);
    assert_int_equal(rows_all(&world->xa), rows);
    batch[2] = batch[3];
    assert_true(
        node_submit(&world->xa, batch, 3, &world->findings, &which, &world->arena, &world->error));
    assert_int_equal(size_of(world, &world->xa), 3);
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM checkpoint WHERE ledger = 1"),
                     1);
    /* The same payload twice in one batch. */
    batch[0] = batch[1] = application_in(world, "XA-2026-000099", applicants);
    assert_false(
        node_submit(&world->xa, batch, 2, &world->findings, &which, &world->arena, &world->error));
    assert_int_equal(which, 1);
    assert_int_equal(size_of(world, &world->xa), 3);
}

/* Several statements of one matter in one batch build on each other. */
static void a_batch_builds_on_itself(void **state)
{
    struct world *world = *state;
    struct slice first = application(world);
    const char *second = world_authorisation(world, NULL);
    const struct world_texts *texts = &world->texts;
    struct node_heads heads = {.seq = 2, .prev = sha256_of(first)};
    struct submission batch[2] = {
        submission_of(world, first, applicants, texts->items, texts->count),
        submission_of(
            world,
            world_envelope(world, "authorisation", world_chain, &heads, "xa.court-1.o3", second),
            "xa.court-1.o3", texts->items, texts->count),
    };
    size_t which;

    assert_true(
        node_submit(&world->xa, batch, 2, &world->findings, &which, &world->arena, &world->error));
    assert_int_equal(size_of(world, &world->xa), 2);
}

/* ---- clocks ---- */

static void a_clock_that_jumps_back(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 1);
    world_wait(world, -6 * HOUR);
    assert_true(world_act(world, &world->xa, "authorisation", "xa.court-1.o3",
                          world_authorisation(world, NULL)));
    world_wait(world, 3 * HOUR);
    assert_true(
        world_act(world, &world->xa, "request", "xa.authority-1.o5", world_request(world, NULL)));
    assert_int_equal(rows_number(&world->xa,
                                 "SELECT count(*) FROM leaf a JOIN leaf b ON b.ledger = a.ledger"
                                 " AND b.idx = a.idx + 1 WHERE b.entered < a.entered"),
                     0);
}

static void the_clock_is_a_demo_s_alone(void **state)
{
    struct world *world = *state;
    instant now;

    world->xa.demo = false;
    assert_true(node_clock(&world->xa, &now, &world->error));
    assert_true(now >= time(NULL) - 5);
    world->xa.demo = true;
    setenv("PROVISO_CLOCK", "yesterday", 1);
    assert_false(node_clock(&world->xa, &now, &world->error));
    world_wait(world, 0);
}

/* ---- the other State's restrictions ---- */

static void a_restriction_by_hand(void **state)
{
    struct world *world = *state;
    struct forge *forge = calloc(1, sizeof *forge);
    struct shown_statement hand;
    struct submission submission = {0};
    struct bundle bundle;
    struct writ_answer *answer = calloc(1, sizeof *answer);
    uint64_t size;
    size_t which;

    world_story(world, 8);
    forge_open(forge, world, buffer_slice(&world->writ), BUNDLE_WRIT);
    hand = forge_restriction(forge, "suspension", "xa.court-1.o3", world->clock);
    size = size_of(world, &world->xb);
    /* Without its reasons: those are with the other State. */
    submission.payload = hand.payload;
    submission.signatures = world_sign(world, hand.payload, "xa.nobody-1.o1");
    assert_false(node_submit(&world->xb, &submission, 1, &world->findings, &which, &world->arena,
                             &world->error));
    submission.signatures = hand.signatures;
    assert_true(node_submit(&world->xb, &submission, 1, &world->findings, &which, &world->arena,
                            &world->error));
    assert_int_equal(size_of(world, &world->xb), size);
    assert_int_equal(rows_number(&world->xb, "SELECT count(*) FROM statement WHERE moves = 0"), 1);
    buffer_clear(&world->writ);
    assert_false(node_writ(&world->xb, slice_text(world_chain), &world->writ, &world->findings,
                           &world->arena, &world->error));
    assert_true(findings_have(&world->findings, FINDING_SUSPENDED));
    /* The statement travels in what a writ would show. */
    {
        struct shown_state shown;
        bool known;

        assert_true(show_foreign(&world->xb, "XA", slice_text(world_chain), &world->arena, &shown,
                                 &known, &world->error));
        assert_int_equal(shown.statement_count, 4);
        assert_false(shown.statements[3].logged);
        forge->bundle.states[0].statements[3] = shown.statements[3];
        forge->bundle.states[0].statement_count = 4;
        bundle = forge->bundle;
        writ_verify(
            &(struct writ_question){.bundle = &bundle, .trust = &world->trust, .at = world->clock},
            answer);
        assert_false(answer->valid);
        assert_true(findings_have(&answer->findings, FINDING_SUSPENDED));
        writ_answer_free(answer);
    }
    free(answer);
    forge_free(forge);
    free(forge);
}

/* ---- statuses, salts ---- */

static void a_status_is_of_now(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    int64_t rows;

    world_steps(world, 1, 1);
    assert_true(node_status_draft(&world->xa, slice_text(world_chain), SLICE("xa.court-1.o4"),
                                  &text, &world->error));
    world_steps(world, 2, 2);
    rows = rows_all(&world->xa);
    assert_false(node_status_submit(&world->xa, buffer_slice(&text),
                                    world_sign(world, buffer_slice(&text), "xa.court-1.o4"),
                                    &world->error));
    assert_int_equal(world->error.code, ERROR_STATUS_FORMAT);
    buffer_clear(&text);
    assert_true(node_status_draft(&world->xa, slice_text(world_chain), SLICE("xa.court-1.o4"),
                                  &text, &world->error));
    /* A restriction comes in between; the clerk is somebody else; a day has passed. */
    assert_true(world_submit(
        world, &world->xa,
        world_payload(world, &world->xa, "suspension", "xa.court-1.o3", world_reasons(world)),
        "xa.court-1.o3"));
    rows = rows_all(&world->xa);
    assert_false(node_status_submit(&world->xa, buffer_slice(&text),
                                    world_sign(world, buffer_slice(&text), "xa.court-1.o4"),
                                    &world->error));
    buffer_clear(&text);
    assert_true(node_status_draft(&world->xa, slice_text(world_chain), SLICE("xa.court-1.o4"),
                                  &text, &world->error));
    assert_false(node_status_submit(&world->xa, buffer_slice(&text),
                                    world_sign(world, buffer_slice(&text), "xa.court-1.o3"),
                                    &world->error));
    world_wait(world, 25 * HOUR);
    assert_false(node_status_submit(&world->xa, buffer_slice(&text),
                                    world_sign(world, buffer_slice(&text), "xa.court-1.o4"),
                                    &world->error));
    assert_int_equal(rows_all(&world->xa), rows);
    world_wait(world, -25 * HOUR);
    assert_true(node_status_submit(&world->xa, buffer_slice(&text),
                                   world_sign(world, buffer_slice(&text), "xa.court-1.o4"),
                                   &world->error));
    buffer_free(&text);
}

static void a_list_has_one_salt(void **state)
{
    struct world *world = *state;
    uint8_t one[LIST_SALT], two[LIST_SALT];

    world_steps(world, 1, 1);
    assert_true(node_list_salt(&world->xa, slice_text(world_chain), one, &world->error));
    assert_true(node_list_salt(&world->xa, slice_text(world_chain), two, &world->error));
    assert_memory_equal(one, two, LIST_SALT);
    assert_true(node_list_salt(&world->xa, SLICE("XA-2026-000002"), two, &world->error));
    assert_memory_not_equal(one, two, LIST_SALT);
    assert_false(node_list_salt(&world->xa, SLICE("nonsense"), two, &world->error));
    assert_int_equal(world->error.code, ERROR_CHAIN_UNKNOWN);
}

static void new_matters_are_numbered(void **state)
{
    struct world *world = *state;
    char name[CHAIN_MOST];
    uint8_t salt[LIST_SALT];

    assert_true(node_new_chain(&world->xa, world->clock, name, &world->error));
    assert_string_equal(name, "XA-2026-000001");
    assert_true(node_list_salt(&world->xa, SLICE("XB-2026-000009"), salt, &world->error));
    assert_true(node_list_salt(&world->xa, SLICE("XA-2025-000009"), salt, &world->error));
    assert_true(node_list_salt(&world->xa, SLICE("XA-2026-004711"), salt, &world->error));
    assert_true(node_list_salt(&world->xa, SLICE("XA-2026-000003"), salt, &world->error));
    assert_true(node_new_chain(&world->xa, world->clock, name, &world->error));
    assert_string_equal(name, "XA-2026-004712");
    assert_true(node_list_salt(&world->xa, SLICE("XA-2026-999999"), salt, &world->error));
    assert_false(node_new_chain(&world->xa, world->clock, name, &world->error));
    assert_int_equal(world->error.code, ERROR_TOO_LARGE);
}

static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
    TEST(what_is_no_statement),          TEST(signatures_that_are_wrong),
    TEST(persons_that_may_not),          TEST(places_that_are_wrong),
    TEST(what_has_not_been_seen),        TEST(times_that_are_wrong),
    TEST(after_a_termination),           TEST(a_key_that_was_revoked),
    TEST(a_batch_is_taken_whole_or_not), TEST(a_batch_builds_on_itself),
    TEST(a_clock_that_jumps_back),       TEST(the_clock_is_a_demo_s_alone),
    TEST(a_restriction_by_hand),         TEST(a_status_is_of_now),
    TEST(a_list_has_one_salt),           TEST(new_matters_are_numbered),
};

TEST_MAIN(tests)
