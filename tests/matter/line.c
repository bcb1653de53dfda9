#include "matter/line.h"

#include "test.h"

static const struct {
    enum reach reach;
    const char *find, *put, *find2, *put2;
} reaches[] = {
    {REACH_FULL, NULL, NULL, NULL, NULL},
    {REACH_NARROW_A, "\"2026-11-01T00:00:00Z\"", "\"2026-10-10T00:00:00Z\"",
     "\"2026-12-01T00:00:00Z\"", "\"2026-11-24T10:00:00Z\""},
    {REACH_NARROW_B, "\"2026-10-01T00:00:00Z\"", "\"2026-10-20T00:00:00Z\"", NULL, NULL},
    {REACH_WIDER, "\"2026-11-01T00:00:00Z\"", "\"2026-11-01T00:00:01Z\"", NULL, NULL},
    {REACH_OTHER, "[\"suspect@", "[\"other@", NULL, NULL},
};

#define REASONS                                                                                    \
    "\"reasons\":{\"sha256\":\"1212121212121212121212121212121212121212121212121212121212121212\"" \
    ",\"length\":100,\"language\":\"en\"}}"

static const char asks[] = "{\"decision\":\"ask\"," REASONS;
static const char not_known[] = "{\"verdict\":\"not-known\"," REASONS;
static const char no_crime[] = "{\"verdict\":\"no\"," REASONS;
static const char refuses[] = "{\"decision\":\"refuse\"," REASONS;

/* What is said in the walk beside the sweep of all offices. `find`, `put` change the default body.
 */
