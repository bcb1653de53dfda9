/* The audit of statuses, and of what a node keeps of imports. */
#include "node/audit.h"

#include <stdio.h>

#include "node/show.h"
#include "store/kept.h"
#include "store/scan.h"

struct beside {
    struct node *node;
    const struct known_matter *known;
    struct audit_report *report;
};

/* The State as it was loaded; NULL where it is not pinned, or nothing of it is known. */
static const struct verified_state *state_of(const struct known_matter *known, const char *state)
{
    for (size_t i = 0; i < known->state_count; i++)
        if (strcmp(known->states[i].pins->state, state) == 0)
            return &known->states[i];
    return NULL;
}

/* ---- statuses ---- */

static bool has_head(struct node *node, const struct status *status, struct arena *arena,
                     struct error *error)
{
    struct store_statement *head;
    uint64_t size;

    if (!store_ledger_size(node->store, STORE_MATTERS, &size, error))
        return false;
    if (status->size > size)
        return error_set(error, ERROR_LEDGER_DIFFERS, "the ledger has %llu entries only",
                         (unsigned long long)size);
    if (status->seq == 0 && digest_is_zero(status->head))
        return true;
    if (!store_statement(node->store, status->head, STORE_ROWS, arena, &head, error))
        return false;
    return (head && head->own && head->moves && head->seq == status->seq &&
            slice_equal(head->chain, status->matter)) ||
           error_set(error, ERROR_LEDGER_DIFFERS, "this node does not have the head that it tells");
}

static bool by_clerk(const struct verified_state *state, const struct status *status,
                     const struct store_status *stored, struct slice text, struct arena *arena,
                     struct error *error)
{
    const struct official *clerk = register_official(&state->state_register, status->clerk);
    struct signature made;

    return signature_verify(stored->signature, text, arena, &made, error) &&
           ((clerk && clerk->roles & 1u << ROLE_CLERK && signature_by_key(&made, &clerk->key)) ||
            error_set(error, ERROR_SIGNATURE_WRONG, "it is not signed by the clerk that it names"));
}

static bool check_status(const struct beside *beside, const struct store_status *stored,
                         struct arena *arena, struct error *error)
{
    const struct verified_state *state = state_of(beside->known, stored->state);
    struct status status;
    struct note note;
    bool present;

    if (!note_parse(stored->note, &note, error) || !status_parse(note.text, arena, &status, error))
        return false;
    if (!slice_equal(status.matter, stored->chain) || strcmp(status.state, stored->state) != 0 ||
        status.at != stored->at)
        return error_set(error, ERROR_LEDGER_DIFFERS, "its columns are not those of the note");
    if (strcmp(stored->state, beside->node->state) == 0 &&
        !has_head(beside->node, &status, arena, error))
        return false;
    if (!state)
        return true;
    if (!note_verify_one(&note, &state->pins->matters, &present, NULL, error))
        return false;
    if (!present)
        return error_set(error, ERROR_NOTE_SIGNATURE, "its State's node has not signed it");
    return by_clerk(state, &status, stored, note.text, arena, error);
}

static bool take_status(void *context, const struct store_status *stored, struct error *error)
{
    struct beside *beside = context;
    struct arena arena = {0};
    char at[INSTANT_TEXT];
    bool ok = check_status(beside, stored, &arena, error);

    arena_free(&arena);
    beside->report->statuses++;
    return ok || error_where(error, "status of %s for %.*s at %s", stored->state,
                             SLICE_ARG(stored->chain), instant_format(stored->at, at));
}

bool audit_statuses(struct node *node, const struct known_matter *known,
                    struct audit_report *report, struct error *error)
{
    struct beside beside = {node, known, report};

    return store_scan_statuses(node->store, take_status, &beside, error);
}

/* ---- what is kept: its form ---- */

/* One other State's; under its register chain nothing of a matter, and the reverse. */
static bool is_bundle_of(const struct node *node, const struct store_kept_row *row,
                         const struct bundle *bundle)
{
    const struct shown_state *shown = &bundle->states[0];
    bool of_register = bundle->matter.size == 0;
    char name[16], chain[16];

    snprintf(chain, sizeof chain, "%s-register", shown->state);
    return bundle->state_count == 1 && strcmp(shown->state, node->state) != 0 &&
           slice_is(row->name, show_kept_name(shown->state, name)) &&
           (of_register ? slice_is(row->chain, chain) : slice_equal(row->chain, bundle->matter)) &&
           (of_register ? shown->statement_count + shown->checkpoint_count == 0
                        : shown->entry_count + shown->register_checkpoint_count == 0) &&
           bundle->attachment_count + bundle->cosigned_count == 0;
}

