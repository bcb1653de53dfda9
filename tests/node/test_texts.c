/* Boilerplate of every kind, tried at a node: what is attached says something, and says it itself
 * (P1, P4, P5). */
#include "test.h"

#include "base/files.h"
#include "node/world.h"
#include "store/statements.h"

static const char applicants[] = "xa.cybercrime-1.o1 xa.prosecution-1.o2";
static const char judge[] = "xa.court-1.o3";

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
               "XB 4 approval: reasons, copies XA 2 authorisation: reasons");
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

/* ---- earlier matters ---- */

static const char *chain_of(struct world *world, unsigned number)
{
    return (const char *)arena_format(&world->arena, "XA-2026-%06u", number).data;
}

static struct slice payload_in(struct world *world, unsigned number, const char *type,
                               const char *signers, const char *body)
{
    const char *chain = chain_of(world, number);
    struct slice by = slice_text(signers);
    struct node_heads heads;

    assert_true(node_heads(&world->xa, slice_text(chain), "XA", &heads, &world->error));
    by = arena_copy(&world->arena, slice_part(by, 0, slice_find(by, 0, ' ')));
    return world_envelope(world, type, chain, &heads, (const char *)by.data, body);
}

static bool act_in(struct world *world, unsigned number, const char *type, const char *signers,
                   const char *body)
{
    return world_submit(world, &world->xa, payload_in(world, number, type, signers, body), signers);
}

/* An application of made-up words, but for some members. */
static const char *application_with(struct world *world, unsigned number,
                                    const char *const *members, const char *const *texts)
{
    const char *body;

    world->texts.count = 0;
    body = world_application_of(world, number, &world->texts);
    for (; *members; members++, texts++)
        body = with_text(world, body, *members, attached(world, *texts));
    return body;
}

static bool apply_in(struct world *world, unsigned number, const char *member, const char *text)
{
    return act_in(world, number, "application", applicants,
                  application_with(world, number, (const char *const[]){member, NULL}, &text));
}

static void an_earlier_application_is_copied(void **state)
{
    struct world *world = *state;
    const char *necessity = written(world, "lime/necessity");

    assert_true(apply(world, NULL, NULL));
    refused_at(world, apply_in(world, 2, "necessity", necessity), FINDING_TEXT_COPIED, "P1",
               "XA 1 application: necessity, copies XA-2026-000001: necessity");
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->value.number, 100);
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->limit.number, 40);
    refused_at(world, apply_in(world, 2, "suspicion", written(world, "lime/targets.0.suspicion")),
               FINDING_TEXT_COPIED, "P4",
               "XA 1 application: targets[0].suspicion, copies XA-2026-000001: "
               "targets[0].suspicion");
    /* For another point, inside a longer text, and in look-alikes. */
    refused_at(world,
               apply_in(world, 2, "sought",
                        (const char *)arena_format(&world->arena, "%s %s",
                                                   written(world, "harbour/facts"), necessity)
                            .data),
               FINDING_TEXT_COPIED, "P1",
               "XA 1 application: sought, copies XA-2026-000001: necessity");
    necessity = replaced(world, necessity, "Who ordered", "Wh\u043e \u043erdered");
    necessity = replaced(world, necessity, "thirty days", "31 days");
    refused_at(world, apply_in(world, 2, "necessity", necessity), FINDING_TEXT_COPIED, "P1",
               "XA 1 application: necessity, copies XA-2026-000001: necessity");
    assert_true(apply_in(world, 2, "necessity", written(world, "harbour/necessity")));
}

/* One form for all: only the names, the dates and the sums are put in. */
static void a_template_with_names(void **state)
{
    static const char form[] =
        "The measure is necessary because %s can only be convicted if the messages exchanged with "
        "%s are known. Other means promise no success. The undersigned has examined whether "
        "witnesses could be heard or accounts inspected, and has come to the conclusion that since "
        "%s neither would further the investigation to the same degree. The sum of %s involved "
        "shows how much depends upon it.";
    struct world *world = *state;
    const char *first =
        (const char *)arena_format(&world->arena, form, "the merchant Orrin",
                                   "his supplier Dale Ferris", "3 March 2026", "41,000")
            .data;
    const char *second =
        (const char *)arena_format(&world->arena, form, "Mistress Quayle",
                                   "a carpenter named Tobin", "19 July 2025", "two million")
            .data;

    assert_true(apply_in(world, 2, "necessity", first));
    refused_at(world, apply_in(world, 3, "necessity", second), FINDING_TEXT_COPIED, "P1",
               "XA 1 application: necessity, copies XA-2026-000002: necessity");
}

