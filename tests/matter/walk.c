/* The exhaustive walk. Breadth-first over the distinct states of the fold, from nothing, by every
 * move that matter_check accepts, until no state is new; in each, promise 1 by the oracle, which
 * knows nothing of the fold. Then (forged.c) lines into which hostile statements were put without
 * asking.
 *
 * Two lines of statements are one state where they agree in what decides the future (state_key):
 * what others may rest on and who had seen it, which ranges were named, what is open or asked, who
 * has held which duty. Ids, hashes, places and exact times are left out: the fold only compares
 * them, and the moves keep them in the same relation (the next place, the current or the previous
 * head). Time is the class between two deadlines, in which no comparison changes its outcome; the
 * clock steps to a second before each, to it, and to a second after. */
#include "test.h"

#include "matter/walk.h"

/* What others rest on; resumptions and productions count elsewhere in the key. */
#define LIFE_CYCLE ((1u << (MATTER_APPROVAL + 1)) - 1)

static enum reach reach_of(const struct scope *scope)
{
    bool starts = scope->from == instant_civil(2026, 10, 1, 0, 0, 0);
    bool later = scope->from == instant_civil(2026, 10, 20, 0, 0, 0);

    if (scope->account_count != 1 || !slice_is(scope->accounts[0], "suspect@mailhaus.example"))
        return REACH_OTHER;
    if (starts && scope->to == instant_civil(2026, 11, 1, 0, 0, 0))
        return REACH_FULL;
    if (starts && scope->to == instant_civil(2026, 10, 10, 0, 0, 0))
        return REACH_NARROW_A;
    return later && scope->to == instant_civil(2026, 11, 1, 0, 0, 0) ? REACH_NARROW_B : REACH_WIDER;
}

void walk_judge(struct walk *walk)
{
    struct line *line = &walk->line;
    const char *objection;

    walk->stage.story->terms.now = line->now;
    matter_fold(&walk->stage.story->terms, line->filed, (size_t)line->count, &walk->matter);
    walk->folds++;
    memset(walk->counted, 0, sizeof walk->counted);
    for (size_t i = 0; i < walk->matter.standing_count; i++)
        walk->counted[walk->matter.standing[i].filed - line->filed] =
            walk->matter.standing[i].counts;
    if (!walk->matter.permitted)
        return;
    walk->permitted++;
    objection = oracle_objects(&walk->stage.world, line->said, (size_t)line->count, line->now,
                               reach_of(&walk->matter.permit.scope));
    if (!objection)
        return;
    line_print(line);
    fail_msg("permitted, although: %s", objection);
}

struct key {
    uint8_t bytes[KEY_SIZE];
    size_t size;
};

static void key_add(struct key *key, uint64_t number, unsigned bytes)
{
    assert_true(key->size + bytes <= KEY_SIZE);
    for (unsigned i = 0; i < bytes; i++)
        key->bytes[key->size++] = (uint8_t)(number >> (8 * i));
}

static void key_findings(struct key *key, const struct findings *findings)
{
    uint64_t codes[3] = {0, 0, 0};

    assert_true(FINDING_COUNT <= 192);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].outcome != OUTCOME_NOTE)
            codes[findings->items[i].code / 64] |= UINT64_C(1) << findings->items[i].code % 64;
    key_add(key, codes[0], 8);
    key_add(key, codes[1], 8);
    key_add(key, codes[2], 8);
}

static bool counts(const struct walk *walk, int number)
{
    return walk->counted[number];
}

/* Acts that leave something to rest on, and ranges named, among the first `length` of a chain. */
static void key_view(const struct walk *walk, struct key *key, int chain, int length)
{
    uint32_t basis = 0, ranges = 0;

    for (int i = 0; i < length; i++) {
        int number = walk->line.chain[chain][i];
        const struct said *said = &walk->line.said[number];
        bool asks = (said->act == MATTER_AUTHORISATION && said->word == AUTHORISATION_ASK) ||
                    (said->act == MATTER_RIGHTS_ASSESSMENT && said->word == ASSESSMENT_UNKNOWN) ||
                    (said->act == MATTER_DUAL_CRIMINALITY && said->word != DUAL_CRIMINALITY_YES);

        if (!counts(walk, number))
            continue;
        basis = asks ? basis & ~(1u << said->act) : basis | 1u << said->act;
        ranges |= said->reach == REACH_NONE ? 0 : 1u << said->reach;
    }
    key_add(key, basis & LIFE_CYCLE, 1);
    key_add(key, ranges, 1);
}

