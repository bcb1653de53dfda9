/* Fair speaking time: the order's promises on random sessions, each recomputed from the order alone,
 * and the cases that a chair meets. */
#include "test.h"

#include "forum/allotment.h"
#include "forum/allotment_file.h"
#include "forum/lottery.h"
#include "forum/slots.h"
#include "test_random.h"

enum { MOST = 400 };

struct meeting {
    struct allotment_group groups[8];
    struct allotment_speaker speakers[MOST];
    struct allotment_terms terms;
};

static void make(struct meeting *meeting, uint64_t seed)
{
    struct test_random random = {seed, 0};
    size_t groups = 1 + test_random_below(&random, 6), speakers = test_random_below(&random, MOST);

    memset(meeting, 0, sizeof *meeting);
    for (size_t i = 0; i < groups; i++)
        meeting->groups[i].weight = 1 + (int64_t)test_random_below(&random, 70);
    for (size_t i = 0; i < speakers; i++) {
        struct allotment_speaker *speaker = &meeting->speakers[i];

        speaker->group = (unsigned)test_random_below(&random, groups);
        speaker->position = (unsigned)test_random_below(&random, 4);
        speaker->planned = 30 + (int64_t)test_random_below(&random, 300);
        speaker->actual = (int64_t)test_random_below(&random, 400) - 40;
    }
    meeting->terms = (struct allotment_terms){60 + (int64_t)test_random_below(&random, 14400),
                                              meeting->groups, groups, meeting->speakers, speakers};
}

static int64_t seconds_of(const struct allotment_speaker *speaker)
{
    return speaker->actual < 0 ? speaker->planned : speaker->actual;
}

/* Everybody once, end on start, nobody called whose planned length no longer fitted. */
static void check_order(const struct meeting *meeting, const struct allotment *allotment)
{
    bool seen[MOST] = {false};
    int64_t now = 0, least = INT64_MAX;

    for (size_t i = 0; i < allotment->count; i++) {
        const struct allotted *speech = &allotment->order[i];
        const struct allotment_speaker *speaker = &meeting->speakers[speech->speaker];

        assert_false(seen[speech->speaker]);
        seen[speech->speaker] = true;
        assert_true(speech->start == now && speaker->actual != 0);
        assert_true(now + speaker->planned <= meeting->terms.length);
        now += seconds_of(speaker);
        assert_true(speech->end == now);
    }
    for (size_t i = 0; i < allotment->absent_count; i++) {
        assert_false(seen[allotment->absent[i]]);
        seen[allotment->absent[i]] = true;
        assert_int_equal(meeting->speakers[allotment->absent[i]].actual, 0);
    }
    for (size_t i = 0; i < allotment->not_reached_count; i++) {
        assert_true(i == 0 || allotment->not_reached[i - 1] < allotment->not_reached[i]);
        assert_false(seen[allotment->not_reached[i]]);
        seen[allotment->not_reached[i]] = true;
        if (meeting->speakers[allotment->not_reached[i]].planned < least)
            least = meeting->speakers[allotment->not_reached[i]].planned;
    }
    for (size_t i = 0; i < meeting->terms.speaker_count; i++)
        assert_true(seen[i]);
}

static void test_everybody_is_accounted_for(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct meeting meeting;
        struct arena arena = {0};
        struct allotment allotment;

        make(&meeting, seed);
        allot(&meeting.terms, &arena, &allotment);
        check_order(&meeting, &allotment);
        arena_free(&arena);
    }
}

/* A replay from a copy elsewhere in memory, with the end of the session cut off at any speech: what
 * was called so far is the same, for nothing is known of later speakers but what they planned. */
