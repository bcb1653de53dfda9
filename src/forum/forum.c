#include "forum/forum.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"

static bool adopt_rules(struct forum *forum, const struct forum_event *event)
{
    struct procedure next = forum->procedure;
    json_t *rules = event_list(event, "rules");
    uint64_t seen = 0;

    for (size_t i = 0; i < json_array_size(rules); i++) {
        json_t *item = json_array_get(rules, i);
        struct slice word = json_slice(json_object_get(item, "rule"));
        int64_t value = json_integer_value(json_object_get(item, "value"));
        int rule = vocabulary_find(&words_procedure, word);
        const struct procedure_row *row = &procedure_rows[rule];

        if (seen >> rule & 1)
            return event_refuse(event, FINDING_ACT_REPEATED, word);
        if (value < row->least || value > row->most)
            return event_refuse_count(event, FINDING_PROCEDURE_BOUND, value,
                                      value < row->least ? row->least : row->most);
        seen |= UINT64_C(1) << rule;
        next.values[rule] = value;
    }
    forum->procedure = next;
    return true;
}

/* The rules of each chain. */
static bool (*const apply[FORUM_CHAINS])(struct forum *, const struct forum_event *) = {
    [FORUM_PROCEDURE] = adopt_rules,         [FORUM_ACCREDITATION] = accreditation_apply,
    [FORUM_MEETINGS] = meetings_apply,       [FORUM_DOCUMENTS] = documents_apply,
    [FORUM_SUBMISSIONS] = submissions_apply, [FORUM_OBSERVATIONS] = observations_apply,
};

/* The signature of everyone, by one who holds the role, and no person twice. */
static bool is_signed(const struct forum *forum, const struct filed *filed,
                      struct forum_event *event)
{
    const struct statement *statement = event->statement;
    bool ok = true;

    for (size_t i = 0; i < statement->signer_count; i++) {
        event->signers[i] =
            register_signer(forum->state_register, statement->signers[i], &filed->signatures[i],
                            event->when, i ? statement->act->with_roles : statement->act->by_roles,
                            event->where, event->findings);
        ok = ok && event->signers[i];
    }
    event->by = event->signers[0];
    for (size_t i = 1; ok && i < statement->signer_count; i++)
        for (size_t j = 0; j < i; j++)
            if (slice_equal(event->signers[i]->person, event->signers[j]->person))
                ok = event_refuse(event, FINDING_SAME_PERSON, event->signers[i]->person);
    return ok;
}

static bool names_earlier(const struct forum *forum, const struct statement *statement,
                          enum forum_chain chain)
{
    if (digest_is_zero(statement->prev))
        return statement->seq == 1;
    for (size_t i = forum->link_count; i-- > 0;)
        if (forum->links[i].chain == chain && forum->links[i].seq + 1 == statement->seq &&
            digest_equal(forum->links[i].hash, statement->prev))
            return true;
    return false;
}

static bool is_in_chain(const struct forum *forum, const struct forum_event *event,
                        enum forum_chain chain)
{
    const struct statement *statement = event->statement;

    if (!slice_equal(slice_part(statement->chain, 0, 2),
                     slice_text(forum->state_register->state)) ||
        strcmp(statement->state, forum->state_register->state) != 0)
        return event_refuse(event, FINDING_SIGNER_STATE, statement->by);
    if (!digest_is_zero(statement->seen))
        return event_refuse(event, FINDING_SEEN_UNKNOWN, statement->by);
    if (!statement_moves(statement))
        return names_earlier(forum, statement, chain) ||
               event_refuse(event, FINDING_CHAIN_BROKEN, statement->by);
    return (statement->seq == forum->heads[chain].seq + 1 &&
            digest_equal(statement->prev, forum->heads[chain].hash)) ||
           event_refuse(event, FINDING_CHAIN_BROKEN, statement->by);
}

/* One that restricts could be held back by the operator: it counts whenever it is logged. */
static bool is_in_time(const struct forum *forum, const struct forum_event *event)
{
    int64_t off = event->statement->at - event->when;
    int64_t skew = register_skew(forum->terms, event->when);
    struct finding *finding;

    if (off <= skew && (-off <= skew || !statement_moves(event->statement)))
        return true;
    finding = findings_add(event->findings, FINDING_TIME_SKEWED, event->where);
    finding->rule = "signing.skew";
    finding->whose = WHOSE_FLOOR;
    finding->value = (struct value){.kind = VALUE_SECONDS, .number = off < 0 ? -off : off};
    finding->limit = (struct value){.kind = VALUE_HOURS, .number = skew / HOUR};
    return false;
}

/* The same bytes once more would count twice; what moves a head cannot come again. */
static bool is_new(const struct forum *forum, const struct forum_event *event)
{
    if (statement_moves(event->statement))
        return true;
    for (size_t i = 0; i < forum->link_count; i++)
        if (digest_equal(forum->links[i].hash, event->statement->hash))
            return event_refuse(event, FINDING_ACT_REPEATED, event->statement->by);
    return true;
}

static void link_statement(struct forum *forum, const struct statement *statement,
                           enum forum_chain chain, instant when)
{
    forum->links = memory_grow(forum->links, forum->link_count + 1, sizeof *forum->links);
    forum->links[forum->link_count++] = (struct forum_link){statement->hash, statement->seq, chain};
    forum->last = when;
    if (!statement_moves(statement))
        return;
    forum->heads[chain].seq = statement->seq;
    forum->heads[chain].hash = statement->hash;
}

bool forum_step(struct forum *forum, const struct filed *filed, struct findings *findings)
{
    enum forum_chain chain = forum_chain_of(&filed->statement);
    char where[80];
    struct forum_event event = {.statement = &filed->statement,
                                .when = filed->entered,
                                .where = where,
                                .findings = findings};

    statement_label(&filed->statement, where);
    if (chain == FORUM_CHAINS)
        return event_refuse(&event, FINDING_NOT_SERVED, filed->statement.chain);
    if (filed->entered == NEVER)
        return event_refuse(&event, FINDING_NOT_LOGGED, filed->statement.by);
    if (!is_in_chain(forum, &event, chain) || !is_in_time(forum, &event) ||
        !is_new(forum, &event) || !is_signed(forum, filed, &event) || !apply[chain](forum, &event))
        return false;
    link_statement(forum, &filed->statement, chain, event.when);
    return true;
}

void forum_begin(const struct state_register *state_register, const struct register_terms *terms,
                 struct forum *out)
{
    *out = (struct forum){.state_register = state_register, .terms = terms, .last = NEVER};
    procedure_begin(&out->procedure);
}

void forum_fold(const struct state_register *state_register, const struct register_terms *terms,
                const struct filed *filed, size_t count, struct forum *out,
                struct findings *findings)
{
    forum_begin(state_register, terms, out);
    for (size_t i = 0; i < count; i++)
        forum_step(out, &filed[i], findings);
}

void forum_free(struct forum *forum)
{
    free(forum->links);
    accreditation_free(&forum->accreditation);
    participants_free(&forum->participants);
    documents_free(&forum->documents);
    submissions_free(&forum->submissions);
    observations_free(&forum->observations);
    meetings_free(&forum->meetings);
    *forum = (struct forum){0};
}
