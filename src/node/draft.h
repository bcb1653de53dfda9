/* Payloads to be filled in and signed, made from the act tables: for commands and for forms. */
#ifndef PROVISO_NODE_DRAFT_H
#define PROVISO_NODE_DRAFT_H

#include "node/node.h"

/* One member of the body; nothing here reads a file, whatever a value says. */
struct draft_value {
    struct slice member; /* "decision", "scope.from", "targets.0.role" */
    json_t *value;       /* borrowed; null takes the member away */
};

struct draft {
    const char *type;  /* "application" */
    const char *chain; /* NULL: the State's register or rules chain; "new": a new matter */
    const char *by;
    const struct draft_value *values;
    size_t value_count;
    const struct slice *list; /* the privileged list, whose hash goes into "list"; NULL: none */
};

/* Appends the payload: the act's members as placeholders, filled in from the matter where it says
 * them (scope, offence, what is named by hash), then by `values`, in their order; an application's
 * `earlier` and `tally` by the node's record of what it then names. Members that the decision does
 * not allow are left out, optional ones unless they were set; a value within an optional object or
 * list brings that back, with the members that it must have. `chain` receives the name of the
 * chain. ERROR_USAGE for what cannot be set, an unknown type or chain. */
bool draft_statement(struct node *node, const struct draft *draft, struct buffer *out,
                     char chain[CHAIN_MOST], struct error *error);

/* The members of an act that its matter says already (scope, offence, what is named by its hash), for a
 * form to begin with: the caller's. Of a chain without statements, or of a State's: none. */
json_t *draft_known(struct node *node, const struct act *act, struct slice chain,
                    struct error *error);

/* The act of that type in any vocabulary, with its table, or NULL. */
const struct act *draft_act(const char *type, const struct act_table **table);

/* The value of a member that names these bytes, an attachment (node/attachment.h), in that language
 * ("en"). The caller's. */
json_t *draft_attachment(struct slice bytes, const char *language);

#endif
