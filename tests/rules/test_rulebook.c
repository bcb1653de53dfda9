/* Rulebooks: the ones that come with Proviso, every loosening, every way to write one wrongly. */
#include "test.h"

#include "base/files.h"
#include "rules/explain.h"
#include "rules/folder.h"
#include "rules/maker.h"

static struct arena arena;
static struct rulebook floor_book, arcadia, belmora;

static void read_book(const char *name, const struct rulebook *floor, struct rulebook *out)
{
    struct error error = {0};
    struct buffer path = {0}, text = {0};

    buffer_format(&path, "%s/%s", RULES_FOLDER, name);
    if (!files_read(buffer_string(&path), LINES_BYTES, &text, &error) ||
        !rulebook_parse(buffer_slice(&text), floor, &arena, out, &error))
        fail_msg("%s:%u:%u: %s", name, error.line, error.column, error.message);
    buffer_free(&path);
    buffer_free(&text);
}

static int read_all(void **state)
{
    (void)state;
    read_book("floor.rules", NULL, &floor_book);
    read_book("arcadia.rules", &floor_book, &arcadia);
    read_book("belmora.rules", &floor_book, &belmora);
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static bool parse(const char *text, const struct rulebook *floor, struct rulebook *out,
                  struct error *error)
{
    memset(error, 0, sizeof *error);
    return rulebook_parse(slice_text(text), floor, &arena, out, error);
}

static void the_three_are_read(void **state)
{
    const struct rulebook_place *place = &arcadia.places[MEASURE_CONTENT][PARAMETER_DURATION];

    (void)state;
    assert_string_equal(floor_book.state, "floor");
    assert_string_equal(arcadia.state, "XA");
    assert_string_equal(belmora.state, "XB");
    assert_int_equal(floor_book.from, instant_civil(2026, 1, 1, 0, 0, 0));
    assert_true(slice_is(arcadia.title, "Safeguards of the Republic of Arcadia"));
    assert_int_equal(arcadia.limits[MEASURE_CONTENT][PARAMETER_DURATION], 21);
    assert_int_not_equal(place->line, 0);
    assert_int_equal(place->column, 12);
    assert_true(slice_is(place->citation, "Evidence Act s. 12"));
    assert_int_equal(arcadia.limits[MEASURE_TRAFFIC][PARAMETER_WINDOW], 12);
    assert_int_equal(arcadia.places[MEASURE_TRAFFIC][PARAMETER_WINDOW].line, 0);
    assert_int_equal(rulebook_general(&belmora, PARAMETER_FRESHNESS), 12);
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        assert_int_equal(belmora.limits[m][PARAMETER_FRESHNESS], 12);
}

/* DOMAIN: what no floor may lack. */
static void the_floor_keeps_the_rows(void **state)
{
    const int64_t(*limits)[PARAMETER_COUNT] = floor_book.limits;

    (void)state;
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        if (m != MEASURE_PRESERVATION) {
            assert_true(limits[m][PARAMETER_JUDGES] >= 1);
            assert_int_equal(limits[m][PARAMETER_AUTHORITY], 1 << ROLE_JUDGE);
        }
        assert_true(words_measure_is_prospective(m) ? limits[m][PARAMETER_WINDOW] == 0
                                                    : limits[m][PARAMETER_PERIOD] == 0);
        assert_true(limits[m][PARAMETER_THIRD_PARTIES] <= limits[m][PARAMETER_TARGETS]);
        assert_int_equal(limits[m][PARAMETER_REFUSE_ON] & ~limits[m][PARAMETER_GROUNDS], 0);
        assert_true(limits[m][PARAMETER_APPROVAL] && limits[m][PARAMETER_SUSPICION]);
        assert_false(limits[m][PARAMETER_OFFENCES] &
                     (1 << OFFENCE_EXPRESSION | 1 << OFFENCE_OTHER));
    }
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned i = STATEMENT_SOUGHT; i <= STATEMENT_NOTICE_PLAN; i++)
            assert_true(limits[m][PARAMETER_STATEMENTS] >> i & 1);
    assert_int_equal(limits[MEASURE_CONTENT][PARAMETER_PENALTY], 48);
    assert_int_equal(limits[MEASURE_TRAFFIC][PARAMETER_PENALTY],
                     limits[MEASURE_CONTENT][PARAMETER_PENALTY]);
    assert_int_equal(limits[MEASURE_INTERCEPTION][PARAMETER_PENALTY], 60);
    assert_int_equal(limits[MEASURE_CONTENT][PARAMETER_GROUNDS], vocabulary_all(&words_ground));
    assert_true(rulebook_within(&arcadia, &floor_book, NULL, NULL));
    assert_true(rulebook_within(&belmora, &floor_book, NULL, NULL));
}

