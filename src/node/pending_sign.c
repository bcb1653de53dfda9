#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "node/pending.h"
#include "register/acts.h"

/* ---- whose signature is it? ---- */

struct taking {
    struct node *node;
    const struct pending *pending;
    struct known_matter known; /* the States */
    struct findings *findings;
    struct arena *arena;
};

static const struct state_register *register_of(const struct taking *taking)
{
    return known_register(&taking->known, taking->pending->statement.state);
}

/* "xa.root-2" signs with the pinned key of that number. */
static const struct ssh_key *root_key(const struct taking *taking, struct slice name)
{
    const struct trust_state *pins =
        trust_state(&taking->node->trust, taking->pending->statement.state);
    uint8_t last = name.size ? name.data[name.size - 1] : 0;

    if (!pins || name.size < 9 ||
        !slice_ends(slice_part(name, 0, name.size - 1), SLICE(".root-")) || last < '1' ||
        last > '0' + ROOT_COUNT)
        return NULL;
    return &pins->roots[last - '1'];
}

static bool is_by(const struct taking *taking, struct slice name, const struct signature *signature)
{
    const struct ssh_key *root = root_key(taking, name);
    const struct state_register *state = register_of(taking);
    const struct official *official = state ? register_official(state, name) : NULL;

    if (root)
        return signature_by_ssh(signature, root);
    return official && signature_by_key(signature, &official->key);
}

/* What the register says to a signature by the right key: revoked, not yet, made on another page. */
static bool holds(struct taking *taking, size_t place, const struct signature *signature)
{
    const struct statement *statement = &taking->pending->statement;
    const struct act *act = statement->act;
    uint32_t roles = place ? act->with_roles : act->by_roles;
    struct slice name = statement->signers[place];
    char where[80];

    if (root_key(taking, name))
        return true;
    statement_label(statement, where);
    return (statement->effect == EFFECT_RESTRICTS ? register_restrainer : register_signer)(
               register_of(taking), name, signature, statement->at, roles, where,
               taking->findings) != NULL;
}

/* The place among the signers; false with the error or findings that say why. */
static bool find_place(struct taking *taking, struct slice block, size_t *place,
                       struct error *error)
{
    const struct statement *statement = &taking->pending->statement;
    struct signature signature;

    if (!signature_verify(block, statement->bytes, taking->arena, &signature, error))
        return false;
    for (*place = 0; *place < statement->signer_count; ++*place) {
        if (!is_by(taking, statement->signers[*place], &signature))
            continue;
        if (holds(taking, *place, &signature))
            return true;
        return error_set(error, ERROR_STATEMENT_REFUSED, "the signature does not count");
    }
    return error_set(error, ERROR_SIGNATURE_WRONG,
                     "it was made with a key that the register has for none of those who sign");
}

/* ---- storing and submitting ---- */

static bool keep(struct node *node, struct slice id, size_t place, struct slice block,
                 struct error *error)
{
    if (!store_begin(node->store, error))
        return false;
    if (store_pending_sign(node->store, id, place, block, error) &&
        store_commit(node->store, error))
        return true;
    store_rollback(node->store);
    return false;
}

static bool take_blocks(struct taking *taking, struct slice signatures, struct pending *pending,
                        struct error *error)
{
    struct slice blocks[SIGNATURE_BLOCKS];
    size_t count;

    if (!signature_split(signatures, blocks, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t place;

        if (!find_place(taking, blocks[i], &place, error) ||
            !keep(taking->node, pending->row.id, place, blocks[i], error))
            return false;
        pending->row.signatures[place] = blocks[i];
    }
    return true;
}

static bool is_complete(const struct pending *pending)
{
    for (size_t i = 0; i < pending->statement.signer_count; i++)
        if (!pending->row.signatures[i].size)
            return false;
    return true;
}

/* What was accepted needs its content here no longer. A failure leaves it until it expires. */
static void empty(struct node *node, struct slice id)
{
    struct error ignored = {0};

    if (store_begin(node->store, &ignored) && store_pending_empty(node->store, id, &ignored) &&
        store_commit(node->store, &ignored))
        return;
    store_rollback(node->store);
}

static bool submit(struct node *node, const struct pending *pending, struct findings *findings,
                   struct arena *arena, struct error *error)
{
    struct buffer signatures = {0};
    struct submission submission = {
        .payload = pending->row.payload,
        .attachments = pending->row.files,
        .attachment_count = pending->row.file_count,
    };
    struct error late = {0};
    bool known = false, ok;
    size_t refused;

