/* What comes from other nodes, checkpoints, the docket. */
#include "fixture.h"

static void foreign_statements(void **state)
{
    struct store *store = memory_store();
    struct statement one = sample(MATTER, "XB", 1, false, "{\"f\":1}");
    struct statement two = sample(MATTER, "XB", 1, false, "{\"f\":2}");
    struct statement own = sample(MATTER, "XA", 1, false, "{\"o\":1}");
    struct digest path[2] = {one.hash, two.hash};
    uint8_t salt[ENTRY_SALT] = {5}, other_salt[ENTRY_SALT] = {6};
    struct store_place place = {SLICE("proviso.xb/matters"), 7, START - 5, salt};
    struct store_place open = {SLICE("proviso.xb/matters"), 7, START - 5, NULL};
    struct store_statement *rows;
    struct arena arena = {0};
    struct store_head head;
    uint64_t index;
    size_t count;

    (void)state;
    assert_ok(store_begin(store, &failure));
    assert_ok(store_put_foreign(store, &one, SLICE("s1"), START, &failure));
    assert_ok(store_append(store, &own, SLICE("s"), START, salt, &index, &failure));
    put_checkpoint(store, STORE_MATTERS, START);
    assert_refused(store_put_proof(store, one.hash, 8, path, 2, &failure), ERROR_STATEMENT_FORMAT);
    assert_refused(store_put_place(store, two.hash, &place, &failure), ERROR_STATEMENT_FORMAT);
    assert_refused(store_put_place(store, own.hash, &place, &failure), ERROR_STATEMENT_FORMAT);
    assert_refused(store_put_place(store, one.hash, &open, &failure), ERROR_ENTRY_FORMAT);
    assert_ok(store_put_place(store, one.hash, &place, &failure));
    assert_ok(store_put_place(store, one.hash, &place, &failure));
    place.salt = other_salt;
    assert_refused(store_put_place(store, one.hash, &place, &failure), ERROR_CHECKPOINT_FORKED);
    place.salt = salt;
    place.index = 8;
    assert_refused(store_put_place(store, one.hash, &place, &failure), ERROR_CHECKPOINT_FORKED);
    place.index = 7;
    assert_ok(store_put_foreign(store, &two, SLICE("s2"), START, &failure));
    assert_refused(store_put_place(store, two.hash, &place, &failure), ERROR_CHECKPOINT_FORKED);
    assert_ok(store_put_proof(store, one.hash, 20, path, 1, &failure));
    assert_ok(store_put_proof(store, one.hash, 8, path, 2, &failure));
    assert_ok(store_put_proof(store, one.hash, 8, path, 2, &failure));
    assert_ok(store_commit(store, &failure));

    assert_ok(store_chain(store, SLICE(MATTER), STORE_CONTENT, &arena, &rows, &count, &failure));
    assert_int_equal(count, 3);
    assert_true(rows[0].own);
    assert_true(digest_compare(rows[1].hash, rows[2].hash) < 0);
    rows = digest_equal(rows[1].hash, one.hash) ? &rows[1] : &rows[2];
    assert_false(rows->own);
    assert_int_equal(rows->entry, 7);
    assert_int_equal(rows->entered, START - 5);
    assert_memory_equal(rows->salt, salt, ENTRY_SALT);
    assert_true(slice_is(rows->origin, "proviso.xb/matters"));
    assert_int_equal(rows->proof_count, 2);
    assert_int_equal(rows->proofs[0].size, 8);
    assert_int_equal(rows->proofs[0].count, 2);
    assert_memory_equal(rows->proofs[0].path[1].bytes, two.hash.bytes, DIGEST_SIZE);
    assert_int_equal(rows->proofs[1].size, 20);
    assert_ok(store_entries(store, STORE_MATTERS, SLICE("proviso.xb/matters"), 0, 9, &arena, &rows,
                            &count, &failure));
    assert_int_equal(count, 1);
    assert_true(slice_is(rows->payload, "{\"f\":1}"));
    assert_ok(store_head(store, SLICE(MATTER), "XB", &head, &failure));
    assert_true(head.forked);
    assert_int_equal(head.seq, 1);
    assert_ok(store_check(store, &failure));
    arena_free(&arena);
    store_close(store);
}

