/* Attacks on a matter's record: forged, replayed, reordered, cut, back-dated, widened. */
#include "test.h"

#include "matter/story.h"

static void forged(void **state)
{
    static const enum matter_act acts[] = {
        MATTER_APPLICATION,      MATTER_AUTHORISATION,     MATTER_REQUEST,  MATTER_RECEIPT,
        MATTER_DUAL_CRIMINALITY, MATTER_RIGHTS_ASSESSMENT, MATTER_APPROVAL,
    };
    struct story *story = *state;

    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct step step = {.key = "nobody's key"};

        story_end(story);
        story_begin(story, false);
        story_until(story, acts[i]);
        story_assert_check(story, acts[i], step, FINDING_SIGNER_KEY);
        story_add(story, acts[i], step);
        for (unsigned act = acts[i] + 1; act <= MATTER_APPROVAL; act++)
            story_add(story, act, (struct step){0});
        story_assert_refused(story, FINDING_SIGNER_KEY);
        /* By the key of a colleague who could have signed under a name of their own. */
        story_end(story);
        story_begin(story, false);
        story_until(story, acts[i]);
        step.key = "xa.court-1.o2";
        story_assert_check(story, acts[i], step, FINDING_SIGNER_KEY);
    }
    CHECK(story, APPROVAL, SIGNER_UNKNOWN, .by = "xb.court-9.o1");
}

/* A statement that is there already, and one of another matter. */
static void replayed(void **state)
{
    struct story *story = *state;
    struct findings findings;
    struct slice before;

    story_until(story, MATTER_APPROVAL + 1);
    story_fold(story);
    before = story_canonical(story, &story->matter);
    findings.count = 0;
    matter_check(&story->terms, story->filed, story->count, &story->filed[6], &findings);
    assert_true(findings_have(&findings, FINDING_ACT_REPEATED));
    /* Twice in a record is once. */
    memcpy(&story->filed[7], &story->filed[0], 7 * sizeof story->filed[0]);
    matter_fold(&story->terms, story->filed, 14, &story->matter);
    assert_true(story->matter.permitted);
    assert_true(slice_equal(before, story_canonical(story, &story->matter)));

    story->chain = "XA-2026-000018";
    CHECK(story, APPROVAL, CHAIN_BROKEN);
    ADD(story, SUSPENSION);
    story->chain = "XA-2026-000017";
    story_assert_permitted(story);
    assert_true(story_has(story, FINDING_CHAIN_BROKEN));
    story->chain = "XA-2026-000018";
    ADD(story, APPROVAL);
    story->chain = "XA-2026-000017";
    story_assert_refused(story, FINDING_CHAIN_BROKEN);
}

/* Another matter's application, at the same place with any hash, decides nothing here. */
static void foreign_application(void **state)
{
    struct story *story = *state;

    story->chain = "XA-2026-000018";
    for (int i = 0; i < 8; i++)
        ADD(story, APPLICATION, .aside = true, .seq = 1, .find = "xb.mailhaus",
            .put = "xc.mailhaus");
    story->chain = "XA-2026-000017";
    story_until(story, MATTER_APPROVAL + 1);
    story_assert_refused(story, FINDING_CHAIN_BROKEN);
    assert_string_equal(story->matter.state[1], "XB");
}

/* A filing of a payload that does not hold must not hide one that does. */
static void filed_twice(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    for (int order = 0; order < 2; order++) {
        struct filed *suspension = ADD(story, SUSPENSION);
        struct filed *copy = &story->filed[story->count++];

        *copy = *suspension;
        (order ? copy : suspension)->signatures[0].ssh = story_key("the attacker's");
        (order ? copy : suspension)->entered = NEVER;
        (order ? copy : suspension)->cosigned = NEVER;
        story_assert_refused(story, FINDING_SUSPENDED);
        story->count--;
        statement_free(&suspension->statement);
        story->count--;
    }
    for (size_t i = 0; i < 7; i++) { /* one filed also by hand, without proof */
        story->filed[7] = story->filed[i];
        story->filed[7].entered = story->filed[7].cosigned = NEVER;
        matter_fold(&story->terms, story->filed, 8, &story->matter);
        assert_true(story->matter.permitted);
        story->filed[7] = story->filed[0];
        story->filed[0].signatures[0].ssh = story_key("the attacker's");
        matter_fold(&story->terms, story->filed, 8, &story->matter);
        assert_true(story->matter.permitted);
        story->filed[0] = story->filed[7];
    }
}

