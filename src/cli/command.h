/* A command of the program: a row in main's table, one file each. */
#ifndef PROVISO_CLI_COMMAND_H
#define PROVISO_CLI_COMMAND_H

#include "cli/options.h"

/* How a command ends (DESIGN, Commands). */
enum { COMMAND_DONE, COMMAND_REFUSED, COMMAND_USAGE, COMMAND_FAILED };

struct command {
    const char *name;                              /* "verify", "ledger key" */
    const char *summary;                           /* one line for the list of commands */
    const char *usage;                             /* what follows the name: "WRIT --trust FILE" */
    const char *text;                              /* what it does; lines, the last one ends too */
    const char *example;                           /* likewise */
    const struct option_row *options;              /* its own; ends with a NULL name */
    unsigned least, most;                          /* positional arguments */
    bool node;                                     /* works on a node: takes --node */
    int (*run)(const struct arguments *arguments); /* returns how it ended */
    const struct command *const *parts; /* a command that only groups others; ends with NULL */
};

/* Every command, in the order of the list; ends with NULL. Defined by main.c. */
extern const struct command *const commands[];

/* Runs what the arguments of the process ask for; returns the exit code. */
int command_main(int argc, char **argv);

/* How this program was called: "build/proviso", for commands that are shown to be tried. */
const char *command_program(void);

/* The command of that name in a list, or NULL. A part is found by the last word of its name. */
const struct command *command_find(const struct command *const *list, const char *name);

/* Prints the help of one command, as text or JSON. */
void command_help(const struct command *command, bool json);

/* Prints the list of commands. */
void command_list(bool json);

#endif
