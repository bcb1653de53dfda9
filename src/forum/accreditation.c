#include "forum/accreditation.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "forum/forum.h"
#include "forum/participants.h"

enum { APPLICANTS_MOST = 20000, OBJECTIONS_MOST = 256 }; /* of a forum; of an application */

/* ---- finding ---- */

static struct applicant *find_applicant(struct accreditation *accreditation, struct slice name)
{
    for (size_t i = 0; i < accreditation->applicant_count; i++)
        if (slice_equal(accreditation->applicants[i].name, name))
            return &accreditation->applicants[i];
    return NULL;
}

const struct applicant *accreditation_applicant(const struct accreditation *accreditation,
                                                struct slice name)
{
    for (size_t i = 0; i < accreditation->applicant_count; i++)
        if (slice_equal(accreditation->applicants[i].name, name))
            return &accreditation->applicants[i];
    return NULL;
}

bool accreditation_holds(const struct accreditation *accreditation, struct slice name, instant at)
{
    const struct applicant *applicant = accreditation_applicant(accreditation, name);
    struct applicant_standing standing;

    if (!applicant)
        return false;
    applicant_standing(applicant, at, &standing);
    return standing.state == APPLICANT_APPROVED;
}

static const struct forum_call *find_call(const struct accreditation *accreditation,
                                          struct slice name, size_t *index)
{
    for (size_t i = 0; i < accreditation->call_count; i++) {
        if (!slice_equal(accreditation->calls[i].name, name))
            continue;
        *index = i;
        return &accreditation->calls[i];
    }
    return NULL;
}

/* The objection of that hash, and whose application it is against. */
static struct objection *find_objection(struct accreditation *accreditation, struct digest hash,
                                        struct applicant **whose)
{
    for (size_t i = 0; i < accreditation->applicant_count; i++) {
        struct applicant *applicant = &accreditation->applicants[i];

        for (size_t j = 0; j < applicant->objection_count; j++) {
            *whose = applicant;
            if (digest_equal(applicant->objections[j].statement, hash))
                return &applicant->objections[j];
        }
    }
    return NULL;
}

/* The applicant that the statement names, at its standing then; NULL with a finding. */
static struct applicant *named(struct forum *forum, const struct forum_event *event, instant at,
                               struct applicant_standing *standing)
{
    struct slice name = event_text(event, "applicant");
    struct applicant *applicant = find_applicant(&forum->accreditation, name);

    if (!applicant) {
        event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
        return NULL;
    }
    applicant_standing(applicant, at, standing);
    return applicant;
}

static bool out_of_turn(const struct forum_event *event, const struct applicant_standing *standing)
{
    return event_refuse(event, FINDING_FORUM_TURN,
                        slice_text(words_applicant_state.words[standing->state]));
}

/* ---- calls and applications ---- */

static bool apply_call(struct forum *forum, const struct forum_event *event)
{
    struct accreditation *out = &forum->accreditation;
    struct forum_call call = {event_text(event, "call"), event_instant(event, "opens"),
                              event_instant(event, "closes")};
    size_t index;

    if (find_call(out, call.name, &index))
        return event_refuse(event, FINDING_ACT_REPEATED, call.name);
    if (call.closes <= call.opens || call.closes <= event->when)
        return event_refuse_time(event, FINDING_TOO_LATE, call.closes,
                                 call.opens > event->when ? call.opens : event->when);
    out->calls = memory_grow(out->calls, out->call_count + 1, sizeof *out->calls);
    out->calls[out->call_count++] = call;
    return true;
}

/* un.applicant-17: of this forum, and no name of an authority, so that one who is accredited can be
 * entered in the register under it. */
static bool is_new_applicant(struct forum *forum, const struct forum_event *event,
                             struct slice name)
{
    struct slice number = slice_from(name, strlen("un.applicant-"));
    char state[STATE_TEXT];
    int64_t value;

    name_state(name, state);
    if (strcmp(state, forum->state_register->state) != 0 ||
        !slice_starts(slice_from(name, 3), SLICE("applicant-")) || !slice_decimal(number, &value))
        return event_refuse(event, FINDING_NAME_OTHER, name);
    if (find_applicant(&forum->accreditation, name))
        return event_refuse(event, FINDING_ACT_REPEATED, name);
    return forum->accreditation.applicant_count < APPLICANTS_MOST ||
           event_refuse(event, FINDING_TOO_MANY, name);
}

