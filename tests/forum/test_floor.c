/* The live floor: what may happen when, who is called, what is debited; whole random sessions whose
 * record replays; and every way in which a record can be wrong. */
#include "test.h"

#include "forum/floor_maker.h"

enum { SEEDS = 500 };

static void must(struct made_floor *made, int64_t after, const char *text)
{
    struct error error;

    if (!made_floor_do(made, after, text, &error))
        fail_msg("%s: %s (%s)", text, error.message, error_name(error.code));
}

static void refused(struct made_floor *made, const char *text, enum error_code code)
{
    size_t size = made->record.size;
    struct error error;

    if (made_floor_do(made, 1, text, &error))
        fail_msg("%s was taken", text);
    if (error.code != code)
        fail_msg("%s: %s, %s", text, error_name(error.code), error.message);
    assert_int_equal(size, made->record.size);
}

#define BY(name, group)                                                                            \
    "|speaker=" name "|group=" group "|organisation=" name "|region=africa|capacity=own|remote=no"
#define ASK(name, group) "inscribe|item=4|planned_s=180" BY(name, group)

static void open_item(struct made_floor *made)
{
    made_floor_open(made);
    must(made, 1, "agenda|item=4|title=Chapter IV|length_s=3600");
}

static const struct floor_speech *last_called(const struct made_floor *made)
{
    for (size_t i = 0; i < made->floor.speech_count; i++)
        if (made->floor.speeches[i].call == made->floor.calls)
            return &made->floor.speeches[i];
    fail();
    return NULL;
}

static void calls(struct made_floor *made, const char *speaker)
{
    must(made, 1, "call");
    if (!slice_is(last_called(made)->speaker, speaker))
        fail_msg("%s is called, not %s", (const char *)last_called(made)->speaker.data, speaker);
}

/* ---- the list ---- */

static void test_a_closed_list_takes_points_of_order_only(void **state)
{
    struct made_floor made;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    refused(&made, ASK("Arcadia", "States"), ERROR_EVENT_REPEATED);
    must(&made, 1, "list|item=4|list=closed");
    refused(&made, "list|item=4|list=closed", ERROR_EVENT_REPEATED);
    refused(&made, ASK("Belmora", "States"), ERROR_LIST_CLOSED);
    must(&made, 1, "interpose|kind=point-of-order" BY("Belmora", "States"));
    refused(&made, "list|item=4|list=reopened", ERROR_MEMBER_MISSING);
    must(&made, 1, "list|item=4|list=reopened|reason=the committee agreed");
    must(&made, 1, ASK("Belmora", "States"));
    assert_int_equal(made.floor.decision_count, 2);
    assert_true(slice_is(made.floor.decisions[1].text, "the committee agreed"));
    made_floor_free(&made);
}

static void test_what_there_is_not(void **state)
{
    struct made_floor made;

    (void)state;
    open_item(&made);
    refused(&made, "inscribe|item=5|planned_s=180" BY("Arcadia", "States"), ERROR_MEMBER_VALUE);
    refused(&made, ASK("Arcadia", "Guests"), ERROR_MEMBER_VALUE);
    refused(&made, "inscribe|item=4|planned_s=0" BY("Arcadia", "States"), ERROR_MEMBER_VALUE);
    refused(&made, "inscribe|item=4|planned_s=180|position=maybe" BY("Arcadia", "States"),
            ERROR_MEMBER_VALUE);
    refused(&made, "withdraw|speech=1|speaker=Arcadia", ERROR_MEMBER_VALUE);
    refused(&made, "agenda|item=4|title=again|length_s=60", ERROR_EVENT_REPEATED);
    refused(&made, "inscribe|item=4|planned_s=180|beacon=x" BY("Arcadia", "States"),
            ERROR_MEMBER_UNKNOWN);
    refused(&made, "inscribe|item=4|planned_s=180|speaker=Arcadia", ERROR_MEMBER_MISSING);
    made_floor_free(&made);
}

