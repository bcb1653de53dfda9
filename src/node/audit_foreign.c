/* The audit of what came from elsewhere: cosignatures, foreign checkpoints, foreign statements. */
#include "node/audit.h"
#include "store/scan.h"

struct gathering {
    struct node *node;
    struct audit_report *report;
};

static const struct note_key *find_witness(const struct node *node, struct slice name)
{
    for (size_t i = 0; i < node->trust.witness_count; i++)
        if (slice_is(name, node->trust.witnesses[i].key.name))
            return &node->trust.witnesses[i].key;
    return NULL;
}

/* The note that a cosignature is about: an own checkpoint, or a foreign one that was kept. */
static bool find_note(struct node *node, const struct store_cosignature *cosignature,
                      struct arena *arena, struct slice *out, struct error *error)
{
    struct store_foreign_checkpoint foreign;
    struct store_checkpoint own;
    char name[32];

    for (enum store_ledger ledger = STORE_MATTERS; ledger <= STORE_REGISTER; ledger++) {
        if (!slice_equal(node_origin(node->state, ledger, name), cosignature->origin))
            continue;
        if (!store_checkpoint_at(node->store, ledger, cosignature->size, arena, &own, error))
            return false;
        *out = own.note;
        return true;
    }
    if (!store_foreign_checkpoint_at(node->store, cosignature->origin, cosignature->size, arena,
                                     &foreign, error))
        return false;
    *out = foreign.note;
    return true;
}

/* Of a witness that is not pinned any more nothing but the name can be compared. */
static bool has_name(const struct store_cosignature *cosignature, struct error *error)
{
    struct buffer start = {0};
    bool same;

    buffer_format(&start, "\xe2\x80\x94 %.*s ", SLICE_ARG(cosignature->witness));
    same = slice_starts(cosignature->line, buffer_slice(&start));
    buffer_free(&start);
    return same || error_set(error, ERROR_LEDGER_DIFFERS, "its line is of another witness");
}

static bool check_cosignature(struct node *node, const struct store_cosignature *cosignature,
                              struct arena *arena, struct error *error)
{
    const struct note_key *key = find_witness(node, cosignature->witness);
    struct slice bytes;
    struct buffer with = {0};
    struct note note;
    bool present = false, ok;
    instant at;

    if (!key)
        return has_name(cosignature, error);
    if (!find_note(node, cosignature, arena, &bytes, error))
        return false;
    ok = checkpoint_add(bytes, cosignature->line, &with, error) &&
         note_parse(buffer_slice(&with), &note, error) &&
         note_verify_one(&note, key, &present, &at, error);
    buffer_free(&with);
    if (ok && (!present || at != cosignature->at))
        ok = error_set(error, ERROR_LEDGER_DIFFERS, "its time or witness is not as stored");
    return ok;
}

static bool take_cosignature(void *context, const struct store_cosignature *cosignature,
                             struct error *error)
{
    struct gathering *audit = context;
    struct arena arena = {0};
    bool ok = check_cosignature(audit->node, cosignature, &arena, error);

    arena_free(&arena);
    audit->report->cosignatures++;
    return ok || error_where(error, "cosignature of %.*s at size %llu",
                             SLICE_ARG(cosignature->origin), (unsigned long long)cosignature->size);
}

/* A foreign checkpoint that was witnessed: signed by the ledger that is pinned. */
static bool take_foreign_checkpoint(void *context, const struct store_foreign_checkpoint *stored,
                                    struct error *error)
{
    struct gathering *audit = context;
    const struct trust *trust = &audit->node->trust;
    struct checkpoint checkpoint;
    const char *origin = stored->checkpoint.origin;
    bool ok = true;

    for (size_t i = 0; ok && i < trust->state_count; i++) {
        const struct trust_state *state = &trust->states[i];
        const struct note_key *key =
            strcmp(state->matters.name, origin) == 0 ? &state->matters : &state->ledger_register;
        instant cosigned;

        if (strcmp(key->name, origin) != 0)
            continue;
        ok = trust_checkpoint(trust, state, key, stored->note, &checkpoint, &cosigned, NULL, error);
        if (ok && !checkpoint_equal(&checkpoint, &stored->checkpoint))
            ok = error_set(error, ERROR_LEDGER_DIFFERS, "the note says something else");
    }
    return ok || error_where(error, "checkpoint of %s at size %llu", origin,
                             (unsigned long long)stored->checkpoint.size);
}

/* The entry that a foreign statement is said to have is proven in its State's ledger. */
static bool check_place(struct node *node, const struct store_statement *stored,
                        struct error *error)
{
    struct store_foreign_checkpoint checkpoint;
    struct buffer entry = {0};
    struct arena arena = {0};
    struct digest leaf;
    bool ok = true;

    if (stored->entered == NEVER)
        return true;
    if (stored->proof_count == 0)
        return error_set(error, ERROR_LEDGER_DIFFERS, "the proof of its place is missing");
    ok = entry_write_sealed(stored->entered,
                            entry_commitment(stored->salt, stored->payload, stored->signatures),
                            &entry, error);
    leaf = entry_leaf_hash(buffer_slice(&entry));
    for (size_t i = 0; ok && i < stored->proof_count; i++) {
        const struct store_proof *proof = &stored->proofs[i];

        ok = store_foreign_checkpoint_at(node->store, stored->origin, proof->size, &arena,
                                         &checkpoint, error) &&
             merkle_verify_inclusion((uint64_t)stored->entry, proof->size, leaf, proof->path,
                                     proof->count, checkpoint.checkpoint.root, error);
    }
    buffer_free(&entry);
    arena_free(&arena);
    return ok;
}

static bool take_foreign(void *context, const struct store_statement *stored,
                         enum error_code damaged, struct error *error)
{
    struct gathering *audit = context;
    struct shown_statement shown = {.payload = stored->payload, .signatures = stored->signatures};
    struct audit_row row = {stored->hash,  stored->chain, stored->type, stored->office,
                            stored->state, stored->seq,   stored->moves};
    struct filed_list list = {0};
    bool ok;

    audit->report->foreign++;
    if (damaged == ERROR_CONTENT_DESTROYED)
        return true;
    ok = damaged == ERROR_NONE ? filed_list_add(&list, &shown, error)
                               : error_set(error, damaged, "its content cannot be read");
    if (ok && !audit_describes(&list.items[0].statement, &row))
        ok = error_set(error, ERROR_LEDGER_DIFFERS,
                       "the statement is not the one that its columns describe");
    ok = ok && check_place(audit->node, stored, error) && audit_is_kept(audit->node, stored, error);
    filed_list_free(&list);
    return ok || error_where(error, "foreign statement %s %lld of %.*s", stored->state,
                             (long long)stored->seq, SLICE_ARG(stored->chain));
}

bool audit_foreign(struct node *node, struct audit_report *report, struct error *error)
{
    struct gathering gathering = {node, report};

    return store_scan_cosignatures(node->store, take_cosignature, &gathering, error) &&
           store_scan_foreign_checkpoints(node->store, take_foreign_checkpoint, &gathering,
                                          error) &&
           store_scan_foreign(node->store, take_foreign, &gathering, error);
}
