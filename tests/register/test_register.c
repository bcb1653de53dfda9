/* The register: whose signature is whose, from when, until when. Keys are stubbed. */
#include "test.h"

#include "base/arena.h"
#include "register/register.h"

enum { ENTRIES = 32, DELAY = 48 * HOUR, SKEW = 24 * HOUR };

static const char age_key[] = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
static const char age_other[] = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg";

struct book {
    struct arena arena;
    struct register_terms terms;
    struct filed filed[ENTRIES];
    size_t count;
    instant clock;
    struct digest head;
    int64_t seq;
    instant cosigned; /* of whatever comes; NEVER: no cosignature yet */
    struct state_register folded;
    struct findings findings;
};

static struct ssh_key key_of(const char *name)
{
    struct ssh_key key = {.type = SSH_KEY_ED25519};
    struct digest digest = sha256_of(slice_text(name));

    memcpy(key.public_key, digest.bytes, sizeof key.public_key);
    return key;
}

static const char *key_text(struct book *book, const char *name)
{
    struct ssh_key key = key_of(name);
    struct buffer text = {0};
    struct slice kept;

    ssh_key_format(&key, &text);
    kept = arena_copy(&book->arena, buffer_slice(&text));
    buffer_free(&text);
    return (const char *)kept.data;
}

struct step {
    const char *by, *with, *with2; /* NULL: xa.root-1 and xa.root-2 */
    const char *key, *key2;        /* whose keys sign, in place of theirs */
    const char *chain;
    const struct digest *prev, *seen;
    int64_t seq;
    instant at;
    int64_t late;
    bool unlogged;
};

static struct filed *add(struct book *book, const char *type, struct step step, const char *body)
{
    static const struct act_table *const tables[] = {&register_acts};
    struct filed *filed = &book->filed[book->count++];
    struct digest zero = {{0}};
    struct error error = {0};
    char prev[DIGEST_TEXT], seen[DIGEST_TEXT], at[INSTANT_TEXT];
    const char *by = step.by ? step.by : "xa.root-1", *with = step.with ? step.with : "xa.root-2";
    struct slice text;

    instant_format(step.at ? step.at : book->clock, at);
    digest_write(step.prev ? *step.prev : book->head, prev);
    digest_write(step.seen ? *step.seen : zero, seen);
    text = arena_format(&book->arena,
                        "{\"type\":\"proviso/1 %s\",\"chain\":\"%s\",\"seq\":%lld,\"prev\":\"%s\","
                        "\"seen\":\"%s\",\"by\":\"%s\",\"at\":\"%s\",\"body\":{%s,"
                        "\"with\":[\"%s\"%s%s%s]}}",
                        type, step.chain ? step.chain : "XA-register",
                        (long long)(step.seq ? step.seq : book->seq + 1), prev, seen, by, at, body,
                        with, step.with2 ? ",\"" : "", step.with2 ? step.with2 : "",
                        step.with2 ? "\"" : "");
    *filed = (struct filed){.entry = (int64_t)book->count};
    if (!statement_parse(text, tables, 1, &filed->statement, &error))
        fail_msg("%s %s: %.*s", error.where, error.message, SLICE_ARG(text));
    filed->signatures[0].ssh = key_of(step.key ? step.key : by);
    filed->signatures[1].ssh = key_of(step.key2 ? step.key2 : with);
    filed->signatures[2].ssh = key_of(step.with2 ? step.with2 : "");
    filed->entered = step.unlogged ? NEVER : filed->statement.at + (step.late ? step.late : 60);
    filed->cosigned = step.unlogged ? NEVER : book->cosigned;
    if (statement_moves(&filed->statement) && !step.seq && !step.prev) {
        book->head = filed->statement.hash;
        book->seq++;
    }
    book->clock += 60;
    return filed;
}

#define ADD(book, type, body, ...) add(book, type, (struct step){__VA_ARGS__}, body)

static struct filed *appoint(struct book *book, const char *name, const char *person,
                             const char *key, const char *roles, struct step step)
{
    return add(book, "appointment", step,
               (const char *)arena_format(&book->arena,
                                          "\"official\":\"%s\",\"person\":\"%s\",\"roles\":[%s],"
                                          "\"key\":\"%s\"",
                                          name, person, roles, key_text(book, key))
                   .data);
}

