/* For the walk: a line of statements made from forms, each known to the fold (as filed) and to the
 * oracle (as said). Statements are parsed once, as forms; a line sets their places by hand. */
#ifndef PROVISO_TESTS_MATTER_LINE_H
#define PROVISO_TESTS_MATTER_LINE_H

#include "matter/oracle.h"
#include "matter/story.h"

enum { LINE_FORMS = 512, LINE_DEADLINES = 4, LINE_CLOCK = 0xffff };

/* A statement that can be said again and again: who says what. */
struct form {
    struct filed draft;
    struct said said;  /* without places, views and times */
    const char *names; /* the member of its body that names another statement, or NULL */
    bool sweep;        /* only there to have every office try every act */
};

/* How far the signer has seen the other chain. */
enum view { VIEW_CURRENT, VIEW_STALE, VIEW_NOTHING, VIEW_UNKNOWN };

/* What is wrong with it beside its content. */
enum trick {
    TRICK_NONE,
    TRICK_KEY,        /* signed with another key */
    TRICK_UNLOGGED,   /* without an entry */
    TRICK_UNCOSIGNED, /* without a cosignature */
    TRICK_FORK,       /* at the place of the statement before it */
    TRICK_GAP,        /* one place too far */
    TRICK_CHAIN,      /* of another matter */
    TRICKS
};

struct move {
    uint16_t form; /* LINE_CLOCK: time goes on to the next deadline, and `view` - 1 seconds */
    uint8_t view, trick;
    int8_t named; /* index in the line, or SAID_NOTHING */
};

/* Three closed worlds in place of their product, which would take an hour: every act between two
 * States at one time; what time changes; a State alone, with both. */
enum kind { KIND_ACTS = 1, KIND_CLOCK = 2, KIND_DOMESTIC = 4 };

/* What all lines of one world share. */
struct stage {
    struct story *story;
    enum kind kind;
    struct world world;
    struct form forms[LINE_FORMS];
    unsigned form_count;
    instant start, deadlines[LINE_DEADLINES]; /* rising */
};

struct line {
    const struct stage *stage;
    struct filed filed[SAID_MOST];
    struct said said[SAID_MOST];
    uint16_t form[SAID_MOST];
    int count;
    int chain[2][SAID_MOST]; /* indexes of what moved each head */
    int length[2];
    instant now;
};

void stage_begin(struct stage *stage, enum kind kind);
void stage_end(struct stage *stage);

void line_begin(struct line *line, const struct stage *stage);
void line_end(struct line *line);

/* Appends; false where there is no room, or no further deadline. */
bool line_append(struct line *line, struct move move);

/* How many deadlines have passed: between two of them no comparison of times changes its outcome.
 */
unsigned line_class(const struct line *line);

/* Takes the last statement away again. */
void line_drop(struct line *line);

void line_print(const struct line *line);

#endif
