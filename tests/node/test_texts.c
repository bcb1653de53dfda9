/* Boilerplate of every kind, tried at a node: what is attached says something, and says it itself
 * (P1, P4, P5). */
#include "test.h"

#include "base/files.h"
#include "node/world.h"

static const char applicants[] = "xa.cybercrime-1.o1 xa.prosecution-1.o2";
static const char judge[] = "xa.court-1.o3";

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world_open(world);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

/* ---- making statements ---- */

static const char salt[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";

static struct slice attached(struct world *world, const char *text)
{
    return arena_format(&world->arena, "%s%s", salt, text);
}

/* What an office would write on another member or matter, without its first line. */
static const char *written(struct world *world, const char *name)
{
    struct slice path = arena_format(&world->arena, "%s/%s.txt", PROVISO_TEXTS, name);
    struct buffer text = {0};
    const char *kept;

    assert_true(files_read((const char *)path.data, 1 << 16, &text, &world->error));
    kept = (const char *)arena_copy(&world->arena, buffer_slice(&text)).data;
    buffer_free(&text);
    return kept;
}

static const char *replaced(struct world *world, const char *text, const char *find,
                            const char *put)
{
    const char *at = strstr(text, find);

    if (!at)
        fail_msg("\"%s\" is not there", find);
    return (const char *)arena_format(&world->arena, "%.*s%s%s", (int)(at - text), text, put,
                                      at + strlen(find))
        .data;
}

/* The text of a member is another one. */
static const char *with_text(struct world *world, const char *body, const char *member,
                             struct slice text)
{
    const char *at =
        strstr(body, (const char *)arena_format(&world->arena, "\"%s\":{", member).data);
    const char *object, *json;

    if (!at)
        fail_msg("no %s", member);
    object = strchr(at, '{');
    json = world_attach(world, text, &world->texts);
    return (const char *)arena_format(&world->arena, "%.*s%s%s", (int)(object - body), body, json,
                                      strchr(object, '}') + 1)
        .data;
}

static bool apply(struct world *world, const char *member, const char *text)
{
    const char *body = world_application(world);

    if (member)
        body = with_text(world, body, member, attached(world, text));
    return world_act(world, &world->xa, "application", applicants, body);
}

static bool authorise(struct world *world, const char *member, const char *text)
{
    const char *body = world_authorisation(world, NULL);

    if (member)
        body = with_text(world, body, member, attached(world, text));
    return world_act(world, &world->xa, "authorisation", judge, body);
}

/* ---- what is found ---- */

static const struct finding *finding_of(const struct world *world, enum finding_code code)
{
    for (size_t i = 0; i < world->findings.count; i++)
        if (world->findings.items[i].code == code)
            return &world->findings.items[i];
    for (size_t i = 0; i < world->findings.count; i++)
        print_message("# %s %s\n", finding_name(world->findings.items[i].code),
                      world->findings.items[i].where);
    fail_msg("%s: %s", finding_name(code), world->error.message);
    return NULL;
}

static void refused_at(struct world *world, bool accepted, enum finding_code code, const char *row,
                       const char *where)
{
    const struct finding *finding;

    assert_false(accepted);
    assert_int_equal(world->error.code, ERROR_STATEMENT_REFUSED);
    finding = finding_of(world, code);
    assert_int_equal(finding->outcome, OUTCOME_REFUSE);
    assert_string_equal(finding->row, row);
    assert_string_equal(finding->where, where);
}

/* ---- length ---- */

static void nothing_is_said(void **state)
{
    struct world *world = *state;

    refused_at(world, apply(world, "necessity", "."), FINDING_TEXT_EMPTY, "P1",
               "XA 1 application: necessity");
    refused_at(world, apply(world, "necessity", " \n\n\t. - \u2014 \u200b\u00ad\u2060 "),
               FINDING_TEXT_EMPTY, "P1", "XA 1 application: necessity");
    refused_at(world, apply(world, "suspicion", "..."), FINDING_TEXT_EMPTY, "P4",
               "XA 1 application: targets[0].suspicion");
    refused_at(world, apply(world, "earlier_applications", "--"), FINDING_TEXT_EMPTY, "P1",
               "XA 1 application: earlier_applications");
    assert_true(apply(world, "earlier_applications", "None."));
}

static void too_little_is_said(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    const struct finding *finding;

    refused_at(world, apply(world, "necessity", "The measure is necessary and proportionate."),
               FINDING_TEXT_SHORT, "P1", "XA 1 application: necessity");
    finding = finding_of(world, FINDING_TEXT_SHORT);
    assert_string_equal(finding->rule, "reasons.words");
    assert_int_equal(finding->whose, WHOSE_FLOOR | WHOSE_REQUESTING | WHOSE_EXECUTING);
    assert_int_equal(finding->value.number, 6);
    assert_int_equal(finding->limit.number, 25);
    for (int i = 0; i < 200; i++)
        buffer_format(&text, "It is necessary, nec\u200bessary, n\u0435cessary for %d reasons. ",
                      i);
    refused_at(world, apply(world, "necessity", buffer_string(&text)), FINDING_TEXT_SHORT, "P1",
               "XA 1 application: necessity");
    assert_int_equal(finding_of(world, FINDING_TEXT_SHORT)->value.number, 6);
    buffer_free(&text);
}

/* ---- copies within a statement ---- */

static void one_text_for_two_points(void **state)
{
    struct world *world = *state;
    const char *facts = written(world, "lime/facts");
    const char *body = world_application(world), *other;

    refused_at(world, apply(world, "necessity", facts), FINDING_TEXT_COPIED, "P1",
               "XA 1 application: necessity, copies facts");
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->value.number, 100);
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->limit.number, 40);
    /* Said to be in another language, and under another first line. */
    other =
        with_text(world, body, "necessity", arena_format(&world->arena, "f%s%s", salt + 1, facts));
    other = replaced(world, other, "\"language\":\"en\"},\"proportionality\"",
                     "\"language\":\"fr\"},\"proportionality\"");
    refused_at(world, world_act(world, &world->xa, "application", applicants, other),
               FINDING_TEXT_COPIED, "P1", "XA 1 application: necessity, copies facts");
    /* Inside a long text of its own. */
    refused_at(world,
               apply(world, "less_intrusive",
                     (const char *)arena_format(&world->arena, "%s\n%s\n%s",
                                                written(world, "harbour/facts"), facts,
                                                written(world, "harbour/necessity"))
                         .data),
               FINDING_TEXT_COPIED, "P1", "XA 1 application: less_intrusive, copies facts");
}

