/* Named attacks on a writ: what a hostile State, a bribed operator or a hurried reader could try.
 */
#include "writ/asking.h"

/* ---- statuses ---- */

static void the_story_is_valid(void **state)
{
    struct forge *forge = *state;

    VALID(forge);
    VALID(forge, .at = 1);
    forge_story(forge, (struct forge_act[FORGE_ACTS]){{0}}, world.clock);
    VALID(forge);
}

static void a_stale_status(void **state)
{
    struct forge *forge = *state;
    instant later = world.clock + 12 * HOUR + 1200;

    REFUSED(forge, LIMIT, "status XA", .at = later);
    REFUSED(forge, LIMIT, "status XB", .at = later);
    refresh(forge, 0, later);
    REFUSED(forge, LIMIT, "status XB", .at = later);
    REFUSED(forge, LIMIT, "XB register", .at = later);
    refresh(forge, 1, later);
    VALID(forge, .at = later);
    forge_status(forge, 0, "xa.court-1.o4", last_cosigned, NULL, 0);
    REFUSED(forge, LIMIT, "status XA", .at = later);
}

static void a_stale_register(void **state)
{
    struct forge *forge = *state;
    instant later = world.clock + 12 * HOUR + 1200;

    refresh(forge, 0, later);
    refresh(forge, 1, later);
    forge->bundle.states[0].register_checkpoint_count--;
    REFUSED(forge, LIMIT, "XA register", .at = later);
}

/* A newest cosignature that is put before an old one does not hide that nothing came since. */
static void a_status_from_the_future(void **state)
{
    struct forge *forge = *state;

    forge_status(forge, 0, "xa.court-1.o4", world.clock + 13 * HOUR, NULL, 0);
    REFUSED(forge, STATUS_WRONG, "status XA");
}

static void a_missing_status(void **state)
{
    struct forge *forge = *state;

    for (int i = 0; i < 2; i++) {
        struct shown_status kept = forge->bundle.states[i].status;

        forge->bundle.states[i].status = (struct shown_status){0};
        REFUSED(forge, STATUS_MISSING, i == 0 ? "status XA" : "status XB");
        forge->bundle.states[i].status = kept;
    }
    VALID(forge);
}

static void a_status_by_another(void **state)
{
    static const char *const wrong[][2] = {
        {"xa.court-2.o6", "xb.court-1.o3"}, /* another court; a judge, no clerk */
        {"xa.court-1.o3", "xb.mailhaus.o5"},
        {"xb.court-1.o4", "xa.court-1.o4"}, /* the other State's clerk */
        {"xa.court-1.o99", "xb.court-1.o99"},
    };
    struct forge *forge = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        for (int s = 0; s < 2; s++) {
            struct shown_status kept = forge->bundle.states[s].status;

            forge_status(forge, s, wrong[i][s], world.clock, NULL, 0);
            REFUSED(forge, STATUS_WRONG, s == 0 ? "status XA" : "status XB");
            forge->bundle.states[s].status = kept;
        }
    /* Names the clerk, signed by somebody else. */
    forge->bundle.states[0].status.signature =
        world_sign(&world, SLICE("something else"), "xa.court-1.o4");
    REFUSED(forge, STATUS_WRONG, "status XA");
}

static void a_status_that_hides_a_restriction(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    struct shown_statement suspension =
        forge_restriction(forge, "suspension", "xa.court-1.o3", world.clock);
    struct digest hash = sha256_of(suspension.payload);

    forge_status(forge, 0, "xa.court-1.o4", world.clock, &hash, 1);
    REFUSED(forge, STATUS_WRONG, "status XA");
    /* Its payload signed with some other key: shown, but it would restrict nothing. */
    shown->statements[shown->statement_count++] =
        forge_signed_by(forge, &suspension, "xa.nobody-1.o1");
    REFUSED(forge, STATUS_WRONG, "status XA");
    shown->statements[shown->statement_count - 1] = suspension;
    REFUSED(forge, SUSPENDED, NULL);
}

static void a_status_behind_the_head(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    size_t count = shown->statement_count;

    shown->statement_count--;
    forge_status(forge, 0, "xa.court-1.o4", world.clock, NULL, 0);
    shown->statement_count = count;
    REFUSED(forge, STATUS_BEHIND, "status XA");
}

/* ---- by hand ---- */

