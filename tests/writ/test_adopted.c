/* What a State made its law, as a hostile one would show it: rulebooks, registers of offences. */
#include "writ/asking.h"

/* ---- rulebooks ---- */

static struct slice replaced(struct forge *forge, struct slice text, const char *old,
                             const char *with)
{
    const uint8_t *at = memmem(text.data, text.size, old, strlen(old));
    struct slice head;

    assert_non_null(at);
    head = slice_part(text, 0, (size_t)(at - text.data));
    return arena_format(&forge->arena, "%.*s%s%.*s", SLICE_ARG(head), with,
                        SLICE_ARG(slice_from(text, head.size + strlen(old))));
}

/* XA's roots make a text law, in an entry of `entered`; `whose` offences, NULL: a rulebook. */
static void adopt(struct forge *forge, const char *whose, struct slice text, instant entered,
                  instant cosigned)
{
    struct shown_state *shown = &forge->bundle.states[0];
    struct forge_cut cuts[] = {{shown->entry_count, last_cosigned - HOUR}, {0, cosigned}};
    struct slice body;
    char hex[DIGEST_TEXT];

    digest_write(sha256_of(text), hex);
    if (whose)
        body = arena_format(&forge->arena,
                            "{\"offences\":\"%s\",\"register\":\"%s\",\"with\":[\"xa.root-2\"]}",
                            hex, whose);
    else
        body = arena_format(&forge->arena, "{\"rulebook\":\"%s\",\"with\":[\"xa.root-2\"]}", hex);
    forge_register_act(forge, 0, "XA-rules", whose ? "offences" : "rulebook",
                       (const char *)body.data, entered, entered);
    if (whose)
        shown->offences[shown->offence_count++] = text;
    else
        shown->rulebooks[shown->rulebook_count++] = text;
    forge_register(forge, 0, cuts, 2);
}

static void a_rulebook_that_loosens(void **state)
{
    struct forge *forge = *state;
    struct slice text = forge->bundle.states[0].rulebooks[0];

    text = replaced(forge, text, "from = 2026-01-01", "from = 2026-11-22");
    adopt(forge, NULL, replaced(forge, text, "penalty = 5 years", "penalty = 1 years"), world.clock,
          world.clock);
    REFUSED(forge, RULEBOOK_LOOSENS, "XA rulebook");
}

/* A rulebook that states an earlier date than that of its adoption counts from its adoption. */
static void a_rulebook_that_is_back_dated(void **state)
{
    struct forge *forge = *state;
    struct slice text = forge->bundle.states[0].rulebooks[0];
    struct writ_answer *answer;

    adopt(forge, NULL, replaced(forge, text, "from = 2026-01-01", "from = 2026-02-01"), world.clock,
          world.clock);
    answer = ask(forge, (struct question){0});
    assert_int_equal(answer->states[0].book_count, 2);
    assert_true(answer->states[0].books[1].from == world.clock);
    forget(answer);
    VALID(forge);
    forge->bundle.states[0].rulebook_count--;
    REFUSED(forge, RULEBOOK_MISSING, "XA rulebook");
}

/* ---- registers of offences ---- */

enum { OWN, TREATY }; /* as the world adopts them */

static struct slice dated(struct forge *forge, int which, const char *from)
{
    struct slice text = forge->bundle.states[0].offences[which];

    return replaced(forge, text, which == OWN ? "from = 2026-01-01" : "from = 2004-07-01",
                    (const char *)arena_format(&forge->arena, "from = %s", from).data);
}

static void what_was_adopted_governs(void **state)
{
    struct forge *forge = *state;
    struct writ_answer *answer = ask(forge, (struct question){0});

    for (size_t i = 0; i < 2; i++) {
        const struct verified_state *verified = &answer->states[i];

        assert_int_equal(verified->offence_count, 2);
        assert_true(slice_is(verified->offences[OWN].offences->state, verified->pins->state));
        assert_true(slice_is(verified->offences[TREATY].offences->state, "treaty"));
        for (size_t j = 0; j < 2; j++) {
            /* From the cosignature, years after the date that the texts state. */
            assert_true(verified->offences[j].from > verified->offences[j].offences->from);
            assert_true(verified->offences[j].from < last_cosigned);
            assert_true(verified->offences[j].offences->count > 0);
        }
    }
    forget(answer);
}

/* No register governs before its adoption was logged and cosigned, whatever date it states. */
static void offences_that_are_back_dated(void **state)
{
    struct forge *forge = *state;
    struct writ_answer *answer;
    const struct adopted_offences *last;

    adopt(forge, "XA", dated(forge, OWN, "2026-02-01"), world.clock - 60, world.clock);
    answer = ask(forge, (struct question){0});
    assert_int_equal(answer->states[0].offence_count, 3);
    last = &answer->states[0].offences[2];
    assert_true(last->from == world.clock);
    assert_true(last->offences->from < world.clock - 30 * DAY);
    forget(answer);
    VALID(forge);
    forge->bundle.states[0].offence_count--;
    REFUSED(forge, OFFENCES_MISSING, "XA offences XA");
}

