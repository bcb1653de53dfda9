#include "matter/fold.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

/* What a person has done in a matter. Different duties need different persons (P5, DOMAIN). */
static const char *const duty_names[MATTER_ACTS][2] = {
    [MATTER_APPLICATION] = {"applicant", "prosecutor"},
    [MATTER_AUTHORISATION] = {"authorising judge", "authorising judge"},
    [MATTER_REQUEST] = {"sending authority", NULL},
    [MATTER_RECEIPT] = {"receiving authority", NULL},
    [MATTER_RIGHTS_ASSESSMENT] = {"reviewer", NULL},
    [MATTER_APPROVAL] = {"approving judge", "approving judge"},
    [MATTER_PRODUCTION] = {"provider", NULL},
};

/* What is missing where an act rests on one that is not there. */
static const enum finding_code missing_codes[MATTER_ACTS] = {
    [MATTER_APPLICATION] = FINDING_NO_APPLICATION,
    [MATTER_AUTHORISATION] = FINDING_NO_JUDGE,
    [MATTER_REQUEST] = FINDING_NO_REQUEST,
    [MATTER_RECEIPT] = FINDING_NO_RECEIPT,
    [MATTER_RIGHTS_ASSESSMENT] = FINDING_NO_ASSESSMENT,
    [MATTER_APPROVAL] = FINDING_NO_APPROVAL,
};

enum finding_code fold_missing(enum matter_act act)
{
    return missing_codes[act];
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

static void find_text(struct fold *fold, struct standing *standing, enum finding_code code,
                      struct slice value)
{
    fold_find(fold, standing, code)->value = (struct value){.kind = VALUE_TEXT, .text = value};
}

static const struct matter_state *state_of(const struct fold *fold, const char *code)
{
    for (size_t i = 0; i < fold->terms->state_count; i++)
        if (strcmp(fold->terms->states[i].state_register->state, code) == 0)
            return &fold->terms->states[i];
    return NULL;
}

/* Whether `act` may be done by this State: the exchange joins two, a State alone does both sides.
 */
static bool side_fits(const struct fold *fold, const struct statement *statement)
{
    const struct matter *matter = fold->matter;
    enum side side = statement->act->side;

    return ((side & SIDE_REQUESTING) && strcmp(statement->state, matter->state[0]) == 0) ||
           ((side & SIDE_EXECUTING) && strcmp(statement->state, matter->state[1]) == 0);
}

static bool resolve(struct fold *fold, struct standing *standing, instant when,
                    struct findings *findings)
{
    const struct filed *filed = standing->filed;
    const struct statement *statement = &filed->statement;
    const struct matter_state *state = state_of(fold, statement->state);
    bool all = true;
    char where[80];

