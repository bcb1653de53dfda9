#include <stdlib.h>

#include "node/node.h"
#include "node/signers.h"
#include "store/exchange.h"
#include "store/ledgers.h"

static int by_bytes(const void *a, const void *b)
{
    return digest_compare(*(const struct digest *)a, *(const struct digest *)b);
}

/* Every restriction that counts in the fold, of either State, in rising order. */
static size_t restrictions_of(const struct matter *matter, struct digest *out)
{
    size_t count = 0;

    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];

        if (standing->counts && !statement_moves(&standing->filed->statement))
            out[count++] = standing->filed->statement.hash;
    }
    qsort(out, count, sizeof *out, by_bytes);
    return count;
}

static bool record_of(struct node *node, struct slice chain, const struct known_matter *known,
                      struct digest *restrictions, struct status *out, struct error *error)
{
    const struct matter *matter = known->matter;
    int side = matter->exchange && strcmp(matter->state[1], node->state) == 0;

    *out = (struct status){.matter = chain, .restrictions = restrictions};
    memcpy(out->state, node->state, STATE_TEXT);
    out->seq = matter->heads[side].seq;
    out->head = matter->heads[side].hash;
    out->restriction_count = restrictions_of(matter, restrictions);
    return store_ledger_size(node->store, STORE_MATTERS, &out->size, error);
}

bool node_status_now(struct node *node, struct status_moment *out, struct error *error)
{
    return node_clock(node, &out->at, error) &&
           store_ledger_size(node->store, STORE_MATTERS, &out->size, error);
}

static bool is_of_last_day(const struct status_moment *moment, instant now, uint64_t size)
{
    return moment->at <= now && now - moment->at <= DAY && moment->size <= size;
}

bool node_status_text(struct node *node, struct slice chain, struct slice clerk,
                      struct status_moment moment, struct buffer *out, struct error *error)
{
    struct digest restrictions[MATTER_STATEMENTS];
    struct known_matter known;
    struct status status;
    instant now;
    bool ok;

    if (!name_is_person(clerk))
        return error_set(error, ERROR_USAGE, "\"%.*s\" is not a name such as xa.court-1.o18",
                         SLICE_ARG(slice_part(clerk, 0, 60)));
    if (!node_clock(node, &now, error) || !node_load(node, chain, now, &known, error))
        return false;
    ok = record_of(node, chain, &known, restrictions, &status, error);
    if (ok && known.matter->standing_count == 0)
        ok = error_set(error, ERROR_CHAIN_UNKNOWN, "nothing is known of %.*s", SLICE_ARG(chain));
    if (ok && !is_of_last_day(&moment, now, status.size))
        ok = error_set(error, ERROR_STATUS_FORMAT, "this is no moment of the last day");
    status.at = moment.at;
    status.size = moment.size;
    status.clerk = clerk;
    if (ok)
        status_format(&status, out);
    known_matter_free(&known);
    return ok;
}

bool node_status_draft(struct node *node, struct slice chain, struct slice clerk,
                       struct buffer *out, struct error *error)
{
    struct status_moment moment;

    return node_status_now(node, &moment, error) &&
           node_status_text(node, chain, clerk, moment, out, error);
}

static bool is_listed(const struct status *status, struct digest hash)
{
    for (size_t i = 0; i < status->restriction_count; i++)
        if (digest_equal(status->restrictions[i], hash))
            return true;
    return false;
}

/* The clerk may know more than the node (the court's own record), never less. */
static bool holds(const struct status *status, const struct status *record, instant now,
                  struct error *error)
{
    if (strcmp(status->state, record->state) != 0 || status->seq != record->seq ||
        !digest_equal(status->head, record->head) || status->size > record->size)
        return error_set(error, ERROR_STATUS_FORMAT,
                         "the matter has moved on since this status was drafted: draft it again");
    for (size_t i = 0; i < record->restriction_count; i++)
        if (!is_listed(status, record->restrictions[i]))
            return error_set(error, ERROR_STATUS_FORMAT, "a restriction is left out");
    if (status->at > now || now - status->at > DAY)
        return error_set(error, ERROR_STATUS_FORMAT, "the status is more than a day off");
    return true;
}

static bool signed_by_clerk(const struct node *node, const struct known_matter *known,
                            const struct status *status, struct slice text, struct slice signature,
                            struct error *error)
{
    struct findings findings = {0};
    struct signature made;
    struct arena arena = {0};
    bool by_clerk = false;

    if (!signature_verify(signature, text, &arena, &made, error))
        return false;
    for (size_t i = 0; i < known->state_count; i++)
        if (strcmp(known->states[i].state_register.state, node->state) == 0 &&
            register_signer(&known->states[i].state_register, status->clerk, &made, status->at,
                            1u << ROLE_CLERK, "status", &findings))
            by_clerk = true;
    arena_free(&arena);
    return by_clerk ||
           error_set(error, ERROR_SIGNATURE_WRONG, "%.*s is not a clerk with this key%s%s",
                     SLICE_ARG(status->clerk), findings.count ? ": " : "",
                     findings.count ? finding_name(findings.items[0].code) : "");
}

static bool sign(struct node *node, const struct status *status, struct slice text,
                 struct slice signature, struct error *error)
{
    struct store_status stored = {
        .chain = status->matter, .at = status->at, .signature = signature};
    struct buffer note = {0};
    struct note_signer signer;
    bool ok;

    if (!signers_load(node->folder, node->state, SIGNER_MATTERS, &signer, error))
        return false;
    memcpy(stored.state, node->state, STATE_TEXT);
    buffer_append(&note, text);
    buffer_byte(&note, '\n');
    ok = note_sign(text, &signer, &note, error);
    stored.note = buffer_slice(&note);
    ok = ok && store_put_status(node->store, &stored, error);
    note_signer_wipe(&signer);
    buffer_free(&note);
    return ok;
}

static bool take_status(struct node *node, const struct status *status, struct slice text,
                        struct slice signature, struct error *error)
{
    struct digest restrictions[MATTER_STATEMENTS];
    struct known_matter known;
    struct status record;
    instant now;
    bool ok;

    if (!node_clock(node, &now, error) || !node_load(node, status->matter, now, &known, error))
        return false;
    ok = record_of(node, status->matter, &known, restrictions, &record, error) &&
         holds(status, &record, now, error) &&
         signed_by_clerk(node, &known, status, text, signature, error) &&
         sign(node, status, text, signature, error);
    known_matter_free(&known);
    return ok;
}

bool node_status_submit(struct node *node, struct slice text, struct slice signature,
                        struct error *error)
{
    struct arena arena = {0};
    struct status status;
    bool ok = false;

    /* One transaction: nothing restricts the matter between the look at the record and the
     * signature.
     */
    if (!node_need_trust(node, error) || !status_parse(text, &arena, &status, error) ||
        !store_begin(node->store, error))
        goto out;
    ok = take_status(node, &status, text, signature, error) && store_commit(node->store, error);
    if (!ok)
        store_rollback(node->store);
out:
    arena_free(&arena);
    return ok;
}
