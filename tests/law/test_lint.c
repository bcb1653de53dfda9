/* The lint's parts: headings, kinds, elements, places, and what it refuses. */
#include "base/buffer.h"
#include "law/lint.h"
#include "lint_maker.h"
#include "test.h"

#define ACT "commits an offence and is liable to imprisonment for a term not exceeding five years."

static struct arena arena;

static struct lint_document read_good(const char *text)
{
    struct lint_document document;
    struct error error = {0};

    assert_true(maker_lint(slice_text(text), &arena, &document, &error));
    return document;
}

static enum error_code read_bad(struct slice bytes, struct error *error)
{
    struct lint_document document;

    *error = (struct error){0};
    assert_false(maker_lint(bytes, &arena, &document, error));
    assert_true(error->message[0]);
    return error->code;
}

static const struct lint_finding *finding(const struct lint_section *section, enum lint_code code)
{
    for (size_t i = 0; i < section->finding_count; i++)
        if (section->findings[i].code == code)
            return &section->findings[i];
    return NULL;
}

static void test_headings(void **state)
{
    static const char *const styles[] = {
        "Preamble\n## section 7: Access\nA person who accesses a computer system " ACT
        "\n## section 8: Name\nThis Act may be cited as the Act.\n",
        "Preamble\nSection 7. Access\nA person who accesses a computer system " ACT
        "\nSection 8 - Name\nThis Act may be cited as the Act.\n",
        "7. Access\nA person who accesses a computer system " ACT
        "\n8. Name\nThis Act may be cited as the Act.\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct lint_document document = read_good(styles[i]);

        assert_int_equal(document.count, 2);
        assert_int_not_equal(document.form, LINT_FORM_NONE);
        assert_true(slice_is(document.sections[0].id, "section 7"));
        assert_true(slice_is(document.sections[0].title, "Access"));
        assert_int_equal(document.sections[0].line, i < 2 ? 2 : 1);
        assert_int_equal(document.sections[0].kind, LINT_OFFENCE);
        assert_int_equal(document.sections[1].kind, LINT_OTHER);
    }
}

static void test_one_section(void **state)
{
    struct lint_document document = read_good("A person who sends an obscene message " ACT);

    (void)state;
    assert_int_equal(document.count, 1);
    assert_int_equal(document.form, LINT_FORM_NONE);
    assert_true(lint_has(&document.sections[0], LINT_L1));
}

/* Line and column count characters, the end lies behind the words. */
static void test_places(void **state)
{
    struct lint_document document =
        read_good("## section 1: É\nÉ é. A person who intentionally sends grossly offensive "
                  "matter by a network " ACT "\n");
    const struct lint_finding *content = finding(&document.sections[0], LINT_L1);

    (void)state;
    assert_non_null(content);
    assert_true(slice_starts(content->words, SLICE("grossly offensive")));
    assert_int_equal(content->place.line, 2);
    assert_int_equal(content->place.column, 39);
    assert_int_equal(content->place.end_column - content->place.column, (int)content->words.size);
}

static const struct {
    const char *text;
    unsigned months;
} penalties[] = {
    {"imprisonment for a term not exceeding twenty-five years", 300},
    {"imprisonment not exceeding five (5) years", 60},
    {"imprisonment of either description for a term which may extend to 3 years", 36},
    {"imprisonment from six months to two years", 24},
    {"a term of eighteen months imprisonment", 18},
    {"imprisonment for life", LINT_MONTHS_LIFE},
    {"imprisonment of prision mayor", 144},
    {"a fine not exceeding five million shillings", 0},
    {"imprisonment for one hundred and twenty months", 120},
};

static void test_penalties(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof penalties / sizeof *penalties; i++) {
        struct slice text = arena_format(
            &arena,
            "## section 1: X\nAny person who does so commits an offence and is liable to %s.\n",
            penalties[i].text);
        struct lint_document document = read_good((const char *)text.data);

        assert_int_equal(document.sections[0].recognised.months, penalties[i].months);
        assert_int_equal(lint_has(&document.sections[0], LINT_L10), penalties[i].months >= 48);
    }
}

