/* A walk over the states of the fold: what walk.c and forged.c share. */
#ifndef PROVISO_TESTS_MATTER_WALK_H
#define PROVISO_TESTS_MATTER_WALK_H

#include "matter/line.h"

enum { NODES_MOST = 4000000, VISITED_SIZE = 1 << 23, KEY_SIZE = 168 };

/* Under a sanitizer a part of the walk is enough: it looks for other faults. */
#ifdef __SANITIZE_ADDRESS__
enum { STATES_MOST = 600, DEVIATIONS_MOST = 1 };
#else
enum { STATES_MOST = NODES_MOST, DEVIATIONS_MOST = 2 };
#endif

struct node {
    uint32_t parent;
    struct move move;
};

struct walk {
    struct stage stage;
    struct line line;
    struct matter matter;
    struct findings findings;
    struct node *nodes;
    uint32_t node_count;
    uint64_t *visited; /* open addressing; 0 is free */
    uint64_t transitions, folds, permitted;
    bool swept[1 << (MATTER_ACTS + 1)];
    bool only_judge;         /* what comes is not followed further */
    bool counted[SAID_MOST]; /* which statements of the line counted in the last fold */
};

void walk_begin(struct walk *walk, enum kind kind);
void walk_end(struct walk *walk);

/* Folds the line and holds the result against the oracle, which fails the test where it objects to
 * something permitted. */
void walk_judge(struct walk *walk);

/* Lines as in a forged writ: statements that nobody asked matter_check about. One deviation from
 * the story may be anything: a statement left out, put between or in place of another, of every
 * form by every office, with every view and trick. Of two, the first is plain, forged, forking or
 * blind to the other State's head, the second plain and put between, or left out. */
void forged_all(enum kind kind, const char *name);

#endif
