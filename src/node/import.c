/* Exchange by file: what a node takes in. */
#include <stdio.h>

#include "matter/acts.h"
#include "node/commit.h"
#include "node/docket.h"
#include "node/record.h"
#include "node/show.h"
#include "node/witness.h"
#include "store/exchange.h"
#include "store/kept.h"
#include "store/statements.h"

struct importing {
    struct node *node;
    const struct bundle *bundle;
    const struct shown_state *shown;
    struct verified_state state;
    bool *fresh; /* of each of its statements: not known before */
    struct import_report *report;
    struct arena *arena;
    struct buffer line; /* of the last cosignature */
    instant now;
};

static bool refuse(struct importing *importing, struct error *error)
{
    return error_set(error, ERROR_STATEMENT_REFUSED, "the bundle of %s is refused",
                     importing->shown->state);
}

static bool old_checkpoint(const struct checkpoint *checkpoint, uint64_t last, struct error *error)
{
    return error_set(error, ERROR_CHECKPOINT_OLD,
                     "%s: the bundle ends at size %llu, this node has seen %llu; ask for a newer "
                     "export, with --since %llu",
                     checkpoint->origin, (unsigned long long)checkpoint->size,
                     (unsigned long long)last, (unsigned long long)last);
}

/* The register ledger shown continues the one seen last: the root of its beginning is that one's.
 */
static bool register_continues(struct importing *importing, const struct checkpoint *last,
                               struct error *error)
{
    const struct checkpoint *checkpoint = &importing->state.register_checkpoint;
    struct digest *leaves;

    if (last->size > checkpoint->size)
        return old_checkpoint(checkpoint, last->size, error);
    leaves = arena_take(importing->arena, (size_t)(last->size + 1) * sizeof *leaves);
    for (uint64_t i = 0; i < last->size; i++)
        leaves[i] = entry_leaf_hash(importing->shown->entries[i]);
    if (digest_equal(merkle_root_of(leaves, (size_t)last->size), last->root))
        return true;
    return error_set(error, ERROR_CHECKPOINT_FORKED,
                     "%s does not continue what this node has seen at size %llu",
                     checkpoint->origin, (unsigned long long)last->size);
}

/* One of the checkpoints shown (their consistency is proven) is the one seen last. */
static bool matters_continue(struct importing *importing, const struct checkpoint *last,
                             struct error *error)
{
    const struct checkpoint *newest = &importing->state.matters_checkpoint;

    if (last->size > newest->size)
        return old_checkpoint(newest, last->size, error);
    for (size_t i = 0; i < importing->shown->checkpoint_count; i++) {
        struct checkpoint checkpoint;
        struct note note;

        if (!note_parse(importing->shown->checkpoints[i].note, &note, error) ||
            !checkpoint_parse(note.text, &checkpoint, error))
            return false;
        if (checkpoint.size != last->size)
            continue;
        if (digest_equal(checkpoint.root, last->root))
            return true;
        return error_set(error, ERROR_CHECKPOINT_FORKED,
                         "%s has another root at size %llu than this node has seen",
                         checkpoint.origin, (unsigned long long)last->size);
    }
    return old_checkpoint(newest, last->size, error);
}

typedef bool continues(struct importing *, const struct checkpoint *, struct error *);

static bool witness_ledger(struct importing *importing, const struct checkpoint *checkpoint,
                           struct slice note, continues *check, struct error *error)
{
    struct store_foreign_checkpoint last;

    if (checkpoint->size == 0)
        return true;
    if (!store_newest_foreign_checkpoint(importing->node->store, slice_text(checkpoint->origin),
                                         importing->arena, &last, error))
        return false;
    if (last.note.size && !check(importing, &last.checkpoint, error))
        return false;
    buffer_clear(&importing->line);
    return witness_cosign(importing->node, checkpoint, note, importing->now, &importing->line,
                          error);
}

static bool witness_ledgers(struct importing *importing, struct error *error)
{
    const struct shown_state *shown = importing->shown;
    struct slice register_note =
        shown->register_checkpoint_count
            ? shown->register_checkpoints[shown->register_checkpoint_count - 1]
            : SLICE("");
    struct slice matters_note =
        shown->checkpoint_count ? shown->checkpoints[shown->checkpoint_count - 1].note : SLICE("");

    return witness_ledger(importing, &importing->state.register_checkpoint, register_note,
                          register_continues, error) &&
           witness_ledger(importing, &importing->state.matters_checkpoint, matters_note,
                          matters_continue, error);
}

