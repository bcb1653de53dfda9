/* What a measure rests on: the offence that a statement names, in the register of its State, in the
 * version of the day of the conduct; and whether the two States' offences meet (O1 to O9, P2, M1). */
#include "base/json.h"
#include "base/spelling.h"
#include "law/compare.h"
#include "law/offence_findings.h"
#include "matter/conduct.h"
#include "matter/fold.h"

static const struct offence_answers unanswered = {TRUTH_UNKNOWN, TRUTH_UNKNOWN};

/* ---- which offence? ---- */

/* The register that governed when the application was made: one adopted later proves nothing about
 * the law before. */
static const struct offence_register *find_register(const struct matter_state *state,
                                                    struct slice name, instant when)
{
    const struct offence_register *found = NULL;

    for (size_t i = 0; i < state->offence_count; i++)
        if (state->offences[i].from <= when &&
            slice_equal(state->offences[i].offences->state, name))
            found = state->offences[i].offences;
    return found;
}

/* A State's offence is in its own register or in the treaty's that it adopted. */
static bool is_own(const struct matter_state *state, struct slice name)
{
    return slice_is(name, "treaty") || slice_is(name, state->state_register->state);
}

/* No crime without a law on the day of the conduct; none either that has been repealed since
 * (ICCPR 15(1)). */
static const struct provision *choose(const struct offence_register *offences, struct slice id,
                                      instant on, instant now, struct findings *findings)
{
    const struct provision *found = provision_choose(offences, id, on, "", findings);

    if (!found || !provision_choose(offences, id, now, "", findings))
        return NULL;
    return found;
}

/* Neither wider nor graver. */
static bool is_within(const struct provision *now, const struct provision *then)
{
    if (then->penalty != PENALTY_UNSTATED &&
        (now->penalty == PENALTY_UNSTATED || now->penalty > then->penalty))
        return false;
    return elements_within(&now->elements, &then->elements);
}

static bool is_same_name(struct slice a, struct slice b)
{
    struct buffer one = {0}, other = {0};
    bool same;

    spelling_fold(a, &one);
    spelling_fold(b, &other);
    same = one.size && slice_equal(buffer_slice(&one), buffer_slice(&other));
    buffer_free(&one);
    buffer_free(&other);
    return same;
}

/* The offence as the earlier register had it on that day: under its id, otherwise under another one with
 * the same reference or the same text. One that it had not at all may have been forgotten there. */
static bool is_as_it_stood(const struct offence_register *then, const struct provision *now,
                           instant on)
{
    bool known;
    const struct provision *same_id = offence_in_force(then, now->id, on, &known);

    if (same_id || known)
        return same_id && is_within(now, same_id);
    for (size_t i = 0; i < then->count; i++) {
        const struct provision *other = &then->provisions[i];

        if (!is_same_name(now->cites, other->cites) && !is_same_name(now->text, other->text))
            continue;
        if (provision_in_force(other, on) && is_within(now, other))
            return true;
        known = true;
    }
    return !known;
}

/* Held against every register of the State from that of the day on, which for a day before the first one
 * is the first; so neither one step nor several write the past anew, nor does another id. */
static void find_rewritten(const struct matter_state *state, const struct offence_named *named,
                           const struct provision *provision, instant on, instant now,
                           struct findings *findings)
{
    const struct offence_register *of_day = find_register(state, named->in, on);
    bool begun = of_day == NULL, kept = true;

    for (size_t i = 0; i < state->offence_count; i++) {
        const struct offence_register *offences = state->offences[i].offences;

        begun = begun || offences == of_day;
        if (!begun || state->offences[i].from > now || !slice_equal(offences->state, named->in))
            continue;
        kept = kept && is_as_it_stood(offences, provision, on);
    }
    if (!kept)
        findings_add(findings, FINDING_OFFENCE_REWRITTEN, "")->value =
            (struct value){.kind = VALUE_TEXT, .text = named->id};
}

/* The side whose law an act names: the requesting State's in the application alone. */
static const struct matter_state *state_of(const struct fold *fold, const struct standing *standing)
{
    return fold->states[standing->filed->statement.number != MATTER_APPLICATION];
}

static void unknown(struct slice id, struct findings *findings)
{
    findings_add(findings, FINDING_OFFENCE_UNKNOWN, "")->value =
        (struct value){.kind = VALUE_TEXT, .text = id};
}

/* The provision that `standing` rests on; NULL, and why, where there is none. */
static const struct provision *find_provision(const struct fold *fold,
                                              const struct standing *standing,
                                              const struct offence_named *named,
                                              struct findings *findings)
{
    const struct matter_state *state = state_of(fold, standing);
    const struct offence_register *offences = NULL;
    instant now, on;