static const struct {
    enum matter_act act;
    const char *by, *domestic;
    enum reach reach;
    int word;
    bool answers;
    const char *body, *find, *put;
    unsigned kinds;
} table[] = {
    {MATTER_APPLICATION, "xa.police.o1", "xa.police.o1", REACH_FULL, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_FULL, AUTHORISATION_GRANT, true,
     NULL, NULL, NULL, KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_FULL, AUTHORISATION_GRANT, true,
     NULL, "\"reasons\"", "\"with\":[\"xa.court-1.o2\"],\"reasons\"", KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_NARROW_A, AUTHORISATION_NARROW,
     true, NULL, "grant", "narrow", KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_WIDER, AUTHORISATION_GRANT, true,
     NULL, NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_OTHER, AUTHORISATION_GRANT, true,
     NULL, NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_FULL, AUTHORISATION_GRANT, false,
     NULL, "no-indication", "not-known", KIND_ACTS | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o3", "xa.court-1.o3", REACH_FULL, AUTHORISATION_GRANT, true,
     NULL, NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o1", "xa.court-1.o1", REACH_NONE, AUTHORISATION_ASK, true,
     asks, NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_AUTHORISATION, "xa.court-1.o2", "xa.court-1.o2", REACH_NONE, AUTHORISATION_REFUSE, true,
     refuses, NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_REQUEST, "xa.authority.o1", NULL, REACH_FULL, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK},
    {MATTER_REQUEST, "xa.authority.o1", NULL, REACH_NARROW_A, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK},
    {MATTER_REQUEST, "xa.authority.o1", NULL, REACH_OTHER, 0, true, NULL, NULL, NULL, KIND_ACTS},
    {MATTER_RECEIPT, "xb.authority.o1", NULL, REACH_NONE, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK},
    {MATTER_DUAL_CRIMINALITY, "xb.authority.o1", NULL, REACH_NONE, DUAL_CRIMINALITY_YES, true, NULL,
     NULL, NULL, KIND_ACTS | KIND_CLOCK},
    {MATTER_DUAL_CRIMINALITY, "xb.court-1.o1", NULL, REACH_NONE, DUAL_CRIMINALITY_NOT_KNOWN, true,
     not_known, NULL, NULL, KIND_ACTS},
    {MATTER_DUAL_CRIMINALITY, "xb.court-1.o2", NULL, REACH_NONE, DUAL_CRIMINALITY_NO, true,
     no_crime, NULL, NULL, KIND_ACTS},
    {MATTER_DUAL_CRIMINALITY, "xb.authority.o1", NULL, REACH_NONE, DUAL_CRIMINALITY_YES, false,
     NULL, "\"id\":\"computer-fraud\"", "\"id\":\"forgery-of-data\"", KIND_ACTS},
    {MATTER_RIGHTS_ASSESSMENT, "xb.rights.o1", "xa.rights.o1", REACH_NONE, ASSESSMENT_CLEAR, true,
     NULL, NULL, NULL, KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_RIGHTS_ASSESSMENT, "xb.rights.o1", "xa.rights.o1", REACH_NONE, ASSESSMENT_UNKNOWN, true,
     NULL, "clear", "unknown", KIND_ACTS | KIND_DOMESTIC},
    {MATTER_RIGHTS_ASSESSMENT, "xb.rights.o1", "xa.rights.o1", REACH_NONE, ASSESSMENT_ADVERSE, true,
     NULL, "clear", "adverse", KIND_ACTS | KIND_DOMESTIC},
    {MATTER_RIGHTS_ASSESSMENT, "xb.rights.o1", "xa.rights.o1", REACH_NONE, ASSESSMENT_CLEAR, true,
     NULL, ",\"R04\"", "", KIND_ACTS | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xb.court-1.o1", "xa.court-2.o1", REACH_FULL, APPROVAL_APPROVE, true, NULL,
     NULL, NULL, KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xb.court-1.o1", NULL, REACH_FULL, APPROVAL_APPROVE, false, NULL,
     "\"id\":\"computer-fraud\"", "\"id\":\"fraud-with-payment-instruments\"", KIND_ACTS},
    {MATTER_APPROVAL, "xb.court-1.o1", "xa.court-2.o1", REACH_FULL, APPROVAL_CONDITIONAL, true,
     NULL, "\"approve\"", "\"conditional\"", KIND_ACTS | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xb.court-1.o1", NULL, REACH_NARROW_B, APPROVAL_PARTIAL, true, NULL,
     "\"approve\"", "\"partial\"", KIND_ACTS},
    {MATTER_APPROVAL, "xb.court-1.o1", "xa.court-2.o1", REACH_WIDER, APPROVAL_APPROVE, true, NULL,
     NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xb.court-1.o1", "xa.court-2.o1", REACH_OTHER, APPROVAL_APPROVE, true, NULL,
     NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xb.court-2.o2", NULL, REACH_FULL, APPROVAL_APPROVE, true, NULL, NULL, NULL,
     KIND_CLOCK},
    {MATTER_APPROVAL, "xb.court-2.o3", "xa.court-1.o1", REACH_FULL, APPROVAL_APPROVE, true, NULL,
     NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xa.court-1.o2", "xb.court-1.o1", REACH_FULL, APPROVAL_APPROVE, true, NULL,
     NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_APPROVAL, "xb.court-1.o2", "xa.court-2.o2", REACH_NONE, APPROVAL_REFUSE, true, refuses,
     NULL, NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_SUSPENSION, "xb.court-1.o2", "xa.court-2.o2", REACH_NONE, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_SUSPENSION, "xa.oversight.o1", NULL, REACH_NONE, 0, true, NULL, NULL, NULL, KIND_ACTS},
    {MATTER_RESUMPTION, "xb.court-2.o1", "xa.court-1.o2", REACH_NONE, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_RESUMPTION, "xa.oversight.o2", "xa.oversight.o2", REACH_NONE, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_DOMESTIC},
    {MATTER_TERMINATION, "xa.oversight.o1", "xa.oversight.o1", REACH_NONE, 0, true, NULL, NULL,
     NULL, KIND_ACTS | KIND_DOMESTIC},
    {MATTER_PRODUCTION, "xb.mailhaus.o1", "xa.mailhaus.o1", REACH_NONE, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_CLOCK | KIND_DOMESTIC},
    {MATTER_PRODUCTION, "xb.otherhaus.o1", "xa.otherhaus.o1", REACH_NONE, 0, true, NULL, NULL, NULL,
     KIND_ACTS | KIND_DOMESTIC},
};

static const char *const offices[] = {"police",    "prosecution", "court-1",   "court-2",
                                      "authority", "rights",      "registry",  "oversight",
                                      "filter",    "mailhaus",    "otherhaus", "data"};

static void add_form(struct stage *stage, struct said said, struct step step)
{
    static const char *const names[MATTER_ACTS] = {[MATTER_RECEIPT] = "request",
                                                   [MATTER_RESUMPTION] = "suspension",
                                                   [MATTER_PRODUCTION] = "decision"};
    struct form *form = &stage->forms[stage->form_count];
    const struct statement *statement = &form->draft.statement;
    struct story *story = stage->story;

    assert_true(stage->form_count < LINE_FORMS);
    stage->form_count++;
    step.seq = 1;
    step.seen_nothing = true;
    story_draft(story, said.act, step, &form->draft);
    form->said = said;
    form->said.by = (const char *)arena_copy(&story->arena, statement->by).data;
    if (statement->signer_count > 1)
        form->said.with = (const char *)arena_copy(&story->arena, statement->signers[1]).data;
    form->said.restricts = !statement_moves(statement);
    form->said.named = SAID_NOTHING;
    form->names = names[said.act];
}

