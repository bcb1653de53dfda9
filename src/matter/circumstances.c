#include "base/json.h"
#include "matter/fold.h"
#include "matter/tally.h"

/* The rulebook in force at `when`, tightened by every later one that has begun by `now`. */
static bool book_of(const struct fold *fold, const struct matter_state *state, instant when,
                    struct rulebook *out, struct error *error)
{
    const struct rulebook *book = rulebook_in_force(state->rulebooks, state->rulebook_count, when);

    if (!book)
        return error_set(error, ERROR_KEY_MISSING, "no rulebook was in force");
    *out = *book;
    for (size_t i = 0; i < state->rulebook_count; i++) {
        const struct rulebook *later = state->rulebooks[i];

        if (later->from > book->from && later->from <= fold->terms->now &&
            !rulebook_tighten(out, later, error))
            return false;
    }
    return true;
}

void find_rules(struct fold *fold)
{
    struct matter *matter = fold->matter;
    struct rulebook books[2];
    struct rulebooks three = {fold->terms->floor, &books[0], &books[1]};
    struct error error = {0};
    struct scope scope;

    if (!fold->application || !matter_scope(&fold->application->statement, &scope))
        return;
    for (int i = 0; i < 2; i++) {
        if (book_of(fold, fold->states[i], filed_legal(fold->application), &books[i], &error))
            continue;
        findings_add(&matter->open, FINDING_RULEBOOK_MISSING, matter->state[i]);
        return;
    }
    matter->has_rules = rulebook_meet(&three, scope.measure, &matter->rules, &error);
    if (!matter->has_rules)
        findings_add(&matter->open, FINDING_RULEBOOK_LOOSENS, error.where);
}

/* Where data may reach to counts from the application where it is stored, so that what was applied
 * for can still be granted; where it is yet to come, from this very decision. */
static int64_t period_of(const struct fold *fold, const struct standing *standing)
{
    bool prospective = words_measure_is_prospective(standing->scope.measure);
    instant from = filed_earliest(prospective ? standing->filed : fold->application);

    return standing->scope.to > from ? standing->scope.to - from : 0;
}

static bool is_third_party(json_t *target)
{
    return slice_is(json_slice(json_object_get(target, "role")), "third-party");
}

/* P4: every target has facts of its own, every third party a justification. */
static bool each_target_is_justified(json_t *targets)
{
    for (size_t i = 0; i < json_array_size(targets); i++) {
        json_t *target = json_array_get(targets, i);

        if (!json_object_get(target, "suspicion") ||
            (is_third_party(target) && !json_object_get(target, "justification")))
            return false;
    }
    return true;
}

static int64_t third_parties(json_t *targets)
{
    int64_t count = 0;

    for (size_t i = 0; i < json_array_size(targets); i++)
        count += is_third_party(json_array_get(targets, i));
    return count;
}

/* From the register, not from what was typed. */
static void state_offence(const struct fold *fold, const struct standing *standing,
                          struct circumstances *facts)
{
    struct basis basis;

    if (!basis_of(fold, standing, &basis))
        return;
    circumstances_state(facts, PARAMETER_PENALTY, basis.penalty);
    circumstances_state(facts, PARAMETER_OFFENCES, basis.provision->elements.values[ELEMENT_ACT]);
}

/* The duration counts from this very decision; the window back from the application, so that what
 * was applied for within it can still be granted and approved later. */
static void state_scope(const struct fold *fold, const struct standing *standing,
                        struct circumstances *facts)
{
    const struct scope *scope = &standing->scope;

    if (!standing->has_scope)
        return;
    circumstances_state(facts, PARAMETER_DURATION, scope->until - filed_earliest(standing->filed));
    circumstances_state(facts, PARAMETER_WINDOW,
                        window_months(scope->from, fold->application->statement.at));
    circumstances_state(facts, PARAMETER_PERIOD, period_of(fold, standing));
    circumstances_state(facts, PARAMETER_ACCOUNTS, (int64_t)scope->account_count);
    circumstances_state(facts, PARAMETER_CATEGORIES, (int64_t)scope->categories);
}

/* What it comes to across matters, as stated; days as seconds, beyond any limit where they would not
 * fit. */
