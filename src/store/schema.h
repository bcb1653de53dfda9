/* The schemas, as SQL. */
#ifndef PROVISO_STORE_SCHEMA_H
#define PROVISO_STORE_SCHEMA_H

#include "store/database.h"

extern const struct database_form schema_node;    /* DIR/node.db */
extern const struct database_form schema_journal; /* a provider's journal.db */

#endif
