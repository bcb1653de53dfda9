/* What is written in a forum: documents, submissions and their signatories, observations. */
#include "test.h"

#include "gathering.h"

#define HASH_A "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""
#define HASH_B "\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\""
#define FILE_A "\"text\":" HASH_A ",\"format\":\"markdown\",\"words\":100"
#define FILE_B "\"text\":" HASH_B ",\"format\":\"markdown\",\"words\":100"
#define SIGN   "\"submission\":1,\"text\":%s,\"signatories\":%s,\"names\":%s,\"confirmed\":%s"

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

/* ---- submissions ---- */

static void file_submission(struct gathering *gathering)
{
    gathering_must(gathering, "submission", SECRETARIAT,
                   "\"submission\":1,\"title\":\"A letter\",\"language\":\"en\",\"received\":"
                   "\"%s\",\"closes\":\"%s\"," FILE_A,
                   gathering_time(gathering, 0), gathering_time(gathering, 10));
}

static void sign(struct gathering *gathering, const char *list)
{
    gathering_must(gathering, "signatories", SECRETARIAT, SIGN, HASH_A, list,
                   gathering_text(gathering, "names"), "true");
}

static void assert_count(struct gathering *gathering, instant at, uint32_t organisations,
                         uint32_t individuals, uint32_t again, uint32_t withdrawn)
{
    struct signatory_count count;

    submission_count(&gathering->forum.submissions.items[0], at, &count);
    assert_int_equal(count.organisations, organisations);
    assert_int_equal(count.individuals, individuals);
    assert_int_equal(count.asked_again, again);
    assert_int_equal(count.withdrawn, withdrawn);
}

static const char three[] = "[{\"number\":1,\"kind\":\"organisation\",\"country\":\"KE\"},"
                            "{\"number\":2,\"kind\":\"organisation\",\"country\":\"KE\"},"
                            "{\"number\":3,\"kind\":\"individual\"}]";

static void signatures_are_bound(void **state)
{
    struct gathering *gathering = *state;
    struct signatory_count count;
    instant before;

    file_submission(gathering);
    sign(gathering, three);
    assert_count(gathering, gathering->now, 2, 1, 0, 0);
    submission_count(&gathering->forum.submissions.items[0], gathering->now, &count);
    assert_int_equal(count.countries, 1);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "signatories", SECRETARIAT, SIGN, HASH_A,
                      "[{\"number\":3,\"kind\":\"organisation\"}]",
                      gathering_text(gathering, "names"), "true");
    gathering_refused(gathering, FINDING_TEXT_OTHER, "signatories", SECRETARIAT, SIGN, HASH_B,
                      "[{\"number\":4,\"kind\":\"organisation\"}]",
                      gathering_text(gathering, "names"), "true");
    before = gathering->now;
    gathering_wait(gathering, 1, 0);
    gathering_must(gathering, "submission-edit", SECRETARIAT, "\"submission\":1," FILE_B);
    assert_count(gathering, gathering->now, 0, 0, 3, 0);
    assert_count(gathering, before, 2, 1, 0, 0); /* as of that date */
    gathering_refused(gathering, FINDING_TEXT_OTHER, "signatory-confirmation", SECRETARIAT,
                      "\"submission\":1,\"text\":%s,\"signatories\":[1]", HASH_A);
    gathering_must(gathering, "signatory-confirmation", SECRETARIAT,
                   "\"submission\":1,\"text\":%s,\"signatories\":[1]", HASH_B);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "signatory-confirmation", SECRETARIAT,
                      "\"submission\":1,\"text\":%s,\"signatories\":[1]", HASH_B);
    assert_count(gathering, gathering->now, 1, 0, 2, 0);
    /* Back to the first text: who signed it then has not signed it now. */
    gathering_must(gathering, "submission-edit", SECRETARIAT, "\"submission\":1," FILE_A);
    assert_count(gathering, gathering->now, 1, 1, 1, 0);
}

