#include "base/zone.h"
#include "forum/acts_fields.h"
#include "forum/meetings.h"

static bool check_id(const struct field *field, struct slice text, struct error *error)
{
    (void)field;
    return programme_is_id(text) ||
           error_set(error, ERROR_MEMBER_VALUE, "letters, digits, \".\" and \"-\", at most %d",
                     (int)PROGRAMME_ID);
}

static bool check_zone(const struct field *field, struct slice text, struct error *error)
{
    (void)field;
    return zone_is_name(text) ||
           error_set(error, ERROR_MEMBER_VALUE, "a name of a time zone, like Europe/Vienna");
}

#define ID(member, example, means)                                                                 \
    {                                                                                              \
        .name = member, .kind = FIELD_TEXT, .check = check_id, .sample = example, .meaning = means \
    }
#define ID_LIST(member, example, means)                                                            \
    {                                                                                              \
        .name = member, .kind = FIELD_TEXT, .least = 1, .most = SESSION_ITEMS, .check = check_id,  \
        .sample = example, .presence = PRESENT_OPTIONAL, .meaning = means                          \
    }
#define SESSION ID("session", "ahc-7-1", "which session")
#define REASONS FIELD("reasons", FIELD_ATTACHMENT, "why: published")

static const struct field meeting[] = {
    ID("meeting", "ahc-7", "its identifier, never used again"),
    FIELD("title", FIELD_TEXT, "what it is called"),
    FIELD_OF("kind", words_meeting_kind, "formal or informal: both are listed alike (D10)"),
    {0},
};

static const struct field agenda_item[] = {
    ID("meeting", "ahc-7", "of which meeting"),
    ID("item", "4", "its number or letter"),
    FIELD("title", FIELD_TEXT, "what it is about"),
    {0},
};

static const struct field session[] = {
    ID("session", "ahc-7-1",
       "its identifier; one that there is already is changed: calendars follow by UID and "
       "SEQUENCE"),
    ID("meeting", "ahc-7", "of which meeting"),
    FIELD("starts", FIELD_INSTANT, "when it begins"),
    FIELD("minutes", FIELD_COUNT, "how long it lasts"),
    {.name = "zone",
     .kind = FIELD_TEXT,
     .check = check_zone,
     .sample = "Europe/Vienna",
     .meaning = "the IANA zone of the place"},
    FIELD_MAYBE("room", FIELD_TEXT, "where"),
    FIELD("remote", FIELD_FLAG,
          "whether there is a link for those who take part remotely; the link "
          "itself is sent to them and never published"),
    FIELD_MAYBE("remote_minutes", FIELD_COUNT, "minutes of remote speaking that are planned (D4)"),
    ID_LIST("items", "4", "the agenda items"),
    {0},
};

static const struct field cancellation[] = {SESSION, REASONS, {0}};

static const struct field closing[] = {
    SESSION,
    FIELD("reasons", FIELD_ATTACHMENT, "why: published with the session's place in the list"),
    {0},
};

static const struct field interpretation_fields[] = {
    SESSION,
    FIELD_OF("into", words_official, "into which language"),
    FIELD_MAYBE("team", FIELD_TEXT, "which team is assigned; without it the language is asked for"),
    {0},
};

static const struct field group_fields[] = {
    FIELD("name", FIELD_TEXT, "what the group is called"),
    FIELD_OF("kind", words_share_kind, "what it is: some kinds have a least share (D3)"),
    FIELD("weight", FIELD_COUNT, "its part of the sum of all weights"),
    {0},
};

static const struct field shares_fields[] = {
    {.name = "groups",
     .kind = FIELD_OBJECT,
     .least = 1,
     .most = ALLOTMENT_GROUPS,
     .fields = group_fields,
     .meaning = "the groups that share the speaking time"},
    REASONS,
    FIELD_COMMITTEE,
    {0},
};

static const struct field speakers_list[] = {
    SESSION,
    ID("item", "4", "of which agenda item"),
    FIELD_OF("state", words_list_state, "opened, closed or reopened"),
    FIELD_MAYBE("reasons", FIELD_ATTACHMENT, "why, where it is reopened: published"),
    {0},
};

static const struct field floor_record[] = {
    SESSION,
    FIELD("record", FIELD_HASH, "SHA-256 of the record of the floor, which replays"),
    FIELD("lines", FIELD_COUNT, "how many lines it has"),
    {0},
};

