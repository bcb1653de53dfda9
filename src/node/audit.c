/* The audit: everything recomputed from what is stored, the first thing that is wrong named. */
#include <stdlib.h>

#include "base/files.h"
#include "base/json.h"
#include "base/memory.h"
#include "ledger/tile.h"
#include "node/audit.h"
#include "node/docket.h"
#include "node/record.h"
#include "store/scan.h"
#include "store/tiles.h"

static const char *const ledger_names[] = {
    [STORE_MATTERS] = "matters",
    [STORE_REGISTER] = "register",
};

struct checkpoint_list {
    struct checkpoint *items;
    size_t count;
};

/* One ledger on its way: the tree grows leaf by leaf, and at each size that a checkpoint states its
 * root is compared. Of each tile the digest of its bytes is kept, for the tiles as stored. */
struct audit {
    struct node *node;
    enum store_ledger ledger;
    const struct note_key *key;
    struct audit_report *report;
    void (*progress)(void *, const char *, uint64_t);
    void *progress_context;
    struct checkpoint_list checkpoints;
    size_t next_checkpoint;
    struct merkle_edge edge;
    instant last;
    struct buffer open_tile[TILE_LEVELS];    /* hashes of the tile that is being filled */
    struct buffer tile_digests[TILE_LEVELS]; /* of each full tile, 32 bytes each */
};

static bool differs(const struct audit *audit, struct error *error, const char *what,
                    uint64_t number)
{
    return error_where(error, "%s %s %llu", ledger_names[audit->ledger], what,
                       (unsigned long long)number);
}

/* ---- checkpoints ---- */

static bool take_checkpoint(void *context, const struct store_checkpoint *stored,
                            struct error *error)
{
    struct audit *audit = context;
    struct checkpoint_list *list = &audit->checkpoints;
    struct checkpoint_verified verified;

    if (!checkpoint_verify(stored->note, audit->key, NULL, 0, &verified, error))
        return differs(audit, error, "checkpoint", stored->size);
    if (verified.checkpoint.size != stored->size) {
        error_set(error, ERROR_LEDGER_DIFFERS, "the note says size %llu",
                  (unsigned long long)verified.checkpoint.size);
        return differs(audit, error, "checkpoint", stored->size);
    }
    list->items = memory_grow(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = verified.checkpoint;
    audit->report->checkpoints++;
    return true;
}

static bool compare_checkpoints(struct audit *audit, struct error *error)
{
    while (audit->next_checkpoint < audit->checkpoints.count &&
           audit->checkpoints.items[audit->next_checkpoint].size == audit->edge.size) {
        if (!digest_equal(audit->checkpoints.items[audit->next_checkpoint].root,
                          merkle_root(&audit->edge))) {
            error_set(error, ERROR_LEDGER_DIFFERS, "its root is not that of the entries");
            return differs(audit, error, "checkpoint", audit->edge.size);
        }
        audit->next_checkpoint++;
    }
    return true;
}

/* ---- leaves ---- */

static bool keep_node(void *context, unsigned level, uint64_t index, struct digest hash,
                      struct error *error)
{
    struct audit *audit = context;
    struct buffer *tile;
    struct digest digest;

    (void)index;
    (void)error;
    if (level % TILE_HEIGHT != 0)
        return true;
    level /= TILE_HEIGHT;
    tile = &audit->open_tile[level];
    buffer_append(tile, digest_slice(&hash));
    if (tile->size < TILE_WIDTH * DIGEST_SIZE)
        return true;
    digest = sha256_of(buffer_slice(tile));
    buffer_append(&audit->tile_digests[level], digest_slice(&digest));
    buffer_clear(tile);
    return true;
}

bool audit_describes(const struct statement *statement, const struct audit_row *row)
{
    return digest_equal(statement->hash, row->hash) && slice_equal(statement->chain, row->chain) &&
           slice_is(row->type, statement->act->type) &&
           slice_equal(row->office, name_office(statement->by)) &&
           strcmp(statement->state, row->state) == 0 && statement->seq == row->seq &&
           statement_moves(statement) == row->moves;
}

struct looking {
    struct node *node;
    struct slice chain;
};

static bool need_attachment(struct looking *looking, struct slice sha256, struct error *error)
{
    struct digest hash;
    uint64_t length;
    bool known;

    digest_read(sha256, &hash);
    if (!store_knows_attachment(looking->node->store, looking->chain, hash, &known, &length, error))
        return false;
    return known || error_set(error, ERROR_ATTACHMENT_MISSING, "its attachment %.*s is not there",
                              SLICE_ARG(sha256));
}

static bool is_attached(void *context, struct slice sha256, int64_t length, struct slice language,
                        struct error *error)
{
    (void)length;
    (void)language;
    return need_attachment(context, sha256, error);
}

/* An own statement's attachments are there; of what became law its text. */
static bool check_attachments(struct audit *audit, const struct statement *statement,
                              struct error *error)
{
    struct looking looking = {audit->node, statement->chain};
    bool is_law = statement_is_of(statement, &rules_acts);
    const char *file = forum_file_member(statement);
    char hash[DIGEST_TEXT];