/* An honest second application of the same office passes, and another's of the same case. */
static void honest_applications_pass(void **state)
{
    static const char *const members[] = {"facts",           "facts_against",  "necessity",
                                          "proportionality", "less_intrusive", "suspicion",
                                          "sought",          "third_parties",  "privilege_plan",
                                          "minimisation",    "notice_plan",    NULL};
    struct world *world = *state;
    const char *texts[12] = {NULL};

    assert_true(apply(world, NULL, NULL));
    for (size_t i = 0; members[i]; i++)
        texts[i] = written(
            world, strcmp(members[i], "suspicion") == 0
                       ? "harbour/targets.0.suspicion"
                       : (const char *)arena_format(&world->arena, "harbour/%s", members[i]).data);
    assert_true(
        act_in(world, 2, "application", applicants, application_with(world, 2, members, texts)));
    assert_int_equal(world->findings.count, 0);
    texts[0] = written(world, "tower/facts");
    texts[1] = written(world, "tower/necessity");
    texts[2] = written(world, "tower/less_intrusive");
    assert_true(act_in(
        world, 3, "application", applicants,
        application_with(
            world, 3, (const char *const[]){"facts", "necessity", "less_intrusive", NULL}, texts)));
    assert_int_equal(world->findings.count, 0);
    assert_true(authorise(world, NULL, NULL));
    world->texts.count = 0;
    act_in(world, 2, "authorisation", judge,
           with_text(world, world_authorisation_of(world, 2, NULL), "reasons",
                     attached(world, written(world, "harbour/reasons"))));
    assert_false(findings_have(&world->findings, FINDING_REASONS_COPIED));
    assert_false(findings_have(&world->findings, FINDING_TEXT_COPIED));
}

/* The facts of a case are told again where the earlier matter is named; reasons are not. */
static void facts_of_a_related_matter(void **state)
{
    static const char *const members[] = {"facts", "suspicion", NULL};
    struct world *world = *state;
    const char *texts[] = {written(world, "lime/facts"), written(world, "lime/targets.0.suspicion"),
                           written(world, "lime/necessity")};
    const char *body;

    assert_true(apply(world, NULL, NULL));
    body = application_with(world, 2, members, texts);
    refused_at(world, act_in(world, 2, "application", applicants, body), FINDING_TEXT_COPIED, "P4",
               "XA 1 application: targets[0].suspicion, copies XA-2026-000001: "
               "targets[0].suspicion");
    body = replaced(world, body, "\"earlier\":[]", "\"earlier\":[\"XA-2026-000001\"]");
    assert_false(act_in(world, 2, "application", applicants,
                        with_text(world, body, "necessity", attached(world, texts[2]))));
    assert_true(act_in(world, 2, "application", applicants, body));
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->outcome, OUTCOME_NOTE);
}

/* A plan may be the office's standing one: that is said, and not refused. */
static void a_standing_plan(void **state)
{
    struct world *world = *state;

    assert_true(apply(world, NULL, NULL));
    assert_true(apply_in(world, 2, "minimisation", written(world, "lime/minimisation")));
    assert_int_equal(finding_of(world, FINDING_TEXT_COPIED)->outcome, OUTCOME_NOTE);
}

static void a_court_s_earlier_reasons(void **state)
{
    struct world *world = *state;
    const char *reasons = written(world, "lime/reasons");

    assert_true(apply(world, NULL, NULL));
    assert_true(authorise(world, NULL, NULL));
    assert_true(apply_in(world, 2, "necessity", written(world, "harbour/necessity")));
    world->texts.count = 0;
    reasons = replaced(world, reasons, "thirty-nine", "seventeen");
    reasons = replaced(world, reasons, "mid-November", "the spring");
    refused_at(world,
               act_in(world, 2, "authorisation", judge,
                      with_text(world, world_authorisation_of(world, 2, NULL), "reasons",
                                attached(world, reasons))),
               FINDING_REASONS_COPIED, "P5",
               "XA 2 authorisation: reasons, copies XA-2026-000001: reasons");
}

