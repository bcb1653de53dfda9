/* The programme of a forum (D5, D10): meetings, formal and informal alike, their agenda items and
 * sessions, with rooms, languages and changes. Times are instants with the IANA zone of the place. A
 * remote link is not part of it: that there is one is public, the link itself is sent to those who
 * take part.
 *
 * As a file, JSON:
 *
 *     {"forum":"un.example",
 *      "meetings":[{"meeting":"ahc-7","title":"Seventh session","kind":"formal"}],
 *      "items":[{"meeting":"ahc-7","item":"4","title":"Chapter IV"}],
 *      "sessions":[{"session":"ahc-7-1","meeting":"ahc-7","starts":"2027-03-01T09:00:00Z",
 *        "length_s":10800,"zone":"Europe/Vienna","room":"Boardroom D","remote":true,"items":["4"],
 *        "remote_s":1800,"interpretation":[{"language":"fr","team":"F1"},{"language":"ar"}],
 *        "sequence":1,"changed":"2027-02-01T12:00:00Z","cancelled":false,"closed":"why"}]}
 *
 * Of a session "room", "remote", "items", "remote_s", "interpretation", "sequence", "changed",
 * "cancelled" and "closed" may be left out. */
#ifndef PROVISO_FORUM_PROGRAMME_H
#define PROVISO_FORUM_PROGRAMME_H

#include "base/instant.h"
#include "base/value.h"
#include "crypto/hash.h"
#include "forum/members.h"

enum {
    PROGRAMME_BYTES = 4 << 20,
    PROGRAMME_MEETINGS = 200,
    PROGRAMME_ITEMS = 1000,
    PROGRAMME_SESSIONS = 2000,
    PROGRAMME_LENGTH = 12 * HOUR, /* of a session */
    PROGRAMME_ID = 60,            /* bytes: letters, digits, '.' and '-' */
    SESSION_ITEMS = 20,
    SESSION_LANGUAGES = 16
};

enum meeting_kind { MEETING_FORMAL, MEETING_INFORMAL };
extern const struct vocabulary words_meeting_kind;

struct programme_meeting {
    struct slice id, title;
    enum meeting_kind kind;
};

struct programme_item {
    size_t meeting; /* index */
    struct slice id, title;
};

/* One language of a session: asked for, and by whom it is interpreted. */
struct interpretation {
    unsigned language; /* of words_official */
    struct slice team; /* empty: not yet assigned */
};

struct programme_session {
    struct slice id;
    size_t meeting; /* index */
    instant starts;
    int64_t length; /* seconds */
    struct slice zone, room;
    bool remote;            /* there is a link for those who take part remotely */
    int64_t remote_seconds; /* of remote speaking that is planned */
    size_t items[SESSION_ITEMS];
    size_t item_count;
    struct interpretation languages[SESSION_LANGUAGES];
    size_t language_count;
    bool cancelled, closed; /* closed: not public, and only with a reason */
    struct slice reason;    /* why it is closed, where the text is at hand */
    struct digest reasons;  /* and its hash, or zero */
    int64_t sequence;       /* how often it was changed */
    instant changed;        /* when last; 0: not known */
};

struct programme {
    struct slice forum; /* host under which identifiers are made */
    struct programme_meeting *meetings;
    size_t meeting_count;
    struct programme_item *items;
    size_t item_count;
    struct programme_session *sessions; /* in the order in which they were announced */
    size_t session_count;
};

/* Whether a text may be the identifier of a meeting, an item or a session. */
bool programme_is_id(struct slice text);

/* Indices, or -1. */
int programme_meeting(const struct programme *programme, struct slice id);
int programme_item(const struct programme *programme, size_t meeting, struct slice id);
int programme_session(const struct programme *programme, struct slice id);

/* Reads the file; everything lives in the arena. Errors: those of json_strict; MEMBER_… with the
 * place ("sessions 2 zone"): an identifier twice, a meeting or item that there is not, a word that is
 * no language, a zone that is no name of one (whether it exists is not asked here). */
bool programme_parse(struct slice text, struct arena *arena, struct programme *out,
                     struct error *error);

#endif
