/* Registers of offences: the ones that come with Proviso, versions, every way to write one wrongly.
 */
#include "test.h"

#include "base/files.h"
#include "law/folder.h"
#include "law/maker.h"
#include "law/offence_findings.h"

static struct arena arena;
static struct offence_register arcadia, belmora, budapest;

static void read_register(const char *name, struct offence_register *out)
{
    struct error error = {0};
    struct buffer path = {0}, text = {0};

    buffer_format(&path, "%s/%s", LAW_FOLDER, name);
    if (!files_read(buffer_string(&path), LINES_BYTES, &text, &error) ||
        !offence_register_parse(buffer_slice(&text), &arena, out, &error))
        fail_msg("%s:%u:%u: %s (%s)", name, error.line, error.column, error.message, error.where);
    buffer_free(&path);
    buffer_free(&text);
}

static int read_all(void **state)
{
    (void)state;
    read_register("arcadia.offences", &arcadia);
    read_register("belmora.offences", &belmora);
    read_register("budapest.offences", &budapest);
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static bool parse(const struct buffer *text, struct offence_register *out, struct error *error)
{
    *error = (struct error){0};
    return offence_register_parse(buffer_slice(text), &arena, out, error);
}

static size_t offences(const struct offence_register *offences)
{
    size_t count = 0;

    for (size_t i = 0; i < offences->count; i++)
        count += offences->provisions[i].version == 1;
    return count;
}

static void the_three_are_read(void **state)
{
    (void)state;
    assert_true(slice_is(arcadia.state, "XA") && slice_is(belmora.state, "XB"));
    assert_true(slice_is(budapest.state, "treaty"));
    assert_true(offences(&arcadia) >= 20 && offences(&belmora) >= 20);
    assert_int_equal(budapest.count, 7);
}

/* Between them the two States show every word of every element and every standard. */
static void the_two_states_show_the_variety(void **state)
{
    const struct offence_register *both[] = {&arcadia, &belmora};
    int64_t seen[ELEMENT_COUNT] = {0};
    unsigned failed = 0;

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < both[i]->count; j++) {
            const struct provision *provision = &both[i]->provisions[j];

            for (unsigned e = 0; e < ELEMENT_COUNT; e++)
                seen[e] |= element_table[e].kind == ELEMENT_DEGREE
                               ? WORD_BIT(provision->elements.values[e])
                               : provision->elements.values[e];
            for (unsigned s = 0; s < STANDARD_COUNT; s++)
                failed |= (unsigned)standard_applies(s, provision) << s;
        }
    for (unsigned e = 0; e < ELEMENT_COUNT; e++)
        if (seen[e] != (int64_t)vocabulary_all(element_table[e].vocabulary))
            fail_msg("%s: only %llx", element_table[e].key, (unsigned long long)seen[e]);
    assert_int_equal(failed, (1u << STANDARD_COUNT) - 1);
}

/* The words quoted are those of the convention. */
static void budapest_quotes_the_treaty(void **state)
{
    struct buffer path = {0}, text = {0};
    struct error error = {0};

    (void)state;
    if (!test_data())
        skip();
    buffer_format(&path, "%s/law/budapest-offences.txt", test_data());
    assert_true(files_read(buffer_string(&path), LINES_BYTES, &text, &error));
    for (size_t i = 0; i < budapest.count; i++) {
        struct slice quoted = budapest.provisions[i].text;
        bool found = false;

        for (size_t at = 0; !found && at + quoted.size <= text.size; at++)
            found = memcmp(text.data + at, quoted.data, quoted.size) == 0;
        assert_true(found);
    }
    buffer_free(&path);
    buffer_free(&text);
}

