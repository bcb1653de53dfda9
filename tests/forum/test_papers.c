/* Symbols, letters with their signatories, files by their content: what is read, and what is refused where. */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/files.h"
#include "forum/content.h"
#include "forum/letter.h"
#include "forum/symbol.h"

/* ---- symbols ---- */

static void symbols_are_read(void **state)
{
    static const struct {
        const char *text, *place, *base;
        enum symbol_series series;
        int64_t number, revision, addendum, corrigendum;
    } rows[] = {
        {"A/AC.291/22", "A/AC.291", "A/AC.291/22", SERIES_NONE, 22, 0, 0, 0},
        {"A/AC.291/22/Rev.1", "A/AC.291", "A/AC.291/22", SERIES_NONE, 22, 1, 0, 0},
        {"A/AC.291/22/Rev.1/Add.2/Corr.3", "A/AC.291", "A/AC.291/22", SERIES_NONE, 22, 1, 2, 3},
        {"A/AC.291/CRP.10", "A/AC.291", "A/AC.291/CRP.10", SERIES_CRP, 10, 0, 0, 0},
        {"A/AC.291/INF/3", "A/AC.291", "A/AC.291/INF/3", SERIES_INF, 3, 0, 0, 0},
        {"A/AC.291/L.4/Corr.1", "A/AC.291", "A/AC.291/L.4", SERIES_L, 4, 0, 0, 1},
        {"A/AC.291/NGO/1", "A/AC.291", "A/AC.291/NGO/1", SERIES_NGO, 1, 0, 0, 0},
        {"A/CONF.232/WG.1/WP.5", "A/CONF.232/WG.1", "A/CONF.232/WG.1/WP.5", SERIES_WP, 5, 0, 0, 0},
        {"A/76/123", "A/76", "A/76/123", SERIES_NONE, 123, 0, 0, 0},
        {"A/76/L.9", "A/76", "A/76/L.9", SERIES_L, 9, 0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        struct symbol symbol;

        if (!symbol_parse(slice_text(rows[i].text), &symbol, &error))
            fail_msg("%s: %s", rows[i].text, error.message);
        assert_true(slice_is(symbol.place, rows[i].place));
        assert_true(slice_is(symbol.base, rows[i].base));
        assert_int_equal(symbol.series, rows[i].series);
        assert_int_equal(symbol.number, rows[i].number);
        assert_int_equal(symbol.revision, rows[i].revision);
        assert_int_equal(symbol.addendum, rows[i].addendum);
        assert_int_equal(symbol.corrigendum, rows[i].corrigendum);
    }
}

static void no_symbols(void **state)
{
    static const struct {
        const char *text;
        uint32_t column;
    } rows[] = {
        {"", 1},
        {"a/AC.291/22", 1},
        {"ABCDE/1/2", 1},
        {"A", 2},
        {"A/", 3},
        {"A/22", 5},
        {"A/AC.291", 9},
        {"A/AC.291/", 10},
        {"A/AC/22", 5},
        {"A/AC.0/22", 6},
        {"A/AC.291/022", 10},
        {"A/AC.291/100000", 10},
        {"A/AC.291/22/", 13},
        {"A/AC.291/22/rev.1", 13},
        {"A/AC.291/22/Rev1", 16},
        {"A/AC.291/22/Rev.", 17},
        {"A/AC.291/22/Rev.1/Rev.2", 19},
        {"A/AC.291/22/Rev.1x", 18},
        {"A/AC.291/22 ", 12},
        {" A/AC.291/22", 1},
        {"A//22", 3},
        {"A/AC.291/XYZ.1", 15},
        {"A/AC.291/CRP", 13},
        {"A/A.1/B.2/C.3/D.4/1", 15},
        {"A/AC.291/22/../1", 13},
        {"A/AC.291/\xd0\x90", 10},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        struct symbol symbol;

        if (symbol_parse(slice_text(rows[i].text), &symbol, &error))
            fail_msg("%s is a symbol", rows[i].text);
        if (error.column != rows[i].column)
            fail_msg("%s: column %u, not %u", rows[i].text, error.column, rows[i].column);
    }
}

/* ---- letters ---- */

static void a_letter_is_read(void **state)
{
    static const char text[] = "Dear all,\nwe write.\n\nSignatories,*\n\n1. Access – Kenya\n"
                               "2. A name \nthat goes on - South Korea \n4\n3. Nobody's\n"
                               " Individual Experts\n1. Ann Example, Professor \n"
                               "*List of signatories as of 14 February 2022\n\n";
    struct arena arena = {0};
    struct error error = {0};
    struct letter letter;

    (void)state;
    assert_true(letter_parse(slice_text(text), &arena, &letter, &error));
    assert_int_equal(letter.organisations, 3);
    assert_int_equal(letter.individuals, 1);
    assert_int_equal(letter.countries, 2);
    assert_true(slice_is(letter.text, "Dear all,\nwe write.\n\n"));
    assert_true(slice_is(letter.signatories[1].name, "A name that goes on"));
    assert_string_equal(letter.signatories[1].country, "KR");
    assert_null(letter.signatories[2].country);
    assert_true(slice_is(letter.signatories[3].name, "Ann Example, Professor"));
    assert_true(letter.as_of == instant_civil(2022, 2, 14, 0, 0, 0));
    arena_free(&arena);
}

static void no_letters(void **state)
{
#define HEAD "Text.\nSignatories\n"
    static const struct {
        const char *text;
        uint32_t line;
    } rows[] = {
        {"Text without a list.\n", 1},
        {HEAD, 2},
        {HEAD "1. A\n3. B\n", 4},
        {HEAD "2. A\n", 3},
        {HEAD "1. A\n1. B\n", 4},
        {HEAD "1. \n", 3},
        {HEAD "1. – Kenya\nIndividual\nIndividual\n", 5},
        {HEAD "nobody\n", 3},
        {HEAD "01. A\n", 3},
        {HEAD "1. A\n*as of yesterday\n", 4},
        {HEAD "1. A\n*List as of February 30, 2022\n", 4},
        {HEAD "1. A\n*the end\n", 4},
        {HEAD "1. A\n*List as of 2022-02-14\n2. B\n", 5},
        {HEAD "1. A\xe2\x80\xae\n2. B\n", 4},
        {HEAD "1. A\xff\n2. B\n", 4},
        {HEAD "99999999999999999999. A\n", 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct letter letter;

        if (letter_parse(slice_text(rows[i].text), &arena, &letter, &error))
            fail_msg("%s is a letter", rows[i].text);
        if (error.line != rows[i].line || error.code != ERROR_LIST_FORMAT)
            fail_msg("%zu: line %u, not %u: %s", i, error.line, rows[i].line, error.message);
        arena_free(&arena);
    }
}

static void every_country_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < country_count; i++) {
        assert_string_equal(country_code(slice_text(countries[i].name)), countries[i].code);
        if (i)
            assert_true(strcmp(countries[i - 1].name, countries[i].name) < 0);
    }
    assert_null(country_code(SLICE("International")));
    assert_null(country_code(SLICE("")));
}