/* The checkpoint to which a statement is proven, and the proof: the audit recomputes it. */
static bool store_proof(struct importing *importing, const struct shown_statement *shown,
                        const struct filed *filed, struct error *error)
{
    struct slice note = importing->shown->checkpoints[shown->checkpoint].note;
    struct store_foreign_checkpoint checkpoint = {.note = note, .received = importing->now};
    struct note parsed;

    return note_parse(note, &parsed, error) &&
           checkpoint_parse(parsed.text, &checkpoint.checkpoint, error) &&
           store_put_foreign_checkpoint(importing->node->store, &checkpoint, error) &&
           store_put_proof(importing->node->store, filed->statement.hash,
                           checkpoint.checkpoint.size, shown->path, shown->path_count, error);
}

static bool store_one(struct importing *importing, const struct shown_statement *shown,
                      const struct filed *filed, struct error *error)
{
    struct node *node = importing->node;
    struct store_place place = {
        .origin = slice_text(importing->state.matters_checkpoint.origin),
        .index = shown->index,
        .entered = filed->entered,
        .salt = shown->salt,
    };
    bool known;

    if (!store_knows(node->store, filed->statement.hash, &known, error))
        return false;
    if (known)
        importing->report->known++;
    else
        importing->report->statements++;
    return (known || (store_put_foreign(node->store, &filed->statement, shown->signatures,
                                        importing->now, error) &&
                      record_take(node, &filed->statement, error))) &&
           (filed->entered == NEVER ||
            (store_put_place(node->store, filed->statement.hash, &place, error) &&
             store_proof(importing, shown, filed, error)));
}

static bool store_statements(struct importing *importing, struct error *error)
{
    size_t count = importing->state.statements.count;

    importing->fresh = arena_take(importing->arena, count * sizeof *importing->fresh);
    for (size_t i = 0; i < count; i++) {
        size_t before = importing->report->statements;

        if (!store_one(importing, &importing->shown->statements[i],
                       &importing->state.statements.items[i], error))
            return false;
        importing->fresh[i] = importing->report->statements > before;
    }
    return true;
}

struct wanted {
    struct importing *importing;
    struct digest hash;
    struct slice bytes;
};

static bool is_wanted(void *context, struct slice sha256, int64_t length, struct slice language,
                      struct error *error)
{
    struct wanted *wanted = context;
    struct digest hash;

    (void)language;
    digest_read(sha256, &hash);
    if (!digest_equal(hash, wanted->hash) || wanted->bytes.size != (uint64_t)length)
        return true;
    wanted->importing->report->attachments++;
    return store_put_attachment(wanted->importing->node->store, wanted->importing->bundle->matter,
                                hash, wanted->bytes, error);
}

/* Takes the attachments that a statement of the bundle names; others are not stored. */
static bool store_attachments(struct importing *importing, struct error *error)
{
    for (size_t i = 0; i < importing->bundle->attachment_count; i++) {
        struct wanted wanted = {.importing = importing, .bytes = importing->bundle->attachments[i]};

        wanted.hash = sha256_of(wanted.bytes);
        for (size_t j = 0; j < importing->state.statements.count; j++) {
            const struct statement *statement = &importing->state.statements.items[j].statement;

            if (!act_attachments(statement->act, statement->body, is_wanted, &wanted, error))
                return false;
        }
    }
    return true;
}

struct needed {
    struct importing *importing;
    const struct statement *statement;
};

static bool is_there(void *context, struct slice sha256, int64_t length, struct slice language,
                     struct error *error)
{
    struct needed *needed = context;
    struct finding *finding;
    struct digest hash;
    uint64_t stored;
    bool known;
    char where[80];

    (void)language;
    digest_read(sha256, &hash);
    if (!store_knows_attachment(needed->importing->node->store, needed->statement->chain, hash,
                                &known, &stored, error))
        return false;
    if (known && stored == (uint64_t)length)
        return true;
    statement_label(needed->statement, where);
    finding = findings_add(&needed->importing->report->findings, FINDING_ATTACHMENT_MISSING, where);
    finding->value =
        (struct value){.kind = VALUE_TEXT, .text = arena_copy(needed->importing->arena, sha256)};
    return true;
}

/* The court sees all: what permits comes with its prose, except the answers of a rights assessment.
 * A restriction counts without. */
