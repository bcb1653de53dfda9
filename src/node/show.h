/* What this node shows of itself: its register ledger, the statements of a matter with proofs.
 * Export, writ and the node's own fold all take it from here. */
#ifndef PROVISO_NODE_SHOW_H
#define PROVISO_NODE_SHOW_H

#include "node/node.h"

enum show_extent {
    SHOW_ALL,     /* exchange: also checkpoints that nobody has cosigned yet */
    SHOW_COSIGNED /* writ: what a verifier accepts */
};

/* What a node keeps (store/kept.h): another State's bundle as last imported, its register under
 * XB-register, a matter's part under the matter; the salt of a matter's privileged list. */
#define KEPT_BUNDLE "shown "
#define KEPT_SALT   "list-salt"

/* "shown XB". */
const char *show_kept_name(const char *state, char out[16]);

/* The floors, of the node: they live as long as it. */
void show_floors(const struct node *node, struct bundle *out);

/* Register, rulebooks, offences and their checkpoints. Everything lives in the arena. */
bool show_register(struct node *node, enum show_extent extent, struct arena *arena,
                   struct shown_state *out, struct error *error);

/* Adds the own statements of a matter, checkpoints, proofs and the status. An adverse rights
 * assessment is left out (M4). `since`: also the checkpoint of that size, if it exists. */
bool show_matter(struct node *node, struct slice chain, enum show_extent extent, uint64_t since,
                 struct arena *arena, struct shown_state *out, struct error *error);

/* A checkpoint note with the oldest or the newest cosignature of each witness. */
enum show_cosignatures { SHOW_OLDEST, SHOW_NEWEST };
bool show_cosigned(struct node *node, struct slice origin, uint64_t size, struct slice note,
                   enum show_cosignatures which, struct arena *arena, struct slice *out,
                   struct error *error);

/* The State of another node as it was last imported, with what this node has witnessed of its
 * register, its own cosignatures and the restrictions by hand that it knows; *known false where
 * nothing was imported. The register is the newest one, `chain` empty: alone. */
bool show_foreign(struct node *node, const char *state, struct slice chain, struct arena *arena,
                  struct shown_state *out, bool *known, struct error *error);

#endif
