/* The second reader of MIME: one loop over the lines with a stack of boundaries. */
#ifndef PROVISO_EVIDENCE_SECOND_MESSAGE_H
#define PROVISO_EVIDENCE_SECOND_MESSAGE_H

#include "evidence/second_text.h"

/* Scratch, kept between messages. */
struct second_scratch {
    struct buffer content; /* of the part that is read */
    struct buffer flat;
    struct buffer header;
};

/* Whether a message may be released: well-formed, of parts that can be read, nothing listed. */
bool second_message_clear(const struct second_list *list, struct second_scratch *scratch,
                          struct slice message);

#endif
