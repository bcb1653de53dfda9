/* How a text is cut into sections: every form of heading that statutes use, what only looks like a
 * heading, and files as they come (CRLF, byte-order mark). */
#include "law/lint.h"
#include "lint_maker.h"
#include "test.h"

#define ACT  "commits an offence and is liable to imprisonment for a term not exceeding five years."
#define BODY "A person who accesses a computer system " ACT "\n"
#define NAME "This Act may be cited as the Act.\n"

static struct arena arena;

static struct lint_document read_good(const char *text)
{
    struct lint_document document;
    struct error error = {0};

    if (!maker_lint(slice_text(text), &arena, &document, &error))
        fail_msg("%s: %s", error.message, text);
    return document;
}

/* Two sections, an offence and a name, in each form. */
static const struct {
    const char *text;
    enum lint_form form;
    const char *first, *title, *second;
} forms[] = {
    {"## section 7: Access\n" BODY "## section 8: Name\n" NAME, LINT_FORM_MARKED, "section 7",
     "Access", "section 8"},
    {"Section 7. Access\n" BODY "Section 8. Name\n" NAME, LINT_FORM_WORD, "section 7", "Access",
     "section 8"},
    {"Section 7.\xE2\x80\x94(1) " BODY "Section 8.\xE2\x80\x94" NAME, LINT_FORM_WORD, "section 7",
     "", "section 8"},
    {"SEC. 7. Access. \xE2\x80\x94 " BODY "SEC. 8. Name. \xE2\x80\x94 " NAME, LINT_FORM_WORD,
     "section 7", "Access", "section 8"},
    {"ARTICLE 7 - Access\n" BODY "ARTICLE 8 - Name\n" NAME, LINT_FORM_WORD, "article 7", "Access",
     "article 8"},
    {"Art. 7\nAccess\n" BODY "Art. 8\nName\n" NAME, LINT_FORM_WORD, "article 7", "", "article 8"},
    {"Clause 7: Access\n" BODY "Clause 7A: Name\n" NAME, LINT_FORM_WORD, "clause 7", "Access",
     "clause 7a"},
    {"\xC2\xA7 303a Access\n" BODY "\xC2\xA7 303b. Name\n" NAME, LINT_FORM_SIGN, "section 303a",
     "Access", "section 303b"},
    {"7. Access\n" BODY "8. Name\n" NAME, LINT_FORM_NUMBER, "section 7", "Access", "section 8"},
    {"  **7. Access**\n" BODY "  **8. Name**\n" NAME, LINT_FORM_NUMBER, "section 7", "Access",
     "section 8"},
    {"7.\xE2\x80\x94(1) " BODY "8. " NAME, LINT_FORM_NUMBER, "section 7", "", "section 8"},
    {"7. (1) " BODY "8. (1) " NAME, LINT_FORM_NUMBER, "section 7", "", "section 8"},
    {"7 Access\n" BODY "8 Name\n" NAME "9 Extent\n" NAME, LINT_FORM_BARE, "section 7", "Access",
     "section 8"},
};

static void test_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct lint_document document = read_good(forms[i].text);
        const struct lint_section *sections = document.sections;

        if (document.form != forms[i].form || document.count < 2)
            fail_msg("form %zu: read as \"%s\", %zu sections", i, lint_form_name(document.form),
                     document.count);
        assert_true(slice_is(sections[0].id, forms[i].first));
        assert_true(slice_is(sections[0].title, forms[i].title));
        assert_true(slice_is(sections[1].id, forms[i].second));
        assert_int_equal(sections[0].kind, LINT_OFFENCE);
        assert_int_equal(sections[1].kind, LINT_OTHER);
        assert_int_equal(sections[0].line, 1);
    }
}

/* The text of a section that begins on the line of its heading keeps its place. */
static void test_same_line(void **state)
{
    struct lint_document document =
        read_good("1. " NAME "2. (1) A person who sends an obscene message " ACT "\n");
    const struct lint_finding *finding = document.sections[1].findings;

    (void)state;
    assert_int_equal(finding->code, LINT_L1);
    assert_int_equal(finding->place.line, 2);
    assert_true(slice_starts(slice_from(document.text, finding->place.offset), finding->words));
}

/* A wrapped line that begins with a reference, and numbered paragraphs inside a section. */
static void test_no_headings(void **state)
{
    struct lint_document wrapped = read_good("7. Access\nA person who commits an offence under\n"
                                             "Section 5 of this Act, or under\nSection 6(1) " ACT
                                             "\n8. Name\n" NAME "9. Extent\n" NAME);
    struct lint_document paragraphs =
        read_good("Article 7 - Access\n1. " BODY "2. " BODY "3. " BODY "Article 8 - Fraud\n1. " BODY
                  "2. " BODY "Article 9 - Name\n1. " NAME "Article 10 - Extent\n1. " NAME);
    struct lint_document lists =
        read_good("7. Access\nA person who\n1. Accesses a system, or\n"
                  "2. Damages it,\n" ACT "\n8. Name\n" NAME "9. Extent\n" NAME "10. Repeal\n" NAME);

    (void)state;
    assert_int_equal(wrapped.count, 3);
    assert_int_equal(paragraphs.count, 4);
    assert_int_equal(paragraphs.form, LINT_FORM_WORD);
    assert_int_equal(lists.count, 4);
}

/* A table of contents names every section once more. */
static void test_contents(void **state)
{
    struct lint_document document =
        read_good("ARRANGEMENT OF SECTIONS\n1. Name\n2. Access\n3. Fraud\n\nTHE ACT\n1. Name\n" NAME
                  "2. Access\n" BODY "\nCHAPTER II\nFRAUD AND OTHER OFFENCES\n\n3. Fraud\n" BODY);

    (void)state;
    assert_int_equal(document.count, 3);
    assert_int_equal(document.sections[0].line, 7);
    assert_int_equal(document.sections[1].kind, LINT_OFFENCE);
    assert_true(slice_ends(document.sections[1].body, SLICE("years.\n")) ||
                slice_ends(document.sections[1].body, SLICE("years.\n\n")));
}

/* Files as other systems write them: the same sections, lines and columns. */
static void test_files(void **state)
{
    static const char *const texts[] = {
        "7. Access\nA person who sends an obscene message " ACT "\n8. Name\n" NAME,
        "\xEF\xBB\xBF"
        "7. Access\nA person who sends an obscene message " ACT "\n8. Name\n" NAME,
        "7. Access\r\nA person who sends an obscene message " ACT "\r\n8. Name\r\nThis Act may be "
        "cited as the Act.\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct lint_document document = read_good(texts[i]);
        const struct lint_finding *finding = document.sections[0].findings;

        assert_int_equal(document.count, 2);
        assert_true(slice_is(document.sections[0].title, "Access"));
        assert_int_equal(finding->code, LINT_L1);
        assert_int_equal(finding->place.line, 2);
        assert_int_equal(finding->place.column, 23);
    }
}

static int forget(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_teardown(test_forms, forget),
    cmocka_unit_test_teardown(test_same_line, forget),
    cmocka_unit_test_teardown(test_no_headings, forget),
    cmocka_unit_test_teardown(test_contents, forget),
    cmocka_unit_test_teardown(test_files, forget),
};

TEST_MAIN(tests)
