/* A letter with its signatories, from a plain list (D8):
 *
 *     the text of the letter
 *     Signatories                            a line that begins so; what follows are organisations
 *     1. Name – Country                      numbered from 1 without a gap; it may go on in the next line
 *     Individual …                           a line that begins so; what follows are persons, from 1 again
 *     1. Name, title, institution
 *     *List of signatories as of 14 February 2022     the end; also "February 14, 2022" or 2022-02-14
 *
 * Empty lines and lines that are a page's number mean nothing. The country is what stands behind the last
 * dash between blanks, up to a comma; "International" and the like are none. Everything else is an error
 * with its line. */
#ifndef PROVISO_FORUM_LETTER_H
#define PROVISO_FORUM_LETTER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/instant.h"
#include "forum/words.h"

enum { LETTER_BYTES = 4 << 20, LETTER_SIGNATORIES = 20000, LETTER_NAME = 300 };

struct country {
    const char *name, *code;
};

extern const struct country countries[];
extern const size_t country_count;

/* The code of a country's English name, or NULL. */
const char *country_code(struct slice name);

struct letter_signatory {
    enum applicant_kind kind;
    struct slice name;   /* without the country */
    struct slice place;  /* as written behind the dash: "Burma", "Latin America"; empty: none */
    const char *country; /* "MM", or NULL */
    uint32_t line;
};

struct letter {
    struct slice text; /* what was signed: up to the list */
    struct letter_signatory *signatories;
    size_t count, organisations, individuals, countries;
    instant as_of; /* -1: not said */
};

/* Reads a letter; slices live in the arena or in `text`. ERROR_LIST_FORMAT with the line. */
bool letter_parse(struct slice text, struct arena *arena, struct letter *out, struct error *error);

#endif
