/* A statute's text as words of the lexicon, and where the lexicon's patterns occur in it. */
#ifndef PROVISO_LAW_LINT_TOKENS_H
#define PROVISO_LAW_LINT_TOKENS_H

#include "base/arena.h"
#include "law/lexicon.h"

/* What stands before a word. */
enum {
    TOKEN_SENTENCE = 1,  /* the end of a sentence */
    TOKEN_PROVISION = 2, /* "(2)" or "2.": a provision of its own begins */
    TOKEN_ITEM = 4,      /* "(a)", "1°" */
    TOKEN_NUMBER = 8,    /* the word is digits */
    TOKEN_SUBITEM = 16   /* "(ii)" under "(a)" */
};

struct lint_token {
    uint32_t word;  /* number in the lexicon; 0: not in it */
    uint32_t start; /* offset in the text */
    uint16_t size;  /* in bytes */
    uint16_t flags;
};

struct lint_tokens {
    struct slice text;
    struct lint_token *items;
    size_t count, capacity;
};

/* An occurrence of a pattern: tokens `first` to `last`. */
struct lint_event {
    uint32_t pattern, first, last;
};

/* Occurrences by class, each class in the order of the text. */
struct lint_events {
    struct lint_event *items;
    size_t count, capacity;
    size_t start[LEXICON_CLASS_COUNT + 1]; /* class c: items[start[c]] to items[start[c + 1]] - 1 */
    struct lint_event *found;              /* scratch, in the order of the text */
    size_t found_capacity;
};

/* Splits `text` (at most 4 GiB) into words; replaces what `tokens` held. Enumerators such as "(a)"
 * and
 * "(2)" become flags. The text must outlive the tokens. */
void lint_tokens_read(const struct lexicon *lexicon, struct slice text, struct lint_tokens *tokens);

/* Finds the patterns; replaces what `events` held. */
void lint_events_find(const struct lexicon *lexicon, const struct lint_tokens *tokens,
                      struct lint_events *events);

/* Events of a class that begin in tokens `from` to `to` - 1, one a call: `*at` is 0 before the
 * first call and keeps the place; NULL after the last. */
const struct lint_event *lint_events_next(const struct lint_events *events,
                                          enum lexicon_class class, size_t from, size_t to,
                                          size_t *at);

/* The first such event, or NULL. */
const struct lint_event *lint_events_first(const struct lint_events *events,
                                           enum lexicon_class class, size_t from, size_t to);

/* The text from token `first` to token `last`. */
struct slice lint_tokens_text(const struct lint_tokens *tokens, size_t first, size_t last);

void lint_tokens_free(struct lint_tokens *tokens);
void lint_events_free(struct lint_events *events);

#endif
