/* Splitting an investigation into many matters: the node counts them together, whatever they are
 * called, whoever hands them in, in whatever order and after whatever crash. */
#include "test.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "node/record.h"
#include "node/rows.h"
#include "node/world.h"
#include "store/relations.h"
#include "store/statements.h"

static const char applicants[] = "xa.cybercrime-1.o1 xa.prosecution-1.o2";

static const char *chain_of(struct world *world, unsigned number)
{
    return (const char *)arena_format(&world->arena, "XA-2026-%06u", number).data;
}

/* The application of matter `number`, signed by `signers`, with texts of its own; whom it reaches is as
 * in the story where `reach` says nothing else. */
static struct slice application_by(struct world *world, unsigned number, const char *signers,
                                   struct world_reach reach)
{
    struct node_heads heads = {.seq = 1};
    struct slice all = slice_text(signers);
    struct slice by = slice_part(all, 0, slice_find(all, 0, ' '));

    if (!reach.name)
        reach.name = "XA-C-4";
    if (!reach.person)
        reach.person = "P-1";
    if (!reach.account)
        reach.account = "kim@mailhaus.example";
    world->texts.count = 0;
    return world_envelope(world, "application", chain_of(world, number), &heads,
                          (const char *)arena_copy(&world->arena, by).data,
                          world_application_reaching(world, number, &reach, &world->texts));
}

static bool applies(struct world *world, unsigned number, struct world_reach reach)
{
    struct slice payload = application_by(world, number, applicants, reach);
    bool ok = world_submit(world, &world->xa, payload, applicants);

    world_wait(world, 60);
    return ok;
}

#define REACH(...) ((struct world_reach){__VA_ARGS__})

static void assert_applies(struct world *world, unsigned number, struct world_reach reach)
{
    if (applies(world, number, reach))
        return;
    for (size_t i = 0; i < world->findings.count; i++)
        print_message("# %s %s\n", finding_name(world->findings.items[i].code),
                      world->findings.items[i].rule ? world->findings.items[i].rule : "");
    fail_msg("matter %u: %s", number, world->error.message);
}

static const struct finding *found(const struct world *world, enum finding_code code,
                                   const char *rule)
{
    for (size_t i = 0; i < world->findings.count; i++)
        if (world->findings.items[i].code == code &&
            (!rule ||
             (world->findings.items[i].rule && strcmp(world->findings.items[i].rule, rule) == 0)))
            return &world->findings.items[i];
    return NULL;
}

/* Refused, nothing is stored, and this is among the reasons. */
static void assert_refused(struct world *world, unsigned number, struct world_reach reach,
                           enum finding_code code, const char *rule)
{
    int64_t rows = rows_all(&world->xa);

    if (applies(world, number, reach))
        fail_msg("matter %u was accepted", number);
    assert_int_equal(world->error.code, ERROR_STATEMENT_REFUSED);
    if (!found(world, code, rule))
        fail_msg("matter %u: no %s, but %s", number, finding_name(code),
                 world->findings.count ? finding_name(world->findings.items[0].code) : "nothing");
    assert_int_equal(rows_all(&world->xa), rows);
}

static void assert_sound(struct world *world, struct node *node)
{
    struct audit_report report;

    if (!node_audit(node, NULL, NULL, &report, &world->error))
        fail_msg("%s: %s (%s)", error_name(world->error.code), world->error.message,
                 world->error.where);
}

static void reopen(struct world *world)
{
    node_close(&world->xa);
    if (!node_open(world->xa_folder, &world->xa, &world->error))
        fail_msg("%s", world->error.message);
}

#define FIRST "\"XA-2026-000001\""

/* What follows matter 1 on the same account, rightly. */
static const struct world_reach second = {
    .earlier = FIRST, .account_matters = 2, .person_matters = 2, .days = 40};

/* ---- ways round ---- */