static void shuffle(struct filed *filed, size_t count, uint64_t *seed)
{
    for (size_t i = count; i > 1; i--) {
        struct filed kept = filed[i - 1];
        size_t j;

        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        j = (size_t)(*seed >> 33) % i;
        filed[i - 1] = filed[j];
        filed[j] = kept;
    }
}

static void assert_order_is_nothing(struct story *story, unsigned rounds)
{
    struct filed *arrived = calloc(story->count, sizeof *arrived);
    struct matter *matter = calloc(1, sizeof *matter);
    struct slice expected;
    uint64_t seed = 20261122;

    story_fold(story);
    expected = story_canonical(story, &story->matter);
    memcpy(arrived, story->filed, story->count * sizeof *arrived);
    for (unsigned i = 0; i < rounds; i++) {
        struct slice found;

        shuffle(arrived, story->count, &seed);
        matter_fold(&story->terms, arrived, story->count, matter);
        found = story_canonical(story, matter);
        if (!slice_equal(found, expected))
            fail_msg("round %u:\n%.*s\nin place of:\n%.*s", i, SLICE_ARG(found),
                     SLICE_ARG(expected));
    }
    free(matter);
    free(arrived);
}

static void any_order_of_arrival(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    assert_order_is_nothing(story, 1000);
    ADD(story, SUSPENSION);
    ADD(story, SUSPENSION, .by = "xa.oversight.o1");
    ADD(story, RESUMPTION, .names = &story->filed[7]);
    ADD(story, REQUEST);
    ADD(story, APPROVAL);
    ADD(story, PRODUCTION);
    assert_order_is_nothing(story, 1500);
    /* With forgeries, forks, copies, strangers and gaps. */
    ADD(story, APPROVAL, .seq = 3, .prev = &story->filed[3], .aside = true);
    ADD(story, REQUEST, .key = "forged", .aside = true);
    ADD(story, SUSPENSION, .by = "xc.court-1.o1");
    ADD(story, RECEIPT, .seq = 40, .aside = true);
    ADD(story, APPLICATION, .seq = 1, .find = "Lime", .put = "Lemon", .aside = true);
    ADD(story, APPLICATION, .seq = 1, .find = "xb.mailhaus", .put = "xc.mailhaus", .aside = true);
    story->filed[story->count] = story->filed[7];
    story->filed[story->count++].signatures[0].ssh = story_key("the attacker's");
    story->filed[story->count] = story->filed[0];
    story->filed[story->count++].entered = NEVER;
    assert_order_is_nothing(story, 2500);
    story->count -= 2;
}

static void cut_chains(void **state)
{
    struct story *story = *state;
    struct filed left[7];
    size_t permitted = 0;

    story_until(story, MATTER_APPROVAL + 1);
    story_fold(story);
    for (unsigned mask = 0; mask < 128; mask++) {
        size_t count = 0;

        for (unsigned i = 0; i < 7; i++)
            if (mask & 1u << i)
                left[count++] = story->filed[i];
        matter_fold(&story->terms, left, count, &story->matter);
        permitted += story->matter.permitted;
        assert_true(story->matter.permitted == (mask == 127));
    }
    assert_int_equal(permitted, 1);
}

static void chain_links(void **state)
{
    struct story *story = *state;
    const struct filed *first;

    story_until(story, MATTER_APPROVAL);
    first = &story->filed[3]; /* XB 1 */
    CHECK(story, APPROVAL, CHAIN_BROKEN, .prev = first, .seq = 4);
    CHECK(story, APPROVAL, CHAIN_BROKEN, .seq = 5);
    CHECK(story, APPROVAL, CHAIN_FORKED, .prev = first);
    CHECK(story, APPROVAL, SEEN_UNKNOWN, .seen = first);
    CHECK(story, APPROVAL, NOT_SEEN, .seen_nothing = true);
    CHECK(story, APPROVAL, NOT_SEEN, .seen = &story->filed[0]);
    CHECK(story, APPROVAL, NOT_SEEN, .seen = &story->filed[1]);
    CHECK(story, REQUEST, SEEN_UNKNOWN, .seen = &story->filed[0]);
    ACCEPTS(story, APPROVAL);
}

