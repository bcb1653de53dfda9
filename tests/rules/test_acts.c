/* The fold of a State's rules: what its roots made law, in order, and what is left out. Keys are
 * stubbed. */
#include "test.h"

#include "base/arena.h"
#include "rules/acts.h"

enum { ENTRIES = RULES_ADOPTIONS + 2, SKEW = 24 * HOUR };

struct chain {
    struct arena arena;
    struct register_terms terms;
    struct filed filed[ENTRIES];
    size_t count;
    instant clock;
    struct digest head;
    int64_t seq;
    struct adoptions folded;
    struct findings findings;
};

static struct ssh_key key_of(const char *name)
{
    struct ssh_key key = {.type = SSH_KEY_ED25519};
    struct digest digest = sha256_of(slice_text(name));

    memcpy(key.public_key, digest.bytes, sizeof key.public_key);
    return key;
}

static int set_up(void **state)
{
    struct chain *chain = calloc(1, sizeof *chain);
    struct error error = {0};

    chain->terms = (struct register_terms){
        .state = "XA",
        .roots = {key_of("xa.root-1"), key_of("xa.root-2"), key_of("xa.root-3")},
        .delay = 48 * HOUR,
        .skew = SKEW,
    };
    assert_true(instant_parse(SLICE("2026-11-22T10:00:00Z"), &chain->clock, &error));
    *state = chain;
    return 0;
}

static int tear_down(void **state)
{
    struct chain *chain = *state;

    for (size_t i = 0; i < chain->count; i++)
        statement_free(&chain->filed[i].statement);
    adoptions_free(&chain->folded);
    arena_free(&chain->arena);
    free(chain);
    return 0;
}

/* Adopts the text of that name a minute after the last; `whose` offences, NULL: a rulebook. */
static struct filed *add(struct chain *chain, const char *whose, const char *text)
{
    static const struct act_table *const tables[] = {&rules_acts};
    struct filed *filed = &chain->filed[chain->count++];
    struct error error = {0};
    char hex[DIGEST_TEXT], prev[DIGEST_TEXT], at[INSTANT_TEXT];
    struct slice body, payload;

    digest_write(sha256_of(slice_text(text)), hex);
    if (whose)
        body = arena_format(&chain->arena, "\"offences\":\"%s\",\"register\":\"%s\"", hex, whose);
    else
        body = arena_format(&chain->arena, "\"rulebook\":\"%s\"", hex);
    payload = arena_format(
        &chain->arena,
        "{\"type\":\"proviso/1 %s\",\"chain\":\"XA-rules\",\"seq\":%lld,\"prev\":\"%s\","
        "\"seen\":\"%064d\",\"by\":\"xa.root-1\",\"at\":\"%s\",\"body\":{%.*s,"
        "\"with\":[\"xa.root-2\"]}}",
        whose ? "offences" : "rulebook", (long long)chain->seq + 1, digest_write(chain->head, prev),
        0, instant_format(chain->clock, at), SLICE_ARG(body));
    *filed =
        (struct filed){.entry = (int64_t)chain->count, .entered = chain->clock, .cosigned = NEVER};
    if (!statement_parse(payload, tables, 1, &filed->statement, &error))
        fail_msg("%s %s", error.where, error.message);
    filed->signatures[0].ssh = key_of("xa.root-1");
    filed->signatures[1].ssh = key_of("xa.root-2");
    chain->head = filed->statement.hash;
    chain->seq++;
    chain->clock += 60;
    return filed;
}

static void fold(struct chain *chain)
{
    adoptions_free(&chain->folded);
    chain->findings.count = 0;
    rules_fold(&chain->terms, chain->filed, chain->count, &chain->folded, &chain->findings);
}

/* The last one is left out, for this alone. */
static void assert_left_out(struct chain *chain, enum finding_code code)
{
    fold(chain);
    assert_int_equal(chain->findings.count, 1);
    assert_string_equal(finding_name(chain->findings.items[0].code), finding_name(code));
    assert_int_equal(chain->folded.count, chain->count - 1);
}

