#include "forum/submissions.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/memory.h"
#include "forum/forum.h"

enum { SIGNATORIES_MOST = 100000, COUNTRIES = 26 * 26 };

static const char *const states[] = {"invited", "confirmed", "asked-again", "withdrawn"};
const struct vocabulary words_signatory_state = {"state of a signatory", states, 4};

const struct written_submission *submissions_find(const struct submissions *submissions,
                                                  int64_t number)
{
    for (size_t i = 0; i < submissions->count; i++)
        if (submissions->items[i].number == number)
            return &submissions->items[i];
    return NULL;
}

const struct submission_text *submission_text_at(const struct written_submission *submission,
                                                 instant at)
{
    size_t i = submission->text_count - 1;

    while (i > 0 && submission->texts[i].from > at)
        i--;
    return &submission->texts[i];
}

/* ---- counting ---- */

enum signatory_state signatory_state_at(const struct written_submission *submission,
                                        const struct signatory *signatory, instant at)
{
    if (signatory->withdrawn != NEVER && signatory->withdrawn <= at)
        return SIGNATORY_WITHDRAWN;
    if (signatory->confirmed == NEVER || signatory->confirmed > at)
        return SIGNATORY_INVITED;
    return digest_equal(signatory->text, submission_text_at(submission, at)->hash)
               ? SIGNATORY_CONFIRMED
               : SIGNATORY_ASKED_AGAIN;
}

static size_t country_number(const char *country)
{
    return (size_t)(country[0] - 'A') * 26 + (size_t)(country[1] - 'A');
}

void submission_count(const struct written_submission *submission, instant at,
                      struct signatory_count *out)
{
    bool seen[COUNTRIES] = {false};

    *out = (struct signatory_count){0};
    for (size_t i = 0; i < submission->signatory_count; i++) {
        const struct signatory *signatory = &submission->signatories[i];

        if (signatory->invited > at)
            continue;
        switch (signatory_state_at(submission, signatory, at)) {
        case SIGNATORY_INVITED:
            out->invited++;
            continue;
        case SIGNATORY_ASKED_AGAIN:
            out->asked_again++;
            continue;
        case SIGNATORY_WITHDRAWN:
            out->withdrawn++;
            continue;
        case SIGNATORY_CONFIRMED:
            break;
        }
        if (signatory->kind == APPLICANT_ORGANISATION)
            out->organisations++;
        else
            out->individuals++;
        if (signatory->country[0] && !seen[country_number(signatory->country)]) {
            seen[country_number(signatory->country)] = true;
            out->countries++;
        }
    }
}

/* ---- what a statement is about ---- */

/* Whoever files it: the secretariat for everybody, an organisation for its own. */
static bool may_act(const struct forum_event *event, const struct written_submission *submission)
{
    if (submission->author.size)
        return event_acts_for(event, submission->author);
    return event_by_role(event, ROLE_SECRETARIAT) ||
           event_refuse(event, FINDING_NOT_YOURS, submission->title);
}

/* The one that the statement names, or NULL with a finding. */
static struct written_submission *named(struct forum *forum, const struct forum_event *event)
{
    struct written_submission *submission = (struct written_submission *)submissions_find(
        &forum->submissions, event_number(event, "submission"));

    if (!submission) {
        event_refuse_count(event, FINDING_SUBJECT_UNKNOWN, event_number(event, "submission"),
                           (int64_t)forum->submissions.count);
        return NULL;
    }
    return may_act(event, submission) ? submission : NULL;
}

static bool is_open(const struct forum_event *event, const struct written_submission *submission)
{
    return event->when < submission->closes ||
           event_refuse_time(event, FINDING_TEXT_FROZEN, event->when, submission->closes);
}

static const struct submission_text *present(const struct written_submission *submission)
{
    return &submission->texts[submission->text_count - 1];
}

static bool is_bound(const struct forum_event *event, const struct written_submission *submission)
{
    return digest_equal(event_hash(event, "text"), present(submission)->hash) ||
           event_refuse(event, FINDING_TEXT_OTHER, event_text(event, "text"));
}

