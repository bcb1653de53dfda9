/* Accreditation and participation: each way through, what time alone does, and who tries to get round it. */
#include "test.h"

#include "gathering.h"

#define OBJECT(number)                                                                             \
    "accreditation-objection", "un.delegation-xa.o1", "\"applicant\":\"un.applicant-%d\"", number
#define STATE(number) gathering_standing(gathering, "un.applicant-" #number).state

static int setup(void **state)
{
    *state = gathering_open();
    return 0;
}

static int teardown(void **state)
{
    gathering_close(*state);
    return 0;
}

static void decide(struct gathering *gathering, const char *who, int number, const char *decision)
{
    gathering_must(gathering, "accreditation-decision", who,
                   "\"applicant\":\"un.applicant-%d\",\"decision\":\"%s\",\"reasons\":%s", number,
                   decision, gathering_text(gathering, "reasons"));
}

static void refuse_decision(struct gathering *gathering, enum finding_code code, const char *who,
                            int number)
{
    gathering_refused(gathering, code, "accreditation-decision", who,
                      "\"applicant\":\"un.applicant-%d\",\"decision\":\"refuse\",\"reasons\":%s",
                      number, gathering_text(gathering, "reasons"));
}

static void silence_approves(void **state)
{
    struct gathering *gathering = *state;
    struct applicant_standing standing;

    gathering_circulate(gathering, 1);
    standing = gathering_standing(gathering, "un.applicant-1");
    assert_int_equal(standing.state, APPLICANT_CIRCULATED);
    assert_int_equal(standing.next, NEXT_DELEGATIONS);
    assert_true(standing.deadline == gathering->now + 14 * DAY);
    gathering_wait(gathering, 13, 23);
    assert_int_equal(STATE(1), APPLICANT_CIRCULATED);
    gathering_wait(gathering, 0, 1);
    standing = gathering_standing(gathering, "un.applicant-1");
    assert_int_equal(standing.state, APPLICANT_APPROVED);
    assert_true(standing.by_silence);
    assert_true(standing.since == gathering->now);
    gathering_refused(gathering, FINDING_TOO_LATE, OBJECT(1));
    refuse_decision(gathering, FINDING_FORUM_TURN, COMMITTEE, 1);
}

static void objection_is_answered_and_decided(void **state)
{
    struct gathering *gathering = *state;
    const struct objection *objection;
    const char *hash;

    gathering_circulate(gathering, 1);
    gathering_must(gathering, OBJECT(1));
    hash = gathering_last(gathering);
    assert_true(gathering->forum.heads[FORUM_ACCREDITATION].seq == 4); /* it is a leaf */
    objection = gathering->forum.accreditation.applicants[0].objections;
    assert_true(digest_is_zero(objection->reasons));
    assert_string_equal(objection->state, "XA");
    assert_false(objection_is_public(objection, gathering->now + 71 * HOUR));
    assert_true(objection_is_public(objection, gathering->now + 72 * HOUR));
    gathering_wait(gathering, 20, 0); /* silence is over, and is none */
    assert_int_equal(STATE(1), APPLICANT_ANSWERED);
    gathering_must(gathering, "reply", "un.applicant-1.o1",
                   "\"objection\":\"%s\",\"received\":\"%s\",\"text\":%s", hash,
                   gathering_time(gathering, 0), gathering_text(gathering, "reply"));
    decide(gathering, COMMITTEE, 1, "approve");
    assert_int_equal(STATE(1), APPLICANT_APPROVED);
    assert_false(gathering_standing(gathering, "un.applicant-1").by_silence);
}

