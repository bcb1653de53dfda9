#include "forum/participants.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "forum/forum.h"

const struct representative *participants_find(const struct participants *participants,
                                               struct slice name)
{
    for (size_t i = 0; i < participants->representative_count; i++)
        if (slice_equal(participants->representatives[i].name, name))
            return &participants->representatives[i];
    return NULL;
}

static bool represents_at(const struct representative *representative, instant at)
{
    return representative->from <= at &&
           (representative->until == NEVER || at < representative->until);
}

size_t participants_of(const struct participants *participants, struct slice applicant, instant at)
{
    size_t count = 0;

    for (size_t i = 0; i < participants->representative_count; i++)
        count += slice_equal(participants->representatives[i].applicant, applicant) &&
                 represents_at(&participants->representatives[i], at);
    return count;
}

/* The accredited one that a statement is about, with the right to speak for it. */
static bool is_of_accredited(const struct forum *forum, const struct forum_event *event,
                             struct slice applicant)
{
    if (!accreditation_applicant(&forum->accreditation, applicant))
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, applicant);
    if (!event_acts_for(event, applicant))
        return false;
    return accreditation_holds(&forum->accreditation, applicant, event->when) ||
           event_refuse(event, FINDING_NOT_ACCREDITED, applicant);
}

/* ---- representatives ---- */

static uint64_t languages_of(const struct forum_event *event)
{
    json_t *list = event_list(event, "languages");
    uint64_t mask = 0;

    for (size_t i = 0; i < json_array_size(list); i++)
        mask |=
            UINT64_C(1) << vocabulary_find(&words_official, json_slice(json_array_get(list, i)));
    return mask;
}

static bool apply_representative(struct forum *forum, const struct forum_event *event)
{
    struct participants *out = &forum->participants;
    int64_t most = forum->procedure.values[PROCEDURE_DELEGATION_SIZE];
    struct representative representative = {
        .name = event_text(event, "representative"),
        .applicant = event_text(event, "applicant"),
        .zone = event_text(event, "zone"),
        .name_text = event_hash(event, "name"),
        .languages = languages_of(event),
        .attends = (enum attendance)event_word(event, "attends", &words_attendance),
        .from = event->when,
        .until = NEVER,
    };
    int64_t now;

    if (!is_of_accredited(forum, event, representative.applicant))
        return false;
    if (!slice_equal(name_office(representative.name), representative.applicant))
        return event_refuse(event, FINDING_NOT_YOURS, representative.name);
    if (participants_find(out, representative.name))
        return event_refuse(event, FINDING_ACT_REPEATED, representative.name);
    now = (int64_t)participants_of(out, representative.applicant, event->when);
    if (now >= most)
        return event_refuse_count(event, FINDING_OVER_LIMIT, now + 1, most);
    out->representatives = memory_grow(out->representatives, out->representative_count + 1,
                                       sizeof *out->representatives);
    out->representatives[out->representative_count++] = representative;
    return true;
}

static bool apply_representative_end(struct forum *forum, const struct forum_event *event)
{
    struct participants *out = &forum->participants;
    struct slice name = event_text(event, "representative");

    for (size_t i = 0; i < out->representative_count; i++) {
        struct representative *representative = &out->representatives[i];

        if (!slice_equal(representative->name, name))
            continue;
        if (!event_acts_for(event, representative->applicant))
            return false;
        if (representative->until != NEVER)
            return event_refuse(event, FINDING_ACT_REPEATED, name);
        representative->until = event->when;
        return true;
    }
    return event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
}

/* ---- places at a session ---- */

static bool is_list_of(const struct forum *forum, const struct forum_event *event,
                       struct slice applicant, const char *member, enum procedure_rule rule)
{
    json_t *list = event_list(event, member);
    int64_t most = forum->procedure.values[rule];

