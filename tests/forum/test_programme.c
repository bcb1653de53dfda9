/* The programme, its calendar line by line, interpretation as a constraint, the burden of zones. */
#include "test.h"

#include "forum/burden.h"
#include "forum/icalendar.h"
#include "forum/interpretation.h"
#include "forum/words.h"
#include "test_random.h"

#define HEAD                                                                                       \
    "{\"forum\":\"un.example\",\"meetings\":[{\"meeting\":\"ahc-7\",\"title\":\"Seventh session; " \
    "plenary, "                                                                                    \
    "open\",\"kind\":\"formal\"},{\"meeting\":\"inf-1\",\"title\":\"Informals\",\"kind\":"         \
    "\"informal\"}],\"items\":[{\"meeting\":\"ahc-7\",\"item\":\"4\",\"title\":\"Chapter IV\"}],"  \
    "\"sessions\":["
#define TAIL "]}"
#define SESSION(id, starts, more)                                                                  \
    "{\"session\":\"" id "\",\"meeting\":\"ahc-7\",\"starts\":\"" starts                           \
    "\",\"length_s\":10800,\"zone\":\"Europe/Vienna\"" more "}"

static void parse(const char *text, struct arena *arena, struct programme *out)
{
    struct error error = {0};

    if (!programme_parse(slice_text(text), arena, out, &error))
        fail_msg("%s: %s at %s", error_name(error.code), error.message, error.where);
}

/* ---- bad files ---- */