static void a_reply_publishes_at_once(void **state)
{
    struct gathering *gathering = *state;
    const char *hash;

    gathering_circulate(gathering, 1);
    gathering_must(gathering, OBJECT(1));
    hash = gathering_last(gathering);
    assert_int_equal(STATE(1), APPLICANT_OBJECTED);
    refuse_decision(gathering, FINDING_TOO_EARLY, COMMITTEE, 1);
    gathering_refused(gathering, FINDING_NOT_YOURS, "reply", "un.applicant-2.o1",
                      "\"objection\":\"%s\",\"received\":\"%s\",\"text\":%s", hash,
                      gathering_time(gathering, 0), gathering_text(gathering, "reply"));
    gathering_must(gathering, "reply", SECRETARIAT,
                   "\"objection\":\"%s\",\"received\":\"%s\",\"text\":%s", hash,
                   gathering_time(gathering, 0), gathering_text(gathering, "reply"));
    assert_true(objection_is_public(gathering->forum.accreditation.applicants[0].objections,
                                    gathering->now));
    assert_int_equal(STATE(1), APPLICANT_ANSWERED);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "reply", SECRETARIAT,
                      "\"objection\":\"%s\",\"received\":\"%s\",\"text\":%s", hash,
                      gathering_time(gathering, 0), gathering_text(gathering, "other"));
}

static void overdue_by_time_alone(void **state)
{
    struct gathering *gathering = *state;

    gathering_apply(gathering, 1);
    gathering_circulate(gathering, 2);
    gathering_must(gathering, OBJECT(2));
    gathering_wait(gathering, 13, 0);
    assert_false(gathering_standing(gathering, "un.applicant-1").overdue);
    gathering_wait(gathering, 1, 0);
    assert_true(gathering_standing(gathering, "un.applicant-1").overdue);
    assert_false(gathering_standing(gathering, "un.applicant-2").overdue);
    gathering_wait(gathering, 30, 0);
    assert_true(gathering_standing(gathering, "un.applicant-2").overdue);
    assert_int_equal(gathering_standing(gathering, "un.applicant-2").next, NEXT_COMMITTEE);
    decide(gathering, COMMITTEE, 2, "refuse"); /* late, but it counts */
}

static void nothing_lapses_unwarned(void **state)
{
    struct gathering *gathering = *state;
    struct applicant_standing standing;

    gathering_apply(gathering, 1);
    gathering_refused(gathering, FINDING_MISSING_UNSAID, "completeness", SECRETARIAT,
                      "\"applicant\":\"un.applicant-1\",\"outcome\":\"incomplete\"");
    gathering_must(gathering, "completeness", SECRETARIAT,
                   "\"applicant\":\"un.applicant-1\",\"outcome\":\"incomplete\",\"missing\":%s",
                   gathering_text(gathering, "missing"));
    gathering_wait(gathering, 26, 0);
    assert_false(gathering_standing(gathering, "un.applicant-1").warn);
    gathering_wait(gathering, 1, 0);
    assert_true(gathering_standing(gathering, "un.applicant-1").warn);
    gathering_wait(gathering, 100, 0); /* long after the deadline, and nobody has warned */
    standing = gathering_standing(gathering, "un.applicant-1");
    assert_int_equal(standing.state, APPLICANT_INCOMPLETE);
    assert_true(standing.overdue);
    assert_int_equal(standing.next, NEXT_SECRETARIAT);
    gathering_must(gathering, "lapse-warning", SECRETARIAT, "\"applicants\":[\"un.applicant-1\"]");
    gathering_wait(gathering, 2, 23);
    assert_int_equal(STATE(1), APPLICANT_INCOMPLETE);
    gathering_wait(gathering, 0, 1);
    assert_int_equal(STATE(1), APPLICANT_LAPSED);
    gathering_refused(gathering, FINDING_TOO_LATE, "supplement", SECRETARIAT,
                      "\"applicant\":\"un.applicant-1\",\"received\":\"%s\",\"text\":%s",
                      gathering_time(gathering, 0), gathering_text(gathering, "more"));
    /* What came in time counts, though it is signed in late. */
    gathering_must(gathering, "supplement", SECRETARIAT,
                   "\"applicant\":\"un.applicant-1\",\"received\":\"%s\",\"text\":%s",
                   gathering_time(gathering, -1), gathering_text(gathering, "more"));
    assert_int_equal(STATE(1), APPLICANT_SUBMITTED);
}