    for (size_t i = 0; i < json_array_size(list); i++) {
        struct slice name = json_slice(json_array_get(list, i));
        const struct representative *representative = participants_find(&forum->participants, name);

        if (!representative || !represents_at(representative, event->when) ||
            !slice_equal(representative->applicant, applicant))
            return event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
        if (participants_limited(&forum->participants, name, MODERATION_EXCLUDED, event->when))
            return event_refuse(event, FINDING_MODERATED, name);
    }
    return (int64_t)json_array_size(list) <= most ||
           event_refuse_count(event, FINDING_OVER_LIMIT, (int64_t)json_array_size(list), most);
}

static bool are_apart(const struct forum_event *event)
{
    json_t *room = event_list(event, "room"), *remote = event_list(event, "remote");

    for (size_t i = 0; i < json_array_size(room); i++)
        for (size_t j = 0; j < json_array_size(remote); j++)
            if (json_equal(json_array_get(room, i), json_array_get(remote, j)))
                return event_refuse(event, FINDING_ACT_REPEATED,
                                    json_slice(json_array_get(room, i)));
    return true;
}

static bool apply_attendance(struct forum *forum, const struct forum_event *event)
{
    struct participants *out = &forum->participants;
    struct attendance_list list = {
        .applicant = event_text(event, "applicant"),
        .session = event_text(event, "session"),
        .room = json_array_size(event_list(event, "room")),
        .remote = json_array_size(event_list(event, "remote")),
        .at = event->when,
    };
    size_t i = 0;

    if (!is_of_accredited(forum, event, list.applicant) || !are_apart(event) ||
        !is_list_of(forum, event, list.applicant, "room", PROCEDURE_SEATS) ||
        !is_list_of(forum, event, list.applicant, "remote", PROCEDURE_LINKS))
        return false;
    while (i < out->attendance_count &&
           !(slice_equal(out->attendances[i].applicant, list.applicant) &&
             slice_equal(out->attendances[i].session, list.session)))
        i++;
    if (i == out->attendance_count)
        out->attendances =
            memory_grow(out->attendances, ++out->attendance_count, sizeof *out->attendances);
    out->attendances[i] = list;
    return true;
}

/* ---- moderation ---- */

static struct moderation *find_moderation(struct participants *participants, struct digest hash)
{
    for (size_t i = 0; i < participants->moderation_count; i++)
        if (digest_equal(participants->moderations[i].statement, hash))
            return &participants->moderations[i];
    return NULL;
}

static bool is_in_force(const struct moderation *moderation, instant at)
{
    return moderation->at <= at && at < moderation->until &&
           !(moderation->lifted && moderation->ruled <= at);
}

const struct moderation *participants_limited(const struct participants *participants,
                                              struct slice name, enum moderation_kind kind,
                                              instant at)
{
    for (size_t i = 0; i < participants->moderation_count; i++) {
        const struct moderation *moderation = &participants->moderations[i];

        if (moderation->kind >= kind && is_in_force(moderation, at) &&
            (slice_equal(moderation->subject, name) ||
             slice_equal(moderation->subject, name_office(name))))
            return moderation;
    }
    return NULL;
}

/* An applicant, or a representative of one: the applicant's name. */
static bool subject_of(const struct forum *forum, struct slice subject, struct slice *applicant)
{
    const struct representative *representative = participants_find(&forum->participants, subject);

    *applicant = representative ? representative->applicant : subject;
    return accreditation_applicant(&forum->accreditation, *applicant);
}

