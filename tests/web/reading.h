/* Reading a page as a reader of one language does. */
#ifndef PROVISO_TESTS_WEB_READING_H
#define PROVISO_TESTS_WEB_READING_H

#include "base/slice.h"

bool reading_has(struct slice text, const char *part);

/* Fails where elements are not closed, or where a sentence of the English page, outside elements that
 * have a language of their own or are code, stands unchanged in the French one. */
void reading_is_translated(const char *place, struct slice english, struct slice french);

#endif