static const char *found_body(struct book *book, const char *one, const char *two,
                              const char *three)
{
    return (const char *)arena_format(
               &book->arena, "\"name\":\"Arcadia\",\"roots\":[\"%s\",\"%s\",\"%s\"]",
               key_text(book, one), key_text(book, two), key_text(book, three))
        .data;
}

static struct filed *found(struct book *book, struct step step)
{
    return add(book, "found", step, found_body(book, "xa.root-1", "xa.root-2", "xa.root-3"));
}

static void fold(struct book *book)
{
    register_free(&book->folded);
    book->findings.count = 0;
    register_fold(&book->terms, book->filed, book->count, &book->folded, &book->findings);
}

static void assert_clean(struct book *book)
{
    fold(book);
    for (size_t i = 0; i < book->findings.count; i++)
        fail_msg("%s %s", finding_name(book->findings.items[i].code),
                 book->findings.items[i].where);
}

/* The last statement is refused for this reason alone; it is taken away again. */
static void assert_refused(struct book *book, enum finding_code code)
{
    struct digest head;
    bool in_chain = book->seq > 0;

    fold(book);
    if (book->findings.count != 1 || book->findings.items[0].code != code)
        fail_msg("%zu findings, the first %s", book->findings.count,
                 book->findings.count ? finding_name(book->findings.items[0].code) : "none");
    head = book->folded.head;
    statement_free(&book->filed[--book->count].statement);
    if (in_chain) {
        book->head = head;
        book->seq = book->folded.seq;
    }
}

static const struct official *signer(struct book *book, const char *name, const char *key,
                                     instant when, enum role role, enum finding_code *code)
{
    struct signature made = {.ssh = key_of(key)};
    struct findings findings = {.count = 0};
    const struct official *official =
        register_signer(&book->folded, slice_text(name), &made, when, 1u << role, "", &findings);

    *code = findings.count ? findings.items[0].code : FINDING_COUNT;
    return official;
}

static int setup(void **state)
{
    struct book *book = calloc(1, sizeof *book);

    memcpy(book->terms.state, "XA", 3);
    for (int i = 0; i < ROOT_COUNT; i++) {
        char name[16];

        snprintf(name, sizeof name, "xa.root-%d", i + 1);
        book->terms.roots[i] = key_of(name);
    }
    book->terms.delay = DELAY;
    book->terms.skew = SKEW;
    book->clock = instant_civil(2026, 6, 1, 8, 0, 0);
    book->cosigned = NEVER;
    *state = book;
    return 0;
}

static int teardown(void **state)
{
    struct book *book = *state;

    register_free(&book->folded);
    for (size_t i = 0; i < book->count; i++)
        statement_free(&book->filed[i].statement);
    arena_free(&book->arena);
    free(book);
    return 0;
}

/* found, a court with one judge, a filter office with a recipient: cosigned an hour later. */
static void start(struct book *book)
{
    book->cosigned = book->clock + HOUR;
    found(book, (struct step){0});
    ADD(book, "office", "\"office\":\"xa.court-1\",\"roles\":[\"judge\",\"clerk\"]");
    ADD(book, "office", "\"office\":\"xa.filter\",\"roles\":[\"filter\"]");
    appoint(book, "xa.court-1.o1", "xa.p1", "k1", "\"judge\"", (struct step){0});
    ADD(book, "recipient",
        (const char *)arena_format(&book->arena, "\"recipient\":\"xa.filter.r1\",\"age\":\"%s\"",
                                   age_key)
            .data);
    book->clock += 10 * DAY;
    book->cosigned = book->clock + HOUR;
}