    if (!fold->application || !state || !conduct_on(fold->application->statement.body, &on))
        return NULL;
    now = filed_legal(fold->application);
    if (is_own(state, named->in))
        offences = find_register(state, named->in, now);
    if (offences) {
        const struct provision *provision = choose(offences, named->id, on, now, findings);

        if (provision)
            find_rewritten(state, named, provision, on, now, findings);
        return provision;
    }
    unknown(named->id, findings);
    return NULL;
}

bool basis_of(const struct fold *fold, const struct standing *standing, struct basis *out)
{
    struct findings ignored;
    struct offence_named named;

    if (!offence_named(standing->filed->statement.body, &named))
        return false;
    ignored.count = 0; /* in place of clearing all of it */
    out->provision = find_provision(fold, standing, &named, &ignored);
    if (!out->provision)
        return false;
    out->penalty =
        out->provision->penalty == PENALTY_UNSTATED ? named.months : out->provision->penalty;
    return true;
}

/* ---- is it stated as it is, and may a measure rest on it? ---- */

static struct value months_value(int64_t months)
{
    if (months == PENALTY_LIFE)
        return (struct value){.kind = VALUE_TEXT, .text = SLICE("life")};
    return (struct value){.kind = VALUE_MONTHS, .number = months};
}

/* A treaty leaves the penalty to the law of each State: so it is what that law has at most for the same
 * act on the day of the conduct, or no threshold would hold. Below 0 where it punishes no such act. */
static int64_t own_penalty(const struct fold *fold, const struct standing *standing, int class)
{
    const struct matter_state *state = state_of(fold, standing);
    const struct offence_register *own = find_register(
        state, slice_text(state->state_register->state), filed_legal(fold->application));
    int64_t most = PENALTY_UNSTATED;
    instant on;

    if (!own || class < 0 || !conduct_on(fold->application->statement.body, &on))
        return most;
    for (size_t i = 0; i < own->count; i++) {
        const struct provision *provision = &own->provisions[i];

        if (provision_in_force(provision, on) && provision->penalty > most &&
            provision->elements.values[ELEMENT_ACT] & WORD_BIT(class))
            most = provision->penalty;
    }
    return most;
}

/* The penalty that is stated is the register's; one that it leaves open is within the State's own law.
 */
static void find_penalty(struct fold *fold, struct standing *standing,
                         const struct offence_named *named, const struct provision *provision)
{
    bool open = provision->penalty == PENALTY_UNSTATED;
    int64_t limit = open ? own_penalty(fold, standing, named->class) : provision->penalty;
    struct finding *finding;

    if (open ? named->months <= limit : named->months == limit)
        return;
    finding = fold_find(fold, standing, FINDING_OFFENCE_MISSTATED);
    finding->value = months_value(named->months);
    if (limit != PENALTY_UNSTATED)
        finding->limit = months_value(limit);
}

static void find_misstated(struct fold *fold, struct standing *standing,
                           const struct offence_named *named, const struct provision *provision)
{
    int64_t acts = provision->elements.values[ELEMENT_ACT];
    struct finding *finding;

    if (named->class < 0 || !(acts & WORD_BIT(named->class))) {
        finding = fold_find(fold, standing, FINDING_OFFENCE_MISSTATED);
        finding->value = (struct value){.kind = VALUE_TEXT};
        if (named->class >= 0)
            finding->value.text = slice_text(words_offence.words[named->class]);
        finding->limit = element_value(ELEMENT_ACT, acts);
    }
    find_penalty(fold, standing, named, provision);
}

/* Only what refuses whatever is answered refuses the statement: the answers come later. */
static void find_failing(struct fold *fold, struct standing *standing,
                         const struct provision *provision)
{
    struct findings found;

    found.count = 0;
    provision_examine(provision, &unanswered, "", &found);
    for (size_t i = 0; i < found.count; i++)
        if (found.items[i].outcome == OUTCOME_REFUSE)
            fold_take(fold, standing, &found.items[i]);
}

/* The facts that the application itself states are of the offence: where one of them leaves it no room,
 * there is no such offence, however well the law is written. Which facts make a verdict of dual
 * criminality is the comparison's. */
