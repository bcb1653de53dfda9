/* The texts of a page, to see whether two languages have the same one. */
#ifndef PROVISO_TESTS_WEB_SEGMENTS_H
#define PROVISO_TESTS_WEB_SEGMENTS_H

#include "base/slice.h"

/* The first sentence (two words of three letters or more) that stands in both pages outside of code and of
 * elements with a language of their own; empty where there is none. Fails where a page's tags do not
 * match. */
struct slice segments_shared(struct slice english, struct slice other);

#endif
