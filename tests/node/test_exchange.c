/* What nodes take from each other, and what they do not: a hostile node on the other side, files
 * lost, doubled, out of order. What is refused leaves nothing behind. */
#include "node/exchanging.h"

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
    assert_true(world_act(world, &world->xb, "dual-criminality", "xb.authority-1.o1",
                          world_comparison(world)));
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

/* ---- revocations ---- */

/* Ends the key of XA's judge: in XA's own ledger where `node` is XA's, otherwise by hand. */
static void end_key(struct world *world, struct node *node, int64_t ago)
{
    struct node_heads heads;
    struct slice payload;

    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    world->clock -= ago;
    payload = world_envelope(world, "revocation", "XA-register", &heads, "xa.root-1",
                             "{\"subject\":\"xa.court-1.o3\",\"reason\":\"key lost\","
                             "\"with\":[\"xa.root-2\"]}");
    world->clock += ago;
    assert_true(world_submit(world, node, payload, "xa.root-1 xa.root-2"));
    world_wait(world, 60);
}

static bool holds_at(struct world *world, struct node *node, enum finding_code code)
{
    struct known_matter known;
    bool found;

    assert_true(node_load(node, slice_text(world_chain), world->clock, &known, &world->error));
    found = findings_have(&known.matter->statements, code);
    known_matter_free(&known);
    return found;
}

/* What a judge signed while the key held stays; it is imported again beside what came since. */
static void known_statements_after_a_revocation(void **state)
{
    struct world *world = *state;
    struct import_report report;

    world_steps(world, 1, 2);
    IMPORTED(world, &world->xb, export(world, &world->xa, world_chain, 0));
    world_wait(world, 60); /* what is cosigned in the same second is not before the end */
    end_key(world, &world->xa, 0);
    world_steps(world, 3, 3);
    assert_true(import(world, &world->xb, export(world, &world->xa, world_chain, 0), &report));
    assert_int_equal(report.known, 2);
    assert_int_equal(report.statements, 1);
    assert_false(holds_at(world, &world->xb, FINDING_SIGNER_REVOKED));
    assert_true(world_act(world, &world->xb, "receipt", "xb.authority-1.o1", world_receipt(world)));
    assert_true(world_act(world, &world->xb, "dual-criminality", "xb.authority-1.o1",
                          world_comparison(world)));
    world_finish(world, 5);
}

/* The revocation dates from before the authorisation: what is known does not hold any more, and the
 * file in which it comes once more is taken all the same: what restricts may be in it. */
static void known_statements_after_a_revocation_of_before(void **state)
{
    struct world *world = *state;
    struct import_report report;
    struct slice suspension;

    world_steps(world, 1, 2);
    IMPORTED(world, &world->xb, export(world, &world->xa, world_chain, 0));
    end_key(world, &world->xb, 2 * HOUR);
    assert_true(holds_at(world, &world->xb, FINDING_SIGNER_REVOKED));
    assert_true(import(world, &world->xb, export(world, &world->xa, world_chain, 0), &report));
    assert_int_equal(report.known, 2);
    suspension =
        world_payload(world, &world->xa, "suspension", "xa.court-2.o6", world_reasons(world));
    assert_true(world_submit(world, &world->xa, suspension, "xa.court-2.o6"));
    world_wait(world, 60);
    assert_true(import(world, &world->xb, export(world, &world->xa, world_chain, 0), &report));
    assert_int_equal(report.known, 2);
    assert_int_equal(report.statements, 1);
    assert_true(holds_at(world, &world->xb, FINDING_SIGNER_REVOKED));
}

/* What is new and rests on what does not hold any more is refused, and nothing of the file stays. */
static void a_request_after_a_revocation_of_before(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 2);
    IMPORTED(world, &world->xb, export(world, &world->xa, world_chain, 0));
    end_key(world, &world->xb, 2 * HOUR);
    world_steps(world, 3, 3);
    REFUSED(world, &world->xb, export(world, &world->xa, world_chain, 0), CHAIN_BROKEN);
}

/* An authorisation that is new to this node, by a judge whose key had ended before. */
static void a_new_statement_after_a_revocation(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 2);
    end_key(world, &world->xb, 2 * HOUR);
    REFUSED(world, &world->xb, export(world, &world->xa, world_chain, 0), SIGNER_REVOKED);
}

/* ---- a hostile node ---- */

static void another_floor(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);

    forge->bundle.floors[0] = slice_part(forge->bundle.floors[0], 0, forge->bundle.floors[0].size - 1);
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

static const struct CMUnitTest tests[] = {
    EXCHANGING_TEST(the_same_again),
    EXCHANGING_TEST(an_older_export),
    EXCHANGING_TEST(one_statement_at_a_time),
    EXCHANGING_TEST(what_is_cut_short),
    EXCHANGING_TEST(its_own_bundle),
    EXCHANGING_TEST(a_gap_is_refused),
    EXCHANGING_TEST(known_statements_after_a_revocation),
    EXCHANGING_TEST(known_statements_after_a_revocation_of_before),
    EXCHANGING_TEST(a_request_after_a_revocation_of_before),
    EXCHANGING_TEST(a_new_statement_after_a_revocation),
    EXCHANGING_TEST(another_floor),
    EXCHANGING_TEST(a_statement_that_is_not_logged),
    EXCHANGING_TEST(a_judge_without_the_role),
    EXCHANGING_TEST(a_restriction_that_is_poisoned),
    EXCHANGING_TEST(a_forked_ledger),
    EXCHANGING_TEST(a_forked_register),
    EXCHANGING_TEST(a_register_that_does_not_hold),
    EXCHANGING_TEST(a_first_cosignature_that_is_hidden),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
