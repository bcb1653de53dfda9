/* Ledgers that a hostile State, with all its roots and keys, can make for a writ. */
#include "writ/asking.h"

/* ---- the register ledger ---- */

static void a_register_entry_left_out(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];

    shown->entry_count--;
    REFUSED(forge, CHECKPOINT_BAD, "XA register");
    shown->entry_count++;
    memmove(shown->entries + 3, shown->entries + 4,
            (shown->entry_count - 4) * sizeof *shown->entries);
    shown->entry_count--;
    REFUSED(forge, CHECKPOINT_BAD, "XA register");
}

static void register_entries_reordered_or_replaced(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    struct slice kept = shown->entries[2];

    shown->entries[2] = shown->entries[3];
    shown->entries[3] = kept;
    REFUSED(forge, CHECKPOINT_BAD, "XA register");
    shown->entries[3] = shown->entries[2];
    shown->entries[2] = forge->bundle.states[1].entries[2];
    REFUSED(forge, CHECKPOINT_BAD, "XA register");
}

static void register_checkpoints_out_of_order(void **state)
{
    struct forge *forge = *state;
    struct forge_cut cuts[] = {{0, last_cosigned}, {4, last_cosigned - HOUR}, {0, last_cosigned}};

    forge_register(forge, 0, cuts, 3);
    REFUSED(forge, CHECKPOINT_BAD, "XA register");
}

static void a_register_nobody_cosigned(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];

    forge_register(forge, 0, &(struct forge_cut){0, 0}, 1);
    REFUSED(forge, NOT_COSIGNED, "XA register");
    shown->register_checkpoint_count = 0;
    REFUSED(forge, REGISTER_BAD, "XA register");
    shown->register_checkpoints[0] = forge_cosign(
        forge, forge_checkpoint(forge, 0, STORE_REGISTER, 0, merkle_empty_root(), last_cosigned), 1,
        last_cosigned);
    shown->register_checkpoint_count = 1;
    shown->entry_count = 0;
    REFUSED(forge, REGISTER_BAD, "XA register");
}

/* ---- the ledger of matters ---- */

static void a_checkpoint_nobody_cosigned(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];

    forge_matters(forge, 0, 0);
    REFUSED(forge, NOT_COSIGNED, "XA 1 application");
    /* Its own State's witness is no witness. */
    shown->checkpoints[0].note = forge_cosign(forge, shown->checkpoints[0].note, 0, last_cosigned);
    REFUSED(forge, NOT_COSIGNED, "XA 1 application");
    shown->checkpoints[0].note = forge_cosign(forge, shown->checkpoints[0].note, 1, last_cosigned);
    VALID(forge);
}

static void a_quorum_of_two(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;

    trust.quorum = 2;
    REFUSED(forge, NOT_COSIGNED, NULL, .trust = &trust);
    for (int s = 0; s < 2; s++) {
        struct shown_state *shown = &forge->bundle.states[s];

        forge_matters(forge, s, last_cosigned);
        shown->checkpoints[0].note =
            forge_cosign(forge, shown->checkpoints[0].note, s, last_cosigned);
        for (size_t i = 0; i < shown->register_checkpoint_count; i++)
            shown->register_checkpoints[i] =
                forge_cosign(forge, shown->register_checkpoints[i], s, last_cosigned - HOUR);
    }
    VALID(forge, .trust = &trust);
}

static void a_forked_ledger(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];

    /* Two ledgers of one size; and an older one that the newest does not continue. */
    forge_matters(forge, 0, last_cosigned);
    shown->checkpoints[1] = shown->checkpoints[0];
    shown->checkpoints[0].note =
        forge_checkpoint(forge, 0, STORE_MATTERS, 3, merkle_empty_root(), last_cosigned);
    shown->checkpoint_count = 2;
    for (size_t i = 0; i < shown->statement_count; i++)
        shown->statements[i].checkpoint = 1;
    REFUSED(forge, CHECKPOINT_BAD, "XA matters");
    shown->checkpoints[0].note =
        forge_checkpoint(forge, 0, STORE_MATTERS, 2, merkle_empty_root(), last_cosigned);
    REFUSED(forge, CHECKPOINT_BAD, "XA matters");
    shown->checkpoints[0].note =
        forge_checkpoint(forge, 0, STORE_MATTERS, 9, merkle_empty_root(), last_cosigned);
    REFUSED(forge, CHECKPOINT_BAD, "XA matters");
}

static void a_consistency_proof_that_is_wrong(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];

    assert_true(shown->checkpoint_count > 1 && shown->checkpoints[0].consistency_count > 0);
    shown->checkpoints[0].consistency[0].bytes[5] ^= 1;
    REFUSED(forge, CHECKPOINT_BAD, "XA matters");
    shown->checkpoints[0].consistency[0].bytes[5] ^= 1;
    shown->checkpoints[0].consistency_count--;
    REFUSED(forge, CHECKPOINT_BAD, "XA matters");
}

static void a_checkpoint_older_than_needed(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    struct shown_checkpoint older;
    struct digest leaf;

    forge_matters(forge, 0, last_cosigned);
    leaf = sha256_of(SLICE("x"));
    older.note = forge_checkpoint(forge, 0, STORE_MATTERS, 1, leaf, last_cosigned);
    shown->checkpoints[0].note = older.note;
    REFUSED(forge, PROOF_BAD, "XA 3 request");
}

