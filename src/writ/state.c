#include "writ/state.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "writ/adopted.h"

_Static_assert((int)REGISTER_LATER == FLOORS_MOST - 1, "the terms have room for every floor");

const struct act_table *const all_acts[] = {
    &register_acts,
    &rules_acts,
    &matter_acts,
    &forum_acts[FORUM_PROCEDURE],
    &forum_acts[FORUM_ACCREDITATION],
    &forum_acts[FORUM_MEETINGS],
    &forum_acts[FORUM_DOCUMENTS],
    &forum_acts[FORUM_SUBMISSIONS],
    &forum_acts[FORUM_OBSERVATIONS],
};
const size_t all_acts_count = sizeof all_acts / sizeof *all_acts;

static void find(struct checking *checking, enum finding_code code, const char *where,
                 const struct error *error)
{
    struct finding *finding = findings_add(checking->findings, code, where);

    if (error)
        finding_error(finding, error, checking->arena);
}

const struct floors *checked_floors(const struct slice *texts, size_t count,
                                    const struct trust *trust, struct arena *arena,
                                    struct findings *findings)
{
    struct floors *floors = arena_take(arena, sizeof *floors);
    struct error error = {0};
    size_t at;

    if (trust_has_floors(trust, texts, count) &&
        floors_parse(texts, count, arena, floors, &at, &error))
        return floors;
    findings_add(findings, FINDING_FLOOR_OTHER, "floor");
    return NULL;
}

/* ---- lists of filed statements ---- */

static struct filed *list_grow(struct filed_list *list)
{
    list->items = memory_grow(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count] = (struct filed){.entry = NEVER, .entered = NEVER, .cosigned = NEVER};
    return &list->items[list->count];
}

bool filed_list_add(struct filed_list *list, const struct shown_statement *shown,
                    struct error *error)
{
    struct filed *filed = list_grow(list);

    if (!statement_parse(shown->payload, all_acts, all_acts_count, &filed->statement, error))
        return false;
    if (!statement_verify(&filed->statement, shown->signatures, filed->signatures, error)) {
        statement_free(&filed->statement);
        return false;
    }
    list->count++;
    return true;
}

void filed_list_free(struct filed_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        statement_free(&list->items[i].statement);
    free(list->items);
    *list = (struct filed_list){0};
}

/* ---- the register ledger ---- */

/* The tree of the entries, grown to the checkpoint's size, has its root. */
static bool check_register_root(const struct checkpoint *checkpoint, const struct digest *leaves,
                                size_t leaf_count, struct merkle_edge *edge, struct error *error)
{
    if (checkpoint->size < edge->size)
        return error_set(error, ERROR_CHECKPOINT_OLD,
                         "the checkpoints are not in the order of their sizes");
    if (checkpoint->size > leaf_count)
        return error_set(error, ERROR_ENTRY_MISSING,
                         "the checkpoint has %llu entries, only %zu are shown",
                         (unsigned long long)checkpoint->size, leaf_count);
    while (edge->size < checkpoint->size)
        if (!merkle_append(edge, leaves[edge->size], NULL, NULL, error))
            return false;
    if (digest_equal(merkle_root(edge), checkpoint->root))
        return true;
    return error_set(error, ERROR_LEDGER_DIFFERS,
                     "the entries shown are not those of the checkpoint of size %llu",
                     (unsigned long long)checkpoint->size);
}

static void earlier_of(instant *time, instant other)
{
    if (other != NEVER && (*time == NEVER || other < *time))
        *time = other;
}

/* `cosigned[i]` becomes the oldest time at which a checkpoint that is shown and includes entry i
 * had its quorum, or NEVER: a later one does not make an entry younger. */
static bool check_register_checkpoints(struct checking *checking, const struct shown_state *shown,
                                       struct verified_state *out, instant *cosigned,
                                       struct error *error)
{
    struct digest *leaves = arena_take(checking->arena, shown->entry_count * sizeof *leaves);
    struct merkle_edge edge = {0};