static const struct field ruling[] = {
    SESSION,
    FIELD("ruled", FIELD_INSTANT, "when the chair said it"),
    {.name = "text",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_BRIEF,
     .meaning = "what the chair ruled, as the secretariat noted it: published"},
    {0},
};

static const struct field countersignature[] = {
    FIELD("ruling", FIELD_HASH, "the statement that noted it"),
    {0},
};

static const struct field report[] = {
    SESSION,
    FIELD_OF("stage", words_report_stage, "a draft opens a week for corrections; final is final"),
    FIELD("record", FIELD_HASH, "SHA-256 of the record that it is compiled from"),
    {.name = "report",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_BRIEF,
     .meaning = "the report: published"},
    {0},
};

static const struct field correction[] = {
    FIELD("report", FIELD_HASH, "the statement of the draft"),
    {.name = "text",
     .kind = FIELD_ATTACHMENT,
     .prose = PROSE_BRIEF,
     .meaning = "what is to be put right: published"},
    {0},
};

#define BY_SECRETARIAT .side = SIDE_EITHER, .by_roles = ROLE(SECRETARIAT), .effect = EFFECT_RECORDS
#define BY_CHAIR       .side = SIDE_EITHER, .by_roles = ROLE(CHAIR), .effect = EFFECT_RECORDS
#define BY_ANYBODY                                                                                 \
    .side = SIDE_EITHER,                                                                           \
    .by_roles =                                                                                    \
        ROLE(SECRETARIAT) | ROLE(CHAIR) | ROLE(COMMITTEE) | ROLE(DELEGATION) | ROLE(ORGANISATION), \
    .effect = EFFECT_RECORDS

const struct act forum_meetings[MEETINGS_ACTS] = {
    [MEETINGS_MEETING] = {.type = "meeting",
                          .meaning = "A meeting is listed, formal or informal (D10).",
                          BY_SECRETARIAT,
                          .fields = meeting},
    [MEETINGS_ITEM] = {.type = "agenda-item",
                       .meaning = "A meeting's agenda has an item (D5).",
                       BY_SECRETARIAT,
                       .fields = agenda_item},
    [MEETINGS_SESSION] = {.type = "session",
                          .meaning = "A session of a meeting is announced, or changed (D5, D10).",
                          BY_SECRETARIAT,
                          .fields = session},
    [MEETINGS_CANCELLATION] = {.type = "session-cancelled",
                               .meaning = "A session does not take place.",
                               BY_SECRETARIAT,
                               .fields = cancellation},
    [MEETINGS_CLOSING] = {.type = "meeting-closing",
                          .meaning =
                              "A session is closed to the public, with a public reason (D10).",
                          BY_CHAIR,
                          .fields = closing},
    [MEETINGS_INTERPRETATION] = {.type = "interpretation",
                                 .meaning = "Interpretation is asked for, or assigned (D4).",
                                 BY_ANYBODY,
                                 .fields = interpretation_fields},
    [MEETINGS_SHARES] = {.type = "shares",
                         .meaning =
                             "The committee adopts the groups' shares of the speaking time, never "
                             "below the floor (D3).",
                         .side = SIDE_EITHER,
                         DECIDED_BY_COMMITTEE,
                         .effect = EFFECT_RECORDS,
                         .fields = shares_fields},
    [MEETINGS_LIST] = {.type = "speakers-list",
                       .meaning =
                           "A list of speakers is opened, closed or, with a reason, reopened "
                           "(D3).",
                       BY_CHAIR,
                       .fields = speakers_list},
    [MEETINGS_RECORD] = {.type = "floor-record",
                         .meaning = "The record of a session's floor is fixed (D3, D7).",
                         BY_SECRETARIAT,
                         .fields = floor_record},
    [MEETINGS_RULING] = {.type = "ruling",
                         .meaning = "The secretariat notes what the chair ruled by word of mouth "
                                    "(D7).",
                         BY_SECRETARIAT,
                         .fields = ruling},
    [MEETINGS_COUNTERSIGNATURE] = {.type = "ruling-countersigned",
                                   .meaning =
                                       "The chair signs a noted ruling, by the session's end.",
                                   BY_CHAIR,
                                   .fields = countersignature},
    [MEETINGS_REPORT] = {.type = "report",
                         .meaning =
                             "A session's report, compiled from the record: a draft, then the "
                             "final one (D7).",
                         BY_SECRETARIAT,
                         .fields = report},
    [MEETINGS_CORRECTION] = {.type = "report-correction",
                             .meaning = "Somebody asks for a correction of a draft (D7).",
                             BY_ANYBODY,
                             .fields = correction},
};
