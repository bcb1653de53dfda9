#include "matter/fold.h"

#include <stdlib.h>

#include "base/memory.h"

/* What is missing where an act rests on one that is not there. */
static const enum finding_code missing_codes[MATTER_ACTS] = {
    [MATTER_APPLICATION] = FINDING_NO_APPLICATION,
    [MATTER_AUTHORISATION] = FINDING_NO_JUDGE,
    [MATTER_REQUEST] = FINDING_NO_REQUEST,
    [MATTER_RECEIPT] = FINDING_NO_RECEIPT,
    [MATTER_DUAL_CRIMINALITY] = FINDING_NO_DUAL_CRIMINALITY,
    [MATTER_RIGHTS_ASSESSMENT] = FINDING_NO_ASSESSMENT,
    [MATTER_APPROVAL] = FINDING_NO_APPROVAL,
};

enum finding_code fold_missing(enum matter_act act)
{
    return missing_codes[act];
}

bool fold_is_end(enum finding_code code)
{
    return code == FINDING_TERMINATED || code == FINDING_REFUSED || code == FINDING_RIGHTS ||
           code == FINDING_DUAL_CRIMINALITY_NONE || code == FINDING_CHAIN_FORKED ||
           code == FINDING_TOO_MANY;
}

struct finding *fold_find(struct fold *fold, struct standing *standing, enum finding_code code)
{
    char where[80];
    struct finding *finding;

    statement_label(&standing->filed->statement, where);
    finding = findings_add(&fold->matter->statements, code, where);
    fold->matter->owner[finding - fold->matter->statements.items] =
        (uint16_t)(standing - fold->matter->standing);
    return finding;
}

void fold_find_text(struct fold *fold, struct standing *standing, enum finding_code code,
                    struct slice value)
{
    fold_find(fold, standing, code)->value = (struct value){.kind = VALUE_TEXT, .text = value};
}

void fold_take(struct fold *fold, struct standing *standing, const struct finding *found)
{
    struct finding *finding = fold_find(fold, standing, found->code);
    char where[sizeof finding->where];

    if (finding->code != found->code) /* no room: it says TOO_MANY, and nothing else */
        return;
    memcpy(where, finding->where, sizeof where);
    *finding = *found;
    memcpy(finding->where, where, sizeof where);
}

const struct standing *fold_last(const struct fold *fold, enum matter_act act)
{
    const struct standing *found = NULL;

    for (size_t i = 0; i < fold->ordered_count; i++)
        if (fold->ordered[i]->counts && fold->ordered[i]->filed->statement.number == act)
            found = fold->ordered[i];
    return found;
}

const struct matter_state *fold_state(const struct fold *fold, const char *code)
{
    for (size_t i = 0; i < fold->terms->state_count; i++)
        if (strcmp(fold->terms->states[i].state_register->state, code) == 0)
            return &fold->terms->states[i];
    return NULL;
}

/* A restriction that its signer was entitled to counts, wherever it stands. */
static void take_restrictions(struct fold *fold)
{
    for (size_t i = 0; i < fold->matter->standing_count; i++) {
        struct standing *standing = &fold->matter->standing[i];

        if (!statement_moves(&standing->filed->statement) && fold->authentic[i])
            standing->counts = true;
    }
}

static bool is_application(const struct fold *fold, const struct statement *statement)
{
    return statement->act == &matter_acts.acts[MATTER_APPLICATION] &&
           slice_equal(statement->chain, fold->terms->chain) &&
           strcmp(statement->state, fold->matter->state[0]) == 0;
}

/* Two candidates at one `seq` void the matter anyway; the hash makes the choice the same
 * everywhere. */
static bool comes_before(const struct statement *a, const struct statement *b)
{
    return a->seq < b->seq || (a->seq == b->seq && digest_compare(a->hash, b->hash) < 0);
}

/* Requesting State from the chain's name; executing one: where the provider of the application
 * sits. */
static void find_states(struct fold *fold, const struct filed *filed, size_t count)
{
    struct matter *matter = fold->matter;
    struct scope scope;

    memcpy(matter->state[0], fold->terms->chain.data, 2);
    for (size_t i = 0; i < count; i++) {
        const struct statement *statement = &filed[i].statement;

        if (is_application(fold, statement) &&
            (!fold->application || comes_before(statement, &fold->application->statement)))
            fold->application = &filed[i];
    }
    if (!fold->application || !matter_scope(&fold->application->statement, &scope))
        return;
    name_state(scope.provider, matter->state[1]);
    matter->exchange = strcmp(matter->state[0], matter->state[1]) != 0;
}