static void state_tally(const struct statement *statement, struct circumstances *facts)
{
    struct tally tally;

    tally_stated(statement->body, &tally);
    for (int i = 0; i < TALLIED; i++) {
        int64_t unit = parameter_scaled(tally_members[i].parameter, 1);
        int64_t count = tally.counts[i];

        if (count >= 0)
            circumstances_state(facts, tally_members[i].parameter,
                                count > INT64_MAX / unit ? INT64_MAX : count * unit);
    }
}

static void state_body(const struct statement *statement, struct circumstances *facts)
{
    json_t *targets = json_object_get(statement->body, "targets");

    if (targets) {
        circumstances_state(facts, PARAMETER_TARGETS, (int64_t)json_array_size(targets));
        circumstances_state(facts, PARAMETER_THIRD_PARTIES, third_parties(targets));
        circumstances_state(facts, PARAMETER_SUSPICION, each_target_is_justified(targets));
    }
    state_tally(statement, facts);
    circumstances_state(facts, PARAMETER_STATEMENTS, (int64_t)matter_statements(statement->body));
    circumstances_state(facts, PARAMETER_PRIVILEGED,
                        (int64_t)matter_words(statement->body, "privileged", &words_privilege));
    circumstances_state(facts, PARAMETER_GROUNDS,
                        (int64_t)matter_words(statement->body, "covered", &words_ground));
    circumstances_state(facts, PARAMETER_REFUSE_ON,
                        (int64_t)(vocabulary_all(&words_ground) &
                                  ~matter_words(statement->body, "noted", &words_ground)));
}

/* In which of the roles that may sign an act an official signs it: as a judge, if they are one. */
static uint32_t acting_role(const struct official *official, uint32_t roles)
{
    uint32_t judge = 1u << ROLE_JUDGE;

    roles &= official->roles;
    return roles & judge ? judge : roles;
}

static void state_signers(const struct standing *standing, struct circumstances *facts)
{
    const struct statement *statement = &standing->filed->statement;
    const struct act *act = statement->act;
    uint32_t authority = 0;
    int64_t judges = 0;

    for (size_t i = 0; i < statement->signer_count; i++) {
        uint32_t role = acting_role(standing->officials[i], i ? act->with_roles : act->by_roles);

        judges += role == 1u << ROLE_JUDGE;
        authority |= role;
    }
    circumstances_state(facts, PARAMETER_JUDGES, judges);
    circumstances_state(facts, PARAMETER_AUTHORITY, authority);
}

/* A question decides nothing, so that no limit applies to it but who may ask; an assessment that
 * still asks must cover every ground all the same. */
static bool is_question(const struct statement *statement)
{
    return statement->effect == EFFECT_RECORDS && statement->act->decides &&
           statement->number != MATTER_RIGHTS_ASSESSMENT;
}

/* Where there is no offence that holds, basis_holds says so, and its thresholds are not asked for. */
static uint64_t relevant_tests(const struct statement *statement, uint64_t known)
{
    const uint64_t offence = PARAMETER_BIT(PARAMETER_PENALTY) | PARAMETER_BIT(PARAMETER_OFFENCES);

    return statement->act->tests & ~(offence & ~known) &
           (is_question(statement) ? PARAMETER_BIT(PARAMETER_AUTHORITY) : UINT64_MAX);
}

/* What a statement itself says. */
static void state_facts(const struct fold *fold, const struct standing *standing,
                        struct circumstances *facts)
{
    const struct statement *statement = &standing->filed->statement;

    state_offence(fold, standing, facts);
    state_scope(fold, standing, facts);
    state_body(statement, facts);
    state_signers(standing, facts);
    facts->relevant = relevant_tests(statement, facts->known);
}

/* Extras join facts of different acts, so that each step is judged by what those before it stated,
 * too; the last one that stated a fact counts. By a step, what it and the acts before it answer is
 * due. */
static void carry_facts(const struct fold *fold, const struct standing *standing,
                        struct circumstances *facts)
{
    const struct statement *statement = &standing->filed->statement;
    uint64_t own = facts->known & facts->relevant;

