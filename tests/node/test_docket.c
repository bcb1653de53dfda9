/* What waits for whom: rows follow every statement, import and register; and who is shown a matter. */
#include "test.h"

#include "node/docket.h"
#include "node/read.h"
#include "node/record.h"
#include "node/rows.h"
#include "node/world.h"
#include "store/docket.h"
#include "store/statements.h"

/* ---- the docket ---- */

/* "receipt xb.authority-1, …" of a node, for an office, an official or (both NULL) everybody. */
static const char *waits(struct world *world, struct node *node, const char *office,
                         const char *official)
{
    struct docket_query query = {.office = slice_text(office ? office : ""),
                                 .official = slice_text(official ? official : ""),
                                 .until = FOREVER};
    struct buffer out = {0};
    struct docket docket;
    struct slice kept;

    if (!node_docket(node, &query, world->clock, &world->arena, &docket, &world->error))
        return NULL;
    for (size_t i = 0; i < docket.count; i++) {
        const struct turn *turn = &docket.entries[i].turn;

        assert_true(slice_is(docket.entries[i].chain, world_chain));
        assert_true(docket.entries[i].has_measure);
        buffer_format(&out, "%s%s %s", i ? ", " : "", turn->state,
                      matter_acts.acts[turn->act].type);
        if (turn->office_count)
            buffer_format(&out, " by %.*s", SLICE_ARG(turn->offices[0]));
    }
    kept = arena_copy(&world->arena, buffer_slice(&out));
    buffer_free(&out);
    return kept.size ? (const char *)kept.data : "";
}

static void assert_sound(struct world *world, struct node *node)
{
    struct audit_report report;

    if (!node_audit(node, NULL, NULL, &report, &world->error))
        fail_msg("%s: %s (%s)", error_name(world->error.code), world->error.message,
                 world->error.where);
}

static void follows_the_story(void **state)
{
    struct world *world = *state;

    assert_string_equal(waits(world, &world->xa, NULL, NULL), "");
    world_story(world, 1);
    assert_string_equal(waits(world, &world->xa, NULL, NULL), "XA authorisation");
    assert_string_equal(waits(world, &world->xa, "xa.court-2", NULL), "XA authorisation");
    assert_string_equal(waits(world, &world->xa, NULL, "xa.court-1.o3"), "XA authorisation");
    assert_string_equal(waits(world, &world->xa, NULL, "xa.court-1.o4"), ""); /* a clerk */
    assert_string_equal(waits(world, &world->xa, "xa.authority-1", NULL), "");
    assert_sound(world, &world->xa);
    world_steps(world, 2, 2);
    assert_string_equal(waits(world, &world->xa, "xa.court-1", NULL), "");
    assert_string_equal(waits(world, &world->xa, "xa.authority-1", NULL), "XA request");
    world_steps(world, 3, 3);
    assert_string_equal(waits(world, &world->xa, NULL, NULL), "XB receipt");
    assert_string_equal(waits(world, &world->xb, NULL, NULL), "");
    assert_sound(world, &world->xa);
}

/* An import refreshes the rows as an own statement does; both nodes' rows are what an audit expects,
 * to the end of the story. */
static void follows_imports(void **state)
{
    struct world *world = *state;

    for (int step = 1; step <= 7; step++) {
        world_steps(world, step, step);
        assert_sound(world, &world->xa);
        assert_sound(world, &world->xb);
        if (step == 4)
            assert_non_null(strstr(waits(world, &world->xb, "xb.rights-1", NULL), "assessment"));
        if (step == 5)
            assert_string_equal(waits(world, &world->xb, NULL, "xb.court-1.o3"), "XB approval");
    }
    assert_string_equal(waits(world, &world->xb, NULL, "xb.mailhaus.o5"),
                        "XB production by xb.mailhaus");
    assert_string_equal(waits(world, &world->xa, NULL, NULL), "XB production by xb.mailhaus");
    world_wait(world, 400 * DAY);
    assert_string_equal(waits(world, &world->xb, NULL, NULL), ""); /* expired */
}

static void who_is_not_of_this_state_has_no_docket(void **state)
{
    static const char *const wrong[] = {"xb.court-1", "xa.court-9", "xa", "nobody", "XA judge"};
    struct world *world = *state;

    world_story(world, 1);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_null(waits(world, &world->xa, wrong[i], NULL));
        assert_int_equal(world->error.code, ERROR_USAGE);
        assert_null(waits(world, &world->xa, NULL, wrong[i]));
        assert_int_equal(world->error.code, ERROR_USAGE);
    }
    assert_null(waits(world, &world->xa, NULL, "xb.court-1.o3"));
}

