/* The record of a floor: what happened in a session, one event a line, each a JSON object that names
 * its time and itself first:
 *
 *     {"at":"2027-03-01T10:04:00Z","event":"call","speech":7,"speaker":"Open Net","why":"ahead",…}
 *
 * Lines are only ever added. The table of events below decides which members each has; parsing,
 * writing and the manual derive from it. What an event does is forum/floor.h's. */
#ifndef PROVISO_FORUM_FLOOR_EVENT_H
#define PROVISO_FORUM_FLOOR_EVENT_H

#include "crypto/hash.h"
#include "forum/allotment.h"
#include "forum/members.h"
#include "forum/shares.h"

enum { FLOOR_LINE = 32768, FLOOR_BYTES = 16 << 20 };

/* Members, in the order in which they are written. X(constant, name, kind, least, most): bytes of a
 * text, bounds of a number. A word is a text of one of the vocabularies below; groups have the form
 * of forum/shares.h. */
#define FLOOR_MEMBERS(X)                                                                           \
    X(SESSION, "session", TEXT, 1, 60)                                                             \
    X(ZONE, "zone", ZONE, 1, 63)                                                                   \
    X(GROUPS, "groups", GROUPS, 0, 0)                                                              \
    X(SPEECH, "speech", NUMBER, 1, FLOOR_SPEECHES)                                                 \
    X(ITEM, "item", TEXT, 1, 20)                                                                   \
    X(TITLE, "title", TEXT, 1, MEMBERS_NAME)                                                       \
    X(LENGTH, "length_s", NUMBER, 1, FLOOR_ITEM_SECONDS)                                           \
    X(LIST, "list", LIST, 0, 0)                                                                    \
    X(SPEAKER, "speaker", TEXT, 1, MEMBERS_NAME)                                                   \
    X(GROUP, "group", TEXT, 1, MEMBERS_NAME)                                                       \
    X(ORGANISATION, "organisation", TEXT, 1, MEMBERS_NAME)                                         \
    X(REGION, "region", TEXT, 1, 60)                                                               \
    X(POSITION, "position", POSITION, 0, 0)                                                        \
    X(CAPACITY, "capacity", TEXT, 1, MEMBERS_NAME)                                                 \
    X(PLANNED, "planned_s", NUMBER, 1, FLOOR_SPEECH_SECONDS)                                       \
    X(REMOTE, "remote", FLAG, 0, 0)                                                                \
    X(KIND, "kind", KIND, 0, 0)                                                                    \
    X(WHY, "why", WHY, 0, 0)                                                                       \
    X(BEHIND, "behind_s", NUMBER, -FLOOR_FAR, FLOOR_FAR)                                           \
    X(WORST, "worst_s", NUMBER, 0, FLOOR_FAR)                                                      \
    X(LOOKED, "looked", NUMBER, 0, 1000)                                                           \
    X(SECONDS, "seconds", NUMBER, 1, FLOOR_SPEECH_SECONDS)                                         \
    X(SLOTS, "slots", NUMBER, 1, 10000)                                                            \
    X(POOL, "pool_sha256", HASH, 0, 0)                                                             \
    X(BEACON, "beacon", TEXT, 1, 4000)                                                             \
    X(REASON, "reason", TEXT, 1, 1000)

enum {
    FLOOR_SPEECHES = 20000,       /* in a session, interposed ones and replies too */
    FLOOR_ITEM_SECONDS = 100000,  /* of an item */
    FLOOR_SPEECH_SECONDS = 14400, /* of a speech */
    FLOOR_FAR = 1000000000        /* of a lag */
};

enum floor_member {
#define X(constant, ...) FLOOR_##constant,
    FLOOR_MEMBERS(X)
#undef X
        FLOOR_MEMBER_COUNT
};

/* Bits of members, to name several. */
#define FLOOR_BIT(constant) (UINT32_C(1) << FLOOR_##constant)

