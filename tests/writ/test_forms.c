/* What is wrong with a trust file has its line and column; what is wrong with a bundle its member;
 * a status has one spelling only. */
#include "test.h"

#include "base/encode.h"
#include "node/world.h"

static struct world world;
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    world_open(&world);
    world_story(&world, 8);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    world_close(&world);
    return 0;
}

/* `text` with the first `old` replaced; NULL `with`: its whole line left out. */
static struct slice replaced(struct slice text, const char *old, const char *with)
{
    const uint8_t *at = memmem(text.data, text.size, old, strlen(old));
    struct slice head, tail;

    if (!at)
        fail_msg("\"%s\" is not there", old);
    head = slice_part(text, 0, (size_t)(at - text.data));
    tail = slice_from(text, head.size + strlen(old));
    if (!with) {
        struct slice line;

        while (head.size && head.data[head.size - 1] != '\n')
            head.size--;
        slice_line(&tail, &line);
        with = "";
    }
    return arena_format(&arena, "%.*s%s%.*s", SLICE_ARG(head), with, SLICE_ARG(tail));
}

/* ---- trust ---- */

static uint32_t line_of(struct slice text, const char *what)
{
    const uint8_t *at = memmem(text.data, text.size, what, strlen(what));
    uint32_t line = 1;

    assert_non_null(at);
    for (const uint8_t *p = text.data; p < at; p++)
        line += *p == '\n';
    return line;
}

static void assert_trust(struct slice text, enum error_code code, uint32_t line, int at)
{
    struct error error = {0};
    struct trust trust;

    if (trust_parse(text, &arena, &trust, &error) || error.code != code ||
        (line && (error.line != line || error.column == 0))) {
        print_message("# line %d: %s %u:%u %s, wanted %s %u\n", at, error_name(error.code),
                      error.line, error.column, error.message, error_name(code), line);
        fail();
    }
}

#define TRUST(text, code, line) assert_trust(text, ERROR_##code, line, __LINE__)

static void each_key_of_a_trust_file_is_needed(void **state)
{
    static const char *const keys[] = {
        "role =",   "name =",    "state = XB", "sha256 =", "root-1 =", "root-2 =",
        "root-3 =", "matters =", "register =", "key =",    "count ="};

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct slice text = replaced(world.provider_trust, keys[i], NULL);
        struct error error = {0};
        struct trust trust;

        assert_false(trust_parse(text, &arena, &trust, &error));
        assert_int_equal(error.code, ERROR_KEY_MISSING);
        assert_true(error.line > 0 && error.column > 0);
    }
}

static void each_section_of_a_trust_file_is_needed(void **state)
{
    struct slice text = world.provider_trust, rest = text, line, self = {0};
    struct slice head;

    (void)state;
    /* The first section, [self], left out: up to the next one. */
    while (slice_line(&rest, &line))
        if (slice_is(line, "[floor]"))
            self = slice_of(line.data, (size_t)(text.data + text.size - line.data));
    assert_true(self.size > 0);
    TRUST(self, KEY_MISSING, 0);
    head = slice_part(text, 0, (size_t)(self.data - text.data));
    TRUST(head, KEY_MISSING, 0);
    TRUST(SLICE(""), KEY_MISSING, 0);
    TRUST(replaced(text, "[quorum]\ncount = 1\n", ""), KEY_MISSING, 0);
}

