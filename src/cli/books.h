/* The rulebooks that a `rules` command works on: files, or those that come with the program. */
#ifndef PROVISO_CLI_BOOKS_H
#define PROVISO_CLI_BOOKS_H

#include "cli/command.h"
#include "rules/meet.h"

struct books {
    struct arena arena;
    struct slice floor_text;
    struct rulebook floor;
};

/* Reads the floor (--floor, otherwise the program's own). The arena: books_free. */
bool books_open(const struct arguments *arguments, struct books *out, struct error *error);
void books_free(struct books *books);

/* The text of a rulebook: a file's, or where there is no such file that of the name "floor",
 * "arcadia" or "belmora". It lives in the arena. */
bool books_text(struct books *books, const char *name, struct slice *out, struct error *error);

/* A State's rulebook, or the floor itself, read against the floor; errors name the file. */
bool books_read(struct books *books, const char *name, struct rulebook *out, struct error *error);

#endif