static void names_are_found(void **state)
{
    enum measure measure;
    enum parameter parameter;

    (void)state;
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
            const struct parameter_definition *row = &parameter_table[p];
            char name[80];

            snprintf(name, sizeof name, "%s.%s",
                     row->section ? row->section : words_measure.words[m], row->key);
            assert_string_equal(parameter_name(m, p), name);
            assert_true(parameter_find(slice_text(name), &measure, &parameter));
            assert_int_equal(measure, row->section ? 0 : m);
            assert_int_equal(parameter, p);
            assert_true(row->row[0] && row->meaning[0] &&
                        (row->kind == VALUE_SET) == !!row->vocabulary);
        }
    }
    assert_false(parameter_find(SLICE("content"), &measure, &parameter));
    assert_false(parameter_find(SLICE("content.freshness"), &measure, &parameter));
    assert_false(parameter_find(SLICE(""), &measure, &parameter));
}

/* A version after another: exactly where that one ends, never before it began, of the same State. */
static void versions_follow_without_gap_or_overlap(void **state)
{
    static const struct {
        const char *first, *second;
        enum error_code code;
    } cases[] = {
        {"XA\nfrom = 2026-01-01", "XA\nfrom = 2026-02-01", ERROR_NONE},
        {"XA\nfrom = 2026-01-01\nto = 2026-02-01", "XA\nfrom = 2026-02-01", ERROR_NONE},
        {"XA\nfrom = 2026-01-01", "XA\nfrom = 2026-02-01\nto = 2026-03-01", ERROR_NONE},
        {"XA\nfrom = 2026-01-01\nto = 2026-02-01", "XA\nfrom = 2026-02-02", ERROR_VERSION_GAP},
        {"XA\nfrom = 2026-01-01\nto = 2026-02-01", "XA\nfrom = 2026-01-31", ERROR_VERSION_OVERLAP},
        {"XA\nfrom = 2026-01-01", "XA\nfrom = 2026-01-01", ERROR_VERSION_OVERLAP},
        {"XA\nfrom = 2026-01-02", "XA\nfrom = 2026-01-01", ERROR_VERSION_OVERLAP},
        {"XA\nfrom = 2026-01-02\nto = 2026-02-01", "XA\nfrom = 2026-01-01", ERROR_VERSION_OVERLAP},
        {"XA\nfrom = 2026-01-01", "XB\nfrom = 2026-02-01", ERROR_MEMBER_VALUE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static struct rulebook first, second;
        struct error error = {0};
        struct slice one =
            arena_format(&arena, "[rulebook]\ntitle = A\nstate = %s\n", cases[i].first);
        struct slice two =
            arena_format(&arena, "[rulebook]\ntitle = A\nstate = %s\n", cases[i].second);

        assert_true(parse((const char *)one.data, &floor_book, &first, &error));
        assert_true(parse((const char *)two.data, &floor_book, &second, &error));
        second.from += 5 * DAY; /* adopted later than it states: what it states counts here */
        assert_int_equal(rulebook_follows(&first, &second, &error), cases[i].code == ERROR_NONE);
        assert_int_equal(error.code, cases[i].code);
        if (cases[i].code != ERROR_NONE) {
            assert_int_equal(error.line, 4);
            assert_int_equal(error.column, 8);
        }
        assert_true(rulebook_follows(NULL, &second, &error));
    }
}

static void a_version_ends_after_it_begins(void **state)
{
    static const char *const ends[] = {"2026-01-01", "2025-12-31", "soon", "2026-02-30"};
    static struct rulebook book;
    struct error error = {0};

    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct slice text = arena_format(
            &arena, "[rulebook]\ntitle = A\nstate = XA\nfrom = 2026-01-01\nto = %s\n", ends[i]);

        assert_false(parse((const char *)text.data, &floor_book, &book, &error));
        assert_int_equal(error.code, ERROR_TIME_FORMAT);
        assert_int_equal(error.line, 5);
        assert_int_equal(error.column, 6);
    }
}

