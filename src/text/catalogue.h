/* The catalogue as tools/catalogue.c writes it. Only text/ includes this. */
#ifndef PROVISO_TEXT_CATALOGUE_H
#define PROVISO_TEXT_CATALOGUE_H

#include <stddef.h>

enum { CATALOGUE_FORMS = 3 };

struct catalogue_entry {
    const char *english;
    const char *forms[CATALOGUE_FORMS]; /* one, or those of the language's plural */
};

struct catalogue {
    const char *code;
    const struct catalogue_entry *entries; /* by rising `english` (strcmp) */
    size_t count;
};

/* Ends with a NULL code. */
extern const struct catalogue catalogues[];

#endif
