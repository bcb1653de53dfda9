/* Characters as a reader sees them: what two texts are compared by. Letters that look alike, as
 * Cyrillic, Greek, fullwidth and mathematical ones do, are the same letter; case, accents and
 * invisible characters do not count. Not for names or accounts: there a look-alike is refused. */
#ifndef PROVISO_MATTER_LETTERS_H
#define PROVISO_MATTER_LETTERS_H

#include <stdint.h>

enum letter_kind {
    LETTER_BREAK,   /* space or punctuation: ends a word */
    LETTER_NOTHING, /* invisible, an accent, an apostrophe: as if it were not there */
    LETTER_DIGIT,
    LETTER_WORD,  /* part of a word that ends at a break */
    LETTER_PAIR,  /* of a script without spaces: two neighbours count as a word (Han, kana) */
    LETTER_TRIPLE /* the same, three (Thai, Lao, Khmer, Burmese, Tibetan) */
};

/* What the character is; *folded is the letter that stands for it and all that look like it. */
enum letter_kind letter_fold(uint32_t character, uint32_t *folded);

#endif