/* One loosened limit, in whatever measure: refused with name, line, column, value and limit. */
static void check_loosened(enum measure m, enum parameter p)
{
    struct made_limit strict = {m, p, maker_tighter(p)}, same = {m, p, maker_middle(p)};
    struct buffer floor_text = {0}, text = {0};
    struct rulebook floor, book;
    struct error error;
    uint32_t line, column;

    maker_floor(&strict, &floor_text);
    if (!parse(buffer_string(&floor_text), NULL, &floor, &error))
        fail_msg("%u:%u %s", error.line, error.column, error.message);
    maker_state(same, &text, &line, &column);
    assert_false(parse(buffer_string(&text), &floor, &book, &error));
    assert_int_equal(error.code, ERROR_RULE_LOOSENED);
    assert_string_equal(error.where, parameter_name(m, p));
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    buffer_clear(&text);
    maker_state(strict, &text, &line, &column);
    assert_true(parse(buffer_string(&text), &floor, &book, &error));
    assert_int_equal(book.places[m][p].line, line);
    assert_int_equal(book.limits[m][p], strict.limit);
    buffer_free(&floor_text);
    buffer_free(&text);
}

static void every_loosening_is_refused(void **state)
{
    (void)state;
    for (unsigned m = 0; m < MEASURE_COUNT; m++)
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            check_loosened(m, p);
}

static void sets_beside_the_floor_are_loosened(void **state)
{
    static const char text[] = "[rulebook]\nstate = XA\nfrom = 2026-01-01\ntitle = x\n"
                               "[content]\noffences = {access, expression}\n";
    struct rulebook book;
    struct error error;

    (void)state;
    assert_false(parse(text, &floor_book, &book, &error));
    assert_int_equal(error.code, ERROR_RULE_LOOSENED);
    assert_non_null(
        strstr(error.message, "{access, expression} is looser than the floor's {access, "));
    assert_non_null(strstr(error.message, "(O1)"));
}

/* A floor that lacks one line: each parameter of each measure is missed, by name. */
static void the_floor_states_everything(void **state)
{
    struct buffer text = {0};
    struct slice rest, line;
    struct rulebook book;
    struct error error;
    size_t missed = 0;

    (void)state;
    maker_floor(NULL, &text);
    rest = buffer_slice(&text);
    while (slice_line(&rest, &line)) {
        struct buffer without = {0};
        size_t start = (size_t)(line.data - text.data);

        if (line.data[0] == '[')
            continue;
        buffer_append(&without, slice_of(text.data, start));
        buffer_append(&without, slice_from(buffer_slice(&text), start + line.size + 1));
        assert_false(parse(buffer_string(&without), NULL, &book, &error));
        assert_int_equal(error.code, ERROR_KEY_MISSING);
        assert_int_not_equal(error.line, 0);
        missed += error.where[0] != '\0';
        buffer_free(&without);
    }
    assert_int_equal(missed, maker_names());
    buffer_free(&text);
}

#define HEADER "[rulebook]\nstate = XA\nfrom = 2026-01-01\ntitle = x\n"