    for (size_t i = 0; i < pending->statement.signer_count; i++)
        buffer_append(&signatures, pending->row.signatures[i]);
    submission.signatures = buffer_slice(&signatures);
    ok = node_submit(node, &submission, 1, findings, &refused, arena, error);
    buffer_free(&signatures);
    if (!ok && store_knows(node->store, pending->row.hash, &known, &late) && known)
        ok = true; /* another was quicker with the same */
    if (ok)
        empty(node, pending->row.id);
    return ok;
}

static bool take(struct node *node, struct pending *pending, struct slice signatures,
                 bool *accepted, struct findings *findings, struct arena *arena,
                 struct error *error)
{
    struct taking *taking = memory_take(sizeof *taking);
    instant now;
    bool ok;

    *taking =
        (struct taking){.node = node, .pending = pending, .findings = findings, .arena = arena};
    ok = node_clock(node, &now, error) && node_load(node, SLICE(""), now, &taking->known, error);
    if (ok) {
        ok = take_blocks(taking, signatures, pending, error);
        findings_keep(findings, arena);
        known_matter_free(&taking->known);
    }
    free(taking);
    if (!ok || !is_complete(pending))
        return ok;
    *accepted = submit(node, pending, findings, arena, error);
    return *accepted;
}

bool node_pending_sign(struct node *node, struct slice official, struct slice id,
                       struct slice signatures, bool *accepted, struct findings *findings,
                       struct arena *arena, struct error *error)
{
    struct pending pending;
    bool ok;

    *accepted = false;
    findings->count = 0;
    if (!node_pending(node, official, id, arena, &pending, error))
        return false;
    if (pending.standing == PENDING_ACCEPTED) {
        *accepted = true;
        ok = true;
    } else if (pending.standing != PENDING_OPEN) {
        ok = error_set(error, ERROR_CHAIN_SEQUENCE,
                       pending.standing == PENDING_LATE
                           ? "too much time has passed since it was made"
                           : "the matter has gone on since it was made");
    } else {
        ok = take(node, &pending, signatures, accepted, findings, arena, error);
    }
    pending_free(&pending);
    return ok;
}

/* ---- with what to sign ---- */

/* The key line of the last appointment of that name. */
static void find_key(const struct verified_state *state, struct slice official, struct arena *arena,
                     struct slice *out)
{
    for (size_t i = 0; i < state->register_statements.count; i++) {
        const struct statement *statement = &state->register_statements.items[i].statement;

        if (statement->act == &register_acts.acts[REGISTER_APPOINTMENT] &&
            slice_equal(json_slice(json_object_get(statement->body, "official")), official))
            *out = arena_copy(arena, json_slice(json_object_get(statement->body, "key")));
    }
}

/* Where a credential of that RP ID may sign now. */
static void find_pages(const struct state_register *state, instant now, struct arena *arena,
                       struct pending_signing *out)
{
    size_t space = slice_find(out->key, 9, ' ');
    struct slice rp = slice_part(out->key, 9, space == SIZE_MAX ? 0 : space - 9);

    for (size_t i = 0; i < state->page_count; i++) {
        const struct signing_page *page = &state->pages[i];

        if (slice_equal(page->rp, rp) && page->from <= now && now < page->until &&
            out->origin_count < sizeof out->origins / sizeof *out->origins)
            out->origins[out->origin_count++] = arena_copy(arena, page->origin);
    }
}

void pending_signing_of(const struct verified_state *state, struct slice official, instant now,
                        struct arena *arena, struct pending_signing *out)
{
    find_key(state, official, arena, &out->key);
    if (slice_starts(out->key, SLICE("webauthn ")))
        find_pages(&state->state_register, now, arena, out);
}

bool node_pending_signing(struct node *node, struct slice official, struct arena *arena,
                          struct pending_signing *out, struct error *error)
{
    struct known_matter *known = memory_take(sizeof *known);
    char state[STATE_TEXT];
    instant now;
    bool ok;

    *out = (struct pending_signing){0};
    name_state(official, state);
    ok = node_clock(node, &now, error) && node_load(node, SLICE(""), now, known, error);
    for (size_t i = 0; ok && i < known->state_count; i++)
        if (strcmp(known->states[i].state_register.state, state) == 0)
            pending_signing_of(&known->states[i], official, now, arena, out);
    if (ok)
        known_matter_free(known);
    free(known);
    return ok;
}
