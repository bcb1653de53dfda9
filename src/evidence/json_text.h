/* A string of JSON: strict reading and unescaping. */
#ifndef PROVISO_EVIDENCE_JSON_TEXT_H
#define PROVISO_EVIDENCE_JSON_TEXT_H

#include "base/slice.h"

struct json_text {
    struct slice raw; /* between the quotes */
    bool escaped;     /* has a backslash */
};

/* Reads the string whose opening quote stands at *at and moves behind its closing one. False: no
 * quote, a control character, a malformed escape, a lone surrogate, no UTF-8, no end. */
bool json_text_read(struct slice text, size_t *at, struct json_text *out);

/* Writes what `raw`, which was read well, means to `out`, which has room for raw.size bytes.
 * Returns the size. */
size_t json_text_unescape(struct slice raw, uint8_t *out);

#endif