static void refusal_and_appeal(void **state)
{
    struct gathering *gathering = *state;

    gathering_circulate(gathering, 1);
    gathering_must(gathering, OBJECT(1));
    gathering_wait(gathering, 3, 0);
    decide(gathering, COMMITTEE, 1, "refuse");
    assert_int_equal(gathering_standing(gathering, "un.applicant-1").next, NEXT_APPLICANT);
    refuse_decision(gathering, FINDING_FORUM_TURN, OTHERS, 1);
    gathering_refused(gathering, FINDING_NOT_YOURS, "accreditation-appeal", "un.applicant-2.o1",
                      "\"applicant\":\"un.applicant-1\",\"received\":\"%s\",\"grounds\":%s",
                      gathering_time(gathering, 0), gathering_text(gathering, "grounds"));
    gathering_must(gathering, "accreditation-appeal", SECRETARIAT,
                   "\"applicant\":\"un.applicant-1\",\"received\":\"%s\",\"grounds\":%s",
                   gathering_time(gathering, 0), gathering_text(gathering, "grounds"));
    refuse_decision(gathering, FINDING_SAME_PERSON, COMMITTEE, 1);
    /* The chair of the first decision in another office is the same person. */
    refuse_decision(gathering, FINDING_SAME_PERSON, "un.bureau.o4 un.bureau.o5", 1);
    gathering_wait(gathering, 30, 0);
    assert_true(gathering_standing(gathering, "un.applicant-1").overdue);
    decide(gathering, OTHERS, 1, "refuse");
    assert_true(gathering_standing(gathering, "un.applicant-1").final);
    gathering_refused(gathering, FINDING_FORUM_TURN, "accreditation-appeal", SECRETARIAT,
                      "\"applicant\":\"un.applicant-1\",\"received\":\"%s\",\"grounds\":%s",
                      gathering_time(gathering, 0), gathering_text(gathering, "grounds"));
}

static void appeal_too_late(void **state)
{
    struct gathering *gathering = *state;

    gathering_circulate(gathering, 1);
    gathering_must(gathering, OBJECT(1));
    gathering_wait(gathering, 3, 0);
    decide(gathering, COMMITTEE, 1, "refuse");
    gathering_wait(gathering, 30, 0);
    assert_true(gathering_standing(gathering, "un.applicant-1").final);
    gathering_refused(gathering, FINDING_TOO_LATE, "accreditation-appeal", SECRETARIAT,
                      "\"applicant\":\"un.applicant-1\",\"received\":\"%s\",\"grounds\":%s",
                      gathering_time(gathering, 0), gathering_text(gathering, "grounds"));
}

static void carried_over(void **state)
{
    struct gathering *gathering = *state;

    gathering_circulate(gathering, 1);
    gathering_must(gathering, OBJECT(1));
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "carry-over", "un.bureau.o1",
                      "\"applicants\":[\"un.applicant-1\"],\"call\":\"s2\",\"reasons\":%s",
                      gathering_text(gathering, "reasons"));
    gathering_must(gathering, "call", SECRETARIAT,
                   "\"call\":\"s2\",\"opens\":\"%s\",\"closes\":\"%s\"",
                   gathering_time(gathering, 0), gathering_time(gathering, 60));
    gathering_refused(gathering, FINDING_SIGNER_ROLE, "carry-over", SECRETARIAT,
                      "\"applicants\":[\"un.applicant-1\"],\"call\":\"s2\",\"reasons\":%s",
                      gathering_text(gathering, "reasons"));
    gathering_must(gathering, "carry-over", "un.bureau.o1",
                   "\"applicants\":[\"un.applicant-1\"],\"call\":\"s2\",\"reasons\":%s",
                   gathering_text(gathering, "reasons"));
    gathering_wait(gathering, 20, 0);
    assert_int_equal(STATE(1), APPLICANT_CARRIED_OVER);
    gathering_must(gathering, "circulation", SECRETARIAT, "\"applicants\":[\"un.applicant-1\"]");
    gathering_must(gathering, OBJECT(1)); /* the earlier one has gone with its call */
    assert_int_equal(gathering->forum.accreditation.applicants[0].objection_count, 2);
    gathering_wait(gathering, 90, 0);
    assert_int_equal(STATE(1), APPLICANT_ANSWERED);
}

