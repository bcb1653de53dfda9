/* What a forum's node says of itself in public: its folded record and the texts that go with it. */
#ifndef PROVISO_NODE_FORUM_RECORD_H
#define PROVISO_NODE_FORUM_RECORD_H

#include "node/node.h"
#include "text/listing.h"

/* The forum of a loaded node, or NULL with ERROR_USAGE: no forum's node, or a register that does not
 * hold. */
const struct forum *forum_of(const struct node *node, const struct known_matter *known,
                             struct error *error);

/* Appends an attachment of the chain without its first line, at most 1 MiB; for struct listing. False: it
 * is not here. `node` is the context. */
bool forum_text(void *node, enum forum_chain chain, struct digest hash, struct buffer *out);

/* Appends a whole file of the chain: a document's version, a submission's text. ERROR_ATTACHMENT_MISSING. */
bool forum_file(struct node *node, enum forum_chain chain, struct digest hash, struct buffer *out,
                struct error *error);

#endif