static bool are_states_known(struct fold *fold)
{
    struct matter *matter = fold->matter;

    for (int i = 0; i < 2; i++) {
        fold->states[i] = matter->state[i][0] ? fold_state(fold, matter->state[i]) : NULL;
        if (!fold->states[i] && matter->state[i][0])
            findings_add(&matter->open, FINDING_TRUST_LACKS_STATE, matter->state[i]);
    }
    return fold->states[0] && fold->states[1];
}

static void clear(struct matter *matter)
{
    memset(matter->state, 0, sizeof matter->state);
    memset(matter->heads, 0, sizeof matter->heads);
    memset(&matter->permit, 0, sizeof matter->permit);
    memset(&matter->basis, 0, sizeof matter->basis);
    matter->standing_count = matter->obligation_count = 0;
    matter->statements.count = matter->open.count = 0;
    matter->exchange = matter->permitted = matter->has_rules = false;
    matter->done = 0;
}

void matter_fold(const struct matter_terms *terms, const struct filed *filed, size_t count,
                 struct matter *out)
{
    struct fold fold = {.terms = terms, .matter = out};

    clear(out);
    find_states(&fold, filed, count);
    if (are_states_known(&fold))
        find_rules(&fold);
    order_collect(&fold, filed, count);
    order_run(&fold);
    take_restrictions(&fold);
    conclude(&fold);
}

static void copy_finding(struct findings *findings, const struct finding *finding,
                         enum outcome outcome)
{
    struct finding *copy = findings_add(findings, finding->code, finding->where);

    if (copy->code != finding->code)
        return;
    *copy = *finding;
    copy->outcome = outcome;
}

static bool is_filed(const struct filed *filed, size_t count, struct digest hash)
{
    for (size_t i = 0; i < count; i++)
        if (digest_equal(filed[i].statement.hash, hash))
            return true;
    return false;
}

/* Where no rules can be applied, nothing that moves a head is accepted. */
static bool lacks_rules(enum finding_code code)
{
    return code == FINDING_TRUST_LACKS_STATE || code == FINDING_RULEBOOK_MISSING ||
           code == FINDING_RULEBOOK_LOOSENS;
}

/* Adds what speaks against the statement `filed` in a matter that was folded with it. */
static void check_folded(const struct matter *matter, const struct filed *filed,
                         struct findings *findings)
{
    bool moves = statement_moves(&filed->statement);
    size_t owner = 0;

    while (owner < matter->standing_count && matter->standing[owner].filed != filed)
        owner++;
    for (size_t i = 0; i < matter->statements.count; i++) {
        const struct finding *finding = &matter->statements.items[i];

        if (matter->owner[i] == owner || (moves && finding->code == FINDING_TOO_MANY))
            copy_finding(findings, finding, moves ? finding->outcome : OUTCOME_REFUSE);
    }
    for (size_t i = 0; moves && i < matter->open.count; i++)
        if (lacks_rules(matter->open.items[i].code) ||
            (fold_is_end(matter->open.items[i].code) &&
             filed->statement.number != MATTER_PRODUCTION))
            copy_finding(findings, &matter->open.items[i], matter->open.items[i].outcome);
}

void matter_check(const struct matter_terms *terms, const struct filed *before, size_t count,
                  const struct filed *next, struct findings *findings)
{
    struct filed *all;
    struct matter *matter;

    if (is_filed(before, count, next->statement.hash)) {
        char where[80];

        statement_label(&next->statement, where);
        findings_add(findings, FINDING_ACT_REPEATED, where);
        return;
    }
    all = memory_take((count + 1) * sizeof *all);
    matter = memory_grow(NULL, 1, sizeof *matter); /* large, and matter_fold sets what counts */
    if (count)
        memcpy(all, before, count * sizeof *all);
    all[count] = *next;
    matter_fold(terms, all, count + 1, matter);
    check_folded(matter, &all[count], findings);
    free(matter);
    free(all);
}

bool matter_rules(const struct matter_terms *terms, const struct filed *application,
                  struct effective *out)
{
    struct matter *matter = memory_grow(NULL, 1, sizeof *matter);
    struct fold fold = {.terms = terms, .matter = matter};
    bool found;

    clear(matter);
    find_states(&fold, application, 1);
    if (are_states_known(&fold))
        find_rules(&fold);
    found = matter->has_rules;
    if (found)
        *out = matter->rules;
    free(matter);
    return found;
}