static int last_of(const struct walk *walk, enum matter_act act)
{
    for (int i = walk->line.count; i > 0; i--)
        if (walk->line.said[i - 1].act == act && !walk->line.said[i - 1].restricts &&
            counts(walk, i - 1))
            return i - 1;
    return SAID_NOTHING;
}

static bool is_open(const struct walk *walk, int number)
{
    if (walk->line.said[number].act != MATTER_SUSPENSION)
        return false;
    for (int i = 0; i < walk->line.count; i++)
        if (walk->line.said[i].act == MATTER_RESUMPTION && walk->line.said[i].named == number &&
            counts(walk, i))
            return false;
    return true;
}

static unsigned count_open(const struct walk *walk, uint16_t form)
{
    unsigned count = 0;

    for (int i = 0; i < walk->line.count; i++)
        count += walk->line.form[i] == form && is_open(walk, i);
    return count;
}

/* Who has held which duty, of the persons who could hold two. */
static void key_persons(const struct walk *walk, struct key *key)
{
    static const char *const persons[] = {"xa.court-1.o1", "xa.court-1.o2",   "xa.court-2.o1",
                                          "xa.court-2.o2", "xa.authority.o1", "xa.authority.o2"};

    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {
        uint32_t duties = 0;

        for (int j = 0; walk->stage.world.domestic && j < walk->line.count; j++) {
            const struct said *said = &walk->line.said[j];

            if (counts(walk, j) && (strcmp(said->by, persons[i]) == 0 ||
                                    (said->with && strcmp(said->with, persons[i]) == 0)))
                duties |= 1u << said->act;
        }
        key_add(key, duties, 2);
    }
}

static uint64_t hash_key(const struct key *key)
{
    struct digest digest = sha256_of(slice_of(key->bytes, key->size));
    uint64_t hash;

    memcpy(&hash, digest.bytes, sizeof hash);
    return hash ? hash : 1;
}

/* Closed for good: a restriction that nothing lifts, a scope that has run out (further statements
 * only cut it, time only goes on), a statement that a later rulebook has voided. */
static bool is_closed(const struct matter *matter)
{
    return findings_have(&matter->open, FINDING_TERMINATED) ||
           findings_have(&matter->open, FINDING_REFUSED) ||
           findings_have(&matter->open, FINDING_DUAL_CRIMINALITY_NONE) ||
           findings_have(&matter->open, FINDING_RIGHTS) ||
           findings_have(&matter->open, FINDING_EXPIRED) ||
           findings_have(&matter->statements, FINDING_LIMIT);
}

static uint64_t state_key(const struct walk *walk)
{
    const struct line *line = &walk->line;
    struct key key = {.size = 0};
    bool single = false;

    key_add(&key, line_class(line), 1);
    key_add(&key, walk->matter.permitted, 1);
    key_add(&key, walk->matter.done & LIFE_CYCLE, 1);
    key_findings(&key, &walk->matter.open);
    key_findings(&key, &walk->matter.statements);
    if (is_closed(&walk->matter)) /* it has no future to tell apart */
        return hash_key(&key);
    for (int chain = 0; chain < 2; chain++) {
        int length = line->length[chain];

        key_add(&key, length > 2 ? 2 : (uint64_t)length, 1);
        key_view(walk, &key, chain, length);
        key_view(walk, &key, chain, length > 0 ? length - 1 : 0);
    }
    /* Whether the conditions still to be accepted stand at the head, which a stale view lacks. */
    key_add(&key,
            findings_have(&walk->matter.open, FINDING_CONDITION_OPEN) && line->length[1] > 0 &&
                line->said[line->chain[1][line->length[1] - 1]].act == MATTER_APPROVAL,
            1);
    for (int i = 0; i < line->count; i++)
        single = single || (line->said[i].act == MATTER_AUTHORISATION && !line->said[i].with &&
                            line->said[i].word <= AUTHORISATION_NARROW && counts(walk, i));
    key_add(&key, single, 1);
    for (unsigned i = 0; i < walk->stage.form_count; i++)
        if (walk->stage.forms[i].said.act == MATTER_SUSPENSION && !walk->stage.forms[i].sweep)
            key_add(&key, count_open(walk, (uint16_t)i), 1);
    key_persons(walk, &key);
    return hash_key(&key);
}