static void who_may_not(void **state)
{
    struct gathering *gathering = *state;
    const char *hash;

    gathering_circulate(gathering, 1);
    gathering_refused(gathering, FINDING_SIGNER_ROLE, "accreditation-objection", SECRETARIAT,
                      "\"applicant\":\"un.applicant-1\"");
    gathering_refused(gathering, FINDING_NOT_YOURS, "accreditation-objection", "un.somebody.o1",
                      "\"applicant\":\"un.applicant-1\"");
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "accreditation-objection",
                      "un.delegation-xa.o1", "\"applicant\":\"un.applicant-7\"");
    gathering_must(gathering, OBJECT(1));
    hash = gathering_last(gathering);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "accreditation-objection",
                      "un.delegation-xa.o1", "\"applicant\":\"un.applicant-1\",\"reasons\":%s",
                      gathering_text(gathering, "more"));
    gathering_refused(gathering, FINDING_NOT_YOURS, "objection-withdrawal", "un.delegation-xb.o1",
                      "\"objection\":\"%s\"", hash);
    gathering_wait(gathering, 3, 0);
    refuse_decision(gathering, FINDING_SIGNER_ROLE, "un.secretariat.o1 un.bureau.o2", 1);
    refuse_decision(gathering, FINDING_SIGNER_ROLE, "un.bureau.o1 un.bureau.o4", 1);
    refuse_decision(gathering, FINDING_SAME_PERSON, "un.bureau.o1 un.bureau.o5", 1);
    refuse_decision(gathering, FINDING_SIGNER_UNKNOWN, "un.bureau.o1 un.bureau.o9", 1);
    gathering_must(gathering, "objection-withdrawal", "un.delegation-xa.o1", "\"objection\":\"%s\"",
                   hash);
    gathering_wait(gathering, 11, 0);
    assert_int_equal(STATE(1), APPLICANT_APPROVED);
}

static void replay_and_forgery(void **state)
{
    struct gathering *gathering = *state;
    struct official *delegate = &gathering->officials[6];

    gathering_circulate(gathering, 1);
    gathering_must(gathering, OBJECT(1));
    assert_false(gathering_replay(gathering));
    assert_true(findings_have(&gathering->findings, FINDING_ACT_REPEATED));
    gathering_must(gathering, "accreditation-objection", "un.delegation-xb.o1",
                   "\"applicant\":\"un.applicant-1\"");
    /* A key that is not the register's, an official whose office has ended. */
    delegate->ended = delegate->until = gathering->now;
    gathering_circulate(gathering, 2);
    gathering_refused(gathering, FINDING_SIGNER_REVOKED, OBJECT(2));
    /* An entry that the operator holds back for days. */
    gathering->terms.skew = HOUR;
    gathering_must(gathering, "reprisal-report", SECRETARIAT, "\"report\":\"%064d\"", 1);
    gathering_wait(gathering, 0, 2);
    assert_false(gathering_replay(gathering));
}

