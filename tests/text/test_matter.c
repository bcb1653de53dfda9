/* A matter in words: exact samples on folds that are put together here. */
#include "test.h"

#include "base/memory.h"
#include "text/matter.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define ATTACHED(member)                                                                           \
    "\"" member "\":{\"sha256\":\"" ZEROS "\",\"length\":66,\"language\":\"en\"}"
#define STATEMENT(type, seq, by, at, body)                                                         \
    "{\"type\":\"proviso/1 " type "\",\"chain\":\"XA-2026-000017\",\"seq\":" seq                   \
    ",\"prev\":\"" ZEROS "\",\"seen\":\"" ZEROS "\",\"by\":\"" by "\",\"at\":\"" at                \
    "\",\"body\":{" body "}}"

enum { SAMPLES = 3 };

static const char *const payloads[SAMPLES] = {
    STATEMENT("receipt", "1", "xb.authority-1.o3", "2026-11-23T09:00:00Z",
              "\"request\":\"" ZEROS "\""),
    STATEMENT("authorisation", "2", "xa.court-1.o17", "2026-11-22T10:00:00Z",
              "\"decision\":\"refuse\"," ATTACHED("reasons")),
    STATEMENT("suspension", "1", "xb.court-1.o2", "2026-11-24T09:00:00Z", ATTACHED("reasons")),
};

static instant at(const char *text)
{
    struct error error = {0};
    instant parsed = 0;

    assert_true(instant_parse(slice_text(text), &parsed, &error));
    return parsed;
}

/* A folded matter with these three statements, the last of which does not count. */
static struct matter *set_up(struct filed filed[SAMPLES])
{
    static const struct act_table *const tables[] = {&matter_acts};
    struct matter *matter = memory_take(sizeof *matter);
    struct error error = {0};

    memcpy(matter->state, (char[2][STATE_TEXT]){"XA", "XB"}, sizeof matter->state);
    matter->exchange = true;
    matter->standing_count = SAMPLES;
    for (size_t i = 0; i < SAMPLES; i++) {
        if (!statement_parse(slice_text(payloads[i]), tables, 1, &filed[i].statement, &error))
            fail_msg("%s", error.message);
        filed[i].entered = filed[i].cosigned = NEVER;
        matter->standing[i] =
            (struct standing){.filed = &filed[i], .counts = i < 2, .side = i != 1};
    }
    return matter;
}

static void tear_down(struct matter *matter, struct filed filed[SAMPLES])
{
    for (size_t i = 0; i < SAMPLES; i++)
        statement_free(&filed[i].statement);
    free(matter);
}

static struct scope sample_scope(void)
{
    return (struct scope){
        .measure = MEASURE_CONTENT,
        .provider = SLICE("xb.mailhaus"),
        .accounts = {SLICE("ann@mailhaus.example"), SLICE("bob@mailhaus.example")},
        .account_count = 2,
        .categories = 1 << CATEGORY_TRAFFIC | 1 << CATEGORY_CONTENT,
        .from = at("2026-10-01T00:00:00Z"),
        .to = at("2026-11-01T00:00:00Z"),
        .until = at("2026-12-13T10:00:00Z"),
    };
}

static void timeline_is_in_order_of_time(void **state)
{
    struct filed filed[SAMPLES] = {0};
    struct matter *matter = set_up(filed);
    struct buffer out = {0};

    (void)state;
    matter_timeline(matter, &out);
    assert_string_equal(
        buffer_string(&out),
        "  2026-11-22T10:00:00Z  XA 2  authorisation (refuse)  by xa.court-1      restricts\n"
        "  2026-11-23T09:00:00Z  XB 1  receipt                 by xb.authority-1  records\n"
        "  2026-11-24T09:00:00Z  XB 1  suspension              by xb.court-1      does not "
        "count\n");
    buffer_free(&out);
    tear_down(matter, filed);
}