static void withdrawn_do_not_count(void **state)
{
    struct gathering *gathering = *state;

    file_submission(gathering);
    sign(gathering, three);
    gathering_must(gathering, "signatory-withdrawal", SECRETARIAT,
                   "\"submission\":1,\"signatories\":[2]");
    assert_count(gathering, gathering->now, 1, 1, 0, 1);
    gathering_refused(gathering, FINDING_FORUM_TURN, "signatory-confirmation", SECRETARIAT,
                      "\"submission\":1,\"text\":%s,\"signatories\":[2]", HASH_A);
    gathering_refused(gathering, FINDING_FORUM_TURN, "signatory-withdrawal", SECRETARIAT,
                      "\"submission\":1,\"signatories\":[2]");
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "signatory-withdrawal", SECRETARIAT,
                      "\"submission\":1,\"signatories\":[9]");
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "signatory-withdrawal", SECRETARIAT,
                      "\"submission\":2,\"signatories\":[1]");
}

static void frozen_at_the_deadline(void **state)
{
    struct gathering *gathering = *state;

    file_submission(gathering);
    sign(gathering, three);
    gathering_wait(gathering, 10, 0);
    gathering_refused(gathering, FINDING_TEXT_FROZEN, "submission-edit", SECRETARIAT,
                      "\"submission\":1," FILE_B);
    gathering_refused(gathering, FINDING_TEXT_FROZEN, "signatories", SECRETARIAT, SIGN, HASH_A,
                      "[{\"number\":4,\"kind\":\"organisation\"}]",
                      gathering_text(gathering, "names"), "true");
    gathering_refused(gathering, FINDING_TEXT_FROZEN, "signatory-confirmation", SECRETARIAT,
                      "\"submission\":1,\"text\":%s,\"signatories\":[1]", HASH_A);
    gathering_must(gathering, "signatory-withdrawal", SECRETARIAT,
                   "\"submission\":1,\"signatories\":[1]"); /* nobody is held to a letter */
    assert_count(gathering, gathering->now, 1, 1, 0, 1);
    assert_count(gathering, gathering->now - 1, 2, 1, 0, 0);
}

static void whose_submission(void **state)
{
    static const char body[] =
        "\"submission\":%d,\"title\":\"T\",\"author\":\"un.applicant-%d\","
        "\"language\":\"zh-Hant\",\"received\":\"%s\",\"closes\":\"%s\"," FILE_A;
    struct gathering *gathering = *state;

    gathering_refused(gathering, FINDING_NOT_ACCREDITED, "submission", "un.applicant-1.o1", body, 1,
                      1, gathering_time(gathering, 0), gathering_time(gathering, 9));
    gathering_accredit(gathering, 1);
    gathering_refused(gathering, FINDING_NOT_YOURS, "submission", "un.applicant-2.o1", body, 1, 1,
                      gathering_time(gathering, 0), gathering_time(gathering, 9));
    gathering_refused(gathering, FINDING_ACT_REPEATED, "submission", "un.applicant-1.o1", body, 2,
                      1, gathering_time(gathering, 0), gathering_time(gathering, 9));
    gathering_refused(gathering, FINDING_TEXT_FROZEN, "submission", "un.applicant-1.o1", body, 1, 1,
                      gathering_time(gathering, 0), gathering_time(gathering, -1));
    gathering_must(gathering, "submission", "un.applicant-1.o1", body, 1, 1,
                   gathering_time(gathering, 0), gathering_time(gathering, 9));
    gathering_refused(gathering, FINDING_NOT_YOURS, "submission-edit", "un.applicant-2.o1",
                      "\"submission\":1," FILE_B);
    gathering_refused(gathering, FINDING_TEXT_LONG, "submission-edit", "un.applicant-1.o1",
                      "\"submission\":1,\"text\":" HASH_B ",\"format\":\"pdf\",\"words\":2001");
}