    for (size_t i = 0; i < shown->entry_count; i++) {
        leaves[i] = entry_leaf_hash(shown->entries[i]);
        cosigned[i] = NEVER;
    }
    for (size_t i = 0; i < shown->register_checkpoint_count; i++) {
        struct checkpoint *checkpoint = &out->register_checkpoint;
        instant time;

        if (!trust_checkpoint(checking->trust, out->pins, &out->pins->ledger_register,
                              shown->register_checkpoints[i], checkpoint, &time, &checking->now,
                              error) ||
            !check_register_root(checkpoint, leaves, shown->entry_count, &edge, error))
            return false;
        for (size_t j = 0; j < checkpoint->size; j++)
            earlier_of(&cosigned[j], time);
        if (checkpoint->size == shown->entry_count && time > out->register_fresh)
            out->register_fresh = time;
    }
    return true;
}

/* The newest checkpoint covers all entries, and a quorum has cosigned it. */
static bool check_register_ledger(struct checking *checking, const struct shown_state *shown,
                                  struct verified_state *out, instant *cosigned)
{
    struct error error = {0};
    char where[60];

    snprintf(where, sizeof where, "%s register", shown->state);
    if (!check_register_checkpoints(checking, shown, out, cosigned, &error)) {
        find(checking, FINDING_CHECKPOINT_BAD, where, &error);
        return false;
    }
    if (checking->provisional && shown->entry_count == 0)
        return true;
    if (shown->register_checkpoint_count == 0 ||
        out->register_checkpoint.size != shown->entry_count || shown->entry_count == 0) {
        find(checking, FINDING_REGISTER_BAD, where, NULL);
        return false;
    }
    if (checking->provisional || cosigned[shown->entry_count - 1] != NEVER)
        return true;
    find(checking, FINDING_NOT_COSIGNED, where, NULL);
    return false;
}

/* The last one goes from one list to the end of another. */
static void list_move(struct filed_list *from, struct filed_list *to)
{
    *list_grow(to) = from->items[--from->count];
    to->count++;
}

/* One entry of the register ledger as a statement of its chain. */
static bool read_register_entry(const struct shown_state *shown, size_t index, instant cosigned,
                                instant *last, struct verified_state *out, struct error *error)
{
    struct shown_statement statement = {0};
    struct filed_list *list = &out->register_statements;
    struct entry entry;
    struct filed *filed;

    if (!entry_parse(shown->entries[index], &entry, error))
        return false;
    if (entry.kind != ENTRY_OPEN || entry.time < *last)
        return error_set(error, ERROR_ENTRY_FORMAT,
                         "an entry of a register is open and not older than the one before it");
    *last = entry.time;
    statement.payload = entry.payload;
    statement.signatures = entry.signatures;
    if (!filed_list_add(list, &statement, error))
        return false;
    filed = &list->items[list->count - 1];
    filed->entry = (int64_t)index;
    filed->entered = entry.time;
    filed->cosigned = cosigned;
    if (statement_is_of(&filed->statement, &rules_acts))
        list_move(list, &out->rules_statements);
    else if (forum_chain_of(&filed->statement) != FORUM_CHAINS)
        list_move(list, &out->forum_statements);
    return true;
}

static bool check_register(struct checking *checking, const struct shown_state *shown,
                           struct verified_state *out)
{
    instant *cosigned = arena_take(checking->arena, (shown->entry_count + 1) * sizeof *cosigned);
    instant last = 0;
    char where[60];

    if (!check_register_ledger(checking, shown, out, cosigned))
        return false;
    for (size_t i = 0; i < shown->entry_count; i++) {
        struct error error = {0};

        if (read_register_entry(shown, i, cosigned[i], &last, out, &error))
            continue;
        snprintf(where, sizeof where, "%s register entry %zu", shown->state, i);
        find(checking, FINDING_REGISTER_BAD, where, &error);
        return false;
    }
    return true;
}

static int64_t general_of(const struct rulebook *floor, enum parameter parameter)
{
    return parameter_scaled(parameter, rulebook_general(floor, parameter));
}