/* One section each; the codes that must be there and those that must not. */
static const struct {
    const char *text;
    enum lint_code there, absent;
} sections[] = {
    {"A person who damages data " ACT, LINT_L2, LINT_L1},
    {"A person who intentionally damages data " ACT, LINT_L3, LINT_L2},
    {"A person who intentionally or recklessly damages data " ACT, LINT_L2, LINT_L1},
    {"(1) A person shall not intentionally damage data. (2) A person who contravenes subsection "
     "(1) " ACT,
     LINT_L5, LINT_L2},
    {"(1) A person who intentionally damages data " ACT " (2) It is a defence that the act was in "
     "the public interest.",
     LINT_L3, LINT_L5},
    {"A person who, by infringing security measures, knowingly accesses a computer system " ACT,
     LINT_L6, LINT_L9},
    /* every way of committing it needs a mental element */
    {"A person who\xE2\x80\x94 (a) discloses a password; or (b) knowingly sells it, " ACT, LINT_L2,
     LINT_L1},
    {"A person who knowingly\xE2\x80\x94 (a) discloses a password; or (b) sells it, " ACT, LINT_L5,
     LINT_L2},
    {"A person who (a) obtains a password; and (b) intends to damage data with it, " ACT, LINT_L5,
     LINT_L2},
    {"A person who 1\xC2\xB0 obtains a password; 2\xC2\xB0 knowingly sells it; " ACT, LINT_L2,
     LINT_L1},
    {"A person who discloses a password, or who knowingly sells it, " ACT, LINT_L2, LINT_L1},
    {"A person who damages data in a way that is likely to cause harm " ACT, LINT_L2, LINT_L1},
    {"A person who contravenes a provision for which a penalty is not provided " ACT, LINT_L5,
     LINT_L1},
    /* what is committed is defined with a mental element */
    {"(1) A person who commits cyberbullying " ACT
     " (2) In this section \"cyber bullying\" means the "
     "intentional use of a computer to harass.",
     LINT_L5, LINT_L2},
    /* a consent to prosecute is no defence; an illustration is no part of the provision */
    {"(1) A person who intentionally damages data " ACT " (2) A person shall not be prosecuted for "
     "an offence under this section without the written consent of the Director.",
     LINT_L5, LINT_L2},
    {"A person who intentionally damages data " ACT
     " Illustration. X damages data, having reason to "
     "believe that it is his.",
     LINT_L5, LINT_L2},
    /* a term that is defined, without quotation marks too, is not vague */
    {"(1) A person who intentionally sends an intimate image " ACT
     "\n(2) In this section, intimate "
     "image means a picture of a naked person.",
     LINT_L1, LINT_L8},
    {"(1) A person who intentionally lures a child to make child pornography " ACT, LINT_L1,
     LINT_L2},
    {"A person shall not use a computer for an activity which constitutes an offence under any "
     "written law. A person who does so " ACT,
     LINT_L7, LINT_L1},
    {"An offence under any other law committed through the use of a computer " ACT, LINT_L7,
     LINT_L1},
    {"A person who intentionally uses a computer contrary to the computer use policy " ACT, LINT_L4,
     LINT_L1},
    {"A person who intentionally publishes a statement likely to cause annoyance " ACT, LINT_L8,
     LINT_L2},
    {"(1) A person who intentionally sends an intimate image " ACT " (2) In this section "
     "\"intimate image\" means a picture of a naked person.",
     LINT_L1, LINT_L8},
    {"A person who intentionally uses a virtual private network " ACT, LINT_L14, LINT_L1},
    {"A person who with intent to defraud inputs false data in a computer system " ACT, LINT_L5,
     LINT_L1},
};

static void test_offences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct slice text = arena_format(&arena, "## section 1: X\n%s\n", sections[i].text);
        struct lint_document document = read_good((const char *)text.data);

        assert_int_equal(document.sections[0].kind, LINT_OFFENCE);
        if (!lint_has(&document.sections[0], sections[i].there) ||
            lint_has(&document.sections[0], sections[i].absent))
            fail_msg("section %zu: %s there, %s absent: %s", i, lint_codes[sections[i].there].code,
                     lint_codes[sections[i].absent].code, sections[i].text);
    }
}

/* Neither: duties with an administrative penalty, and what is only about offences. */
static void test_others(void **state)
{
    struct lint_document document = read_good(
        "## section 1: Access\nA person who accesses a computer system " ACT
        "\n## section 2: Reporting\nAn owner who does not report an incident is liable to pay to "
        "the "
        "Authority the administrative penalty.\n"
        "## section 3: Definition of unlawful publication\nA publication is unlawful unless it is "
        "true.\n"
        "## section 4: Notice\nA provider that learns that its network is used to commit an "
        "offence "
        "informs its customers.\n");

    (void)state;
    assert_int_equal(document.kinds[LINT_OTHER], 3);
}