static void find_outside(struct fold *fold, struct standing *standing,
                         const struct provision *provision)
{
    int64_t outside = 0;
    struct finding *finding;
    struct facts facts;

    if (standing->filed->statement.number == MATTER_DUAL_CRIMINALITY)
        return;
    conduct_facts(fold->application->statement.body, &facts);
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        if (element_test(i, provision->elements.values[i], facts.values[i]) == TRUTH_NO)
            outside |= WORD_BIT(i);
    if (!outside)
        return;
    finding = fold_find(fold, standing, FINDING_CONDUCT_OUTSIDE);
    finding->value =
        (struct value){.kind = VALUE_SET, .number = outside, .vocabulary = &words_element};
}

/* Law cannot be named for conduct that is yet to come. */
static bool conduct_has_been(struct fold *fold, struct standing *standing)
{
    instant on, now = filed_legal(standing->filed);
    struct finding *finding;

    if (standing->filed->statement.number != MATTER_APPLICATION ||
        !conduct_on(standing->filed->statement.body, &on) || on <= now)
        return true;
    finding = fold_find(fold, standing, FINDING_TIME_AHEAD);
    finding->value = (struct value){.kind = VALUE_INSTANT, .number = on};
    finding->limit = (struct value){.kind = VALUE_INSTANT, .number = now};
    return false;
}

bool basis_holds(struct fold *fold, struct standing *standing)
{
    size_t before = fold->matter->statements.count;
    const struct provision *provision;
    struct findings found;
    struct offence_named named;
    bool good = conduct_has_been(fold, standing);

    if (!offence_named(standing->filed->statement.body, &named))
        return good;
    found.count = 0;
    provision = find_provision(fold, standing, &named, &found);
    for (size_t i = 0; i < found.count; i++)
        fold_take(fold, standing, &found.items[i]);
    if (provision) {
        find_misstated(fold, standing, &named, provision);
        find_failing(fold, standing, provision);
        find_outside(fold, standing, provision);
    }
    return good && provision && fold->matter->statements.count == before;
}

/* ---- dual criminality ---- */

/* What the application states of the conduct, and what the executing State adds: where the two
 * contradict each other, nothing is known. */
static void facts_of(const struct fold *fold, const struct standing *comparison, struct facts *out)
{
    struct facts added;

    conduct_facts(fold->application->statement.body, out);
    if (!comparison)
        return;
    conduct_facts(comparison->filed->statement.body, &added);
    for (unsigned i = 0; i < ELEMENT_COUNT; i++)
        fact_meet(i, out->values[i], added.values[i], &out->values[i]);
}

/* Compares what the two States' statements rest on; false where one of them rests on nothing. */
static bool compare_bases(const struct fold *fold, const struct standing *standing,
                          struct comparison *out)
{
    const struct standing *application = fold_last(fold, MATTER_APPLICATION);
    struct basis requesting, executing;
    struct facts facts;

    if (!application || !basis_of(fold, application, &requesting) ||
        !basis_of(fold, standing, &executing))
        return false;
    facts_of(fold, standing, &facts);
    compare_case(requesting.provision, executing.provision, &facts, out);
    return true;
}

static enum truth stated_verdict(const struct statement *statement)
{
    return matter_decision(statement) == DUAL_CRIMINALITY_YES ? TRUTH_YES : TRUTH_UNKNOWN;
}

/* Who finds that there is dual criminality names the offence; the verdict is what follows. */
bool comparison_holds(struct fold *fold, struct standing *standing)
{
    const struct statement *statement = &standing->filed->statement;
    struct findings found;
    struct comparison comparison;
    struct finding *finding;
    struct offence_named named;

    if (statement->number != MATTER_DUAL_CRIMINALITY)
        return true;
    if (!offence_named(statement->body, &named)) {
        if (stated_verdict(statement) == TRUTH_UNKNOWN)
            return true;
        fold_find(fold, standing, FINDING_OFFENCE_UNKNOWN);
        return false;
    }
    if (!compare_bases(fold, standing, &comparison))
        return false;
    if (comparison.verdict == stated_verdict(statement))
        return true;
    finding = fold_find(fold, standing, FINDING_DUAL_CRIMINALITY_MISSTATED);
    finding->value = (struct value){.kind = VALUE_TEXT,
                                    .text = slice_text(truth_name(stated_verdict(statement)))};
    finding->limit =
        (struct value){.kind = VALUE_TEXT, .text = slice_text(truth_name(comparison.verdict))};
    found.count = 0;
    comparison_findings(&comparison, "", &found);
    for (size_t i = 0; i < found.count; i++)
        fold_take(fold, standing, &found.items[i]);
    return false;
}

