#include "base/json.h"
#include "matter/fold.h"

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

/* P4: every target has facts of its own, every third party a justification. */
static bool each_target_is_justified(json_t *targets)
{
    for (size_t i = 0; i < json_array_size(targets); i++) {
        json_t *target = json_array_get(targets, i);
        bool third = slice_is(json_slice(json_object_get(target, "role")), "third-party");

        if (!json_object_get(target, "suspicion") ||
            (third && !json_object_get(target, "justification")))
            return false;
    }
    return true;
}

static void state_offence(const struct statement *statement, struct circumstances *facts)
{
    json_t *offence = json_object_get(statement->body, "offence");
    int class = vocabulary_find(&words_offence, json_slice(json_object_get(offence, "class")));

    if (!offence || class < 0)
        return;
    circumstances_state(facts, PARAMETER_PENALTY,
                        json_integer_value(json_object_get(offence, "max_penalty_months")));
    circumstances_state(facts, PARAMETER_OFFENCES, INT64_C(1) << class);
}

static void state_scope(const struct standing *standing, struct circumstances *facts)
{
    const struct scope *scope = &standing->scope;
    const struct filed *filed = standing->filed;

    if (!standing->has_scope)
        return;
    circumstances_state(facts, PARAMETER_DURATION, scope->until - filed_earliest(filed));
    circumstances_state(facts, PARAMETER_WINDOW, window_months(scope->from, filed->statement.at));
    circumstances_state(facts, PARAMETER_CATEGORIES, (int64_t)scope->categories);
}

static void state_body(const struct statement *statement, struct circumstances *facts)
{
    json_t *targets = json_object_get(statement->body, "targets");

    if (targets) {
        circumstances_state(facts, PARAMETER_TARGETS, (int64_t)json_array_size(targets));
        circumstances_state(facts, PARAMETER_SUSPICION, each_target_is_justified(targets));
    }
    circumstances_state(facts, PARAMETER_JUDGES, (int64_t)statement->signer_count);
    circumstances_state(facts, PARAMETER_PRIVILEGED,
                        (int64_t)matter_words(statement->body, "privileged", &words_privilege));
    circumstances_state(facts, PARAMETER_GROUNDS,
                        (int64_t)matter_words(statement->body, "covered", &words_ground));
}

bool circumstances_hold(struct fold *fold, struct standing *standing)
{
    const struct filed *filed = standing->filed;
    const struct statement *statement = &filed->statement;
    struct matter *matter = fold->matter;
    struct circumstances facts = {.measure = matter->rules.measure};
    size_t before = matter->statements.count;
    int64_t off = statement->at - filed->entered;
    char where[80];
    bool good = true;

    if (!matter->has_rules)
        return statement->number != MATTER_APPLICATION;
    state_offence(statement, &facts);
    state_scope(standing, &facts);
    state_body(statement, &facts);
    facts.relevant = statement->effect == EFFECT_RECORDS && statement->act->decides &&
                             statement->number != MATTER_RIGHTS_ASSESSMENT
                         ? 0
                         : statement->act->tests;
    if (filed->entered != NEVER)
        circumstances_state(&facts, PARAMETER_SKEW, off < 0 ? -off : off);
    statement_label(statement, where);
    decide(&matter->rules, &facts, where, &matter->statements);
    for (size_t i = before; i < matter->statements.count; i++) {
        matter->owner[i] = (uint16_t)(standing - matter->standing);
        good = good && matter->statements.items[i].outcome != OUTCOME_REFUSE;
    }
    return good;
}

static const struct recipient *find_recipient(const struct fold *fold, struct slice name,
                                              const struct office **office)
{
    for (int i = 0; i < 2; i++) {
        const struct state_register *state_register = fold->states[i]->state_register;
        const struct recipient *recipient = register_recipient(state_register, name);

        if (!recipient)
            continue;
        *office = register_office(state_register, recipient->office);
        return recipient;
    }
    return NULL;
}

/* Registered, of the right kind of office, valid when the court decided and still now. */
static const struct recipient *valid_recipient(struct fold *fold, struct standing *standing,
                                               struct slice name, bool filter)
{
    const struct office *office = NULL;
    const struct recipient *recipient = find_recipient(fold, name, &office);
    instant decided = filed_legal(standing->filed);

    if (recipient && office && (bool)(office->roles & 1u << ROLE_FILTER) == filter &&
        recipient->from <= decided && decided < recipient->until &&
        fold->terms->now < recipient->until)
        return recipient;
    fold_find(fold, standing, FINDING_RECIPIENT_UNKNOWN)->value =
        (struct value){.kind = VALUE_TEXT, .text = name};
    return NULL;
}

/* P9: nobody who has a duty in the matter also belongs to the filter office. */
static bool filter_is_independent(struct fold *fold, struct standing *standing, struct slice office)
{
    for (size_t i = 0; i < fold->ordered_count; i++) {
        const struct standing *earlier = fold->ordered[i];

        for (size_t j = 0; j < earlier->filed->statement.signer_count; j++) {
            const struct official *person = earlier->officials[j];

            for (int k = 0; person && k < 2; k++) {
                const struct state_register *state_register = fold->states[k]->state_register;

                for (size_t m = 0; m < state_register->official_count; m++) {
                    const struct official *member = &state_register->officials[m];

                    if (!slice_equal(member->office, office) ||
                        !slice_equal(member->person, person->person))
                        continue;
                    fold_find(fold, standing, FINDING_SAME_PERSON)->value =
                        (struct value){.kind = VALUE_TEXT, .text = member->name};
                    return false;
                }
            }
        }
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

        good = valid_recipient(fold, standing, name, true) &&
               filter_is_independent(fold, standing, name_office(name)) && good;
    }
    return good;
}