static const struct {
    const char *text;
    enum error_code code;
    uint32_t line, column;
    const char *where;
} wrong[] = {
    {"", ERROR_KEY_MISSING, 0, 0, ""},
    {"[content]\njudges = 1\n", ERROR_KEY_MISSING, 0, 0, ""},
    {"state = XA\n", ERROR_KEY_MISSING, 0, 0, ""},
    {"[rulebook]\nfrom = 2026-01-01\ntitle = x\n", ERROR_KEY_MISSING, 1, 2, ""},
    {"[rulebook]\nstate = XA\ntitle = x\n", ERROR_KEY_MISSING, 1, 2, ""},
    {"[rulebook]\nstate = XA\nfrom = 2026-01-01\n", ERROR_KEY_MISSING, 1, 2, ""},
    {"[rulebook]\nstate = Xa\nfrom = 2026-01-01\ntitle = x\n", ERROR_MEMBER_VALUE, 2, 9, ""},
    {"[rulebook]\nstate = floor\nfrom = 2026-01-01\ntitle = x\n", ERROR_MEMBER_VALUE, 2, 9, ""},
    {"[rulebook]\nstate = XA\nfrom = 2026-02-30\ntitle = x\n", ERROR_TIME_FORMAT, 3, 8, ""},
    {"[rulebook]\nstate = XA\nfrom = 2026-01-01T00:00:00Z\ntitle = x\n", ERROR_TIME_FORMAT, 3, 8,
     ""},
    {HEADER "other = x\n", ERROR_KEY_UNKNOWN, 5, 1, ""},
    {HEADER "state = XA\n", ERROR_KEY_DUPLICATE, 5, 1, ""},
    {HEADER "[hacking]\n", ERROR_SECTION_UNKNOWN, 5, 2, ""},
    {HEADER "[Content]\n", ERROR_SECTION_UNKNOWN, 5, 2, ""},
    {HEADER "[content]\nspeed = 1\n", ERROR_KEY_UNKNOWN, 6, 1, ""},
    {HEADER "[content]\nfreshness = 1 hour\n", ERROR_KEY_UNKNOWN, 6, 1, ""},
    {HEADER "[status]\nduration = 1 day\n", ERROR_KEY_UNKNOWN, 6, 1, ""},
    {HEADER "[status]\nskew = 1 hour\n", ERROR_KEY_UNKNOWN, 6, 1, ""},
    {HEADER "[content]\njudges = 2\njudges = 2\n", ERROR_KEY_DUPLICATE, 7, 1, ""},
    {HEADER "[content]\n[content]\n", ERROR_SECTION_DUPLICATE, 6, 2, ""},
    {HEADER "[content]\nduration = 3\n", ERROR_VALUE_UNIT, 6, 12, "content.duration"},
    {HEADER "[content]\nduration = 3 hours\n", ERROR_VALUE_UNIT, 6, 12, "content.duration"},
    {HEADER "[content]\nduration =   3 Days\n", ERROR_VALUE_UNIT, 6, 14, "content.duration"},
    {HEADER "[content]\nduration = -3 days\n", ERROR_VALUE_TYPE, 6, 12, "content.duration"},
    {HEADER "[content]\nduration = 03 days\n", ERROR_VALUE_TYPE, 6, 12, "content.duration"},
    {HEADER "[content]\nduration = 3.5 days\n", ERROR_VALUE_TYPE, 6, 12, "content.duration"},
    {HEADER "[content]\nduration = 1000001 days\n", ERROR_VALUE_TYPE, 6, 12, "content.duration"},
    {HEADER "[content]\nduration = soon\n", ERROR_VALUE_TYPE, 6, 12, "content.duration"},
    {HEADER "[content]\npenalty = 60 days\n", ERROR_VALUE_UNIT, 6, 11, "content.penalty"},
    {HEADER "[content]\njudges = 2 judges\n", ERROR_VALUE_UNIT, 6, 10, "content.judges"},
    {HEADER "[content]\napproval = true\n", ERROR_VALUE_TYPE, 6, 12, "content.approval"},
    {HEADER "[content]\noffences = access\n", ERROR_VALUE_TYPE, 6, 12, "content.offences"},
    {HEADER "[content]\noffences = {piracy}\n", ERROR_VALUE_TYPE, 6, 12, "content.offences"},
    {HEADER "[content]\noffences = {fraud, fraud}\n", ERROR_VALUE_TYPE, 6, 12, "content.offences"},
    {HEADER "[content]\noffences = {fraud,}\n", ERROR_VALUE_TYPE, 6, 12, "content.offences"},
    {HEADER "[content]\noffences = {fraud\n", ERROR_VALUE_TYPE, 6, 12, "content.offences"},
    {HEADER "[content]\nduration = 60 days\n", ERROR_RULE_LOOSENED, 6, 12, "content.duration"},
    {HEADER "[content]\napproval = no\n", ERROR_RULE_LOOSENED, 6, 12, "content.approval"},
    {HEADER "[status]\nfreshness = 25 hours\n", ERROR_RULE_LOOSENED, 6, 13, "status.freshness"},
    {HEADER "[register]\ndelay = 47 hours @ x\n", ERROR_RULE_LOOSENED, 6, 9, "register.delay"},
    {HEADER "[content]\njudges = 2\r\n", ERROR_TEXT_INVALID, 6, 11, ""},
    {HEADER "[content]\njudges = 2", ERROR_LINE_SYNTAX, 6, 11, ""},
};