static void calls_close(void **state)
{
    struct gathering *gathering = *state;
    static const char body[] =
        "\"applicant\":\"un.applicant-%d\",\"call\":\"s1\",\"received\":\"%s\","
        "\"kind\":\"individual\",\"track\":\"%s\",\"field\":\"academia\",\"region\":\"africa\","
        "\"name\":%s,\"text\":%s";

    gathering_apply(gathering, 1);
    gathering_refused(gathering, FINDING_TRACK_OTHER, "accreditation-application", SECRETARIAT,
                      body, 2, gathering_time(gathering, 0), "ecosoc",
                      gathering_text(gathering, "n"), gathering_text(gathering, "t"));
    gathering_refused(gathering, FINDING_TIME_AHEAD, "accreditation-application", SECRETARIAT, body,
                      2, gathering_time(gathering, 1), "other", gathering_text(gathering, "n"),
                      gathering_text(gathering, "t"));
    gathering_refused(gathering, FINDING_ACT_REPEATED, "accreditation-application", SECRETARIAT,
                      body, 1, gathering_time(gathering, 0), "other",
                      gathering_text(gathering, "n"), gathering_text(gathering, "t"));
    gathering_wait(gathering, 31, 0);
    gathering_refused(gathering, FINDING_TOO_LATE, "accreditation-application", SECRETARIAT, body,
                      2, gathering_time(gathering, 0), "other", gathering_text(gathering, "n"),
                      gathering_text(gathering, "t"));
    gathering_must(gathering, "accreditation-application", SECRETARIAT, body, 2,
                   gathering_time(gathering, -2), "other", gathering_text(gathering, "n"),
                   gathering_text(gathering, "t"));
}

static void lists_count_whole_or_not(void **state)
{
    struct gathering *gathering = *state;

    gathering_apply(gathering, 1);
    gathering_apply(gathering, 2);
    gathering_must(gathering, "completeness", SECRETARIAT,
                   "\"applicant\":\"un.applicant-1\",\"outcome\":\"complete\"");
    gathering_refused(gathering, FINDING_FORUM_TURN, "circulation", SECRETARIAT,
                      "\"applicants\":[\"un.applicant-1\",\"un.applicant-2\"]");
    assert_int_equal(STATE(1), APPLICANT_COMPLETE);
}

/* ---- who takes part ---- */

static bool represent(struct gathering *gathering, const char *who, int number)
{
    return gathering_say(gathering, "representative", who,
                         "\"applicant\":\"un.applicant-1\",\"representative\":"
                         "\"un.applicant-1.r%d\",\"zone\":\"Europe/Paris\",\"languages\":[\"en\"],"
                         "\"attends\":\"in-person\"",
                         number);
}

static void three_limits(void **state)
{
    struct gathering *gathering = *state;

    gathering_apply(gathering, 1);
    assert_false(represent(gathering, SECRETARIAT, 1));
    assert_true(findings_have(&gathering->findings, FINDING_NOT_ACCREDITED));
    gathering_accredit(gathering, 2);
    gathering_must(gathering, "completeness", SECRETARIAT,
                   "\"applicant\":\"un.applicant-1\",\"outcome\":\"complete\"");
    gathering_must(gathering, "circulation", SECRETARIAT, "\"applicants\":[\"un.applicant-1\"]");
    gathering_wait(gathering, 14, 0);
    gathering_must(gathering, "procedure", COMMITTEE,
                   "\"rules\":[{\"rule\":\"delegation-size\",\"value\":4}],\"reasons\":%s",
                   gathering_text(gathering, "reasons"));
    for (int i = 1; i <= 4; i++)
        assert_true(represent(gathering, "un.applicant-1.o1", i));
    assert_false(represent(gathering, "un.applicant-1.o1", 5));
    assert_true(findings_have(&gathering->findings, FINDING_OVER_LIMIT));
    assert_false(represent(gathering, "un.applicant-2.o1", 6));
    assert_true(findings_have(&gathering->findings, FINDING_NOT_YOURS));
    gathering_refused(gathering, FINDING_OVER_LIMIT, "attendance", "un.applicant-1.o1",
                      "\"applicant\":\"un.applicant-1\",\"session\":\"s1\",\"room\":"
                      "[\"un.applicant-1.r1\",\"un.applicant-1.r2\",\"un.applicant-1.r3\"],"
                      "\"remote\":[]");
    gathering_must(gathering, "attendance", "un.applicant-1.o1",
                   "\"applicant\":\"un.applicant-1\",\"session\":\"s1\",\"room\":"
                   "[\"un.applicant-1.r1\",\"un.applicant-1.r2\"],"
                   "\"remote\":[\"un.applicant-1.r3\",\"un.applicant-1.r4\"]");
    gathering_refused(gathering, FINDING_ACT_REPEATED, "attendance", "un.applicant-1.o1",
                      "\"applicant\":\"un.applicant-1\",\"session\":\"s1\",\"room\":"
                      "[\"un.applicant-1.r1\"],\"remote\":[\"un.applicant-1.r1\"]");
    gathering_must(gathering, "representative-end", "un.applicant-1.o1",
                   "\"representative\":\"un.applicant-1.r1\"");
    assert_true(represent(gathering, "un.applicant-1.o1", 7));
    assert_false(represent(gathering, "un.applicant-1.o1", 1)); /* never used again */
}

