#include "forum/meetings.h"

#include <stdlib.h>

#include "base/memory.h"
#include "forum/forum.h"
#include "forum/interpretation.h"

static const char *const list_states[] = {"opened", "closed", "reopened"};
const struct vocabulary words_list_state = {"state of a list", list_states, 3};

static const char *const report_stages[] = {"draft", "final"};
const struct vocabulary words_report_stage = {"stage of a report", report_stages, 2};

static bool find_session(const struct meetings *meetings, const struct forum_event *event,
                         size_t *out)
{
    struct slice id = event_text(event, "session");
    int session = programme_session(&meetings->programme, id);

    *out = (size_t)session;
    return session >= 0 || event_refuse(event, FINDING_SUBJECT_UNKNOWN, id);
}

static bool find_meeting(const struct meetings *meetings, const struct forum_event *event,
                         size_t *out)
{
    struct slice id = event_text(event, "meeting");
    int meeting = programme_meeting(&meetings->programme, id);

    *out = (size_t)meeting;
    return meeting >= 0 || event_refuse(event, FINDING_SUBJECT_UNKNOWN, id);
}

static instant end_of(const struct programme_session *session)
{
    return session->starts + session->length;
}

/* ---- the programme ---- */

static bool apply_meeting(struct forum *forum, const struct forum_event *event)
{
    struct programme *programme = &forum->meetings.programme;
    struct programme_meeting meeting = {
        .id = event_text(event, "meeting"),
        .title = event_text(event, "title"),
        .kind = (enum meeting_kind)event_word(event, "kind", &words_meeting_kind)};

    if (programme_meeting(programme, meeting.id) >= 0)
        return event_refuse(event, FINDING_ACT_REPEATED, meeting.id);
    programme->meetings =
        memory_grow(programme->meetings, programme->meeting_count + 1, sizeof *programme->meetings);
    programme->meetings[programme->meeting_count++] = meeting;
    return true;
}

static bool apply_item(struct forum *forum, const struct forum_event *event)
{
    struct programme *programme = &forum->meetings.programme;
    struct programme_item item = {.id = event_text(event, "item"),
                                  .title = event_text(event, "title")};

    if (!find_meeting(&forum->meetings, event, &item.meeting))
        return false;
    if (programme_item(programme, item.meeting, item.id) >= 0)
        return event_refuse(event, FINDING_ACT_REPEATED, item.id);
    programme->items =
        memory_grow(programme->items, programme->item_count + 1, sizeof *programme->items);
    programme->items[programme->item_count++] = item;
    return true;
}

static bool read_items(const struct programme *programme, const struct forum_event *event,
                       struct programme_session *session)
{
    json_t *list = event_list(event, "items");

    for (size_t i = 0; i < json_array_size(list); i++) {
        struct slice id = json_slice(json_array_get(list, i));
        int item = programme_item(programme, session->meeting, id);

        if (item < 0)
            return event_refuse(event, FINDING_SUBJECT_UNKNOWN, id);
        session->items[session->item_count++] = (size_t)item;
    }
    return true;
}

static bool read_session(const struct meetings *meetings, const struct forum_event *event,
                         struct programme_session *out)
{
    *out = (struct programme_session){
        .id = event_text(event, "session"),
        .starts = event_instant(event, "starts"),
        .length = event_number(event, "minutes") * 60,
        .zone = event_text(event, "zone"),
        .room = event_text(event, "room"),
        .remote = event_flag(event, "remote"),
        .remote_seconds = event_number(event, "remote_minutes") * 60,
        .changed = event->when,
    };
    if (out->length < 60 || out->length > PROGRAMME_LENGTH)
        return event_refuse_count(event, FINDING_OVER_LIMIT, out->length / 60,
                                  PROGRAMME_LENGTH / 60);
    return find_meeting(meetings, event, &out->meeting) &&
           read_items(&meetings->programme, event, out);
}

/* What the schedule has against that session as it now stands refuses the statement; that a team is
 * still missing does not. */
static bool is_possible(struct programme *programme, size_t at, const struct forum_event *event)
{
    struct findings *all = memory_take(sizeof *all);
    struct slice id = programme->sessions[at].id;
    size_t before = event->findings->count;

    interpretation_check(programme, all);
    for (size_t i = 0; i < all->count; i++) {
        const struct finding *found = &all->items[i];
        struct slice where = slice_text(found->where);

        if (found->outcome != OUTCOME_REFUSE || !slice_starts(where, id) ||
            (where.size > id.size && where.data[id.size] != ' '))
            continue;
        *findings_add(event->findings, found->code, event->where) = *found;
    }
    free(all);
    return event->findings->count == before;
}

