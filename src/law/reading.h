/* Where the lint reads an offence's text otherwise than its State typed the elements: elements quote
 * a statute, and the words of the statute may deny them. Text findings are advice, so that this asks
 * and never refuses (O8). */
#ifndef PROVISO_LAW_READING_H
#define PROVISO_LAW_READING_H

#include "law/lexicon.h"
#include "law/offence_findings.h"

/* The standards, as bits, that the text fails and the typed elements keep. What the text shows
 * counts always: content (L1), a mental element below intent (L2), terms of use (L4), aggravation by
 * a computer (L7), another maximum penalty (L10), a power to block or to ban anonymity (L14). What
 * it lacks counts only where the element is typed without a citation, since intent or an exclusion
 * may stand in another section: L2, L3, L5, L6, L9. A text in which no offence is
 * recognised lacks all of these, cited or not. Only English is read; another language gives nothing.
 */
unsigned reading_differs(const struct lexicon *lexicon, const struct provision *provision);

/* Sets `reading` of every provision of the register. */
void reading_of_register(const struct lexicon *lexicon, struct offence_register *offences);

#endif