    statement_label(statement, where);
    for (size_t i = 0; i < statement->signer_count; i++) {
        uint32_t roles = i == 0 ? statement->act->by_roles : statement->act->with_roles;
        char signer_state[STATE_TEXT];

        name_state(statement->signers[i], signer_state);
        standing->officials[i] = NULL;
        if (!state || strcmp(signer_state, statement->state) != 0)
            findings_add(findings, FINDING_SIGNER_STATE, where)->value =
                (struct value){.kind = VALUE_TEXT, .text = statement->signers[i]};
        else
            standing->officials[i] = register_signer(state->state_register, statement->signers[i],
                                                     &filed->keys[i], when, roles, where, findings);
        all = all && standing->officials[i];
    }
    return all;
}

/* The signers are who they say, may do this act, at legal time. A restriction counts where its
 * signer was entitled at either time, and where it does not count it harms nobody: a note. */
static bool is_signed(struct fold *fold, struct standing *standing)
{
    const struct filed *filed = standing->filed;
    const struct statement *statement = &filed->statement;
    struct findings found;
    bool good;

    found.count = 0;
    good = resolve(fold, standing, filed_legal(filed), &found);
    if (!good && !statement_moves(statement)) {
        found.count = 0;
        good = resolve(fold, standing, filed_earliest(filed), &found);
    }
    for (size_t i = 0; !good && i < found.count; i++) {
        struct finding *finding = fold_find(fold, standing, found.items[i].code);

        finding->value = found.items[i].value;
        finding->limit = found.items[i].limit;
        if (!statement_moves(statement))
            finding->outcome = OUTCOME_NOTE;
    }
    if (good && !side_fits(fold, statement)) {
        find_text(fold, standing, FINDING_SIGNER_STATE, statement->by);
        good = false;
    }
    return good;
}

/* Acts of an exchange that a State alone does without. */
static uint32_t rests_on(const struct fold *fold, const struct act *act)
{
    uint32_t exchange = 1u << MATTER_REQUEST | 1u << MATTER_RECEIPT;

    return fold->matter->exchange ? act->rests_on : act->rests_on & ~exchange;
}

/* `earlier` stood before the signer of `standing`: on its own chain, or among what it has seen. */
bool fold_in_view(const struct standing *standing, const struct standing *earlier)
{
    if (earlier->side == standing->side)
        return earlier->filed->statement.seq < standing->filed->statement.seq;
    return (size_t)earlier->filed->statement.seq <= standing->seen_count;
}

/* A statement on which others may rest: it permits, or records without a question. */
bool fold_is_basis(const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;

    if (!standing->counts)
        return false;
    if (statement->effect == EFFECT_PERMITS)
        return true;
    return statement->effect == EFFECT_RECORDS &&
           (!statement->act->decides || (statement->number == MATTER_RIGHTS_ASSESSMENT &&
                                         matter_decision(statement) == ASSESSMENT_CLEAR));
}

static bool rests_on_all(struct fold *fold, struct standing *standing)
{
    uint32_t wanted = rests_on(fold, standing->filed->statement.act), present = 0, seen = 0;
    bool good = true;

    if (!statement_moves(&standing->filed->statement))
        return true;
    for (size_t i = 0; i < fold->ordered_count; i++) {
        struct standing *earlier = fold->ordered[i];

        if (!fold_is_basis(earlier))
            continue;
        present |= 1u << earlier->filed->statement.number;
        if (fold_in_view(standing, earlier))
            seen |= 1u << earlier->filed->statement.number;
    }
    for (unsigned act = 0; act < MATTER_ACTS; act++) {
        if (!(wanted & ~seen & 1u << act))
            continue;
        if (present & 1u << act)
            find_text(fold, standing, FINDING_NOT_SEEN, slice_text(matter_acts.acts[act].type));
        else
            fold_find(fold, standing, missing_codes[act]);
        good = false;
    }
    return good;
}

/* The scope reaches no further than any that it rests on (P3), and names single accounts (P4). */
static bool scope_holds(struct fold *fold, struct standing *standing)
{
    bool good = true;

    if (!standing->has_scope)
        return true;
    for (size_t i = 0; i < standing->scope.account_count; i++) {
        if (name_is_specific_account(standing->scope.accounts[i]))
            continue;
        find_text(fold, standing, FINDING_ACCOUNT_NOT_SPECIFIC, standing->scope.accounts[i]);
        good = false;
    }
    if (scope_is_empty(&standing->scope)) {
        fold_find(fold, standing, FINDING_SCOPE_EMPTY);
        good = false;
    }
    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];
        const char *wider;
        char label[80];

        if (!earlier->counts || !earlier->has_scope || !fold_in_view(standing, earlier))
            continue;
        wider = scope_wider(&standing->scope, &earlier->scope);
        if (!wider)
            continue;
        statement_label(&earlier->filed->statement, label);
        find_text(fold, standing, FINDING_SCOPE_WIDENED, slice_text(wider));
        good = false;
    }
    return good;
}

static struct slice person_of(const struct standing *standing, size_t signer)
{
    return standing->officials[signer] ? standing->officials[signer]->person : SLICE("");
}

static const char *duty_of(const struct standing *standing, size_t signer)
{
    return duty_names[standing->filed->statement.number][signer > 0];
}