static void a_section_becomes_a_provision(void **state)
{
    struct offence_register read;
    const struct provision *one;
    struct buffer text = {0};
    struct error error;

    (void)state;
    buffer_text(&text, maker_header);
    maker_section("offence one-1", "mens-rea", "intent @ s. 3, \"knowing\"", &text);
    buffer_text(&text, "text.2 = Or that.\ninterpretation = no\nto = 2030-01-01\nlanguage = fr\n");
    assert_true(parse(&text, &read, &error));
    assert_int_equal(read.count, 1);
    one = read.provisions;
    assert_true(slice_is(one->state, "XA") && slice_is(one->id, "one-1") &&
                slice_is(one->text, "Whoever does it.\nOr that.") &&
                slice_is(one->language, "fr") && !one->interpretation);
    assert_int_equal(one->version, 1);
    assert_int_equal(one->penalty, 24);
    assert_int_equal(one->undefined.size + one->covered_by.size, 0);
    assert_int_equal(one->elements.values[ELEMENT_MENS_REA], MENS_REA_INTENT);
    assert_true(slice_is(one->places[ELEMENT_MENS_REA].citation, "s. 3, \"knowing\""));
    assert_int_equal(one->places[ELEMENT_MENS_REA].line, 16);
    assert_int_equal(one->places[ELEMENT_MENS_REA].column, 12);
    assert_int_equal(one->line, 8);
    assert_int_equal(one->to, instant_civil(2030, 1, 1, 0, 0, 0));
    buffer_free(&text);
}

static void the_version_in_force_is_found(void **state)
{
    const struct provision *found;
    bool known;

    (void)state;
    found = offence_in_force(&arcadia, SLICE("unlawful-access"),
                             instant_civil(2024, 6, 30, 23, 59, 59), &known);
    assert_true(known && found);
    assert_int_equal(found->version, 1);
    found = offence_in_force(&arcadia, SLICE("unlawful-access"), instant_civil(2024, 7, 1, 0, 0, 0),
                             NULL);
    assert_non_null(found);
    assert_int_equal(found->version, 2);
    assert_null(offence_in_force(&arcadia, SLICE("unlawful-access"),
                                 instant_civil(2018, 3, 31, 23, 59, 59), &known));
    assert_true(known);
    assert_null(offence_in_force(&arcadia, SLICE("unlawful"), 0, &known));
    assert_false(known);
}

/* Every key that is needed is missed, by its name. */
static void nothing_may_be_left_out(void **state)
{
    static const char *const keys[] = {"title",   "cites",     "text",       "from",
                                       "penalty", "undefined", "covered-by", "powers"};

    (void)state;
    for (unsigned i = 0; i < 8 + ELEMENT_COUNT; i++) {
        const char *key = i < 8 ? keys[i] : element_table[i - 8].key;
        struct buffer text = {0};
        struct offence_register read;
        struct error error;

        buffer_text(&text, maker_header);
        maker_section("offence one", key, NULL, &text);
        assert_false(parse(&text, &read, &error));
        assert_int_equal(error.code, ERROR_KEY_MISSING);
        assert_non_null(strstr(error.message, key));
        assert_string_equal(error.where, "offence one");
        assert_int_equal(error.line, 8);
        buffer_free(&text);
    }
}

