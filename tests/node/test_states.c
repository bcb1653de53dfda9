/* States kept in memory: whatever happens to a register, law, cosignature or trust file, here or by
 * another process, and whatever the clock says, a node knows what it would find by verifying again. */
#include "test.h"

#include "node/comparing.h"
#include "node/rows.h"
#include "store/statements.h"

static int compared_setup(void **state)
{
    setenv("PROVISO_COMPARE", "yes", 1);
    return world_setup(state);
}

static int compared_teardown(void **state)
{
    unsetenv("PROVISO_COMPARE");
    return world_teardown(state);
}

/* Is the verdict taken from memory? Two loads then share it. */
static bool is_shared(struct world *world, struct node *node)
{
    struct known_matter first, second;
    bool shared;

    assert_true(node_load(node, SLICE(""), world->clock, &first, &world->error));
    assert_true(node_load(node, SLICE(""), world->clock - 7, &second, &world->error));
    shared = first.shared == second.shared;
    known_matter_free(&first);
    known_matter_free(&second);
    return shared;
}

static const struct known_states *now_known(struct world *world, struct node *node)
{
    struct known_matter known;
    const struct known_states *shared;

    assert_true(node_load(node, SLICE(""), world->clock, &known, &world->error));
    shared = known.shared;
    known_matter_free(&known);
    return shared;
}

static void a_whole_story(void **state)
{
    struct world *world = *state;

    world_story(world, 8);
    assert_true(is_shared(world, &world->xa));
}

static void a_story_with_webauthn(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    (void)state;
    setenv("PROVISO_COMPARE", "yes", 1);
    world_open_webauthn(world);
    world_story(world, 4);
    world_close(world);
    unsetenv("PROVISO_COMPARE");
    free(world);
}

/* A matter leaves the States as they are: that is what makes a submit quick. */
static void a_matter_changes_no_state(void **state)
{
    struct world *world = *state;
    const struct known_states *before = now_known(world, &world->xa);

    world_steps(world, 1, 3);
    assert_ptr_equal(now_known(world, &world->xa), before);
}

static void enter(struct world *world, struct node *node, const char *type, const char *body)
{
    bool xa = node->state[1] == 'A';
    const char *chain = xa ? "XA-register" : "XB-register";
    struct node_heads heads;
    struct slice payload;

    assert_true(node_heads(node, slice_text(chain), node->state, &heads, &world->error));
    payload = world_envelope(world, type, chain, &heads, xa ? "xa.root-1" : "xb.root-1", body);
    if (!world_submit(world, node, payload, xa ? "xa.root-1 xa.root-2" : "xb.root-1 xb.root-2"))
        fail_msg("%s: %s", type, world->error.message);
    world_wait(world, 60);
}

#define REVOKED "{\"subject\":\"xa.court-1.o3\",\"reason\":\"key lost\",\"with\":[\"xa.root-2\"]}"

static void a_register_that_grows(void **state)
{
    struct world *world = *state;
    struct known_matter known;
    struct buffer body = {0};

    world_steps(world, 1, 2);
    enter(world, &world->xa, "office",
          "{\"office\":\"xa.court-3\",\"roles\":[\"judge\"],\"with\":[\"xa.root-2\"]}");
    buffer_format(&body,
                  "{\"official\":\"xa.court-3.o9\",\"person\":\"xa.p9\",\"roles\":[\"judge\"],"
                  "\"key\":\"%.*s\",\"with\":[\"xa.root-2\"]}",
                  SLICE_ARG(world_key(world, "xa.court-3.o9")));
    enter(world, &world->xa, "appointment", buffer_string(&body));
    buffer_free(&body);
    enter(world, &world->xa, "revocation", REVOKED);
    assert_true(
        node_load(&world->xa, slice_text(world_chain), world->clock, &known, &world->error));
    assert_false(register_in_office(
        register_official(known_register(&known, "XA"), SLICE("xa.court-1.o3")), world->clock));
    known_matter_free(&known);
    assert_true(world_carry(world, &world->xa, &world->xb, NULL));
    assert_true(world_carry(world, &world->xb, &world->xa, NULL));
    world_steps(world, 3, 3);
}

/* A revocation by hand at the other State's node: it has no leaf there. */
static void a_revocation_by_hand(void **state)
{
    struct world *world = *state;
    const struct known_states *before;
    struct node_heads heads;
    struct slice payload;

    world_steps(world, 1, 3);
    before = now_known(world, &world->xb);
    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    payload = world_envelope(world, "revocation", "XA-register", &heads, "xa.root-1", REVOKED);
    assert_true(world_submit(world, &world->xb, payload, "xa.root-1 xa.root-2"));
    assert_ptr_not_equal(now_known(world, &world->xb), before);
    world_wait(world, 60);
    comparing_follow(world);
}