    return (!is_law ||
            need_attachment(&looking, slice_text(digest_write(rules_text(statement), hash)),
                            error)) &&
           (!file || need_attachment(&looking, json_slice(json_object_get(statement->body, file)),
                                     error)) &&
           act_attachments(statement->act, statement->body, is_attached, &looking, error);
}

/* The statement behind the entry: its bytes, its hash, the columns beside it, its signatures. */
static bool check_statement(struct audit *audit, const struct store_leaf *leaf, struct error *error)
{
    struct shown_statement shown = {.payload = leaf->payload, .signatures = leaf->signatures};
    struct audit_row row = {leaf->hash,  leaf->chain, leaf->type, leaf->office,
                            leaf->state, leaf->seq,   leaf->moves};
    struct filed_list list = {0};
    bool ok;

    if (!filed_list_add(&list, &shown, error))
        return false;
    ok = audit_describes(&list.items[0].statement, &row) ||
         error_set(error, ERROR_LEDGER_DIFFERS,
                   "the statement is not the one that its columns describe");
    ok = ok && check_attachments(audit, &list.items[0].statement, error);
    filed_list_free(&list);
    audit->report->statements++;
    return ok;
}

static bool check_leaf(struct audit *audit, const struct store_leaf *leaf, struct error *error)
{
    struct entry entry;

    if (leaf->index != audit->edge.size)
        return error_set(error, ERROR_ENTRY_MISSING, "entry %llu is missing",
                         (unsigned long long)audit->edge.size);
    if (leaf->damaged != ERROR_NONE)
        return error_set(error, leaf->damaged, "its content cannot be read");
    if (!entry_parse(leaf->entry, &entry, error))
        return false;
    if (entry.time != leaf->entered || entry.time < audit->last)
        return error_set(error, ERROR_LEDGER_DIFFERS, "its time is not in order");
    audit->last = entry.time;
    if (leaf->destroyed) {
        audit->report->destroyed++;
        return true;
    }
    if (!entry_records(&entry, leaf->salt, leaf->payload, leaf->signatures))
        return error_set(error, ERROR_LEDGER_DIFFERS, "it does not record the stored statement");
    return check_statement(audit, leaf, error);
}

static bool take_leaf(void *context, const struct store_leaf *leaf, struct error *error)
{
    struct audit *audit = context;

    if (!check_leaf(audit, leaf, error) ||
        !merkle_append(&audit->edge, entry_leaf_hash(leaf->entry), keep_node, audit, error))
        return differs(audit, error, "entry", leaf->index);
    if (audit->progress && audit->edge.size % 1024 == 0)
        audit->progress(audit->progress_context, ledger_names[audit->ledger], audit->edge.size);
    return compare_checkpoints(audit, error);
}

/* ---- tiles ---- */

static bool take_tile(void *context, const struct store_tile *tile, struct error *error)
{
    struct audit *audit = context;
    struct digest digest = sha256_of(tile->hashes);
    bool same = false;

    if (tile->level < TILE_LEVELS && tile->width == TILE_WIDTH) {
        const struct buffer *full = &audit->tile_digests[tile->level];

        same = tile->index < full->size / DIGEST_SIZE &&
               slice_equal(
                   digest_slice(&digest),
                   slice_part(buffer_slice(full), (size_t)tile->index * DIGEST_SIZE, DIGEST_SIZE));
    } else if (tile->level < TILE_LEVELS) {
        same = slice_equal(tile->hashes, buffer_slice(&audit->open_tile[tile->level]));
    }
    if (same)
        return true;
    error_set(error, ERROR_LEDGER_DIFFERS, "its hashes are not those of the entries");
    return differs(audit, error, "tile", tile->index);
}

static bool audit_ledger(struct audit *audit, struct error *error)
{
    struct buffer path = {0};
    struct store *store = audit->node->store;
    bool ok;

    audit->last = 0;
    ok = store_scan_checkpoints(store, audit->ledger, take_checkpoint, audit, error) &&
         compare_checkpoints(audit, error) &&
         store_scan_leaves(store, audit->ledger, take_leaf, audit, error);
    if (ok && audit->next_checkpoint < audit->checkpoints.count) {
        error_set(error, ERROR_ENTRY_MISSING, "the ledger has %llu entries only",
                  (unsigned long long)audit->edge.size);
        ok = differs(audit, error, "checkpoint",
                     audit->checkpoints.items[audit->next_checkpoint].size);
    }
    ok = ok && store_scan_tiles(store, audit->ledger, take_tile, audit, error);
    audit->report->entries[audit->ledger] = audit->edge.size;
    buffer_clear(&path);
    buffer_format(&path, "%s/tiles/%s", audit->node->folder, ledger_names[audit->ledger]);
    ok = ok && store_compare(store, audit->ledger, buffer_string(&path), error);
    buffer_free(&path);
    for (int i = 0; i < TILE_LEVELS; i++) {
        buffer_free(&audit->open_tile[i]);
        buffer_free(&audit->tile_digests[i]);
    }
    free(audit->checkpoints.items);
    return ok;
}

/* ---- the rest ---- */

static bool take_attachment(void *context, const struct store_attachment_row *attachment,
                            struct error *error)
{
    struct audit *audit = context;
    char hash[DIGEST_TEXT];