static bool read_bundle(const struct node *node, const struct store_kept_row *row,
                        struct arena *arena, struct bundle *out, struct error *error)
{
    return bundle_parse(row->bytes, BUNDLE_EXCHANGE, arena, out, error) &&
           (is_bundle_of(node, row, out) ||
            error_set(error, ERROR_LEDGER_DIFFERS, "it is not the bundle that its columns name"));
}

static bool is_salt(const struct store_kept_row *row, struct error *error)
{
    struct slice kind;

    return (row->bytes.size == LIST_SALT && name_is_chain(row->chain, &kind) && !kind.size) ||
           error_set(error, ERROR_LEDGER_DIFFERS, "a list's salt has %d bytes and is of a matter",
                     LIST_SALT);
}

static bool check_form(const struct node *node, const struct store_kept_row *row,
                       struct error *error)
{
    struct arena arena = {0};
    struct bundle bundle;
    bool ok;

    if (row->damaged != ERROR_NONE)
        return error_set(error, row->damaged, "its content cannot be read");
    if (row->destroyed)
        return true;
    if (slice_is(row->name, KEPT_SALT))
        return is_salt(row, error);
    if (!slice_starts(row->name, SLICE(KEPT_BUNDLE)))
        return error_set(error, ERROR_LEDGER_DIFFERS, "nothing is kept under this name");
    ok = read_bundle(node, row, &arena, &bundle, error);
    arena_free(&arena);
    return ok;
}

static bool kept_where(const struct store_kept_row *row, struct error *error)
{
    return error_where(error, "kept \"%.*s\" of %.*s", SLICE_ARG(slice_part(row->name, 0, 60)),
                       SLICE_ARG(row->chain));
}

static bool take_form(void *context, const struct store_kept_row *row, struct error *error)
{
    struct beside *beside = context;

    beside->report->kept++;
    return check_form(beside->node, row, error) || kept_where(row, error);
}

bool audit_kept_form(struct node *node, struct audit_report *report, struct error *error)
{
    struct beside beside = {.node = node, .report = report};

    return store_scan_kept(node->store, take_form, &beside, error);
}

/* ---- what is kept of matters ---- */

static bool are_stored(struct node *node, const struct shown_state *shown, struct error *error)
{
    for (size_t i = 0; i < shown->statement_count; i++) {
        bool known;

        if (!store_knows(node->store, sha256_of(shown->statements[i].payload), &known, error))
            return false;
        if (!known)
            return error_set(error, ERROR_ENTRY_MISSING, "its statement %zu is not stored", i + 1);
    }
    return true;
}

/* A clerk may have been revoked since: whether a status holds now is not asked here. */
static bool no_refusal(const struct findings *findings, struct error *error)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        if (strncmp(finding->where, "status", strlen("status")) != 0)
            return error_set(error, ERROR_LEDGER_DIFFERS, "it does not hold: %s, %s",
                             finding_name(finding->code), finding->where);
    }
    return true;
}

static bool check_matter(const struct beside *beside, const struct bundle *bundle,
                         struct arena *arena, struct error *error)
{
    const struct shown_state *shown = &bundle->states[0];
    const struct verified_state *state = state_of(beside->known, shown->state);
    struct findings findings = {.count = 0};
    struct checking checking = {
        .trust = &beside->node->trust,
        .floors = beside->node->floors,
        .arena = arena,
        .provisional = true,
        .findings = &findings,
    };
    struct verified_state matter;

    if (!are_stored(beside->node, shown, error))
        return false;
    if (!state)
        return true;
    matter = *state;
    verified_matter_check(&checking, shown, bundle->matter, &matter);
    filed_list_free(&matter.statements);
    return no_refusal(&findings, error);
}

static bool take_matter(void *context, const struct store_kept_row *row, struct error *error)
{
    struct beside *beside = context;
    struct arena arena = {0};
    struct bundle bundle;
    bool ok = true;

    if (!row->destroyed && slice_starts(row->name, SLICE(KEPT_BUNDLE)))
        ok = read_bundle(beside->node, row, &arena, &bundle, error) &&
             (!bundle.matter.size || check_matter(beside, &bundle, &arena, error));
    arena_free(&arena);
    return ok || kept_where(row, error);
}

bool audit_kept_matters(struct node *node, const struct known_matter *known, struct error *error)
{
    struct beside beside = {.node = node, .known = known};

    return store_scan_kept(node->store, take_matter, &beside, error);
}

bool audit_is_kept(struct node *node, const struct store_statement *stored, struct error *error)
{
    char name[16], chain[16];
    bool matter, of_register;

    if (stored->entered == NEVER)
        return true;
    show_kept_name(stored->state, name);
    snprintf(chain, sizeof chain, "%s-register", stored->state);
    if (!store_keeps(node->store, stored->chain, name, &matter, error) ||
        !store_keeps(node->store, slice_text(chain), name, &of_register, error))
        return false;
    return (matter && of_register) ||
           error_set(error, ERROR_ENTRY_MISSING, "the bundle in which it came is not kept");
}