static void a_suspension_by_hand(void **state)
{
    static const char *const offices[] = {"xa.court-1.o3", "xb.court-1.o3", "xb.supervisor-1.o6",
                                          "xa.authority-1.o5", "xb.mailhaus.o5"};
    static const char *const others[] = {"xa.cybercrime-1.o1", "xa.court-1.o4", "xb.rights-1.o2",
                                         "xb.nobody-1.o1"};
    struct forge *forge = *state;

    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        struct shown_statement hand =
            forge_restriction(forge, "suspension", offices[i], world.clock);

        REFUSED(forge, SUSPENDED, NULL, .hands = &hand, .hand_count = 1);
        hand = forge_restriction(forge, "suspension", offices[i], world.clock - 30 * DAY);
        VALID(forge, .hands = &hand, .hand_count = 1);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct shown_statement hand =
            forge_restriction(forge, "suspension", others[i], world.clock);

        VALID(forge, .hands = &hand, .hand_count = 1);
    }
}

/* A writ that shows the suspension with a false signature must not keep the true one out. */
static void a_suspension_that_is_poisoned(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[1];
    struct shown_statement hand =
        forge_restriction(forge, "suspension", "xb.court-1.o3", world.clock);

    shown->statements[shown->statement_count++] = forge_signed_by(forge, &hand, "xb.nobody-1.o1");
    VALID(forge);
    REFUSED(forge, SUSPENDED, NULL, .hands = &hand, .hand_count = 1);
}

static void a_termination_by_hand(void **state)
{
    struct forge *forge = *state;
    struct shown_statement hand =
        forge_restriction(forge, "termination", "xa.prosecution-1.o2", world.clock);

    REFUSED(forge, TERMINATED, NULL, .hands = &hand, .hand_count = 1);
    hand = forge_restriction(forge, "termination", "xb.mailhaus.o5", world.clock);
    VALID(forge, .hands = &hand, .hand_count = 1);
}

static void what_is_no_statement_by_hand(void **state)
{
    struct forge *forge = *state;
    struct shown_statement hand =
        forge_restriction(forge, "suspension", "xb.court-1.o3", world.clock);

    hand.payload = slice_part(hand.payload, 0, hand.payload.size - 1);
    REFUSED(forge, HAND_UNREADABLE, "by hand", .hands = &hand, .hand_count = 1);
}

static struct shown_statement revocation(struct forge *forge, const char *subject, instant at)
{
    struct shown_state *shown = &forge->bundle.states[0];
    struct shown_statement statement = {0};
    size_t count = shown->entry_count;
    struct entry entry;
    struct error error = {0};

    forge_register_act(forge, 0, "XA-register", "revocation",
                       (const char *)arena_format(&forge->arena,
                                                  "{\"subject\":\"%s\",\"reason\":\"ended\","
                                                  "\"with\":[\"xa.root-2\"]}",
                                                  subject)
                           .data,
                       at, at);
    assert_true(entry_parse(shown->entries[count], &entry, &error));
    shown->entry_count = count;
    statement.payload = entry.payload;
    statement.signatures = entry.signatures;
    return statement;
}

static void a_revocation_by_hand(void **state)
{
    struct forge *forge = *state;
    struct shown_statement before = revocation(forge, "xa.court-1.o3", world.clock - DAY);
    struct shown_statement after = revocation(forge, "xa.court-1.o3", world.clock);
    struct shown_statement of_clerk = revocation(forge, "xa.court-1.o4", world.clock - DAY);

    REFUSED(forge, SIGNER_REVOKED, "XA 2 authorisation", .hands = &before, .hand_count = 1);
    VALID(forge, .hands = &after, .hand_count = 1);
    REFUSED(forge, STATUS_WRONG, "status XA", .hands = &of_clerk, .hand_count = 1);
    /* Signed by one root twice, or by nobody's roots. */
    before.signatures = world_sign(&world, before.payload, "xa.root-1 xa.root-1");
    REFUSED(forge, ROOTS_MISSING, NULL, .hands = &before, .hand_count = 1);
}