static void test_order_of_events(void **state)
{
    struct made_floor made;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    refused(&made, "call", ERROR_EVENT_ORDER); /* the item is not taken up */
    must(&made, 1, "begin|item=4");
    refused(&made, "begin|item=4", ERROR_EVENT_REPEATED);
    refused(&made, "start|speech=1", ERROR_EVENT_ORDER);
    calls(&made, "Arcadia");
    refused(&made, "call", ERROR_EVENT_ORDER);
    refused(&made, "stop", ERROR_EVENT_ORDER);
    refused(&made, "close", ERROR_EVENT_ORDER);
    must(&made, 1, "start");
    refused(&made, "start", ERROR_EVENT_ORDER);
    refused(&made, "absent", ERROR_EVENT_ORDER);
    refused(&made, "resume|speech=1", ERROR_EVENT_ORDER);
    refused(&made, "withdraw|speech=1|speaker=Arcadia", ERROR_EVENT_ORDER);
    must(&made, 1, "stop");
    refused(&made, "stop|speech=1", ERROR_EVENT_REPEATED);
    must(&made, 1, "close");
    refused(&made, "ruling|reason=late", ERROR_EVENT_ORDER);
    made_floor_free(&made);
}

static void test_clock(void **state)
{
    struct made_floor made;
    struct error error;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    assert_false(made_floor_do(&made, -2, "begin|item=4", &error));
    assert_int_equal(error.code, ERROR_CLOCK_JUMP);
    must(&made, 20 * DAY, "begin|item=4");
    must(&made, 1, "call");
    must(&made, 1, "start");
    assert_false(made_floor_do(&made, 5 * HOUR, "stop", &error));
    assert_int_equal(error.code, ERROR_CLOCK_JUMP);
    must(&made, 60, "stop");
    assert_false(made_floor_do(&made, 401 * (int64_t)DAY, "close", &error));
    assert_int_equal(error.code, ERROR_CLOCK_JUMP);
    made_floor_free(&made);
}

/* Question, intervention, then points of order by rank, all before the list; a speech that was
 * interrupted goes on after them. */
static void test_ranks(void **state)
{
    struct made_floor made;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    must(&made, 1, ASK("Open Net", "NGOs"));
    must(&made, 1, "begin|item=4");
    calls(&made, "Arcadia");
    must(&made, 1, "start");
    must(&made, 1, "interpose|kind=adjourn" BY("Belmora", "States"));
    must(&made, 1, "interpose|kind=point-of-order" BY("Cordova", "States"));
    must(&made, 1, "interpose|kind=question" BY("Press Union", "NGOs"));
    refused(&made, "call", ERROR_EVENT_ORDER);
    must(&made, 57, "pause");
    assert_int_equal(made.floor.items[0]->debited[0], 60);
    calls(&made, "Press Union");
    must(&made, 1, "start");
    refused(&made, "pause", ERROR_EVENT_ORDER); /* one is interrupted already */
    refused(&made, "resume|speech=1", ERROR_EVENT_ORDER);
    must(&made, 30, "stop");
    assert_int_equal(made.floor.items[0]->debited[1], 30);
    calls(&made, "Cordova");
    must(&made, 1, "start");
    must(&made, 10, "stop");
    assert_int_equal(made.floor.items[0]->debited[0], 60); /* a point of order is nobody's time */
    calls(&made, "Belmora");
    must(&made, 1, "absent");
    refused(&made, "call", ERROR_EVENT_ORDER); /* Arcadia goes on first */
    must(&made, 1, "resume");
    must(&made, 90, "stop");
    assert_int_equal(made.floor.speeches[0].used, 150);
    assert_int_equal(made.floor.items[0]->debited[0], 150);
    calls(&made, "Open Net");
    made_floor_free(&made);
}

