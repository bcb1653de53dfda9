/* The exhaustive walk. Breadth-first over the distinct states of the fold, from nothing, by every
 * move that matter_check accepts, until no state is new; in each, promise 1 by the oracle, which
 * knows nothing of the fold. Then lines into which up to two hostile statements were put without
 * asking.
 *
 * Two lines of statements are one state where they agree in what decides the future (state_key):
 * what counts and its words, who had seen what, which ranges were named, what is open. Ids, hashes,
 * places and exact times are left out: the fold only compares them, and the moves keep them in the
 * same relation (the next place, the current or the previous head). Time is one of the points
 * before, at and after each deadline: between two of them no comparison changes its outcome. */
#include "test.h"

#include "matter/line.h"

enum { NODES_MOST = 4000000, VISITED_SIZE = 1 << 23, KEY_SIZE = 160, SUSPENSIONS_MOST = 2 };

struct node {
    uint32_t parent;
    struct move move;
};

struct walk {
    struct stage stage;
    struct line line;
    struct matter matter;
    struct findings findings;
    struct node *nodes;
    uint32_t node_count;
    uint64_t *visited; /* open addressing; 0 is free */
    uint64_t transitions, folds, permitted;
    bool counted[SAID_MOST]; /* which statements of the line counted in the last fold */
};

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

/* Folds the line and holds the result against the oracle. */
static void fold_line(struct walk *walk)
{
    struct line *line = &walk->line;
    const char *objection;

    walk->stage.story->terms.now = walk->stage.points[line->point];
    matter_fold(&walk->stage.story->terms, line->filed, (size_t)line->count, &walk->matter);
    walk->folds++;
    memset(walk->counted, 0, sizeof walk->counted);
    for (size_t i = 0; i < walk->matter.standing_count; i++)
        walk->counted[walk->matter.standing[i].filed - line->filed] =
            walk->matter.standing[i].counts;
    if (!walk->matter.permitted)
        return;
    walk->permitted++;
    objection =
        oracle_objects(&walk->stage.world, line->said, (size_t)line->count,
                       walk->stage.points[line->point], reach_of(&walk->matter.permit.scope));
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
    uint64_t codes[2] = {0, 0};

    assert_true(FINDING_COUNT <= 128);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].outcome != OUTCOME_NOTE)
            codes[findings->items[i].code / 64] |= UINT64_C(1) << findings->items[i].code % 64;
    key_add(key, codes[0], 8);
    key_add(key, codes[1], 8);
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
                    (said->act == MATTER_RIGHTS_ASSESSMENT && said->word == ASSESSMENT_UNKNOWN);

        if (!counts(walk, number))
            continue;
        basis = asks ? basis & ~(1u << said->act) : basis | 1u << said->act;
        ranges |= said->reach == REACH_NONE ? 0 : 1u << said->reach;
    }
    key_add(key, basis, 2);
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

static uint64_t state_key(const struct walk *walk)
{
    static const enum matter_act lasting[] = {MATTER_APPLICATION, MATTER_AUTHORISATION,
                                              MATTER_REQUEST, MATTER_RIGHTS_ASSESSMENT,
                                              MATTER_APPROVAL};
    const struct line *line = &walk->line;
    struct key key = {.size = 0};
    bool single = false;

    key_add(&key, line->point, 1);
    key_add(&key, walk->matter.permitted, 1);
    key_add(&key, walk->matter.done, 4);
    key_findings(&key, &walk->matter.open);
    key_findings(&key, &walk->matter.statements);
    for (int chain = 0; chain < 2; chain++) {
        int length = line->length[chain];

        key_add(&key, length > 2 ? 2 : (uint64_t)length, 1);
        key_view(walk, &key, chain, length);
        key_view(walk, &key, chain, length > 0 ? length - 1 : 0);
    }
    for (size_t i = 0; i < sizeof lasting / sizeof *lasting; i++) {
        int last = last_of(walk, lasting[i]);

        key_add(&key, last == SAID_NOTHING ? 0xff : (uint64_t)line->said[last].word, 1);
        key_add(&key, last != SAID_NOTHING && line->said[last].answers, 1);
    }
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
    struct move moves[SAID_MOST + LINE_POINTS];
    size_t count = 0;

    for (; number; number = walk->nodes[number].parent)
        moves[count++] = walk->nodes[number].move;
    line_end(&walk->line);
    line_begin(&walk->line, &walk->stage);
    while (count > 0)
        assert_true(line_append(&walk->line, moves[--count]));
}

