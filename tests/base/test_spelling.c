/* Two spellings of one name are one; two names stay two. */
#include "test.h"

#include "base/spelling.h"

static void folds(const char *text, const char *expected)
{
    struct buffer out = {0};

    spelling_fold(slice_text(text), &out);
    if (strcmp(buffer_string(&out), expected) != 0)
        fail_msg("\"%s\" gives \"%s\" instead of \"%s\"", text, buffer_string(&out), expected);
    buffer_free(&out);
}

static void spellings_of_one_name(void **state)
{
    static const char *const spellings[] = {
        "Operation Lime",
        "operation  lime",
        "  OPERATION-LIME.",
        "\"Operation\": (Lime)",
        "Operation\xc2\xa0Lime",                             /* no-break space */
        "Operation \xe2\x80\x93 Lime",                       /* dash */
        "Op\xc3\xa9ration L\xc3\xaeme",                      /* marks */
        "Ope\xcc\x81ration Li\xcc\x82me",                    /* the same, decomposed */
        "\xd0\x9ep\xd0\xb5r\xd0\xb0ti\xd0\xben Lim\xd0\xb5", /* Cyrillic letters among Latin ones */
        "\xce\x9fPERATI\xce\x9fN LIME",                      /* Greek capitals */
        "\xef\xbc\xaf\xef\xbd\x90\xef\xbd\x85ration\xe3\x80\x80Lime", /* full width */
        "Operation\xe2\x80\x8a\xe2\x80\xa6Lime",
    };

    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        folds(spellings[i], "operation lime");
    folds("M\xc3\x9cLLER \xc5\xbbukowski", "muller zukowski");
}

static void names_that_differ(void **state)
{
    (void)state;
    folds("XA-C-20/41", "xa c 20 41");
    folds("XA-C-204/1", "xa c 204 1");
    folds("Operation Lime 2", "operation lime 2");
    folds("OperationLime", "operationlime");
    folds("\xe4\xba\x8b\xe4\xbb\xb6 7", "\xe4\xba\x8b\xe4\xbb\xb6 7"); /* Chinese */
    folds("\xd0\x94\xd0\xb5\xd0\xbb\xd0\xbe", "\xd0\xb4"
                                              "e\xd0\xbb"
                                              "o"); /* Cyrillic */
    folds("\xd0\x96\xd0\x81", "\xd0\xb6"
                              "e");
}

static void nothing_to_compare(void **state)
{
    (void)state;
    folds("", "");
    folds(" -- ", "");
    folds("a\xff"
          "b",
          "a");
    folds("a\xcc\x81", "a");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(spellings_of_one_name),
    cmocka_unit_test(names_that_differ),
    cmocka_unit_test(nothing_to_compare),
};

TEST_MAIN(tests)
