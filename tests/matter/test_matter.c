/* The life cycle: the whole story permits; a step that is missing, out of its turn, or by the wrong
 * person does not. */
#include "test.h"

#include "matter/story.h"

static void whole_story_permits(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    story_assert_permitted(story);
    assert_int_equal(story->matter.permit.recipient_count, 1);
    assert_int_equal(story->matter.permit.filter_count, 1);
    assert_int_equal(story->matter.permit.scope.account_count, 1);
    assert_int_equal(matter_next(&story->matter), 1u << MATTER_PRODUCTION);
    assert_int_equal(story->matter.obligation_count, 1);
}

/* Each act is accepted in its turn and named as the next one; only the last of them permits. */
static void each_step_in_turn(void **state)
{
    struct story *story = *state;

    for (unsigned act = MATTER_APPLICATION; act <= MATTER_APPROVAL; act++) {
        if (story_spares(story, act))
            continue;
        assert_false(story_permitted(story));
        if (act != MATTER_APPLICATION)
            assert_true(matter_next(&story->matter) & 1u << act);
        story_assert_accepts(story, act, (struct step){0});
        story_add(story, act, (struct step){0});
    }
    story_assert_permitted(story);
}

/* The steps but one, each signed as if the missing one did not matter. */
static void missing_step(void **state)
{
    static const enum finding_code codes[] = {
        FINDING_NO_APPLICATION,      FINDING_NO_JUDGE,      FINDING_NO_REQUEST,  FINDING_NO_RECEIPT,
        FINDING_NO_DUAL_CRIMINALITY, FINDING_NO_ASSESSMENT, FINDING_NO_APPROVAL,
    };
    struct story *story = *state;
    bool domestic = story->domestic;

    for (unsigned missing = MATTER_APPLICATION; missing <= MATTER_APPROVAL; missing++) {
        if (story_spares(story, missing))
            continue;
        story_end(story);
        story_begin(story, domestic);
        for (unsigned act = MATTER_APPLICATION; act <= MATTER_APPROVAL; act++)
            if (act != missing && !story_spares(story, act))
                story_add(story, act, (struct step){0});
        story_assert_refused(story, codes[missing]);
    }
}

static void out_of_turn(void **state)
{
    struct story *story = *state;

    CHECK(story, AUTHORISATION, NO_APPLICATION);
    story_until(story, MATTER_AUTHORISATION);
    CHECK(story, REQUEST, NO_JUDGE);
    CHECK(story, APPLICATION, ACT_REPEATED, .find = "Lime", .put = "Lemon");
    story_until(story, MATTER_APPLICATION);
    ADD(story, AUTHORISATION);
    CHECK(story, RECEIPT, NO_REQUEST);
    ADD(story, REQUEST);
    CHECK(story, RIGHTS_ASSESSMENT, NO_RECEIPT);
    CHECK(story, APPROVAL, NO_RECEIPT);
    CHECK(story, RECEIPT, NO_REQUEST, .names = &story->filed[1]);
    ADD(story, RECEIPT);
    CHECK(story, APPROVAL, NO_ASSESSMENT);
    CHECK(story, PRODUCTION, NO_APPROVAL);
    CHECK(story, RESUMPTION, ACT_OUT_OF_TURN, .names = &story->filed[0]);
    CHECK(story, RESUMPTION, ACT_OUT_OF_TURN);
}