static void founding(void **state)
{
    struct book *book = *state;
    enum finding_code code;

    start(book);
    assert_clean(book);
    assert_true(slice_is(book->folded.title, "Arcadia"));
    assert_int_equal(book->folded.seq, 5);
    assert_int_equal(book->folded.official_count, 1);
    assert_non_null(signer(book, "xa.court-1.o1", "k1", book->filed[3].entered, ROLE_JUDGE, &code));
    assert_null(signer(book, "xa.court-1.o1", "k1", book->filed[3].entered - 1, ROLE_JUDGE, &code));
    assert_int_equal(code, FINDING_SIGNER_NOT_YET);
    assert_null(signer(book, "xa.court-1.o1", "k2", book->clock, ROLE_JUDGE, &code));
    assert_int_equal(code, FINDING_SIGNER_KEY);
    assert_null(signer(book, "xa.court-1.o1", "k1", book->clock, ROLE_CLERK, &code));
    assert_int_equal(code, FINDING_SIGNER_ROLE);
    assert_null(signer(book, "xa.court-1.o2", "k1", book->clock, ROLE_JUDGE, &code));
    assert_int_equal(code, FINDING_SIGNER_UNKNOWN);
    assert_null(signer(book, "xa.root-1", "xa.root-1", book->clock, ROLE_ROOT, &code));
    assert_int_equal(code, FINDING_SIGNER_UNKNOWN);
}

static void roots(void **state)
{
    static const char body[] = "\"office\":\"xa.court-2\",\"roles\":[\"judge\"]";
    struct book *book = *state;

    start(book);
    ADD(book, "office", body, .by = "xa.root-3", .with = "xa.root-1");
    assert_clean(book);
    statement_free(&book->filed[--book->count].statement);
    fold(book);
    book->head = book->folded.head;
    book->seq = book->folded.seq;
    ADD(book, "office", body, .with2 = "xa.root-3");
    assert_clean(book);
    statement_free(&book->filed[--book->count].statement);
    fold(book);
    book->head = book->folded.head;
    book->seq = book->folded.seq;
    /* One root twice: under its own name it does not parse (test_statement); under another's it has
     * the wrong key. */
    ADD(book, "office", body, .key2 = "xa.root-1");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .key = "xa.root-2", .key2 = "xa.root-1");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .key = "a stranger");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .with = "xa.root-4");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .with = "xb.root-2");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .with = "xa.court-1.o1", .key2 = "k1");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .with2 = "xa.root-9");
    assert_refused(book, FINDING_ROOTS_MISSING);
    ADD(book, "office", body, .by = "xb.root-1", .with = "xb.root-2", .key = "xa.root-1",
        .key2 = "xa.root-2");
    assert_refused(book, FINDING_SIGNER_STATE);
    ADD(book, "office", body, .chain = "XB-register");
    assert_refused(book, FINDING_CHAIN_BROKEN);
}

static void foreign_roots_found(void **state)
{
    struct book *book = *state;

    add(book, "found", (struct step){0}, found_body(book, "xa.root-1", "xa.root-2", "a stranger"));
    assert_refused(book, FINDING_ROOTS_MISSING);
    book->seq = 0;
    book->head = (struct digest){{0}};
    add(book, "found", (struct step){0}, found_body(book, "xa.root-2", "xa.root-1", "xa.root-3"));
    assert_refused(book, FINDING_ROOTS_MISSING);
    book->seq = 0;
    book->head = (struct digest){{0}};
    ADD(book, "office", "\"office\":\"xa.court-1\",\"roles\":[\"judge\"]");
    assert_refused(book, FINDING_ROOTS_MISSING);
    book->seq = 0;
    book->head = (struct digest){{0}};
    start(book);
    found(book, (struct step){0});
    assert_refused(book, FINDING_ACT_REPEATED);
}

/* The register's small ledger also holds the State's rules: they are not for this fold. */
static void other_vocabulary(void **state)
{
    static const struct act acts[8] = {{.type = "rulebook"}};
    struct book *book = *state;

    start(book);
    book->filed[1].statement.act = &acts[7];
    book->filed[1].statement.number = 7;
    fold(book);
    assert_true(findings_have(&book->findings, FINDING_CHAIN_BROKEN));
    assert_int_equal(book->folded.seq, 1);
}

