/* The forms of all acts: each renders, gives back what was put in, takes the story's bodies as they are,
 * and shows nothing that somebody typed as markup. */
#include "test.h"

#include "acting.h"
#include "base/encode.h"
#include "matter/acts.h"
#include "node/attachment.h"
#include "node/draft.h"
#include "register/acts.h"
#include "rules/acts.h"
#include "web/act_said.h"
#include "web/act_words.h"

static struct world world;
static struct site xa, xb;
static uint8_t first_line[32]; /* of the world's texts */

static void same_line(void *context, uint8_t *out, size_t size)
{
    (void)context;
    memcpy(out, first_line, size);
}

static int open_world(void **state)
{
    struct error error = {0};

    world_open(&world);
    assert_true(site_open(&xa, &world.xa, SLICE("http://127.0.0.1:8081"), world.clock, &error));
    assert_true(site_open(&xb, &world.xb, SLICE("http://127.0.0.1:8082"), world.clock, &error));
    assert_true(hex_read(slice_part(world_text(&world, 0, "facts"), 0, 64), first_line, 32));
    (void)state;
    return 0;
}

static int close_world(void **state)
{
    site_close(&xa);
    site_close(&xb);
    world_close(&world);
    (void)state;
    return 0;
}

/* The acts of the story, in its order. */
static const struct scene {
    const char *type, *official;
    enum role role;
    bool belmora;
    const char *(*body)(struct world *);
} scenes[] = {
    {"application", "xa.cybercrime-1.o1", ROLE_INVESTIGATOR, false, world_application},
    {"authorisation", "xa.court-1.o3", ROLE_JUDGE, false, NULL},
    {"request", "xa.authority-1.o5", ROLE_CENTRAL_AUTHORITY, false, NULL},
    {"receipt", "xb.authority-1.o1", ROLE_CENTRAL_AUTHORITY, true, world_receipt},
    {"dual-criminality", "xb.authority-1.o1", ROLE_CENTRAL_AUTHORITY, true, world_comparison},
    {"rights-assessment", "xb.rights-1.o2", ROLE_REVIEWER, true, world_assessment},
    {"approval", "xb.court-1.o3", ROLE_JUDGE, true, NULL},
};

enum { SCENES = sizeof scenes / sizeof *scenes };

static const char *body_of(const struct scene *scene)
{
    if (strcmp(scene->type, "authorisation") == 0)
        return world_authorisation(&world, NULL);
    if (strcmp(scene->type, "request") == 0)
        return world_request(&world, NULL);
    if (strcmp(scene->type, "approval") == 0)
        return world_approval(&world, NULL);
    return scene->body(&world);
}

static struct asker asker_of(const struct scene *scene)
{
    return (struct asker){scene->belmora ? &xb : &xa, scene->official, 1u << scene->role,
                          world.clock};
}

static const char *place_of(const struct scene *scene)
{
    return strcmp(scene->type, "application") == 0
               ? "/en/acts/application"
               : (const char *)arena_format(&world.arena, "/en/matters/%s/acts/%s", world_chain,
                                            scene->type)
                     .data;
}

static const struct act *act_of(const char *type)
{
    const struct act_table *table;

    return draft_act(type, &table);
}

/* ---- every act ---- */

static void test_every_form_renders(void **state)
{
    static const char *const languages[] = {"en", "fr"};

    for (size_t t = 0; act_tables[t]; t++)
        for (unsigned i = 0; i < act_tables[t]->count; i++) {
            const struct act *act = &act_tables[t]->acts[i];
            struct asker asker = {&xa, "xa.office-1.o1", act->by_roles, world.clock};

            if (!act_tables[t]->chain && act != &matter_acts.acts[MATTER_APPLICATION])
                continue;
            for (size_t l = 0; l < 2; l++) {
                struct asked asked;
                struct slice path =
                    arena_format(&world.arena, "/%s/acts/%s", languages[l], act->type);

                if (asking_get(&asker, (const char *)path.data, &asked) != 200)
                    fail_msg("%s: %u", (const char *)path.data, asked.response.status);
                assert_false(asked_has(&asked, " style="));
                assert_true(asked_has(&asked, "id=\"act\""));
                asked_forget(&asked);
            }
        }
    (void)state;
}

