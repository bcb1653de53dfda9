#include "base/json.h"
#include "matter/fold.h"

static void open_text(struct fold *fold, enum finding_code code, const struct standing *standing,
                      struct slice value)
{
    char where[80];

    statement_label(&standing->filed->statement, where);
    findings_add(&fold->matter->open, code, where)->value =
        (struct value){.kind = VALUE_TEXT, .text = value};
}

static void find_missing(struct fold *fold)
{
    uint32_t missing = ~(fold->matter->done | matter_spares(fold->matter));

    for (unsigned act = MATTER_APPLICATION; act <= MATTER_APPROVAL; act++)
        if (missing & 1u << act)
            findings_add(&fold->matter->open, fold_missing(act), "");
}

/* Questions that the last decision of a kind leaves open. */
static void find_questions(struct fold *fold)
{
    const struct standing *application = fold_last(fold, MATTER_APPLICATION);
    const struct standing *authorisation = fold_last(fold, MATTER_AUTHORISATION);
    const struct standing *assessment = fold_last(fold, MATTER_RIGHTS_ASSESSMENT);
    int exclusions;

    if (authorisation && matter_decision(&authorisation->filed->statement) == AUTHORISATION_ASK)
        open_text(fold, FINDING_ASKED, authorisation, SLICE(""));
    if (assessment && matter_decision(&assessment->filed->statement) == ASSESSMENT_UNKNOWN)
        open_text(fold, FINDING_GROUND_UNKNOWN, assessment, SLICE(""));
    if (!application || !authorisation)
        return;
    exclusions = matter_word(&authorisation->filed->statement, "exclusions", &matter_answers);
    if (exclusions == ANSWER_NO)
        return;
    if (exclusions < 0 && matter_word(&application->filed->statement, "protected_activity",
                                      &matter_answers) == ANSWER_NO)
        return;
    open_text(fold, FINDING_PROTECTED_ACTIVITY, authorisation, SLICE(""));
    if (exclusions == ANSWER_YES)
        fold->matter->open.items[fold->matter->open.count - 1].outcome = OUTCOME_REFUSE;
}

/* The court has not refused and has not approved: its ground says why not (P01, P02, S01). */
static void find_deferral(struct fold *fold)
{
    const struct standing *approval = fold_last(fold, MATTER_APPROVAL);
    bool postponed;

    if (!approval || approval->filed->statement.effect == EFFECT_PERMITS)
        return;
    postponed = matter_decision(&approval->filed->statement) == APPROVAL_POSTPONE;
    open_text(fold, postponed ? FINDING_POSTPONED : FINDING_SUBSTITUTED, approval,
              json_slice(json_object_get(approval->filed->statement.body,
                                         postponed ? "ground" : "instead")));
}

/* The conditions of an approval bind once the requesting State asks again, having seen them (M7).
 */
static void find_conditions(struct fold *fold, const struct standing *approval)
{
    if (matter_decision(&approval->filed->statement) != APPROVAL_CONDITIONAL)
        return;
    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *request = fold->ordered[i];

        if (request->counts && request->filed->statement.number == MATTER_REQUEST &&
            fold_in_view(request, approval))
            return;
    }
    open_text(fold, FINDING_CONDITION_OPEN, approval, SLICE(""));
}

bool matter_is_lifted(const struct matter *matter, const struct standing *suspension)
{
    for (size_t i = 0; i < matter->standing_count; i++) {
        const struct standing *resumption = &matter->standing[i];
        struct digest named;

        if (!resumption->counts || resumption->filed->statement.number != MATTER_RESUMPTION)
            continue;
        if (digest_read(
                json_slice(json_object_get(resumption->filed->statement.body, "suspension")),
                &named) &&
            digest_equal(named, suspension->filed->statement.hash))
            return true;
    }
    return false;
}

static void find_restriction(struct fold *fold, const struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;

    switch ((enum matter_act)statement->number) {
    case MATTER_SUSPENSION:
        if (!matter_is_lifted(fold->matter, standing))
            open_text(fold, FINDING_SUSPENDED, standing, statement->by);
        return;
    case MATTER_TERMINATION:
        open_text(fold, FINDING_TERMINATED, standing, statement->by);
        return;
    case MATTER_RIGHTS_ASSESSMENT:
        open_text(fold, FINDING_RIGHTS, standing, SLICE(""));
        return;
    case MATTER_DUAL_CRIMINALITY:
        open_text(fold, FINDING_DUAL_CRIMINALITY_NONE, standing, SLICE(""));
        return;
    default:
        open_text(fold, FINDING_REFUSED, standing,
                  json_slice(json_object_get(statement->body, "ground")));
    }
}

