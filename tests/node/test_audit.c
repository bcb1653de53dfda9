/* The audit is clean after the story, and names whatever is altered behind the node's back. */
#include "node/auditing.h"

#include <fcntl.h>
#include <ftw.h>

static void it_is_clean_after_the_story(void **state)
{
    struct audit_report report;

    (void)state;
    if (!audit(&report))
        fail_msg("%s: %s (%s)", error_name(world.error.code), world.error.message,
                 world.error.where);
    assert_int_equal(report.entries[STORE_MATTERS], 4);
    assert_true(report.entries[STORE_REGISTER] > 10);
    assert_int_equal(report.foreign, 3);
    assert_true(report.attachments > 0 && report.checkpoints > 0 && report.cosignatures > 0);
    assert_int_equal(report.destroyed, 0);
    assert_true(report.statuses == 2);
    assert_int_equal(report.kept, 3); /* XA's register and its part of the matter; the salt */
}

static void altered_content(void **state)
{
    (void)state;
    for (int id = 1; id <= (int)rows_number(&world.xb, "SELECT max(statement) FROM content");
         id += 3) {
        char sql[300];

        snprintf(sql, sizeof sql,
                 "UPDATE content SET bytes = CAST(substr(bytes, 1, 40) || CASE WHEN"
                 " substr(bytes, 41, 1) = x'00' THEN x'01' ELSE x'00' END || substr(bytes, 42)"
                 " AS BLOB) WHERE statement = %d",
                 id);
        NAMED(sql, NULL);
    }
    NAMED("UPDATE content SET bytes = (SELECT bytes FROM content WHERE statement = 1)"
          " WHERE statement = 2",
          "register entry 1");
}

static void altered_leaves(void **state)
{
    (void)state;
    NAMED("UPDATE leaf SET entered = entered + 1 WHERE ledger = 1 AND idx = 1", "matters");
    NAMED("UPDATE leaf SET entered = entered + 1 WHERE ledger = 2 AND idx = 1", "register");
    NAMED("UPDATE leaf SET entered = 1 WHERE ledger = 1 AND idx = 2", "matters entry 2");
    NAMED("UPDATE leaf SET commitment = zeroblob(32) WHERE ledger = 1 AND idx = 0",
          "matters entry 0");
    NAMED("UPDATE leaf SET statement = (SELECT statement FROM leaf WHERE ledger = 1 AND idx = 2)"
          " WHERE ledger = 1 AND idx = 1",
          NULL);
}

static void altered_tiles(void **state)
{
    (void)state;
    NAMED("UPDATE tile SET hashes = zeroblob(32 * width) WHERE ledger = 1", "matters tile 0");
    NAMED("UPDATE tile SET hashes = CAST(substr(hashes, 1, 31) || x'77' || substr(hashes, 33) AS"
          " BLOB) WHERE ledger = 2",
          "register tile 0");
}

static void altered_checkpoints(void **state)
{
    (void)state;
    NAMED("UPDATE checkpoint SET note = replace(note, 'proviso', 'provisa') WHERE ledger = 1"
          " AND size = 2",
          "matters checkpoint 2");
    NAMED("UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE ledger = 1 AND size = 1)"
          " WHERE ledger = 1 AND size = 2",
          "matters checkpoint 2");
    NAMED("UPDATE checkpoint SET size = 9 WHERE ledger = 1 AND size = 4", NULL);
    NAMED("UPDATE foreign_checkpoint SET root = zeroblob(32)", "proviso.xa/");
    NAMED("UPDATE foreign_checkpoint SET note = replace(note, 'proviso', 'provisa')",
          "proviso.xa/");
}

static void altered_cosignatures(void **state)
{
    (void)state;
    NAMED("UPDATE cosignature SET line = replace(line, 'A', 'B') WHERE line LIKE '%A%'",
          "cosignature");
    NAMED("UPDATE cosignature SET at = at + 1", "cosignature");
    NAMED("UPDATE cosignature SET witness = 'proviso.xb/witnesS'"
          " WHERE witness = 'proviso.xb/witness'",
          "cosignature");
    NAMED("UPDATE cosignature SET size = size + 1 WHERE origin = 'proviso.xb/register'",
          "cosignature");
    NAMED("UPDATE cosignature SET origin = 'proviso.xb/matters'"
          " WHERE origin = 'proviso.xa/matters'",
          "cosignature");
}

static void altered_columns(void **state)
{
    static const char *const columns[] = {
        "chain = (SELECT max(id) FROM chain)",
        "state = 'XC'",
        "seq = seq + 70",
        "hash = zeroblob(32)",
        "type = 'application '",
        "office = 'xb.court-9'",
        "moves = 1 - moves",
        "entry = entry + 7",
    };
    int64_t own = rows_number(&world.xb, "SELECT max(id) FROM statement WHERE entry IS NOT NULL");
    int64_t foreign = rows_number(&world.xb, "SELECT max(id) FROM statement WHERE entry IS NULL");

    (void)state;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        char sql[300];

        if (i > 0) {
            snprintf(sql, sizeof sql, "UPDATE statement SET %s WHERE id = %lld", columns[i],
                     (long long)own);
            NAMED(sql, NULL);
            snprintf(sql, sizeof sql, "UPDATE statement SET %s WHERE id = 2", columns[i]);
            NAMED(sql, NULL);
        }
        if (i == 0 || i == 7)
            continue;
        snprintf(sql, sizeof sql, "UPDATE statement SET %s WHERE id = %lld", columns[i],
                 (long long)foreign);
        NAMED(sql, NULL);
    }
}