/* X(constant, name, members that it has, members that it may have, meaning) */
#define FLOOR_EVENTS(X)                                                                            \
    X(OPEN, "open", FLOOR_BIT(SESSION) | FLOOR_BIT(ZONE) | FLOOR_BIT(GROUPS), 0,                   \
      "the session's floor is opened, with the groups and their shares")                           \
    X(AGENDA, "agenda", FLOOR_BIT(ITEM) | FLOOR_BIT(TITLE) | FLOOR_BIT(LENGTH), 0,                 \
      "an agenda item, with the time that the chair sets for it; its list is open")                \
    X(LIST, "list", FLOOR_BIT(ITEM) | FLOOR_BIT(LIST), FLOOR_BIT(REASON),                          \
      "the list of speakers is closed, or reopened with a reason")                                 \
    X(INSCRIBE, "inscribe",                                                                        \
      FLOOR_BIT(ITEM) | FLOOR_BIT(SPEAKER) | FLOOR_BIT(GROUP) | FLOOR_BIT(ORGANISATION) |          \
          FLOOR_BIT(REGION) | FLOOR_BIT(CAPACITY) | FLOOR_BIT(PLANNED) | FLOOR_BIT(REMOTE),        \
      FLOOR_BIT(POSITION), "somebody asks to speak")                                               \
    X(WITHDRAW, "withdraw", FLOOR_BIT(SPEECH) | FLOOR_BIT(SPEAKER), 0, "who waits asks no longer") \
    X(POOL, "pool",                                                                                \
      FLOOR_BIT(ITEM) | FLOOR_BIT(GROUP) | FLOOR_BIT(SLOTS) | FLOOR_BIT(POOL) | FLOOR_BIT(REASON), \
      0,                                                                                           \
      "a lottery among those of a group who wait is announced, with where its beacon comes from")  \
    X(DRAW, "draw", FLOOR_BIT(ITEM) | FLOOR_BIT(GROUP) | FLOOR_BIT(BEACON), 0,                     \
      "it is drawn: who does not win waits no longer")                                             \
    X(BEGIN, "begin", FLOOR_BIT(ITEM), 0, "the item is taken up")                                  \
    X(CALL, "call",                                                                                \
      FLOOR_BIT(SPEECH) | FLOOR_BIT(SPEAKER) | FLOOR_BIT(WHY) | FLOOR_BIT(BEHIND) |                \
          FLOOR_BIT(WORST) | FLOOR_BIT(LOOKED),                                                    \
      0, "the next speaker is called: exactly the one whom the rule gives")                        \
    X(ABSENT, "absent", FLOOR_BIT(SPEECH), 0, "who was called is not there, and passes")           \
    X(START, "start", FLOOR_BIT(SPEECH), 0, "the speech begins")                                   \
    X(PAUSE, "pause", FLOOR_BIT(SPEECH), 0, "it is interrupted")                                   \
    X(RESUME, "resume", FLOOR_BIT(SPEECH), 0, "it goes on")                                        \
    X(STOP, "stop", FLOOR_BIT(SPEECH), 0, "it ends; the seconds used are debited")                 \
    X(INTERPOSE, "interpose",                                                                      \
      FLOOR_BIT(SPEAKER) | FLOOR_BIT(GROUP) | FLOOR_BIT(ORGANISATION) | FLOOR_BIT(REGION) |        \
          FLOOR_BIT(CAPACITY) | FLOOR_BIT(REMOTE) | FLOOR_BIT(KIND),                               \
      0, "a question, an intervention or a point of order comes before the list")                  \
    X(REPLY, "reply",                                                                              \
      FLOOR_BIT(ITEM) | FLOOR_BIT(SPEAKER) | FLOOR_BIT(GROUP) | FLOOR_BIT(ORGANISATION) |          \
          FLOOR_BIT(REGION) | FLOOR_BIT(CAPACITY) | FLOOR_BIT(REMOTE),                             \
      0, "a right of reply is asked for; two an item, of ten and five minutes, at the day's end")  \
    X(REPLIES, "replies", 0, 0, "the lists are done with and the replies begin")                   \
    X(GRANT, "grant", FLOOR_BIT(ITEM) | FLOOR_BIT(GROUP) | FLOOR_BIT(SECONDS) | FLOOR_BIT(REASON), \
      0, "a group is given more time, and the item is as much longer")                             \
    X(RULING, "ruling", FLOOR_BIT(REASON), 0, "the chair rules by word of mouth")                  \
    X(CLOSE, "close", 0, 0, "the session ends")

enum floor_kind {
#define X(constant, ...) FLOOR_EVENT_##constant,
    FLOOR_EVENTS(X)
#undef X
        FLOOR_EVENT_COUNT
};

/* Words. Interposed ones rank in this order; all of them come before the list. */
enum floor_interposed {
    INTERPOSED_QUESTION,
    INTERPOSED_INTERVENTION,
    INTERPOSED_ORDER,   /* a point of order in the narrow sense */
    INTERPOSED_SUSPEND, /* motions, as rules of procedure rank them */
    INTERPOSED_ADJOURN,
    INTERPOSED_ADJOURN_DEBATE,
    INTERPOSED_CLOSE_DEBATE,
    INTERPOSED_COUNT
};
enum floor_position { POSITION_NEITHER, POSITION_FOR, POSITION_AGAINST };
enum floor_list { LIST_CLOSED, LIST_REOPENED };
enum floor_why { WHY_ONLY, WHY_AHEAD, WHY_END, WHY_INTERPOSED, WHY_REPLY };

extern const struct vocabulary floor_words_interposed, floor_words_position, floor_words_list,
    floor_words_why;

struct floor_event {
    instant at;
    enum floor_kind kind;
    uint32_t has; /* FLOOR_BIT of each member */
    struct slice text[FLOOR_MEMBER_COUNT];
    int64_t number[FLOOR_MEMBER_COUNT]; /* a flag: 0 or 1; a word: its index */
    struct digest pool;
    const struct shares *groups;
};

const char *floor_event_name(enum floor_kind kind);
const char *floor_event_meaning(enum floor_kind kind);

/* The kind of that name, or FLOOR_EVENT_COUNT. */
enum floor_kind floor_event_kind(struct slice name);

/* Reads one line, without its end; texts are copied into the arena. Errors: those of json_strict;
 * MEMBER_… with the member's name. */
bool floor_event_parse(struct slice line, struct arena *arena, struct floor_event *out,
                       struct error *error);

/* Sets a member from a text as it is typed on a command line or in a form: numbers, flags ("yes",
 * "no") and words are read. KEY_UNKNOWN where no event has such a member, MEMBER_VALUE otherwise;
 * groups cannot be set so. The text has to live as long as the event. */
bool floor_event_set(struct floor_event *event, struct slice name, struct slice text,
                     struct error *error);

/* Whether it has all members that its kind needs, and no other. MEMBER_MISSING, MEMBER_UNKNOWN. */
bool floor_event_whole(const struct floor_event *event, struct error *error);

/* Appends its line, with the line feed. */
void floor_event_write(const struct floor_event *event, struct buffer *out);

#endif