static bool read_text(const struct forum *forum, const struct forum_event *event,
                      struct submission_text *out)
{
    int64_t most = forum->procedure.values[PROCEDURE_SUBMISSION_WORDS];

    *out = (struct submission_text){
        .hash = event_hash(event, "text"),
        .format = (enum file_format)event_word(event, "format", &words_format),
        .words = event_number(event, "words"),
        .from = event->when,
    };
    return out->words <= most || event_refuse_count(event, FINDING_TEXT_LONG, out->words, most);
}

static void add_text(struct written_submission *submission, const struct submission_text *text)
{
    submission->texts =
        memory_grow(submission->texts, submission->text_count + 1, sizeof *submission->texts);
    submission->texts[submission->text_count++] = *text;
}

/* ---- filing ---- */

static bool apply_submission(struct forum *forum, const struct forum_event *event)
{
    struct submissions *out = &forum->submissions;
    struct written_submission submission = {
        .number = event_number(event, "submission"),
        .title = event_text(event, "title"),
        .author = event_text(event, "author"),
        .language = event_text(event, "language"),
        .statement = event->statement->hash,
        .closes = event_instant(event, "closes"),
        .entered = event->when,
    };
    struct submission_text text;

    if (!event_received(event, &submission.received) || !may_act(event, &submission) ||
        !is_open(event, &submission) || !read_text(forum, event, &text))
        return false;
    if (submission.number != (int64_t)out->count + 1)
        return event_refuse_count(event, FINDING_ACT_REPEATED, submission.number,
                                  (int64_t)out->count + 1);
    if (submission.author.size &&
        !accreditation_holds(&forum->accreditation, submission.author, event->when))
        return event_refuse(event, FINDING_NOT_ACCREDITED, submission.author);
    add_text(&submission, &text);
    out->items = memory_grow(out->items, out->count + 1, sizeof *out->items);
    out->items[out->count++] = submission;
    return true;
}

static bool apply_edit(struct forum *forum, const struct forum_event *event)
{
    struct written_submission *submission = named(forum, event);
    struct submission_text text;

    if (!submission || !is_open(event, submission) || !read_text(forum, event, &text))
        return false;
    if (digest_equal(text.hash, present(submission)->hash))
        return event_refuse(event, FINDING_ACT_REPEATED, event_text(event, "text"));
    add_text(submission, &text);
    return true;
}

/* ---- signatories ---- */

static struct signatory *find_signatory(struct written_submission *submission, int64_t number)
{
    for (size_t i = 0; i < submission->signatory_count; i++)
        if (submission->signatories[i].number == number)
            return &submission->signatories[i];
    return NULL;
}

static bool are_new(const struct forum_event *event, struct written_submission *submission,
                    json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        int64_t number = json_integer_value(json_object_get(json_array_get(list, i), "number"));

        if (find_signatory(submission, number))
            return event_refuse_count(event, FINDING_ACT_REPEATED, number, 0);
        for (size_t j = 0; j < i; j++)
            if (json_integer_value(json_object_get(json_array_get(list, j), "number")) == number)
                return event_refuse_count(event, FINDING_ACT_REPEATED, number, 0);
    }
    return submission->signatory_count + json_array_size(list) <= SIGNATORIES_MOST ||
           event_refuse(event, FINDING_TOO_MANY, submission->title);
}

static bool apply_signatories(struct forum *forum, const struct forum_event *event)
{
    struct written_submission *submission = named(forum, event);
    json_t *list = event_list(event, "signatories");
    bool confirmed = event_flag(event, "confirmed");

    if (!submission || !is_open(event, submission) || !is_bound(event, submission) ||
        !are_new(event, submission, list))
        return false;
    submission->signatories =
        memory_grow(submission->signatories, submission->signatory_count + json_array_size(list),
                    sizeof *submission->signatories);
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        struct slice country = json_slice(json_object_get(item, "country"));
        struct signatory *signatory = &submission->signatories[submission->signatory_count++];

        *signatory = (struct signatory){
            .number = json_integer_value(json_object_get(item, "number")),
            .kind = (enum applicant_kind)vocabulary_find(&words_applicant_kind,
                                                         json_slice(json_object_get(item, "kind"))),
            .names = event_hash(event, "names"),
            .line = i,
            .text = event_hash(event, "text"),
            .invited = event->when,
            .confirmed = confirmed ? event->when : NEVER,
            .withdrawn = NEVER,
        };
        if (country.size == 2)
            memcpy(signatory->country, country.data, 2);
    }
    return true;
}