static void what_a_trust_file_does_not_know(void **state)
{
    struct slice text = world.provider_trust;

    (void)state;
    TRUST(replaced(text, "[self]\n", "[self]\ncolour = red\n"), KEY_UNKNOWN, 2);
    TRUST(replaced(text, "[self]\n", "[self]\nrole = provider\n"), KEY_DUPLICATE, 3);
    TRUST(replaced(text, "[quorum]", "[quora]"), SECTION_UNKNOWN, line_of(text, "[quorum]"));
    TRUST(replaced(text, "[state XA]", "[state Xa]"), SECTION_UNKNOWN, line_of(text, "[state XA]"));
    TRUST(replaced(text, "[state XB]", "[state XA]"), SECTION_DUPLICATE,
          line_of(text, "[state XB]"));
    TRUST(replaced(text, "role = provider", "role = judge"), VALUE_TYPE, line_of(text, "role ="));
    TRUST(replaced(text, "state = XB", "state = xb"), VALUE_TYPE, line_of(text, "state = XB"));
    TRUST(replaced(text, "state = XB", "state = XA"), VALUE_TYPE, line_of(text, "name ="));
    TRUST(replaced(text, "name = xb.mailhaus", "name = Mailhaus"), VALUE_TYPE,
          line_of(text, "name ="));
    TRUST(replaced(text, "sha256 = ", "sha256 = 0"), VALUE_TYPE, line_of(text, "sha256"));
    TRUST(replaced(text, "root-1 = ssh-ed25519", "root-1 = ssh-rsa"), KEY_FORMAT,
          line_of(text, "root-1"));
    TRUST(replaced(text, "count = 1", "count = 0"), VALUE_TYPE, line_of(text, "count ="));
    TRUST(replaced(text, "count = 1", "count = 3"), VALUE_TYPE, line_of(text, "count ="));
    TRUST(replaced(text, "count = 1", "count = one"), VALUE_TYPE, line_of(text, "count ="));
}

static struct slice value_of(struct slice text, const char *key, int number)
{
    struct slice rest = text, line, start = arena_format(&arena, "%s = ", key);

    while (slice_line(&rest, &line))
        if (slice_starts(line, start) && number-- == 0)
            return slice_from(line, start.size);
    fail();
    return SLICE("");
}

/* One key in two places is how a quorum or two of three roots would be had cheaply. */
static void keys_of_a_trust_file_are_different(void **state)
{
    struct slice text = world.provider_trust;
    struct slice root = value_of(text, "root-1", 0), second = value_of(text, "root-2", 0);
    struct slice other = value_of(text, "root-3", 1), matters = value_of(text, "matters", 0);
    struct slice first_witness = value_of(text, "key", 0), last = value_of(text, "key", 1);
    char old[800];

    (void)state;
    snprintf(old, sizeof old, "%.*s", SLICE_ARG(second));
    TRUST(replaced(text, old, (const char *)arena_copy(&arena, root).data), VALUE_TYPE,
          line_of(text, "root-2"));
    snprintf(old, sizeof old, "%.*s", SLICE_ARG(other));
    TRUST(replaced(text, old, (const char *)arena_copy(&arena, root).data), VALUE_TYPE,
          line_of(text, old));
    snprintf(old, sizeof old, "%.*s", SLICE_ARG(last));
    TRUST(replaced(text, old, (const char *)arena_copy(&arena, first_witness).data), VALUE_TYPE,
          line_of(text, old));
    /* The ledgers swapped, a witness for a ledger and the reverse. */
    snprintf(old, sizeof old, "%.*s", SLICE_ARG(value_of(text, "register", 0)));
    TRUST(replaced(text, old, (const char *)arena_copy(&arena, matters).data), VALUE_TYPE,
          line_of(text, old));
    TRUST(replaced(text, old, (const char *)arena_copy(&arena, last).data), VALUE_TYPE,
          line_of(text, old));
    snprintf(old, sizeof old, "%.*s", SLICE_ARG(last));
    TRUST(replaced(text, old, (const char *)arena_copy(&arena, matters).data), VALUE_TYPE,
          line_of(text, old));
}

/* ---- bundles ---- */

static void assert_bundle(struct slice text, enum error_code code, const char *where, int at)
{
    struct error error = {0};
    struct bundle bundle;

    if (bundle_parse(text, BUNDLE_WRIT, &arena, &bundle, &error) || error.code != code ||
        (where && !strstr(error.where, where))) {
        print_message("# line %d: %s \"%s\" %s, wanted %s %s\n", at, error_name(error.code),
                      error.where, error.message, error_name(code), where ? where : "");
        fail();
    }
}

