/* Every page of a matter, for every role and stranger, at every stage: who may see it does; nobody else can
 * tell it from a matter that does not exist, nor is anything logged for them. What is written into a
 * matter by anybody comes out as text. */
#include "test.h"

#include <stdlib.h>

#include "base/files.h"
#include "ledger/proof.h"
#include "node/rows.h"
#include "node/world.h"
#include "reading.h"
#include "store/statements.h"
#include "web/site.h"

#define ORIGIN SLICE("http://127.0.0.1:8080")
#define MATTER "XA-2026-000001"
#define OTHER  "XA-2026-000099"

struct staged {
    struct world world;
    struct site sites[2];
};

static int set_up(void **state)
{
    struct staged *staged = calloc(1, sizeof *staged);
    struct error error = {0};

    world_open(&staged->world);
    assert_true(
        site_open(&staged->sites[0], &staged->world.xa, ORIGIN, staged->world.clock, &error));
    assert_true(
        site_open(&staged->sites[1], &staged->world.xb, ORIGIN, staged->world.clock, &error));
    *state = staged;
    return 0;
}

static int tear_down(void **state)
{
    struct staged *staged = *state;

    site_close(&staged->sites[0]);
    site_close(&staged->sites[1]);
    world_close(&staged->world);
    free(staged);
    return 0;
}

/* ---- asking ---- */

struct asked {
    struct arena arena;
    struct request request;
    struct response response;
    unsigned status;
    struct slice page;
};

/* The same bytes of chance each time, so that two answers can be compared to the last byte. */
static void same_chance(void *context, uint8_t *out, size_t size)
{
    (void)context;
    memset(out, 7, size);
}

static unsigned get(struct staged *staged, int side, const char *official, const char *path,
                    struct asked *asked)
{
    struct router router = site_router(&staged->sites[side]);

    *asked = (struct asked){.request = {.method = REQUEST_GET,
                                        .path = slice_text(path),
                                        .now = staged->world.clock,
                                        .random = {same_chance, NULL},
                                        .headers = {{SLICE("Host"), SLICE("127.0.0.1:8080")}},
                                        .header_count = 1}};
    asked->request.arena = &asked->arena;
    asked->request.session.id =
        SLICE("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    if (official) {
        asked->request.session.official = slice_text(official);
        asked->request.session.roles = ROUTE_OFFICIALS;
    }
    router_answer(&router, &asked->request, &asked->response);
    asked->page = response_content(&asked->response);
    return asked->status = asked->response.status;
}

static void forget(struct asked *asked)
{
    response_free(&asked->response);
    arena_free(&asked->arena);
}

static bool has(const struct asked *asked, const char *part)
{
    return memmem(asked->page.data, asked->page.size, part, strlen(part)) != NULL;
}

static int64_t logged(struct staged *staged, int side)
{
    return rows_number(side ? &staged->world.xb : &staged->world.xa,
                       "SELECT count(*) FROM reading");
}

static const char *path_to(struct staged *staged, const char *language, const char *chain,
                           const char *rest)
{
    return (const char *)arena_format(&staged->world.arena, "/%s/matters/%s%s", language, chain,
                                      rest)
        .data;
}

/* ---- who sees it ---- */

/* After each step of the story from the first: file, order, nothing. */
static const struct {
    int side;
    const char *official; /* NULL: a visitor */
    const char *sees;
} readers[] = {
    {0, "xa.cybercrime-1.o1", "fffffff"},  /* investigator */
    {0, "xa.prosecution-1.o2", "fffffff"}, /* prosecutor */
    {0, "xa.court-1.o3", "fffffff"},       /* judge: their turn, then they signed */
    {0, "xa.court-1.o4", ".ffffff"},       /* clerk: once the court has signed */
    {0, "xa.authority-1.o5", ".ffffff"},   /* central authority: their turn */
    {0, "xa.court-2.o6", "f......"},       /* another court: until the first one decides */
    {0, "xa.court-9.o1", "......."},       /* nobody */
    {0, "xb.court-1.o3", "......."},       /* another State's official at this node */
    {0, "xb.supervisor-1.o6", "......."},
    {0, NULL, "......."},
    {1, "xb.authority-1.o1", "...ffff"},
    {1, "xb.rights-1.o2", "...ffff"},
    {1, "xb.court-1.o3", "....fff"},
    {1, "xb.court-1.o4", ".....ff"},
    {1, "xb.mailhaus.o5", ".....oo"},
    {1, "xb.supervisor-1.o6", "...ffff"},
    {1, "xa.court-1.o3", "......."},
    {1, "xa.prosecution-1.o2", "......."},
    {1, NULL, "......."},
};