void register_terms_of(const struct trust_state *pins, const struct floors *floors,
                       struct register_terms *out)
{
    memcpy(out->state, pins->state, STATE_TEXT);
    memcpy(out->roots, pins->roots, sizeof out->roots);
    out->delay = general_of(floors->met[0], PARAMETER_DELAY);
    out->skew = general_of(floors->met[0], PARAMETER_SKEW);
    out->later_count = 0;
    for (size_t i = 1; i < floors->count; i++, out->later_count++) {
        out->later[i - 1].from = floors->met[i]->from;
        out->later[i - 1].delay = general_of(floors->met[i], PARAMETER_DELAY);
        out->later[i - 1].skew = general_of(floors->met[i], PARAMETER_SKEW);
    }
}

/* Restrictions by hand that belong to this State's register. */
static void take_revocations(struct verified_state *out, const struct shown_statement *hands,
                             size_t hand_count)
{
    for (size_t i = 0; i < hand_count; i++) {
        struct error ignored = {0};
        struct filed_list *list = &out->register_statements;
        struct statement *statement;

        if (!filed_list_add(list, &hands[i], &ignored))
            continue;
        statement = &list->items[list->count - 1].statement;
        if (strcmp(statement->state, out->pins->state) == 0 && !statement_moves(statement) &&
            statement_is_of(statement, &register_acts))
            continue;
        statement_free(statement);
        list->count--;
    }
}

/* ---- the matter's statements ---- */

struct known_checkpoint {
    struct checkpoint checkpoint;
    instant cosigned;
};

static bool check_checkpoints(struct checking *checking, const struct shown_state *shown,
                              struct verified_state *out, struct known_checkpoint *known,
                              struct error *error)
{
    size_t count = shown->checkpoint_count;

    for (size_t i = 0; i < count; i++)
        if (!trust_checkpoint(checking->trust, out->pins, &out->pins->matters,
                              shown->checkpoints[i].note, &known[i].checkpoint, &known[i].cosigned,
                              &checking->now, error))
            return false;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct checkpoint *old = &known[i].checkpoint, *new = &known[count - 1].checkpoint;

        if (old->size > new->size)
            return error_set(error, ERROR_CHECKPOINT_OLD, "the last checkpoint is not the newest");
        if (!merkle_verify_consistency(old->size, new->size, old->root, new->root,
                                       shown->checkpoints[i].consistency,
                                       shown->checkpoints[i].consistency_count, error))
            return false;
    }
    if (count)
        out->matters_checkpoint = known[count - 1].checkpoint;
    return true;
}

/* Proves the entry of a statement; on false the statement stays without a proof. */
static bool check_proof(const struct shown_state *shown, const struct known_checkpoint *known,
                        const struct shown_statement *statement, struct filed *filed,
                        struct error *error)
{
    const struct checkpoint *checkpoint;
    struct buffer entry = {0};
    struct digest leaf;
    bool ok;

    if (statement->checkpoint >= shown->checkpoint_count)
        return error_set(error, ERROR_PROOF_FORMAT,
                         "the proof names a checkpoint that is not shown");
    checkpoint = &known[statement->checkpoint].checkpoint;
    ok = entry_write_sealed(
        statement->entered,
        entry_commitment(statement->salt, statement->payload, statement->signatures), &entry,
        error);
    leaf = entry_leaf_hash(buffer_slice(&entry));
    buffer_free(&entry);
    if (!ok || !merkle_verify_inclusion(statement->index, checkpoint->size, leaf, statement->path,
                                        statement->path_count, checkpoint->root, error))
        return false;
    filed->entry = (int64_t)statement->index;
    filed->entered = statement->entered;
    /* All checkpoints are of one ledger: whichever includes the entry proves that it was there. */
    for (size_t i = 0; i < shown->checkpoint_count; i++)
        if (known[i].checkpoint.size > statement->index)
            earlier_of(&filed->cosigned, known[i].cosigned);
    return true;
}

static void check_statement(struct checking *checking, const struct shown_state *shown,
                            const struct known_checkpoint *known, struct slice matter, size_t index,
                            struct verified_state *out)
{
    const struct shown_statement *statement = &shown->statements[index];
    struct error error = {0};
    struct filed *filed;
    char where[80];