static void test_replies(void **state)
{
    struct made_floor made;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    refused(&made, "reply|item=4" BY("Belmora", "States"), ERROR_EVENT_ORDER);
    must(&made, 1, "begin|item=4");
    must(&made, 1, "reply|item=4" BY("Belmora", "States"));
    must(&made, 1, "reply|item=4" BY("Belmora", "States"));
    must(&made, 1, "reply|item=4" BY("Cordova", "States"));
    refused(&made, "reply|item=4" BY("Belmora", "States"), ERROR_EVENT_REPEATED);
    assert_int_equal(made.floor.speeches[1].planned, 600);
    assert_int_equal(made.floor.speeches[2].planned, 300);
    calls(&made, "Arcadia"); /* replies come at the day's end */
    refused(&made, "replies", ERROR_EVENT_ORDER);
    must(&made, 1, "start");
    must(&made, 1, "stop");
    refused(&made, "call", ERROR_EVENT_ORDER);
    must(&made, 1, "replies");
    calls(&made, "Belmora");
    must(&made, 1, "start");
    must(&made, 300, "stop");
    calls(&made, "Cordova"); /* first replies before second ones */
    must(&made, 1, "start");
    must(&made, 300, "stop");
    calls(&made, "Belmora");
    assert_int_equal(made.floor.items[0]->debited[0], 1); /* replies are not of the list's time */
    refused(&made, "list|item=4|list=closed", ERROR_EVENT_ORDER);
    made_floor_free(&made);
}

/* Both sides of a group are heard before one of them twice, also where they come while it runs; an
 * absent speaker does not count as heard. */
static void test_positions(void **state)
{
    struct made_floor made;
    static const char *const order[] = {"A", "C", "B", "D"};

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("A", "NGOs") "|position=for");
    must(&made, 1, ASK("B", "NGOs") "|position=for");
    must(&made, 1, "begin|item=4");
    for (size_t i = 0; i < 4; i++) {
        calls(&made, order[i]);
        must(&made, 1, i == 1 ? "absent" : "start");
        if (i == 0) {
            must(&made, 1, ASK("C", "NGOs") "|position=against");
            must(&made, 1, ASK("D", "NGOs") "|position=for");
        }
        if (i == 1) { /* the side that was not heard is still before the others */
            must(&made, 1, ASK("E", "NGOs") "|position=against");
            calls(&made, "E");
            must(&made, 1, "start");
        }
        must(&made, 60, "stop");
    }
    made_floor_free(&made);
}

static void test_budgets(void **state)
{
    struct made_floor made;
    struct floor_budget budget;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Lab", "Academia"));
    must(&made, 1, "begin|item=4");
    calls(&made, "Lab");
    must(&made, 1, "start");
    must(&made, 400, "stop");
    budget = floor_budget(&made.floor, made.floor.items[0], 3);
    assert_true(budget.initial == 324 && budget.used == 400 && budget.remaining == -76);
    must(&made, 1, "grant|item=4|group=Academia|seconds=120|reason=as agreed");
    budget = floor_budget(&made.floor, made.floor.items[0], 3);
    assert_true(budget.additional == 120 && budget.remaining == 44);
    refused(&made, "grant|item=4|group=Academia|seconds=120", ERROR_MEMBER_MISSING);
    made_floor_free(&made);
}

/* ---- the lottery ---- */

static void test_lottery(void **state)
{
    struct made_floor made;
    size_t kept = 0, lost = 0;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("A", "NGOs"));
    must(&made, 1, ASK("B", "NGOs"));
    must(&made, 1, ASK("C", "NGOs"));
    must(&made, 1, ASK("Arcadia", "States"));
    refused(&made, "pool|item=4|group=NGOs|slots=2|reason=entry 9", ERROR_EVENT_ORDER);
    must(&made, 1, "list|item=4|list=closed");
    refused(&made,
            "pool|item=4|group=NGOs|slots=2|reason=entry 9|pool_sha256="
            "0000000000000000000000000000000000000000000000000000000000000000",
            ERROR_RECORD_DIFFERS);
    must(&made, 1, "pool|item=4|group=NGOs|slots=2|reason=entry 9");
    refused(&made, "list|item=4|list=reopened|reason=now", ERROR_EVENT_ORDER);
    {
        struct error error;

        assert_false(made_floor_do(&made, 0, "draw|item=4|group=NGOs|beacon=known", &error));
        assert_int_equal(error.code, ERROR_EVENT_ORDER); /* not in the same second */
    }
    must(&made, 60, "draw|item=4|group=NGOs|beacon=the root of entry 9");
    refused(&made, "draw|item=4|group=NGOs|beacon=a nicer one", ERROR_EVENT_ORDER);
    refused(&made, "pool|item=4|group=NGOs|slots=2|reason=entry 10", ERROR_EVENT_REPEATED);
    for (size_t i = 0; i < 3; i++) {
        kept += made.floor.speeches[i].state == SPEECH_WAITING;
        lost += made.floor.speeches[i].state == SPEECH_NOT_DRAWN;
    }
    assert_true(kept == 2 && lost == 1);
    assert_int_equal(made.floor.speeches[3].state, SPEECH_WAITING);
    made_floor_free(&made);
}

