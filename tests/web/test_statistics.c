/* What is left out of public counts, and that it cannot be worked out; zones; limits; and that every
 * word of the field has a title in each language. */
#include "test.h"

#include "base/zone.h"
#include "law/offence_findings.h"
#include "node/statistics.h"
#include "rules/parameter.h"
#include "test_random.h"
#include "text/title.h"
#include "web/limit.h"
#include "web/statistics.h"

enum { CELLS = 6 };

static void test_small_cells(void **state)
{
    static const struct {
        uint64_t cells[CELLS];
        const char *hidden; /* one character a cell, then one for the total */
    } rows[] = {
        {{0, 0, 0, 0, 0, 0}, "......."},   {{10, 20, 0, 0, 0, 0}, "......."},
        {{3, 20, 40, 0, 0, 0}, "xx....."}, {{9, 9, 40, 0, 0, 0}, "xx....."},
        {{1, 1, 40, 50, 0, 0}, "xxx...."}, {{5, 0, 0, 0, 0, 0}, "x.....x"},
        {{5, 4, 0, 0, 0, 0}, "xx....x"},   {{9, 0, 12, 0, 11, 0}, "x...x.."},
        {{1, 2, 3, 4, 0, 0}, "xxxx..."},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool hidden[CELLS];
        struct statistics_row row = statistics_hide(rows[i].cells, CELLS, hidden);
        char seen[CELLS + 2] = {0};

        for (size_t j = 0; j < CELLS; j++)
            seen[j] = hidden[j] ? 'x' : '.';
        seen[CELLS] = row.total_hidden ? 'x' : '.';
        assert_string_equal(rows[i].hidden, seen);
    }
    (void)state;
}

/* From cells and total as shown, nobody learns a count from 1 to 9. */
static void test_nothing_follows(void **state)
{
    struct test_random random = {.seed = 14};

    for (int round = 0; round < 20000; round++) {
        uint64_t cells[CELLS], sum = 0;
        size_t number = 0;
        bool hidden[CELLS];
        struct statistics_row row;

        for (size_t i = 0; i < CELLS; i++)
            cells[i] = test_random_below(&random, 2) ? test_random_below(&random, 30) : 0;
        row = statistics_hide(cells, CELLS, hidden);
        for (size_t i = 0; i < CELLS; i++) {
            assert_true(hidden[i] || cells[i] == 0 || cells[i] >= STATISTICS_SMALL);
            sum += hidden[i] ? cells[i] : 0;
            number += hidden[i];
        }
        if (number && !row.total_hidden)
            assert_true(number >= 2 && sum >= STATISTICS_SMALL);
    }
    (void)state;
}

static void test_bands_and_months(void **state)
{
    static const uint64_t counts[] = {0, 1, 9, 10, 19, 20, 105};
    static const uint64_t bands[] = {0, 1, 1, 10, 10, 20, 100};

    for (size_t i = 0; i < 7; i++)
        assert_int_equal(bands[i], statistics_band(counts[i]));
    assert_int_equal(instant_civil(2026, 11, 1, 0, 0, 0),
                     statistics_until(instant_civil(2026, 11, 22, 10, 0, 0)));
    assert_int_equal(instant_civil(2026, 1, 1, 0, 0, 0),
                     statistics_until(instant_civil(2026, 1, 1, 0, 0, 0)));
    (void)state;
}

/* ---- zones ---- */