/* Puts a session as changed in its place, if the schedule allows it. */
static bool replace_session(struct programme *programme, size_t at,
                            const struct programme_session *changed,
                            const struct forum_event *event)
{
    struct programme_session before = programme->sessions[at];

    programme->sessions[at] = *changed;
    if (is_possible(programme, at, event))
        return true;
    programme->sessions[at] = before;
    return false;
}

static bool add_session(struct programme *programme, const struct programme_session *session,
                        const struct forum_event *event)
{
    size_t at = programme->session_count;

    if (at == PROGRAMME_SESSIONS)
        return event_refuse_count(event, FINDING_OVER_LIMIT, PROGRAMME_SESSIONS + 1,
                                  PROGRAMME_SESSIONS);
    programme->sessions = memory_grow(programme->sessions, at + 1, sizeof *programme->sessions);
    programme->sessions[at] = *session;
    programme->session_count++;
    if (is_possible(programme, at, event))
        return true;
    programme->session_count--;
    return false;
}

/* A change keeps what other acts have said of the session. */
static bool change_session(struct programme *programme, size_t at,
                           struct programme_session *session, const struct forum_event *event)
{
    const struct programme_session *before = &programme->sessions[at];

    if (before->cancelled)
        return event_refuse(event, FINDING_FORUM_TURN, SLICE("cancelled"));
    if (before->starts <= event->when)
        return event_refuse_time(event, FINDING_TOO_LATE, event->when, before->starts);
    session->closed = before->closed;
    session->reasons = before->reasons;
    session->sequence = before->sequence + 1;
    session->language_count = before->language_count;
    memcpy(session->languages, before->languages, sizeof session->languages);
    return replace_session(programme, at, session, event);
}

static bool apply_session(struct forum *forum, const struct forum_event *event)
{
    struct programme *programme = &forum->meetings.programme;
    struct programme_session session;
    int at;

    if (!read_session(&forum->meetings, event, &session))
        return false;
    at = programme_session(programme, session.id);
    return at < 0 ? add_session(programme, &session, event)
                  : change_session(programme, (size_t)at, &session, event);
}

static bool apply_cancellation(struct forum *forum, const struct forum_event *event)
{
    struct programme_session *session;
    size_t at;

    if (!find_session(&forum->meetings, event, &at))
        return false;
    session = &forum->meetings.programme.sessions[at];
    if (session->cancelled)
        return event_refuse(event, FINDING_ACT_REPEATED, session->id);
    if (end_of(session) <= event->when)
        return event_refuse_time(event, FINDING_TOO_LATE, event->when, end_of(session));
    session->cancelled = true;
    session->sequence++;
    session->changed = event->when;
    return true;
}

static bool apply_closing(struct forum *forum, const struct forum_event *event)
{
    struct programme_session *session;
    size_t at;

    if (!find_session(&forum->meetings, event, &at))
        return false;
    session = &forum->meetings.programme.sessions[at];
    if (session->closed || session->cancelled)
        return event_refuse(event, FINDING_ACT_REPEATED, session->id);
    if (end_of(session) <= event->when)
        return event_refuse_time(event, FINDING_TOO_LATE, event->when, end_of(session));
    session->closed = true;
    session->reasons = event_hash(event, "reasons");
    session->sequence++;
    session->changed = event->when;
    return true;
}

/* ---- interpretation ---- */

static struct interpretation *language_of(struct programme_session *session, unsigned language)
{
    for (size_t i = 0; i < session->language_count; i++)
        if (session->languages[i].language == language)
            return &session->languages[i];
    return NULL;
}

/* Anybody asks, the secretariat assigns; one who asks for what is there already changes nothing. */
static bool apply_interpretation(struct forum *forum, const struct forum_event *event)
{
    unsigned language = (unsigned)event_word(event, "into", &words_official);
    struct slice team = event_text(event, "team");
    struct programme_session session;
    struct interpretation *place;
    size_t at;

    if (!find_session(&forum->meetings, event, &at))
        return false;
    if (team.size && !event_by_role(event, ROLE_SECRETARIAT))
        return event_refuse(event, FINDING_SIGNER_ROLE, event->statement->by);
    session = forum->meetings.programme.sessions[at];
    if (session.cancelled || end_of(&session) <= event->when)
        return event_refuse_time(event, FINDING_TOO_LATE, event->when, end_of(&session));
    place = language_of(&session, language);
    if (place && (team.size == 0 || slice_equal(place->team, team)))
        return event_refuse(event, FINDING_ACT_REPEATED, session.id);
    if (!place)
        place = &session.languages[session.language_count++];
    *place = (struct interpretation){language, team};
    return replace_session(&forum->meetings.programme, at, &session, event);
}

/* ---- speaking time ---- */