/* P4: each target has facts of its own, each third party a justification of its own. */
static void one_text_for_two_persons(void **state)
{
    struct world *world = *state;
    const char *body = world_application(world);
    const char *suspicion = written(world, "lime/targets.0.suspicion");
    const char *edited = replaced(world, suspicion, "Sixty per cent", "Twelve per cent");
    const char *texts[] = {
        world_attach(world, attached(world, edited), &world->texts),
        world_attach(world, attached(world, written(world, "harbour/third_parties")),
                     &world->texts),
    };
    const char *second =
        (const char *)arena_format(&world->arena,
                                   ",{\"role\":\"third-party\",\"person\":\"xa.lee\",\"accounts\":["
                                   "\"lee@mailhaus.example\"],"
                                   "\"suspicion\":%s,\"justification\":%s}],\"earlier\"",
                                   texts[0], texts[1])
            .data;

    body = replaced(world, body, "[\"kim@mailhaus.example\"],\"cat",
                    "[\"kim@mailhaus.example\",\"lee@mailhaus.example\"],\"cat");
    refused_at(world,
               world_act(world, &world->xa, "application", applicants,
                         replaced(world, body, "],\"earlier\"", second)),
               FINDING_TEXT_COPIED, "P4",
               "XA 1 application: targets[1].suspicion, copies targets[0].suspicion");
}