static void checkpoints_and_cosignatures(void **state)
{
    struct slice origin = SLICE("proviso.xa/matters");
    struct store *store = memory_store();
    struct store_cosignature line = {origin, 3, SLICE("proviso.xb/witness"), START, SLICE("l\n")};
    struct store_cosignature *lines;
    struct store_checkpoint found;
    struct arena arena = {0};
    uint64_t *sizes, size;
    size_t count;

    (void)state;
    commit_numbered(store, STORE_MATTERS, 0, 3);
    commit_numbered(store, STORE_MATTERS, 3, 5);
    assert_ok(store_checkpoint_at(store, STORE_MATTERS, 3, &arena, &found, &failure));
    assert_int_equal(found.size, 3);
    assert_int_equal(found.at, START + 3);
    assert_ok(store_checkpoint_at(store, STORE_MATTERS, 4, &arena, &found, &failure));
    assert_int_equal(found.note.size, 0);
    assert_ok(store_checkpoint_from(store, STORE_MATTERS, 4, &arena, &found, &failure));
    assert_int_equal(found.size, 5);
    assert_ok(store_newest_checkpoint(store, STORE_REGISTER, &arena, &found, &failure));
    assert_int_equal(found.note.size, 0);

    assert_ok(store_newest_cosigned(store, origin, &size, &failure));
    assert_int_equal(size, 0);
    assert_ok(store_begin(store, &failure));
    assert_ok(store_put_cosignature(store, &line, &failure));
    assert_ok(store_put_cosignature(store, &line, &failure));
    line.at = START + 9;
    assert_ok(store_put_cosignature(store, &line, &failure));
    line.size = 5;
    assert_ok(store_put_cosignature(store, &line, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(store_cosignatures(store, origin, 3, &arena, &lines, &count, &failure));
    assert_int_equal(count, 2);
    assert_int_equal(lines[1].at, START + 9);
    assert_ok(store_cosigned_sizes(store, origin, 0, 10, &arena, &sizes, &count, &failure));
    assert_int_equal(count, 2);
    assert_int_equal(sizes[0], 3);
    assert_ok(store_cosigned_sizes(store, origin, 4, 1, &arena, &sizes, &count, &failure));
    assert_int_equal(count, 1);
    assert_int_equal(sizes[0], 5);
    assert_ok(store_newest_cosigned(store, origin, &size, &failure));
    assert_int_equal(size, 5);
    arena_free(&arena);
    store_close(store);
}

static void foreign_checkpoints_and_statuses(void **state)
{
    struct store *store = memory_store();
    struct store_foreign_checkpoint put = {
        .checkpoint = {.origin = "proviso.xb/matters", .size = 9, .root = {{1}}},
        .note = SLICE("note"),
        .received = START};
    struct store_foreign_checkpoint found;
    struct store_status status = {SLICE(MATTER), "XB", START, SLICE("one"), SLICE("armour")};
    struct store_status newest;
    struct arena arena = {0};
    struct slice *origins;
    size_t count;

    (void)state;
    assert_ok(store_begin(store, &failure));
    assert_ok(store_put_foreign_checkpoint(store, &put, &failure));
    assert_ok(store_put_foreign_checkpoint(store, &put, &failure));
    put.checkpoint.root.bytes[0] = 2;
    assert_refused(store_put_foreign_checkpoint(store, &put, &failure), ERROR_CHECKPOINT_FORKED);
    put.checkpoint.size = 4;
    assert_ok(store_put_foreign_checkpoint(store, &put, &failure));
    assert_ok(store_put_status(store, &status, &failure));
    assert_ok(store_put_status(store, &status, &failure));
    status.note = SLICE("two, in the same second");
    assert_ok(store_put_status(store, &status, &failure));
    status.at = START - 100;
    assert_ok(store_put_status(store, &status, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(store_newest_foreign_checkpoint(store, SLICE("proviso.xb/matters"), &arena, &found,
                                              &failure));
    assert_int_equal(found.checkpoint.size, 9);
    assert_int_equal(found.checkpoint.root.bytes[0], 1);
    assert_ok(store_foreign_checkpoint_at(store, SLICE("proviso.xb/matters"), 4, &arena, &found,
                                          &failure));
    assert_int_equal(found.checkpoint.root.bytes[0], 2);
    assert_ok(store_foreign_origins(store, &arena, &origins, &count, &failure));
    assert_int_equal(count, 1);
    assert_ok(store_newest_status(store, SLICE(MATTER), "XB", &arena, &newest, &failure));
    assert_true(slice_is(newest.note, "two, in the same second"));
    assert_true(slice_is(newest.signature, "armour"));
    assert_ok(store_newest_status(store, SLICE(MATTER), "XA", &arena, &newest, &failure));
    assert_int_equal(newest.note.size, 0);
    arena_free(&arena);
    store_close(store);
}

static void docket_lists(void **state)
{
    struct store *store = memory_store();
    struct store_due dues[] = {
        {.office = SLICE("xa.court-1"), .act = SLICE("review"), .due = START + 20},
        {.office = SLICE("xa.police-1"), .act = SLICE("report"), .due = START + 10},
    };
    struct arena arena = {0};
    struct store_due *found;
    size_t count;

    (void)state;
    assert_ok(store_begin(store, &failure));
    assert_ok(store_docket_put(store, SLICE(MATTER), dues, 2, &failure));
    assert_ok(store_docket_put(store, SLICE(MATTER), dues, 2, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(
        store_docket(store, (struct slice){0}, START + 99, 9, &arena, &found, &count, &failure));
    assert_int_equal(count, 2);
    assert_true(slice_is(found[0].act, "report"));
    assert_true(slice_is(found[0].chain, MATTER));
    assert_ok(
        store_docket(store, SLICE("xa.court-1"), START + 20, 9, &arena, &found, &count, &failure));
    assert_int_equal(count, 0);
    assert_ok(store_begin(store, &failure));
    assert_ok(store_docket_clear(store, &failure));
    assert_ok(store_commit(store, &failure));
    assert_ok(
        store_docket(store, (struct slice){0}, INT64_MAX, 9, &arena, &found, &count, &failure));
    assert_int_equal(count, 0);
    arena_free(&arena);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_statements),
        cmocka_unit_test(checkpoints_and_cosignatures),
        cmocka_unit_test(foreign_checkpoints_and_statuses),
        cmocka_unit_test(docket_lists),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