/* ---- shares ---- */

static void check_shares(int64_t states, int64_t ngos, int64_t industry, int64_t academia,
                         size_t wanted)
{
    struct shares shares = {.count = 4,
                            .whole = states + ngos + industry + academia,
                            .groups = {{SLICE("a"), SHARE_STATES, states},
                                       {SLICE("b"), SHARE_CIVIL_SOCIETY, ngos},
                                       {SLICE("c"), SHARE_PRIVATE_SECTOR, industry},
                                       {SLICE("d"), SHARE_ACADEMIA, academia}}};
    struct findings findings = {0};

    shares_check(&shares, &findings);
    assert_int_equal(findings.count, wanted);
    for (size_t i = 0; i < findings.count; i++) {
        assert_int_equal(findings.items[i].code, FINDING_SHARE_BELOW_FLOOR);
        assert_string_equal(findings.items[i].row, "D3");
        assert_int_equal(findings.items[i].outcome, OUTCOME_REFUSE);
    }
}

static void test_shares_never_below_the_floor(void **state)
{
    struct shares none = {.count = 1, .whole = 1, .groups = {{SLICE("a"), SHARE_STATES, 1}}};
    struct findings findings = {0};

    (void)state;
    check_shares(70, 12, 9, 9, 0);
    check_shares(85, 5, 5, 5, 0);
    check_shares(8501, 499, 500, 500, 1);
    check_shares(1000000, 1, 1, 1, 3);
    shares_check(&none, &findings); /* no group of a kind is less than its least, too */
    assert_int_equal(findings.count, 3);
}

/* ---- whole sessions ---- */

static void check_same(const struct floor *one, const struct floor *other)
{
    assert_int_equal(one->speech_count, other->speech_count);
    assert_int_equal(one->calls, other->calls);
    for (size_t i = 0; i < one->speech_count; i++) {
        const struct floor_speech *a = &one->speeches[i], *b = &other->speeches[i];

        assert_true(a->call == b->call && a->used == b->used && a->state == b->state &&
                    a->why == b->why && a->behind == b->behind && a->worst == b->worst);
    }
}

/* Read again from its lines alone, with every slice elsewhere in memory, a record gives the same
 * floor, and writes the same lines. */
static void check_replay(const struct made_floor *made)
{
    struct buffer copy = {0}, again = {0};
    struct arena arena = {0};
    struct floor floor;
    struct slice rest, line;
    struct error error = {0};

    arena_take(&arena, 4096 + made->record.size % 977);
    buffer_append(&copy, buffer_slice(&made->record));
    if (!floor_read(buffer_slice(&copy), &arena, &floor, &error))
        fail_msg("line %u: %s", error.line, error.message);
    check_same(&made->floor, &floor);
    rest = buffer_slice(&copy);
    while (slice_line(&rest, &line)) {
        struct floor_event event;

        assert_true(floor_event_parse(line, &arena, &event, &error));
        floor_event_write(&event, &again);
    }
    assert_true(slice_equal(buffer_slice(&again), buffer_slice(&made->record)));
    buffer_free(&copy);
    buffer_free(&again);
    arena_free(&arena);
}

/* Of all that was called on lists: groups together have what was debited, and no group that had
 * somebody waiting all along was left without a turn. */
