/* Public counts: what the store keeps of each matter says what folding all of them says; nothing alters it
 * unseen; what is destroyed leaves nothing but that there was one. */
#include "test.h"

#include "node/record.h"
#include "node/rows.h"
#include "node/statistics.h"
#include "node/world.h"
#include "store/statements.h"
#include "text/matter.h"

static void assert_sound(struct world *world, struct node *node)
{
    struct audit_report report;

    if (!node_audit(node, NULL, NULL, &report, &world->error))
        fail_msg("%s: %s (%s)", error_name(world->error.code), world->error.message,
                 world->error.where);
}

/* An application in a matter of its own. */
static void apply(struct world *world, unsigned number)
{
    struct node_heads heads = {.seq = 1};
    char chain[CHAIN_MOST];
    const char *body;

    world->texts.count = 0;
    body = world_application_of(world, number, &world->texts);
    snprintf(chain, sizeof chain, "XA-2026-%06u", number);
    if (!world_submit(
            world, &world->xa,
            world_envelope(world, "application", chain, &heads, "xa.cybercrime-1.o1", body),
            "xa.cybercrime-1.o1 xa.prosecution-1.o2"))
        fail_msg("%s", world->error.message);
    world_wait(world, 60);
}

/* ---- the same by folding everything ---- */

struct folded {
    uint64_t matters, permitted, expired, refused, unknown;
};

static struct folded fold_all(struct world *world, struct node *node, instant until)
{
    struct folded folded = {0};
    struct store_chain_row *rows;
    struct known_matter known;
    size_t count;

    assert_true(
        store_chains(node->store, SLICE(""), 1000, &world->arena, &rows, &count, &world->error));
    assert_true(node_load(node, SLICE(""), until, &known, &world->error));
    for (size_t i = 0; i < count; i++) {
        struct matter *matter = calloc(1, sizeof *matter);
        struct filed *before;
        size_t used = 0;

        if (rows[i].ledger != STORE_MATTERS)
            goto next;
        if (!node_load_chain(node, rows[i].name, &known, &world->error)) {
            folded.unknown++;
            goto next;
        }
        before = calloc(known.filed.count + 1, sizeof *before);
        for (size_t j = 0; j < known.filed.count; j++)
            if (known.filed.items[j].entered != NEVER && known.filed.items[j].entered < until)
                before[used++] = known.filed.items[j];
        matter_fold(&known.terms, before, used, matter);
        if (matter->standing_count) {
            const char *word = matter_standing(matter);

            folded.matters++;
            folded.permitted += strcmp(word, "permitted") == 0;
            folded.expired += strcmp(word, "expired") == 0;
            folded.refused += strcmp(word, "refused") == 0;
        }
        free(before);
    next:
        free(matter);
    }
    known_matter_free(&known);
    return folded;
}

static uint64_t sum_of(const struct statistics *statistics)
{
    uint64_t sum = 0;

    for (unsigned part = 0; part < STATISTICS_PARTS; part++)
        for (unsigned measure = 0; measure < MEASURE_COUNT; measure++)
            sum += statistics->matters[part][measure];
    return sum;
}

static void assert_counted(struct world *world, struct node *node, instant now)
{
    struct folded folded = fold_all(world, node, statistics_until(now));
    struct statistics statistics;
    uint64_t standings = 0;

    assert_true(node_statistics(node, now, &statistics, &world->error));
    for (unsigned i = 0; i < STATISTICS_STANDING_COUNT; i++)
        standings += statistics.standings[i];
    assert_int_equal(statistics.until, statistics_until(now));
    assert_int_equal(sum_of(&statistics), folded.matters);
    assert_int_equal(standings, folded.matters);
    assert_int_equal(statistics.standings[STATISTICS_PERMITTED], folded.permitted);
    assert_int_equal(statistics.standings[STATISTICS_EXPIRED], folded.expired);
    assert_int_equal(statistics.standings[STATISTICS_REFUSED], folded.refused);
    assert_int_equal(statistics.unknown, folded.unknown);
}

static void both_at_many_times(struct world *world)
{
    for (int days = -40; days <= 200; days += 10) {
        assert_counted(world, &world->xa, world->clock + days * DAY);
        assert_counted(world, &world->xb, world->clock + days * DAY);
    }
}

static void they_are_what_folding_says(void **state)
{
    struct world *world = *state;

    both_at_many_times(world);
    for (int step = 1; step <= 3; step++)
        world_steps(world, step, step);
    both_at_many_times(world);
    apply(world, 2);
    world_wait(world, 9 * DAY); /* December */
    apply(world, 3);
    world->texts.count = 0;
    world_steps(world, 4, 7);
    both_at_many_times(world);
    world_wait(world, 40 * DAY); /* January: the order's time is over, and nobody did anything */
    both_at_many_times(world);
    apply(world, 4);
    both_at_many_times(world);
    assert_sound(world, &world->xa);
    assert_sound(world, &world->xb);
    assert_int_equal(
        rows_number(&world->xa, "SELECT count(DISTINCT month) FROM counted WHERE next < 1 << 60"),
        1);
    assert_true(record_rebuild(&world->xa, &world->error));
    both_at_many_times(world);
    assert_sound(world, &world->xa);
}