static bool need_attachments(struct importing *importing, struct error *error)
{
    for (size_t i = 0; i < importing->state.statements.count; i++) {
        const struct statement *statement = &importing->state.statements.items[i].statement;
        struct needed needed = {importing, statement};

        if (importing->fresh[i] && statement_moves(statement) &&
            statement->number != MATTER_RIGHTS_ASSESSMENT &&
            !act_attachments(statement->act, statement->body, is_there, &needed, error))
            return false;
    }
    return findings_permit(&importing->report->findings) || refuse(importing, error);
}

static bool store_status_of(struct importing *importing, struct error *error)
{
    const struct shown_status *shown = &importing->shown->status;
    struct store_status status = {
        .chain = importing->bundle->matter,
        .at = importing->state.status.at,
        .note = shown->note,
        .signature = shown->signature,
    };

    memcpy(status.state, importing->shown->state, STATE_TEXT);
    return !importing->state.has_status || store_put_status(importing->node->store, &status, error);
}

/* Keeps what this node shows again: of attachments and cosignatures nothing, since those are stored
 * elsewhere, and under the register's public chain nothing of a matter. */
static bool keep_bundle(struct importing *importing, struct slice chain, const char *name,
                        const struct bundle *bundle, struct error *error)
{
    struct buffer text = {0};
    bool ok;

    bundle_write(bundle, &text);
    ok = store_keep(importing->node->store, chain, name, buffer_slice(&text), error);
    buffer_wipe_free(&text);
    return ok;
}

static bool keep_shown(struct importing *importing, struct error *error)
{
    const struct shown_state *shown = importing->shown;
    struct bundle kept = {.kind = BUNDLE_EXCHANGE, .states = {*shown}, .state_count = 1};
    struct slice chain = arena_format(importing->arena, "%s-register", shown->state);
    char name[16];

    show_kept_name(shown->state, name);
    memcpy(kept.floors, importing->bundle->floors, sizeof kept.floors);
    kept.floor_count = importing->bundle->floor_count;
    kept.states[0].checkpoint_count = kept.states[0].statement_count = 0;
    kept.states[0].status = (struct shown_status){0};
    if (!keep_bundle(importing, chain, name, &kept, error))
        return false;
    kept.matter = importing->bundle->matter;
    kept.states[0] = *shown;
    kept.states[0].entry_count = kept.states[0].register_checkpoint_count = 0;
    kept.states[0].rulebook_count = kept.states[0].offence_count = 0;
    return !kept.matter.size || keep_bundle(importing, kept.matter, name, &kept, error);
}

static bool take_cosigned(struct importing *importing, struct error *error)
{
    for (size_t i = 0; i < importing->bundle->cosigned_count; i++) {
        bool own;

        if (!witness_take(importing->node, importing->bundle->cosigned[i],
                          &importing->report->cosignatures, &own, error))
            return false;
    }
    return true;
}

static bool is_fresh(const struct importing *importing, const struct filed *filed)
{
    for (size_t i = 0; i < importing->state.statements.count; i++)
        if (digest_equal(importing->state.statements.items[i].statement.hash,
                         filed->statement.hash))
            return importing->fresh[i];
    return false;
}

/* A restriction whose signer does not hold is no restriction; taken in, it would stand where the
 * true one belongs. */
static bool speaks_against(const struct finding *finding, const struct standing *standing)
{
    return finding->outcome == OUTCOME_REFUSE ||
           (!standing->counts && !statement_moves(&standing->filed->statement));
}

/* What a new application says of earlier matters, by those that this node has been sent (P4). */
static bool judge_records(struct importing *importing, const struct known_matter *known,
                          bool *refused, struct error *error)
{
    struct findings *found = &importing->report->findings;
    size_t before = found->count;

    for (size_t i = 0; i < known->filed.count; i++) {
        const struct filed *filed = &known->filed.items[i];
        char where[80];

        if (filed->statement.act != &matter_acts.acts[MATTER_APPLICATION] ||
            !is_fresh(importing, filed))
            continue;
        statement_label(&filed->statement, where);
        if (!record_judge(importing->node, filed, where, importing->arena, found, error))
            return false;
    }
    *refused = *refused || found->count > before;
    return true;
}

