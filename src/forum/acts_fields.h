/* What the tables of acts are written with; only they include this. */
#ifndef PROVISO_FORUM_ACTS_FIELDS_H
#define PROVISO_FORUM_ACTS_FIELDS_H

#include "forum/acts.h"
#include "terms/words.h"

#define ROLE(name) (1u << ROLE_##name)

#define FIELD(member, of, means)                                                                   \
    {                                                                                              \
        .name = member, .kind = of, .meaning = means                                               \
    }
#define FIELD_MAYBE(member, of, means)                                                             \
    {                                                                                              \
        .name = member, .kind = of, .presence = PRESENT_OPTIONAL, .meaning = means                 \
    }
#define FIELD_OF(member, list, means)                                                              \
    {                                                                                              \
        .name = member, .kind = FIELD_WORD, .words = &list, .meaning = means                       \
    }
#define FIELD_LIST(member, of, means)                                                              \
    {                                                                                              \
        .name = member, .kind = of, .least = 1, .most = FORUM_LIST, .meaning = means               \
    }

/* A decision with its reasons: the chair, with members of the committee. */
#define DECIDED_BY_COMMITTEE                                                                       \
    .by_roles = ROLE(CHAIR), .with_roles = ROLE(COMMITTEE), .with_least = 1,                       \
    .with_most = FORUM_COMMITTEE_MOST

#define FIELD_COMMITTEE                                                                            \
    {                                                                                              \
        .name = "with", .kind = FIELD_NAME, .least = 1, .most = FORUM_COMMITTEE_MOST,              \
        .meaning = "the members of the committee who decide with the chair"                        \
    }

#endif
