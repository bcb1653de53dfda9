/* Who may see a matter: every role of three States after each act, and ways to see another's. */
#include "test.h"

#include "matter/party.h"
#include "matter/story.h"

/* Columns: F the file, A as addressee, - a stranger. */
static const char *const offices[] = {
    "police",   "prosecution", "court-1", "court-2",  "authority", "rights",
    "registry", "oversight",   "filter",  "mailhaus", "otherhaus", "data",
};

enum { OFFICES = sizeof offices / sizeof *offices };

static const struct {
    enum matter_act last; /* done so far */
    const char *xa, *xb, *xc;
} exchange[] =
    {
        {MATTER_APPLICATION, "FFFF---F---F", "-------F---F", "------------"},
        {MATTER_AUTHORISATION, "FFF-F--F---F", "-------F---F", "------------"},
        {MATTER_REQUEST, "FFF-F--F---F", "----F--F---F", "------------"},
        {MATTER_RECEIPT, "FFF-F--F---F", "----FF-F---F", "------------"},
        {MATTER_DUAL_CRIMINALITY, "FFF-F--F---F", "----FF-F---F", "------------"},
        {MATTER_RIGHTS_ASSESSMENT, "FFF-F--F---F", "--FFFF-F---F", "------------"},
        {MATTER_APPROVAL, "FFF-F--F---F", "--F-FF-FAA-F", "------------"},
        {MATTER_PRODUCTION, "FFF-F--F---F", "--F-FF-FAA-F", "------------"},
},
  domestic[] = {
      {MATTER_APPLICATION, "FFFF---F---F", "------------", "------------"},
      {MATTER_AUTHORISATION, "FFF--F-F---F", "------------", "------------"},
      {MATTER_RIGHTS_ASSESSMENT, "FFFF-F-F---F", "------------", "------------"},
      {MATTER_APPROVAL, "FFFF-F-FAA-F", "------------", "------------"},
};

static const struct official *official(struct story *story, const char *state, const char *office,
                                       const char *number)
{
    return story_official(story, (const char *)arena_format(&story->arena, "x%c.%s.%s",
                                                            state[1] - 'A' + 'a', office, number)
                                     .data);
}

static enum party party(struct story *story, const char *state, const struct official *who)
{
    return matter_party(&story->matter, &story_state(story, state)->state_register, who,
                        story->clock);
}

/* Every official of an office sees the same. */
static void assert_row(struct story *story, const char *state, const char *expected)
{
    static const char letters[] = "-AF";
    char found[OFFICES + 1] = "";

    for (size_t i = 0; i < OFFICES; i++) {
        enum party one = party(story, state, official(story, state, offices[i], "o1"));

        assert_int_equal(one, party(story, state, official(story, state, offices[i], "o3")));
        found[i] = letters[one];
    }
    assert_string_equal(found, expected);
}

static void each_role_after_each_act(void **state)
{
    struct story *story = *state;

    for (size_t i = 0; i < sizeof exchange / sizeof *exchange; i++) {
        story_add(story, exchange[i].last, (struct step){0});
        story_fold(story);
        assert_row(story, "XA", exchange[i].xa);
        assert_row(story, "XB", exchange[i].xb);
        assert_row(story, "XC", exchange[i].xc);
    }
}

static void each_role_in_one_state(void **state)
{
    struct story *story = *state;

    for (size_t i = 0; i < sizeof domestic / sizeof *domestic; i++) {
        story_add(story, domestic[i].last, (struct step){0});
        story_fold(story);
        assert_row(story, "XA", domestic[i].xa);
        assert_row(story, "XB", domestic[i].xb);
        assert_row(story, "XC", domestic[i].xc);
    }
}

/* ---- ways round ---- */

static void the_right_role_of_the_wrong_state(void **state)
{
    struct story *story = *state;
    struct official copy;

    story_until(story, MATTER_APPROVAL + 1);
    story_fold(story);
    assert_int_equal(party(story, "XA", official(story, "XB", "court-1", "o1")), PARTY_STRANGER);
    assert_int_equal(party(story, "XA", official(story, "XC", "oversight", "o1")), PARTY_STRANGER);
    assert_int_equal(party(story, "XC", official(story, "XC", "oversight", "o1")), PARTY_STRANGER);
    copy = *official(story, "XA", "court-1", "o1");
    copy.name = SLICE("xa.court-1.o9"); /* whom no register has */
    assert_int_equal(party(story, "XA", &copy), PARTY_STRANGER);
    assert_int_equal(party(story, "XA", NULL), PARTY_STRANGER);
}

static void not_yet_or_no_longer_in_office(void **state)
{
    struct story *story = *state;
    struct official *judge = story_official(story, "xa.court-1.o2");
    struct official *supervisor = story_official(story, "xa.oversight.o1");

    story_until(story, MATTER_REQUEST);
    story_fold(story);
    assert_int_equal(party(story, "XA", judge), PARTY_FILE);
    judge->until = story->clock;
    assert_int_equal(party(story, "XA", judge), PARTY_STRANGER);
    judge->until = FOREVER;
    judge->from = story->clock + 1;
    assert_int_equal(party(story, "XA", judge), PARTY_STRANGER);
    supervisor->ended = story->clock;
    assert_int_equal(party(story, "XA", supervisor), PARTY_STRANGER);
}