static void find_restrictions(struct fold *fold)
{
    for (size_t i = 0; i < fold->matter->standing_count; i++) {
        const struct standing *standing = &fold->matter->standing[i];

        if (standing->counts && !statement_moves(&standing->filed->statement))
            find_restriction(fold, standing);
    }
}

/* The effective scope: what every statement that names one has in common. */
static bool intersect(const struct fold *fold, struct scope *out)
{
    bool any = false;

    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *standing = fold->ordered[i];

        if (!standing->counts || !standing->has_scope)
            continue;
        if (any)
            scope_intersect(out, &standing->scope);
        else
            *out = standing->scope;
        any = true;
    }
    return any;
}

static size_t take_recipients(const struct fold *fold, const struct standing *approval,
                              const char *member, const struct recipient **out)
{
    json_t *names = json_object_get(approval->filed->statement.body, member);
    size_t count = 0;

    for (size_t i = 0; i < json_array_size(names) && count < MATTER_RECIPIENTS; i++) {
        struct slice name = json_slice(json_array_get(names, i));

        for (int side = 0; side < 2; side++) {
            const struct recipient *recipient =
                register_recipient(fold->states[side]->state_register, name);

            if (!recipient)
                continue;
            out[count++] = recipient;
            break;
        }
    }
    return count;
}

static void find_production(struct fold *fold, const struct standing *approval)
{
    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *production = fold->ordered[i];
        struct digest decision;

        if (production->counts && production->filed->statement.number == MATTER_PRODUCTION &&
            digest_read(json_slice(json_object_get(production->filed->statement.body, "decision")),
                        &decision) &&
            digest_equal(decision, approval->filed->statement.hash))
            open_text(fold, FINDING_ALREADY_PRODUCED, production, SLICE(""));
    }
}

/* Promise 1 once more, under the rulebook's own parameters: both authorities have approved (M2), and
 * found the conduct a crime (M1). */
static void check_approval(struct fold *fold, bool approved)
{
    struct circumstances facts = {.measure = fold->matter->rules.measure};

    if (!fold->matter->has_rules)
        return;
    circumstances_state(&facts, PARAMETER_APPROVAL, approved);
    if (fold->matter->exchange)
        circumstances_state(&facts, PARAMETER_DUAL_CRIMINALITY,
                            fold->matter->done >> MATTER_DUAL_CRIMINALITY & 1);
    decide(&fold->matter->rules, &facts, "", &fold->matter->open);
}

static void find_permit(struct fold *fold)
{
    struct permit *permit = &fold->matter->permit;
    const struct standing *approval = fold_last(fold, MATTER_APPROVAL);

    if (approval && approval->filed->statement.effect != EFFECT_PERMITS)
        approval = NULL;
    check_approval(fold, approval != NULL);
    if (!approval || !intersect(fold, &permit->scope))
        return;
    permit->decision = approval->filed;
    permit->privileged =
        matter_words(approval->filed->statement.body, "privileged", &words_privilege);
    digest_read(json_slice(json_object_get(approval->filed->statement.body, "list")),
                &permit->list);
    permit->recipient_count = take_recipients(fold, approval, "recipients", permit->recipients);
    permit->filter_count = take_recipients(fold, approval, "filter", permit->filter);
    if (scope_is_empty(&permit->scope))
        findings_add(&fold->matter->open, FINDING_SCOPE_EMPTY, "");
    if (fold->terms->now >= permit->scope.until) {
        struct finding *finding = findings_add(&fold->matter->open, FINDING_EXPIRED, "");

        finding->value = (struct value){.kind = VALUE_INSTANT, .number = fold->terms->now};
        finding->limit = (struct value){.kind = VALUE_INSTANT, .number = permit->scope.until};
    }
    find_conditions(fold, approval);
    find_production(fold, approval);
}

static void due(struct fold *fold, enum matter_act act, int side, instant when)
{
    struct matter *matter = fold->matter;
    struct obligation *obligation = &matter->obligations[matter->obligation_count++];

    obligation->act = act;
    obligation->due = when;
    memcpy(obligation->state, matter->state[side], STATE_TEXT);
}