/* True where the state was not there before. */
static bool visit(struct walk *walk, uint64_t key)
{
    uint64_t place = key % VISITED_SIZE;

    while (walk->visited[place] && walk->visited[place] != key)
        place = (place + 1) % VISITED_SIZE;
    if (walk->visited[place])
        return false;
    walk->visited[place] = key;
    return true;
}

/* Builds the line that leads to a node. */
static void build(struct walk *walk, uint32_t number)
{
    struct move moves[SAID_MOST + LINE_DEADLINES];
    size_t count = 0;

    for (; number; number = walk->nodes[number].parent)
        moves[count++] = walk->nodes[number].move;
    line_end(&walk->line);
    line_begin(&walk->line, &walk->stage);
    while (count > 0)
        assert_true(line_append(&walk->line, moves[--count]));
}

/* A state that is new, to be expanded. From a closed one every move is still made once and judged,
 * but not followed further; nor is what the sweep adds, since the table has a form of the same
 * kind. */
static void add_node(struct walk *walk, uint32_t parent, struct move move)
{
    if (walk->only_judge || !visit(walk, state_key(walk)))
        return;
    assert_true(walk->node_count < NODES_MOST);
    walk->nodes[walk->node_count++] = (struct node){parent, move};
}

/* Tries one move from the line of `parent`, and leaves the line as it was. */
static void try_move(struct walk *walk, uint32_t parent, struct move move)
{
    struct line *line = &walk->line;
    instant now = line->now;
    bool counted[SAID_MOST];

    if (!line_append(line, move))
        return;
    walk->transitions++;
    memcpy(counted, walk->counted, sizeof counted);
    if (move.form == LINE_CLOCK) {
        walk_judge(walk);
        add_node(walk, parent, move);
        line->now = now;
        memcpy(walk->counted, counted, sizeof counted);
        return;
    }
    walk->findings.count = 0;
    walk->stage.story->terms.now = now;
    matter_check(&walk->stage.story->terms, line->filed, (size_t)line->count - 1,
                 &line->filed[line->count - 1], &walk->findings);
    if (findings_permit(&walk->findings)) {
        walk_judge(walk);
        add_node(walk, parent, move);
    }
    line_drop(line);
    memcpy(walk->counted, counted, sizeof counted);
}

/* What the body may name: the latest of its kind, and (for a resumption) every open suspension and
 * something that is none. */
static void try_named(struct walk *walk, uint32_t parent, struct move move)
{
    const struct said *said = &walk->stage.forms[move.form].said;

    if (said->act == MATTER_RECEIPT)
        move.named = (int8_t)last_of(walk, MATTER_REQUEST);
    if (said->act == MATTER_PRODUCTION)
        move.named = (int8_t)last_of(walk, MATTER_APPROVAL);
    if (said->act != MATTER_RESUMPTION) {
        try_move(walk, parent, move);
        return;
    }
    for (int i = 0; i < walk->line.count; i++) {
        if (i > 0 && !is_open(walk, i))
            continue;
        move.named = (int8_t)i;
        try_move(walk, parent, move);
    }
}

/* The views that differ: the whole other chain, all but its head, nothing. */
static enum view view_most(const struct walk *walk, const struct said *said)
{
    int other = walk->line.length[said->by[1] != 'b'];

    if (said->restricts || walk->stage.world.domestic || other == 0)
        return VIEW_CURRENT;
    return other == 1 ? VIEW_STALE : VIEW_NOTHING;
}

/* True once for each set of acts that are done, in a matter that is open at the first time. */
static bool is_sweep_due(struct walk *walk)
{
    const struct matter *matter = &walk->matter;
    uint32_t set = matter->done << 1 | matter->permitted;

    if (line_class(&walk->line) > 0 || is_closed(matter) || set >= sizeof walk->swept ||
        walk->stage.kind == KIND_CLOCK || findings_have(&matter->open, FINDING_SUSPENDED) ||
        walk->swept[set])
        return false;
    return walk->swept[set] = true;
}