    if (fold->matter->rules.extra_count == 0 || is_question(statement) || !statement->act->tests)
        return;
    for (unsigned act = 0; act <= statement->number; act++)
        facts->due |= matter_acts.acts[act].tests;
    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];
        struct circumstances stated = {.measure = facts->measure};

        if (!earlier->counts || !fold_in_view(standing, earlier))
            continue;
        state_facts(fold, earlier, &stated);
        for (unsigned p = 0; p < PARAMETER_COUNT; p++)
            if (stated.known & stated.relevant & ~own & PARAMETER_BIT(p)) {
                facts->facts[p] = stated.facts[p];
                facts->carried |= PARAMETER_BIT(p);
            }
    }
}

bool circumstances_hold(struct fold *fold, struct standing *standing)
{
    const struct filed *filed = standing->filed;
    const struct statement *statement = &filed->statement;
    struct circumstances facts = {.measure = fold->matter->rules.measure};
    struct findings found;
    bool good = true;

    if (!fold->matter->has_rules)
        return false;
    state_facts(fold, standing, &facts);
    carry_facts(fold, standing, &facts);
    if (filed->entered != NEVER) {
        int64_t off = statement->at - filed->entered;

        circumstances_state(&facts, PARAMETER_SKEW, off < 0 ? -off : off);
    }
    found.count = 0;
    decide(&fold->matter->rules, &facts, "", &found);
    for (size_t i = 0; i < found.count; i++) {
        fold_take(fold, standing, &found.items[i]);
        good = good && found.items[i].outcome != OUTCOME_REFUSE;
    }
    return good;
}

static const struct recipient *find_recipient(const struct fold *fold, struct slice name,
                                              const struct office **office)
{
    for (int i = 0; i < 2; i++) {
        const struct state_register *state_register =
            fold->states[i] ? fold->states[i]->state_register : NULL;
        const struct recipient *recipient =
            state_register ? register_recipient(state_register, name) : NULL;

        if (!recipient)
            continue;
        *office = register_office(state_register, recipient->office);
        return recipient;
    }
    return NULL;
}

/* A filter office is one and nothing else; whatever has that role gets nothing that is released. */
static bool is_kind_right(const struct office *office, bool filter)
{
    uint32_t role = 1u << ROLE_FILTER;

    return filter ? office->roles == role : !(office->roles & role);
}

/* Registered, of the right kind of office, valid when the court decided and still now. */
static const struct recipient *valid_recipient(struct fold *fold, struct standing *standing,
                                               struct slice name, bool filter)
{
    const struct office *office = NULL;
    const struct recipient *recipient = find_recipient(fold, name, &office);
    instant decided = filed_legal(standing->filed);

    if (recipient && office && is_kind_right(office, filter) && recipient->from <= decided &&
        decided < recipient->until && fold->terms->now < recipient->until)
        return recipient;
    fold_find_text(fold, standing, FINDING_RECIPIENT_UNKNOWN, name);
    return NULL;
}

/* P9: what is set aside is not sealed to a key that also opens what is released. */
static bool keys_are_apart(struct fold *fold, struct standing *standing, json_t *recipients,
                           struct slice filter, const struct recipient *key)
{
    for (size_t i = 0; i < json_array_size(recipients); i++) {
        const struct office *office;
        const struct recipient *other =
            find_recipient(fold, json_slice(json_array_get(recipients, i)), &office);

        if (!other || !age_recipient_equal(&other->key, &key->key))
            continue;
        fold_find_text(fold, standing, FINDING_KEY_SHARED, filter);
        return false;
    }
    return true;
}

bool recipients_hold(struct fold *fold, struct standing *standing)
{
    json_t *recipients = json_object_get(standing->filed->statement.body, "recipients");
    json_t *filter = json_object_get(standing->filed->statement.body, "filter");
    bool good = true;

    if (standing->filed->statement.number != MATTER_APPROVAL || !standing->has_scope)
        return true;
    for (size_t i = 0; i < json_array_size(recipients); i++)
        good = valid_recipient(fold, standing, json_slice(json_array_get(recipients, i)), false) &&
               good;
    for (size_t i = 0; i < json_array_size(filter); i++) {
        struct slice name = json_slice(json_array_get(filter, i));
        const struct recipient *key = valid_recipient(fold, standing, name, true);

        good = key && keys_are_apart(fold, standing, recipients, name, key) && good;
    }
    return good;
}
