/* The fold of UN-meetings: the programme and its changes, who may do what when, shares never below the
 * floor, rulings countersigned in time, reports with their week of corrections. */
#include "test.h"

#include "forum/forum.h"
#include "forum/icalendar.h"

enum { MOST = 64 };

static struct forum forum;
static struct statement statements[MOST];
static char payloads[MOST][6000];
static size_t count;
static struct findings findings;

static const struct official secretariat = {.person = {(const uint8_t *)"un.secretariat.o1", 17},
                                            .roles = 1u << ROLE_SECRETARIAT};
static const struct official delegation = {.person = {(const uint8_t *)"un.delegation-xa.o1", 19},
                                           .roles = 1u << ROLE_DELEGATION};

static const instant day = 1803859200; /* 2027-03-01T00:00:00Z */

#define ZERO  "0000000000000000000000000000000000000000000000000000000000000000"
#define HASH  "1111111111111111111111111111111111111111111111111111111111111111"
#define PAPER "{\"sha256\":\"" HASH "\",\"length\":100,\"language\":\"en\"}"

static int begin(void **state)
{
    (void)state;
    procedure_begin(&forum.procedure);
    return 0;
}

static int end(void **state)
{
    (void)state;
    meetings_free(&forum.meetings);
    for (size_t i = 0; i < count; i++)
        statement_free(&statements[i]);
    count = 0;
    return 0;
}

/* Parses the statement as an office would file it and folds it. */
static bool folds_by(const struct official *by, instant when, const char *type, const char *body)
{
    static const struct act_table *const tables[] = {&forum_acts[FORUM_MEETINGS]};
    char at[INSTANT_TEXT];
    struct statement *statement = &statements[count];
    struct forum_event event = {
        .by = by, .statement = statement, .when = when, .where = "UN", .findings = &findings};
    struct error error = {0};

    assert_true(count < MOST);
    findings.count = 0;
    snprintf(payloads[count], sizeof payloads[count],
             "{\"type\":\"proviso/1 %s\",\"chain\":\"UN-meetings\",\"seq\":%zu,\"prev\":\"" ZERO
             "\",\"seen\":\"" ZERO "\",\"by\":\"%.*s\",\"at\":\"%s\",\"body\":%s}",
             type, count + 1, SLICE_ARG(by->person), instant_format(when, at), body);
    if (!statement_parse(slice_text(payloads[count]), tables, 1, statement, &error))
        fail_msg("%s: %s at %s", payloads[count], error.message, error.where);
    count++;
    return meetings_apply(&forum, &event);
}

static void takes(instant when, const char *type, const char *body)
{
    if (!folds_by(&secretariat, when, type, body))
        fail_msg("%s: %s", type, finding_name(findings.items[0].code));
}

static void refuses(instant when, const char *type, const char *body, enum finding_code code)
{
    if (folds_by(&secretariat, when, type, body))
        fail_msg("%s counts: %s", type, body);
    if (findings.items[0].code != code)
        fail_msg("%s: %s", type, finding_name(findings.items[0].code));
}

#define SESSION(id, day, more)                                                                     \
    "{\"session\":\"" id "\",\"meeting\":\"m\",\"starts\":\"2027-03-" day                          \
    "T09:00:00Z\",\"minutes\":180,\"zone\":\"Europe/Vienna\",\"remote\":true" more "}"

static void announce(void)
{
    takes(day, "meeting", "{\"meeting\":\"m\",\"title\":\"Seventh session\",\"kind\":\"formal\"}");
    takes(day, "agenda-item", "{\"meeting\":\"m\",\"item\":\"4\",\"title\":\"Chapter IV\"}");
    takes(day, "session", SESSION("m-1", "10", ",\"items\":[\"4\"],\"room\":\"D\""));
}

static void test_a_programme_grows(void **state)
{
    const struct programme *programme = &forum.meetings.programme;

    (void)state;
    refuses(day, "agenda-item", "{\"meeting\":\"m\",\"item\":\"4\",\"title\":\"IV\"}",
            FINDING_SUBJECT_UNKNOWN);
    announce();
    refuses(day, "meeting", "{\"meeting\":\"m\",\"title\":\"Again\",\"kind\":\"informal\"}",
            FINDING_ACT_REPEATED);
    refuses(day, "agenda-item", "{\"meeting\":\"m\",\"item\":\"4\",\"title\":\"Again\"}",
            FINDING_ACT_REPEATED);
    refuses(day, "session", SESSION("m-2", "11", ",\"items\":[\"5\"]"), FINDING_SUBJECT_UNKNOWN);
    refuses(day, "session", SESSION("m-2", "10", ",\"room\":\"D\""), FINDING_ROOM_TAKEN);
    assert_int_equal(programme->session_count, 1);
    takes(day + 60, "session", SESSION("m-1", "11", ",\"items\":[\"4\"],\"room\":\"E\""));
    assert_int_equal(programme->session_count, 1);
    assert_int_equal(programme->sessions[0].sequence, 1);
    assert_int_equal(programme->sessions[0].starts, day + 10 * DAY + 9 * HOUR);
    assert_int_equal(programme->sessions[0].changed, day + 60);
    refuses(day + 11 * (int64_t)DAY, "session", SESSION("m-1", "20", ""), FINDING_TOO_LATE);
}