static void a_second_approval(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[1];
    struct digest prev = sha256_of(shown->statements[2].payload);
    struct digest seen = sha256_of(forge->bundle.states[0].statements[2].payload);
    struct shown_statement hand = forge_statement(forge, 1, "approval", "xb.court-1.o3", 4, prev,
                                                  seen, world.clock, world_approval(&world, NULL));

    REFUSED(forge, CHAIN_FORKED, NULL, .hands = &hand, .hand_count = 1);
    shown->statements[3] = hand;
    memset(shown->statements[3].salt, 7, ENTRY_SALT);
    shown->statements[3].entered = world.clock;
    forge_matters(forge, 1, world.clock);
    forge_status(forge, 1, "xb.court-1.o4", world.clock, NULL, 0);
    VALID(forge); /* alone each may stand: the provider's journal and the clerk see both */
}

/* ---- for whom ---- */

static void for_another_provider(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;

    trust.self = SLICE("xb.otherhaus");
    REFUSED(forge, WRIT_OTHER_PROVIDER, NULL, .trust = &trust);
    trust = world.trust;
    memcpy(trust.state, "XA", 3);
    REFUSED(forge, WRIT_OTHER_STATE, NULL, .trust = &trust);
    forge->bundle.provider = SLICE("xb.otherhaus");
    REFUSED(forge, WRIT_OTHER_PROVIDER, NULL);
    trust.is_provider = false;
    REFUSED(forge, WRIT_OTHER_PROVIDER, NULL, .trust = &trust);
}

static void other_pins(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;

    trust.states[0] = world.trust.states[1];
    trust.state_count = 1;
    REFUSED(forge, TRUST_LACKS_STATE, "XA", .trust = &trust);
    trust = world.trust;
    trust.states[0].roots[0] = trust.states[1].roots[0];
    REFUSED(forge, ROOTS_MISSING, NULL, .trust = &trust);
    trust = world.trust;
    trust.states[0].matters = trust.states[1].matters;
    REFUSED(forge, CHECKPOINT_BAD, "XA matters", .trust = &trust);
    trust = world.trust;
    trust.floors[0].bytes[0] ^= 1;
    REFUSED(forge, FLOOR_OTHER, NULL, .trust = &trust);
    forge->bundle.has_list_salt = false;
    REFUSED(forge, LIST_OTHER, NULL);
    forge->bundle.floors[0] = slice_part(forge->bundle.floors[0], 0, forge->bundle.floors[0].size - 1);
    REFUSED(forge, FLOOR_OTHER, NULL);
}

static void too_late_and_too_early(void **state)
{
    struct forge *forge = *state;
    instant until;

    assert_true(instant_parse(SLICE("2026-12-10T00:00:00Z"), &until, &world.error));
    refresh(forge, 0, until - 1);
    refresh(forge, 1, until - 1);
    VALID(forge, .at = until - 1);
    REFUSED(forge, EXPIRED, NULL, .at = until);
    VALID(forge, .at = 1);
}

/* What a restart of the story needs: later times for everything keep it valid. */
static void an_older_writ_after_a_suspension(void **state)
{
    struct forge *forge = *state;
    struct shown_statement suspension =
        forge_restriction(forge, "suspension", "xb.court-1.o3", world.clock + 60);

    /* The freshness limit bounds for how long a node can hide it; by hand it counts at once. */
    VALID(forge, .at = world.clock + 11 * HOUR);
    REFUSED(forge, SUSPENDED, NULL, .at = world.clock + 120, .hands = &suspension, .hand_count = 1);
    REFUSED(forge, LIMIT, "status XB", .at = world.clock + 13 * HOUR);
}

static const struct CMUnitTest tests[] = {
    ASKING_TEST(the_story_is_valid),
    ASKING_TEST(a_stale_status),
    ASKING_TEST(a_stale_register),
    ASKING_TEST(a_status_from_the_future),
    ASKING_TEST(a_missing_status),
    ASKING_TEST(a_status_by_another),
    ASKING_TEST(a_status_that_hides_a_restriction),
    ASKING_TEST(a_status_behind_the_head),
    ASKING_TEST(a_suspension_by_hand),
    ASKING_TEST(a_suspension_that_is_poisoned),
    ASKING_TEST(a_termination_by_hand),
    ASKING_TEST(what_is_no_statement_by_hand),
    ASKING_TEST(a_revocation_by_hand),
    ASKING_TEST(a_second_approval),
    ASKING_TEST(for_another_provider),
    ASKING_TEST(other_pins),
    ASKING_TEST(too_late_and_too_early),
    ASKING_TEST(an_older_writ_after_a_suspension),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, asking_set_up, asking_tear_down);
}