/* The court suspends twice at most (once where time goes on), the supervisor once. */
static unsigned suspensions_most(const struct walk *walk, const struct said *said)
{
    return said->by[3] == 'c' && walk->stage.kind != KIND_CLOCK ? 2 : 1;
}

/* Every move from one state. A third open suspension by the same office is not tried: each is
 * lifted by itself, so that it adds nothing to what two show. The sweep of all offices is made at
 * the first point of time and without suspensions: signers are judged by the registers alone. */
static void expand(struct walk *walk, uint32_t number)
{
    const struct stage *stage = &walk->stage;
    bool sweep, closed;

    build(walk, number);
    walk_judge(walk); /* `counts` for the moves that name something */
    closed = is_closed(&walk->matter);
    walk->only_judge = closed;
    sweep = is_sweep_due(walk);
    for (uint8_t place = 0; place <= 2 && stage->kind != KIND_ACTS; place++)
        try_move(walk, number, (struct move){.form = LINE_CLOCK, .view = place});
    for (unsigned form = 0; form < stage->form_count; form++) {
        const struct said *said = &stage->forms[form].said;
        struct move move = {.form = (uint16_t)form, .named = SAID_NOTHING};
        enum view most = view_most(walk, said);

        if (stage->forms[form].sweep && !sweep)
            continue;
        if (stage->forms[form].sweep)
            most = VIEW_CURRENT;
        walk->only_judge = closed || stage->forms[form].sweep;
        if (said->act == MATTER_SUSPENSION &&
            count_open(walk, (uint16_t)form) == suspensions_most(walk, said))
            continue;
        for (unsigned view = VIEW_CURRENT; view <= most; view++) {
            move.view = (uint8_t)view;
            try_named(walk, number, move);
        }
    }
}

void walk_begin(struct walk *walk, enum kind kind)
{
    memset(walk, 0, sizeof *walk);
    walk->nodes = calloc(NODES_MOST, sizeof *walk->nodes);
    walk->visited = calloc(VISITED_SIZE, sizeof *walk->visited);
    stage_begin(&walk->stage, kind);
    line_begin(&walk->line, &walk->stage);
}

void walk_end(struct walk *walk)
{
    line_end(&walk->line);
    stage_end(&walk->stage);
    free(walk->nodes);
    free(walk->visited);
    free(walk);
}

/* Of all walks, for the last line. */
static uint64_t all_states, all_transitions;

static void walk_all(enum kind kind, const char *name)
{
    struct walk *walk = malloc(sizeof *walk);

    walk_begin(walk, kind);
    walk_judge(walk);
    add_node(walk, 0, (struct move){.form = LINE_CLOCK});
    for (uint32_t i = 0; i < walk->node_count && i < STATES_MOST; i++)
        expand(walk, i);
    all_states += walk->node_count;
    all_transitions += walk->transitions;
    print_message("# walk: %s: %u states, %llu transitions (%llu folds, %llu of them permitted)\n",
                  name, walk->node_count, (unsigned long long)walk->transitions,
                  (unsigned long long)walk->folds, (unsigned long long)walk->permitted);
    assert_true(walk->permitted > 0);
    walk_end(walk);
}

static void acts(void **state)
{
    (void)state;
    walk_all(KIND_ACTS, "all acts");
}

static void clock_steps(void **state)
{
    (void)state;
    walk_all(KIND_CLOCK, "all times");
}

static void one_state(void **state)
{
    (void)state;
    walk_all(KIND_DOMESTIC, "one State");
}

static void forged_exchange(void **state)
{
    (void)state;
    forged_all(KIND_ACTS, "forged, two States");
}

static void forged_one_state(void **state)
{
    (void)state;
    forged_all(KIND_DOMESTIC, "forged, one State");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts),
        cmocka_unit_test(clock_steps),
        cmocka_unit_test(one_state),
        cmocka_unit_test(forged_exchange),
        cmocka_unit_test(forged_one_state),
    };
    int failed;

    cmocka_set_message_output(CM_OUTPUT_TAP);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# walk: %llu states, %llu transitions\n", (unsigned long long)all_states,
                  (unsigned long long)all_transitions);
    return failed;
}