static void test_zone_names(void **state)
{
    static const char *const names[] = {"Europe/Paris", "UTC", "Etc/GMT+5",
                                        "America/Argentina/Buenos_Aires"};
    static const char *const others[] = {"",
                                         "/etc/passwd",
                                         "..",
                                         "../x",
                                         "a//b",
                                         "a/",
                                         "/a",
                                         "a.b",
                                         "Europe/Paris\n",
                                         "a\\b",
                                         "Europe/../../etc/passwd"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(zone_is_name(slice_text(names[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(zone_is_name(slice_text(others[i])));
    assert_false(zone_is_name(SLICE("a\0b")));
    (void)state;
}

/* Two blocks, the second with one change from +01:00 to +02:00 at 1000. */
static void test_zone_file(void **state)
{
    static const char types[] = "\0\0\x0e\x10\0\0\0\0\x1c\x20\1\0";
    struct buffer file = {0};
    struct arena arena = {0};
    struct error error = {0};
    struct zone zone = {0};

    for (int block = 0; block < 2; block++) {
        uint8_t header[44] = "TZif2";

        header[35] = (uint8_t)block; /* instants */
        header[39] = 2;              /* types */
        buffer_append(&file, slice_of(header, 44));
        if (block) {
            buffer_u64(&file, 1000);
            buffer_byte(&file, 1);
        }
        buffer_append(&file, slice_of(types, 12));
    }
    assert_true(zone_parse(buffer_slice(&file), &arena, &zone, &error));
    assert_int_equal(3600, zone_offset(&zone, 999));
    assert_int_equal(7200, zone_offset(&zone, 1000));
    for (size_t size = 0; size < file.size; size++)
        assert_false(zone_parse(slice_of(file.data, size), &arena, &zone, &error));
    file.data[file.size - 13] = 2; /* a type that is not there */
    assert_false(zone_parse(buffer_slice(&file), &arena, &zone, &error));
    arena_free(&arena);
    buffer_free(&file);
    (void)state;
}

/* ---- limits ---- */

static void test_limit(void **state)
{
    static struct limits limits;
    struct slice key = SLICE("key"), ann = SLICE("ann"), bob = SLICE("bob");

    for (int i = 0; i < LIMIT_MOST; i++)
        assert_true(limit_take(&limits, key, ann, 100000));
    assert_false(limit_take(&limits, key, ann, 100000));
    assert_true(limit_take(&limits, key, bob, 100000));
    assert_false(limit_take(&limits, key, ann, 100000 + LIMIT_EACH - 1));
    assert_true(limit_take(&limits, key, ann, 100000 + LIMIT_EACH));
    assert_false(limit_take(&limits, key, ann, 100000 + LIMIT_EACH));
    assert_true(limit_take(&limits, key, ann, 99000));
    (void)state;
}

/* ---- words ---- */

static void assert_translated(const char *text)
{
    assert_non_null(text);
    for (enum language language = 0; language < LANGUAGE_COUNT; language++)
        if (!language_has(language, text))
            fail_msg("\"%s\" is not in %s", text, language_name(language));
}

static void test_every_word_has_a_title(void **state)
{
    static const struct vocabulary *const lists[] = {&words_category,  &words_role,
                                                     &words_offence,   &words_ground,
                                                     &words_privilege, &words_statement};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (unsigned j = 0; j < lists[i]->count; j++)
            assert_translated(word_title(lists[i], j));
    for (enum measure measure = 0; measure < MEASURE_COUNT; measure++) {
        assert_translated(measure_title(measure));
        assert_translated(measure_meaning(measure));
    }
    for (enum parameter parameter = 0; parameter < PARAMETER_COUNT; parameter++)
        assert_translated(parameter_table[parameter].meaning);
    for (enum standard standard = 0; standard < STANDARD_COUNT; standard++)
        assert_translated(standard_table[standard].title);
    for (enum element element = 0; element < ELEMENT_COUNT; element++) {
        assert_translated(element_table[element].question);
        for (unsigned j = 0; element != ELEMENT_ACT && j < element_table[element].vocabulary->count;
             j++)
            assert_translated(element_meaning(element, j));
    }
    for (const struct safeguard *row = safeguards; row->row; row++) {
        assert_translated(row->title);
        assert_translated(row->text);
    }
    (void)state;
}

/* Each row that a rule or a finding names can be read. */
static void test_every_row_is_explained(void **state)
{
    for (enum parameter parameter = 0; parameter < PARAMETER_COUNT; parameter++)
        assert_non_null(safeguard_find(parameter_table[parameter].row));
    for (enum standard standard = 0; standard < STANDARD_COUNT; standard++)
        assert_non_null(safeguard_find(standard_table[standard].row));
    for (int code = 0; code < FINDING_COUNT; code++)
        assert_non_null(safeguard_find(finding_row((enum finding_code)code)));
    (void)state;
}

static void test_values(void **state)
{
    static const struct {
        struct value value;
        const char *english, *french;
    } rows[] = {
        {{.kind = VALUE_DAYS, .number = 21}, "21 days", "21 jours"},
        {{.kind = VALUE_MONTHS, .number = 48}, "4 years", "4 ans"},
        {{.kind = VALUE_MONTHS, .number = 18}, "18 months", "18 mois"},
        {{.kind = VALUE_HOURS, .number = 1}, "1 hour", "1 heure"},
        {{.kind = VALUE_FLAG, .number = 1}, "yes", "oui"},
        {{.kind = VALUE_SET, .number = 12, .vocabulary = &words_category},
         "traffic data, content",
         "donn\xc3\xa9"
         "es de trafic, contenu"},
        {{.kind = VALUE_SET, .number = 0xffff, .vocabulary = &words_ground},
         "all, R01 to R16",
         "tous, R01 \xc3\xa0 R16"},
        {{.kind = VALUE_SET, .number = 0xffdf, .vocabulary = &words_ground},
         "all, R01 to R16, but not R06 no dual criminality",
         "tous, R01 \xc3\xa0 R16, sauf R06 pas de double incrimination"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer text = {0};

        value_say(LANGUAGE_EN, &rows[i].value, &text);
        assert_string_equal(rows[i].english, buffer_string(&text));
        buffer_clear(&text);
        value_say(LANGUAGE_FR, &rows[i].value, &text);
        assert_string_equal(rows[i].french, buffer_string(&text));
        buffer_free(&text);
    }
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_small_cells),
    cmocka_unit_test(test_nothing_follows),
    cmocka_unit_test(test_bands_and_months),
    cmocka_unit_test(test_zone_names),
    cmocka_unit_test(test_zone_file),
    cmocka_unit_test(test_limit),
    cmocka_unit_test(test_every_word_has_a_title),
    cmocka_unit_test(test_every_row_is_explained),
    cmocka_unit_test(test_values),
};

TEST_MAIN(tests)