static bool persons_differ(struct fold *fold, struct standing *standing, size_t signer)
{
    const char *duty = duty_of(standing, signer);
    struct slice person = person_of(standing, signer);

    for (size_t i = 0; i < signer; i++)
        if (slice_equal(person_of(standing, i), person))
            return false;
    for (size_t i = 0; duty && i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];

        for (size_t j = 0; earlier->counts && j < earlier->filed->statement.signer_count; j++) {
            const char *other = duty_of(earlier, j);

            if (other && strcmp(other, duty) != 0 && slice_equal(person_of(earlier, j), person))
                return false;
        }
    }
    return true;
}

static bool duties_are_separate(struct fold *fold, struct standing *standing)
{
    bool good = true;

    for (size_t i = 0; i < standing->filed->statement.signer_count; i++) {
        if (persons_differ(fold, standing, i))
            continue;
        find_text(fold, standing, FINDING_SAME_PERSON, standing->filed->statement.signers[i]);
        good = false;
    }
    return good;
}

static bool is_proven(struct fold *fold, struct standing *standing)
{
    const struct filed *filed = standing->filed;

    if (!fold->terms->proven || !statement_moves(&filed->statement))
        return true;
    if (filed->entered == NEVER) {
        fold_find(fold, standing, FINDING_NOT_LOGGED);
        return false;
    }
    if (filed->cosigned == NEVER) {
        fold_find(fold, standing, FINDING_NOT_COSIGNED);
        return false;
    }
    return true;
}

/* A matter has one application; everything else may be done again. */
static bool is_in_turn(struct fold *fold, struct standing *standing)
{
    if (standing->filed->statement.number != MATTER_APPLICATION)
        return true;
    for (size_t i = 0; i < fold->ordered_count; i++) {
        if (fold->ordered[i]->filed->statement.number != MATTER_APPLICATION ||
            !fold->ordered[i]->counts)
            continue;
        fold_find(fold, standing, FINDING_ACT_REPEATED);
        return false;
    }
    return true;
}

static const struct standing *find_hash(const struct fold *fold, struct digest hash)
{
    for (size_t i = 0; i < fold->matter->standing_count; i++)
        if (digest_equal(fold->matter->standing[i].filed->statement.hash, hash))
            return &fold->matter->standing[i];
    return NULL;
}

/* A resumption names a suspension of this matter and comes from its office or a court of its State.
 */
static bool resumption_holds(struct fold *fold, struct standing *standing)
{
    const struct standing *suspension;
    struct digest named;

    if (standing->filed->statement.number != MATTER_RESUMPTION)
        return true;
    digest_read(json_slice(json_object_get(standing->filed->statement.body, "suspension")), &named);
    suspension = find_hash(fold, named);
    if (!suspension || suspension->filed->statement.number != MATTER_SUSPENSION ||
        !suspension->officials[0]) {
        fold_find(fold, standing, FINDING_ACT_OUT_OF_TURN);
        return false;
    }
    if (strcmp(suspension->filed->statement.state, standing->filed->statement.state) == 0 &&
        (slice_equal(suspension->officials[0]->office, standing->officials[0]->office) ||
         standing->officials[0]->roles & 1u << ROLE_JUDGE))
        return true;
    find_text(fold, standing, FINDING_SIGNER_ROLE, standing->filed->statement.by);
    return false;
}

/* The provider who produces is the one in the scope, executing a decision of this matter. */
static bool production_holds(struct fold *fold, struct standing *standing)
{
    const struct standing *decision;
    struct digest named;

    if (standing->filed->statement.number != MATTER_PRODUCTION)
        return true;
    digest_read(json_slice(json_object_get(standing->filed->statement.body, "decision")), &named);
    decision = find_hash(fold, named);
    if (!decision || decision->filed->statement.number != MATTER_APPROVAL || !decision->counts ||
        !decision->has_scope) {
        fold_find(fold, standing, FINDING_NO_APPROVAL);
        return false;
    }
    if (slice_equal(decision->scope.provider, standing->officials[0]->office))
        return true;
    find_text(fold, standing, FINDING_WRIT_OTHER_PROVIDER, standing->filed->statement.by);
    return false;
}