/* What is refused with a whole batch was seen by the statements after it, and is gone again. */
static void a_batch_that_is_taken_back(void **state)
{
    struct world *world = *state;
    struct node *xa = &world->xa;
    struct submission batch[2] = {0};
    struct node_heads heads;
    struct arena arena = {0};
    size_t refused;

    assert_true(node_heads(xa, SLICE("XA-register"), "XA", &heads, &world->error));
    for (size_t i = 0; i < 2; i++) {
        batch[i].payload =
            world_envelope(world, "revocation", "XA-register", &heads, "xa.root-1", REVOKED);
        batch[i].signatures = world_sign(world, batch[i].payload, "xa.root-1 xa.root-2");
    }
    for (int round = 0; round < 2; round++) {
        assert_false(node_submit(xa, batch, 2, &world->findings, &refused, &arena, &world->error));
        assert_int_equal(refused, 1);
        comparing_check(world, xa);
        /* Another entry comes to stand at the same place. */
        enter(world, xa, "office",
              round ? "{\"office\":\"xa.court-5\",\"roles\":[\"judge\"],\"with\":[\"xa.root-2\"]}"
                    : "{\"office\":\"xa.court-4\",\"roles\":[\"clerk\"],\"with\":[\"xa.root-2\"]}");
    }
    arena_free(&arena);
}

/* Refused statements of matters take nothing with them. */
static void a_refused_matter_changes_no_state(void **state)
{
    struct world *world = *state;
    const struct known_states *before = now_known(world, &world->xa);

    assert_false(world_act(world, &world->xa, "authorisation", "xa.court-1.o3",
                           world_authorisation(world, NULL)));
    assert_ptr_equal(now_known(world, &world->xa), before);
}

/* Another process, which has opened the same node, writes. */
static void another_process(void **state)
{
    struct world *world = *state;
    struct node other;
    struct slice text;
    struct buffer bundle = {0};
    struct import_report report;

    world_steps(world, 1, 2);
    assert_true(node_open(world->xa_folder, &other, &world->error));
    comparing_check(world, &other);
    enter(world, &world->xa, "revocation", REVOKED);
    comparing_check(world, &other);
    enter(world, &other, "office",
          "{\"office\":\"xa.court-3\",\"roles\":[\"judge\"],\"with\":[\"xa.root-2\"]}");
    comparing_check(world, &world->xa);
    enter(world, &world->xb, "revocation",
          "{\"subject\":\"xb.rights-1.o2\",\"reason\":\"retired\",\"with\":[\"xb.root-2\"]}");
    assert_true(node_export(&world->xb, SLICE(""), 0, &bundle, &world->error));
    text = arena_copy(&world->arena, buffer_slice(&bundle));
    assert_true(node_import(&other, text, &report, &world->arena, &world->error));
    comparing_check(world, &world->xa);
    comparing_check(world, &other);
    node_close(&other);
    buffer_free(&bundle);
}

/* The clock goes back and forth: nothing of it is in what is kept. */
static void a_clock_that_jumps(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 4);
    for (int days = 40; days > -80; days -= 40) {
        world->clock += days * DAY;
        comparing_follow(world);
        world->clock -= days * DAY;
    }
    world_wait(world, 200 * DAY);
    comparing_follow(world);
}

/* Another trust file is read when the node is opened, and everything verified under it. */
static void another_trust_file(void **state)
{
    struct world *world = *state;
    struct buffer command = {0};
    struct known_matter known;

    world_steps(world, 1, 3);
    assert_true(world_carry(world, &world->xa, &world->xb, world_chain));
    /* Arcadia's roots are pinned in another order: what the first two signed is not theirs any more. */
    buffer_format(&command,
                  "sed -i '0,/^root-1/s//root-x/;0,/^root-3/s//root-1/;s/^root-x/root-3/' "
                  "%s/trust",
                  world->xb_folder);
    assert_int_equal(system(buffer_string(&command)), 0);
    node_close(&world->xb);
    assert_true(node_open(world->xb_folder, &world->xb, &world->error));
    comparing_check(world, &world->xb);
    assert_true(node_load(&world->xb, SLICE(""), world->clock, &known, &world->error));
    assert_true(known.findings->count > 0);
    known_matter_free(&known);
    buffer_free(&command);
}

/* What is altered behind the node's back is for the audit to find: it trusts no memory. */
static void an_audit_reads_everything(void **state)
{
    struct world *world = *state;
    struct audit_report report;

    world_steps(world, 1, 3);
    assert_true(is_shared(world, &world->xa));
    assert_true(node_audit(&world->xa, NULL, NULL, &report, &world->error));
    assert_true(rows_alter(&world->xa, "UPDATE cosignature SET at = at + 1, line ="
                                       " replace(line, 'A', 'B')") > 0);
    assert_false(node_audit(&world->xa, NULL, NULL, &report, &world->error));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_whole_story, compared_setup, compared_teardown),
    cmocka_unit_test(a_story_with_webauthn),
    cmocka_unit_test_setup_teardown(a_matter_changes_no_state, world_setup, world_teardown),
    cmocka_unit_test_setup_teardown(a_register_that_grows, compared_setup, compared_teardown),
    cmocka_unit_test_setup_teardown(a_revocation_by_hand, compared_setup, compared_teardown),
    cmocka_unit_test_setup_teardown(a_batch_that_is_taken_back, world_setup, world_teardown),
    cmocka_unit_test_setup_teardown(a_refused_matter_changes_no_state, world_setup, world_teardown),
    cmocka_unit_test_setup_teardown(another_process, world_setup, world_teardown),
    cmocka_unit_test_setup_teardown(a_clock_that_jumps, compared_setup, compared_teardown),
    cmocka_unit_test_setup_teardown(another_trust_file, world_setup, world_teardown),
    cmocka_unit_test_setup_teardown(an_audit_reads_everything, world_setup, world_teardown),
};

TEST_MAIN(tests)