static void wrong_books_are_refused_with_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct rulebook book = {.from = 7};
        struct error error;

        if (parse(wrong[i].text, &floor_book, &book, &error))
            fail_msg("accepted: %s", wrong[i].text);
        if (error.code != wrong[i].code || error.line != wrong[i].line ||
            error.column != wrong[i].column || strcmp(error.where, wrong[i].where) != 0)
            fail_msg("%u:%u %s %s: %s", error.line, error.column, error_name(error.code),
                     error.where, wrong[i].text);
        assert_int_equal(book.from, 7);
    }
}

static void a_state_is_no_floor(void **state)
{
    struct rulebook book;
    struct error error;

    (void)state;
    assert_false(parse(HEADER, NULL, &book, &error));
    assert_int_equal(error.code, ERROR_MEMBER_VALUE);
    assert_false(
        parse("[rulebook]\nstate = floor\nfrom = 2026-01-01\ntitle = x\n", NULL, &book, &error));
    assert_int_equal(error.code, ERROR_KEY_MISSING);
    assert_string_equal(error.where, "status.freshness");
}

static void what_the_floor_does_not_list_cannot_be_opened(void **state)
{
    static const char floor_text[] = "[rulebook]\nstate = floor\nfrom = 2026-01-01\ntitle = x\n"
                                     "[status]\nfreshness = 1 hour\n[signing]\nskew = 1 hour\n"
                                     "[register]\ndelay = 1 hour\n"
                                     "[reasons]\nwords = 1\noverlap = 1\n";
    struct rulebook floor, book;
    struct error error;

    (void)state;
    assert_true(parse(floor_text, NULL, &floor, &error));
    for (unsigned p = 0; p < PARAMETER_COUNT; p++) {
        struct buffer text = {0};
        uint32_t line, column;

        if (parameter_is_general(p))
            continue;
        assert_int_equal(floor.limits[MEASURE_CONTENT][p], parameter_strictest(p));
        maker_state((struct made_limit){MEASURE_CONTENT, p, maker_middle(p)}, &text, &line,
                    &column);
        if (parameter_table[p].kind != VALUE_FLAG || p == PARAMETER_AVAILABLE)
            assert_false(parse(buffer_string(&text), &floor, &book, &error));
        buffer_free(&text);
    }
}

static void versions_come_into_force_on_their_day(void **state)
{
    struct rulebook first = arcadia, second = arcadia;
    const struct rulebook *const versions[] = {&first, &second};

    (void)state;
    first.from = 1000;
    second.from = 2000;
    assert_null(rulebook_in_force(versions, 2, 999));
    assert_ptr_equal(rulebook_in_force(versions, 2, 1000), &first);
    assert_ptr_equal(rulebook_in_force(versions, 2, 1999), &first);
    assert_ptr_equal(rulebook_in_force(versions, 2, 2000), &second);
    assert_null(rulebook_in_force(NULL, 0, 2000));
}

static void tightening_is_a_meet_and_says_where_from(void **state)
{
    struct rulebook both = arcadia;
    struct error error = {0};
    enum measure measure;
    enum parameter parameter;

    (void)state;
    assert_true(rulebook_tighten(&both, &belmora, &error));
    assert_true(rulebook_within(&both, &arcadia, NULL, NULL));
    assert_true(rulebook_within(&both, &belmora, NULL, NULL));
    assert_false(rulebook_within(&arcadia, &both, &measure, &parameter));
    assert_int_equal(measure, MEASURE_PRESERVATION);
    assert_int_equal(parameter, PARAMETER_FRESHNESS);
    assert_int_equal(both.limits[MEASURE_CONTENT][PARAMETER_DURATION], 21);
    assert_int_equal(both.limits[MEASURE_TRAFFIC][PARAMETER_WINDOW], 6);
    assert_true(slice_is(both.places[MEASURE_TRAFFIC][PARAMETER_WINDOW].citation,
                         "Criminal Procedure Code art. 140(2)"));
}

