/* The prose of a matter, held against the rulebooks where it is made (P1, P4, P5): empty, too short,
 * or a copy of another text. This is a check of the node and of the court that reads: a provider and
 * its writ see no prose (M5), so that what is recorded of it is that the node accepted the statement,
 * and the texts themselves, under the hashes that were signed.
 *
 * What permits or is to be rested on is refused. What restricts, and a question, is never stopped
 * for its wording: there the findings are notes. A court that approves is told, as notes, what the
 * same rules find in the other State's texts.
 *
 * An earlier text is found by its tags (one phrase in 32, at least 16) and then read: what is refused
 * as a copy is one, with the percentage that is said. Missed is one whose tags show, by chance, less
 * than half the limit: with the floor's limit and 16 tags (a text of 30 to 90 words) of texts that
 * share half their phrases 1 in 100, of those that share five eighths 1 in 2,000, of those that share
 * nine tenths none in ten milliards; longer texts have more tags. What was destroyed is not compared
 * with, nor the texts of another office. */
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

/* A statement's texts, read with those of its matter. */
struct texts;

/* Reads them and adds TEXT_EMPTY, TEXT_SHORT, TEXT_COPIED and REASONS_COPIED, each with the place of
 * the text and of the one that it copies: in the same statement, in its matter, or in an earlier
 * matter of the same office. Each text has the worst copy of each kind, and no more. A text that is
 * missing is another check's. An own text that is not UTF-8 is the error, with member, line and
 * column. *out is for texts_keep; texts_free, NULL is fine. */
bool texts_judge(const struct texts_question *question, struct findings *findings,
                 struct texts **out, struct error *error);

/* Puts the statement's texts into the index of its office (store/phrases.h), in the transaction that
 * stores it. */
bool texts_keep(struct texts *texts, struct error *error);

void texts_free(struct texts *texts);

/* Makes that index anew from what is stored, in the open transaction. */
bool texts_rebuild(struct node *node, struct error *error);

#endif
