#include "writ/verify.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

static void find_text(struct findings *findings, enum finding_code code, const char *where,
                      struct slice value)
{
    findings_add(findings, code, where)->value = (struct value){.kind = VALUE_TEXT, .text = value};
}

/* ---- status: fresh, by a clerk of the deciding court, hiding nothing ---- */

/* The court whose decision binds a side: the last judge who authorised, or who approved. */
static struct slice deciding_court(const struct matter *matter, enum matter_act act)
{
    struct slice office = {0};
    int64_t seq = 0;

    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *standing = &matter->standing[i];

        if (standing->counts && standing->filed->statement.number == act &&
            statement_moves(&standing->filed->statement) && standing->officials[0] &&
            standing->filed->statement.seq > seq) {
            seq = standing->filed->statement.seq;
            office = standing->officials[0]->office;
        }
    }
    return office;
}

/* Whether a restriction that a status knows has its effect here. Its payload alone is not enough:
 * signed again with some other key it would be shown, and yet restrict nothing. */
static bool is_shown(const struct matter *matter, struct digest hash)
{
    for (size_t i = 0; i < matter->standing_count; i++)
        if (matter->standing[i].counts &&
            digest_equal(matter->standing[i].filed->statement.hash, hash))
            return true;
    return false;
}

static void check_head(struct writ_answer *out, const struct status *status,
                       const struct head *head, const char *where)
{
    struct finding *finding;

    if (status->seq == head->seq && digest_equal(status->head, head->hash))
        return;
    finding = findings_add(&out->findings, FINDING_STATUS_BEHIND, where);
    finding->value = (struct value){.kind = VALUE_COUNT, .number = head->seq};
    finding->limit = (struct value){.kind = VALUE_COUNT, .number = status->seq};
}

/* How old what a State says of itself may be: its status, and the end of its register ledger. */
static void check_age(struct writ_answer *out, instant at, const char *where)
{
    struct circumstances facts = {.measure = out->matter->rules.measure};
    int64_t age = out->now - at;
    int64_t skew = effective_seconds(&out->matter->rules, PARAMETER_SKEW);

    if (age < -skew) {
        findings_add(&out->findings, FINDING_STATUS_WRONG, where)->value =
            (struct value){.kind = VALUE_INSTANT, .number = at};
        return;
    }
    circumstances_state(&facts, PARAMETER_FRESHNESS, age < 0 ? 0 : age);
    decide(&out->matter->rules, &facts, where, &out->findings);
}

static void check_status(struct writ_answer *out, const struct verified_state *state)
{
    const struct matter *matter = out->matter;
    int side = strcmp(state->pins->state, matter->state[0]) == 0 ? 0 : 1;
    enum matter_act act = side == 0 && matter->exchange ? MATTER_AUTHORISATION : MATTER_APPROVAL;
    struct slice court = deciding_court(matter, act);
    char where[40];

    snprintf(where, sizeof where, "status %s", state->pins->state);
    if (!state->has_status) {
        findings_add(&out->findings, FINDING_STATUS_MISSING, where);
        return;
    }
    if (!slice_equal(state->clerk->office, court))
        find_text(&out->findings, FINDING_STATUS_WRONG, where, state->status.clerk);
    check_head(out, &state->status, &matter->heads[matter->exchange ? side : 0], where);
    for (size_t i = 0; i < state->status.restriction_count; i++)
        if (!is_shown(matter, state->status.restrictions[i]))
            find_text(&out->findings, FINDING_STATUS_WRONG, where,
                      SLICE("a restriction is left out"));
    if (!matter->has_rules)
        return;
    check_age(out, state->status.at, where);
    snprintf(where, sizeof where, "%s register", state->pins->state);
    check_age(out, state->register_fresh, where);
}

/* ---- the whole ---- */

static void check_states(const struct writ_question *question, struct writ_answer *out)
{
    struct checking checking = {
        .trust = question->trust,
        .arena = &out->arena,
        .now = question->at,
        .findings = &out->findings,
    };
    struct lexicon lexicon;
    struct error ignored = {0};

    if (lexicon_parse(slice_text(lexicon_text), &lexicon, &ignored))
        checking.lexicon = &lexicon;
    out->floors = checked_floors(question->bundle->floors, question->bundle->floor_count,
                                 question->trust, &out->arena, &out->findings);
    checking.floors = out->floors;
    for (size_t i = 0; i < question->bundle->state_count; i++) {
        verified_state_check(&checking, &question->bundle->states[i], question->bundle->matter,
                             question->hands, question->hand_count, &out->states[i]);
        out->state_count = i + 1;
    }
    out->now = checking.now;
    lexicon_free(&lexicon);
}

