/* An error as a person reads it on standard error, and as JSON. */
#ifndef PROVISO_TEXT_ERROR_H
#define PROVISO_TEXT_ERROR_H

#include "base/error.h"
#include "base/writer.h"

/* Appends one line: "proviso: json-duplicate: message (file:line:column, member)"; what is not
 * known of the place is left out. */
void error_line(const struct error *error, struct buffer *out);

/* Writes {"error":{"code","message","file","line","column","where"}}; null for what is not known.
 */
void error_json(const struct error *error, struct writer *writer);

#endif