/* The table of fields has room for every member, and every name is one that a form can send. */
static void test_every_table_is_whole(void **state)
{
    for (size_t t = 0; act_tables[t]; t++)
        for (unsigned i = 0; i < act_tables[t]->count; i++) {
            struct arena arena = {0};
            const struct form_field *fields = act_form_fields(&act_tables[t]->acts[i], &arena);
            size_t count = 0;

            for (; fields[count].name; count++) {
                assert_true(strlen(fields[count].name) <= FORM_NAME);
                for (size_t j = 0; j < count; j++)
                    if (strcmp(fields[j].name, fields[count].name) == 0)
                        fail_msg("%s stands twice", fields[count].name);
            }
            assert_true(count >= 4 && count < FORM_FIELDS);
            arena_free(&arena);
        }
    (void)state;
}

/* ---- languages ---- */

static size_t untranslated;

static void need_french(const char *english)
{
    if (language_has(LANGUAGE_FR, english))
        return;
    print_message("# not French: %s\n", english);
    untranslated++;
}

static void need_fields(const struct act *act, const struct field *fields)
{
    for (; fields->name; fields++) {
        if (act_input(act, fields) != ACT_DERIVED || fields->meaning)
            need_french(fields->meaning);
        for (unsigned i = 0; fields->words && i < fields->words->count; i++)
            need_french(act_choice(act, fields, i));
        if (fields->kind == FIELD_OBJECT)
            need_fields(act, fields->fields);
    }
}

static void test_every_meaning_is_translated(void **state)
{
    for (size_t t = 0; act_tables[t]; t++)
        for (unsigned i = 0; i < act_tables[t]->count; i++) {
            const struct act *act = &act_tables[t]->acts[i];

            need_french(act->meaning);
            need_french(act_task(act));
            need_fields(act, act->fields);
        }
    assert_int_equal(0, untranslated);
    (void)state;
}

/* ---- the story ---- */

/* What the body says, through the form and back: the same bytes. */
static void round_trip(const struct scene *scene, const char *body)
{
    const struct random random = {same_line, NULL};
    const struct act *act = act_of(scene->type);
    const struct form_field *fields = act_form_fields(act, &world.arena);
    struct form *form = arena_take(&world.arena, sizeof *form);
    struct act_said *said = arena_take(&world.arena, sizeof *said);
    json_t *before = json_loads(body, 0, NULL), *after;
    char *one, *other;

    acting_fill(&world, act, body, fields, form);
    act_said_read(act, form, &random, &world.arena, said);
    for (size_t i = 0; i < said->problems.count; i++)
        fail_msg("%s: %s: %s", scene->type, said->problems.items[i].field,
                 said->problems.items[i].words);
    after = json_deep_copy(said->body);
    json_object_del(before, "earlier"); /* these the node fills in */
    json_object_del(before, "tally");
    if (said->has_list)
        json_object_del(before, "list");
    one = json_dumps(before, JSON_SORT_KEYS | JSON_COMPACT);
    other = json_dumps(after, JSON_SORT_KEYS | JSON_COMPACT);
    assert_string_equal(one, other);
    free(one);
    free(other);
    json_decref(before);
    json_decref(after);
    act_said_free(said);
}

static void check_page(const struct scene *scene, const char *body)
{
    const struct act *act = act_of(scene->type);
    struct asker asker = asker_of(scene);
    struct form *form = arena_take(&world.arena, sizeof *form);
    struct asked asked;

    assert_int_equal(200, asking_get(&asker, place_of(scene), &asked));
    asked_forget(&asked);
    acting_fill(&world, act, body, act_form_fields(act, &world.arena), form);
    if (asking_post(&asker, place_of(scene), acting_encode(&world, form, "review"), &asked) != 200)
        fail_msg("%s: %u\n%.*s", scene->type, asked.response.status,
                 SLICE_ARG(asked_content(&asked)));
    assert_true(asked_has(&asked, "Check your answers"));
    asked_forget(&asked);
    assert_int_equal(
        200, asking_post(&asker, place_of(scene), acting_encode(&world, form, "findings"), &asked));
    assert_true(asked_has(&asked, "{\"accepted\":true"));
    asked_forget(&asked);
}

static void test_the_story(void **state)
{
    for (size_t i = 0; i < SCENES; i++) {
        const char *body;

        if (strcmp(scenes[i].type, "receipt") == 0)
            assert_true(world_carry(&world, &world.xa, &world.xb, world_chain));
        body = body_of(&scenes[i]);
        round_trip(&scenes[i], body);
        check_page(&scenes[i], body);
        assert_true(world_act(&world, scenes[i].belmora ? &world.xb : &world.xa, scenes[i].type,
                              i ? scenes[i].official : "xa.cybercrime-1.o1 xa.prosecution-1.o2",
                              body));
    }
    (void)state;
}