/* What is given by hand. What cannot be read as a statement refuses: it may be a suspension that
 * was damaged on its way. */
static void take_hands(const struct writ_question *question, struct writ_answer *out)
{
    for (size_t i = 0; i < question->hand_count; i++) {
        struct error error = {0};

        if (filed_list_add(&out->hands, &question->hands[i], &error))
            continue;
        find_text(&out->findings, FINDING_HAND_UNREADABLE, "by hand",
                  arena_format(&out->arena, "%s: %s", error_name(error.code), error.message));
    }
}

static size_t gather(const struct writ_question *question, struct writ_answer *out)
{
    size_t count = 0, most = out->hands.count;

    for (size_t i = 0; i < out->state_count; i++)
        most += out->states[i].statements.count;
    out->filed = memory_take((most + 1) * sizeof *out->filed);
    for (size_t i = 0; i < out->state_count; i++)
        for (size_t j = 0; j < out->states[i].statements.count; j++)
            out->filed[count++] = out->states[i].statements.items[j];
    for (size_t i = 0; i < out->hands.count; i++)
        if (slice_equal(out->hands.items[i].statement.chain, question->bundle->matter))
            out->filed[count++] = out->hands.items[i];
    return count;
}

static void fold(const struct writ_question *question, struct writ_answer *out)
{
    struct matter_state states[BUNDLE_STATES];
    struct matter_terms terms = {
        .chain = question->bundle->matter,
        .floor = out->floors ? floors_at(out->floors, out->now) : NULL,
        .states = states,
        .now = out->now,
        .proven = true,
    };
    size_t count = gather(question, out);

    for (size_t i = 0; i < out->state_count; i++) {
        const struct verified_state *state = &out->states[i];

        if (!state->sound)
            continue;
        states[terms.state_count++] = (struct matter_state){
            .state_register = &state->state_register,
            .rulebooks = state->book_list,
            .rulebook_count = state->book_count,
            .offences = state->offences,
            .offence_count = state->offence_count,
        };
    }
    if (terms.floor)
        matter_fold(&terms, out->filed, count, out->matter);
}

/* A writ is for one provider, whom the court of the provider's own State names (M5, M6). */
static void check_provider(const struct writ_question *question, struct writ_answer *out)
{
    const struct scope *scope = &out->matter->permit.scope;
    const struct trust *trust = question->trust;

    if (!out->matter->permit.decision)
        return;
    if (!slice_equal(question->bundle->provider, scope->provider) ||
        (trust->is_provider && !slice_equal(trust->self, scope->provider)))
        find_text(&out->findings, FINDING_WRIT_OTHER_PROVIDER, "", scope->provider);
    if (trust->is_provider && strcmp(trust->state, out->matter->state[1]) != 0)
        find_text(&out->findings, FINDING_WRIT_OTHER_STATE, "", slice_text(out->matter->state[1]));
}

/* An order to preserve is valid, and opens nothing: `release` refuses it by the same finding. */
static void check_measure(struct writ_answer *out)
{
    if (out->matter->permit.decision && out->matter->permit.scope.measure == MEASURE_PRESERVATION)
        findings_add(&out->findings, FINDING_DISCLOSES_NOTHING, "")->outcome = OUTCOME_NOTE;
}

/* What discloses nothing needs no list. */
static void check_list(const struct writ_question *question, struct writ_answer *out)
{
    const struct permit *permit = &out->matter->permit;

    if (permit->decision && permit->scope.measure != MEASURE_PRESERVATION &&
        !question->bundle->has_list_salt)
        findings_add(&out->findings, FINDING_LIST_OTHER, "list_salt");
}

void writ_verify(const struct writ_question *question, struct writ_answer *out)
{
    *out = (struct writ_answer){.matter = memory_take(sizeof *out->matter)};
    check_states(question, out);
    take_hands(question, out);
    fold(question, out);
    for (size_t i = 0; i < out->state_count; i++)
        if (out->states[i].sound)
            check_status(out, &out->states[i]);
    findings_merge(&out->findings, &out->matter->open);
    findings_merge(&out->findings, &out->matter->statements);
    check_provider(question, out);
    check_list(question, out);
    check_measure(out);
    out->valid =
        findings_permit(&out->findings) && out->matter->permitted && out->matter->permit.decision;
}

void writ_answer_free(struct writ_answer *answer)
{
    for (size_t i = 0; i < answer->state_count; i++)
        verified_state_free(&answer->states[i]);
    filed_list_free(&answer->hands);
    free(answer->filed);
    free(answer->matter);
    arena_free(&answer->arena);
    *answer = (struct writ_answer){0};
}
