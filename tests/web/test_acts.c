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

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_form_renders),
    cmocka_unit_test(test_every_table_is_whole),
    cmocka_unit_test(test_every_meaning_is_translated),
    cmocka_unit_test(test_the_story),
};

static int run_acts(void)
{
    return cmocka_run_group_tests(tests, open_world, close_world);
}

int main(void)
{
    return test_run(run_acts);
}
