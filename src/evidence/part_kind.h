/* How a MIME part is to be treated, by its type, its names and its first bytes. */
#ifndef PROVISO_EVIDENCE_PART_KIND_H
#define PROVISO_EVIDENCE_PART_KIND_H

#include "base/slice.h"

enum part_kind {
    PART_TEXT,      /* read as text */
    PART_MARKUP,    /* HTML or XML */
    PART_MEDIA,     /* image, sound, film, signature: its bytes are scanned as they are */
    PART_MESSAGE,   /* a message inside */
    PART_MULTIPART, /* parts inside */
    PART_DIGEST,    /* multipart/digest: parts are messages unless they say otherwise */
    PART_ENCRYPTED, /* held */
    PART_CONTAINER, /* archive, office document, PDF, piece of a message: not read here, held */
    PART_UNKNOWN,   /* by its content: text where it is text, held otherwise */
};

/* By `type/subtype`, in any ASCII case. */
enum part_kind part_kind_of_type(struct slice type);

/* PART_CONTAINER or PART_ENCRYPTED where a file name somewhere in `parameters` ends so;
 * PART_UNKNOWN otherwise. */
enum part_kind part_kind_of_name(struct slice parameters);

/* PART_CONTAINER, PART_ENCRYPTED or PART_MEDIA by the content's first bytes; PART_UNKNOWN
 * otherwise. */
enum part_kind part_kind_of_content(struct slice content);

#endif
