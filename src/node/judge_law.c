#include "base/json.h"
#include "node/candidate.h"
#include "writ/adopted.h"

enum { RULEBOOK_AHEAD = 366 * DAY }; /* from its adoption to its date, at most */

static const struct verified_state *own_state(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->known->state_count; i++)
        if (strcmp(candidate->known->states[i].state_register.state,
                   candidate->filed.statement.state) == 0)
            return &candidate->known->states[i];
    return NULL;
}

static bool terms_of(const struct candidate *candidate, struct register_terms *out)
{
    const struct trust_state *pins =
        trust_state(&candidate->node->trust, candidate->filed.statement.state);

    if (pins)
        register_terms_of(pins, candidate->node->floors, out);
    return pins;
}

bool candidate_judge_register(struct candidate *candidate, struct error *error)
{
    const struct verified_state *state = own_state(candidate);
    struct register_terms terms;

    (void)error;
    if (!terms_of(candidate, &terms)) {
        candidate_refuse(candidate, FINDING_TRUST_LACKS_STATE,
                         slice_text(candidate->filed.statement.state));
        return true;
    }
    register_check(&terms, state ? state->register_statements.items : NULL,
                   state ? state->register_statements.count : 0, &candidate->filed,
                   candidate->findings);
    return true;
}

/* One that begins far ahead would leave no place for a stricter one before it. */
static bool begins_soon(const struct candidate *candidate, const struct rulebook *book,
                        struct error *error)
{
    if (book->from <= candidate->now + RULEBOOK_AHEAD)
        return true;
    error_where(error, "[rulebook] from");
    return error_set(error, ERROR_MEMBER_VALUE,
                     "it begins more than a year ahead, and no stricter one could begin before it");
}

static bool judge_rulebook_text(struct candidate *candidate, struct slice text, struct error *error)
{
    struct rulebook *book = arena_take(candidate->arena, sizeof *book);
    const struct verified_state *state = own_state(candidate);
    struct error chain = {0};

    if (!floors_rulebook(candidate->node->floors, text, candidate->arena, book, error))
        return error_file(error, "rulebook");
    if (strcmp(book->state, candidate->filed.statement.state) != 0)
        candidate_refuse(candidate, FINDING_SIGNER_STATE, slice_text(book->state));
    else if (!begins_soon(candidate, book, &chain) ||
             !rulebook_follows(state && state->book_count ? state->book_list[state->book_count - 1]
                                                          : NULL,
                               book, &chain))
        finding_error(findings_add(candidate->findings, FINDING_RULEBOOK_CHAIN, candidate->where),
                      &chain, candidate->arena);
    return true;
}

static void judge_offences_text(struct candidate *candidate, struct slice text)
{
    const struct verified_state *state = own_state(candidate);
    struct slice whose = json_slice(json_object_get(candidate->filed.statement.body, "register"));
    struct offence_register read;
    struct error error = {0};

    if (!adopted_offences_read(text, whose, state ? state->offences : NULL,
                               state ? state->offence_count : 0, candidate->arena, &read, &error))
        finding_error(findings_add(candidate->findings, FINDING_OFFENCES_BAD, candidate->where),
                      &error, candidate->arena);
}

/* The text that becomes law is among the attachments, is that State's, and follows what was before.
 */
static bool judge_text(struct candidate *candidate, struct error *error)
{
    const struct statement *statement = &candidate->filed.statement;
    const struct slice *text = candidate_attachment(candidate, rules_text(statement));
    bool is_rulebook = statement->number == RULES_RULEBOOK;

    if (!text)
        candidate_refuse(candidate,
                         is_rulebook ? FINDING_RULEBOOK_MISSING : FINDING_OFFENCES_MISSING,
                         SLICE("the text is not attached"));
    else if (is_rulebook)
        return judge_rulebook_text(candidate, *text, error);
    else
        judge_offences_text(candidate, *text);
    return true;
}

bool candidate_judge_rules(struct candidate *candidate, struct error *error)
{
    const struct verified_state *state = own_state(candidate);
    size_t before = state ? state->rules_statements.count : 0;
    struct filed *all = arena_take(candidate->arena, (before + 1) * sizeof *all);
    struct findings earlier = {0};
    struct adoptions adoptions;
    struct register_terms terms;

    if (!terms_of(candidate, &terms)) {
        candidate_refuse(candidate, FINDING_TRUST_LACKS_STATE,
                         slice_text(candidate->filed.statement.state));
        return true;
    }
    if (before)
        memcpy(all, state->rules_statements.items, before * sizeof *all);
    all[before] = candidate->filed;
    rules_fold(&terms, all, before + 1, &adoptions, &earlier);
    adoptions_free(&adoptions);
    for (size_t i = 0; i < earlier.count; i++)
        if (strcmp(earlier.items[i].where, candidate->where) == 0)
            candidate_refuse(candidate, earlier.items[i].code, earlier.items[i].value.text);
    return judge_text(candidate, error);
}