static void a_refusal_changes_nothing(void **state)
{
    struct world *world = *state;
    int64_t rows;

    world_story(world, 1);
    rows = rows_number(&world->xa, "SELECT count(*) FROM docket");
    assert_true(rows > 0);
    assert_false(
        world_act(world, &world->xa, "request", "xa.authority-1.o5", world_request(world, NULL)));
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM docket"), rows);
    assert_sound(world, &world->xa);
}

/* Whatever is altered behind the node's back is named, and made anew. */
static void an_altered_docket_is_named_and_made_anew(void **state)
{
    static const char *const alterations[] = {
        "DELETE FROM docket",
        "UPDATE docket SET office = 'XA clerk'",
        "UPDATE docket SET due = 5",
        "UPDATE docket SET act = 'request'",
        "UPDATE docket SET chain = 'XA-2026-000007'",
        "INSERT INTO docket (chain, office, act, due)"
        " VALUES ('XA-2026-000009', 'XA judge', 'authorisation', 5)",
        "INSERT INTO docket (chain, office, act, due) SELECT chain, office, act, due FROM docket",
    };
    struct world *world = *state;
    struct audit_report report;

    world_story(world, 1);
    for (size_t i = 0; i < sizeof alterations / sizeof *alterations; i++) {
        assert_true(rows_alter(&world->xa, alterations[i]) > 0);
        if (node_audit(&world->xa, NULL, NULL, &report, &world->error))
            fail_msg("not seen: %s", alterations[i]);
        assert_int_equal(world->error.code, ERROR_LEDGER_DIFFERS);
        assert_true(record_rebuild(&world->xa, &world->error));
        assert_sound(world, &world->xa);
        assert_string_equal(waits(world, &world->xa, NULL, NULL), "XA authorisation");
    }
}

/* A row that was put in shows nobody a matter that does not wait for them. */
static void a_forged_row_shows_nothing(void **state)
{
    struct world *world = *state;

    world_story(world, 1);
    rows_alter(&world->xa, "INSERT INTO docket (chain, office, act, due) VALUES"
                           " ('XA-2026-000001', 'xa.authority-1', 'request', 5)");
    assert_string_equal(waits(world, &world->xa, "xa.authority-1", NULL), "");
}

static void what_is_destroyed_waits_for_nobody(void **state)
{
    struct world *world = *state;

    world_story(world, 1);
    assert_true(store_destroy_content(world->xa.store, SLICE("XA-2026-000001"), &world->error));
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM docket"), 0);
    assert_string_equal(waits(world, &world->xa, NULL, NULL), "");
    assert_sound(world, &world->xa);
}

static void enter(struct world *world, const char *type, const char *body)
{
    struct node_heads heads;

    assert_true(node_heads(&world->xa, SLICE("XA-register"), "XA", &heads, &world->error));
    if (!world_submit(world, &world->xa,
                      world_envelope(world, type, "XA-register", &heads, "xa.root-1", body),
                      "xa.root-1 xa.root-2"))
        fail_msg("%s: %s", type, world->error.message);
}

/* Who is revoked has no docket and reads nothing from then on; the rows stay what an audit expects. */
static void follows_the_register(void **state)
{
    struct world *world = *state;
    struct known_matter known;
    enum party as;

    world_story(world, 1);
    assert_string_equal(waits(world, &world->xa, NULL, "xa.court-1.o3"), "XA authorisation");
    enter(world, "revocation",
          "{\"subject\":\"xa.court-1.o3\",\"reason\":\"retired\",\"with\":[\"xa.root-2\"]}");
    world_wait(world, 1);
    assert_sound(world, &world->xa);
    assert_null(waits(world, &world->xa, NULL, "xa.court-1.o3"));
    assert_false(node_read(&world->xa, SLICE("xa.court-1.o3"), slice_text(world_chain), &known, &as,
                           &world->error));
    assert_int_equal(world->error.code, ERROR_CHAIN_UNKNOWN);
    assert_string_equal(waits(world, &world->xa, "xa.court-1", NULL), "XA authorisation");
}

/* A register that changed while nothing else did: every row is made again. */
static void a_stale_row_is_renewed_with_the_register(void **state)
{
    struct world *world = *state;

    world_story(world, 1);
    assert_true(rows_alter(&world->xa, "UPDATE docket SET due = 5") > 0);
    enter(world, "office",
          "{\"office\":\"xa.court-3\",\"roles\":[\"judge\"],\"with\":[\"xa.root-2\"]}");
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM docket WHERE due = 5"), 0);
    assert_sound(world, &world->xa);
    assert_string_equal(waits(world, &world->xa, "xa.court-3", NULL), "XA authorisation");
}

