#include "forum/interpretation.h"

#include <stdio.h>

#include "forum/words.h"

int64_t interpretation_remote(int64_t length)
{
    int64_t part = length * INTERPRETATION_REMOTE / INTERPRETATION_MEETING;

    return part < INTERPRETATION_REMOTE ? part : INTERPRETATION_REMOTE;
}

static struct finding *add(struct findings *findings, enum finding_code code,
                           const struct programme_session *session, const char *language)
{
    char where[120];

    snprintf(where, sizeof where, "%.*s%s%s", SLICE_ARG(session->id), *language ? " " : "",
             language);
    return findings_add(findings, code, where);
}

static void say(struct finding *finding, int64_t value, int64_t limit)
{
    finding->value = (struct value){.kind = VALUE_SECONDS, .number = value};
    finding->limit = (struct value){.kind = VALUE_SECONDS, .number = limit};
}

static void check_session(const struct programme_session *session, struct findings *findings)
{
    int64_t remote = interpretation_remote(session->length);

    if (session->language_count == 0)
        return;
    if (session->length > INTERPRETATION_MEETING)
        say(add(findings, FINDING_INTERPRETATION_TOO_LONG, session, ""), session->length,
            INTERPRETATION_MEETING);
    if (session->remote_seconds > remote)
        say(add(findings, FINDING_INTERPRETATION_REMOTE, session, ""), session->remote_seconds,
            remote);
    for (size_t i = 0; i < session->language_count; i++)
        if (session->languages[i].team.size == 0)
            add(findings, FINDING_INTERPRETATION_UNASSIGNED, session,
                words_official.words[session->languages[i].language]);
}

static bool overlap(const struct programme_session *a, const struct programme_session *b)
{
    return a->starts < b->starts + b->length && b->starts < a->starts + a->length;
}

/* A team of `b` that is at work already: in `a`, which stands before it or is the same. */
static void check_teams(const struct programme_session *a, const struct programme_session *b,
                        struct findings *findings)
{
    for (size_t i = 0; i < b->language_count; i++) {
        size_t earlier = a == b ? i : a->language_count;
        struct slice team = b->languages[i].team;

        for (size_t k = 0; k < earlier; k++) {
            struct finding *finding;

            if (team.size == 0 || !slice_equal(team, a->languages[k].team))
                continue;
            finding = add(findings, FINDING_INTERPRETATION_TWICE, b,
                          words_official.words[b->languages[i].language]);
            finding->value = (struct value){.kind = VALUE_TEXT, .text = team};
            finding->limit = (struct value){.kind = VALUE_TEXT, .text = a->id};
        }
    }
}

static void check_room(const struct programme_session *a, const struct programme_session *b,
                       struct findings *findings)
{
    struct finding *finding;

    if (b->room.size == 0 || !slice_equal(a->room, b->room))
        return;
    finding = add(findings, FINDING_ROOM_TAKEN, b, "");
    finding->value = (struct value){.kind = VALUE_TEXT, .text = b->room};
    finding->limit = (struct value){.kind = VALUE_TEXT, .text = a->id};
}

void interpretation_check(const struct programme *programme, struct findings *findings)
{
    for (size_t i = 0; i < programme->session_count; i++) {
        const struct programme_session *session = &programme->sessions[i];

        if (session->cancelled)
            continue;
        check_session(session, findings);
        for (size_t k = 0; k < i; k++) {
            const struct programme_session *earlier = &programme->sessions[k];

            if (earlier->cancelled || !overlap(earlier, session))
                continue;
            check_teams(earlier, session, findings);
            check_room(earlier, session, findings);
        }
        check_teams(session, session, findings);
    }
}