/* Evaluates a moving statement after those before it. All findings at once where they make sense.
 */
static void evaluate(struct fold *fold, struct standing *standing)
{
    bool good = is_proven(fold, standing);

    good = is_in_turn(fold, standing) && good;
    good = rests_on_all(fold, standing) && good;
    good = scope_holds(fold, standing) && good;
    good = duties_are_separate(fold, standing) && good;
    good = resumption_holds(fold, standing) && good;
    good = production_holds(fold, standing) && good;
    good = circumstances_hold(fold, standing) && good;
    good = recipients_hold(fold, standing) && good;
    standing->counts = good;
    fold->ordered[fold->ordered_count++] = standing;
}

/* Takes the statement at `seq` of one side: NULL where there is none, void where there are two. */
static struct standing *take(struct fold *fold, int side, int64_t seq)
{
    struct standing *found = NULL;

    for (size_t i = 0; i < fold->matter->standing_count; i++) {
        struct standing *standing = &fold->matter->standing[i];

        if (standing->side != side || standing->filed->statement.seq != seq ||
            !statement_moves(&standing->filed->statement) || !fold->authentic[i])
            continue;
        if (found) {
            char where[80];

            statement_label(&standing->filed->statement, where);
            findings_add(&fold->matter->open, FINDING_CHAIN_FORKED, where);
            return NULL;
        }
        found = standing;
    }
    return found;
}

/* How many of the other side's statements `seen` covers; SIZE_MAX where it is not yet in order. */
static size_t seen_count(const struct fold *fold, const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;

    if (digest_is_zero(statement->seen))
        return 0;
    for (size_t i = 0; i < fold->ordered_count; i++)
        if (fold->ordered[i]->side != standing->side &&
            digest_equal(fold->ordered[i]->filed->statement.hash, statement->seen))
            return (size_t)fold->ordered[i]->filed->statement.seq;
    return SIZE_MAX;
}

/* Moves one side's head by one statement, if the next one is there and what it has seen is. */
static bool advance(struct fold *fold, int side)
{
    struct head *head = &fold->matter->heads[side];
    struct standing *next = take(fold, side, head->seq + 1);
    size_t seen;

    if (!next || !digest_equal(next->filed->statement.prev, head->hash))
        return false;
    seen = seen_count(fold, next);
    if (seen == SIZE_MAX)
        return false;
    next->seen_count = seen;
    head->seq++;
    head->hash = next->filed->statement.hash;
    evaluate(fold, next);
    return true;
}

/* Authentic moving statements that never came into order: a gap, another past, something unseen. */
static void find_left_over(struct fold *fold)
{
    struct matter *matter = fold->matter;

    for (size_t i = 0; i < matter->standing_count; i++) {
        struct standing *standing = &matter->standing[i];
        const struct statement *statement = &standing->filed->statement;
        const struct head *head = &matter->heads[standing->side];
        bool ordered = false;

        for (size_t j = 0; j < fold->ordered_count && !ordered; j++)
            ordered = fold->ordered[j] == standing;
        if (ordered || !fold->authentic[i] || !statement_moves(statement))
            continue;
        if (statement->seq == head->seq + 1 && digest_equal(statement->prev, head->hash))
            fold_find(fold, standing, FINDING_SEEN_UNKNOWN);
        else
            fold_find(fold, standing, FINDING_CHAIN_BROKEN);
    }
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

        if (statement->number == MATTER_APPLICATION &&
            strcmp(statement->state, matter->state[0]) == 0 &&
            (!fold->application || comes_before(statement, &fold->application->statement)))
            fold->application = &filed[i];
    }
    if (!fold->application || !matter_scope(&fold->application->statement, &scope))
        return;
    name_state(scope.provider, matter->state[1]);
    matter->exchange = strcmp(matter->state[0], matter->state[1]) != 0;
}