static bool has_ended(const struct matter *matter)
{
    for (size_t i = 0; i < matter->open.count; i++)
        if (fold_is_end(matter->open.items[i].code))
            return true;
    return false;
}

/* The executing State's next act, as long after `since` as its clock gives it; that it is late is a
 * finding of its own (M7). */
static void due_within(struct fold *fold, enum matter_act act, const struct standing *since,
                       enum parameter clock)
{
    const struct effective *rules = &fold->matter->rules;
    instant begun = filed_legal(since->filed), now = fold->terms->now;
    struct finding *finding;
    char where[80];

    if (!fold->matter->has_rules)
        return;
    due(fold, act, 1, begun + effective_seconds(rules, clock));
    if (now <= begun + effective_seconds(rules, clock))
        return;
    statement_label(&since->filed->statement, where);
    finding = findings_add(&fold->matter->open, FINDING_OVERDUE, where);
    if (finding->code != FINDING_OVERDUE)
        return;
    finding->rule = parameter_name(rules->measure, clock);
    finding->whose = rules->whose[clock];
    finding->value = (struct value){.kind = VALUE_SECONDS, .number = now - begun};
    finding->limit = parameter_value(clock, rules->limits[clock]);
}

static void find_obligations(struct fold *fold)
{
    const struct standing *request = fold_last(fold, MATTER_REQUEST);
    const struct standing *receipt = fold_last(fold, MATTER_RECEIPT);
    const struct matter *matter = fold->matter;

    if (has_ended(matter))
        return;
    if (request && !receipt)
        due_within(fold, MATTER_RECEIPT, request, PARAMETER_ACKNOWLEDGE);
    if (receipt && !fold_last(fold, MATTER_APPROVAL))
        due_within(fold, MATTER_APPROVAL, receipt, PARAMETER_DECIDE);
    if (matter->permitted && matter->rules.measure != MEASURE_PRESERVATION)
        due(fold, MATTER_PRODUCTION, 1, matter->permit.scope.until);
}

void conclude(struct fold *fold)
{
    struct matter *matter = fold->matter;

    matter->done = fold_acts(fold, NULL);
    find_missing(fold);
    find_questions(fold);
    find_deferral(fold);
    find_restrictions(fold);
    find_offences(fold);
    if (fold->states[0] && fold->states[1])
        find_permit(fold);
    matter->permitted = findings_permit(&matter->open) && findings_permit(&matter->statements);
    find_obligations(fold);
}

uint32_t matter_spares(const struct matter *matter)
{
    const uint32_t exchange = 1u << MATTER_REQUEST | 1u << MATTER_RECEIPT;
    const uint32_t comparison = 1u << MATTER_DUAL_CRIMINALITY;

    if (!matter->exchange)
        return exchange | comparison;
    return matter->has_rules && !matter->rules.limits[PARAMETER_DUAL_CRIMINALITY] ? comparison : 0;
}

uint32_t matter_next(const struct matter *matter)
{
    uint32_t skipped = matter->state[1][0] ? matter_spares(matter) : 0;
    uint32_t next = 0;

    if (has_ended(matter) || findings_have(&matter->open, FINDING_EXPIRED) ||
        findings_have(&matter->open, FINDING_WITHDRAWN) ||
        findings_have(&matter->open, FINDING_ALREADY_PRODUCED))
        return 0;
    for (unsigned act = MATTER_APPLICATION; act <= MATTER_APPROVAL; act++) {
        uint32_t bit = 1u << act;

        if (!((matter->done | skipped) & bit) &&
            !(matter_acts.acts[act].rests_on & ~(matter->done | skipped)))
            next |= bit;
    }
    if (findings_have(&matter->open, FINDING_CONDITION_OPEN))
        next |= 1u << MATTER_REQUEST;
    if (findings_have(&matter->open, FINDING_SUSPENDED))
        next |= 1u << MATTER_RESUMPTION;
    if (matter->permitted && matter->rules.measure != MEASURE_PRESERVATION)
        next |= 1u << MATTER_PRODUCTION;
    return next;
}

uint32_t matter_roles(const struct matter *matter, enum matter_act act)
{
    uint32_t roles = matter_acts.acts[act].by_roles;

    if (act == MATTER_AUTHORISATION && matter->has_rules)
        roles &= (uint32_t)matter->rules.limits[PARAMETER_AUTHORITY];
    return roles;
}