    audit->report->attachments++;
    if (attachment->damaged == ERROR_NONE || attachment->destroyed)
        return true;
    error_set(error, attachment->damaged, "its content cannot be read, or has another hash");
    return error_where(error, "attachment %s of %.*s", digest_write(attachment->hash, hash),
                       SLICE_ARG(attachment->chain));
}

/* The registers that were accepted still fold without a refusal. */
static bool check_registers(const struct known_matter *known, struct error *error)
{
    for (size_t i = 0; i < known->findings->count; i++) {
        const struct finding *finding = &known->findings->items[i];

        if (finding->outcome != OUTCOME_REFUSE)
            continue;
        error_set(error, ERROR_LEDGER_DIFFERS, "a register or what it made law does not hold: %s",
                  finding_name(finding->code));
        return error_where(error, "%s", finding->where);
    }
    return true;
}

/* What is judged by the registers. */
static bool audit_states(struct node *node, struct audit_report *report, struct error *error)
{
    struct known_matter known;
    instant now;
    bool ok;

    if (!audit_kept_form(node, report, error) || !node_clock(node, &now, error) ||
        !node_load_anew(node, SLICE(""), now, &known, error))
        return false;
    ok = check_registers(&known, error) && audit_statuses(node, &known, report, error) &&
         audit_kept_matters(node, &known, error) && docket_audit(node, &known, error);
    known_matter_free(&known);
    return ok;
}

bool node_audit(struct node *node, void (*progress)(void *, const char *, uint64_t), void *context,
                struct audit_report *report, struct error *error)
{
    const struct trust_state *pins;
    bool ok;

    *report = (struct audit_report){0};
    if (!node_need_trust(node, error))
        return false;
    pins = trust_state(&node->trust, node->state);
    ok = store_begin_read(node->store, error) && store_check(node->store, error);
    for (enum store_ledger ledger = STORE_MATTERS; ok && ledger <= STORE_REGISTER; ledger++) {
        struct audit audit = {
            .node = node,
            .ledger = ledger,
            .key = ledger == STORE_MATTERS ? &pins->matters : &pins->ledger_register,
            .report = report,
            .progress = progress,
            .progress_context = context,
        };

        ok = audit_ledger(&audit, error);
    }
    if (ok) {
        struct audit audit = {.node = node, .report = report};

        ok = audit_foreign(node, report, error) &&
             store_scan_attachments(node->store, take_attachment, &audit, error) &&
             record_audit(node, error) && audit_states(node, report, error);
    }
    store_rollback(node->store);
    return ok;
}