static void says_who_is_next(void **state)
{
    struct text_names names = {SLICE("Arcadia"), SLICE("Belmora")};
    struct filed filed[SAMPLES] = {0};
    struct matter *matter = set_up(filed);
    struct buffer out = {0};

    (void)state;
    matter_next_text(matter, &names, &out);
    assert_string_equal(buffer_string(&out),
                        "  application  by an investigator with a prosecutor of Arcadia\n");
    buffer_clear(&out);
    /* Whom the rulebooks let authorise: where they say so, nobody else. */
    matter->done = 1u << MATTER_APPLICATION;
    matter->has_rules = true;
    matter->rules.limits[PARAMETER_AUTHORITY] = 1 << ROLE_JUDGE | 1 << ROLE_CENTRAL_AUTHORITY;
    matter_next_text(matter, NULL, &out);
    assert_string_equal(buffer_string(&out),
                        "  authorisation  by a judge or the central authority of XA\n");
    buffer_clear(&out);
    matter->rules.limits[PARAMETER_AUTHORITY] = 1 << ROLE_JUDGE;
    matter_next_text(matter, NULL, &out);
    assert_string_equal(buffer_string(&out), "  authorisation  by a judge of XA\n");
    buffer_clear(&out);
    matter->has_rules = false;
    matter->done = 1u << MATTER_APPLICATION | 1u << MATTER_AUTHORISATION;
    matter_next_text(matter, NULL, &out);
    assert_string_equal(buffer_string(&out), "  request  by the central authority of XA\n");
    buffer_clear(&out);
    findings_add(&matter->open, FINDING_TERMINATED, "");
    matter_next_text(matter, NULL, &out);
    assert_int_equal(out.size, 0);
    buffer_free(&out);
    tear_down(matter, filed);
}

static void stands_in_a_word(void **state)
{
    struct filed filed[SAMPLES] = {0};
    struct matter *matter = set_up(filed);

    (void)state;
    assert_string_equal(matter_standing(matter), "awaiting application");
    matter->done = 1u << MATTER_APPLICATION | 1u << MATTER_AUTHORISATION;
    assert_string_equal(matter_standing(matter), "awaiting request");
    matter->exchange = false;
    assert_string_equal(matter_standing(matter), "awaiting rights assessment");
    findings_add(&matter->open, FINDING_SUSPENDED, "");
    assert_string_equal(matter_standing(matter), "suspended");
    findings_add(&matter->open, FINDING_TERMINATED, "");
    assert_string_equal(matter_standing(matter), "terminated");
    matter->permitted = true;
    assert_string_equal(matter_standing(matter), "permitted");
    tear_down(matter, filed);
}

static void says_what_is_due(void **state)
{
    struct filed filed[SAMPLES] = {0};
    struct matter *matter = set_up(filed);
    struct buffer out = {0};
    instant now = at("2026-11-25T12:00:00Z");

    (void)state;
    matter->obligation_count = 3;
    matter->obligations[0] = (struct obligation){MATTER_RECEIPT, "XB", at("2026-11-24T11:00:00Z")};
    matter->obligations[1] = (struct obligation){MATTER_APPROVAL, "XB", at("2026-12-25T11:00:00Z")};
    matter->obligations[2] = (struct obligation){MATTER_PRODUCTION, "XB", now + 90 * 60 + 1};
    matter_due_text(matter, now, &out);
    assert_string_equal(buffer_string(&out),
                        "  2026-11-24T11:00:00Z  XB  receipt     overdue by 1 day and 1 hour\n"
                        "  2026-12-25T11:00:00Z  XB  approval    in 29 days\n"
                        "  2026-11-25T13:30:01Z  XB  production  in 1 hour and 30 minutes\n");
    buffer_free(&out);
    tear_down(matter, filed);
}

static void permit_is_a_table(void **state)
{
    struct filed filed[SAMPLES] = {0};
    struct matter *matter = set_up(filed);
    struct recipient police = {.name = SLICE("xa.police-1.r1")},
                     filter = {.name = SLICE("xb.filter-1.r1")};
    struct permit permit = {
        .scope = sample_scope(),
        .decision = &filed[0],
        .privileged = 1 << PRIVILEGE_LAWYER | 1 << PRIVILEGE_JOURNALIST,
        .recipients = {&police},
        .recipient_count = 1,
        .filter = {&filter},
        .filter_count = 1,
    };
    struct buffer out = {0};
    char hash[DIGEST_TEXT];
    struct buffer expected = {0};

    (void)state;
    permit_text(&permit, 0, &out);
    buffer_format(&expected,
                  "decided by       xb.authority-1.o3\n"
                  "decided at       2026-11-23T09:00:00Z\n"
                  "measure          content\n"
                  "provider         xb.mailhaus\n"
                  "accounts         ann@mailhaus.example\n"
                  "                 bob@mailhaus.example\n"
                  "categories       traffic, content\n"
                  "data from        2026-10-01T00:00:00Z\n"
                  "data to          2026-11-01T00:00:00Z (not included)\n"
                  "executable       before 2026-12-13T10:00:00Z\n"
                  "recipients       xa.police-1.r1\n"
                  "filter office    xb.filter-1.r1\n"
                  "privileged       lawyer, journalist\n"
                  "privileged list  sha256 " ZEROS "\n"
                  "decision         sha256 %s\n",
                  digest_write(filed[0].statement.hash, hash));
    assert_string_equal(buffer_string(&out), buffer_string(&expected));
    buffer_free(&out);
    buffer_free(&expected);
    tear_down(matter, filed);
}