/* ---- the court's reasons ---- */

static void the_judge_copies_the_application(void **state)
{
    struct world *world = *state;
    const char *necessity = written(world, "lime/necessity");

    assert_true(apply(world, NULL, NULL));
    refused_at(world, authorise(world, "reasons", necessity), FINDING_REASONS_COPIED, "P5",
               "XA 2 authorisation: reasons, copies XA 1 application: necessity");
    necessity = replaced(world, necessity, "learned only from", "seen solely in");
    necessity = replaced(world, necessity, "thirty days", "a month");
    refused_at(world,
               authorise(world, "reasons",
                         (const char *)arena_format(&world->arena, "The court finds: %s I agree.",
                                                    necessity)
                             .data),
               FINDING_REASONS_COPIED, "P5",
               "XA 2 authorisation: reasons, copies XA 1 application: necessity");
    refused_at(world, authorise(world, "serious", written(world, "lime/reasons")),
               FINDING_TEXT_COPIED, "P1", "XA 2 authorisation: reasons, copies serious");
    refused_at(world, authorise(world, "reasons", "Granted as applied for."), FINDING_TEXT_SHORT,
               "P1", "XA 2 authorisation: reasons");
    assert_true(authorise(world, NULL, NULL));
}

/* Nor is the other file's text the judge's own when its hash alone is named. */
static void the_judge_names_the_application_s_file(void **state)
{
    struct world *world = *state;
    struct slice facts = world_text(world, 0, "facts");
    const char *body;

    assert_true(apply(world, NULL, NULL));
    world->texts.count = 0;
    body = with_text(world, world_authorisation(world, NULL), "reasons", facts);
    world->texts.count = 2; /* without the file itself, which is stored already */
    refused_at(world, world_act(world, &world->xa, "authorisation", judge, body),
               FINDING_REASONS_COPIED, "P5",
               "XA 2 authorisation: reasons, copies XA 1 application: facts");
}

static void the_other_court_copies_the_first(void **state)
{
    struct world *world = *state;
    const char *body;

    world_steps(world, 1, 5);
    body = with_text(world, world_approval(world, NULL), "reasons",
                     attached(world, written(world, "lime/reasons")));
    refused_at(world, world_act(world, &world->xb, "approval", "xb.court-1.o3", body),
               FINDING_REASONS_COPIED, "P5",
               "XB 3 approval: reasons, copies XA 2 authorisation: reasons");
    world_steps(world, 6, 8);
}

/* What protects does not wait for better wording, and a question decides nothing. */
static void restrictions_and_questions_pass(void **state)
{
    struct world *world = *state;
    const char *body;

    assert_true(apply(world, NULL, NULL));
    body = (const char *)arena_format(
               &world->arena, "{\"decision\":\"ask\",\"reasons\":%s}",
               world_attach(world, attached(world, "Which dates?"), &world->texts))
               .data;
    assert_true(world_act(world, &world->xa, "authorisation", judge, body));
    assert_int_equal(finding_of(world, FINDING_TEXT_SHORT)->outcome, OUTCOME_NOTE);
    body = (const char *)arena_format(&world->arena, "{\"reasons\":%s}",
                                      world_attach(world, attached(world, "Stop."), &world->texts))
               .data;
    assert_true(world_act(world, &world->xa, "suspension", judge, body));
    assert_int_equal(finding_of(world, FINDING_TEXT_SHORT)->outcome, OUTCOME_NOTE);
}

/* ---- the parameters, each alone ---- */