enum { READERS = sizeof readers / sizeof *readers, STAGES = 7 };

/* What stands below a matter; only the first is there for whom an order is addressed to. */
static const char *text_of_facts(struct staged *staged)
{
    char hex[DIGEST_TEXT];

    return (const char *)arena_format(
               &staged->world.arena, "/texts/%s",
               digest_write(sha256_of(world_text(&staged->world, 0, "facts")), hex))
        .data;
}

/* The refusal of a matter says the same as that of one that does not exist. */
static void assert_unknown(struct staged *staged, int side, const char *official, const char *rest)
{
    int64_t before = logged(staged, side);
    struct asked here, nowhere;
    size_t at = 0;

    assert_int_equal(404, get(staged, side, official, path_to(staged, "en", MATTER, rest), &here));
    assert_int_equal(404,
                     get(staged, side, official, path_to(staged, "en", OTHER, rest), &nowhere));
    assert_int_equal(here.page.size, nowhere.page.size);
    assert_int_equal(here.response.header_count, nowhere.response.header_count);
    while (at < here.page.size) {
        struct slice left = slice_from(here.page, at);

        if (slice_starts(left, SLICE(MATTER))) {
            assert_true(slice_starts(slice_from(nowhere.page, at), SLICE(OTHER)));
            at += strlen(MATTER);
        } else {
            assert_int_equal(here.page.data[at], nowhere.page.data[at]);
            at++;
        }
    }
    assert_int_equal(before, logged(staged, side));
    forget(&here);
    forget(&nowhere);
}

/* Each page that is shown was logged. */
static void assert_shown(struct staged *staged, int side, const char *official, const char *rest)
{
    int64_t before = logged(staged, side);
    struct asked asked;

    if (get(staged, side, official, path_to(staged, "en", MATTER, rest), &asked) != 200)
        fail_msg("%s does not see %s: %u", official, rest, asked.status);
    assert_int_equal(RESPONSE_PRIVATE, asked.response.cache);
    assert_true(logged(staged, side) > before);
    forget(&asked);
}

/* Of a matter that they see, a page that is not for them. */
static void assert_closed(struct staged *staged, int side, const char *official, const char *rest)
{
    struct asked asked;

    assert_int_equal(404, get(staged, side, official, path_to(staged, "en", MATTER, rest), &asked));
    forget(&asked);
}

static void assert_sees(struct staged *staged, size_t reader, int stage)
{
    const char *rests[] = {"", "/print", text_of_facts(staged), "/statements/allowed_signers"};
    char sees = readers[reader].sees[stage];
    size_t count = stage % 3 ? 1 : sizeof rests / sizeof *rests; /* refusing takes its time */

    for (size_t i = 0; i < count; i++) {
        if (sees == 'f' || (sees == 'o' && i == 0))
            assert_shown(staged, readers[reader].side, readers[reader].official, rests[i]);
        else if (sees == '.')
            assert_unknown(staged, readers[reader].side, readers[reader].official, rests[i]);
        else
            assert_closed(staged, readers[reader].side, readers[reader].official, rests[i]);
    }
}

static void every_page_for_every_reader_at_every_stage(void **state)
{
    struct staged *staged = *state;

    for (int stage = 0; stage < STAGES; stage++) {
        world_steps(&staged->world, stage + 1, stage + 1);
        for (size_t i = 0; i < READERS; i++)
            assert_sees(staged, i, stage);
    }
}