static void circulated_to_members(void **state)
{
    struct gathering *gathering = *state;

    file_submission(gathering);
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "submission-circulation", SECRETARIAT,
                      "\"submission\":1,\"text\":%s,\"to\":[\"un.somebody\"]", HASH_A);
    gathering_refused(gathering, FINDING_SIGNER_ROLE, "submission-circulation", "un.bureau.o1",
                      "\"submission\":1,\"text\":%s,\"to\":[\"un.delegation-xa\"]", HASH_A);
    gathering_must(gathering, "submission-circulation", SECRETARIAT,
                   "\"submission\":1,\"text\":%s,\"to\":[\"un.delegation-xa\"]", HASH_A);
    assert_int_equal(gathering->forum.submissions.items[0].circulation_count, 1);
}

/* ---- documents ---- */

static void announce(struct gathering *gathering, const char *symbol, bool in_session)
{
    gathering_must(gathering, "document", SECRETARIAT,
                   "\"symbol\":\"%s\",\"title\":\"Draft\",\"kind\":\"draft\",\"meeting\":\"%s\","
                   "\"in_session\":%s,\"expected\":[{\"language\":\"en\",\"at\":\"%s\"},"
                   "{\"language\":\"fr\",\"at\":\"%s\"}]",
                   symbol, gathering_time(gathering, 52), in_session ? "true" : "false",
                   gathering_time(gathering, 5), gathering_time(gathering, 5));
}

#define VERSION                                                                                    \
    "\"symbol\":\"%s\",\"version\":%d,\"language\":\"%s\",\"received\":\"%s\",\"publish_at\":"     \
    "\"%s\",\"file\":" HASH_A ",\"format\":\"pdf\",\"words\":%d"

static void languages_and_lateness(void **state)
{
    struct gathering *gathering = *state;
    struct document_language language;
    const struct document *document;
    struct document_languages all;

    announce(gathering, "A/AC.291/22", false);
    document = &gathering->forum.documents.items[0];
    assert_true(document->due == gathering->now + 10 * DAY);
    gathering_must(gathering, "document-version", SECRETARIAT, VERSION, "A/AC.291/22", 1, "en",
                   gathering_time(gathering, 0), gathering_time(gathering, 2), 8500);
    document_language(document, OFFICIAL_EN, gathering->now, &language);
    assert_int_equal(language.state, DOCUMENT_RECEIVED); /* not public before its time */
    gathering_wait(gathering, 2, 0);
    all = document_languages(document, gathering->now);
    assert_int_equal(all.published, 1);
    assert_int_equal(all.expected, 2);
    assert_int_equal(all.late, 0);
    gathering_wait(gathering, 9, 0);
    document_language(document, OFFICIAL_FR, gathering->now, &language);
    assert_int_equal(language.state, DOCUMENT_EXPECTED);
    assert_true(language.late == DAY);
    gathering_must(gathering, "document-version", SECRETARIAT, VERSION, "A/AC.291/22", 1, "fr",
                   gathering_time(gathering, 0), gathering_time(gathering, -20), 10);
    gathering_wait(gathering, 30, 0);
    document_language(document, OFFICIAL_FR, gathering->now, &language);
    assert_int_equal(language.state, DOCUMENT_PUBLISHED);
    assert_true(language.late == DAY); /* back-dating its publication makes it no earlier */
    document_language(document, OFFICIAL_RU, gathering->now, &language);
    assert_int_equal(language.state, DOCUMENT_NOT_EXPECTED);
}