static void another_spelling_of_the_case(void **state)
{
    struct world *world = *state;
    struct world_reach other = {.name = "xa\xc2\xa0"
                                        "C. 4",
                                .person = "P-2",
                                .account = "lee@mailhaus.example"};

    assert_applies(world, 1, REACH(0));
    assert_refused(world, 2, other, FINDING_EARLIER_OMITTED, NULL);
    other.earlier = FIRST;
    assert_refused(world, 2, other, FINDING_TALLY_MISSTATED, "content.case-targets");
    assert_int_equal(found(world, FINDING_TALLY_MISSTATED, NULL)->value.number, 1);
    assert_int_equal(found(world, FINDING_TALLY_MISSTATED, NULL)->limit.number, 2);
    other.case_targets = 2;
    assert_applies(world, 2, other);
    assert_sound(world, &world->xa);
}

static void another_case_and_the_same_account(void **state)
{
    struct world *world = *state;
    struct world_reach other = second;

    assert_applies(world, 1, REACH(0));
    assert_refused(world, 2, REACH(.name = "XA-C-5"), FINDING_EARLIER_OMITTED, NULL);
    other.name = "XA-C-5";
    other.account = "KIM@mailhaus.example";
    other.account_matters = 1;
    assert_refused(world, 2, other, FINDING_TALLY_MISSTATED, "content.account-matters");
    other.account_matters = 2;
    assert_applies(world, 2, other);
}

static void another_reference_and_a_shared_account(void **state)
{
    struct world *world = *state;
    struct world_reach other = {.name = "XA-C-5", .person = "Q-77"};

    assert_applies(world, 1, REACH(0));
    assert_refused(world, 2, other, FINDING_EARLIER_OMITTED, NULL);
    other = second;
    other.name = "XA-C-5";
    other.person = "Q-77";
    other.person_matters = 1;
    assert_refused(world, 2, other, FINDING_TALLY_MISSTATED, "content.person-matters");
    other.person_matters = 2;
    assert_applies(world, 2, other);
    /* By the new reference alone, on a new account: it leads to the shared account, that to matter 1.
     */
    other = REACH(.name = "XA-C-6", .person = "Q 77", .account = "new@mailhaus.example",
                  .earlier = "\"XA-2026-000002\"", .person_matters = 3);
    assert_refused(world, 3, other, FINDING_EARLIER_OMITTED, NULL);
    other.earlier = FIRST ",\"XA-2026-000002\"";
    other.person_matters = 2;
    assert_refused(world, 3, other, FINDING_TALLY_MISSTATED, "content.person-matters");
    other.person_matters = 3;
    assert_applies(world, 3, other);
}

static void each_number_understated(void **state)
{
    static const struct {
        const char *rule;
        size_t offset;
        int64_t low;
    } members[] = {
        {"content.case-targets", offsetof(struct world_reach, case_targets), 1},
        {"content.account-matters", offsetof(struct world_reach, account_matters), 1},
        {"content.person-matters", offsetof(struct world_reach, person_matters), 1},
        {"content.total", offsetof(struct world_reach, days), 35},
    };
    struct world *world = *state;

    assert_applies(world, 1, REACH(0));
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        struct world_reach other = second;

        other.person = "P-2";
        other.case_targets = 2;
        memcpy((char *)&other + members[i].offset, &members[i].low, sizeof members[i].low);
        assert_refused(world, 2, other, FINDING_TALLY_MISSTATED, members[i].rule);
        assert_int_equal(world->findings.count, 1);
        assert_string_equal(world->findings.items[0].where, "XA 1 application");
    }
}

/* Less than the application itself comes to is refused by the core alone, too, and said once. */
static void less_than_itself(void **state)
{
    struct world *world = *state;

    assert_refused(world, 1, REACH(.days = 5), FINDING_TALLY_MISSTATED, "content.total");
    assert_int_equal(world->findings.count, 1);
    assert_int_equal(world->findings.items[0].limit.number, 18);
    assert_string_equal(world->findings.items[0].row, "P3");
}

static void more_than_the_record(void **state)
{
    struct world *world = *state;

    assert_applies(world, 1,
                   REACH(.earlier = "\"XA-2020-000007\",\"XB-2026-000001\"", .case_targets = 3,
                         .account_matters = 4, .person_matters = 5, .days = 100));
}