/* ---- reading ---- */

static enum party reads(struct world *world, struct node *node, const char *official,
                        const char *chain)
{
    struct known_matter known;
    enum party as;

    world->error = (struct error){0};
    if (!node_read(node, slice_text(official), slice_text(chain), &known, &as, &world->error)) {
        assert_int_equal(as, PARTY_STRANGER);
        return as;
    }
    assert_true(known.matter->standing_count > 0);
    known_matter_free(&known);
    return as;
}

static int64_t logged(struct world *world, struct node *node)
{
    (void)world;
    return rows_number(node, "SELECT count(*) FROM reading");
}

/* No statement of SQL takes a line away or alters it (who may alter the tables themselves still could). */
static void the_log_is_only_added_to(void **state)
{
    struct world *world = *state;
    int64_t before;

    world_story(world, 1);
    assert_int_equal(reads(world, &world->xa, "xa.court-1.o3", world_chain), PARTY_FILE);
    before = logged(world, &world->xa);
    assert_true(rows_refuse(&world->xa, "DELETE FROM reading"));
    assert_true(rows_refuse(&world->xa, "UPDATE reading SET official = 'xa.court-2.o6'"));
    assert_int_equal(logged(world, &world->xa), before);
    assert_int_equal(
        rows_number(&world->xa, "SELECT count(*) FROM reading WHERE official = 'xa.court-1.o3'"),
        before);
}

static void every_reading_is_logged(void **state)
{
    struct world *world = *state;
    struct store_reading *readings;
    size_t count;

    world_story(world, 1);
    assert_int_equal(reads(world, &world->xa, "xa.cybercrime-1.o1", world_chain), PARTY_FILE);
    world_wait(world, 5);
    assert_int_equal(reads(world, &world->xa, "xa.court-2.o6", world_chain), PARTY_FILE);
    assert_int_equal(logged(world, &world->xa), 2);
    assert_true(node_readings(&world->xa, SLICE(""), slice_text(world_chain), 9, &world->arena,
                              &readings, &count, &world->error));
    assert_int_equal(count, 2);
    assert_true(slice_is(readings[0].official, "xa.court-2.o6"));
    assert_true(readings[0].at == world->clock);
    assert_true(readings[1].at == world->clock - 5);
}

/* The same words, whether the matter is there or not, and nothing in the log. */
static void a_stranger_learns_nothing(void **state)
{
    static const char *const strangers[] = {
        "xa.authority-1.o5",
        "xb.court-1.o3",
        "xb.supervisor-1.o6",
        "xa.root-1",
        "xa.court-1.o99",
        "xa.court-1",
        "",
        "XA judge",
        "xa.court-1.o3 ",
    };
    struct world *world = *state;

    world_story(world, 1);
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        struct error there, other;

        assert_int_equal(reads(world, &world->xa, strangers[i], world_chain), PARTY_STRANGER);
        there = world->error;
        assert_int_equal(reads(world, &world->xa, strangers[i], "XA-2026-000777"), PARTY_STRANGER);
        other = world->error;
        assert_int_equal(there.code, ERROR_CHAIN_UNKNOWN);
        assert_int_equal(there.code, other.code);
        assert_string_equal(there.message, "nothing is known of XA-2026-000001");
        assert_string_equal(other.message, "nothing is known of XA-2026-000777");
        memcpy(strstr(there.message, "000001"), "000777", 6);
        assert_memory_equal(&there, &other, sizeof there);
    }
    assert_int_equal(logged(world, &world->xa), 0);
}

static void what_is_no_matter_is_not_found(void **state)
{
    static const char *const chains[] = {"XA-register", "XA-rules", "", "XA-2026-1",
                                         "../XA-2026-000001"};
    struct world *world = *state;

    world_story(world, 1);
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        assert_int_equal(reads(world, &world->xa, "xa.court-1.o3", chains[i]), PARTY_STRANGER);
        assert_int_equal(world->error.code, ERROR_CHAIN_UNKNOWN);
    }
}

static void a_provider_reads_as_addressee(void **state)
{
    struct world *world = *state;

    world_story(world, 5);
    assert_int_equal(reads(world, &world->xb, "xb.mailhaus.o5", world_chain), PARTY_STRANGER);
    world_steps(world, 6, 6);
    assert_int_equal(reads(world, &world->xb, "xb.mailhaus.o5", world_chain), PARTY_ADDRESSEE);
    assert_int_equal(reads(world, &world->xb, "xb.supervisor-1.o6", world_chain), PARTY_FILE);
}

