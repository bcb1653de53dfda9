/* Named attacks on a writ: what a hostile State, a bribed operator or a hurried reader could try.
 */
#include "test.h"

#include "writ/forge.h"
#include "writ/same_permit.h"

static struct world world;
static instant last_cosigned; /* the newest time in the story's writ */

static int set_up(void **state)
{
    (void)state;
    world_open(&world);
    world_story(&world, 8);
    last_cosigned = world.clock;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    world_close(&world);
    return 0;
}

static int each_set_up(void **state)
{
    struct forge *forge = calloc(1, sizeof *forge);

    forge_open(forge, &world, buffer_slice(&world.writ), BUNDLE_WRIT);
    *state = forge;
    return 0;
}

static int each_tear_down(void **state)
{
    forge_free(*state);
    free(*state);
    return 0;
}

/* ---- asking ---- */

struct question {
    instant at; /* 0: the world's clock */
    const struct trust *trust;
    const struct shown_statement *hands;
    size_t hand_count;
};

static void print_findings(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        print_message(
            "#   %s %s [%s] %.*s\n", outcome_name(finding->outcome), finding_name(finding->code),
            finding->where,
            SLICE_ARG(finding->value.kind == VALUE_TEXT ? finding->value.text : SLICE("")));
    }
}

static struct writ_answer *ask(const struct forge *forge, struct question question)
{
    struct writ_answer *answer = calloc(1, sizeof *answer);
    struct writ_question asked = {
        .bundle = &forge->bundle,
        .trust = question.trust ? question.trust : &world.trust,
        .at = question.at ? question.at : world.clock,
        .hands = question.hands,
        .hand_count = question.hand_count,
    };

    writ_verify(&asked, answer);
    return answer;
}

static void forget(struct writ_answer *answer)
{
    writ_answer_free(answer);
    free(answer);
}

static void assert_valid_at(const struct forge *forge, struct question question, int line)
{
    struct writ_answer *answer = ask(forge, question);

    if (!answer->valid) {
        print_message("# line %d: not valid\n", line);
        print_findings(&answer->findings);
    }
    assert_true(answer->valid);
    forget(answer);
}

/* Refused, with this code at a place that begins so (NULL: anywhere). */
static void assert_refused_at(const struct forge *forge, struct question question,
                              enum finding_code code, const char *where, int line)
{
    struct writ_answer *answer = ask(forge, question);
    bool found = false;

    for (size_t i = 0; i < answer->findings.count; i++) {
        const struct finding *finding = &answer->findings.items[i];

        found = found || (finding->code == code && finding->outcome != OUTCOME_NOTE &&
                          (!where || strncmp(finding->where, where, strlen(where)) == 0));
    }
    if (answer->valid || !found) {
        print_message("# line %d: %s, without %s [%s]\n", line,
                      answer->valid ? "valid" : "not valid", finding_name(code),
                      where ? where : "");
        print_findings(&answer->findings);
    }
    assert_false(answer->valid);
    assert_true(found);
    forget(answer);
}