static void what_is_no_matter_is_no_earlier_one(void **state)
{
    static const char *const wrong[] = {"\"XA-register\"", "\"XA-2026-1\"", "17", "\"\"",
                                        FIRST "," FIRST};
    struct world *world = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(applies(world, 2, REACH(.earlier = wrong[i])));
        assert_true(world->error.code == ERROR_MEMBER_TYPE ||
                    world->error.code == ERROR_MEMBER_VALUE);
    }
}

/* ---- who hands it in, and how ---- */

static void enter(struct world *world, const char *type, const char *body)
{
    struct node_heads heads;

    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    if (!world_submit(world, &world->xa,
                      world_envelope(world, type, "XA-register", &heads, "xa.root-1", body),
                      "xa.root-1 xa.root-2"))
        fail_msg("%s: %s", type, world->error.message);
}

static void another_office_of_the_state(void **state)
{
    static const char others[] = "xa.customs-1.o1 xa.prosecution-1.o2";
    struct world *world = *state;
    struct world_reach other = second;

    enter(world, "office",
          "{\"office\":\"xa.customs-1\",\"roles\":[\"investigator\"],\"with\":[\"xa.root-2\"]}");
    enter(world, "appointment",
          (const char *)arena_format(
              &world->arena,
              "{\"official\":\"xa.customs-1.o1\",\"person\":\"xa.p77\",\"roles\":"
              "[\"investigator\"],\"key\":\"%s\",\"with\":[\"xa.root-2\"]}",
              (const char *)world_key(world, "xa.customs-1.o1").data)
              .data);
    world_wait(world, 80 * HOUR);
    assert_applies(world, 1, REACH(0));
    assert_false(world_submit(
        world, &world->xa, application_by(world, 2, others, REACH(.name = "CUSTOMS 12")), others));
    assert_true(found(world, FINDING_EARLIER_OMITTED, NULL));
    other.name = "CUSTOMS 12";
    assert_true(world_submit(world, &world->xa, application_by(world, 2, others, other), others));
}

static bool submit_two(struct world *world, struct world_reach later, size_t *which)
{
    struct world_texts texts[2];
    struct submission batch[2];

    for (unsigned i = 0; i < 2; i++) {
        batch[i].payload = application_by(world, i + 1, applicants, i ? later : REACH(0));
        batch[i].signatures = world_sign(world, batch[i].payload, applicants);
        texts[i] = world->texts;
        batch[i].attachments = texts[i].items;
        batch[i].attachment_count = texts[i].count;
    }
    return node_submit(&world->xa, batch, 2, &world->findings, which, &world->arena, &world->error);
}

static void two_in_one_batch(void **state)
{
    struct world *world = *state;
    int64_t rows = rows_all(&world->xa);
    size_t which;

    assert_false(submit_two(world, REACH(.name = "XA-C-5"), &which));
    assert_int_equal(which, 1);
    assert_true(found(world, FINDING_EARLIER_OMITTED, NULL));
    assert_int_equal(rows_all(&world->xa), rows);
    assert_true(submit_two(world, second, &which));
    assert_sound(world, &world->xa);
}

static void after_a_crash(void **state)
{
    struct world *world = *state;
    struct slice payload = application_by(world, 1, applicants, REACH(0));
    int status;
    pid_t child;

    node_close(&world->xa);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (!node_open(world->xa_folder, &world->xa, &world->error) ||
            !world_submit(world, &world->xa, payload, applicants))
            _exit(3);
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_true(node_open(world->xa_folder, &world->xa, &world->error));
    assert_refused(world, 2, REACH(.name = "XA-C-5"), FINDING_EARLIER_OMITTED, NULL);
    reopen(world);
    assert_applies(world, 2, second);
}

/* ---- what counts ---- */

static void a_refused_application_is_listed_and_uses_up_nothing(void **state)
{
    struct world *world = *state;
    const char *body;

    world_steps(world, 1, 1);
    assert_refused(world, 2, REACH(.earlier = FIRST), FINDING_TALLY_MISSTATED,
                   "content.account-matters");
    body = (const char *)arena_format(
               &world->arena, "{\"decision\":\"refuse\",\"reasons\":%s}",
               world_attach(world, world_text(world, 31, "reasons"), &world->texts))
               .data;
    assert_true(world_act(world, &world->xa, "authorisation", "xa.court-1.o3", body));
    assert_refused(world, 2, REACH(0), FINDING_EARLIER_OMITTED, NULL);
    assert_refused(world, 2, REACH(.earlier = FIRST, .person = "P-2"), FINDING_TALLY_MISSTATED,
                   "content.case-targets");
    assert_applies(world, 2, REACH(.earlier = FIRST));
}

