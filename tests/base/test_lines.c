/* The line format: what is read, and every way to get it wrong, with code, line and column. */
#include "test.h"

#include "base/lines.h"

static void reads_sections_keys_and_citations(void **state)
{
    static const char text[] = "# a comment\n"
                               "version = 1\n"
                               "\n"
                               "[state XA] @ Treaty art. 2\n"
                               "root-1   =   ssh-ed25519 AAAA user@host   \n"
                               "   \n"
                               "limit = 48 hours @ Act s. 12 # not a comment\n"
                               "[witness proviso.xb/witness]\n"
                               "limit = {a, b} = \xc3\xa9 [x] @y\n"
                               "[empty]\n";
    struct arena arena = {0};
    struct error error = {0};
    struct lines lines;
    const struct line_section *section;
    const struct line_entry *entry;

    (void)state;
    assert_true(lines_parse(SLICE(text), &arena, &lines, &error));
    assert_int_equal(lines.count, 4);
    assert_true(slice_is(lines_entry(lines_section(&lines, ""), "version")->value, "1"));
    section = lines_section(&lines, "state XA");
    assert_non_null(section);
    assert_true(slice_is(section->citation, "Treaty art. 2"));
    assert_int_equal(section->line, 4);
    assert_int_equal(section->count, 2);
    entry = lines_entry(section, "root-1");
    assert_true(slice_is(entry->value, "ssh-ed25519 AAAA user@host"));
    assert_int_equal(entry->citation.size, 0);
    assert_int_equal(entry->line, 5);
    assert_int_equal(entry->key_column, 1);
    assert_int_equal(entry->value_column, 14);
    entry = lines_entry(section, "limit");
    assert_true(slice_is(entry->value, "48 hours"));
    assert_true(slice_is(entry->citation, "Act s. 12 # not a comment"));
    assert_ptr_equal(entry->section, section);
    entry = lines_entry(lines_section(&lines, "witness proviso.xb/witness"), "limit");
    assert_true(slice_is(entry->value, "{a, b} = \xc3\xa9 [x] @y"));
    assert_int_equal(lines_section(&lines, "empty")->count, 0);
    assert_null(lines_section(&lines, "state"));
    assert_null(lines_entry(section, "root"));
    arena_free(&arena);
}

static void an_empty_file_has_nothing(void **state)
{
    struct arena arena = {0};
    struct error error = {0};
    struct lines lines;

    (void)state;
    assert_true(lines_parse(SLICE(""), &arena, &lines, &error));
    assert_int_equal(lines.count, 0);
    assert_true(lines_parse(SLICE("\n# nothing\n"), &arena, &lines, &error));
    assert_int_equal(lines.count, 0);
    arena_free(&arena);
}