/* What was destroyed is no longer known: its rows go with it. */
static void a_destroyed_matter(void **state)
{
    struct world *world = *state;

    assert_true(apply(world, NULL, NULL));
    assert_true(store_destroy_content(world->xa.store, slice_text(world_chain), &world->error));
    assert_true(apply_in(world, 2, "necessity", written(world, "lime/necessity")));
    assert_int_equal(world->findings.count, 0);
}

/* Without its key the index is of no use, and made anew from what is stored. */
static void a_lost_key(void **state)
{
    struct world *world = *state;
    struct buffer path = {0};

    assert_true(apply(world, NULL, NULL));
    node_close(&world->xa);
    assert_int_equal(unlink(files_path(&path, world->xa_folder, "keys/relations.key")), 0);
    buffer_free(&path);
    assert_true(node_open(world->xa_folder, &world->xa, &world->error));
    refused_at(world, apply_in(world, 2, "necessity", written(world, "lime/necessity")),
               FINDING_TEXT_COPIED, "P1",
               "XA 1 application: necessity, copies XA-2026-000001: necessity");
}

/* `text` with each `every`th word another one, from the `first` on. */
static const char *exchanged(struct world *world, const char *text, unsigned every, unsigned seed)
{
    struct buffer out = {0};
    struct slice rest = slice_text(text);
    const char *kept;

    for (unsigned i = 1; rest.size; i++) {
        size_t end = 0;

        while (end < rest.size && rest.data[end] != ' ' && rest.data[end] != '\n')
            end++;
        if (i % every)
            buffer_format(&out, "%.*s ", (int)end, (const char *)rest.data);
        else
            buffer_format(&out, "x%c%c ", 'a' + i * 7 % 26, 'a' + (i + seed) * 11 % 26);
        rest = slice_from(rest, end + 1);
    }
    kept = (const char *)arena_copy(&world->arena, buffer_slice(&out)).data;
    buffer_free(&out);
    return kept;
}

/* How many of a hundred drafts with a text of 60 words, each `every`th exchanged, are refused. */
static unsigned seen(struct world *world, unsigned every)
{
    unsigned count = 0;

    for (unsigned i = 0; i < 100; i++) {
        unsigned old = 2 + i / 5;
        struct slice text = world_text(world, old, "necessity");
        const char *copy = exchanged(world, (const char *)text.data + strlen(salt), every, i);
        const char *body =
            application_with(world, 1000 + i, (const char *const[]){"necessity", NULL}, &copy);
        struct slice payload = payload_in(world, 1000 + i, "application", applicants, body);
        struct submission draft = {.payload = payload,
                                   .attachments = world->texts.items,
                                   .attachment_count = world->texts.count};

        assert_true(
            node_check(&world->xa, &draft, &world->findings, NULL, &world->arena, &world->error));
        count += findings_have(&world->findings, FINDING_TEXT_COPIED);
    }
    return count;
}

/* The bounds of texts.h: 60 words have some eleven phrases in the sample. The sample is drawn under the
 * node's own key, five copies of each text together, so that a run may fall short of the mean. */
static void the_sample_finds_copies(void **state)
{
    struct world *world = *state;
    unsigned tenth, eighth;

    for (unsigned i = 2; i < 22; i++)
        assert_true(act_in(world, i, "application", applicants,
                           application_with(world, i, (const char *const[]){NULL}, NULL)));
    tenth = seen(world, 10);
    eighth = seen(world, 8);
    print_message("# of 100 copies of 60 words seen: every tenth word exchanged %u, every eighth "
                  "%u\n",
                  tenth, eighth);
    assert_true(tenth >= 90 && eighth >= 80);
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

#define TEST(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

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
    TEST(an_earlier_application_is_copied),
    TEST(a_template_with_names),
    TEST(honest_applications_pass),
    TEST(facts_of_a_related_matter),
    TEST(a_standing_plan),
    TEST(a_court_s_earlier_reasons),
    TEST(a_destroyed_matter),
    TEST(a_lost_key),
    TEST(the_sample_finds_copies),
    TEST(a_draft_is_told_before_it_is_signed),
};

TEST_MAIN(tests)
