#include "base/json.h"
#include "matter/fold.h"
#include "matter/tally.h"

/* Whether `act` may be done by this State: the exchange joins two, a State alone does both sides.
 */
static bool side_fits(const struct fold *fold, const struct statement *statement)
{
    const struct matter *matter = fold->matter;
    enum side side = statement->act->side;

    return ((side & SIDE_REQUESTING) && strcmp(statement->state, matter->state[0]) == 0) ||
           ((side & SIDE_EXECUTING) && strcmp(statement->state, matter->state[1]) == 0);
}

typedef const struct official *find_signer(const struct state_register *state_register,
                                           struct slice name, const struct signature *signature,
                                           instant when, uint32_t roles, const char *where,
                                           struct findings *findings);

static bool resolve(const struct fold *fold, struct standing *standing, instant when,
                    find_signer *find, struct findings *findings)
{
    const struct filed *filed = standing->filed;
    const struct statement *statement = &filed->statement;
    const struct matter_state *state = fold_state(fold, statement->state);
    bool all = true;

    findings->count = 0;
    for (size_t i = 0; i < statement->signer_count; i++) {
        uint32_t roles = i == 0 ? statement->act->by_roles : statement->act->with_roles;
        char signer_state[STATE_TEXT];

        name_state(statement->signers[i], signer_state);
        standing->officials[i] = NULL;
        if (!state || strcmp(signer_state, statement->state) != 0)
            findings_add(findings, FINDING_SIGNER_STATE, "")->value =
                (struct value){.kind = VALUE_TEXT, .text = statement->signers[i]};
        else
            standing->officials[i] = find(state->state_register, statement->signers[i],
                                          &filed->signatures[i], when, roles, "", findings);
        all = all && standing->officials[i];
    }
    return all;
}

/* A provider may stop what it is asked for, in no matter but its own (M5); whoever has another role
 * that suspends does so by that. */
static bool suspends_its_own(const struct fold *fold, const struct standing *standing)
{
    const struct official *signer = standing->officials[0];
    uint32_t provider = 1u << ROLE_PROVIDER;
    struct scope scope;

    if (standing->filed->statement.number != MATTER_SUSPENSION ||
        (signer->roles & standing->filed->statement.act->by_roles) != provider)
        return true;
    return fold->application && matter_scope(&fold->application->statement, &scope) &&
           slice_equal(scope.provider, signer->office);
}

bool standing_is_signed(struct fold *fold, struct standing *standing, struct findings *findings)
{
    const struct filed *filed = standing->filed;
    const struct statement *statement = &filed->statement;
    bool good;

    if (statement_moves(statement))
        good = resolve(fold, standing, filed_legal(filed), register_signer, findings);
    else
        good = resolve(fold, standing, filed_legal(filed), register_restrainer, findings) ||
               resolve(fold, standing, filed_earliest(filed), register_restrainer, findings);
    if (good && !side_fits(fold, statement)) {
        findings_add(findings, FINDING_SIGNER_STATE, "")->value =
            (struct value){.kind = VALUE_TEXT, .text = statement->by};
        good = false;
    }
    if (good && !suspends_its_own(fold, standing)) {
        findings_add(findings, FINDING_WRIT_OTHER_PROVIDER, "")->value =
            (struct value){.kind = VALUE_TEXT, .text = statement->by};
        good = false;
    }
    return good;
}

bool fold_in_view(const struct standing *standing, const struct standing *earlier)
{
    if (earlier->side == standing->side)
        return earlier->filed->statement.seq < standing->filed->statement.seq;
    return (size_t)earlier->filed->statement.seq <= standing->seen_count;
}

/* A statement on which others may rest: it permits, or records, without leaving a question open. A
 * grant whose judge has not found that no exclusion applies (O6, O7) leaves one. */
static bool is_basis(const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;

    if (statement->number == MATTER_AUTHORISATION)
        return statement->effect == EFFECT_PERMITS &&
               matter_word(statement, "exclusions", &matter_answers) == ANSWER_NO;
    if (statement->number == MATTER_DUAL_CRIMINALITY)
        return matter_decision(statement) == DUAL_CRIMINALITY_YES;
    return statement->effect == EFFECT_PERMITS || !statement->act->decides ||
           (statement->number == MATTER_RIGHTS_ASSESSMENT &&
            matter_decision(statement) == ASSESSMENT_CLEAR);
}

uint32_t fold_acts(const struct fold *fold, const struct standing *viewer)
{
    uint32_t acts = 0;

    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];
        uint32_t bit = 1u << earlier->filed->statement.number;

        if (!earlier->counts || (viewer && !fold_in_view(viewer, earlier)))
            continue;
        acts = is_basis(earlier) ? acts | bit : acts & ~bit;
    }
    return acts;
}

