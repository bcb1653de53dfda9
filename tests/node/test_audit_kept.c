/* The audit of statuses and of what is kept of imports. */
#include "node/auditing.h"
#include "node/signers.h"
#include "store/exchange.h"
#include "store/kept.h"

/* ---- statuses ---- */

static void altered_statuses(void **state)
{
    (void)state;
    NAMED("UPDATE status SET at = at + 1", "status of");
    NAMED("UPDATE status SET at = at - 86400 WHERE state = 'XA'", "status of XA");
    NAMED("UPDATE status SET state = 'XA' WHERE state = 'XB'", "status of XA");
    NAMED("UPDATE status SET state = 'XC'", "status of XC");
    NAMED("UPDATE status SET chain = 'XA-2026-000002'", "for XA-2026-000002");
    NAMED("UPDATE status SET note = replace(note, 'size 3', 'size 2')", "malformed");
    NAMED("UPDATE status SET hash = zeroblob(32)", "malformed");
    NAMED("UPDATE status SET signature = ''", "malformed");
}

/* A hash is soon made again: what follows from the signatures is looked at too. */
static void put_status(const char *state, struct slice note, struct slice signature)
{
    struct store_status status = {
        .chain = slice_text(world_chain), .at = world.clock, .note = note, .signature = signature};

    memcpy(status.state, state, STATE_TEXT);
    assert_true(store_begin(world.xb.store, &world.error));
    assert_true(store_put_status(world.xb.store, &status, &world.error));
    assert_true(store_commit(world.xb.store, &world.error));
}

static struct slice status_text(const char *state, const char *clerk, uint64_t size, int64_t seq,
                                struct digest head)
{
    struct status status = {.matter = slice_text(world_chain),
                            .at = world.clock,
                            .clerk = slice_text(clerk),
                            .size = size,
                            .seq = seq,
                            .head = head};
    struct buffer text = {0};
    struct slice kept;

    memcpy(status.state, state, STATE_TEXT);
    status_format(&status, &text);
    kept = arena_copy(&world.arena, buffer_slice(&text));
    buffer_free(&text);
    return kept;
}

/* The note as `state`'s node signs it. */
static struct slice noted(const char *state, const char *folder, struct slice text)
{
    struct note_signer signer;
    struct buffer note = {0};
    struct slice kept;

    assert_true(signers_load(folder, state, SIGNER_MATTERS, &signer, &world.error));
    buffer_append(&note, text);
    buffer_byte(&note, '\n');
    assert_true(note_sign(text, &signer, &note, &world.error));
    kept = arena_copy(&world.arena, buffer_slice(&note));
    buffer_free(&note);
    return kept;
}

static void assert_status(bool good, const char *state, struct slice note, struct slice signature,
                          const char *said)
{
    struct audit_report report;

    put_status(state, note, signature);
    assert_int_equal(audit(&report), good);
    if (!good && !strstr(world.error.message, said))
        fail_msg("%s, not %s", world.error.message, said);
    if (!good)
        assert_non_null(strstr(world.error.where, "status of"));
    restore();
}

static void forged_statuses(void **state)
{
    static const char clerk[] = "xb.court-1.o4";
    struct digest head = world.hashes[1][4];
    struct slice own = status_text("XB", clerk, 4, 4, head), text;
    struct slice foreign = status_text("XA", "xa.court-1.o4", 3, 3, world.hashes[0][3]);

    (void)state;
    assert_status(true, "XB", noted("XB", world.xb_folder, own), world_sign(&world, own, clerk),
                  "");
    assert_status(true, "XA", noted("XA", world.xa_folder, foreign),
                  world_sign(&world, foreign, "xa.court-1.o4"), "");
    /* By another node, by another clerk, a judge, the clerk over something else. */
    assert_status(false, "XB", noted("XA", world.xa_folder, own), world_sign(&world, own, clerk),
                  "node has not signed");
    assert_status(false, "XB", noted("XB", world.xb_folder, own),
                  world_sign(&world, own, "xb.court-1.o3"), "the clerk that it names");
    assert_status(false, "XB", noted("XB", world.xb_folder, own),
                  world_sign(&world, foreign, clerk), "");
    text = status_text("XB", "xb.court-1.o3", 4, 4, head);
    assert_status(false, "XB", noted("XB", world.xb_folder, text),
                  world_sign(&world, text, "xb.court-1.o3"), "the clerk that it names");
    /* A head that the node never had, at another place, another State's; a ledger longer than its
     * own. */
    text = status_text("XB", clerk, 4, 4, sha256_of(SLICE("other")));
    assert_status(false, "XB", noted("XB", world.xb_folder, text), world_sign(&world, text, clerk),
                  "head");
    text = status_text("XB", clerk, 4, 3, head);
    assert_status(false, "XB", noted("XB", world.xb_folder, text), world_sign(&world, text, clerk),
                  "head");
    text = status_text("XB", clerk, 4, 4, world.hashes[0][3]);
    assert_status(false, "XB", noted("XB", world.xb_folder, text), world_sign(&world, text, clerk),
                  "head");
    text = status_text("XB", clerk, 5, 4, head);
    assert_status(false, "XB", noted("XB", world.xb_folder, text), world_sign(&world, text, clerk),
                  "entries only");
}

/* A clerk whose key ended later signed it all the same. */
static void a_clerk_that_was_revoked_since(void **state)
{
    struct audit_report report;
    struct node_heads heads;
    struct slice payload;

    (void)state;
    assert_true(node_heads(&world.xb, SLICE("XB-register"), "XB", &heads, &world.error));
    payload = world_envelope(&world, "revocation", "XB-register", &heads, "xb.root-1",
                             "{\"subject\":\"xb.court-1.o4\",\"reason\":\"retired\","
                             "\"with\":[\"xb.root-2\"]}");
    assert_true(world_submit(&world, &world.xb, payload, "xb.root-1 xb.root-2"));
    assert_true(audit(&report));
    restore();
}

