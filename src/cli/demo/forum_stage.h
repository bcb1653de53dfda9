/* The forum's node in a demo, and how its persons act there: what is drafted, signed by ssh-keygen and
 * handed in many at a time, on a clock that the story moves. */
#ifndef PROVISO_CLI_DEMO_FORUM_STAGE_H
#define PROVISO_CLI_DEMO_FORUM_STAGE_H

#include "cli/demo/world.h"

enum { STAGE_BATCH = 100, STAGE_TEXTS = 2 * STAGE_BATCH };

struct stage_item {
    struct buffer payload, signatures;
};

struct stage {
    struct world *world;                  /* node 0 is the forum's, node 1 its witness's */
    instant begin;                        /* midnight of the story's first day */
    struct stage_item items[STAGE_BATCH]; /* drafted and signed, not yet handed in */
    size_t count;
    int64_t seq; /* head of their chain with these */
    struct digest prev;
    struct slice texts[STAGE_TEXTS]; /* that they name, in the world's arena */
    size_t text_count;
    size_t statements; /* accepted so far */
};

/* Makes the folder, keys, both nodes and the pins; the clock stands on day 0. */
bool stage_open(struct stage *stage, struct error *error);
void stage_close(struct stage *stage);

/* Moves the node's clock to that day and hour of the story. */
void stage_at(struct stage *stage, int64_t day, int64_t hour);
instant stage_now(const struct stage *stage);

/* "MEMBER=TIME" so many days from now. */
const char *stage_time(struct stage *stage, const char *member, int64_t days);

/* "MEMBER={…}": the text becomes an attachment of what is handed in next. */
const char *stage_text(struct stage *stage, const char *member, const char *text);

/* A whole file that is handed in next; its hash as text. */
const char *stage_file(struct stage *stage, struct slice bytes);

/* Drafts and signs an act behind those that wait, which are of the same chain; `hash` (may be NULL) is
 * the statement's. */
bool stage_add(struct stage *stage, const struct world_act *act, struct digest *hash,
               struct error *error);

/* Hands in what waits, in one transaction. ERROR_STATEMENT_REFUSED with world->findings: none of it
 * is taken, and nothing waits any more. */
bool stage_flush(struct stage *stage, struct error *error);

/* The public key of that name as JSON text, or NULL. */
const char *stage_key(struct stage *stage, const char *name, struct error *error);

#endif