static void add_table(struct stage *stage)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *by = stage->world.domestic ? table[i].domestic : table[i].by;
        unsigned reach = table[i].reach == REACH_NONE ? 0 : table[i].reach - REACH_FULL;
        struct step step = {.by = by,
                            .body = table[i].body,
                            .find = table[i].find,
                            .put = table[i].put,
                            .find2 = reaches[reach].find,
                            .put2 = reaches[reach].put};
        struct story *story = stage->story;
        const char *scope = story->scope;

        if (!by || !(table[i].kinds & stage->kind))
            continue;
        if (reaches[reach].find2) {
            const char *place = strstr(scope, reaches[reach].find2);

            story->scope = (const char *)arena_format(
                               &story->arena, "%.*s%s%s", (int)(place - scope), scope,
                               reaches[reach].put2, place + strlen(reaches[reach].find2))
                               .data;
        }
        add_form(stage,
                 (struct said){.act = table[i].act,
                               .reach = table[i].reach,
                               .word = table[i].word,
                               .answers = table[i].answers},
                 step);
        story->scope = scope;
    }
}

/* Every office of all three States tries every act. */
static void add_sweep(struct stage *stage)
{
    for (unsigned act = 0; act < MATTER_ACTS; act++) {
        bool scoped = act == MATTER_APPLICATION || act == MATTER_AUTHORISATION ||
                      act == MATTER_REQUEST || act == MATTER_APPROVAL;

        for (int s = 0; s < 3; s++) {
            for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
                struct slice by =
                    arena_format(&stage->story->arena, "x%c.%s.o2", 'a' + s, offices[i]);

                add_form(stage,
                         (struct said){.act = act,
                                       .reach = scoped ? REACH_FULL : REACH_NONE,
                                       .answers = true},
                         (struct step){.by = (const char *)by.data});
                stage->forms[stage->form_count - 1].sweep = true;
            }
        }
    }
}

static const char *scope_until(struct story *story)
{
    const char *place = strstr(story->scope, "2026-12-10");

    return (const char *)arena_format(&story->arena, "%.*s2026-12-01%s",
                                      (int)(place - story->scope), story->scope,
                                      place + strlen("2026-12-10"))
        .data;
}

void stage_begin(struct stage *stage, enum kind kind)
{
    bool domestic = kind == KIND_DOMESTIC;
    struct story *story = calloc(1, sizeof *story);
    struct official *revoked;
    instant start;

    memset(stage, 0, sizeof *stage);
    stage->story = story;
    stage->kind = kind;
    story_begin(story, domestic);
    story_rulebook(story, "XA",
                   "[rulebook]\nstate = XA\nfrom = 2026-11-26\ntitle = Two judges\n\n[content]\n"
                   "judges = 2\n");
    story->scope = scope_until(story);
    start = story->clock;
    stage->world = (struct world){.domestic = domestic,
                                  .revoked = "xb.court-2.o2",
                                  .revoked_at = start + DAY,
                                  .two_judges_from = instant_civil(2026, 11, 26, 0, 0, 0)};
    for (int i = 0; i <= REACH_OTHER; i++)
        stage->world.until[i] = instant_civil(2026, 12, 1, 0, 0, 0);
    stage->world.until[REACH_NARROW_A] = instant_civil(2026, 11, 24, 10, 0, 0);
    revoked = story_official(story, stage->world.revoked);
    revoked->until = revoked->ended = stage->world.revoked_at;
    story_official(story, "xa.court-1.o3")->person = story_official(story, "xa.police.o1")->person;
    story_official(story, "xb.court-2.o3")->person = story_official(story, "xb.rights.o1")->person;
    stage->start = start;
    stage->deadlines[0] = stage->world.revoked_at;
    stage->deadlines[1] = stage->world.until[REACH_NARROW_A];
    stage->deadlines[2] = stage->world.two_judges_from;
    stage->deadlines[3] = stage->world.until[REACH_FULL];
    add_table(stage);
    add_sweep(stage);
}

void stage_end(struct stage *stage)
{
    for (unsigned i = 0; i < stage->form_count; i++)
        statement_free(&stage->forms[i].draft.statement);
    story_end(stage->story);
    free(stage->story);
}

void line_begin(struct line *line, const struct stage *stage)
{
    line->stage = stage;
    line->count = line->length[0] = line->length[1] = 0;
    line->now = stage->start;
}

static struct digest hash_at(const struct line *line, int chain, int place)
{
    static const struct digest zero;

    return place < 1 ? zero : line->filed[line->chain[chain][place - 1]].statement.hash;
}

/* A body of its own that names another statement; owned by `root`. */
static void name_other(const struct line *line, struct filed *filed, const char *member, int named)
{
    char text[DIGEST_TEXT];
    struct digest hash = {{0}};

    if (named != SAID_NOTHING)
        hash = line->filed[named].statement.hash;
    filed->statement.root = json_deep_copy(filed->statement.root);
    filed->statement.body = json_object_get(filed->statement.root, "body");
    json_object_set_new(filed->statement.body, member, json_string(digest_write(hash, text)));
}