/* Names that are no matter's, and what is below a matter that is not there, are nowhere for everybody. */
static void what_is_no_matter_is_nowhere(void **state)
{
    static const char *const paths[] = {
        "/en/matters/XA-register",
        "/en/matters/XA-rules",
        "/en/matters/xa-2026-000001",
        "/en/matters/XA-2026-1",
        "/en/matters/XA-2026-0000010",
        "/en/matters/XA-2026-000001.json",
        "/en/matters/XA-2026-000001/",
        "/en/matters/XA-2026-000001/../XA-2026-000001",
        "/en/matters/%58A-2026-000001",
        "/en/matters/XA-2026-000001%00",
        "/en/matters/",
        "/en/matters",
        "/matters/XA-2026-000001",
        "/en/matters/XA-2026-000001/texts",
        "/en/matters/XA-2026-000001/texts/",
        "/en/matters/XA-2026-000001/texts/0",
        "/en/matters/XA-2026-000001/texts/"
        "0000000000000000000000000000000000000000000000000000000000000000",
        "/en/matters/XA-2026-000001/statements",
        "/en/matters/XA-2026-000001/print/x",
    };
    struct staged *staged = *state;

    world_story(&staged->world, 2);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct asked asked;

        if (get(staged, 0, "xa.court-1.o3", paths[i], &asked) != 404)
            fail_msg("%s: %u", paths[i], asked.status);
        forget(&asked);
    }
}

/* ---- texts ---- */

static void apply_again(struct staged *staged)
{
    struct world *world = &staged->world;
    struct node_heads heads = {.seq = 1};

    world->texts.count = 0;
    if (!world_submit(world, &world->xa,
                      world_envelope(world, "application", "XA-2026-000002", &heads,
                                     "xa.cybercrime-1.o1",
                                     world_application_of(world, 3, &world->texts)),
                      "xa.cybercrime-1.o1 xa.prosecution-1.o2"))
        fail_msg("%s", world->error.message);
}

static void a_text_is_its_matters_alone(void **state)
{
    struct staged *staged = *state;
    struct asked asked;
    struct slice text;
    const char *rest;
    char hex[DIGEST_TEXT];

    world_story(&staged->world, 1);
    apply_again(staged);
    text = world_text(&staged->world, 3, "facts");
    rest = (const char *)arena_format(&staged->world.arena, "/texts/%s",
                                      digest_write(sha256_of(text), hex))
               .data;
    assert_int_equal(200, get(staged, 0, "xa.cybercrime-1.o1",
                              path_to(staged, "en", "XA-2026-000002", rest), &asked));
    assert_true(slice_equal(asked.page, text));
    assert_string_equal("text/plain; charset=utf-8", asked.response.type);
    forget(&asked);
    assert_int_equal(
        404, get(staged, 0, "xa.cybercrime-1.o1", path_to(staged, "en", MATTER, rest), &asked));
    forget(&asked);
}

/* The path of the answers of the story's assessment. */
static const char *answers_of(struct staged *staged)
{
    struct known_matter *known = calloc(1, sizeof *known);
    const char *rest = NULL;
    struct error error = {0};

    assert_true(node_load(&staged->world.xb, SLICE(MATTER), staged->world.clock, known, &error));
    for (size_t i = 0; i < known->filed.count; i++) {
        const struct statement *statement = &known->filed.items[i].statement;

        if (statement->number == MATTER_RIGHTS_ASSESSMENT)
            rest = (const char *)arena_format(
                       &staged->world.arena, "/texts/%s",
                       json_string_value(
                           json_object_get(json_object_get(statement->body, "answers"), "sha256")))
                       .data;
    }
    known_matter_free(known);
    free(known);
    assert_non_null(rest);
    return rest;
}