static void what_was_authorised_counts_as_that(void **state)
{
    struct world *world = *state;
    struct world_reach other = second;

    world_steps(world, 1, 1);
    other.days = 22; /* 18 and, of the first, 4 of 18 */
    assert_refused(world, 2, other, FINDING_TALLY_MISSTATED, "content.total");
    assert_true(world_act(
        world, &world->xa, "authorisation", "xa.court-1.o3",
        world_authorisation(world,
                            "{\"measure\":\"content\",\"provider\":\"xb.mailhaus\",\"accounts\":"
                            "[\"kim@mailhaus.example\"],\"categories\":[\"content\"],\"from\":"
                            "\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\",\"until\":"
                            "\"2026-11-26T00:00:00Z\"}")));
    assert_applies(world, 2, other);
}

static void a_year_later(void **state)
{
    struct world *world = *state;
    struct world_reach later = {.until = "2027-12-01T00:00:00Z"};

    assert_applies(world, 1, REACH(0));
    world_wait(world, 365 * DAY - 300);
    assert_refused(world, 2, later, FINDING_EARLIER_OMITTED, NULL);
    later.earlier = FIRST;
    assert_refused(world, 2, later, FINDING_TALLY_MISSTATED, "content.account-matters");
    world_wait(world, 120);
    assert_applies(world, 2, later);
}

/* content.account-matters is 8 in the floor. */
static void at_the_cap_and_one_above(void **state)
{
    struct world *world = *state;
    struct buffer earlier = {0};

    for (unsigned i = 1; i <= 9; i++) {
        struct world_reach reach = {.name =
                                        (const char *)arena_format(&world->arena, "N %u", i).data,
                                    .earlier = buffer_string(&earlier),
                                    .account_matters = i,
                                    .person_matters = i,
                                    .days = 20 * i};

        if (i < 9)
            assert_applies(world, i, reach);
        else
            assert_refused(world, i, reach, FINDING_LIMIT, "content.account-matters");
        buffer_format(&earlier, "%s\"%s\"", i > 1 ? "," : "", chain_of(world, i));
    }
    assert_string_equal(found(world, FINDING_LIMIT, NULL)->row, "P4");
    buffer_free(&earlier);
}

/* ---- the executing State ---- */

/* XA's operator takes matter 1 out of the index: the second is accepted there with what it leaves
 * out. */
static void cheat(struct world *world)
{
    world_steps(world, 1, 3);
    assert_true(rows_alter(&world->xa, "DELETE FROM relation") > 0);
    assert_applies(world, 2, REACH(.name = "XA-C-5"));
}

static bool carry(struct world *world, unsigned number)
{
    return world_carry(world, &world->xa, &world->xb, chain_of(world, number));
}

static void the_executing_state_sees_more(void **state)
{
    struct world *world = *state;
    struct audit_report report;
    int64_t rows;

    cheat(world);
    assert_false(node_audit(&world->xa, NULL, NULL, &report, &world->error));
    assert_string_equal(world->error.where, "XA-2026-000001");
    assert_true(carry(world, 1));
    rows = rows_all(&world->xb);
    assert_false(carry(world, 2));
    assert_int_equal(world->error.code, ERROR_STATEMENT_REFUSED);
    assert_true(found(world, FINDING_EARLIER_OMITTED, NULL));
    assert_true(found(world, FINDING_TALLY_MISSTATED, "content.account-matters"));
    assert_int_equal(rows_all(&world->xb), rows);
    assert_sound(world, &world->xb);
}

