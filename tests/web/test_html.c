/* The writer of HTML: nothing that comes from outside becomes markup; what only a mistake of the
 * program could do ends it. */
#include "test.h"

#include <sys/wait.h>

#include "web/html.h"

static const char *const attacks[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title><svg/onload=alert(1)>",
    "<!--",
    "]]>",
    "&lt;",
    "javascript:alert(1)",
    "\xef\xbb\xbf<b>",
    "+ADw-script+AD4-",
    "\xc0\xbcscript>",
    "\xe0\x80\xbcscript>",
};

static void test_nothing_becomes_markup(void **state)
{
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct buffer out = {0};
        struct html html = {.out = &out};
        const char *text;

        html_open(&html, "p", "title", attacks[i], "lang", attacks[i], NULL);
        html_url(&html, "href", slice_text(attacks[i]));
        html_attribute_format(&html, "data-a", "%s", attacks[i]);
        html_say(&html, attacks[i]);
        html_format(&html, "%s", attacks[i]);
        html_close(&html, "p");
        html_finish(&html);
        text = buffer_string(&out);
        assert_int_equal('<', text[0]);
        /* Two start signs alone: those of the element. */
        assert_null(strchr(strchr(text + 1, '<') + 1, '<'));
        assert_null(strstr(text, "href=\"javascript:"));
        assert_true(slice_ends(buffer_slice(&out), SLICE("</p>")));
        assert_null(strchr(strchr(strchr(text, '>') + 1, '>') + 1, '>'));
        buffer_free(&out);
    }
    (void)state;
}

static void test_urls(void **state)
{
    static const struct {
        const char *url;
        bool allowed;
    } rows[] = {
        {"/en/rules", true},
        {"../rules.html#P5", true},
        {"#top", true},
        {"https://x.example", true},
        {"mailto:a@b.example", true},
        {"?a=b:c", true},
        {"a/b:c", true},
        {"javascript:alert(1)", false},
        {"JaVaScRiPt:alert(1)", false},
        {" javascript:alert(1)", false},
        {"java\tscript:alert(1)", false},
        {"java\nscript:x", false},
        {"data:text/html,x", false},
        {"vbscript:x", false},
        {"//evil.example/x", false},
        {"\\\\evil.example", false},
        {"/\\evil.example", false},
        {"file:///etc/passwd", false},
        {"x:y", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};
        struct html html = {.out = &out};

        html_open(&html, "a", NULL);
        if (html_url(&html, "href", slice_text(rows[i].url)) != rows[i].allowed)
            fail_msg("%s", rows[i].url);
        assert_int_equal(!rows[i].allowed, !!strstr(buffer_string(&out), "href=\"#\"") &&
                                               strcmp(rows[i].url, "#") != 0);
        buffer_free(&out);
    }
    (void)state;
}

static void test_what_hides_is_shown(void **state)
{
    struct buffer out = {0};
    struct html html = {.out = &out};

    html_text(&html, SLICE("a\0b\x1b[2J\xe2\x80\xae"
                           "c\xff\r\n\td"));
    assert_string_equal("a\xef\xbf\xbd"
                        "b\xef\xbf\xbd[2J\xef\xbf\xbd"
                        "c\xef\xbf\xbd\xef\xbf\xbd\n\td",
                        buffer_string(&out));
    buffer_free(&out);
    (void)state;
}

static void test_page(void **state)
{
    struct buffer out = {0};
    struct html html = {.out = &out};

    html_doctype(&html);
    html_open(&html, "html", "lang", "en", NULL);
    html_stylesheet(&html, "/assets/a.css");
    html_script(&html, "/assets/a.js");
    html_open(&html, "input", "name", "a", NULL);
    html_flag(&html, "required");
    html_element(&html, "b", "class", "x", "1 < 2");
    html_close(&html, "html");
    html_finish(&html);
    assert_string_equal("<!doctype html>\n<html lang=\"en\"><link rel=\"stylesheet\" "
                        "href=\"/assets/a.css\"><script src=\"/assets/a.js\" defer></script>"
                        "<input name=\"a\" required><b class=\"x\">1 &lt; 2</b></html>",
                        buffer_string(&out));
    buffer_free(&out);
    (void)state;
}

/* ---- mistakes of the program ---- */

static void close_other(struct html *html)
{
    html_open(html, "p", NULL);
    html_close(html, "div");
}
static void leave_open(struct html *html)
{
    html_open(html, "p", NULL);
    html_finish(html);
}
static void inline_script(struct html *html)
{
    html_open(html, "script", NULL);
}
static void inline_style(struct html *html)
{
    html_open(html, "p", "style", "color:red", NULL);
}
static void handler(struct html *html)
{
    html_open(html, "p", "onclick", "x()", NULL);
}
static void late_attribute(struct html *html)
{
    html_open(html, "p", NULL);
    html_say(html, "x");
    html_flag(html, "hidden");
}
static void url_as_text(struct html *html)
{
    html_open(html, "a", NULL);
    html_attribute(html, "href", SLICE("javascript:x"));
}
static void odd_name(struct html *html)
{
    html_open(html, "p><script", NULL);
}
static void too_deep(struct html *html)
{
    for (int i = 0; i <= HTML_DEPTH; i++)
        html_open(html, "div", NULL);
}

static void test_mistakes_end_the_program(void **state)
{
    static void (*const mistakes[])(struct html *) = {close_other,  leave_open, inline_script,
                                                      inline_style, handler,    late_attribute,
                                                      url_as_text,  odd_name,   too_deep};

    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        pid_t child = fork();
        int status = 0;

        if (child == 0) {
            struct buffer out = {0};
            struct html html = {.out = &out};

            fclose(stderr);
            mistakes[i](&html);
            _exit(0);
        }
        assert_int_equal(child, waitpid(child, &status, 0));
        if (!WIFSIGNALED(status))
            fail_msg("mistake %zu went through", i);
    }
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_nothing_becomes_markup),   cmocka_unit_test(test_urls),
    cmocka_unit_test(test_what_hides_is_shown),      cmocka_unit_test(test_page),
    cmocka_unit_test(test_mistakes_end_the_program),
};

TEST_MAIN(tests)