/* ---- attacks ---- */

#define MARKUP "\"'><script>alert(1)</script>"

/* Every field of the form with markup in it, sent back to be changed. */
static void shows_no_markup(const struct asker *asker, const struct act *act, const char *place)
{
    const struct form_field *fields = act_form_fields(act, &world.arena);
    struct form *form = arena_take(&world.arena, sizeof *form);
    static const char *const buttons[] = {"edit", "review", "findings"};

    for (const struct form_field *field = fields; field->name; field++)
        if (field->kind != FORM_FILE && strcmp(field->name, ROUTE_TOKEN) != 0 &&
            strcmp(field->name, ACT_BUTTON) != 0)
            act_put_more(form, fields, field->name, SLICE(MARKUP));
    for (size_t i = 0; i < 3; i++) {
        struct asked asked;
        unsigned status =
            asking_post(asker, place, acting_encode(&world, form, buttons[i]), &asked);

        if (status != (i == 1 ? 422 : 200))
            fail_msg("%s %s: %u", act->type, buttons[i], status);
        if (i == 2)
            assert_string_equal("application/json", asked.response.type);
        else if (asked_has(&asked, "<script>alert") || asked_has(&asked, "\"'>"))
            fail_msg("%s %s: markup", act->type, buttons[i]);
        asked_forget(&asked);
    }
}

static void test_markup_stays_text(void **state)
{
    for (size_t t = 0; act_tables[t]; t++)
        for (unsigned i = 0; i < act_tables[t]->count; i++) {
            const struct act *act = &act_tables[t]->acts[i];
            struct asker asker = {&xa, "xa.cybercrime-1.o1", act->by_roles, world.clock};

            if (act_tables[t]->chain || act == &matter_acts.acts[MATTER_APPLICATION])
                shows_no_markup(
                    &asker, act,
                    (const char *)arena_format(&world.arena, "/en/acts/%s", act->type).data);
        }
    for (size_t i = 1; i < SCENES; i++) {
        struct asker asker = asker_of(&scenes[i]);

        shows_no_markup(&asker, act_of(scenes[i].type), place_of(&scenes[i]));
    }
    (void)state;
}

static unsigned send_form(const char *form)
{
    struct asker asker = asker_of(&scenes[1]);
    struct asked asked;
    unsigned status = asking_post(&asker, place_of(&scenes[1]), form, &asked);

    asked_forget(&asked);
    return status;
}

static const char *much(const char *before, size_t count)
{
    char *text = arena_take(&world.arena, strlen(before) + count + 1);

    strcpy(text, before);
    memset(text + strlen(before), 'a', count);
    return text;
}

static void test_forms_of_another_shape(void **state)
{
    assert_int_equal(422, send_form("do=review&decision=refuse"));
    assert_int_equal(400, send_form("do=review&decision=refuse&nobody=asked"));
    assert_int_equal(400, send_form("do=review&case=of+another+act"));
    assert_int_equal(400, send_form("decision=refuse&decision=grant"));
    assert_int_equal(400, send_form("scope.from=1&scope.from=2"));
    assert_int_equal(400, send_form("targets.99.person=x"));
    assert_int_equal(400, send_form("reasons=%FF%FE"));
    assert_int_equal(400, send_form("scope.provider=a%E2%80%AEb")); /* reverses what follows */
    assert_int_equal(400, send_form("decision=%00"));
    assert_int_equal(413, send_form(much("scope.provider=", ACT_LINE_MOST + 1)));
    assert_int_equal(413, send_form(much("reasons=", ACT_PROSE_MOST + 1)));
    assert_int_equal(413, send_form(much("reasons=", ACT_BODY_MOST)));
    assert_int_equal(200, send_form("do=less-targets.7&decision=refuse"));
    assert_int_equal(200, send_form("do=more-no.such.thing&decision=refuse"));
    (void)state;
}