/* Folds the matter as it now is; what a new statement of the bundle is refused for is reported. */
static bool judge_new(struct importing *importing, struct error *error)
{
    struct findings *found = &importing->report->findings;
    struct known_matter known;
    bool refused = false, ok;

    if (!importing->bundle->matter.size)
        return true;
    if (!node_load(importing->node, importing->bundle->matter, importing->now, &known, error))
        return false;
    for (size_t i = 0; i < known.matter->statements.count; i++) {
        const struct finding *finding = &known.matter->statements.items[i];
        const struct standing *standing = &known.matter->standing[known.matter->owner[i]];
        struct finding *copy;

        if (finding->code != FINDING_TOO_MANY &&
            (!is_fresh(importing, standing->filed) || !speaks_against(finding, standing)))
            continue;
        refused = true;
        copy = findings_add(found, finding->code, finding->where);
        if (copy->code != finding->code)
            continue;
        *copy = *finding;
        copy->outcome = OUTCOME_REFUSE;
    }
    ok = judge_records(importing, &known, &refused, error) &&
         docket_take(importing->node, &known.terms, known.filed.items, known.filed.count, NULL,
                     error);
    findings_keep(found, importing->arena);
    known_matter_free(&known);
    return ok && (!refused || refuse(importing, error));
}

/* What moves a chain has no effect before it is in its State's ledger. */
static void find_unlogged(struct importing *importing)
{
    for (size_t i = 0; i < importing->state.statements.count; i++) {
        const struct filed *filed = &importing->state.statements.items[i];
        char where[80];

        if (filed->entered != NEVER || !statement_moves(&filed->statement))
            continue;
        statement_label(&filed->statement, where);
        findings_add(&importing->report->findings, FINDING_NOT_LOGGED, where);
    }
}

static bool check_bundle(struct importing *importing, struct error *error)
{
    struct node *node = importing->node;
    struct checking checking = {
        .trust = &node->trust,
        .floors = node->floors,
        .arena = importing->arena,
        .provisional = true,
        .now = importing->now,
        .findings = &importing->report->findings,
    };

    if (strcmp(importing->shown->state, node->state) == 0)
        return error_set(error, ERROR_BUNDLE_FORMAT, "this bundle comes from %s itself",
                         node->state);
    if (!trust_has_floors(&node->trust, importing->bundle->floors,
                          importing->bundle->floor_count)) {
        findings_add(&importing->report->findings, FINDING_FLOOR_OTHER, importing->shown->state);
        return refuse(importing, error);
    }
    verified_state_check(&checking, importing->shown, importing->bundle->matter, NULL, 0,
                         &importing->state);
    find_unlogged(importing);
    findings_keep(&importing->report->findings, importing->arena);
    if (!importing->state.sound || !findings_permit(&importing->report->findings))
        return refuse(importing, error);
    return true;
}

/* Whether the bundle shows more of the register than this node has seen. */
static bool is_new_register(struct importing *importing, bool *out, struct error *error)
{
    const struct checkpoint *shown = &importing->state.register_checkpoint;
    struct store_foreign_checkpoint last;

    if (!store_newest_foreign_checkpoint(importing->node->store, slice_text(shown->origin),
                                         importing->arena, &last, error))
        return false;
    *out = shown->size != (last.note.size ? last.checkpoint.size : 0);
    return true;
}

static bool store_bundle(struct importing *importing, struct error *error)
{
    bool renew;

    return is_new_register(importing, &renew, error) && witness_ledgers(importing, error) &&
           keep_shown(importing, error) && store_statements(importing, error) &&
           store_attachments(importing, error) && need_attachments(importing, error) &&
           store_status_of(importing, error) && take_cosigned(importing, error) &&
           judge_new(importing, error) &&
           (!renew || docket_renew(importing->node, importing->now, error));
}

bool node_import(struct node *node, struct slice text, struct import_report *report,
                 struct arena *arena, struct error *error)
{
    struct bundle bundle;
    struct importing importing = {
        .node = node, .bundle = &bundle, .report = report, .arena = arena};
    bool ok;

    *report = (struct import_report){0};
    if (!node_need_trust(node, error) ||
        !bundle_parse(text, BUNDLE_EXCHANGE, arena, &bundle, error))
        return false;
    if (bundle.state_count != 1)
        return error_set(error, ERROR_BUNDLE_FORMAT, "an exchange bundle shows one State");
    importing.shown = &bundle.states[0];
    if (!store_begin(node->store, error))
        return false;
    ok = node_clock(node, &importing.now, error) && check_bundle(&importing, error) &&
         store_bundle(&importing, error) && store_commit(node->store, error);
    if (!ok)
        store_rollback(node->store);
    verified_state_free(&importing.state);
    buffer_free(&importing.line);
    if (ok)
        commit_publish(node);
    return ok;
}