static const struct {
    const char *text;
    enum error_code code;
    uint32_t line, column;
} wrong[] = {
    {"a = 1", ERROR_LINE_SYNTAX, 1, 6},
    {"[x]\na = 1\nb = 2", ERROR_LINE_SYNTAX, 3, 6},
    {"a = 1\r\n", ERROR_TEXT_INVALID, 1, 6},
    {"a =\t1\n", ERROR_TEXT_INVALID, 1, 4},
    {"# \x01\n", ERROR_TEXT_INVALID, 1, 3},
    {"\na = \xe2\x80\xae"
     "1\n",
     ERROR_TEXT_INVALID, 2, 5},
    {"\xef\xbb\xbf"
     "a = 1\n",
     ERROR_TEXT_INVALID, 1, 1},
    {"a = \xc3\n", ERROR_ENCODING, 1, 5},
    {"a = 1\n# \xff\n", ERROR_ENCODING, 2, 3},
    {"a = \xed\xa0\x80\n", ERROR_ENCODING, 1, 5},
    {" a = 1\n", ERROR_LINE_SYNTAX, 1, 1},
    {" # comment\n", ERROR_LINE_SYNTAX, 1, 1},
    {" [x]\n", ERROR_LINE_SYNTAX, 1, 1},
    {"= 1\n", ERROR_LINE_SYNTAX, 1, 1},
    {"A = 1\n", ERROR_LINE_SYNTAX, 1, 1},
    {"@ citation\n", ERROR_LINE_SYNTAX, 1, 1},
    {"aB = 1\n", ERROR_LINE_SYNTAX, 1, 2},
    {"a_b = 1\n", ERROR_LINE_SYNTAX, 1, 2},
    {"a\n", ERROR_LINE_SYNTAX, 1, 2},
    {"a b = 1\n", ERROR_LINE_SYNTAX, 1, 3},
    {"a: 1\n", ERROR_LINE_SYNTAX, 1, 2},
    {"a= 1\n", ERROR_LINE_SYNTAX, 1, 2},
    {"a =1\n", ERROR_LINE_SYNTAX, 1, 3},
    {"a == 1\n", ERROR_LINE_SYNTAX, 1, 3},
    {"a =\n", ERROR_LINE_SYNTAX, 1, 4},
    {"a =   \n", ERROR_LINE_SYNTAX, 1, 4},
    {"a = @ citation\n", ERROR_LINE_SYNTAX, 1, 5},
    {"a = 1 @\n", ERROR_LINE_SYNTAX, 1, 7},
    {"a = 1 @ x @ y\n", ERROR_LINE_SYNTAX, 1, 11},
    {"a = 1 @ x @\n", ERROR_LINE_SYNTAX, 1, 11},
    {"[x\n", ERROR_LINE_SYNTAX, 1, 3},
    {"[]\n", ERROR_LINE_SYNTAX, 1, 2},
    {"[ x]\n", ERROR_LINE_SYNTAX, 1, 2},
    {"[x ]\n", ERROR_LINE_SYNTAX, 1, 3},
    {"[x  y]\n", ERROR_LINE_SYNTAX, 1, 4},
    {"[x_y]\n", ERROR_LINE_SYNTAX, 1, 3},
    {"[[x]]\n", ERROR_LINE_SYNTAX, 1, 2},
    {"[x] y\n", ERROR_LINE_SYNTAX, 1, 5},
    {"[x] # y\n", ERROR_LINE_SYNTAX, 1, 5},
    {"[x] @\n", ERROR_LINE_SYNTAX, 1, 5},
    {"[x]\na = 1\n[y]\n[x]\n", ERROR_SECTION_DUPLICATE, 4, 2},
    {"[x]\na = 1\nb = 1\na = 1\n", ERROR_KEY_DUPLICATE, 4, 1},
    {"a = 1\na = 2\n", ERROR_KEY_DUPLICATE, 2, 1},
};

static void refuses_with_line_and_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct lines lines;

        if (lines_parse(slice_text(wrong[i].text), &arena, &lines, &error))
            fail_msg("accepted: %s", wrong[i].text);
        if (error.code != wrong[i].code || error.line != wrong[i].line ||
            error.column != wrong[i].column)
            fail_msg("%u:%u %s %s: %s", error.line, error.column, error_name(error.code),
                     error.message, wrong[i].text);
        arena_free(&arena);
    }
}

static void a_carriage_return_is_named(void **state)
{
    struct arena arena = {0};
    struct error error = {0};
    struct lines lines;

    (void)state;
    assert_false(lines_parse(SLICE("a = 1\r\n"), &arena, &lines, &error));
    assert_non_null(strstr(error.message, "carriage return"));
    arena_free(&arena);
}

/* Parses and returns the error code, with its line in `*line`. */
static enum error_code code_of(const struct buffer *text, uint32_t *line)
{
    struct arena arena = {0};
    struct error error = {0};
    struct lines lines;

    lines_parse(buffer_slice(text), &arena, &lines, &error);
    arena_free(&arena);
    *line = error.line;
    return error.code;
}