static void revocation(void **state)
{
    struct book *book = *state;
    enum finding_code code;
    struct filed *filed;
    const struct official *official;

    start(book);
    filed = ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"left\"");
    assert_clean(book);
    assert_int_equal(book->folded.seq, 5); /* it never moves the head */
    assert_non_null(
        signer(book, "xa.court-1.o1", "k1", filed->statement.at - 1, ROLE_JUDGE, &code));
    assert_null(signer(book, "xa.court-1.o1", "k1", filed->statement.at, ROLE_JUDGE, &code));
    assert_int_equal(code, FINDING_SIGNER_REVOKED);
    official = register_official(&book->folded, SLICE("xa.court-1.o1"));
    assert_int_equal(official->until, filed->statement.at);
    assert_int_equal(official->ended, filed->cosigned);
    /* By hand, with an earlier `at`, it counts from there; a later one changes nothing. */
    filed = ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"theft\"",
                .unlogged = true, .at = filed->statement.at - 3 * DAY);
    ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"again\"");
    assert_clean(book);
    official = register_official(&book->folded, SLICE("xa.court-1.o1"));
    assert_int_equal(official->until, filed->statement.at);
    ADD(book, "revocation", "\"subject\":\"xa.filter.r1\",\"reason\":\"lost\"", .seq = 77);
    assert_clean(book);
    assert_true(register_recipient(&book->folded, SLICE("xa.filter.r1"))->until < FOREVER);
    ADD(book, "revocation", "\"subject\":\"xa.court-1.o9\",\"reason\":\"nobody\"");
    assert_refused(book, FINDING_SIGNER_UNKNOWN);
    ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"one root\"",
        .key2 = "xa.root-1");
    assert_refused(book, FINDING_ROOTS_MISSING);
}

/* An operator who logs a revocation late does not undo it: it counts from its `at`. */
static void revocation_logged_late(void **state)
{
    struct book *book = *state;
    struct filed *filed;

    start(book);
    filed = ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"left\"",
                .late = 30 * DAY);
    assert_clean(book);
    assert_int_equal(register_official(&book->folded, SLICE("xa.court-1.o1"))->until,
                     filed->statement.at);
}

/* What a court has suspended cannot be lifted by revoking the judge as of last week. */
static void revocation_dated_back(void **state)
{
    struct book *book = *state;
    struct signature key = {.ssh = key_of("k1")};
    struct findings findings = {.count = 0};
    struct filed *filed;
    enum finding_code code;
    instant before;

    start(book);
    filed = ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"left\"",
                .at = book->clock - 5 * DAY, .late = 5 * DAY);
    assert_clean(book);
    before = filed->entered - DAY;
    assert_null(signer(book, "xa.court-1.o1", "k1", before, ROLE_JUDGE, &code));
    assert_non_null(register_restrainer(&book->folded, SLICE("xa.court-1.o1"), &key, before,
                                        1u << ROLE_JUDGE, "", &findings));
    assert_null(register_restrainer(&book->folded, SLICE("xa.court-1.o1"), &key, filed_legal(filed),
                                    1u << ROLE_JUDGE, "", &findings));
    assert_true(findings_have(&findings, FINDING_SIGNER_REVOKED));
    assert_null(register_restrainer(&book->folded, SLICE("xa.court-1.o1"), &key, before,
                                    1u << ROLE_CLERK, "", &findings));
}

static void delay(void **state)
{
    struct book *book = *state;
    struct filed *filed;
    enum finding_code code;
    instant from;

    start(book);
    filed = appoint(book, "xa.court-1.o2", "xa.p2", "k2", "\"judge\"", (struct step){0});
    assert_clean(book);
    from = filed->cosigned + DELAY;
    assert_null(signer(book, "xa.court-1.o2", "k2", from - 1, ROLE_JUDGE, &code));
    assert_int_equal(code, FINDING_SIGNER_NOT_YET);
    assert_non_null(signer(book, "xa.court-1.o2", "k2", from, ROLE_JUDGE, &code));
    /* Not cosigned yet: provisionally from the entry, and the delay all the same. */
    filed->cosigned = NEVER;
    assert_clean(book);
    assert_int_equal(register_official(&book->folded, SLICE("xa.court-1.o2"))->from,
                     filed->entered + DELAY);
}

