/* What a node's record shows of the matters that came before an application, on the same case, account
 * or person (P4). The application says it itself (matter/tally.h), and a node holds it to be true: the
 * requesting State's own, when it is submitted; the executing State's by the matters it has been sent. */
#ifndef PROVISO_NODE_RECORD_H
#define PROVISO_NODE_RECORD_H

#include "matter/tally.h"
#include "node/node.h"

struct record {
    struct earlier {
        struct slice chain;
        unsigned related; /* RELATED_… */
        enum course course;
    } matters[EARLIER_MOST]; /* by their names */
    size_t count;
    bool too_many;      /* there are more than an application could list */
    struct tally tally; /* together with the application */
};

/* Gathers it for an application (or the draft of one) on `chain`, made `at`; `entry` is its place in
 * its State's ledger, before which others must be (INT64_MAX: all that are there), `entered` the time
 * of that place. Slices live in the arena. A matter whose content was destroyed is not known. */
bool record_gather(struct node *node, struct slice chain, json_t *body, instant at, int64_t entry,
                   instant entered, struct arena *arena, struct record *out, struct error *error);

/* Adds what of an application does not hold by the record: EARLIER_OMITTED, TALLY_MISSTATED. */
bool record_judge(struct node *node, const struct filed *application, const char *where,
                  struct arena *arena, struct findings *findings, struct error *error);

/* Puts an application that was stored into the index, in the same transaction; other statements are
 * none of its concern. */
bool record_take(struct node *node, const struct statement *statement, struct error *error);

/* Makes the index anew from the statements, with that of texts and the docket, in one transaction of its own. */
bool record_rebuild(struct node *node, struct error *error);

/* The index is what the statements say: ERROR_LEDGER_DIFFERS with the matter. */
bool record_audit(struct node *node, struct error *error);

#endif