static void test_a_file_that_is_no_text(void **state)
{
    struct asker asker = asker_of(&scenes[1]);
    struct asked asked;

    assert_int_equal(422, asking_send(&asker, place_of(&scenes[1]), "reasons.file",
                                      SLICE("\x7f"
                                            "ELF\x02\x01\x01\0\0"),
                                      &asked));
    assert_true(asked_has(&asked, "This file is no plain text in UTF-8."));
    asked_forget(&asked);
    assert_int_equal(422, asking_send(&asker, place_of(&scenes[1]), "reasons.file",
                                      SLICE("A line.\r\nAnother.\r\n"), &asked));
    assert_true(asked_has(&asked, "\nA line.\nAnother.\n</textarea>"));
    asked_forget(&asked);
    /* An attachment that was made elsewhere: its first line is no text. */
    assert_int_equal(422, asking_send(&asker, place_of(&scenes[1]), "reasons.file",
                                      world_text(&world, 0, "reasons"), &asked));
    assert_false(asked_has(&asked, "0000000000000000000000000000000000000000000000000000"));
    asked_forget(&asked);
    (void)state;
}

static void test_forms_from_elsewhere(void **state)
{
    struct asker asker = asker_of(&scenes[1]);
    struct router router = site_router(&xa);
    struct asked asked;

    assert_int_equal(422, asking_post(&asker, place_of(&scenes[1]), "decision=refuse", &asked));
    response_free(&asked.response);
    asked.request.body = SLICE("decision=refuse"); /* without its token */
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(403, asked.response.status);
    asked_forget(&asked);
    assert_int_equal(422, asking_post(&asker, place_of(&scenes[1]), "decision=refuse", &asked));
    response_free(&asked.response);
    for (size_t i = 0; i < asked.request.header_count; i++)
        if (slice_is(asked.request.headers[i].name, "Origin"))
            asked.request.headers[i].value = SLICE("https://elsewhere.example");
    router_answer(&router, &asked.request, &asked.response);
    assert_int_equal(403, asked.response.status);
    asked_forget(&asked);
    (void)state;
}

/* Who has no role for an act, or no part in the matter, finds nothing, whatever they send. */
static void test_not_for_others(void **state)
{
    static const struct {
        const char *official;
        enum role role;
        const char *place;
    } rows[] = {
        {"xa.court-1.o3", ROLE_JUDGE, "/en/acts/application"},
        {"xa.cybercrime-1.o1", ROLE_INVESTIGATOR, "/en/matters/XA-2026-000001/acts/authorisation"},
        {"xa.court-1.o4", ROLE_CLERK, "/en/matters/XA-2026-000001/acts/authorisation"},
        {"xa.court-1.o3", ROLE_JUDGE, "/en/matters/XA-2026-000009/acts/authorisation"},
        {"xa.court-1.o3", ROLE_JUDGE, "/en/matters/XA-register/acts/authorisation"},
        {"xa.court-1.o3", ROLE_JUDGE, "/en/acts/authorisation"},
        {"xa.court-1.o3", ROLE_JUDGE, "/en/matters/XA-2026-000001/acts/nothing"},
        {"xa.court-2.o6", ROLE_JUDGE, "/en/matters/XA-2026-000001/acts/authorisation"},
        {"xa.court-1.o3", ROLE_JUDGE, "/en/acts/rulebook"},
        {"xa.nobody-1.o1", ROLE_JUDGE, "/en/matters/XA-2026-000001/acts/authorisation"},
        {NULL, ROLE_JUDGE, "/en/acts"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct asker asker = {&xa, rows[i].official, 1u << rows[i].role, world.clock};
        struct asked asked;

        if (asking_get(&asker, rows[i].place, &asked) != 404)
            fail_msg("%s: %u", rows[i].place, asked.response.status);
        asked_forget(&asked);
        if (i + 1 < sizeof rows / sizeof *rows) {
            if (asking_post(&asker, rows[i].place, "do=review", &asked) != 404)
                fail_msg("POST %s: %u", rows[i].place, asked.response.status);
            asked_forget(&asked);
        }
    }
    (void)state;
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_form_renders),
    cmocka_unit_test(test_every_table_is_whole),
    cmocka_unit_test(test_every_meaning_is_translated),
    cmocka_unit_test(test_the_story),
    cmocka_unit_test(test_markup_stays_text),
    cmocka_unit_test(test_forms_of_another_shape),
    cmocka_unit_test(test_a_file_that_is_no_text),
    cmocka_unit_test(test_forms_from_elsewhere),
    cmocka_unit_test(test_not_for_others),
};

static int run_acts(void)
{
    return cmocka_run_group_tests(tests, open_world, close_world);
}

int main(void)
{
    return test_run(run_acts);
}