static void repeat(struct buffer *text, const char *piece, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_text(text, piece);
}

static void limits_hold_to_the_byte(void **state)
{
    struct buffer text = {0};
    uint32_t line;

    (void)state;
    buffer_text(&text, "a = ");
    repeat(&text, "x", LINE_BYTES - 4);
    buffer_text(&text, "\n");
    assert_int_equal(code_of(&text, &line), ERROR_NONE);
    text.size--;
    buffer_text(&text, "x\n");
    assert_int_equal(code_of(&text, &line), ERROR_TOO_LARGE);
    assert_int_equal(line, 1);
    buffer_clear(&text);
    repeat(&text, "#\n", LINES_BYTES / 2);
    assert_int_equal(code_of(&text, &line), ERROR_NONE);
    buffer_text(&text, "\n");
    assert_int_equal(code_of(&text, &line), ERROR_TOO_LARGE);
    buffer_free(&text);
}

static void counts_are_bounded(void **state)
{
    struct buffer text = {0};
    uint32_t line;

    (void)state;
    for (unsigned i = 0; i < LINES_KEYS; i++)
        buffer_format(&text, "k%u = 1\n", i);
    assert_int_equal(code_of(&text, &line), ERROR_NONE);
    buffer_text(&text, "more = 1\n");
    assert_int_equal(code_of(&text, &line), ERROR_TOO_LARGE);
    assert_int_equal(line, LINES_KEYS + 1);
    buffer_clear(&text);
    for (unsigned i = 0; i < LINES_SECTIONS; i++)
        buffer_format(&text, "[s%u]\n", i);
    assert_int_equal(code_of(&text, &line), ERROR_NONE);
    buffer_text(&text, "[more]\n");
    assert_int_equal(code_of(&text, &line), ERROR_TOO_LARGE);
    assert_int_equal(line, LINES_SECTIONS + 1);
    buffer_free(&text);
}

static void readers_of_tables_have_words(void **state)
{
    static const char *const keys[] = {"from", "hours", NULL};
    static const char text[] = "top = 1\n[x]\nfrom = 2026-02-30\nhours = 3\nother = 1\n";
    struct arena arena = {0};
    struct error error = {0};
    struct lines lines;
    struct value value;
    instant at;

    (void)state;
    assert_true(lines_parse(SLICE(text), &arena, &lines, &error));
    assert_false(lines_only(&lines.sections[1], keys, &error));
    assert_int_equal(error.code, ERROR_KEY_UNKNOWN);
    assert_string_equal(error.message, "unknown key \"other\" in [x]");
    assert_int_equal(error.line, 5);
    assert_false(lines_date(lines_entry(&lines.sections[1], "from"), &at, &error));
    assert_int_equal(error.line, 3);
    assert_int_equal(error.column, 8);
    assert_false(
        lines_value(lines_entry(&lines.sections[1], "hours"), VALUE_HOURS, NULL, &value, &error));
    assert_int_equal(error.code, ERROR_VALUE_UNIT);
    assert_int_equal(error.line, 4);
    assert_int_equal(error.column, 9);
    assert_false(lines_missing_key(&lines.sections[1], "to", &error));
    assert_int_equal(error.line, 2);
    assert_false(lines_unknown_section(&lines.sections[1], &error));
    assert_int_equal(error.column, 2);
    assert_false(lines_unknown_section(&lines.sections[0], &error));
    assert_int_equal(error.line, 1);
    arena_free(&arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(reads_sections_keys_and_citations),
    cmocka_unit_test(an_empty_file_has_nothing),
    cmocka_unit_test(refuses_with_line_and_column),
    cmocka_unit_test(a_carriage_return_is_named),
    cmocka_unit_test(limits_hold_to_the_byte),
    cmocka_unit_test(counts_are_bounded),
    cmocka_unit_test(readers_of_tables_have_words),
};

TEST_MAIN(tests)