static void test_cancelled_and_closed(void **state)
{
    (void)state;
    announce();
    refuses(day, "meeting-closing", "{\"session\":\"m-9\",\"reasons\":" PAPER "}",
            FINDING_SUBJECT_UNKNOWN);
    takes(day, "meeting-closing", "{\"session\":\"m-1\",\"reasons\":" PAPER "}");
    assert_true(forum.meetings.programme.sessions[0].closed);
    assert_false(digest_is_zero(forum.meetings.programme.sessions[0].reasons));
    refuses(day, "meeting-closing", "{\"session\":\"m-1\",\"reasons\":" PAPER "}",
            FINDING_ACT_REPEATED);
    takes(day, "session", SESSION("m-1", "12", "")); /* a change does not open it */
    assert_true(forum.meetings.programme.sessions[0].closed);
    takes(day, "session-cancelled", "{\"session\":\"m-1\",\"reasons\":" PAPER "}");
    refuses(day, "session", SESSION("m-1", "13", ""), FINDING_FORUM_TURN);
    refuses(day, "session-cancelled", "{\"session\":\"m-1\",\"reasons\":" PAPER "}",
            FINDING_ACT_REPEATED);
    assert_int_equal(forum.meetings.programme.sessions[0].sequence, 3);
}

static void test_interpretation(void **state)
{
    const struct programme_session *sessions;

    (void)state;
    announce();
    assert_true(
        folds_by(&delegation, day, "interpretation", "{\"session\":\"m-1\",\"into\":\"ar\"}"));
    assert_false(folds_by(&delegation, day, "interpretation",
                          "{\"session\":\"m-1\",\"into\":\"ar\",\"team\":\"A1\"}"));
    assert_int_equal(findings.items[0].code, FINDING_SIGNER_ROLE);
    takes(day, "interpretation", "{\"session\":\"m-1\",\"into\":\"ar\",\"team\":\"A1\"}");
    refuses(day, "interpretation", "{\"session\":\"m-1\",\"into\":\"ar\"}", FINDING_ACT_REPEATED);
    sessions = forum.meetings.programme.sessions;
    assert_true(sessions[0].language_count == 1 && slice_is(sessions[0].languages[0].team, "A1"));
    takes(day, "session", SESSION("m-2", "10", ""));
    refuses(day, "interpretation", "{\"session\":\"m-2\",\"into\":\"ar\",\"team\":\"A1\"}",
            FINDING_INTERPRETATION_TWICE);
    refuses(
        day, "session",
        "{\"session\":\"m-1\",\"meeting\":\"m\",\"starts\":\"2027-03-10T09:00:00Z\",\"minutes\":"
        "200,\"zone\":\"UTC\",\"remote\":true}",
        FINDING_INTERPRETATION_TOO_LONG);
    refuses(day, "session", SESSION("m-1", "10", ",\"remote_minutes\":31"),
            FINDING_INTERPRETATION_REMOTE);
    takes(day, "session", SESSION("m-1", "10", ",\"remote_minutes\":30"));
    refuses(day + 20 * (int64_t)DAY, "interpretation", "{\"session\":\"m-1\",\"into\":\"fr\"}",
            FINDING_TOO_LATE);
}

#define SHARES(ngos)                                                                               \
    "{\"groups\":[{\"name\":\"States\",\"kind\":\"states\",\"weight\":70},{\"name\":\"NGOs\","     \
    "\"kind\":\"civil-society\",\"weight\":" ngos "},{\"name\":\"Industry\",\"kind\":"             \
    "\"private-sector\",\"weight\":9},{\"name\":\"Academia\",\"kind\":\"academia\",\"weight\":9}]" \
    ","                                                                                            \
    "\"reasons\":" PAPER ",\"with\":[\"un.committee.o2\"]}"

static void test_shares(void **state)
{
    (void)state;
    refuses(day, "shares", SHARES("3"), FINDING_SHARE_BELOW_FLOOR);
    assert_string_equal(findings.items[0].row, "D3");
    assert_int_equal(forum.meetings.shares.count, 0);
    refuses(day, "shares", SHARES("0"), FINDING_OVER_LIMIT);
    takes(day, "shares", SHARES("12"));
    assert_true(forum.meetings.shares.count == 4 && forum.meetings.shares.whole == 100);
    refuses(day, "shares", SHARES("4"), FINDING_SHARE_BELOW_FLOOR);
    assert_int_equal(forum.meetings.shares.whole, 100);
}