/* M4: the answers are for the reviewer's office, the courts of that State, and who watches over both. */
static void the_answers_stay_at_the_court(void **state)
{
    static const struct {
        int side;
        const char *official;
        bool may;
    } rows[] = {
        {1, "xb.rights-1.o2", true},       {1, "xb.court-1.o3", true},
        {1, "xb.court-1.o4", true},        {1, "xb.supervisor-1.o6", true},
        {1, "xb.authority-1.o1", false},   {1, "xb.mailhaus.o5", false},
        {0, "xa.court-1.o3", false},       {0, "xa.authority-1.o5", false},
        {0, "xa.prosecution-1.o2", false},
    };
    struct staged *staged = *state;
    const char *rest;

    world_story(&staged->world, 7);
    rest = answers_of(staged);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct asked asked;
        unsigned status = get(staged, rows[i].side, rows[i].official,
                              path_to(staged, "en", MATTER, rest), &asked);

        if (status != (rows[i].may ? 200 : 404))
            fail_msg("%s: %u", rows[i].official, status);
        forget(&asked);
        get(staged, rows[i].side, rows[i].official, path_to(staged, "en", MATTER, ""), &asked);
        if (has(&asked, ">the file<") != rows[i].may)
            fail_msg("%s reads the sources, or should", rows[i].official);
        forget(&asked);
    }
}

/* ---- no longer in office; destroyed ---- */

static void enter(struct staged *staged, const char *type, const char *body)
{
    struct world *world = &staged->world;
    struct node_heads heads;

    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    if (!world_submit(world, &world->xa,
                      world_envelope(world, type, "XA-register", &heads, "xa.root-1", body),
                      "xa.root-1 xa.root-2"))
        fail_msg("%s: %s", type, world->error.message);
    world_wait(world, 1);
}

static void who_is_revoked_is_a_stranger(void **state)
{
    struct staged *staged = *state;

    world_story(&staged->world, 2);
    assert_shown(staged, 0, "xa.court-1.o3", "");
    enter(staged, "revocation",
          "{\"subject\":\"xa.court-1.o3\",\"reason\":\"retired\",\"with\":[\"xa.root-2\"]}");
    assert_unknown(staged, 0, "xa.court-1.o3", "");
    assert_unknown(staged, 0, "xa.court-1.o3", "/print");
    assert_shown(staged, 0, "xa.court-1.o4", "");
}

static void only_its_parties_hear_of_a_destroyed_matter(void **state)
{
    struct staged *staged = *state;
    struct asked asked;

    world_story(&staged->world, 2);
    assert_true(store_destroy_content(staged->world.xa.store, SLICE(MATTER), &staged->world.error));
    assert_int_equal(410,
                     get(staged, 0, "xa.court-1.o3", path_to(staged, "en", MATTER, ""), &asked));
    assert_true(has(&asked, "has been destroyed"));
    forget(&asked);
    assert_unknown(staged, 0, "xa.court-2.o6", "");
    assert_unknown(staged, 0, "xa.authority-1.o5", "/print");
    assert_unknown(staged, 0, NULL, "");
}

/* ---- script in every text ---- */

#define SCRIPT "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'--><svg/onload=alert(3)>"

/* Turns what follows around, for a reader who is not careful. */
#define TURNED                                                                                     \
    "\xe2\x80\xae"                                                                                 \
    "abc"                                                                                          \
    "\xe2\x80\xac"

/* Puts text that tries to be markup in place of each text that a body names. */
static const char *hostile(struct staged *staged, const char *body, unsigned number)
{
    struct world *world = &staged->world;
    struct buffer out = {0};
    struct slice rest = slice_text(body), kept;
    const char *at;
    char name[20];

    for (unsigned i = 0; (at = memmem(rest.data, rest.size, "{\"sha256\"", 9)) != NULL; i++) {
        size_t before = (size_t)((const uint8_t *)at - rest.data);
        size_t end = slice_find(rest, before, '}');
        struct slice text;

        snprintf(name, sizeof name, "text %u", i);
        text = world_text(world, number, name);
        text = arena_format(&world->arena, "%.*s\n" SCRIPT " " TURNED "\n", SLICE_ARG(text));
        buffer_append(&out, slice_part(rest, 0, before));
        buffer_text(&out, world_attach(world, text, &world->texts));
        rest = slice_from(rest, end + 1);
    }
    buffer_append(&out, rest);
    kept = arena_copy(&world->arena, buffer_slice(&out));
    buffer_free(&out);
    return (const char *)kept.data;
}

static const char *replace(struct staged *staged, const char *text, const char *from,
                           const char *to)
{
    const char *at = strstr(text, from);

    assert_non_null(at);
    return (const char *)arena_format(&staged->world.arena, "%.*s%s%s", (int)(at - text), text, to,
                                      at + strlen(from))
        .data;
}

