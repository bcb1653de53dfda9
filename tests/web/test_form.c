/* Forms: what a browser sends is read exactly; everything else is refused with its field. */
#include "test.h"

#include "base/buffer.h"
#include "web/form.h"

static const struct form_field fields[] = {
    {"name", FORM_LINE, 20},
    {"reasons", FORM_PROSE, 100},
    {"ground", FORM_LIST, 10},
    {"file", FORM_FILE, 1000},
    {0},
};

#define URL "application/x-www-form-urlencoded"

struct reading {
    struct arena arena;
    struct form form;
    struct error error;
    bool ok;
};

static struct reading read_as(const char *type, struct slice body)
{
    struct reading reading = {0};

    reading.ok =
        form_read(slice_text(type), body, fields, &reading.arena, &reading.form, &reading.error);
    return reading;
}

static void assert_value(const struct form *form, const char *name, const char *expected)
{
    struct slice value = form_value(form, name);

    assert_true(form_has(form, name));
    if (!slice_is(value, expected))
        fail_msg("%s is \"%.*s\"", name, SLICE_ARG(value));
}

static void test_urlencoded(void **state)
{
    struct reading reading =
        read_as(URL, SLICE("name=J%C3%BCrg+A%2BB&reasons=one%0D%0Atwo&ground=R01&ground=R02"));
    size_t at = 0;

    assert_true(reading.ok);
    assert_value(&reading.form, "name", "J\xc3\xbcrg A+B");
    assert_value(&reading.form, "reasons", "one\ntwo");
    assert_true(slice_is(form_next(&reading.form, "ground", &at)->value, "R01"));
    assert_true(slice_is(form_next(&reading.form, "ground", &at)->value, "R02"));
    assert_null(form_next(&reading.form, "ground", &at));
    assert_false(form_has(&reading.form, "file"));
    assert_int_equal(0, form_value(&reading.form, "file").size);
    arena_free(&reading.arena);
    reading = read_as(URL "; charset=UTF-8", SLICE(""));
    assert_true(reading.ok);
    assert_int_equal(0, reading.form.count);
    arena_free(&reading.arena);
    (void)state;
}

