/* Nodes as witnesses of each other: what they cosign, and whose cosignatures they take. */
#include "node/exchanging.h"
#include "store/exchange.h"
#include "store/ledgers.h"

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

/* ---- notes that come with an import ---- */

/* A checkpoint of Cordia's, whom nobody here pins, cosigned by Arcadia's witness. */
static struct slice cordias(struct forge *forge, const char *origin, uint64_t size)
{
    struct checkpoint checkpoint = {.size = size, .root = sha256_of(SLICE("Cordia"))};
    struct digest seed = sha256_of(slice_text(origin));
    struct note_signer signer;
    struct error error = {0};
    struct buffer note = {0};
    struct slice kept;

    assert_true(note_signer_make(slice_text(origin), NOTE_ED25519, seed.bytes, &signer, &error));
    memcpy(checkpoint.origin, signer.key.name, sizeof checkpoint.origin);
    assert_true(checkpoint_sign(&checkpoint, &signer, &note, &error));
    kept = arena_copy(&forge->arena, buffer_slice(&note));
    buffer_free(&note);
    return forge_cosign(forge, kept, 0, forge->world->clock);
}

/* XA's export, with these notes before and behind those that it has. */
static struct slice with_notes(struct forge *forge, struct slice note)
{
    size_t count = forge->bundle.cosigned_count;
    struct slice *notes = arena_take(&forge->arena, (count + 2) * sizeof *notes);

    notes[0] = notes[count + 1] = note;
    memcpy(notes + 1, forge->bundle.cosigned, count * sizeof *notes);
    forge->bundle.cosigned = notes;
    forge->bundle.cosigned_count = count + 2;
    return written(forge);
}

/* Arcadia has cosigned a third State's ledgers too: that is none of Belmora's business, and does
 * not keep it from its own. */
static void a_third_states_notes(void **state)
{
    static const char *const origins[] = {"proviso.xc/matters", "proviso.xc/register",
                                          "proviso.xbb/matters", "proviso.xb/matters2"};
    struct world *world = *state;
    struct import_report plain, report;
    struct forge *forge = request(world);
    int64_t rows;

    assert_true(forge->bundle.cosigned_count > 0);
    assert_true(import(world, &world->xb, written(forge), &plain));
    assert_true(plain.cosignatures > 0);
    rows = rows_number(&world->xb, "SELECT (SELECT count(*) FROM cosignature)"
                                   " + (SELECT count(*) FROM foreign_checkpoint)");
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        if (!import(world, &world->xb, with_notes(forge, cordias(forge, origins[i], 7)), &report))
            fail_msg("%s: %s", origins[i], world->error.message);
        assert_int_equal(report.cosignatures, plain.cosignatures);
    }
    assert_int_equal(rows_number(&world->xb, "SELECT (SELECT count(*) FROM cosignature)"
                                             " + (SELECT count(*) FROM foreign_checkpoint)"),
                     rows);
    let_go(forge);
}

/* What claims to be of the node's own ledgers is one that it has signed, or the import fails. */
static void notes_that_are_none(void **state)
{
    struct world *world = *state;
    struct forge *forge = request(world);
    struct slice *notes = forge->bundle.cosigned, kept;
    struct slice bad = cordias(forge, "proviso.xb/register", 7);

    assert_true(forge->bundle.cosigned_count > 0);
    kept = notes[0];
    notes[0] = bad;
    FAILS(world, &world->xb, written(forge), NOTE_SIGNATURE);
    notes[0] = forge_checkpoint(forge, 1, STORE_REGISTER, 7, sha256_of(SLICE("fork")), 0);
    FAILS(world, &world->xb, written(forge), CHECKPOINT_FORKED);
    notes[0] = slice_part(kept, 0, kept.size - 1);
    FAILS(world, &world->xb, written(forge), NOTE_FORMAT);
    notes[0] = SLICE("");
    FAILS(world, &world->xb, written(forge), NOTE_FORMAT);
    notes[0] = kept;
    IMPORTED(world, &world->xb, written(forge));
    let_go(forge);
}

static const struct CMUnitTest tests[] = {
    EXCHANGING_TEST(cosigning),
    EXCHANGING_TEST(cosigning_a_fork),
    EXCHANGING_TEST(a_witness_with_a_clock_that_goes_back),
    EXCHANGING_TEST(a_third_states_notes),
    EXCHANGING_TEST(notes_that_are_none),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