/* ---- what is kept ---- */

static void altered_kept_rows(void **state)
{
    (void)state;
    NAMED("UPDATE kept SET bytes = CAST(substr(bytes, 1, 60) || x'0000' || substr(bytes, 63)"
          " AS BLOB)",
          "kept");
    NAMED("UPDATE kept SET bytes = zeroblob(0) WHERE name = 'list-salt'", "list-salt");
    NAMED("UPDATE kept SET bytes = zeroblob(length(bytes)) WHERE name = 'shown XA'", "shown XA");
    NAMED("UPDATE kept SET name = 'shown XC' WHERE name = 'shown XA'", NULL);
    NAMED("UPDATE kept SET name = 'hidden' WHERE name = 'list-salt'", "hidden");
    NAMED("UPDATE kept SET chain = (SELECT id FROM chain WHERE name = 'XB-register')"
          " WHERE name = 'shown XA' AND chain = (SELECT id FROM chain WHERE name = 'XA-register')",
          NULL);
    /* The register's chain is public and its content open: nothing but the audit's look at it. */
    NAMED("UPDATE kept SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"state\": \"XA\"',"
          " '\"state\": \"XB\"') AS BLOB)"
          " WHERE chain = (SELECT id FROM chain WHERE name = 'XA-register')",
          "kept \"shown XA\" of XA-register");
    NAMED("DELETE FROM kept WHERE name = 'shown XA'"
          " AND chain = (SELECT id FROM chain WHERE name = 'XA-register')",
          "foreign statement XA");
    NAMED("DELETE FROM kept WHERE name = 'shown XA'"
          " AND chain <> (SELECT id FROM chain WHERE name = 'XA-register')",
          "foreign statement XA");
}

/* Puts another bundle of XA's in place of what is kept under a chain. */
static void keep(const char *chain, const struct bundle *bundle)
{
    struct buffer text = {0};

    bundle_write(bundle, &text);
    assert_true(store_begin(world.xb.store, &world.error));
    assert_true(store_keep(world.xb.store, slice_text(chain), "shown XA", buffer_slice(&text),
                           &world.error));
    assert_true(store_commit(world.xb.store, &world.error));
    buffer_free(&text);
}

static struct bundle kept_bundle(const char *chain)
{
    struct buffer text = {0};
    struct bundle bundle;
    bool known;

    assert_true(
        store_kept(world.xb.store, slice_text(chain), "shown XA", &text, &known, &world.error));
    assert_true(bundle_parse(arena_copy(&world.arena, buffer_slice(&text)), BUNDLE_EXCHANGE,
                             &world.arena, &bundle, &world.error));
    buffer_free(&text);
    return bundle;
}

static void assert_kept(const char *chain, const struct bundle *bundle, bool good, const char *said,
                        int line)
{
    struct audit_report report;

    keep(chain, bundle);
    if (audit(&report) != good ||
        (!good && !strstr(world.error.message, said) && !strstr(world.error.where, said)))
        fail_msg("line %d: %s (%s)", line, world.error.message, world.error.where);
    restore();
}

#define KEPT(chain, said, ...)                                                                     \
    do {                                                                                           \
        struct bundle bundle = kept_bundle(chain);                                                 \
        struct shown_state *shown = &bundle.states[0];                                             \
                                                                                                   \
        (void)shown;                                                                               \
        __VA_ARGS__;                                                                               \
        assert_kept(chain, &bundle, (said)[0] == '\0', said, __LINE__);                            \
    } while (0)

/* Sealed again under the chain's key, as only the node itself could. */
static void another_bundle_is_kept(void **state)
{
    struct shown_statement kept;

    (void)state;
    KEPT(world_chain, "", (void)bundle);
    KEPT("XA-register", "", (void)bundle);
    KEPT(world_chain, "proof-bad", shown->statements[1].path_count = 0);
    KEPT(world_chain, "proof-bad", shown->statements[1].entered += 60);
    KEPT(world_chain, "signer-key",
         shown->statements[1].signatures = shown->statements[2].signatures);
    KEPT(world_chain, "checkpoint-bad", shown->checkpoints[0].note = shown->status.note);
    KEPT(world_chain, "statement 1 is not stored",
         kept.payload =
             arena_format(&world.arena, "%.*s ", SLICE_ARG(shown->statements[0].payload));
         shown->statements[0].payload = kept.payload);
    KEPT(world_chain, "columns", bundle.matter = SLICE("XA-2026-000002"));
    KEPT(world_chain, "columns", bundle.matter = SLICE(""));
    KEPT(world_chain, "columns", bundle.attachments = &shown->status.note;
         bundle.attachment_count = 1);
    KEPT("XA-register", "offences-missing", shown->offence_count--);
    KEPT("XA-register", "rulebook-missing", shown->rulebook_count--);
    KEPT("XA-register", "checkpoint-bad", shown->entry_count--);
    KEPT("XA-register", "register-bad", shown->register_checkpoint_count = 0);
    KEPT("XA-register", "columns", shown->state[1] = 'B');
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(altered_statuses),
    cmocka_unit_test(forged_statuses),
    cmocka_unit_test(a_clerk_that_was_revoked_since),
    cmocka_unit_test(altered_kept_rows),
    cmocka_unit_test(another_bundle_is_kept),
};

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, auditing_set_up, auditing_tear_down);
}
