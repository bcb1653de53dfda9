/* Columns, human numbers, errors as line and JSON: exact samples. */
#include "test.h"

#include "text/error.h"
#include "text/table.h"
#include "text/title.h"

static void prints(struct buffer *out, const char *expected)
{
    assert_string_equal(buffer_string(out), expected);
    buffer_clear(out);
}

static void numbers_have_commas(void **state)
{
    struct buffer out = {0};

    (void)state;
    text_number(&out, 0), prints(&out, "0");
    text_number(&out, 999), prints(&out, "999");
    text_number(&out, 1000), prints(&out, "1,000");
    text_number(&out, 12345), prints(&out, "12,345");
    text_number(&out, 123456), prints(&out, "123,456");
    text_number(&out, UINT64_MAX), prints(&out, "18,446,744,073,709,551,615");
    buffer_free(&out);
}

static void sizes_are_short(void **state)
{
    struct buffer out = {0};

    (void)state;
    text_bytes(&out, 0), prints(&out, "0 bytes");
    text_bytes(&out, 1), prints(&out, "1 byte");
    text_bytes(&out, 999), prints(&out, "999 bytes");
    text_bytes(&out, 1000), prints(&out, "1.0 kB");
    text_bytes(&out, 1049), prints(&out, "1.0 kB");
    text_bytes(&out, 1050), prints(&out, "1.1 kB");
    text_bytes(&out, 999949), prints(&out, "999.9 kB");
    text_bytes(&out, 999950), prints(&out, "1.0 MB");
    text_bytes(&out, 1234567890), prints(&out, "1.2 GB");
    text_bytes(&out, UINT64_MAX), prints(&out, "18.4 EB");
    buffer_free(&out);
}

static void a_number_has_the_noun_that_fits(void **state)
{
    struct buffer out = {0};

    (void)state;
    text_count(&out, 0, "offence", "offences"), prints(&out, "0 offences");
    text_count(&out, 1, "offence", "offences"), prints(&out, "1 offence");
    text_count(&out, 2, "offence", "offences"), prints(&out, "2 offences");
    buffer_free(&out);
}

static void durations_are_exact(void **state)
{
    struct buffer out = {0};

    (void)state;
    duration_say(LANGUAGE_EN, 0, &out), prints(&out, "0 seconds");
    duration_say(LANGUAGE_EN, 1, &out), prints(&out, "1 second");
    duration_say(LANGUAGE_EN, 21 * DAY, &out), prints(&out, "21 days");
    duration_say(LANGUAGE_EN, 21 * DAY + 1, &out), prints(&out, "21 days and 1 second");
    duration_say(LANGUAGE_EN, DAY + HOUR + 61, &out),
        prints(&out, "1 day, 1 hour, 1 minute and 1 second");
    duration_say(LANGUAGE_EN, -2 * HOUR, &out), prints(&out, "-2 hours");
    duration_say(LANGUAGE_EN, INT64_MIN, &out),
        prints(&out, "-106,751,991,167,300 days, 15 hours, 30 minutes and 8 seconds");
    buffer_free(&out);
}

static void columns_are_aligned(void **state)
{
    struct table table = {.columns = 3, .right = 1u << 1 | 1u << 2};
    struct buffer out = {0};

    (void)state;
    table_text(&table, "");
    table_text(&table, "records");
    table_text(&table, "bytes");
    table_text(&table, "gr\xc3\xb6\xc3\x9f"
                       "er");
    table_text(&table, "1");
    table_format(&table, "%d", 12);
    table_text(&table, "released");
    table_print(&table, 2, &out);
    prints(&out, "            records  bytes\n"
                 "  gr\xc3\xb6\xc3\x9f"
                 "er          1     12\n"
                 "  released\n");
    table_free(&table);
    table_print(&table, 2, &out);
    assert_int_equal(out.size, 0);
    buffer_free(&out);
}

static void what_disturbs_a_screen_is_replaced(void **state)
{
    struct buffer out = {0};

    (void)state;
    text_plain(&out, SLICE("a\x1b[31m\n\xe2\x80\xae\xff"
                           "b"));
    prints(&out, "a\xef\xbf\xbd[31m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
                 "b");
    buffer_free(&out);
}

static void errors_are_one_line(void **state)
{
    struct error error = {0};
    struct buffer out = {0};

    (void)state;
    error_set(&error, ERROR_JSON_DUPLICATE, "the member \"by\" stands twice");
    error_line(&error, &out);
    prints(&out, "proviso: json-duplicate: the member \"by\" stands twice\n");
    error_at(&error, 3, 14);
    error_line(&error, &out);
    prints(&out, "proviso: json-duplicate: the member \"by\" stands twice (line 3, column 14)\n");
    error_file(&error, "a.json");
    error_where(&error, "by");
    error_line(&error, &out);
    prints(&out, "proviso: json-duplicate: the member \"by\" stands twice (a.json:3:14, by)\n");
    error.column = error.line = 0;
    error_line(&error, &out);
    prints(&out, "proviso: json-duplicate: the member \"by\" stands twice (a.json, by)\n");
    error.file[0] = 0;
    error_line(&error, &out);
    prints(&out, "proviso: json-duplicate: the member \"by\" stands twice (by)\n");
    buffer_free(&out);
}

static void errors_are_json(void **state)
{
    struct error error = {0};
    struct buffer out = {0};
    struct writer writer = {.out = &out};

    (void)state;
    error_set(&error, ERROR_VALUE_UNIT, "no unit");
    error_json(&error, &writer);
    prints(&out, "{\"error\":{\"code\":\"value-unit\",\"message\":\"no unit\",\"file\":null,"
                 "\"line\":null,\"column\":null,\"where\":null}}");
    writer = (struct writer){.out = &out};
    error_at(&error, 2, 7);
    error_file(&error, "a \"b\"");
    error_where(&error, "content.duration");
    error_json(&error, &writer);
    prints(&out,
           "{\"error\":{\"code\":\"value-unit\",\"message\":\"no unit\",\"file\":\"a \\\"b\\\"\","
           "\"line\":2,\"column\":7,\"where\":\"content.duration\"}}");
    buffer_free(&out);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_have_commas),
    cmocka_unit_test(sizes_are_short),
    cmocka_unit_test(a_number_has_the_noun_that_fits),
    cmocka_unit_test(durations_are_exact),
    cmocka_unit_test(columns_are_aligned),
    cmocka_unit_test(what_disturbs_a_screen_is_replaced),
    cmocka_unit_test(errors_are_one_line),
    cmocka_unit_test(errors_are_json),
};

TEST_MAIN(tests)
