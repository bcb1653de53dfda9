/* What the rows of lists are written with; only listing_*.c include this. */
#ifndef PROVISO_TEXT_LISTING_ROWS_H
#define PROVISO_TEXT_LISTING_ROWS_H

#include "text/listing.h"

static inline struct cell cell_slice(struct slice text)
{
    return (struct cell){text.size ? CELL_TEXT : CELL_NONE, text, 0};
}

static inline struct cell cell_words(const char *text)
{
    return (struct cell){text[0] ? CELL_WORD : CELL_NONE, slice_text(text), 0};
}

static inline struct cell cell_word(const struct vocabulary *vocabulary, int word)
{
    return word < 0 ? (struct cell){0} : cell_words(vocabulary->words[word]);
}

static inline struct cell cell_number(int64_t number)
{
    return (struct cell){.kind = CELL_NUMBER, .number = number};
}

static inline struct cell cell_flag(bool flag)
{
    return (struct cell){.kind = CELL_FLAG, .number = flag};
}

static inline struct cell cell_instant(instant at)
{
    return at == NEVER ? (struct cell){0} : (struct cell){.kind = CELL_INSTANT, .number = at};
}

/* The hash in hex; zero: none. */
struct cell cell_hash(const struct listing *listing, struct digest hash);

/* An attached text, cut to LISTING_TEXT bytes; where it is not here, its hash. Zero: none. */
struct cell cell_attached(const struct listing *listing, enum forum_chain chain,
                          struct digest hash);

/* One line of it, from 0. */
struct cell cell_line(const struct listing *listing, enum forum_chain chain, struct digest hash,
                      size_t line);

#endif