#define BUNDLE(text, code, where) assert_bundle(text, ERROR_##code, where, __LINE__)

static void each_member_of_a_writ_is_needed(void **state)
{
    static const char *const members[] = {
        "format",      "matter",      "provider",   "list_salt", "floor",
        "states",      "attachments", "cosigned",   "register",  "register_checkpoints",
        "rulebooks",   "checkpoints", "statements", "status",    "note",
        "consistency", "payload",     "signatures", "proof",     "salt",
        "time",        "index",       "checkpoint", "path",      "signature",
        "offences",
    };
    struct slice text = buffer_slice(&world.writ);

    (void)state;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        char old[60], with[60];

        snprintf(old, sizeof old, "\"%s\":", members[i]);
        snprintf(with, sizeof with, "\"x%s\":", members[i]);
        BUNDLE(replaced(text, old, with), MEMBER_MISSING, NULL);
        snprintf(with, sizeof with, "\"%s\": 1, \"%s\":", members[i], members[i]);
        BUNDLE(replaced(text, old, with), JSON_DUPLICATE, NULL);
    }
}

static void what_a_writ_does_not_take(void **state)
{
    struct slice text = buffer_slice(&world.writ);

    (void)state;
    BUNDLE(replaced(text, "proviso/1 writ", "proviso/1 exchange"), WRIT_FORMAT, "format");
    BUNDLE(replaced(text, "XA-2026-000001", "XA-register"), WRIT_FORMAT, "matter");
    BUNDLE(replaced(text, "\"provider\": \"xb.mailhaus\"", "\"provider\": \"Mailhaus\""),
           WRIT_FORMAT, "provider");
    BUNDLE(replaced(text, "\"index\": ", "\"index\": -1"), WRIT_FORMAT, "index");
    BUNDLE(replaced(text, "\"index\": ", "\"index\": 1."), JSON_NUMBER, NULL);
    BUNDLE(replaced(text, "\"state\": \"XA\"", "\"state\": \"XB\""), WRIT_FORMAT, "states");
    BUNDLE(replaced(text, "\"state\": \"XA\"", "\"state\": \"xa\""), WRIT_FORMAT, "state");
    BUNDLE(replaced(text, "\"attachments\": [", "\"attachments\": [\"AAAA\""), WRIT_FORMAT,
           "attachments");
    BUNDLE(replaced(text, "\"payload\": \"", "\"payload\": \"="), WRIT_FORMAT, "payload");
    BUNDLE(replaced(text, "\"path\": [", "\"path\": [\"AAAA\","), WRIT_FORMAT, "path");
    BUNDLE(replaced(text, "\"time\": \"2026", "\"time\": \"26"), TIME_FORMAT, NULL);
    BUNDLE(replaced(text, "\"salt\": \"", "\"salt\": \"0"), MEMBER_VALUE, "salt");
    BUNDLE(slice_part(text, 0, text.size - 3), JSON_SYNTAX, NULL);
    BUNDLE(arena_format(&arena, "%.*s{}", SLICE_ARG(text)), JSON_SYNTAX, NULL);
    BUNDLE(SLICE(""), JSON_SYNTAX, NULL);
    BUNDLE(SLICE("[]"), MEMBER_TYPE, NULL);
}