/* Every official of all three States signs every act: only those of the table are accepted. */
static void every_role(void **state)
{
    static const char *const offices[] = {"police",    "prosecution", "court-1",   "court-2",
                                          "authority", "rights",      "registry",  "oversight",
                                          "filter",    "mailhaus",    "otherhaus", "data"};
    struct story *story = *state;
    struct findings *findings = calloc(1, sizeof *findings);

    for (unsigned act = MATTER_APPLICATION; act < MATTER_ACTS; act++) {
        unsigned accepted = 0;

        if (act == MATTER_RESUMPTION)
            continue;
        for (int s = 0; s < 3; s++) {
            for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
                /* o3 has done nothing yet, so that only the role decides. */
                struct slice by = arena_format(&story->arena, "x%c.%s.o3", 'a' + s, offices[i]);
                struct official *official = story_official(story, (const char *)by.data);
                struct filed draft;
                bool entitled;

                findings->count = 0;
                story_draft(story, act, (struct step){.by = (const char *)by.data}, &draft);
                story->terms.now = story->clock;
                matter_check(&story->terms, story->filed, story->count, &draft, findings);
                entitled = official->roles & matter_acts.acts[act].by_roles &&
                           ((s == 0 && matter_acts.acts[act].side & SIDE_REQUESTING) ||
                            (s == 1 && matter_acts.acts[act].side & SIDE_EXECUTING));
                if (act == MATTER_AUTHORISATION && strcmp(offices[i], "authority") == 0)
                    entitled = false; /* the table lets it sign, this measure's rulebooks do not */
                /* Of the providers the one in the scope alone, which is in XB. */
                if (strstr(offices[i], "haus") && (s != 1 || strcmp(offices[i], "mailhaus") != 0))
                    entitled = false;
                if (entitled != findings_permit(findings))
                    fail_msg("%s by %s: %s", matter_acts.acts[act].type, (const char *)by.data,
                             findings->count ? finding_name(findings->items[0].code) : "accepted");
                accepted += entitled;
                statement_free(&draft.statement);
                story->clock -= HOUR;
            }
        }
        assert_true(accepted >= 1);
        if (act <= MATTER_APPROVAL)
            story_add(story, act, (struct step){0});
    }
    free(findings);
}

/* One person in two duties: by turns, the persons of each pair of acts become the same one. */
static void one_person_in_two_duties(void **state)
{
    static const char *const signers[] = {"xa.police.o1",    "xa.prosecution.o1", "xa.court-1.o1",
                                          "xa.authority.o1", "xb.authority.o1",   "xb.rights.o1",
                                          "xb.court-1.o1",   "xb.mailhaus.o1"};
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, PRODUCTION);
    for (size_t i = 0; i < sizeof signers / sizeof *signers; i++) {
        for (size_t j = 0; j < i; j++) {
            struct official *one = story_official(story, signers[i]);
            struct official *other = story_official(story, signers[j]);
            struct slice kept = one->person;
            struct signing_key key = one->key;

            one->person = other->person;
            story_assert_refused(story, FINDING_SAME_PERSON);
            one->person = kept;
            /* Two registers that know one key under two persons' names. */
            one->key = other->key;
            for (size_t k = 0; k < story->count; k++)
                for (size_t m = 0; m < story->filed[k].statement.signer_count; m++)
                    if (slice_is(story->filed[k].statement.signers[m], signers[i]))
                        story->filed[k].signatures[m].ssh = other->key.ssh;
            story_assert_refused(story, FINDING_SAME_PERSON);
            one->key = key;
            for (size_t k = 0; k < story->count; k++)
                for (size_t m = 0; m < story->filed[k].statement.signer_count; m++)
                    if (slice_is(story->filed[k].statement.signers[m], signers[i]))
                        story->filed[k].signatures[m].ssh = key.ssh;
        }
    }
}

static void filter_is_independent(void **state)
{
    static const char *const signers[] = {"xa.police.o1",    "xa.prosecution.o1", "xa.court-1.o1",
                                          "xa.authority.o1", "xb.authority.o1",   "xb.rights.o1",
                                          "xb.court-1.o1",   "xb.mailhaus.o1"};
    struct story *story = *state;
    struct official *member = story_official(story, "xb.filter.o2");
    struct slice kept = member->person;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, PRODUCTION);
    for (size_t i = 0; i < sizeof signers / sizeof *signers; i++) {
        member->person = story_official(story, signers[i])->person;
        story_assert_refused(story, FINDING_SAME_PERSON);
    }
    member->person = kept;
    statement_free(&story->filed[--story->count].statement);
    story_assert_permitted(story);
}

static void domestic_needs_another_judge(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL);
    CHECK(story, APPROVAL, SAME_PERSON, .by = "xa.court-1.o1");
    CHECK(story, APPROVAL, SIGNER_STATE, .by = "xb.court-1.o1", .seq = 4, .seen_nothing = true);
    ACCEPTS(story, APPROVAL, .by = "xa.court-1.o2");
    ADD(story, APPROVAL);
    story_assert_permitted(story);
}

