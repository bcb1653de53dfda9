/* Floors adopted one after the other: each binds from its date, and none loosens (promise 3). */
#include "writ/asking.h"

/* The pinned floor with another date, and with every `old` (NULL: nothing) as `with`. */
static struct slice later_floor(struct forge *forge, const char *from, const char *old,
                                const char *with)
{
    struct buffer out = {0};
    struct slice rest = forge->bundle.floors[0], line, kept;

    while (slice_line(&rest, &line)) {
        const uint8_t *at = old ? memmem(line.data, line.size, old, strlen(old)) : NULL;

        if (slice_starts(line, SLICE("from = "))) {
            buffer_format(&out, "from = %s\n", from);
        } else if (at) {
            size_t head = (size_t)(at - line.data);

            buffer_append(&out, slice_part(line, 0, head));
            buffer_text(&out, with);
            buffer_append(&out, slice_from(line, head + strlen(old)));
            buffer_byte(&out, '\n');
        } else {
            buffer_append(&out, line);
            buffer_byte(&out, '\n');
        }
    }
    kept = arena_copy(&forge->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept;
}

/* Adds a floor to what the trust file pins, and to what the writ shows. */
static void adopt(struct forge *forge, struct trust *trust, struct slice text)
{
    trust->floors[trust->floor_count++] = sha256_of(text);
    forge->bundle.floors[forge->bundle.floor_count++] = text;
}

static void a_tighter_floor_binds_from_its_date(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;
    instant from = instant_civil(2026, 11, 24, 0, 0, 0);

    adopt(forge, &trust,
          later_floor(forge, "2026-11-24", "penalty = 4 years", "penalty = 20 years"));
    refresh(forge, 0, from - 1);
    refresh(forge, 1, from - 1);
    VALID(forge, .trust = &trust, .at = from - 1);
    refresh(forge, 0, from);
    refresh(forge, 1, from);
    REFUSED(forge, LIMIT, NULL, .trust = &trust, .at = from);
    forge->bundle.floor_count = 1;
    VALID(forge, .at = from);
}

static void a_looser_floor_changes_nothing(void **state)
{
    static const char *const loosened[][2] = {
        {"penalty = 4 years", "penalty = 0 months"},
        {"duration = 30 days", "duration = 900 days"},
        {"freshness = 24 hours", "freshness = 9000 hours"},
        {"delay = 48 hours", "delay = 0 hours"},
        {"approval = yes", "approval = no"},
    };
    struct forge *forge = *state;

    for (size_t i = 0; i < sizeof loosened / sizeof *loosened; i++) {
        struct trust trust = world.trust;
        struct writ_answer *answer, *before;

        forge->bundle.floor_count = 1;
        before = ask(forge, (struct question){.at = 0});
        adopt(forge, &trust, later_floor(forge, "2026-02-01", loosened[i][0], loosened[i][1]));
        answer = ask(forge, (struct question){.trust = &trust});
        assert_true(answer->valid);
        assert_memory_equal(answer->matter->rules.limits, before->matter->rules.limits,
                            sizeof before->matter->rules.limits);
        forget(answer);
        forget(before);
    }
    forge->bundle.floor_count = 1;
}

/* All pinned floors, and no other: whoever leaves the tighter one out loosens. */
static void no_floor_is_left_out_or_added(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;
    struct slice first = forge->bundle.floors[0];
    struct slice tighter = later_floor(forge, "2026-02-01", "skew = 24 hours", "skew = 23 hours");

    adopt(forge, &trust, tighter);
    VALID(forge, .trust = &trust);
    forge->bundle.floor_count = 1;
    REFUSED(forge, FLOOR_OTHER, "floor", .trust = &trust);
    forge->bundle.floor_count = 2;
    REFUSED(forge, FLOOR_OTHER, "floor");
    forge->bundle.floors[1] = forge->bundle.floors[0];
    REFUSED(forge, FLOOR_OTHER, "floor", .trust = &trust);
    forge->bundle.floors[1] = tighter;
    forge->bundle.floors[0] = tighter;
    REFUSED(forge, FLOOR_OTHER, "floor", .trust = &trust);
    forge->bundle.floors[1] = first;
    VALID(forge, .trust = &trust); /* in whatever order */
}

/* What was entered before a floor began keeps the delay and skew of its time. */
static void a_floor_does_not_unmake_the_register(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;
    instant from = instant_civil(2026, 11, 24, 0, 0, 0);

    adopt(forge, &trust,
          later_floor(forge, "2026-11-24", "delay = 48 hours", "delay = 9000 hours"));
    refresh(forge, 0, from);
    refresh(forge, 1, from);
    VALID(forge, .trust = &trust, .at = from);
}

static void the_terms_of_a_register_change_with_the_floors(void **state)
{
    struct forge *forge = *state;
    const struct slice texts[] = {
        forge->bundle.floors[0],
        later_floor(forge, "2026-03-01", "delay = 48 hours", "delay = 60 hours"),
        later_floor(forge, "2026-05-01", "skew = 24 hours", "skew = 3 hours"),
        later_floor(forge, "2026-07-01", "delay = 48 hours", "delay = 1 hours"),
    };
    static const struct {
        int month;
        int64_t delay, skew;
    } cases[] = {{1, 48, 24}, {2, 48, 24}, {3, 60, 24}, {5, 60, 3}, {7, 60, 3}, {12, 60, 3}};
    struct register_terms terms = {.delay = 0};
    struct floors floors;
    struct error error = {0};
    size_t at;

    assert_true(floors_parse(texts, 4, &forge->arena, &floors, &at, &error));
    register_terms_of(&world.trust.states[0], &floors, &terms);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        instant when = instant_civil(2026, cases[i].month, 1, 0, 0, 0);

        assert_int_equal(register_delay(&terms, when), cases[i].delay * HOUR);
        assert_int_equal(register_skew(&terms, when), cases[i].skew * HOUR);
    }
}

