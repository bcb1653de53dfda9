#include "forum/overdue.h"

static size_t missing_languages(const struct document *document, instant now)
{
    struct document_languages languages = document_languages(document, now);

    return now >= document->due ? languages.expected - languages.published : 0;
}

void forum_count_overdue(const struct forum *forum, instant now, struct forum_overdue *out)
{
    *out = (struct forum_overdue){0};
    for (size_t i = 0; i < forum->accreditation.applicant_count; i++) {
        struct applicant_standing standing;

        applicant_standing(&forum->accreditation.applicants[i], now, &standing);
        out->applications += standing.overdue;
        out->warnings += standing.warn;
    }
    for (size_t i = 0; i < forum->participants.moderation_count; i++)
        out->appeals += moderation_is_overdue(&forum->participants.moderations[i], now);
    for (size_t i = 0; i < forum->observations.count; i++)
        out->replies += observation_is_overdue(&forum->observations.items[i], now);
    for (size_t i = 0; i < forum->documents.count; i++)
        out->languages += missing_languages(&forum->documents.items[i], now);
}