    snprintf(where, sizeof where, "%s statement %zu", shown->state, index + 1);
    if (!filed_list_add(&out->statements, statement, &error)) {
        find(checking, FINDING_SIGNER_KEY, where, &error);
        return;
    }
    filed = &out->statements.items[out->statements.count - 1];
    if (strcmp(filed->statement.state, shown->state) != 0 ||
        !slice_equal(filed->statement.chain, matter)) {
        find(checking, FINDING_CHAIN_BROKEN, where, NULL);
        return;
    }
    if (statement->logged && !check_proof(shown, known, statement, filed, &error)) {
        statement_label(&filed->statement, where);
        find(checking, FINDING_PROOF_BAD, where, &error);
    }
}

/* ---- the status ---- */

static bool read_status(struct checking *checking, const struct shown_state *shown,
                        struct slice matter, struct verified_state *out, struct error *error)
{
    struct signature signature;
    struct note note;
    bool present;

    if (!note_parse(shown->status.note, &note, error) ||
        !note_verify_one(&note, &out->pins->matters, &present, NULL, error) ||
        !status_parse(note.text, checking->arena, &out->status, error) ||
        !signature_verify(shown->status.signature, note.text, checking->arena, &signature, error))
        return false;
    if (!present || !slice_equal(out->status.matter, matter) ||
        strcmp(out->status.state, shown->state) != 0)
        return error_set(error, ERROR_STATUS_FORMAT,
                         "the status is not this node's, of this matter");
    out->clerk = register_signer(&out->state_register, out->status.clerk, &signature,
                                 out->status.at, 1u << ROLE_CLERK, "status", checking->findings);
    return out->clerk || error_set(error, ERROR_SIGNATURE_WRONG, "it is not signed by a clerk");
}

static void check_status(struct checking *checking, const struct shown_state *shown,
                         struct slice matter, struct verified_state *out)
{
    struct error error = {0};
    char where[40];

    snprintf(where, sizeof where, "status %s", shown->state);
    if (shown->status.note.size == 0)
        return;
    out->has_status = read_status(checking, shown, matter, out, &error);
    if (!out->has_status)
        find(checking, FINDING_STATUS_WRONG, where, &error);
}

void verified_matter_check(struct checking *checking, const struct shown_state *shown,
                           struct slice matter, struct verified_state *out)
{
    struct known_checkpoint *known =
        arena_take(checking->arena, (shown->checkpoint_count + 1) * sizeof *known);
    struct error error = {0};
    char where[40];

    snprintf(where, sizeof where, "%s matters", shown->state);
    if (!check_checkpoints(checking, shown, out, known, &error)) {
        find(checking, FINDING_CHECKPOINT_BAD, where, &error);
        return;
    }
    for (size_t i = 0; i < shown->statement_count; i++)
        check_statement(checking, shown, known, matter, i, out);
    check_status(checking, shown, matter, out);
}

void verified_state_check(struct checking *checking, const struct shown_state *shown,
                          struct slice matter, const struct shown_statement *hands,
                          size_t hand_count, struct verified_state *out)
{
    struct register_terms terms = {0};

    *out = (struct verified_state){.pins = trust_state(checking->trust, shown->state),
                                   .register_fresh = NEVER};
    if (!out->pins) {
        find(checking, FINDING_TRUST_LACKS_STATE, shown->state, NULL);
        return;
    }
    if (!checking->floors || !check_register(checking, shown, out))
        return;
    register_terms_of(out->pins, checking->floors, &terms);
    take_revocations(out, hands, hand_count);
    register_fold(&terms, out->register_statements.items, out->register_statements.count,
                  &out->state_register, checking->findings);
    out->sound = adopted_check(checking, shown, &terms, out);
    if (matter.size)
        verified_matter_check(checking, shown, matter, out);
}

void verified_state_free(struct verified_state *state)
{
    filed_list_free(&state->register_statements);
    filed_list_free(&state->rules_statements);
    filed_list_free(&state->forum_statements);
    filed_list_free(&state->statements);
    register_free(&state->state_register);
}