static void check_fair(struct made_floor *made)
{
    for (size_t i = 0; i < made->floor.item_count; i++) {
        const struct floor_item *item = made->floor.items[i];
        int64_t used[ALLOTMENT_GROUPS] = {0};

        for (size_t s = 0; s < made->floor.speech_count; s++) {
            const struct floor_speech *speech = &made->floor.speeches[s];

            if (speech->item == (int)i && speech->kind != SPEECH_REPLY &&
                !(speech->kind == SPEECH_INTERPOSED && speech->interposed >= INTERPOSED_ORDER))
                used[speech->group] += speech->used;
        }
        for (unsigned group = 0; group < made->floor.groups->count; group++)
            assert_int_equal(used[group], item->debited[group]);
        assert_in_range(floor_worst(&made->floor, (int)i), 0, 900);
    }
}

static void check_sums(const struct made_floor *made, struct arena *arena)
{
    int64_t all[3] = {0};

    for (enum floor_dimension by = FLOOR_BY_GROUP; by <= FLOOR_BY_ORGANISATION; by++) {
        size_t count;
        const struct floor_sum *sums = floor_sums(&made->floor, by, arena, &count);

        for (size_t i = 0; i < count; i++)
            all[by] += sums[i].used;
    }
    assert_true(all[0] == all[1] && all[1] == all[2] && all[0] > 0);
}

static void test_sessions_replay(void **state)
{
    size_t calls_made = 0, lines = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct made_floor made;

        made_floor_play(&made, seed);
        assert_true(made.floor.closed);
        check_replay(&made);
        check_fair(&made);
        check_sums(&made, &made.arena);
        calls_made += made.floor.calls;
        lines += made.floor.lines;
        made_floor_free(&made);
    }
    assert_true(calls_made > 40 * SEEDS && lines > 200 * SEEDS);
}

/* Nobody starves: however long the speakers take, no group that waits is ever further behind its share
 * than a few speeches, so that each has a first turn within as many speeches' time divided by its
 * share. */
static void test_no_group_starves(void **state)
{
    int64_t most = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct test_random random = {seed, 0};
        int64_t weights[6], used[6] = {0}, now = 0, whole = 0;
        struct turn_choice choice;
        struct arena arena = {0};
        struct turns turns;

        for (size_t i = 0; i < 6; i++)
            whole += weights[i] = 1 + (int64_t)test_random_below(&random, 40);
        turns_start(&turns, weights, 6, 360000);
        for (size_t i = 0; i < 900; i++)
            turns_ask(&turns, (unsigned)(i % 6), i, 0,
                      60 + (int64_t)test_random_below(&random, 240), &arena);
        for (size_t i = 0; i < 140 && turns_choose(&turns, &choice); i++) {
            int64_t seconds = turns_take(&turns, choice.group).planned / 2 +
                              (int64_t)test_random_below(&random, 200);

            turns_spend(&turns, choice.group, seconds);
            used[choice.group] += seconds;
            now += seconds;
            for (size_t g = 0; g < 6; g++) {
                int64_t lag = (weights[g] * now - whole * used[g]) / whole;

                most = lag > most ? lag : most;
            }
        }
        arena_free(&arena);
    }
    assert_in_range(most, 0, 3 * 350);
}

/* A static list gives on the floor the order that `forum schedule` gives. */
static void test_floor_and_schedule_agree(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct test_random random = {seed, 0};
        struct allotment_group groups[4] = {
            {SLICE("a"), 70}, {SLICE("b"), 12}, {SLICE("c"), 9}, {SLICE("d"), 9}};
        struct allotment_speaker speakers[120];
        struct allotment_terms terms = {7200, groups, 4, speakers, 120};
        int64_t weights[4] = {70, 12, 9, 9};
        struct arena arena = {0};
        struct allotment allotment;
        struct turn_choice choice;
        struct turns turns;

        turns_start(&turns, weights, 4, 7200);
        for (size_t i = 0; i < 120; i++) {
            speakers[i] =
                (struct allotment_speaker){.group = (unsigned)test_random_below(&random, 4),
                                           .position = (unsigned)test_random_below(&random, 3),
                                           .planned = 60 + (int64_t)test_random_below(&random, 240),
                                           .actual = 1 + (int64_t)test_random_below(&random, 300)};
            turns_ask(&turns, speakers[i].group, i, speakers[i].position, speakers[i].planned,
                      &arena);
        }
        allot(&terms, &arena, &allotment);
        for (size_t i = 0; i < allotment.count; i++) {
            struct turn turn;

            assert_true(turns_choose(&turns, &choice));
            turn = turns_take(&turns, choice.group);
            turns_heard(&turns, choice.group, turn.position);
            turns_spend(&turns, choice.group, speakers[turn.speaker].actual);
            assert_int_equal(turn.speaker, allotment.order[i].speaker);
        }
        assert_false(turns_choose(&turns, &choice));
        arena_free(&arena);
    }
}

