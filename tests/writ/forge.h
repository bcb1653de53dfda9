/* What a hostile State can make: it has its roots, its nodes' keys, and its witness's. A writ is
 * taken apart, altered and made again with ledgers, cosignatures and statuses of whatever times. */
#ifndef PROVISO_TESTS_WRIT_FORGE_H
#define PROVISO_TESTS_WRIT_FORGE_H

#include "node/world.h"

enum { FORGE_ITEMS = 64, FORGE_ACTS = 7 };

struct forge {
    struct world *world;
    struct bundle bundle;
    struct arena arena;
    struct slice entries[2][FORGE_ITEMS];
    struct slice register_checkpoints[2][FORGE_ITEMS];
    struct slice rulebooks[2][8];
    struct slice offences[2][8];
    struct shown_statement statements[2][FORGE_ITEMS];
    struct shown_checkpoint checkpoints[2][FORGE_ITEMS];
};

/* Takes a writ apart, or what XA exported. `bundle.states[0]` is XA then, `[1]` XB. forge_free. */
void forge_open(struct forge *forge, struct world *world, struct slice text, enum bundle_kind kind);
void forge_free(struct forge *forge);

/* A checkpoint of a State's ledger, signed by it, cosigned by the other's witness at `cosigned` (0:
 * not at all). */
struct slice forge_checkpoint(struct forge *forge, int state, enum store_ledger ledger,
                              uint64_t size, struct digest root, instant cosigned);

/* The same note cosigned by a State's witness at a time. */
struct slice forge_cosign(struct forge *forge, struct slice note, int witness, instant at);

/* Appends an act of the two roots to the register ledger, entered at `entered`, with that `at`. */
void forge_register_act(struct forge *forge, int state, const char *chain, const char *type,
                        const char *body, instant at, instant entered);

/* Appoints `name` as judge of xa.court-1 (or xb.court-1). */
void forge_judge(struct forge *forge, int state, const char *name, instant at, instant entered);

/* Signs the register ledger anew: checkpoints at these sizes (0: all entries), cosigned then. */
struct forge_cut {
    uint64_t size;
    instant cosigned;
};
void forge_register(struct forge *forge, int state, const struct forge_cut *cuts, size_t count);

/* Makes the ledger of matters anew from the statements as they are shown: entries in their order,
 * one checkpoint, cosigned then. */
void forge_matters(struct forge *forge, int state, instant cosigned);

/* The leaf of a statement's sealed entry. */
struct digest forge_leaf(const struct shown_statement *statement);

/* A status of the statements as shown, signed by node and `clerk`, with restrictions. */
void forge_status(struct forge *forge, int state, const char *clerk, instant at,
                  const struct digest *restrictions, size_t count);

/* The story's seven acts again, each signed by `signers` (NULL: as in the story), at a time, entered
 * at a time; chains, proofs and statuses follow. */
struct forge_act {
    const char *signers;
    instant at, entered; /* 0: as in the story */
};
void forge_story(struct forge *forge, const struct forge_act acts[FORGE_ACTS], instant cosigned);

/* A signed statement without proof. */
struct shown_statement forge_statement(struct forge *forge, int state, const char *type,
                                       const char *signers, int64_t seq, struct digest prev,
                                       struct digest seen, instant at, const char *body);

/* A restriction with reasons, as a leaf after the State's head. */
struct shown_statement forge_restriction(struct forge *forge, const char *type, const char *signer,
                                         instant at);

/* The same payload signed by another. */
struct shown_statement forge_signed_by(struct forge *forge, const struct shown_statement *statement,
                                       const char *signers);

/* The body that every restriction here has: reasons. */
const char *forge_reasons(struct forge *forge);

#endif