static void assert_tame(struct staged *staged, int side, const char *official, const char *language,
                        const char *rest)
{
    struct asked asked;

    assert_int_equal(200,
                     get(staged, side, official, path_to(staged, language, MATTER, rest), &asked));
    if (has(&asked, "<img") || has(&asked, "<script") || has(&asked, "onload=alert(3)>") ||
        has(&asked, " onerror") != has(&asked, "x onerror=alert(2)&gt;") || has(&asked, "--><"))
        fail_msg("%s %s: markup came through", official, rest);
    assert_false(has(&asked, "\xe2\x80\xae"));
    assert_true(has(&asked, "dir=\"rtl\" lang=\"ar\""));
    assert_true(has(&asked, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    forget(&asked);
}

static void what_anybody_writes_stays_text(void **state)
{
    struct staged *staged = *state;
    struct world *world = &staged->world;
    struct asked asked;
    struct slice text;
    char hex[DIGEST_TEXT];
    const char *application, *markup = "<b>\\\"><img src=x onerror=alert(2)></b>";

    application = hostile(staged, world_application(world), 7);
    application =
        replace(staged, application, "\"case\":\"XA-C-4\"",
                (const char *)arena_format(&world->arena, "\"case\":\"%s\"", markup).data);
    application =
        replace(staged, application, "\"person\":\"P-1\"",
                (const char *)arena_format(&world->arena, "\"person\":\"%s\"", markup).data);
    application = replace(staged, application, "\"language\":\"en\"", "\"language\":\"ar\"");
    if (!world_act(world, &world->xa, "application", "xa.cybercrime-1.o1 xa.prosecution-1.o2",
                   application))
        fail_msg("%s %s", world->error.message, world->error.where);
    world->texts.count = 0;
    assert_true(world_act(world, &world->xa, "authorisation", "xa.court-1.o3",
                          hostile(staged, world_authorisation(world, NULL), 8)));
    world->texts.count = 0;
    world_steps(world, 3, 5);
    world->texts.count = 0;
    if (!world_act(world, &world->xb, "approval", "xb.court-1.o3",
                   hostile(staged, world_approval(world, NULL), 9)))
        fail_msg("%s", world->error.message);
    assert_tame(staged, 0, "xa.court-1.o3", "en", "");
    assert_tame(staged, 0, "xa.prosecution-1.o2", "fr", "");
    assert_tame(staged, 1, "xb.court-1.o3", "en", "");
    assert_tame(staged, 1, "xb.rights-1.o2", "fr", "");
    assert_tame(staged, 1, "xb.supervisor-1.o6", "en", "");
    assert_tame(staged, 1, "xb.court-1.o3", "en", "/print");
    assert_tame(staged, 1, "xb.court-1.o3", "fr", "/print");
    /* What a browser could show otherwise than it is, is only kept. */
    text = arena_format(&world->arena, "%.*s\n" SCRIPT " " TURNED "\n",
                        SLICE_ARG(world_text(world, 7, "text 3")));
    assert_int_equal(200, get(staged, 0, "xa.court-1.o3",
                              path_to(staged, "en", MATTER,
                                      (const char *)arena_format(&world->arena, "/texts/%s",
                                                                 digest_write(sha256_of(text), hex))
                                          .data),
                              &asked));
    assert_string_equal("application/octet-stream", asked.response.type);
    assert_true(slice_equal(text, asked.page));
    forget(&asked);
}

/* ---- what it says ---- */

static void assert_has(struct staged *staged, int side, const char *official, const char *path,
                       const char *const *parts)
{
    struct asked asked;

    assert_int_equal(200, get(staged, side, official, path, &asked));
    for (; *parts; parts++)
        if (!has(&asked, *parts))
            fail_msg("%s %s lacks %s", official, path, *parts);
    forget(&asked);
}

#define ASSERT_HAS(side, official, ...)                                                            \
    assert_has(staged, side, official, "/en/matters/" MATTER,                                      \
               (const char *const[]){__VA_ARGS__, NULL})

static void a_judge_is_asked_one_question_with_equal_choices(void **state)
{
    struct staged *staged = *state;

    world_story(&staged->world, 1);
    ASSERT_HAS(
        0, "xa.court-1.o3",
        "May the content of 1 account at xb.mailhaus, 1 October 2026 to 14 November 2026, be "
        "handed over?",
        "Nothing speaks against it so far", "/acts/authorisation?decision=grant\"",
        "/acts/authorisation?decision=narrow\"", "/acts/authorisation?decision=ask\"",
        "/acts/authorisation?decision=refuse\"", "<svg class=\"chart times\"",
        "The scope, decision by decision", "What speaks against suspicion or measure",
        "Citrus Freight", "how many persons all matters of one case may target",
        "What this does not prove");
    world_steps(&staged->world, 2, 5);
    ASSERT_HAS(1, "xb.court-1.o3", "/acts/approval?decision=approve\"",
               "/acts/approval?decision=refuse\"", "/acts/approval?decision=partial\"",
               "The conduct is a crime in both States.", "narrowed and granted", "changed",
               "proviso.xa/matters", "cosigned", "no indication", "SSH SHA256:");
}

/* Refusing, not knowing and granting are links of one list and one class. */
static void the_order_follows_the_role(void **state)
{
    struct staged *staged = *state;
    struct asked asked;

    world_story(&staged->world, 4);
    get(staged, 1, "xb.rights-1.o2", "/en/matters/" MATTER, &asked);
    assert_true(strstr((const char *)asked.page.data, "id=\"grounds\"") <
                strstr((const char *)asked.page.data, "id=\"scope\""));
    assert_true(has(&asked, "/acts/rights-assessment?decision=unknown\""));
    assert_true(has(&asked, "/acts/rights-assessment?decision=clear\""));
    assert_true(has(&asked, "/acts/rights-assessment?decision=adverse\""));
    forget(&asked);
    get(staged, 1, "xb.supervisor-1.o6", "/en/matters/" MATTER, &asked);
    assert_true(has(&asked, "Who was shown this matter"));
    assert_true(has(&asked, "xb.rights-1.o2"));
    forget(&asked);
    get(staged, 1, "xb.authority-1.o1", "/en/matters/" MATTER, &asked);
    assert_false(has(&asked, "Who was shown this matter"));
    assert_true(has(&asked, "/bundle\""));
    forget(&asked);
}

static void a_provider_gets_the_order_alone(void **state)
{
    static const char *const secrets[] = {"Citrus Freight",     "XA-C-4",     "P-1",
                                          "xa.cybercrime-1.o1", "xa.court-1", "/texts/",
                                          "computer-fraud",     "history"};
    struct staged *staged = *state;
    struct asked asked;

    world_story(&staged->world, 7);
    assert_int_equal(200, get(staged, 1, "xb.mailhaus.o5", "/en/matters/" MATTER, &asked));
    assert_true(has(&asked, "An order to you") && has(&asked, "kim@mailhaus.example") &&
                has(&asked, "xa.cybercrime-1.r1") && has(&asked, "xb.court-1") &&
                has(&asked, "/acts/production\""));
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (has(&asked, secrets[i]))
            fail_msg("a provider reads %s", secrets[i]);
    forget(&asked);
}

static void every_text_is_translated(void **state)
{
    static const struct {
        int side;
        const char *official;
    } rows[] = {{0, "xa.court-1.o3"},  {1, "xb.court-1.o3"},      {1, "xb.rights-1.o2"},
                {1, "xb.mailhaus.o5"}, {1, "xb.supervisor-1.o6"}, {1, "xb.authority-1.o1"}};
    static const char *const rests[] = {"", "/print"};
    struct staged *staged = *state;

    world_story(&staged->world, 7);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t j = 0; j < 2; j++) {
            struct asked english, french;

            if (get(staged, rows[i].side, rows[i].official, path_to(staged, "en", MATTER, rests[j]),
                    &english) != 200) {
                forget(&english);
                continue;
            }
            get(staged, rows[i].side, rows[i].official, path_to(staged, "fr", MATTER, rests[j]),
                &french);
            reading_is_translated(rests[j], english.page, french.page);
            forget(&english);
            forget(&french);
        }
}

/* ---- the printout ---- */

/* HTML text as a reader copies it. */
static void append_read(struct slice html, struct buffer *out)
{
    static const char *const escapes[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}};

    while (html.size) {
        size_t i = 0;

        while (i < 5 && !slice_starts(html, slice_text(escapes[i][0])))
            i++;
        if (i < 5)
            buffer_text(out, escapes[i][1]);
        else
            buffer_byte(out, html.data[0]);
        html = slice_from(html, i < 5 ? strlen(escapes[i][0]) : 1);
    }
}