static void two_at_one_place(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, APPROVAL, .prev = &story->filed[5], .by = "xb.court-1.o2", .aside = true);
    story_assert_refused(story, FINDING_CHAIN_FORKED);
    CHECK(story, REQUEST, CHAIN_FORKED);
    /* A restriction may share a seq with what permits, and forks nothing. */
    statement_free(&story->filed[--story->count].statement);
    ADD(story, SUSPENSION, .seq = 4, .prev = &story->filed[5]);
    story_assert_refused(story, FINDING_SUSPENDED);
    assert_false(story_has(story, FINDING_CHAIN_FORKED));
    ADD(story, RESUMPTION);
    story_assert_permitted(story);
}

/* A restriction counts wherever it hangs, logged or not, however late it comes. */
static void restriction_anywhere(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    for (int i = 0; i < 3; i++) {
        ADD(story, SUSPENSION, .unlogged = i > 0, .prev = i == 2 ? NULL : &story->filed[0],
            .seq = i == 2 ? 999999 : 1, .seen_nothing = true, .late = 30 * DAY);
        story_assert_refused(story, FINDING_SUSPENDED);
        statement_free(&story->filed[--story->count].statement);
    }
    ADD(story, SUSPENSION, .by = "xc.court-1.o1");
    ADD(story, SUSPENSION, .key = "nobody's key");
    ADD(story, SUSPENSION, .by = "xb.police.o1");
    ADD(story, SUSPENSION, .by = "xb.court-9.o1");
    ADD(story, TERMINATION, .by = "xb.mailhaus.o1");
    story_assert_permitted(story);
}

static void keys_and_time(void **state)
{
    struct story *story = *state;
    struct official *judge = story_official(story, "xb.court-1.o1");
    const struct filed *approval;
    instant legal;

    story_until(story, MATTER_APPROVAL + 1);
    approval = &story->filed[6];
    legal = filed_legal(approval);
    assert_int_equal(legal, approval->cosigned);
    judge->until = judge->ended = legal + 1;
    story_assert_permitted(story);
    judge->until = judge->ended = legal;
    story_assert_refused(story, FINDING_SIGNER_REVOKED);
    assert_true(story_has(story, FINDING_NO_APPROVAL));
    judge->until = judge->ended = FOREVER;
    judge->from = legal;
    story_assert_permitted(story);
    judge->from = legal + 1;
    story_assert_refused(story, FINDING_SIGNER_NOT_YET);
}

/* What a judge has suspended stays so when the key is revoked later, or by a back-dated revocation.
 */
static void revocation_lifts_nothing(void **state)
{
    struct story *story = *state;
    struct official *judge = story_official(story, "xb.court-1.o2");
    struct filed *suspension;

    story_until(story, MATTER_APPROVAL + 1);
    suspension = ADD(story, SUSPENSION);
    judge->until = suspension->statement.at - DAY;
    judge->ended = filed_legal(suspension) + 1;
    story_assert_refused(story, FINDING_SUSPENDED);
    /* A key whose revocation was logged before both its times suspends nothing. */
    judge->ended = suspension->statement.at;
    story_assert_permitted(story);
    assert_true(story_has(story, FINDING_SIGNER_REVOKED));
    /* Between them it counts: the signer was entitled at one. */
    judge->ended = suspension->statement.at + 1;
    story_assert_refused(story, FINDING_SUSPENDED);
}

/* A provider stops what is asked of it, and no other provider's matter (M5). */
static void a_provider_suspends_its_own(void **state)
{
    static const char *const others[] = {"xb.otherhaus.o1", "xa.mailhaus.o1", "xa.otherhaus.o1"};
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        CHECK(story, SUSPENSION, WRIT_OTHER_PROVIDER, .by = others[i]);
        ADD(story, SUSPENSION, .by = others[i]);
        story_assert_permitted(story);
    }
    ACCEPTS(story, SUSPENSION, .by = "xb.mailhaus.o1");
    ADD(story, SUSPENSION, .by = "xb.mailhaus.o2", .unlogged = true);
    story_assert_refused(story, FINDING_SUSPENDED);
}

/* Before there is an application nothing is asked of any provider. */
static void a_provider_without_an_application(void **state)
{
    struct story *story = *state;

    CHECK(story, SUSPENSION, WRIT_OTHER_PROVIDER, .by = "xa.mailhaus.o1");
}

static void proofs(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    for (size_t i = 0; i < 7; i++) {
        instant entered = story->filed[i].entered, cosigned = story->filed[i].cosigned;

        story->filed[i].cosigned = NEVER;
        story_assert_refused(story, FINDING_NOT_COSIGNED);
        story->terms.proven = false;
        story_assert_permitted(story);
        story->terms.proven = true;
        story->filed[i].entered = NEVER;
        story_assert_refused(story, FINDING_NOT_LOGGED);
        story->filed[i].entered = entered;
        story->filed[i].cosigned = cosigned;
    }
    story_assert_permitted(story);
}

