/* Payloads to be filled in and signed, made from the act tables. */
#ifndef PROVISO_CLI_DRAFTING_H
#define PROVISO_CLI_DRAFTING_H

#include "node/node.h"

struct drafting {
    const char *type;  /* "application" */
    const char *chain; /* NULL: the State's register or rules chain; "new": a new matter */
    const char *by;
    const char *language;    /* of what is attached with @FILE */
    const char *const *sets; /* "member=VALUE", "scope.from=…", "targets.0.role=…" */
    size_t set_count;
    const char *list; /* file of the privileged list, whose hash goes into "list"; NULL: none */
};

/* Appends the payload: the act's members as placeholders, filled in from the matter where it says
 * them (scope, offence, what is named by hash), then by `sets`, in their order; an application's
 * `earlier` and `tally` by the node's record of what it then names. A VALUE is JSON,
 * @FILE for an attachment, or else a text; null takes a member away. Members that the decision does
 * not allow are left out, optional ones unless they were set. `chain` receives the name of the
 * chain. ERROR_USAGE for what cannot be set, an unknown type or chain. */
bool draft_statement(struct node *node, const struct drafting *drafting, struct buffer *out,
                     char chain[CHAIN_MOST], struct error *error);

/* The act of that type in any vocabulary, with its table, or NULL. */
const struct act *draft_act(const char *type, const struct act_table **table);

#endif