static void moderation_is_signed_and_appealed(void **state)
{
    struct gathering *gathering = *state;
    const struct participants *participants = &gathering->forum.participants;
    struct slice name = SLICE("un.applicant-1.r1");
    const char *hash;

    gathering_accredit(gathering, 1);
    assert_true(represent(gathering, SECRETARIAT, 1));
    gathering_refused(gathering, FINDING_SIGNER_ROLE, "moderation", "un.delegation-xa.o1",
                      "\"subject\":\"un.applicant-1.r1\",\"measure\":\"excluded\",\"until\":\"%s\","
                      "\"reasons\":%s",
                      gathering_time(gathering, 9), gathering_text(gathering, "reasons"));
    gathering_must(gathering, "moderation", "un.bureau.o1",
                   "\"subject\":\"un.applicant-1\",\"measure\":\"excluded\",\"until\":\"%s\","
                   "\"reasons\":%s",
                   gathering_time(gathering, 90), gathering_text(gathering, "reasons"));
    hash = gathering_last(gathering);
    assert_non_null(participants_limited(participants, name, MODERATION_MUTED, gathering->now));
    gathering_refused(gathering, FINDING_MODERATED, "attendance", "un.applicant-1.o1",
                      "\"applicant\":\"un.applicant-1\",\"session\":\"s1\",\"room\":"
                      "[\"un.applicant-1.r1\"],\"remote\":[]");
    gathering_refused(gathering, FINDING_FORUM_TURN, "moderation-decision", OTHERS,
                      "\"moderation\":\"%s\",\"ruling\":\"lift\",\"reasons\":%s", hash,
                      gathering_text(gathering, "reasons"));
    gathering_must(gathering, "moderation-appeal", "un.applicant-1.o1",
                   "\"moderation\":\"%s\",\"received\":\"%s\",\"grounds\":%s", hash,
                   gathering_time(gathering, 0), gathering_text(gathering, "grounds"));
    gathering_refused(gathering, FINDING_SAME_PERSON, "moderation-decision", COMMITTEE,
                      "\"moderation\":\"%s\",\"ruling\":\"uphold\",\"reasons\":%s", hash,
                      gathering_text(gathering, "reasons"));
    gathering_wait(gathering, 30, 0);
    assert_true(moderation_is_overdue(&participants->moderations[0], gathering->now));
    gathering_must(gathering, "moderation-decision", OTHERS,
                   "\"moderation\":\"%s\",\"ruling\":\"lift\",\"reasons\":%s", hash,
                   gathering_text(gathering, "reasons"));
    assert_null(participants_limited(participants, name, MODERATION_MUTED, gathering->now));
}

