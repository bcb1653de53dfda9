#include "test.h"

#include "base/encode.h"
#include "base/files.h"
#include "base/instant.h"

static void instants_round_trip(void **state)
{
    static const char *texts[] = {"1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z",
                                  "2026-11-22T10:00:00Z", "9999-12-31T23:59:59Z"};
    struct error error = {0};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char out[INSTANT_TEXT];
        instant at;

        assert_true(instant_parse(slice_text(texts[i]), &at, &error));
        assert_string_equal(instant_format(at, out), texts[i]);
    }
}

static void instants_refuse(void **state)
{
    static const char *texts[] = {"2026-02-29T00:00:00Z",
                                  "2026-11-22T24:00:00Z",
                                  "2026-11-22T10:00:60Z",
                                  "2026-11-22 10:00:00Z",
                                  "2026-11-22T10:00:00",
                                  "2026-11-22T10:00:00+00:00",
                                  "2026-11-22T10:00:00.0Z",
                                  "1969-12-31T23:59:59Z",
                                  "2026-13-01T00:00:00Z",
                                  "+026-11-22T10:00:00Z",
                                  ""};
    struct error error = {0};
    instant at;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(instant_parse(slice_text(texts[i]), &at, &error));
    assert_int_equal(error.code, ERROR_TIME_FORMAT);
}

static void months_clamp_to_the_last_day(void **state)
{
    struct error error = {0};
    char out[INSTANT_TEXT];
    instant at;

    (void)state;
    assert_true(instant_parse(SLICE("2026-03-31T12:00:00Z"), &at, &error));
    assert_string_equal(instant_format(instant_add_months(at, -1), out), "2026-02-28T12:00:00Z");
    assert_string_equal(instant_format(instant_add_months(at, -12), out), "2025-03-31T12:00:00Z");
    assert_string_equal(instant_format(instant_add_months(at, 23), out), "2028-02-29T12:00:00Z");
}

static void base64_is_canonical(void **state)
{
    static const char *bad[] = {"Zg=", "Zg", "Zh==", "Zm9=", "Zg==\n", "Z===", "====", "Zm 9v"};
    struct buffer out = {0};

    (void)state;
    base64_append(&out, SLICE("fo"));
    assert_string_equal(buffer_string(&out), "Zm8=");
    buffer_clear(&out);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(base64_decode(slice_text(bad[i]), &out));
    assert_int_equal(out.size, 0);
    assert_true(base64_decode(SLICE("Zm9v"), &out));
    assert_true(slice_is(buffer_slice(&out), "foo"));
    buffer_free(&out);
}

/* Every length, and in each place every byte: a digit gives other bytes, anything else nothing. */
static void base64_byte_by_byte(void **state)
{
    struct buffer text = {0}, again = {0}, out = {0};
    uint8_t bytes[20];

    (void)state;
    for (size_t size = 0; size <= sizeof bytes; size++) {
        for (size_t i = 0; i < size; i++)
            bytes[i] = (uint8_t)(size * 37 + i * 101);
        buffer_clear(&text);
        base64_append_unpadded(&text, slice_of(bytes, size));
        buffer_clear(&out);
        assert_true(base64_decode_unpadded(buffer_slice(&text), &out));
        assert_true(slice_equal(buffer_slice(&out), slice_of(bytes, size)));
        for (size_t i = 0; i < text.size; i++) {
            uint8_t kept = text.data[i];

            for (int byte = 0; byte < 256; byte++) {
                text.data[i] = (uint8_t)byte;
                buffer_clear(&out);
                buffer_clear(&again);
                if (base64_decode_unpadded(buffer_slice(&text), &out))
                    base64_append_unpadded(&again, buffer_slice(&out));
                else
                    assert_int_equal(out.size, 0);
                assert_true(again.size == 0 ||
                            slice_equal(buffer_slice(&again), buffer_slice(&text)));
                assert_true(byte != kept || again.size > 0);
            }
            text.data[i] = kept;
        }
    }
    buffer_free(&text);
    buffer_free(&again);
    buffer_free(&out);
}

static void hex_is_lower_case(void **state)
{
    uint8_t out[2];

    (void)state;
    assert_true(hex_read(SLICE("00ff"), out, 2));
    assert_false(hex_read(SLICE("00FF"), out, 2));
    assert_false(hex_read(SLICE("00f"), out, 2));
    assert_false(hex_read(SLICE("00f "), out, 2));
}

static void decimals_have_one_spelling(void **state)
{
    int64_t n;

    (void)state;
    assert_true(slice_decimal(SLICE("9223372036854775807"), &n));
    assert_true(n == INT64_MAX);
    assert_false(slice_decimal(SLICE("9223372036854775808"), &n));
    assert_false(slice_decimal(SLICE("01"), &n));
    assert_false(slice_decimal(SLICE("-1"), &n));
    assert_false(slice_decimal(SLICE(""), &n));
}

static void files_create_keeps_what_exists(void **state)
{
    char folder[] = "/tmp/proviso-test-XXXXXX";
    struct buffer path = {0}, read = {0};
    struct error error = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    files_path(&path, folder, "a");
    assert_true(files_create(buffer_string(&path), SLICE("one"), 0600, &error));
    assert_false(files_create(buffer_string(&path), SLICE("two"), 0600, &error));
    assert_true(files_read(buffer_string(&path), 3, &read, &error));
    assert_true(slice_is(buffer_slice(&read), "one"));
    assert_false(files_read(buffer_string(&path), 2, &read, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    remove(buffer_string(&path));
    remove(folder);
    buffer_free(&path);
    buffer_free(&read);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(instants_round_trip),
    cmocka_unit_test(instants_refuse),
    cmocka_unit_test(months_clamp_to_the_last_day),
    cmocka_unit_test(base64_is_canonical),
    cmocka_unit_test(base64_byte_by_byte),
    cmocka_unit_test(hex_is_lower_case),
    cmocka_unit_test(decimals_have_one_spelling),
    cmocka_unit_test(files_create_keeps_what_exists),
};

TEST_MAIN(tests)
