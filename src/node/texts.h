/* The prose of a matter, held against the rulebooks where it is made (P1, P4, P5): empty, too short,
 * or a copy of another text. This is a check of the node and of the court that reads: a provider and
 * its writ see no prose (M5), so that what is recorded of it is that the node accepted the statement,
 * and the texts themselves, under the hashes that were signed.
 *
 * What permits or is to be rested on is refused. What restricts, and a question, is never stopped
 * for its wording: there the findings are notes. A court that approves is told, as notes, what the
 * same rules find in the other State's texts. */
#ifndef PROVISO_NODE_TEXTS_H
#define PROVISO_NODE_TEXTS_H

#include "matter/prose.h"
#include "node/node.h"

/* A statement on its way. */
struct texts_question {
    struct node *node;
    const struct known_matter *known; /* its matter, without it */
    const struct filed *filed;
    const struct submission *submission;
    const struct digest *attachments; /* the hashes of the submission's */
};

/* Adds TEXT_EMPTY, TEXT_SHORT, TEXT_COPIED and REASONS_COPIED, each with the place of the text and of
 * the one that it copies. A text that is missing is another check's. An own text that is not UTF-8
 * is the error, with member, line and column. */
bool texts_judge(const struct texts_question *question, struct findings *findings,
                 struct error *error);

#endif