static void explanations_name_the_binding_book(void **state)
{
    const struct rulebooks books = {&floor_book, &arcadia, &belmora};
    struct explanation explanation;
    struct error error = {0};
    struct buffer text = {0};
    const struct rulebook_place *places[] = {
        &floor_book.places[MEASURE_CONTENT][PARAMETER_DURATION],
        &arcadia.places[MEASURE_CONTENT][PARAMETER_DURATION]};
    char wanted[400];

    (void)state;
    assert_true(
        explain_parameter(&books, MEASURE_CONTENT, PARAMETER_DURATION, &explanation, &error));
    assert_int_equal(explanation.limit, 21);
    assert_int_equal(explanation.whose, WHOSE_REQUESTING);
    assert_false(explanation.books[0].binds);
    assert_true(explanation.books[1].binds);
    assert_false(explanation.books[2].binds);
    explain_format(&explanation, &text);
    snprintf(wanted, sizeof wanted,
             "content.duration: at most 21 days [P3]\n"
             "  how long after the decision the order may be executed\n"
             "  floor: 30 days; line %u\n"
             "* XA (requesting): 21 days; line %u; Evidence Act s. 12; binds\n"
             "  XB (executing): 30 days; as in the floor\n",
             places[0]->line, places[1]->line);
    assert_string_equal(buffer_string(&text), wanted);
    buffer_free(&text);
}

static void differences_are_told_by_direction(void **state)
{
    struct difference all[DIFFERENCES_MAX];
    struct rulebook after = arcadia;
    struct buffer text = {0};
    size_t count;

    (void)state;
    after.limits[MEASURE_CONTENT][PARAMETER_DURATION] = 14;
    after.limits[MEASURE_CONTENT][PARAMETER_WINDOW] = 720;
    after.limits[MEASURE_CONTENT][PARAMETER_OFFENCES] = 1 << OFFENCE_EXPRESSION;
    after.limits[MEASURE_CONTENT][PARAMETER_APPROVAL] = 0;
    after.places[MEASURE_CONTENT][PARAMETER_WINDOW].line = 99;
    count = explain_diff(&arcadia, &after, all);
    assert_int_equal(count, maker_names());
    for (size_t i = 0; i < count; i++)
        if (all[i].change != CHANGE_SAME)
            explain_difference(&all[i], &text);
    assert_string_equal(buffer_string(&text),
                        "looser   content.approval  yes -> no\n"
                        "other    content.offences  {access, interception, data-interference, "
                        "system-interference, device-misuse, forgery, fraud} -> {expression}\n"
                        "tighter  content.duration  21 days -> 14 days\n"
                        "looser   content.window  600 months -> 720 months  new\n");
    assert_int_equal(explain_diff(&arcadia, &arcadia, all), count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(all[i].change, CHANGE_SAME);
    buffer_free(&text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_three_are_read),
    cmocka_unit_test(the_floor_keeps_the_rows),
    cmocka_unit_test(names_are_found),
    cmocka_unit_test(versions_follow_without_gap_or_overlap),
    cmocka_unit_test(a_version_ends_after_it_begins),
    cmocka_unit_test(every_loosening_is_refused),
    cmocka_unit_test(sets_beside_the_floor_are_loosened),
    cmocka_unit_test(the_floor_states_everything),
    cmocka_unit_test(wrong_books_are_refused_with_their_place),
    cmocka_unit_test(a_state_is_no_floor),
    cmocka_unit_test(what_the_floor_does_not_list_cannot_be_opened),
    cmocka_unit_test(versions_come_into_force_on_their_day),
    cmocka_unit_test(tightening_is_a_meet_and_says_where_from),
    cmocka_unit_test(explanations_name_the_binding_book),
    cmocka_unit_test(differences_are_told_by_direction),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, read_all, free_all);
}
