/* The fields of a header that say how a body is to be read. */
#ifndef PROVISO_EVIDENCE_CONTENT_TYPE_H
#define PROVISO_EVIDENCE_CONTENT_TYPE_H

#include "base/slice.h"

enum content_encoding {
    ENCODING_IDENTITY,
    ENCODING_QUOTED_PRINTABLE,
    ENCODING_BASE64,
    ENCODING_OTHER,
};

/* Slices lie in the header that was read. */
struct content_type {
    struct slice type;        /* "type/subtype"; empty: none given */
    struct slice boundary;    /* without its quotes */
    struct slice charset;     /* without its quotes */
    struct slice parameters;  /* of Content-Type */
    struct slice disposition; /* the value of Content-Disposition */
    enum content_encoding encoding;
    bool defective; /* some field is malformed or stands there twice */
};

/* Parts `content` into header and body: the header ends at the first empty line. False: a line of
 * it is no field and no continuation. */
bool content_type_split(struct slice content, struct slice *header, struct slice *body);

/* Reads the header's Content-Type, -Transfer-Encoding and -Disposition. */
void content_type_read(struct slice header, struct content_type *out);

#endif