/* What stands between `open` and `close`, from *at on; moves *at behind it. False: no more. */
static bool between(struct slice page, const char *open, const char *close, size_t *at,
                    struct slice *out)
{
    struct slice rest = slice_from(page, *at);
    const uint8_t *start = memmem(rest.data, rest.size, open, strlen(open)), *end;

    if (!start)
        return false;
    start += strlen(open);
    end = memmem(start, rest.size - (size_t)(start - rest.data), close, strlen(close));
    assert_non_null(end);
    *out = slice_of(start, (size_t)(end - start));
    *at = (size_t)(end - page.data);
    return true;
}

/* Fetches each file that the page names into a folder. */
static size_t fetch_files(struct staged *staged, struct slice page, const char *folder)
{
    struct error error = {0};
    struct slice name;
    size_t at = 0, count = 0;

    while (between(page, "/statements/", "\"", &at, &name)) {
        struct buffer path = {0};
        struct asked asked;
        const char *rest =
            (const char *)arena_format(&staged->world.arena, "/statements/%.*s", SLICE_ARG(name))
                .data;

        assert_int_equal(
            200, get(staged, 1, "xb.court-1.o3", path_to(staged, "en", MATTER, rest), &asked));
        assert_string_equal("application/octet-stream", asked.response.type);
        buffer_format(&path, "%s/%.*s", folder, SLICE_ARG(name));
        assert_true(files_replace(buffer_string(&path), asked.page, 0600, &error));
        buffer_free(&path);
        forget(&asked);
        count++;
    }
    return count;
}