static const struct {
    const char *key, *value;
    enum error_code code;
    uint32_t column; /* of the value, or of the key */
} wrong_values[] = {
    {"act", "{acess}", ERROR_VALUE_TYPE, 7},
    {"act", "{}", ERROR_VALUE_TYPE, 7},
    {"act", "access", ERROR_VALUE_TYPE, 7},
    {"act", "{access, access}", ERROR_VALUE_TYPE, 7},
    {"object", "{}", ERROR_VALUE_TYPE, 10},
    {"object", "{computer-system,}", ERROR_VALUE_TYPE, 10},
    {"authority", "{law}", ERROR_VALUE_TYPE, 13},
    {"authority", "none", ERROR_VALUE_TYPE, 13},
    {"mens-rea", "intentional", ERROR_VALUE_TYPE, 12},
    {"mens-rea", "unknown", ERROR_VALUE_TYPE, 12},
    {"mens-rea", "at least intent", ERROR_VALUE_TYPE, 12},
    {"harm", "Serious", ERROR_VALUE_TYPE, 8},
    {"system", "networked", ERROR_VALUE_TYPE, 10},
    {"exclusions", "none", ERROR_VALUE_TYPE, 14},
    {"exclusions", "{satire}", ERROR_VALUE_TYPE, 14},
    {"ict-role", "aggravator", ERROR_VALUE_TYPE, 12},
    {"tool-purpose", "crime", ERROR_VALUE_TYPE, 16},
    {"penalty", "2", ERROR_VALUE_UNIT, 11},
    {"penalty", "700 days", ERROR_VALUE_UNIT, 11},
    {"penalty", "two years", ERROR_VALUE_TYPE, 11},
    {"penalty", "100 years", ERROR_VALUE_TYPE, 11},
    {"penalty", "unstated", ERROR_VALUE_TYPE, 11},
    {"penalty", "Life", ERROR_VALUE_TYPE, 11},
    {"powers", "{censorship}", ERROR_VALUE_TYPE, 10},
    {"powers", "none", ERROR_VALUE_TYPE, 10},
    {"from", "2020-02-30", ERROR_TIME_FORMAT, 8},
    {"from", "1 January 2020", ERROR_TIME_FORMAT, 8},
    {"to", "2020-13-01", ERROR_TIME_FORMAT, 6},
    {"to", "2020-01-01", ERROR_VALUE_TYPE, 6},
    {"to", "2019-01-01", ERROR_VALUE_TYPE, 6},
    {"language", "English", ERROR_MEMBER_VALUE, 12},
    {"language", "EN", ERROR_MEMBER_VALUE, 12},
    {"interpretation", "maybe", ERROR_VALUE_TYPE, 18},
    {"interpretation", "yes", ERROR_KEY_MISSING, 18},
    {"text.3", "A paragraph.", ERROR_KEY_MISSING, 1},
    {"text.1", "A paragraph.", ERROR_KEY_UNKNOWN, 1},
    {"text.10", "A paragraph.", ERROR_KEY_UNKNOWN, 1},
    {"intent", "yes", ERROR_KEY_UNKNOWN, 1},
    {"state", "XA", ERROR_KEY_UNKNOWN, 1},
};

static void every_wrong_value_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_values / sizeof *wrong_values; i++) {
        struct buffer text = {0}, line = {0};
        struct offence_register read;
        struct error error;
        uint32_t at = 1;
        const char *found;

        buffer_text(&text, maker_header);
        maker_section("offence one", wrong_values[i].key, wrong_values[i].value, &text);
        buffer_format(&line, "\n%s = %s\n", wrong_values[i].key, wrong_values[i].value);
        assert_false(parse(&text, &read, &error));
        if (error.code != wrong_values[i].code || error.column != wrong_values[i].column)
            fail_msg("%s = %s: %s, column %u: %s", wrong_values[i].key, wrong_values[i].value,
                     error_name(error.code), error.column, error.message);
        found = strrchr(buffer_string(&text), '[');
        found = strstr(found, buffer_string(&line));
        for (const char *c = buffer_string(&text); c <= found; c++)
            at += *c == '\n';
        assert_int_equal(error.line, at);
        assert_string_equal(error.where, "offence one");
        buffer_free(&text);
        buffer_free(&line);
    }
}