static bool rests_on_all(struct fold *fold, struct standing *standing)
{
    uint32_t wanted = standing->filed->statement.act->rests_on & ~matter_spares(fold->matter);
    uint32_t present = fold_acts(fold, NULL), missing = wanted & ~fold_acts(fold, standing);

    for (unsigned act = 0; act < MATTER_ACTS; act++) {
        if (!(missing & 1u << act))
            continue;
        if (present & 1u << act)
            fold_find_text(fold, standing, FINDING_NOT_SEEN,
                           slice_text(matter_acts.acts[act].type));
        else
            fold_find(fold, standing, fold_missing(act));
    }
    return missing == 0;
}

/* Every account is a single one, and some account, category and time are left (P4). */
static bool scope_is_specific(struct fold *fold, struct standing *standing)
{
    bool good = true;

    for (size_t i = 0; i < standing->scope.account_count; i++) {
        if (name_is_specific_account(standing->scope.accounts[i]))
            continue;
        fold_find_text(fold, standing, FINDING_ACCOUNT_NOT_SPECIFIC, standing->scope.accounts[i]);
        good = false;
    }
    if (scope_is_empty(&standing->scope)) {
        fold_find(fold, standing, FINDING_SCOPE_EMPTY);
        good = false;
    }
    return good;
}

/* The scope reaches no further than any that it rests on (P3). */
static bool scope_holds(struct fold *fold, struct standing *standing)
{
    bool good = true;

    if (!standing->has_scope)
        return true;
    good = scope_is_specific(fold, standing);
    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];
        const char *wider;

        if (!earlier->counts || !earlier->has_scope || !fold_in_view(standing, earlier))
            continue;
        wider = scope_wider(&standing->scope, &earlier->scope);
        if (!wider)
            continue;
        fold_find_text(fold, standing, FINDING_SCOPE_WIDENED, slice_text(wider));
        good = false;
    }
    return good;
}

static bool target_has(json_t *target, struct slice account)
{
    json_t *accounts = json_object_get(target, "accounts");

    for (size_t i = 0; i < json_array_size(accounts); i++)
        if (slice_equal(json_slice(json_array_get(accounts, i)), account))
            return true;
    return false;
}

/* Each account of the scope is some target's, and each target's account is in the scope: facts tie
 * every account to a person (P4). */
static bool targets_hold(struct fold *fold, struct standing *standing)
{
    json_t *targets = json_object_get(standing->filed->statement.body, "targets");
    const struct scope *scope = &standing->scope;
    bool good = true;

    for (size_t i = 0; targets && i < scope->account_count; i++) {
        bool found = false;

        for (size_t j = 0; j < json_array_size(targets) && !found; j++)
            found = target_has(json_array_get(targets, j), scope->accounts[i]);
        if (found)
            continue;
        fold_find_text(fold, standing, FINDING_TARGET_MISSING, scope->accounts[i]);
        good = false;
    }
    for (size_t j = 0; j < json_array_size(targets); j++) {
        json_t *accounts = json_object_get(json_array_get(targets, j), "accounts");

        for (size_t i = 0; i < json_array_size(accounts); i++) {
            struct slice account = json_slice(json_array_get(accounts, i));

            if (scope_has_account(scope, account))
                continue;
            fold_find_text(fold, standing, FINDING_TARGET_MISSING, account);
            good = false;
        }
    }
    return good;
}

/* The tally includes this very application: it is at least what that comes to alone (P4). */
static bool tally_holds(struct fold *fold, struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;
    struct findings found;
    struct tally least;

    if (statement->number != MATTER_APPLICATION)
        return true;
    found.count = 0;
    tally_alone(statement, &least);
    tally_compare(statement, &least, "", &found);
    for (size_t i = 0; i < found.count; i++)
        fold_take(fold, standing, &found.items[i]);
    return found.count == 0;
}

/* Legal time is past: an entry dated ahead would be signed by someone who is appointed only then.
 */
static bool has_come(struct fold *fold, struct standing *standing)
{
    instant legal = filed_legal(standing->filed);
    struct finding *finding;

    if (legal <= fold->terms->now)
        return true;
    finding = fold_find(fold, standing, FINDING_TIME_AHEAD);
    finding->value = (struct value){.kind = VALUE_INSTANT, .number = legal};
    finding->limit = (struct value){.kind = VALUE_INSTANT, .number = fold->terms->now};
    return false;
}

static bool is_proven(struct fold *fold, struct standing *standing)
{
    const struct filed *filed = standing->filed;

    if (!fold->terms->proven)
        return true;
    if (filed->entered != NEVER && filed->cosigned != NEVER)
        return has_come(fold, standing);
    fold_find(fold, standing, filed->entered == NEVER ? FINDING_NOT_LOGGED : FINDING_NOT_COSIGNED);
    return false;
}

