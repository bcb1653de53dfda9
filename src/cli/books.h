/* The rulebooks that a `rules` command works on: files, those of States that a node knows, or those
 * that come with the program. */
#ifndef PROVISO_CLI_BOOKS_H
#define PROVISO_CLI_BOOKS_H

#include "cli/command.h"
#include "node/node.h"
#include "rules/explain.h"

/* Big: taken from memory. */
struct books {
    struct arena arena;
    struct slice floor_text; /* empty: the node's floors */
    struct rulebook floor;
    bool has_node;
    struct node node;
    struct known_matter known;
};

/* Reads the floor: --floor; else, where an operand is a State's code and a node is given (--node or
 * PROVISO_NODE), the node's floors as of now; else the program's own. books_free, also after an
 * error. */
bool books_open(const struct arguments *arguments, struct books *out, struct error *error);
void books_free(struct books *books);

/* The text of a rulebook: a file's, or where there is no such file that of the name "floor",
 * "arcadia" or "belmora", or of the code of those two. It lives in the arena. */
bool books_text(struct books *books, const char *name, struct slice *out, struct error *error);

/* A State's rulebook, or the floor itself, read against the floor; errors name the file. A code such
 * as XA is the rulebook in force of a State that the node knows (ERROR_TRUST_UNKNOWN for another),
 * without a node that which comes with the program. */
bool books_read(struct books *books, const char *name, struct rulebook *out, struct error *error);

/* Floor, requesting and executing State: from --requesting and --executing, or the words from `first`
 * on; a State that is not given is as the floor. Big, too. */
struct three {
    struct books books;
    struct rulebook requesting, executing;
    struct rulebooks all;
};

bool books_three(const struct arguments *arguments, size_t first, struct three *out,
                 struct error *error);

/* What a command does with the books; false with the error set. */
typedef bool with_books(const struct arguments *arguments, struct three *three, struct buffer *out,
                        struct error *error);

/* Opens the books, runs `work` and prints what it wrote; returns how the command ended. */
int books_run(const struct arguments *arguments, with_books *work);

/* The options that the commands share. */
#define FLOOR_OPTION                                                                               \
    {                                                                                              \
        "--floor", "FILE", "the floor; otherwise the node's, or the one of the program", 0         \
    }
#define BOOK_NODE_OPTION                                                                           \
    {                                                                                              \
        "--node", "DIR", "the node that knows States by their code; otherwise PROVISO_NODE", 0     \
    }
#define STATE_OPTIONS                                                                              \
    FLOOR_OPTION, BOOK_NODE_OPTION,                                                                \
        {"--requesting", "BOOK", "the requesting State's rulebook", 0},                            \
    {                                                                                              \
        "--executing", "BOOK", "the executing State's rulebook", 0                                 \
    }
#define MEASURE_OPTION                                                                             \
    {                                                                                              \
        "--measure", "MEASURE", "content, traffic, …; otherwise all that are available", 0         \
    }

#define BOOK_WORDS                                                                                 \
    "BOOK is a file, the code of a State that the node knows, or floor, arcadia (XA) or\n"         \
    "belmora (XB), which come with the program.\n"

/* Which measures --measure chooses. */
bool books_measures(const struct arguments *arguments, const struct rulebook *floor,
                    bool chosen[MEASURE_COUNT], struct error *error);

/* General parameters stand once, with the first measure that is shown. */
bool books_shown(const bool chosen[MEASURE_COUNT], unsigned measure, enum parameter parameter);

/* A limit as text, into a member of JSON. */
void books_limit(struct writer *writer, const char *name, enum parameter parameter, int64_t limit);

/* An extra as an object: name, condition, reason, citation, line. */
void books_extra(struct writer *writer, const struct extra *extra, const char *whose);

/* "floor, requesting" from WHOSE_… */
void books_whose(unsigned whose, struct buffer *out);

extern const struct command rules_check, rules_floor, rules_explain, rules_diff;

#endif