static void versions_that_do_not_fit(void **state)
{
    struct gathering *gathering = *state;
    const char *now = gathering_time(gathering, 0);

    announce(gathering, "A/AC.291/22", false);
    announce(gathering, "A/AC.291/CRP.1", true);
    gathering_refused(gathering, FINDING_TEXT_LONG, "document-version", SECRETARIAT, VERSION,
                      "A/AC.291/22", 1, "en", now, now, 8501);
    gathering_refused(gathering, FINDING_TEXT_LONG, "document-version", SECRETARIAT, VERSION,
                      "A/AC.291/CRP.1", 1, "en", now, now, 3301);
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "document-version", SECRETARIAT, VERSION,
                      "A/AC.291/22", 1, "es", now, now, 10);
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "document-version", SECRETARIAT, VERSION,
                      "A/AC.291/23", 1, "en", now, now, 10);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "document-version", SECRETARIAT, VERSION,
                      "A/AC.291/22", 2, "en", now, now, 10);
    gathering_refused(gathering, FINDING_TIME_AHEAD, "document-version", SECRETARIAT, VERSION,
                      "A/AC.291/22", 1, "en", gathering_time(gathering, 1), now, 10);
    gathering_refused(gathering, FINDING_SIGNER_ROLE, "document-version", "un.bureau.o1", VERSION,
                      "A/AC.291/22", 1, "en", now, now, 10);
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "document", SECRETARIAT,
                      "\"symbol\":\"A/AC.291/9/Corr.1\",\"title\":\"C\",\"kind\":\"draft\","
                      "\"meeting\":\"%s\",\"in_session\":false,\"expected\":"
                      "[{\"language\":\"en\",\"at\":\"%s\"}]",
                      now, now);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "document", SECRETARIAT,
                      "\"symbol\":\"A/AC.291/23\",\"title\":\"C\",\"kind\":\"draft\","
                      "\"meeting\":\"%s\",\"in_session\":false,\"expected\":"
                      "[{\"language\":\"en\",\"at\":\"%s\"},{\"language\":\"en\",\"at\":\"%s\"}]",
                      now, now, gathering_time(gathering, 1));
    announce(gathering, "A/AC.291/22/Rev.1", false);
}

/* ---- observations ---- */

static void observations_are_answered(void **state)
{
    static const char body[] =
        "\"observation\":%d,\"state\":\"XA\",\"about\":\"statistics\",\"text\":%s";
    struct gathering *gathering = *state;
    const char *text = gathering_text(gathering, "observed");

    gathering_refused(gathering, FINDING_NOT_ACCREDITED, "observation", "un.applicant-1.o1", body,
                      1, text);
    gathering_accredit(gathering, 1);
    gathering_refused(gathering, FINDING_NOT_ACCREDITED, "observation", "un.applicant-99.o1", body,
                      1, text);
    gathering_refused(gathering, FINDING_SIGNER_ROLE, "observation", SECRETARIAT, body, 1, text);
    gathering_must(gathering, "observation", "un.applicant-1.o1", body, 1, text);
    gathering_wait(gathering, 59, 23);
    assert_false(observation_is_overdue(&gathering->forum.observations.items[0], gathering->now));
    gathering_wait(gathering, 0, 1);
    assert_true(observation_is_overdue(&gathering->forum.observations.items[0], gathering->now));
    gathering_refused(gathering, FINDING_NOT_YOURS, "observation-reply", "un.delegation-xb.o1",
                      "\"observation\":1,\"text\":%s", text);
    gathering_refused(gathering, FINDING_SUBJECT_UNKNOWN, "observation-reply",
                      "un.delegation-xa.o1", "\"observation\":2,\"text\":%s", text);
    gathering_must(gathering, "observation-reply", "un.delegation-xa.o1",
                   "\"observation\":1,\"text\":%s", text);
    gathering_refused(gathering, FINDING_ACT_REPEATED, "observation-reply", "un.delegation-xa.o1",
                      "\"observation\":1,\"text\":%s", gathering_text(gathering, "more"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static const struct CMUnitTest tests[] = {
    TEST(signatures_are_bound),     TEST(withdrawn_do_not_count),    TEST(frozen_at_the_deadline),
    TEST(whose_submission),         TEST(circulated_to_members),     TEST(languages_and_lateness),
    TEST(versions_that_do_not_fit), TEST(observations_are_answered),
};

TEST_MAIN(tests)
