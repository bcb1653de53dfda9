/* The lint's reports: JSON, SARIF 2.1.0 with what that format requires, HTML that nothing escapes.
 */
#include <jansson.h>

#include "cli/law_lint.h"
#include "lint_maker.h"
#include "test.h"

static const char hostile[] =
    "## section 1: <script>alert(1)</script> & \"x\"\n"
    "A person who <b>publishes</b> \"obscene & indecent\" content on a network commits an offence "
    "and is liable to imprisonment for five years.\n";

struct made {
    struct arena arena;
    struct lint_file file;
    struct buffer out;
};

static void make(struct made *made,
                 void (*report)(const struct lint_file *, size_t, struct buffer *))
{
    struct error error = {0};

    *made = (struct made){.file = {.name = "a b/bill<1>.txt"}};
    assert_true(maker_lint(slice_text(hostile), &made->arena, &made->file.document, &error));
    report(&made->file, 1, &made->out);
}

static void unmake(struct made *made)
{
    buffer_free(&made->out);
    arena_free(&made->arena);
}

static json_t *load(const struct made *made)
{
    json_error_t error;
    json_t *root =
        json_loadb((const char *)made->out.data, made->out.size, JSON_REJECT_DUPLICATES, &error);

    assert_non_null(root);
    return root;
}

static const char *text_of(json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    assert_non_null(text);
    return text;
}

static void test_json(void **state)
{
    struct made made;
    json_t *root, *section, *finding;

    (void)state;
    make(&made, lint_json);
    root = load(&made);
    assert_string_equal(text_of(root, "file"), "a b/bill<1>.txt");
    section = json_array_get(json_object_get(root, "sections"), 0);
    assert_string_equal(text_of(section, "id"), "section 1");
    assert_string_equal(text_of(section, "kind"), "offence");
    assert_int_equal(json_integer_value(json_object_get(section, "line")), 1);
    assert_int_equal(json_integer_value(
                         json_object_get(json_object_get(section, "recognised"), "penalty_months")),
                     60);
    finding = json_array_get(json_object_get(section, "findings"), 0);
    assert_string_equal(text_of(finding, "code"), "L1");
    assert_string_equal(text_of(finding, "row"), "O2");
    assert_true(*text_of(finding, "words"));
    assert_true(*text_of(finding, "advice"));
    assert_int_equal(json_integer_value(json_object_get(finding, "line")), 2);
    assert_true(json_is_integer(json_object_get(finding, "column")));
    json_decref(root);
    unmake(&made);
}

static void check_result(json_t *result, json_t *rules)
{
    json_t *location = json_object_get(json_array_get(json_object_get(result, "locations"), 0),
                                       "physicalLocation");
    json_t *region = json_object_get(location, "region");
    size_t index = (size_t)json_integer_value(json_object_get(result, "ruleIndex"));

    assert_string_equal(text_of(json_array_get(rules, index), "id"), text_of(result, "ruleId"));
    assert_true(*text_of(json_object_get(result, "message"), "text"));
    assert_string_equal(text_of(json_object_get(location, "artifactLocation"), "uri"),
                        "a%20b/bill%3C1%3E.txt");
    assert_true(json_integer_value(json_object_get(region, "startLine")) >= 1);
    assert_true(json_integer_value(json_object_get(region, "startColumn")) >= 1);
    assert_true(json_integer_value(json_object_get(region, "endColumn")) >= 1);
}

static void test_sarif(void **state)
{
    struct made made;
    json_t *root, *run, *driver, *result;
    size_t i;

    (void)state;
    make(&made, lint_sarif);
    root = load(&made);
    assert_string_equal(text_of(root, "version"), "2.1.0");
    assert_true(*text_of(root, "$schema"));
    run = json_array_get(json_object_get(root, "runs"), 0);
    driver = json_object_get(json_object_get(run, "tool"), "driver");
    assert_true(*text_of(driver, "name"));
    assert_string_equal(text_of(run, "columnKind"), "unicodeCodePoints");
    assert_true(json_array_size(json_object_get(run, "results")) > 4);
    json_array_foreach(json_object_get(run, "results"), i, result)
        check_result(result, json_object_get(driver, "rules"));
    json_decref(root);
    unmake(&made);
}

static void test_html(void **state)
{
    struct made made;
    const char *page;

    (void)state;
    make(&made, lint_html);
    page = buffer_string(&made.out);
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "<b>"));
    assert_null(strstr(page, "http://"));
    assert_null(strstr(page, "https://"));
    assert_non_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"));
    assert_non_null(strstr(page, "Text findings are advice"));
    assert_non_null(strstr(page, "bill&lt;1&gt;.txt"));
    assert_null(strstr(page, "a b/bill"));
    assert_null(strstr(page, "src="));
    assert_null(strstr(page, "url("));
    assert_null(strstr(page, "@import"));
    /* what is quoted is marked in the section's words, with its codes behind it */
    assert_non_null(strstr(page, "<mark>commits an offence</mark><span class=\"at\">L2 L3 "));
    assert_non_null(strstr(page, "&lt;b&gt;publishes&lt;/b&gt;"));
    /* read by machines: language, headings, headers of tables */
    assert_non_null(strstr(page, "<html lang=\"en\">"));
    assert_non_null(strstr(page, "<caption>"));
    assert_non_null(strstr(page, "<th scope=\"row\"><a href=\"#f1-s0\">section 1</a>"));
    unmake(&made);
}

/* Each finding names a row of the safeguards and a source. */
static void test_codes(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LINT_CODE_COUNT; i++) {
        assert_non_null(strchr("OPM", lint_codes[i].row[0]));
        assert_true(strstr(lint_codes[i].source, "OHCHR") ||
                    strstr(lint_codes[i].source, "letter"));
        assert_true(lint_codes[i].advice[0] && lint_codes[i].title[0]);
        if (i < STANDARD_COUNT)
            assert_string_equal(lint_codes[i].code, standard_table[i].code);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_json),
    cmocka_unit_test(test_sarif),
    cmocka_unit_test(test_html),
    cmocka_unit_test(test_codes),
};

TEST_MAIN(tests)