static void two_judges(void **state)
{
    struct story *story = *state;
    const char *find = "\"reasons\"", *with = "\"with\":[\"xa.court-1.o2\"],\"reasons\"";

    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-03-01\ntitle = Two\n\n[content]\n"
                   "judges = 2\n");
    story_until(story, MATTER_AUTHORISATION);
    CHECK(story, AUTHORISATION, LIMIT);
    CHECK(story, AUTHORISATION, SIGNER_ROLE, .find = find,
          .put = "\"with\":[\"xa.police.o2\"],\"reasons\"");
    CHECK(story, AUTHORISATION, SIGNER_STATE, .find = find,
          .put = "\"with\":[\"xb.court-1.o2\"],\"reasons\"");
    story_official(story, "xa.court-1.o2")->person = story_official(story, "xa.court-1.o1")->person;
    CHECK(story, AUTHORISATION, SAME_PERSON, .find = find, .put = with);
    story_official(story, "xa.court-1.o2")->person = SLICE("xa.p99");
    ACCEPTS(story, AUTHORISATION, .find = find, .put = with);
}

static void restrictions_close(void **state)
{
    static const struct {
        enum matter_act act;
        const char *by, *find, *put;
        enum finding_code code;
    } ends[] = {
        {MATTER_AUTHORISATION, NULL, NULL, NULL, FINDING_REFUSED},
        {MATTER_RIGHTS_ASSESSMENT, NULL, "clear", "adverse", FINDING_RIGHTS},
        {MATTER_APPROVAL, NULL, NULL, NULL, FINDING_REFUSED},
        {MATTER_TERMINATION, "xa.prosecution.o2", NULL, NULL, FINDING_TERMINATED},
        {MATTER_TERMINATION, "xa.oversight.o1", NULL, NULL, FINDING_TERMINATED},
        {MATTER_TERMINATION, "xb.court-2.o1", NULL, NULL, FINDING_TERMINATED},
        {MATTER_TERMINATION, "xb.authority.o3", NULL, NULL, FINDING_TERMINATED},
        {MATTER_SUSPENSION, "xb.mailhaus.o2", NULL, NULL, FINDING_SUSPENDED},
        {MATTER_SUSPENSION, "xa.oversight.o2", NULL, NULL, FINDING_SUSPENDED},
    };
    static const char refusal[] =
        "{\"decision\":\"refuse\",\"reasons\":{\"sha256\":"
        "\"2222222222222222222222222222222222222222222222222222222222222222\","
        "\"length\":100,\"language\":\"en\"}}";
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    story_assert_permitted(story);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct step step = {.by = ends[i].by,
                            .find = ends[i].find,
                            .put = ends[i].put,
                            .body = ends[i].code == FINDING_REFUSED ? refusal : NULL};

        for (int unlogged = 0; unlogged < 2; unlogged++) {
            step.unlogged = unlogged;
            story_assert_accepts(story, ends[i].act, step);
            story_add(story, ends[i].act, step);
            story_assert_refused(story, ends[i].code);
            statement_free(&story->filed[--story->count].statement);
            story_assert_permitted(story);
        }
    }
}

static void nothing_follows_an_end(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL);
    ADD(story, SUSPENSION);
    ADD(story, TERMINATION);
    CHECK(story, APPROVAL, TERMINATED);
    CHECK(story, REQUEST, TERMINATED);
    CHECK(story, AUTHORISATION, TERMINATED);
    CHECK(story, RESUMPTION, TERMINATED);
    ADD(story, APPROVAL);
    ADD(story, RESUMPTION, .names = &story->filed[story->count - 2]);
    story_assert_refused(story, FINDING_TERMINATED);
    assert_int_equal(matter_next(&story->matter), 0);
    assert_int_equal(story->matter.obligation_count, 0);
    ACCEPTS(story, SUSPENSION, .by = "xa.court-1.o2");
}

