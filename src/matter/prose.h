/* Prose that is attached: facts, reasons, plans (P1, P4, P5). How much a text says, and how much of
 * it stands in another one. Nothing here understands a text: what is measured is that it is there,
 * that it has words of its own, and that it is not a copy.
 *
 * The first line of an attachment, 32 random bytes in hex, is not text. Words are compared as a
 * reader sees them (letters.h); a word with a digit in it is a number, and all numbers, dates and
 * amounts are one word, a row of them too: another date makes no other reasons. Names stay words,
 * since no rule for all languages tells them from others. In scripts without spaces two neighbouring
 * characters (Chinese, Japanese) or three (Thai, Lao, Khmer, Burmese) are a word.
 *
 * A *phrase* is three words in their order among five that follow each other: six a word. So what
 * five words share survives the change of any two of them: another name, a word pushed in or left
 * out. Sentences in another order leave almost all phrases as they were. */
#ifndef PROVISO_MATTER_PROSE_H
#define PROVISO_MATTER_PROSE_H

#include "base/arena.h"
#include "base/error.h"
#include "crypto/hash.h"

enum {
    PROSE_PHRASES = 1 << 19, /* at most kept of a text: all, up to some 87,000 words */
    PROSE_SAMPLE = 5,        /* one phrase of 2^5 stands in a node's index (prose_sample) */
    PROSE_LEAST = 16         /* of a short text so many, where it has them */
};

/* Different phrases, hashed under the reader's key, rising. Where a text has more than
 * PROSE_PHRASES, only those below 2^(64 - level): an even sample, which the key makes unforeseeable.
 */
struct phrases {
    const uint64_t *items;
    size_t count;
    unsigned level;
};

struct prose {
    uint64_t words;     /* all of them */
    uint64_t different; /* each once; beyond PROSE_PHRASES an estimate, good to a percent */
    struct phrases phrases;
};

/* Reads a whole attachment; memory and time grow with its length, memory to some 24 MB.
 * ERROR_ATTACHMENT_WRONG: no first line; ERROR_TEXT_INVALID, with line and column of the
 * attachment: not UTF-8, a NUL, or a character that means nothing (unicode_is_meaningless). What is kept lives in the arena. */
bool prose_read(struct slice attachment, const uint8_t key[SIPHASH_KEY], struct arena *arena,
                struct prose *out, struct error *error);

/* The percentage, rounded down, of the phrases of the shorter one (by its phrases) that the other
 * has, too; 0 where one has none. Both were read under one key. Exact up to 87,000 words; beyond,
 * from a sample. */
unsigned prose_overlap(const struct phrases *a, const struct phrases *b);

/* How many of the first items of `phrases` stand in an index: those below 2^(64 - PROSE_SAMPLE), an
 * even sample of one in 32 that is the same phrases in every text, and PROSE_LEAST where that is
 * more. */
size_t prose_sample(const struct phrases *phrases);

#endif