static void test_replay_equals(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct meeting meeting;
        struct meeting *copy = malloc(sizeof *copy);
        struct arena arena = {0};
        struct allotment first, again;

        make(&meeting, seed);
        memcpy(copy, &meeting, sizeof *copy);
        copy->terms.groups = copy->groups;
        copy->terms.speakers = copy->speakers;
        allot(&meeting.terms, &arena, &first);
        allot(&copy->terms, &arena, &again);
        assert_int_equal(first.count, again.count);
        for (size_t i = 0; i < first.count; i++)
            assert_true(first.order[i].speaker == again.order[i].speaker);
        for (size_t i = first.count / 2; i < first.count; i++)
            if (copy->speakers[first.order[i].speaker].actual > 0)
                copy->speakers[first.order[i].speaker].actual = -1;
        allot(&copy->terms, &arena, &again);
        for (size_t i = 0; i <= first.count / 2 && i < first.count; i++)
            assert_true(first.order[i].speaker == again.order[i].speaker);
        arena_free(&arena);
        free(copy);
    }
}

/* 70, 12, 9 and 9 with enough speakers: the figures are what the order shows, and nobody starves. */
static void test_figures_are_true(void **state)
{
    static const int64_t weights[] = {70, 12, 9, 9};

    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        struct test_random random = {seed, 0};
        struct meeting meeting = {.terms = {.length = 10800}};
        struct arena arena = {0};
        struct allotment allotment;
        int64_t used[4] = {0}, now = 0, worst = 0, error = 0;

        for (int i = 0; i < 4; i++)
            meeting.groups[i].weight = weights[i];
        for (unsigned i = 0; i < 360; i++)
            meeting.speakers[i] = (struct allotment_speaker){
                .group = i % 4, .planned = 120 + (int64_t)test_random_below(&random, 181)};
        for (unsigned i = 0; i < 360; i++)
            meeting.speakers[i].actual = -1;
        meeting.terms.groups = meeting.groups;
        meeting.terms.group_count = 4;
        meeting.terms.speakers = meeting.speakers;
        meeting.terms.speaker_count = 360;
        allot(&meeting.terms, &arena, &allotment);
        for (size_t i = 0; i < allotment.count; i++) {
            now = allotment.order[i].end;
            used[meeting.speakers[allotment.order[i].speaker].group] +=
                now - allotment.order[i].start;
            for (int g = 0; g < 4; g++) {
                int64_t lag = (weights[g] * now - 100 * used[g] + 99) / 100;

                worst = lag > worst ? lag : worst;
            }
        }
        for (int g = 0; g < 4; g++) {
            int64_t off = weights[g] * now - 100 * used[g];

            off = (off < 0 ? -off : off) * 1000 / now;
            error = off > error ? off : error;
            assert_true(used[g] > 0);
        }
        assert_int_equal(worst, allotment.worst_lag);
        assert_in_range(allotment.share_error + 2, (uint64_t)error, (uint64_t)error + 4);
        assert_true(worst <= 300 && error <= 2500);
        arena_free(&arena);
    }
}

static void parse_session(const char *text, struct arena *arena, struct allotment_terms *terms)
{
    struct error error = {0};

    if (!allotment_parse(slice_text(text), arena, terms, &error))
        fail_msg("%s: %s", error.where, error.message);
}