/* What is adopted ahead of its date stands behind what governs before, however late that came. */
static void offences_ahead_of_their_date(void **state)
{
    struct forge *forge = *state;
    struct writ_answer *answer;
    const struct adopted_offences *items;

    adopt(forge, "XA", dated(forge, OWN, "2027-01-01"), world.clock - 60, world.clock);
    adopt(forge, "treaty", dated(forge, TREATY, "2026-06-01"), world.clock, world.clock);
    answer = ask(forge, (struct question){0});
    assert_int_equal(answer->states[0].offence_count, 4);
    items = answer->states[0].offences;
    for (size_t i = 1; i < 4; i++)
        assert_true(items[i - 1].from <= items[i].from);
    assert_true(slice_is(items[2].offences->state, "treaty"));
    assert_true(slice_is(items[3].offences->state, "XA"));
    assert_true(items[3].from == items[3].offences->from);
    forget(answer);
    VALID(forge);
}

static void offences_altered_left_out_and_swapped(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];
    struct slice own = shown->offences[OWN], treaty = shown->offences[TREATY];
    struct slice foreign = forge->bundle.states[1].offences[OWN];

    shown->offences[OWN] = replaced(forge, own, "penalty = 2 years", "penalty = 9 years");
    REFUSED(forge, OFFENCES_MISSING, "XA offences XA");
    shown->offences[OWN] = foreign;
    REFUSED(forge, OFFENCES_MISSING, "XA offences XA");
    shown->offences[OWN] = treaty;
    REFUSED(forge, OFFENCES_MISSING, "XA offences XA");
    shown->offences[TREATY] = own;
    VALID(forge); /* by their hashes, in whatever order */
    shown->offences[2] = foreign;
    shown->offence_count = 3;
    VALID(forge); /* what nobody adopted is nobody's law */
    shown->offence_count = 1;
    REFUSED(forge, OFFENCES_MISSING, "XA offences XA");
    shown->offence_count = 0;
    REFUSED(forge, OFFENCES_MISSING, "XA offences XA");
    REFUSED(forge, OFFENCES_MISSING, "XA offences treaty");
}

static void offences_among_the_rulebooks(void **state)
{
    struct forge *forge = *state;
    struct shown_state *shown = &forge->bundle.states[0];

    shown->rulebooks[shown->rulebook_count++] = shown->offences[TREATY];
    shown->offence_count = 1;
    REFUSED(forge, OFFENCES_MISSING, "XA offences treaty");
}

/* The roots sign whatever they like: another State's law does not become theirs. */
static void offences_of_another(void **state)
{
    struct forge *forge = *state;
    struct slice foreign = forge->bundle.states[1].offences[OWN];

    adopt(forge, "XB", foreign, world.clock, world.clock);
    REFUSED(forge, OFFENCES_BAD, "XA 4 offences");
}

static void offences_of_another_as_its_own(void **state)
{
    struct forge *forge = *state;

    adopt(forge, "XA",
          replaced(forge, forge->bundle.states[1].offences[OWN], "from = 2026-01-01",
                   "from = 2026-11-01"),
          world.clock, world.clock);
    REFUSED(forge, OFFENCES_BAD, "XA offences XA");
}

static void own_offences_as_a_treatys(void **state)
{
    struct forge *forge = *state;

    adopt(forge, "treaty", dated(forge, OWN, "2026-11-01"), world.clock, world.clock);
    REFUSED(forge, OFFENCES_BAD, "XA offences treaty");
}

static void offences_dated_before_the_last(void **state)
{
    struct forge *forge = *state;

    adopt(forge, "XA", replaced(forge, dated(forge, OWN, "2026-01-01"), "title = ", "title = The "),
          world.clock, world.clock);
    REFUSED(forge, OFFENCES_BAD, "XA offences XA");
}

static void offences_that_cannot_be_read(void **state)
{
    struct forge *forge = *state;

    adopt(forge, "XA", replaced(forge, dated(forge, OWN, "2026-11-01"), "act = ", "acts = "),
          world.clock, world.clock);
    REFUSED(forge, OFFENCES_BAD, "XA offences XA");
}

static void offences_that_are_too_large(void **state)
{
    struct forge *forge = *state;
    struct slice text = dated(forge, OWN, "2026-11-01");
    struct buffer long_text = {0};

    buffer_append(&long_text, text);
    while (long_text.size <= LINES_BYTES)
        buffer_text(&long_text, "# and so on, and so on, and so on, and so on, and so on\n");
    adopt(forge, "XA", arena_copy(&forge->arena, buffer_slice(&long_text)), world.clock,
          world.clock);
    buffer_free(&long_text);
    REFUSED(forge, OFFENCES_BAD, "XA offences XA");
}

static const struct CMUnitTest tests[] = {
    ASKING_TEST(a_rulebook_that_loosens),        ASKING_TEST(a_rulebook_that_is_back_dated),
    ASKING_TEST(what_was_adopted_governs),       ASKING_TEST(offences_that_are_back_dated),
    ASKING_TEST(offences_ahead_of_their_date),   ASKING_TEST(offences_altered_left_out_and_swapped),
    ASKING_TEST(offences_among_the_rulebooks),   ASKING_TEST(offences_of_another),
    ASKING_TEST(offences_of_another_as_its_own), ASKING_TEST(own_offences_as_a_treatys),
    ASKING_TEST(offences_dated_before_the_last), ASKING_TEST(offences_that_cannot_be_read),
    ASKING_TEST(offences_that_are_too_large),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, asking_set_up, asking_tear_down);
}