static void add_standing(struct fold *fold, const struct filed *filed)
{
    struct matter *matter = fold->matter;
    struct standing *standing = &matter->standing[matter->standing_count++];
    const struct statement *statement = &filed->statement;

    *standing = (struct standing){.filed = filed};
    standing->side = matter->exchange && strcmp(statement->state, matter->state[1]) == 0;
    standing->has_scope = matter_scope(statement, &standing->scope);
    if (!slice_equal(statement->chain, fold->terms->chain))
        fold_find(fold, standing, FINDING_CHAIN_BROKEN);
    else
        fold->authentic[matter->standing_count - 1] = is_signed(fold, standing);
}

static bool is_known(const struct fold *fold, const struct filed *filed)
{
    for (size_t i = 0; i < fold->matter->standing_count; i++)
        if (digest_equal(fold->matter->standing[i].filed->statement.hash, filed->statement.hash))
            return true;
    return false;
}

static bool are_states_known(struct fold *fold)
{
    struct matter *matter = fold->matter;

    for (int i = 0; i < 2; i++) {
        fold->states[i] = matter->state[i][0] ? state_of(fold, matter->state[i]) : NULL;
        if (!fold->states[i] && matter->state[i][0])
            findings_add(&matter->open, FINDING_TRUST_LACKS_STATE, matter->state[i]);
    }
    return fold->states[0] && fold->states[1];
}

void matter_fold(const struct matter_terms *terms, const struct filed *filed, size_t count,
                 struct matter *out)
{
    struct fold fold = {.terms = terms, .matter = out};

    memset(out->state, 0, sizeof out->state);
    memset(out->heads, 0, sizeof out->heads);
    memset(&out->permit, 0, sizeof out->permit);
    out->standing_count = out->obligation_count = 0;
    out->statements.count = out->open.count = 0;
    out->exchange = out->permitted = out->has_rules = false;
    out->done = 0;
    find_states(&fold, filed, count);
    if (are_states_known(&fold))
        find_rules(&fold);
    for (size_t i = 0; i < count; i++) {
        if (is_known(&fold, &filed[i]))
            continue;
        if (out->standing_count == MATTER_STATEMENTS) {
            findings_add(&out->open, FINDING_TOO_MANY, "statements");
            break;
        }
        add_standing(&fold, &filed[i]);
    }
    while (advance(&fold, 0) || advance(&fold, 1))
        ;
    find_left_over(&fold);
    take_restrictions(&fold);
    conclude(&fold);
}

/* Ends that nothing lifts: no further step makes sense after them. */
static bool is_end(enum finding_code code)
{
    return code == FINDING_TERMINATED || code == FINDING_REFUSED || code == FINDING_RIGHTS ||
           code == FINDING_CHAIN_FORKED || code == FINDING_TOO_MANY;
}

void matter_check(const struct matter_terms *terms, const struct filed *before, size_t count,
                  const struct filed *next, struct findings *findings)
{
    struct filed *all = memory_take((count + 1) * sizeof *all);
    struct matter *matter = memory_take(sizeof *matter);
    bool moves = statement_moves(&next->statement);
    size_t owner = 0;

    if (count)
        memcpy(all, before, count * sizeof *all);
    all[count] = *next;
    matter_fold(terms, all, count + 1, matter);
    while (owner < matter->standing_count && matter->standing[owner].filed != &all[count])
        owner++;
    for (size_t i = 0; i < matter->statements.count; i++) {
        if (matter->owner[i] != owner || findings->count == FINDINGS_MAX)
            continue;
        findings->items[findings->count] = matter->statements.items[i];
        if (!moves)
            findings->items[findings->count].outcome = OUTCOME_REFUSE;
        findings->count++;
    }
    for (size_t i = 0; moves && i < matter->open.count; i++)
        if (is_end(matter->open.items[i].code) && findings->count < FINDINGS_MAX &&
            next->statement.number != MATTER_PRODUCTION)
            findings->items[findings->count++] = matter->open.items[i];
    free(matter);
    free(all);
}