static bool apply_moderation(struct forum *forum, const struct forum_event *event)
{
    struct participants *out = &forum->participants;
    struct moderation moderation = {
        .statement = event->statement->hash,
        .reasons = event_hash(event, "reasons"),
        .subject = event_text(event, "subject"),
        .kind = (enum moderation_kind)event_word(event, "measure", &words_moderation),
        .at = event->when,
        .until = event_instant(event, "until"),
        .appealed = NEVER,
        .ruling_due = NEVER,
        .ruled = NEVER,
        .person_count = event->statement->signer_count,
    };
    struct slice applicant;

    if (!subject_of(forum, moderation.subject, &applicant))
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, moderation.subject);
    if (moderation.until <= event->when)
        return event_refuse_time(event, FINDING_TOO_LATE, event->when, moderation.until);
    moderation.appeal_due = event->when + procedure_seconds(&forum->procedure, PROCEDURE_APPEAL);
    for (size_t i = 0; i < moderation.person_count; i++)
        moderation.persons[i] = event->signers[i]->person;
    out->moderations =
        memory_grow(out->moderations, out->moderation_count + 1, sizeof *out->moderations);
    out->moderations[out->moderation_count++] = moderation;
    return true;
}

static bool apply_moderation_appeal(struct forum *forum, const struct forum_event *event)
{
    struct moderation *moderation =
        find_moderation(&forum->participants, event_hash(event, "moderation"));
    struct slice applicant;
    instant received;

    if (!event_received(event, &received))
        return false;
    if (!moderation || !subject_of(forum, moderation->subject, &applicant))
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, event_text(event, "moderation"));
    if (!event_acts_for(event, applicant))
        return false;
    if (moderation->appealed != NEVER)
        return event_refuse(event, FINDING_ACT_REPEATED, moderation->subject);
    if (received >= moderation->appeal_due)
        return event_refuse_time(event, FINDING_TOO_LATE, received, moderation->appeal_due);
    moderation->appealed = event->when;
    moderation->grounds = event_hash(event, "grounds");
    moderation->ruling_due = event->when + procedure_seconds(&forum->procedure, PROCEDURE_RULING);
    return true;
}

static bool apply_moderation_decision(struct forum *forum, const struct forum_event *event)
{
    struct moderation *moderation =
        find_moderation(&forum->participants, event_hash(event, "moderation"));

    if (!moderation)
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, event_text(event, "moderation"));
    if (moderation->appealed == NEVER || moderation->ruled != NEVER)
        return event_refuse(event, FINDING_FORUM_TURN, moderation->subject);
    for (size_t i = 0; i < moderation->person_count; i++)
        for (size_t j = 0; j < event->statement->signer_count; j++)
            if (slice_equal(moderation->persons[i], event->signers[j]->person))
                return event_refuse(event, FINDING_SAME_PERSON, event->signers[j]->person);
    moderation->ruled = event->when;
    moderation->ruling_reasons = event_hash(event, "reasons");
    moderation->lifted = event_word(event, "ruling", &forum_rulings) == FORUM_LIFT;
    return true;
}

bool moderation_is_overdue(const struct moderation *moderation, instant now)
{
    return moderation->appealed != NEVER && moderation->ruled == NEVER &&
           now >= moderation->ruling_due;
}

static bool apply_reprisal(struct forum *forum, const struct forum_event *event)
{
    (void)event;
    forum->participants.reprisals++;
    return true;
}

static bool (*const apply[ACCREDITATION_ACTS])(struct forum *, const struct forum_event *) = {
    [ACCREDITATION_REPRESENTATIVE] = apply_representative,
    [ACCREDITATION_REPRESENTATIVE_END] = apply_representative_end,
    [ACCREDITATION_ATTENDANCE] = apply_attendance,
    [ACCREDITATION_MODERATION] = apply_moderation,
    [ACCREDITATION_MODERATION_APPEAL] = apply_moderation_appeal,
    [ACCREDITATION_MODERATION_DECISION] = apply_moderation_decision,
    [ACCREDITATION_REPRISAL] = apply_reprisal,
};

bool participants_apply(struct forum *forum, const struct forum_event *event)
{
    return apply[event->statement->number](forum, event);
}

void participants_free(struct participants *participants)
{
    free(participants->representatives);
    free(participants->attendances);
    free(participants->moderations);
    *participants = (struct participants){0};
}
