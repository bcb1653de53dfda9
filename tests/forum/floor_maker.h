/* A floor for tests: events as short texts, and whole random sessions. */
#ifndef PROVISO_TESTS_FORUM_FLOOR_MAKER_H
#define PROVISO_TESTS_FORUM_FLOOR_MAKER_H

#include "forum/floor_view.h"
#include "test_random.h"

struct made_floor {
    struct arena arena;
    struct floor floor;
    struct buffer record; /* the lines that were taken */
    instant now;
};

/* Opens one: States 70, NGOs 12, Industry 9, Academia 9, at 2027-03-01T09:00:00Z. */
void made_floor_open(struct made_floor *made);
void made_floor_free(struct made_floor *made);

/* Lets an event happen `after` seconds later: "inscribe item=4 speaker=Arcadia …", parts by '|'. What
 * can be completed is. False with the error where it is refused. */
bool made_floor_do(struct made_floor *made, int64_t after, const char *text, struct error *error);

/* The same of an event that is there. */
bool made_floor_event(struct made_floor *made, struct floor_event *event, struct error *error);

/* Plays a whole random session: three items, some 120 speakers who come, leave, are absent, speak
 * longer or shorter, are interrupted and interposed, a lottery, a reopening, replies, the end. */
void made_floor_play(struct made_floor *made, uint64_t seed);

#endif
