/* What the persons of the demo write: fictional, of the substance that the core asks for. */
#ifndef PROVISO_CLI_DEMO_PROSE_H
#define PROVISO_CLI_DEMO_PROSE_H

#include "base/buffer.h"

struct prose {
    const char *member; /* of the statement */
    const char *name;   /* of the file */
    const char *text;
};

/* Each ends with a NULL member. */
extern const struct prose prose_application[], prose_authorisation[], prose_comparison[],
    prose_approval[];

/* Of another matter's application, in which there is something for a judge to decide. */
extern const struct prose prose_second[];

/* An authorisation whose reasons are the application's, with two words exchanged. */
extern const struct prose prose_copied[];

/* Appends the answers of a rights assessment: every ground without indication
 * (matter/assessment.h). */
void prose_answers(struct buffer *out);

#endif
