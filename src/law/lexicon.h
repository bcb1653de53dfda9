/* The lexicon of the drafting lint: patterns of words, each with the class of what it means and the
 * reason why it is there. One file of data:
 *
 *     # a comment
 *     [words publish]
 *     publish~ broadcast~ @ making public
 *     [intent]
 *     with|having ..2 intent|intention|aim @ purpose is intent
 *
 * A line is a pattern, " @ " and its reason. A pattern is elements with a space between them: a
 * word; `word~`, also its inflections; `a|b~|{set}`, one of several; `element?`, may be absent;
 * `..N`, at most N words of any kind in one sentence; `!a|b`, the next word is none of these (it is
 * not consumed). Case, hyphens and the spellings -ise/-ize, l/ll do not count. */
#ifndef PROVISO_LAW_LEXICON_H
#define PROVISO_LAW_LEXICON_H

#include "base/arena.h"
#include "base/error.h"

/* X(constant, name of the section in the file). */
#define LEXICON_CLASSES(X)                                                                         \
    /* what kind of section it is */                                                               \
    X(OFFENCE, "offence")                                                                          \
    X(PENALTY, "penalty")                                                                          \
    X(DERIVED, "derived")                                                                          \
    X(REFERRED, "referred")                                                                        \
    X(PROHIBITION, "prohibition")                                                                  \
    X(DEFINITION, "definition")                                                                    \
    X(POWER, "power")                                                                              \
    X(OTHER, "other")                                                                              \
    X(TITLE_OFFENCE, "title offence")                                                              \
    X(TITLE_PROCEDURE, "title procedure")                                                          \
    X(TITLE_OTHER, "title other")                                                                  \
    X(TITLE_DEFINITION, "title definition")                                                        \
    X(TITLE_PUNISHMENT, "title punishment")                                                        \
    X(TITLE_CONTENT, "title content")                                                              \
    X(TITLE_OTHER_CONTENT, "title other content")                                                  \
    /* the mental element */                                                                       \
    X(INTENT, "intent")                                                                            \
    X(KNOWLEDGE, "knowledge")                                                                      \
    X(MALICE, "malice")                                                                            \
    X(BELOW, "below intent")                                                                       \
    X(NO_INTENT, "not intent")                                                                     \
    X(COMMITTED, "committed")                                                                      \
    X(ALTERNATIVE, "alternative")                                                                  \
    X(ILLUSTRATION, "illustration")                                                                \
    /* conduct that is expression */                                                               \
    X(CONTENT, "content")                                                                          \
    X(NO_CONTENT, "not content")                                                                   \
    X(EXPRESSION, "expression")                                                                    \
    X(PUBLICATION, "publication")                                                                  \
    X(MATTER, "matter")                                                                            \
    X(FALSITY, "falsity")                                                                          \
    X(DECEIT, "deceit")                                                                            \
    /* terms */                                                                                    \
    X(VAGUE, "vague")                                                                              \
    X(EXACT, "exact")                                                                              \
    X(OPEN, "open")                                                                                \
    X(AGGRAVATION, "aggravation")                                                                  \
    /* defences and exclusions */                                                                  \
    X(DEFENCE, "defence")                                                                          \
    X(NO_DEFENCE, "not defence")                                                                   \
    X(PUBLIC_INTEREST, "public interest")                                                          \
    X(RESEARCH, "research")                                                                        \
    X(TESTING, "testing")                                                                          \
    X(JOURNALISM, "journalism")                                                                    \
    X(WHISTLE_BLOWING, "whistle blowing")                                                          \
    X(INTERPRETATION, "interpretation")                                                            \
    /* other elements of an offence */                                                             \
    X(AUTHORITY, "authority")                                                                      \
    X(POLICY, "policy")                                                                            \
    X(BARRIER, "barrier")                                                                          \
    X(HARM, "harm")                                                                                \
    X(ACCESS, "access")                                                                            \
    X(INTERCEPTION, "interception")                                                                \
    X(DATA, "data interference")                                                                   \
    X(SYSTEM, "system interference")                                                               \
    X(DEVICE, "device misuse")                                                                     \
    X(FORGERY, "forgery")                                                                          \
    X(FRAUD, "fraud")                                                                              \
    X(ORDINARY, "ordinary")                                                                        \
    /* penalties */                                                                                \
    X(CUSTODY, "custody")                                                                          \
    X(LIFE, "life")                                                                                \
    X(MONTHS, "months")                                                                            \
    X(FINE, "fine")                                                                                \
    /* powers and their safeguards */                                                              \
    X(INTRUSION, "intrusion")                                                                      \
    X(COVERT, "covert")                                                                            \
    X(SEARCH, "search")                                                                            \
    X(PRESERVATION, "preservation")                                                                \
    X(FOREIGN, "foreign")                                                                          \
    X(RETENTION, "retention")                                                                      \
    X(BLOCKING, "blocking")                                                                        \
    X(ANONYMITY, "anonymity")                                                                      \
    X(SECRECY, "secrecy")                                                                          \
    X(NO_WARRANT, "without warrant")                                                               \
    X(JUDGE, "judge")                                                                              \
    X(DURATION, "duration")                                                                        \
    X(NECESSITY, "necessity")                                                                      \
    X(NO_NECESSITY, "not necessity")                                                               \
    X(SUSPICION, "suspicion")                                                                      \
    X(TARGET, "target")                                                                            \
    X(SERIOUS_CRIME, "serious crime")                                                              \
    X(NOTICE, "notice")                                                                            \
    X(NO_NOTICE, "not notice")                                                                     \
    X(PRIVILEGE, "privilege")                                                                      \
    X(SUPERVISION, "supervision")                                                                  \
    X(MINIMISATION, "minimisation")                                                                \
    X(REMEDY, "remedy")                                                                            \
    X(DUAL_CRIMINALITY, "dual criminality")                                                        \
    X(RIGHTS_GROUND, "rights ground")