/* Each of the list is one that the submission has and that has not withdrawn. */
static bool are_there(const struct forum_event *event, struct written_submission *submission,
                      json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        int64_t number = json_integer_value(json_array_get(list, i));
        const struct signatory *signatory = find_signatory(submission, number);

        if (!signatory)
            return event_refuse_count(event, FINDING_SUBJECT_UNKNOWN, number,
                                      (int64_t)submission->signatory_count);
        if (signatory->withdrawn != NEVER)
            return event_refuse(event, FINDING_FORUM_TURN, SLICE("withdrawn"));
    }
    return true;
}

static bool apply_confirmation(struct forum *forum, const struct forum_event *event)
{
    struct written_submission *submission = named(forum, event);
    json_t *list = event_list(event, "signatories");

    if (!submission || !is_open(event, submission) || !is_bound(event, submission) ||
        !are_there(event, submission, list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct signatory *signatory =
            find_signatory(submission, json_integer_value(json_array_get(list, i)));

        if (signatory->confirmed != NEVER &&
            digest_equal(signatory->text, present(submission)->hash))
            return event_refuse_count(event, FINDING_ACT_REPEATED, signatory->number, 0);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct signatory *signatory =
            find_signatory(submission, json_integer_value(json_array_get(list, i)));

        signatory->confirmed = event->when;
        signatory->text = present(submission)->hash;
    }
    return true;
}

static bool apply_withdrawal(struct forum *forum, const struct forum_event *event)
{
    struct written_submission *submission = named(forum, event);
    json_t *list = event_list(event, "signatories");

    if (!submission || !are_there(event, submission, list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++)
        find_signatory(submission, json_integer_value(json_array_get(list, i)))->withdrawn =
            event->when;
    return true;
}

static bool apply_circulation(struct forum *forum, const struct forum_event *event)
{
    struct written_submission *submission = named(forum, event);
    json_t *to = event_list(event, "to");

    if (!submission || !is_bound(event, submission))
        return false;
    for (size_t i = 0; i < json_array_size(to); i++) {
        struct slice name = json_slice(json_array_get(to, i));
        char state[STATE_TEXT];

        if (!register_office(forum->state_register, name) || !forum_delegation(name, state))
            return event_refuse(event, FINDING_SUBJECT_UNKNOWN, name);
    }
    submission->circulations =
        memory_grow(submission->circulations, submission->circulation_count + 1,
                    sizeof *submission->circulations);
    submission->circulations[submission->circulation_count++] =
        (struct submission_circulation){present(submission)->hash, event->when, to};
    return true;
}

static bool (*const apply[SUBMISSIONS_ACTS])(struct forum *, const struct forum_event *) = {
    [SUBMISSIONS_SUBMISSION] = apply_submission,   [SUBMISSIONS_EDIT] = apply_edit,
    [SUBMISSIONS_SIGNATORIES] = apply_signatories, [SUBMISSIONS_CONFIRMATION] = apply_confirmation,
    [SUBMISSIONS_WITHDRAWAL] = apply_withdrawal,   [SUBMISSIONS_CIRCULATION] = apply_circulation,
};

bool submissions_apply(struct forum *forum, const struct forum_event *event)
{
    return apply[event->statement->number](forum, event);
}

void submissions_free(struct submissions *submissions)
{
    for (size_t i = 0; i < submissions->count; i++) {
        free(submissions->items[i].texts);
        free(submissions->items[i].signatories);
        free(submissions->items[i].circulations);
    }
    free(submissions->items);
    *submissions = (struct submissions){0};
}