static void resumption(void **state)
{
    struct story *story = *state;
    const struct filed *one, *two;

    story_until(story, MATTER_APPROVAL + 1);
    one = ADD(story, SUSPENSION, .by = "xb.oversight.o1");
    two = ADD(story, SUSPENSION, .by = "xb.court-1.o2");
    story_assert_refused(story, FINDING_SUSPENDED);
    CHECK(story, RESUMPTION, SIGNER_ROLE, .by = "xb.authority.o3", .names = one);
    CHECK(story, RESUMPTION, SIGNER_ROLE, .by = "xa.court-1.o2", .names = one);
    CHECK(story, RESUMPTION, SIGNER_ROLE, .by = "xb.oversight.o2", .names = two);
    CHECK(story, RESUMPTION, SIGNER_ROLE, .by = "xb.filter.o1", .names = one);
    CHECK(story, RESUMPTION, ACT_OUT_OF_TURN, .names = &story->filed[6]);
    ADD(story, RESUMPTION, .by = "xb.oversight.o2", .names = one);
    story_assert_refused(story, FINDING_SUSPENDED);
    ADD(story, RESUMPTION, .by = "xb.court-2.o1", .names = two);
    story_assert_permitted(story);
    /* What was resumed stays so, another suspension counts anew. */
    ADD(story, SUSPENSION, .by = "xb.oversight.o1");
    story_assert_refused(story, FINDING_SUSPENDED);
}

/* An unlogged resumption lifts nothing where proof is demanded; an unlogged suspension counts. */
static void resumption_needs_proof(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, SUSPENSION, .unlogged = true);
    ADD(story, RESUMPTION, .unlogged = true);
    story_assert_refused(story, FINDING_SUSPENDED);
    assert_true(story_has(story, FINDING_NOT_LOGGED));
}

static void questions(void **state)
{
    struct story *story = *state;

    ADD(story, APPLICATION);
    ADD(story, AUTHORISATION,
        .body = "{\"decision\":\"ask\",\"reasons\":{\"sha256\":\""
                "2222222222222222222222222222222222222222222222222222222222222222"
                "\",\"length\":100,\"language\":\"en\"}}");
    story_assert_refused(story, FINDING_ASKED);
    assert_true(matter_next(&story->matter) & 1u << MATTER_AUTHORISATION);
    CHECK(story, REQUEST, NO_JUDGE);
    ADD(story, AUTHORISATION, .by = "xa.court-1.o2");
    ADD(story, REQUEST);
    ADD(story, RECEIPT);
    ADD(story, DUAL_CRIMINALITY);
    ADD(story, RIGHTS_ASSESSMENT, .find = "clear", .put = "unknown");
    story_assert_refused(story, FINDING_GROUND_UNKNOWN);
    CHECK(story, APPROVAL, NO_ASSESSMENT);
    ADD(story, RIGHTS_ASSESSMENT);
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    /* A question that comes later closes again, and the court does not decide over it. */
    ADD(story, RIGHTS_ASSESSMENT, .find = "clear", .put = "unknown");
    story_assert_refused(story, FINDING_GROUND_UNKNOWN);
    CHECK(story, APPROVAL, NO_ASSESSMENT);
    ADD(story, RIGHTS_ASSESSMENT);
    story_assert_permitted(story);
}

static void grounds(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_RIGHTS_ASSESSMENT);
    CHECK(story, RIGHTS_ASSESSMENT, LIMIT, .find = ",\"R07\"", .put = "");
    CHECK(story, RIGHTS_ASSESSMENT, LIMIT, .find = "\"R01\",", .put = "", .find2 = "clear",
          .put2 = "unknown");
    ADD(story, RIGHTS_ASSESSMENT, .find = ",\"R07\"", .put = "");
    ADD(story, APPROVAL);
    story_assert_refused(story, FINDING_LIMIT);
    assert_true(story_has(story, FINDING_NO_ASSESSMENT));
}

