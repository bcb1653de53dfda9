/* Languages: which one a reader gets, the catalogue, numbers and dates. */
#include "test.h"

#include "text/language.h"

static void test_choose(void **state)
{
    static const struct {
        const char *chosen, *accept;
        enum language expected;
    } rows[] = {
        {"", "", LANGUAGE_EN},
        {"", "fr", LANGUAGE_FR},
        {"", "FR-ch", LANGUAGE_FR},
        {"", "de, fr;q=0.3", LANGUAGE_FR},
        {"", "en, fr", LANGUAGE_EN},
        {"", "en;q=0.5,fr;q=0.9", LANGUAGE_FR},
        {"", "en;q=0.5, fr;q=0.50", LANGUAGE_EN},
        {"", "fr;q=0", LANGUAGE_EN},
        {"", "fr;q=2", LANGUAGE_EN},
        {"", "fr;q=x", LANGUAGE_EN},
        {"", "*", LANGUAGE_EN},
        {"", ",,;;q=,fr;", LANGUAGE_FR},
        {"en", "fr", LANGUAGE_EN},
        {"fr", "en", LANGUAGE_FR},
        {"FR", "en", LANGUAGE_EN},
        {"fr\"><script>", "fr", LANGUAGE_FR},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (language_choose(slice_text(rows[i].chosen), slice_text(rows[i].accept)) !=
            rows[i].expected)
            fail_msg("%s %s", rows[i].chosen, rows[i].accept);
    (void)state;
}

static void test_texts(void **state)
{
    assert_string_equal("August", language_text(LANGUAGE_EN, "August"));
    assert_string_equal("ao\xc3\xbbt", language_text(LANGUAGE_FR, "August"));
    assert_string_equal("not translated", language_text(LANGUAGE_FR, "not translated"));
    assert_true(language_has(LANGUAGE_FR, "December"));
    assert_false(language_has(LANGUAGE_FR, "not translated"));
    assert_string_equal("more", language_plural(LANGUAGE_EN, "one", "more", 0));
    assert_string_equal("one", language_plural(LANGUAGE_EN, "one", "more", 1));
    (void)state;
}

static void test_numbers_and_dates(void **state)
{
    static const uint64_t numbers[] = {0, 999, 1000, 1234567, UINT64_MAX};
    struct buffer out = {0};

    for (size_t i = 0; i < 5; i++) {
        language_number(LANGUAGE_EN, numbers[i], &out);
        buffer_byte(&out, ' ');
    }
    assert_string_equal("0 999 1,000 1,234,567 18,446,744,073,709,551,615 ", buffer_string(&out));
    buffer_clear(&out);
    language_number(LANGUAGE_FR, 1234567, &out);
    assert_string_equal("1\xe2\x80\xaf"
                        "234\xe2\x80\xaf"
                        "567",
                        buffer_string(&out));
    buffer_clear(&out);
    language_minute(LANGUAGE_EN, instant_civil(2026, 11, 22, 13, 5, 59), &out);
    assert_string_equal("22 November 2026, 13:05", buffer_string(&out));
    buffer_clear(&out);
    language_minute(LANGUAGE_FR, instant_civil(2026, 8, 1, 0, 0, 0), &out);
    assert_string_equal("1er ao\xc3\xbbt 2026 \xc3\xa0 00:00", buffer_string(&out));
    buffer_clear(&out);
    language_day(LANGUAGE_EN, INT64_MAX, &out);
    assert_string_equal("-", buffer_string(&out));
    buffer_free(&out);
    (void)state;
}

static void joins(enum language language, const char *before, const char *after,
                  const char *expected)
{
    struct buffer out = {0};
    size_t at;

    buffer_text(&out, before);
    at = out.size;
    buffer_text(&out, after);
    language_join(language, &out, at);
    assert_string_equal(expected, buffer_string(&out));
    buffer_free(&out);
}

static void test_join(void **state)
{
    joins(LANGUAGE_FR, "selon le recueil de ", "Arcadia", "selon le recueil d’Arcadia");
    joins(LANGUAGE_FR, "de ", "Belmora", "de Belmora");
    joins(LANGUAGE_FR, "de ", "le socle", "du socle");
    joins(LANGUAGE_FR, "(à ", "les recueils", "(aux recueils");
    joins(LANGUAGE_FR, "à ", "Arcadia", "à Arcadia");
    joins(LANGUAGE_FR, "de ", "État", "d’État");
    joins(LANGUAGE_FR, "code ", "Arcadia", "code Arcadia");
    joins(LANGUAGE_FR, "de ", "", "de ");
    joins(LANGUAGE_FR, "", "Arcadia", "Arcadia");
    joins(LANGUAGE_EN, "de ", "Arcadia", "de Arcadia");
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_choose),
    cmocka_unit_test(test_texts),
    cmocka_unit_test(test_numbers_and_dates),
    cmocka_unit_test(test_join),
};

TEST_MAIN(tests)
