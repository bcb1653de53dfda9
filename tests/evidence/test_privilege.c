/* The list: strict reading, and the set against the list itself. */
#include "test.h"

#include "evidence.h"
#include "evidence/match.h"

static const struct {
    const char *list;
    uint32_t line; /* of the error; 0: the list as a whole */
} refused[] = {
    {"", 0},
    {"\n", 1},
    {"a@b.example\n\nc.example\n", 2},
    {"a@b.example \n", 1},
    {" a@b.example\n", 1},
    {"# comment\n", 1},
    {"a@b.example\nlaw\n", 2},
    {"a@b@c.example\n", 1},
    {"@b.example\n", 1},
    {"a@\n", 1},
    {"a@b..example\n", 1},
    {"a.@b.example\n", 1},
    {"\"a b\"@c.example\n", 1},
    {"a@[192.0.2.1]\n", 1},
    {"192.0.2.1\n", 1},
    {"*.law.example\n", 1},
    {"a_b.example\n", 1},
    {"-a.example\n", 1},
    {"a-.example\n", 1},
    {"b\xfc"
     "cher.example\n",
     1},
    {"\xef\xbb\xbf"
     "a@b.example\n",
     1},
    {"m\xc3\xbcller@law.example\n", 1},
    {"xn--a.example\n", 1},
    {"a@b.example\rc@d.example\n", 1},
};

static void test_bad_lists_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct privilege *privilege = NULL;
        struct error error = {0};

        if (privilege_build(slice_text(refused[i].list), "names.txt", 1, &privilege, &error))
            fail_msg("accepted: %s", refused[i].list);
        assert_int_equal(error.code, ERROR_LIST_FORMAT);
        assert_string_equal(error.file, "names.txt");
        assert_int_equal(error.line, refused[i].line);
    }
}

static bool found(const char *list, const char *text)
{
    struct privilege *privilege = NULL;
    struct error error = {0};
    unsigned answer;

    if (!privilege_build(slice_text(list), "list", 7, &privilege, &error))
        fail_msg("%s: %s", list, error.message);
    answer = match_scan(privilege, slice_text(text));
    privilege_free(privilege);
    return answer & MATCH_LISTED;
}

static void test_lists_are_read(void **state)
{
    (void)state;
    assert_true(found("a@b.example", " a@b.example "));
    assert_true(found("a@b.example\r\nc.example\r\n", "x c.example"));
    assert_true(found("a@b.example\na@b.example\nA@B.EXAMPLE\n", " a@b.example "));
    assert_true(found("a@b.example\nb.example\n", "x@b.example"));
    assert_false(found("a@b.example\n", "x@b.example"));
    assert_false(found("b.example\n", "x@c.example"));
    assert_true(found("xn--bcher-kva.example\n", "x@b\xc3\xbc"
                                                 "cher.example"));
    assert_true(found("b\xc3\xbc"
                      "cher.example\n",
                      "x@xn--bcher-kva.example"));
}

/* Every name of a long list is found, in both readers, and none that is not on it. */
static void test_long_list(void **state)
{
    static const uint8_t seed[16] = {0};
    struct span span = {SLICE("a@b"), 0, INT64_MAX};
    struct second_context context = {{0}, {0}};
    struct buffer list = {0}, text = {0};
    struct privilege *privilege = NULL;
    struct second *second = NULL;
    struct error error = {0};

    (void)state;
    for (int i = 0; i < 50000; i++)
        buffer_format(&list, i % 3 ? "p%d@firm%d.example\n" : "law%d.test%d.example\n", i, i / 5);
    assert_true(privilege_build(buffer_slice(&list), "list", 99, &privilege, &error));
    assert_true(second_create(buffer_slice(&list), seed, &second, &error));
    assert_int_equal(privilege_lines(privilege), 50000);
    for (int i = 0; i < 51000; i++) {
        bool on_list = i < 50000;

        buffer_clear(&text);
        buffer_text(&text, "From a@b Mon Jun  1 12:00:00 2026\nX: y\n\n");
        buffer_format(&text, i % 3 ? "<p%d@firm%d.example>\n" : "at x.law%d.test%d.example!\n", i,
                      i / 5);
        if ((match_scan(privilege, buffer_slice(&text)) == MATCH_LISTED) != on_list ||
            second_releases_mail(second, &span, buffer_slice(&text), &context) == on_list)
            fail_msg("name %d", i);
    }
    privilege_free(privilege);
    second_free(second);
    buffer_free(&list);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_lists_are_refused),
        cmocka_unit_test(test_lists_are_read),
        cmocka_unit_test(test_long_list),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