static void test_powers(void **state)
{
    struct lint_document document = read_good(
        "## section 1: Interception\nThe Minister may direct a service provider to intercept any "
        "communication and to keep the direction confidential.\n"
        "## section 2: Search\nA police officer may, without a warrant, search any computer.\n"
        "## section 3: Assistance\nThe central authority may grant mutual legal assistance.\n"
        "## section 4: Blocking\nThe Authority may order a provider to block access to any "
        "website.\n");

    (void)state;
    assert_int_equal(document.kinds[LINT_PROCEDURE], 4);
    assert_true(lint_has(&document.sections[0], LINT_NO_JUDGE));
    assert_true(lint_has(&document.sections[0], LINT_NO_DURATION));
    assert_true(lint_has(&document.sections[0], LINT_NO_NOTICE));
    assert_true(lint_has(&document.sections[0], LINT_NO_PRIVILEGE));
    assert_true(lint_has(&document.sections[0], LINT_NO_THRESHOLD));
    assert_true(lint_has(&document.sections[0], LINT_GAG));
    assert_true(lint_has(&document.sections[1], LINT_NO_WARRANT));
    assert_true(lint_has(&document.sections[2], LINT_NO_DUAL_CRIMINALITY));
    assert_true(lint_has(&document.sections[3], LINT_L14));
    assert_true(lint_has(&document.sections[3], LINT_NO_JUDGE));
}

/* "By written notice to the provider" is no notice to the person concerned, "necessary information"
 * no test of necessity, "real-time" no limit in time. */
static void test_safeguards_in_name(void **state)
{
    struct lint_document document = read_good(
        "## section 1: Interception\nA police officer may, by written notice given to a person in "
        "control of a system, require that person to collect content data in real-time of "
        "specified "
        "communications, and to provide the necessary information.\n"
        "## section 2: Interception\nA judge may order a provider to intercept communications for "
        "a "
        "period not exceeding thirty days where there are grounds to believe that a serious "
        "offence "
        "was committed and the measure is necessary and proportionate. The person concerned shall "
        "be "
        "notified within 90 days.\n");
    const struct lint_section *bare = &document.sections[0], *full = &document.sections[1];

    (void)state;
    assert_true(lint_has(bare, LINT_NO_NOTICE) && !lint_has(full, LINT_NO_NOTICE));
    assert_true(lint_has(bare, LINT_NO_NECESSITY) && !lint_has(full, LINT_NO_NECESSITY));
    assert_true(lint_has(bare, LINT_NO_DURATION) && !lint_has(full, LINT_NO_DURATION));
    assert_true(lint_has(bare, LINT_NO_SUSPICION) && !lint_has(full, LINT_NO_SUSPICION));
    assert_true(lint_has(bare, LINT_NO_JUDGE) && !lint_has(full, LINT_NO_JUDGE));
}

/* Said once a document, and not where it has the clause. */
static void test_interpretation_clause(void **state)
{
    struct lint_document without =
        read_good("## section 1: X\nA person who damages data " ACT
                  "\n## section 2: Y\nA person who damages data " ACT "\n");
    struct lint_document with = read_good(
        "## section 1: X\nA person who damages data " ACT
        "\n## section 2: Y\nNothing in this Act shall be construed to restrict freedom of "
        "expression.\n");

    (void)state;
    assert_true(lint_has(&without.sections[0], LINT_L13));
    assert_false(lint_has(&without.sections[1], LINT_L13));
    assert_false(lint_has(&with.sections[0], LINT_L13));
}

static void test_latin(void **state)
{
    static const char bytes[] =
        "## section 1: X\nA caf\xE9 owner who \x93sends\x94 obscene messages "
        "intentionally " ACT "\n";
    struct lint_place latin;
    struct error error = {0};
    struct slice text;

    (void)state;
    assert_true(lint_decode(slice_text(bytes), &arena, &text, &latin, &error));
    assert_int_equal(latin.line, 2);
    assert_int_equal(latin.column, 6);
    assert_int_not_equal(slice_find(text, 0, 0xC3), SIZE_MAX);
    assert_true(lint_has(&read_good(bytes).sections[0], LINT_L1));
}