/* The skew of the meet is Arcadia's: twelve hours. */
static void skew(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL);
    ACCEPTS(story, APPROVAL, .late = 12 * HOUR);
    ACCEPTS(story, APPROVAL, .late = -12 * HOUR);
    CHECK(story, APPROVAL, LIMIT, .late = 12 * HOUR + 1);
    CHECK(story, APPROVAL, LIMIT, .late = -12 * HOUR - 1);
}

static void expiry(void **state)
{
    struct story *story = *state;
    instant until = instant_civil(2026, 12, 10, 0, 0, 0);

    story_until(story, MATTER_APPROVAL + 1);
    story->clock = until - 1;
    story_assert_permitted(story);
    story->clock = until;
    story_assert_refused(story, FINDING_EXPIRED);
    story->clock = until + 1;
    story_assert_refused(story, FINDING_EXPIRED);
    assert_int_equal(story->matter.obligation_count, 0);
}

static void too_many(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    for (int i = 7; i < MATTER_STATEMENTS; i++)
        ADD(story, SUSPENSION, .by = "xa.oversight.o1", .at = story->clock + i);
    story_fold(story);
    assert_false(story->matter.permitted);
    ADD(story, SUSPENSION, .by = "xa.oversight.o1", .at = story->clock + 1);
    story_assert_refused(story, FINDING_TOO_MANY);
    /* Other statements than the one checked fill the findings: still nothing is accepted. */
    CHECK(story, APPROVAL, TOO_MANY);
}

/* More findings than there is room for never become fewer reasons. */
static void findings_overflow(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL);
    for (int i = 0; i < FINDINGS_MAX + 8; i++)
        ADD(story, REQUEST, .key = "nobody's key", .at = story->clock + i, .aside = true);
    story_assert_refused(story, FINDING_TOO_MANY);
    CHECK(story, APPROVAL, TOO_MANY);
}

static void unknown_state(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    story->terms.state_count = 1; /* XA alone */
    story_assert_refused(story, FINDING_TRUST_LACKS_STATE);
    story->terms.states = story->known + 1; /* XB alone */
    story_assert_refused(story, FINDING_TRUST_LACKS_STATE);
    story->terms.state_count = 0;
    story_assert_refused(story, FINDING_TRUST_LACKS_STATE);
}

/* The executing court decides first of all, in a record whose requesting State nobody knows. */
static void approval_without_a_known_state(void **state)
{
    struct story *story = *state;

    ADD(story, APPROVAL, .seen_nothing = true);
    ADD(story, APPLICATION, .seen_nothing = true);
    story->terms.states = story->known + 1;
    story->terms.state_count = 1;
    story_assert_refused(story, FINDING_TRUST_LACKS_STATE);
}

/* Without rules to hold it against, an application is not accepted either. */
static void application_without_rules(void **state)
{
    struct story *story = *state;

    CHECK(story, APPLICATION, TRUST_LACKS_STATE, .find = "xb.mailhaus", .put = "xd.mailhaus");
    story->terms.state_count = 1;
    CHECK(story, APPLICATION, TRUST_LACKS_STATE);
    story->terms.state_count = 2;
    ACCEPTS(story, APPLICATION);
    story->known[1].rulebook_count = 0;
    CHECK(story, APPLICATION, RULEBOOK_MISSING);
}

static void nothing_at_all(void **state)
{
    struct story *story = *state;

    story_assert_refused(story, FINDING_NO_APPLICATION);
    assert_int_equal(matter_next(&story->matter), 1u << MATTER_APPLICATION);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(forged),
        TEST(replayed),
        TEST(foreign_application),
        TEST(filed_twice),
        TEST(any_order_of_arrival),
        TEST(cut_chains),
        TEST(chain_links),
        TEST(two_at_one_place),
        TEST(restriction_anywhere),
        TEST(keys_and_time),
        TEST(revocation_lifts_nothing),
        TEST(a_provider_suspends_its_own),
        TEST(a_provider_without_an_application),
        TEST(proofs),
        TEST(skew),
        TEST(expiry),
        TEST(too_many),
        TEST(findings_overflow),
        TEST(unknown_state),
        TEST(approval_without_a_known_state),
        TEST(application_without_rules),
        TEST(nothing_at_all),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