static bool in_call(const struct forum *forum, const struct forum_event *event, size_t *index,
                    instant received)
{
    struct slice name = event_text(event, "call");
    const struct forum_call *call = find_call(&forum->accreditation, name, index);

    if (!call)
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
    if (received < call->opens)
        return event_refuse_time(event, FINDING_TOO_EARLY, received, call->opens);
    return received < call->closes ||
           event_refuse_time(event, FINDING_TOO_LATE, received, call->closes);
}

static void read_applicant(const struct forum_event *event, struct applicant *out)
{
    struct slice country = event_text(event, "country");

    *out = (struct applicant){
        .name = event_text(event, "applicant"),
        .statement = event->statement->hash,
        .name_text = event_hash(event, "name"),
        .text = event_hash(event, "text"),
        .kind = (enum applicant_kind)event_word(event, "kind", &words_applicant_kind),
        .track = (enum track)event_word(event, "track", &words_track),
        .status = event_word(event, "status", &words_ecosoc),
        .field = (enum participant_field)event_word(event, "field", &words_participant_field),
        .region = (enum region)event_word(event, "region", &words_region),
        .entered = event->when,
        .incomplete = NEVER,
        .warned = NEVER,
        .lapses = NEVER,
        .complete = NEVER,
        .circulated = NEVER,
        .appealed = NEVER,
        .carried = NEVER,
        .withdrawn = NEVER,
    };
    if (country.size == 2)
        memcpy(out->country, country.data, 2);
}

static bool apply_application(struct forum *forum, const struct forum_event *event)
{
    struct accreditation *out = &forum->accreditation;
    struct applicant applicant;

    read_applicant(event, &applicant);
    if (!event_received(event, &applicant.received) ||
        !is_new_applicant(forum, event, applicant.name) ||
        !in_call(forum, event, &applicant.call, applicant.received))
        return false;
    if ((applicant.track == TRACK_ECOSOC) != (applicant.status >= 0))
        return event_refuse(event, FINDING_TRACK_OTHER,
                            slice_text(words_track.words[applicant.track]));
    applicant.check_due =
        applicant.received + procedure_seconds(&forum->procedure, PROCEDURE_COMPLETENESS);
    out->applicants =
        memory_grow(out->applicants, out->applicant_count + 1, sizeof *out->applicants);
    out->applicants[out->applicant_count++] = applicant;
    return true;
}

/* ---- completeness ---- */

static bool apply_completeness(struct forum *forum, const struct forum_event *event)
{
    const struct procedure *procedure = &forum->procedure;
    struct applicant_standing standing;
    struct applicant *applicant = named(forum, event, event->when, &standing);
    bool complete = event_word(event, "outcome", &forum_outcomes) == FORUM_COMPLETE;
    struct digest missing = event_hash(event, "missing");

    if (!applicant)
        return false;
    if (standing.state != APPLICANT_SUBMITTED && standing.state != APPLICANT_INCOMPLETE &&
        standing.state != APPLICANT_CARRIED_OVER)
        return out_of_turn(event, &standing);
    if (complete != digest_is_zero(missing))
        return event_refuse(event, FINDING_MISSING_UNSAID, applicant->name);
    if (complete) {
        applicant->complete = event->when;
        applicant->incomplete = NEVER;
        applicant->circulate_due =
            event->when + procedure_seconds(procedure, PROCEDURE_CIRCULATING);
        return true;
    }
    if (standing.state == APPLICANT_INCOMPLETE)
        return out_of_turn(event, &standing);
    applicant->incomplete = event->when;
    applicant->missing = missing;
    applicant->answer_due = event->when + procedure_seconds(procedure, PROCEDURE_ANSWER);
    applicant->warn_from = applicant->answer_due - procedure_seconds(procedure, PROCEDURE_WARNING);
    applicant->warned = NEVER;
    applicant->lapses = NEVER;
    return true;
}

