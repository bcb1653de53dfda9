/* What applications come to together: the pure part. Whoever splits an investigation into many matters
 * is counted all the same. */
#include "test.h"

#include "matter/tally.h"

enum { EARLIER = 8 };

static struct arena arena;
static instant start;
static struct application earlier[EARLIER];
static unsigned related[EARLIER];
static size_t earlier_count;

static int begin(void **state)
{
    (void)state;
    start = instant_civil(2026, 11, 22, 10, 0, 0);
    earlier_count = 0;
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(&arena);
    arena = (struct arena){0};
    return 0;
}

/* "P-1 a@x.example,b@x.example;P-2 c@x.example" as targets; the scope has every account. */
static json_t *targets_of(const char *text, json_t *accounts)
{
    json_t *targets = json_array();
    struct slice rest = slice_text(text);

    while (rest.size) {
        size_t mark = slice_find(rest, 0, ';'), space;
        struct slice one = slice_part(rest, 0, mark), list;
        json_t *own = json_array();

        space = slice_find(one, 0, ' ');
        list = slice_from(one, space + 1);
        while (list.size) {
            size_t comma = slice_find(list, 0, ',');
            struct slice account = slice_part(list, 0, comma);

            json_array_append_new(own, json_stringn((const char *)account.data, account.size));
            json_array_append_new(accounts, json_stringn((const char *)account.data, account.size));
            list = comma == SIZE_MAX ? SLICE("") : slice_from(list, comma + 1);
        }
        json_array_append_new(
            targets, json_pack("{s:s#,s:o}", "person", one.data, (int)space, "accounts", own));
        rest = mark == SIZE_MAX ? SLICE("") : slice_from(rest, mark + 1);
    }
    return targets;
}

static struct application made(const char *name, const char *targets, const char *measure,
                               instant at, int64_t seconds)
{
    struct application out = {.entered = at};
    char until[INSTANT_TEXT];
    json_t *accounts = json_array();
    json_t *list = targets_of(targets, accounts);
    json_t *body = json_pack("{s:s,s:{s:s,s:o,s:s},s:o}", "case", name, "scope", "measure", measure,
                             "accounts", accounts, "until", instant_format(at + seconds, until),
                             "targets", list);

    assert_non_null(body);
    application_read(body, at, &arena, &out);
    json_decref(body);
    return out;
}

/* An earlier matter, so many days before. */
static struct application *before(int64_t days, const char *name, const char *targets)
{
    struct application *one = &earlier[earlier_count++];

    *one = made(name, targets, "content", start - days * DAY, 10 * DAY);
    return one;
}

static struct tally counted(const char *name, const char *targets)
{
    struct application application = made(name, targets, "content", start, 10 * DAY);
    const struct application *list[EARLIER];
    struct tally out;

    for (size_t i = 0; i < earlier_count; i++)
        list[i] = &earlier[i];
    tally_count(&application, list, earlier_count, related, &out);
    return out;
}

static void assert_tally(struct tally tally, int64_t targets, int64_t account, int64_t person,
                         int64_t days)
{
    assert_int_equal(tally.counts[TALLY_CASE_TARGETS], targets);
    assert_int_equal(tally.counts[TALLY_ACCOUNT_MATTERS], account);
    assert_int_equal(tally.counts[TALLY_PERSON_MATTERS], person);
    assert_int_equal(tally.counts[TALLY_DAYS], days);
}

