/* Drafts for forms: what a person types never becomes a file of the node's, another matter's or
 * another act's. */
#include "test.h"

#include "node/attachment.h"
#include "node/draft.h"
#include "node/world.h"

/* The body of a draft with one value, or NULL. */
static json_t *drafted(struct world *world, const char *type, const char *member, json_t *value)
{
    struct draft_value values[] = {{slice_text(member), value}};
    struct draft draft = {.type = type,
                          .chain = world_chain,
                          .by = "xa.court-1.o3",
                          .values = values,
                          .value_count = 1};
    struct buffer out = {0};
    char chain[CHAIN_MOST];
    json_t *root = NULL, *body = NULL;

    if (draft_statement(&world->xa, &draft, &out, chain, &world->error)) {
        assert_string_equal(chain, world_chain);
        root = json_loadb((const char *)out.data, out.size, 0, NULL);
        body = json_incref(json_object_get(root, "body"));
    }
    json_decref(root);
    json_decref(value);
    buffer_free(&out);
    return body;
}

static void is_filled_in_from_the_matter(void **state)
{
    struct world *world = *state;
    json_t *body;

    world_story(world, 1);
    body = drafted(world, "authorisation", "scope.to", json_string("2026-11-01T00:00:00Z"));
    assert_non_null(body);
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(body, "scope"), "provider")),
        "xb.mailhaus");
    assert_string_equal(json_string_value(json_object_get(json_object_get(body, "scope"), "to")),
                        "2026-11-01T00:00:00Z");
    json_decref(body);
}

static void a_text_is_never_a_file(void **state)
{
    struct world *world = *state;
    json_t *body;

    world_story(world, 1);
    body = drafted(world, "authorisation", "reasons", json_string("@/etc/passwd"));
    assert_non_null(body);
    assert_string_equal(json_string_value(json_object_get(body, "reasons")), "@/etc/passwd");
    json_decref(body);
}

static void an_attachment_is_named(void **state)
{
    struct world *world = *state;
    struct buffer bytes = {0};
    json_t *body, *reasons;

    attachment_make(SLICE("The reasons."), &bytes);
    body = drafted(world, "authorisation", "reasons", draft_attachment(buffer_slice(&bytes), "fr"));
    assert_non_null(body);
    reasons = json_object_get(body, "reasons");
    assert_int_equal(json_integer_value(json_object_get(reasons, "length")), bytes.size);
    assert_string_equal(json_string_value(json_object_get(reasons, "language")), "fr");
    json_decref(body);
    buffer_free(&bytes);
}

/* Optional objects and lists come back with what they must have, where somebody reaches into them. */
static void an_optional_object_is_reached_into(void **state)
{
    struct world *world = *state;
    json_t *body, *part;

    world_story(world, 4);
    body = drafted(world, "dual-criminality", "reasons", json_string("text"));
    assert_non_null(body);
    assert_null(json_object_get(body, "conduct"));
    json_decref(body);
    body = drafted(world, "dual-criminality", "conduct.mens_rea", json_string("intent"));
    assert_non_null(body);
    part = json_object_get(body, "conduct");
    assert_int_equal(json_object_size(part), 1);
    assert_string_equal(json_string_value(json_object_get(part, "mens_rea")), "intent");
    json_decref(body);
    body = drafted(world, "dual-criminality", "offence.id", json_string("computer-fraud"));
    assert_non_null(body);
    part = json_object_get(body, "offence");
    assert_string_equal(json_string_value(json_object_get(part, "id")), "computer-fraud");
    assert_non_null(json_object_get(part, "class"));
    json_decref(body);
    body = drafted(world, "rights-assessment", "noted.0", json_string("R11"));
    assert_non_null(body);
    part = json_object_get(body, "noted");
    assert_int_equal(json_array_size(part), 1);
    assert_string_equal(json_string_value(json_array_get(part, 0)), "R11");
    json_decref(body);
    assert_null(drafted(world, "rights-assessment", "noted.3", json_string("R11")));
    assert_null(drafted(world, "dual-criminality", "nothing.id", json_string("x")));
}

static void what_cannot_be_set_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        ".",
        "scope.",
        "scope..from",
        "scope.accounts.9",
        "scope.accounts.-1",
        "scope.accounts.x",
        "decision.x",
        "no.such.member",
        "a.b.c.d.e.f.g.h.i.j",
    };
    struct world *world = *state;
    char longest[300];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (drafted(world, "authorisation", wrong[i], json_string("x")))
            fail_msg("\"%s\" was set", wrong[i]);
        assert_int_equal(world->error.code, ERROR_USAGE);
    }
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_null(drafted(world, "authorisation", longest, json_string("x")));
    assert_null(drafted(world, "no-such-act", "reasons", json_string("x")));
    assert_null(drafted(world, "found", "reasons", json_string("x")));
    assert_int_equal(world->error.code, ERROR_USAGE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

static const struct CMUnitTest tests[] = {
    TEST(is_filled_in_from_the_matter),  TEST(a_text_is_never_a_file),
    TEST(an_attachment_is_named),        TEST(an_optional_object_is_reached_into),
    TEST(what_cannot_be_set_is_refused),
};

TEST_MAIN(tests)