static size_t count_of(struct slice text, const char *part)
{
    size_t count = 0, size = strlen(part);

    for (size_t i = 0; i + size <= text.size; i++)
        count += memcmp(text.data + i, part, size) == 0;
    return count;
}

/* Whoever copies the commands of the page gets the hashes that the page names, and every signature is
 * good; after one byte was changed in a statement, neither. */
static void assert_commands(struct staged *staged, const char *folder, const char *spoil,
                            struct slice commands, bool holds)
{
    struct buffer shell = {0}, path = {0}, said = {0};
    struct slice rest = commands, line;
    struct error error = {0};
    size_t missing = 0;

    buffer_format(&path, "%s/check.sh", folder);
    assert_true(files_replace(buffer_string(&path), commands, 0600, &error));
    buffer_format(&shell, "cd %s && %s { sh check.sh > said 2>&1; true; }", folder, spoil);
    assert_int_equal(0, system(buffer_string(&shell)));
    buffer_clear(&path);
    buffer_format(&path, "%s/said", folder);
    assert_true(files_read(buffer_string(&path), 1 << 20, &said, &error));
    while (slice_line(&rest, &line))
        if (slice_starts(line, SLICE("# ")) &&
            !memmem(said.data, said.size, line.data + 2, line.size - 2))
            missing++;
    if (holds && missing)
        fail_msg("%.*s", SLICE_ARG(buffer_slice(&said)));
    assert_true(holds || missing > 0);
    if (holds)
        assert_int_equal(count_of(commands, "ssh-keygen"),
                         count_of(buffer_slice(&said), "Good \"proviso\" signature"));
    else
        assert_true(count_of(commands, "ssh-keygen") >
                    count_of(buffer_slice(&said), "Good \"proviso\" signature"));
    buffer_free(&shell);
    buffer_free(&path);
    buffer_free(&said);
    (void)staged;
}