#define VALID(forge, ...) assert_valid_at(forge, (struct question){__VA_ARGS__}, __LINE__)
#define REFUSED(forge, code, where, ...)                                                           \
    assert_refused_at(forge, (struct question){__VA_ARGS__}, FINDING_##code, where, __LINE__)

/* Fresh statuses and registers as of `at`, so that one thing at a time is stale. */
static void refresh(struct forge *forge, int state, instant at)
{
    struct shown_state *shown = &forge->bundle.states[state];
    size_t last = shown->register_checkpoint_count - 1;

    forge_status(forge, state, state == 0 ? "xa.court-1.o4" : "xb.court-1.o4", at, NULL, 0);
    shown->register_checkpoints[last + 1] =
        forge_cosign(forge, shown->register_checkpoints[last], 1 - state, at);
    shown->register_checkpoint_count++;
}

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
    struct digest prev = sha256_of(shown->statements[1].payload);
    struct digest seen = sha256_of(forge->bundle.states[0].statements[2].payload);
    struct shown_statement hand = forge_statement(forge, 1, "approval", "xb.court-1.o3", 3, prev,
                                                  seen, world.clock, world_approval(&world, NULL));

    REFUSED(forge, CHAIN_FORKED, NULL, .hands = &hand, .hand_count = 1);
    shown->statements[2] = hand;
    memset(shown->statements[2].salt, 7, ENTRY_SALT);
    shown->statements[2].entered = world.clock;
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
    trust.floor.bytes[0] ^= 1;
    REFUSED(forge, FLOOR_OTHER, NULL, .trust = &trust);
    forge->bundle.has_list_salt = false;
    REFUSED(forge, LIST_OTHER, NULL);
    forge->bundle.floor = slice_part(forge->bundle.floor, 0, forge->bundle.floor.size - 1);
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

/* ---- rulebooks ---- */

static struct slice replaced(struct forge *forge, struct slice text, const char *old,
                             const char *with)
{
    const uint8_t *at = memmem(text.data, text.size, old, strlen(old));
    struct slice head;

    assert_non_null(at);
    head = slice_part(text, 0, (size_t)(at - text.data));
    return arena_format(&forge->arena, "%.*s%s%.*s", SLICE_ARG(head), with,
                        SLICE_ARG(slice_from(text, head.size + strlen(old))));
}

static void adopt(struct forge *forge, struct slice text, instant entered, instant cosigned)
{
    struct shown_state *shown = &forge->bundle.states[0];
    struct forge_cut cuts[] = {{shown->entry_count, last_cosigned - HOUR}, {0, cosigned}};
    char hex[DIGEST_TEXT];

    digest_write(sha256_of(text), hex);
    forge_register_act(forge, 0, "XA-rules", "rulebook",
                       (const char *)arena_format(
                           &forge->arena, "{\"rulebook\":\"%s\",\"with\":[\"xa.root-2\"]}", hex)
                           .data,
                       entered, entered);
    shown->rulebooks[shown->rulebook_count++] = text;
    forge_register(forge, 0, cuts, 2);
}

static void a_rulebook_that_loosens(void **state)
{
    struct forge *forge = *state;
    struct slice text = forge->bundle.states[0].rulebooks[0];

    text = replaced(forge, text, "from = 2026-01-01", "from = 2026-11-22");
    adopt(forge, replaced(forge, text, "penalty = 5 years", "penalty = 1 years"), world.clock,
          world.clock);
    REFUSED(forge, RULEBOOK_LOOSENS, "XA rulebook");
}

/* A rulebook that states an earlier date than that of its adoption counts from its adoption. */
static void a_rulebook_that_is_back_dated(void **state)
{
    struct forge *forge = *state;
    struct slice text = forge->bundle.states[0].rulebooks[0];
    struct writ_answer *answer;

    adopt(forge, replaced(forge, text, "from = 2026-01-01", "from = 2026-02-01"), world.clock,
          world.clock);
    answer = ask(forge, (struct question){0});
    assert_int_equal(answer->states[0].book_count, 2);
    assert_true(answer->states[0].books[1].from == world.clock);
    forget(answer);
    VALID(forge);
    forge->bundle.states[0].rulebook_count--;
    REFUSED(forge, RULEBOOK_MISSING, "XA rulebook");
}

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
#define TEST(name) cmocka_unit_test_setup_teardown(name, each_set_up, each_tear_down)
    TEST(the_story_is_valid),
    TEST(a_stale_status),
    TEST(a_stale_register),
    TEST(a_status_from_the_future),
    TEST(a_missing_status),
    TEST(a_status_by_another),
    TEST(a_status_that_hides_a_restriction),
    TEST(a_status_behind_the_head),
    TEST(a_suspension_by_hand),
    TEST(a_suspension_that_is_poisoned),
    TEST(a_termination_by_hand),
    TEST(what_is_no_statement_by_hand),
    TEST(a_revocation_by_hand),
    TEST(a_second_approval),
    TEST(for_another_provider),
    TEST(other_pins),
    TEST(too_late_and_too_early),
    TEST(a_rulebook_that_loosens),
    TEST(a_rulebook_that_is_back_dated),
    TEST(a_register_entry_left_out),
    TEST(register_entries_reordered_or_replaced),
    TEST(register_checkpoints_out_of_order),
    TEST(a_register_nobody_cosigned),
    TEST(a_checkpoint_nobody_cosigned),
    TEST(a_quorum_of_two),
    TEST(a_forked_ledger),
    TEST(a_consistency_proof_that_is_wrong),
    TEST(a_checkpoint_older_than_needed),
    TEST(a_proof_for_another_leaf),
    TEST(a_judge_appointed_after_the_first_cosignature),
    TEST(a_judge_appointed_in_the_past),
    TEST(a_first_checkpoint_that_is_hidden),
    TEST(an_authorisation_from_the_future),
    TEST(an_older_writ_after_a_suspension),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