/* A matter has one application; everything else may be done again. */
static bool is_in_turn(struct fold *fold, struct standing *standing)
{
    if (standing->filed->statement.number != MATTER_APPLICATION)
        return true;
    for (size_t i = 0; i < fold->ordered_count; i++) {
        if (fold->ordered[i]->filed->statement.number != MATTER_APPLICATION)
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

/* The statement that a member of the body names by its hash, or NULL. */
static const struct standing *find_named(const struct fold *fold, const struct standing *standing,
                                         const char *member)
{
    struct digest named;

    if (!digest_read(json_slice(json_object_get(standing->filed->statement.body, member)), &named))
        return NULL;
    return find_hash(fold, named);
}

/* A receipt acknowledges a request of this matter that its signer has seen. */
static bool receipt_holds(struct fold *fold, struct standing *standing)
{
    const struct standing *request;

    if (standing->filed->statement.number != MATTER_RECEIPT)
        return true;
    request = find_named(fold, standing, "request");
    if (request && request->filed->statement.number == MATTER_REQUEST && request->counts &&
        fold_in_view(standing, request))
        return true;
    fold_find(fold, standing, FINDING_NO_REQUEST);
    return false;
}

/* A resumption names a suspension of this matter and comes from its office or a court of its State.
 */
static bool resumption_holds(struct fold *fold, struct standing *standing)
{
    const struct official *signer = standing->officials[0];
    const struct standing *suspension;

    if (standing->filed->statement.number != MATTER_RESUMPTION)
        return true;
    suspension = find_named(fold, standing, "suspension");
    if (!suspension || suspension->filed->statement.number != MATTER_SUSPENSION ||
        !fold->authentic[suspension - fold->matter->standing]) {
        fold_find(fold, standing, FINDING_ACT_OUT_OF_TURN);
        return false;
    }
    if (strcmp(suspension->filed->statement.state, standing->filed->statement.state) == 0 &&
        (slice_equal(suspension->officials[0]->office, signer->office) ||
         signer->roles & 1u << ROLE_JUDGE))
        return true;
    fold_find_text(fold, standing, FINDING_SIGNER_ROLE, standing->filed->statement.by);
    return false;
}

/* The words of measures go from the least to the most intrusive. */
static bool is_less_intrusive(const struct statement *statement, enum measure measure)
{
    int instead = matter_word(statement, "instead", &words_measure);

    return instead >= 0 && instead < (int)measure;
}

static bool is_any(struct slice word, const char *const *words)
{
    while (*words && !slice_is(word, *words))
        words++;
    return *words;
}

/* A postponement or substitution names its ground, and comes before any approval: what has been
 * approved is suspended instead. A substitute is less intrusive than what was applied for. */
static bool deferral_holds(struct fold *fold, struct standing *standing)
{
    static const char *const postponing[] = {"P01", "P02", NULL}, *const substituting[] = {"S01",
                                                                                           NULL};
    const struct statement *statement = &standing->filed->statement;
    struct slice ground = json_slice(json_object_get(statement->body, "ground"));
    bool substitute;
    struct scope scope;

    if (statement->number != MATTER_APPROVAL || statement->effect != EFFECT_RECORDS)
        return true;
    substitute = matter_decision(statement) == APPROVAL_SUBSTITUTE;
    if (fold_acts(fold, standing) & 1u << MATTER_APPROVAL) {
        fold_find(fold, standing, FINDING_ACT_OUT_OF_TURN);
        return false;
    }
    if (!is_any(ground, substitute ? substituting : postponing)) {
        fold_find_text(fold, standing, FINDING_GROUND_OTHER, ground);
        return false;
    }
    if (!substitute || !fold->application || !matter_scope(&fold->application->statement, &scope) ||
        is_less_intrusive(statement, scope.measure))
        return true;
    fold_find_text(fold, standing, FINDING_GROUND_OTHER, SLICE("instead"));
    return false;
}

/* The provider who produces is the one in the scope, executing a decision of this matter with the
 * list that the decision names. */
static bool production_holds(struct fold *fold, struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;
    const struct standing *decision;
    bool good = true;

    if (statement->number != MATTER_PRODUCTION)
        return true;
    decision = find_named(fold, standing, "decision");
    if (!decision || decision->filed->statement.number != MATTER_APPROVAL || !decision->counts ||
        !decision->has_scope || !fold_in_view(standing, decision)) {
        fold_find(fold, standing, FINDING_NO_APPROVAL);
        return false;
    }
    if (decision->scope.measure == MEASURE_PRESERVATION) {
        fold_find(fold, standing, FINDING_DISCLOSES_NOTHING);
        good = false;
    }
    if (!slice_equal(decision->scope.provider, standing->officials[0]->office)) {
        fold_find_text(fold, standing, FINDING_WRIT_OTHER_PROVIDER, statement->by);
        good = false;
    }
    if (!json_equal(json_object_get(statement->body, "list"),
                    json_object_get(decision->filed->statement.body, "list"))) {
        fold_find_text(fold, standing, FINDING_LIST_OTHER, statement->by);
        good = false;
    }
    return good;
}

void standing_judge(struct fold *fold, struct standing *standing)
{
    static bool (*const steps[])(struct fold *, struct standing *) = {
        is_proven,        is_in_turn,     rests_on_all,        scope_holds,
        targets_hold,     tally_holds,    duties_are_separate, receipt_holds,
        resumption_holds, deferral_holds, production_holds,    circumstances_hold,
        recipients_hold,  basis_holds,    comparison_holds,    approval_is_compared,
    };
    bool good = true;

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        good = steps[i](fold, standing) && good;
    standing->counts = good;
}