/* A first cosignature that comes later than the delay founds nobody at once. */
static void late_first_cosignature(void **state)
{
    struct book *book = *state;

    start(book);
    for (size_t i = 0; i < book->count; i++)
        book->filed[i].cosigned = book->filed[0].entered + DELAY;
    assert_clean(book);
    assert_int_equal(register_official(&book->folded, SLICE("xa.court-1.o1"))->from,
                     book->filed[3].entered);
    for (size_t i = 0; i < book->count; i++)
        book->filed[i].cosigned = book->filed[0].entered + DELAY + 1;
    assert_clean(book);
    assert_int_equal(register_official(&book->folded, SLICE("xa.court-1.o1"))->from,
                     book->filed[3].cosigned + DELAY);
}

/* Logged after the first cosignature: not among the founding ones, however near. */
static void after_the_first_cosignature(void **state)
{
    struct book *book = *state;

    start(book);
    book->filed[3].cosigned = book->filed[0].cosigned + 1;
    assert_clean(book);
    assert_int_equal(register_official(&book->folded, SLICE("xa.court-1.o1"))->from,
                     book->filed[3].cosigned + DELAY);
    book->filed[3].cosigned = NEVER;
    assert_clean(book);
    assert_int_equal(register_official(&book->folded, SLICE("xa.court-1.o1"))->from,
                     book->filed[3].entered + DELAY);
}

static void keys(void **state)
{
    struct book *book = *state;

    start(book);
    appoint(book, "xa.court-1.o2", "xa.p2", "k1", "\"judge\"", (struct step){0});
    assert_refused(book, FINDING_KEY_SHARED);
    appoint(book, "xa.court-1.o2", "xa.p2", "xa.root-3", "\"judge\"", (struct step){0});
    assert_refused(book, FINDING_KEY_SHARED);
    appoint(book, "xa.court-1.o2", "xa.p1", "k1", "\"clerk\"", (struct step){0});
    assert_clean(book);
    /* A person's key stays theirs after they have left. */
    ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"left\"");
    ADD(book, "revocation", "\"subject\":\"xa.court-1.o2\",\"reason\":\"left\"");
    assert_clean(book);
    appoint(book, "xa.court-1.o3", "xa.p3", "k1", "\"judge\"", (struct step){0});
    assert_refused(book, FINDING_KEY_SHARED);
}

static void names(void **state)
{
    struct book *book = *state;

    start(book);
    ADD(book, "revocation", "\"subject\":\"xa.court-1.o1\",\"reason\":\"left\"");
    appoint(book, "xa.court-1.o1", "xa.p1", "k9", "\"judge\"", (struct step){0});
    assert_refused(book, FINDING_ACT_REPEATED);
    ADD(book, "office", "\"office\":\"xa.court-1\",\"roles\":[\"judge\"]");
    assert_refused(book, FINDING_ACT_REPEATED);
    ADD(book, "office", "\"office\":\"xa.court-1.o1\",\"roles\":[\"judge\"]");
    assert_refused(book, FINDING_ACT_REPEATED);
    ADD(book, "office", "\"office\":\"xa.root-1\",\"roles\":[\"judge\"]");
    assert_refused(book, FINDING_ACT_REPEATED);
    ADD(book, "office", "\"office\":\"xb.court-1\",\"roles\":[\"judge\"]");
    assert_refused(book, FINDING_SIGNER_STATE);
    ADD(book, "office", "\"office\":\"xa.court-9\",\"roles\":[\"judge\",\"root\"]");
    assert_refused(book, FINDING_SIGNER_ROLE);
    appoint(book, "xa.court-7.o1", "xa.p7", "k7", "\"judge\"", (struct step){0});
    assert_refused(book, FINDING_SIGNER_UNKNOWN);
    appoint(book, "xa.court-1.o7", "xa.p7", "k7", "\"judge\",\"filter\"", (struct step){0});
    assert_refused(book, FINDING_SIGNER_ROLE);
    appoint(book, "xa.court-1.o7", "xa.p7", "k7", "\"root\"", (struct step){0});
    assert_refused(book, FINDING_SIGNER_ROLE);
    appoint(book, "xa.filter.r1", "xa.p7", "k7", "\"filter\"", (struct step){0});
    assert_refused(book, FINDING_ACT_REPEATED);
}

