/* Inside the lint: is a line the heading of a section, and in which form? */
#ifndef PROVISO_LAW_LINT_HEADINGS_H
#define PROVISO_LAW_LINT_HEADINGS_H

#include "law/lint.h"

struct lint_heading {
    struct slice word;   /* "section", "article"; what an id begins with; MARKED: empty */
    struct slice number; /* "23A"; MARKED: the whole id */
    struct slice title;  /* empty: none */
    struct slice rest;   /* of the line, behind number and title: the body begins here */
};

/* Reads `line` (without its line end) as a heading in that form; false: it is none. Slices point
 * into the line or are constants. */
bool lint_heading_read(enum lint_form form, struct slice line, struct lint_heading *out);

/* "23" before "23A" before "24": the number times 27^3 and room for three letters. */
uint32_t lint_heading_order(const struct lint_heading *heading);

/* `body` without the headings of chapters at its end, which belong to what follows. */
struct slice lint_heading_trim(struct slice body);

/* Without the spaces at both ends. */
struct slice lint_trim(struct slice text);

#endif
