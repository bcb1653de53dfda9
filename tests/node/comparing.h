/* What a node knows from memory, and what it finds when everything is verified again: the same. */
#ifndef PROVISO_TESTS_NODE_COMPARING_H
#define PROVISO_TESTS_NODE_COMPARING_H

#include "node/world.h"

/* Fails where the two differ for a node, at any of several times before and after the world's. */
void comparing_check(const struct world *world, struct node *node);

/* The same of both nodes after every act, exchange and status of a world, where the environment has
 * PROVISO_COMPARE: so every story can be played with it. */
void comparing_follow(struct world *world);

#endif