/* Within a group both sides are heard before one of them twice. */
static void test_positions_are_heard(void **state)
{
    struct arena arena = {0};
    struct allotment_terms terms;
    struct allotment allotment;
    static const size_t turns[] = {0, 3, 1, 2};

    (void)state;
    parse_session("{\"length_s\":1000,\"groups\":[{\"name\":\"a\",\"weight\":1}],\"speakers\":["
                  "{\"name\":\"one\",\"group\":\"a\",\"planned_s\":60,\"position\":\"for\"},"
                  "{\"name\":\"two\",\"group\":\"a\",\"planned_s\":60,\"position\":\"for\"},"
                  "{\"name\":\"three\",\"group\":\"a\",\"planned_s\":60},"
                  "{\"name\":\"four\",\"group\":\"a\",\"planned_s\":60,\"position\":\"against\"}]}",
                  &arena, &terms);
    allot(&terms, &arena, &allotment);
    assert_int_equal(allotment.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(allotment.order[i].speaker, turns[i]);
    arena_free(&arena);
}

/* Who talks too long is made up for; an absent speaker costs the group nothing but the turn. */
static void test_seconds_used_are_debited(void **state)
{
    struct arena arena = {0};
    struct allotment_terms terms;
    struct allotment allotment;

    (void)state;
    parse_session(
        "{\"length_s\":1000,\"groups\":[{\"name\":\"a\",\"weight\":1},{\"name\":\"b\",\"weight\":1}"
        "],"
        "\"speakers\":[{\"name\":\"a1\",\"group\":\"a\",\"planned_s\":60,\"actual_s\":300},"
        "{\"name\":\"a2\",\"group\":\"a\",\"planned_s\":60},"
        "{\"name\":\"b1\",\"group\":\"b\",\"planned_s\":60,\"actual_s\":0},"
        "{\"name\":\"b2\",\"group\":\"b\",\"planned_s\":60},"
        "{\"name\":\"b3\",\"group\":\"b\",\"planned_s\":60,\"actual_s\":null},"
        "{\"name\":\"b4\",\"group\":\"b\",\"planned_s\":60}]}",
        &arena, &terms);
    allot(&terms, &arena, &allotment);
    assert_int_equal(allotment.absent_count, 1);
    assert_int_equal(allotment.absent[0], 2);
    assert_int_equal(allotment.order[0].speaker, 0);
    assert_int_equal(allotment.order[4].speaker, 1); /* b has caught up by its three first */
    arena_free(&arena);
}

static void test_bad_files(void **state)
{
#define GROUPS           "\"groups\":[{\"name\":\"a\",\"weight\":1}]"
#define SPEAKER(members) "{\"length_s\":9," GROUPS ",\"speakers\":[{" members "}]}"
    static const struct {
        const char *text;
        enum error_code code;
        const char *where;
    } cases[] = {
        {"", ERROR_JSON_SYNTAX, ""},
        {"[]", ERROR_MEMBER_TYPE, ""},
        {"{\"length_s\":9,\"speakers\":[]}", ERROR_MEMBER_MISSING, "groups"},
        {"{\"length_s\":0," GROUPS ",\"speakers\":[]}", ERROR_MEMBER_VALUE, "length_s"},
        {"{\"length_s\":1.5," GROUPS ",\"speakers\":[]}", ERROR_JSON_NUMBER, NULL},
        {"{\"length_s\":9,\"groups\":[],\"speakers\":[]}", ERROR_TOO_LARGE, NULL},
        {"{\"length_s\":9,\"groups\":[{\"name\":\"a\",\"weight\":0}],\"speakers\":[]}",
         ERROR_MEMBER_VALUE, "groups 1 weight"},
        {"{\"length_s\":9,\"groups\":[{\"name\":\"a\",\"weight\":1},{\"name\":\"a\",\"weight\":1}],"
         "\"speakers\":[]}",
         ERROR_MEMBER_VALUE, "groups 2"},
        {SPEAKER("\"name\":\"x\",\"group\":\"b\",\"planned_s\":5"), ERROR_MEMBER_VALUE,
         "speakers 1"},
        {SPEAKER("\"name\":\"x\",\"group\":\"a\",\"planned_s\":-5"), ERROR_MEMBER_VALUE,
         "speakers 1 planned_s"},
        {SPEAKER("\"name\":\"x\",\"group\":\"a\""), ERROR_MEMBER_MISSING, NULL},
        {SPEAKER("\"name\":\"\",\"group\":\"a\",\"planned_s\":5"), ERROR_MEMBER_VALUE,
         "speakers 1 name"},
        {SPEAKER("\"name\":\"x\",\"group\":\"a\",\"planned_s\":5,\"vip\":true"),
         ERROR_MEMBER_UNKNOWN, NULL},
        {SPEAKER("\"name\":\"x\",\"group\":\"a\",\"planned_s\":5,\"actual_s\":-1"),
         ERROR_MEMBER_VALUE, "speakers 1 actual_s"},
        {SPEAKER("\"name\":\"x\",\"name\":\"x\",\"group\":\"a\",\"planned_s\":5"),
         ERROR_JSON_DUPLICATE, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct allotment_terms terms;
        struct error error = {0};

        assert_false(allotment_parse(slice_text(cases[i].text), &arena, &terms, &error));
        if (error.code != cases[i].code || (cases[i].where && strcmp(error.where, cases[i].where)))
            fail_msg("%s: %s at \"%s\"", cases[i].text, error_name(error.code), error.where);
        arena_free(&arena);
    }
}

/* Seats of known elections of the same kind, and the least that a small group has. */
static void test_slots(void **state)
{
    static const int64_t weights[] = {53, 24, 23}, small[] = {980, 10, 10, 0}, tie[] = {1, 1};
    int64_t out[4] = {-1, -1, -1, -1};

    (void)state;
    assert_true(slots_divide(weights, 3, 7, out));
    assert_true(out[0] == 3 && out[1] == 2 && out[2] == 2);
    assert_true(slots_divide(small, 4, 10, out));
    assert_true(out[0] == 8 && out[1] == 1 && out[2] == 1 && out[3] == 0);
    assert_true(slots_divide(tie, 2, 3, out));
    assert_true(out[0] == 2 && out[1] == 1);
    assert_false(slots_divide(small, 4, 2, out));
    assert_false(slots_divide((int64_t[]){-1, 2}, 2, 5, out));
    assert_false(slots_divide((int64_t[]){0}, 1, 5, out));
}

/* The order in which names were written changes nothing; pool, beacon and name each change the
 * draw; the tickets are what sha256sum would give. */
static void test_lottery(void **state)
{
    struct slice one[] = {SLICE("b"), SLICE("a"), SLICE("c")};
    struct slice other[] = {SLICE("c"), SLICE("b"), SLICE("a")};
    struct slice twice[] = {SLICE("a"), SLICE("a")}, broken[] = {SLICE("a\nb")};
    struct digest pool, same, by_hand = sha256_of(SLICE("a\nb\nc\n"));
    struct ticket draw[3], again[3], next[3];
    uint8_t input[32 + 8 + 6 + 1] = {0};
    struct digest ticket;

    (void)state;
    assert_true(lottery_pool(one, 3, &pool) && lottery_pool(other, 3, &same));
    assert_true(digest_equal(pool, same) && digest_equal(pool, by_hand));
    assert_false(lottery_pool(twice, 2, &same) || lottery_pool(broken, 1, &same) ||
                 lottery_pool(one, 0, &same));
    lottery_draw(pool, SLICE("beacon"), one, 3, draw);
    lottery_draw(pool, SLICE("beacon"), other, 3, again);
    lottery_draw(pool, SLICE("Beacon"), one, 3, next);
    memcpy(input, pool.bytes, 32);
    input[39] = 6;
    memcpy(input + 40, "beacon", 6);
    input[46] = draw[0].name.data[0];
    ticket = sha256_of(slice_of(input, sizeof input));
    assert_true(digest_equal(ticket, draw[0].digest));
    for (int i = 0; i < 3; i++) {
        assert_true(slice_equal(draw[i].name, again[i].name));
        assert_false(digest_equal(draw[i].digest, next[i].digest));
    }
    assert_true(digest_compare(draw[0].digest, draw[1].digest) < 0);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_everybody_is_accounted_for),
    cmocka_unit_test(test_replay_equals),
    cmocka_unit_test(test_figures_are_true),
    cmocka_unit_test(test_positions_are_heard),
    cmocka_unit_test(test_seconds_used_are_debited),
    cmocka_unit_test(test_bad_files),
    cmocka_unit_test(test_slots),
    cmocka_unit_test(test_lottery),
};
TEST_MAIN(tests)
