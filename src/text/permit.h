/* What an order covers, as rows of text and as JSON. */
#ifndef PROVISO_TEXT_PERMIT_H
#define PROVISO_TEXT_PERMIT_H

#include "base/writer.h"
#include "matter/matter.h"
#include "text/table.h"

/* Adds rows of two columns (what, value) to a table of two columns. */
void scope_rows(const struct scope *scope, struct table *table);

/* Appends the permit as aligned lines, each with `indent` spaces before it: who decided, the scope,
 * the recipients, the filter office, what is privileged, the hashes of list and decision. */
void permit_text(const struct permit *permit, unsigned indent, struct buffer *out);

/* Writes {"measure","provider","accounts","categories","from","to","until"}: the form of a scope in
 * a statement, and of "permit" in the output of `verify`. */
void scope_json(const struct scope *scope, struct writer *writer);

#endif