static bool apply_shares(struct forum *forum, const struct forum_event *event)
{
    json_t *groups = event_list(event, "groups");
    size_t before = event->findings->count;
    struct shares shares = {0};

    for (size_t i = 0; i < json_array_size(groups); i++) {
        json_t *group = json_array_get(groups, i);
        struct share *share = &shares.groups[shares.count];

        *share = (struct share){.name = json_slice(json_object_get(group, "name")),
                                .kind = (enum share_kind)vocabulary_find(
                                    &words_share_kind, json_slice(json_object_get(group, "kind"))),
                                .weight = json_integer_value(json_object_get(group, "weight"))};
        if (shares_find(&shares, share->name) >= 0)
            return event_refuse(event, FINDING_ACT_REPEATED, share->name);
        if (share->weight < 1 || share->weight > ALLOTMENT_WEIGHT)
            return event_refuse_count(event, FINDING_OVER_LIMIT, share->weight, ALLOTMENT_WEIGHT);
        shares.whole += share->weight;
        shares.count++;
    }
    shares_check(&shares, event->findings);
    if (event->findings->count > before)
        return false;
    forum->meetings.shares = shares;
    forum->meetings.shares_statement = event->statement->hash;
    forum->meetings.shares_reasons = event_hash(event, "reasons");
    forum->meetings.shares_at = event->when;
    return true;
}

static struct meeting_list *find_list(const struct meetings *meetings, size_t session,
                                      struct slice item)
{
    for (size_t i = 0; i < meetings->list_count; i++)
        if (meetings->lists[i].session == session && slice_equal(meetings->lists[i].item, item))
            return &meetings->lists[i];
    return NULL;
}

static bool apply_list(struct forum *forum, const struct forum_event *event)
{
    struct meetings *meetings = &forum->meetings;
    struct meeting_list list = {.item = event_text(event, "item"),
                                .state =
                                    (enum list_state)event_word(event, "state", &words_list_state),
                                .statement = event->statement->hash,
                                .reasons = event_hash(event, "reasons"),
                                .at = event->when};
    struct meeting_list *now;

    if (!find_session(meetings, event, &list.session))
        return false;
    if (programme_item(&meetings->programme, meetings->programme.sessions[list.session].meeting,
                       list.item) < 0)
        return event_refuse(event, FINDING_SUBJECT_UNKNOWN, list.item);
    now = find_list(meetings, list.session, list.item);
    if ((list.state == LISTED_OPENED) != !now ||
        (now && (list.state == LISTED_REOPENED) != (now->state == LISTED_CLOSED)))
        return event_refuse(event, FINDING_FORUM_TURN,
                            slice_text(now ? list_states[now->state] : "not opened"));
    if (list.state == LISTED_REOPENED && digest_is_zero(list.reasons))
        return event_refuse(event, FINDING_ATTACHMENT_MISSING, SLICE("reasons"));
    if (!now) {
        meetings->lists =
            memory_grow(meetings->lists, meetings->list_count + 1, sizeof *meetings->lists);
        now = &meetings->lists[meetings->list_count++];
    }
    *now = list;
    return true;
}

static bool apply_record(struct forum *forum, const struct forum_event *event)
{
    struct meetings *meetings = &forum->meetings;
    struct meeting_record record = {.statement = event->statement->hash,
                                    .record = event_hash(event, "record"),
                                    .lines = event_number(event, "lines"),
                                    .at = event->when};

    if (!find_session(meetings, event, &record.session))
        return false;
    if (event->when < meetings->programme.sessions[record.session].starts)
        return event_refuse_time(event, FINDING_TOO_EARLY, event->when,
                                 meetings->programme.sessions[record.session].starts);
    for (size_t i = 0; i < meetings->record_count; i++)
        if (meetings->records[i].session == record.session)
            return event_refuse(event, FINDING_ACT_REPEATED, event_text(event, "session"));
    meetings->records =
        memory_grow(meetings->records, meetings->record_count + 1, sizeof *meetings->records);
    meetings->records[meetings->record_count++] = record;
    return true;
}

/* ---- rulings ---- */

static bool apply_ruling(struct forum *forum, const struct forum_event *event)
{
    struct meetings *meetings = &forum->meetings;
    struct meeting_ruling ruling = {.statement = event->statement->hash,
                                    .text = event_hash(event, "text"),
                                    .ruled = event_instant(event, "ruled"),
                                    .noted = event->when,
                                    .countersigned = NEVER};
    const struct programme_session *session;

    if (!find_session(meetings, event, &ruling.session))
        return false;
    session = &meetings->programme.sessions[ruling.session];
    ruling.due = end_of(session);
    if (ruling.ruled < session->starts || ruling.ruled > event->when)
        return event_refuse_time(event, FINDING_TOO_EARLY, ruling.ruled,
                                 ruling.ruled < session->starts ? session->starts : event->when);
    meetings->rulings =
        memory_grow(meetings->rulings, meetings->ruling_count + 1, sizeof *meetings->rulings);
    meetings->rulings[meetings->ruling_count++] = ruling;
    return true;
}