/* Investigators see their own office's matters only, whoever's turn it is. */
static void other_investigators(void **state)
{
    struct story *story = *state;
    struct official *other = story_official(story, "xa.registry.o1");

    other->roles = 1u << ROLE_INVESTIGATOR | 1u << ROLE_PROSECUTOR;
    story_fold(story);
    assert_int_equal(party(story, "XA", other), PARTY_STRANGER);
    for (unsigned act = MATTER_APPLICATION; act <= MATTER_PRODUCTION; act++) {
        if (act >= MATTER_SUSPENSION && act != MATTER_PRODUCTION)
            continue;
        story_add(story, act, (struct step){0});
        story_fold(story);
        assert_int_equal(party(story, "XA", other), PARTY_STRANGER);
    }
}

/* A provider that objects has signed, and still does not see the file. */
static void a_provider_never_sees_the_file(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, SUSPENSION, .by = "xb.mailhaus.o1");
    story_fold(story);
    assert_int_equal(party(story, "XB", official(story, "XB", "mailhaus", "o1")), PARTY_ADDRESSEE);
    assert_int_equal(party(story, "XB", official(story, "XB", "otherhaus", "o1")), PARTY_STRANGER);
    assert_int_equal(party(story, "XB", official(story, "XB", "court-2", "o1")), PARTY_STRANGER);
}

/* A court that refused keeps its file; nobody is next, so no other court comes in. */
static void after_the_end(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL);
    ADD(story, TERMINATION, .by = "xb.authority.o1");
    story_fold(story);
    assert_row(story, "XB", "----FF-F---F");
    assert_row(story, "XA", "FFF-F--F---F");
}

/* ---- whose turn ---- */

static const struct turn *turn(struct story *story, enum matter_act act,
                               struct turn turns[MATTER_TURNS])
{
    size_t count = matter_turns(story_fold(story), turns);

    for (size_t i = 0; i < count; i++)
        if (turns[i].act == act)
            return &turns[i];
    fail_msg("not the turn of %s", matter_acts.acts[act].type);
    return NULL;
}

static void turns_have_offices_and_dates(void **state)
{
    struct story *story = *state;
    struct turn turns[MATTER_TURNS];
    const struct turn *found;

    story_until(story, MATTER_AUTHORISATION);
    found = turn(story, MATTER_AUTHORISATION, turns);
    assert_int_equal(found->office_count, 0);
    assert_int_equal(found->roles, 1u << ROLE_JUDGE);
    assert_true(found->due == TURN_UNDATED);
    ADD(story, AUTHORISATION, 0);
    ADD(story, REQUEST, 0);
    found = turn(story, MATTER_RECEIPT, turns);
    assert_string_equal(found->state, "XB");
    assert_true(found->due == story->matter.obligations[0].due);
    ADD(story, RECEIPT, 0);
    found = turn(story, MATTER_DUAL_CRIMINALITY, turns);
    assert_int_equal(found->office_count, 1);
    assert_true(slice_is(found->offices[0], "xb.authority"));
    assert_int_equal(story->matter.obligations[0].act, MATTER_APPROVAL);
    assert_true(found->due == story->matter.obligations[0].due);
    assert_true(turn(story, MATTER_RIGHTS_ASSESSMENT, turns)->due == found->due);
    ADD(story, DUAL_CRIMINALITY, 0);
    ADD(story, RIGHTS_ASSESSMENT, 0);
    ADD(story, APPROVAL, 0);
    found = turn(story, MATTER_PRODUCTION, turns);
    assert_true(slice_is(found->offices[0], "xb.mailhaus"));
    ADD(story, SUSPENSION, .by = "xb.oversight.o1");
    found = turn(story, MATTER_RESUMPTION, turns);
    assert_true(turn_is_of(found, "XB", SLICE("xb.oversight"), 1u << ROLE_SUPERVISOR));
    assert_false(turn_is_of(found, "XA", SLICE("xb.oversight"), 1u << ROLE_SUPERVISOR));
    assert_false(turn_is_of(found, "XB", SLICE("xb.oversight"), 1u << ROLE_CLERK));
    assert_false(turn_is_of(found, "XB", SLICE("xb.court-1"), 1u << ROLE_JUDGE));
}

/* Time alone: what has expired waits for nobody. */
static void an_expired_matter_waits_for_nobody(void **state)
{
    struct story *story = *state;
    struct turn turns[MATTER_TURNS];

    story_until(story, MATTER_APPROVAL + 1);
    story->clock += 90 * DAY;
    assert_int_equal(matter_turns(story_fold(story), turns), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, story_setup, story_teardown)

static const struct CMUnitTest tests[] = {
    TEST(each_role_after_each_act),
    cmocka_unit_test_setup_teardown(each_role_in_one_state, story_setup_domestic, story_teardown),
    TEST(the_right_role_of_the_wrong_state),
    TEST(not_yet_or_no_longer_in_office),
    TEST(other_investigators),
    TEST(a_provider_never_sees_the_file),
    TEST(after_the_end),
    TEST(turns_have_offices_and_dates),
    TEST(an_expired_matter_waits_for_nobody),
};

TEST_MAIN(tests)