/* What cannot be logged is not shown. */
static void no_log_no_reading(void **state)
{
    struct world *world = *state;

    world_story(world, 1);
    rows_alter(&world->xa, "CREATE TRIGGER full BEFORE INSERT ON reading"
                           " BEGIN SELECT RAISE(ABORT, 'full'); END");
    assert_int_equal(reads(world, &world->xa, "xa.court-1.o3", world_chain), PARTY_STRANGER);
    assert_int_equal(world->error.code, ERROR_STORE);
    rows_alter(&world->xa, "DROP TRIGGER full");
    assert_int_equal(reads(world, &world->xa, "xa.court-1.o3", world_chain), PARTY_FILE);
}

static void the_log_is_for_the_supervisor(void **state)
{
    struct world *world = *state;
    struct store_reading *readings;
    size_t count;

    world_story(world, 4);
    assert_int_equal(reads(world, &world->xb, "xb.authority-1.o1", world_chain), PARTY_FILE);
    assert_true(node_readings(&world->xb, SLICE("xb.supervisor-1.o6"), slice_text(world_chain), 9,
                              &world->arena, &readings, &count, &world->error));
    assert_int_equal(count, 1);
    assert_false(node_readings(&world->xb, SLICE("xb.authority-1.o1"), slice_text(world_chain), 9,
                               &world->arena, &readings, &count, &world->error));
    assert_int_equal(world->error.code, ERROR_CHAIN_UNKNOWN);
    assert_false(node_readings(&world->xb, SLICE("xb.supervisor-1.o6"), SLICE("XA-2026-000777"), 9,
                               &world->arena, &readings, &count, &world->error));
    assert_int_equal(count, 0);
}

/* Only those who may know of it hear that it was destroyed. */
static void a_destroyed_matter(void **state)
{
    struct world *world = *state;

    world_story(world, 4);
    assert_true(store_destroy_content(world->xb.store, SLICE("XA-2026-000001"), &world->error));
    assert_int_equal(reads(world, &world->xb, "xb.rights-1.o2", world_chain), PARTY_STRANGER);
    assert_int_equal(world->error.code, ERROR_CHAIN_UNKNOWN);
    assert_string_equal(world->error.message, "nothing is known of XA-2026-000001");
    assert_int_equal(reads(world, &world->xb, "xb.authority-1.o1", world_chain), PARTY_STRANGER);
    assert_int_equal(world->error.code, ERROR_CONTENT_DESTROYED);
    reads(world, &world->xb, "xb.supervisor-1.o6", world_chain);
    assert_int_equal(world->error.code, ERROR_CONTENT_DESTROYED);
}

/* A draft that names an earlier matter tells that it exists: a line of its log, once an hour. */
static void a_draft_tells_of_earlier_matters(void **state)
{
    struct world *world = *state;
    struct slice official = SLICE("xa.police-1.o1"),
                 payload = SLICE("{\"body\":{\"earlier\":[\"XA-2026-000001\",\"XA-register\",7]}}");
    static const int64_t waits[] = {0, 60, 2 * HOUR};
    static const size_t lines[] = {1, 1, 2};
    struct store_reading *rows;
    struct error error = {0};
    size_t count;

    world_story(world, 1);
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        world_wait(world, waits[i]);
        assert_true(node_told_of(&world->xa, official, payload, &error));
        assert_true(node_readings(&world->xa, SLICE(""), slice_text(world_chain), 9, &world->arena,
                                  &rows, &count, &error));
        assert_int_equal(lines[i], count);
        assert_true(slice_equal(rows[0].official, official));
    }
    assert_true(node_told_of(&world->xa, official, SLICE("no JSON"), &error));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

static const struct CMUnitTest tests[] = {
    TEST(follows_the_story),
    TEST(follows_imports),
    TEST(who_is_not_of_this_state_has_no_docket),
    TEST(a_refusal_changes_nothing),
    TEST(an_altered_docket_is_named_and_made_anew),
    TEST(a_forged_row_shows_nothing),
    TEST(what_is_destroyed_waits_for_nobody),
    TEST(follows_the_register),
    TEST(a_stale_row_is_renewed_with_the_register),
    TEST(every_reading_is_logged),
    TEST(a_draft_tells_of_earlier_matters),
    TEST(the_log_is_only_added_to),
    TEST(a_stranger_learns_nothing),
    TEST(what_is_no_matter_is_not_found),
    TEST(a_provider_reads_as_addressee),
    TEST(no_log_no_reading),
    TEST(the_log_is_for_the_supervisor),
    TEST(a_destroyed_matter),
};

TEST_MAIN(tests)
