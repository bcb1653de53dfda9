/* The second reader of an mbox record: its marker, its time, what stands around it. */
#ifndef PROVISO_EVIDENCE_SECOND_MBOX_H
#define PROVISO_EVIDENCE_SECOND_MBOX_H

#include "evidence/second.h"

/* Whether `record` is one whole record, received at *received without a doubt. `content` is what
 * follows its marker line. */
bool second_mbox_whole(struct slice record, const struct second_context *context, instant *received,
                       struct slice *content);

#endif