static void test_refused(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(read_bad(slice_of("abc\ndef\0ghi", 11), &error), ERROR_TEXT_INVALID);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 4);
    assert_int_equal(read_bad(SLICE("\xFF\xFE"
                                    "a"),
                              &error),
                     ERROR_TEXT_INVALID);
    assert_int_equal(read_bad(SLICE(""), &error), ERROR_TEXT_INVALID);
    assert_int_equal(read_bad(SLICE("A recipe for bread: flour, water and salt.\n"), &error),
                     ERROR_TEXT_INVALID);
    assert_int_equal(error.line, 1);
    assert_int_equal(read_bad(SLICE("## section 1: X\n## section 2: Y\n"), &error),
                     ERROR_TEXT_INVALID);
}

/* Five megabytes in one line: findings with their column, or a refusal; never a crash. */
static void test_one_line(void **state)
{
    struct buffer text = {0};
    struct lint_document document;
    struct error error = {0};

    (void)state;
    while (text.size < 5000000)
        buffer_text(&text, "(1) A person who sends an obscene message " ACT " ");
    assert_true(maker_lint(buffer_slice(&text), &arena, &document, &error));
    assert_int_equal(document.count, 1);
    assert_int_equal(finding(&document.sections[0], LINT_L1)->place.line, 1);
    buffer_clear(&text);
    while (text.size < 5000000)
        buffer_text(&text, "abcdefghijklmnopqrstuvwxyz");
    assert_int_equal(read_bad(buffer_slice(&text), &error), ERROR_TEXT_INVALID);
    buffer_free(&text);
}

static const struct {
    const char *text;
    uint32_t line, column;
} lexicons[] = {
    {"word @ reason\n", 1, 1},
    {"[intent]\nword\n", 2, 1},
    {"[intent]\nwith ..99 intent @ reason\n", 2, 6},
    {"[intent]\n..2 intent @ reason\n", 2, 1},
    {"[intent]\nintent ..2 @ reason\n", 2, 1},
    {"[no such class]\nword @ reason\n", 1, 2},
    {"[intent]\n{nothing} @ reason\n", 2, 2},
    {"[intent]\nIntent @ reason\n", 2, 1},
    {"[intent]\nintent @ reason", 2, 1},
    {"# nothing\n", 0, 0},
};

static void test_lexicon_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++) {
        struct lexicon lexicon;
        struct error error = {0};

        assert_false(lexicon_parse(slice_text(lexicons[i].text), &lexicon, &error));
        if (lexicons[i].line != error.line)
            fail_msg("lexicon %zu: line %u, not %u", i, error.line, lexicons[i].line);
        assert_int_equal(error.column, lexicons[i].column);
        lexicon_free(&lexicon);
    }
}

/* Each line of the lexicon has its reason, each class a pattern. */
static void test_lexicon(void **state)
{
    const struct lexicon *lexicon = maker_lexicon();
    bool used[LEXICON_CLASS_COUNT] = {false};

    (void)state;
    assert_non_null(lexicon);
    for (size_t i = 0; i < lexicon->pattern_count; i++) {
        assert_true(lexicon->patterns[i].reason.size > 2);
        used[lexicon->patterns[i].class] = true;
    }
    for (unsigned i = 0; i < LEXICON_CLASS_COUNT; i++)
        if (!used[i])
            fail_msg("the lexicon has no line for \"%s\"", lexicon_class_name(i));
}

static int forget(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_teardown(test_headings, forget),
    cmocka_unit_test_teardown(test_one_section, forget),
    cmocka_unit_test_teardown(test_places, forget),
    cmocka_unit_test_teardown(test_penalties, forget),
    cmocka_unit_test_teardown(test_offences, forget),
    cmocka_unit_test_teardown(test_others, forget),
    cmocka_unit_test_teardown(test_powers, forget),
    cmocka_unit_test_teardown(test_safeguards_in_name, forget),
    cmocka_unit_test_teardown(test_interpretation_clause, forget),
    cmocka_unit_test_teardown(test_latin, forget),
    cmocka_unit_test_teardown(test_refused, forget),
    cmocka_unit_test_teardown(test_one_line, forget),
    cmocka_unit_test(test_lexicon_errors),
    cmocka_unit_test(test_lexicon),
};

TEST_MAIN(tests)