/* ---- files ---- */

struct part {
    const char *name, *bytes;
};

static struct slice pack(const struct part *parts, size_t count, uint8_t *out, size_t size)
{
    struct archive *archive = archive_write_new();
    size_t used = 0;

    archive_write_set_format_zip(archive);
    assert_int_equal(archive_write_open_memory(archive, out, size, &used), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();

        archive_entry_set_pathname(entry, parts[i].name);
        archive_entry_set_size(entry, (la_int64_t)strlen(parts[i].bytes));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        archive_write_data(archive, parts[i].bytes, strlen(parts[i].bytes));
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return slice_of(out, used);
}

static bool is(enum file_format format, struct slice bytes)
{
    struct error error = {0};

    return content_is(format, bytes, &error);
}

static void files_are_what_they_are(void **state)
{
    static const struct part docx[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships/>"},
        {"word/document.xml", "<w:p><w:r><w:t>Two wo</w:t></w:r><w:r><w:t>rds</w:t></w:r></w:p>"
                              "<w:p><w:t>and three</w:t></w:p>"},
    };
    static const struct part odt[] = {
        {"mimetype", "application/vnd.oasis.opendocument.text"},
        {"META-INF/manifest.xml", "<manifest/>"},
        {"content.xml", "<text:p>Some <text:span>te</text:span>xt</text:p><text:p>here</text:p>"},
    };
    static const char *const samples[] = {
        [FORMAT_PDF] = "%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n",
        [FORMAT_HTML] = "<!DOCTYPE html>\n<title>A title</title><script>no words</script><p>two "
                        "words</p>",
        [FORMAT_MARKDOWN] = "# A heading\n\nand a few more words – here\n",
    };
    uint8_t one[4096], two[4096];
    struct slice files[FORMAT_COUNT];

    (void)state;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        files[i] = slice_text(i == FORMAT_DOCX || i == FORMAT_ODT ? "" : samples[i]);
    files[FORMAT_DOCX] = pack(docx, 3, one, sizeof one);
    files[FORMAT_ODT] = pack(odt, 3, two, sizeof two);
    for (enum file_format i = 0; i < FORMAT_COUNT; i++)
        for (enum file_format j = 0; j < FORMAT_COUNT; j++)
            if (is(i, files[j]) != (i == j))
                fail_msg("%s as %s", words_format.words[j], words_format.words[i]);
    assert_int_equal(content_words(FORMAT_PDF, files[FORMAT_PDF]), -1);
    assert_int_equal(content_words(FORMAT_HTML, files[FORMAT_HTML]), 4);
    assert_int_equal(content_words(FORMAT_MARKDOWN, files[FORMAT_MARKDOWN]), 8);
    assert_int_equal(content_words(FORMAT_DOCX, files[FORMAT_DOCX]), 4);
    assert_int_equal(content_words(FORMAT_ODT, files[FORMAT_ODT]), 3);
    assert_int_equal(content_words(FORMAT_DOCX, files[FORMAT_ODT]), -1);
}

static void files_that_lie(void **state)
{
    static const struct part twice[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<R/>"},
        {"word/document.xml", "<w:t>one</w:t>"},
        {"word/document.xml", "<w:t>two</w:t>"},
    };
    static const struct part climbing[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<R/>"},
        {"word/document.xml", "<w:t>one</w:t>"},
        {"../../etc/passwd", "x"},
    };
    static const struct part late[] = {
        {"content.xml", "<p>x</p>"},
        {"META-INF/manifest.xml", "<m/>"},
        {"mimetype", "application/vnd.oasis.opendocument.text"},
    };
    uint8_t bytes[4096];

    (void)state;
    assert_false(is(FORMAT_DOCX, pack(twice, 4, bytes, sizeof bytes)));
    assert_true(is(FORMAT_DOCX, pack(twice, 3, bytes, sizeof bytes)));
    assert_false(is(FORMAT_DOCX, pack(climbing, 4, bytes, sizeof bytes)));
    assert_false(is(FORMAT_ODT, pack(late, 3, bytes, sizeof bytes)));
    assert_false(is(FORMAT_DOCX, slice_part(pack(twice, 3, bytes, sizeof bytes), 0, 60)));
    assert_false(is(FORMAT_PDF, SLICE("%PDF-1.7\n")));
    assert_false(is(FORMAT_PDF, SLICE("MZ%PDF-1.7\n%%EOF")));
    assert_false(is(FORMAT_MARKDOWN, SLICE("")));
    assert_false(is(FORMAT_MARKDOWN, SLICE("text\0text")));
    assert_false(is(FORMAT_MARKDOWN, SLICE("text \x1b[2J")));
    assert_false(is(FORMAT_MARKDOWN, SLICE("\xff\xfe")));
    assert_false(is(FORMAT_MARKDOWN, SLICE("\xef\xbb\xbf <HTML>")));
    assert_false(is(FORMAT_HTML, SLICE("<svg onload=x>")));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(symbols_are_read),       cmocka_unit_test(no_symbols),
    cmocka_unit_test(a_letter_is_read),       cmocka_unit_test(no_letters),
    cmocka_unit_test(every_country_is_found), cmocka_unit_test(files_are_what_they_are),
    cmocka_unit_test(files_that_lie),
};

TEST_MAIN(tests)