static void add_node(struct walk *walk, uint32_t parent, struct move move)
{
    if (!visit(walk, state_key(walk)))
        return;
    assert_true(walk->node_count < NODES_MOST);
    walk->nodes[walk->node_count++] = (struct node){parent, move};
}

/* Tries one move from the line of `parent`, and leaves the line as it was. */
static void try_move(struct walk *walk, uint32_t parent, struct move move)
{
    struct line *line = &walk->line;
    unsigned point = line->point;
    bool counted[SAID_MOST];

    if (!line_append(line, move))
        return;
    walk->transitions++;
    memcpy(counted, walk->counted, sizeof counted);
    if (move.form == LINE_CLOCK) {
        fold_line(walk);
        add_node(walk, parent, move);
        line->point = point;
        memcpy(walk->counted, counted, sizeof counted);
        return;
    }
    walk->findings.count = 0;
    walk->stage.story->terms.now = walk->stage.points[point];
    matter_check(&walk->stage.story->terms, line->filed, (size_t)line->count - 1,
                 &line->filed[line->count - 1], &walk->findings);
    if (findings_permit(&walk->findings)) {
        fold_line(walk);
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

/* Every move from one state. A third open suspension by the same office is not tried: each is
 * lifted by itself, so that it adds nothing to what two show. The sweep of all offices is made at
 * the first point of time and without suspensions: signers are judged by the registers alone. */
static void expand(struct walk *walk, uint32_t number)
{
    const struct stage *stage = &walk->stage;
    bool suspended;

    build(walk, number);
    fold_line(walk); /* `counts` for the moves that name something */
    suspended = findings_have(&walk->matter.open, FINDING_SUSPENDED);
    try_move(walk, number, (struct move){.form = LINE_CLOCK});
    for (unsigned form = 0; form < stage->form_count; form++) {
        const struct said *said = &stage->forms[form].said;
        struct move move = {.form = (uint16_t)form, .named = SAID_NOTHING};
        enum view most = said->restricts || stage->world.domestic ? VIEW_CURRENT : VIEW_NOTHING;

        if (stage->forms[form].sweep && (walk->line.point > 0 || suspended))
            continue;
        if (stage->forms[form].sweep)
            most = VIEW_CURRENT;
        if (said->act == MATTER_SUSPENSION && count_open(walk, (uint16_t)form) == SUSPENSIONS_MOST)
            continue;
        for (unsigned view = VIEW_CURRENT; view <= most; view++) {
            move.view = (uint8_t)view;
            try_named(walk, number, move);
        }
    }
}

static void walk_begin(struct walk *walk, bool domestic)
{
    memset(walk, 0, sizeof *walk);
    walk->nodes = calloc(NODES_MOST, sizeof *walk->nodes);
    walk->visited = calloc(VISITED_SIZE, sizeof *walk->visited);
    stage_begin(&walk->stage, domestic);
    line_begin(&walk->line, &walk->stage);
}

static void walk_end(struct walk *walk)
{
    line_end(&walk->line);
    stage_end(&walk->stage);
    free(walk->nodes);
    free(walk->visited);
    free(walk);
}

static void walk_all(bool domestic)
{
    struct walk *walk = malloc(sizeof *walk);

    walk_begin(walk, domestic);
    fold_line(walk);
    add_node(walk, 0, (struct move){.form = LINE_CLOCK});
    for (uint32_t i = 0; i < walk->node_count; i++) {
        expand(walk, i);
        if (getenv("W") && i % 1000 == 0)
            fprintf(stderr, "%u/%u count %d point %u tr %llu\n", i, walk->node_count, walk->line.count, walk->line.point, (unsigned long long)walk->transitions);
    }
    print_message("# walk%s: %u states, %llu transitions (%llu folds, %llu of them permitted)\n",
                  domestic ? ", one State" : "", walk->node_count,
                  (unsigned long long)walk->transitions, (unsigned long long)walk->folds,
                  (unsigned long long)walk->permitted);
    assert_true(walk->permitted > 0);
    walk_end(walk);
}

static void exchange(void **state)
{
    (void)state;
    walk_all(false);
}

static void one_state(void **state)
{
    (void)state;
    walk_all(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exchange),
        cmocka_unit_test(one_state),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