static void scope_has_exactly_seven_members(void **state)
{
    struct scope scope = sample_scope();
    struct buffer out = {0};
    struct writer writer = {.out = &out};

    (void)state;
    scope_json(&scope, &writer);
    assert_string_equal(buffer_string(&out),
                        "{\"measure\":\"content\",\"provider\":\"xb.mailhaus\",\"accounts\":[\"ann@"
                        "mailhaus.example\","
                        "\"bob@mailhaus.example\"],\"categories\":[\"traffic\",\"content\"],"
                        "\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\","
                        "\"until\":\"2026-12-13T10:00:00Z\"}");
    buffer_free(&out);
}

static void whole_matter_as_text_and_json(void **state)
{
    struct filed filed[SAMPLES] = {0};
    struct matter *matter = set_up(filed);
    struct buffer out = {0};
    struct writer writer = {.out = &out};

    (void)state;
    findings_add(&matter->open, FINDING_NO_APPLICATION, "");
    matter_text(matter, SLICE("XA-2026-000017"), NULL, 0, &out);
    assert_true(
        slice_starts(buffer_slice(&out),
                     SLICE("XA-2026-000017: awaiting application\n\nnext\n  application  by")));
    assert_non_null(strstr(buffer_string(&out), "\n\ntimeline\n  2026-11-22"));
    assert_non_null(
        strstr(buffer_string(&out), "\n\nfindings\nrefuse P1 no-application: There is"));
    assert_null(strstr(buffer_string(&out), "\npermitted"));
    buffer_clear(&out);
    matter->standing_count = 0;
    matter_json(matter, SLICE("XA-2026-000017"), &writer);
    assert_string_equal(
        buffer_string(&out),
        "{\"matter\":\"XA-2026-000017\",\"standing\":\"awaiting application\",\"permitted\":false,"
        "\"requesting\":\"XA\",\"executing\":\"XB\",\"permit\":null,\"next\":[{\"act\":"
        "\"application\","
        "\"state\":\"XA\",\"roles\":[\"investigator\"]}],\"due\":[],\"timeline\":[],\"findings\":["
        "{\"code\":\"no-application\",\"row\":\"P1\",\"outcome\":\"refuse\",\"rule\":null,"
        "\"value\":null,\"limit\":null,\"where\":\"\"}]}");
    buffer_free(&out);
    tear_down(matter, filed);
}

static void footer_says_what_is_not_promised(void **state)
{
    (void)state;
    assert_string_equal(text_not_promised,
                        "Not promised: that statements are true, that judges are independent, that "
                        "nothing happens outside the system, that an opened copy is destroyed.\n");
}

/* What a reader sees of a standing, and how much time is left, in every language. */
static void a_reader_is_told_in_their_language(void **state)
{
    static const char *const standings[] = {"permitted",
                                            "void",
                                            "terminated",
                                            "withdrawn",
                                            "refused",
                                            "produced",
                                            "expired",
                                            "suspended",
                                            "postponed",
                                            "asked for more",
                                            "conditions to be accepted",
                                            "awaiting application",
                                            "awaiting approval",
                                            "awaiting dual criminality",
                                            "not permitted"};
    struct buffer out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof standings / sizeof *standings; i++) {
        const char *title = standing_title(slice_text(standings[i]));

        assert_true(title[0] >= 'A' && title[0] <= 'Z');
        for (enum language language = 1; language < LANGUAGE_COUNT; language++)
            if (!language_has(language, title))
                fail_msg("%s lacks %s", language_code(language), title);
    }
    assert_string_equal(standing_title(SLICE("awaiting receipt")), "Awaiting receipt");
    assert_string_equal(standing_title(SLICE("anything")), "Not permitted");
    matter_left_text(LANGUAGE_FR, -5 * HOUR, &out);
    assert_string_equal(buffer_string(&out), "en retard de 5 heures");
    buffer_free(&out);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_reader_is_told_in_their_language),
    cmocka_unit_test(timeline_is_in_order_of_time),
    cmocka_unit_test(says_who_is_next),
    cmocka_unit_test(stands_in_a_word),
    cmocka_unit_test(says_what_is_due),
    cmocka_unit_test(permit_is_a_table),
    cmocka_unit_test(scope_has_exactly_seven_members),
    cmocka_unit_test(whole_matter_as_text_and_json),
    cmocka_unit_test(footer_says_what_is_not_promised),
};

TEST_MAIN(tests)
