/* What the public pages show of a node, as of one moment: read from the node, then never changed, so
 * that any number of threads can render from it. Counted references; everything is in its arena. */
#ifndef PROVISO_WEB_VIEW_H
#define PROVISO_WEB_VIEW_H

#include <stdatomic.h>

#include "node/statistics.h"

enum { VIEW_ENTRIES = 50, VIEW_LEDGERS = 2 };

struct view_cosignature {
    struct slice witness;
    instant at;
};

struct view_ledger {
    const char *name; /* "matters", "register" */
    struct slice origin, vkey;
    struct slice note; /* the newest checkpoint with cosignatures; empty: the ledger is */
    struct checkpoint checkpoint;
    instant at; /* of the checkpoint */
    struct view_cosignature *cosignatures;
    size_t count;
};

/* An open entry: of the register or the rules. */
struct view_entry {
    uint64_t index;
    instant entered;
    struct slice chain, type, by, subject;
    struct digest hash;
};

struct view {
    atomic_int references;
    struct arena arena;
    instant made;
    char state[STATE_TEXT];
    struct slice name;
    bool demo;
    struct slice witness; /* the node's own witness vkey */
    bool has_trust;
    struct trust trust;
    const struct rulebook *floor;     /* all floors that bind now, met; NULL: none does yet */
    struct known_matter known;        /* the States that this node knows */
    const struct verified_state *own; /* NULL: not known, or its register does not hold */
    struct view_ledger ledgers[VIEW_LEDGERS];
    struct view_entry *entries; /* of the register ledger, the newest first */
    size_t entry_count;
    struct statistics statistics;  /* until 0: there are none yet */
    uint64_t overdue[MATTER_ACTS]; /* acts of this State that are due and not done, now */
};

/* Reads the node at `now`. `before` (may be NULL) lends its statistics where they are of the same
 * month and `count_again` is false. *out has one reference: view_release. */
bool view_read(struct node *node, instant now, const struct view *before, bool count_again,
               struct view **out, struct error *error);

struct view *view_keep(struct view *view);
void view_release(struct view *view); /* NULL is fine */

/* The State's rulebook in force at the view's time, or NULL. */
const struct rulebook *view_rulebook(const struct view *view);

/* The register of offences that governs now: its own (`whose` "XA") or "treaty"; NULL: none. */
const struct offence_register *view_offences(const struct view *view, const char *whose);

#endif