static void the_commands_of_the_printout_are_true(void **state)
{
    struct staged *staged = *state;
    struct buffer folder = {0}, commands = {0};
    struct error error = {0};
    struct asked asked;
    struct slice block;
    size_t at = 0;

    world_story(&staged->world, 7);
    assert_int_equal(
        200, get(staged, 1, "xb.court-1.o3", path_to(staged, "en", MATTER, "/print"), &asked));
    buffer_format(&folder, "%s/printed", staged->world.folder);
    assert_true(files_folder(buffer_string(&folder), 0700, &error));
    assert_true(fetch_files(staged, asked.page, buffer_string(&folder)) > 20);
    while (between(asked.page, "class=\"commands\" dir=\"ltr\" tabindex=\"0\">", "</pre>", &at,
                   &block))
        append_read(block, &commands);
    assert_int_equal(8, count_of(buffer_slice(&commands), "ssh-keygen"));
    assert_int_equal(21, count_of(buffer_slice(&commands), "\n# "));
    assert_commands(staged, buffer_string(&folder), "", buffer_slice(&commands), true);
    assert_commands(staged, buffer_string(&folder),
                    "for f in XA-2-*.json XA-2-*.entry; do sed -i 's/2026/2025/' $f; done;",
                    buffer_slice(&commands), false);
    forget(&asked);
    buffer_free(&folder);
    buffer_free(&commands);
}

/* The proof of each statement, as the browser and `ledger verify` check it. */
static void the_proofs_of_the_printout_hold(void **state)
{
    struct staged *staged = *state;
    struct asked page, entry, proof;
    struct slice name;
    size_t at = 0, count = 0;

    world_story(&staged->world, 7);
    get(staged, 0, "xa.court-1.o3", path_to(staged, "en", MATTER, "/print"), &page);
    while (between(page.page, "/statements/", "\"", &at, &name)) {
        struct checkpoint_verified verified;
        const struct trust_state *pins;
        struct error error = {0};
        struct proof parsed;

        if (!slice_ends(name, SLICE(".proof")))
            continue;
        get(staged, 0, "xa.court-1.o3",
            (const char *)arena_format(&staged->world.arena,
                                       "/en/matters/" MATTER "/statements/%.*s", SLICE_ARG(name))
                .data,
            &proof);
        get(staged, 0, "xa.court-1.o3",
            (const char *)arena_format(&staged->world.arena,
                                       "/en/matters/" MATTER "/statements/%.*sentry",
                                       (int)name.size - 5, (const char *)name.data)
                .data,
            &entry);
        pins = trust_state(&staged->world.trust, name.data[1] == 'A' ? "XA" : "XB");
        assert_true(proof_parse(proof.page, &parsed, &error));
        assert_true(checkpoint_verify(parsed.checkpoint, &pins->matters,
                                      &staged->world.trust.witnesses[name.data[1] == 'A'].key, 1,
                                      &verified, &error));
        /* Most of Belmora's were shown before anybody had cosigned: a later checkpoint continues theirs. */
        assert_true(verified.cosigned == 1 || name.data[1] == 'B');
        assert_true(
            proof_verify(&parsed, entry_leaf_hash(entry.page), &verified.checkpoint, &error));
        forget(&proof);
        forget(&entry);
        count++;
    }
    assert_int_equal(7, count);
    assert_true(has(&page, "continued by the checkpoint of size"));
    forget(&page);
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static const struct CMUnitTest tests[] = {
    STAGED(every_page_for_every_reader_at_every_stage),
    STAGED(what_is_no_matter_is_nowhere),
    STAGED(a_text_is_its_matters_alone),
    STAGED(the_answers_stay_at_the_court),
    STAGED(who_is_revoked_is_a_stranger),
    STAGED(only_its_parties_hear_of_a_destroyed_matter),
    STAGED(what_anybody_writes_stays_text),
    STAGED(a_judge_is_asked_one_question_with_equal_choices),
    STAGED(the_order_follows_the_role),
    STAGED(a_provider_gets_the_order_alone),
    STAGED(the_commands_of_the_printout_are_true),
    STAGED(the_proofs_of_the_printout_hold),
    STAGED(every_text_is_translated),
};

static int run_matter(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
    return test_run(run_matter);
}