/* The later matter comes first: what rests on it is refused once the earlier one is there. */
static void the_executing_state_sees_more_afterwards(void **state)
{
    static const char *const acts[][3] = {
        {"authorisation", "xa.court-1.o3"},
        {"request", "xa.authority-1.o5"},
    };
    struct world *world = *state;
    struct node_heads heads = {.seq = 1};
    char hash[DIGEST_TEXT];
    struct slice payload;

    cheat(world);
    for (int i = 0; i < 2; i++) {
        assert_true(node_heads(&world->xa, SLICE("XA-2026-000002"), "XA", &heads, &world->error));
        payload =
            world_envelope(world, acts[i][0], "XA-2026-000002", &heads, acts[i][1],
                           i ? world_request(world, NULL) : world_authorisation_of(world, 2, NULL));
        assert_true(world_submit(world, &world->xa, payload, acts[i][1]));
    }
    assert_true(carry(world, 2));
    assert_true(carry(world, 1));
    assert_true(node_heads(&world->xb, SLICE("XA-2026-000002"), "XB", &heads, &world->error));
    payload = world_envelope(world, "receipt", "XA-2026-000002", &heads, "xb.authority-1.o1",
                             (const char *)arena_format(&world->arena, "{\"request\":\"%s\"}",
                                                        digest_write(sha256_of(payload), hash))
                                 .data);
    assert_false(world_submit(world, &world->xb, payload, "xb.authority-1.o1"));
    assert_int_equal(world->error.code, ERROR_STATEMENT_REFUSED);
    assert_true(found(world, FINDING_EARLIER_OMITTED, NULL));
    /* The earlier one is right as it is. */
    assert_true(world_act(world, &world->xb, "receipt", "xb.authority-1.o1", world_receipt(world)));
}

/* Honest matters pass, in whatever order they are carried. */
static void honest_matters_pass(void **state)
{
    struct world *world = *state;

    world_steps(world, 1, 3);
    assert_applies(world, 2, second);
    assert_true(carry(world, 2));
    assert_true(carry(world, 1));
    world_steps(world, 4, 8);
    assert_sound(world, &world->xa);
    assert_sound(world, &world->xb);
}

/* ---- the index ---- */

static void assert_absent(struct world *world, const char *name, const char *what)
{
    struct buffer path = {0}, bytes = {0};

    if (files_exist(files_path(&path, world->xa_folder, name))) {
        assert_true(files_read(buffer_string(&path), 1 << 28, &bytes, &world->error));
        if (memmem(bytes.data, bytes.size, what, strlen(what)))
            fail_msg("%s is in %s", what, name);
    }
    buffer_free(&bytes);
    buffer_free(&path);
}

static void no_name_is_in_the_database(void **state)
{
    static const char *const names[] = {"quercus", "Quercus", "P-4711", "p 4711", "lupin@"};
    static const char *const files[] = {"node.db", "node.db-wal"};
    struct world *world = *state;

    assert_applies(
        world, 1,
        REACH(.name = "Quercus", .person = "P-4711", .account = "lupin@mailhaus.example"));
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM relation"), 3);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t j = 0; j < 2; j++)
            assert_absent(world, files[j], names[i]);
}

static void a_destroyed_matter_is_forgotten(void **state)
{
    struct world *world = *state;

    assert_applies(world, 1, REACH(0));
    assert_true(store_destroy_content(world->xa.store, SLICE("XA-2026-000001"), &world->error));
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM relation"), 0);
    assert_sound(world, &world->xa);
    assert_applies(world, 2, REACH(0));
}

/* Power failed between key and index: the chain is in it still, and nothing comes of that. */
static void a_matter_that_was_half_destroyed(void **state)
{
    struct world *world = *state;
    struct buffer path = {0};

    assert_applies(world, 1, REACH(0));
    files_path(&path, world->xa_folder, "keys/chains/XA-2026-000001.key");
    assert_int_equal(unlink(buffer_string(&path)), 0);
    buffer_free(&path);
    assert_applies(world, 2, REACH(0));
    assert_false(store_destroy_content(world->xa.store, SLICE("XA-2026-000001"), &world->error));
    assert_int_equal(world->error.code, ERROR_CONTENT_DESTROYED);
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM relation"), 3);
    assert_sound(world, &world->xa);
}