static void conditions(void **state)
{
    struct story *story = *state;
    const struct filed *request;

    story_until(story, MATTER_APPROVAL);
    request = story->states[0].head;
    ADD(story, APPROVAL, .find = "\"approve\"", .put = "\"conditional\"");
    story_assert_refused(story, FINDING_CONDITION_OPEN);
    assert_true(matter_next(&story->matter) & 1u << MATTER_REQUEST);
    /* A second request that has not seen the conditions accepts nothing. */
    ADD(story, REQUEST, .seen = story->states[1].head - 1);
    story_assert_refused(story, FINDING_CONDITION_OPEN);
    ADD(story, REQUEST);
    story_assert_permitted(story);
    assert_ptr_not_equal(request, story->states[0].head);
}

static void protected_activity(void **state)
{
    static const struct {
        const char *application, *exclusions;
        bool permitted;
    } rows[] = {
        {"no-indication", "no-indication", true},
        {"yes", "no-indication", true},
        {"not-known", "no-indication", true},
        {"no-indication", "not-known", false},
        {"yes", "not-known", false},
        {"no-indication", "yes", false},
        {"not-known", "not-known", false},
    };
    struct story *story = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *answer =
            (const char *)arena_format(&story->arena, "activity\":\"%s\"", rows[i].application)
                .data;

        story_end(story);
        story_begin(story, false);
        answer = (const char *)arena_format(&story->arena, "activity\":\"%s\"", rows[i].application)
                     .data;
        ADD(story, APPLICATION, .find = "activity\":\"no-indication\"", .put = answer);
        ADD(story, AUTHORISATION, .find = "no-indication", .put = rows[i].exclusions);
        for (unsigned act = MATTER_REQUEST; act <= MATTER_APPROVAL; act++)
            story_add(story, act, (struct step){0});
        if (rows[i].permitted)
            story_assert_permitted(story);
        else
            story_assert_refused(story, FINDING_PROTECTED_ACTIVITY);
    }
}

static void production(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    CHECK(story, PRODUCTION, WRIT_OTHER_PROVIDER, .by = "xb.otherhaus.o1");
    CHECK(story, PRODUCTION, SIGNER_STATE, .by = "xa.mailhaus.o1");
    CHECK(story, PRODUCTION, SIGNER_ROLE, .by = "xb.police.o1");
    CHECK(story, PRODUCTION, NO_APPROVAL, .names = &story->filed[5]);
    CHECK(story, PRODUCTION, LIST_OTHER, .find = "list\":\"abab", .put = "list\":\"baba");
    ADD(story, PRODUCTION);
    story_assert_refused(story, FINDING_ALREADY_PRODUCED);
    /* A second run takes a new decision; the first one's production does not stand against it. */
    ADD(story, APPROVAL);
    story_assert_permitted(story);
    ADD(story, PRODUCTION);
    story_assert_refused(story, FINDING_ALREADY_PRODUCED);
}

/* What a provider has handed out is recorded even after an end. */
static void production_after_an_end(void **state)
{
    struct story *story = *state;

    story_until(story, MATTER_APPROVAL + 1);
    ADD(story, TERMINATION);
    ACCEPTS(story, PRODUCTION);
}

#define EXCHANGE(test) cmocka_unit_test_setup_teardown(test, story_setup, story_teardown)
#define DOMESTIC(test)                                                                             \
    {                                                                                              \
#test " (domestic)", test, story_setup_domestic, story_teardown, NULL                      \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        EXCHANGE(whole_story_permits),
        DOMESTIC(whole_story_permits),
        EXCHANGE(each_step_in_turn),
        DOMESTIC(each_step_in_turn),
        EXCHANGE(missing_step),
        DOMESTIC(missing_step),
        EXCHANGE(out_of_turn),
        EXCHANGE(every_role),
        EXCHANGE(one_person_in_two_duties),
        EXCHANGE(filter_is_independent),
        DOMESTIC(domestic_needs_another_judge),
        EXCHANGE(two_judges),
        EXCHANGE(restrictions_close),
        EXCHANGE(nothing_follows_an_end),
        EXCHANGE(resumption),
        EXCHANGE(resumption_needs_proof),
        EXCHANGE(questions),
        EXCHANGE(grounds),
        EXCHANGE(conditions),
        EXCHANGE(protected_activity),
        EXCHANGE(production),
        EXCHANGE(production_after_an_end),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