/* The last comparison that `viewer` had before them (NULL: of all), or NULL. */
static const struct standing *comparison_before(const struct fold *fold,
                                                const struct standing *viewer)
{
    const struct standing *found = NULL;

    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];

        if (earlier->counts && earlier->filed->statement.number == MATTER_DUAL_CRIMINALITY &&
            (!viewer || fold_in_view(viewer, earlier)))
            found = earlier;
    }
    return found;
}

/* Whether the approval rests on the offence that was compared; where none was, nothing to say. */
static bool is_compared(const struct standing *approval, const struct standing *comparison,
                        struct offence_named *named)
{
    struct offence_named compared;

    return !comparison || !offence_named(approval->filed->statement.body, named) ||
           !offence_named(comparison->filed->statement.body, &compared) ||
           offence_same(named, &compared);
}

bool approval_is_compared(struct fold *fold, struct standing *standing)
{
    struct offence_named named;

    if (standing->filed->statement.number != MATTER_APPROVAL ||
        is_compared(standing, comparison_before(fold, standing), &named))
        return true;
    fold_find_text(fold, standing, FINDING_NO_DUAL_CRIMINALITY, named.id);
    return false;
}

/* ---- what follows ---- */

/* The application shows malicious intent; what the executing State reads can only take that away. */
static enum truth malice_of(const struct fold *fold)
{
    struct facts applied, both;
    enum truth alone, together;

    facts_of(fold, NULL, &applied);
    facts_of(fold, comparison_before(fold, NULL), &both);
    alone = conduct_malice(&applied);
    together = conduct_malice(&both);
    return alone < together ? alone : together;
}

static enum truth no_exclusion_of(const struct fold *fold)
{
    const struct standing *judge = fold_last(fold, MATTER_AUTHORISATION);

    if (!judge)
        return TRUTH_UNKNOWN;
    switch (matter_word(&judge->filed->statement, "exclusions", &matter_answers)) {
    case ANSWER_NO:
        return TRUTH_YES;
    case ANSWER_YES:
        return TRUTH_NO;
    default:
        return TRUTH_UNKNOWN;
    }
}

/* The register cannot hold the stated maximum against anything: whoever decides is told so. */
static void find_unstated(struct fold *fold, const struct basis *basis, const char *where)
{
    if (basis->provision->penalty == PENALTY_UNSTATED)
        findings_add(&fold->matter->open, FINDING_PENALTY_UNSTATED, where)->value =
            months_value(basis->penalty);
}

static void examine(struct fold *fold, const struct standing *standing, int side,
                    const struct offence_answers *answers)
{
    struct basis basis;
    char where[80];

    if (!standing || !basis_of(fold, standing, &basis))
        return;
    fold->matter->basis.provisions[side] = basis.provision;
    statement_label(&standing->filed->statement, where);
    provision_examine(basis.provision, answers, where, &fold->matter->open);
    provision_examine_reading(basis.provision, answers, where, &fold->matter->open);
    find_unstated(fold, &basis, where);
}

static void find_comparison(struct fold *fold, const struct standing *comparison,
                            const struct standing *approval)
{
    struct comparison compared;
    struct offence_named named;
    char where[80];

    if (!comparison)
        return;
    statement_label(&comparison->filed->statement, where);
    if (stated_verdict(&comparison->filed->statement) == TRUTH_UNKNOWN) {
        if (compare_bases(fold, comparison, &compared))
            comparison_findings(&compared, where, &fold->matter->open);
        else
            findings_add(&fold->matter->open, FINDING_DUAL_CRIMINALITY_UNKNOWN, where);
    }
    if (approval && !is_compared(approval, comparison, &named))
        findings_add(&fold->matter->open, FINDING_NO_DUAL_CRIMINALITY, where)->value =
            (struct value){.kind = VALUE_TEXT, .text = named.id};
}

void find_offences(struct fold *fold)
{
    const struct standing *application = fold_last(fold, MATTER_APPLICATION);
    const struct standing *approval = fold_last(fold, MATTER_APPROVAL);
    const struct standing *comparison = comparison_before(fold, NULL);
    struct matter_basis *basis = &fold->matter->basis;
    struct offence_answers answers;

    if (!application)
        return;
    answers = (struct offence_answers){malice_of(fold), no_exclusion_of(fold)};
    basis->answers = answers;
    facts_of(fold, comparison, &basis->facts);
    basis->compared = comparison && compare_bases(fold, comparison, &basis->comparison);
    examine(fold, application, 0, &answers);
    examine(fold, approval && approval->has_scope ? approval : comparison, 1, &answers);
    find_comparison(fold, comparison, approval);
}
