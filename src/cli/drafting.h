/* Drafts as a command line asks for them: values as texts, attachments and lists as files. */
#ifndef PROVISO_CLI_DRAFTING_H
#define PROVISO_CLI_DRAFTING_H

#include "node/draft.h"

struct drafting {
    const char *type, *chain, *by; /* as in struct draft */
    const char *language;          /* of what is attached with @FILE; NULL: "en" */
    const char *const *sets;       /* "member=VALUE", "scope.from=…", "targets.0.role=…" */
    size_t set_count;
    const char *list; /* file of the privileged list; NULL: none */
};

/* Reads what the sets name and appends the payload (draft_statement). A VALUE is JSON, @FILE for an
 * attachment, or else a text. */
bool drafting_write(struct node *node, const struct drafting *drafting, struct buffer *out,
                    char chain[CHAIN_MOST], struct error *error);

#endif