static void a_writ_has_limits(void **state)
{
    struct buffer many = {0};

    (void)state;
    buffer_text(&many, "\"path\": [");
    for (int i = 0; i < 65; i++)
        buffer_text(&many, "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",");
    BUNDLE(replaced(buffer_slice(&world.writ), "\"path\": [", buffer_string(&many)), WRIT_FORMAT,
           "path");
    buffer_clear(&many);
    buffer_text(&many, "\"rulebooks\": [");
    for (int i = 0; i < BUNDLE_ITEMS; i++)
        buffer_text(&many, "\"\",");
    BUNDLE(replaced(buffer_slice(&world.writ), "\"rulebooks\": [", buffer_string(&many)),
           WRIT_FORMAT, "rulebooks");
    buffer_clear(&many);
    while (many.size <= BUNDLE_MOST)
        buffer_text(&many, "                                                                ");
    BUNDLE(buffer_slice(&many), TOO_LARGE, NULL);
    buffer_free(&many);
}

static void what_is_written_is_read(void **state)
{
    struct buffer again = {0};
    struct error error = {0};
    struct bundle bundle;

    (void)state;
    assert_true(bundle_parse(buffer_slice(&world.writ), BUNDLE_WRIT, &arena, &bundle, &error));
    bundle_write(&bundle, &again);
    assert_true(slice_equal(buffer_slice(&again), buffer_slice(&world.writ)));
    buffer_free(&again);
}

/* ---- status ---- */

static const char status_text[] =
    "proviso/1 status\nXA-2026-000001\nXA\n2026-11-22T10:00:00Z\nclerk xa.court-1.o18\nsize 12\n"
    "head 3 0000000000000000000000000000000000000000000000000000000000000001\n"
    "restriction 0000000000000000000000000000000000000000000000000000000000000002\n"
    "restriction 0000000000000000000000000000000000000000000000000000000000000003\n";

static void a_status_has_one_spelling(void **state)
{
    static const char *const changes[][2] = {
        {"proviso/1", "proviso/2"},
        {"XA-2026-000001", "XA-register"},
        {"\nXA\n", "\nxa\n"},
        {"10:00:00Z", "10:00:00+00:00"},
        {"clerk ", "clerk"},
        {"size 12", "size 012"},
        {"size 12", "size -1"},
        {"size 12", "size 99999999999999999999"},
        {"head 3 0", "head 3  0"},
        {"head 3", "head"},
        {"0002\n", "0003\n"},
        {"0002\n", "0004\n"},
        {"0003\n", "0003"},
        {"0003\n", "0003\n\n"},
        {"restriction", "Restriction"},
        {"0001\n", "000F\n"},
    };
    struct buffer again = {0};
    struct error error = {0};
    struct status status;

    (void)state;
    assert_true(status_parse(slice_text(status_text), &arena, &status, &error));
    assert_int_equal(status.restriction_count, 2);
    status_format(&status, &again);
    assert_string_equal(buffer_string(&again), status_text);
    buffer_free(&again);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct slice text = replaced(slice_text(status_text), changes[i][0], changes[i][1]);

        if (status_parse(text, &arena, &status, &error))
            fail_msg("%s", changes[i][1]);
        assert_int_equal(error.code, ERROR_STATUS_FORMAT);
    }
}

static void a_status_has_limits(void **state)
{
    struct buffer many = {0};
    struct error error = {0};
    struct status status;

    (void)state;
    buffer_append(&many, slice_part(slice_text(status_text), 0,
                                    (size_t)(strstr(status_text, "restriction") - status_text)));
    for (int i = 0; i <= STATUS_RESTRICTIONS; i++) {
        assert_true(status_parse(buffer_slice(&many), &arena, &status, &error));
        buffer_format(&many, "restriction %064x\n", i);
    }
    assert_false(status_parse(buffer_slice(&many), &arena, &status, &error));
    buffer_free(&many);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_key_of_a_trust_file_is_needed),
    cmocka_unit_test(each_section_of_a_trust_file_is_needed),
    cmocka_unit_test(what_a_trust_file_does_not_know),
    cmocka_unit_test(keys_of_a_trust_file_are_different),
    cmocka_unit_test(each_member_of_a_writ_is_needed),
    cmocka_unit_test(what_a_writ_does_not_take),
    cmocka_unit_test(a_writ_has_limits),
    cmocka_unit_test(what_is_written_is_read),
    cmocka_unit_test(a_status_has_one_spelling),
    cmocka_unit_test(a_status_has_limits),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