/* A month's counts stay what they were, whatever comes later. */
static void a_month_that_is_over_stays(void **state)
{
    struct world *world = *state;
    struct statistics before, after;
    instant december;

    world_story(world, 2);
    world_wait(world, 12 * DAY);
    december = world->clock;
    assert_true(node_statistics(&world->xa, december, &before, &world->error));
    assert_int_equal(sum_of(&before), 1);
    world_steps(world, 3, 3);
    apply(world, 2);
    assert_true(node_statistics(&world->xa, december, &after, &world->error));
    assert_memory_equal(&before, &after, sizeof before);
}

/* Overdue acts come from the docket: none before the date, then one, until it is done. */
static void what_is_overdue(void **state)
{
    struct world *world = *state;
    uint64_t overdue[MATTER_ACTS];

    world_story(world, 3);
    assert_true(world_carry(world, &world->xa, &world->xb, world_chain));
    assert_true(node_overdue(&world->xb, world->clock, overdue, &world->error));
    assert_int_equal(overdue[MATTER_RECEIPT], 0);
    assert_true(node_overdue(&world->xb, world->clock + 60 * DAY, overdue, &world->error));
    assert_int_equal(overdue[MATTER_RECEIPT], 1);
    assert_true(node_overdue(&world->xa, world->clock + 60 * DAY, overdue, &world->error));
    assert_int_equal(overdue[MATTER_RECEIPT], 0); /* it is not Arcadia's */
    assert_true(world_act(world, &world->xb, "receipt", "xb.authority-1.o1", world_receipt(world)));
    assert_true(node_overdue(&world->xb, world->clock + 200 * DAY, overdue, &world->error));
    assert_int_equal(overdue[MATTER_RECEIPT], 0);
    assert_int_equal(overdue[MATTER_DUAL_CRIMINALITY], 1); /* what the decision waits for */
}

static void what_is_altered_is_named_and_made_anew(void **state)
{
    static const char *const alterations[] = {
        "DELETE FROM counted",
        "UPDATE counted SET standing = 3",
        "UPDATE counted SET measure = measure + 1",
        "UPDATE counted SET part = 2",
        "UPDATE counted SET expires = 5",
        "UPDATE counted SET month = month - 2678400",
        "UPDATE counted SET next = next - 1",
        "UPDATE counted SET measure = NULL, part = NULL, standing = NULL",
        "INSERT INTO counted (chain, month, next, expires) SELECT chain, 0, month, 5 FROM counted",
        "INSERT INTO counted (chain, month, next, expires)"
        " VALUES ('XA-2026-000009', 0, 9223372036854775807, 9223372036854775807)",
    };
    struct world *world = *state;
    struct audit_report report;

    world_story(world, 2);
    for (size_t i = 0; i < sizeof alterations / sizeof *alterations; i++) {
        assert_true(rows_alter(&world->xa, alterations[i]) > 0);
        if (node_audit(&world->xa, NULL, NULL, &report, &world->error))
            fail_msg("not seen: %s", alterations[i]);
        assert_int_equal(world->error.code, ERROR_LEDGER_DIFFERS);
        assert_true(record_rebuild(&world->xa, &world->error));
        assert_sound(world, &world->xa);
    }
}

/* A number outside its list counts for nothing and harms nothing. */
static void a_forged_row_is_not_counted(void **state)
{
    struct world *world = *state;
    struct statistics statistics;

    world_story(world, 2);
    rows_alter(&world->xa, "UPDATE counted SET part = -1, measure = 99999, standing = 77");
    assert_true(node_statistics(&world->xa, world->clock + 31 * DAY, &statistics, &world->error));
    assert_int_equal(sum_of(&statistics), 0);
    assert_int_equal(statistics.unknown, 1);
}

static void of_the_destroyed_nothing_is_left(void **state)
{
    struct world *world = *state;
    instant later = world->clock + 40 * DAY;

    world_story(world, 3);
    apply(world, 2);
    assert_true(store_destroy_content(world->xa.store, slice_text(world_chain), &world->error));
    assert_counted(world, &world->xa, later);
    assert_int_equal(rows_number(&world->xa, "SELECT count(*) FROM counted WHERE chain ="
                                             " 'XA-2026-000001' AND measure IS NOT NULL"),
                     0);
    assert_sound(world, &world->xa);
    assert_true(record_rebuild(&world->xa, &world->error));
    assert_counted(world, &world->xa, later);
    assert_sound(world, &world->xa);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

static const struct CMUnitTest tests[] = {
    TEST(they_are_what_folding_says),
    TEST(a_month_that_is_over_stays),
    TEST(what_is_overdue),
    TEST(what_is_altered_is_named_and_made_anew),
    TEST(a_forged_row_is_not_counted),
    TEST(of_the_destroyed_nothing_is_left),
};

TEST_MAIN(tests)