/* Nothing is serialised: the hash stands for all that could differ. */
static void set_hash(struct line *line, struct filed *filed, struct move move)
{
    struct statement *statement = &filed->statement;
    const int numbers[] = {move.form,  move.view,   move.trick,
                           move.named, line->count, (int)line_class(line)};
    struct slice parts[] = {
        slice_of(numbers, sizeof numbers),
        slice_of(statement->prev.bytes, DIGEST_SIZE),
        slice_of(statement->seen.bytes, DIGEST_SIZE),
    };

    statement->hash = sha256_of_parts(parts, sizeof parts / sizeof *parts);
}

static void set_proof(const struct line *line, struct filed *filed, enum trick trick)
{
    instant now = line->now;

    filed->statement.at = now;
    filed->entered = trick == TRICK_UNLOGGED ? NEVER : now;
    filed->cosigned = trick == TRICK_UNLOGGED || trick == TRICK_UNCOSIGNED ? NEVER : now;
    if (trick == TRICK_KEY)
        filed->signatures[0].ssh = story_key("the attacker's");
    if (trick == TRICK_CHAIN)
        filed->statement.chain = SLICE("XA-2026-000018");
}

static void set_place(const struct line *line, struct filed *filed, struct said *said,
                      struct move move, int chain)
{
    int seen = line->stage->world.domestic ? 0 : line->length[!chain];
    int place = line->length[chain] + 1;

    if (move.view == VIEW_STALE && seen > 0)
        seen--;
    if (move.view == VIEW_NOTHING)
        seen = 0;
    if (move.trick == TRICK_FORK && place > 1)
        place--;
    filed->statement.prev = hash_at(line, chain, place - 1);
    filed->statement.seen = hash_at(line, !chain, seen);
    if (move.view == VIEW_UNKNOWN)
        filed->statement.seen = sha256_of(SLICE("something else"));
    if (move.trick == TRICK_GAP)
        place++;
    filed->statement.seq = place;
    said->place = said->restricts ? 0 : place;
    said->seen = seen;
}

unsigned line_class(const struct line *line)
{
    unsigned passed = 0;

    while (passed < LINE_DEADLINES && line->now >= line->stage->deadlines[passed])
        passed++;
    return passed;
}

static bool step_clock(struct line *line, unsigned place)
{
    unsigned passed = line_class(line);

    if (passed == LINE_DEADLINES)
        return false;
    line->now = line->stage->deadlines[passed] - 1 + place;
    return true;
}

bool line_append(struct line *line, struct move move)
{
    const struct form *form;
    struct filed *filed = &line->filed[line->count];
    struct said *said = &line->said[line->count];
    int chain;

    if (move.form == LINE_CLOCK)
        return step_clock(line, move.view);
    if (line->count == SAID_MOST)
        return false;
    form = &line->stage->forms[move.form];
    *filed = form->draft;
    *said = form->said;
    chain = line->stage->world.domestic ? 0 : said->by[1] == 'b';
    if (form->names)
        name_other(line, filed, form->names, move.named);
    else
        json_incref(filed->statement.root);
    set_place(line, filed, said, move, chain);
    set_proof(line, filed, move.trick);
    set_hash(line, filed, move);
    said->named = move.named;
    said->when = line->now;
    said->genuine = move.trick != TRICK_KEY;
    said->proven = move.trick != TRICK_UNLOGGED && move.trick != TRICK_UNCOSIGNED;
    said->linked = move.trick != TRICK_CHAIN &&
                   (said->restricts || (move.trick != TRICK_GAP && move.view != VIEW_UNKNOWN));
    line->form[line->count] = move.form;
    if (!said->restricts && said->linked && move.trick != TRICK_FORK && said->by[1] != 'c')
        line->chain[chain][line->length[chain]++] = line->count;
    line->count++;
    return true;
}

void line_drop(struct line *line)
{
    int last = --line->count;

    for (int chain = 0; chain < 2; chain++)
        if (line->length[chain] > 0 && line->chain[chain][line->length[chain] - 1] == last)
            line->length[chain]--;
    statement_free(&line->filed[last].statement);
}

void line_end(struct line *line)
{
    while (line->count > 0)
        line_drop(line);
}

void line_print(const struct line *line)
{
    for (int i = 0; i < line->count; i++) {
        const struct said *said = &line->said[i];

        print_message(
            "# %d: %s by %s%s%s, word %d, reach %d, place %d, seen %d, named %d, at %lld%s%s%s\n",
            i, matter_acts.acts[said->act].type, said->by, said->with ? " with " : "",
            said->with ? said->with : "", said->word, (int)said->reach, said->place, said->seen,
            said->named, (long long)(said->when - line->stage->start),
            said->genuine ? "" : ", forged", said->proven ? "" : ", unproven",
            said->linked ? "" : ", not linked");
    }
    print_message("# now %lld\n", (long long)(line->now - line->stage->start));
}
