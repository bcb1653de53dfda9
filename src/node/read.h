/* Reading a matter as an official: judged, logged, then shown (issue 4). */
#ifndef PROVISO_NODE_READ_H
#define PROVISO_NODE_READ_H

#include "matter/party.h"
#include "node/node.h"
#include "store/readings.h"

/* The matter as it is now, for an official who may see it, after that was logged durably. *as says how
 * much: an addressee gets the permit and what they did, and the caller shows no more. Who is a stranger
 * to it, and whoever is no official of this State in office, gets the same ERROR_CHAIN_UNKNOWN in the
 * same words as for a chain that does not exist, and nothing is logged. ERROR_CONTENT_DESTROYED only for
 * those whose office signed in it, and supervisors. known_matter_free. */
bool node_read(struct node *node, struct slice official, struct slice chain,
               struct known_matter *out, enum party *as, struct error *error);

/* An application lists the earlier matters about the same case, persons and accounts (P4), and the node
 * fills them in: whoever drafts one so learns that they exist. That is logged like a reading, once an
 * hour for each; false: it could not be logged, and the draft is not to be shown. A payload of another
 * act tells of none. */
bool node_told_of(struct node *node, struct slice official, struct slice payload,
                  struct error *error);

/* The log of a matter's readings, the latest first, at most `most`, for a supervisor or data-protection
 * authority of this State who may see the matter; anyone else: as above. `official` empty: for who
 * works at the node itself. Lives in the arena. */
bool node_readings(struct node *node, struct slice official, struct slice chain, size_t most,
                   struct arena *arena, struct store_reading **out, size_t *count,
                   struct error *error);

#endif