static void recipients(void **state)
{
    struct book *book = *state;
    const char *form = "\"recipient\":\"%s\",\"age\":\"%s\"";

#define RECIPIENT(name, age)                                                                       \
    ADD(book, "recipient", (const char *)arena_format(&book->arena, form, name, age).data)
    start(book);
    RECIPIENT("xa.court-1.r1", age_key);
    assert_refused(book, FINDING_KEY_SHARED);
    RECIPIENT("xa.court-9.r1", age_other);
    assert_refused(book, FINDING_SIGNER_UNKNOWN);
    RECIPIENT("xa.filter.r1", age_other);
    assert_refused(book, FINDING_ACT_REPEATED);
    RECIPIENT("xa.court-1.r1", age_other);
    assert_clean(book);
    assert_int_equal(register_recipient(&book->folded, SLICE("xa.court-1.r1"))->from,
                     book->filed[book->count - 1].cosigned + DELAY);
}

static void time_of_entry(void **state)
{
    static const char body[] = "\"office\":\"xa.court-2\",\"roles\":[\"judge\"]";
    struct book *book = *state;

    start(book);
    ADD(book, "office", body, .late = SKEW + 1);
    assert_refused(book, FINDING_TIME_SKEWED);
    ADD(book, "office", body, .late = -SKEW - 1);
    assert_refused(book, FINDING_TIME_SKEWED);
    ADD(book, "office", body, .unlogged = true);
    assert_refused(book, FINDING_NOT_LOGGED);
    ADD(book, "office", body, .late = SKEW);
    assert_clean(book);
}

static void chain(void **state)
{
    static const char body[] = "\"office\":\"xa.court-2\",\"roles\":[\"judge\"]";
    struct book *book = *state;
    struct filed entries[ENTRIES];
    struct digest other = sha256_of(SLICE("other"));

    start(book);
    ADD(book, "office", body, .seq = 7);
    assert_refused(book, FINDING_CHAIN_BROKEN);
    ADD(book, "office", body, .seq = 5);
    assert_refused(book, FINDING_CHAIN_BROKEN);
    ADD(book, "office", body, .prev = &other);
    assert_refused(book, FINDING_CHAIN_BROKEN);
    ADD(book, "office", body, .seen = &other);
    assert_refused(book, FINDING_SEEN_UNKNOWN);
    /* Any one entry left out is noticed, but for the last: that is the checkpoint's to show. */
    memcpy(entries, book->filed, sizeof entries);
    for (size_t left = 0; left + 1 < book->count; left++) {
        struct state_register folded;
        struct findings findings = {.count = 0};

        memmove(entries + left, book->filed + left + 1, (book->count - left - 1) * sizeof *entries);
        register_fold(&book->terms, entries, book->count - 1, &folded, &findings);
        assert_false(findings_permit(&findings));
        assert_int_equal(folded.seq, (int64_t)left);
        register_free(&folded);
        memcpy(entries, book->filed, sizeof entries);
    }
}

static void check(void **state)
{
    struct book *book = *state;
    struct findings findings = {.count = 0};
    struct filed next;

    start(book);
    next = *appoint(book, "xa.court-1.o2", "xa.p2", "k2", "\"judge\"", (struct step){0});
    register_check(&book->terms, book->filed, book->count - 1, &next, &findings);
    assert_int_equal(findings.count, 0);
    register_check(&book->terms, book->filed, book->count, &next, &findings);
    assert_true(findings_have(&findings, FINDING_CHAIN_BROKEN));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(founding),
        TEST(roots),
        TEST(foreign_roots_found),
        TEST(other_vocabulary),
        TEST(revocation),
        TEST(revocation_logged_late),
        TEST(revocation_dated_back),
        TEST(delay),
        TEST(late_first_cosignature),
        TEST(after_the_first_cosignature),
        TEST(keys),
        TEST(names),
        TEST(recipients),
        TEST(time_of_entry),
        TEST(chain),
        TEST(check),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
