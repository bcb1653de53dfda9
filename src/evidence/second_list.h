/* The list and its names in a text, the second way: sorted by keyed hash, matched label by label.
 * Nothing is shared with privilege.c and match.c but the normal form of a domain. */
#ifndef PROVISO_EVIDENCE_SECOND_LIST_H
#define PROVISO_EVIDENCE_SECOND_LIST_H

#include "base/buffer.h"
#include "base/error.h"

struct second_list;

/* *out is the caller's, for second_list_free. ERROR_LIST_FORMAT. */
bool second_list_create(struct slice list, const uint8_t seed[16], struct second_list **out,
                        struct error *error);

/* Whether a listed name may stand in `text`; `binary`: it is none, so that bytes that are no UTF-8
 * mean nothing. */
bool second_list_occurs(const struct second_list *list, struct slice text, bool binary);

/* Whether a name in other than ASCII letters is listed. */
bool second_list_international(const struct second_list *list);

void second_list_free(struct second_list *list);

#endif