/* Timely is what arrived before the lapse, whenever it was signed in. */
static bool apply_supplement(struct forum *forum, const struct forum_event *event)
{
    struct applicant_standing standing;
    struct applicant *applicant;
    instant received;

    if (!event_received(event, &received))
        return false;
    applicant = named(forum, event, received, &standing);
    if (!applicant)
        return false;
    if (standing.state == APPLICANT_LAPSED)
        return event_refuse_time(event, FINDING_TOO_LATE, received, applicant->lapses);
    if (standing.state != APPLICANT_INCOMPLETE || received < applicant->incomplete)
        return out_of_turn(event, &standing);
    applicant->incomplete = NEVER;
    applicant->warned = NEVER;
    applicant->lapses = NEVER;
    applicant->text = event_hash(event, "text");
    applicant->check_due = received + procedure_seconds(&forum->procedure, PROCEDURE_COMPLETENESS);
    return true;
}

/* ---- statements on several applications at once ---- */

/* Each of a list is asked, then each is changed, so that all of it counts or nothing. */
static bool for_each(struct forum *forum, const struct forum_event *event,
                     bool (*may)(const struct forum_event *, const struct applicant *,
                                 const struct applicant_standing *),
                     void (*change)(const struct forum *, const struct forum_event *,
                                    struct applicant *))
{
    json_t *list = event_list(event, "applicants");
    bool ok = true;

    for (size_t i = 0; i < json_array_size(list); i++) {
        struct slice name = json_slice(json_array_get(list, i));
        const struct applicant *applicant = find_applicant(&forum->accreditation, name);
        struct applicant_standing standing;

        if (!applicant) {
            ok = event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
            continue;
        }
        applicant_standing(applicant, event->when, &standing);
        ok = may(event, applicant, &standing) && ok;
    }
    for (size_t i = 0; ok && i < json_array_size(list); i++)
        change(forum, event,
               find_applicant(&forum->accreditation, json_slice(json_array_get(list, i))));
    return ok;
}

static bool may_warn(const struct forum_event *event, const struct applicant *applicant,
                     const struct applicant_standing *standing)
{
    return (standing->state == APPLICANT_INCOMPLETE && applicant->warned == NEVER) ||
           out_of_turn(event, standing);
}

/* However early the warning, the deadline stays; however late, the time to act after it stays. */
static void warn(const struct forum *forum, const struct forum_event *event,
                 struct applicant *applicant)
{
    instant earliest = event->when + procedure_seconds(&forum->procedure, PROCEDURE_WARNING);

    applicant->warned = event->when;
    applicant->lapses = earliest > applicant->answer_due ? earliest : applicant->answer_due;
}

static bool may_circulate(const struct forum_event *event, const struct applicant *applicant,
                          const struct applicant_standing *standing)
{
    return standing->state == APPLICANT_COMPLETE ||
           (standing->state == APPLICANT_CARRIED_OVER && applicant->complete != NEVER) ||
           out_of_turn(event, standing);
}

static void circulate(const struct forum *forum, const struct forum_event *event,
                      struct applicant *applicant)
{
    const struct procedure *procedure = &forum->procedure;

    applicant->circulated = event->when;
    applicant->silence_ends = event->when + procedure_seconds(procedure, PROCEDURE_SILENCE);
    applicant->decide_due =
        applicant->silence_ends + procedure_seconds(procedure, PROCEDURE_DECIDING);
}

static bool may_carry(const struct forum_event *event, const struct applicant *applicant,
                      const struct applicant_standing *standing)
{
    (void)applicant;
    return standing->state <= APPLICANT_ANSWERED || out_of_turn(event, standing);
}

static void carry(const struct forum *forum, const struct forum_event *event,
                  struct applicant *applicant)
{
    const struct forum_call *call =
        find_call(&forum->accreditation, event_text(event, "call"), &applicant->call);

    applicant->carried = event->when;
    applicant->circulated = NEVER;
    applicant->incomplete = NEVER;
    applicant->circulate_due =
        call->closes + procedure_seconds(&forum->procedure, PROCEDURE_CIRCULATING);
    for (size_t i = 0; i < applicant->objection_count; i++)
        applicant->objections[i].earlier = true;
}

static bool apply_carry_over(struct forum *forum, const struct forum_event *event)
{
    struct slice name = event_text(event, "call");
    json_t *list = event_list(event, "applicants");
    size_t to;

    if (!find_call(&forum->accreditation, name, &to))
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const struct applicant *applicant =
            find_applicant(&forum->accreditation, json_slice(json_array_get(list, i)));

        if (applicant && applicant->call >= to)
            return event_refuse(event, FINDING_ACT_REPEATED, name);
    }
    return for_each(forum, event, may_carry, carry);
}