/* A line taken away, doubled, exchanged or altered: the replay says on which line, and never later
 * than the first call that would be another. */
static void test_altered_records(void **state)
{
    struct made_floor made;
    struct slice lines[2000], rest, line;
    size_t count = 0, found = 0;

    (void)state;
    made_floor_play(&made, 7);
    rest = buffer_slice(&made.record);
    while (slice_line(&rest, &line) && count < 2000)
        lines[count++] = slice_of(line.data, line.size + 1);
    for (size_t gone = 0; gone < count; gone += 3) {
        struct buffer text = {0};
        struct arena arena = {0};
        struct floor floor;
        struct error error = {0};

        for (size_t i = 0; i < count; i++)
            if (i != gone)
                buffer_append(&text, lines[i]);
        if (!floor_read(buffer_slice(&text), &arena, &floor, &error)) {
            found++;
            assert_true(error.line > gone);
        }
        arena_free(&arena);
        buffer_free(&text);
    }
    assert_true(found * 10 > count / 3 * 7);
    made_floor_free(&made);
}

static void check_record(const char *text, enum error_code code, uint32_t line)
{
    struct arena arena = {0};
    struct floor floor;
    struct error error = {0};

    if (floor_read(slice_text(text), &arena, &floor, &error))
        fail_msg("taken: %s", text);
    if (error.code != code || error.line != line)
        fail_msg("%s: %s in line %u: %s", text, error_name(error.code), error.line, error.message);
    arena_free(&arena);
}

#define OPEN                                                                                       \
    "{\"at\":\"2027-03-01T09:00:00Z\",\"event\":\"open\",\"session\":\"s\",\"zone\":\"Europe/"     \
    "Vienna\",\"groups\":[{\"name\":\"a\",\"kind\":\"states\",\"weight\":70},{\"name\":\"b\","     \
    "\"kind\":\"civil-society\",\"weight\":10},{\"name\":\"c\",\"kind\":\"private-sector\","       \
    "\"weight\":10},{\"name\":\"d\",\"kind\":\"academia\",\"weight\":10}]}\n"
#define AT "{\"at\":\"2027-03-01T09:00:01Z\",\"event\":"