static void altered_places(void **state)
{
    (void)state;
    NAMED("UPDATE foreign_place SET entered = entered + 60", "foreign statement");
    NAMED("UPDATE foreign_place SET idx = idx + 9", "foreign statement");
    NAMED("UPDATE foreign_place SET salt = CAST(substr(salt, 1, 30) || x'0000' || substr(salt, 33)"
          " AS BLOB)",
          NULL);
    NAMED("UPDATE foreign_proof SET path = zeroblob(length(path)) WHERE length(path) > 0",
          "foreign statement");
    NAMED("DELETE FROM foreign_proof", "foreign statement");
}

static void altered_attachments(void **state)
{
    (void)state;
    NAMED("UPDATE attachment SET bytes = CAST(substr(bytes, 1, 30) || x'0000' || substr(bytes, 33)"
          " AS BLOB)",
          NULL);
    NAMED("UPDATE attachment SET length = length + 1", "attachment");
    NAMED("UPDATE attachment SET hash = randomblob(32)", NULL);
}

static void deleted_rows(void **state)
{
    (void)state;
    NAMED("DELETE FROM leaf WHERE ledger = 1 AND idx = 1", NULL);
    NAMED("DELETE FROM leaf WHERE ledger = 1 AND idx = 2", NULL);
    NAMED("DELETE FROM content WHERE statement = 3", NULL);
    NAMED("DELETE FROM attachment WHERE id = (SELECT max(id) FROM attachment)", "attachment");
    NAMED("DELETE FROM checkpoint WHERE ledger = 1 AND size = 4", NULL);
    NAMED("DELETE FROM tile WHERE ledger = 1", NULL);
    NAMED("DELETE FROM statement WHERE id = (SELECT min(id) FROM statement WHERE entry IS NULL)",
          NULL);
    NAMED("DELETE FROM chain WHERE id = 1", NULL);
}

/* ---- files ---- */

static char found[300];

static int find_file(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)walk;
    if (kind == FTW_F && strstr(path, found)) {
        snprintf(found, sizeof found, "%s", path);
        return 1;
    }
    return 0;
}

/* The first file under the node's tiles whose path has `part`. */
static const char *tile_file(const char *part)
{
    char folder[120];

    snprintf(folder, sizeof folder, "%s/tiles", world.xb_folder);
    snprintf(found, sizeof found, "%s", part);
    assert_int_equal(nftw(folder, find_file, 16, FTW_PHYS), 1);
    return found;
}

static void assert_named(const char *where)
{
    struct audit_report report;

    if (audit(&report))
        fail_msg("%s: nothing was found", where);
    restore();
}

static void altered_and_missing_tile_files(void **state)
{
    char parts[3][60];
    long long matters = rows_number(&world.xb, "SELECT count(*) FROM leaf WHERE ledger = 1");
    long long acts = rows_number(&world.xb, "SELECT count(*) FROM leaf WHERE ledger = 2");

    (void)state;
    snprintf(parts[0], sizeof parts[0], "matters/tile/0/000.p/%lld", matters);
    snprintf(parts[1], sizeof parts[1], "register/tile/0/000.p/%lld", acts);
    snprintf(parts[2], sizeof parts[2], "register/tile/entries/000.p/%lld", acts);
    for (size_t i = 0; i < 3; i++) {
        uint8_t byte;
        int file = open(tile_file(parts[i]), O_RDWR);

        assert_true(file >= 0);
        assert_int_equal(pread(file, &byte, 1, 20), 1);
        byte ^= 1;
        assert_int_equal(pwrite(file, &byte, 1, 20), 1);
        close(file);
        assert_named(parts[i]);
        assert_int_equal(unlink(tile_file(parts[i])), 0);
        assert_named(parts[i]);
    }
}

/* A database put back from a backup must not sign: its ledger would fork. */
static void a_database_from_a_backup(void **state)
{
    struct error error = {0};
    struct node node;

    (void)state;
    assert_true(world_act(&world, &world.xb, "resumption", "xb.court-1.o3", "{}") == false);
    node_close(&world.xb);
    run("cp %s/node.db %s/older.db", world.xb_folder, world.folder);
    assert_true(node_open(world.xb_folder, &world.xb, &world.error));
    {
        struct node_heads heads;
        struct slice payload;

        assert_true(node_heads(&world.xb, SLICE("XB-register"), "XB", &heads, &world.error));
        payload = world_envelope(&world, "revocation", "XB-register", &heads, "xb.root-1",
                                 "{\"subject\":\"xb.rights-1.o2\",\"reason\":\"retired\","
                                 "\"with\":[\"xb.root-2\"]}");
        assert_true(world_submit(&world, &world.xb, payload, "xb.root-1 xb.root-2"));
    }
    node_close(&world.xb);
    run("cp %s/older.db %s/node.db && rm -f %s/node.db-*", world.folder, world.xb_folder,
        world.xb_folder);
    assert_false(node_open(world.xb_folder, &node, &error));
    assert_int_equal(error.code, ERROR_STORE_BEHIND);
    run("rm -rf %s && cp -a %s %s", world.xb_folder, saved, world.xb_folder);
    assert_true(node_open(world.xb_folder, &world.xb, &world.error));
    reopen();
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_is_clean_after_the_story),
    cmocka_unit_test(altered_content),
    cmocka_unit_test(altered_leaves),
    cmocka_unit_test(altered_tiles),
    cmocka_unit_test(altered_checkpoints),
    cmocka_unit_test(altered_cosignatures),
    cmocka_unit_test(altered_columns),
    cmocka_unit_test(altered_places),
    cmocka_unit_test(altered_attachments),
    cmocka_unit_test(deleted_rows),
    cmocka_unit_test(altered_and_missing_tile_files),
    cmocka_unit_test(a_database_from_a_backup),
    cmocka_unit_test(it_is_clean_after_the_story),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, auditing_set_up, auditing_tear_down);
}