enum lexicon_class {
#define X(constant, name) LEXICON_##constant,
    LEXICON_CLASSES(X)
#undef X
        LEXICON_CLASS_COUNT
};

enum {
    LEXICON_BYTES = 512 * 1024, /* a lexicon file */
    LEXICON_WORD = 32,          /* longer words are in no lexicon */
    LEXICON_ELEMENTS = 16       /* of a pattern, its options expanded */
};

enum lexicon_element_kind {
    LEXICON_ELEMENT_WORD,
    LEXICON_ELEMENT_SET,
    LEXICON_ELEMENT_GAP,
    LEXICON_ELEMENT_NOT
};

struct lexicon_element {
    enum lexicon_element_kind kind;
    uint32_t number; /* WORD: its number; SET, NOT: index in `sets`; GAP: the most words */
};

/* Sorted numbers of words; once the lexicon is read also a bit for each word. */
struct lexicon_set {
    uint32_t *words;
    size_t count;
    const uint64_t *bits;
};

struct lexicon_pattern {
    enum lexicon_class class;
    unsigned months; /* MONTHS: what the name of the penalty amounts to */
    uint32_t line;   /* in the lexicon's file */
    struct lexicon_element *elements;
    size_t count;
    struct slice reason;
};

struct lexicon_word {
    uint32_t hash;
    uint32_t number; /* 0: a free place */
    uint8_t size;
    char text[LEXICON_WORD - 1]; /* folded */
};

struct lexicon {
    struct lexicon_word *table; /* a power of two, at most half full */
    size_t capacity, words;
    struct lexicon_set *sets;
    size_t set_count, set_capacity;
    struct lexicon_pattern *patterns;
    size_t pattern_count, pattern_capacity;
    /* Patterns that may begin with word w: first_items[first[w]] to first_items[first[w + 1]] - 1.
     */
    uint32_t *first, *first_items;
    struct arena arena; /* holds what is of fixed size */
};

/* law/lexicon.lint, which comes with the program. */
extern const char lexicon_text[];

/* Reads the file. Errors (LINE_SYNTAX, SECTION_UNKNOWN, TOO_LARGE) have line and column. The caller
 * frees with lexicon_free, also after an error. */
bool lexicon_parse(struct slice text, struct lexicon *out, struct error *error);

void lexicon_free(struct lexicon *lexicon);

const char *lexicon_class_name(enum lexicon_class class);

/* Folds one word: lower case, z as s, ll as l. `out` has LEXICON_WORD bytes. Returns the size, or 0
 * where the word is too long. `hash` receives the word's hash. */
size_t lexicon_fold(struct slice word, char *out, uint32_t *hash);

/* The number of a folded word, 0 where the lexicon lacks it. */
uint32_t lexicon_find(const struct lexicon *lexicon, const char *folded, size_t size,
                      uint32_t hash);

static inline bool lexicon_set_has(const struct lexicon_set *set, uint32_t word)
{
    return set->bits[word / 64] >> (word % 64) & 1u;
}

/* Word numbers from 1; adds what is new. For the parser and for tests. */
uint32_t lexicon_add(struct lexicon *lexicon, struct slice word);

#endif
