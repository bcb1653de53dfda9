#include "forum/accreditation.h"

#define X(constant, word) word,
static const char *const states[] = {APPLICANT_STATES(X)};
#undef X
static const char *const actors[] = {"nobody", "secretariat", "applicant", "delegations",
                                     "committee"};

const struct vocabulary words_applicant_state = {"state of an application", states,
                                                 APPLICANT_STATE_COUNT};
const struct vocabulary words_next_actor = {"who acts next", actors,
                                            sizeof actors / sizeof *actors};

/* What only a person can bring on; time alone passes the deadline. */
static void wait_for(struct applicant_standing *out, enum applicant_state state, instant since,
                     enum next_actor next, instant deadline, instant now)
{
    out->state = state;
    out->since = since;
    out->next = next;
    out->deadline = deadline;
    out->overdue = now >= deadline && (next == NEXT_SECRETARIAT || next == NEXT_COMMITTEE);
}

static void end(struct applicant_standing *out, enum applicant_state state, instant since)
{
    out->state = state;
    out->since = since;
}

/* The objections that stand: since when, until when a reply is awaited, and when the last one that was
 * withdrawn went. */
struct opposition {
    size_t open;
    instant first, awaited, answered, withdrawn;
};

static struct opposition opposition_of(const struct applicant *applicant, instant now)
{
    struct opposition out = {
        .first = NEVER, .awaited = NEVER, .answered = NEVER, .withdrawn = NEVER};

    for (size_t i = 0; i < applicant->objection_count; i++) {
        const struct objection *objection = &applicant->objections[i];
        instant answered = objection->replied == NEVER ? objection->until : objection->replied;

        if (objection->earlier || objection->at > now)
            continue;
        if (objection->withdrawn != NEVER && objection->withdrawn <= now) {
            out.withdrawn =
                objection->withdrawn > out.withdrawn ? objection->withdrawn : out.withdrawn;
            continue;
        }
        out.open++;
        out.first = out.first == NEVER || objection->at < out.first ? objection->at : out.first;
        if (answered > now && objection->until > out.awaited)
            out.awaited = objection->until;
        out.answered = answered > out.answered ? answered : out.answered;
    }
    return out;
}

static void stand_circulated(const struct applicant *applicant, instant now,
                             struct applicant_standing *out)
{
    struct opposition opposition = opposition_of(applicant, now);
    instant approved = applicant->silence_ends > opposition.withdrawn ? applicant->silence_ends
                                                                      : opposition.withdrawn;

    if (opposition.open && opposition.awaited != NEVER) {
        wait_for(out, APPLICANT_OBJECTED, opposition.first, NEXT_APPLICANT, opposition.awaited,
                 now);
    } else if (opposition.open) {
        wait_for(out, APPLICANT_ANSWERED, opposition.answered, NEXT_COMMITTEE,
                 applicant->decide_due, now);
    } else if (now < applicant->silence_ends) {
        wait_for(out, APPLICANT_CIRCULATED, applicant->circulated, NEXT_DELEGATIONS,
                 applicant->silence_ends, now);
    } else {
        end(out, APPLICANT_APPROVED, approved);
        out->by_silence = true;
    }
}

static void stand_decided(const struct applicant *applicant, instant now,
                          struct applicant_standing *out)
{
    const struct accreditation_decision *last =
        &applicant->decisions[applicant->decision_count - 1];

    if (applicant->appealed != NEVER && applicant->decision_count == 1) {
        wait_for(out, APPLICANT_APPEALED, applicant->appealed, NEXT_COMMITTEE,
                 applicant->ruling_due, now);
    } else if (last->approved) {
        end(out, APPLICANT_APPROVED, last->at);
    } else {
        end(out, APPLICANT_REFUSED, last->at);
        out->final = applicant->decision_count == DECISIONS_MOST || now >= applicant->appeal_due;
        if (!out->final)
            wait_for(out, APPLICANT_REFUSED, last->at, NEXT_APPLICANT, applicant->appeal_due, now);
    }
}

static void stand_incomplete(const struct applicant *applicant, instant now,
                             struct applicant_standing *out)
{
    if (applicant->lapses != NEVER && now >= applicant->lapses) {
        end(out, APPLICANT_LAPSED, applicant->lapses);
        return;
    }
    wait_for(out, APPLICANT_INCOMPLETE, applicant->incomplete, NEXT_APPLICANT,
             applicant->lapses != NEVER ? applicant->lapses : applicant->answer_due, now);
    out->warn = applicant->warned == NEVER && now >= applicant->warn_from;
    if (applicant->warned != NEVER || now < applicant->answer_due)
        return;
    out->next = NEXT_SECRETARIAT;
    out->overdue = true;
}

void applicant_standing(const struct applicant *applicant, instant now,
                        struct applicant_standing *out)
{
    *out = (struct applicant_standing){.deadline = NEVER, .next = NEXT_NOBODY};
    if (applicant->withdrawn != NEVER && applicant->withdrawn <= now)
        end(out, APPLICANT_WITHDRAWN, applicant->withdrawn);
    else if (applicant->decision_count)
        stand_decided(applicant, now, out);
    else if (applicant->circulated != NEVER)
        stand_circulated(applicant, now, out);
    else if (applicant->incomplete != NEVER)
        stand_incomplete(applicant, now, out);
    else if (applicant->carried != NEVER && applicant->carried >= applicant->complete)
        wait_for(out, APPLICANT_CARRIED_OVER, applicant->carried, NEXT_SECRETARIAT,
                 applicant->circulate_due, now);
    else if (applicant->complete != NEVER)
        wait_for(out, APPLICANT_COMPLETE, applicant->complete, NEXT_SECRETARIAT,
                 applicant->circulate_due, now);
    else
        wait_for(out, APPLICANT_SUBMITTED, applicant->received, NEXT_SECRETARIAT,
                 applicant->check_due, now);
}

bool objection_is_public(const struct objection *objection, instant now)
{
    return objection->replied != NEVER || objection->withdrawn != NEVER || now >= objection->until;
}

void accreditation_participation(const struct accreditation *accreditation, instant now,
                                 struct participation out[PARTICIPANT_FIELD_COUNT][REGION_COUNT])
{
    memset(out, 0, PARTICIPANT_FIELD_COUNT * sizeof *out);
    for (size_t i = 0; i < accreditation->applicant_count; i++) {
        const struct applicant *applicant = &accreditation->applicants[i];
        struct participation *cell = &out[applicant->field][applicant->region];
        struct applicant_standing standing;

        applicant_standing(applicant, now, &standing);
        cell->applied++;
        cell->approved += standing.state == APPLICANT_APPROVED;
        cell->refused += standing.state == APPLICANT_REFUSED;
        cell->ended += standing.state == APPLICANT_WITHDRAWN || standing.state == APPLICANT_LAPSED;
    }
}