/* One mailbox in several spellings is one account for counting, and no other is. */
static void spellings_of_an_account(void **state)
{
    static const struct {
        const char *account;
        bool same;
    } rows[] = {
        {"A@x.example", true},    {"a+shop@x.example", true}, {"A+1+2@x.example", true},
        {"a@y.example", false},   {"ab@x.example", false},    {"+a@x.example", false},
        {"b+a@x.example", false}, {"a.b@x.example", false},   {"a@x.example.example", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char target[64];

        earlier_count = 0;
        snprintf(target, sizeof target, "Q-1 %s", rows[i].account);
        before(30, "Other", target);
        assert_tally(counted("Lime", "P-1 a@x.example"), 1, rows[i].same ? 2 : 1,
                     rows[i].same ? 2 : 1, rows[i].same ? 20 : 10);
        assert_int_equal(related[0], rows[i].same ? RELATED_ACCOUNT | RELATED_PERSON : 0);
    }
    /* Two spellings in one scope are one account that is reached once. */
    earlier_count = 0;
    assert_tally(counted("Lime", "P-1 a@x.example,a+b@x.example"), 1, 1, 1, 10);
}

static void alone(void **state)
{
    (void)state;
    assert_tally(counted("Lime", "P-1 a@x.example"), 1, 1, 1, 10);
    assert_tally(counted("Lime", "P-1 a@x.example;P-2 b@x.example"), 2, 1, 1, 10);
    assert_tally(counted("Lime", "P-1 a@x.example;p_1 b@x.example"), 1, 1, 1, 10);
    assert_tally(counted("", ""), 0, 0, 0, 0);
}

static void one_case_in_other_spellings(void **state)
{
    (void)state;
    before(3, "Operation Lime", "P-1 a@x.example");
    before(2, "operation  LIME", "P-2 b@x.example");
    before(1, "Operation Pear", "P-9 z@x.example");
    assert_tally(counted("OPERATION-LIME.", "P-3 c@x.example"), 3, 1, 1, 10);
    assert_int_equal(related[0], RELATED_CASE);
    assert_int_equal(related[1], RELATED_CASE);
    assert_int_equal(related[2], 0);
    /* However long ago: a case is one as long as it lasts. */
    earlier[0].entered -= 2000 * DAY;
    assert_tally(counted("Operation Lime", "P-3 c@x.example"), 3, 1, 1, 10);
}

static void another_case_and_the_same_account(void **state)
{
    (void)state;
    before(3, "Operation Lime", "P-1 a@x.example");
    before(2, "Operation Pear", "P-1 A@x.example");
    assert_tally(counted("Operation Plum", "P-1 a@x.example"), 1, 3, 3, 30);
    assert_int_equal(related[0], RELATED_ACCOUNT | RELATED_PERSON);
    assert_int_equal(related[1], RELATED_ACCOUNT | RELATED_PERSON);
}

static void another_reference_and_a_shared_account(void **state)
{
    (void)state;
    before(4, "One", "P-1 a@x.example");
    before(3, "Two", "Q-7 a@x.example,b@x.example");
    before(2, "Three", "Q-7 c@x.example");
    before(1, "Four", "R-1 d@x.example");
    /* c leads to to a, a to P-1; R-1 stands alone. */
    assert_tally(counted("Five", "S-3 c@x.example"), 1, 2, 4, 20);
    assert_int_equal(related[0], RELATED_PERSON);
    assert_int_equal(related[1], RELATED_PERSON);
    assert_int_equal(related[2], RELATED_ACCOUNT | RELATED_PERSON);
    assert_int_equal(related[3], 0);
}

/* Sharing accounts among the persons of a case makes them no fewer. */
static void persons_of_a_case_are_told_apart_by_reference(void **state)
{
    (void)state;
    before(2, "Lime", "P-1 a@x.example;P-2 a@x.example,b@x.example");
    assert_tally(counted("Lime", "P-3 a@x.example,c@x.example"), 3, 2, 2, 20);
}

static void each_maximum_is_its_own(void **state)
{
    (void)state;
    before(5, "One", "P-1 a@x.example");
    before(4, "Two", "P-1 a@x.example");
    before(3, "Three", "P-2 b@x.example");
    assert_tally(counted("Four", "P-1 c@x.example;P-2 b@x.example"), 2, 2, 3, 20);
}

static void a_year_is_the_measure(void **state)
{
    instant year = instant_add_months(start, -12);

    (void)state;
    before(0, "One", "P-1 a@x.example")->entered = year;
    assert_tally(counted("Two", "P-1 a@x.example"), 1, 1, 1, 10);
    assert_int_equal(related[0], RELATED_ACCOUNT | RELATED_PERSON); /* listed all the same */
    earlier[0].entered = year + 1;
    assert_tally(counted("Two", "P-1 a@x.example"), 1, 2, 2, 20);
}

static void what_no_court_let_happen_uses_up_nothing(void **state)
{
    static const struct {
        bool authorised, approved, at_home, abroad, ended;
        enum course course;
        int64_t matters;
    } cases[] = {
        {false, false, false, false, false, COURSE_OPEN, 2},
        {true, false, false, false, false, COURSE_GRANTED, 2},
        {false, false, true, false, false, COURSE_REFUSED, 1},
        {true, false, true, false, false, COURSE_GRANTED, 2}, /* refused after it was granted */
        {true, false, false, true, false, COURSE_REFUSED, 1},
        {true, true, false, true, false, COURSE_GRANTED, 2}, /* after it was approved */
        {false, false, false, false, true, COURSE_WITHDRAWN, 1},
        {true, false, false, false, true, COURSE_GRANTED, 2}, /* ended after it was granted */
        {true, true, true, true, true, COURSE_GRANTED, 2},
    };

    (void)state;
    before(2, "Lime", "P-1 a@x.example");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        earlier[0].authorised = cases[i].authorised;
        earlier[0].approved = cases[i].approved;
        earlier[0].refused_at_home = cases[i].at_home;
        earlier[0].refused_abroad = cases[i].abroad;
        earlier[0].ended = cases[i].ended;
        assert_int_equal(application_course(&earlier[0]), cases[i].course);
        assert_tally(counted("Lime", "P-2 a@x.example"), 2, cases[i].matters, cases[i].matters,
                     cases[i].matters * 10);
        assert_int_equal(related[0], RELATED_CASE | RELATED_ACCOUNT | RELATED_PERSON);
    }
}