static bool apply_countersignature(struct forum *forum, const struct forum_event *event)
{
    struct digest hash = event_hash(event, "ruling");

    for (size_t i = 0; i < forum->meetings.ruling_count; i++) {
        struct meeting_ruling *ruling = &forum->meetings.rulings[i];

        if (!digest_equal(ruling->statement, hash))
            continue;
        if (ruling->countersigned != NEVER)
            return event_refuse(event, FINDING_ACT_REPEATED, event_text(event, "ruling"));
        ruling->countersigned = event->when;
        return true;
    }
    return event_refuse(event, FINDING_SUBJECT_UNKNOWN, event_text(event, "ruling"));
}

bool ruling_is_overdue(const struct meeting_ruling *ruling, instant now)
{
    return ruling->countersigned == NEVER ? now > ruling->due : ruling->countersigned > ruling->due;
}

/* ---- reports ---- */

const struct meeting_report *meetings_report(const struct meetings *meetings, size_t session,
                                             enum report_stage stage)
{
    for (size_t i = meetings->report_count; i-- > 0;)
        if (meetings->reports[i].session == session && meetings->reports[i].stage == stage)
            return &meetings->reports[i];
    return NULL;
}

static bool apply_report(struct forum *forum, const struct forum_event *event)
{
    struct meetings *meetings = &forum->meetings;
    struct meeting_report report = {
        .stage = (enum report_stage)event_word(event, "stage", &words_report_stage),
        .statement = event->statement->hash,
        .report = event_hash(event, "report"),
        .record = event_hash(event, "record"),
        .at = event->when,
        .corrections_until = event->when + REPORT_CORRECTION * (int64_t)DAY};
    const struct meeting_report *draft;
    instant ended;

    if (!find_session(meetings, event, &report.session))
        return false;
    ended = end_of(&meetings->programme.sessions[report.session]);
    draft = meetings_report(meetings, report.session, REPORT_DRAFT);
    if (meetings_report(meetings, report.session, REPORT_FINAL))
        return event_refuse(event, FINDING_FORUM_TURN, SLICE("final"));
    if (event->when < ended)
        return event_refuse_time(event, FINDING_TOO_EARLY, event->when, ended);
    if (report.stage == REPORT_FINAL && !draft)
        return event_refuse(event, FINDING_FORUM_TURN, SLICE("no draft"));
    if (report.stage == REPORT_FINAL && event->when < draft->corrections_until)
        return event_refuse_time(event, FINDING_TOO_EARLY, event->when, draft->corrections_until);
    meetings->reports =
        memory_grow(meetings->reports, meetings->report_count + 1, sizeof *meetings->reports);
    meetings->reports[meetings->report_count++] = report;
    return true;
}

static bool apply_correction(struct forum *forum, const struct forum_event *event)
{
    struct digest hash = event_hash(event, "report");

    for (size_t i = 0; i < forum->meetings.report_count; i++) {
        struct meeting_report *report = &forum->meetings.reports[i];

        if (report->stage != REPORT_DRAFT || !digest_equal(report->statement, hash))
            continue;
        if (event->when >= report->corrections_until)
            return event_refuse_time(event, FINDING_TOO_LATE, event->when,
                                     report->corrections_until);
        report->corrections++;
        return true;
    }
    return event_refuse(event, FINDING_SUBJECT_UNKNOWN, event_text(event, "report"));
}

/* ---- the fold ---- */

static bool (*const apply[MEETINGS_ACTS])(struct forum *, const struct forum_event *) = {
    [MEETINGS_MEETING] = apply_meeting,
    [MEETINGS_ITEM] = apply_item,
    [MEETINGS_SESSION] = apply_session,
    [MEETINGS_CANCELLATION] = apply_cancellation,
    [MEETINGS_CLOSING] = apply_closing,
    [MEETINGS_INTERPRETATION] = apply_interpretation,
    [MEETINGS_SHARES] = apply_shares,
    [MEETINGS_LIST] = apply_list,
    [MEETINGS_RECORD] = apply_record,
    [MEETINGS_RULING] = apply_ruling,
    [MEETINGS_COUNTERSIGNATURE] = apply_countersignature,
    [MEETINGS_REPORT] = apply_report,
    [MEETINGS_CORRECTION] = apply_correction,
};

bool meetings_apply(struct forum *forum, const struct forum_event *event)
{
    forum->meetings.programme.forum = event->statement->chain;
    return apply[event->statement->number](forum, event);
}

void meetings_free(struct meetings *meetings)
{
    free(meetings->programme.meetings);
    free(meetings->programme.items);
    free(meetings->programme.sessions);
    free(meetings->lists);
    free(meetings->rulings);
    free(meetings->records);
    free(meetings->reports);
    *meetings = (struct meetings){0};
}
