/* Whether two verdicts permit the same, member by member. */
#ifndef PROVISO_TESTS_WRIT_SAME_PERMIT_H
#define PROVISO_TESTS_WRIT_SAME_PERMIT_H

#include "writ/verify.h"

/* Appends every member of the permit of a valid answer, and the matter and provider it is for. */
void permit_spell(const struct bundle *bundle, const struct writ_answer *answer,
                  struct buffer *out);

#endif