static void an_altered_index_is_named_and_made_anew(void **state)
{
    static const char *const alterations[] = {
        "DELETE FROM relation WHERE tag = (SELECT min(tag) FROM relation)",
        "UPDATE relation SET tag = tag + 1 WHERE tag = (SELECT max(tag) FROM relation)",
        "INSERT INTO relation (tag, chain) SELECT 5, chain FROM relation LIMIT 1",
        "INSERT INTO relation (tag, chain) SELECT 5, id FROM chain WHERE name = 'XA-2026-000009'",
        "DELETE FROM relation",
    };
    struct world *world = *state;
    struct audit_report report;
    uint8_t salt[LIST_SALT];

    assert_applies(world, 1, REACH(0));
    assert_true(node_list_salt(&world->xa, SLICE("XA-2026-000009"), salt, &world->error));
    for (size_t i = 0; i < sizeof alterations / sizeof *alterations; i++) {
        assert_sound(world, &world->xa);
        assert_true(rows_alter(&world->xa, alterations[i]) > 0);
        assert_false(node_audit(&world->xa, NULL, NULL, &report, &world->error));
        assert_int_equal(world->error.code, ERROR_LEDGER_DIFFERS);
        assert_true(record_rebuild(&world->xa, &world->error));
    }
    assert_sound(world, &world->xa);
    assert_refused(world, 2, REACH(0), FINDING_EARLIER_OMITTED, NULL);
}

static void lose_key(struct world *world)
{
    struct buffer path = {0};

    files_path(&path, world->xa_folder, "keys/relations.key");
    assert_int_equal(unlink(buffer_string(&path)), 0);
    buffer_free(&path);
}

static void a_lost_key_is_made_anew(void **state)
{
    struct world *world = *state;
    struct buffer path = {0};

    assert_applies(world, 1, REACH(0));
    lose_key(world);
    reopen(world);
    assert_refused(world, 2, REACH(0), FINDING_EARLIER_OMITTED, NULL);
    files_path(&path, world->xa_folder, "keys/relations.key");
    assert_true(files_replace(buffer_string(&path), SLICE("0123456789abcdef0123456789abcdef"), 0600,
                              &world->error));
    reopen(world);
    assert_refused(world, 2, REACH(0), FINDING_EARLIER_OMITTED, NULL);
    assert_true(files_replace(buffer_string(&path), SLICE("short"), 0600, &world->error));
    reopen(world);
    assert_refused(world, 2, REACH(0), FINDING_EARLIER_OMITTED, NULL);
    assert_sound(world, &world->xa);
    buffer_free(&path);
}

/* A process that has the node open goes on under the key that another one has made. */
static void another_process_makes_the_index_anew(void **state)
{
    struct world *world = *state;
    struct node other;

    assert_applies(world, 1, REACH(0));
    lose_key(world);
    assert_true(node_open(world->xa_folder, &other, &world->error));
    assert_refused(world, 2, REACH(0), FINDING_EARLIER_OMITTED, NULL);
    assert_applies(world, 2, second);
    assert_sound(world, &world->xa);
    assert_sound(world, &other);
    node_close(&other);
}

static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
    TEST(another_spelling_of_the_case),
    TEST(another_case_and_the_same_account),
    TEST(another_reference_and_a_shared_account),
    TEST(each_number_understated),
    TEST(less_than_itself),
    TEST(more_than_the_record),
    TEST(what_is_no_matter_is_no_earlier_one),
    TEST(another_office_of_the_state),
    TEST(two_in_one_batch),
    TEST(after_a_crash),
    TEST(a_refused_application_is_listed_and_uses_up_nothing),
    TEST(what_was_authorised_counts_as_that),
    TEST(a_year_later),
    TEST(at_the_cap_and_one_above),
    TEST(the_executing_state_sees_more),
    TEST(the_executing_state_sees_more_afterwards),
    TEST(honest_matters_pass),
    TEST(no_name_is_in_the_database),
    TEST(a_destroyed_matter_is_forgotten),
    TEST(a_matter_that_was_half_destroyed),
    TEST(an_altered_index_is_named_and_made_anew),
    TEST(a_lost_key_is_made_anew),
    TEST(another_process_makes_the_index_anew),
};

TEST_MAIN(tests)
