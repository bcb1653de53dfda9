/* What of a forum is overdue by time alone, counted: the public sees it without anybody saying so. */
#ifndef PROVISO_FORUM_OVERDUE_H
#define PROVISO_FORUM_OVERDUE_H

#include "forum/forum.h"

struct forum_overdue {
    size_t applications; /* checks, circulations and decisions that are due */
    size_t warnings;     /* before a lapse, not given yet */
    size_t appeals;      /* against moderation, not decided */
    size_t replies;      /* of States, to observations */
    size_t languages;    /* of documents that are due and not public */
};

void forum_count_overdue(const struct forum *forum, instant now, struct forum_overdue *out);

#endif
