/* The audit's parts over what is beside the ledgers. Each names the first thing that is wrong. */
#ifndef PROVISO_NODE_AUDIT_H
#define PROVISO_NODE_AUDIT_H

#include "node/node.h"
#include "store/statements.h"

/* The columns beside a stored statement. */
struct audit_row {
    struct digest hash;
    struct slice chain, type, office;
    const char *state;
    int64_t seq;
    bool moves;
};

/* Whether they are what the statement says. */
bool audit_describes(const struct statement *statement, const struct audit_row *row);

/* Every cosignature, foreign checkpoint and foreign statement. */
bool audit_foreign(struct node *node, struct audit_report *report, struct error *error);

/* Every status, own and foreign: its columns are those of the note; the note is signed by its
 * State's node, the text by the key of the clerk whom it names; an own one tells a head that this
 * node has, in a ledger that is no longer than it is. (That a status was taken away nothing here
 * can tell: it is in no ledger.) */
bool audit_statuses(struct node *node, const struct known_matter *known,
                    struct audit_report *report, struct error *error);

/* The form of everything kept: before the States are loaded from it. */
bool audit_kept_form(struct node *node, struct audit_report *report, struct error *error);

/* What is kept of matters: checkpoints, proofs and signatures hold, and its statements are stored.
 * The registers are checked where `known` is loaded. */
bool audit_kept_matters(struct node *node, const struct known_matter *known, struct error *error);

/* What has come with a proof came in a bundle, which is kept: of its chain and of its register. */
bool audit_is_kept(struct node *node, const struct store_statement *stored, struct error *error);

#endif
