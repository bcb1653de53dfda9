#include "forum/observations.h"

#include <stdlib.h>

#include "base/memory.h"
#include "forum/forum.h"

bool observation_is_overdue(const struct observation *observation, instant now)
{
    return observation->replied == NEVER && now >= observation->due;
}

static bool apply_observation(struct forum *forum, const struct forum_event *event)
{
    struct observations *out = &forum->observations;
    struct slice state = event_text(event, "state");
    struct observation observation = {
        .number = event_number(event, "observation"),
        .author = event->by->office,
        .about = (enum observed)event_word(event, "about", &words_observed),
        .statement = event->statement->hash,
        .subject = event_hash(event, "subject"),
        .text = event_hash(event, "text"),
        .at = event->when,
        .due = event->when + procedure_seconds(&forum->procedure, PROCEDURE_OBSERVATION),
        .replied = NEVER,
    };

    if (!accreditation_holds(&forum->accreditation, observation.author, event->when))
        return event_refuse(event, FINDING_NOT_ACCREDITED, observation.author);
    if (observation.number != (int64_t)out->count + 1)
        return event_refuse_count(event, FINDING_ACT_REPEATED, observation.number,
                                  (int64_t)out->count + 1);
    memcpy(observation.state, state.data, 2);
    out->items = memory_grow(out->items, out->count + 1, sizeof *out->items);
    out->items[out->count++] = observation;
    return true;
}

/* A late reply counts, and stays late. */
static bool apply_reply(struct forum *forum, const struct forum_event *event)
{
    struct observations *out = &forum->observations;
    int64_t number = event_number(event, "observation");
    struct observation *observation;
    char state[STATE_TEXT];

    if (number < 1 || number > (int64_t)out->count)
        return event_refuse_count(event, FINDING_SUBJECT_UNKNOWN, number, (int64_t)out->count);
    observation = &out->items[number - 1];
    if (!forum_delegation(event->by->office, state) || strcmp(state, observation->state) != 0)
        return event_refuse(event, FINDING_NOT_YOURS, event->by->office);
    if (observation->replied != NEVER)
        return event_refuse_count(event, FINDING_ACT_REPEATED, number, 0);
    observation->replied = event->when;
    observation->reply = event_hash(event, "text");
    return true;
}

bool observations_apply(struct forum *forum, const struct forum_event *event)
{
    return event->statement->number == OBSERVATIONS_OBSERVATION ? apply_observation(forum, event)
                                                                : apply_reply(forum, event);
}

void observations_free(struct observations *observations)
{
    free(observations->items);
    *observations = (struct observations){0};
}