static const struct {
    const char *first_to, *second, *second_from;
    enum error_code code;
    uint32_t column;
} wrong_versions[] = {
    {"2024-01-01", "offence one 2", "2024-01-01", ERROR_NONE, 0},
    {"2024-01-01", "offence one 2", "2024-01-02", ERROR_VERSION_GAP, 8},
    {"2024-01-01", "offence one 2", "2023-12-31", ERROR_VERSION_OVERLAP, 8},
    {NULL, "offence one 2", "2024-01-01", ERROR_VERSION_OVERLAP, 8},
    {"2024-01-01", "offence one 3", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence one 1", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence one 02", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence one two", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence one 2 3", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence two 2", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence two", "2020-01-01", ERROR_NONE, 0},
    {"2024-01-01", "offence one", "2024-01-01", ERROR_SECTION_DUPLICATE, 2},
    {"2024-01-01", "offence One", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence -one", "2024-01-01", ERROR_MEMBER_VALUE, 2},
    {"2024-01-01", "offence", "2024-01-01", ERROR_SECTION_UNKNOWN, 2},
    {"2024-01-01", "offences one", "2024-01-01", ERROR_SECTION_UNKNOWN, 2},
    {"2024-01-01", "crime one", "2024-01-01", ERROR_SECTION_UNKNOWN, 2},
};

static void versions_follow_each_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_versions / sizeof *wrong_versions; i++) {
        struct buffer text = {0};
        struct offence_register read;
        struct error error;
        bool good;

        buffer_text(&text, maker_header);
        maker_section("offence one", "to", wrong_versions[i].first_to, &text);
        maker_section(wrong_versions[i].second, "from", wrong_versions[i].second_from, &text);
        good = parse(&text, &read, &error);
        if (good != (wrong_versions[i].code == ERROR_NONE) ||
            (!good && (error.code != wrong_versions[i].code ||
                       error.column != wrong_versions[i].column || !error.line)))
            fail_msg("%s from %s: %s, column %u: %s", wrong_versions[i].second,
                     wrong_versions[i].second_from, error_name(error.code), error.column,
                     error.message);
        buffer_free(&text);
    }
}

#define REST "from = 2026-01-01\ntitle = x\nlanguage = en\ninterpretation = no\n"

static const struct {
    const char *text;
    enum error_code code;
    uint32_t line;
} wrong_registers[] = {
    {"", ERROR_KEY_MISSING, 0},
    {"[offence one]\ntitle = x\n", ERROR_KEY_MISSING, 0},
    {"[register]\nstate = XA\n" REST, ERROR_KEY_MISSING, 0},
    {"[register]\n" REST, ERROR_KEY_MISSING, 1},
    {"[register]\nstate = XAB\n" REST, ERROR_MEMBER_VALUE, 2},
    {"[register]\nstate = floor\n" REST, ERROR_MEMBER_VALUE, 2},
    {"[register]\nstate = XA\nstate = XA\n" REST, ERROR_KEY_DUPLICATE, 3},
    {"[register]\nstate = XA\npenalty = 2 years\n" REST, ERROR_KEY_UNKNOWN, 3},
    {"state = XA\n", ERROR_KEY_MISSING, 0},
    {"[offence one]\n[register]\nstate = XA\n" REST, ERROR_SECTION_UNKNOWN, 2},
    {"[register]\nstate = XA\nfrom = 2026-01-01\ntitle = x\nlanguage = en\n", ERROR_KEY_MISSING, 1},
    {"[register]\r\nstate = XA\n", ERROR_TEXT_INVALID, 1},
    {"[register]\nstate = XA", ERROR_LINE_SYNTAX, 2},
    {"[register]\ntitle = \xff\n", ERROR_ENCODING, 2},
};

static void wrong_registers_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_registers / sizeof *wrong_registers; i++) {
        struct buffer text = {0};
        struct offence_register read;
        struct error error;

        buffer_text(&text, wrong_registers[i].text);
        assert_false(parse(&text, &read, &error));
        if (error.code != wrong_registers[i].code || error.line != wrong_registers[i].line)
            fail_msg("%zu: %s, line %u: %s", i, error_name(error.code), error.line, error.message);
        buffer_free(&text);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_three_are_read),
    cmocka_unit_test(the_two_states_show_the_variety),
    cmocka_unit_test(budapest_quotes_the_treaty),
    cmocka_unit_test(a_section_becomes_a_provision),
    cmocka_unit_test(the_version_in_force_is_found),
    cmocka_unit_test(nothing_may_be_left_out),
    cmocka_unit_test(every_wrong_value_has_its_place),
    cmocka_unit_test(versions_follow_each_other),
    cmocka_unit_test(wrong_registers_are_refused),
};

static int test_group(void)
{
    return cmocka_run_group_tests(tests, read_all, free_all);
}

int main(void)
{
    return test_run(test_group);
}