static void days_are_of_one_measure_and_begun_ones_count(void **state)
{
    struct application *other;
    struct tally tally;

    (void)state;
    other = before(2, "One", "P-1 a@x.example");
    *other = made("One", "P-1 a@x.example", "traffic", start - DAY, 10 * DAY);
    tally = counted("Two", "P-1 a@x.example");
    assert_tally(tally, 1, 2, 2, 10);
    *other = made("One", "P-1 a@x.example", "content", start - DAY, 10 * DAY + 1);
    tally = counted("Two", "P-1 a@x.example");
    assert_int_equal(tally.counts[TALLY_DAYS], 21);
    *other = made("One", "P-1 a@x.example", "content", start - DAY, -5 * DAY);
    tally = counted("Two", "P-1 a@x.example");
    assert_int_equal(tally.counts[TALLY_DAYS], 10);
}

static void keys_are_there_once(void **state)
{
    struct application application =
        made("Lime", "P-1 a@x.example,b@x.example;p-1 B@x.example", "content", start, DAY);
    struct slice keys[APPLICATION_KEYS];

    (void)state;
    assert_int_equal(application_keys(&application, keys), 4);
    assert_true(slice_is(keys[0], "case lime"));
    assert_true(slice_is(keys[1], "account a@x.example"));
    assert_true(slice_is(keys[2], "account b@x.example"));
    assert_true(slice_is(keys[3], "person p 1"));
}

static void names_without_a_letter(void **state)
{
    (void)state;
    before(3, "-", "- a@x.example");
    before(2, "-", "-- b@x.example");
    before(1, "--", "--- d@x.example");
    assert_tally(counted("-", "--- c@x.example"), 3, 1, 2, 10);
}

/* A kind is part of the key: a case that is called like a person is none. */
static void kinds_do_not_mix(void **state)
{
    (void)state;
    before(2, "P-1", "Lime a@x.example");
    assert_tally(counted("Lime", "P-1 b@x.example"), 1, 1, 1, 10);
    assert_int_equal(related[0], 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static const struct CMUnitTest tests[] = {
    TEST(spellings_of_an_account),
    TEST(alone),
    TEST(one_case_in_other_spellings),
    TEST(another_case_and_the_same_account),
    TEST(another_reference_and_a_shared_account),
    TEST(persons_of_a_case_are_told_apart_by_reference),
    TEST(each_maximum_is_its_own),
    TEST(a_year_is_the_measure),
    TEST(what_no_court_let_happen_uses_up_nothing),
    TEST(days_are_of_one_measure_and_begun_ones_count),
    TEST(keys_are_there_once),
    TEST(names_without_a_letter),
    TEST(kinds_do_not_mix),
};

TEST_MAIN(tests)
