/* Attachments between nodes: what comes along, what is missing, and what stays at the court. */
#include "node/exchanging.h"
#include "node/show.h"
#include "store/kept.h"

static void an_attachment_that_is_missing(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    assert_true(forge->bundle.attachment_count > 0);
    forge->bundle.attachment_count = 0;
    REFUSED(world, &world->xb, written(forge), ATTACHMENT_MISSING);
    let_go(forge);
}

static void an_attachment_that_is_altered(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    for (size_t i = 0; i < forge->bundle.attachment_count; i++) {
        struct slice copy = arena_copy(&world->arena, forge->bundle.attachments[i]);

        ((uint8_t *)copy.data)[copy.size - 2] ^= 1;
        forge->bundle.attachments[i] = copy;
    }
    REFUSED(world, &world->xb, written(forge), ATTACHMENT_MISSING);
    let_go(forge);
}

static void an_attachment_nobody_names(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct slice *more = arena_take(&world->arena, 20 * sizeof *more);
    size_t count = forge->bundle.attachment_count;

    assert_true(count < 19);
    memcpy(more, forge->bundle.attachments, count * sizeof *more);
    more[count] = SLICE("something that no statement names\n");
    forge->bundle.attachments = more;
    forge->bundle.attachment_count = count + 1;
    IMPORTED(world, &world->xb, written(forge));
    assert_int_equal(rows_number(&world->xb, "SELECT count(*) FROM attachment WHERE length = 34"),
                     0);
    let_go(forge);
}

static void no_attachment_is_kept(struct world *world, const char *chain)
{
    struct arena arena = {0};
    struct buffer text = {0};
    struct bundle bundle;
    bool known;

    assert_true(
        store_kept(world->xb.store, slice_text(chain), "shown XA", &text, &known, &world->error));
    assert_true(known);
    assert_true(bundle_parse(buffer_slice(&text), BUNDLE_EXCHANGE, &arena, &bundle, &world->error));
    assert_int_equal(bundle.attachment_count, 0);
    buffer_free(&text);
    arena_free(&arena);
}

/* What a node keeps of a bundle holds no attachment: else it would outlive the content's key. */
static void attachments_are_kept_once(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 3);
    IMPORTED(world, &world->xb, export(world, &world->xa, world_chain, 0));
    {
        struct arena arena = {0};
        struct shown_state shown;
        bool known;

        assert_true(
            show_foreign(&world->xb, "XA", SLICE(""), &arena, &shown, &known, &world->error));
        assert_true(known);
        assert_int_equal(shown.statement_count, 0);
        arena_free(&arena);
    }
    no_attachment_is_kept(world, "XA-register");
    no_attachment_is_kept(world, world_chain);
}

static bool holds(struct slice text, const char *what)
{
    struct buffer encoded = {0};
    bool found = false;
    struct arena arena = {0};
    struct error error = {0};
    struct bundle bundle;

    assert_true(bundle_parse(text, BUNDLE_EXCHANGE, &arena, &bundle, &error));
    for (size_t i = 0; i < bundle.attachment_count; i++)
        found = found ||
                memmem(bundle.attachments[i].data, bundle.attachments[i].size, what, strlen(what));
    arena_free(&arena);
    buffer_free(&encoded);
    return found;
}

/* M4: a ground must not tell a persecutor who is a refugee or a source. */
static void the_answers_of_an_assessment_stay(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 6);
    assert_false(holds(export(world, &world->xb, world_chain, 0), "asylum"));
    assert_true(holds(export(world, &world->xb, world_chain, 0), "would be forged instruments"));
}

/* The answers of an assessment that finds substantial grounds. */
static struct slice adverse_answers(struct world *world)
{
    struct buffer text = {0};
    struct slice kept;

    for (int i = 0; i < 32; i++)
        buffer_text(&text, "0f");
    buffer_byte(&text, '\n');
    for (int i = 0; i < GROUND_COUNT; i++)
        buffer_format(&text, "[%s]\nanswer = %s\nsources = the file\n", words_ground.words[i],
                      i == 0 ? "yes" : "no-indication");
    buffer_text(&text, "[person]\nasylum = yes\ndefender = no-indication\n"
                       "minor = no-indication\n");
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

static bool submit_adverse(struct world *world)
{
    struct slice text = adverse_answers(world), body, payload;
    const char *clear = world_assessment(world), *covered = strstr(clear, "\"covered\"");
    struct submission submission = {.attachments = &text, .attachment_count = 1};
    char hex[DIGEST_TEXT];
    size_t refused;

    body = arena_format(&world->arena,
                        "{\"outcome\":\"adverse\",%.*s\"answers\":{\"sha256\":\"%s\","
                        "\"length\":%zu,\"language\":\"en\"}}",
                        (int)(strstr(clear, "\"answers\"") - covered), covered,
                        digest_write(sha256_of(text), hex), text.size);
    payload = world_payload(world, &world->xb, "rights-assessment", "xb.rights-1.o2",
                            (const char *)body.data);
    submission.payload = payload;
    submission.signatures = world_sign(world, payload, "xb.rights-1.o2");
    return node_submit(&world->xb, &submission, 1, &world->findings, &refused, &world->arena,
                       &world->error);
}

static void an_adverse_assessment_stays(void **state)
{
    struct world *world = *state;
    struct bundle bundle;
    struct slice text;

    world_steps(world, 1, 4);
    assert_true(submit_adverse(world));
    text = export(world, &world->xb, world_chain, 0);
    assert_false(holds(text, "asylum"));
    assert_true(bundle_parse(text, BUNDLE_EXCHANGE, &world->arena, &bundle, &world->error));
    assert_int_equal(bundle.states[0].statement_count, 2);
    assert_false(
        world_act(world, &world->xb, "approval", "xb.court-1.o3", world_approval(world, NULL)));
    assert_true(findings_have(&world->findings, FINDING_RIGHTS));
    world->findings.count = 0;
    assert_false(node_writ(&world->xb, slice_text(world_chain), &world->writ, &world->findings,
                           &world->arena, &world->error));
    assert_true(findings_have(&world->findings, FINDING_RIGHTS));
}

static const struct CMUnitTest tests[] = {
    EXCHANGING_TEST(an_attachment_that_is_missing),
    EXCHANGING_TEST(an_attachment_that_is_altered),
    EXCHANGING_TEST(an_attachment_nobody_names),
    EXCHANGING_TEST(attachments_are_kept_once),
    EXCHANGING_TEST(the_answers_of_an_assessment_stay),
    EXCHANGING_TEST(an_adverse_assessment_stays),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