static void a_state_wants_more_words(void **state)
{
    struct world *world = *state;
    const struct finding *finding;

    world_rulebook(world, &world->xa,
                   "[rulebook]\nstate = XA\nfrom = 2026-11-23\ntitle = More\n\n[reasons]\n"
                   "words = 46\n");
    world_wait(world, DAY);
    assert_false(apply(world, NULL, NULL));
    finding = finding_of(world, FINDING_TEXT_SHORT);
    assert_int_equal(finding->whose, WHOSE_REQUESTING);
    assert_int_equal(finding->limit.number, 46);
}

static void a_state_wants_less_overlap(void **state)
{
    struct world *world = *state;
    const char *facts = written(world, "lime/facts");
    const char *half = (const char *)arena_format(&world->arena, "%s %.180s",
                                                  written(world, "lime/necessity"), facts)
                           .data;

    world_rulebook(world, &world->xa,
                   "[rulebook]\nstate = XA\nfrom = 2026-11-23\ntitle = Less\n\n[reasons]\n"
                   "overlap = 10\n");
    world_wait(world, DAY);
    refused_at(world, apply(world, "necessity", half), FINDING_TEXT_COPIED, "P1",
               "XA 1 application: necessity, copies facts");
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->whose, WHOSE_REQUESTING);
    assert_true(finding_of(world, FINDING_TEXT_COPIED)->value.number < 40);
}

static void the_floor_lets_it_pass(void **state)
{
    struct world *world = *state;

    assert_true(apply(world, "necessity",
                      (const char *)arena_format(&world->arena, "%s %.180s",
                                                 written(world, "lime/necessity"),
                                                 written(world, "lime/facts"))
                          .data));
}

/* ---- form ---- */

static void bytes_that_are_no_text(void **state)
{
    struct world *world = *state;

    assert_false(apply(world, "necessity", "It is\nneces\xffsary."));
    assert_int_equal(world->error.code, ERROR_TEXT_INVALID);
    assert_string_equal(world->error.where, "necessity");
    assert_int_equal(world->error.line, 3);
    assert_int_equal(world->error.column, 6);
}

static void a_text_of_a_megabyte(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};

    for (unsigned i = 1; text.size < 1 << 20; i++) {
        struct slice made = world_text(world, i, "long");

        buffer_append(&text, slice_from(made, strlen(salt)));
    }
    assert_true(apply(world, "necessity", buffer_string(&text)));
    buffer_format(&text, "%s", written(world, "lime/facts"));
    refused_at(world, authorise(world, "reasons", buffer_string(&text)), FINDING_REASONS_COPIED,
               "P5", "XA 2 authorisation: reasons, copies XA 1 application: facts");
    buffer_free(&text);
}

/* ---- a draft ---- */

static void a_draft_is_told_before_it_is_signed(void **state)
{
    struct world *world = *state;
    const char *body =
        with_text(world, world_application(world), "necessity", attached(world, "As above."));
    struct submission draft = {
        .payload = world_payload(world, &world->xa, "application", applicants, body),
        .attachments = world->texts.items,
        .attachment_count = world->texts.count,
    };

    assert_true(
        node_check(&world->xa, &draft, &world->findings, NULL, &world->arena, &world->error));
    assert_string_equal(finding_of(world, FINDING_TEXT_SHORT)->where,
                        "XA 1 application: necessity");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static const struct CMUnitTest tests[] = {
    TEST(nothing_is_said),
    TEST(too_little_is_said),
    TEST(one_text_for_two_points),
    TEST(one_text_for_two_persons),
    TEST(the_judge_copies_the_application),
    TEST(the_judge_names_the_application_s_file),
    TEST(the_other_court_copies_the_first),
    TEST(restrictions_and_questions_pass),
    TEST(a_state_wants_more_words),
    TEST(a_state_wants_less_overlap),
    TEST(the_floor_lets_it_pass),
    TEST(bytes_that_are_no_text),
    TEST(a_text_of_a_megabyte),
    TEST(a_draft_is_told_before_it_is_signed),
};

TEST_MAIN(tests)