static void rules_have_bounds(void **state)
{
    struct gathering *gathering = *state;

    gathering_circulate(gathering, 1);
    gathering_refused(gathering, FINDING_PROCEDURE_BOUND, "procedure", COMMITTEE,
                      "\"rules\":[{\"rule\":\"silence\",\"value\":31}],\"reasons\":%s",
                      gathering_text(gathering, "reasons"));
    gathering_refused(gathering, FINDING_PROCEDURE_BOUND, "procedure", COMMITTEE,
                      "\"rules\":[{\"rule\":\"observation\",\"value\":61}],\"reasons\":%s",
                      gathering_text(gathering, "reasons"));
    gathering_refused(gathering, FINDING_ACT_REPEATED, "procedure", COMMITTEE,
                      "\"rules\":[{\"rule\":\"silence\",\"value\":20},{\"rule\":\"silence\","
                      "\"value\":21}],\"reasons\":%s",
                      gathering_text(gathering, "reasons"));
    gathering_must(gathering, "procedure", COMMITTEE,
                   "\"rules\":[{\"rule\":\"silence\",\"value\":30}],\"reasons\":%s",
                   gathering_text(gathering, "reasons"));
    gathering_circulate(gathering, 2);
    gathering_wait(gathering, 14, 0);
    assert_int_equal(STATE(1), APPLICANT_APPROVED); /* what had begun keeps its deadline */
    assert_int_equal(STATE(2), APPLICANT_CIRCULATED);
}

static void participation_shows_zeros(void **state)
{
    struct participation cells[PARTICIPANT_FIELD_COUNT][REGION_COUNT];
    struct gathering *gathering = *state;
    unsigned zeros = 0;

    gathering_accredit(gathering, 1);
    gathering_apply(gathering, 2);
    gathering_must(gathering, "application-withdrawal", SECRETARIAT,
                   "\"applicant\":\"un.applicant-2\",\"received\":\"%s\"",
                   gathering_time(gathering, 0));
    accreditation_participation(&gathering->forum.accreditation, gathering->now, cells);
    assert_int_equal(cells[PARTICIPANT_CIVIL_SOCIETY][REGION_AFRICA].applied, 2);
    assert_int_equal(cells[PARTICIPANT_CIVIL_SOCIETY][REGION_AFRICA].approved, 1);
    assert_int_equal(cells[PARTICIPANT_CIVIL_SOCIETY][REGION_AFRICA].ended, 1);
    for (unsigned i = 0; i < PARTICIPANT_FIELD_COUNT; i++)
        for (unsigned j = 0; j < REGION_COUNT; j++)
            zeros += cells[i][j].approved == 0;
    assert_int_equal(zeros, PARTICIPANT_FIELD_COUNT * REGION_COUNT - 1);
}

/* The record alone gives the same forum again. */
static void a_fold_is_repeatable(void **state)
{
    struct gathering *gathering = *state;
    struct findings findings = {0};
    struct forum again;

    objection_is_answered_and_decided(state);
    forum_fold(&gathering->state_register, &gathering->terms, gathering->filed, gathering->count,
               &again, &findings);
    assert_int_equal(findings.count, 0);
    assert_int_equal(again.link_count, gathering->forum.link_count);
    assert_memory_equal(again.heads, gathering->forum.heads, sizeof again.heads);
    forum_free(&again);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static const struct CMUnitTest tests[] = {
    TEST(silence_approves),
    TEST(objection_is_answered_and_decided),
    TEST(a_reply_publishes_at_once),
    TEST(overdue_by_time_alone),
    TEST(nothing_lapses_unwarned),
    TEST(refusal_and_appeal),
    TEST(appeal_too_late),
    TEST(carried_over),
    TEST(who_may_not),
    TEST(replay_and_forgery),
    TEST(calls_close),
    TEST(lists_count_whole_or_not),
    TEST(three_limits),
    TEST(moderation_is_signed_and_appealed),
    TEST(rules_have_bounds),
    TEST(participation_shows_zeros),
    TEST(a_fold_is_repeatable),
};

TEST_MAIN(tests)