static void test_bad_programmes(void **state)
{
    static const struct {
        const char *text;
        enum error_code code;
        const char *where;
    } cases[] = {
        {"", ERROR_JSON_SYNTAX, ""},
        {HEAD SESSION("a", "2027-03-01T09:00:00Z", ",\"link\":\"https://x\"") TAIL,
         ERROR_MEMBER_UNKNOWN, "sessions 1"},
        {HEAD SESSION("a", "2027-03-01T09:00:00Z", "") "," SESSION("a", "2027-03-02T09:00:00Z", "")
             TAIL,
         ERROR_MEMBER_VALUE, "sessions 2 session"},
        {HEAD SESSION("a b", "2027-03-01T09:00:00Z", "") TAIL, ERROR_MEMBER_VALUE,
         "sessions 1 session"},
        {HEAD SESSION("a", "2027-03-01 09:00", "") TAIL, ERROR_TIME_FORMAT, "sessions 1 starts"},
        {HEAD SESSION("a", "2027-03-01T09:00:00Z", ",\"items\":[\"5\"]") TAIL, ERROR_MEMBER_VALUE,
         "sessions 1 items"},
        {HEAD SESSION("a", "2027-03-01T09:00:00Z", ",\"interpretation\":[{\"language\":\"xx\"}]")
             TAIL,
         ERROR_MEMBER_VALUE, "sessions 1 interpretation 1 language"},
        {HEAD SESSION("a", "2027-03-01T09:00:00Z",
                      ",\"interpretation\":[{\"language\":\"fr\"},{\"language\":\"fr\"}]") TAIL,
         ERROR_MEMBER_VALUE, "sessions 1 interpretation 2 language"},
        {HEAD "{\"session\":\"a\",\"meeting\":\"none\",\"starts\":\"2027-03-01T09:00:00Z\","
              "\"length_s\":10800,\"zone\":\"UTC\"}" TAIL,
         ERROR_MEMBER_VALUE, "sessions 1 meeting"},
        {HEAD "{\"session\":\"a\",\"meeting\":\"ahc-7\",\"starts\":\"2027-03-01T09:00:00Z\","
              "\"length_s\":10800,\"zone\":\"../etc/passwd\"}" TAIL,
         ERROR_MEMBER_VALUE, "sessions 1 zone"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct programme programme;
        struct error error = {0};

        assert_false(programme_parse(slice_text(cases[i].text), &arena, &programme, &error));
        if (error.code != cases[i].code || strcmp(error.where, cases[i].where) != 0)
            fail_msg("%zu: %s at \"%s\": %s", i, error_name(error.code), error.where,
                     error.message);
        arena_free(&arena);
    }
}

/* ---- the calendar ---- */

/* Every line ends with CRLF and has at most 75 octets of whole characters. */
static void check_lines(struct slice text)
{
    while (text.size) {
        size_t end = slice_find(text, 0, '\n');
        struct slice line = slice_part(text, 0, end), rest;

        assert_true(end != SIZE_MAX && end > 0 && line.data[end - 1] == '\r');
        assert_in_range(end - 1, 1, 75);
        rest = slice_part(line, line.data[0] == ' ', SIZE_MAX);
        assert_true((rest.data[0] & 0xc0) != 0x80);
        text = slice_from(text, end + 1);
    }
}

/* The text with its folds undone. */
static const char *unfolded(struct slice text, struct buffer *out)
{
    buffer_clear(out);
    for (size_t i = 0; i < text.size; i++) {
        if (i + 2 < text.size && memcmp(text.data + i, "\r\n ", 3) == 0)
            i += 2;
        else
            buffer_byte(out, text.data[i]);
    }
    buffer_byte(out, 0);
    return (const char *)out->data;
}

static const char *written(const struct programme *programme, struct arena *arena, int meeting,
                           struct buffer *out)
{
    struct icalendar calendar = {.programme = programme,
                                 .name = SLICE("Meetings"),
                                 .now = instant_civil(2027, 1, 1, 0, 0, 0)};
    struct slice *names = icalendar_zones(programme, arena, &calendar.zone_count);
    struct zone *zones = arena_take(arena, (calendar.zone_count + 1) * sizeof *zones);
    struct buffer raw = {0};
    const char *text;

    for (size_t i = 0; i < calendar.zone_count; i++) {
        struct error error = {0};

        if (!zone_read(NULL, names[i], arena, &zones[i], &error))
            fail_msg("%s", error.message);
    }
    calendar.zones = zones;
    icalendar_write(&calendar, meeting, &raw);
    check_lines(buffer_slice(&raw));
    text = unfolded(buffer_slice(&raw), out);
    buffer_free(&raw);
    return text;
}

static void has(const char *text, const char *part)
{
    assert_non_null(strstr(text, part));
}

static void test_calendar(void **state)
{
    struct arena arena = {0};
    struct buffer out = {0};
    struct programme programme;
    const char *text;

    (void)state;
    parse(
        HEAD SESSION(
            "ahc-7-1", "2027-03-01T09:00:00Z",
            ",\"room\":\"Boardroom D, C building\",\"remote\":true,\"items\":[\"4\"],"
            "\"interpretation\":[{\"language\":\"fr\",\"team\":\"F1\"},{\"language\":"
            "\"ar\"}],\"sequence\":2,\"changed\":\"2027-02-01T12:00:00Z\"") "," SESSION("ahc-7-2",
                                                                                        "2027-03-"
                                                                                        "29T08:00:"
                                                                                        "00Z",
                                                                                        ",\"cancell"
                                                                                        "ed\":true,"
                                                                                        "\"sequence"
                                                                                        "\":1") "," SESSION("ahc-7-3",
                                                                                                            "2027-04-02T08:00:00Z",
                                                                                                            ",\"closed\":\"privileged \\\\ advice\"")
            TAIL,
        &arena, &programme);
    text = written(&programme, &arena, ICALENDAR_ALL, &out);
    has(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Proviso//Forum//EN\r\n");
    has(text, "UID:ahc-7-1@un.example\r\nDTSTAMP:20270201T120000Z\r\n");
    has(text, "SEQUENCE:2\r\nDTSTART;TZID=Europe/Vienna:20270301T100000\r\n"
              "DTEND;TZID=Europe/Vienna:20270301T130000\r\n");
    has(text, "SUMMARY:Seventh session\\; plenary\\, open\r\n");
    has(text, "LOCATION:Boardroom D\\, C building\r\n");
    has(text, "DESCRIPTION:Item 4: Chapter IV\\nInterpretation: fr ar (asked for)\\nRemote ");
    has(text, "UID:ahc-7-2@un.example\r\nDTSTAMP:20270101T000000Z\r\n");
    has(text, "DTSTART;TZID=Europe/Vienna:20270329T100000\r\n"); /* summer time by then */
    has(text, "STATUS:CANCELLED\r\n");
    has(text, "Not public\\, because: privileged \\\\ advice\r\n");
    has(text, "BEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\nBEGIN:DAYLIGHT\r\n"
              "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
              "END:DAYLIGHT\r\nBEGIN:STANDARD\r\n"
              "DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
              "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\n"
              "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n");
    assert_null(strstr(text, "https://"));
    text = written(&programme, &arena, 1, &out);
    assert_null(strstr(text, "VEVENT"));
    buffer_free(&out);
    arena_free(&arena);
}

static void test_utc_needs_no_zone(void **state)
{
    struct arena arena = {0};
    struct buffer out = {0};
    struct programme programme;
    const char *text;

    (void)state;
    parse(HEAD "{\"session\":\"a\",\"meeting\":\"inf-1\",\"starts\":\"2027-03-01T09:00:00Z\","
               "\"length_s\":3600,\"zone\":\"UTC\"}" TAIL,
          &arena, &programme);
    text = written(&programme, &arena, ICALENDAR_ALL, &out);
    has(text, "DTSTART:20270301T090000Z\r\nDTEND:20270301T100000Z\r\n");
    has(text, "CATEGORIES:informal\r\n");
    assert_null(strstr(text, "VTIMEZONE"));
    buffer_free(&out);
    arena_free(&arena);
}

/* Texts of any length and characters: folded and unfolded they are what was escaped. */
static void test_folding(void **state)
{
    static const char *const parts[] = {"a", "é", "→", "𝄞", "\\", ";", ",", "\n", "schön ", "م"};

    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct test_random random = {seed, 0};
        struct buffer text = {0}, expected = {0}, line = {0}, flat = {0};
        size_t count = test_random_below(&random, 200);

        buffer_text(&expected, "SUMMARY:");
        for (size_t i = 0; i < count; i++) {
            const char *part = parts[test_random_below(&random, 10)];

            buffer_text(&text, part);
            if (strchr("\\;,", *part))
                buffer_byte(&expected, '\\');
            buffer_text(&expected, *part == '\n' ? "\\n" : part);
        }
        buffer_text(&expected, "\r\n");
        buffer_byte(&expected, 0);
        icalendar_text(&line, "SUMMARY", buffer_slice(&text));
        check_lines(buffer_slice(&line));
        assert_string_equal(unfolded(buffer_slice(&line), &flat), (const char *)expected.data);
        buffer_free(&text);
        buffer_free(&expected);
        buffer_free(&line);
        buffer_free(&flat);
    }
}

/* ---- interpretation ---- */

static void finds(const char *sessions, enum finding_code code, const char *where)
{
    struct buffer text = {0};
    struct arena arena = {0};
    struct programme programme;
    struct findings findings = {0};

    buffer_text(&text, HEAD);
    buffer_text(&text, sessions);
    buffer_text(&text, TAIL);
    buffer_byte(&text, 0);
    parse((const char *)text.data, &arena, &programme);
    interpretation_check(&programme, &findings);
    if (!where && findings.count)
        fail_msg("%s at %s", finding_name(findings.items[0].code), findings.items[0].where);
    if (where) {
        assert_int_equal(findings.count, 1);
        assert_int_equal(findings.items[0].code, code);
        assert_string_equal(findings.items[0].where, where);
    }
    buffer_free(&text);
    arena_free(&arena);
}

#define FRENCH(team) ",\"interpretation\":[{\"language\":\"fr\",\"team\":\"" team "\"}]"

static void test_interpretation(void **state)
{
    (void)state;
    assert_int_equal(interpretation_remote(10800), 1800);
    assert_int_equal(interpretation_remote(5400), 900);
    assert_int_equal(interpretation_remote(20000), 1800);
    finds(SESSION("a", "2027-03-01T09:00:00Z", FRENCH("F1")), 0, NULL);
    finds(SESSION("a", "2027-03-01T09:00:00Z", ",\"interpretation\":[{\"language\":\"ru\"}]"),
          FINDING_INTERPRETATION_UNASSIGNED, "a ru");
    finds(
        "{\"session\":\"a\",\"meeting\":\"ahc-7\",\"starts\":\"2027-03-01T09:00:00Z\",\"length_s\":"
        "10801,\"zone\":\"UTC\"" FRENCH("F1") "}",
        FINDING_INTERPRETATION_TOO_LONG, "a");
    finds(SESSION("a", "2027-03-01T09:00:00Z", ",\"remote_s\":1800" FRENCH("F1")), 0, NULL);
    finds(SESSION("a", "2027-03-01T09:00:00Z", ",\"remote_s\":1801" FRENCH("F1")),
          FINDING_INTERPRETATION_REMOTE, "a");
    finds(SESSION("a", "2027-03-01T09:00:00Z", ",\"remote_s\":9000"), 0, NULL);
    finds(SESSION("a", "2027-03-01T09:00:00Z",
                  FRENCH("F1")) "," SESSION("b", "2027-03-01T11:59:59Z", FRENCH("F1")),
          FINDING_INTERPRETATION_TWICE, "b fr");
    finds(SESSION("a", "2027-03-01T09:00:00Z",
                  FRENCH("F1")) "," SESSION("b", "2027-03-01T12:00:00Z", FRENCH("F1")),
          0, NULL);
    finds(SESSION("a", "2027-03-01T09:00:00Z", FRENCH("F1") ",\"cancelled\":true") "," SESSION(
              "b", "2027-03-01T09:00:00Z", FRENCH("F1")),
          0, NULL);
    finds(SESSION("a", "2027-03-01T09:00:00Z",
                  ",\"interpretation\":[{\"language\":\"fr\",\"team\":\"F1\"},{\"language\":\"es\","
                  "\"team\":\"F1\"}]"),
          FINDING_INTERPRETATION_TWICE, "a es");
    finds(SESSION("a", "2027-03-01T09:00:00Z",
                  ",\"room\":\"D\"") "," SESSION("b", "2027-03-01T10:00:00Z", ",\"room\":\"D\""),
          FINDING_ROOM_TAKEN, "b");
}

/* ---- zones ---- */

static struct zone zone_named(const char *name, struct arena *arena)
{
    struct zone zone;
    struct error error = {0};

    if (!zone_read(NULL, slice_text(name), arena, &zone, &error))
        fail_msg("%s: %s", name, error.message);
    return zone;
}

/* The same minute by minute; also over the night in which the clocks change. */
static void test_burden_of_a_session(void **state)
{
    static const char *const names[] = {"Asia/Tokyo", "America/New_York", "Asia/Kathmandu",
                                        "Pacific/Apia", "Europe/Vienna"};
    struct arena arena = {0};

    (void)state;
    for (size_t n = 0; n < 5; n++) {
        struct zone zone = zone_named(names[n], &arena);

        for (uint64_t seed = 1; seed <= 60; seed++) {
            struct test_random random = {seed, 0};
            instant start = instant_civil(2027, 1 + (int)(seed % 12), 28, 0, 0, 0) +
                            (int64_t)test_random_below(&random, 86400);
            int64_t length = 60 + (int64_t)test_random_below(&random, 14400), night = 0;

            for (instant at = start; at < start + length; at++) {
                int64_t clock = ((at + zone_offset(&zone, at)) % DAY + DAY) % DAY;

                night += clock < 7 * HOUR || clock >= 22 * HOUR;
            }
            assert_int_equal(burden_of(&zone, start, length), night);
        }
    }
    arena_free(&arena);
}

static const char times[] =
    "{\"zones\":[{\"zone\":\"Europe/Vienna\",\"people\":60},{\"zone\":\"America/New_York\","
    "\"people\":30},{\"zone\":\"Asia/Tokyo\",\"people\":20},{\"zone\":\"Pacific/Auckland\"},"
    "{\"zone\":\"America/Los_Angeles\"},{\"zone\":\"Africa/Nairobi\"}],\"sessions\":["
    "{\"session\":\"1\",\"from\":\"2027-03-01T00:00:00Z\",\"until\":\"2027-03-01T21:00:00Z\","
    "\"length_s\":10800},"
    "{\"session\":\"2\",\"from\":\"2027-03-02T00:00:00Z\",\"until\":\"2027-03-02T21:00:00Z\","
    "\"length_s\":10800},"
    "{\"session\":\"3\",\"from\":\"2027-03-03T00:00:00Z\",\"until\":\"2027-03-03T21:00:00Z\","
    "\"length_s\":10800},"
    "{\"session\":\"4\",\"from\":\"2027-03-04T00:00:00Z\",\"until\":\"2027-03-04T21:00:00Z\","
    "\"length_s\":10800}]}";

static void test_times_spread_the_burden(void **state)
{
    struct arena arena = {0};
    struct burden burden, again;
    struct error error = {0};
    int64_t worst = 0, best_fixed = INT64_MAX;

    (void)state;
    assert_true(burden_parse(slice_text(times), NULL, &arena, &burden, &error));
    assert_true(burden_parse(slice_text(times), NULL, &arena, &again, &error));
    burden_propose(&burden);
    burden_propose(&again);
    for (size_t z = 0; z < burden.zone_count; z++) {
        int64_t total = 0;

        for (size_t s = 0; s < burden.session_count; s++) {
            const struct burden_session *session = &burden.sessions[s];

            assert_true(session->start >= session->from && session->start <= session->until);
            assert_true(session->start == again.sessions[s].start);
            total += burden_of(&burden.zones[z].zone, session->start, session->length);
        }
        assert_int_equal(total, burden.zones[z].total);
        worst = total > worst ? total : worst;
    }
    assert_int_equal(worst, burden.worst);
    for (int64_t hour = 0; hour <= 21; hour++) { /* the same hour each day, the best of them */
        int64_t most = 0;

        for (size_t z = 0; z < burden.zone_count; z++) {
            int64_t total = 0;

            for (size_t s = 0; s < burden.session_count; s++)
                total +=
                    burden_of(&burden.zones[z].zone, burden.sessions[s].from + hour * HOUR, 10800);
            most = total > most ? total : most;
        }
        best_fixed = most < best_fixed ? most : best_fixed;
    }
    assert_true(burden.worst < best_fixed);
    arena_free(&arena);
}

static void test_bad_times(void **state)
{
    static const struct {
        const char *text;
        enum error_code code;
        const char *where;
    } cases[] = {
        {"{\"zones\":[],\"sessions\":[]}", ERROR_MEMBER_VALUE, "zones"},
        {"{\"zones\":[{\"zone\":\"Mars/Olympus\"}],\"sessions\":[{}]}", ERROR_KEY_UNKNOWN,
         "zones 1 zone"},
        {"{\"zones\":[{\"zone\":\"../passwd\"}],\"sessions\":[{}]}", ERROR_KEY_UNKNOWN,
         "zones 1 zone"},
        {"{\"zones\":[{\"zone\":\"Asia/Tokyo\"},{\"zone\":\"Asia/Tokyo\"}],\"sessions\":[{}]}",
         ERROR_MEMBER_VALUE, "zones 2 zone"},
        {"{\"zones\":[{\"zone\":\"Asia/Tokyo\"}],\"sessions\":[{\"session\":\"1\",\"from\":"
         "\"2027-03-02T00:00:00Z\",\"until\":\"2027-03-01T00:00:00Z\",\"length_s\":60}]}",
         ERROR_MEMBER_VALUE, "sessions 1 until"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct burden burden;
        struct error error = {0};

        assert_false(burden_parse(slice_text(cases[i].text), NULL, &arena, &burden, &error));
        if (error.code != cases[i].code || strcmp(error.where, cases[i].where) != 0)
            fail_msg("%zu: %s at \"%s\": %s", i, error_name(error.code), error.where,
                     error.message);
        arena_free(&arena);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_bad_programmes),          cmocka_unit_test(test_calendar),
    cmocka_unit_test(test_utc_needs_no_zone),       cmocka_unit_test(test_folding),
    cmocka_unit_test(test_interpretation),          cmocka_unit_test(test_burden_of_a_session),
    cmocka_unit_test(test_times_spread_the_burden), cmocka_unit_test(test_bad_times),
};

TEST_MAIN(tests)