static void in_their_order(void **state)
{
    static const char *const whose[] = {NULL, "XA", "treaty", NULL, "XA"};
    static const char *const texts[] = {"one", "two", "three", "four", "five"};
    struct chain *chain = *state;

    for (size_t i = 0; i < 5; i++)
        add(chain, whose[i], texts[i]);
    fold(chain);
    assert_int_equal(chain->findings.count, 0);
    assert_int_equal(chain->folded.count, 5);
    assert_int_equal(chain->folded.seq, 5);
    assert_true(digest_equal(chain->folded.head, chain->head));
    for (size_t i = 0; i < 5; i++) {
        const struct adopted *adopted = &chain->folded.items[i];

        assert_int_equal(adopted->act, whose[i] ? RULES_OFFENCES : RULES_RULEBOOK);
        assert_string_equal(adopted->whose, whose[i] ? whose[i] : "XA");
        assert_true(digest_equal(adopted->text, sha256_of(slice_text(texts[i]))));
        assert_true(digest_equal(adopted->statement, chain->filed[i].statement.hash));
        assert_true(adopted->legal == chain->filed[i].entered);
    }
}

/* A cosignature counts; where only an earlier one has it yet, what follows is not older. */
static void legal_times_never_fall(void **state)
{
    struct chain *chain = *state;

    add(chain, "XA", "one")->cosigned = chain->clock + HOUR;
    add(chain, "XA", "two");
    add(chain, "XA", "three")->cosigned = chain->clock + 2 * HOUR;
    fold(chain);
    assert_int_equal(chain->findings.count, 0);
    assert_true(chain->folded.items[0].legal == chain->filed[0].cosigned);
    assert_true(chain->folded.items[1].legal == chain->filed[0].cosigned);
    assert_true(chain->folded.items[2].legal == chain->filed[2].cosigned);
}

static void whose_offences(void **state)
{
    static const char *const others[] = {"XB",      "xa",        "Treaty",
                                         "treaty ", "XA treaty", "a name that is longer than any"};
    struct chain *chain = *state;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        add(chain, "XA", "one");
        add(chain, others[i], "two");
        assert_left_out(chain, FINDING_OFFENCES_BAD);
        assert_true(slice_is(chain->findings.items[0].value.text, others[i]));
        for (; chain->count; chain->count--)
            statement_free(&chain->filed[chain->count - 1].statement);
        chain->seq = 0;
        chain->head = (struct digest){{0}};
    }
}

static void who_signs(void **state)
{
    struct chain *chain = *state;
    struct filed *last;

    add(chain, "XA", "one");
    last = add(chain, "XA", "two");
    last->signatures[1].ssh = key_of("xa.court-1.o3");
    assert_left_out(chain, FINDING_ROOTS_MISSING);
    last->signatures[1].ssh = key_of("xa.root-1");
    assert_left_out(chain, FINDING_ROOTS_MISSING);
    last->signatures[1].ssh = key_of("xa.root-2");
    last->entered = NEVER;
    assert_left_out(chain, FINDING_NOT_LOGGED);
    last->entered = last->statement.at + SKEW + 1;
    assert_left_out(chain, FINDING_TIME_SKEWED);
    last->entered = last->statement.at + SKEW;
    fold(chain);
    assert_int_equal(chain->findings.count, 0);
}

/* An adoption that is left out, doubled or put before another. */
static void the_chain(void **state)
{
    struct chain *chain = *state;
    struct filed kept;

    add(chain, "XA", "one");
    add(chain, NULL, "two");
    add(chain, "treaty", "three");
    kept = chain->filed[1];
    chain->filed[1] = chain->filed[2];
    chain->filed[2] = kept;
    fold(chain);
    assert_int_equal(chain->folded.count, 2);
    assert_true(findings_have(&chain->findings, FINDING_CHAIN_BROKEN));
    chain->filed[2] = chain->filed[1];
    chain->filed[1] = kept;
    fold(chain);
    assert_int_equal(chain->folded.count, 3);
    kept = chain->filed[2];
    chain->filed[2] = chain->filed[1];
    assert_left_out(chain, FINDING_CHAIN_BROKEN);
    chain->filed[2] = kept;
}

static void too_many(void **state)
{
    struct chain *chain = *state;

    for (int i = 0; i < RULES_ADOPTIONS; i++)
        add(chain, i % 2 ? "XA" : NULL, "one");
    fold(chain);
    assert_int_equal(chain->findings.count, 0);
    assert_int_equal(chain->folded.count, RULES_ADOPTIONS);
    add(chain, "XA", "one");
    assert_left_out(chain, FINDING_TOO_MANY);
}

static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    TEST(in_their_order), TEST(legal_times_never_fall),
    TEST(whose_offences), TEST(who_signs),
    TEST(the_chain),      TEST(too_many),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
