/* Options of commands as tables: parsing, checking and help derive from the same rows. */
#ifndef PROVISO_CLI_OPTIONS_H
#define PROVISO_CLI_OPTIONS_H

#include "base/buffer.h"
#include "base/error.h"

enum { OPTION_NEEDED = 1, OPTION_REPEATS = 2 };

struct option_row {
    const char *name;  /* "--at", "-o" */
    const char *value; /* what it takes: "TIME"; NULL: a flag */
    const char *meaning;
    unsigned flags;
};

struct command;

struct argument {
    const struct option_row *row;
    const char *value; /* NULL: a flag */
};

/* What a command was called with. Texts are those of the process's arguments. */
struct arguments {
    const struct command *command;
    struct argument *options;
    size_t option_count;
    const char **words; /* positional */
    size_t word_count;
    bool json, help;
};

/* Reads the arguments behind the command's name against its table. ERROR_USAGE. The caller frees
 * with options_free, also after an error. */
bool options_read(const struct command *command, int argc, char **argv, struct arguments *out,
                  struct error *error);

void options_free(struct arguments *arguments);

/* The value of an option, or NULL where it was not given. `name` as in the table. */
const char *options_value(const struct arguments *arguments, const char *name);

bool options_flag(const struct arguments *arguments, const char *name);

/* The next value of an option that repeats, from *at = 0 on; NULL after the last. */
const char *options_next(const struct arguments *arguments, const char *name, size_t *at);

/* The options that every command takes, and --node; end with a NULL name. */
extern const struct option_row options_common[], options_node[];

/* Appends a paragraph a row: "  --at TIME    meaning". */
void options_describe(const struct option_row *rows, struct buffer *out);

#endif