static bool apply_warning(struct forum *forum, const struct forum_event *event)
{
    return for_each(forum, event, may_warn, warn);
}

static bool apply_circulation(struct forum *forum, const struct forum_event *event)
{
    return for_each(forum, event, may_circulate, circulate);
}

/* ---- objections ---- */

static bool apply_objection(struct forum *forum, const struct forum_event *event)
{
    struct applicant_standing standing;
    struct applicant *applicant = named(forum, event, event->when, &standing);
    struct objection objection = {
        .statement = event->statement->hash,
        .reasons = event_hash(event, "reasons"),
        .at = event->when,
        .until = event->when + procedure_seconds(&forum->procedure, PROCEDURE_REPLY),
        .replied = NEVER,
        .withdrawn = NEVER,
    };

    if (!applicant)
        return false;
    if (!forum_delegation(event->by->office, objection.state))
        return event_refuse(event, FINDING_NOT_YOURS, event->by->office);
    if (applicant->circulated == NEVER || applicant->withdrawn != NEVER)
        return out_of_turn(event, &standing);
    if (event->when >= applicant->silence_ends)
        return event_refuse_time(event, FINDING_TOO_LATE, event->when, applicant->silence_ends);
    for (size_t i = 0; i < applicant->objection_count; i++)
        if (strcmp(applicant->objections[i].state, objection.state) == 0 &&
            !applicant->objections[i].earlier)
            return event_refuse(event, FINDING_ACT_REPEATED, event->by->office);
    if (applicant->objection_count == OBJECTIONS_MOST)
        return event_refuse(event, FINDING_TOO_MANY, applicant->name);
    applicant->objections = memory_grow(applicant->objections, applicant->objection_count + 1,
                                        sizeof *applicant->objections);
    applicant->objections[applicant->objection_count++] = objection;
    return true;
}

static bool is_open_objection(const struct objection *objection)
{
    return objection && objection->withdrawn == NEVER && !objection->earlier;
}

static bool apply_objection_withdrawal(struct forum *forum, const struct forum_event *event)
{
    struct slice name = event_text(event, "objection");
    struct applicant_standing standing;
    struct applicant *applicant;
    char state[STATE_TEXT];
    struct objection *objection =
        find_objection(&forum->accreditation, event_hash(event, "objection"), &applicant);

    if (!is_open_objection(objection))
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
    if (!forum_delegation(event->by->office, state) || strcmp(state, objection->state) != 0)
        return event_refuse(event, FINDING_NOT_YOURS, event->by->office);
    applicant_standing(applicant, event->when, &standing);
    if (standing.state != APPLICANT_OBJECTED && standing.state != APPLICANT_ANSWERED)
        return out_of_turn(event, &standing);
    objection->withdrawn = event->when;
    return true;
}

static bool apply_reply(struct forum *forum, const struct forum_event *event)
{
    struct applicant_standing standing;
    struct applicant *applicant;
    instant received;
    struct objection *objection =
        find_objection(&forum->accreditation, event_hash(event, "objection"), &applicant);

    if (!event_received(event, &received))
        return false;
    if (!is_open_objection(objection))
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, event_text(event, "objection"));
    if (!event_acts_for(event, applicant->name))
        return false;
    applicant_standing(applicant, event->when, &standing);
    if (standing.state != APPLICANT_OBJECTED && standing.state != APPLICANT_ANSWERED)
        return out_of_turn(event, &standing);
    if (objection->replied != NEVER)
        return event_refuse(event, FINDING_ACT_REPEATED, event_text(event, "objection"));
    objection->replied = event->when;
    objection->reply = event_hash(event, "text");
    return true;
}

/* ---- decisions ---- */

/* Nobody decides on an appeal who decided before. */
static bool is_decided_by_others(const struct forum_event *event, const struct applicant *applicant)
{
    for (size_t i = 0; i < applicant->decision_count; i++)
        for (size_t j = 0; j < applicant->decisions[i].person_count; j++)
            for (size_t k = 0; k < event->statement->signer_count; k++)
                if (slice_equal(applicant->decisions[i].persons[j], event->signers[k]->person))
                    return event_refuse(event, FINDING_SAME_PERSON, event->signers[k]->person);
    return true;
}