/* status.freshness alone: the same writ, an hour too old under the tighter floor. */
static void freshness_is_the_tightest_floors(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;

    adopt(forge, &trust,
          later_floor(forge, "2026-02-01", "freshness = 24 hours", "freshness = 1 hours"));
    refresh(forge, 0, world.clock);
    refresh(forge, 1, world.clock);
    VALID(forge, .trust = &trust, .at = world.clock + HOUR);
    REFUSED(forge, LIMIT, "status", .trust = &trust, .at = world.clock + HOUR + 1);
    forge->bundle.floor_count = 1;
    VALID(forge, .at = world.clock + HOUR + 1);
}

static void several_floors_travel(void **state)
{
    struct forge *forge = *state;
    struct trust trust = world.trust;
    struct arena arena = {0};
    struct buffer text = {0};
    struct bundle read;
    struct error error = {0};

    while (forge->bundle.floor_count < FLOORS_MOST) {
        char from[INSTANT_TEXT];

        instant_format(instant_civil(2026, 1, 2 + (int)forge->bundle.floor_count, 0, 0, 0), from);
        from[10] = '\0';
        adopt(forge, &trust, later_floor(forge, from, NULL, NULL));
    }
    VALID(forge, .trust = &trust);
    bundle_write(&forge->bundle, &text);
    assert_true(bundle_parse(buffer_slice(&text), BUNDLE_WRIT, &arena, &read, &error));
    assert_int_equal(read.floor_count, FLOORS_MOST);
    for (size_t i = 0; i < FLOORS_MOST; i++)
        assert_true(slice_equal(read.floors[i], forge->bundle.floors[i]));
    buffer_free(&text);
    arena_free(&arena);
}

/* [floor] of a trust file: sha256, sha256.2, … without a gap, each once. */
static void a_trust_file_pins_floors_in_order(void **state)
{
#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"
    static const struct {
        const char *lines;
        enum error_code code;
    } cases[] = {
        {"sha256 = " ONE "\n", ERROR_NONE},
        {"sha256 = " ONE "\nsha256.2 = " TWO "\n", ERROR_NONE},
        {"sha256.2 = " TWO "\nsha256 = " ONE "\n", ERROR_NONE},
        {"sha256.2 = " TWO "\n", ERROR_KEY_MISSING},
        {"sha256 = " ONE "\nsha256.3 = " TWO "\n", ERROR_KEY_MISSING},
        {"sha256 = " ONE "\nsha256.2 = " ONE "\n", ERROR_VALUE_TYPE},
        {"sha256 = " ONE "\nsha256.2 = 00\n", ERROR_VALUE_TYPE},
        {"sha256 = " ONE "\nsha256.9 = " TWO "\n", ERROR_KEY_UNKNOWN},
        {"sha256 = " ONE "\nsha256.1 = " TWO "\n", ERROR_KEY_UNKNOWN},
    };
    struct forge *forge = *state;
    const uint8_t *at = memmem(world.provider_trust.data, world.provider_trust.size, "sha256", 6);
    size_t head = (size_t)(at - world.provider_trust.data);
    struct slice rest = slice_from(world.provider_trust, head), line;

    assert_true(slice_line(&rest, &line));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {0};
        struct trust trust;
        struct slice text;

        text = arena_format(&forge->arena, "%.*s%s%.*s", (int)head, world.provider_trust.data,
                            cases[i].lines, SLICE_ARG(rest));
        assert_int_equal(trust_parse(text, &forge->arena, &trust, &error),
                         cases[i].code == ERROR_NONE);
        assert_int_equal(error.code, cases[i].code);
    }
}

static const struct CMUnitTest tests[] = {
    ASKING_TEST(a_tighter_floor_binds_from_its_date),
    ASKING_TEST(a_looser_floor_changes_nothing),
    ASKING_TEST(no_floor_is_left_out_or_added),
    ASKING_TEST(a_floor_does_not_unmake_the_register),
    ASKING_TEST(the_terms_of_a_register_change_with_the_floors),
    ASKING_TEST(freshness_is_the_tightest_floors),
    ASKING_TEST(several_floors_travel),
    ASKING_TEST(a_trust_file_pins_floors_in_order),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, asking_set_up, asking_tear_down);
}