static void test_urlencoded_refused(void **state)
{
    static const struct {
        const char *text;
        enum error_code code;
        const char *where;
    } rows[] = {
        {"name=a&name=b", ERROR_KEY_DUPLICATE, "name"},
        {"other=1", ERROR_KEY_UNKNOWN, "other"},
        {"NAME=1", ERROR_USAGE, ""},
        {"name[]=1", ERROR_USAGE, ""},
        {"%3Cb%3E=1", ERROR_USAGE, ""},
        {"=1", ERROR_USAGE, ""},
        {"name", ERROR_USAGE, ""},
        {"name=a&", ERROR_USAGE, ""},
        {"&name=a", ERROR_USAGE, ""},
        {"name=a&&ground=b", ERROR_USAGE, ""},
        {"name=%4", ERROR_USAGE, ""},
        {"name=%", ERROR_USAGE, ""},
        {"name=%zz", ERROR_USAGE, ""},
        {"name=a b", ERROR_USAGE, ""},
        {"name=\xc3\xbc", ERROR_USAGE, ""},
        {"name=%00", ERROR_TEXT_INVALID, "name"},
        {"name=a%0Ab", ERROR_TEXT_INVALID, "name"},
        {"name=%E2%80%AE", ERROR_TEXT_INVALID, "name"},
        {"name=%C0%BC", ERROR_TEXT_INVALID, "name"},
        {"name=%ED%A0%80", ERROR_TEXT_INVALID, "name"},
        {"reasons=a%0Db", ERROR_TEXT_INVALID, "reasons"},
        {"name=123456789012345678901", ERROR_TOO_LARGE, "name"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading = read_as(URL, slice_text(rows[i].text));

        if (reading.ok || reading.error.code != rows[i].code ||
            strcmp(reading.error.where, rows[i].where) != 0)
            fail_msg("%s: %s %s", rows[i].text, error_name(reading.error.code),
                     reading.error.where);
        arena_free(&reading.arena);
    }
    (void)state;
}

static void test_too_many_fields(void **state)
{
    struct buffer text = {0};
    struct reading reading;

    for (int i = 0; i < FORM_FIELDS + 1; i++)
        buffer_text(&text, i ? "&ground=1" : "ground=1");
    reading = read_as(URL, buffer_slice(&text));
    assert_false(reading.ok);
    assert_int_equal(ERROR_USAGE, reading.error.code);
    arena_free(&reading.arena);
    buffer_free(&text);
    (void)state;
}

#define MULTIPART  "multipart/form-data; boundary=XX"
#define PART(name) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART                                                                                  \
    "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n"               \
    "Content-Type: application/json\r\n\r\n"

static void test_multipart(void **state)
{
    struct reading reading =
        read_as(MULTIPART, SLICE(PART("name") "A & B\r\n" PART("ground") "R01\r\n" PART(
                               "ground") "\r\n" FILE_PART "{\0\r\n--X\r\n}\r\n--XX--\r\n"));
    const struct form_value *file;
    size_t at = 0;

    assert_true(reading.ok);
    assert_int_equal(4, reading.form.count);
    assert_value(&reading.form, "name", "A & B");
    file = form_next(&reading.form, "file", &at);
    assert_true(slice_equal(file->value, SLICE("{\0\r\n--X\r\n}")));
    assert_true(slice_is(file->file, "a.json"));
    arena_free(&reading.arena);
    reading = read_as("multipart/form-data; boundary=\"XX\"", SLICE("--XX--"));
    assert_true(reading.ok);
    arena_free(&reading.arena);
    (void)state;
}

static void test_multipart_refused(void **state)
{
    static const char *const bodies[] = {
        "",
        "--XX",
        "--YY--\r\n",
        "preamble\r\n--XX--\r\n",
        PART("name") "a",
        PART("name") "a\r\n--XX",
        PART("name") "a\r\n--XX--\r\nepilogue",
        PART("name") "a\r\n" PART("name") "b\r\n--XX--\r\n",
        PART("other") "a\r\n--XX--\r\n",
        PART("name\"; x=\"y") "a\r\n--XX--\r\n",
        PART("name") "a\nb\r\n--XX--\r\n",
        "--XX\r\n\r\na\r\n--XX--\r\n",
        "--XX\r\nContent-Disposition: attachment; name=\"name\"\r\n\r\na\r\n--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=name\r\n\r\na\r\n--XX--\r\n",
        "--XX\nContent-Disposition: form-data; name=\"name\"\n\na\n--XX--\n",
        "--XX\r\nContent-Disposition: form-data; name=\"name\"\r\n"
        "Content-Disposition: form-data; name=\"ground\"\r\n\r\na\r\n--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"name\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"name\"; filename=\"x\"\r\n\r\na\r\n"
        "--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\x1b[2J\"\r\n\r\na\r\n"
        "--XX--\r\n",
    };

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        struct reading reading = read_as(MULTIPART, slice_text(bodies[i]));

        if (reading.ok)
            fail_msg("taken: %s", bodies[i]);
        assert_int_not_equal(ERROR_NONE, reading.error.code);
        arena_free(&reading.arena);
    }
    (void)state;
}

static void test_other_types(void **state)
{
    static const char *const types[] = {
        "",
        "text/plain",
        "application/json",
        URL "x",
        URL "; charset=utf-7",
        URL "; charset=latin1",
        URL "; x",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=a b",
        "multipart/mixed; boundary=XX",
        "multipart/form-data; boundary=XX; boundary=YY",
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct reading reading = read_as(types[i], SLICE("--XX--\r\n"));

        if (reading.ok)
            fail_msg("taken: %s", types[i]);
        arena_free(&reading.arena);
    }
    /* A NUL is no end of a name. */
    struct form form;
    struct arena arena = {0};
    struct error error = {0};

    assert_false(form_read(SLICE("multipart/form-data\0; boundary=XX"), SLICE("--XX--"), fields,
                           &arena, &form, &error));
    arena_free(&arena);
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_urlencoded),        cmocka_unit_test(test_urlencoded_refused),
    cmocka_unit_test(test_too_many_fields),   cmocka_unit_test(test_multipart),
    cmocka_unit_test(test_multipart_refused), cmocka_unit_test(test_other_types),
};

TEST_MAIN(tests)