#define LIST(state, more) "{\"session\":\"m-1\",\"item\":\"4\",\"state\":\"" state "\"" more "}"

static void test_lists(void **state)
{
    (void)state;
    announce();
    refuses(day, "speakers-list", LIST("closed", ""), FINDING_FORUM_TURN);
    takes(day, "speakers-list", LIST("opened", ""));
    refuses(day, "speakers-list", LIST("reopened", ",\"reasons\":" PAPER), FINDING_FORUM_TURN);
    takes(day, "speakers-list", LIST("closed", ""));
    refuses(day, "speakers-list", LIST("closed", ""), FINDING_FORUM_TURN);
    refuses(day, "speakers-list", LIST("opened", ""), FINDING_FORUM_TURN);
    refuses(day, "speakers-list", LIST("reopened", ""), FINDING_ATTACHMENT_MISSING);
    takes(day, "speakers-list", LIST("reopened", ",\"reasons\":" PAPER));
    takes(day, "speakers-list", LIST("closed", ""));
    assert_int_equal(forum.meetings.list_count, 1);
}

static void hash_body(char *out, size_t size, const char *member, const char *more)
{
    char hex[DIGEST_TEXT];

    snprintf(out, size, "{\"%s\":\"%s\"%s}", member, digest_write(statements[count - 1].hash, hex),
             more);
}

static void test_rulings(void **state)
{
    const instant starts = day + 9 * (int64_t)DAY + 9 * HOUR;
    char body[200];

    (void)state;
    announce();
    refuses(starts + 600, "ruling",
            "{\"session\":\"m-1\",\"ruled\":\"2027-03-10T08:00:00Z\",\"text\":" PAPER "}",
            FINDING_TOO_EARLY);
    takes(starts + 600, "ruling",
          "{\"session\":\"m-1\",\"ruled\":\"2027-03-10T09:05:00Z\",\"text\":" PAPER "}");
    hash_body(body, sizeof body, "ruling", "");
    assert_false(ruling_is_overdue(&forum.meetings.rulings[0], starts + 3 * HOUR));
    assert_true(ruling_is_overdue(&forum.meetings.rulings[0], starts + 3 * HOUR + 1));
    takes(starts + 2 * HOUR, "ruling-countersigned", body);
    assert_false(ruling_is_overdue(&forum.meetings.rulings[0], starts + 30 * HOUR));
    refuses(starts + 2 * HOUR, "ruling-countersigned", body, FINDING_ACT_REPEATED);
    refuses(starts, "ruling-countersigned", "{\"ruling\":\"" HASH "\"}", FINDING_SUBJECT_UNKNOWN);
}

#define REPORT(stage)                                                                              \
    "{\"session\":\"m-1\",\"stage\":\"" stage "\",\"record\":\"" HASH "\",\"report\":" PAPER "}"

static void test_reports(void **state)
{
    const instant ends = day + 9 * (int64_t)DAY + 12 * HOUR;
    const instant week = 7 * (int64_t)DAY;
    char body[400];

    (void)state;
    announce();
    refuses(ends - 1, "report", REPORT("draft"), FINDING_TOO_EARLY);
    refuses(ends, "report", REPORT("final"), FINDING_FORUM_TURN);
    takes(ends, "report", REPORT("draft"));
    hash_body(body, sizeof body, "report", ",\"text\":" PAPER);
    refuses(ends + week - 1, "report", REPORT("final"), FINDING_TOO_EARLY);
    assert_true(folds_by(&delegation, ends + week - 1, "report-correction", body));
    refuses(ends + week, "report-correction", body, FINDING_TOO_LATE);
    assert_int_equal(forum.meetings.reports[0].corrections, 1);
    takes(ends + week, "report", REPORT("final"));
    refuses(ends + week, "report", REPORT("final"), FINDING_FORUM_TURN);
    refuses(ends + week, "report", REPORT("draft"), FINDING_FORUM_TURN);
}

static void test_records(void **state)
{
    const instant starts = day + 9 * (int64_t)DAY + 9 * HOUR;

    (void)state;
    announce();
    refuses(starts - 1, "floor-record",
            "{\"session\":\"m-1\",\"record\":\"" HASH "\",\"lines\":40}", FINDING_TOO_EARLY);
    takes(starts + 3 * HOUR, "floor-record",
          "{\"session\":\"m-1\",\"record\":\"" HASH "\",\"lines\":40}");
    refuses(starts + 4 * HOUR, "floor-record",
            "{\"session\":\"m-1\",\"record\":\"" ZERO "\",\"lines\":41}", FINDING_ACT_REPEATED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static const struct CMUnitTest tests[] = {
    TEST(test_a_programme_grows),
    TEST(test_cancelled_and_closed),
    TEST(test_interpretation),
    TEST(test_shares),
    TEST(test_lists),
    TEST(test_rulings),
    TEST(test_reports),
    TEST(test_records),
};

TEST_MAIN(tests)
