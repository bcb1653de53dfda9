/* A text in the second reader's eyes: as it is, and flattened in one pass over tags, character
 * references, percent signs and encoded words at once. */
#ifndef PROVISO_EVIDENCE_SECOND_TEXT_H
#define PROVISO_EVIDENCE_SECOND_TEXT_H

#include "evidence/second_list.h"

/* Whether a listed name may stand in `text`. `flat` is scratch. */
bool second_text_occurs(const struct second_list *list, struct slice text, struct buffer *flat);

/* The same for a header, which has angle brackets and no tags. */
bool second_text_occurs_in_header(const struct second_list *list, struct slice text,
                                  struct buffer *flat);

/* Appends the base64 characters of `text`, decoded, to `out`, four at a time with what *carry holds
 * from before. False: a character that does not belong there. */
struct second_base64 {
    uint32_t bits;
    unsigned count;
    bool ended;
};

bool second_base64_add(struct second_base64 *state, struct slice text, struct buffer *out);

/* Whether the base64 ends where it may. */
bool second_base64_end(const struct second_base64 *state);

#endif
