/* What nodes take from each other, and what they do not: a hostile node on the other side, files
 * lost, doubled, out of order. What is refused leaves nothing behind. */
#include "test.h"

#include "node/rows.h"
#include "node/show.h"
#include "store/exchange.h"
#include "store/kept.h"
#include "store/ledgers.h"
#include "writ/forge.h"

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world_open(world);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

static struct slice export(struct world *world, struct node *node, const char *chain,
                           uint64_t since)
{
    struct buffer text = {0};
    struct slice kept;

    assert_true(node_export(node, slice_text(chain), since, &text, &world->error));
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

static bool import(struct world *world, struct node *node, struct slice text,
                   struct import_report *report)
{
    world->error = (struct error){0};
    return node_import(node, text, report, &world->arena, &world->error);
}

static void assert_imported(struct world *world, struct node *node, struct slice text, int line)
{
    struct import_report report;

    if (import(world, node, text, &report))
        return;
    print_message("# line %d: %s: %s\n", line, error_name(world->error.code), world->error.message);
    for (size_t i = 0; i < report.findings.count; i++)
        print_message("#   %s [%s]\n", finding_name(report.findings.items[i].code),
                      report.findings.items[i].where);
    fail();
}

/* Refused with this error; with ERROR_STATEMENT_REFUSED also for this finding. Nothing is stored.
 */
static void assert_refused(struct world *world, struct node *node, struct slice text,
                           enum error_code code, enum finding_code finding, int line)
{
    int64_t rows = rows_all(node);
    struct import_report report;

    if (import(world, node, text, &report)) {
        print_message("# line %d: imported\n", line);
        fail();
    }
    if (world->error.code != code ||
        (finding != FINDING_COUNT && !findings_have(&report.findings, finding))) {
        print_message("# line %d: %s %s\n", line, error_name(world->error.code),
                      world->error.message);
        for (size_t i = 0; i < report.findings.count; i++)
            print_message("#   %s [%s] %.*s\n", finding_name(report.findings.items[i].code),
                          report.findings.items[i].where,
                          SLICE_ARG(report.findings.items[i].value.text));
        fail();
    }
    assert_int_equal(rows_all(node), rows);
}

#define IMPORTED(world, node, text) assert_imported(world, node, text, __LINE__)
#define REFUSED(world, node, text, finding)                                                        \
    assert_refused(world, node, text, ERROR_STATEMENT_REFUSED, FINDING_##finding, __LINE__)
#define FAILS(world, node, text, code)                                                             \
    assert_refused(world, node, text, ERROR_##code, FINDING_COUNT, __LINE__)

static struct slice written(struct forge *forge)
{
    struct buffer text = {0};
    struct slice kept;

    bundle_write(&forge->bundle, &text);
    kept = arena_copy(&forge->world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

/* XA's export after the request, taken apart. */
static struct forge *request(struct world *world)
{
    struct forge *forge = calloc(1, sizeof *forge);

    world_steps(world, 1, 3);
    forge_open(forge, world, export(world, &world->xa, world_chain, 0), BUNDLE_EXCHANGE);
    return forge;
}

static void let_go(struct forge *forge)
{
    forge_free(forge);
    free(forge);
}

/* ---- the order of things ---- */

static void the_same_again(void **state)
{
    struct world *world = *state;
    struct import_report report;
    struct slice text;
    int64_t statements;

    world_steps(world, 1, 3);
    text = export(world, &world->xa, world_chain, 0);
    assert_true(import(world, &world->xb, text, &report));
    assert_int_equal(report.statements, 3);
    assert_true(report.attachments > 0);
    statements = rows_number(&world->xb, "SELECT count(*) FROM statement");
    assert_true(import(world, &world->xb, text, &report));
    assert_int_equal(report.statements, 0);
    assert_int_equal(report.known, 3);
    assert_int_equal(rows_number(&world->xb, "SELECT count(*) FROM statement"), statements);
}

static void an_older_export(void **state)
{
    struct world *world = *state;
    struct slice early, late;

    world_steps(world, 1, 2);
    early = export(world, &world->xa, world_chain, 0);
    world_steps(world, 3, 3);
    late = export(world, &world->xa, world_chain, 0);
    IMPORTED(world, &world->xb, late);
    FAILS(world, &world->xb, early, CHECKPOINT_OLD);
}

static void one_statement_at_a_time(void **state)
{
    struct world *world = *state;

    for (int step = 1; step <= 3; step++) {
        world_steps(world, step, step);
        IMPORTED(world, &world->xb, export(world, &world->xa, world_chain, 0));
    }
    world->hashes[0][3] = world->hashes[0][world->seqs[0]];
    assert_true(world_act(world, &world->xb, "receipt", "xb.authority-1.o1", world_receipt(world)));
    world_finish(world, 5);
}

static void what_is_cut_short(void **state)
{
    struct world *world = *state;
    struct slice text;

    world_steps(world, 1, 1);
    text = export(world, &world->xa, world_chain, 0);
    for (size_t size = 0; size + 1 < text.size; size += text.size / 40) {
        struct import_report report;

        assert_false(import(world, &world->xb, slice_part(text, 0, size), &report));
    }
    assert_int_equal(rows_number(&world->xb, "SELECT count(*) FROM statement WHERE chain ="
                                             " (SELECT id FROM chain WHERE name LIKE '%-0%')"),
                     0);
}

static void its_own_bundle(void **state)
{
    struct world *world = *state;

    FAILS(world, &world->xb, export(world, &world->xb, "", 0), BUNDLE_FORMAT);
}

static void a_gap_is_refused(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct shown_statement *statements = forge->bundle.states[0].statements;

    statements[1] = statements[2];
    forge->bundle.states[0].statement_count = 2;
    REFUSED(world, &world->xb, written(forge), CHAIN_BROKEN);
    let_go(forge);
}

/* ---- a hostile node ---- */

static void another_floor(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    forge->bundle.floor = slice_part(forge->bundle.floor, 0, forge->bundle.floor.size - 1);
    REFUSED(world, &world->xb, written(forge), FLOOR_OTHER);
    let_go(forge);
}

static void a_statement_that_is_not_logged(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    forge->bundle.states[0].statements[2].logged = false;
    REFUSED(world, &world->xb, written(forge), NOT_LOGGED);
    let_go(forge);
}

static void a_judge_without_the_role(void **state)
{
    static const char *const others[] = {"xa.court-1.o4", "xa.prosecution-1.o2", "xb.court-1.o3",
                                         "xa.nobody-1.o1"};
    static const enum finding_code codes[] = {FINDING_SIGNER_ROLE, FINDING_SIGNER_ROLE,
                                              FINDING_COUNT, FINDING_SIGNER_UNKNOWN};
    struct world *world = *state;
    struct forge *forge = request(world);
    struct shown_state *shown = &forge->bundle.states[0];
    struct shown_statement kept[3];

    memcpy(kept, shown->statements, sizeof kept);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        memcpy(shown->statements, kept, sizeof kept);
        shown->statements[1] = forge_statement(forge, 0, "authorisation", others[i], 2,
                                               sha256_of(kept[0].payload), (struct digest){{0}},
                                               kept[1].entered, world_authorisation(world, NULL));
        shown->statements[1].entered = kept[1].entered;
        shown->statement_count = 2;
        forge_matters(forge, 0, 0);
        assert_refused(world, &world->xb, written(forge), ERROR_STATEMENT_REFUSED, codes[i],
                       __LINE__);
    }
    let_go(forge);
}

/* A suspension with a false signature would keep the true one out when it comes. */
static void a_restriction_that_is_poisoned(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct shown_state *shown = &forge->bundle.states[0];
    struct shown_statement suspension =
        forge_restriction(forge, "suspension", "xa.court-1.o3", world->clock);

    shown->statements[shown->statement_count++] =
        forge_signed_by(forge, &suspension, "xa.nobody-1.o1");
    REFUSED(world, &world->xb, written(forge), SIGNER_KEY);
    shown->statement_count--;
    IMPORTED(world, &world->xb, written(forge));
    assert_true(world_submit(world, &world->xb, suspension.payload, "xa.court-1.o3"));
    let_go(forge);
}

static void a_forked_ledger(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    IMPORTED(world, &world->xb, written(forge));
    /* The same size, another tree; a longer one that does not continue it. */
    forge->bundle.states[0].statements[2].salt[0] ^= 1;
    forge_matters(forge, 0, 0);
    FAILS(world, &world->xb, written(forge), CHECKPOINT_FORKED);
    forge->bundle.states[0].statements[3] =
        forge_restriction(forge, "suspension", "xa.court-1.o3", world->clock);
    forge->bundle.states[0].statements[3].entered = world->clock;
    forge->bundle.states[0].statement_count = 4;
    forge_matters(forge, 0, 0);
    FAILS(world, &world->xb, written(forge), CHECKPOINT_OLD);
    let_go(forge);
}

static void a_forked_register(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct shown_state *shown = &forge->bundle.states[0];

    shown->entry_count--;
    forge_register(forge, 0, &(struct forge_cut){0, 0}, 1);
    FAILS(world, &world->xb, written(forge), CHECKPOINT_OLD);
    forge_judge(forge, 0, "xa.court-1.o9", world->clock, world->clock);
    forge_register(forge, 0, &(struct forge_cut){0, 0}, 1);
    FAILS(world, &world->xb, written(forge), CHECKPOINT_FORKED);
    let_go(forge);
}

/* The finding's text must outlive what it was found in. */
static void a_register_that_does_not_hold(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    forge_judge(forge, 0, "xa.court-1.o3", world->clock, world->clock);
    forge_register(forge, 0, &(struct forge_cut){0, 0}, 1);
    REFUSED(world, &world->xb, written(forge), ACT_REPEATED);
    let_go(forge);
}

/* XA appoints a judge right after the first cosignature, and hides that it had one: XB's node
 * knows. */
static void a_first_cosignature_that_is_hidden(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct known_matter known;

    forge_judge(forge, 0, "xa.court-1.o9", world->clock, world->clock);
    forge_register(forge, 0, &(struct forge_cut){0, 0}, 1);
    IMPORTED(world, &world->xb, written(forge));
    assert_true(node_load(&world->xb, SLICE(""), world->clock, &known, &world->error));
    for (size_t i = 0; i < known.state_count; i++) {
        const struct official *official =
            register_official(&known.states[i].state_register, SLICE("xa.court-1.o9"));

        if (strcmp(known.states[i].state_register.state, "XA") != 0)
            continue;
        assert_non_null(official);
        assert_true(official->from >= world->clock + 48 * HOUR);
    }
    known_matter_free(&known);
    let_go(forge);
}

/* ---- attachments ---- */

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
    assert_int_equal(bundle.states[0].statement_count, 1);
    assert_false(
        world_act(world, &world->xb, "approval", "xb.court-1.o3", world_approval(world, NULL)));
    assert_true(findings_have(&world->findings, FINDING_RIGHTS));
    world->findings.count = 0;
    assert_false(node_writ(&world->xb, slice_text(world_chain), &world->writ, &world->findings,
                           &world->arena, &world->error));
    assert_true(findings_have(&world->findings, FINDING_RIGHTS));
}

/* ---- witnesses ---- */

static struct slice checkpoint(struct world *world, struct node *node, enum store_ledger ledger)
{
    struct buffer text = {0};
    struct slice kept;

    assert_true(node_checkpoint(node, ledger, &text, &world->error));
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

static enum error_code cosign(struct world *world, struct node *node, struct slice note,
                              struct slice proof, struct slice *out)
{
    struct buffer text = {0};
    bool ok;

    world->error = (struct error){0};
    ok = node_cosign(node, note, proof, &text, &world->error);
    if (out)
        *out = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return ok ? ERROR_NONE : world->error.code;
}

static struct slice consistency(struct world *world, struct node *node, uint64_t old, uint64_t new)
{
    struct buffer text = {0};
    struct slice kept;

    assert_true(node_prove_consistency(node, STORE_MATTERS, old, new, &text, &world->error));
    kept = arena_copy(&world->arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

static void cosigning(void **state)
{
    struct world *world = *state;
    struct slice one, three, proof, with;
    size_t taken = 0;

    world_steps(world, 1, 1);
    one = checkpoint(world, &world->xa, STORE_MATTERS);
    assert_int_equal(cosign(world, &world->xb, one, SLICE(""), NULL), ERROR_NONE);
    world_steps(world, 2, 3);
    three = checkpoint(world, &world->xa, STORE_MATTERS);
    proof = consistency(world, &world->xa, 1, 3);
    assert_int_equal(cosign(world, &world->xb, three, SLICE(""), NULL), ERROR_PROOF_WRONG);
    assert_int_equal(cosign(world, &world->xb, three, SLICE("AAAA\n"), NULL), ERROR_PROOF_FORMAT);
    assert_int_equal(cosign(world, &world->xb, three, consistency(world, &world->xa, 2, 3), NULL),
                     ERROR_PROOF_WRONG);
    assert_int_equal(cosign(world, &world->xb, three, proof, &with), ERROR_NONE);
    assert_int_equal(cosign(world, &world->xb, three, SLICE(""), &with), ERROR_NONE);
    assert_int_equal(cosign(world, &world->xb, one, SLICE(""), NULL), ERROR_CHECKPOINT_OLD);
    assert_int_equal(cosign(world, &world->xa, three, SLICE(""), NULL), ERROR_TRUST_UNKNOWN);
    assert_true(node_take_cosignatures(&world->xa, with, &taken, &world->error));
    assert_int_equal(taken, 1);
    assert_true(node_take_cosignatures(&world->xa, three, &taken, &world->error));
    assert_int_equal(taken, 1);
    /* A checkpoint of somebody else, and one that this node never signed. */
    assert_false(node_take_cosignatures(&world->xb, with, &taken, &world->error));
    assert_int_equal(world->error.code, ERROR_TRUST_UNKNOWN);
}

static void cosigning_a_fork(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct slice fork, own;
    size_t taken = 0;

    own = checkpoint(world, &world->xa, STORE_MATTERS);
    assert_int_equal(cosign(world, &world->xb, own, SLICE(""), NULL), ERROR_NONE);
    fork = forge_checkpoint(forge, 0, STORE_MATTERS, 3, sha256_of(SLICE("fork")), 0);
    assert_int_equal(cosign(world, &world->xb, fork, SLICE(""), NULL), ERROR_CHECKPOINT_FORKED);
    fork = forge_checkpoint(forge, 0, STORE_MATTERS, 5, sha256_of(SLICE("fork")), 0);
    assert_int_equal(cosign(world, &world->xb, fork,
                            SLICE("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), NULL),
                     ERROR_PROOF_WRONG);
    fork = forge_cosign(forge, fork, 1, world->clock);
    assert_false(node_take_cosignatures(&world->xa, fork, &taken, &world->error));
    assert_int_equal(world->error.code, ERROR_CHECKPOINT_FORKED);
    assert_int_equal(taken, 0);
    let_go(forge);
}

/* A witness whose clock goes back does not make a ledger's entries older than they are. */
static void a_witness_with_a_clock_that_goes_back(void **state)
{
    struct world *world = *state;
    struct store_cosignature *lines;
    struct slice with;
    size_t count;
    instant first;

    world_steps(world, 1, 1);
    world_wait(world, 10 * DAY);
    assert_int_equal(
        cosign(world, &world->xb, checkpoint(world, &world->xa, STORE_MATTERS), SLICE(""), &with),
        ERROR_NONE);
    first = world->clock;
    world_wait(world, -9 * DAY);
    assert_int_equal(
        cosign(world, &world->xb, checkpoint(world, &world->xa, STORE_MATTERS), SLICE(""), &with),
        ERROR_NONE);
    assert_true(store_cosignatures(world->xb.store, SLICE("proviso.xa/matters"), 1, &world->arena,
                                   &lines, &count, &world->error));
    assert_true(count >= 1);
    for (size_t i = 0; i < count; i++)
        assert_true(lines[i].at >= first);
}

static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    TEST(the_same_again),
    TEST(an_older_export),
    TEST(one_statement_at_a_time),
    TEST(what_is_cut_short),
    TEST(its_own_bundle),
    TEST(a_gap_is_refused),
    TEST(another_floor),
    TEST(a_statement_that_is_not_logged),
    TEST(a_judge_without_the_role),
    TEST(a_restriction_that_is_poisoned),
    TEST(a_forked_ledger),
    TEST(a_forked_register),
    TEST(a_register_that_does_not_hold),
    TEST(a_first_cosignature_that_is_hidden),
    TEST(an_attachment_that_is_missing),
    TEST(an_attachment_that_is_altered),
    TEST(an_attachment_nobody_names),
    TEST(attachments_are_kept_once),
    TEST(the_answers_of_an_assessment_stay),
    TEST(an_adverse_assessment_stays),
    TEST(cosigning),
    TEST(cosigning_a_fork),
    TEST(a_witness_with_a_clock_that_goes_back),
};

TEST_MAIN(tests)