static bool apply_decision(struct forum *forum, const struct forum_event *event)
{
    struct applicant_standing standing;
    struct applicant *applicant = named(forum, event, event->when, &standing);
    struct accreditation_decision *decision;

    if (!applicant)
        return false;
    if (standing.state == APPLICANT_OBJECTED)
        return event_refuse_time(event, FINDING_TOO_EARLY, event->when, standing.deadline);
    if (standing.state != APPLICANT_ANSWERED && standing.state != APPLICANT_APPEALED)
        return out_of_turn(event, &standing);
    if (!is_decided_by_others(event, applicant))
        return false;
    decision = &applicant->decisions[applicant->decision_count++];
    *decision = (struct accreditation_decision){
        .statement = event->statement->hash,
        .reasons = event_hash(event, "reasons"),
        .at = event->when,
        .approved = event_word(event, "decision", &forum_decisions) == FORUM_APPROVE,
        .person_count = event->statement->signer_count,
    };
    for (size_t i = 0; i < decision->person_count; i++)
        decision->persons[i] = event->signers[i]->person;
    applicant->appeal_due = event->when + procedure_seconds(&forum->procedure, PROCEDURE_APPEAL);
    return true;
}

static bool apply_appeal(struct forum *forum, const struct forum_event *event)
{
    struct applicant_standing standing;
    struct applicant *applicant = named(forum, event, event->when, &standing);
    instant received;

    if (!applicant || !event_received(event, &received) || !event_acts_for(event, applicant->name))
        return false;
    if (standing.state != APPLICANT_REFUSED || applicant->decision_count == DECISIONS_MOST)
        return out_of_turn(event, &standing);
    if (received >= applicant->appeal_due)
        return event_refuse_time(event, FINDING_TOO_LATE, received, applicant->appeal_due);
    if (received < applicant->decisions[0].at)
        return event_refuse_time(event, FINDING_TOO_EARLY, received, applicant->decisions[0].at);
    applicant->appealed = event->when;
    applicant->grounds = event_hash(event, "grounds");
    applicant->ruling_due = event->when + procedure_seconds(&forum->procedure, PROCEDURE_RULING);
    return true;
}

static bool apply_withdrawal(struct forum *forum, const struct forum_event *event)
{
    struct applicant_standing standing;
    struct applicant *applicant = named(forum, event, event->when, &standing);
    instant received;

    if (!applicant || !event_received(event, &received) || !event_acts_for(event, applicant->name))
        return false;
    if (standing.state == APPLICANT_WITHDRAWN)
        return out_of_turn(event, &standing);
    applicant->withdrawn = event->when;
    return true;
}

/* ---- the chain ---- */

static bool (*const apply[ACCREDITATION_ACTS])(struct forum *, const struct forum_event *) = {
    [ACCREDITATION_CALL] = apply_call,
    [ACCREDITATION_APPLICATION] = apply_application,
    [ACCREDITATION_COMPLETENESS] = apply_completeness,
    [ACCREDITATION_SUPPLEMENT] = apply_supplement,
    [ACCREDITATION_WARNING] = apply_warning,
    [ACCREDITATION_CIRCULATION] = apply_circulation,
    [ACCREDITATION_OBJECTION] = apply_objection,
    [ACCREDITATION_OBJECTION_WITHDRAWAL] = apply_objection_withdrawal,
    [ACCREDITATION_REPLY] = apply_reply,
    [ACCREDITATION_DECISION] = apply_decision,
    [ACCREDITATION_APPEAL] = apply_appeal,
    [ACCREDITATION_CARRY_OVER] = apply_carry_over,
    [ACCREDITATION_WITHDRAWAL] = apply_withdrawal,
};

bool accreditation_apply(struct forum *forum, const struct forum_event *event)
{
    unsigned number = event->statement->number;

    return apply[number] ? apply[number](forum, event) : participants_apply(forum, event);
}

void accreditation_free(struct accreditation *accreditation)
{
    for (size_t i = 0; i < accreditation->applicant_count; i++)
        free(accreditation->applicants[i].objections);
    free(accreditation->applicants);
    free(accreditation->calls);
    *accreditation = (struct accreditation){0};
}
