/* What the tests of the lint share: the lexicon that comes with the program, texts read with it. */
#ifndef PROVISO_TESTS_LINT_MAKER_H
#define PROVISO_TESTS_LINT_MAKER_H

#include "law/lint.h"

/* The lexicon, read once; never freed. NULL where it is wrong (the error is printed). */
const struct lexicon *maker_lexicon(void);

/* lint_decode and lint_read. */
bool maker_lint(struct slice bytes, struct arena *arena, struct lint_document *out,
                struct error *error);

#endif