static void test_bad_records(void **state)
{
    (void)state;
    check_record("", ERROR_LINE_SYNTAX, 1);
    check_record("\n", ERROR_JSON_SYNTAX, 1);
    check_record("[]\n", ERROR_MEMBER_TYPE, 1);
    check_record(AT "\"replies\"}\n", ERROR_EVENT_ORDER, 1);
    check_record(OPEN OPEN, ERROR_EVENT_REPEATED, 2);
    check_record(OPEN AT "\"replies\"}", ERROR_LINE_SYNTAX, 2);
    check_record(OPEN AT "\"shout\"}\n", ERROR_MEMBER_VALUE, 2);
    check_record(OPEN AT "\"replies\",\"why\":\"only\"}\n", ERROR_MEMBER_UNKNOWN, 2);
    check_record(OPEN AT "\"replies\",\"loud\":1}\n", ERROR_MEMBER_UNKNOWN, 2);
    check_record(OPEN AT "\"begin\"}\n", ERROR_MEMBER_MISSING, 2);
    check_record(OPEN AT "\"begin\",\"item\":4}\n", ERROR_MEMBER_TYPE, 2);
    check_record(OPEN AT "\"agenda\",\"item\":\"4\",\"title\":\"t\",\"length_s\":1.5}\n",
                 ERROR_JSON_NUMBER, 2);
    check_record(OPEN AT "\"ruling\",\"reason\":\"a\\u202eb\"}\n", ERROR_TEXT_INVALID, 2);
    check_record(OPEN "{\"at\":\"2027-03-01 09:00\",\"event\":\"replies\"}\n", ERROR_TIME_FORMAT,
                 2);
    check_record(OPEN "{\"at\":\"2027-02-01T09:00:00Z\",\"event\":\"replies\"}\n", ERROR_CLOCK_JUMP,
                 2);
    check_record("{\"at\":\"2027-03-01T09:00:00Z\",\"event\":\"open\",\"session\":\"s\",\"zone\":"
                 "\"Europe/Vi enna\",\"groups\":[]}\n",
                 ERROR_MEMBER_VALUE, 1);
    check_record("{\"at\":\"2027-03-01T09:00:00Z\",\"event\":\"open\",\"session\":\"s\",\"zone\":"
                 "\"UTC\",\"groups\":[{\"name\":\"a\",\"kind\":\"states\",\"weight\":1}]}\n",
                 ERROR_MEMBER_VALUE, 1);
}

/* Whoever the chair would rather hear: a call of somebody else is refused, with who is next. */
static void test_a_call_is_never_chosen(void **state)
{
    struct made_floor made;
    struct error error;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    must(&made, 1, ASK("Open Net", "NGOs"));
    must(&made, 1, "begin|item=4");
    assert_false(made_floor_do(
        &made, 1, "call|speech=2|speaker=Open Net|why=ahead|behind_s=0|worst_s=0|looked=2",
        &error));
    assert_int_equal(error.code, ERROR_RECORD_DIFFERS);
    assert_non_null(strstr(error.message, "Arcadia"));
    assert_false(made_floor_do(
        &made, 1, "call|speech=1|speaker=Arcadia|why=only|behind_s=0|worst_s=0|looked=1", &error));
    assert_int_equal(error.code, ERROR_RECORD_DIFFERS);
    calls(&made, "Arcadia");
    made_floor_free(&made);
}

/* Everybody who waits has an estimate in the order in which they are then called. */
static void test_estimates(void **state)
{
    struct made_floor made;
    int64_t *estimates;

    (void)state;
    open_item(&made);
    must(&made, 1, ASK("Arcadia", "States"));
    must(&made, 1, ASK("Open Net", "NGOs"));
    must(&made, 1, ASK("Belmora", "States"));
    must(&made, 1, "begin|item=4");
    calls(&made, "Arcadia");
    must(&made, 1, "start");
    estimates = floor_estimates(&made.floor, made.now + 60, &made.arena);
    assert_true(estimates[0] < 0);
    assert_true((estimates[1] == 120 && estimates[2] == 300) ||
                (estimates[1] == 300 && estimates[2] == 120));
    must(&made, 180, "stop");
    calls(&made, estimates[1] == 120 ? "Open Net" : "Belmora");
    made_floor_free(&made);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_a_closed_list_takes_points_of_order_only),
    cmocka_unit_test(test_what_there_is_not),
    cmocka_unit_test(test_order_of_events),
    cmocka_unit_test(test_clock),
    cmocka_unit_test(test_ranks),
    cmocka_unit_test(test_replies),
    cmocka_unit_test(test_positions),
    cmocka_unit_test(test_budgets),
    cmocka_unit_test(test_lottery),
    cmocka_unit_test(test_shares_never_below_the_floor),
    cmocka_unit_test(test_sessions_replay),
    cmocka_unit_test(test_no_group_starves),
    cmocka_unit_test(test_floor_and_schedule_agree),
    cmocka_unit_test(test_altered_records),
    cmocka_unit_test(test_bad_records),
    cmocka_unit_test(test_a_call_is_never_chosen),
    cmocka_unit_test(test_estimates),
};

TEST_MAIN(tests)
