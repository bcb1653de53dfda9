/* Whether a node can do its work: for whoever watches over it. */
#ifndef PROVISO_NODE_HEALTH_H
#define PROVISO_NODE_HEALTH_H

#include "node/node.h"

enum node_trouble {
    NODE_WELL,
    NODE_UNREADABLE, /* the database cannot be read */
    NODE_FULL,       /* the disk, a quota or a limit leaves no room to write: nothing is accepted */
    NODE_UNPUBLISHED, /* the ledgers' static files lag behind the last commit */
    NODE_TROUBLES
};

enum { NODE_ROOM = 1024 * 1024 }; /* bytes that must be free */

/* The gravest of them, found by trying: bytes are set aside in the node's folder and given back; each
 * published checkpoint is compared with the newest one. */
enum node_trouble node_health(struct node *node);

/* A few words, with nothing of this machine in them: "ok". English. */
const char *node_trouble_words(enum node_trouble trouble);

#endif
