/* The live floor of a session: a fold over its record (forum/floor_event.h). Pure: the same lines give
 * the same floor, whoever reads them.
 *
 * Who is called is never chosen: interposed speeches by their rank, then the list by the allotment
 * (forum/turns.h), at the day's end the replies. A `call` line that says otherwise is refused. What is
 * refused changes nothing. */
#ifndef PROVISO_FORUM_FLOOR_H
#define PROVISO_FORUM_FLOOR_H

#include "forum/floor_event.h"
#include "forum/turns.h"

enum {
    FLOOR_ITEMS = 64,
    FLOOR_SPAN = 400,         /* days from the first line to the last */
    REPLY_FIRST = 600,        /* seconds of a right of reply */
    REPLY_SECOND = 300,       /* of the second on the same item */
    INTERPOSED_SECONDS = 120, /* what an interposed speech is reckoned with */
    FLOOR_NOBODY = -1
};

enum speech_kind { SPEECH_LIST, SPEECH_INTERPOSED, SPEECH_REPLY };

enum speech_state {
    SPEECH_WAITING,
    SPEECH_CALLED,
    SPEECH_SPEAKING,
    SPEECH_PAUSED,
    SPEECH_SPOKEN,
    SPEECH_ABSENT,
    SPEECH_WITHDRAWN,
    SPEECH_NOT_DRAWN
};

/* One speech. Its number in the record is its index and one. */
struct floor_speech {
    enum speech_kind kind;
    enum speech_state state;
    enum floor_interposed interposed;
    int item; /* index; FLOOR_NOBODY: a point of order outside any item */
    unsigned group;
    unsigned reply; /* 1 or 2: the first or second of the organisation on the item */
    struct slice speaker, organisation, region, capacity;
    enum floor_position position;
    bool remote;
    bool pooled;                           /* in the pool of a lottery that was announced */
    int64_t planned, used;                 /* seconds */
    instant asked, called, started, ended; /* 0: not yet */
    instant since;                         /* speaking: from when on seconds are to be debited */
    enum floor_why why;                    /* called: why */
    int64_t behind, worst;
    unsigned looked;
    unsigned call; /* how many-eth call of the session it was; 0: not called */
    uint32_t line; /* on which it was asked for */
};

enum floor_draw_state { DRAW_NONE, DRAW_ANNOUNCED, DRAW_DRAWN };

struct floor_draw {
    enum floor_draw_state state;
    int64_t slots;
    instant announced;
    struct slice source; /* of the beacon */
    struct digest pool;
};

struct floor_item {
    struct slice id, title;
    int64_t length; /* as set; grants come on top */
    bool closed;    /* its list */
    bool begun;
    struct turns turns;
    int64_t granted[ALLOTMENT_GROUPS], debited[ALLOTMENT_GROUPS];
    struct floor_draw draws[ALLOTMENT_GROUPS];
};

/* What was decided by word of mouth: rulings, lists closed and reopened, time granted. */
struct floor_decision {
    instant at;
    enum floor_kind kind;
    struct slice text; /* empty where none is needed */
    int item;          /* or FLOOR_NOBODY */
    uint32_t line;
};

struct floor {
    struct arena *arena;
    struct slice session, zone;
    const struct shares *groups;
    struct floor_item *items[FLOOR_ITEMS];
    size_t item_count;
    struct floor_speech *speeches; /* in the order in which they were asked for */
    size_t speech_count, speech_room;
    struct floor_decision *decisions;
    size_t decision_count, decision_room;
    int item;   /* that is taken up, or FLOOR_NOBODY */
    int holder; /* who is called or speaks */
    int paused; /* who was interrupted */
    unsigned calls;
    bool replies, closed;
    instant first, last; /* events */
    uint32_t lines;
};

/* An empty floor; everything lives in the arena. */
void floor_start(struct floor *floor, struct arena *arena);

/* Lets one event happen. Its texts have to live as long as the floor. Errors: EVENT_ORDER (not now),
 * EVENT_REPEATED, LIST_CLOSED, CLOCK_JUMP (back, or too far ahead), MEMBER_VALUE (a group, item or
 * speech that there is not), RECORD_DIFFERS (a call or pool that the rule does not give). */
bool floor_apply(struct floor *floor, const struct floor_event *event, struct error *error);

/* The call that is right now, with every member but its time. False where nobody can be called:
 * somebody has the floor, or nobody waits with a speech that fits. */
bool floor_next(struct floor *floor, struct floor_event *out);

/* Adds to an event what the floor itself knows: who is to be called and why, which speech starts, is
 * interrupted, goes on or stops, the digest of a pool. What the event says already stays. False where
 * nobody can be called; whatever else is missing floor_apply finds. */
bool floor_complete(struct floor *floor, struct floor_event *event, struct error *error);

/* The digest of the pool of those of a group who wait on an item, to be announced; false where there
 * are none. */
bool floor_pool(const struct floor *floor, int item, unsigned group, struct digest *out);

/* Index of the item of that name, or FLOOR_NOBODY. */
int floor_item(const struct floor *floor, struct slice id);

/* Reads a whole record. Errors: those of the lines and of floor_apply, with the line. */
bool floor_read(struct slice text, struct arena *arena, struct floor *out, struct error *error);

#endif