static void a_proof_for_another_leaf(void **state)
{
    struct forge *forge = *state;
    struct shown_statement *statements = forge->bundle.states[0].statements;
    struct shown_statement kept = statements[0];

    statements[0].index = statements[1].index;
    statements[0].path = statements[1].path;
    statements[0].path_count = statements[1].path_count;
    statements[0].checkpoint = statements[1].checkpoint;
    REFUSED(forge, PROOF_BAD, "XA 1 application");
    statements[0] = kept;
    statements[0].salt[0] ^= 1;
    REFUSED(forge, PROOF_BAD, "XA 1 application");
    statements[0] = kept;
    statements[0].entered--;
    REFUSED(forge, PROOF_BAD, "XA 1 application");
    statements[0] = kept;
    statements[0].logged = false;
    REFUSED(forge, NOT_LOGGED, "XA 1 application");
}

/* ---- a hostile State with all its roots ---- */

static const char fake[] = "xa.court-1.o9";

/* The story with a judge of the State's own making. */
static void fake_story(struct forge *forge, instant at, instant entered, instant cosigned)
{
    struct forge_act acts[FORGE_ACTS] = {
        [1] = {fake, at, entered},
        [2] = {NULL, at, entered},
    };

    forge_story(forge, acts, cosigned);
}

static void a_judge_appointed_after_the_first_cosignature(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    size_t first = shown->entry_count;
    instant now = world.clock, founded = now - HOUR;
    struct forge_cut cuts[] = {{first, founded}, {0, now}};

    forge_judge(forge, 0, fake, now, now);
    forge_register(forge, 0, cuts, 2);
    fake_story(forge, now, now, now);
    REFUSED(forge, SIGNER_NOT_YET, "XA 2 authorisation");
}

/* The node's clock and the roots' `at` may say what they like: the witness's time is what counts.
 */
static void a_judge_appointed_in_the_past(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    size_t first = shown->entry_count;
    instant now = world.clock, founded = now - HOUR;
    struct forge_cut cuts[] = {{first, founded}, {0, now}};
    struct entry last;

    assert_true(entry_parse(shown->entries[first - 1], &last, &world.error));
    forge_judge(forge, 0, fake, last.time, last.time);
    forge_register(forge, 0, cuts, 2);
    fake_story(forge, now, now, now);
    REFUSED(forge, SIGNER_NOT_YET, "XA 2 authorisation");
    /* Nor does a later time on the first checkpoint beside the true one make it a founding one. */
    forge->bundle.states[0].register_checkpoint_count = 3;
    shown->register_checkpoints[2] = shown->register_checkpoints[1];
    shown->register_checkpoints[1] = forge_cosign(forge, shown->register_checkpoints[0], 1, now);
    REFUSED(forge, SIGNER_NOT_YET, "XA 2 authorisation");
}

/* Hiding the first cosigned checkpoint does not help once the delay since `found` is over. */
static void a_first_checkpoint_that_is_hidden(void **state)
{
    struct forge *forge = *state;
    instant later = world.clock + 49 * HOUR, until = world.clock + 50 * HOUR;

    forge_judge(forge, 0, fake, later, later);
    forge_register(forge, 0, &(struct forge_cut){0, later}, 1);
    fake_story(forge, until, until, until);
    refresh(forge, 0, until);
    refresh(forge, 1, until);
    REFUSED(forge, SIGNER_NOT_YET, NULL, .at = until);
}

/* An authorisation dated ahead, to when its judge will have been appointed long enough. */
static void an_authorisation_from_the_future(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    size_t first = shown->entry_count;
    instant now = world.clock, ahead = now + 49 * HOUR;
    struct forge_cut cuts[] = {{first, now - HOUR}, {0, now}};

    forge_judge(forge, 0, fake, now, now);
    forge_register(forge, 0, cuts, 2);
    fake_story(forge, ahead, ahead, now);
    REFUSED(forge, TIME_AHEAD, "XA 2 authorisation");
    refresh(forge, 0, ahead);
    refresh(forge, 1, ahead);
    VALID(forge, .at = ahead); /* public for as long as the floor wants */
}

static const struct CMUnitTest tests[] = {
    ASKING_TEST(a_register_entry_left_out),
    ASKING_TEST(register_entries_reordered_or_replaced),
    ASKING_TEST(register_checkpoints_out_of_order),
    ASKING_TEST(a_register_nobody_cosigned),
    ASKING_TEST(a_checkpoint_nobody_cosigned),
    ASKING_TEST(a_quorum_of_two),
    ASKING_TEST(a_forked_ledger),
    ASKING_TEST(a_consistency_proof_that_is_wrong),
    ASKING_TEST(a_checkpoint_older_than_needed),
    ASKING_TEST(a_proof_for_another_leaf),
    ASKING_TEST(a_judge_appointed_after_the_first_cosignature),
    ASKING_TEST(a_judge_appointed_in_the_past),
    ASKING_TEST(a_first_checkpoint_that_is_hidden),
    ASKING_TEST(an_authorisation_from_the_future),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, asking_set_up, asking_tear_down);
}
